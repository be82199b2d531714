/* Renewals: what is to be renewed and when, what is expected of it, and what moved. */
#include <string.h>
#include "base/order.h"
#include "base/text.h"
#include "base/words.h"
#include "core/query.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/filter.h"
#include "ui/views/renewals.h"
#include "ui/views/views.h"

static void load_now(struct ui *ui, struct renewals *view)
{
    struct error err;

    if (!renewals_load(ui, view, &err))
        ui_fault(ui, &err);
}

/* --- which rows --- */

static void run_window_next(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    view->window = (view->window + 1) % RENEWALS_WINDOWS;
    load_now(ui, view);
}

static void run_window_previous(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    view->window = (view->window + RENEWALS_WINDOWS - 1) % RENEWALS_WINDOWS;
    load_now(ui, view);
}

/* `window 60`, `window all`. */
static void run_window(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    long long days = 0;

    if (!text_equal_nocase(rest, "all") && (!text_to_int(rest, &days) || days <= 0))
        days = -1;
    for (int i = 0; i < RENEWALS_WINDOWS; i++)
        if (renewals_windows[i] == days) {
            view->window = i;
            load_now(ui, view);
            return;
        }
    ui_toast(ui, "window 30, 60, 90 or all");
}

const char *const renewals_pages[RENEWALS_PAGES] = {[RENEWALS_DUE] = N_("to renew"),
    [RENEWALS_CLOSED] = N_("closed"),
    [RENEWALS_MOVED] = N_("moved in 7 days")};

static void step_page(struct ui *ui, struct renewals *view, int step)
{
    view->page = (enum renewals_page)(((int)view->page + step + RENEWALS_PAGES) % RENEWALS_PAGES);
    load_now(ui, view);
}

static void run_page_next(struct ui *ui, void *state, const char *rest)
{
    step_page(ui, state, 1);
}

static void run_page(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    for (int i = 0; i < RENEWALS_PAGES; i++)
        if (text_equal_nocase(rest, renewals_pages[i])) {
            step_page(ui, view, i - (int)view->page);
            return;
        }
    ui_toast(ui, "page to renew, closed or moved in 7 days");
}

static void run_page_previous(struct ui *ui, void *state, const char *rest)
{
    step_page(ui, state, -1);
}

static void run_layout(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    view->by_quarter = !view->by_quarter;
    load_now(ui, view);
}

/* `show at risk`, `show all`. */
static void run_show(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    int only = -1;

    for (int i = 0; i < (int)FORECAST_CATEGORIES; i++)
        if (text_equal_nocase(rest, forecast_category_word((enum forecast_category)i)))
            only = i;
    if (only < 0 && *rest && !text_equal_nocase(rest, "all")) {
        ui_toast(ui, "show all, commit, best case, not called, at risk, expected loss or omitted");
        return;
    }
    view->only = only;
    view->page = RENEWALS_DUE;
    renewals_fill(ui, view);
}

/* --- filter: an expression over accounts --- */

static bool is_expression(struct ui *ui, const char *text, struct arena *arena, struct error *err)
{
    struct query *query;

    return query_parse(text, KIND_ACCOUNT, session_settings(ui_session(ui)), arena, &query, err);
}

static void set_where(struct renewals *view, const char *text)
{
    str_clear(&view->where);
    if (!text_blank(text))
        str_add(&view->where, text);
}

static bool take_filter(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewals *view = context;
    struct arena arena = {0};
    bool ok = text_blank(text) || is_expression(ui, text, &arena, err);

    arena_fini(&arena);
    if (!ok)
        return false;
    set_where(view, text);
    return renewals_load(ui, view, err);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    struct error err;

    if (!*rest)
        filter_ask_accounts(ui, str_text(&view->where), take_filter, view);
    else if (!take_filter(ui, rest, view, &err))
        ui_fault(ui, &err);
}

static void run_columns_right(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    if (view->first_column < (int)renewals_column_count() - 4)
        view->first_column++;
}

static void run_columns_left(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    view->first_column -= view->first_column > 0;
}

/* --- marks --- */

/* They are sorted. Where it stands, or would. */
static size_t mark_at(const struct renewals *view, int64_t line)
{
    return order_place(
        &line, view->marks.items, view->marks.count, sizeof(*view->marks.items), order_integers);
}

bool renewals_is_marked(const struct renewals *view, int64_t line)
{
    size_t at = mark_at(view, line);

    return at < view->marks.count && view->marks.items[at] == line;
}

/* The accounts of the marked lines: what other verbs work on. */
static void gather_accounts(struct renewals *view)
{
    array_clear(&view->mark_accounts);
    for (size_t i = 0; i < view->forecast.row_count; i++)
        if (renewals_is_marked(view, view->forecast.rows[i].line))
            ARRAY_PUSH(&view->mark_accounts, view->forecast.rows[i].account);
    store_keys_unique(&view->mark_accounts);
}

