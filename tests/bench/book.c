#include "bench/book.h"
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/attributes.h"
#include "base/bug.h"
#include "base/date.h"
#include "base/str.h"
#include "support/run.h"

/* The state of a small generator (xorshift), so that a book is the same on every machine. */
static uint32_t seed;

static int below(int limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (int)(seed % (uint32_t)limit);
}

#define ONE_OF(words) ((words)[below((int)COUNT_OF(words))])

static const char *const first_words[] = {"Amber", "Bright", "Canal", "Dune", "East", "Field",
    "Garnet", "Hill", "Ivory", "Jade", "Kiln", "Lake", "Moss", "North", "Oak", "Polar", "Quay",
    "Ridge", "Stone", "Tide", "Upland", "Val\303\251rie", "West", "Z\303\274rich"};
static const char *const second_words[] = {"Analytics", "Bakeries", "Care", "Devices", "Education",
    "Freight", "Gardens", "Homes", "Insurance", "Kitchens", "Logistics", "Media", "Networks",
    "Optics", "Power", "Retail", "Systems", "Tools", "Water", "\346\235\261\344\272\254"};
static const char *const people[] = {"Ana Lindqvist", "Ben Okoye", "Carla Ruiz", "Dov Katz",
    "Emi Tanaka", "Farid Nasser", "Greta Holm", "Hugo Pereira", "Ines Moreau", "Jon \303\201rnason",
    "Kaya Demir", "Lea Novak"};
static const char *const said[] = {"They roll out to a second team in March.",
    "The champion is away until Monday.", "Asked for the export again; a ticket is open.",
    "Usage of reports is up since the training.", "Budget is frozen this quarter.",
    "Wants numbers for the board by the end of the month.", "Short call, all is well.",
    "A rival made an offer; they compare prices."};
static const char *const tiers[] = {"enterprise", "growth", "starter"};
static const char *const stages[] = {
    "onboarding", "adoption", "adoption", "mature", "mature", "renewal"};
static const char *const metrics[] = {"active_users", "logins", "nps"};

/* A day around BOOK_TODAY. */
static const char *day_at(int first, int last, char buffer[24])
{
    day_number today;
    BUG_ON(!day_parse_iso(BOOK_TODAY, &today));
    return day_iso(today + first + below(last - first + 1), buffer);
}

static void write_accounts(FILE *file, int accounts, int each)
{
    char start[24], renewal[24];
    fputs("id,name,domain,tier,region,owner,stage,arr,currency,start,renewal,notice_days,seats,"
          "active_seats\n",
        file);
    for (int i = 0; i < accounts; i++) {
        int seats = 5 + below(400);
        fprintf(file, "A-%06d,%s %s %d,a%d.example,%s,%s,%s,%s,%d,%s,%s,%s,%d,%d,%d\n", i,
            ONE_OF(first_words), ONE_OF(second_words), i, i, ONE_OF(tiers),
            below(2) ? "EMEA" : "NA", ONE_OF(people), ONE_OF(stages), (4 + below(900)) * 500,
            below(3) ? "USD" : "EUR", day_at(-900, -30, start), day_at(-5, 400, renewal),
            30 * (1 + below(3)), seats, below(seats + 1));
    }
}

static void write_contacts(FILE *file, int accounts, int each)
{
    char day[24];
    fputs("account,id,name,email,role,last_touch\n", file);
    for (int i = 0; i < accounts; i++)
        for (int n = 0; n < 2; n++)
            fprintf(file, "A-%06d,C-%06d-%d,%s,c%d@a%d.example,%s,%s\n", i, i, n, ONE_OF(people), n,
                i, n ? "admin" : "champion", day_at(-120, 0, day));
}

static void write_measures(FILE *file, int accounts, int each)
{
    fputs("account,date,metric,value\n", file);
    for (int i = 0; i < accounts; i++)
        for (size_t n = 0; n < COUNT_OF(metrics); n++) {
            fprintf(file, "A-%06d,2026-01-05,%s,%d\n", i, metrics[n], below(100));
            fprintf(file, "A-%06d,2026-01-12,%s,%d\n", i, metrics[n], below(100));
        }
}

static void write_tasks(FILE *file, int accounts, int each)
{
    char day[24];
    fputs("account,id,title,due,status\n", file);
    for (int i = 0; i < accounts; i++)
        fprintf(file, "A-%06d,T-%06d,Call %s,%s,%s\n", i, i, ONE_OF(people), day_at(-10, 60, day),
            below(3) ? "open" : "done");
}

