/* Metrics: the figures that a CSM is measured on, of a period, and the book around them. */
#include "ui/views/metrics.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/filter.h"
#include "ui/screen.h"
#include "ui/views/views.h"

enum { LOOK_MS = 30 };

/* --- places --- */

/* What is asked for most stands first. */
const enum metric_id metrics_score_order[] = {FIGURE_GRR, FIGURE_NRR, FIGURE_LOGO_RETENTION,
    FIGURE_EXPANSION_SHARE, FIGURE_ADOPTION, FIGURE_NPS, FIGURE_ON_TIME_ONBOARDING,
    FIGURE_TIME_TO_VALUE, FIGURE_GRR_WITHOUT_UPLIFT, FIGURE_LOGO_CHURN_ANNUAL,
    FIGURE_GROSS_RENEWAL_RATE, FIGURE_NET_RENEWAL_RATE, FIGURE_LOGO_RENEWAL_RATE,
    FIGURE_VALUE_DELIVERED, FIGURE_ARR_AT_RISK};
enum { SCORES = 15, LEADING = FIGURES - SCORES };
_Static_assert(COUNT_OF(metrics_score_order) == SCORES, "the rest are leading");

int metrics_rows_of(const struct metrics_view *view, enum metrics_part part)
{
    const struct metrics_page *page = view->page;

    switch (part) {
    case METRICS_SCORE: return SCORES;
    case METRICS_BANDS: return BAND_UNKNOWN + 1;
    case METRICS_WALK: return view->step_count;
    case METRICS_THEMES: return (int)page->themes.count;
    case METRICS_LEADING: return LEADING;
    case METRICS_TIMES: return page->times.total ? TIMES : 0;
    case METRICS_CAUSES: return (int)page->causes.count;
    case METRICS_STALLS: return (int)page->stalls.count;
    case METRICS_MEAN:
    case METRICS_PARTS: break;
    }
    return 0;
}

struct metrics_place metrics_place_of(const struct metrics_view *view, int64_t index)
{
    for (int part = 0; part < METRICS_PARTS; part++) {
        int rows = metrics_rows_of(view, (enum metrics_part)part);

        if (index < rows)
            return (struct metrics_place){(enum metrics_part)part, (int)index};
        index -= rows;
    }
    return (struct metrics_place){METRICS_PARTS, 0};
}

int64_t metrics_index_of(const struct metrics_view *view, struct metrics_place place)
{
    int64_t index = place.at;

    for (int part = 0; part < (int)place.part; part++)
        index += metrics_rows_of(view, (enum metrics_part)part);
    return index;
}

static int64_t rows_in_all(const struct metrics_view *view)
{
    return metrics_index_of(view, (struct metrics_place){METRICS_PARTS, 0});
}

/* The leading figures in the order of their table. */
static enum metric_id leading_at(int at)
{
    for (int id = 0; id < FIGURES; id++)
        if (metric_info((enum metric_id)id)->is_leading && at-- == 0)
            return (enum metric_id)id;
    return FIGURE_TOUCHES;
}

const struct metric_result *metrics_result_at(
    const struct metrics_view *view, struct metrics_place place)
{
    if (place.part == METRICS_SCORE)
        return &view->page->results.of[metrics_score_order[place.at]];
    return place.part == METRICS_LEADING ? &view->page->results.of[leading_at(place.at)] : NULL;
}

/* --- the period --- */

static day_number fiscal_start(day_number today, const struct calendar *calendar, int months)
{
    int first = calendar->fiscal_year_start ? calendar->fiscal_year_start : 1;
    struct civil civil = day_to_civil(today);
    int back = (civil.month - first + 12) % months;

    return day_add_months(day_make(civil.year, civil.month, 1), -back);
}

static struct metric_span span_of(struct ui *ui, const struct metrics_view *view)
{
    const struct calendar *calendar = &session_settings(ui_session(ui))->calendar;
    day_number today = ui_show(ui).today;

    switch (view->period) {
    case METRICS_MONTH: return (struct metric_span){fiscal_start(today, calendar, 1) - 1, today};
    case METRICS_QUARTER: return (struct metric_span){fiscal_start(today, calendar, 3) - 1, today};
    case METRICS_FISCAL_YEAR:
        return (struct metric_span){fiscal_start(today, calendar, 12) - 1, today};
    case METRICS_GIVEN: return view->given;
    case METRICS_TWELVE:
    case METRICS_PERIODS: break;
    }
    return metrics_year(ui_session(ui));
}

