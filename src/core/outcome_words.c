/* Figures as a person reads them: the number, what it is of, and what stands beside. */
#include <math.h>
#include "base/bug.h"
#include "base/words.h"
#include "outcome_internal.h"

size_t figure_runs(const struct figure *figure)
{
    return figure->in.count + figure->out.count;
}

int figure_percent(const struct figure *figure)
{
    if (!figure->whole)
        return -1;
    return (int)((200 * figure->part + figure->whole) / (2 * figure->whole));
}

static void add_runs(struct str *out, size_t count)
{
    str_addf(out, words_plural("%zu run", "%zu runs", (long long)count), count);
}

/* False: `n/a: 3 runs` was said; `n/a` alone where there are runs and nothing to count in them. */
static bool is_shown(struct str *out, size_t runs, bool known, int least)
{
    if (known && runs >= (size_t)least)
        return true;
    str_add(out, known || !runs ? "n/a: " : "n/a");
    if (!runs)
        str_add(out, _("no run"));
    else if (known)
        add_runs(out, runs);
    return false;
}

void figure_words(struct str *out, const struct figure *figure, int least)
{
    if (is_shown(out, figure_runs(figure), figure->whole > 0, least))
        str_addf(out, "%d%%", figure_percent(figure));
}

/* Only a half is a fraction: the median of whole days. */
static void add_days(struct str *out, double days)
{
    str_addf(out, "%lld%s d", (long long)floor(days), days > floor(days) ? ".5" : "");
}

void figure_days_words(struct str *out, const struct figure_days *days, int least)
{
    if (is_shown(out, days->count, days->count > 0, least))
        add_days(out, days->median);
}

/* --- E15 --- */

const char *outcome_label(enum outcome_line line)
{
    static const char *const labels[] = {
        [OUTCOME_RUNS] = N_("runs"),
        [OUTCOME_COMPLETION] = N_("completion"),
        [OUTCOME_CYCLE] = N_("median time"),
        [OUTCOME_SUCCESS] = N_("outcome"),
        [OUTCOME_STALL] = N_("runs stall"),
    };
    BUG_ON((unsigned)line >= COUNT_OF(labels));
    return _(labels[line]);
}

static void say_runs(struct str *out, const struct playbook_outcome *outcome)
{
    add_runs(out, (size_t)outcome->runs);
    str_addf(out, _(": %d open, %d done, %d cancelled"), outcome->open, outcome->done,
        outcome->cancelled);
    if (outcome->overdue)
        str_addf(out,
            words_plural("; %d of the open ones is %d days past its end: counted as ended",
                "; %d of the open ones are %d days past their end: counted as ended",
                outcome->overdue),
            outcome->overdue, OUTCOME_PATIENCE);
}

/* What is said beside, after the first: `; 2 ended less than 30 days ago`. */
static void say_beside(struct str *out, size_t count, const char *words)
{
    if (count)
        str_addf(out, "; %zu %s", count, words);
}

static void say_completion(struct str *out, const struct playbook_outcome *outcome)
{
    const struct figure *ended = &outcome->completion, *going = &outcome->progress;
    figure_words(out, ended, OUTCOME_LEAST);
    if (figure_runs(ended))
        str_addf(out,
            words_plural("%s%lld of %lld required steps of %zu run that ended",
                "%s%lld of %lld required steps of %zu runs that ended",
                (long long)figure_runs(ended)),
            figure_runs(ended) < OUTCOME_LEAST ? "; " : ", ", (long long)ended->part,
            (long long)ended->whole, figure_runs(ended));
    if (going->whole)
        str_addf(out, _("; %lld of %lld so far in %zu open"), (long long)going->part,
            (long long)going->whole, figure_runs(going));
}

static void say_cycle(struct str *out, const struct playbook_outcome *outcome)
{
    figure_days_words(out, &outcome->cycle, OUTCOME_LEAST);
    if (outcome->cycle.count >= OUTCOME_LEAST)
        str_addf(out,
            words_plural(" from start to end, of %zu run done",
                " from start to end, of %zu runs done", (long long)outcome->cycle.count),
            outcome->cycle.count);
    else if (outcome->cycle.count)
        str_add(out, _(" done"));
}

static void say_success(struct str *out, const struct playbook_outcome *outcome)
{
    const struct figure *success = &outcome->success;
    size_t runs = figure_runs(success);
    if (!outcome->has_success) {
        str_add(out, _("n/a: it names no success"));
        return;
    }
    figure_words(out, success, OUTCOME_LEAST);
    if (runs)
        str_addf(out,
            words_plural("%s%lld of %lld run that ended %d days ago or longer",
                "%s%lld of %lld runs that ended %d days ago or longer", (long long)runs),
            runs < OUTCOME_LEAST ? "; " : ", ", (long long)success->part, (long long)success->whole,
            OUTCOME_PATIENCE);
    say_beside(out, outcome->too_young.count, _("ended later"));
    say_beside(out, outcome->before.count, _("successful before the start"));
    say_beside(out, outcome->no_end.count, _("with no day of the end"));
}

