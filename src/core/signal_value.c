/* Signals of onboarding, goals and value (model.md E16, E18). */
#include "base/str.h"
#include "core/goal.h"
#include "signal_internal.h"

/* How long it stands: from the day it was blocked, else from its day. */
static int blocked_days(const struct signal_case *at)
{
    const struct row *step = at->onboarding.step;
    day_number since = step ? row_day(step, STEP_BLOCKED_ON) : DAY_NONE;

    if (since == DAY_NONE && step)
        since = row_day(step, STEP_DUE);
    return since == DAY_NONE || since > at->today ? 0 : at->today - since;
}

static void fill_onboarding(struct signal_case *at)
{
    const struct onboarding *onboarding = &at->onboarding;
    const struct row *step = onboarding->step;
    const char *title = step ? row_text(step, STEP_TITLE) : NULL;

    signal_fill(at, "day",
        onboarding->target_days > 0 ? arena_format(at->arena, "%d", onboarding->day) : NULL);
    signal_fill(at, "target", arena_format(at->arena, "%d", onboarding->target_days));
    signal_fill(at, "step",
        step ? arena_format(
                   at->arena, "step %lld %s", (long long)row_integer(step, STEP_NUMBER), title)
             : NULL);
    signal_fill(at, "title", step ? title : "the onboarding");
    signal_fill(at, "late",
        onboarding->days_late > 0 ? arena_format(at->arena, "%d", onboarding->days_late) : NULL);
    signal_fill(at, "side", onboarding->side);
    signal_fill(at, "state", onboarding->word);
}

enum signal_grade signal_onboarding_behind(struct signal_case *at)
{
    const char *word = at->onboarding.word;
    bool stuck = text_equal(word, "stuck");
    bool blocked = at->onboarding.side && blocked_days(at) >= at->rule->params[0];

    if (!signal_knows(at, "an onboarding", word != NULL))
        return GRADE_NO;
    if (at->onboarding.side && !stuck &&
        !signal_compare(at, (struct signal_figure){"blocked for", blocked_days(at), FIGURE_DAYS},
            AT_LEAST, at->rule->params[0]))
        return GRADE_NO;
    if (!signal_is(at, "onboarding", word, "behind, stuck or blocked",
            stuck || blocked || text_equal(word, "behind")))
        return GRADE_NO;
    at->about = at->onboarding.step ? row_text(at->onboarding.step, STEP_STEP) : NULL;
    fill_onboarding(at);
    return stuck ? GRADE_WORSE : GRADE_PLAIN;
}

enum signal_grade signal_first_value_missing(struct signal_case *at)
{
    day_number live = at->onboarding.set_up;

    if (!signal_knows(at, "day the set-up was done", live != DAY_NONE) ||
        !signal_is(at, "first value",
            at->onboarding.first_value == DAY_NONE ? "not yet" : "confirmed", "not yet confirmed",
            at->onboarding.first_value == DAY_NONE) ||
        !signal_compare(at,
            (struct signal_figure){"since the set-up", at->today - live, FIGURE_DAYS}, AT_LEAST,
            at->rule->params[0]))
        return GRADE_NO;
    signal_fill_day(at, "date", live);
    signal_fill_count(at, "days", at->today - live);
    return at->today - live >= at->rule->params[1] ? GRADE_WORSE : GRADE_PLAIN;
}

/* How far behind its plan, as a share; a goal past its day is wholly behind. 0: on plan or not
 * known. */
static double goal_lag(const struct row *goal, day_number today)
{
    day_number due = row_day(goal, GOAL_DUE);
    double way = 0;
    double time = 0;

    if (goal_is_reached(goal) || goal_is_dropped(goal))
        return 0;
    if (due != DAY_NONE && due < today)
        return 1;
    if (!goal_way(goal, &way) || !goal_time(goal, today, &time) || way >= time)
        return 0;
    return time - way;
}

enum signal_grade signal_goal_off_plan(struct signal_case *at)
{
    const struct row *worst = NULL;
    double lag = 0;

