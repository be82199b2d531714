/* The screen Risks: what is open, with what it exposes and what is done about it; all signals that
 * are heard, those that are silent; causes over the book. */
#include "ui/views/risks.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/views/views.h"

const struct risk_line *risks_here(const struct risks_view *view)
{
    int64_t at = view->list.selected;

    return view->page < PAGE_CAUSES && at < (int64_t)view->risks.count ? &view->risks.items[at]
                                                                       : NULL;
}

const char *risks_page_word(enum risks_page page)
{
    static const char *const words[] = {[PAGE_RISKS] = N_("risks"),
        [PAGE_SIGNALS] = N_("signals"),
        [PAGE_SILENT] = N_("silent"),
        [PAGE_CAUSES] = N_("causes"),
        [PAGE_BACKTEST] = N_("back-test")};

    return words[page];
}

static void risks_close(void *state)
{
    struct risks_view *view = state;

    arena_fini(&view->arena);
    str_fini(&view->outcome);
    str_fini(&view->signal);
    str_fini(&view->filter.text);
}

static bool is_wanted(const struct risks_view *view, const struct risk_line *line)
{
    const char *const texts[] = {line->account_name, row_text(line->row, SIGNAL_TEXT),
        row_text(line->row, SIGNAL_CAUSE), row_text(line->row, SIGNAL_SIGNAL), line->plan_title};

    return word_filter_fits(&view->filter, texts, COUNT_OF(texts));
}

static void leave_wanted(struct risks_view *view)
{
    size_t kept = 0;

    view->filter.all = view->risks.count;
    if (!view->filter.text.len)
        return;
    for (size_t i = 0; i < view->risks.count; i++)
        if (is_wanted(view, &view->risks.items[i]))
            view->risks.items[kept++] = view->risks.items[i];
    view->risks.count = kept;
}

static void keep_selected(struct risks_view *view)
{
    int causes[CAUSE_COUNT + 1];
    size_t count = view->page == PAGE_BACKTEST ? risks_backtest_rows(view)
                   : view->page == PAGE_CAUSES ? risks_cause_rows(view, causes)
                                               : view->risks.count;

    list_fit(&view->list, (int64_t)count, view->list.room);
    for (size_t i = 0; i < view->risks.count; i++)
        if (view->risks.items[i].row->key == view->selected)
            list_select(&view->list, (int64_t)i);
}

/* A book of a size at which nobody waits for it; a larger one is asked on the command line. */
#define BACKTEST_ACCOUNTS 300

static bool read_backtest(
    struct ui *ui, struct risks_view *view, struct arena *arena, struct error *err)
{
    const struct backtest_order order = {0};
    int64_t accounts = 0;

    if (!store_count(session_store(ui_session(ui)), KIND_ACCOUNT, &accounts, err))
        return false;
    if (accounts > BACKTEST_ACCOUNTS)
        return error_set(err, ERROR_USAGE, "%lld accounts: daybook signals --backtest tells it",
            (long long)accounts);
    return backtest_run(ui_session(ui), &order, arena, &view->backtest, err);
}

static bool read_page(
    struct ui *ui, struct risks_view *view, struct arena *arena, struct error *err)
{
    static const enum risk_choice choices[] = {
        [PAGE_RISKS] = RISKS_OPEN, [PAGE_SIGNALS] = SIGNALS_HEARD, [PAGE_SILENT] = SIGNALS_SILENT};
    struct session *session = ui_session(ui);

    if (view->page == PAGE_CAUSES)
        return risks_causes(
            session, (struct risk_period){DAY_NONE, session_today(session)}, &view->causes, err);
    if (view->page == PAGE_BACKTEST)
        return read_backtest(ui, view, arena, err);
    const struct risks_wanted wanted = {choices[view->page], view->account,
        view->signal.len ? str_text(&view->signal) : NULL,
        view->page == PAGE_RISKS ? view->cause : NULL};

    return risks_read(session, &wanted, arena, &view->risks, err);
}

