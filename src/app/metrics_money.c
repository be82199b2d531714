/* The ground of the figures: accounts and the movements of their ARR. */
#include "base/money.h"
#include "core/forecast.h"
#include "core/ledger.h"
#include "metrics_internal.h"

static bool is_chosen(struct metrics_reading *reading, const struct row *account)
{
    struct metrics *metrics = reading->metrics;
    struct row *settled;

    if (!reading->query)
        return true;
    arena_clear(&reading->scratch);
    settled = row_copy(&reading->scratch, account);
    row_settle(settled, &metrics->settings, metrics->ground.today);
    return query_matches(reading->query, settled, &metrics->settings, metrics->ground.today);
}

static enum health_band band_of(const struct row *account)
{
    for (int band = BAND_RED; band < BAND_UNKNOWN; band++)
        if (row_is(account, ACCOUNT_BAND, health_band_word((enum health_band)band)))
            return (enum health_band)band;
    return BAND_UNKNOWN;
}

static int change_of(const struct row *account)
{
    return row_knows(account, ACCOUNT_HEALTH_CHANGE_30D)
               ? (int)row_integer(account, ACCOUNT_HEALTH_CHANGE_30D)
               : HEALTH_NO_CHANGE;
}

static bool take_account(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    struct metric_account account = {.key = row->key,
        .tier = settings_tier(&metrics->settings, row_text(row, ACCOUNT_TIER)),
        .churned = row_is(row, ACCOUNT_STAGE, "churned"),
        .mine = ledger_in_book(row, &metrics->settings),
        .chosen = is_chosen(reading, row),
        .called = forecast_is_called_at_risk(row),
        .health = row_knows(row, ACCOUNT_HEALTH) ? (int)row_integer(row, ACCOUNT_HEALTH) : -1,
        .band = band_of(row),
        .arr = row_money(row, ACCOUNT_ARR_NOW),
        .currency = metrics_keep_text(reading, TEXT_CURRENCY, row_text(row, ACCOUNT_CURRENCY)),
        .without_rate = !row_knows(row, ACCOUNT_ARR_NOW) && row_knows(row, ACCOUNT_ARR),
        .change_30d = change_of(row),
        .value_share = -1,
        .start = row_day(row, ACCOUNT_START),
        .own_start = row_day(row, ACCOUNT_START),
        .left = DAY_NONE,
        .decides = row_day(row, ACCOUNT_DECIDES_ON),
        .seats = (double)row_integer(row, ACCOUNT_SEATS),
        .active = row_knows(row, ACCOUNT_ACTIVE_SEATS)
                      ? (double)row_integer(row, ACCOUNT_ACTIVE_SEATS)
                      : -1};

    account.wanted = account.mine && account.chosen;
    metrics->ground.all += account.mine;
    metrics->ground.left += account.wanted;
    ARRAY_PUSH(&metrics->accounts, account);
    ARRAY_PUSH(&metrics->keys, row->key);
    return true;
}

bool metrics_read_accounts(struct metrics_reading *reading, struct error *err)
{
    return store_each(reading->metrics->session->store, KIND_ACCOUNT, take_account, reading, err);
}

/* --- movements --- */

/* The other account of a transfer; 0: not in the book. */
static int64_t other_of(struct metrics_reading *reading, const struct row *row)
{
    struct row *other = NULL;
    struct error unknown;

    arena_clear(&reading->scratch);
    if (text_blank(row_text(row, MOVEMENT_OTHER)) ||
        !store_find_id(reading->metrics->session->store, KIND_ACCOUNT,
            row_text(row, MOVEMENT_OTHER), &reading->scratch, &other, &unknown))
        return 0;
    return other ? other->key : 0;
}

static bool take_move(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    const char *currency = row_currency(row, metrics->ground.currency);
    struct arr_move move = {.key = row->key,
        .account = row_integer(row, MOVEMENT_ACCOUNT),
        .day = row_day(row, MOVEMENT_DATE),
        .amount = row_money(row, MOVEMENT_AMOUNT)};

    if (move.day == DAY_NONE || move.day > metrics->ground.today ||
        !arr_kind_of(row_text(row, MOVEMENT_KIND), &move.kind))
        return true;
    move.line = metrics_keep_text(reading, TEXT_LINE, row_text(row, MOVEMENT_LINE));
    move.product = metrics_keep_text(reading, TEXT_PRODUCT, row_text(row, MOVEMENT_PRODUCT));
    move.currency = metrics_keep_text(reading, TEXT_CURRENCY, currency);
    if (move.kind == ARR_TRANSFER)
        move.other = other_of(reading, row);
    ARRAY_PUSH(&metrics->moves, move);
    return true;
}

/* The day on which a churned account was lost: of its last loss to nothing. */
static void find_losses(struct metrics *metrics)
{
    for (size_t i = 0; i < metrics->moves.count; i++) {
        const struct arr_move *move = &metrics->moves.items[i];
        struct metric_account *account = metrics_account(metrics, move->account);

        if (metrics->ground.history == DAY_NONE || move->day < metrics->ground.history)
            metrics->ground.history = move->day;
        if (move->kind == ARR_CHURN && account && account->churned &&
            (account->left == DAY_NONE || move->day > account->left))
            account->left = move->day;
    }
}

bool metrics_read_moves(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    if (!store_each(metrics->session->store, KIND_MOVEMENT, take_move, reading, err))
        return false;
    metrics->ground.history = DAY_NONE;
    find_losses(metrics);
    arr_moves_sort(metrics->moves.items, metrics->moves.count);
    arr_moves_convert(metrics->moves.items, metrics->moves.count, &metrics->settings);
    return true;
}
