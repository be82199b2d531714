/* What a due line comes to: model.md E5. */
#include "core/forecast.h"

#include <math.h>
#include "base/array.h"
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

#define MILLION 1000000
#define P_LEAST .05
#define P_MOST .98

static const char *const category_words[FORECAST_CATEGORIES] = {
    [FORECAST_COMMIT] = N_("commit"),
    [FORECAST_BEST_CASE] = N_("best case"),
    [FORECAST_NOT_CALLED] = N_("not called"),
    [FORECAST_AT_RISK] = N_("at risk"),
    [FORECAST_EXPECTED_LOSS] = N_("expected loss"),
    [FORECAST_OMITTED] = N_("omitted"),
};
static const double category_p[FORECAST_CATEGORIES] = {
    [FORECAST_COMMIT] = .95,
    [FORECAST_BEST_CASE] = .75,
    [FORECAST_AT_RISK] = .45,
    [FORECAST_EXPECTED_LOSS] = .15,
};
static const double band_p[] = {
    [BAND_RED] = .45,
    [BAND_YELLOW] = .75,
    [BAND_GREEN] = .95,
    [BAND_UNKNOWN] = .75,
};
static const char *const state_words[DUE_STATES] = {
    [DUE_OPEN] = N_("open"),
    [DUE_LOCKED_IN] = N_("locked in"),
    [DUE_LEAVING] = N_("leaving"),
    [DUE_WON] = N_("won"),
    [DUE_LOST] = N_("lost"),
};

const char *forecast_category_word(enum forecast_category category)
{
    return category_words[category];
}

/* Other writings of the same: as other systems export them. */
struct category_alias {
    const char *word;
    enum forecast_category category;
};
static const struct category_alias aliases[] = {
    {"best_case", FORECAST_BEST_CASE},
    {"best-case", FORECAST_BEST_CASE},
    {"bestcase", FORECAST_BEST_CASE},
    {"upside", FORECAST_BEST_CASE},
    {"at_risk", FORECAST_AT_RISK},
    {"at-risk", FORECAST_AT_RISK},
    {"risk", FORECAST_AT_RISK},
    {"expected_loss", FORECAST_EXPECTED_LOSS},
    {"expected-loss", FORECAST_EXPECTED_LOSS},
    {"loss", FORECAST_EXPECTED_LOSS},
    {"omit", FORECAST_OMITTED},
};

enum forecast_category forecast_category_of(const char *word)
{
    for (int i = 0; i < FORECAST_CATEGORIES; i++)
        if (text_equal_nocase(word, category_words[i]))
            return (enum forecast_category)i;
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (text_equal_nocase(word, aliases[i].word))
            return aliases[i].category;
    return FORECAST_NOT_CALLED;
}

const char *due_state_word(enum due_state state)
{
    return state_words[state];
}

bool due_state_from_word(const char *word, enum due_state *ret_state)
{
    for (int i = 0; i < DUE_STATES; i++)
        if (text_equal_nocase(word, state_words[i])) {
            *ret_state = (enum due_state)i;
            return true;
        }
    return false;
}

bool due_line_is_late(const struct due_line *line)
{
    return !due_is_open(line->state) && line->closed_on != DAY_NONE && line->ends != DAY_NONE &&
           line->closed_on > line->ends && !text_equal_nocase(line->source, "clock");
}

/* What the user left out stays out; what the contract decided is above what somebody called. */
static enum forecast_category category_of(const struct due_line *line)
{
    if (line->called == FORECAST_OMITTED)
        return FORECAST_OMITTED;
    if (line->state == DUE_LEAVING)
        return FORECAST_EXPECTED_LOSS;
    return line->state == DUE_LOCKED_IN ? FORECAST_COMMIT : line->called;
}

static double p_of(const struct due_line *line, enum forecast_category category)
{
    double p;

    if (line->state == DUE_WON || line->state == DUE_LOST)
        return line->state == DUE_WON ? 1 : 0;
    if (category == FORECAST_OMITTED)
        return 0;
    if (line->state == DUE_LEAVING)
        return P_LEAST;
    if (line->state == DUE_LOCKED_IN)
        return P_MOST;
    if (line->probability >= 0)
        p = line->probability;
    else
        p = category == FORECAST_NOT_CALLED ? band_p[line->band] : category_p[category];
    return p < P_LEAST ? P_LEAST : p > P_MOST ? P_MOST : p;
}

/* amount x share, rounded half up, in integers: a share counts to its sixth decimal. */
static int64_t part_of(int64_t amount, double share)
{
    int64_t millionths = (int64_t)llround(share * MILLION);
    int64_t whole = amount / MILLION, rest = amount % MILLION;

    return whole * millionths + (rest * millionths + MILLION / 2) / MILLION;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What goes beyond T: price rise up to the line's own, the rest is expansion. */
static void split_growth(const struct due_line *line, int64_t growth, struct forecast_value *value)
{
    int64_t most = line->uplift > 0 ? part_of(line->target, line->uplift) : 0;

    if (line->state == DUE_WON && line->final_uplift != MONEY_NONE)
        most = line->final_uplift > 0 ? line->final_uplift : 0;
    value->uplift = least(growth, most);
    value->expansion = growth - value->uplift;
}

struct forecast_value forecast_value_of(const struct due_line *line)
{
    struct forecast_value value = {.category = category_of(line)};

    value.p = p_of(line, value.category);
    if (line->unknown)
        return value;
    int64_t amount = line->state == DUE_LOST || line->amount < 0 ? 0 : line->amount;
    bool lands = !due_is_open(line->state) || value.category < FORECAST_EXPECTED_LOSS;
    value.retained = least(amount, line->target);
    split_growth(line, amount - value.retained, &value);
    int64_t growth = value.uplift + value.expansion;
    value.weighted = part_of(value.retained, value.p);
    value.weighted_growth = part_of(growth, value.p);
    value.risk = due_is_open(line->state) ? part_of(line->target, 1 - value.p) : 0;
    value.lands = lands ? value.retained : 0;
    value.lands_growth = lands ? growth : 0;
    return value;
}

bool forecast_is_called_at_risk(const struct row *account)
{
    int field = row_knows(account, ACCOUNT_SCORED_ON) ? ACCOUNT_CALLED : ACCOUNT_CATEGORY;
    enum forecast_category called = forecast_category_of(row_text(account, field));

    return called == FORECAST_AT_RISK || called == FORECAST_EXPECTED_LOSS;
}

bool forecast_is_at_risk(const struct row *account)
{
    if (row_is(account, ACCOUNT_STAGE, "churned"))
        return false;
    return row_is(account, ACCOUNT_BAND, health_band_word(BAND_RED)) ||
           forecast_is_called_at_risk(account);
}

bool forecast_accuracy(int64_t forecast, int64_t actual, double *ret_accuracy)
{
    if (actual == 0)
        return false;
    double accuracy = 1 - fabs((double)actual - (double)forecast) / (double)actual;
    *ret_accuracy = accuracy > 0 ? accuracy : 0;
    return true;
}

bool forecast_bias(int64_t forecast, int64_t actual, double *ret_bias)
{
    /* E5: n/a where nothing came in, as accuracy is. */
    if (forecast == 0 || actual == 0)
        return false;
    *ret_bias = ((double)actual - (double)forecast) / (double)forecast;
    return true;
}
