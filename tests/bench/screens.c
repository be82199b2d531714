/* Measures what every screen costs: left alone, all of them at once, each on a terminal of its own;
 * painted whole at 200x60, and the demo's first paint, beside the floor; and how soon a change of
 * another program is seen. Exit 1: a bound was missed.
 *
 * bench_screens FLOOR DAYBOOK CACHE [--rounds N] */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"
#include "support/run.h"

#define REDRAW "\014"
enum { WIDE_COLUMNS = 200, WIDE_ROWS = 60, IDLE_MS = 10000, PRESSES = 10 };

static const char *const screens[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "gx", "go", "gd",
    "gc", "gs", "gi", "gl", "gw", "gt"};
enum { SCREENS = (int)COUNT_OF(screens) };

struct homes ARRAY_OF(char *);
struct run {
    const char *floor, *daybook, *database;
    struct homes homes;
    int rounds;
};

/* Each start has its own: the screen of the last one is remembered there. */
static const char *new_home(struct run *run)
{
    ARRAY_PUSH(&run->homes, home_new());
    return run->homes.items[run->homes.count - 1];
}

static const char *const ready[] = {"accounts", "help", NULL};
static const char *const floor_ready[] = {"end031", NULL};

static void start(struct probe *probe, struct run *run)
{
    const char *const argv[] = {run->daybook, "--db", run->database, "--today", BOOK_TODAY, NULL};
    probe_start(probe, new_home(run), (char *const *)(uintptr_t)argv);
}

static void start_floor(struct probe *probe, struct run *run)
{
    const char *const argv[] = {run->floor, NULL};
    probe_start(probe, new_home(run), (char *const *)(uintptr_t)argv);
}

/* --- left alone --- */

static void rest_all(struct probe *probes, double within_ms)
{
    double end = probe_now() + within_ms;
    for (int i = 0; i < SCREENS; i++)
        while (probe_now() < end)
            probe_settle(&probes[i], end - probe_now());
    for (int i = 0; i < SCREENS; i++)
        probe_settle(&probes[i], 0);
}

static bool open_all(struct run *run, struct probe *probes)
{
    bool good = true;
    size_t bytes;
    for (int i = 0; i < SCREENS && good; i++) {
        start(&probes[i], run);
        good = probe_until(&probes[i], ready, 60000) >= 0 && probe_rest(&probes[i], 60000);
        probe_press(&probes[i], screens[i], &bytes);
        good = good && probe_rest(&probes[i], 60000);
    }
    return good;
}

static bool measure_idle(struct run *run)
{
    struct probe probes[SCREENS] = {0};
    struct probe_cost before[SCREENS], most = {0};
    bool good = open_all(run, probes);
    for (int i = 0; i < SCREENS; i++)
        before[i] = probe_cost(&probes[i]);
    rest_all(probes, good ? IDLE_MS : 0);
    for (int i = 0; i < SCREENS && good; i++) {
        struct probe_cost cost = probe_cost(&probes[i]);
        cost.cpu_ms -= before[i].cpu_ms;
        cost.wakeups -= before[i].wakeups;
        cost.bytes -= before[i].bytes;
        if (cost.wakeups || cost.bytes)
            printf("%s: %ld wake-ups, %ld bytes\n", screens[i], cost.wakeups, cost.bytes);
        most.cpu_ms = fmax(most.cpu_ms, cost.cpu_ms);
        most.wakeups = cost.wakeups > most.wakeups ? cost.wakeups : most.wakeups;
        most.bytes = cost.bytes > most.bytes ? cost.bytes : most.bytes;
    }
    for (int i = 0; i < SCREENS; i++)
        if (probes[i].pid > 0)
            probe_end(&probes[i], "Q");
    if (!good)
        return false;
    good = goal_reached("idle-cpu", most.cpu_ms, 0);
    good &= goal_reached("idle-wakeups", (double)most.wakeups, 0);
    return goal_reached("idle-bytes", (double)most.bytes, 0) && good;
}

/* --- midnight --- */

#define EVENING 1768521592LL /* 23:59:52 of BOOK_TODAY, UTC */
enum { TO_MIDNIGHT_MS = 8000, MIDNIGHTS = 3 };

static bool set_clock(const char *path, long long second)
{
    FILE *file = fopen(path, "w");
    bool good = file && fprintf(file, "%lld\n", second) > 0;
    return file && fclose(file) == 0 && good;
}

