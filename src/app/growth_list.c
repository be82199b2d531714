/* The pipeline of growth, row by row. */
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/growth.h"
#include "base/money.h"
#include "base/text.h"
#include "core/risk.h"

struct growth_rows ARRAY_OF(struct growth_entry);

struct growth_gathering {
    struct session *session;
    struct settings settings;
    struct arena *arena;
    struct growth_rows rows;
    struct key_list others; /* of another owner */
};

static bool take(void *context, const struct row *row)
{
    struct growth_gathering *gathering = context;

    if (growth_is(row) && !others_have(&gathering->others, row_integer(row, OPPORTUNITY_ACCOUNT)))
        ARRAY_PUSH(&gathering->rows, (struct growth_entry){.row = row_copy(gathering->arena, row),
                                         .stage = growth_stage_of(row),
                                         .probability = growth_probability(row)});
    return true;
}

static bool take_all(struct growth_gathering *gathering, int64_t account, struct error *err)
{
    struct store *store = gathering->session->store;
    struct row_list rows;

    if (account == 0)
        return others_read(gathering->session, &gathering->others, err) &&
               store_each(store, KIND_OPPORTUNITY, take, gathering, err);
    if (!store_children(store, KIND_OPPORTUNITY, account, gathering->arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        (void)take(gathering, rows.items[i]);
    return true;
}

static void fill_amounts(struct growth_gathering *gathering, struct growth_entry *entry)
{
    int64_t amount = row_money(entry->row, OPPORTUNITY_AMOUNT), own;

    entry->amount = entry->weighted = MONEY_NONE;
    if (amount == MONEY_NONE || !settings_convert(&gathering->settings, amount,
                                    row_text(entry->row, OPPORTUNITY_CURRENCY), &own))
        return;
    entry->amount = own;
    entry->weighted = round_half_up((double)own * entry->probability);
}

/* First the risk: an account with a high one open is not sold to. */
static bool fill_account(
    struct growth_gathering *gathering, struct growth_entry *entry, struct error *err)
{
    int64_t account = row_integer(entry->row, OPPORTUNITY_ACCOUNT);
    struct row_list signals;

    fill_amounts(gathering, entry);
    if (!account_name(gathering->session, account, gathering->arena, &entry->account_name, err))
        return false;
    if (!growth_stage_is_open(entry->stage) || account == 0)
        return true;
    if (!store_children(
            gathering->session->store, KIND_SIGNAL, account, gathering->arena, &signals, err))
        return false;
    for (size_t i = 0; i < signals.count; i++)
        if (risk_is_open(signals.items[i]) && row_is(signals.items[i], SIGNAL_SEVERITY, "high"))
            entry->held = true;
    return true;
}

static int by_stage(const void *a, const void *b)
{
    const struct growth_entry *one = a, *other = b;
    int order = (int)one->stage - (int)other->stage;

    if (order == 0)
        order = (one->amount < other->amount) - (one->amount > other->amount);
    if (order == 0)
        order = text_compare_folded(one->account_name, other->account_name);
    return order ? order : one->row->key < other->row->key ? -1 : 1;
}

static void hand_over(struct growth_gathering *gathering, struct growth_entries *entries)
{
    const struct growth_period all = {DAY_NONE, DAY_NONE};
    struct row_list rows = {0};

    entries->count = gathering->rows.count;
    entries->items =
        arena_alloc_array(gathering->arena, entries->count + 1, sizeof(*entries->items));
    for (size_t i = 0; i < entries->count; i++) {
        entries->items[i] = gathering->rows.items[i];
        ARRAY_PUSH(&rows, row_copy(gathering->arena, entries->items[i].row));
    }
    if (entries->count > 1)
        qsort(entries->items, entries->count, sizeof(*entries->items), by_stage);
    growth_totals(&rows, &gathering->settings, all, &entries->totals);
    array_fini(&rows);
}

bool growth_read(struct session *session, int64_t account, struct arena *arena,
    struct growth_entries *ret_entries, struct error *err)
{
    struct growth_gathering gathering = {
        .session = session, .settings = session->settings, .arena = arena};
    struct growth_entries entries = {0};
    bool ok;

    gathering.settings.currency = session_currency(session);
    ok = take_all(&gathering, account, err);
    for (size_t i = 0; ok && i < gathering.rows.count; i++)
        ok = fill_account(&gathering, &gathering.rows.items[i], err);
    if (ok) {
        hand_over(&gathering, &entries);
        *ret_entries = entries;
    }
    array_fini(&gathering.rows);
    array_fini(&gathering.others);
    return ok;
}
