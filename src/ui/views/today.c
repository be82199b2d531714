/* Today: who needs me, why, and what to do next. Two lines a row; a preview beside or below. */
#include "ui/views/today.h"

#include <string.h>
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/views/views.h"

enum { FOCUS_ACCOUNTS = 5 };

static void today_close(void *state)
{
    struct today *today = state;

    rows_fini(&today->rows);
    filter_fini(&today->filter);
    array_fini(&today->marks.keys);
    arena_fini(&today->focus_arena);
    glance_fini(&today->glance);
    arena_fini(&today->patterns_arena);
    arena_fini(&today->meetings_arena);
}

static bool load_focus(struct ui *ui, struct today *today, struct error *err)
{
    arena_clear(&today->focus_arena);
    today->focus = (struct row_list){0};
    return store_page(session_store(ui_session(ui)), ORDER_EXPOSURE, 0, FOCUS_ACCOUNTS,
        &today->focus_arena, &today->focus, err);
}

/* What was snoozed is not looked for down the whole queue. */
static bool is_listed(struct session *session, int64_t key)
{
    struct arena arena = {0};
    struct row *account;
    struct error ignored;
    bool listed =
        !store_get(session_store(session), KIND_ACCOUNT, key, &arena, &account, &ignored) ||
        (account && row_integer(account, ACCOUNT_LISTED) == 1);

    arena_fini(&arena);
    return listed;
}

static void keep_selected(struct today *today, struct session *session)
{
    int64_t at = today->selected && is_listed(session, today->selected)
                     ? rows_find(&today->rows, today->selected, today->list.selected)
                     : -1;

    list_fit(&today->list, today->rows.count, today->list.room);
    if (at >= 0)
        list_select(&today->list, at);
}

/* What would have to be filled in: counted only where there is nothing else to show. */
static bool load_lacking(struct store *store, struct today *today, struct error *err)
{
    memset(today->lacking, 0, sizeof(today->lacking));
    return today->totals.listed || !today->totals.no_data ||
           store_lacking(store, today->lacking, err);
}

static bool today_load(struct ui *ui, void *state, struct error *err)
{
    struct today *today = state;
    struct session *session = ui_session(ui);
    struct store *store = session_store(session);
    day_number day = session_today(session);

    glance_forget(&today->glance);
    if (!store_totals(store, &today->totals, err) || !load_lacking(store, today, err) ||
        !store_cleared(store, day, &today->cleared, err) || !load_focus(ui, today, err) ||
        !today_load_meetings(ui, today, err) || !today_load_patterns(ui, today, err) ||
        !rows_refresh(&today->rows, today->totals.listed, err))
        return false;
    keep_selected(today, session);
    marks_prune(&today->marks, &today->rows);
    return true;
}

static bool today_open(struct ui *ui, void *state, struct error *err)
{
    struct today *today = state;

    rows_init(&today->rows, ui_session(ui), ORDER_QUEUE);
    today->filter = (struct row_filter){.rows = &today->rows,
        .load = today_load,
        .state = today,
        .hint = _("name, or tier = enterprise, band = red")};
    return true;
}

static struct list *today_list(void *state)
{
    return &((struct today *)state)->list;
}

static int64_t today_account(struct ui *ui, void *state)
{
    struct today *today = state;
    const struct row *row = rows_at(&today->rows, today->list.selected);

    return row ? row->key : 0;
}

static void today_layout(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;

    today->layout = (today->layout + 1) % LAYOUTS;
}

/* The accounts that nothing is known of, in the Book. */
static void today_lacking(struct ui *ui, void *state, const char *rest)
{
    ui_show_view(ui, VIEW_BOOK);
    ui_run(ui, "sort arr");
    ui_run(ui, "filter band = unknown");
}

static void today_open_row(struct ui *ui, void *state, const char *rest)
{
    const struct today *today = state;

    if (today->rows.count)
        account_run_open(ui, rest);
    else if (today->totals.no_data)
        today_lacking(ui, state, rest);
}

static void today_filter(struct ui *ui, void *state, const char *rest)
{
    filter_run(ui, &((struct today *)state)->filter, rest);
}

static void today_clear(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;

    if (filter_is_set(&today->filter))
        filter_clear(ui, &today->filter);
    else
        array_clear(&today->marks.keys);
}

static void today_other_down(struct ui *ui, void *state, const char *rest)
{
    glance_step(ui, &((struct today *)state)->glance, 1);
}

static void today_other_up(struct ui *ui, void *state, const char *rest)
{
    glance_step(ui, &((struct today *)state)->glance, -1);
}

static void today_mark(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;
    const struct row *row = rows_at(&today->rows, today->list.selected);

    if (!row)
        return;
    marks_toggle(&today->marks, row->key);
    list_select(&today->list, today->list.selected + 1);
}

static void today_mark_range(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;

    marks_range(&today->marks, &today->rows, today->list.selected);
}

static void today_mark_all(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;

    marks_all(&today->marks, &today->rows);
}

static const struct key_list *today_marks(void *state)
{
    return &((struct today *)state)->marks.keys;
}

static const struct view_command commands[] = {
    {"account-next", N_("scroll the preview down; on the preview alone: the next account"),
        today_other_down},
    {"account-previous", N_("scroll the preview up; on the preview alone: the account before"),
        today_other_up},
    {"clear", N_("clear the filter, then the marks"), today_clear},
    {"filter", N_("show only rows that match an expression"), today_filter},
    {"lacking", N_("the accounts that lack data, most ARR first"), today_lacking},
    {"layout", N_("list and preview, list alone, preview alone"), today_layout},
    {"log", N_("log a call; goes on with the note of a meeting of today"), today_run_log},
    {"mark", N_("mark the account, or take its mark away"), today_mark},
    {"mark-all", N_("mark all shown, or none"), today_mark_all},
    {"mark-range", N_("mark all from the last mark to here"), today_mark_range},
    {"meetings", N_("open a meeting of today, or one that nobody logged"), today_run_meetings},
    {"no-show", N_("nobody came to a meeting: a try, no touch"), today_run_no_show},
    {"open", N_("open the account"), today_open_row},
    {"register", N_("who asks for what three asked for in a month; all feedback"),
        today_run_register},
    {"risks", N_("open risks; where one began on a third of the book, who they are"),
        today_run_risks},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"log", N_("log call")},
    {"done", N_("done")},
    {"snooze", N_("snooze")},
    {"why", N_("why")},
    {"repeat", N_("repeat")},
    {"filter", N_("filter")},
    {"add", N_("add account")},
    {"import", N_("import")},
};

/* How a first account comes in is said while there is none. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct today *today = state;
    bool brings_in = text_equal(hint->command, "add") || text_equal(hint->command, "import");

    if (text_equal(hint->command, "filter") || brings_in)
        return brings_in == !today->totals.accounts ? hint->text : NULL;
    return hint->text;
}

static void today_keep(const void *state, struct str *out)
{
    const struct today *today = state;

    if (filter_is_set(&today->filter))
        str_addf(out, "filter %s\n", str_text(&today->filter.text));
    for (int i = 0; i < (int)today->layout; i++)
        str_add(out, "layout\n");
}

const struct view view_today = {
    .name = "today",
    .title = N_("Today"),
    .digit = '1',
    .state_size = sizeof(struct today),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = today_open,
    .close = today_close,
    .load = today_load,
    .draw = today_draw,
    .draw_row = today_draw_line,
    .list = today_list,
    .account = today_account,
    .marks = today_marks,
    .keep = today_keep,
};
