/* The rows of the tab Money, one a contract line, opportunity, movement, closed renewal. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/growth.h"
#include "ui/sizes.h"
#include "ui/views/account_money.h"

enum { MIDDLE = 90, WIDE = 105, LEFT = 2, SEATS = 87 };

/* Columns that all four kinds share: a name, an amount, a day, and words after it. */
struct places {
    int name, amount, day, words;
};
static struct places places_of(int columns)
{
    return columns >= MIDDLE          ? (struct places){24, 37, 39, 52}
           : columns >= SCREEN_NARROW ? (struct places){20, 33, 35, 48}
                                      : (struct places){12, 25, 27, 40};
}

static const char *heading_of(enum kind kind)
{
    switch ((int)kind) {
    case KIND_CONTRACT: return _("Contract");
    case KIND_OPPORTUNITY: return _("Opportunities");
    case KIND_MOVEMENT: return _("How ARR moved");
    default: return _("Renewals that are closed");
    }
}

void account_draw_money_head(enum kind kind, size_t count, struct canvas *canvas, struct area line)
{
    struct places places = places_of(line.columns);
    int end = line.columns - 1;

    canvas_put(canvas, 1, line.y, ROLE_TITLE, heading_of(kind));
    if (kind != KIND_CONTRACT) {
        canvas_count_right(canvas, end, line.y, ROLE_MUTED, (int64_t)count);
        return;
    }
    canvas_put_right(canvas, places.amount, line.y, ROLE_MUTED, _("ARR"));
    canvas_put(canvas, places.day, line.y, ROLE_MUTED, _("ends"));
    if (line.columns >= SCREEN_NARROW)
        canvas_put(canvas, places.words, line.y, ROLE_MUTED, _("clock"));
    if (line.columns >= WIDE) {
        canvas_put_right(canvas, SEATS, line.y, ROLE_MUTED, _("seats"));
        canvas_put(canvas, SEATS + 2, line.y, ROLE_MUTED, _("uplift, told"));
        canvas_put_right(canvas, end, line.y, ROLE_MUTED, _("paper"));
    }
}

/* --- a contract line --- */

/* `notice Tue 1 Dec, renews itself`, `locked in`, `slipped`. */
static void clock_words(struct ui *ui, const struct contract_line *line,
    const struct renewal_clock *clock, struct str *out)
{
    day_number today = ui_show(ui).today;
    char day[24];

    if (clock->state == RENEWAL_GONE) {
        str_add(out, line->status && *line->status ? line->status : _("ended"));
        return;
    }
    if (clock->state == RENEWAL_LOCKED_IN || clock->state == RENEWAL_SLIPPED ||
        clock->state == RENEWAL_LEAVING || clock->state == RENEWAL_UNKNOWN) {
        str_add(out, clock->state == RENEWAL_UNKNOWN ? _("no end known")
                                                     : _(renewal_state_word(clock->state)));
        return;
    }
    str_addf(out, "%s %s%s%s", clock->by_notice ? _("notice") : _("decides"),
        day_short(clock->decision, today, day), clock->assumed ? "?" : "",
        line->auto_renew == 1 ? _(", renews itself") : "");
}

/* seats  6%, told 13 Oct  in legal */
static void draw_far(struct ui *ui, const struct contract_line *line, struct canvas *canvas, int y)
{
    day_number told = line->row ? row_day(line->row, CONTRACT_TOLD_ON) : DAY_NONE;
    char day[24];
    int x = SEATS + 2;

    if (line->row && row_knows(line->row, CONTRACT_SEATS))
        canvas_count_right(canvas, SEATS, y, ROLE_TEXT, row_integer(line->row, CONTRACT_SEATS));
    if (line->uplift >= 0)
        x = canvas_putf(canvas, x, y, ROLE_TEXT, "%.4g%%, ", line->uplift * 100);
    if (told != DAY_NONE)
        canvas_put(canvas, x, y, ROLE_MUTED, day_short(told, ui_show(ui).today, day));
    else if (line->uplift > 0)
        canvas_put(canvas, x, y, ROLE_MUTED, _("not yet"));
    if (line->row)
        canvas_put_right(
            canvas, canvas->columns - 1, y, ROLE_TEXT, row_text(line->row, CONTRACT_PAPER));
}