void metrics_period_words(
    const struct metrics_view *view, struct metric_span span, char *name, char *rest)
{
    static const char *const names[] = {[METRICS_MONTH] = N_("month"),
        [METRICS_QUARTER] = N_("quarter"),
        [METRICS_TWELVE] = N_("12 months"),
        [METRICS_FISCAL_YEAR] = N_("year")};
    char day[24];

    if (view->period == METRICS_GIVEN)
        day_head(span.from + 1, name);
    else
        text_format(name, 40, "%s", _(names[view->period]));
    text_format(rest, 40, _(" to %s"), day_head(span.to, day));
}

/* --- counting --- */

static void take_page(struct ui *ui, struct metrics_view *view, struct metrics_page *page)
{
    struct metrics_place open = view->open.place;

    names_clear(&view->names);
    metrics_page_free(view->page);
    view->page = page;
    metrics_walk_steps(ui, view);
    list_fit(&view->list, rows_in_all(view), (int)rows_in_all(view));
    if (view->is_open) {
        struct list list = view->open.list;

        view->is_open =
            open.at < metrics_rows_of(view, open.part) && metrics_open_rows(ui, view, open);
        view->open.list.selected = list.selected;
        view->open.list.top = list.top;
    }
}

static void look_due(void *context)
{
    struct metrics_view *view = context;
    struct metrics_page *page;
    struct error err;

    if (!view->job)
        return;
    if (!metrics_job_take(view->job, &page, &err)) {
        ui_after(view->ui, LOOK_MS, look_due, view);
        return;
    }
    view->job = NULL;
    if (page)
        take_page(view->ui, view, page);
    else if (err.code == ERROR_FOUND)
        ui_changed(view->ui); /* it gave way to a write: counted anew where it is looked at */
    else
        ui_fault(view->ui, &err);
}

/* A large book is counted behind, with what was counted before still to be seen. */
static bool count(struct ui *ui, struct metrics_view *view, const char *where, struct error *err)
{
    struct metrics_wish wish = {where, span_of(ui, view)};
    struct metrics_page *page;

    metrics_job_drop(view->job);
    view->job = NULL;
    view->ui = ui;
    if (metrics_is_large(ui_session(ui)))
        view->job = metrics_job_start(ui_session(ui), &wish);
    if (view->job) {
        ui_after(ui, LOOK_MS, look_due, view);
        return true;
    }
    if (!metrics_page_make(ui_session(ui), &wish, &page, err))
        return false;
    take_page(ui, view, page);
    return true;
}

static bool metrics_begin(struct ui *ui, void *state, struct error *err)
{
    ((struct metrics_view *)state)->period = METRICS_TWELVE;
    return true;
}

static bool metrics_load_view(struct ui *ui, void *state, struct error *err)
{
    struct metrics_view *view = state;

    return count(ui, view, str_text(&view->where), err);
}

static void metrics_end(void *state)
{
    struct metrics_view *view = state;

    metrics_job_drop(view->job);
    metrics_page_free(view->page);
    names_fini(&view->names);
    str_fini(&view->where);
}

static void count_or_tell(struct ui *ui, struct metrics_view *view)
{
    struct error err;

    if (!count(ui, view, str_text(&view->where), &err))
        ui_fault(ui, &err);
}

/* --- commands --- */

/* FROM TO, as of `daybook metrics`: from the day after FROM on; one day alone: up to today. */
static bool read_span(struct ui *ui, const char *rest, struct metric_span *ret, struct error *err)
{
    const struct calendar *calendar = &session_settings(ui_session(ui))->calendar;
    day_number today = ui_show(ui).today;
    struct str from = {0};
    const char *to = rest + strcspn(rest, " ");
    bool ok;

    str_add_bytes(&from, rest, (size_t)(to - rest));
    to += strspn(to, " ");
    ok = day_parse(str_text(&from), today, calendar, &ret->from, err);
    ret->to = today;
    ok = ok && (!*to || day_parse(to, today, calendar, &ret->to, err));
    str_fini(&from);
    if (ok && (ret->to > today || ret->from >= ret->to))
        return error_set(err, ERROR_USAGE, "two days, FROM before TO, none later than today");
    return ok;
}

static void step_period(struct ui *ui, struct metrics_view *view, int step)
{
    int to = view->period == METRICS_GIVEN ? METRICS_TWELVE : (int)view->period + step;

    if (to < METRICS_MONTH || to > METRICS_FISCAL_YEAR)
        return;
    view->period = (enum metrics_period)to;
    count_or_tell(ui, view);
}

