/* The agenda: going from day to day, and what is done to a row. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/agenda.h"
#include "ui/views/views.h"

/* --- going about --- */

static void reload(struct ui *ui, struct agenda *agenda)
{
    struct error err;

    if (!agenda_load(ui, agenda, &err))
        ui_fault(ui, &err);
}

static void go_to_day(struct ui *ui, struct agenda *agenda, day_number day)
{
    struct civil before = agenda_month(agenda);
    struct civil after = day_to_civil(day);
    struct error err;

    if (after.year < 1901 || after.year > 2198)
        return;
    agenda->day = day;
    agenda->selected = 0;
    if (!agenda->is_month || before.month != after.month || before.year != after.year)
        reload(ui, agenda);
    else if (!agenda_read_day(ui, agenda, &err))
        ui_fault(ui, &err);
}

static bool in_grid(const struct agenda *agenda)
{
    return agenda->is_month && !agenda->in_list;
}

/* A late one stands on the first day shown. */
static void take_cursor(struct agenda *agenda)
{
    const struct agenda_item *item = agenda_item_here(agenda);

    agenda->selected = item ? item->key : 0;
    agenda->selected_kind = item ? item->kind : KIND_TASK;
    if (agenda->is_month || agenda->list.selected >= (int64_t)agenda->lines.count)
        return;
    agenda->day = agenda->lines.items[agenda->list.selected].day;
    if (agenda->day < agenda->span.first)
        agenda->day = agenda->span.first;
}

static void move_in_list(struct agenda *agenda, const char *command)
{
    (void)list_command(&agenda->list, command);
    take_cursor(agenda);
}

static void run_next(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    if (in_grid(agenda))
        go_to_day(ui, agenda, agenda->day + 7);
    else
        move_in_list(agenda, "next");
}

static void run_previous(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    if (in_grid(agenda))
        go_to_day(ui, agenda, agenda->day - 7);
    else
        move_in_list(agenda, "previous");
}

/* From a late one the next day is today. */
static void run_day_next(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;
    const struct agenda_item *item = agenda_item_here(agenda);
    bool late = !agenda->is_month && item && item->due < agenda->span.first;

    go_to_day(ui, agenda, late ? agenda->span.first : agenda->day + 1);
}

static void run_day_previous(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    go_to_day(ui, agenda, agenda->day - 1);
}

static void step_page(struct ui *ui, struct agenda *agenda, int step)
{
    day_number today = ui_show(ui).today;
    day_number day = agenda->is_month ? day_add_months(agenda->day, step)
                                      : agenda_week_begin(ui, agenda->day) + 7 * step;

    if (!agenda->is_month && day <= today && today <= day + 6)
        day = today;
    go_to_day(ui, agenda, day);
}

static void run_tab_next(struct ui *ui, void *state, const char *rest)
{
    step_page(ui, state, 1);
}

static void run_tab_previous(struct ui *ui, void *state, const char *rest)
{
    step_page(ui, state, -1);
}

static void run_today(struct ui *ui, void *state, const char *rest)
{
    go_to_day(ui, state, ui_show(ui).today);
}

static void set_month(struct ui *ui, struct agenda *agenda, bool is_month)
{
    agenda->is_month = is_month;
    agenda->in_list = false;
    agenda->selected = 0;
    reload(ui, agenda);
}

static void run_layout(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    set_month(ui, agenda, !agenda->is_month);
}

void ui_open_agenda(struct ui *ui, const char *rest)
{
    struct agenda *agenda;

    ui_show_view(ui, VIEW_AGENDA);
    agenda = ui_state(ui, VIEW_AGENDA);
    if (agenda && *rest)
        set_month(ui, agenda, text_starts(rest, "m"));
}

static void run_pane(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    if (agenda->is_month)
        agenda->in_list = !agenda->in_list;
    else
        run_day_next(ui, state, rest);
}

/* --- what is done to a row --- */

/* In the grid Enter goes to the list of the day. */
static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;
    const struct agenda_item *item = agenda_item_here(agenda);

    if (in_grid(agenda) && agenda->lines.count)
        agenda->in_list = true;
    else if (!item)
        ui_toast(ui, "nothing is due that day; t plans a task");
    else if (item->kind == KIND_STEP)
        ui_open_checklist(ui, item->run, item->account);
    else if (item->account) {
        ui_set_account(ui, item->account);
        ui_show_view(ui, VIEW_ACCOUNT);
    } else
        ui_toast(ui, "this task belongs to no account; e edits it");
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;

    if (agenda->is_month && agenda->in_list)
        agenda->in_list = false;
    else
        ui_back(ui);
}