/* The clock of the machine is that of a file (support/fault_shim.c), eight seconds before midnight
 * at the start. The book is only read: one that may be written is scored for the new day then. */
static bool one_midnight(struct run *run, struct samples *wakeups)
{
    const char *shim = getenv("DAYBOOK_SHIM"), *home = new_home(run);
    const char *const argv[] = {run->daybook, "--db", run->database, "--read-only", NULL};
    struct str preload = {0}, clock = {0};
    char *path = home_path(home, "clock");
    struct probe_cost before, after;
    str_addf(&preload, "LD_PRELOAD=%s", shim ? shim : "");
    str_addf(&clock, "FAULT_CLOCK=%s", path);
    const char *const extra[] = {str_text(&preload), str_text(&clock), NULL};
    struct probe probe = {.extra = extra};
    bool good = shim && set_clock(path, EVENING);
    if (good)
        probe_start(&probe, home, (char *const *)(uintptr_t)argv);
    double started = probe_now();
    good = good && probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, TO_MIDNIGHT_MS / 2);
    before = after = probe_cost(&probe);
    if (good && set_clock(path, EVENING + 10)) {
        probe_settle(&probe, TO_MIDNIGHT_MS - (probe_now() - started) + 1000);
        probe_settle(&probe, 3000);
        after = probe_cost(&probe);
    }
    good = good && after.bytes > before.bytes; /* the new day is shown */
    if (probe.pid > 0)
        probe_end(&probe, "Q");
    if (good)
        ARRAY_PUSH(wakeups, (double)(after.wakeups - before.wakeups));
    str_fini(&preload);
    str_fini(&clock);
    free(path);
    return good;
}

/* More than once: what is counted is how often it left the processor, and while it paints another
 * program may take that away. */
static bool measure_midnight(struct run *run)
{
    struct samples wakeups = {0};
    bool good = true;
    for (int i = 0; i < MIDNIGHTS && good; i++)
        good = one_midnight(run, &wakeups);
    double unsteady = good ? samples_share(&wakeups, 1) - samples_share(&wakeups, 0) : 0;
    good = good && goal_reached("midnight", samples_median(&wakeups), unsteady);
    array_fini(&wakeups);
    return good;
}

/* --- painted whole --- */

static double redraw_ms(struct probe *probe)
{
    struct samples took = {0};
    size_t bytes;
    for (int i = 0; i < PRESSES; i++)
        ARRAY_PUSH(&took, probe_press(probe, REDRAW, &bytes));
    double median = samples_median(&took);
    array_fini(&took);
    return median;
}

static bool measure_repaint(struct run *run, const char *keys, const char *goal)
{
    struct probe floor = {.rows = WIDE_ROWS, .columns = WIDE_COLUMNS}, probe = floor;
    struct samples ratio = {0}, noise = {0};
    size_t bytes;
    start_floor(&floor, run);
    start(&probe, run);
    bool good = probe_until(&floor, floor_ready, 10000) >= 0 &&
                probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, 60000);
    probe_press(&probe, keys, &bytes);
    good = good && probe_rest(&probe, 60000);
    for (int round = 0; round < run->rounds && good; round++) {
        double least = redraw_ms(&floor), took = redraw_ms(&probe), again = redraw_ms(&floor);
        ARRAY_PUSH(&ratio, took / least);
        ARRAY_PUSH(&noise, again / least);
    }
    probe_end(&probe, "Q");
    probe_end(&floor, "q");
    good = good && goal_reached(goal, samples_median(&ratio), fabs(samples_median(&noise) - 1));
    array_fini(&ratio);
    array_fini(&noise);
    return good;
}

/* --- the first frame of each screen of a large book: what counts longer says so first --- */

static bool measure_frames(struct run *run, const char *cache)
{
    struct probe probe = {.patience_ms = 10000};
    const char *small = run->database;
    double worst = 0;
    size_t bytes;
    char *large = book_ready(cache, 100000, 1000000, false);
    run->database = large;
    if (large)
        start(&probe, run);
    bool good = large && probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, 300000);
    for (int i = 1; i < SCREENS && good; i++) {
        double took = probe_press(&probe, screens[i], &bytes);
        worst = fmax(worst, took < 0 ? INFINITY : took);
        printf("%s: a frame after %.1f ms\n", screens[i], took);
        (void)probe_rest(&probe, 60000); /* a count that is longer is left by the next key */
    }
    double took = good ? probe_press(&probe, ":", &bytes) : -1;
    printf("palette: a frame after %.1f ms\n", took);
    worst = fmax(worst, took < 0 ? INFINITY : took);
    if (probe.pid > 0)
        probe_end(&probe, "\003");
    run->database = small;
    free(large);
    return good && goal_reached("frame", worst, 0);
}

