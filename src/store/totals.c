/* The header's totals: one stored row, moved by the difference that each score makes. */
#include "meta_internal.h"

#include <assert.h>
#include <string.h>
#include "core/forecast.h"

#define NUMBERS (sizeof(struct totals) / sizeof(int64_t))
static_assert(sizeof(struct totals) == NUMBERS * sizeof(int64_t), "whole numbers only");
#define NAME "totals"

static int64_t band_bits(const struct row *account)
{
    static const char *const words[] = {"red", "yellow", "green"};
    int64_t band = 0;

    while (band < 3 && !row_is(account, ACCOUNT_BAND, words[band]))
        band++;
    return band << 1;
}

static int64_t list_bits(const struct row *account)
{
    switch (row_integer(account, ACCOUNT_LISTED)) {
    case 1: return COUNTED_LISTED;
    case 2: return COUNTED_SNOOZED;
    case -1: return COUNTED_NO_DATA;
    default: return 0;
    }
}

/* As of the day of the score: each day scores anew. */
static bool is_deciding(const struct row *account)
{
    day_number today = row_day(account, ACCOUNT_SCORED_ON);
    day_number day = row_day(account, ACCOUNT_DECIDES_ON);

    return row_knows(account, ACCOUNT_SCORED_ON) && row_knows(account, ACCOUNT_DECIDES_ON) &&
           day > today && day <= today + STORE_DECIDING_DAYS;
}

int64_t store_contribution(const struct row *account)
{
    int64_t bits = COUNTED | band_bits(account) | list_bits(account);

    if (row_is(account, ACCOUNT_STAGE, "churned") || row_integer(account, ACCOUNT_LISTED) == -2)
        return 0; /* gone, or another owner's */
    if (forecast_is_at_risk(account))
        bits |= COUNTED_AT_RISK;
    if (row_is(account, ACCOUNT_STAGE, "onboarding"))
        bits |= COUNTED_ONBOARDING;
    if (!row_knows(account, ACCOUNT_ARR_NOW) && row_knows(account, ACCOUNT_ARR))
        bits |= COUNTED_WITHOUT_RATE;
    if (is_deciding(account))
        bits |= COUNTED_DECIDING;
    return bits;
}

/* Wraps where a sum is too large, so that taking back gives what was there. */
static void move(int64_t *sum, int64_t by, int sign)
{
    *sum = (int64_t)((uint64_t)*sum + (uint64_t)by * (uint64_t)(int64_t)sign);
}

static void move_totals(struct totals *totals, int64_t bits, int64_t arr, int sign)
{
    int64_t band = (bits & COUNTED_BAND) >> 1;

    if (!(bits & COUNTED))
        return;
    move(&totals->accounts, 1, sign);
    move(&totals->arr, arr, sign);
    move(&totals->band_count[band], 1, sign);
    move(&totals->band_arr[band], arr, sign);
    if (bits & COUNTED_AT_RISK) {
        move(&totals->at_risk_count, 1, sign);
        move(&totals->at_risk_arr, arr, sign);
    }
    if (bits & COUNTED_DECIDING) {
        move(&totals->deciding, 1, sign);
        move(&totals->deciding_arr, arr, sign);
    }
    move(&totals->onboarding, (bits & COUNTED_ONBOARDING) != 0, sign);
    move(&totals->without_rate, (bits & COUNTED_WITHOUT_RATE) != 0, sign);
    move(&totals->listed, (bits & COUNTED_LISTED) != 0, sign);
    move(&totals->snoozed, (bits & COUNTED_SNOOZED) != 0, sign);
    move(&totals->no_data, (bits & COUNTED_NO_DATA) != 0, sign);
}

static bool unpack(const unsigned char *bytes, size_t len, struct totals *ret_totals)
{
    const unsigned char *end;
    int64_t numbers[NUMBERS];

    if (bytes == NULL)
        return false;
    end = bytes + len;
    for (size_t i = 0; i < NUMBERS; i++)
        if (!store_unpack_integer(&bytes, end, &numbers[i]))
            return false;
    memcpy(ret_totals, numbers, sizeof(numbers));
    return true;
}

static bool read_totals(struct store *store, struct totals *ret_totals, struct error *err)
{
    bool row, is_whole;
    sqlite3_stmt *statement = store_meta_found(store, NAME, &row, err);

    if (statement == NULL)
        return false;
    *ret_totals = (struct totals){0};
    is_whole = !row || unpack(sqlite3_column_blob(statement, 0),
                           (size_t)sqlite3_column_bytes(statement, 0), ret_totals);
    sqlite3_reset(statement);
    return is_whole || store_count_totals(store, ret_totals, err);
}

bool store_totals_load(struct store *store, struct error *err)
{
    if (store->has_totals)
        return true;
    if (!read_totals(store, &store->totals, err))
        return false;
    store->has_totals = true;
    return true;
}

bool store_totals_save(struct store *store, struct error *err)
{
    int64_t numbers[NUMBERS];
    struct str bytes = {0};
    bool good;

    if (!store->has_totals)
        return true;
    store->has_totals = false;
    memcpy(numbers, &store->totals, sizeof(numbers));
    for (size_t i = 0; i < NUMBERS; i++)
        store_pack_integer(&bytes, numbers[i]);
    good = store_meta_put_blob(store, NAME, &bytes, err);
    str_fini(&bytes);
    return good;
}

bool store_totals_move(
    struct store *store, int64_t contribution, int64_t arr, int sign, struct error *err)
{
    if (!store_totals_load(store, err))
        return false;
    move_totals(&store->totals, contribution, arr, sign);
    return true;
}

bool store_totals(struct store *store, struct totals *ret_totals, struct error *err)
{
    if (!store->has_totals)
        return read_totals(store, ret_totals, err);
    *ret_totals = store->totals;
    return true;
}

bool store_count_totals(struct store *store, struct totals *ret_totals, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SCORE_EACH_COUNTED, err);
    bool row = true;

    if (statement == NULL)
        return false;
    *ret_totals = (struct totals){0};
    while (row) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (row)
            move_totals(ret_totals, sqlite3_column_int64(statement, 0),
                sqlite3_column_int64(statement, 1), 1);
    }
    return true;
}

bool store_rebuild_totals(struct store *store, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    store->has_totals = store_count_totals(store, &store->totals, err);
    if (store->has_totals && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}
