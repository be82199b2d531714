/* Measures what changes a book of four sizes, from the key to the last byte of its repaint, beside
 * one commit of SQLite with the same settings just before it and one just after; and sorts and
 * filters beside a step through all accounts. Each works on a copy. Exit 1: a bound was missed.
 *
 * A p99 is of more than a hundred keys, of forty it would be the largest; and is compared with that
 * of the six times as many commits. The two sizes between have half as many rounds, and are taken
 * together.
 *
 * bench_changes FLOOR DAYBOOK CACHE [--rounds N] */
#include <math.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/attributes.h"
#include "base/bug.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"

enum { SIZES = 4, SMALL = 0, WHOLE = 2, LARGE = 3 };
static const int sizes[SIZES] = {50, 2000, 20000, 100000};

/* Keys before, the key that is measured, and keys that take it back. */
enum { TICK, SNOOZE, SAVE, WRITES, LETTER = WRITES, FILTER, SORT_INDEX, SORT, PRESSES };
static const struct press {
    const char *name;
    const char *before[4], *key, *after[3];
    int rest_ms; /* before the key: names are found, a draft is kept, a large book is filtered */
} presses[PRESSES] = {
    [TICK] = {"a tick", {"4"}, "x", {"u"}, 0},
    [SNOOZE] = {"a snooze", {"1", ":snooze +3d"}, "\r", {"u"}, 400},
    [SAVE] = {"a note saved", {"c", "Short call, all is well."}, "\023", {"u"}, 700},
    [LETTER] = {"a filter's letter", {"2", "/", "arr > 10"}, "0", {"\033", "\033"}, 400},
    [FILTER] = {"a filter", {"2", "/", "arr > 100000"}, "\r", {"F"}, 400},
    [SORT_INDEX] = {"a sort by ARR", {"2", ":sort arr"}, "\r", {":sort decision", "\r"}, 400},
    [SORT] = {"a sort by seats", {"2", ":sort seats"}, "\r", {":sort decision", "\r"}, 400},
};

struct measured {
    struct samples took[PRESSES];                        /* ms */
    struct samples commit[WRITES], commit_again[WRITES]; /* before, and after, each of them */
    struct samples step_through, step_again;
};

/* --- the floors --- */

static sqlite3 *open_file(const char *path)
{
    sqlite3 *db = NULL;
    BUG_ON(sqlite3_open(path, &db) != SQLITE_OK);
    sqlite3_busy_timeout(db, 10000);
    return db;
}

static void obey(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fprintf(stderr, "bench: %s: %s\n", sql, sqlite3_errmsg(db));
}

/* One row of a small file, with the book's own settings (src/store/open.c). */
static double commit_ms(sqlite3 *db)
{
    double before = probe_now();
    obey(db, "BEGIN IMMEDIATE; INSERT INTO fact(text) VALUES ('a small fact'); COMMIT");
    return probe_now() - before;
}

static sqlite3 *open_small(const char *path)
{
    remove(path);
    sqlite3 *db = open_file(path);
    obey(db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;"
             "CREATE TABLE fact(key INTEGER PRIMARY KEY, text)");
    return db;
}

