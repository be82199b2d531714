/* The disk is full, or the program is killed, at every single write of a change: it is whole or not
 * there at all, what was said to be done is done, and the text that was typed is kept. */
#define _GNU_SOURCE /* prlimit */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "base/str.h"
#include "e2e/faulty.h"

enum { ROWS = 24, COLUMNS = 80, CALLS_MOST = 400, SOUND_EVERY = 16, KILL_EVERY = 6 };

/* --- at every write of the command line --- */

static const struct call changes[] = {
    {{"note", "Globex", "-m", "Agreed. - [ ] send plan fri", "--at=2026-11-20"}, "notes"},
    {{"undo"}, "notes"},
    {{"import", "tests/data/morning/more.csv"}, "accounts"},
};

static char *rows_of(struct desk *desk, const char *kind)
{
    return mem_copy_text(desk_do(desk, "list", kind, "--json"));
}

/* A change, the book before it, and the rows that it touches before and after it. */
struct trial {
    struct desk *desk;
    const struct call *change;
    struct kept_book book;
    char *before, *after;
};

static void trial_init(struct trial *trial, struct desk *desk, const struct call *change)
{
    *trial = (struct trial){.desk = desk, .change = change};
    kept_book_init(&trial->book, desk);
    trial->before = rows_of(desk, change->kind);
    desk_must(desk, 0, change->call);
    trial->after = rows_of(desk, change->kind);
    assert_string_not_equal(trial->before, trial->after);
}

static void trial_fini(struct trial *trial)
{
    kept_book_fini(&trial->book);
    free(trial->before);
    free(trial->after);
}

/* The rows are all as before or all as after; said: it ended with 0. A file that is byte for byte
 * what it was has the same rows and is as sound: then the program is asked but now and then. */
static void check_whole(const struct trial *trial, bool said, int at)
{
    const char *name = trial->change->call[0];
    char *now;
    bool is_before, is_after;

    if (!said && at % SOUND_EVERY != 0 && kept_book_is_back(&trial->book))
        return;
    now = rows_of(trial->desk, trial->change->kind);
    is_before = strcmp(now, trial->before) == 0;
    is_after = strcmp(now, trial->after) == 0;
    if (!is_before && !is_after)
        fail_msg("%s, write %d: half of it is there\n%s", name, at, now);
    if (said && !is_after)
        fail_msg("%s, write %d: said to be done, and is not", name, at);
    free(now);
    desk_check_sound(trial->desk);
}

/* Goes through all writes of one change; returns how many there are. */
static int fill_at_each_write(struct desk *desk, const struct call *change)
{
    struct trial trial;
    int at = 0, status;

    trial_init(&trial, desk, change);
    do {
        kept_book_put_back(&trial.book);
        status = run_faulty(desk, change, "full", ++at);
        if (status != 0 && status != 3)
            fail_msg("%s, write %d: status %d\n%s", change->call[0], at, status,
                str_text(&desk->result.err));
        if (status == 3 && !strstr(str_text(&desk->result.err), "full"))
            fail_msg("%s, write %d: %s", change->call[0], at, str_text(&desk->result.err));
        check_whole(&trial, status == 0, at);
    } while (status != 0 && at < CALLS_MOST);
    trial_fini(&trial);
    return at;
}

static void full_at_each_write(void **state)
{
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        assert_in_range(fill_at_each_write(*state, &changes[i]), 5, CALLS_MOST - 1);
}

/* The book as a kill would leave it, all of one run; and now and then it is killed there. */
static int kill_at_each_write(struct desk *desk, const struct call *change, const char *folder)
{
    struct trial trial;
    int at = 1;

    trial_init(&trial, desk, change);
    kept_book_put_back(&trial.book);
    keep_moments(desk, change, &trial.book, folder);
    check_whole(&trial, true, 0);
    for (; put_moment(&trial.book, folder, at); at++) {
        check_whole(&trial, false, at);
        if (at % KILL_EVERY != 0)
            continue;
        kept_book_put_back(&trial.book);
        assert_int_equal(run_faulty(desk, change, "kill", at), 128 + SIGKILL);
        check_whole(&trial, false, at);
    }
    kept_book_put_back(&trial.book);
    assert_int_equal(run_faulty(desk, change, "kill", at), 0); /* there were no more */
    check_whole(&trial, true, at);
    trial_fini(&trial);
    return at;
}

