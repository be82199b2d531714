/* Measures daybook beside the floor, in interleaved rounds on terminals of their own, and tells the
 * ratios beside their bounds. Exit 1: a bound was missed.
 *
 * bench FLOOR DAYBOOK CACHE [--rounds N] [--presses N] [--large N] [--notes N] [--idle S] [--fresh]
 * [--self]
 * --self measures the floor against itself: how much of a ratio is noise. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "bench/book.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"

enum { FLOOR, SMALL, LARGE, SUBJECTS };
enum { SPLIT, LIST, BOOK, LAYOUTS }; /* of Today; and the book */

struct options {
    const char *floor;
    const char *daybook;
    const char *cache;
    int rounds;
    int presses;
    int large; /* accounts of the large book */
    int notes; /* of an account of the large book */
    int idle;  /* seconds */
    bool fresh;
    bool self;
};

/* One program of the comparison, and what was measured of it. */
struct subject {
    const char *argv[8];
    const char *ready[4];             /* the words of a complete first screen */
    const char *layout_keys[LAYOUTS]; /* from the one before */
    struct probe probe;
    struct samples paint;
    struct samples paint_ratio;
    struct samples step[LAYOUTS];
    struct samples step_ratio[LAYOUTS];
    struct samples bytes[LAYOUTS];
    struct probe_cost idle;
};

static void fill_floor(struct subject *subject, const struct options *options)
{
    *subject = (struct subject){.argv = {options->floor, NULL}, .ready = {"end031", NULL}};
}

static void fill_daybook(
    struct subject *subject, const struct options *options, const char *database)
{
    if (options->self) {
        fill_floor(subject, options);
        return;
    }
    *subject = (struct subject){
        .argv = {options->daybook, "--db", database, "--today", BOOK_TODAY, NULL},
        .ready = {"accounts", "help", NULL},
        .layout_keys = {NULL, "w", "2"},
    };
}

/* j for a while, then k as often, so that no list is scrolled. */
static const char *step_key(int press)
{
    return press / 8 % 2 ? "k" : "j";
}

static void press_round(struct subject subjects[SUBJECTS], int layout, int presses, bool counted)
{
    size_t first[SUBJECTS];
    for (int i = 0; i < SUBJECTS; i++)
        first[i] = subjects[i].step[layout].count;
    for (int press = 0; press < presses; press++) {
        for (int turn = 0; turn < SUBJECTS; turn++) {
            struct subject *subject = &subjects[(press + turn) % SUBJECTS];
            size_t bytes;
            double took = probe_press(&subject->probe, step_key(press), &bytes);
            if (!counted)
                continue;
            ARRAY_PUSH(&subject->step[layout], took < 0 ? INFINITY : took);
            ARRAY_PUSH(&subject->bytes[layout], (double)bytes);
        }
    }
    for (int i = 0; i < SUBJECTS && counted; i++)
        ARRAY_PUSH(&subjects[i].step_ratio[layout],
            samples_median_from(&subjects[i].step[layout], first[i]) /
                samples_median_from(&subjects[FLOOR].step[layout], first[FLOOR]));
}

/* Starts all, in an order that turns, and takes their first paints. False: one never painted. */
static bool paint_round(struct subject subjects[SUBJECTS], const char *home, int round)
{
    double took[SUBJECTS];
    for (int turn = 0; turn < SUBJECTS; turn++) {
        int which = (round + turn) % SUBJECTS;
        struct subject *subject = &subjects[which];
        probe_start(&subject->probe, home, (char *const *)(uintptr_t)subject->argv);
        took[which] = probe_until(&subject->probe, subject->ready, 60000);
        if (took[which] < 0) {
            fprintf(stderr, "bench: %s never painted '%s'\n", subject->argv[0], subject->ready[0]);
            return false;
        }
        probe_settle(&subject->probe, 150);
    }
    for (int i = 0; i < SUBJECTS && round > 0; i++) {
        ARRAY_PUSH(&subjects[i].paint, took[i]);
        ARRAY_PUSH(&subjects[i].paint_ratio, took[i] / took[FLOOR]);
    }
    return true;
}

/* Leaves all alone together. */
static void idle_round(struct subject subjects[SUBJECTS], int seconds)
{
    struct probe_cost before[SUBJECTS];
    for (int i = 0; i < SUBJECTS; i++)
        before[i] = probe_cost(&subjects[i].probe);
    double end = probe_now() + seconds * 1e3;
    for (int i = 0; i < SUBJECTS; i++)
        while (probe_now() < end)
            probe_settle(&subjects[i].probe, end - probe_now());
    for (int i = 0; i < SUBJECTS; i++) {
        probe_settle(&subjects[i].probe, 0);
        struct probe_cost after = probe_cost(&subjects[i].probe);
        subjects[i].idle = (struct probe_cost){after.cpu_ms - before[i].cpu_ms,
            after.wakeups - before[i].wakeups, after.bytes - before[i].bytes};
    }
}

