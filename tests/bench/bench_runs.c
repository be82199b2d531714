/* Measures daybook on a book of 10,000 open runs with 100,000 steps: the passes over all runs in
 * this process, then the first paint, the view of playbooks, a tick and the command line from
 * outside. Exit 1: a bound was missed.
 *
 * bench_runs FLOOR DAYBOOK CACHE [--runs N] [--rounds N] [--presses N] [--fresh]
 * [--inside]  the passes alone */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "app/verbs.h"
#include "base/bug.h"
#include "bench/book.h"
#include "bench/probe.h"
#include "bench/runs.h"
#include "bench/sample.h"
#include "support/home.h"
#include "support/run.h"

struct options {
    const char *floor, *daybook, *cache;
    int runs, rounds, presses;
    bool fresh, inside; /* inside: the passes alone */
};

/* A line of the table; the word at its end tells whether the bound was kept. */
static bool tell(const char *what, double value, double bound, const char *unit)
{
    bool kept = value <= bound;
    printf("%-68s %9.2f %-2s <= %7.1f %-2s  %s\n", what, value, unit, bound, unit,
        kept ? "ok" : "MISSED");
    return kept;
}

/* Wall time, and the CPU that was used: where other programs run, the second is the truer one. */
struct pass_times {
    struct samples wall, cpu;
};

/* Frees them. */
static bool tell_times(const char *what, struct pass_times *times, double bound)
{
    char line[160];
    snprintf(line, sizeof(line), "%.80s (wall %.2f, p99 %.2f)", what, samples_median(&times->wall),
        samples_share(&times->wall, 0.99));
    bool kept = tell(line, samples_median(&times->cpu), bound, "ms");
    array_fini(&times->wall);
    array_fini(&times->cpu);
    return kept;
}

/* --- in this process --- */

struct desk {
    struct session *session;
    int64_t step; /* one that is ticked and reopened */
};

static bool open_desk(const char *database, struct desk *desk, struct error *err)
{
    day_number today;
    return day_parse_iso(BOOK_TODAY, &today) &&
           session_open(&(struct session_options){.db_path = database,
                            .today = today,
                            .actor = ACTOR_APP,
                            .busy_timeout_ms = 5000},
               &desk->session, err);
}

typedef bool (*pass_fn)(struct desk *desk, struct arena *arena, struct error *err);

static bool pass_open(struct desk *desk, struct arena *arena, struct error *err)
{
    struct runs_wanted wanted = {.limit = 40};
    struct open_runs runs;
    if (!verb_runs_open(desk->session, &wanted, arena, &runs, err))
        return false;
    if (runs.count)
        desk->step = runs.items[runs.count - 1].next;
    return true;
}

static bool pass_outcomes(struct desk *desk, struct arena *arena, struct error *err)
{
    struct outcome_list outcomes;
    return verb_playbook_outcomes(desk->session, arena, &outcomes, err);
}

static bool pass_onboarding(struct desk *desk, struct arena *arena, struct error *err)
{
    struct onboarding_figures figures;
    day_number today = session_today(desk->session);
    return verb_onboarding_figures(
        desk->session, day_add_months(today, -12), today, arena, &figures, err);
}

static bool pass_matches(struct desk *desk, struct arena *arena, struct error *err)
{
    struct playbook_match_list matches = {0};
    bool good = verb_playbook_matches(desk->session, NULL, arena, &matches, err);
    array_fini(&matches);
    return good;
}

/* What any write costs: one small fact, with the settings that every write has. */
static bool pass_commit(struct desk *desk, struct arena *arena, struct error *err)
{
    struct store *store = session_store(desk->session);
    char text[24];
    (void)arena;
    snprintf(text, sizeof(text), "%.3f", probe_now());
    return store_begin(store, err) && store_meta_set(store, "bench", text, err) &&
           store_commit(store, err);
}

static bool step_does(struct desk *desk, enum step_verb verb, struct error *err)
{
    struct outcome outcome = {0};
    struct step_order order = {.verb = verb};
    bool good = verb_step(desk->session, desk->step, &order, &outcome, err);
    outcome_fini(&outcome);
    return good;
}

static bool pass_tick(struct desk *desk, struct arena *arena, struct error *err)
{
    (void)arena;
    return step_does(desk, STEP_VERB_DONE, err);
}

