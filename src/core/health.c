/* E9: measures into one score, its coverage, caps, the override, and E11's changes. */
#include "core/health.h"

#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "core/assess.h"
#include "core/health_words.h"
#include "core/shown.h"
#include "health_internal.h"

#define SAME 1e-9

/* The account as the file's conditions see it on that day; text is borrowed. */
static const struct row *settled(const struct health_view *view)
{
    const struct row *account = view->dossier->account;
    const struct renewal_clock *clock = &view->contract.clock;
    struct row *row = row_new(view->arena, KIND_ACCOUNT);

    memcpy(row->values, account->values,
        (size_t)kind_info(KIND_ACCOUNT)->count * sizeof(*row->values));
    row->key = account->key;
    bool dated = view->contract.has_line && clock->state != RENEWAL_UNKNOWN;

    row_set_day(row, ACCOUNT_DECIDES_ON, dated ? clock->decision : DAY_NONE);
    row_set_day(row, ACCOUNT_ENDS, dated ? clock->ends : DAY_NONE);
    row_set_text(row, ACCOUNT_RENEWAL_STATE, renewal_state_word(clock->state));
    row_set(row, ACCOUNT_ARR_NOW,
        view->contract.arr == MONEY_NONE ? value_unknown() : value_integer(view->contract.arr));
    if (row_day(row, ACCOUNT_START) == DAY_NONE && view->contract.has_line)
        row_set_day(row, ACCOUNT_START, view->contract.line.start);
    row_settle(row, view->rules->settings, view->day);
    return row;
}

static void view_init(struct health_view *view, const struct rules *rules,
    const struct dossier *dossier, day_number day, struct arena *arena)
{
    *view = (struct health_view){.rules = rules, .dossier = dossier, .day = day, .arena = arena};
    measures_read(dossier, day, &view->measures);
    view->contract = contract_of_account(dossier, rules->settings, day);
    view->account = settled(view);
    view->age_days = -1;
    if (row_knows(view->account, ACCOUNT_AGE_DAYS))
        view->age_days = (int)row_integer(view->account, ACCOUNT_AGE_DAYS);
}

static bool holds(const struct health_view *view, const struct query *when)
{
    return when == NULL || query_matches(when, view->account, view->rules->settings, view->day);
}

static const struct health_model *model_of(const struct health_view *view)
{
    const struct health_rules *rules = view->rules->health;

    for (int i = 0; i < rules->model_count; i++) {
        if (holds(view, rules->models[i].when))
            return &rules->models[i];
    }
    return NULL;
}

static bool fits(const struct health_view *view, const struct score_threshold *threshold,
    const struct input_reading *reading)
{
    bool any_age = threshold->min_age_days <= 0 && threshold->max_age_days == INT32_MAX;

    if (threshold->of && (reading->of == NULL || !text_equal(threshold->of, reading->of)))
        return false;
    if (!any_age && (view->age_days < 0 || view->age_days < threshold->min_age_days ||
                        view->age_days > threshold->max_age_days))
        return false;
    return holds(view, threshold->when);
}

static const struct score_threshold *threshold_of(const struct health_view *view,
    const struct health_measure *measure, const struct input_reading *reading)
{
    for (int i = 0; i < measure->threshold_count; i++) {
        if (fits(view, &measure->thresholds[i], reading))
            return &measure->thresholds[i];
    }
    return NULL;
}

static bool in_use(const struct health_view *view, const struct health_measure *measure)
{
    return view->book == NULL || health_measure_in_use(measure, view->book->metrics_in_use);
}

/* Score and E8; a value that is gone or stands in no list is missing. */
static void weigh(const struct input_reading *reading, const struct score_threshold *threshold,
    struct health_part *part)
{
    const struct health_measure *measure = part->measure;
    const struct health_freshness *freshness = &measure->freshness;
    double score = 0;

    part->state = MEASURE_MISSING;
    if (!health_measure_score(measure, threshold, reading->value, reading->pick, &score)) {
        part->unlisted = measure->form == SCORE_PICKLIST && reading->pick != NULL;
        return;
    }
    part->score = score;
    part->weight =
        measure->weight * health_fade(freshness, part->age_days, score, reading->interval_days);
    if (part->weight <= SAME)
        part->weight = 0;
    else if (health_is_stale(freshness, part->age_days, score, reading->interval_days))
        part->state = MEASURE_STALE;
    else
        part->state = MEASURE_KNOWN;
}

