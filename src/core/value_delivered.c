/* Value delivered: model.md E18. */
#include "core/value_delivered.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

#define DAYS_A_YEAR 365.0

/* --- goals --- */

double goal_weight(const struct row *goal)
{
    double weight = row_knows(goal, GOAL_WEIGHT) ? row_real(goal, GOAL_WEIGHT) : 1;

    return weight > 0 ? weight : 0;
}

bool goal_counts(const struct row *goal, day_number day)
{
    day_number start = row_day(goal, GOAL_START);

    return !goal_is_dropped(goal) && (start == DAY_NONE || start <= day);
}

void value_share_add(struct value_share *share, const struct row *goal, day_number day)
{
    double way = 0, weight = goal_weight(goal);

    if (!goal_counts(goal, day) || weight <= 0)
        return;
    if (!goal_way(goal, &way)) {
        share->unknown++;
        return;
    }
    share->counted++;
    share->weight += weight;
    share->way += weight * way;
    share->share = share->way / share->weight;
}

struct value_share value_delivered(const struct row_list *goals, day_number day)
{
    struct value_share share = {0};

    for (size_t i = 0; i < goals->count; i++)
        value_share_add(&share, goals->items[i], day);
    return share;
}

/* --- money --- */

bool value_times_a_year(const char *period, double *ret_times)
{
    static const struct {
        const char *word;
        double times;
    } words[] = {{"once", 0}, {"one-off", 0}, {"year", 1}, {"annum", 1}, {"yr", 1}, {"quarter", 4},
        {"month", 12}, {"mo", 12}, {"week", DAYS_A_YEAR / 7}, {"day", DAYS_A_YEAR}};
    const char *word = period;

    if (text_blank(period)) {
        *ret_times = 0;
        return true;
    }
    if (text_starts(word, "per "))
        word += 4;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal_nocase(word, words[i].word)) {
            *ret_times = words[i].times;
            return true;
        }
    return false;
}

bool value_is_confirmed(const struct row *result)
{
    return !text_blank(row_text(result, RESULT_CONFIRMED_BY));
}

/* A unit as a currency: `USD`, `usd` or `$`; NULL: it is none. */
static const char *unit_currency(const char *unit, char code[4])
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}};

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (text_equal(unit, signs[i].sign))
            return signs[i].code;
    for (int i = 0; i < 4; i++) {
        char c = unit[i];

        code[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (c == '\0')
            break;
    }
    return unit[0] && unit[1] && unit[2] && !unit[3] && money_is_currency(code) ? code : NULL;
}

bool value_money(
    const struct row *result, const struct settings *settings, int days, int64_t *ret_minor)
{
    double amount = row_real(result, RESULT_AMOUNT), times;
    char code[4] = "";
    const char *currency = unit_currency(row_text(result, RESULT_UNIT), code);

    if (!row_knows(result, RESULT_AMOUNT) || !isfinite(amount) || !currency ||
        !value_times_a_year(row_text(result, RESULT_PERIOD), &times))
        return false;
    amount *= times > 0 ? times * days / DAYS_A_YEAR : 1;
    amount *= pow(10, money_exponent(currency));
    if (!(fabs(amount) < 9e15))
        return false;
    return settings_convert(settings, round_half_up(amount), currency, ret_minor);
}

/* ARR x days / 365 as an exact integer, rounded half up. */
static int64_t cost_of(int64_t arr, int days)
{
    int64_t whole = arr / 365, rest = arr % 365;

    return whole * days + (rest * days * 2 + 365) / (2 * 365);
}

static void add_entry(struct value_return *made, const struct row *result, int64_t money)
{
    bool confirmed = value_is_confirmed(result);

    if (!money_add(confirmed ? &made->value : &made->unconfirmed, money))
        made->beside += confirmed;
    else if (confirmed)
        made->entries++;
    else
        made->open_entries++;
}

static int window_days(struct value_window window)
{
    return window.until > window.after ? window.until - window.after : 0;
}

struct value_return value_return_begin(
    const struct value_contract *contract, struct value_window window)
{
    struct value_return made = {.window = window, .cost = MONEY_NONE};

    if (contract->start != DAY_NONE && contract->start > window.after)
        made.window.after = contract->start - 1;
    if (contract->arr != MONEY_NONE && contract->arr >= 0)
        made.cost = cost_of(contract->arr, window_days(made.window));
    return made;
}

void value_return_add(
    struct value_return *made, const struct row *result, const struct settings *settings)
{
    day_number day = row_day(result, RESULT_DATE);
    int64_t money;

    if (day == DAY_NONE || day <= made->window.after || day > made->window.until)
        return;
    if (value_money(result, settings, window_days(made->window), &money))
        add_entry(made, result, money);
    else
        made->beside += value_is_confirmed(result);
}

