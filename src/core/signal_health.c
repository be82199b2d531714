/* Signals of health itself, and of what is not known. */
#include "base/str.h"
#include "signal_internal.h"

static struct health health_on(const struct signal_case *at, day_number day)
{
    struct health health;

    health_compute_wordless(at->rules, at->dossier, at->book, day, at->arena, &health);
    return health;
}

/* Both the band and, by measures alone, the points are worse. */
static bool is_worse_by(
    const struct health *then, const struct health *now, double points, struct arena *arena)
{
    struct health_change change;

    return now->band < then->band && now->band != BAND_UNKNOWN && then->band != BAND_UNKNOWN &&
           health_explain_change(then, now, arena, &change) && change.by_measures <= -points + 1e-9;
}

/* A band worse yesterday and today. */
static bool is_band_worse(struct signal_case *at, const struct health *then, double points)
{
    const struct health *now = &at->assessment->health;
    bool worse = is_worse_by(then, now, points, at->arena);

    if (worse) {
        struct health yesterday = health_on(at, at->today - 1);

        worse = is_worse_by(then, &yesterday, points, at->arena);
    }
    return signal_is(at, "or a band", worse ? "worse, yesterday too" : "no worse",
        "worse, yesterday and today", worse);
}

/* The two measures that took most. */
static const char *who_took(const struct signal_case *at, const struct health_change *change)
{
    const char *text = "";

    for (size_t i = 0, named = 0; i < change->moves.count && named < 2; i++) {
        const struct health_move *move = &change->moves.items[i];

        if (move->kind != MOVE_MEASURE || move->points > -.5)
            continue;
        text = arena_format(at->arena, "%s%s%s %s", text, named > 0 ? ", " : "", move->label,
            words_signed(at->arena, move->points));
        named++;
    }
    return text;
}

/* E11. The stored change tells at once that most accounts did not fall; only then are the days of
 * the past computed. */
enum signal_grade signal_health_drop(struct signal_case *at)
{
    const struct health *now = &at->assessment->health;
    double points = at->rule->params[0];
    double band_points = at->rule->params[1];
    struct health_change change;

    if (!signal_knows(at, "health of 7 days ago and since", now->change_7d != HEALTH_NO_CHANGE) ||
        !signal_compare(at,
            (struct signal_figure){"health in 7 days", now->change_7d, FIGURE_POINTS}, AT_MOST,
            -band_points))
        return GRADE_NO;
    struct health then = health_on(at, at->today - 7);

    if (!signal_knows(
            at, "health of 7 days ago", health_explain_change(&then, now, at->arena, &change)))
        return GRADE_NO;
    if (!signal_compare(at,
            (struct signal_figure){"by measures", change.by_measures, FIGURE_POINTS}, AT_MOST,
            -points) &&
        !is_band_worse(at, &then, band_points))
        return GRADE_NO;
    signal_fill_count(at, "now", now->score);
    signal_fill_count(at, "then", now->score - now->change_7d);
    signal_fill(at, "why", who_took(at, &change));
    return GRADE_PLAIN;
}

static const char *missing_measures(const struct signal_case *at, const char **ret_first)
{
    const struct health *health = &at->assessment->health;
    const char *text = "";
    int named = 0;

    *ret_first = NULL;
    for (int i = 0; i < health->part_count && named < 3; i++) {
        const struct health_part *part = &health->parts[i];

        if (part->state != MEASURE_MISSING)
            continue;
        if (named++ == 0)
            *ret_first = part->measure->label;
        text = arena_format(at->arena, "%s%s%s", text, named > 1 ? ", " : "", part->measure->label);
    }
    return text;
}

static const char *silent_feed(const struct signal_case *at, const char **ret_what)
{
    const struct series *usage = measures_usage(&at->measures, ret_what);
    const struct reading *last = series_last(usage);
    int limit = 3 * series_interval(usage);

    if (limit < (int)at->rule->params[0])
        limit = (int)at->rule->params[0];
    if (last == NULL || usage->count < 2 || at->today - last->date <= limit)
        return NULL;
    *ret_what = "usage";
    return words_day(at->arena, last->date, at->today);
}

enum signal_grade signal_data_thin(struct signal_case *at)
{
    bool unknown = at->assessment->health.band == BAND_UNKNOWN;
    const char *what;
    const char *first;
    const char *silent = silent_feed(at, &what);
    const char *missing = missing_measures(at, &first);
    const char *sentence = "nothing is known of it";

    if (!signal_is(at, "health, and the feed of usage",
            unknown  ? "health unknown"
            : silent ? "the feed is silent"
                     : "known, and not silent",
            "health unknown, or a feed that used to come silent", unknown || silent))
        return GRADE_NO;
    if (unknown && !text_blank(missing))
        sentence = arena_format(at->arena, "missing: %s", missing);
    if (silent)
        sentence = arena_format(at->arena, "%s%s%s last came %s",
            unknown && !text_blank(missing) ? sentence : "",
            unknown && !text_blank(missing) ? "; " : "", what, silent);
    signal_fill(at, "sentence", sentence);
    signal_fill(at, "first", silent ? what : first);
    return GRADE_PLAIN;
}

enum signal_grade signal_sentiment_stale(struct signal_case *at)
{
    day_number said;
    const char *word = measures_sentiment(&at->measures, &said);

    if (!signal_knows(at, "your word on it", word != NULL))
        return GRADE_NO;
    double limit = at->rule->params[text_equal(word, "good") ? 0 : 1];

    if (!signal_compare(at,
            (struct signal_figure){
                text_equal(word, "good") ? "since you said good" : "since you said mixed or bad",
                at->today - said, FIGURE_DAYS},
            MORE_THAN, limit))
        return GRADE_NO;
    signal_fill(at, "word", word);
    signal_fill_day(at, "date", said);
    signal_fill_count(at, "days", at->today - said);
    return GRADE_PLAIN;
}
