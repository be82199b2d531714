/* Measures the start of what the command line does, on 20,000 accounts, beside a program that opens
 * SQLite and takes 50 rows by an index. Exit 1: a bound was missed.
 *
 * bench_verbs DAYBOOK CACHE [--rounds N] */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/run.h"

#define ROWS_WORD "--rows"
#define COMMIT_WORD "--commit"

/* What is compared; without a goal it is only told. */
static const struct verb {
    const char *goal, *words[6];
    bool writes; /* beside a floor that commits a row too */
} verbs[] = {
    {"verb-today", {"today", "--limit=50", "--db", NULL, "--today", BOOK_TODAY}, false},
    {"verb-show", {"show", "A-000007", "--db", NULL, "--today", BOOK_TODAY}, false},
    {"verb-note", {"note", "A-000007", "-mShort call.", "--db", NULL, "--today=" BOOK_TODAY}, true},
    {"verb-list", {"list", "accounts", "--limit=5", "--db", NULL, "--today=" BOOK_TODAY}, false},
    {NULL, {"today", "--db", NULL, "--today", BOOK_TODAY, "--ascii"}, false},
};

/* One small row, with the book's own settings (src/store/open.c). The book is a copy. */
static bool commit_row(sqlite3 *db)
{
    return sqlite3_exec(db,
               "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE;"
               "INSERT INTO meta(name, value) VALUES ('bench', 1)"
               " ON CONFLICT(name) DO UPDATE SET value = value + 1; COMMIT",
               NULL, NULL, NULL) == SQLITE_OK;
}

/* The floor: this program again. */
static int rows_main(const char *path, bool commits)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    int rows = 0;
    if (sqlite3_open_v2(path, &db, commits ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, NULL) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT key, name FROM account ORDER BY folded LIMIT 50", -1,
            &statement, NULL) != SQLITE_OK)
        return 1;
    while (sqlite3_step(statement) == SQLITE_ROW)
        rows += sqlite3_column_text(statement, 1) != NULL;
    printf("%d rows\n", rows);
    sqlite3_finalize(statement);
    if (commits && !commit_row(db))
        return 1;
    return sqlite3_close(db) != SQLITE_OK;
}

/* Negative: it failed. */
static double run_ms(const char *home, const char *program, const char *const *words)
{
    struct run_result result = {0};
    double before = probe_now();
    run_with(&result, &(struct run_options){.home = home, .program = program}, words);
    double took = probe_now() - before;
    if (result.status != 0)
        fprintf(stderr, "bench: %s: %.300s\n", words[0], str_text(&result.err));
    bool good = result.status == 0;
    run_fini(&result);
    return good ? took : -1;
}

static double verb_ms(
    const char *home, const char *daybook, const struct verb *verb, const char *database)
{
    const char *words[8] = {0};
    bool is_named = false;
    for (int i = 0; i < 6; i++) {
        words[i] = verb->words[i];
        if (!words[i] && !is_named) {
            words[i] = database;
            is_named = true;
        }
    }
    return run_ms(home, daybook, words);
}

struct measured {
    struct samples ratio, noise, took, floors;
};

static bool one_round(const char *home, const char *const *floor_words, const char *const *programs,
    const struct verb *verb, struct measured *measured)
{
    double floor = run_ms(home, programs[0], floor_words);
    double took = verb_ms(home, programs[1], verb, floor_words[1]);
    double again = run_ms(home, programs[0], floor_words);
    ARRAY_PUSH(&measured->ratio, took / floor);
    ARRAY_PUSH(&measured->noise, again / floor);
    ARRAY_PUSH(&measured->took, took);
    ARRAY_PUSH(&measured->floors, floor);
    return floor > 0 && took > 0 && again > 0;
}

/* The first round warms up. True: it ran, and kept its bound. */
static bool measure_verb(const char *home, const char *const *programs, const struct verb *verb,
    const char *database, int rounds)
{
    const char *const floor_words[] = {verb->writes ? COMMIT_WORD : ROWS_WORD, database, NULL};
    struct measured measured = {{0}};
    bool good = true;
    for (int round = 0; round <= rounds && good; round++)
        good = one_round(home, floor_words, programs, verb, &measured);
    printf("daybook %s %s: %.2f ms, the floor %.2f ms: %.2f x\n", verb->words[0],
        verb->goal ? verb->words[1] : "", samples_median_from(&measured.took, 1),
        samples_median_from(&measured.floors, 1), samples_median_from(&measured.ratio, 1));
    if (good && verb->goal)
        good = goal_reached(verb->goal, samples_median_from(&measured.ratio, 1),
            fabs(samples_median_from(&measured.noise, 1) - 1));
    array_fini(&measured.ratio);
    array_fini(&measured.noise);
    array_fini(&measured.took);
    array_fini(&measured.floors);
    return good;
}

static bool measure(const char *self, const char *daybook, const char *database, int rounds)
{
    const char *const programs[] = {self, daybook};
    char *home = home_new();
    bool good = true;
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        good &= measure_verb(home, programs, &verbs[i], database, rounds);
    home_free(home);
    return good;
}

int main(int argc, char **argv)
{
    int rounds = 30;
    if (argc == 3 && (strcmp(argv[1], ROWS_WORD) == 0 || strcmp(argv[1], COMMIT_WORD) == 0))
        return rows_main(argv[2], strcmp(argv[1], COMMIT_WORD) == 0);
    if (argc < 3 || (argc > 3 && (argc != 5 || sscanf(argv[4], "%d", &rounds) != 1))) {
        fprintf(stderr, "usage: bench_verbs DAYBOOK CACHE [--rounds N]\n");
        return 2;
    }
    setenv("DAYBOOK_PROGRAM", argv[1], 1);
    char *database = book_ready(argv[2], 20000, 200000, false);
    struct str copy = {0};
    str_addf(&copy, "%s/verbs.db", argv[2]);
    bool good = database && book_copy(database, str_text(&copy)) &&
                measure(argv[0], argv[1], str_text(&copy), rounds);
    remove(str_text(&copy));
    str_fini(&copy);
    free(database);
    return good ? 0 : 1;
}
