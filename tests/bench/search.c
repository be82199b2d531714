/* Measures the search as one types beside `rg -c` over the same notes, in interleaved rounds: from
 * each key to the last byte of what it shows. Exit 1: the bound was missed.
 *
 * bench_search DAYBOOK CACHE [--notes N] [--rounds N] [--fresh] */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/date.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"
#include "support/run.h"

#define RIPGREP "/usr/bin/rg"
enum { ACCOUNTS = 2000, WORDS = 20000, WORDS_EACH = 10 };

struct options {
    const char *daybook;
    const char *cache;
    int notes;
    int rounds;
    bool fresh;
};

/* What is typed, letter by letter, and the word that rg counts. */
static const struct typed {
    const char *name, *text, *word;
} typed[] = {
    {"a rare word", "zanzibar", "zanzibar"},
    {"a common word", "budget", "budget"},
    {"a word of every note", "thereby", "thereby"},
    {"two words", "thereby budget", "budget"},
    {"a phrase", "\"budget freeze\"", "budget freeze"},
    {"what begins many words", "badora", "badora"},
    {"few of a kind", "thereby kind:ebr", "thereby"},
    {"of one account", "thereby account:b7", "thereby"},
    {"of two days", "thereby after:-2d", "thereby"},
    {"without a word", "budget -freeze", "budget"},
    {"nothing left", "budget -thereby", "budget"},
    {"no such word", "xylophone", "xylophone"},
};

/* --- the notes --- */

/* The state of a small generator (xorshift): the same notes on every machine. */
static uint32_t seed = 20260115;

static uint32_t next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed;
}

static int below(int limit)
{
    return (int)(next_random() % (uint32_t)limit);
}

/* Words of syllables: many begin alike. The nth is about n times rarer than the first. */
static void put_word(FILE *notes, FILE *lines)
{
    static const char *const syllables[] = {"ba", "do", "ra", "ke", "li", "mo", "nu", "pe", "sa",
        "ti", "vo", "we", "xi", "zu", "fa", "ge", "ho", "ju", "co", "ly"};
    int rank = (int)exp((next_random() % 100000) / 100000.0 * log(WORDS));

    for (int left = rank + 8000; left > 0; left /= (int)COUNT_OF(syllables)) {
        const char *syllable = syllables[left % (int)COUNT_OF(syllables)];

        fputs(syllable, notes);
        fputs(syllable, lines);
    }
}

static void put_both(FILE *notes, FILE *lines, const char *text)
{
    fputs(text, notes);
    fputs(text, lines);
}

static void put_note(FILE *notes, FILE *lines, int number)
{
    static const char *const kinds[] = {"call", "call", "email", "meeting", "internal"};
    char day[24];
    day_number today;

    BUG_ON(!day_parse_iso(BOOK_TODAY, &today));
    fprintf(notes, "B%d,N%d,%sT%02d:%02d,%s,", number % ACCOUNTS, number,
        day_iso(today - below(1000), day), 8 + below(10), below(60),
        below(5000) ? kinds[below((int)COUNT_OF(kinds))] : "ebr");
    put_both(notes, lines, "thereby");
    for (int i = 0; i < WORDS_EACH; i++) {
        put_both(notes, lines, " ");
        if (i == 4 && !below(20))
            put_both(notes, lines, below(3) ? "budget" : "budget freeze");
        else if (i == 6 && !below(20000))
            put_both(notes, lines, "zanzibar");
        else
            put_word(notes, lines);
    }
    put_both(notes, lines, "\n");
}

static bool write_notes(const char *csv, const char *lines_path, int count)
{
    FILE *notes = fopen(csv, "w"), *lines = fopen(lines_path, "w");

    BUG_ON(!notes || !lines);
    fputs("account,id,at,kind,body\n", notes);
    for (int i = 0; i < count; i++)
        put_note(notes, lines, i);
    return fclose(notes) == 0 && fclose(lines) == 0;
}

static bool write_accounts(const char *csv)
{
    FILE *file = fopen(csv, "w");

    BUG_ON(!file);
    fputs("id,name,arr\n", file);
    for (int i = 0; i < ACCOUNTS; i++)
        fprintf(file, "B%d,Bench %d,%d\n", i, i, 1000 + i);
    return fclose(file) == 0;
}

static bool take_in(const char *home, const char *database, const char *csv)
{
    struct run_result result = {0};

    run_with(&result, &(struct run_options){.home = home, .within_ms = 900000},
        (const char *const[]){"--db", database, "--today", BOOK_TODAY, "import", csv, NULL});
    if (result.status != 0)
        fprintf(stderr, "bench: the import of %s ended with %d: %.400s\n", csv, result.status,
            str_text(&result.err));
    run_fini(&result);
    return result.status == 0;
}

struct paths {
    char *folder, *accounts, *notes, *lines, *database, *unfinished;
};

static char *path_in(const char *folder, const char *name)
{
    struct str path = {0};

    str_addf(&path, "%s/%s", folder, name);
    return str_take(&path);
}

static struct paths paths_of(const struct options *options)
{
    struct str folder = {0};
    struct paths paths;

    str_addf(&folder, "%s/search-%d", options->cache, options->notes);
    mkdir(options->cache, 0700);
    mkdir(str_text(&folder), 0700);
    paths.folder = str_take(&folder);
    paths.accounts = path_in(paths.folder, "accounts.csv");
    paths.notes = path_in(paths.folder, "notes.csv");
    paths.lines = path_in(paths.folder, "notes.txt");
    paths.database = path_in(paths.folder, "book.db");
    paths.unfinished = path_in(paths.folder, "unfinished.db");
    return paths;
}

