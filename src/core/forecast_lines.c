/* The due lines of an account, from its contract lines and its closed renewals. */
#include "core/forecast.h"

#include "base/money.h"
#include "base/text.h"
#include "contract_internal.h"

/* An account under way. */
struct making {
    const struct due_ground *ground;
    struct dossier dossier; /* the account and its contracts alone */
    struct account_contract contract;
    bool churned;
    struct due_list *lines;
};

static int64_t converted(const struct making *making, int64_t minor, const char *currency)
{
    int64_t amount;

    if (minor == MONEY_NONE ||
        !settings_convert(making->ground->settings, minor, currency, &amount))
        return MONEY_NONE;
    return amount;
}

/* Months of the term that ends; -1 where nobody knows. */
static int term_of(const struct contract_line *line, const struct renewal_clock *clock)
{
    if (clock->rolled > 0 && line->renewal_term_months > 0)
        return line->renewal_term_months;
    if (line->term_months > 0)
        return line->term_months;
    if (line->start == DAY_NONE || line->ends == DAY_NONE || line->ends < line->start)
        return -1;
    return day_months_between(line->start, line->ends + 1);
}

static bool is_trial(const struct contract_line *line)
{
    return text_equal_nocase(line->status, "trial") || text_equal_nocase(line->product, "trial") ||
           text_equal_nocase(line->product, "free trial");
}

static enum due_state state_of(
    const struct making *making, const struct contract_line *line, enum renewal_state state)
{
    enum line_status status = contract_line_status(line);

    if (making->churned || status == LINE_LOST)
        return DUE_LOST;
    if (status == LINE_WON)
        return DUE_WON;
    if (state == RENEWAL_GONE)
        return DUE_LOST;
    if (state == RENEWAL_LEAVING)
        return DUE_LEAVING;
    return state == RENEWAL_LOCKED_IN ? DUE_LOCKED_IN : DUE_OPEN;
}

static struct due_line line_of_account(const struct making *making)
{
    const struct row *account = making->ground->account;

    return (struct due_line){
        .account = account->key,
        .id = "",
        .account_id = row_text(account, ACCOUNT_ID),
        .account_name = row_text(account, ACCOUNT_NAME),
        .product = "",
        .currency = "",
        .ends = DAY_NONE,
        .final_uplift = MONEY_NONE,
        .uplift = -1,
        .probability = -1,
        .called = FORECAST_NOT_CALLED,
        .health =
            row_knows(account, ACCOUNT_HEALTH) ? (int)row_integer(account, ACCOUNT_HEALTH) : -1,
        .band = BAND_UNKNOWN,
        .closed_on = DAY_NONE,
        .source = "",
        .reason = "",
    };
}

static enum health_band band_of(const struct row *account)
{
    for (int band = BAND_RED; band < BAND_UNKNOWN; band++)
        if (row_is(account, ACCOUNT_BAND, health_band_word((enum health_band)band)))
            return (enum health_band)band;
    return BAND_UNKNOWN;
}

static void set_amounts(
    const struct making *making, const struct contract_line *from, struct due_line *line)
{
    int64_t arr = converted(making, from->arr, from->currency);
    int64_t target = from->row ? row_money(from->row, CONTRACT_TARGET) : MONEY_NONE;
    int64_t forecast = from->has_forecast ? from->forecast : MONEY_NONE;

    target = converted(making, target, from->currency);
    forecast = converted(making, forecast, from->currency);
    line->target = target != MONEY_NONE ? target : arr;
    if (line->target < 0)
        line->target = line->target == MONEY_NONE ? MONEY_NONE : 0;
    line->amount = forecast != MONEY_NONE ? forecast : line->target;
    if (line->state == DUE_LOST)
        line->amount = 0;
    /* An account without a rate, or whose ARR is not known, is outside the totals whole. */
    line->unknown = line->target == MONEY_NONE || making->contract.arr == MONEY_NONE;
    if (line->unknown || making->churned || arr == MONEY_NONE ||
        !contract_is_live(from, making->ground->today))
        return;
    line->arr = arr;
}