static void killed_at_each_write(void **state)
{
    struct desk *desk = *state;
    char *folder = home_path(desk->home, "moments");

    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        assert_in_range(kill_at_each_write(desk, &changes[i], folder), 5, CALLS_MOST - 1);
    free(folder);
}

static void only_sqlite_opens_the_book(void **state)
{
    static const struct call calls[] = {{{"list"}, NULL}, {{"doctor"}, NULL},
        {{"note", "Globex", "-m", "x"}, NULL}, {{"import", "tests/data/morning/tasks.csv"}, NULL},
        {{"undo"}, NULL}, {{"today"}, NULL}, {{"search", "plan"}, NULL}};
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT_OF(calls); i++)
        if (run_faulty(desk, &calls[i], "watch", 0) != 0)
            fail_msg("%s: %s", calls[i].call[0], str_text(&desk->result.err));
}

/* --- memory --- */

/* The allocations of a call by 1, 2, 3, 4, 5, 7, 9 ... of DAYBOOK_LONG by one. */
static int next_allocation(int at)
{
    return getenv("DAYBOOK_LONG") || at < 4 ? at + 1 : at + at / 4;
}

static int run_without_memory(struct desk *desk, const struct call *change, int at)
{
    struct str number = {0}, preload = {0};

    str_addf(&number, "FAULT_MEMORY=%d", at);
    str_addf(&preload, "LD_PRELOAD=%s", getenv("DAYBOOK_MEMORY_SHIM"));
    run_under(
        desk, change->call, (const char *const[]){str_text(&number), str_text(&preload), NULL});
    str_fini(&number);
    str_fini(&preload);
    return desk->result.status;
}

/* It ends with a sentence, and what it was to change is whole or not there. */
static void no_memory_at_any_point(void **state)
{
    struct desk *desk = *state;
    const struct call *change = &changes[0];
    struct trial trial;
    int ends = 0, status = 1;

    if (!getenv("DAYBOOK_MEMORY_SHIM"))
        skip(); /* the sanitizers have an allocator of their own */
    trial_init(&trial, desk, change);
    for (int at = 1; status != 0; at = next_allocation(at)) {
        kept_book_put_back(&trial.book);
        status = run_without_memory(desk, change, at);
        if (status != 0 && status != 3)
            fail_msg("allocation %d: status %d\n%s", at, status, str_text(&desk->result.err));
        if (status == 3 && !strstr(str_text(&desk->result.err), "memory"))
            fail_msg("allocation %d: %s", at, str_text(&desk->result.err));
        check_whole(&trial, status == 0, at);
        ends += status == 3;
    }
    print_message("%d ends without memory\n", ends);
    assert_true(ends > 10);
    trial_fini(&trial);
}

/* --- exports and backups --- */

/* Byte for byte, however little a write takes. */
static void a_write_takes_little(void **state)
{
    struct desk *desk = *state;
    char *plain = home_path(desk->home, "plain"), *bits = home_path(desk->home, "bits"), *one,
         *other;
    struct call change = {{"export", "--format", "json", "-o", bits}, NULL};

    desk_do(desk, "export", "--format", "json", "-o", plain);
    assert_int_equal(run_faulty(desk, &change, "bits", 0), 0);
    one = file_read(plain);
    other = file_read(bits);
    assert_true(strlen(one) > 1000);
    assert_string_equal(one, other);
    assert_int_equal(
        run_faulty(desk, &(struct call){{"export", "--format", "json"}, NULL}, "bits", 0), 0);
    assert_string_equal(str_text(&desk->result.out), one);
    free(one);
    free(other);
    free(plain);
    free(bits);
}

