#include "core/health_words.h"

#include <math.h>
#include "base/money.h"
#include "base/words.h"
#include "health_internal.h"
#include "words_internal.h"

enum unit { UNIT_PLAIN, UNIT_SHARE, UNIT_DAYS, UNIT_CADENCES };

static enum unit unit_of(enum health_input input)
{
    static const enum unit units[INPUT_COUNT] = {
        [INPUT_ADOPTION] = UNIT_SHARE,
        [INPUT_USAGE_TREND] = UNIT_SHARE,
        [INPUT_DEPTH] = UNIT_SHARE,
        [INPUT_GOALS] = UNIT_SHARE,
        [INPUT_TWO_WAY] = UNIT_CADENCES,
        [INPUT_SPONSOR] = UNIT_DAYS,
        [INPUT_PAYMENT] = UNIT_DAYS,
    };

    return units[input];
}

static void add_value(enum health_input input, double value, struct str *out)
{
    struct arena arena = {0};

    switch (unit_of(input)) {
    case UNIT_SHARE: str_add(out, words_percent(&arena, value)); break;
    case UNIT_DAYS: str_addf(out, "%sd", words_number(&arena, value)); break;
    case UNIT_CADENCES: str_addf(out, _("%s cadences"), words_number(&arena, value)); break;
    case UNIT_PLAIN: str_add(out, words_number(&arena, value)); break;
    }
    arena_fini(&arena);
}

static void add_who(const struct score_threshold *threshold, struct str *out)
{
    bool to = threshold->max_age_days != INT32_MAX;

    if (threshold->of)
        str_addf(out, "%s: ", threshold->of);
    if (threshold->min_age_days > 0 && to)
        str_addf(out, _("day %d to %d: "), threshold->min_age_days, threshold->max_age_days);
    else if (threshold->min_age_days > 0)
        str_addf(out, _("from day %d: "), threshold->min_age_days);
    else if (to)
        str_addf(out, _("to day %d: "), threshold->max_age_days);
    if (threshold->when)
        str_addf(out, "%s: ", query_text(threshold->when));
}

static void add_thresholds(const struct health_measure *measure, struct str *out)
{
    for (int i = 0; i < measure->threshold_count; i++) {
        const struct score_threshold *threshold = &measure->thresholds[i];

        str_add(out, "    ");
        add_who(threshold, out);
        if (threshold->not_applicable) {
            str_add(out, _("does not apply\n"));
            continue;
        }
        add_value(measure->input, threshold->zero, out);
        str_add(out, _(" gives 0, "));
        add_value(measure->input, threshold->full, out);
        str_add(out, _(" gives 100\n"));
    }
}

static void add_picks(const struct health_measure *measure, struct str *out)
{
    str_add(out, "    ");
    for (int i = 0; i < measure->pick_count; i++) {
        const struct score_pick *pick = &measure->picks[i];

        str_add(out, i ? ", " : "");
        if (measure->form == SCORE_PICKLIST) {
            str_addf(out, "%s %d", pick->word, pick->score);
        } else if (isinf(pick->upto)) {
            str_addf(out, _("beyond %d"), pick->score);
        } else {
            str_add(out, _("to "));
            add_value(measure->input, pick->upto, out);
            str_addf(out, " %d", pick->score);
        }
    }
    str_add_char(out, '\n');
}

static void add_days(struct str *out, size_t from, const char *word, int days)
{
    if (days >= 0)
        str_addf(out, "%s%s %dd", out->len > from ? ", " : "    ", word, days);
}

static void add_freshness(const struct health_freshness *freshness, struct str *out)
{
    size_t from = out->len;

    add_days(out, from, _("stale after"), freshness->stale_days);
    add_days(out, from, _("then fades over"), freshness->fade_days);
    add_days(out, from, _("gone after"), freshness->gone_days);
    if (out->len > from)
        str_add_char(out, '\n');
    from = out->len;
    add_days(out, from, _("at 60 and less: stale after"), freshness->bad_stale_days);
    add_days(out, from, from == out->len ? _("at 60 and less: gone after") : _("gone after"),
        freshness->bad_gone_days);
    if (out->len > from)
        str_add_char(out, '\n');
}

static void add_measure(const struct health_measure *measure, struct str *out)
{
    str_addf(out, "%s%s%s\n", measure->label, measure->when ? _("\twhere ") : "",
        measure->when ? query_text(measure->when) : "");
    if (measure->form == SCORE_NUMERIC)
        add_thresholds(measure, out);
    else
        add_picks(measure, out);
    add_freshness(&measure->freshness, out);
}

