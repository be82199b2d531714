/* What is behind a figure of Metrics: its rows, which add up to it, its formula, its copy. */
#include <stdio.h>
#include <stdlib.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/duration.h"
#include "core/value_delivered.h"
#include "ui/sizes.h"
#include "ui/views/metrics.h"

/* --- which rows --- */

struct behind {
    const struct metric_rows *rows;
    const char *title;
    enum metrics_unit unit;
    bool has_whole;
};

static const char *band_title(int at)
{
    static const enum health_band bands[] = {BAND_GREEN, BAND_YELLOW, BAND_RED, BAND_UNKNOWN};

    return _(health_band_label(bands[at]));
}

static const struct metric_rows *band_rows(const struct metrics_page *page, int at)
{
    static const enum health_band bands[] = {BAND_GREEN, BAND_YELLOW, BAND_RED, BAND_UNKNOWN};

    return &page->bands.rows[bands[at]];
}

static struct behind behind_of(const struct metrics_view *view, struct metrics_place place)
{
    const struct metrics_page *page = view->page;
    const struct metric_result *result = metrics_result_at(view, place);
    const char *word;

    if (result)
        return (struct behind){&result->rows, _(metric_info(result->id)->label), METRICS_OF_FIGURE,
            result->denominator != 0};
    switch (place.part) {
    case METRICS_BANDS:
        return (struct behind){
            band_rows(page, place.at), band_title(place.at), METRICS_MONEY, false};
    case METRICS_WALK:
        return (struct behind){
            &view->steps[place.at].rows, view->steps[place.at].words, METRICS_MONEY, false};
    case METRICS_TIMES:
        word = _(metric_time_word((enum metric_time)place.at));
        return (struct behind){&page->times.rows[place.at], word, METRICS_MINUTES, false};
    case METRICS_CAUSES:
        word = page->causes.items[place.at].cause;
        return (struct behind){&page->causes.items[place.at].rows,
            *word ? word : _("cause not named"), METRICS_MONEY, false};
    case METRICS_STALLS:
        return (struct behind){&page->stalls.items[place.at].rows,
            page->stalls.items[place.at].step, METRICS_COUNTED, false};
    case METRICS_SCORE:
    case METRICS_THEMES:
    case METRICS_LEADING:
    case METRICS_MEAN:
    case METRICS_PARTS: break;
    }
    return (struct behind){0};
}

/* What weighs most first; of shares what they lack. */
static int64_t weight_of(const struct metric_row *row)
{
    int64_t part = row->numerator < 0 ? -row->numerator : row->numerator;

    return part;
}

