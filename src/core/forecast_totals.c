/* Due lines added up: by category, by period, and for the book as a whole (model.md E5). */
#include "core/forecast.h"

#include <limits.h>
#include <string.h>
#include "base/money.h"
#include "base/order.h"

static const char *const place_words[] = {
    [DUE_SLIPPED] = "slipped",
    [DUE_PERIOD] = "due",
    [DUE_NO_END] = "no end date",
    [DUE_OUTSIDE] = "month to month",
    [DUE_PAST] = "past",
};

const char *due_place_word(enum due_place place)
{
    return place_words[place];
}

static void add(int64_t *sum, int64_t amount)
{
    if (!money_add(sum, amount))
        *sum = INT64_MAX; /* beyond counting, and not wrapped round */
}

static void sum_add(struct forecast_sum *sum, const struct due_line *line)
{
    const struct forecast_value *value = &line->value;

    sum->count++;
    add(&sum->arr, line->arr);
    add(&sum->target, line->target);
    add(&sum->retained, value->retained);
    add(&sum->uplift, value->uplift);
    add(&sum->expansion, value->expansion);
    add(&sum->weighted, value->weighted);
    add(&sum->weighted_growth, value->weighted_growth);
    add(&sum->risk, value->risk);
    add(&sum->lands, value->lands);
    add(&sum->lands_growth, value->lands_growth);
}

void forecast_add(struct forecast_totals *totals, const struct due_line *line)
{
    if (line->unknown) {
        totals->unknown++;
        add(&totals->all.arr, line->arr); /* a renewal without rate of a line that has one */
        return;
    }
    sum_add(&totals->all, line);
    switch (line->state) {
    case DUE_WON: sum_add(&totals->won, line); return;
    case DUE_LOST: sum_add(&totals->lost, line); return;
    case DUE_LOCKED_IN: sum_add(&totals->locked_in, line); break;
    case DUE_LEAVING: sum_add(&totals->leaving, line); break;
    case DUE_OPEN:
    case DUE_STATES: break;
    }
    sum_add(&totals->open[line->value.category], line);
}

int64_t forecast_closed(const struct forecast_totals *totals)
{
    return totals->won.retained;
}

int64_t forecast_running(const struct forecast_totals *totals, enum forecast_category upto)
{
    int64_t sum = totals->won.retained;

    for (int i = 0; i <= (int)upto && i < FORECAST_OMITTED; i++)
        add(&sum, totals->open[i].retained);
    return sum;
}

bool forecast_landing(const struct forecast_totals *totals, double *ret_gross, double *ret_net)
{
    const struct forecast_sum *all = &totals->all;

    if (all->target == 0)
        return false;
    *ret_gross = (double)all->lands / (double)all->target;
    *ret_net = ((double)all->lands + (double)all->lands_growth) / (double)all->target;
    return true;
}

/* --- periods --- */

/* Months since the year 0, of the calendar or of the fiscal year. */
static int month_number(day_number day)
{
    struct civil civil = day_to_civil(day);

    return civil.year * 12 + civil.month - 1;
}

static struct forecast_span span_of(int month, int months)
{
    day_number first = day_make(month / 12, month % 12 + 1, 1);

    return (struct forecast_span){first, day_add_months(first, months) - 1};
}

struct forecast_span forecast_month(day_number day)
{
    return span_of(month_number(day), 1);
}

struct forecast_span forecast_quarter(day_number day, const struct calendar *calendar)
{
    int start = calendar && calendar->fiscal_year_start ? calendar->fiscal_year_start - 1 : 0;
    int month = month_number(day);

    return span_of(month - (month - start + 12) % 3, 3);
}

struct forecast_span forecast_period_of(const struct forecast_terms *terms, day_number day)
{
    return terms->by_quarter ? forecast_quarter(day, terms->calendar) : forecast_month(day);
}

/* What was closed since the quarter began is no past yet, whatever the periods: the totals are the
 * same by month and by quarter. */
static enum due_place place_of(const struct due_line *line, day_number first, day_number quarter)
{
    if (line->outside)
        return DUE_OUTSIDE;
    if (line->ends == DAY_NONE)
        return DUE_NO_END;
    if (due_is_open(line->state))
        return line->ends >= first ? DUE_PERIOD : DUE_SLIPPED;
    if (line->ends >= quarter)
        return DUE_PERIOD;
    /* Its term was closed long ago and it is live: the end of this one is not known. */
    return line->arr ? DUE_NO_END : DUE_PAST;
}

/* The first days of all periods that hold a line, and of the current one, each once. */
static int period_days(const struct due_line *lines, size_t count,
    const struct forecast_terms *terms, struct arena *arena, day_number **ret_days)
{
    day_number *days = arena_alloc_array(arena, count + 1, sizeof(*days));
    int used = 0, kept = 0;

    days[used++] = forecast_period_of(terms, terms->today).first;
    for (size_t i = 0; i < count; i++)
        if (lines[i].place == DUE_PERIOD)
            days[used++] = forecast_period_of(terms, lines[i].ends).first;
    qsort(days, (size_t)used, sizeof(*days), order_days);
    for (int i = 0; i < used; i++)
        if (kept == 0 || days[kept - 1] != days[i])
            days[kept++] = days[i];
    *ret_days = days;
    return kept;
}

