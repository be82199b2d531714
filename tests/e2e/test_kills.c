/* Kills at odd moments of typing, saving and editing: what was said to be filed is
 * there, typing is at most a second behind, nothing is there twice or half, and the file is sound.
 * Then kills, Ctrl-C and full disks in the midst of an import that is larger than SQLite's cache:
 * all of it or nothing, and it says so. DAYBOOK_LONG: very many of these.
 */
#define _GNU_SOURCE /* prlimit */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "e2e/desk.h"
#include "support/jnode.h"

enum { ROWS = 24, COLUMNS = 80, SOUND_EVERY = 40, WORDS = 4000, LOST_MS = 1000, TYPING_MS = 1300 };
#define KILLS (getenv("DAYBOOK_LONG") ? 500 : 80)
enum { SAVING_MS = 40 }; /* in which a save is over, more or less */

/* Pseudo-random, the same each time. */
static unsigned next_random(unsigned below)
{
    static uint32_t seed = 20261123;

    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % below;
}

/* A round's words: each its own, and found in no other. */
struct round {
    int number;
    int typed;           /* words seen on the screen */
    long long at[WORDS]; /* when */
    bool edits;          /* an old note */
    bool is_filed;       /* it was said */
    long long lag; /* the longest time from the key to the screen: so long the machine kept it */
};

static const char *word(const struct round *round, int number)
{
    static char text[24];

    snprintf(text, sizeof(text), "r%03dw%04d", round->number, number);
    return text;
}

static void type_word(struct desk *desk, struct round *round)
{
    long long lag;

    round->at[round->typed] = now_ms();
    desk_type(desk, " ");
    desk_type_see(desk, word(round, round->typed), word(round, round->typed));
    lag = now_ms() - round->at[round->typed++];
    round->lag = lag > round->lag ? lag : round->lag;
}

static void begin(struct desk *desk, struct round *round)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    if (round->edits) {
        desk_type_see(desk, "7", "1–");
        desk_type_see(desk, "e", "changing a");
    } else {
        desk_type_see(desk, "c", "becomes a task");
    }
}

/* How far it comes before the kill. */
static void go_on(struct desk *desk, struct round *round)
{
    long long until = now_ms() + next_random(TYPING_MS);
    unsigned how = next_random(4);

    do
        type_word(desk, round);
    while (how == 0 && now_ms() < until && round->typed < WORDS);
    if (how == 0)
        return;
    desk_type(desk, CTRL_SENT('s'));
    if (how == 1) {
        desk_see(desk, round->edits ? " changed " : " logged ");
        round->is_filed = true;
    } else {
        until = now_ms() + next_random(SAVING_MS);
        while (now_ms() < until)
            continue;
    }
}

static int count_in(const char *text, const char *wanted)
{
    int count = 0;

    for (const char *at = text; (at = strstr(at, wanted)); at++)
        count++;
    return count;
}

/* Each word is filed once or stands in a draft, but for the last second before the kill. */
static void check_round(struct desk *desk, const struct round *round, long long killed)
{
    const char *notes = desk_do(desk, "list", "notes", "--json");
    char *drafts = desk_drafts(desk);
    int filed = count_in(notes, word(round, 0));

    if (filed > 1 || (round->is_filed && filed != 1))
        fail_msg("round %d: filed %d times", round->number, filed);
    for (int i = 0; i < round->typed; i++) {
        bool kept = strstr(notes, word(round, i)) || strstr(drafts, word(round, i));

        if (filed && !strstr(notes, word(round, i)))
            fail_msg("round %d: word %d is missing in what was filed", round->number, i);
        /* A machine that is busy holds up timers as it holds up keys. */
        if (!kept && round->at[i] + LOST_MS + 10 * round->lag < killed)
            fail_msg("round %d: word %d, typed %lld ms before the kill, is lost", round->number, i,
                killed - round->at[i]);
    }
    free(drafts);
}

/* The next round begins with none. */
static void drop_drafts(struct desk *desk)
{
    char *folder = home_path(desk->home, "state/daybook/drafts");
    DIR *dir = opendir(folder);

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char *path = home_path(folder, entry->d_name);

        if (entry->d_name[0] != '.')
            assert_int_equal(unlink(path), 0);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
}