static const struct pass {
    const char *what;
    pass_fn fn;
    double bound; /* ms, at the median */
    bool reopens;
} passes[] = {
    {"open runs by lateness, a page", pass_open, 50, false},
    {"outcomes of all playbooks", pass_outcomes, 100, false},
    {"figures of onboarding", pass_onboarding, 100, false},
    {"what playbooks offer, to every fifth account", pass_matches, 100, false},
    {"a tick: written, scored again", pass_tick, 16, true},
    {"one commit of a small fact", pass_commit, 16, false},
};
/* Of the last one, by the wall: no tick can be quicker than the disk. */
static double commit_ms;

static double cpu_now(void)
{
    struct timespec at = {0, 0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Each round begins with nothing read. */
static bool open_again(const char *database, struct desk *desk, struct error *err)
{
    session_close(desk->session);
    desk->session = NULL;
    return open_desk(database, desk, err);
}

static bool time_pass(struct desk *desk, const struct pass *pass, const char *database, int rounds,
    struct pass_times *times)
{
    struct error err;
    bool good = true;
    for (int round = 0; round <= rounds && good; round++) {
        struct arena arena = {0};
        if (!pass->reopens && !open_again(database, desk, &err))
            return false;
        double before = probe_now(), cpu_before = cpu_now();
        good = pass->fn(desk, &arena, &err);
        double took = probe_now() - before, cpu = cpu_now() - cpu_before;
        arena_fini(&arena);
        if (good && round > 0) {
            ARRAY_PUSH(&times->wall, took);
            ARRAY_PUSH(&times->cpu, cpu);
        }
        if (good && pass->reopens)
            good = step_does(desk, STEP_VERB_REOPEN, &err);
    }
    if (!good)
        fprintf(stderr, "bench: %s: %s\n", pass->what, err.text);
    return good;
}

static bool measure_passes(const char *database, const struct options *options)
{
    struct desk desk = {0};
    struct error err;
    bool good = open_desk(database, &desk, &err);
    if (!good)
        fprintf(stderr, "bench: %s\n", err.text);
    for (size_t i = 0; i < COUNT_OF(passes) && desk.session; i++) {
        struct pass_times times = {0};
        good = time_pass(&desk, &passes[i], database, options->rounds, &times) && good;
        commit_ms = samples_median(&times.wall);
        good = tell_times(passes[i].what, &times, passes[i].bound) && good;
    }
    session_close(desk.session);
    return good;
}

/* --- from outside --- */

/* The first paint of the floor on a quiet machine (performance.md). A tick may take 16 ms, or two
 * commits where the disk is slow. What a bound in milliseconds
 * means on a busy one is told by the floor of the same run. */
#define FLOOR_MS 2.1

static bool tell_by_floor(
    const char *what, const struct samples *wall, const struct samples *floor, double bound_ms)
{
    char line[160];
    snprintf(line, sizeof(line), "%.80s: %.2f ms (p99 %.2f), to the floor", what,
        samples_median(wall), samples_share(wall, 0.99));
    return tell(line, samples_median(wall) / samples_median(floor), bound_ms / FLOOR_MS, "x");
}

struct outside {
    struct samples floor, paint, ratio; /* first paint */
    struct samples view, tick, undo;
};

static bool paint(struct probe *probe, const char *home, const char *const *argv,
    const char *const *ready, struct samples *samples)
{
    probe_start(probe, home, (char *const *)(uintptr_t)argv);
    double took = probe_until(probe, ready, 60000);
    if (took < 0)
        fprintf(stderr, "bench: %s never painted '%s'\n", argv[0], ready[0]);
    probe_settle(probe, 150);
    ARRAY_PUSH(samples, took < 0 ? INFINITY : took);
    return took >= 0;
}

static void press(struct probe *probe, const char *keys, struct samples *samples)
{
    size_t bytes;
    double took = probe_press(probe, keys, &bytes);
    if (samples)
        ARRAY_PUSH(samples, took < 0 ? INFINITY : took);
}

/* The view of playbooks, the checklist of its last shown run, and its steps ticked and undone. */
static void press_round(struct probe *probe, int presses, struct outside *outside)
{
    press(probe, "5", &outside->view);
    press(probe, "\r", NULL);
    for (int i = 0; i < presses; i++) {
        press(probe, "x", &outside->tick);
        press(probe, "u", &outside->undo);
    }
}

static bool one_round(
    const struct options *options, const char *home, const char *database, struct outside *outside)
{
    const char *const floor_argv[] = {options->floor, NULL};
    const char *const floor_ready[] = {"end031", NULL};
    const char *const argv[] = {options->daybook, "--db", database, "--today", BOOK_TODAY, NULL};
    const char *const ready[] = {"accounts", "help", NULL};
    struct probe floor = {0}, probe = {0};
    bool good = paint(&floor, home, floor_argv, floor_ready, &outside->floor);
    probe_end(&floor, "q");
    good = good && paint(&probe, home, argv, ready, &outside->paint);
    if (good) {
        ARRAY_PUSH(&outside->ratio, outside->paint.items[outside->paint.count - 1] /
                                        outside->floor.items[outside->floor.count - 1]);
        probe_rest(&probe, 60000);
        press_round(&probe, options->presses, outside);
    }
    probe_end(&probe, "Q");
    return good;
}

/* --- the command line --- */

static const char *const commands[][4] = {
    {"playbook", "status", NULL},
    {"playbook", "list", NULL},
    {"list", "runs", NULL},
    {"today", NULL},
};

static bool measure_command(const char *database, const char *home, const char *const *words,
    int rounds, const struct samples *floor)
{
    struct samples samples = {0};
    char line[160];
    bool good = true;
    for (int round = 0; round < rounds && good; round++) {
        struct run_result result = {0};
        const char *const argv[] = {
            "--db", database, "--today", BOOK_TODAY, words[0], words[1], NULL};
        double before = probe_now();
        run_with(&result, &(struct run_options){.home = home, .within_ms = 60000}, argv);
        ARRAY_PUSH(&samples, probe_now() - before);
        good = result.status == 0;
        if (!good)
            fprintf(stderr, "bench: %s: %.200s\n", words[0], str_text(&result.err));
        run_fini(&result);
    }
    snprintf(line, sizeof(line), "daybook %s%s%s", words[0], words[1] ? " " : "",
        words[1] ? words[1] : "");
    good = tell_by_floor(line, &samples, floor, 1000) && good;
    array_fini(&samples);
    return good;
}

/* --- all of it --- */

static bool measure_outside(const char *database, const struct options *options)
{
    struct outside outside = {0};
    char *home = home_new();
    bool good = true;
    for (int round = 0; round < options->rounds && good; round++)
        good = one_round(options, home, database, &outside);
    char line[160];
    snprintf(line, sizeof(line), "first paint: %.2f ms to the floor's %.2f",
        samples_median(&outside.paint), samples_median(&outside.floor));
    good = tell(line, samples_median(&outside.ratio), 5, "x") && good;
    good = tell_by_floor("5: the view of playbooks", &outside.view, &outside.floor, 50) && good;
    double disk = 2 * commit_ms / samples_median(&outside.floor) * FLOOR_MS;
    good = tell_by_floor("x: a tick", &outside.tick, &outside.floor, fmax(16, disk)) && good;
    good = tell_by_floor("u: its undo", &outside.undo, &outside.floor, fmax(16, disk)) && good;
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        good =
            measure_command(database, home, commands[i], options->rounds, &outside.floor) && good;
    struct samples *all[] = {&outside.floor, &outside.paint, &outside.ratio, &outside.view,
        &outside.tick, &outside.undo};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        array_fini(all[i]);
    home_free(home);
    return good;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    const struct {
        const char *name;
        int *value;
    } numbers[] = {{"--runs", &options->runs}, {"--rounds", &options->rounds},
        {"--presses", &options->presses}};
    for (int i = 4; i < argc; i++) {
        bool known = true;
        if (strcmp(argv[i], "--fresh") == 0)
            options->fresh = true;
        else if (strcmp(argv[i], "--inside") == 0)
            options->inside = true;
        else
            known = false;
        for (size_t n = 0; n < COUNT_OF(numbers) && !known; n++)
            if (strcmp(argv[i], numbers[n].name) == 0 && i + 1 < argc)
                known = sscanf(argv[++i], "%d", numbers[n].value) == 1;
        if (!known)
            return false;
    }
    if (argc < 4)
        return false;
    options->floor = argv[1];
    options->daybook = argv[2];
    options->cache = argv[3];
    return setenv("DAYBOOK_PROGRAM", options->daybook, 1) == 0;
}

int main(int argc, char **argv)
{
    struct options options = {.runs = 10000, .rounds = 9, .presses = 5};
    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench_runs FLOOR DAYBOOK CACHE [--runs N] [--rounds N] "
                        "[--presses N] [--fresh] [--inside]\n");
        return 2;
    }
    char *database = runs_ready(options.cache, options.runs, options.fresh);
    if (!database)
        return 1;
    printf("%d open runs, %d steps\n", options.runs, options.runs * 10);
    bool good = measure_passes(database, &options);
    if (options.inside)
        return good ? 0 : 1;
    good = measure_outside(database, &options) && good;
    free(database);
    return good ? 0 : 1;
}
