/* Playbooks: the runs that are open, by the day they should be finished. */
#include "ui/views/views.h"

#include <string.h>
#include "ui/chart.h"
#include "ui/commands_internal.h"
#include "ui/rows.h"

enum { TALL = 30, LOW = 16, NARROW = 60 };

struct playbooks {
    struct arena arena;
    struct run_line {
        int64_t run, account;
        const char *title, *name;
        struct run_state state;
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

static bool read_line(struct ui *ui, struct playbooks *playbooks, const struct row *run,
    struct run_line *line, struct error *err)
{
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
    if (ok)
        run_state(run, &own, &notes, ui_show(ui).today, &line->state);
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

static enum role pace_role(enum run_pace pace)
{
    if (pace == RUN_STUCK || pace == RUN_BLOCKED)
        return ROLE_RISK;
    return pace == RUN_BEHIND ? ROLE_WATCH : ROLE_GOOD;
}

static void draw_run(
    struct ui *ui, const struct run_line *line, struct canvas *canvas, struct area at)
{
    const struct run_state *state = &line->state;
    bool wide = at.columns >= 90;
    int end = at.columns - 1, name = wide ? 26 : at.columns / 3;
    struct due_words due = {.role = ROLE_MUTED};

    if (state->next)
        due = part_due(state->ends == DAY_NONE ? state->target : state->target, ui_show(ui).today);
    canvas_put(canvas, 2, at.y, pace_role(state->pace),
        state->pace == RUN_BEHIND                                ? "▲"
        : state->pace == RUN_STUCK || state->pace == RUN_BLOCKED ? "■"
                                                                 : "●");
    canvas_put_cut(canvas, 4, at.y, ROLE_TITLE, line->name, name);
    canvas_put_cut(canvas, 6 + name, at.y, ROLE_TEXT, line->title, 20);
    if (at.columns >= NARROW) {
        canvas_putf_right(
            canvas, end, at.y, ROLE_TEXT, "%d of %d", state->required_done, state->required);
        chart_bar(canvas, end - 21, at.y, 10,
            state->required ? (double)state->required_done / state->required : 0, ROLE_CHART_1);
    }
    if (wide) {
        canvas_put_cut(canvas, 6 + name + 22, at.y, ROLE_MUTED, run_pace_word(state->pace), 10);
        canvas_put_right(canvas, end - 24, at.y, due.role, due.text);
    }
}

static void playbooks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct playbooks *playbooks = state;
    int y = canvas->rows >= TALL ? 2 : 1, foot = canvas->rows >= LOW ? 2 : 1, x;

    x = canvas_putf(canvas, 1, y, ROLE_TITLE, "%zu", playbooks->count);
    canvas_put(canvas, x, y, ROLE_MUTED, playbooks->count == 1 ? " run is open" : " runs are open");
    canvas_rule(canvas, y + 1);
    y += 2;
    list_fit(&playbooks->list, (int64_t)playbooks->count, canvas->rows - y - foot);
    if (!playbooks->count) {
        canvas_put(canvas, 1, y + 1, ROLE_TEXT, "No playbook is running.");
        canvas_spans(canvas, 1, y + 2,
            SPANS({ROLE_HINT_KEY, "p"}, {ROLE_HINT_TEXT, "  on an account: start one"}));
    }
    for (int64_t i = playbooks->list.top; i < list_end(&playbooks->list); i++) {
        struct area line = {0, y + (int)(i - playbooks->list.top), canvas->columns, 1};

        draw_run(ui, &playbooks->lines[i], canvas, line);
        if (ui_list_row(ui, canvas, &playbooks->list, i, line))
            playbooks->selected = playbooks->lines[i].run;
    }
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

static const struct view_command commands[] = {
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
};
