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

static const struct verb {
    const char *goal, *words[6];
} verbs[] = {
    {"verb-today", {"today", "--limit=50", "--db", NULL, "--today", BOOK_TODAY}},
    {"verb-show", {"show", "A-000007", "--db", NULL, "--today", BOOK_TODAY}},
    {"verb-note", {"note", "A-000007", "-mShort call.", "--db", NULL, "--today=" BOOK_TODAY}},
};

/* The floor: this program again. */
static int rows_main(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    int rows = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT key, name FROM account ORDER BY folded LIMIT 50", -1,
            &statement, NULL) != SQLITE_OK)
        return 1;
    while (sqlite3_step(statement) == SQLITE_ROW)
        rows += sqlite3_column_text(statement, 1) != NULL;
    printf("%d rows\n", rows);
    sqlite3_finalize(statement);
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

static bool measure(const char *self, const char *daybook, const char *database, int rounds)
{
    const char *const floor_words[] = {ROWS_WORD, database, NULL};
    char *home = home_new();
    bool good = true;
    for (size_t i = 0; i < COUNT_OF(verbs) && good; i++) {
        struct samples ratio = {0}, noise = {0}, took = {0}, floors = {0};
        for (int round = 0; round <= rounds && good; round++) {
            double floor = run_ms(home, self, floor_words);
            double verb = verb_ms(home, daybook, &verbs[i], database);
            double again = run_ms(home, self, floor_words);
            good = floor > 0 && verb > 0 && again > 0;
            if (round == 0)
                continue;
            ARRAY_PUSH(&ratio, verb / floor);
            ARRAY_PUSH(&noise, again / floor);
            ARRAY_PUSH(&took, verb);
            ARRAY_PUSH(&floors, floor);
        }
        printf("daybook %s: %.2f ms, the floor %.2f ms\n", verbs[i].words[0], samples_median(&took),
            samples_median(&floors));
        if (good)
            (void)goal_reached(
                verbs[i].goal, samples_median(&ratio), fabs(samples_median(&noise) - 1));
        array_fini(&ratio);
        array_fini(&noise);
        array_fini(&took);
        array_fini(&floors);
    }
    home_free(home);
    return good;
}

int main(int argc, char **argv)
{
    int rounds = 30;
    if (argc == 3 && strcmp(argv[1], ROWS_WORD) == 0)
        return rows_main(argv[2]);
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
