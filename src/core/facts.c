/* Facts of an account's rows into the fields of its own row. */
#include <string.h>
#include "assess_internal.h"
#include "base/money.h"
#include "core/forecast.h"
#include "core/measure.h"
#include "core/value_delivered.h"
#include "open_item_internal.h"

struct row *facts_new_row(const struct row *account, struct arena *arena)
{
    struct row *row = row_new(arena, KIND_ACCOUNT);

    row->key = account->key;
    row->rev = account->rev;
    for (int field = 0; field < ACCOUNT_STORED; field++)
        row->values[field] = value_copy(arena, account->values[field]);
    return row;
}

static struct value money_value(int64_t money)
{
    return money == MONEY_NONE ? value_unknown() : value_integer(money);
}

static void fill_clock(const struct account_contract *contract, struct row *row)
{
    const struct renewal_clock *clock = &contract->clock;
    bool decides = clock->decision != DAY_NONE && clock->state != RENEWAL_GONE;

    row_set(row, ACCOUNT_ARR_NOW, money_value(contract->arr));
    row_set_day(row, ACCOUNT_ENDS, clock->ends);
    row_set_text(row, ACCOUNT_RENEWAL_STATE, renewal_state_word(clock->state));
    if (!decides)
        return;
    row_set_day(row, ACCOUNT_DECIDES_ON, clock->decision);
    row_set_text(row, ACCOUNT_DECIDES_BY, clock->by_notice ? "notice" : "end");
    row_set_day(row, ACCOUNT_ACT_BY, clock->act_by);
}

/* E20: the worst call of its open lines, which take the account's where they have none. */
static void fill_called(const struct assess_ground *ground, struct row *row)
{
    enum forecast_category worst = forecast_worst_call(ground->dossier, ground->today);

    if (worst != FORECAST_NOT_CALLED)
        row_set_text(row, ACCOUNT_CALLED, forecast_category_word(worst));
}

/* E18; n/a without a goal with data. */
static void fill_value(const struct assess_ground *ground, struct row *row)
{
    struct value_share value = value_delivered(&ground->dossier->goals, ground->today);

    if (value.counted > 0)
        row_set_real(row, ACCOUNT_VALUE_DELIVERED, value.share);
}

void facts_fill_items(const struct assess_ground *ground, struct row *row)
{
    struct open_item_walk walk = {0};
    struct open_item item;
    int tasks = 0, late = 0;

    while (open_item_next(ground->dossier, ground->today, &walk, &item)) {
        tasks += item.row->kind == KIND_TASK;
        late += item.due != DAY_NONE && item.due < ground->today;
    }
    row_set_integer(row, ACCOUNT_OPEN_TASKS, tasks);
    row_set_integer(row, ACCOUNT_OVERDUE_TASKS, late);
}

void facts_fill(
    const struct assess_ground *ground, const struct account_contract *contract, struct row *row)
{
    struct measures measures;

    fill_clock(contract, row);
    fill_called(ground, row);
    measures_read(ground->dossier, ground->today, &measures);
    measures_fill_account(&measures, ground->book, row);
    row_set_day(row, ACCOUNT_SCORED_ON, ground->today);
    fill_value(ground, row);
}

void facts_fill_health(const struct health *health, struct row *row)
{
    if (health->score >= 0)
        row_set_integer(row, ACCOUNT_HEALTH, health->score);
    row_set_text(row, ACCOUNT_BAND, health_band_word(health->band));
    row_set_real(row, ACCOUNT_COVERAGE, health->coverage);
}

void facts_fill_touch(const struct touch_state *touch, struct row *row)
{
    row_set_day(row, ACCOUNT_LAST_TOUCH, touch->last);
    row_set_day(row, ACCOUNT_NEXT_TOUCH, touch->next);
    row_set_integer(row, ACCOUNT_CADENCE, touch->cadence_days);
}