/* Round 0 is a warm-up, in which what goes on behind the first screen may come to its end. */
static bool one_round(
    struct subject subjects[SUBJECTS], const char *home, int round, const struct options *options)
{
    bool good = paint_round(subjects, home, round);
    for (int layout = 0; layout < LAYOUTS && good; layout++) {
        for (int i = 0; i < SUBJECTS; i++) {
            if (round == 0 && layout == SPLIT)
                probe_rest(&subjects[i].probe, 300000);
            size_t bytes;
            if (subjects[i].layout_keys[layout])
                probe_press(&subjects[i].probe, subjects[i].layout_keys[layout], &bytes);
        }
        press_round(subjects, layout, options->presses, round > 0);
    }
    if (good && round == 1) {
        for (int i = 0; i < SUBJECTS; i++)
            probe_rest(&subjects[i].probe, 60000);
        idle_round(subjects, options->idle);
    }
    for (int i = 0; i < SUBJECTS; i++)
        if (subjects[i].probe.pid > 0)
            probe_end(&subjects[i].probe, options->self || i == FLOOR ? "q" : "Q");
    return good;
}

/* A line of the table; the word at its end tells whether the bound was kept. */
static bool tell(
    const char *what, const char *figures, double value, double bound, const char *unit)
{
    bool kept = value <= bound;
    printf("%-42s %-28s %8.2f%-2s  <= %7.1f%-2s  %s\n", what, figures, value, unit, bound, unit,
        kept ? "ok" : "MISSED");
    return kept;
}

static bool tell_steps(const struct subject *subjects, int which, int layout, const char *book)
{
    static const char *const names[LAYOUTS] = {"list and preview", "list", "book"};
    static const double most_bytes[LAYOUTS] = {1600, 350, 350};
    const struct subject *subject = &subjects[which];
    const struct samples *floor = &subjects[FLOOR].step[layout];
    bool good = true;
    char what[64];
    char figures[64];
    snprintf(what, sizeof(what), "step, %s, %s", names[layout], book);
    snprintf(figures, sizeof(figures), "%.2f ms (floor %.2f)",
        samples_median(&subject->step[layout]), samples_median(floor));
    if (layout != SPLIT) {
        good &= tell(what, figures, samples_median(&subject->step_ratio[layout]), 1.5, "x");
        snprintf(figures, sizeof(figures), "%.2f ms (floor %.2f)",
            samples_share(&subject->step[layout], 0.99), samples_share(floor, 0.99));
        printf("%-42s %-28s %8.2fx      2.0x aimed for\n", "  p99", figures,
            samples_share(&subject->step[layout], 0.99) / samples_share(floor, 0.99));
    }
    snprintf(
        figures, sizeof(figures), "(floor %.0f)", samples_median(&subjects[FLOOR].bytes[layout]));
    return tell(layout == SPLIT ? what : "  bytes", figures,
               samples_median(&subject->bytes[layout]), most_bytes[layout], "B") &&
           good;
}

static bool tell_subject(
    const struct subject *subjects, int which, const char *book, double paint_bound)
{
    const struct subject *subject = &subjects[which];
    bool good = true;
    char what[64];
    char figures[64];
    snprintf(what, sizeof(what), "first paint, %s", book);
    snprintf(figures, sizeof(figures), "%.2f ms (floor %.2f)", samples_median(&subject->paint),
        samples_median(&subjects[FLOOR].paint));
    good &= tell(what, figures, samples_median(&subject->paint_ratio), paint_bound, "x");
    for (int layout = 0; layout < LAYOUTS; layout++)
        good &= tell_steps(subjects, which, layout, book);
    snprintf(what, sizeof(what), "idle, %s", book);
    good &= tell(
        what, "CPU", subject->idle.cpu_ms, 0.1, "ms"); /* reading a clock twice has its grain */
    good &= tell("", "wake-ups", (double)subject->idle.wakeups, 0, "");
    good &= tell("", "bytes", (double)subject->idle.bytes, 0, "B");
    return good;
}

static bool measure(const struct options *options, const char *small, const char *large)
{
    struct subject subjects[SUBJECTS];
    char *home = home_new();
    fill_floor(&subjects[FLOOR], options);
    fill_daybook(&subjects[SMALL], options, small);
    fill_daybook(&subjects[LARGE], options, large);
    bool good = true;
    for (int round = 0; round <= options->rounds && good; round++)
        good = one_round(subjects, home, round, options);
    home_free(home);
    if (!good)
        return false;
    char book[32];
    snprintf(book, sizeof(book), "%d accounts", options->large);
    good &= tell_subject(subjects, SMALL, "50 accounts", 2.5);
    good &= tell_subject(subjects, LARGE, book, 5);
    return good;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    const struct {
        const char *name;
        int *value;
    } numbers[] = {{"--rounds", &options->rounds}, {"--presses", &options->presses},
        {"--large", &options->large}, {"--notes", &options->notes}, {"--idle", &options->idle}};
    for (int i = 4; i < argc; i++) {
        bool known = true;
        if (strcmp(argv[i], "--fresh") == 0)
            options->fresh = true;
        else if (strcmp(argv[i], "--self") == 0)
            options->self = true;
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
    struct options options = {.rounds = 12, .presses = 20, .large = 100000, .notes = 2, .idle = 10};
    if (!read_options(argc, argv, &options)) {
        fprintf(stderr,
            "usage: bench FLOOR DAYBOOK CACHE [--rounds N] [--presses N] [--large N] [--notes N] "
            "[--idle S] [--fresh] [--self]\n");
        return 2;
    }
    char *small = NULL;
    char *large = NULL;
    if (!options.self) {
        small = book_ready(options.cache, 50, 1000, options.fresh);
        large =
            book_ready(options.cache, options.large, options.large * options.notes, options.fresh);
    }
    bool good = options.self || (small && large);
    good = good && measure(&options, small, large);
    free(small);
    free(large);
    return good ? 0 : 1;
}