/* At each write: the old export and backup stay as they were, nothing is left lying about. */
static void no_room_for_an_export(void **state)
{
    struct desk *desk = *state;
    char *folder = home_path(desk->home, "out");
    char *page = home_path(desk->home, "out/page.json"),
         *copy = home_path(desk->home, "out/copy.db");
    const struct call writes[] = {
        {{"export", "--format", "json", "--force", "-o", page}, NULL}, {{"backup", copy}, NULL}};

    assert_int_equal(mkdir(folder, 0700), 0);
    free(home_write(desk->home, "out/page.json", "of yesterday"));
    for (size_t i = 0; i < COUNT_OF(writes); i++)
        for (int at = 1;; at += at < 8 ? 1 : 40) {
            char *text;

            if (run_faulty(desk, &writes[i], "full", at) == 0)
                break;
            assert_int_equal(desk->result.status, 3);
            desk_says(str_text(&desk->result.err), "full", "a full disk");
            text = file_read(page);
            if (i == 0)
                assert_string_equal(text, "of yesterday");
            free(text);
            if (folder_entries(folder) != 3)
                fail_msg("%s, write %d: something is left", writes[i].call[0], at);
        }
    assert_int_equal(folder_entries(folder), 4);
    free(folder);
    free(page);
    free(copy);
}

/* A network file system is told by doctor, and the app says it once. */
static void a_book_on_another_machine(void **state)
{
    struct desk *desk = *state;
    struct call doctor = {{"doctor"}, NULL};

    assert_int_equal(run_faulty(desk, &doctor, "nfs", 0), 1);
    desk_says(str_text(&desk->result.out), "lies on NFS", "doctor");
    desk_do(desk, "doctor");
}

/* The disk has no byte left at the start: it opens to read, and says what it cannot do. */
static void it_starts_on_a_full_disk(void **state)
{
    struct desk *desk = *state;
    struct str preload = {0};

    str_addf(&preload, "LD_PRELOAD=%s", getenv("DAYBOOK_SHIM"));
    assert_int_equal(run_faulty(desk, &(struct call){{"today"}, NULL}, "full", 1), 0);
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = (const char *const[]){desk->extra[0], "FAULT_KIND=full", "FAULT_AT=1",
            str_text(&preload), "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL},
        .rows = ROWS,
        .columns = 120});
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "no room", "no room");
    desk_type_see(desk, CTRL_SENT('s'), "nothing was changed");
    desk_see(desk, "no room");
    desk_type_see(desk, "\033", "the draft is not on disk");
    desk_type_see(desk, "c", "no room");
    desk_kill(desk);
    str_fini(&preload);
}

static void run_with_few(struct desk *desk, const char *const *call, int descriptors)
{
    struct str number = {0};
    const char *all[9] = {"-c", "ulimit -n $0 && exec \"$@\"", NULL, home_program()};

    str_addf(&number, "%d", descriptors);
    all[2] = str_text(&number);
    for (size_t k = 0; k < 4 && call[k]; k++)
        all[4 + k] = call[k];
    run_with(&desk->result,
        &(struct run_options){.home = desk->home, .extra = desk->extra, .program = "/bin/sh"}, all);
    str_fini(&number);
}

/* No descriptor is left, for a library, for the journal, for the folder: it says so, with its own
 * status, and what it did not say is not done. */
static void no_descriptor_left(void **state)
{
    static const char *const calls[][4] = {
        {"note", "Globex", "-m", "x"}, {"list"}, {"export", "--format", "json"}};
    struct desk *desk = *state;
    char *was = rows_of(desk, "notes"), *now;
    int refused = 0;

    for (int left = 3; left < 12; left++)
        for (size_t i = 0; i < COUNT_OF(calls); i++) {
            int status;

            run_with_few(desk, calls[i], left);
            status = desk->result.status;
            if (status != 0 && status != 3 && status != 127)
                fail_msg(
                    "%s with %d: %d %s", calls[i][0], left, status, str_text(&desk->result.err));
            assert_true(status == 0 || desk->result.err.len > 0);
            now = rows_of(desk, "notes");
            if (text_equal(now, was) != (i > 0 || status != 0))
                fail_msg("%s with %d: %d, and the notes say otherwise", calls[i][0], left, status);
            refused += i == 0 && status == 3;
            free(was);
            was = now;
        }
    free(was);
    assert_true(refused > 0);
    desk_check_sound(desk);
}