static void read_part(const struct health_view *view, struct health_part *part)
{
    const struct health_measure *measure = part->measure;
    struct input_reading reading;

    part->full_weight = measure->weight;
    part->source = health_input_source(measure->input);
    part->words = "";
    part->date = DAY_NONE;
    part->state = MEASURE_NOT_APPLICABLE;
    if (!holds(view, measure->when))
        return;
    health_input_read(view, measure, &reading);
    const struct score_threshold *threshold = threshold_of(view, measure, &reading);

    if (reading.not_applicable || (threshold && threshold->not_applicable))
        return;
    part->value = reading.value;
    part->words = reading.words;
    part->date = reading.date;
    part->age_days = reading.date == DAY_NONE ? 0 : view->day - reading.date;
    if (reading.known)
        weigh(&reading, threshold, part);
    else
        part->state = in_use(view, measure) ? MEASURE_MISSING : MEASURE_NOT_IN_USE;
}

static bool is_known(const struct health_part *part)
{
    return part->weight > 0;
}

/* Sums of the roll-up. */
struct sums {
    double weight, weighted, full;
    uint64_t groups;
};

static struct sums add_up(const struct health *health)
{
    struct sums sums = {0};

    for (int i = 0; i < health->part_count; i++) {
        const struct health_part *part = &health->parts[i];

        if (part->state == MEASURE_NOT_APPLICABLE || part->state == MEASURE_NOT_IN_USE)
            continue;
        sums.full += part->full_weight;
        sums.weight += part->weight;
        sums.weighted += part->weight * part->score;
        if (is_known(part))
            sums.groups |= UINT64_C(1) << (part->measure->group % 64);
    }
    return sums;
}

static void roll_up(const struct health_limits *limits, struct health *health)
{
    struct sums sums = add_up(health);

    for (int i = 0; i < health->part_count; i++) {
        struct health_part *part = &health->parts[i];

        if (!is_known(part))
            continue;
        health->known++;
        part->contribution = part->weight * part->score / sums.weight;
        part->loss = part->weight * (100 - part->score) / sums.weight;
    }
    for (; sums.groups; sums.groups &= sums.groups - 1)
        health->groups_known++;
    health->raw = sums.weight > 0 ? sums.weighted / sums.weight : 0;
    health->coverage = sums.full > 0 ? sums.weight / sums.full : 0;
    health->thin = health->coverage < limits->thin_coverage - SAME;
}

/* In tenths that add up as they are shown. */
static void show_parts(const struct health_view *view, struct health *health)
{
    size_t count = (size_t)health->part_count;
    double *gives = arena_alloc_array(view->arena, count, sizeof(*gives));
    double *costs = arena_alloc_array(view->arena, count, sizeof(*costs));
    int64_t *shown = arena_alloc_array(view->arena, count, sizeof(*shown));

    if (!health->known)
        return;
    health->raw_tenths = (int)round_half_up(health->raw * 10);
    for (size_t i = 0; i < count; i++) {
        gives[i] = health->parts[i].contribution;
        costs[i] = health->parts[i].loss;
    }
    shown_spread(gives, count, 10, health->raw_tenths, shown);
    for (size_t i = 0; i < count; i++)
        health->parts[i].gives = (int)shown[i];
    shown_spread(costs, count, 10, 1000 - health->raw_tenths, shown);
    for (size_t i = 0; i < count; i++)
        health->parts[i].costs = (int)shown[i];
}

static bool is_unknown(const struct health_limits *limits, const struct health *health)
{
    return health->known == 0 || health->coverage < limits->least_coverage - SAME ||
           health->known < limits->least_measures || health->groups_known < limits->least_groups;
}

/* Keeps the caps lowest first; of equal ones the file's order. */
static void keep_cap(struct health *health, const struct health_cap *cap)
{
    int at = health->cap_count;

    if (at == (int)COUNT_OF(health->caps))
        return;
    for (; at > 0 && health->caps[at - 1]->at_most > cap->at_most; at--)
        health->caps[at] = health->caps[at - 1];
    health->caps[at] = cap;
    health->cap_count++;
}

/* Names the caps that lower the score; true where one that holds forbids green, which only a score
 * set by hand could be. What would change nothing is not asked whether it holds. */
static bool apply_caps(const struct health_view *view, bool known, struct health *health)
{
    const struct health_rules *rules = view->rules->health;
    bool by_hand = row_knows(view->dossier->account, ACCOUNT_HEALTH_SET);
    bool blocked = false;

    health->capped = health->raw;
    for (int i = 0; i < rules->cap_count; i++) {
        const struct health_cap *cap = &rules->caps[i];
        bool lowers = known && health->raw > cap->at_most;

        if ((!lowers && !(by_hand && cap->blocks_green)) || !health_cap_holds(view, cap, health))
            continue;
        blocked = blocked || cap->blocks_green;
        if (!lowers)
            continue;
        keep_cap(health, cap);
        health->earned_cap = health->earned_cap || text_equal(cap->rule, "unproven");
    }
    if (health->cap_count > 0)
        health->capped = health->caps[0]->at_most;
    return blocked;
}

