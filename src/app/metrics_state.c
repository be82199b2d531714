/* The ground of the figures: contract lines, health, risks, goals and runs. */
#include <stdlib.h>
#include "base/money.h"
#include "app/forecast.h"
#include "metrics_internal.h"
#include "store/figures.h"

/* --- contract lines --- */

static bool take_contract(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metric_account *account =
        metrics_account(reading->metrics, row_integer(row, CONTRACT_ACCOUNT));
    bool is_over = row_is(row, CONTRACT_STATUS, "lost") || row_is(row, CONTRACT_STATUS, "ended");
    struct metric_seats seats = {.account = row_integer(row, CONTRACT_ACCOUNT),
        .start = row_day(row, CONTRACT_START),
        .last = is_over ? row_day(row, CONTRACT_ENDS) : DAY_NONE,
        .seats = (double)row_integer(row, CONTRACT_SEATS)};

    if (!account)
        return true;
    if (seats.start != DAY_NONE && account->own_start == DAY_NONE &&
        (account->start == DAY_NONE || seats.start < account->start))
        account->start = seats.start;
    if (seats.seats > 0 && !(is_over && seats.last == DAY_NONE))
        ARRAY_PUSH(&reading->metrics->seats, seats);
    return true;
}

static int compare_seats(const void *left, const void *right)
{
    const struct metric_seats *a = left, *b = right;

    return (a->account > b->account) - (a->account < b->account);
}

bool metrics_read_contracts(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    if (!store_each(metrics->session->store, KIND_CONTRACT, take_contract, reading, err))
        return false;
    if (metrics->seats.count > 1)
        qsort(metrics->seats.items, metrics->seats.count, sizeof(*metrics->seats.items),
            compare_seats);
    return true;
}

/* --- snapshots --- */

static bool take_snapshot(void *context, int64_t account, const struct snapshot *snapshot)
{
    struct metrics_reading *reading = context;

    ARRAY_PUSH(&reading->metrics->scores, (struct metric_score){account, snapshot->day,
                                              snapshot->health, (enum health_band)snapshot->band});
    return true;
}

bool metrics_read_history(struct metrics_reading *reading, struct error *err)
{
    return store_each_snapshot(reading->metrics->session->store, take_snapshot, reading, err);
}

/* --- risks --- */

/* What a rule no longer finds and nobody closed has no day on which it ended. */
static bool take_risk(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    struct metric_risk risk = {.key = row->key,
        .account = row_integer(row, SIGNAL_ACCOUNT),
        .since = row_day(row, SIGNAL_SINCE),
        .closed = row_knows(row, SIGNAL_OUTCOME) ? row_day(row, SIGNAL_CLOSED_ON) : DAY_NONE,
        .is_resolved =
            row_is(row, SIGNAL_OUTCOME, "saved") || row_is(row, SIGNAL_OUTCOME, "partly"),
        .exposed = row_money(row, SIGNAL_EXPOSED)};

    if (!row_is(row, SIGNAL_KIND, "risk") || row_integer(row, SIGNAL_MUTED) ||
        (risk.closed == DAY_NONE && !row_integer(row, SIGNAL_OPEN)))
        return true;
    risk.cause = metrics_keep_text(reading, TEXT_CAUSE, row_text(row, SIGNAL_CAUSE));
    ARRAY_PUSH(&metrics->risks, risk);
    return true;
}

static int compare_risks(const void *left, const void *right)
{
    const struct metric_risk *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

bool metrics_read_risks(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    if (!store_each_risk_head(metrics->session->store, take_risk, reading, err))
        return false;
    if (metrics->risks.count > 1)
        qsort(metrics->risks.items, metrics->risks.count, sizeof(*metrics->risks.items),
            compare_risks);
    return true;
}

/* --- goals --- */

static bool take_goal(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    struct metric_account *account = metrics_account(metrics, row_integer(row, GOAL_ACCOUNT));

    if (account)
        value_share_add(
            &reading->shares[account - metrics->accounts.items], row, metrics->ground.today);
    return true;
}

bool metrics_read_goals(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;
    bool ok;

    reading->shares = mem_alloc_array(metrics->accounts.count + 1, sizeof(*reading->shares));
    ok = store_each(metrics->session->store, KIND_GOAL, take_goal, reading, err);
    for (size_t i = 0; ok && i < metrics->accounts.count; i++)
        if (reading->shares[i].counted)
            metrics->accounts.items[i].value_share = reading->shares[i].share;
    free(reading->shares);
    reading->shares = NULL;
    return ok;
}

/* --- runs --- */

static bool take_run(void *context, const struct run_standing *standing)
{
    struct metrics_reading *reading = context;

    struct run_standing kept = *standing;

    kept.playbook = kept.halt_step = ""; /* theirs are lent */
    ARRAY_PUSH(&reading->metrics->runs, kept);
    return true;
}

static int compare_runs(const void *left, const void *right)
{
    const struct run_standing *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->run > b->run) - (a->run < b->run);
}

static int compare_due(const void *left, const void *right)
{
    const struct renewal_line *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->ends != b->ends)
        return a->ends < b->ends ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Lines are long, and borrow from rows that are much more than what is asked of them. */
static void keep_due(struct metrics *metrics, const struct due_list *lines)
{
    array_reserve(&metrics->due, lines->count);
    for (size_t i = 0; i < lines->count; i++)
        ARRAY_PUSH(&metrics->due, renewal_line_of(&lines->items[i]));
}

static bool read_due(struct metrics_reading *reading, struct error *err)
{
    struct arena arena = {0};
    struct due_list lines;
    bool ok = forecast_due_lines(reading->metrics->session, NULL, &arena, &lines, err);

    if (ok)
        keep_due(reading->metrics, &lines);
    arena_fini(&arena);
    return ok;
}

bool metrics_read_runs(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    if (!each_standing(metrics->session, take_run, reading, err) || !read_due(reading, err))
        return false;
    if (metrics->runs.count > 1)
        qsort(metrics->runs.items, metrics->runs.count, sizeof(*metrics->runs.items), compare_runs);
    if (metrics->due.count > 1)
        qsort(metrics->due.items, metrics->due.count, sizeof(*metrics->due.items), compare_due);
    return true;
}