/* --- in the app --- */

static void limit_files(struct desk *desk, rlim_t bytes)
{
    struct rlimit limit = {bytes, RLIM_INFINITY};

    assert_int_equal(prlimit(pty_process(desk->pty), RLIMIT_FSIZE, &limit, NULL), 0);
}

/* A paste long enough that the file must grow. */
static void write_long_note(struct desk *desk)
{
    struct str paste = {0};

    desk_type_see(desk, "c", "becomes a task");
    str_add(&paste, "\033[200~");
    for (int i = 0; i < 3000; i++)
        str_addf(&paste, "line %04d of a long talk\n", i);
    str_add(&paste, "the last line\033[201~");
    desk_type_see(desk, str_text(&paste), "the last line");
    str_fini(&paste);
}

static void check_note(struct desk *desk)
{
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_leave(desk);
    desk_do(desk, "list", "notes", "--json");
    assert_non_null(
        strstr(str_text(&desk->result.out), "line 2999 of a long talk\\nthe last line"));
    assert_int_equal(desk_draft_count(desk), 0);
    desk_check_sound(desk);
}

static bool has_last_words(struct vt *vt, void *context)
{
    char *drafts = desk_drafts(context);
    bool has = strstr(drafts, "at last") != NULL;

    free(drafts);
    return has;
}

/* A limit on the size of files is told like a full disk; the signal of it does not kill. */
static void a_note_waits_for_room(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    write_long_note(desk);
    limit_files(desk, (rlim_t)status.st_size);
    desk_type_see(desk, CTRL_SENT('s'), "nothing was changed");
    desk_see(desk, "the last line");
    limit_files(desk, 0); /* not even the draft has room: it is said, and the text stays */
    desk_type_see(desk, " and more", "and more");
    desk_see(desk, "the draft is not on disk: the disk is full");
    desk_type_see(desk, CTRL_SENT('s'), "nothing was changed");
    limit_files(desk, RLIM_INFINITY);
    desk_type_see(desk, " at last", "at last"); /* and the draft is kept again */
    assert_true(pty_wait_until(desk->pty, has_last_words, desk, PTY_WITHIN));
    check_note(desk);
    free(path);
}

/* A disk of its own, as small as the book and a little more, filled to the last byte. */
static bool open_on_small_disk(struct desk *desk)
{
    static const char script[] =
        "mkdir $HOME/disk && mount -t tmpfs -o size=1500k none $HOME/disk && "
        "cp -r $HOME/data/daybook $HOME/disk/ && cat /dev/zero >$HOME/disk/ballast 2>/dev/null; "
        "mountpoint -q $HOME/disk && exec \"$0\"";
    static char disk[512];
    struct run_result result = {0};
    bool can;

    run_with(&result, &(struct run_options){.home = desk->home, .program = "/usr/bin/unshare"},
        (const char *const[]){"-rm", "mount", "-t", "tmpfs", "none", "/mnt", NULL});
    can = result.status == 0;
    run_fini(&result);
    if (!can)
        return false;
    snprintf(disk, sizeof(disk), "XDG_DATA_HOME=%s/disk", desk->home);
    desk->extra[1] = disk;
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .program = "/usr/bin/unshare",
        .args = (const char *const[]){"-rm", "/bin/sh", "-c", script, home_program(), NULL},
        .extra = desk->extra,
        .rows = ROWS,
        .columns = COLUMNS});
    desk->extra[1] = NULL;
    desk_see(desk, "Globex");
    return true;
}

