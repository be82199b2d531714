/* Risks: how they ended, and what causes them. */
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "metric_internal.h"

void metric_make_risks(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;

    for (size_t i = 0; i < ground->risk_count; i++) {
        const struct metric_risk *risk = &ground->risks[i];

        if (!metric_is_within(make, risk->closed) || !metric_wants(make, risk->account))
            continue;
        metric_keep(make, (struct metric_row){.kind = KIND_SIGNAL,
                              .key = risk->key,
                              .account = risk->account,
                              .numerator = risk->is_resolved,
                              .denominator = 1});
    }
    metric_set_ratio(make);
}

/* --- causes --- */

static struct metric_cause *cause_of(
    struct metric_causes *causes, const char *word, struct arena *arena)
{
    for (size_t i = 0; i < causes->count; i++)
        if (text_equal_nocase(causes->items[i].cause, word))
            return &causes->items[i];
    KEEP(arena, causes, (struct metric_cause){.cause = word});
    return &causes->items[causes->count - 1];
}

/* Risks stand by account: one that has a cause twice has its rows together. An account stakes no
 * more than its ARR on a cause, by its greatest exposure. */
static void add_risk(struct metric_cause *cause, const struct metric_risk *risk, int64_t exposed,
    struct arena *arena)
{
    struct metric_row row = {
        .kind = KIND_SIGNAL, .key = risk->key, .account = risk->account, .denominator = 1};
    size_t count = cause->rows.count;

    row.numerator = exposed == MONEY_NONE ? 0 : exposed;
    for (size_t i = count; i-- > 0 && cause->rows.items[i].account == risk->account;) {
        row.denominator = 0;
        row.numerator -= cause->rows.items[i].numerator;
    }
    if (row.numerator < 0)
        row.numerator = 0;
    cause->accounts += row.denominator;
    cause->exposed += row.numerator;
    KEEP(arena, &cause->rows, row);
}

static int compare_causes(const void *left, const void *right)
{
    const struct metric_cause *a = left, *b = right;

    if (!*a->cause != !*b->cause)
        return *a->cause ? -1 : 1;
    if (a->accounts != b->accounts)
        return a->accounts > b->accounts ? -1 : 1;
    if (a->exposed != b->exposed)
        return a->exposed > b->exposed ? -1 : 1;
    return strcmp(a->cause, b->cause);
}

void metric_causes_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_causes *ret_causes)
{
    struct metric_causes causes = {0};

    for (size_t i = 0; i < ground->risk_count; i++) {
        const struct metric_risk *risk = &ground->risks[i];
        const struct metric_account *account = metric_find_account(ground, risk->account);

        if (!account || !account->wanted || (risk->since != DAY_NONE && risk->since > span.to) ||
            (risk->closed != DAY_NONE && risk->closed <= span.from))
            continue;
        add_risk(cause_of(&causes, risk->cause, arena), risk,
            risk->exposed == MONEY_NONE ? account->arr : risk->exposed, arena);
    }
    if (causes.count > 1)
        qsort(causes.items, causes.count, sizeof(*causes.items), compare_causes);
    *ret_causes = causes;
}