static void toggle_mark(struct renewals *view, const struct due_line *line)
{
    size_t at = mark_at(view, line->line);

    if (renewals_is_marked(view, line->line)) {
        view->marks.count--;
        memmove(&view->marks.items[at], &view->marks.items[at + 1],
            (view->marks.count - at) * sizeof(*view->marks.items));
    } else {
        ARRAY_PUSH(&view->marks, line->line);
        store_keys_unique(&view->marks);
    }
    gather_accounts(view);
}

static void run_mark(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    const struct due_line *line = renewals_here(view);

    if (!line || view->page != RENEWALS_DUE)
        return;
    toggle_mark(view, line);
    list_select(&view->lists[view->page], view->lists[view->page].selected + 1);
}

static void run_mark_all(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    bool none = view->marks.count == 0;

    array_clear(&view->marks);
    for (size_t i = 0; none && view->page == RENEWALS_DUE && i < view->rows.count; i++)
        ARRAY_PUSH(&view->marks, view->rows.items[i]->line);
    store_keys_unique(&view->marks);
    gather_accounts(view);
}

static const struct key_list *renewals_marks(void *state)
{
    return &((struct renewals *)state)->mark_accounts;
}

/* Esc peels one layer: marks, what is shown, the filter, the page. */
static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;

    if (view->marks.count)
        array_clear(&view->marks);
    else if (view->only >= 0)
        run_show(ui, view, "all");
    else if (view->where.len)
        (void)take_filter(ui, "", view, &(struct error){0});
    else if (view->page != RENEWALS_DUE)
        step_page(ui, view, -(int)view->page);
    else
        ui_back(ui);
    gather_accounts(view);
}

/* --- the line under the cursor --- */

static int64_t renewals_account(struct ui *ui, void *state)
{
    const struct due_line *line = renewals_here(state);

    return line ? line->account : 0;
}

/* Its contract; the account itself where that has no line of its own. */
static struct touched_row renewals_row(struct ui *ui, void *state)
{
    const struct due_line *line = renewals_here(state);

    if (!line)
        return (struct touched_row){KIND_ACCOUNT, 0};
    return line->line > 0 ? (struct touched_row){KIND_CONTRACT, line->line}
                          : (struct touched_row){KIND_ACCOUNT, line->account};
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct due_line *line = renewals_here(state);

    if (!line)
        return;
    ui_open_at_account(ui, line->account, renewals_row(ui, state));
    ui_run(ui, "tab money"); /* an account without lines of its own too */
}

static void run_contract(struct ui *ui, void *state, const char *rest)
{
    const struct due_line *line = renewals_here(state);

    if (line && line->line > 0)
        account_run_edit(ui, "");
    else if (line)
        ui_open_at_account(ui, line->account, renewals_row(ui, state));
}

static void run_why(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    const struct due_line *line = renewals_here(view);
    struct str text = {0}, title = {0};

    if (!line)
        return;
    renewals_read_subject(ui, view);
    renewals_write_why(ui, view, line, &text);
    str_addf(&title, _("Forecast: %s"), line->account_name);
    ui_read(ui, str_text(&title), str_text(&text));
    str_fini(&title);
    str_fini(&text);
}

static void run_bridge(struct ui *ui, void *state, const char *rest)
{
    struct str text = {0};

    renewals_write_bridge(ui, state, &text);
    ui_read(ui, _("The forecast between two days"), str_text(&text));
    str_fini(&text);
}

/* --- the next step's day --- */

static bool take_day(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewals *view = context;
    struct session *session = ui_session(ui);
    const struct row *account = view->subject.account;
    struct step_order order = {STEP_VERB_DATE, NULL, NULL, DAY_NONE, NULL};
    struct outcome outcome;
    int64_t key = account ? row_integer(account, ACCOUNT_NEXT_KEY) : 0;
    bool ok = day_parse(
        text, session_today(session), &session_settings(session)->calendar, &order.day, err);

    if (ok && !key)
        ok = error_set(err, ERROR_NOT_FOUND, "the next step is gone; R reads the screen anew");
    ok = ok && (row_is(account, ACCOUNT_NEXT_KIND, "step")
                       ? verb_step(session, key, &order, &outcome, err)
                       : verb_task_due(session, key, order.day, &outcome, err));
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static bool has_step(const struct renewals *view)
{
    const struct row *account = view->subject.account;

    return account && (row_is(account, ACCOUNT_NEXT_KIND, "task") ||
                          row_is(account, ACCOUNT_NEXT_KIND, "step"));
}

static void run_date(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    const struct row *account;
    struct str title = {0};
    struct error err;

    renewals_read_subject(ui, view);
    account = view->subject.account;
    if (!has_step(view) && account && !*rest) { /* what is dated then is a task of its own */
        ui_toast(ui, "nothing is next here yet: a task, with its day behind it");
        account_run_task(ui, "");
        return;
    }
    if (!has_step(view)) {
        ui_toast(ui, "there is no task or step next here: t writes one");
        return;
    }
    if (*rest) {
        if (!take_day(ui, rest, view, &err))
            ui_fault(ui, &err);
        return;
    }
    str_addf(&title, _("%s: due on"), row_text(account, ACCOUNT_NEXT));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = _("fri, 12 dec, +2w"),
                   .accept = take_day,
                   .recalls = "date",
                   .echo = day_echo,
                   .context = view});
    str_fini(&title);
}