static void kills_at_odd_moments(void **state)
{
    struct desk *desk = *state;
    int kills = KILLS, filed = 0, drafts = 0, edits = 0;

    for (int i = 0; i < kills; i++) {
        struct round round = {.number = i, .edits = next_random(2) == 1};
        long long killed;

        begin(desk, &round);
        go_on(desk, &round);
        killed = now_ms();
        desk_kill(desk);
        check_round(desk, &round, killed);
        filed += round.is_filed;
        edits += round.edits;
        drafts += desk_draft_count(desk) > 0;
        drop_drafts(desk);
        if (i % SOUND_EVERY == SOUND_EVERY - 1)
            desk_check_sound(desk);
    }
    print_message("%d kills: %d said to be filed, %d left a draft, %d while editing\n", kills,
        filed, drafts, edits);
    assert_true(filed > kills / 8 && drafts > kills / 20 && edits > kills / 4);
}

/* --- imports --- */

enum { LARGE_ROWS = 90, LARGE_CELL = 900000, SPILL_MOST = 8000000 };

/* Cells without words: what is wanted is many pages, and soon. */
static char *write_large(struct desk *desk)
{
    char *cell = malloc(LARGE_CELL + 1), *path;
    struct str text = {0};

    assert_non_null(cell);
    memset(cell, '-', LARGE_CELL);
    cell[LARGE_CELL] = '\0';
    str_add(&text, "account,id,at,body\n");
    for (int i = 0; i < LARGE_ROWS; i++)
        str_addf(&text, "G1,large%d,2026-11-%02dT10:00,words %s\n", i, 1 + i % 20, cell);
    path = home_write(desk->home, "large.csv", str_text(&text));
    str_fini(&text);
    free(cell);
    return path;
}

static off_t size_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_size;
}

static void begin_import(struct desk *desk, const char *path)
{
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .args = (const char *const[]){"import", path, NULL}});
}

/* Out of room at a point of its own, or interrupted there, in the midst of the book itself. */
static int interrupt(struct desk *desk, const char *path, const char *db, int signal)
{
    off_t wanted = size_of(db) + 4096 * (1 + (off_t)next_random(SPILL_MOST / 4096));
    struct rlimit limit = {(rlim_t)wanted, RLIM_INFINITY};
    long long until = now_ms() + PTY_WITHIN;

    begin_import(desk, path);
    if (signal == 0) {
        assert_int_equal(prlimit(pty_process(desk->pty), RLIMIT_FSIZE, &limit, NULL), 0);
        return desk_wait_said(desk, "0 rows imported");
    }
    while (size_of(db) < wanted)
        assert_true(now_ms() < until);
    pty_signal(desk->pty, signal);
    return desk_wait_end(desk);
}

/* The book as before, or all of it, if the end was nearer than the signal. Its 80 MB are not read
 * to see which. */
static bool is_as_before(struct desk *desk, const char *before)
{
    int count = count_in(desk_do(desk, "list", "notes", "--columns", "id", "--csv"), "large");
    char *now;

    if (count != 0 && count != LARGE_ROWS)
        fail_msg("%d of %d rows are there", count, LARGE_ROWS);
    now = count == 0 ? desk_book(desk) : NULL;
    if (now && strcmp(now, before) != 0)
        fail_msg("the book is another one:\n%s\nand was:\n%s", now, before);
    free(now);
    desk_check_sound(desk);
    return count == 0;
}

/* By the number that a plain undo gives, since an import is not the user's last own change. */
static void undo_import(struct desk *desk, const char *before)
{
    const char *id;
    char number[24];

    desk_cli(desk, "undo");
    id = strstr(str_text(&desk->result.err), "undo --id ");
    assert_non_null(id);
    snprintf(number, sizeof(number), "%.*s", (int)strspn(id + 10, "0123456789"), id + 10);
    desk_do(desk, "undo", "--id", number);
    assert_true(is_as_before(desk, before));
}

static void an_import_beyond_the_cache(void **state)
{
    static const struct {
        int signal, status;
    } ways[] = {{SIGKILL, 128 + SIGKILL}, {SIGINT, 130}, {0, 3}};
    struct desk *desk = *state;
    char *path = write_large(desk), *db = desk_db(desk), *before = desk_book(desk);
    int rounds = getenv("DAYBOOK_LONG") ? 30 : 1, kept = 0;

    for (int i = 0; i < 3 * rounds; i++) {
        int status = interrupt(desk, path, db, ways[i % 3].signal);

        if (is_as_before(desk, before)) {
            kept++;
            assert_int_equal(status, ways[i % 3].status);
        } else {
            assert_int_not_equal(ways[i % 3].signal, 0);
            undo_import(desk, before);
        }
    }
    assert_true(kept >= rounds);
    desk_do(desk, "import", path);
    desk_says(str_text(&desk->result.out), "90 created", "import");
    assert_true(size_of(db) > 75000000);
    undo_import(desk, before);
    free(before);
    free(path);
    free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kills_at_odd_moments, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(
            an_import_beyond_the_cache, desk_set_up_morning, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
