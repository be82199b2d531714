/* Week by week: which rules were true, and what came after they began. */
#include "core/backtest.h"

#include <math.h>
#include <string.h>
#include "base/str.h"
#include "base/words.h"

/* What bears no day, by the rule that looks at it. */
static const struct {
    const char *rule, *what;
} undated[] = {
    {"contract-unknown", "when the facts of a contract became known"},
    {"decision-uncalled", "how a renewal was called on a past day"},
    {"goal-off-plan", "how far a goal was on a past day"},
    {"uplift-untold", "the uplift of terms gone by"},
};

const char *backtest_undated(const struct signal_rule *rule)
{
    if (rule->rule == NULL)
        return _("the fields of a rule of your own");
    for (size_t i = 0; i < COUNT_OF(undated); i++)
        if (text_equal(rule->rule, undated[i].rule))
            return undated[i].what;
    return NULL;
}

int backtest_span_days(int span)
{
    static const int days[BACKTEST_SPANS] = {90, 180};

    return days[span];
}

/* --- what came after --- */

struct walk {
    const struct backtest_ground *ground;
    const struct backtest_history *history;
    int *bands; /* by week; -1: not there, or not known */
};

static bool is_within(day_number day, day_number after, int days)
{
    return day != DAY_NONE && day > after && day <= after + days;
}

static bool moved(const struct walk *walk, day_number after, int days, const char *const *kinds)
{
    const struct row_list *movements = walk->history->movements;

    for (size_t i = 0; i < movements->count; i++)
        for (size_t k = 0; kinds[k]; k++)
            if (row_is(movements->items[i], MOVEMENT_KIND, kinds[k]) &&
                is_within(row_day(movements->items[i], MOVEMENT_DATE), after, days))
                return true;
    return false;
}

static bool renewed(const struct walk *walk, day_number after, int days)
{
    const struct row_list *renewals = walk->history->renewals;

    for (size_t i = 0; i < renewals->count; i++)
        if (row_is(renewals->items[i], RENEWAL_STATUS, "won") &&
            is_within(row_day(renewals->items[i], RENEWAL_CLOSED_ON), after, days))
            return true;
    return false;
}

/* On some week of the span health was in a worse band than on the week of the start. */
static bool fell(const struct walk *walk, int week, int days)
{
    const struct backtest_ground *ground = walk->ground;

    for (int i = week + 1; i < ground->weeks; i++) {
        if (ground->days[i] > ground->days[week] + days)
            break;
        if (walk->bands[week] >= 0 && walk->bands[i] >= 0 && walk->bands[i] < walk->bands[week])
            return true;
    }
    return false;
}

static void count_after(const struct walk *walk, int week, struct backtest_line *line)
{
    static const char *const lost[] = {"churn", "contraction", NULL};
    static const char *const back[] = {"reactivation", "expansion", NULL};
    day_number day = walk->ground->days[week];

    for (int span = 0; span < BACKTEST_SPANS; span++) {
        int days = backtest_span_days(span);
        struct backtest_after *after = &line->after[span];

        if (day + days > walk->ground->today)
            continue;
        after->ripe++;
        after->fell += fell(walk, week, days);
        after->left += moved(walk, day, days, lost);
        after->renewed += renewed(walk, day, days);
        after->won_back += moved(walk, day, days, back);
    }
}

/* --- week by week --- */

static bool fires(const struct signal_list *signals, const struct signal_rule *rule)
{
    for (size_t i = 0; i < signals->count; i++)
        if (signals->items[i].rule == rule)
            return true;
    return false;
}

/* One bit a rule of the week, and the band; false: it was not there. */
static bool ask_week(const struct walk *walk, int week, struct arena *arena, bool *ret_true)
{
    const struct backtest_ground *ground = walk->ground;
    const struct signal_rules *rules = ground->rules->signals;
    struct rules without_playbooks = *ground->rules;
    struct book_facts book = *ground->book;
    struct dossier then;
    struct assessment made;
    day_number day = ground->days[week];

    walk->bands[week] = -1;
    if (!backtest_dossier(walk->history, day, arena, &then))
        return false;
    without_playbooks.playbook_count = 0;
    book.has_usage_median = !isnan(ground->medians[week]);
    book.usage_median = book.has_usage_median ? ground->medians[week] : 0;
    book.ticket_feed = book.ticket_feed > day ? day : book.ticket_feed;
    book.usage_feed = book.usage_feed > day ? day : book.usage_feed;
    assess(&(struct assess_given){&without_playbooks, &then, &book}, day, ASSESS_TO_SHOW, arena,
        &made);
    if (made.health.band != BAND_UNKNOWN)
        walk->bands[week] = (int)made.health.band;
    for (int i = 0; i < rules->count; i++)
        ret_true[i] =
            backtest_undated(&rules->rules[i]) == NULL && fires(&made.signals, &rules->rules[i]);
    return true;
}

static void count_starts(
    const struct walk *walk, const bool *was_true, int rule, struct backtest_line *line)
{
    const struct backtest_ground *ground = walk->ground;
    int count = ground->rules->signals->count;
    bool before = false, any = false;

    for (int week = 0; week < ground->weeks; week++) {
        bool now = was_true[week * count + rule];

        line->weeks += now;
        /* True on the first week already: when it began is not known. */
        if (now && !before && week > 0) {
            line->starts++;
            line->last = ground->days[week] > line->last ? ground->days[week] : line->last;
            any = true;
            count_after(walk, week, line);
        }
        before = now;
    }
    line->accounts += any;
}

void backtest_account(const struct backtest_ground *ground, const struct backtest_history *history,
    struct backtest_line *lines)
{
    int count = ground->rules->signals ? ground->rules->signals->count : 0;
    size_t weeks = (size_t)ground->weeks;
    struct arena kept = {0}, scratch = {0};
    struct walk walk = {ground, history, arena_alloc_array(&kept, weeks + 1, sizeof(int))};
    bool *was_true = arena_alloc_array(&kept, weeks * (size_t)count + 1, sizeof(bool));
    bool *there = arena_alloc_array(&kept, weeks + 1, sizeof(bool));
    struct backtest_line *all = &lines[count];
    bool any = false;

    memset(was_true, 0, weeks * (size_t)count);
    for (int week = 0; week < ground->weeks; week++) {
        arena_clear(&scratch);
        there[week] = ask_week(&walk, week, &scratch, &was_true[week * count]);
    }
    for (int week = 0; week < ground->weeks; week++) {
        all->weeks += there[week];
        any = any || there[week];
        if (there[week])
            count_after(&walk, week, all);
    }
    all->starts = all->weeks;
    all->accounts += any;
    for (int rule = 0; rule < count; rule++)
        count_starts(&walk, was_true, rule, &lines[rule]);
    arena_fini(&scratch);
    arena_fini(&kept);
}