    for (size_t i = 0; i < at->dossier->goals.count; i++) {
        double own = goal_lag(at->dossier->goals.items[i], at->today);

        if (own > lag) {
            lag = own;
            worst = at->dossier->goals.items[i];
        }
    }
    if (!signal_knows(at, "goals", at->dossier->goals.count > 0) ||
        !signal_compare(at, (struct signal_figure){"furthest behind its plan", lag, FIGURE_SHARE},
            AT_LEAST, at->rule->params[0]) ||
        worst == NULL)
        return GRADE_NO;
    day_number due = row_day(worst, GOAL_DUE);
    double way = 0;
    double time = 0;

    at->about = row_text(worst, GOAL_STATEMENT);
    signal_fill(at, "goal", words_around(at->arena, at->about, NULL));
    signal_fill(at, "way", goal_way(worst, &way) ? words_percent(at->arena, way) : NULL);
    signal_fill(
        at, "time", goal_time(worst, at->today, &time) ? words_percent(at->arena, time) : NULL);
    signal_fill(at, "late",
        due != DAY_NONE && due < at->today ? arena_format(at->arena, "%d", at->today - due) : NULL);
    return GRADE_PLAIN;
}

static day_number last_proof(const struct signal_case *at)
{
    day_number last = DAY_NONE;

    for (size_t i = 0; i < at->dossier->results.count; i++) {
        const struct row *result = at->dossier->results.items[i];
        day_number day = row_day(result, RESULT_DATE);

        if (!text_blank(row_text(result, RESULT_CONFIRMED_BY)) && day <= at->today && day > last)
            last = day;
    }
    return last;
}

/* Where nobody of the book writes goals, no proof of value is wanted: that is not in use. */
static bool keeps_goals(const struct signal_case *at)
{
    return at->dossier->goals.count > 0 || at->dossier->results.count > 0 ||
           (at->book->metrics_in_use & UINT64_C(1) << INPUT_GOALS) != 0;
}

enum signal_grade signal_no_value_quarter(struct signal_case *at)
{
    const struct row *account = at->assessment->account;
    day_number last = last_proof(at);

    if (!signal_knows(at, "goals or results", keeps_goals(at)) ||
        !signal_knows(at, "start of the contract", row_knows(account, ACCOUNT_AGE_DAYS)) ||
        !signal_compare(at,
            (struct signal_figure){
                "day of the contract", row_real(account, ACCOUNT_AGE_DAYS), FIGURE_COUNT},
            MORE_THAN, at->rule->params[1]))
        return GRADE_NO;
    if (last == DAY_NONE)
        (void)signal_is(at, "confirmed results", "none", "none of late", true);
    else if (!signal_compare(at,
                 (struct signal_figure){"since the last proof", at->today - last, FIGURE_DAYS},
                 AT_LEAST, at->rule->params[0]))
        return GRADE_NO;
    signal_fill(at, "date", last == DAY_NONE ? "never" : words_day(at->arena, last, at->today));
    return GRADE_PLAIN;
}

enum signal_grade signal_goal_reached(struct signal_case *at)
{
    day_number since = at->today - (day_number)at->rule->params[0];

    for (size_t i = at->dossier->goals.count; i-- > 0;) {
        const struct row *goal = at->dossier->goals.items[i];
        const struct row *result =
            goal_is_reached(goal) ? goal_result(at->dossier, goal, at->today) : NULL;

        if (result == NULL || row_day(result, RESULT_DATE) <= since)
            continue;
        (void)signal_is(at, "a goal reached and confirmed", row_text(goal, GOAL_STATEMENT),
            "in that time", true);
        if (!signal_may_ask(at))
            return GRADE_NO;
        at->about = row_text(goal, GOAL_STATEMENT);
        signal_fill(at, "goal", words_around(at->arena, at->about, NULL));
        signal_fill_day(at, "date", row_day(result, RESULT_DATE));
        signal_fill(at, "result", words_around(at->arena, row_text(result, RESULT_STORY), NULL));
        return GRADE_PLAIN;
    }
    if (signal_knows(at, "goals", at->dossier->goals.count > 0))
        (void)signal_is(at, "a goal reached and confirmed", "none", "in that time", false);
    return GRADE_NO;
}
