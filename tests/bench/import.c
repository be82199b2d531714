/* Measures imports beside `sqlite3 .import` of the same file into an indexed table, in interleaved
 * rounds, with the memory that each took: accounts, readings, notes with a full-text index, the
 * same files once more, and an import taken back. Exit 1: a bound was missed.
 *
 * bench_import DAYBOOK CACHE [--share N] [--rounds N]   share 10: a tenth of the rows */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/date.h"
#include "base/str.h"
#include "bench/book.h"
#include "bench/goals.h"
#include "bench/probe.h"
#include "bench/sample.h"

#define SQLITE "/usr/bin/sqlite3"
enum { ACCOUNTS = 100000, READINGS = 1000000, NOTES = 1000000, MOST_KIB = 200 * 1024 };

struct options {
    const char *daybook;
    const char *cache;
    int share;
    int rounds;
};

/* --- the files --- */

static void write_account(FILE *file, int number)
{
    static const char *const tiers[] = {"enterprise", "mid", "smb"};
    static const char *const stages[] = {"steady", "adopting", "renewing"};

    fprintf(file,
        "A%06d,Customer %d Ltd,c%d.example,%s,Mid,Retail,EMEA,Ana Ruiz,%s,%d,USD,2024-%02d-11,"
        "2026-%02d-11,12,60,yes,%d,x;y\n",
        number, number, number, tiers[number % 3], stages[number % 7 % 3],
        1000 * (1 + number % 400), 1 + number % 12, 1 + number % 11, 10 + number % 700);
}

static void write_reading(FILE *file, int number)
{
    char day[24];
    day_number today;

    BUG_ON(!day_parse_iso(BOOK_TODAY, &today));
    fprintf(file, "A%06d,%s,active_users,%d\n", number / 10,
        day_iso(today - 7 * (number % 10), day), 1 + number % 300);
}

/* Four thousand words: as many as people use, most of them seldom. */
static void write_note(FILE *file, int number)
{
    static const char *const syllables[] = {"ba", "do", "ra", "ke", "li", "mo", "nu", "pe"};
    static unsigned seed = 20261123;
    char day[24];
    day_number today;

    BUG_ON(!day_parse_iso(BOOK_TODAY, &today));
    fprintf(file, "A%06d,%sT%02d:%02d,call,\"Spoke of the renewal,", number / 10,
        day_iso(today - number % 700, day), 8 + number % 10, number % 60);
    for (int i = 0; i < 14; i++) {
        int most = 1 + rand_r(&seed) % 4;

        fputc(' ', file);
        for (int k = 0; k < most; k++)
            fputs(syllables[rand_r(&seed) % 8], file);
    }
    fputs(".\"\n", file);
}

struct subject {
    const char *name;
    int rows;
    const char *head;
    void (*write)(FILE *file, int number);
    const char *table; /* before and after the .import of CSV, for sqlite3 */
    const char *after;
    double least; /* of its rows a second */
};
static const struct subject subjects[] = {
    {"accounts", ACCOUNTS,
        "id,name,domain,tier,segment,industry,region,owner,stage,arr,currency,start,renewal,"
        "term_months,notice_days,auto_renew,seats,tags\n",
        write_account,
        "CREATE TABLE t(id TEXT PRIMARY KEY, name TEXT, domain TEXT, tier TEXT, segment TEXT,"
        " industry TEXT, region TEXT, owner TEXT, stage TEXT, arr REAL, currency TEXT, start TEXT,"
        " renewal TEXT, term_months INT, notice_days TEXT, auto_renew TEXT, seats INT, tags TEXT);"
        " CREATE INDEX by_renewal ON t(renewal);\n",
        "", 0.4},
    {"measures", READINGS, "account,date,metric,value\n", write_reading,
        "CREATE TABLE t(account TEXT, date TEXT, metric TEXT, value REAL);"
        " CREATE INDEX by_account ON t(account, metric, date);\n",
        "", 0.4},
    {"notes", NOTES, "account,at,kind,body\n", write_note,
        "CREATE TABLE t(account TEXT, at TEXT, kind TEXT, body TEXT);"
        " CREATE INDEX by_account ON t(account, at);\n",
        "CREATE VIRTUAL TABLE f USING fts5(body, content='t', content_rowid='rowid');"
        " INSERT INTO f(f) VALUES('rebuild');\n",
        0.5},
};