/* --- the view --- */

static struct list *renewals_list(void *state)
{
    struct renewals *view = state;

    return &view->lists[view->page];
}

/* Slipped, or to be decided within a month and not committed. */
static bool renewals_wants(struct ui *ui, void *state, int64_t index)
{
    const struct renewals *view = state;
    const struct due_line *line =
        index < (int64_t)view->rows.count ? view->rows.items[index] : NULL;

    return line && due_is_open(line->state) &&
           (line->place == DUE_SLIPPED ||
               (forecast_day(line) != DAY_NONE && forecast_day(line) - ui_show(ui).today <= 30 &&
                   line->value.category != FORECAST_COMMIT));
}

static const struct view_command commands[] = {
    {"bridge", N_("the forecast of the quarter from a week ago to now, and what moved it"),
        run_bridge},
    {"clear", N_("clear marks, what is shown, the filter; back"), run_clear, true},
    {"columns-left", N_("scroll the columns left"), run_columns_left},
    {"columns-right", N_("scroll the columns right"), run_columns_right},
    {"contract", N_("the fields of the contract line"), run_contract},
    {"date", N_("set the day of the account's next step"), run_date},
    {"filter", N_("show only accounts that match an expression"), run_filter, true},
    {"layout", N_("by month, by quarter"), run_layout},
    {"mark", N_("mark the line, or take its mark away"), run_mark},
    {"mark-all", N_("mark all shown, or none"), run_mark_all},
    {"open", N_("open the account at its money"), run_open},
    {"page", N_("page to renew, page closed, page moved in 7 days"), run_page},
    {"page-next", N_("to renew, closed, what moved in a week"), run_page_next},
    {"page-previous", N_("what moved in a week, closed, to renew"), run_page_previous},
    {"show", N_("show one category: show at risk, show all"), run_show},
    {"sort", N_("sort by a column; the same one again turns it round"), renewals_run_sort},
    {"sort-then", N_("and by this column, where those are alike"), renewals_run_sort_then},
    {"tab-next", N_("a longer window: 30, 60, 90 days, all"), run_window_next, true},
    {"tab-previous", N_("a shorter window: all, 90, 60, 30 days"), run_window_previous, true},
    {"why", N_("the forecast of this line, down to its arithmetic"), run_why},
    {"window", N_("how far ahead: window 30, 60, 90 days, window all"), run_window},
};

static void renewals_keep(const void *state, struct str *out)
{
    const struct renewals *view = state;

    for (int i = 0; i < (int)view->page; i++)
        str_add(out, "page-next\n");
    for (int i = RENEWALS_WINDOW_USUAL; i != view->window; i = (i + 1) % RENEWALS_WINDOWS)
        str_add(out, "tab-next\n");
    if (view->by_quarter)
        str_add(out, "layout\n");
    if (view->where.len)
        str_addf(out, "filter %s\n", str_text(&view->where));
    if (view->only >= 0)
        str_addf(out, "show %s\n", forecast_category_word((enum forecast_category)view->only));
    str_add(out, "sort ");
    renewals_sort_words(view, out);
    str_add(out, "\n");
}

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"renewal forecast", N_("renewal")},
    {"date", N_("date")},
    {"contract", N_("contract")},
    {"tab-next", N_("window")},
    {"page-next", N_("closed, moved")},
    {"sort", N_("sort")},
    {"why", N_("why")},
    {"filter", N_("filter")},
};

/* What is closed has no window and is called no more. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct renewals *view = state;
    static const char *const next[] = {[RENEWALS_DUE] = N_("closed, moved"),
        [RENEWALS_CLOSED] = N_("moved"),
        [RENEWALS_MOVED] = N_("to renew")};
    bool calls = text_equal(hint->command, "tab-next") ||
                 text_equal(hint->command, "renewal forecast") || text_equal(hint->command, "date");

    if (text_equal(hint->command, "page-next"))
        return _(next[view->page]);
    return calls && view->page == RENEWALS_CLOSED ? NULL : hint->text;
}

const struct view view_renewals = {
    .name = "renewals",
    .title = N_("Renewals"),
    .digit = '6',
    .state_size = sizeof(struct renewals),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = renewals_open,
    .close = renewals_close,
    .load = renewals_load,
    .draw = renewals_draw,
    .draw_row = renewals_draw_line,
    .list = renewals_list,
    .account = renewals_account,
    .row = renewals_row,
    .marks = renewals_marks,
    .wants = renewals_wants,
    .keep = renewals_keep,
};