static const char *const period_words[] = {[METRICS_MONTH] = "month",
    [METRICS_QUARTER] = "quarter",
    [METRICS_TWELVE] = "12 months",
    [METRICS_FISCAL_YEAR] = "year"};

/* What is read anew anyway is counted then. */
static void set_period(
    struct ui *ui, struct metrics_view *view, enum metrics_period period, struct metric_span given)
{
    view->period = period;
    view->given = given;
    view->is_open = false;
    if (view->page || view->job)
        count_or_tell(ui, view);
}

static void run_period(struct ui *ui, void *state, const char *rest)
{
    struct metric_span span = {0};
    struct error err;

    for (size_t i = 0; i < COUNT_OF(period_words); i++)
        if (period_words[i] && text_equal(period_words[i], rest)) {
            set_period(ui, state, (enum metrics_period)i, span);
            return;
        }
    if (*rest && read_span(ui, rest, &span, &err))
        set_period(ui, state, METRICS_GIVEN, span);
    else
        ui_toast(ui, _("period month, quarter, 12 months, year, or FROM TO"));
}

static void run_next(struct ui *ui, void *state, const char *rest)
{
    step_period(ui, state, 1);
}

static void run_previous(struct ui *ui, void *state, const char *rest)
{
    step_period(ui, state, -1);
}

/* From one part of the screen to the next that has rows. */
static void step_part(struct metrics_view *view, int step)
{
    struct metrics_place place;
    int part;

    if (!view->page || view->is_open)
        return;
    place = metrics_place_of(view, view->list.selected);
    part = (int)place.part;
    for (int tries = 0; tries < METRICS_PARTS; tries++) {
        part = (part + step + METRICS_PARTS) % METRICS_PARTS;
        if (metrics_rows_of(view, (enum metrics_part)part))
            break;
    }
    list_select(
        &view->list, metrics_index_of(view, (struct metrics_place){(enum metrics_part)part, 0}));
}

static void run_part_next(struct ui *ui, void *state, const char *rest)
{
    step_part(state, 1);
}

static void run_part_previous(struct ui *ui, void *state, const char *rest)
{
    step_part(state, -1);
}

static void open_row(struct ui *ui, const struct metric_row *row)
{
    if (row->kind == KIND_RUN)
        ui_open_checklist(ui, row->key, row->account);
    else if (row->account)
        ui_open_at_account(ui, row->account, (struct touched_row){row->kind, row->key});
    else
        ui_toast(ui, "it belongs to no account");
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;
    struct metrics_place place;

    if (!view->page)
        return;
    if (view->is_open) {
        if (metrics_row_here(view))
            open_row(ui, metrics_row_here(view));
        return;
    }
    place = metrics_place_of(view, view->list.selected);
    if (place.part == METRICS_THEMES)
        ui_open_feedback(ui, view->page->themes.items[place.at].key);
    else
        view->is_open = metrics_open_rows(ui, view, place);
}

static bool take_filter(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct metrics_view *view = context;
    struct query *query;
    struct arena arena = {0};
    bool ok = text_blank(text) || query_parse(text, KIND_ACCOUNT, session_settings(ui_session(ui)),
                                      &arena, &query, err);

    arena_fini(&arena);
    if (!ok || !count(ui, view, text, err))
        return false;
    str_clear(&view->where);
    str_add(&view->where, text_blank(text) ? "" : text);
    return true;
}

static void filter_or_tell(struct ui *ui, struct metrics_view *view, const char *text)
{
    struct error err;

    if (!take_filter(ui, text, view, &err))
        ui_fault(ui, &err);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;

    if (*rest)
        filter_or_tell(ui, view, rest);
    else
        filter_ask_accounts(ui, str_text(&view->where), take_filter, view);
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;

    if (view->is_open)
        view->is_open = false;
    else if (view->where.len)
        filter_or_tell(ui, view, "");
    else
        ui_back(ui);
}

static void run_back(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;

    if (view->is_open)
        view->is_open = false;
    else
        ui_back(ui);
}

static void run_why(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;
    struct str text = {0};

    if (!view->page)
        return;
    metrics_write_why(ui, view, &text);
    ui_read(ui, _("Why"), str_text(&text));
    str_fini(&text);
}

static void run_copy(struct ui *ui, void *state, const char *rest)
{
    struct metrics_view *view = state;
    struct str text = {0};

    if (!view->page)
        return;
    metrics_write_copy(ui, view, &text);
    if (!screen_copy(str_text(&text), text.len))
        ui_toast(ui, "too long for the clipboard");
    else if (view->is_open)
        ui_toast(ui,
            words_plural("copied: %lld row", "copied: %lld rows", (long long)view->open.count),
            (long long)view->open.count);
    else
        ui_toast(ui, "copied: %s", str_text(&text));
    str_fini(&text);
}