/* All columns of all accounts, by a connection that has read nothing yet. */
static double step_through_ms(const char *database)
{
    double before = probe_now();
    sqlite3 *db = open_file(database);
    sqlite3_stmt *statement = NULL;
    int known = -1;
    if (sqlite3_prepare_v2(db, "SELECT * FROM account", -1, &statement, NULL) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW)
            known += sqlite3_column_text(statement, 3) != NULL;
    if (known < 0)
        fprintf(stderr, "bench: %s: %s\n", database, sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return probe_now() - before;
}

/* --- the app --- */

static void press_each(struct probe *probe, const char *const *keys, size_t count)
{
    size_t bytes;
    for (size_t i = 0; i < count && keys[i]; i++) {
        (void)probe_press(probe, keys[i], &bytes);
        probe_settle(probe, keys[i][0] == '/' ? 0 : 60);
    }
}

static bool press_key(struct probe *probe, const struct press *press, double *ret_took)
{
    size_t bytes;
    probe->patience_ms = 10000; /* a slow disk */
    *ret_took = probe_press(probe, press->key, &bytes);
    probe->patience_ms = 0;
    if (*ret_took < 0)
        fprintf(stderr, "bench: %s was not answered\n", press->name);
    return *ret_took >= 0;
}

static bool write_once(struct probe *probe, sqlite3 *small, int i, struct measured *measured)
{
    double took;
    press_each(probe, presses[i].before, COUNT_OF(presses[i].before));
    probe_settle(probe, presses[i].rest_ms);
    ARRAY_PUSH(&measured->commit[i], commit_ms(small));
    if (!press_key(probe, &presses[i], &took))
        return false;
    probe_settle(probe, 60);
    ARRAY_PUSH(&measured->commit_again[i], commit_ms(small));
    ARRAY_PUSH(&measured->took[i], took);
    press_each(probe, presses[i].after, COUNT_OF(presses[i].after));
    return true;
}

static bool read_once(struct probe *probe, const char *database, int i, struct measured *measured)
{
    double took;
    ARRAY_PUSH(&measured->step_through, step_through_ms(database));
    ARRAY_PUSH(&measured->step_again, step_through_ms(database));
    press_each(probe, presses[i].before, COUNT_OF(presses[i].before));
    probe_settle(probe, presses[i].rest_ms);
    if (!press_key(probe, &presses[i], &took))
        return false;
    probe_settle(probe, 200);
    press_each(probe, presses[i].after, COUNT_OF(presses[i].after));
    ARRAY_PUSH(&measured->took[i], took);
    return true;
}

/* A p99 wants many, a median some. */
static bool one_round(struct probe *probe, const char *database, sqlite3 *small, bool reads,
    struct measured *measured)
{
    bool good = true;
    for (int i = 0; i < WRITES && good; i++)
        good = write_once(probe, small, i, measured);
    for (int i = WRITES; i < PRESSES && reads && good; i++)
        good = read_once(probe, database, i, measured);
    return good;
}

static char *copy_book(const char *database, const char *cache)
{
    struct str path = {0};
    str_addf(&path, "%s/changes.db", cache);
    bool good = book_copy(database, str_text(&path));
    if (good)
        return str_take(&path);
    str_fini(&path);
    return NULL;
}

static bool measure_on(const char *daybook, const char *database, const char *small_path,
    int rounds, struct measured *measured)
{
    char *home = home_new();
    const char *const argv[] = {daybook, "--db", database, "--today", BOOK_TODAY, NULL};
    struct probe probe = {0};
    sqlite3 *small = open_small(small_path);
    probe_start(&probe, home, (char *const *)(uintptr_t)argv);
    bool good = probe_until(&probe, (const char *const[]){"accounts", "help", NULL}, 60000) >= 0 &&
                probe_rest(&probe, 300000);
    for (int round = 0; round < rounds && good; round++)
        good = one_round(&probe, database, small, round % (rounds / 8 + 1) == 0, measured);
    probe_end(&probe, "Q");
    sqlite3_close(small);
    home_free(home);
    return good;
}

/* A folder of its own, which daybook does not watch. */
static char *small_folder(const char *cache)
{
    struct str path = {0};
    str_addf(&path, "%s/commits", cache);
    mkdir(str_text(&path), 0700);
    return str_take(&path);
}

static bool measure_beside(const char *daybook, const char *copy, const char *folder, int rounds,
    struct measured *measured)
{
    struct str small = {0}, journal = {0};
    str_addf(&small, "%s/commits.db", folder);
    str_addf(&journal, "%s-journal", str_text(&small));
    bool good = measure_on(daybook, copy, str_text(&small), rounds, measured);
    remove(str_text(&small));
    remove(str_text(&journal));
    rmdir(folder);
    str_fini(&small);
    str_fini(&journal);
    return good;
}

static bool measure_size(
    const char *daybook, const char *cache, int size, int rounds, struct measured *measured)
{
    char *database = book_ready(cache, sizes[size], size ? sizes[size] * 10 : 1000, false);
    char *copy = database ? copy_book(database, cache) : NULL;
    char *folder = small_folder(cache);
    bool good = copy && measure_beside(daybook, copy, folder, rounds, measured);
    if (copy)
        remove(copy);
    free(folder);
    free(copy);
    free(database);
    return good;
}

/* --- what is told --- */

static void tell_pair(const struct samples *samples)
{
    printf(" %8.2f %8.2f", samples_median(samples), samples_share(samples, .99));
}

static void tell_sizes(const struct measured *measured)
{
    printf("%-26s", "p50 and p99, ms");
    for (int size = 0; size < SIZES; size++)
        printf(" %17d", sizes[size]);
    for (int i = 0; i < PRESSES; i++) {
        printf("\n%-26s", presses[i].name);
        for (int size = 0; size < SIZES; size++)
            tell_pair(&measured[size].took[i]);
    }
    for (int i = 0; i < WRITES; i++) {
        printf("\na commit before %-10s", presses[i].name);
        for (int size = 0; size < SIZES; size++)
            tell_pair(&measured[size].commit[i]);
        printf("\n  and after it%12s", "");
        for (int size = 0; size < SIZES; size++)
            tell_pair(&measured[size].commit_again[i]);
    }
    printf("\n%-26s", "the floor: all stepped");
    for (int size = 0; size < SIZES; size++)
        tell_pair(&measured[size].step_through);
    printf("\n");
}

static void add_all(struct samples *to, const struct samples *from)
{
    for (size_t i = 0; i < from->count; i++)
        ARRAY_PUSH(to, from->items[i]);
}

/* The sizes that are taken together. */
enum { GROUPS = 3 };
static const struct group {
    int first, last;
} groups[GROUPS] = {{SMALL, SMALL}, {SMALL + 1, LARGE - 1}, {LARGE, LARGE}};

/* A p99 of some hundred commits is one commit, and another in each series: so it is taken of all
 * that were made beside the keys, and how far the series lie apart is the noise. */
static double commit_of_group(
    const struct group *group, const struct measured *measured, double *ret_noise)
{
    struct samples all = {0};
    double least = INFINITY, most = 0;
    for (int i = 0; i < 2 * WRITES; i++) {
        struct samples series = {0};
        for (int size = group->first; size <= group->last; size++)
            add_all(&series,
                i < WRITES ? &measured[size].commit[i] : &measured[size].commit_again[i - WRITES]);
        double own = samples_share(&series, .99);
        least = fmin(least, own);
        most = fmax(most, own);
        add_all(&all, &series);
        array_fini(&series);
    }
    double whole = samples_share(&all, .99);
    array_fini(&all);
    *ret_noise = fmax(most - whole, whole - least) / whole;
    return whole;
}

/* The worst of three: the smallest size, those between, the largest. */
static bool tell_commit(const char *id, const struct measured *measured, int press)
{
    double most = 0, noise = 0;
    for (size_t group = 0; group < GROUPS; group++) {
        struct samples took = {0};
        double spread, floor = commit_of_group(&groups[group], measured, &spread);
        for (int size = groups[group].first; size <= groups[group].last; size++)
            add_all(&took, &measured[size].took[press]);
        double ratio = samples_share(&took, .99) / floor;
        printf("%s, p99, to a commit's at %d to %d: %.2f to %.2f ms, %.2fx\n", presses[press].name,
            sizes[groups[group].first], sizes[groups[group].last], ratio * floor, floor, ratio);
        if (ratio > most) {
            most = ratio;
            noise = spread;
        }
        array_fini(&took);
    }
    return goal_reached(id, most, noise);
}

static bool tell_growth(const char *id, const struct measured *measured, int press)
{
    const struct measured *large = &measured[LARGE], *small = &measured[SMALL];
    double floors = samples_median(&large->commit[press]) / samples_median(&small->commit[press]);
    return goal_reached(id,
        samples_median(&large->took[press]) / samples_median(&small->took[press]),
        fabs(floors - 1));
}

static bool tell(struct measured *measured)
{
    struct measured *large = &measured[LARGE];
    double pass = samples_median(&large->step_through);
    double noise = fabs(samples_median(&large->step_again) / pass - 1);
    tell_sizes(measured);
    bool good = tell_commit("tick", measured, TICK);
    good &= tell_commit("snooze", measured, SNOOZE);
    good &= tell_commit("save", measured, SAVE);
    good &= tell_growth("grow-tick", measured, TICK);
    good &= tell_growth("grow-save", measured, SAVE);
    good &= goal_reached("filter", samples_median(&large->took[FILTER]) / pass, noise);
    good &= goal_reached("sort", samples_median(&large->took[SORT]) / pass, noise);
    good &= goal_reached("filter-letter", samples_median(&measured[WHOLE].took[LETTER]), noise);
    return good;
}

int main(int argc, char **argv)
{
    struct measured measured[SIZES] = {0};
    int rounds = 104;
    bool good = argc == 4 || (argc == 6 && strcmp(argv[4], "--rounds") == 0 &&
                                 sscanf(argv[5], "%d", &rounds) == 1);
    if (!good) {
        fprintf(stderr, "usage: bench_changes FLOOR DAYBOOK CACHE [--rounds N]\n");
        return 2;
    }
    setenv("DAYBOOK_PROGRAM", argv[2], 1);
    for (int size = 0; size < SIZES && good; size++) {
        bool between = size > SMALL && size < LARGE;
        good = measure_size(
            argv[2], argv[3], size, between ? (rounds + 1) / 2 : rounds, &measured[size]);
    }
    return good && tell(measured) ? 0 : 1;
}