static char *path_in(const struct options *options, const char *name, const char *ending)
{
    struct str path = {0};

    str_addf(&path, "%s/import-%s%s", options->cache, name, ending);
    return str_take(&path);
}

static void write_files(const struct options *options, const struct subject *subject)
{
    char *csv = path_in(options, subject->name, ".csv");
    char *script = path_in(options, subject->name, ".sql");
    FILE *file = fopen(csv, "w"), *sql = fopen(script, "w");

    BUG_ON(file == NULL || sql == NULL);
    fputs(subject->head, file);
    for (int i = 0; i < subject->rows / options->share; i++)
        subject->write(file, i);
    fprintf(sql, "%s.import --csv --skip 1 \"%s\" t\n%s", subject->table, csv, subject->after);
    BUG_ON(fclose(file) != 0 || fclose(sql) != 0);
    free(csv);
    free(script);
}

/* --- runs --- */

struct ran {
    double ms;
    double cpu_ms;
    long kib; /* of memory, at its peak */
    bool good;
};

static void become(const char *const *args, const char *input)
{
    int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);

    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(127);
    execv(args[0], (char *const *)(uintptr_t)args);
    _exit(127);
}

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1000 + (double)time.tv_usec / 1000;
}

static struct ran run_program(const char *const *args, const char *input)
{
    double start = probe_now();
    struct rusage usage = {0};
    int status = -1;
    pid_t child = fork();

    BUG_ON(child < 0);
    if (child == 0)
        become(args, input);
    BUG_ON(wait4(child, &status, 0, &usage) != child);
    return (struct ran){probe_now() - start,
        milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss, status == 0};
}

static struct ran run_sqlite(const struct options *options, const struct subject *subject)
{
    char *script = path_in(options, subject->name, ".sql");
    char *database = path_in(options, subject->name, ".floor.db");
    struct ran ran;

    remove(database);
    ran = run_program((const char *const[]){SQLITE, database, NULL}, script);
    remove(database);
    free(script);
    free(database);
    return ran;
}

static struct ran run_daybook(const struct options *options, const char *verb, const char *what)
{
    char *database = path_in(options, "book", ".db");
    struct ran ran = run_program((const char *const[]){options->daybook, "--db", database,
                                     "--today", BOOK_TODAY, verb, what, NULL},
        "/dev/null");

    free(database);
    return ran;
}

static struct ran import(const struct options *options, const struct subject *subject)
{
    char *csv = path_in(options, subject->name, ".csv");
    struct ran ran = run_daybook(options, "import", csv);

    free(csv);
    return ran;
}

static void forget_book(const struct options *options)
{
    static const char *const endings[] = {".db", ".db-journal", ".db.backup-" BOOK_TODAY "-import"};

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        char *path = path_in(options, "book", endings[i]);

        remove(path);
        free(path);
    }
}

/* --- a round: each file beside sqlite3, then once more, then the accounts taken back --- */

struct measured {
    struct samples floor[COUNT_OF(subjects)], first[COUNT_OF(subjects)], again[COUNT_OF(subjects)];
    struct samples ratio[COUNT_OF(subjects)], again_ratio[COUNT_OF(subjects)];
    struct samples cpu_ratio[COUNT_OF(subjects)];
    struct samples undo, undo_ratio;
    long most_kib;
};

static bool took(struct measured *measured, const struct ran *ran, struct samples *samples)
{
    ARRAY_PUSH(samples, ran->ms);
    if (ran->kib > measured->most_kib)
        measured->most_kib = ran->kib;
    return ran->good;
}