void value_return_end(struct value_return *made)
{
    made->known = made->cost != MONEY_NONE && made->cost > 0 && made->entries > 0;
    if (!made->known)
        return;
    made->times = (double)made->value / (double)made->cost;
    made->roi = ((double)made->value - (double)made->cost) / (double)made->cost;
}

struct value_return value_return_of(const struct row_list *results,
    const struct value_contract *contract, const struct settings *settings,
    struct value_window window)
{
    struct value_return made = value_return_begin(contract, window);

    for (size_t i = 0; i < results->count; i++)
        value_return_add(&made, results->items[i], settings);
    value_return_end(&made);
    return made;
}

/* --- the scorecard --- */

static bool is_group(const struct value_sum *sum, int year, const struct row *result)
{
    return sum->year == year &&
           text_compare_folded(sum->unit, row_text(result, RESULT_UNIT)) == 0 &&
           text_compare_folded(sum->period, row_text(result, RESULT_PERIOD)) == 0;
}

static struct value_sum *group_of(struct value_sums *sums, int year, const struct row *result)
{
    for (size_t i = 0; i < sums->count; i++)
        if (is_group(&sums->items[i], year, result))
            return &sums->items[i];
    sums->items[sums->count] = (struct value_sum){.year = year,
        .unit = row_text(result, RESULT_UNIT),
        .period = row_text(result, RESULT_PERIOD)};
    return &sums->items[sums->count++];
}

static int by_year(const void *left, const void *right)
{
    const struct value_sum *a = left, *b = right;
    int order = text_compare_folded(a->unit, b->unit);

    if (a->year != b->year)
        return a->year < b->year ? 1 : -1;
    return order ? order : text_compare_folded(a->period, b->period);
}

void value_sums_of(const struct row_list *results, day_number day, struct arena *arena,
    struct value_sums *ret_sums)
{
    struct value_sums sums = {0};

    sums.items = arena_alloc_array(arena, results->count + 1, sizeof(*sums.items));
    for (size_t i = 0; i < results->count; i++) {
        const struct row *result = results->items[i];
        day_number date = row_day(result, RESULT_DATE);
        struct value_sum *sum;

        if (!row_knows(result, RESULT_AMOUNT) || (date != DAY_NONE && date > day))
            continue;
        sum = group_of(&sums, date == DAY_NONE ? 0 : day_to_civil(date).year, result);
        if (value_is_confirmed(result)) {
            sum->confirmed += row_real(result, RESULT_AMOUNT);
            sum->confirmed_count++;
        } else {
            sum->unconfirmed += row_real(result, RESULT_AMOUNT);
            sum->unconfirmed_count++;
        }
    }
    if (sums.count > 1)
        qsort(sums.items, sums.count, sizeof(*sums.items), by_year);
    *ret_sums = sums;
}

/* --- words --- */

void value_add_number(struct str *out, double number)
{
    double hundredths = floor(fabs(number) * 100 + 0.5 + 1e-9);
    char digits[40];
    int len;

    if (!(hundredths < 1e17)) {
        str_add_real(out, number);
        return;
    }
    len = snprintf(digits, sizeof(digits), "%.0f", floor(hundredths / 100));
    if (number < 0 && hundredths > 0)
        str_add(out, "−");
    for (int i = 0; i < len; i++) {
        str_add_char(out, digits[i]);
        if (i + 1 < len && (len - 1 - i) % 3 == 0)
            str_add_char(out, ',');
    }
    int rest = (int)fmod(hundredths, 100);
    if (rest)
        str_addf(out, rest % 10 ? ".%02d" : ".%d", rest % 10 ? rest : rest / 10);
}

void value_add_amount(struct str *out, const struct row *result)
{
    const char *unit = row_text(result, RESULT_UNIT), *period = row_text(result, RESULT_PERIOD);
    double amount = row_real(result, RESULT_AMOUNT), times;
    char code[4] = "", money[48];
    const char *currency = unit_currency(unit, code);

    if (!row_knows(result, RESULT_AMOUNT))
        return;
    if (currency && fabs(amount) < 9e12) {
        double minor = amount * pow(10, money_exponent(currency));

        str_add(out, money_short(round_half_up(minor), currency, money));
    } else {
        value_add_number(out, amount);
        if (!text_blank(unit))
            str_addf(out, " %s", unit);
    }
    if (text_starts(period, "per "))
        period += 4;
    if (!value_times_a_year(period, &times))
        str_addf(out, _(" per %s"), period);
    else if (times > 0)
        str_addf(out, " a %s", period);
}

char *value_times_words(const struct value_return *back, char *buffer)
{
    char times[48];

    if (!back->known)
        snprintf(buffer, 24, "n/a");
    else if (back->times < 10)
        snprintf(buffer, 24, "%.20sx", number_real(back->times, 1, times));
    else
        snprintf(buffer, 24, "%.0fx", fmin(999999, floor(back->times + 0.5 + 1e-9)));
    return buffer;
}
