/* Adoption: model.md E22, by the rules of core/measure for one account (measures_adoption). */
#include "base/money.h"
#include "base/words.h"
#include "metric_internal.h"

/* The latest reading of each kind up to the day. */
static void read_usage(const struct metric_ground *ground, int64_t account, day_number day,
    const struct metric_usage *ret_last[USAGE_SEATS + 1])
{
    const struct metric_usage *usage = ground->usage;
    size_t at;

    for (int kind = 0; kind <= USAGE_SEATS; kind++)
        ret_last[kind] = NULL;
    METRIC_FIRST(usage, ground->usage_count, account, &at);
    for (; at < ground->usage_count && usage[at].account == account && usage[at].day <= day; at++)
        ret_last[usage[at].kind] = &usage[at];
}

static double seats_of_lines(const struct metric_ground *ground, int64_t account, day_number day)
{
    const struct metric_seats *lines = ground->seats;
    double seats = 0;
    size_t at;

    METRIC_FIRST(lines, ground->seats_count, account, &at);
    for (; at < ground->seats_count && lines[at].account == account; at++)
        if ((lines[at].start == DAY_NONE || lines[at].start <= day) &&
            (lines[at].last == DAY_NONE || lines[at].last >= day))
            seats += lines[at].seats;
    return seats;
}

static double seats_of(const struct metric_ground *ground, const struct metric_account *account,
    day_number day, const struct metric_usage *reading)
{
    double seats = seats_of_lines(ground, account->key, day);

    if (seats <= 0)
        seats = account->seats;
    if (seats <= 0 && reading)
        seats = reading->value;
    return seats;
}

void metric_make_usage(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    const struct metric_usage *last[USAGE_SEATS + 1];
    day_number day = make->span.to;
    size_t unknown = 0;

    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];

        if (!account->wanted || !metric_is_customer(account, day))
            continue;
        read_usage(ground, account->key, day, last);
        const struct metric_usage *read =
            last[USAGE_ACTIVE_28D] ? last[USAGE_ACTIVE_28D] : last[USAGE_ACTIVE];
        double active = read ? read->value : account->active;
        double seats = seats_of(ground, account, day, last[USAGE_SEATS]);
        unknown += active < 0 || seats <= 0;
        if (active < 0 || seats <= 0)
            continue;
        metric_keep(make, (struct metric_row){.kind = KIND_ACCOUNT,
                              .key = account->key,
                              .account = account->key,
                              .numerator = round_half_up(active),
                              .denominator = round_half_up(seats)});
    }
    metric_set_ratio(make);
    metric_beside_count(
        make, unknown, NP_("without active users or seats", "without active users or seats"));
}
