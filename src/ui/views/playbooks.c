/* Playbooks: the runs that are open, by the day they should be finished. */
#include "ui/views/views.h"

#include <string.h>
#include "ui/chart.h"
#include "ui/commands_internal.h"
#include "ui/rows.h"
#include "ui/views/checklist.h"

enum { TALL = 30, LOW = 16, NARROW = 60, WIDE = 100, ROOMY = 150 };

struct playbooks {
    struct arena arena;
    struct run_line {
        int64_t run, account;
        const char *title, *name, *next; /* next: what is to be done now, or "" */
        day_number due;
        enum run_pace pace;
        int done, required, days_behind;
    } * lines;
    size_t count;
    struct list list;
    int64_t selected;
    struct account_names names;
};

enum { RUNS_MOST = 2000 };

static void playbooks_close(void *state)
{
    struct playbooks *playbooks = state;

    arena_fini(&playbooks->arena);
    names_fini(&playbooks->names);
}

static void fill_line(
    struct playbooks *playbooks, const struct run_state *state, struct run_line *line)
{
    line->pace = state->pace;
    line->done = state->required_done;
    line->required = state->required;
    line->days_behind = state->days_behind;
    line->next = "";
    line->due = DAY_NONE;
    if (!state->next)
        return;
    line->next = arena_copy_text(&playbooks->arena, row_text(state->next, STEP_TITLE));
    line->due = row_day(state->next, STEP_DUE);
}

static bool read_line(struct ui *ui, struct playbooks *playbooks, const struct row *run,
    struct run_line *line, struct error *err)
{
    struct run_state state;
    struct arena arena = {0};
    struct row_list steps = {0}, notes = {0}, own = {0};
    struct store *store = session_store(ui_session(ui));
    int64_t account = row_integer(run, RUN_ACCOUNT);
    bool ok = store_children(store, KIND_STEP, account, &arena, &steps, err) &&
              store_children(store, KIND_NOTE, account, &arena, &notes, err);

    for (size_t i = 0; ok && i < steps.count; i++)
        if (row_integer(steps.items[i], STEP_RUN) == run->key)
            ARRAY_PUSH(&own, steps.items[i]);
    *line = (struct run_line){.run = run->key, .account = account};
    line->title = arena_copy_text(&playbooks->arena, row_text(run, RUN_TITLE));
    line->name =
        arena_copy_text(&playbooks->arena, names_of(&playbooks->names, ui_session(ui), account));
    if (ok) {
        run_state(run, &own, &notes, ui_show(ui).today, &state);
        fill_line(playbooks, &state, line);
    }
    array_fini(&own);
    arena_fini(&arena);
    return ok;
}

static bool playbooks_load(struct ui *ui, void *state, struct error *err)
{
    struct playbooks *playbooks = state;
    struct arena arena = {0};
    struct row_list runs = {0};
    bool ok =
        store_page(session_store(ui_session(ui)), ORDER_RUNS, 0, RUNS_MOST, &arena, &runs, err);

    arena_clear(&playbooks->arena);
    names_clear(&playbooks->names);
    playbooks->count = 0;
    playbooks->lines =
        arena_alloc_array(&playbooks->arena, runs.count + 1, sizeof(*playbooks->lines));
    for (size_t i = 0; ok && i < runs.count; i++)
        ok = read_line(ui, playbooks, runs.items[i], &playbooks->lines[playbooks->count++], err);
    list_fit(&playbooks->list, (int64_t)playbooks->count, playbooks->list.room);
    for (size_t i = 0; i < playbooks->count; i++)
        if (playbooks->lines[i].run == playbooks->selected)
            list_select(&playbooks->list, (int64_t)i);
    arena_fini(&arena);
    return ok;
}

static enum health_band pace_band(enum run_pace pace)
{
    if (pace == RUN_STUCK || pace == RUN_BLOCKED)
        return BAND_RED;
    return pace == RUN_BEHIND ? BAND_YELLOW : BAND_GREEN;
}

/* Where the columns stand: account, playbook, pace, next step, its day, how much is done. */
struct run_columns {
    int name, title, pace, next, end; /* next 0: no room; end: of the day */
    bool bar;
};

static struct run_columns columns_of(int columns)
{
    if (columns >= ROOMY)
        return (struct run_columns){4, 36, 60, 78, columns - 26, true};
    if (columns >= WIDE)
        return (struct run_columns){4, 27, 44, 56, columns - 12, false};
    if (columns >= NARROW)
        return (struct run_columns){4, 25, 0, 43, columns - 12, false};
    return (struct run_columns){4, 19, 0, 0, 0, false};
}

static void draw_heads(struct canvas *canvas, int y)
{
    struct run_columns at = columns_of(canvas->columns);

    canvas_put(canvas, at.name, y, ROLE_MUTED, "account");
    canvas_put(canvas, at.title, y, ROLE_MUTED, "playbook");
    canvas_put_right(canvas, canvas->columns - 1, y, ROLE_MUTED, "done");
    if (!at.next)
        return;
    canvas_put(canvas, at.next, y, ROLE_MUTED, "next step");
    canvas_put_right(canvas, at.end, y, ROLE_MUTED, "due");
}