static struct due_line due_of(const struct making *making, const struct contract_line *from)
{
    const struct due_ground *ground = making->ground;
    struct due_line line = line_of_account(making);

    line.line = from->row ? from->key : -ground->account->key;
    line.id = from->row ? row_text(from->row, CONTRACT_ID) : "";
    line.product = from->product;
    line.currency = from->currency;
    line.clock = contract_clock(from, &ground->settings->calendar, ground->today);
    line.ends = line.clock.ends;
    line.state = state_of(making, from, line.clock.state);
    line.uplift = from->uplift;
    line.probability = from->probability;
    line.called = forecast_category_of(from->category);
    line.band = band_of(ground->account);
    int term = term_of(from, &line.clock);
    line.outside = is_trial(from) || (term >= 0 && term <= 1);
    if (from->row)
        line.reason = row_text(from->row, CONTRACT_REASON);
    set_amounts(making, from, &line);
    return line;
}

/* --- closed renewals --- */

static bool is_decided(const struct making *making, const struct row *renewal)
{
    day_number closed = row_day(renewal, RENEWAL_CLOSED_ON);

    return (row_is(renewal, RENEWAL_STATUS, "won") || row_is(renewal, RENEWAL_STATUS, "lost")) &&
           (closed == DAY_NONE || closed <= making->ground->today);
}

/* A term is due once: of several decisions on it (left by the clock, and the cause told later;
 * lost, and won back) the last one up to the day counts. */
static bool is_later(const struct row *one, const struct row *other)
{
    day_number a = row_day(one, RENEWAL_CLOSED_ON), b = row_day(other, RENEWAL_CLOSED_ON);

    return a != b ? a == DAY_NONE || (b != DAY_NONE && a > b) : one->key > other->key;
}

static bool is_closed(const struct making *making, const struct row *renewal)
{
    const struct row_list *renewals = making->ground->renewals;

    if (!is_decided(making, renewal))
        return false;
    for (size_t i = 0; i < renewals->count; i++) {
        const struct row *other = renewals->items[i];

        if (other != renewal && row_day(other, RENEWAL_ENDS) == row_day(renewal, RENEWAL_ENDS) &&
            text_equal(row_text(other, RENEWAL_LINE), row_text(renewal, RENEWAL_LINE)) &&
            is_decided(making, other) && is_later(other, renewal))
            return false;
    }
    return true;
}

static bool closes(const struct row *renewal, const struct due_line *line)
{
    day_number due = row_day(renewal, RENEWAL_ENDS);
    bool ends_early = due > line->ends && row_is(renewal, RENEWAL_STATUS, "lost") &&
                      (line->state == DUE_LOST || line->state == DUE_LEAVING);

    return (due == line->ends || ends_early) &&
           text_equal(row_text(renewal, RENEWAL_LINE), line->id);
}

/* What the renewal says stands above what the contract line says. */
static void close_line(
    const struct making *making, const struct row *renewal, struct due_line *line)
{
    const char *currency = row_text(renewal, RENEWAL_CURRENCY);
    int64_t target = converted(making, row_money(renewal, RENEWAL_TARGET), currency);
    int64_t final = converted(making, row_money(renewal, RENEWAL_FINAL), currency);

    line->renewal = renewal->key;
    line->closed_by = renewal;
    line->state = row_is(renewal, RENEWAL_STATUS, "won") ? DUE_WON : DUE_LOST;
    line->target = target;
    line->amount = line->state == DUE_LOST ? 0 : final;
    line->final_uplift = converted(making, row_money(renewal, RENEWAL_UPLIFT), currency);
    line->unknown = target == MONEY_NONE || line->amount == MONEY_NONE;
    line->currency = currency;
    line->closed_on = row_day(renewal, RENEWAL_CLOSED_ON);
    line->source = row_text(renewal, RENEWAL_SOURCE);
    line->reason = row_text(renewal, RENEWAL_REASON);
}

