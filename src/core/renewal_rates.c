/* Renewal rates over the lines due in a period: model.md E3. */
#include "core/renewal_rates.h"

#include <limits.h>
#include "base/money.h"

bool rate_value(struct rate rate, double *ret_value)
{
    if (rate.denominator == 0)
        return false;
    *ret_value = (double)rate.numerator / (double)rate.denominator;
    return true;
}

struct renewal_line renewal_line_of(const struct due_line *line)
{
    return (struct renewal_line){.account = line->account,
        .line = line->line,
        .renewal = line->renewal,
        .target = line->target,
        .amount = line->amount,
        .ends = line->ends,
        .closed_on = line->closed_on,
        .state = line->state,
        .outside = line->outside,
        .unknown = line->unknown,
        .by_itself = text_equal_nocase(line->source, "clock")};
}

static bool is_due(const struct renewal_line *line, const struct renewal_terms *terms)
{
    return !line->outside && line->ends != DAY_NONE && line->ends > terms->after &&
           line->ends <= terms->until;
}

bool renewal_share_of(const struct renewal_line *line, const struct renewal_terms *terms,
    struct renewal_share *ret_share)
{
    struct renewal_share share = {.target = line->target};

    if (!is_due(line, terms) || line->unknown)
        return false;
    /* A value dated after the day in question does not exist. */
    share.closed =
        !due_is_open(line->state) && (line->closed_on == DAY_NONE || line->closed_on <= terms->on);
    share.won = share.closed && line->state == DUE_WON;
    if (share.won) {
        share.net = line->amount;
        share.gross = line->amount < line->target ? line->amount : line->target;
        share.late =
            line->closed_on != DAY_NONE && line->closed_on > line->ends && !line->by_itself;
    }
    *ret_share = share;
    return true;
}

static void add(int64_t *sum, int64_t amount)
{
    if (!money_add(sum, amount))
        *sum = INT64_MAX; /* beyond counting, and not wrapped round */
}

static void rate_add(struct rate *rate, int64_t numerator, int64_t denominator)
{
    add(&rate->numerator, numerator);
    add(&rate->denominator, denominator);
}

static void add_share(
    struct renewal_rates *rates, const struct renewal_line *line, const struct renewal_share *share)
{
    rate_add(&rates->gross, share->gross, share->target);
    rate_add(&rates->net, share->net, share->target);
    if (!share->closed) {
        rates->open++;
        add(&rates->open_target, share->target);
        return;
    }
    rate_add(&rates->gross_resolved, share->gross, share->target);
    rate_add(&rates->net_resolved, share->net, share->target);
    rates->won += share->won;
    rates->lost += !share->won;
    rates->late += share->late;
    rates->by_itself += share->won && line->by_itself;
}

/* --- by account: won if any of its lines is --- */

struct logo {
    int64_t account;
    bool closed, won;
};

static int compare_logos(const void *left, const void *right)
{
    const struct logo *a = left, *b = right;

    return (a->account > b->account) - (a->account < b->account);
}

static void count_logos(struct logo *logos, size_t count, struct renewal_rates *rates)
{
    qsort(logos, count, sizeof(*logos), compare_logos);
    for (size_t i = 0; i < count;) {
        struct logo logo = logos[i++];

        for (; i < count && logos[i].account == logo.account; i++) {
            logo.closed |= logos[i].closed;
            logo.won |= logos[i].won;
        }
        rate_add(&rates->logo, logo.won, 1);
        if (logo.closed)
            rate_add(&rates->logo_resolved, logo.won, 1);
    }
}

void renewal_rates_of(const struct due_line *lines, size_t count, const struct renewal_terms *terms,
    struct renewal_rates *ret_rates)
{
    struct renewal_line *narrow = mem_alloc_array(count + 1, sizeof(*narrow));

    for (size_t i = 0; i < count; i++)
        narrow[i] = renewal_line_of(&lines[i]);
    renewal_rates_of_lines(narrow, count, terms, ret_rates);
    free(narrow);
}

void renewal_rates_of_lines(const struct renewal_line *lines, size_t count,
    const struct renewal_terms *terms, struct renewal_rates *ret_rates)
{
    struct renewal_rates rates = {0};
    struct logo *logos = mem_alloc_array(count + 1, sizeof(*logos));
    struct renewal_share share;
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        if (is_due(&lines[i], terms) && lines[i].unknown)
            rates.unknown++;
        if (!renewal_share_of(&lines[i], terms, &share))
            continue;
        add_share(&rates, &lines[i], &share);
        logos[used++] = (struct logo){lines[i].account, share.closed, share.won};
    }
    count_logos(logos, used, &rates);
    free(logos);
    *ret_rates = rates;
}