static void draw_contract(
    struct ui *ui, const struct contract_line *line, struct canvas *canvas, struct area area)
{
    struct show show = ui_show(ui);
    struct renewal_clock clock =
        contract_clock(line, &session_settings(ui_session(ui))->calendar, show.today);
    struct places places = places_of(area.columns);
    bool gone = clock.state == RENEWAL_GONE;
    struct str words = {0};
    char money[48], day[24];

    canvas_put_cut(
        canvas, LEFT, area.y, gone ? ROLE_MUTED : ROLE_TITLE, part_product(line), places.name);
    canvas_put_right(canvas, places.amount, area.y, gone ? ROLE_MUTED : ROLE_MONEY,
        part_line_money(line, line->arr, &show, money));
    canvas_put(canvas, places.day, area.y, ROLE_DATE, day_short(clock.ends, show.today, day));
    if (area.columns >= SCREEN_NARROW) {
        clock_words(ui, line, &clock, &words);
        canvas_put_cut(canvas, places.words, area.y, ROLE_TEXT, str_text(&words),
            (area.columns >= WIDE ? SEATS - 6 : area.columns - 1) - places.words);
    }
    if (area.columns >= WIDE)
        draw_far(ui, line, canvas, area.y);
    str_fini(&words);
}

/* --- an opportunity: name  amount  close  stage, p, who has it --- */

static void draw_opportunity(
    struct ui *ui, const struct row *row, struct canvas *canvas, struct area area)
{
    struct show show = ui_show(ui);
    struct show own = {row_currency(row, show.currency), show.today};
    struct places places = places_of(area.columns);
    bool open = growth_stage_is_open(growth_stage_of(row));
    struct str words = {0};
    char day[24];

    canvas_put_cut(canvas, LEFT, area.y, open ? ROLE_TEXT : ROLE_MUTED,
        row_text(row, OPPORTUNITY_NAME), places.name);
    part_money(canvas, places.amount, area.y, row, OPPORTUNITY_AMOUNT, &own);
    canvas_put(canvas, places.day, area.y, ROLE_DATE,
        day_short(row_day(row, OPPORTUNITY_CLOSE), show.today, day));
    if (area.columns >= SCREEN_NARROW) {
        str_addf(&words, "%s, %lld%%", _(growth_stage_word(growth_stage_of(row))),
            (long long)round_half_up(growth_probability(row) * 100));
        if (*row_text(row, OPPORTUNITY_HANDED_TO))
            str_addf(&words, _(", with %s"), row_text(row, OPPORTUNITY_HANDED_TO));
        if (*row_text(row, OPPORTUNITY_WHY))
            str_addf(&words, ", %s", row_text(row, OPPORTUNITY_WHY));
        canvas_put_cut(canvas, places.words, area.y, open ? ROLE_TEXT : ROLE_MUTED,
            str_text(&words), area.columns - 1 - places.words);
    }
    str_fini(&words);
}

/* --- a movement: kind, product  change  day  what is left, why --- */

static char *change_text(int64_t amount, const char *currency, char *buffer)
{
    char money[48];

    money_short(amount < 0 ? -amount : amount, currency, money);
    snprintf(buffer, 64, "%s%s", amount < 0 ? "−" : "+", money);
    return buffer;
}

/* The words of the ledger are stored with a line between them. */
static const char *movement_word(const struct row *row)
{
    if (row_is(row, MOVEMENT_KIND, "book_in"))
        return _("came in");
    return row_is(row, MOVEMENT_KIND, "book_out") ? _("went out") : row_text(row, MOVEMENT_KIND);
}

static void draw_movement(
    struct ui *ui, const struct money_row *money_row, struct canvas *canvas, struct area area)
{
    const struct row *row = money_row->row;
    struct show show = ui_show(ui);
    const char *currency = row_currency(row, show.currency),
               *product = row_text(row, MOVEMENT_PRODUCT);
    struct places places = places_of(area.columns);
    struct str words = {0};
    char change[64], after[48], day[24];
    int x = canvas_put_cut(canvas, LEFT, area.y, ROLE_TEXT, movement_word(row), 12);