bool health_measure_in_use(const struct health_measure *measure, uint64_t in_use)
{
    uint64_t bit = measure->input == INPUT_METRIC ? health_metric_bit(measure->metric)
                                                  : UINT64_C(1) << measure->input;

    return (in_use & bit) != 0;
}

static void add_group(const struct health_model *model, int group, uint64_t in_use, struct str *out)
{
    double weight = 0;

    for (int i = 0; i < model->measure_count; i++)
        if (model->measures[i].group == group)
            weight += model->measures[i].weight;
    if (weight <= 0)
        return;
    str_addf(out, _("%s\t%g points\n"), model->groups[group], weight);
    for (int i = 0; i < model->measure_count; i++)
        if (model->measures[i].group == group && health_measure_in_use(&model->measures[i], in_use))
            str_addf(out, "  %s\t%g\n", model->measures[i].label, model->measures[i].weight);
}

void health_write_model(const struct health_model *model, uint64_t in_use, struct str *out)
{
    str_addf(out, "# %s\t%s\n", model->title,
        model->when ? query_text(model->when) : _("all that no other one takes"));
    for (int group = 0; group < model->group_count; group++)
        add_group(model, group, in_use, out);
}

void health_write_limits(const struct health_limits *limits, struct str *out)
{
    str_addf(out, _("at risk\t0 to %d\nwatch\t%d to %d\ngood\t%d to 100\n"), limits->red_most,
        limits->red_most + 1, limits->yellow_most, limits->yellow_most + 1);
    str_addf(out, _("unknown\tunder %.0f%% known, %d measures or %d groups\n"),
        floor(limits->least_coverage * 100 + .5), limits->least_measures, limits->least_groups);
    str_addf(out, _("thin\tunder %.0f%% known\n"), floor(limits->thin_coverage * 100 + .5));
    str_addf(out, _("set by hand\tfor %d days, at most %d while a cap says never green\n"),
        limits->hand_days, limits->hand_most);
}

void health_write_caps(const struct health_rules *rules, struct str *out)
{
    if (rules->cap_count)
        str_add(out, _("# Caps, which lower a score whatever its measures say\n"));
    for (int i = 0; i < rules->cap_count; i++) {
        const struct health_cap *cap = &rules->caps[i];

        str_addf(out, _("%s%s%s\tat most %d%s\n"), cap->label, cap->when ? _(", where ") : "",
            cap->when ? query_text(cap->when) : "", cap->at_most,
            cap->blocks_green ? _(", never green") : "");
    }
}

/* Was the measure said for a model before this one? */
static bool was_said(const struct health_rules *rules, int model, const char *id)
{
    for (int i = 0; i < model; i++)
        for (int k = 0; k < rules->models[i].measure_count; k++)
            if (text_equal(rules->models[i].measures[k].id, id))
                return true;
    return false;
}

void health_write_measures(const struct health_rules *rules, uint64_t in_use, struct str *out)
{
    str_add(out, _("# Measures: what gives points, and how long it stays true\n"));
    for (int i = 0; i < rules->model_count; i++)
        for (int k = 0; k < rules->models[i].measure_count; k++) {
            const struct health_measure *measure = &rules->models[i].measures[k];

            if (health_measure_in_use(measure, in_use) && !was_said(rules, i, measure->id))
                add_measure(measure, out);
        }
}

void health_write_not_in_use(const struct health_rules *rules, uint64_t in_use, struct str *out)
{
    bool any = false;

    for (int i = 0; i < rules->model_count; i++)
        for (int k = 0; k < rules->models[i].measure_count; k++) {
            const struct health_measure *measure = &rules->models[i].measures[k];

            if (health_measure_in_use(measure, in_use) || was_said(rules, i, measure->id))
                continue;
            str_addf(out, "%s%s", any ? ", " : "", measure->label);
            any = true;
        }
}

bool health_write_separation(
    const struct health_limits *limits, const struct health_share *share, struct str *out)
{
    int64_t known = share->arr[BAND_RED] + share->arr[BAND_YELLOW] + share->arr[BAND_GREEN];
    double green = known > 0 ? (double)share->arr[BAND_GREEN] / (double)known : 0;

    if (known <= 0 || (green <= limits->green_most + 1e-9 && green >= limits->green_least - 1e-9))
        return false;
    str_addf(out, _("%.0f%% of the ARR is good: the thresholds do not tell accounts apart"),
        floor(green * 100 + .5 + 1e-9));
    return true;
}