/* --- the demo --- */

static double paint_ms(struct run *run, bool is_demo)
{
    const char *const argv[] = {run->daybook, "--demo", "--today", BOOK_TODAY, NULL};
    struct probe probe = {0};
    if (is_demo)
        probe_start(&probe, new_home(run), (char *const *)(uintptr_t)argv);
    else
        start_floor(&probe, run);
    double took = probe_until(&probe, is_demo ? ready : floor_ready, 60000);
    probe_settle(&probe, 100);
    probe_end(&probe, is_demo ? "Q" : "q");
    return took;
}

static bool measure_demo(struct run *run)
{
    struct samples ratio = {0}, noise = {0};
    for (int round = 0; round < run->rounds; round++) {
        double floor = paint_ms(run, false), took = paint_ms(run, true);
        ARRAY_PUSH(&ratio, took < 0 ? INFINITY : took / floor);
        ARRAY_PUSH(&noise, paint_ms(run, false) / floor);
    }
    bool good =
        goal_reached("paint-demo", samples_median(&ratio), fabs(samples_median(&noise) - 1));
    array_fini(&ratio);
    array_fini(&noise);
    return good;
}

/* --- another program --- */

/* From its start to the last byte of what is shown of it. */
static double seen_ms(struct run *run, struct probe *probe, int round)
{
    struct run_result result = {0};
    struct str name = {0};
    size_t before = probe->output.len;
    str_addf(&name, "name=Seen %d", round);
    double started = probe_now();
    run_with(&result, &(struct run_options){.home = run->homes.items[0]},
        (const char *const[]){
            "--db", run->database, "--today", BOOK_TODAY, "add", "account", str_text(&name), NULL});
    if (result.status != 0)
        fprintf(stderr, "bench: %.300s\n", str_text(&result.err));
    run_fini(&result);
    str_fini(&name);
    while (probe->output.len == before && probe_now() - started < 5000)
        probe_settle(probe, 50);
    probe_settle(probe, 300);
    return probe->output.len == before ? INFINITY : probe->last - started;
}

static bool measure_seen(struct run *run, const char *cache)
{
    struct str copy = {0};
    struct samples took = {0};
    struct probe probe = {0};
    size_t bytes;
    str_addf(&copy, "%s/seen.db", cache);
    bool good = book_copy(run->database, str_text(&copy));
    run->database = str_text(&copy);
    start(&probe, run);
    good = good && probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, 60000);
    probe_press(&probe, "2", &bytes);
    probe_rest(&probe, 60000);
    for (int round = 0; round < run->rounds && good; round++)
        ARRAY_PUSH(&took, seen_ms(run, &probe, round));
    probe_end(&probe, "Q");
    remove(str_text(&copy));
    good = good && goal_reached("seen", samples_share(&took, 1), 0);
    array_fini(&took);
    str_fini(&copy);
    return good;
}

int main(int argc, char **argv)
{
    struct run run = {.rounds = 10};
    if (argc < 4 || (argc > 4 && (argc != 6 || sscanf(argv[5], "%d", &run.rounds) != 1))) {
        fprintf(stderr, "usage: bench_screens FLOOR DAYBOOK CACHE [--rounds N]\n");
        return 2;
    }
    run.floor = argv[1];
    run.daybook = argv[2];
    setenv("DAYBOOK_PROGRAM", run.daybook, 1);
    char *database = book_ready(argv[3], 50, 1000, false);
    run.database = database;
    bool good = database && measure_idle(&run);
    good = database && measure_midnight(&run) && good;
    good = measure_repaint(&run, "1", "repaint-today") && good;
    good = measure_repaint(&run, "3", "repaint-account") && good;
    good = measure_repaint(&run, "8", "repaint-metrics") && good;
    good = measure_frames(&run, argv[3]) && good;
    good = measure_demo(&run) && good;
    good = measure_seen(&run, argv[3]) && good;
    for (size_t i = 0; i < run.homes.count; i++)
        home_free(run.homes.items[i]);
    array_fini(&run.homes);
    free(database);
    return good ? 0 : 1;
}