static void paths_fini(struct paths *paths)
{
    free(paths->folder);
    free(paths->accounts);
    free(paths->notes);
    free(paths->lines);
    free(paths->database);
    free(paths->unfinished);
}

static bool make_book(const struct options *options, const struct paths *paths, const char *home)
{
    bool good;

    if (!options->fresh && access(paths->database, R_OK) == 0)
        return true;
    fprintf(stderr, "making a book of %d notes\n", options->notes);
    remove(paths->unfinished);
    good = write_accounts(paths->accounts) &&
           write_notes(paths->notes, paths->lines, options->notes) &&
           take_in(home, paths->unfinished, paths->accounts) &&
           take_in(home, paths->unfinished, paths->notes) && book_score(paths->unfinished) &&
           rename(paths->unfinished, paths->database) == 0;
    remove(paths->notes);
    return good;
}

/* --- measuring --- */

/* Each letter, then the line is emptied. */
static bool type_case(struct probe *probe, const struct typed *what, struct samples *keys)
{
    size_t bytes;

    for (const char *at = what->text; *at; at++) {
        char letter[2] = {*at, '\0'};
        double took = probe_press(probe, letter, &bytes);

        if (took < 0)
            return false;
        ARRAY_PUSH(keys, took);
    }
    return probe_press(probe, "\025", &bytes) >= 0;
}

static double count_lines(const char *home, const struct paths *paths, const char *word)
{
    struct run_result result = {0};
    double start = probe_now(), took;

    run_with(&result, &(struct run_options){.home = home, .program = RIPGREP},
        (const char *const[]){"-c", word, paths->lines, NULL});
    took = probe_now() - start;
    run_fini(&result);
    return took;
}

struct measured {
    struct samples keys[COUNT_OF(typed)];
    struct samples lines[COUNT_OF(typed)];
    struct samples all_keys, all_lines;
};

static void add_all(struct samples *to, const struct samples *from)
{
    for (size_t i = 0; i < from->count; i++)
        ARRAY_PUSH(to, from->items[i]);
}

static bool measure(const struct options *options, const struct paths *paths, const char *home,
    bool has_ripgrep, struct measured *measured)
{
    const char *argv[] = {options->daybook, "--db", paths->database, "--today", BOOK_TODAY, NULL};
    static const char *const ready[] = {"accounts", "help", NULL};
    struct probe probe = {0};
    size_t bytes;
    bool good;

    probe_start(&probe, home, (char *const *)(uintptr_t)argv);
    good = probe_until(&probe, ready, 60000) >= 0 && probe_rest(&probe, 300000) &&
           probe_press(&probe, "7", &bytes) >= 0 && probe_press(&probe, "/", &bytes) >= 0;
    for (int round = 0; round <= options->rounds && good; round++)
        for (size_t i = 0; i < COUNT_OF(typed) && good; i++) {
            struct samples warm_up = {0};

            good = type_case(&probe, &typed[i], round ? &measured->keys[i] : &warm_up);
            if (has_ripgrep && round)
                ARRAY_PUSH(&measured->lines[i], count_lines(home, paths, typed[i].word));
            array_fini(&warm_up);
        }
    probe_end(&probe, "\033Q");
    if (!good)
        fprintf(stderr, "bench: daybook did not answer; a book of another build? --fresh\n");
    return good;
}

static bool tell(struct measured *measured, bool has_ripgrep)
{
    double bound, took;

    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        printf("%-24s %-22s p50 %7.2f  p95 %7.2f ms", typed[i].name, typed[i].text,
            samples_median(&measured->keys[i]), samples_share(&measured->keys[i], 0.95));
        if (has_ripgrep)
            printf("   rg -c %7.2f ms", samples_median(&measured->lines[i]));
        printf("\n");
        add_all(&measured->all_keys, &measured->keys[i]);
        add_all(&measured->all_lines, &measured->lines[i]);
    }
    took = samples_share(&measured->all_keys, 0.95);
    if (!has_ripgrep) {
        printf("every key, p95 %.2f ms; no ratio: ripgrep is not here (apt-get install ripgrep)\n",
            took);
        return true;
    }
    bound = samples_median(&measured->all_lines);
    printf("every key, p95 %.2f ms; rg -c, median %.2f ms\n", took, bound);
    return goal_reached(
        "search", took / bound, samples_share(&measured->all_lines, .75) / bound - 1);
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 3; i < argc; i++) {
        int *number = strcmp(argv[i], "--notes") == 0    ? &options->notes
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
    struct options options = {.notes = 1000000, .rounds = 5};
    struct measured measured = {0};
    bool has_ripgrep = access(RIPGREP, X_OK) == 0;
    struct paths paths;
    char *home;
    bool good;

    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench_search DAYBOOK CACHE [--notes N] [--rounds N] [--fresh]\n");
        return 2;
    }
    home = home_new();
    paths = paths_of(&options);
    good = make_book(&options, &paths, home) &&
           measure(&options, &paths, home, has_ripgrep, &measured) && tell(&measured, has_ripgrep);
    paths_fini(&paths);
    home_free(home);
    return good ? 0 : 1;
}
