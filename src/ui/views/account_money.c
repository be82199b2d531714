#include "ui/views/account_money.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"

/* --- reading --- */

struct money_rows ARRAY_OF(struct money_row);

static void add_rows(struct money_rows *out, enum kind kind, const struct row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        ARRAY_PUSH(out, (struct money_row){.kind = kind, .row = rows->items[i]});
}

/* Latest first; rows of one day as they came. */
static int by_day(const struct row *a, const struct row *b, int field)
{
    day_number left = row_day(a, field), right = row_day(b, field);

    return left != right ? (left > right ? -1 : 1) : (a->key > b->key ? -1 : 1);
}

static int compare_renewals(const void *a, const void *b)
{
    return by_day(*(struct row *const *)a, *(struct row *const *)b, RENEWAL_ENDS);
}

static int compare_movements(const void *a, const void *b)
{
    return by_day(*(struct row *const *)a, *(struct row *const *)b, MOVEMENT_DATE);
}

/* What is open of the opportunities stands first. */
static bool is_closed(const struct row *opportunity)
{
    return row_is(opportunity, OPPORTUNITY_STAGE, "won") ||
           row_is(opportunity, OPPORTUNITY_STAGE, "lost");
}

static void add_opportunities(struct money_rows *out, const struct row_list *rows)
{
    for (int closed = 0; closed < 2; closed++)
        for (size_t i = 0; i < rows->count; i++)
            if (is_closed(rows->items[i]) == closed)
                ARRAY_PUSH(
                    out, (struct money_row){.kind = KIND_OPPORTUNITY, .row = rows->items[i]});
}

static void add_movements(struct money_rows *out, const struct row_list *rows)
{
    size_t first = out->count;
    int64_t sum = 0;

    add_rows(out, KIND_MOVEMENT, rows);
    for (size_t i = out->count; i-- > first;) {
        sum += row_integer(out->items[i].row, MOVEMENT_AMOUNT);
        out->items[i].after = sum;
    }
}

/* --- ARR at the ends of months --- */

static const char *currency_of(const struct row_list *moves, const char *book)
{
    const char *first = moves->count ? row_currency(moves->items[0], book) : book;

    for (size_t i = 0; i < moves->count; i++)
        if (!text_equal(row_currency(moves->items[i], book), first))
            return book;
    return first;
}

static int64_t amount_in(struct ui *ui, const struct row *move, const char *currency)
{
    const char *book = ui_show(ui).currency, *own = row_currency(move, book);
    int64_t amount = row_integer(move, MOVEMENT_AMOUNT), converted = 0;

    if (text_equal(own, currency))
        return amount;
    return settings_convert(
               session_settings(ui_session(ui)), amount < 0 ? -amount : amount, own, &converted)
               ? (amount < 0 ? -converted : converted)
               : 0;
}

/* MONEY_NONE before the first movement. */
static int64_t arr_on(
    struct ui *ui, const struct row_list *moves, const char *currency, day_number day)
{
    int64_t sum = 0;
    bool known = false;

    for (size_t i = 0; i < moves->count; i++)
        if (row_day(moves->items[i], MOVEMENT_DATE) <= day) {
            sum += amount_in(ui, moves->items[i], currency);
            known = true;
        }
    return known ? sum : MONEY_NONE;
}

static void fill_months(struct ui *ui, const struct row_list *moves, struct account_money *money)
{
    day_number today = ui_show(ui).today;
    struct civil civil = day_to_civil(today);
    day_number first = day_make(civil.year, civil.month, 1);

    money->currency = currency_of(moves, ui_show(ui).currency);
    money->now = arr_on(ui, moves, money->currency, today);
    money->year_ago = arr_on(ui, moves, money->currency, day_add_months(today, -12));
    for (int i = 0; i < MONEY_MONTHS; i++) {
        day_number end = day_add_months(first, i - MONEY_MONTHS + 2) - 1;
        int64_t arr = arr_on(ui, moves, money->currency, end < today ? end : today);

        money->months[i] = arr == MONEY_NONE ? NAN : (double)arr;
    }
}

bool account_read_money(struct ui *ui, struct account_view *view, struct error *err)
{
    struct store *store = session_store(ui_session(ui));
    struct account_money *money = arena_alloc(&view->arena, sizeof(*money));
    struct contract_line *lines = arena_alloc_array(&view->arena, 64, sizeof(*lines));
    int64_t account = view->dossier.account->key;
    struct row_list renewals = {0}, moves = {0};
    struct money_rows rows = {0};

    if (!store_children(store, KIND_RENEWAL, account, &view->arena, &renewals, err) ||
        !store_children(store, KIND_MOVEMENT, account, &view->arena, &moves, err))
        return false;
    if (renewals.count)
        qsort(renewals.items, renewals.count, sizeof(*renewals.items), compare_renewals);
    if (moves.count)
        qsort(moves.items, moves.count, sizeof(*moves.items), compare_movements);
    money->line_count = contract_lines(&view->dossier, lines, 64);
    money->line_count = money->line_count < 64 ? money->line_count : 64;
    money->lines = lines;
    for (size_t i = 0; i < money->line_count; i++)
        ARRAY_PUSH(
            &rows, (struct money_row){.kind = KIND_CONTRACT, .row = lines[i].row, .line = i});
    add_opportunities(&rows, &view->dossier.opportunities);
    add_movements(&rows, &moves);
    add_rows(&rows, KIND_RENEWAL, &renewals);
    fill_months(ui, &moves, money);
    money->rows = arena_alloc_array(&view->arena, rows.count + 1, sizeof(*money->rows));
    if (rows.count)
        memcpy((struct money_row *)(uintptr_t)money->rows, rows.items,
            rows.count * sizeof(*rows.items));
    money->count = rows.count;
    array_fini(&rows);
    view->money = money;
    return true;
}