static void draw_run(
    struct ui *ui, const struct run_line *line, struct canvas *canvas, struct area area)
{
    struct run_columns at = columns_of(area.columns);
    struct due_words due = part_due(line->due, ui_show(ui).today);
    enum health_band band = pace_band(line->pace);
    int y = area.y, end;

    canvas_put(canvas, 2, y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(canvas, at.name, y, ROLE_TITLE, line->name, at.title - 2 - at.name);
    end = canvas_putf_right(
        canvas, area.columns - 1, y, ROLE_TEXT, "%d of %d", line->done, line->required);
    canvas_put_cut(canvas, at.title, y, ROLE_TEXT, line->title,
        (at.pace      ? at.pace
            : at.next ? at.next
                      : end) -
            2 - at.title);
    if (at.bar)
        chart_bar(canvas, area.columns - 22, y, 10,
            line->required ? (double)line->done / line->required : 0, ROLE_CHART_1);
    if (at.pace && line->pace == RUN_BEHIND)
        canvas_putf(canvas, at.pace, y, ROLE_MUTED, "behind %dd", line->days_behind);
    else if (at.pace)
        canvas_put_cut(canvas, at.pace, y, ROLE_MUTED, run_pace_word(line->pace), 10);
    if (!at.next)
        return;
    end = canvas_put_right(canvas, at.end, y, due.role, due.text);
    canvas_put_cut(canvas, at.next, y, ROLE_TEXT, line->next, end - 2 - at.next);
}

static void draw_empty(struct canvas *canvas, int y)
{
    canvas_put(canvas, 1, y, ROLE_TEXT, "No playbook is running.");
    canvas_spans(canvas, 1, y + 1,
        SPANS({ROLE_HINT_KEY, "p"}, {ROLE_HINT_TEXT, "  on an account: start one"}));
}

static void playbooks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct playbooks *playbooks = state;
    int y = canvas->rows >= TALL ? 2 : 1, foot = canvas->rows >= LOW ? 2 : 1, x;

    x = canvas_putf(canvas, 1, y, ROLE_TITLE, "%zu", playbooks->count);
    canvas_put(canvas, x, y, ROLE_MUTED, playbooks->count == 1 ? " run is open" : " runs are open");
    canvas_rule(canvas, y + 1);
    y += 3;
    list_fit(&playbooks->list, (int64_t)playbooks->count, canvas->rows - y - foot);
    if (!playbooks->count) {
        draw_empty(canvas, y);
        return;
    }
    draw_heads(canvas, y - 1);
    for (int64_t i = playbooks->list.top; i < list_end(&playbooks->list); i++) {
        struct area line = {0, y + (int)(i - playbooks->list.top), canvas->columns, 1};

        draw_run(ui, &playbooks->lines[i], canvas, line);
        if (ui_list_row(ui, canvas, &playbooks->list, i, line))
            playbooks->selected = playbooks->lines[i].run;
    }
    if (foot == 2)
        part_range(canvas, canvas->rows - 2, &playbooks->list);
}

static const struct run_line *line_here(const struct playbooks *playbooks)
{
    return playbooks->list.selected < (int64_t)playbooks->count
               ? &playbooks->lines[playbooks->list.selected]
               : NULL;
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct run_line *line = line_here(state);

    if (line)
        ui_open_checklist(ui, line->run, line->account);
}

static struct list *playbooks_list(void *state)
{
    return &((struct playbooks *)state)->list;
}

static int64_t playbooks_account(struct ui *ui, void *state)
{
    const struct run_line *line = line_here(state);

    return line ? line->account : 0;
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "playbook");
}

/* Behind, stuck or blocked. */
static bool playbooks_wants(struct ui *ui, void *state, int64_t index)
{
    const struct playbooks *playbooks = state;

    return index < (int64_t)playbooks->count &&
           pace_band(playbooks->lines[index].pace) != BAND_GREEN;
}

bool playbooks_step(struct ui *ui, int step, int64_t *ret_run, int64_t *ret_account)
{
    struct playbooks *playbooks = ui_state(ui, VIEW_PLAYBOOKS);
    int64_t before = playbooks ? playbooks->list.selected : 0;

    if (playbooks)
        list_select(&playbooks->list, before + step);
    if (!playbooks || playbooks->list.selected == before)
        return false;
    *ret_run = playbooks->lines[playbooks->list.selected].run;
    *ret_account = playbooks->lines[playbooks->list.selected].account;
    return true;
}

static const struct view_command commands[] = {
    {"add", "start a playbook on this account", run_add},
    {"open", "the checklist of the run", run_open},
};

static const struct view_hint hints[] = {
    {"open", "checklist"},
    {"log", "log call"},
    {"playbook", "start one"},
    {"why", "why"},
};

const struct view view_playbooks = {
    .name = "playbooks",
    .title = "Playbooks",
    .digit = '5',
    .state_size = sizeof(struct playbooks),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = playbooks_close,
    .load = playbooks_load,
    .draw = playbooks_draw,
    .list = playbooks_list,
    .account = playbooks_account,
    .wants = playbooks_wants,
};