static struct due_line due_of_renewal(const struct making *making, const struct row *renewal)
{
    struct due_line line = line_of_account(making);
    const struct row_list *contracts = making->ground->contracts;

    line.id = row_text(renewal, RENEWAL_LINE);
    line.line = line.id[0] == '\0' ? -making->ground->account->key : 0;
    for (size_t i = 0; line.id[0] != '\0' && i < contracts->count; i++)
        if (text_equal(row_text(contracts->items[i], CONTRACT_ID), line.id))
            line.line = contracts->items[i]->key;
    line.product = row_text(renewal, RENEWAL_PRODUCT);
    line.ends = row_day(renewal, RENEWAL_ENDS);
    line.band = band_of(making->ground->account);
    line.outside = row_integer(renewal, RENEWAL_TERM_MONTHS) == 1;
    close_line(making, renewal, &line);
    return line;
}

static bool is_taken(const struct making *making, size_t from, const struct row *renewal)
{
    for (size_t i = from; i < making->lines->count; i++)
        if (making->lines->items[i].renewal == renewal->key)
            return true;
    return false;
}

static void add_renewals(const struct making *making, size_t from)
{
    const struct row_list *renewals = making->ground->renewals;

    for (size_t i = 0; i < renewals->count; i++) {
        const struct row *renewal = renewals->items[i];

        if (!is_closed(making, renewal) || is_taken(making, from, renewal))
            continue;
        struct due_line line = due_of_renewal(making, renewal);
        line.value = forecast_value_of(&line);
        ARRAY_PUSH(making->lines, line);
    }
}

static void add_line(const struct making *making, const struct contract_line *from)
{
    const struct row_list *renewals = making->ground->renewals;
    struct due_line line = due_of(making, from);

    bool counts = line.arr != 0 || (from->arr != MONEY_NONE && due_is_open(line.state));
    if (line.ends == DAY_NONE && !counts)
        return;
    for (size_t i = 0; renewals && i < renewals->count; i++)
        if (is_closed(making, renewals->items[i]) && closes(renewals->items[i], &line)) {
            line.ends = row_day(renewals->items[i], RENEWAL_ENDS);
            close_line(making, renewals->items[i], &line);
            break;
        }
    line.value = forecast_value_of(&line);
    ARRAY_PUSH(making->lines, line);
}

enum forecast_category forecast_worst_call(const struct dossier *dossier, day_number today)
{
    static const int rank[FORECAST_CATEGORIES] = {[FORECAST_OMITTED] = 1,
        [FORECAST_COMMIT] = 2,
        [FORECAST_BEST_CASE] = 3,
        [FORECAST_AT_RISK] = 4,
        [FORECAST_EXPECTED_LOSS] = 5};
    enum forecast_category worst = FORECAST_NOT_CALLED;

    for (size_t i = 0; i < contract_line_count(dossier); i++) {
        struct contract_line line;

        contract_line_get(dossier, i, &line);
        enum forecast_category called = forecast_category_of(line.category);
        if (contract_line_status(&line) == LINE_OPEN && contract_is_live(&line, today) &&
            rank[called] > rank[worst])
            worst = called;
    }
    return worst;
}

void due_lines_of(const struct due_ground *ground, struct due_list *lines)
{
    struct making making = {
        .ground = ground,
        .dossier = {.account = ground->account, .contracts = *ground->contracts},
        .churned = row_is(ground->account, ACCOUNT_STAGE, "churned"),
        .lines = lines,
    };
    size_t from = lines->count;

    making.contract = contract_of_account(&making.dossier, ground->settings, ground->today);
    for (size_t i = 0; i < contract_line_count(&making.dossier); i++) {
        struct contract_line line;

        contract_line_get(&making.dossier, i, &line);
        add_line(&making, &line);
    }
    if (ground->renewals)
        add_renewals(&making, from);
}