const struct money_row *account_money_here(const struct account_view *view)
{
    int64_t at = view->lists[TAB_MONEY].selected;

    return view->tab == TAB_MONEY && view->money && at < (int64_t)view->money->count
               ? &view->money->rows[at]
               : NULL;
}

void account_find_money(struct account_view *view, struct touched_row row)
{
    for (size_t i = 0; view->money && i < view->money->count; i++)
        if (view->money->rows[i].kind == row.kind && view->money->rows[i].row &&
            view->money->rows[i].row->key == row.key)
            view->lists[TAB_MONEY].selected = (int64_t)i;
}

/* --- the picture --- */

/* 0 where there are too few months for a picture. */
static double top_of(const struct account_money *money)
{
    double top = 0;
    int known = 0;

    for (int i = 0; i < MONEY_MONTHS; i++) {
        known += !isnan(money->months[i]);
        if (!isnan(money->months[i]) && money->months[i] > top)
            top = money->months[i];
    }
    return known < 3 ? 0 : top;
}

/* `$420k   $324k a year ago, +30%` */
static void draw_heading(const struct account_money *money, struct canvas *canvas, struct area line)
{
    char now[48], then[48];
    int x = canvas_put(canvas, line.x, line.y, ROLE_TITLE, _("ARR")) + 3;

    x = canvas_put(canvas, x, line.y, ROLE_TEXT, part_money_text(money->now, money->currency, now));
    if (money->year_ago == MONEY_NONE) {
        canvas_put(canvas, x, line.y, ROLE_MUTED, _("   a year ago it is not known"));
        return;
    }
    x = canvas_putf(canvas, x, line.y, ROLE_MUTED, _("   %s a year ago"),
        money_short(money->year_ago, money->currency, then));
    if (money->year_ago > 0) {
        long long percent = (long long)round_half_up(
            (double)(money->now - money->year_ago) / (double)money->year_ago * 100);

        canvas_putf(canvas, x, line.y, ROLE_MUTED, ", %s%lld%%", percent < 0 ? "−" : "+",
            percent < 0 ? -percent : percent);
    }
}

/* Months below, each third, at its column. */
static void label_months(struct ui *ui, int shown, const char **labels)
{
    struct civil civil = day_to_civil(ui_show(ui).today);

    for (int i = 0; i < MONEY_MONTHS; i++) {
        int month = (civil.month - 1 + 12 * 4 - (MONEY_MONTHS - 1 - i)) % 12 + 1;

        labels[i] = i >= MONEY_MONTHS - shown && i < MONEY_MONTHS - 1 && month % 3 == 1
                        ? day_month_name(month)
                        : NULL;
    }
}

int account_draw_arr(
    struct ui *ui, const struct account_money *money, struct canvas *canvas, struct area area)
{
    const char *labels[MONEY_MONTHS];
    double top = top_of(money);
    char most[48], last[48];
    struct chart_columns chart = {money->months, MONEY_MONTHS, top, NULL};
    struct chart_frame frame = {money_short((int64_t)top, money->currency, most), "0",
        part_money_text(money->now, money->currency, last), labels};
    int rows;

    if (area.rows < 5 || area.columns < 30)
        return 0;
    draw_heading(money, canvas, area_take_rows(&area, 1));
    if (top <= 0)
        return 1;
    label_months(ui, MONEY_MONTHS, labels);
    area.columns = area.columns < 72 ? area.columns : 72;
    rows = chart_columns_framed(canvas, area, &chart, &frame);
    return rows ? rows + 1 : 1;
}

/* --- the tab --- */

/* Rows that headings take: one each, and air before all but the first where there is room. */
static int heading_rows(const struct account_money *money, bool air)
{
    int rows = 0;

    for (size_t i = 0; i < money->count; i++)
        if (i == 0 || money->rows[i].kind != money->rows[i - 1].kind)
            rows += 1 + (i > 0 && air);
    return rows;
}

static size_t count_kind(const struct account_money *money, enum kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < money->count; i++)
        count += money->rows[i].kind == kind;
    return count;
}

static void draw_rows(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct account_money *money = view->money;
    struct list *list = &view->lists[TAB_MONEY];
    bool air = area.rows >= 12;
    int room = area.rows - heading_rows(money, air);

    list_fit(list, (int64_t)money->count, room > 2 ? room : 2);
    for (int64_t i = list->top; i < list_end(list) && area.rows > 0; i++) {
        const struct money_row *row = &money->rows[i];
        struct area line;

        if (i == list->top || row->kind != money->rows[i - 1].kind) {
            if (i > list->top && air)
                area_take_rows(&area, 1);
            account_draw_money_head(
                row->kind, count_kind(money, row->kind), canvas, area_take_rows(&area, 1));
        }
        if (area.rows < 1)
            return;
        line = area_take_rows(&area, 1);
        account_draw_money_row(ui, money, row, canvas, line);
        ui_list_row(ui, canvas, list, i, (struct area){0, line.y, canvas->columns, 1});
    }
}

void account_draw_money(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct account_money *money = view->money;
    int taken;

    if (!money || (!money->count && money->now == MONEY_NONE)) {
        account_draw_nothing(canvas, area.y, _("No contract is known."), "a",
            _("a contract line, or an opportunity"));
        return;
    }
    if (area.rows >= 18) {
        int most = area.rows >= 34 ? 10 : 7;

        taken =
            account_draw_arr(ui, money, canvas, (struct area){1, area.y, area.columns - 2, most});
        area_take_rows(&area, taken ? taken + 1 : 0);
    }
    draw_rows(ui, view, canvas, area);
}