/* From its day to its last one, which is hand_days later where none is told. */
static bool is_overridden(
    const struct row *account, int days, day_number day, day_number *ret_until)
{
    day_number from = row_day(account, ACCOUNT_HEALTH_FROM);
    day_number until = row_day(account, ACCOUNT_HEALTH_UNTIL);

    if (!row_knows(account, ACCOUNT_HEALTH_SET))
        return false;
    if (until == DAY_NONE && from != DAY_NONE)
        until = from + days;
    if ((from != DAY_NONE && day < from) || (until != DAY_NONE && day > until))
        return false;
    *ret_until = until;
    return true;
}

static void settle_score(const struct health_view *view, bool blocked, struct health *health)
{
    const struct row *account = view->dossier->account;
    const struct health_limits *limits = health_limits_of(view->rules->health);

    health->computed = is_unknown(limits, health) ? -1 : (int)round_half_up(health->capped);
    health->score = health->computed;
    health->overridden = is_overridden(account, limits->hand_days, view->day, &health->hand_until);
    if (health->overridden) {
        int set = (int)row_integer(account, ACCOUNT_HEALTH_SET);
        int most = blocked ? limits->hand_most : 100;

        health->score = set < 0 ? 0 : set > most ? most : set;
    }
    health->band = health_band_by(limits, health->score);
}

/* E11: of displayed integers; n/a where any snapshot between is unknown, or before the first. */
static int change_since(const struct snapshot_list *snapshots, day_number day, int days, int score)
{
    int then = HEALTH_NO_CHANGE;

    for (size_t i = 0; i < snapshots->count && snapshots->items[i].day < day; i++) {
        int health = snapshots->items[i].health;

        if (snapshots->items[i].day <= day - days)
            then = health < 0 ? HEALTH_NO_CHANGE : health;
        else if (health < 0)
            return HEALTH_NO_CHANGE;
    }
    return score < 0 || then == HEALTH_NO_CHANGE ? HEALTH_NO_CHANGE : score - then;
}

/* Known ones by loss, then what is missing by weight, then what does not count. */
static int by_loss(const void *a, const void *b)
{
    const struct health_part *one = a;
    const struct health_part *other = b;
    int one_rank = is_known(one) ? 0 : 1 + (int)one->state;
    int other_rank = is_known(other) ? 0 : 1 + (int)other->state;

    if (one_rank != other_rank)
        return one_rank < other_rank ? -1 : 1;
    if (one->loss != other->loss)
        return one->loss > other->loss ? -1 : 1;
    if (one->full_weight != other->full_weight)
        return one->full_weight > other->full_weight ? -1 : 1;
    return one->measure < other->measure ? -1 : one->measure > other->measure;
}

static void read_parts(const struct health_view *view, struct health *health)
{
    const struct health_model *model = health->model;

    health->part_count = model->measure_count;
    health->parts =
        arena_alloc_array(view->arena, (size_t)model->measure_count, sizeof(*health->parts));
    for (int i = 0; i < model->measure_count; i++) {
        health->parts[i].measure = &model->measures[i];
        read_part(view, &health->parts[i]);
    }
}

static struct health compute(const struct health_view *view)
{
    struct health health = {
        .score = -1, .computed = -1, .band = BAND_UNKNOWN, .hand_until = DAY_NONE};
    const struct health_limits *limits = health_limits_of(view->rules->health);

    health.model = model_of(view);
    if (!health.model)
        return health;
    read_parts(view, &health);
    roll_up(limits, &health);
    if (!view->brief)
        show_parts(view, &health);
    bool blocked = apply_caps(view, !is_unknown(limits, &health), &health);

    settle_score(view, blocked, &health);
    if (!view->brief)
        qsort(health.parts, (size_t)health.part_count, sizeof(*health.parts), by_loss);
    return health;
}

static void compute_whole(const struct health_view *view, struct health *ret_health)
{
    const struct snapshot_list *snapshots = &view->dossier->snapshots;

    *ret_health = compute(view);
    ret_health->change_7d = change_since(snapshots, view->day, 7, ret_health->score);
    ret_health->change_30d = change_since(snapshots, view->day, 30, ret_health->score);
}

void health_compute(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena, struct health *ret_health)
{
    struct health_view view;

    view_init(&view, rules, dossier, day, arena);
    view.book = book;
    compute_whole(&view, ret_health);
}

void health_compute_wordless(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena, struct health *ret_health)
{
    struct health_view view;

    view_init(&view, rules, dossier, day, arena);
    view.book = book;
    view.wordless = true;
    compute_whole(&view, ret_health);
}

int health_compute_score(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena)
{
    struct health_view view;

    view_init(&view, rules, dossier, day, arena);
    view.book = book;
    view.wordless = view.brief = true;
    return compute(&view).score;
}

struct snapshot health_snapshot(
    const struct health *health, const struct health_rules *rules, day_number day)
{
    return (struct snapshot){.day = day,
        .health = health->score,
        .coverage = health->coverage,
        .band = (int)health->band,
        .model = rules->hash};
}