static bool read_name(
    struct ui *ui, struct risks_view *view, struct arena *arena, struct error *err)
{
    struct row *account = NULL;

    view->account_name = "";
    if (view->account && !store_get(session_store(ui_session(ui)), KIND_ACCOUNT, view->account,
                             arena, &account, err))
        return false;
    if (account)
        view->account_name = part_name(account);
    return true;
}

static bool risks_load(struct ui *ui, void *state, struct error *err)
{
    struct risks_view *view = state;
    struct risks_view fresh = *view;
    struct arena arena = {0};

    fresh.risks = (struct risk_list){0};
    fresh.backtest = (struct backtest){0};
    if (!read_page(ui, &fresh, &arena, err) || !read_name(ui, &fresh, &arena, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&view->arena);
    *view = fresh;
    view->arena = arena;
    leave_wanted(view);
    keep_selected(view);
    return true;
}

void ui_open_risks(struct ui *ui, int64_t account, const char *signal)
{
    struct risks_view *view;

    ui_show_view(ui, VIEW_RISKS);
    view = ui_state(ui, VIEW_RISKS);
    if (view == NULL)
        return;
    view->account = account;
    str_clear(&view->signal);
    str_add(&view->signal, signal);
    view->cause = NULL;
    str_clear(&view->filter.text);
    view->page = account ? PAGE_SIGNALS : PAGE_RISKS;
    view->list = (struct list){0};
    ui_changed(ui);
}

static struct list *risks_list(void *state)
{
    struct risks_view *view = state;

    return &view->list;
}

static int64_t risks_account(struct ui *ui, void *state)
{
    const struct risk_line *line = risks_here(state);

    return line ? line->account : 0;
}

/* Only what is written by hand is a row of one's own, to be edited and deleted. */
static struct touched_row risks_row(struct ui *ui, void *state)
{
    const struct risk_line *line = risks_here(state);
    bool by_hand = line && row_integer(line->row, SIGNAL_BY_HAND) != 0;

    if (by_hand)
        return (struct touched_row){KIND_SIGNAL, line->row->key};
    return (struct touched_row){KIND_ACCOUNT, line ? line->account : 0};
}

static bool risks_wants(struct ui *ui, void *state, int64_t index)
{
    const struct risks_view *view = state;

    return index < (int64_t)view->risks.count && !view->risks.items[index].quiet &&
           row_is(view->risks.items[index].row, SIGNAL_SEVERITY, "high");
}

static const struct view_hint hints[] = {
    {"done", N_("handled")},
    {"playbook", N_("playbook")},
    {"finish", N_("close")},
    {"why", N_("why")},
    {"add", N_("add")},
    {"open", N_("open")},
    {"show-next", N_("next page")},
};

/* On the pages that count there is no row to act on. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct risks_view *view = state;
    bool next = text_equal(hint->command, "show-next"), open = text_equal(hint->command, "open");

    if (next)
        return risks_page_word((enum risks_page)((view->page + 1) % RISKS_PAGES));
    if (view->page == PAGE_CAUSES)
        return open ? _("its risks") : NULL;
    if (view->page == PAGE_BACKTEST ||
        (!risks_here(view) && !text_equal(hint->command, "add")))
        return NULL;
    return open ? _("account") : hint->text;
}

static void risks_keep(const void *state, struct str *out)
{
    const struct risks_view *view = state;

    if (view->page != PAGE_RISKS)
        str_addf(out, "show %s\n", risks_page_word(view->page));
    if (view->filter.text.len)
        str_addf(out, "filter %s\n", str_text(&view->filter.text));
}

const struct view view_risks = {
    .name = "risks",
    .title = N_("Risks"),
    .state_size = sizeof(struct risks_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = risks_commands,
    .command_count = RISKS_COMMANDS,
    .close = risks_close,
    .load = risks_load,
    .draw = risks_draw,
    .list = risks_list,
    .account = risks_account,
    .row = risks_row,
    .wants = risks_wants,
    .keep = risks_keep,
};
