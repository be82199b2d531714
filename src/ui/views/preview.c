/* Preview of a start: the dated path of one account, or of all that were marked, with no side
 * effect until it is started. */
#include "ui/day_echo.h"
#include "ui/views/preview.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/checklist.h"
#include "ui/views/views.h"

const struct start_line *preview_line(const struct preview *preview)
{
    size_t at = preview->is_many ? (size_t)preview->list.selected : 0;

    return at < preview->lines.count ? &preview->lines.items[at] : NULL;
}

static void take_sums(struct preview *preview)
{
    preview->starts = preview->steps = 0;
    preview->span = (struct day_span){DAY_NONE, DAY_NONE};
    for (size_t i = 0; i < preview->lines.count; i++) {
        const struct start_line *line = &preview->lines.items[i];
        struct day_span span;

        if (line->why)
            continue;
        span = plan_span(&line->plan);
        preview->starts++;
        preview->steps += plan_open_steps(&line->plan);
        if (span.first == DAY_NONE)
            continue;
        if (preview->span.first == DAY_NONE || span.first < preview->span.first)
            preview->span.first = span.first;
        if (preview->span.last == DAY_NONE || span.last > preview->span.last)
            preview->span.last = span.last;
    }
}

/* One that cannot start is still shown as it would go. */
static bool read_refused(struct ui *ui, struct preview *preview, struct error *err)
{
    struct start_line *line = preview->lines.count == 1 ? preview->lines.items : NULL;

    if (!line || !line->why)
        return true;
    return verb_playbook_plan(ui_session(ui), str_text(&preview->name), line->account,
        preview->given, &preview->arena, &line->plan, err);
}

/* Those that start stand before those that do not. */
static void sort_lines(struct preview *preview)
{
    struct start_line *sorted =
        arena_alloc_array(&preview->arena, preview->lines.count + 1, sizeof(*sorted));
    size_t count = 0;

    for (int refused = 0; refused < 2; refused++)
        for (size_t i = 0; i < preview->lines.count; i++)
            if ((preview->lines.items[i].why != NULL) == refused)
                sorted[count++] = preview->lines.items[i];
    preview->lines.items = sorted;
}

static bool preview_load(struct ui *ui, void *state, struct error *err)
{
    struct preview *preview = state;
    struct start_order order = {str_text(&preview->name), &preview->accounts, preview->given};

    arena_clear(&preview->arena);
    preview->playbook = NULL;
    preview->lines = (struct start_lines){0};
    if (!preview->name.len)
        return true;
    if (!verb_playbook_find(ui_session(ui), str_text(&preview->name), &preview->playbook, err) ||
        !verb_playbook_plan_many(ui_session(ui), &order, &preview->arena, &preview->lines, err) ||
        !read_refused(ui, preview, err)) {
        preview->playbook = NULL;
        preview->lines = (struct start_lines){0};
        return false;
    }
    sort_lines(preview);
    take_sums(preview);
    return true;
}

static void preview_close(void *state)
{
    struct preview *preview = state;

    arena_fini(&preview->arena);
    array_fini(&preview->accounts);
    str_fini(&preview->name);
}

void ui_open_preview(struct ui *ui, const char *playbook, const struct key_list *accounts)
{
    struct preview *preview;

    ui_show_view(ui, VIEW_PREVIEW);
    preview = ui_state(ui, VIEW_PREVIEW);
    if (!preview)
        return;
    str_clear(&preview->name);
    str_add(&preview->name, playbook);
    array_clear(&preview->accounts);
    for (size_t i = 0; i < accounts->count; i++)
        ARRAY_PUSH(&preview->accounts, accounts->items[i]);
    preview->is_many = accounts->count > 1;
    preview->given = DAY_NONE;
    preview->list = (struct list){0};
    ui_changed(ui);
}

/* --- starting --- */

static int64_t first_run(const struct start_lines *lines, int64_t *ret_account)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].run) {
            *ret_account = lines->items[i].account;
            return lines->items[i].run;
        }
    return 0;
}

/* To where it was asked from, and from there to the checklist of the one that was started. */
static void start_all(struct ui *ui, void *context)
{
    struct preview *preview = context;
    struct start_order order = {str_text(&preview->name), &preview->accounts, preview->given};
    struct arena arena = {0};
    struct start_lines lines = {0};
    struct outcome outcome;
    struct error err;
    int64_t account = 0, run = 0;

    if (!verb_playbook_start_many(ui_session(ui), &order, &arena, &lines, &outcome, &err)) {
        ui_fault(ui, &err);
        arena_fini(&arena);
        return;
    }
    run = first_run(&lines, &account);
    if (outcome.change_id)
        ui_done(ui, &outcome);
    else
        outcome_fini(&outcome);
    ui_back(ui);
    if (run && !preview->is_many)
        ui_open_checklist(ui, run, account);
    arena_fini(&arena);
}