static void write_notes(FILE *file, int accounts, int each)
{
    char day[24];
    fputs("account,id,at,kind,body\n", file);
    for (int n = 0; n < each; n++)
        for (int i = 0; i < accounts; i++)
            fprintf(file, "A-%06d,N-%06d-%d,%sT%02d:%02d,call,\"%s %s\"\n", i, i, n,
                day_at(-400, 0, day), 8 + below(10), below(60), ONE_OF(said), ONE_OF(said));
}

struct part {
    const char *name;
    void (*write)(FILE *file, int accounts, int each);
};
static const struct part parts[] = {{"accounts.csv", write_accounts},
    {"contacts.csv", write_contacts}, {"measures.csv", write_measures}, {"tasks.csv", write_tasks},
    {"notes.csv", write_notes}};

/* Writes one file of the book and has daybook import it. */
static bool import_part(
    const struct part *part, const char *home, const char *database, int accounts, int each)
{
    struct run_result result = {0};
    char *path = home_path(home, part->name);
    FILE *file = fopen(path, "w");
    BUG_ON(!file);
    part->write(file, accounts, each);
    BUG_ON(fclose(file) != 0);
    run_with(&result, &(struct run_options){.home = home, .within_ms = 900000},
        (const char *const[]){"--db", database, "--today", BOOK_TODAY, "import", path, NULL});
    bool good = result.status == 0;
    if (!good)
        fprintf(stderr, "bench: the import of %s ended with %d: %.400s\n", part->name,
            result.status, str_text(&result.err));
    remove(path);
    free(path);
    run_fini(&result);
    return good;
}

static bool score_in(const char *home, const char *database)
{
    struct run_result result = {0};
    run_with(&result, &(struct run_options){.home = home, .within_ms = 900000},
        (const char *const[]){"--db", database, "--today", BOOK_TODAY, "today", "--json", NULL});
    bool good = result.status == 0;
    if (!good)
        fprintf(
            stderr, "bench: scoring ended with %d: %.400s\n", result.status, str_text(&result.err));
    run_fini(&result);
    return good;
}

bool book_score(const char *database)
{
    char *home = home_new();
    bool good = score_in(home, database);
    home_free(home);
    return good;
}

static bool make_book(const char *database, int accounts, int each)
{
    char *home = home_new();
    bool good = true;
    seed = 20260115;
    for (size_t i = 0; i < COUNT_OF(parts) && good; i++)
        good = import_part(&parts[i], home, database, accounts, each);
    good = good && score_in(home, database);
    home_free(home);
    return good;
}

/* With what stands beside it: a book that is gone but has backups is not begun anew. */
static void remove_unfinished(const char *path)
{
    struct str pattern = {0};
    glob_t found;

    str_addf(&pattern, "%s*", path);
    if (glob(str_text(&pattern), 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            remove(found.gl_pathv[i]);
        globfree(&found);
    }
    str_fini(&pattern);
}

char *book_ready(const char *cache, int accounts, int notes, bool fresh)
{
    struct str folder = {0};
    struct str path = {0};
    struct str unfinished = {0};
    str_addf(&folder, "%s/%d-%d", cache, accounts, notes);
    str_addf(&path, "%s/book.db", folder.data);
    str_addf(&unfinished, "%s/unfinished.db", folder.data);
    mkdir(cache, 0700);
    mkdir(folder.data, 0700);
    if (fresh || access(path.data, R_OK) != 0) {
        fprintf(stderr, "making a book of %d accounts and %d notes\n", accounts, notes);
        remove_unfinished(unfinished.data);
        if (!make_book(unfinished.data, accounts, notes / accounts) ||
            rename(unfinished.data, path.data) != 0)
            str_clear(&path);
    }
    str_fini(&unfinished);
    str_fini(&folder);
    if (path.len > 0)
        return str_take(&path);
    str_fini(&path);
    return NULL;
}

bool book_copy(const char *from, const char *to)
{
    static char buffer[1 << 16];
    struct str journal = {0};
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    bool good = in && out;
    size_t len;
    str_addf(&journal, "%s-journal", to);
    remove(str_text(&journal));
    str_fini(&journal);
    while (good && (len = fread(buffer, 1, sizeof(buffer), in)) > 0)
        good = fwrite(buffer, 1, len, out) == len;
    if (in)
        fclose(in);
    /* On the disk: else the first sync of who writes there would write all of it. */
    if (out)
        good = fflush(out) == 0 && fsync(fileno(out)) == 0 && good;
    if (out)
        good = fclose(out) == 0 && good;
    return good;
}