static int by_weight(const void *left, const void *right)
{
    const struct metric_row *const *a = left, *const *b = right;

    if (weight_of(*a) != weight_of(*b))
        return weight_of(*a) > weight_of(*b) ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

static int by_lack(const void *left, const void *right)
{
    const struct metric_row *const *a = left, *const *b = right;
    int64_t lacks = (*a)->denominator - (*a)->numerator;
    int64_t other = (*b)->denominator - (*b)->numerator;

    if (lacks != other)
        return lacks > other ? -1 : 1;
    return by_weight(left, right);
}

bool metrics_has_rows(const struct metrics_view *view)
{
    struct metrics_place place;

    if (!view->page)
        return false;
    place = metrics_place_of(view, view->list.selected);
    return place.part == METRICS_THEMES ||
           (behind_of(view, place).rows && behind_of(view, place).rows->count);
}

bool metrics_open_rows(struct ui *ui, struct metrics_view *view, struct metrics_place place)
{
    struct behind behind = behind_of(view, place);
    const struct metric_result *result = metrics_result_at(view, place);
    struct metrics_open open = {.place = place,
        .title = behind.title,
        .unit = behind.unit,
        .id = result ? result->id : FIGURES,
        .has_whole = behind.has_whole};

    if (!behind.rows || !behind.rows->count) {
        ui_toast(ui, "no row is behind it");
        return false;
    }
    if (result)
        behind.rows = metrics_page_rows(view->page, result->id);
    open.rows = arena_alloc_array(&view->page->arena, behind.rows->count + 1, sizeof(*open.rows));
    for (size_t i = 0; i < behind.rows->count; i++) {
        open.rows[open.count++] = &behind.rows->items[i];
        open.part += behind.rows->items[i].numerator;
        open.whole += behind.rows->items[i].denominator;
    }
    qsort(
        open.rows, (size_t)open.count, sizeof(*open.rows), behind.has_whole ? by_lack : by_weight);
    view->open = open;
    return true;
}

const struct metric_row *metrics_row_here(const struct metrics_view *view)
{
    int64_t at = view->open.list.selected;

    return view->is_open && at < view->open.count ? view->open.rows[at] : NULL;
}

/* --- a row in words --- */

static void add_part(struct ui *ui, const struct metrics_open *open, int64_t part, struct str *out)
{
    char text[48];

    switch (open->unit) {
    case METRICS_MONEY: str_add(out, money_full(part, ui_show(ui).currency, text)); break;
    case METRICS_MINUTES:
        if (part >= 24 * 60)
            str_addf(out, "%lldh %02lldm", (long long)part / 60, (long long)part % 60);
        else
            str_add(out, duration_words(part, text));
        break;
    case METRICS_OF_FIGURE: metric_add_part(out, open->id, part, ui_show(ui).currency); break;
    case METRICS_COUNTED: str_addf(out, "%lld", (long long)part); break;
    }
}

static void add_day(struct ui *ui, day_number day, struct str *out)
{
    char text[24];

    if (day != DAY_NONE)
        str_addf(out, "%s%s", out->len ? ", " : "", day_short(day, ui_show(ui).today, text));
}

static void add_row_words(struct ui *ui, const struct row *row, struct str *out)
{
    if (row->kind == KIND_NOTE) {
        str_add(out, row_text(row, NOTE_KIND));
        add_day(ui, minute_day(row_integer(row, NOTE_AT)), out);
    } else if (row->kind == KIND_RUN) {
        str_add(out, row_text(row, RUN_TITLE));
        add_day(ui, row_day(row, RUN_STARTED), out);
    } else if (row->kind == KIND_SIGNAL) {
        str_add(out, row_text(row, SIGNAL_TEXT));
    } else if (row->kind == KIND_MEASURE) {
        str_addf(out, "%s: ", row_text(row, MEASURE_CONTACT));
        value_add_number(out, row_real(row, MEASURE_VALUE));
        add_day(ui, row_day(row, MEASURE_DATE), out);
    } else if (row->kind == KIND_RENEWAL) {
        str_addf(out, _("%s, due"), row_text(row, RENEWAL_STATUS));
        add_day(ui, row_day(row, RENEWAL_ENDS), out);
    }
}

/* What it is besides its account. */
static void describe(struct ui *ui, const struct metric_row *row, struct str *out)
{
    struct arena arena = {0};
    struct row *stored = NULL;
    struct error ignored;

    if (row->joined)
        str_addf(out, _("with %d joined to it"), row->joined);
    if (row->kind != KIND_ACCOUNT &&
        store_get_stored(
            session_store(ui_session(ui)), row->kind, row->key, &arena, &stored, &ignored) &&
        stored)
        add_row_words(ui, stored, out);
    arena_fini(&arena);
}

static const char *account_name(struct ui *ui, struct metrics_view *view, int64_t account)
{
    const char *name = names_of(&view->names, ui_session(ui), account);

    return *name ? name : _("no account");
}

/* --- the list --- */

/* Where the parts end. */
struct open_columns {
    int name, part, whole, words;
};

static struct open_columns columns_of(const struct metrics_open *open, int columns)
{
    struct open_columns at = {.name = columns >= SCREEN_WIDE     ? 30
                                      : columns >= SCREEN_NARROW ? 26
                                                                 : columns - 17};

    at.part = at.name + 16;
    at.whole = open->has_whole && columns >= SCREEN_NARROW ? at.part + 16 : 0;
    at.words = columns >= SCREEN_NARROW ? (at.whole ? at.whole : at.part) + 3 : 0;
    return at;
}

static void draw_parts(struct ui *ui, const struct metrics_open *open, const int64_t parts[2],
    struct canvas *canvas, struct area line)
{
    struct open_columns at = columns_of(open, canvas->columns);
    enum role role = line.columns ? ROLE_TEXT : ROLE_TITLE;
    struct str text = {0};

    add_part(ui, open, parts[0], &text);
    canvas_put_right(canvas, at.part, line.y, role, str_text(&text));
    str_clear(&text);
    add_part(ui, open, parts[1], &text);
    if (at.whole)
        canvas_put_right(
            canvas, at.whole, line.y, line.columns ? ROLE_MUTED : role, str_text(&text));
    str_fini(&text);
}

static void draw_row(struct ui *ui, struct metrics_view *view, int64_t index, struct canvas *canvas,
    struct area line)
{
    const struct metric_row *row = view->open.rows[index];
    struct open_columns at = columns_of(&view->open, line.columns);
    struct str words = {0};

    canvas_put_cut(
        canvas, 2, line.y, ROLE_TITLE, account_name(ui, view, row->account), at.name - 2);
    draw_parts(ui, &view->open, (const int64_t[]){row->numerator, row->denominator}, canvas, line);
    if (at.words) {
        describe(ui, row, &words);
        canvas_put_cut(
            canvas, at.words, line.y, ROLE_MUTED, str_text(&words), line.columns - 1 - at.words);
    }
    str_fini(&words);
    ui_list_row(ui, canvas, &view->open.list, index, line);
}

static void draw_open_head(struct ui *ui, struct metrics_view *view, struct canvas *canvas, int y)
{
    const struct metric_result *result = metrics_result_at(view, view->open.place);
    char name[40], rest[40];
    struct str text = {0};
    int x = canvas_put(canvas, 1, y, ROLE_TITLE, view->open.title) + 3;

    if (result) {
        metric_add_value(&text, result, ui_show(ui).currency);
        x = canvas_put(canvas, x, y, ROLE_TITLE, str_text(&text)) + 3;
        str_clear(&text);
        metric_add_behind(&text, result, ui_show(ui).currency);
        if (text.len && canvas->columns >= SCREEN_NARROW)
            x = canvas_put(canvas, x, y, ROLE_MUTED, str_text(&text)) + 3;
    }
    if (!result) {
        add_part(ui, &view->open, view->open.part, &text);
        x = canvas_put(canvas, x, y, ROLE_TITLE, str_text(&text)) + 3;
    }
    metrics_period_words(view, view->page->span, name, rest);
    str_clear(&text);
    str_addf(&text, "%s%s", name, rest);
    if (view->where.len)
        str_addf(&text, ", %s", str_text(&view->where));
    if (x + canvas_columns_of(canvas, str_text(&text)) < canvas->columns)
        canvas_put(canvas, x, y, ROLE_MUTED, str_text(&text));
    else if (x + 12 < canvas->columns) /* a day is never cut */
        canvas_put_cut(canvas, x, y, ROLE_MUTED, name, canvas->columns - 1 - x);
    str_fini(&text);
}

static void draw_open_heads(const struct metrics_open *open, struct canvas *canvas, int y)
{
    static const char *const words[] = {[METRICS_OF_FIGURE] = N_("counts"),
        [METRICS_MONEY] = N_("amount"),
        [METRICS_MINUTES] = N_("time"),
        [METRICS_COUNTED] = N_("counts")};
    struct open_columns at = columns_of(open, canvas->columns);

    canvas_put(canvas, 2, y, ROLE_MUTED, _("account"));
    canvas_put_right(canvas, at.part, y, ROLE_MUTED, _(words[open->unit]));
    if (at.whole)
        canvas_put_right(canvas, at.whole, y, ROLE_MUTED, _("of"));
}

void metrics_draw_open(struct ui *ui, struct metrics_view *view, struct canvas *canvas)
{
    struct list *list = &view->open.list;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    draw_open_head(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    draw_open_heads(&view->open, canvas, y++);
    list_fit(list, view->open.count, canvas->rows - y - foot - 1);
    for (int64_t i = list->top; i < list_end(list); i++, y++)
        draw_row(ui, view, i, canvas, (struct area){0, y, canvas->columns, 1});
    canvas_putf(canvas, 2, y, ROLE_MUTED, _("total of %lld"), (long long)view->open.count);
    draw_parts(ui, &view->open, (const int64_t[]){view->open.part, view->open.whole}, canvas,
        (struct area){0, y, 0, 1});
    if (foot == 2)
        part_range(canvas, 1, canvas->rows - 2, list);
}

/* --- why, and copy --- */

static const struct metric_result *result_in_question(const struct metrics_view *view)
{
    return metrics_result_at(
        view, view->is_open ? view->open.place : metrics_place_of(view, view->list.selected));
}

static void add_span(const struct metrics_view *view, struct str *out)
{
    char from[24], to[24];

    day_head(view->page->span.from + 1, from);
    str_addf(out, _("%s to %s"), from, day_head(view->page->span.to, to));
    if (*view->page->where)
        str_addf(out, _(", where %s"), view->page->where);
}

/* Numerator and denominator in full: `$5,298,000 of $5,660,000`. */
static void add_numbers(struct ui *ui, const struct metric_result *result, struct str *out)
{
    metric_add_part(out, result->id, result->numerator, ui_show(ui).currency);
    if (!result->denominator)
        return;
    str_add(out, " / ");
    metric_add_part(out, result->id, result->denominator, ui_show(ui).currency);
}

static void why_part(const struct metrics_view *view, struct metrics_place place, struct str *out)
{
    static const char *const words[] = {
        [METRICS_BANDS] =
            N_("Accounts and ARR by the band of their health at the end of the period. "
               "All bands add up to the book."),
        [METRICS_WALK] =
            N_("ARR at the end of the first day, what moved by account, ARR at the end "
               "of the last (model E1). The lines add up."),
        [METRICS_THEMES] = N_("Themes that two accounts or more ask for and that are not settled."),
        [METRICS_TIMES] =
            N_("Minutes of the notes of the period, by what the account was in on that "
               "day: at risk, else onboarding, else within 90 days of its decision."),
        [METRICS_CAUSES] =
            N_("Risks that stood at some time in the period, by cause: accounts, each "
               "once, and the ARR exposed."),
        [METRICS_STALLS] =
            N_("Open runs that are stuck or blocked, by the step at which they stand."),
        [METRICS_PARTS] = NULL};

    if (place.part < METRICS_PARTS && words[place.part])
        str_addf(out, "%s\n", _(words[place.part]));
    if (place.part == METRICS_TIMES && view->page->times.untimed)
        str_addf(out,
            words_plural("%lld note bears no minutes and is not in it\n",
                "%lld notes bear no minutes and are not in it\n", view->page->times.untimed),
            (long long)view->page->times.untimed);
}

void metrics_write_why(struct ui *ui, const struct metrics_view *view, struct str *out)
{
    const struct metric_result *result = result_in_question(view);
    struct metrics_place place =
        view->is_open ? view->open.place : metrics_place_of(view, view->list.selected);

    if (!result) {
        why_part(view, place, out);
        add_span(view, out);
        return;
    }
    str_addf(out, "# %s ", _(metric_info(result->id)->label));
    metric_add_value(out, result, ui_show(ui).currency);
    str_addf(out, "\n= %s\n", _(metric_info(result->id)->formula));
    str_add(out, "= ");
    add_numbers(ui, result, out);
    str_addf(out, _("\nfrom %zu %s\n"), result->rows.count,
        _(kind_info(metric_info(result->id)->rows)->plural));
    add_span(view, out);
    str_add(out, "\n");
    if (metric_meets_aim(result) >= 0) {
        str_add(out, _("aim "));
        metric_add_aim(out, result->id);
        str_addf(out, ": %s\n", metric_meets_aim(result) ? _("met") : _("not met"));
    }
    if (*result->beside)
        str_addf(out, _("beside: %s\n"), result->beside);
}

static void copy_rows(struct ui *ui, const struct metrics_view *view, struct str *out)
{
    struct account_names names = {0};

    for (int64_t i = 0; i < view->open.count; i++) {
        const struct metric_row *row = view->open.rows[i];

        str_add(out, names_of(&names, ui_session(ui), row->account));
        str_add(out, "\t");
        add_part(ui, &view->open, row->numerator, out);
        if (view->open.has_whole) {
            str_add(out, "\t");
            add_part(ui, &view->open, row->denominator, out);
        }
        str_add(out, "\t");
        describe(ui, row, out);
        str_add(out, "\n");
    }
    names_fini(&names);
}

void metrics_write_copy(struct ui *ui, const struct metrics_view *view, struct str *out)
{
    const struct metric_result *result = result_in_question(view);
    struct metrics_place place = metrics_place_of(view, view->list.selected);
    struct behind behind;
    int64_t sum = 0;

    if (view->is_open) {
        copy_rows(ui, view, out);
        return;
    }
    if (result) {
        str_addf(out, "%s ", _(metric_info(result->id)->label));
        metric_add_value(out, result, ui_show(ui).currency);
        str_add(out, " (");
        add_numbers(ui, result, out);
        str_add(out, ")");
    } else {
        behind = behind_of(view, place);
        for (size_t i = 0; behind.rows && i < behind.rows->count; i++)
            sum += behind.rows->items[i].numerator;
        str_addf(out, "%s ", behind.title ? behind.title : "");
        add_part(ui, &(struct metrics_open){.unit = behind.unit}, sum, out);
    }
    str_add(out, ", ");
    add_span(view, out);
}
