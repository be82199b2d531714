/* Measures daybook on books of four sizes beside the floor, in interleaved rounds on terminals of
 * their own: the cost per size as a table, then the goals. The floor runs twice: how much of a
 * ratio is noise. Exit 1: a bound was missed.
 *
 * bench FLOOR DAYBOOK CACHE [--rounds N] [--presses N] [--notes N] [--fresh] */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/attributes.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"

enum { FLOOR, AGAIN, SMALL, SCALED, WHOLE, LARGE, SUBJECTS };
enum { SPLIT, LIST, PAGE, BOOK, LAYOUTS }; /* of Today; pages of it; and the book */

static const int accounts_of[SUBJECTS] = {
    [SMALL] = 50, [SCALED] = 2000, [WHOLE] = 20000, [LARGE] = 100000};

struct options {
    const char *floor;
    const char *daybook;
    const char *cache;
    int rounds;
    int presses;
    int notes; /* of an account of the larger books */
    bool fresh;
};

/* One program of the comparison, and what was measured of it. */
struct subject {
    const char *argv[8];
    const char *ready[4];             /* the words of a complete first screen */
    const char *layout_keys[LAYOUTS]; /* from the one before */
    char *database;
    struct probe probe;
    struct samples paint;
    struct samples paint_ratio;
    struct samples step[LAYOUTS];
    struct samples step_ratio[LAYOUTS];
    struct samples bytes[LAYOUTS];
    struct samples peak;    /* KiB */
    struct samples wakeups; /* of a step in the list */
};

static void fill_floor(struct subject *subject, const struct options *options)
{
    *subject = (struct subject){.argv = {options->floor, NULL}, .ready = {"end031", NULL}};
}

/* False: there is no such book. */
static bool fill_daybook(struct subject *subject, const struct options *options, int accounts)
{
    *subject = (struct subject){
        .argv = {options->daybook, "--db", NULL, "--today", BOOK_TODAY, NULL},
        .ready = {"accounts", "help", NULL},
        .layout_keys = {[LIST] = "w", [BOOK] = "2"},
    };
    subject->database = book_ready(options->cache, accounts,
        accounts == accounts_of[SMALL] ? 1000 : accounts * options->notes, options->fresh);
    subject->argv[2] = subject->database;
    return subject->database;
}

/* j for a while, then k as often, so that no list is scrolled; or pages. */
static const char *step_key(int layout, int press)
{
    if (layout == PAGE)
        return press % 2 ? "\002" : "\006";
    return press / 8 % 2 ? "k" : "j";
}

static void press_round(struct subject subjects[SUBJECTS], int layout, int presses, bool counted)
{
    size_t first[SUBJECTS];
    long wakeups[SUBJECTS];
    for (int i = 0; i < SUBJECTS; i++) {
        first[i] = subjects[i].step[layout].count;
        wakeups[i] = probe_cost(&subjects[i].probe).wakeups;
    }
    for (int press = 0; press < presses; press++) {
        for (int turn = 0; turn < SUBJECTS; turn++) {
            struct subject *subject = &subjects[(press + turn) % SUBJECTS];
            size_t bytes;
            double took = probe_press(&subject->probe, step_key(layout, press), &bytes);
            if (!counted)
                continue;
            ARRAY_PUSH(&subject->step[layout], took < 0 ? INFINITY : took);
            ARRAY_PUSH(&subject->bytes[layout], (double)bytes);
        }
    }
    for (int i = 0; i < SUBJECTS && counted; i++) {
        ARRAY_PUSH(&subjects[i].step_ratio[layout],
            samples_median_from(&subjects[i].step[layout], first[i]) /
                samples_median_from(&subjects[FLOOR].step[layout], first[FLOOR]));
        if (layout == LIST)
            ARRAY_PUSH(&subjects[i].wakeups,
                (double)(probe_cost(&subjects[i].probe).wakeups - wakeups[i]) / presses);
    }
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
    for (int i = 0; i < SUBJECTS; i++) {
        if (subjects[i].probe.pid <= 0)
            continue;
        ARRAY_PUSH(&subjects[i].peak, (double)probe_peak_kib(&subjects[i].probe));
        probe_end(&subjects[i].probe, subjects[i].database ? "Q" : "q");
    }
    return good;
}

/* --- what is told --- */

static double file_mib(const char *path)
{
    struct stat info;
    return path && stat(path, &info) == 0 ? (double)info.st_size / (1 << 20) : 0;
}

static void tell_sizes(const struct subject *subjects)
{
    printf("%9s %9s %17s %17s %9s %9s %8s %8s %9s %9s\n", "accounts", "paint ms", "step p50 p99 ms",
        "page p50 p99 ms", "preview", "peak MiB", "step B", "page B", "wake-ups", "file MiB");
    for (int i = FLOOR; i < SUBJECTS; i++) {
        const struct subject *subject = &subjects[i];
        printf("%9d %9.2f %8.2f %8.2f %8.2f %8.2f %9.2f %9.1f %8.0f %8.0f %9.2f %9.1f%s\n",
            accounts_of[i], samples_median(&subject->paint), samples_median(&subject->step[LIST]),
            samples_share(&subject->step[LIST], .99), samples_median(&subject->step[PAGE]),
            samples_share(&subject->step[PAGE], .99), samples_median(&subject->step[SPLIT]),
            samples_share(&subject->peak, 1) / 1024, samples_median(&subject->bytes[LIST]),
            samples_median(&subject->bytes[PAGE]), samples_median(&subject->wakeups),
            file_mib(subject->database), i < SMALL ? "  the floor" : "");
    }
}