static void say_stall(struct str *out, const struct playbook_outcome *outcome)
{
    if (outcome->runs < OUTCOME_LEAST) {
        str_add(out, "n/a: ");
        add_runs(out, (size_t)outcome->runs);
        return;
    }
    if (!outcome->stalls.count) {
        str_add(out, _("at no step"));
        return;
    }
    const struct outcome_stall *stall = &outcome->stalls.items[0];
    str_addf(out, _("at step %d, %s: %zu of %d that came to a halt (%d late, %d cancelled)"),
        stall->number, stall->title ? stall->title : stall->step, stall->runs.count,
        outcome->stalled, stall->late, stall->cancelled);
}

void outcome_words(struct str *out, const struct playbook_outcome *outcome, enum outcome_line line)
{
    if (!outcome) {
        str_add(out, line == OUTCOME_RUNS ? _("no run yet") : _("n/a: no run"));
        return;
    }
    switch (line) {
    case OUTCOME_RUNS: say_runs(out, outcome); break;
    case OUTCOME_COMPLETION: say_completion(out, outcome); break;
    case OUTCOME_CYCLE: say_cycle(out, outcome); break;
    case OUTCOME_SUCCESS: say_success(out, outcome); break;
    case OUTCOME_STALL: say_stall(out, outcome); break;
    case OUTCOME_LINES: break;
    }
}

/* --- E16, E17 --- */

const char *onboarding_label(enum onboarding_line line)
{
    static const char *const labels[] = {
        [ONBOARDING_PACE] = N_("now"),
        [ONBOARDING_ON_TIME] = N_("on time"),
        [ONBOARDING_HELD] = N_("with the customer's days"),
        [ONBOARDING_VALUE] = N_("time to value"),
        [ONBOARDING_WAITING] = N_("still without it"),
    };
    BUG_ON((unsigned)line >= COUNT_OF(labels));
    return _(labels[line]);
}

static void say_pace(struct str *out, const struct onboarding_figures *figures)
{
    size_t open = 0;
    for (size_t i = 0; i < COUNT_OF(figures->pace); i++)
        open += figures->pace[i].count;
    for (size_t i = 0; i < COUNT_OF(figures->pace) && open; i++)
        str_addf(out, "%s%zu %s", i ? ", " : "", figures->pace[i].count,
            run_pace_word((enum run_pace)i));
    if (!open)
        str_add(out, _("none is open"));
    say_beside(out, figures->confirmed.count, _("open with first value confirmed"));
}

static void say_on_time(struct str *out, const struct figure *figure)
{
    if (!figure->whole) {
        str_add(out, _("n/a: no run was to be finished"));
        return;
    }
    str_addf(out,
        words_plural("%d%%, %lld of %lld run", "%d%%, %lld of %lld runs", (long long)figure->whole),
        figure_percent(figure), (long long)figure->part, (long long)figure->whole);
}

static void say_value(struct str *out, const struct onboarding_figures *figures)
{
    const struct figure_days *value = &figures->value;
    if (!value->count)
        str_add(out, _("n/a: no first value was confirmed"));
    else {
        str_add(out, _("median "));
        add_days(out, value->median);
        str_addf(out,
            words_plural(", three quarters within %d d, %zu account",
                ", three quarters within %d d, %zu accounts", (long long)value->count),
            value->p75, value->count);
    }
    say_beside(
        out, figures->value_negative.count, _("before the contract's start: check the days"));
    say_beside(out, figures->value_no_start.count, _("with no start of the contract"));
}

static void say_waiting(struct str *out, const struct onboarding_figures *figures)
{
    const struct figure_days *waiting = &figures->waiting;
    if (!waiting->count)
        str_add(out, _("none"));
    else {
        str_addf(out,
            words_plural(
                "%zu account, median age ", "%zu accounts, median age ", (long long)waiting->count),
            waiting->count);
        add_days(out, waiting->median);
    }
    say_beside(out, figures->waiting_no_start.count, _("with no start of the contract"));
}

void onboarding_words(
    struct str *out, const struct onboarding_figures *figures, enum onboarding_line line)
{
    switch (line) {
    case ONBOARDING_PACE: say_pace(out, figures); break;
    case ONBOARDING_ON_TIME:
        say_on_time(out, &figures->on_time);
        say_beside(out, figures->cancelled.count, _("cancelled before the target: counted late"));
        say_beside(out, figures->no_target.count, _("with no target left out"));
        break;
    case ONBOARDING_HELD:
        say_on_time(out, &figures->on_time_held);
        say_beside(out, figures->held.count, _("held up by the customer"));
        break;
    case ONBOARDING_VALUE: say_value(out, figures); break;
    case ONBOARDING_WAITING: say_waiting(out, figures); break;
    case ONBOARDING_LINES: break;
    }
}
