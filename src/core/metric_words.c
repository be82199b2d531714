/* A figure in words: its value, its aim, what is behind it. */
#include <stdlib.h>
#include "base/money.h"
#include "base/words.h"
#include "metric_internal.h"

/* One decimal of a percent, half up, without a locale. */
void metric_add_percent(struct str *out, double share)
{
    char text[48];

    str_addf(out, "%s%%", number_real(share * 100, 1, text));
}

/* 5,180 */
static void add_grouped(struct str *out, int64_t count)
{
    char text[48];

    str_add(out, number_whole(count, text));
}

static void add_days(struct str *out, double days)
{
    int64_t halves = round_half_up(days * 2);

    str_addf(out, "%lld%s d", (long long)(halves / 2), halves % 2 ? ".5" : "");
}

void metric_add_value(struct str *out, const struct metric_result *result, const char *currency)
{
    char money[48];

    if (!result->known) {
        str_add(out, "n/a");
        return;
    }
    switch (metric_info(result->id)->unit) {
    case METRIC_UNIT_RATIO: metric_add_percent(out, result->value); break;
    case METRIC_UNIT_MONEY: str_add(out, money_short(result->numerator, currency, money)); break;
    case METRIC_UNIT_COUNT: add_grouped(out, result->numerator); break;
    case METRIC_UNIT_DAYS: add_days(out, result->value); break;
    case METRIC_UNIT_SCORE:
        str_addf(out, "%s%lld", result->value < 0 ? "−" : "",
            (long long)llabs(round_half_up(result->value)));
        break;
    }
}

static void add_aim_number(struct str *out, enum metric_unit unit, double aim)
{
    str_addf(out, "%lld", (long long)round_half_up(unit == METRIC_UNIT_RATIO ? aim * 100 : aim));
}

void metric_add_aim(struct str *out, enum metric_id id)
{
    const struct metric_info *info = metric_info(id);

    if (info->aim_to <= 0)
        return;
    add_aim_number(out, info->unit, info->aim_from);
    if (info->aim_to > info->aim_from) {
        str_add(out, "–");
        add_aim_number(out, info->unit, info->aim_to);
    }
    if (info->unit == METRIC_UNIT_RATIO)
        str_add(out, "%");
    else if (info->unit == METRIC_UNIT_DAYS)
        str_add(out, " d");
}

int metric_meets_aim(const struct metric_result *result)
{
    const struct metric_info *info = metric_info(result->id);
    double slack =
        info->less_is_better ? info->aim_to - result->value : result->value - info->aim_from;

    if (!result->known || info->aim_to <= 0)
        return -1;
    return slack >= -1e-9;
}

/* What its numerator and denominator count, where they are no money. */
static const char *counted(enum metric_id id, int64_t count)
{
    enum kind rows = metric_info(id)->rows;

    if (id == FIGURE_ADOPTION)
        return words_plural("seat", "seats", count);
    if (id == FIGURE_REVIEWS_ON_SCHEDULE)
        return words_plural("review", "reviews", count);
    if (rows == KIND_RUN)
        return words_plural("run", "runs", count);
    if (rows == KIND_SIGNAL)
        return words_plural("risk", "risks", count);
    return words_plural("account", "accounts", count);
}

bool metric_is_money(enum metric_id id)
{
    return id <= FIGURE_NRR || id == FIGURE_GROSS_RENEWAL_RATE || id == FIGURE_NET_RENEWAL_RATE ||
           id == FIGURE_EXPANSION_SHARE || id == FIGURE_ARR_AT_RISK;
}

/* Promoters less detractors: `71 − 17 of 118 answers`. */
static void add_answers(struct str *out, const struct metric_rows *rows)
{
    size_t promoters = 0, detractors = 0;

    for (size_t i = 0; i < rows->count; i++) {
        promoters += rows->items[i].numerator > 0;
        detractors += rows->items[i].numerator < 0;
    }
    str_addf(out,
        words_plural("%zu − %zu of %zu answer", "%zu − %zu of %zu answers", (long long)rows->count),
        promoters, detractors, rows->count);
}

void metric_add_behind(struct str *out, const struct metric_result *result, const char *currency)
{
    long long part = result->numerator, whole = result->denominator;
    char one[48], other[48];

    if (!result->known || (!whole && result->id != FIGURE_TOUCHES))
        return;
    if (metric_is_money(result->id))
        str_addf(out, _("%s of %s"), money_short(part, currency, one),
            money_short(whole, currency, other));
    else if (result->id == FIGURE_NPS)
        add_answers(out, &result->rows);
    else if (result->id == FIGURE_TIME_TO_VALUE)
        str_addf(out, _("median of %lld"), whole);
    else if (result->id == FIGURE_VALUE_DELIVERED)
        str_addf(out,
            words_plural(
                "mean of %zu account", "mean of %zu accounts", (long long)result->rows.count),
            result->rows.count);
    else if (whole) {
        str_addf(out, _("%s of %s %s"), number_whole(part, one), number_whole(whole, other),
            counted(result->id, whole));
    }
}

void metric_add_part(struct str *out, enum metric_id id, int64_t part, const char *currency)
{
    char money[48];

    if (metric_is_money(id))
        str_add(out, money_full(part, currency, money));
    else if (id == FIGURE_VALUE_DELIVERED)
        str_addf(out, "%s%%", number_real((double)part / 100, 2, money));
    else
        add_grouped(out, part);
}