/* The largest of what all sizes came to. */
static double worst(
    const struct subject *subjects, const struct samples *(*of)(const struct subject *subject))
{
    double most = 0;
    for (int i = SMALL; i < SUBJECTS; i++)
        most = fmax(most, samples_median(of(&subjects[i])));
    return most;
}
static const struct samples *list_ratio(const struct subject *subject)
{
    return &subject->step_ratio[LIST];
}
static const struct samples *book_ratio(const struct subject *subject)
{
    return &subject->step_ratio[BOOK];
}
static const struct samples *page_ratio(const struct subject *subject)
{
    return &subject->step_ratio[PAGE];
}
static const struct samples *list_bytes(const struct subject *subject)
{
    return &subject->bytes[LIST];
}
static const struct samples *page_bytes(const struct subject *subject)
{
    return &subject->bytes[PAGE];
}
static const struct samples *preview_bytes(const struct subject *subject)
{
    return &subject->bytes[SPLIT];
}
static const struct samples *preview_times(const struct subject *subject)
{
    return &subject->step[SPLIT];
}

/* How far one figure of the floor lies from the same of its second run. */
static double noise_of(const struct samples *ratio)
{
    return fabs(samples_median(ratio) - 1);
}

static double growth(const struct samples *smallest, const struct samples *largest)
{
    return samples_median(largest) / samples_median(smallest);
}

static bool tell_steps(const struct subject *subjects)
{
    const struct subject *floor = &subjects[FLOOR], *again = &subjects[AGAIN];
    double p99 = samples_share(&floor->step[LIST], .99), noise = noise_of(&again->step_ratio[LIST]);
    bool good =
        goal_reached("step", fmax(worst(subjects, list_ratio), worst(subjects, book_ratio)), noise);
    good &= goal_reached("step-p99", samples_share(&subjects[LARGE].step[LIST], .99) / p99,
        fabs(samples_share(&again->step[LIST], .99) / p99 - 1));
    good &= goal_reached("step-bytes", worst(subjects, list_bytes), 0);
    good &= goal_reached("step-preview",
        worst(subjects, preview_times) / samples_median(&floor->step[PAGE]),
        noise_of(&again->step_ratio[PAGE]));
    good &= goal_reached("step-preview-bytes", worst(subjects, preview_bytes), 0);
    good &= goal_reached("page", worst(subjects, page_ratio), noise_of(&again->step_ratio[PAGE]));
    good &= goal_reached("page-bytes", worst(subjects, page_bytes), 0);
    good &= goal_reached(
        "grow-step", growth(&subjects[SMALL].step[LIST], &subjects[LARGE].step[LIST]), noise);
    return good;
}

static bool tell_all(const struct subject *subjects)
{
    double noise = noise_of(&subjects[AGAIN].paint_ratio);
    double floor_kib = samples_share(&subjects[FLOOR].peak, 1);
    bool good = goal_reached("paint-small", samples_median(&subjects[SMALL].paint_ratio), noise);
    good &= goal_reached("paint-large", samples_median(&subjects[LARGE].paint_ratio), noise);
    good &=
        goal_reached("grow-paint", growth(&subjects[SMALL].paint, &subjects[LARGE].paint), noise);
    good &= tell_steps(subjects);
    good &= goal_reached("rss-small", samples_share(&subjects[SMALL].peak, 1) / floor_kib, 0);
    good &= goal_reached("rss-large", samples_share(&subjects[LARGE].peak, 1) / floor_kib, 0);
    return good;
}

static bool measure(const struct options *options, struct subject subjects[SUBJECTS])
{
    bool good = true;
    for (int round = 0; round <= options->rounds && good; round++) {
        char *home = home_new(); /* the layout of the last round is remembered there */
        good = one_round(subjects, home, round, options);
        home_free(home);
    }
    if (!good)
        return false;
    tell_sizes(subjects);
    return tell_all(subjects);
}

static bool read_options(int argc, char **argv, struct options *options)
{
    const struct {
        const char *name;
        int *value;
    } numbers[] = {{"--rounds", &options->rounds}, {"--presses", &options->presses},
        {"--notes", &options->notes}};
    for (int i = 4; i < argc; i++) {
        bool known = true;
        if (strcmp(argv[i], "--fresh") == 0)
            options->fresh = true;
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
    struct options options = {.rounds = 10, .presses = 16, .notes = 10};
    struct subject subjects[SUBJECTS];
    bool good = true;
    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench FLOOR DAYBOOK CACHE [--rounds N] [--presses N] [--notes N] "
                        "[--idle S] [--fresh]\n");
        return 2;
    }
    for (int i = 0; i < SUBJECTS && good; i++)
        if (i < SMALL)
            fill_floor(&subjects[i], &options);
        else
            good = fill_daybook(&subjects[i], &options, accounts_of[i]);
    return good && measure(&options, subjects) ? 0 : 1;
}