void ui_open_metrics(struct ui *ui, const char *rest)
{
    struct metrics_view *view;
    struct metric_span span;
    struct error err;

    ui_show_view(ui, VIEW_METRICS);
    view = ui_state(ui, VIEW_METRICS);
    if (!view || !*rest)
        return;
    if (!read_span(ui, rest, &span, &err)) {
        ui_fault(ui, &err);
        return;
    }
    set_period(ui, view, METRICS_GIVEN, span);
}

/* --- what the shell asks --- */

static struct list *metrics_list(void *state)
{
    struct metrics_view *view = state;

    return view->is_open ? &view->open.list : &view->list;
}

static int64_t metrics_account(struct ui *ui, void *state)
{
    const struct metric_row *row = metrics_row_here(state);

    return row ? row->account : 0;
}

static struct touched_row metrics_row(struct ui *ui, void *state)
{
    const struct metric_row *row = metrics_row_here(state);

    return row ? (struct touched_row){row->kind, row->key} : (struct touched_row){KIND_ACCOUNT, 0};
}

enum { WHEEL_ROWS = 3 };

/* The page shows what is around the cursor and has no rows of its own to scroll: the wheel takes
 * the cursor along. Rows behind a figure are a list as any other. */
static bool metrics_key(struct ui *ui, void *state, const struct key *key)
{
    struct metrics_view *view = state;
    bool is_up = key->code == KEYCAP_WHEEL_UP;

    if (view->is_open || !view->page || (!is_up && key->code != KEYCAP_WHEEL_DOWN))
        return false;
    list_select(&view->list, view->list.selected + (is_up ? -WHEEL_ROWS : WHEEL_ROWS));
    return true;
}

static const struct view_command commands[] = {
    {"back", N_("from the rows to the figures; back"), run_back},
    {"clear", N_("from the rows to the figures; take the filter away; back"), run_clear},
    {"copy", N_("copy the figure, or all rows behind it"), run_copy},
    {"filter", N_("only accounts for which it is true: filter tier = enterprise"), run_filter},
    {"open", N_("the rows behind the figure; the account"), run_open},
    {"part-next", N_("the next block"), run_part_next},
    {"part-previous", N_("the block before"), run_part_previous},
    {"period", N_("period month, quarter, 12 months, year, or FROM TO"), run_period},
    {"tab-next", N_("the next period"), run_next},
    {"tab-previous", N_("the period before"), run_previous},
    {"why", N_("the formula, with the numbers put in"), run_why},
};

static const struct view_hint hints[] = {
    {"tab-next", N_("period")},
    {"open", N_("rows behind it")},
    {"why", N_("why")},
    {"copy row", N_("copy")},
    {"filter", N_("filter")},
    {"part-next", N_("next block")},
};

static bool has_other_part(const struct metrics_view *view)
{
    int parts = 0;

    if (!view->page || metrics_is_empty(view) || (view->where.len && !view->page->left))
        return false;
    for (int part = 0; part < METRICS_PARTS; part++)
        parts += metrics_rows_of(view, (enum metrics_part)part);
    return parts > 1;
}

static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct metrics_view *view = state;

    if (text_equal(hint->command, "part-next"))
        return view->is_open || !has_other_part(view) ? NULL : hint->text;
    if (!view->is_open && text_equal(hint->command, "open") && !metrics_has_rows(view))
        return NULL;
    return view->is_open && text_equal(hint->command, "open") ? "open" : hint->text;
}

static void metrics_keep(const void *state, struct str *out)
{
    const struct metrics_view *view = state;
    char from[24], to[24];

    if (view->where.len)
        str_addf(out, "filter %s\n", str_text(&view->where));
    if (view->period == METRICS_GIVEN)
        str_addf(
            out, "period %s %s\n", day_iso(view->given.from, from), day_iso(view->given.to, to));
    else if (view->period != METRICS_TWELVE)
        str_addf(out, "period %s\n", period_words[view->period]);
}

const struct view view_metrics = {
    .name = "metrics",
    .title = N_("Metrics"),
    .digit = '8',
    .state_size = sizeof(struct metrics_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = metrics_begin,
    .close = metrics_end,
    .load = metrics_load_view,
    .draw = metrics_draw,
    .key = metrics_key,
    .list = metrics_list,
    .account = metrics_account,
    .row = metrics_row,
    .keep = metrics_keep,
};