static bool measure_round(const struct options *options, struct measured *measured)
{
    struct ran floor, first[COUNT_OF(subjects)], again;
    bool good = true;

    forget_book(options);
    for (size_t i = 0; i < COUNT_OF(subjects) && good; i++) {
        floor = run_sqlite(options, &subjects[i]);
        ARRAY_PUSH(&measured->floor[i], floor.ms);
        first[i] = import(options, &subjects[i]);
        good = floor.good && took(measured, &first[i], &measured->first[i]);
        ARRAY_PUSH(&measured->ratio[i], floor.ms / first[i].ms);
        ARRAY_PUSH(&measured->cpu_ratio[i], floor.cpu_ms / first[i].cpu_ms);
    }
    for (size_t i = 0; i < COUNT_OF(subjects) && good; i++) {
        again = import(options, &subjects[i]);
        good = took(measured, &again, &measured->again[i]);
        ARRAY_PUSH(&measured->again_ratio[i], again.ms / first[i].ms);
    }
    forget_book(options);
    if (good)
        first[0] = import(options, &subjects[0]);
    if (good) {
        again = run_daybook(options, "undo", "--id=1");
        good = first[0].good && took(measured, &again, &measured->undo);
        ARRAY_PUSH(&measured->undo_ratio, again.ms / first[0].ms);
    }
    forget_book(options);
    if (!good)
        fprintf(stderr, "bench: a run failed; is %s here (apt-get install sqlite3)?\n", SQLITE);
    return good;
}

/* --- what is told --- */

static bool judge(const char *what, double value, const char *sign, double bound)
{
    bool good = *sign == '<' ? value <= bound : value >= bound;

    printf("  %-34s %6.2f  %s %.2f  %s\n", what, value, sign, bound, good ? "ok" : "MISSED");
    return good;
}

static bool tell(const struct options *options, struct measured *measured)
{
    bool good = true;

    for (size_t i = 0; i < COUNT_OF(subjects); i++) {
        double rows = subjects[i].rows / (double)options->share * 1000;

        printf("%-9s %9.0f rows/s, sqlite3 %9.0f, again %9.0f\n", subjects[i].name,
            rows / samples_median(&measured->first[i]), rows / samples_median(&measured->floor[i]),
            rows / samples_median(&measured->again[i]));
        good &= judge("rows a second, of sqlite3's", samples_median(&measured->ratio[i]),
            ">=", subjects[i].least);
        printf(
            "  %-34s %6.2f\n", "by CPU, which is quieter", samples_median(&measured->cpu_ratio[i]));
        good &= judge(
            "time of the same file once more", samples_median(&measured->again_ratio[i]), "<=", 1);
    }
    good &= goal_reached("import-accounts", samples_median(&measured->ratio[0]), 0);
    good &= goal_reached("import-again", samples_median(&measured->again_ratio[0]), 0);
    good &= goal_reached("import-notes", samples_median(&measured->ratio[2]), 0);
    good &= judge("time of taking accounts back", samples_median(&measured->undo_ratio), "<=", 3);
    good &= judge(
        "memory at most, MiB", (double)measured->most_kib / 1024, "<=", (double)MOST_KIB / 1024);
    return good;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 3; i < argc; i += 2) {
        int *number = strcmp(argv[i], "--share") == 0    ? &options->share
                      : strcmp(argv[i], "--rounds") == 0 ? &options->rounds
                                                         : NULL;

        if (!number || i + 1 == argc || sscanf(argv[i + 1], "%d", number) != 1 || *number < 1)
            return false;
    }
    if (argc < 3)
        return false;
    options->daybook = argv[1];
    options->cache = argv[2];
    return true;
}

int main(int argc, char **argv)
{
    struct options options = {.share = 1, .rounds = 3};
    struct measured measured = {0};
    bool good = true;

    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench_import DAYBOOK CACHE [--share N] [--rounds N]\n");
        return 2;
    }
    mkdir(options.cache, 0700);
    for (size_t i = 0; i < COUNT_OF(subjects); i++)
        write_files(&options, &subjects[i]);
    for (int round = 0; round < options.rounds && good; round++)
        good = measure_round(&options, &measured);
    return good && tell(&options, &measured) ? 0 : 1;
}
