/* Onboarding on time and time to value: model.md E16 and E17, from core/outcome. */
#include <stdlib.h>
#include "base/str.h"
#include "base/words.h"
#include "metric_internal.h"

/* Runs stand by account; figures name them by key. */
struct runs_by_key {
    const struct run_standing **items;
    size_t count;
};

static int compare_runs(const void *left, const void *right)
{
    const struct run_standing *const *a = left, *const *b = right;

    return ((*a)->run > (*b)->run) - ((*a)->run < (*b)->run);
}

static struct runs_by_key sort_runs(const struct metric_ground *ground, struct arena *arena)
{
    struct runs_by_key runs = {
        arena_alloc_array(arena, ground->run_count + 1, sizeof(*runs.items)), ground->run_count};

    for (size_t i = 0; i < runs.count; i++)
        runs.items[i] = &ground->runs[i];
    if (runs.count > 1)
        qsort(runs.items, runs.count, sizeof(const struct run_standing *), compare_runs);
    return runs;
}

static const struct run_standing *find_run(const struct runs_by_key *runs, int64_t key)
{
    size_t low = 0, high = runs->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (runs->items[middle]->run == key)
            return runs->items[middle];
        if (runs->items[middle]->run < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void keep_runs(struct metric_make *make, const struct run_keys *keys, int64_t numerator)
{
    const struct runs_by_key runs = sort_runs(make->ground, make->arena);

    for (size_t i = 0; i < keys->count; i++) {
        const struct run_standing *run = find_run(&runs, keys->items[i]);

        metric_keep(make, (struct metric_row){.kind = KIND_RUN,
                              .key = keys->items[i],
                              .account = run ? run->account : 0,
                              .numerator = numerator,
                              .denominator = 1});
    }
}

static void make_on_time(struct metric_make *make, const struct onboarding_figures *figures)
{
    keep_runs(make, &figures->on_time.in, 1);
    keep_runs(make, &figures->on_time.out, 0);
    metric_set_ratio(make);
    if (figures->held.count && figures->on_time_held.whole)
        metric_beside(make, _("%d%% with the days that the customer held up"),
            figure_percent(&figures->on_time_held));
    metric_beside_count(make, figures->cancelled.count,
        NP_("cancelled before its day counts as late", "cancelled before their day count as late"));
    metric_beside_count(
        make, figures->no_target.count, NP_("without a target", "without a target"));
}

static void beside_days(struct metric_make *make, const struct figure_days *waiting)
{
    struct str median = {0};

    str_add_real(&median, waiting->median);
    if (waiting->count)
        metric_beside(make, _("%zu open, median age %s d"), waiting->count, str_text(&median));
    str_fini(&median);
}

static void make_days(struct metric_make *make, const struct onboarding_figures *figures)
{
    const struct runs_by_key runs = sort_runs(make->ground, make->arena);

    for (size_t i = 0; i < figures->value.runs.count; i++) {
        const struct run_standing *run = find_run(&runs, figures->value.runs.items[i]);

        if (run)
            metric_keep(make, (struct metric_row){.kind = KIND_RUN,
                                  .key = run->run,
                                  .account = run->account,
                                  .numerator = run->first_value - run->contract_start,
                                  .denominator = 1});
    }
    make->result->known = figures->value.count > 0;
    make->result->value = figures->value.median;
    if (make->result->known)
        metric_beside(make, _("three quarters within %d d"), figures->value.p75);
    beside_days(make, &figures->waiting);
    metric_beside_count(make, figures->value_negative.count,
        NP_("before its contract's start", "before their contract's start"));
    metric_beside_count(make, figures->value_no_start.count + figures->waiting_no_start.count,
        NP_("without a start", "without a start"));
}

void metric_make_onboarding(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    struct onboarding_figures figures;
    day_number on = make->span.to < ground->today ? make->span.to : ground->today;

    onboarding_init(&figures, make->span.from, make->span.to, on);
    for (size_t i = 0; i < ground->run_count; i++)
        if (metric_wants(make, ground->runs[i].account))
            onboarding_add(&figures, &ground->runs[i], make->arena);
    onboarding_finish(&figures, make->arena);
    if (make->id == FIGURE_ON_TIME_ONBOARDING)
        make_on_time(make, &figures);
    else
        make_days(make, &figures);
}