static bool add_task(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct agenda *agenda = context;
    struct session *session = ui_session(ui);
    const struct agenda_item *item = agenda_item_here(agenda);
    struct task_draft draft = {.account = item ? item->account : 0,
        .due = agenda->day < ui_show(ui).today ? ui_show(ui).today : agenda->day,
        .at_minute = -1};
    struct arena arena = {0};
    struct outcome outcome;
    size_t end = strlen(text);
    bool ok;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what is to be done");
    if (!day_find_at_end(text, session_today(session), agenda_calendar(ui), &draft.due,
            &draft.at_minute, &end) ||
        end == 0)
        end = strlen(text);
    draft.title = arena_copy_bytes(&arena, text, end);
    ok = verb_task_add(session, &draft, &outcome, NULL, err);
    arena_fini(&arena);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    struct agenda *agenda = state;
    struct agenda_item *item = agenda_item_here(agenda);
    day_number today = ui_show(ui).today;
    struct str title = {0};
    struct error err;
    char day[24];

    if (*rest) {
        if (!add_task(ui, rest, agenda, &err))
            ui_fault(ui, &err);
        return;
    }
    str_addf(
        &title, _("Task for %s"), day_words(agenda->day < today ? today : agenda->day, today, day));
    if (item)
        agenda_name_item(ui, agenda, item);
    if (item && *item->name)
        str_addf(&title, ", %s", item->name);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = _("call Ana; another day may follow"),
                   .accept = add_task,
                   .recalls = "task",
                   .context = agenda});
    str_fini(&title);
}

static void run_tick(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "done");
}

static struct touched_row agenda_row(struct ui *ui, void *state)
{
    const struct agenda_item *item = agenda_item_here(state);

    return item ? (struct touched_row){item->kind, item->key} : (struct touched_row){KIND_TASK, 0};
}

static int64_t agenda_account(struct ui *ui, void *state)
{
    const struct agenda_item *item = agenda_item_here(state);

    return item ? item->account : 0;
}

static struct list *agenda_list(void *state)
{
    return &((struct agenda *)state)->list;
}

/* Late, or due today. */
static bool agenda_wants(struct ui *ui, void *state, int64_t index)
{
    const struct agenda_item *item = agenda_item_at(state, index);

    return item && item->due <= ui_show(ui).today;
}

static void agenda_moved(struct ui *ui, void *state)
{
    struct agenda *agenda = state;

    take_cursor(agenda);
    agenda->in_list = agenda->is_month;
}

/* Its days are shown whole. */
static void run_filter(struct ui *ui, void *state, const char *rest)
{
    ui_toast(ui, "the agenda shows whole days; Tasks (4) filters the same rows by words");
}

/* A click on a day of the grid. */
static bool agenda_key(struct ui *ui, void *state, const struct key *key)
{
    struct agenda *agenda = state;
    day_number day = DAY_NONE;

    if (agenda->is_month && key->code == KEYCAP_CLICK)
        day = agenda_day_at(agenda, key->x, key->y);
    if (day == DAY_NONE)
        return false;
    if (day == agenda->day && !agenda->in_list) {
        run_open(ui, state, "");
        return true;
    }
    agenda->in_list = false;
    go_to_day(ui, agenda, day);
    return true;
}

static const struct view_command commands[] = {
    {"add", N_("a new task for this day"), run_add},
    {"clear", N_("from the day's list to the month; back"), run_clear},
    {"day-next", N_("the next day"), run_day_next},
    {"day-previous", N_("the day before"), run_day_previous},
    {"filter", N_("what is due by words: on Tasks"), run_filter},
    {"layout", N_("by week, or as a month"), run_layout},
    {"mark", N_("tick it, or open it again"), run_tick},
    {"next", N_("the next row; in a month: a week on"), run_next},
    {"open", N_("open the checklist or the account"), run_open},
    {"pane", N_("the month, or the day's list"), run_pane},
    {"previous", N_("the row before; in a month: a week back"), run_previous},
    {"tab-next", N_("the next week or month"), run_tab_next},
    {"tab-previous", N_("the week or month before"), run_tab_previous},
    {"today", N_("back to today"), run_today},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"done", N_("done")},
    {"date", N_("due")},
    {"layout", N_("week, month")},
    {"tab-next", N_("next")},
    {"day-next", N_("next day")},
    {"today", N_("today")},
    {"add", N_("add")},
};

static void agenda_keep(const void *state, struct str *out)
{
    if (((const struct agenda *)state)->is_month)
        str_add(out, "layout\n");
}

static const char *hint_now(const void *state, const struct view_hint *hint)
{
    static const char *const of_rows[] = {"open", "done", "date"};
    const struct agenda *agenda = state;

    if (text_is_one_of(hint->command, of_rows, COUNT_OF(of_rows)))
        return agenda_item_here(agenda) ? hint->text : NULL;
    if (text_equal(hint->command, "today"))
        return agenda->day == agenda->today ? NULL : hint->text;
    return hint->text;
}

const struct view view_agenda = {
    .name = "agenda",
    .title = N_("Agenda"),
    .state_size = sizeof(struct agenda),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = agenda_open,
    .close = agenda_close,
    .load = agenda_load,
    .draw = agenda_draw,
    .key = agenda_key,
    .list = agenda_list,
    .account = agenda_account,
    .row = agenda_row,
    .wants = agenda_wants,
    .moved = agenda_moved,
    .keep = agenda_keep,
};