static int period_at(const day_number *days, int count, day_number day)
{
    int low = 0, high = count - 1;

    while (low < high) {
        int middle = (low + high + 1) / 2;

        if (days[middle] <= day)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Lines of one place; those due in a period count in the totals too. */
static void place_line(
    const struct due_line *line, struct forecast_table *table, struct forecast_totals *period)
{
    switch (line->place) {
    case DUE_SLIPPED: forecast_add(&table->slipped, line); break;
    case DUE_PERIOD: forecast_add(period, line); break;
    case DUE_NO_END: forecast_add(&table->no_end, line); return;
    case DUE_OUTSIDE: forecast_add(&table->outside, line); return;
    case DUE_PAST: return;
    }
    forecast_add(&table->totals, line);
}

void forecast_make(struct due_line *lines, size_t count, const struct forecast_terms *terms,
    struct arena *arena, struct forecast_table *ret_table)
{
    day_number first = forecast_period_of(terms, terms->today).first, *days;
    day_number quarter = forecast_quarter(terms->today, terms->calendar).first;
    struct forecast_table table = {0};

    for (size_t i = 0; i < count; i++) {
        lines[i].place = place_of(&lines[i], first, quarter);
        lines[i].value = forecast_value_of(&lines[i]);
    }
    table.period_count = period_days(lines, count, terms, arena, &days);
    struct forecast_period *periods =
        arena_alloc_array(arena, (size_t)table.period_count, sizeof(*periods));
    for (int i = 0; i < table.period_count; i++)
        periods[i].span = forecast_period_of(terms, days[i]);
    for (size_t i = 0; i < count; i++) {
        int at =
            lines[i].place == DUE_PERIOD ? period_at(days, table.period_count, lines[i].ends) : 0;
        place_line(&lines[i], &table, &periods[at].totals);
    }
    table.periods = periods;
    *ret_table = table;
}

/* --- order --- */

day_number forecast_day(const struct due_line *line)
{
    return line->state == DUE_OPEN ? line->clock.decision : line->ends;
}

/* No day stands last. */
static int compare_known_days(day_number a, day_number b)
{
    if (a == b)
        return 0;
    if (a == DAY_NONE || b == DAY_NONE)
        return a == DAY_NONE ? 1 : -1;
    return a < b ? -1 : 1;
}

int forecast_compare(const void *left, const void *right)
{
    const struct due_line *a = left, *b = right;
    int order = compare_known_days(forecast_day(a), forecast_day(b));

    if (order == 0)
        order = compare_known_days(a->ends, b->ends);
    if (order == 0)
        order = (a->target < b->target) - (a->target > b->target);
    if (order == 0)
        order = strcmp(a->account_id, b->account_id);
    if (order == 0)
        order = strcmp(a->id, b->id);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    return order != 0 ? order : (a->renewal > b->renewal) - (a->renewal < b->renewal);
}

/* --- the book, if all lands as called --- */

/* What an account has today and what is left of it. */
struct unit {
    int64_t account;
    int64_t start, end;
};

static int compare_units(const void *left, const void *right)
{
    const struct unit *a = left, *b = right;

    return (a->account > b->account) - (a->account < b->account);
}

/* A line that is live today and due by then becomes what it lands at. One from month to month has
 * nothing to be called, but it may be lost all the same. */
static int64_t end_of_line(const struct due_line *line, day_number last)
{
    bool leaves = line->state == DUE_LOST || line->state == DUE_LEAVING;
    bool due = (!line->outside || leaves) && line->ends != DAY_NONE &&
               (last == DAY_NONE || forecast_day(line) <= last);

    return due ? line->value.lands + line->value.lands_growth : line->arr;
}

void forecast_book_landing(const struct due_line *lines, size_t count, day_number last,
    struct forecast_book_landing *ret_landing)
{
    struct forecast_book_landing landing = {0};
    struct unit *units = mem_alloc_array(count + 1, sizeof(*units));
    size_t used = 0;

    for (size_t i = 0; i < count; i++)
        if (!lines[i].unknown && lines[i].arr > 0)
            units[used++] =
                (struct unit){lines[i].account, lines[i].arr, end_of_line(&lines[i], last)};
    qsort(units, used, sizeof(*units), compare_units);
    for (size_t i = 0; i < used;) {
        struct unit whole = units[i++];

        for (; i < used && units[i].account == whole.account; i++) {
            add(&whole.start, units[i].start);
            add(&whole.end, units[i].end);
        }
        add(&landing.start, whole.start);
        add(&landing.gross_end, whole.end < whole.start ? whole.end : whole.start);
        add(&landing.net_end, whole.end);
    }
    free(units);
    *ret_landing = landing;
}
