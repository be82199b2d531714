/* The ground of the figures: accounts and the movements of their ARR. */
#include "base/money.h"
#include "core/forecast.h"
#include "metrics_internal.h"

static bool is_wanted(struct metrics_reading *reading, const struct row *account)
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

static bool take_account(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    bool has_change = row_knows(row, ACCOUNT_HEALTH_CHANGE_30D);
    struct metric_account account = {.key = row->key,
        .tier = settings_tier(&metrics->settings, row_text(row, ACCOUNT_TIER)),
        .churned = row_is(row, ACCOUNT_STAGE, "churned"),
        .wanted = is_wanted(reading, row),
        .called = forecast_is_called_at_risk(row),
        .band = health_band_of(
            row_knows(row, ACCOUNT_HEALTH) ? (int)row_integer(row, ACCOUNT_HEALTH) : -1),
        .arr = row_money(row, ACCOUNT_ARR_NOW),
        .change_30d =
            has_change ? (int)row_integer(row, ACCOUNT_HEALTH_CHANGE_30D) : HEALTH_NO_CHANGE,
        .value_share =
            row_knows(row, ACCOUNT_VALUE_DELIVERED) ? row_real(row, ACCOUNT_VALUE_DELIVERED) : -1,
        .start = row_day(row, ACCOUNT_START),
        .seats = (double)row_integer(row, ACCOUNT_SEATS),
        .active = row_knows(row, ACCOUNT_ACTIVE_SEATS)
                      ? (double)row_integer(row, ACCOUNT_ACTIVE_SEATS)
                      : -1};

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

static const char *keep_text(struct metrics_reading *reading, const char **last, const char *text)
{
    if (!*last || !text_equal(*last, text))
        *last = arena_copy_text(&reading->metrics->arena, text);
    return *last;
}

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
    move.line = keep_text(reading, &reading->line, row_text(row, MOVEMENT_LINE));
    move.product = keep_text(reading, &reading->product, row_text(row, MOVEMENT_PRODUCT));
    move.currency = keep_text(reading, &reading->currency, currency);
    if (move.kind == ARR_TRANSFER)
        move.other = other_of(reading, row);
    ARRAY_PUSH(&metrics->moves, move);
    return true;
}

bool metrics_read_moves(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    if (!store_each(metrics->session->store, KIND_MOVEMENT, take_move, reading, err))
        return false;
    metrics->ground.history = DAY_NONE;
    for (size_t i = 0; i < metrics->moves.count; i++)
        if (metrics->ground.history == DAY_NONE ||
            metrics->moves.items[i].day < metrics->ground.history)
            metrics->ground.history = metrics->moves.items[i].day;
    arr_moves_sort(metrics->moves.items, metrics->moves.count);
    arr_moves_convert(metrics->moves.items, metrics->moves.count, &metrics->settings);
    return true;
}
