/* The figures of the ledger: E1, E2, E4, E23. */
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"
#include "metric_internal.h"

/* What a unit of the cohort brings to a figure. */
static struct metric_row row_of(enum metric_id id, const struct arr_position *position)
{
    struct metric_row row = {.kind = KIND_ACCOUNT,
        .key = position->accounts[0],
        .account = position->accounts[0],
        .denominator = position->start,
        .joined = (int)position->account_count - 1};
    bool is_kept = position->end > 0;

    if (id == FIGURE_GRR)
        row.numerator = position->kept;
    else if (id == FIGURE_GRR_WITHOUT_UPLIFT)
        row.numerator = position->kept_without_uplift;
    else if (id == FIGURE_NRR)
        row.numerator = position->end;
    else if (id == FIGURE_EXPANSION_SHARE)
        row.numerator = position->expansion_bought;
    else {
        row.denominator = 1;
        row.numerator = id == FIGURE_LOGO_RETENTION ? is_kept : !is_kept;
    }
    return row;
}

static void beside_without_rate(struct metric_make *make, const struct arr_position_list *positions)
{
    const char **currencies =
        arena_alloc_array(make->arena, positions->count + 1, sizeof(*currencies));
    size_t count = 0;

    for (size_t i = 0; i < positions->count; i++)
        if (positions->items[i].currency && metric_wants(make, positions->items[i].accounts[0]))
            currencies[count++] = positions->items[i].currency;
    metric_beside_currencies(make, currencies, count);
}

static void beside_sums(struct metric_make *make, const struct retention *sum, size_t unknown)
{
    bool is_early = make->ground->history == DAY_NONE || make->ground->history > make->span.from;
    char money[48];

    if (is_early)
        metric_beside_count(
            make, (size_t)sum->units[ARR_TAKEN_IN], NP_("without history", "without history"));
    else
        metric_beside_count(make, (size_t)sum->units[ARR_TAKEN_IN],
            NP_("came into the book", "came into the book"));
    metric_beside_count(
        make, (size_t)sum->units[ARR_HANDED_OVER], NP_("handed over", "handed over"));
    metric_beside_count(make, unknown, NP_("without known ARR", "without known ARR"));
    if (make->id <= FIGURE_NRR && sum->lost_by_moves > sum->contraction + sum->churn)
        metric_beside(make, _("losses by movement %s"),
            money_short(sum->lost_by_moves, make->ground->currency, money));
    if (make->ground->by_product)
        metric_beside(make, _("netted by product"));
}

/* Where nothing is known of the first day: since when there is a ledger. */
static void beside_history(struct metric_make *make)
{
    day_number history = make->ground->history;
    int months = day_months_between(make->span.from, make->span.to);
    char day[24];

    if (make->result->known)
        return;
    if (history == DAY_NONE)
        metric_beside(make,
            words_plural("needs the ARR of %d month ago: none is recorded yet",
                "needs the ARR of %d months ago: none is recorded yet", months),
            months);
    else if (history > make->span.from)
        metric_beside(make,
            words_plural("needs %d month of history: since %s",
                "needs %d months of history: since %s", months),
            months, day_short(history, make->ground->today, day));
}

static bool is_customer(const struct metric_make *make, int64_t account)
{
    const struct metric_account *found = metric_find_account(make->ground, account);

    return found && found->wanted && metric_is_customer(found, make->span.to);
}

bool metric_leads(const struct metric_ground *ground, const struct arr_position *position)
{
    const struct metric_account *lead = metric_find_account(ground, position->accounts[0]);

    return lead && lead->chosen;
}

struct arr_position_list metric_positions(
    const struct metric_ground *ground, struct metric_span span, struct arena *arena)
{
    const struct arr_period period = {span.from, span.to, ground->by_product};
    struct metric_units *units = ground->units;
    struct arr_position_list positions;

    if (!units) {
        arr_positions_make(&ground->ledger, &period, arena, &positions);
        return positions;
    }
    if (!units->is_made || units->span.from != span.from || units->span.to != span.to) {
        arena_clear(&units->arena);
        arr_positions_make(&ground->ledger, &period, &units->arena, &units->positions);
        units->span = span;
        units->is_made = true;
    }
    return units->positions;
}

void metric_make_retention(struct metric_make *make)
{
    const struct arr_period period = {make->span.from, make->span.to, make->ground->by_product};
    const struct arr_position_list positions =
        metric_positions(make->ground, make->span, make->arena);
    struct retention sum = {0};
    size_t unknown = 0;

    for (size_t i = 0; i < positions.count; i++) {
        const struct arr_position *position = &positions.items[i];

        if (!metric_leads(make->ground, position))
            continue;
        retention_add(&sum, position);
        unknown += position->place == ARR_NOT_KNOWN && is_customer(make, position->accounts[0]);
        if (position->place == ARR_KEPT_OR_LOST)
            metric_keep(make, row_of(make->id, position));
    }
    metric_set_ratio(make);
    if (make->id == FIGURE_LOGO_CHURN_ANNUAL && make->result->known)
        make->result->value = retention_annual(make->result->value, &period);
    beside_history(make);
    beside_sums(make, &sum, unknown);
    beside_without_rate(make, &positions);
}