    if (*product && places.name - x + 1 > 6)
        canvas_put_cut(canvas, x + 1, area.y, ROLE_MUTED, product, LEFT + places.name - x - 1);
    canvas_put_right(canvas, places.amount, area.y, ROLE_MONEY,
        change_text(row_integer(row, MOVEMENT_AMOUNT), currency, change));
    canvas_put(canvas, places.day, area.y, ROLE_DATE,
        day_short(row_day(row, MOVEMENT_DATE), show.today, day));
    if (area.columns >= SCREEN_NARROW) {
        canvas_put_right(canvas, places.words + 8, area.y, ROLE_MONEY,
            money_short(money_row->after, currency, after));
        if (*row_text(row, MOVEMENT_REASON))
            str_addf(&words, "%s", row_text(row, MOVEMENT_REASON));
        else if (*row_text(row, MOVEMENT_SOURCE))
            str_addf(&words, _("by %s"), row_text(row, MOVEMENT_SOURCE));
        canvas_put_cut(canvas, places.words + 10, area.y, ROLE_MUTED, str_text(&words),
            area.columns - 11 - places.words);
    }
    str_fini(&words);
}

/* --- a closed renewal: product  final  due  won for, of what, when, why --- */

static void renewal_words(struct ui *ui, const struct row *row, struct str *out)
{
    struct show show = ui_show(ui);
    day_number closed = row_day(row, RENEWAL_CLOSED_ON), ends = row_day(row, RENEWAL_ENDS);
    const char *currency = row_currency(row, show.currency);
    char target[48], day[24];

    str_addf(out, "%s", row_text(row, RENEWAL_STATUS));
    if (row_knows(row, RENEWAL_TARGET))
        str_addf(out, _(" of %s"), money_short(row_integer(row, RENEWAL_TARGET), currency, target));
    if (closed != DAY_NONE)
        str_addf(out, ", %s", day_short(closed, show.today, day));
    if (row_is(row, RENEWAL_SOURCE, "clock"))
        str_add(out, _(", by itself"));
    else if (closed > ends)
        str_addf(out, _(", %dd late"), (int)(closed - ends));
    if (*row_text(row, RENEWAL_REASON))
        str_addf(out, ", %s", row_text(row, RENEWAL_REASON));
    if (*row_text(row, RENEWAL_WHY))
        str_addf(out, ": %s", row_text(row, RENEWAL_WHY));
}

static void draw_renewal(
    struct ui *ui, const struct row *row, struct canvas *canvas, struct area area)
{
    struct show show = ui_show(ui);
    struct show own = {row_currency(row, show.currency), show.today};
    struct places places = places_of(area.columns);
    bool lost = row_is(row, RENEWAL_STATUS, "lost");
    const char *product = row_text(row, RENEWAL_PRODUCT);
    struct str words = {0};
    char day[24];

    canvas_put(canvas, LEFT, area.y, lost ? ROLE_RISK : ROLE_GOOD, lost ? "×" : "✓");
    canvas_put_cut(canvas, LEFT + 2, area.y, ROLE_TEXT, *product ? product : _("whole contract"),
        places.name - 2);
    part_money(canvas, places.amount, area.y, row, RENEWAL_FINAL, &own);
    canvas_put(canvas, places.day, area.y, ROLE_DATE,
        day_short(row_day(row, RENEWAL_ENDS), show.today, day));
    if (area.columns >= SCREEN_NARROW) {
        renewal_words(ui, row, &words);
        canvas_put_cut(canvas, places.words, area.y, ROLE_TEXT, str_text(&words),
            area.columns - 1 - places.words);
    }
    str_fini(&words);
}

void account_draw_money_row(struct ui *ui, const struct account_money *money,
    const struct money_row *row, struct canvas *canvas, struct area line)
{
    switch ((int)row->kind) {
    case KIND_CONTRACT: draw_contract(ui, &money->lines[row->line], canvas, line); break;
    case KIND_OPPORTUNITY: draw_opportunity(ui, row->row, canvas, line); break;
    case KIND_MOVEMENT: draw_movement(ui, row, canvas, line); break;
    default: draw_renewal(ui, row->row, canvas, line); break;
    }
}
