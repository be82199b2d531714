/* Health of past days: model.md E11. */
#include <string.h>
#include "assess_internal.h"
#include "base/str.h"

#define TREND_POINTS 8

/* The last snapshot on or before the day, or NULL. A row stands until the next one. */
static const struct snapshot *snapshot_of(const struct snapshot_list *snapshots, day_number day)
{
    size_t low = 0, high = snapshots->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (snapshots->items[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &snapshots->items[low - 1] : NULL;
}

/* What facts_fill writes and no condition finds by the clock of the contract. */
static const int facts[] = {ACCOUNT_CALLED, ACCOUNT_ACTIVE_USERS, ACCOUNT_ADOPTION,
    ACCOUNT_USAGE_CHANGE, ACCOUNT_NPS, ACCOUNT_SENTIMENT, ACCOUNT_OPEN_TICKETS, ACCOUNT_PEOPLE,
    ACCOUNT_ONBOARDING, ACCOUNT_VALUE_DELIVERED, ACCOUNT_SCORED_ON, ACCOUNT_DECIDES_BY,
    ACCOUNT_ACT_BY};

static bool asks_facts(const struct query *when)
{
    for (size_t i = 0; when && i < COUNT_OF(facts); i++)
        if (query_uses(when, facts[i]))
            return true;
    return false;
}

static bool measure_asks_facts(const struct health_measure *measure)
{
    for (int i = 0; i < measure->threshold_count; i++)
        if (asks_facts(measure->thresholds[i].when))
            return true;
    return asks_facts(measure->when);
}

static bool model_asks_facts(const struct health_model *model)
{
    for (int i = 0; i < model->measure_count; i++)
        if (measure_asks_facts(&model->measures[i]))
            return true;
    return asks_facts(model->when);
}

/* Does any condition of health look at them? Where none does, a past day is scored without them:
 * half of its cost, and there are eight such days to an account without snapshots. */
static bool health_asks_facts(const struct health_rules *rules)
{
    for (int i = 0; i < rules->model_count; i++)
        if (model_asks_facts(&rules->models[i]))
            return true;
    for (int i = 0; i < rules->cap_count; i++)
        if (asks_facts(rules->caps[i].when))
            return true;
    return false;
}

/* The account as it was to see on that day. */
static struct dossier look_back(
    const struct assess_ground *ground, day_number day, bool has_facts, struct arena *arena)
{
    struct dossier dossier = *ground->dossier;
    struct assess_ground then = *ground;
    struct row *row = row_new(arena, KIND_ACCOUNT);

    then.dossier = &dossier;
    then.arena = arena;
    then.today = day;
    dossier.account = row;
    memcpy(row->values, ground->dossier->account->values, ACCOUNT_STORED * sizeof(*row->values));
    if (has_facts) {
        struct account_contract contract = contract_of_account(&dossier, then.rules->settings, day);

        facts_fill(&then, &contract, row);
        row_settle(row, then.rules->settings, day);
    }
    return dossier;
}

void assess_health_on(
    const struct assess_given *past, day_number day, struct arena *arena, struct health *ret_health)
{
    struct settings settings = *past->rules->settings;
    struct rules rules = *past->rules;
    const struct assess_ground ground = {&rules, past->dossier, past->book, arena, day};
    struct dossier then;

    if (!settings.currency)
        settings.currency = past->book->currency;
    rules.settings = &settings;
    then = look_back(&ground, day, true, arena);
    health_compute(&rules, &then, past->book, day, arena, ret_health);
}

/* Was anything seen of the account by that day? What bears no date tells nothing of the past. */
static bool was_seen_by(const struct dossier *dossier, day_number day)
{
    for (size_t i = 0; i < dossier->readings.count; i++)
        if (dossier->readings.items[i].date <= day)
            return true;
    for (size_t i = 0; i < dossier->notes.count; i++)
        if (row_knows(dossier->notes.items[i], NOTE_AT) &&
            minute_day(row_integer(dossier->notes.items[i], NOTE_AT)) <= day)
            return true;
    for (size_t i = 0; i < dossier->tickets.count; i++)
        if (row_knows(dossier->tickets.items[i], TICKET_OPENED) &&
            row_day(dossier->tickets.items[i], TICKET_OPENED) <= day)
            return true;
    return false;
}

/* `asks`: of health_asks_facts, which one finds for all the days that one looks at. */
static int score_on(
    const struct assess_ground *ground, day_number day, bool asks, struct arena *arena)
{
    const struct snapshot *snapshot = snapshot_of(&ground->dossier->snapshots, day);

    if (snapshot)
        return snapshot->health;
    if (!was_seen_by(ground->dossier, day))
        return -1;
    struct dossier then = look_back(ground, day, asks, arena);

    return health_compute_score(ground->rules, &then, ground->book, day, arena);
}

int history_score(const struct assess_ground *ground, day_number day, struct arena *arena)
{
    return score_on(ground, day, health_asks_facts(ground->rules->health), arena);
}

/* Is any stored day after `from` and before today unknown? Then a difference over it says nothing.
 */
static bool has_gap(const struct assess_ground *ground, day_number from)
{
    const struct snapshot_list *snapshots = &ground->dossier->snapshots;

    for (size_t i = snapshots->count; i-- > 0 && snapshots->items[i].day > from;)
        if (snapshots->items[i].health < 0 && snapshots->items[i].day < ground->today)
            return true;
    return false;
}

static int change_from(
    const struct assess_ground *ground, int days, int then, const struct health *health)
{
    if (then < 0 || health->score < 0 || has_gap(ground, ground->today - days))
        return HEALTH_NO_CHANGE;
    return health->score - then;
}

/* 0 to 100. */
static void add_score(struct str *text, int score)
{
    if (score >= 100)
        str_addf(text, "%d", score);
    else if (score >= 10)
        str_add_char(text, (char)('0' + score / 10));
    if (score < 100)
        str_add_char(text, (char)('0' + score % 10));
}

static const char *trend_text(const int *scores, struct arena *arena)
{
    struct str text = {0};

    for (int i = 0; i < TREND_POINTS; i++) {
        if (i > 0)
            str_add_char(&text, ',');
        if (scores[i] >= 0)
            add_score(&text, scores[i]);
    }
    const char *copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static void fill_change(struct row *row, int field, int change)
{
    if (change != HEALTH_NO_CHANGE)
        row_set_integer(row, field, change);
}

static int score_ago(const struct assess_ground *ground, int days, bool asks)
{
    struct arena past = {0};
    int score = score_on(ground, ground->today - days, asks, &past);

    arena_fini(&past);
    return score;
}

/* Week by week up to a week ago. */
static void fill_weeks(const struct assess_ground *ground, bool asks, int *scores)
{
    struct arena past = {0};

    for (int i = 0; i < TREND_POINTS - 1; i++) {
        arena_clear(&past);
        scores[i] = score_on(ground, ground->today - 7 * (TREND_POINTS - 1 - i), asks, &past);
    }
    arena_fini(&past);
}

void history_fill(const struct assess_ground *ground, struct assessment *assessment)
{
    struct health *health = &assessment->health;
    struct row *row = assessment->account;
    bool asks = health_asks_facts(ground->rules->health);
    int scores[TREND_POINTS];

    if (ground->trend_later) {
        scores[TREND_POINTS - 2] = score_ago(ground, 7, asks);
    } else {
        fill_weeks(ground, asks, scores);
        scores[TREND_POINTS - 1] = health->score;
        row_set_text(row, ACCOUNT_TREND, trend_text(scores, ground->arena));
    }
    health->change_7d = change_from(ground, 7, scores[TREND_POINTS - 2], health);
    health->change_30d = change_from(ground, 30, score_ago(ground, 30, asks), health);
    fill_change(row, ACCOUNT_HEALTH_CHANGE, health->change_7d);
    fill_change(row, ACCOUNT_HEALTH_CHANGE_30D, health->change_30d);
}

const char *assess_trend(
    const struct assess_given *of, day_number today, int health, struct arena *arena)
{
    struct settings settings = *of->rules->settings;
    struct rules own_rules = *of->rules;
    const struct assess_ground ground = {&own_rules, of->dossier, of->book, arena, today};
    int scores[TREND_POINTS];

    if (!settings.currency)
        settings.currency = of->book->currency;
    own_rules.settings = &settings;
    fill_weeks(&ground, health_asks_facts(own_rules.health), scores);
    scores[TREND_POINTS - 1] = health;
    return trend_text(scores, arena);
}
