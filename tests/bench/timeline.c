/* Measures the timeline of a large book: from the key to the last byte of what it shows, opened,
 * kind by kind, by pages and by months, in rounds. Exit 1: the bound was missed.
 *
 * bench_timeline DAYBOOK CACHE [--accounts N] [--notes N] [--rounds N] [--fresh] */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/book.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"

#define BOUND_MS 50

struct options {
    const char *daybook;
    const char *cache;
    int accounts, notes, rounds;
    bool fresh;
};

/* What is pressed in each round, one after the other, from Today and back to it. */
static const struct press {
    const char *name, *keys;
} presses[] = {
    {"opened", "gl"},
    {"a page further", "\006"},
    {"two pages further", "\006\006"},
    {"a month back", "]"},
    {"another month back", "]"},
    {"a month on", "["},
    {"notes", "fn"},
    {"tasks", "ft"},
    {"steps", "fs"},
    {"health", "fh"},
    {"money", "fm"},
    {"people", "fp"},
    {"imports", "fi"},
    {"signals", "fg"},
    {"value", "fv"},
    {"tickets", "fk"},
    {"all", "fa"},
    {"back at Today", "gt"},
};
enum { PRESSES = (int)COUNT_OF(presses) };

static bool press_all(struct probe *probe, struct samples *samples)
{
    size_t bytes;

    for (int i = 0; i < PRESSES; i++) {
        double took = probe_press(probe, presses[i].keys, &bytes);

        if (took < 0)
            return false;
        if (samples)
            ARRAY_PUSH(&samples[i], took);
    }
    return true;
}

static bool measure(
    const struct options *options, const char *database, const char *home, struct samples *samples)
{
    const char *argv[] = {options->daybook, "--db", database, "--today", BOOK_TODAY, NULL};
    static const char *const ready[] = {"accounts", "help", NULL};
    struct probe probe = {0};
    bool good;

    probe_start(&probe, home, (char *const *)(uintptr_t)argv);
    good = probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, 300000) &&
           press_all(&probe, NULL);
    for (int round = 0; round < options->rounds && good; round++)
        good = press_all(&probe, samples);
    probe_end(&probe, "\033Q");
    if (!good)
        fprintf(stderr, "bench: daybook did not answer; a book of another build? --fresh\n");
    return good;
}

static bool tell(const struct samples *samples)
{
    bool good = true;

    for (int i = 0; i < PRESSES; i++) {
        double median = samples_median(&samples[i]);

        printf("%-20s p50 %7.2f  p95 %7.2f ms  <= %d ms  %s\n", presses[i].name, median,
            samples_share(&samples[i], 0.95), BOUND_MS, median <= BOUND_MS ? "ok" : "MISSED");
        good = good && median <= BOUND_MS;
    }
    return good;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 3; i < argc; i++) {
        int *number = strcmp(argv[i], "--accounts") == 0 ? &options->accounts
                      : strcmp(argv[i], "--notes") == 0  ? &options->notes
                      : strcmp(argv[i], "--rounds") == 0 ? &options->rounds
                                                         : NULL;

        if (strcmp(argv[i], "--fresh") == 0)
            options->fresh = true;
        else if (!number || i + 1 == argc || sscanf(argv[++i], "%d", number) != 1)
            return false;
    }
    if (argc < 3)
        return false;
    options->daybook = argv[1];
    options->cache = argv[2];
    return setenv("DAYBOOK_PROGRAM", options->daybook, 1) == 0;
}

int main(int argc, char **argv)
{
    struct options options = {.accounts = 100000, .notes = 1000000, .rounds = 10};
    struct samples samples[PRESSES] = {0};
    char *home, *database;
    bool good;

    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench_timeline DAYBOOK CACHE [--accounts N] [--notes N]"
                        " [--rounds N] [--fresh]\n");
        return 2;
    }
    database = book_ready(options.cache, options.accounts, options.notes, options.fresh);
    if (!database)
        return 1;
    home = home_new();
    good = measure(&options, database, home, samples) && tell(samples);
    for (int i = 0; i < PRESSES; i++)
        array_fini(&samples[i]);
    home_free(home);
    free(database);
    return good ? 0 : 1;
}