/* The same, on a disk that is really full; read again after a new start. */
static void a_full_disk_keeps_the_text(void **state)
{
    struct desk *desk = *state;
    struct str ballast = {0};

    if (access("/usr/bin/unshare", X_OK) != 0 || !open_on_small_disk(desk))
        skip(); /* no private mounts here; the limit above stands in */
    write_long_note(desk);
    desk_type_see(desk, CTRL_SENT('s'), "nothing was changed");
    desk_see(desk, "the last line");
    str_addf(&ballast, "/proc/%d/root%s/disk/ballast", pty_process(desk->pty), desk->home);
    assert_int_equal(unlink(str_text(&ballast)), 0);
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_type_see(desk, "\r", "3 Account");
    desk_see(desk, "line 0000 of a long talk");
    desk_leave(desk);
    assert_int_equal(desk_draft_count(desk), 0);
    str_fini(&ballast);
}

/* --- an import that is stopped --- */

static void write_many(struct desk *desk, int rows)
{
    struct str text = {0};

    str_add(&text, "id,name,arr,renewal\n");
    for (int i = 0; i < rows; i++)
        str_addf(&text, "M%06d,Customer %06d,%d,2027-%02d-%02d\n", i, i, 1000 + i, 1 + i % 12,
            1 + i % 28);
    free(home_write(desk->home, "many.csv", str_text(&text)));
    str_fini(&text);
}

/* With so much room for the book to grow; true: it was enough. */
static bool import_into(struct desk *desk, const char *path, const char *db, rlim_t room)
{
    struct rlimit before, limit;
    struct stat status;

    assert_int_equal(stat(db, &status), 0);
    getrlimit(RLIMIT_FSIZE, &before);
    limit = (struct rlimit){(rlim_t)status.st_size + room, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
    desk_cli(desk, "import", path);
    setrlimit(RLIMIT_FSIZE, &before);
    if (desk->result.status == 0)
        return true;
    assert_int_equal(desk->result.status, 3);
    desk_says(str_text(&desk->result.err), "full", "import");
    assert_null(strstr(desk_do(desk, "list", "--columns", "id", "--csv"), "M0"));
    return false;
}

/* The disk is full at its begin, in its midst and near its end, where batches were written. */
static void an_import_is_whole_or_nothing(void **state)
{
    struct desk *desk = *state;
    char *path = home_path(desk->home, "many.csv"), *db = desk_db(desk);
    rlim_t room = 100000;
    int fulls = 0;

    write_many(desk, 5000);
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .args = (const char *const[]){"import", path, NULL}});
    desk_see(desk, "Importing");
    pty_signal(desk->pty, SIGKILL);
    desk_wait_end(desk);
    assert_null(strstr(desk_do(desk, "list", "--columns", "id", "--csv"), "M0"));
    for (; !import_into(desk, path, db, room); fulls++)
        room += room / 2;
    assert_in_range(fulls, 4, 20);
    desk_says(str_text(&desk->result.out), "5000 created", "import");
    desk_check_sound(desk);
    free(path);
    free(db);
}

/* Ctrl-C while rows are read: nothing of the file is kept, and it says so. */
static void an_import_is_stopped_by_hand(void **state)
{
    struct desk *desk = *state;
    char *path = home_path(desk->home, "many.csv");

    write_many(desk, 60000);
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .args = (const char *const[]){"import", path, NULL}});
    desk_see(desk, "Importing");
    pty_signal(desk->pty, SIGINT);
    desk_see(desk, "0 rows imported");
    assert_int_equal(desk_wait_end(desk), 130);
    assert_null(strstr(desk_do(desk, "list", "--columns", "id", "--csv"), "M0"));
    desk_check_sound(desk);
    free(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(killed_at_each_write),
        TEST(full_at_each_write),
        TEST(only_sqlite_opens_the_book),
        TEST(no_memory_at_any_point),
        TEST(a_write_takes_little),
        TEST(no_room_for_an_export),
        TEST(a_book_on_another_machine),
        TEST(it_starts_on_a_full_disk),
        TEST(no_descriptor_left),
        TEST(a_note_waits_for_room),
        TEST(a_full_disk_keeps_the_text),
        TEST(an_import_is_whole_or_nothing),
        TEST(an_import_is_stopped_by_hand),
    };
    if (access("/dev/shm", W_OK) == 0) /* where a sync costs nothing: there are thousands */
        setenv("TMPDIR", "/dev/shm", 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
