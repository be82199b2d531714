/* Goals: how far, and whether on plan. */
#include "core/goal.h"

#include "base/str.h"

#define PLAN_SLACK .10

bool goal_is_reached(const struct row *goal)
{
    return row_is(goal, GOAL_STATUS, "reached") || row_is(goal, GOAL_STATUS, "done") ||
           row_is(goal, GOAL_STATUS, "achieved");
}

bool goal_is_dropped(const struct row *goal)
{
    return row_is(goal, GOAL_STATUS, "dropped") || row_is(goal, GOAL_STATUS, "cancelled");
}

static double clamp_share(double share)
{
    if (share < 0)
        return 0;
    return share > 1 ? 1 : share;
}

bool goal_way(const struct row *goal, double *ret_way)
{
    double target = row_real(goal, GOAL_TARGET);
    double current = row_real(goal, GOAL_CURRENT);
    double baseline = row_real(goal, GOAL_BASELINE);
    bool reached = goal_is_reached(goal);

    if (reached || row_is(goal, GOAL_KIND, "yes/no")) {
        *ret_way = reached || current >= 1 ? 1 : 0;
        return true;
    }
    if (!row_knows(goal, GOAL_TARGET) || !row_knows(goal, GOAL_CURRENT))
        return false;
    if (row_is(goal, GOAL_KIND, "keep")) {
        bool falling = row_knows(goal, GOAL_BASELINE) && baseline > target;

        *ret_way = (falling ? current <= target + 1e-9 : current >= target - 1e-9) ? 1 : 0;
        return true;
    }
    if (!row_knows(goal, GOAL_BASELINE) || target == baseline)
        return false;
    *ret_way = clamp_share((current - baseline) / (target - baseline));
    return true;
}

bool goal_time(const struct row *goal, day_number day, double *ret_time)
{
    day_number start = row_day(goal, GOAL_START);
    day_number due = row_day(goal, GOAL_DUE);

    if (start == DAY_NONE || due == DAY_NONE)
        return false;
    *ret_time = due <= start ? (day >= due ? 1 : 0)
                             : clamp_share((double)(day - start) / (double)(due - start));
    return true;
}

/* Reached is on plan, past its day is off it; between them both shares must be known: else false.
 */
static bool judge(const struct row *goal, day_number day, bool *ret_on_plan)
{
    double way = 0;
    double time = 0;
    day_number due = row_day(goal, GOAL_DUE);

    if (!goal_way(goal, &way))
        return false;
    *ret_on_plan = way >= 1;
    if (way >= 1 || (due != DAY_NONE && due < day))
        return true;
    if (!goal_time(goal, day, &time))
        return false;
    *ret_on_plan = way >= time - PLAN_SLACK - 1e-9;
    return true;
}

bool goal_plan(const struct row *goal, day_number day, bool *ret_on_plan)
{
    day_number start = row_day(goal, GOAL_START);

    return !goal_is_dropped(goal) && (start == DAY_NONE || start <= day) &&
           judge(goal, day, ret_on_plan);
}

struct goal_count goals_on_plan(const struct dossier *dossier, day_number day)
{
    struct goal_count count = {.updated = DAY_NONE};

    for (size_t i = 0; i < dossier->goals.count; i++) {
        const struct row *goal = dossier->goals.items[i];
        day_number start = row_day(goal, GOAL_START);
        day_number updated = row_day(goal, GOAL_UPDATED_ON);
        bool on_plan = false;

        if (!goal_plan(goal, day, &on_plan))
            continue;
        updated = updated == DAY_NONE || updated > day ? start : updated;
        count.all++;
        count.on_plan += on_plan;
        if (updated > count.updated)
            count.updated = updated;
    }
    return count;
}

const struct row *goal_result(const struct dossier *dossier, const struct row *goal, day_number day)
{
    for (size_t i = dossier->results.count; i-- > 0;) {
        const struct row *result = dossier->results.items[i];
        const char *of = row_text(result, RESULT_GOAL);

        if (text_blank(of) || text_blank(row_text(result, RESULT_CONFIRMED_BY)) ||
            row_day(result, RESULT_DATE) > day)
            continue;
        if (row_is(goal, GOAL_ID, of) || row_is(goal, GOAL_STATEMENT, of))
            return result;
    }
    return NULL;
}