static void run_start_now(struct ui *ui, void *state, const char *rest)
{
    struct preview *preview = state;
    const struct start_line *line = preview_line(preview);

    if (preview->starts)
        start_all(ui, preview);
    else if (line && line->why)
        ui_toast(ui, "%s", line->why);
    else
        ui_toast(ui, "there is nothing to start");
}

/* Among many Enter looks like opening a row, so it asks. */
static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct preview *preview = state;
    struct str question = {0};

    if (!preview->is_many || !preview->starts) {
        run_start_now(ui, state, rest);
        return;
    }
    str_addf(&question,
        words_plural("Start %s on %d account, %d steps?", "Start %s on %d accounts, %d steps?",
            preview->starts),
        preview->playbook->title, preview->starts, preview->steps);
    ui_confirm(ui, str_text(&question), start_all, preview);
    str_fini(&question);
}

/* --- the day it counts from --- */

bool preview_asks_day(const struct preview *preview)
{
    return preview->playbook && (preview->playbook->anchor == ANCHOR_REVIEW ||
                                    preview->playbook->anchor == ANCHOR_GIVEN);
}

static bool take_day(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct preview *preview = context;
    const struct session *session = ui_session(ui);
    day_number day = DAY_NONE;

    if (!text_blank(text) &&
        !day_parse(text, session_today(session), &session_settings(session)->calendar, &day, err))
        return false;
    preview->given = day;
    return preview_load(ui, preview, err);
}

static void run_date(struct ui *ui, void *state, const char *rest)
{
    struct preview *preview = state;
    struct str title = {0};
    struct error err;

    if (!preview->playbook)
        return;
    if (!preview_asks_day(preview)) {
        ui_toast(ui, "its dates count from %s", playbook_anchor_words(preview->playbook->anchor));
        return;
    }
    if (*rest) {
        if (!take_day(ui, rest, preview, &err))
            ui_fault(ui, &err);
        return;
    }
    str_addf(&title, _("Day of %s"), playbook_anchor_words(preview->playbook->anchor));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = _("fri, 12 dec, +4w; empty: as the playbook says"),
                   .accept = take_day,
                   .recalls = "date",
                   .echo = day_echo,
                   .context = preview});
    str_fini(&title);
}

/* Of one of many accounts all steps are read, as the list beside it cuts them. */
static void read_all(struct ui *ui, const struct preview *preview, const struct start_line *line)
{
    struct str out = {0};

    if (line->why)
        str_addf(&out, "%s\n", line->why);
    for (int i = 0; i < line->plan.step_count; i++) {
        const struct playbook_step *rule = line->plan.steps[i].step;

        str_addf(&out, "# %d  %s\n", i + 1, rule->title);
        steps_write_detail(preview->playbook, (int)(rule - preview->playbook->steps), &out);
        str_add(&out, "\n");
    }
    ui_read(ui, line->name, str_text(&out));
    str_fini(&out);
}

static void run_read(struct ui *ui, void *state, const char *rest)
{
    const struct preview *preview = state;
    const struct start_line *line = preview_line(preview);
    const struct run_plan *plan = line ? &line->plan : NULL;
    struct str out = {0};
    int64_t at = preview->list.selected;

    if (plan && preview->is_many)
        read_all(ui, preview, line);
    if (!plan || preview->is_many || at >= plan->step_count)
        return;
    steps_write_detail(
        preview->playbook, (int)(plan->steps[at].step - preview->playbook->steps), &out);
    ui_read(ui, plan->steps[at].step->title, str_text(&out));
    str_fini(&out);
}

static struct list *preview_list(void *state)
{
    return &((struct preview *)state)->list;
}

static int64_t preview_account(struct ui *ui, void *state)
{
    const struct start_line *line = preview_line(state);

    return line ? line->account : 0;
}

static const struct view_command commands[] = {
    {"date", N_("the day that its dates count from, where you give it"), run_date},
    {"open", N_("start it"), run_open},
    {"read", N_("read what the step is for, or all steps of an account"), run_read},
    {"start", N_("start it: one change, u takes it back"), run_start_now},
};

static const struct view_hint hints[] = {
    {"open", N_("start")},
    {"read", N_("read step")},
    {"date", N_("day")},
    {"clear", N_("leave")},
};

/* Where its dates count from a day of the account there is none to give. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct preview *preview = state;

    if (text_equal(hint->command, "date"))
        return preview->playbook && preview_asks_day(preview) ? hint->text : NULL;
    return hint->text;
}

const struct view view_preview = {
    .name = "preview",
    .title = N_("Preview"),
    .state_size = sizeof(struct preview),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = preview_close,
    .load = preview_load,
    .draw = preview_draw,
    .list = preview_list,
    .account = preview_account,
};
