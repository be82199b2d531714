/* The full-text index: every kind's texts are found after each way in which rows come, change and
 * go, and doctor knows when they are not. What may be asked: test_store_search.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "store/search.h"
#include "support/book.h"

#define DAY(day) (((int64_t)(day)) * 1440)

/* --- every kind, every way --- */

static const struct way {
    enum kind kind;
    int field;
    const char *shown; /* before the hit's own words */
} ways[] = {
    {KIND_NOTE, NOTE_BODY, ""},
    {KIND_NOTE, NOTE_TOPIC, ""},
    {KIND_NOTE, NOTE_ATTENDEES, ""},
    {KIND_NOTE, NOTE_TAGS, ""},
    {KIND_TASK, TASK_TITLE, ""},
    {KIND_TASK, TASK_WAITING_ON, ""},
    {KIND_TASK, TASK_OWED_TO, ""},
    {KIND_CONTACT, CONTACT_NAME, ""},
    {KIND_CONTACT, CONTACT_EMAIL, ""},
    {KIND_CONTACT, CONTACT_TITLE, ""},
    {KIND_CONTACT, CONTACT_ROLE, ""},
    {KIND_ACCOUNT, ACCOUNT_NAME, "Globex \302\267 "},
    {KIND_ACCOUNT, ACCOUNT_DOMAIN, "Globex \302\267 "},
    {KIND_ACCOUNT, ACCOUNT_ID, "Globex \302\267 "},
    {KIND_ACCOUNT, ACCOUNT_INDUSTRY, "Globex \302\267 "},
    {KIND_ACCOUNT, ACCOUNT_TAGS, "Globex \302\267 "},
    {KIND_GOAL, GOAL_STATEMENT, ""},
    {KIND_GOAL, GOAL_METRIC, ""},
    {KIND_GOAL, GOAL_OWNER, ""},
    {KIND_FEEDBACK, FEEDBACK_TEXT, ""},
    {KIND_FEEDBACK, FEEDBACK_THEME, ""},
    {KIND_FEEDBACK, FEEDBACK_ASKED_BY, ""},
};

static const char *wanted(struct book *book, const struct way *way, const char *word)
{
    bool named = way->kind == KIND_ACCOUNT && way->field == ACCOUNT_NAME;

    return arena_format(
        &book->arena, "%s %s[%s]", kind_info(way->kind)->singular, named ? "" : way->shown, word);
}

static int64_t make(struct book *book, const struct way *way, int64_t account)
{
    if (way->kind != KIND_ACCOUNT)
        return book_add(book, way->kind, account, way->field, "zebra");
    book_set(book, KIND_ACCOUNT, account, way->field, "zebra");
    return account;
}

static void in_every_way(struct book *book, const struct way *way)
{
    int64_t account = book_account(book, NULL, "Globex"), made, deleted;
    int64_t key = make(book, way, account);

    made = book->last_change;
    book_finds(book, "zebra", wanted(book, way, "zebra"));
    book_set(book, way->kind, key, way->field, "okapi");
    book_finds(book, "zebra", "");
    book_finds(book, "okapi", wanted(book, way, "okapi"));
    book_undo(book, book->last_change);
    book_finds(book, "zebra", wanted(book, way, "zebra"));
    book_finds(book, "okapi", "");
    book_delete(book, KIND_ACCOUNT, account); /* and all that hangs on it */
    deleted = book->last_change;
    book_finds(book, "zebra", "");
    book_undo(book, deleted);
    book_finds(book, "zebra", wanted(book, way, "zebra"));
    book_undo(book, deleted + 1); /* redo */
    book_finds(book, "zebra", "");
    book_undo(book, deleted + 2);
    book_finds(book, "zebra", wanted(book, way, "zebra"));
    book_undo(book, made);
    book_finds(book, "zebra", "");
}

static void test_every_kind_in_every_way(void **state)
{
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        struct book book = {0};

        struct error err = {0};

        book_init(&book);
        assert_true(store_begin(book.store, &err)); /* one sync, not twenty */
        in_every_way(&book, &ways[i]);
        assert_true(store_commit(book.store, &err));
        book_check_index(&book);
        book_fini(&book);
    }
}

/* The day of an entry and its facts follow what they are made of. */
static void test_facts_and_days_follow(void **state)
{
    struct book *book = *state;
    int64_t task = book_add(book, KIND_TASK, 0, TASK_TITLE, "send deck");

    book_finds(book, "deck status:open", "task send [deck]");
    book_finds(book, "deck after:2026-01-01", "");
    book_set_integer(book, KIND_TASK, task, TASK_DUE, day_make(2026, 11, 30));
    book_finds(book, "deck after:2026-01-01", "task send [deck]");
    book_finds(book, "deck on:2026-11-30", "task send [deck]");
    book_finds(book, "deck before:2026-11-30", "");
    book_set(book, KIND_TASK, task, TASK_STATUS, "done");
    book_finds(book, "deck status:open", "");
    book_finds(book, "deck status:done", "task send [deck]");
    book_undo(book, book->last_change);
    book_finds(book, "deck status:open", "task send [deck]");
    book_check_index(book);
}

/* --- a stream of rows --- */

static void add_rows(struct book *book, struct change *rows, enum kind kind, int field, int count)
{
    struct error err = {0};
    char text[64];

    rows->rows.count = 0;
    for (int i = 0; i < count; i++) {
        size_t row = change_insert(rows, kind);

        snprintf(text, sizeof(text), "%s number %d", kind_info(kind)->singular, i);
        change_set_text(rows, row, field, text);
        if (kind == KIND_GOAL || kind == KIND_FEEDBACK || kind == KIND_CONTACT)
            change_set_integer(rows, row, kind_info(kind)->account, 1);
        if (i % 500 == 499 || i + 1 == count) {
            assert_true(store_bulk_rows(book->store, rows, NULL, &err));
            change_fini(rows);
            change_init(rows, ACTOR_IMPORT);
        }
    }
}

static int64_t import(struct book *book, int people)
{
    struct change rows;
    struct error err = {0};
    int64_t change = 0;

    change_init(&rows, ACTOR_IMPORT);
    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    add_rows(book, &rows, KIND_ACCOUNT, ACCOUNT_NAME, 3);
    add_rows(book, &rows, KIND_CONTACT, CONTACT_NAME, people);
    add_rows(book, &rows, KIND_NOTE, NOTE_BODY, 3);
    add_rows(book, &rows, KIND_TASK, TASK_TITLE, 3);
    add_rows(book, &rows, KIND_GOAL, GOAL_STATEMENT, 3);
    add_rows(book, &rows, KIND_FEEDBACK, FEEDBACK_TEXT, 3);
    assert_true(store_bulk_end(book->store, "import", &change, &err));
    change_fini(&rows);
    return change;
}

static void test_an_import_is_found(void **state)
{
    struct book *book = *state;
    int64_t change = import(book, 3);

    assert_false(store_index_is_behind(book->store));
    book_finds(book, "\"number 2\"",
        "account account [number 2]|contact contact [number 2]|feedback feedback [number 2]|"
        "goal goal [number 2]|task task [number 2]|note note [number 2]");
    book_check_index(book);
    book_undo(book, change);
    book_finds(book, "number", "");
    book_check_index(book);
}

/* A large one leaves its people for later; whatever happens to them meanwhile, in the end the index
 * agrees with the rows. */
static void test_a_large_import_is_listed_later(void **state)
{
    struct book *book = *state;
    int64_t change = import(book, 6000), added;
    struct error err = {0};
    bool more = true;
    int slices = 0;

    assert_true(store_index_is_behind(book->store));
    book_finds(book, "\"number 2\" in:notes", "note note [number 2]");
    book_finds(book, "5999", "");
    book_check_index(book);
    book_set(book, KIND_CONTACT, 5, CONTACT_NAME, "changed while it waits");
    book_delete(book, KIND_CONTACT, 6);
    added = book_add(book, KIND_CONTACT, 1, CONTACT_NAME, "added while it waits");
    book_reopen(book);
    for (; more; slices++) {
        assert_true(store_index_catch_up(book->store, false, &more, &err));
        book_check_index(book);
        if (slices == 1) /* one that is listed, one that is not yet */
            book_set(book, KIND_CONTACT, 7, CONTACT_NAME, "renamed half way");
        if (slices == 2)
            book_set(book, KIND_CONTACT, 5990, CONTACT_NAME, "renamed at the end");
    }
    assert_true(slices > 3);
    assert_false(store_index_is_behind(book->store));
    book_finds(book, "5999", "contact contact number [5999]");
    book_finds(book, "waits", "contact added while it [waits]|contact changed while it [waits]");
    book_finds(book, "renamed", "contact [renamed] at the end|contact [renamed] half way");
    book_delete(book, KIND_CONTACT, added);
    book_undo(book, change); /* people of the first account were changed: it stays */
    book_finds(book, "number", "account account [number] 0");
    book_check_index(book);
}

/* --- erased --- */

static int64_t pieces_with(struct book *book, const char *word)
{
    char sql[160];
    int64_t count;

    snprintf(sql, sizeof(sql),
        "SELECT count(*) FROM entry_fts_data WHERE instr(block, CAST('%s' AS BLOB)) > 0", word);
    store_close(book->store);
    book->store = NULL;
    count = book_sql(book->path, sql);
    book->store = book_connect(book, 5000);
    return count;
}

/* A deleted row's words are still in the file until they are merged away. */
static void test_purged_words_leave_the_file(void **state)
{
    struct book *book = *state;
    int64_t note = book_note(book, "zebraword", 0);
    struct error err = {0};

    book_note(book, "okapiword", 0);
    book_delete(book, KIND_NOTE, note);
    assert_true(pieces_with(book, "zebraword") > 0);
    assert_true(store_begin(book->store, &err));
    assert_true(store_index_purge(book->store, &err));
    assert_true(store_commit(book->store, &err));
    assert_int_equal(pieces_with(book, "zebraword"), 0);
    book_finds(book, "okapiword", "note [okapiword]");
    book_check_index(book);
}

/* --- doctor --- */

static bool index_is_ok(struct store *store)
{
    struct str report = {0};
    struct error err = {0};
    bool ok;

    (void)!store_check(store, &report, &err);
    ok = strstr(str_text(&report), "search index: ok") != NULL;
    str_fini(&report);
    return ok;
}

static void test_doctor_only_reads(void **state)
{
    struct book *book = *state;
    struct store_options options = {.path = book->path, .read_only = true};
    struct store *reading = NULL;
    struct error err = {0};

    import(book, 3);
    assert_true(store_open(&options, &reading, &err));
    assert_true(index_is_ok(reading));
    store_close(reading);
}

/* Beyond 20,000 rows: counts and samples. */
static void test_doctor_samples_a_large_book(void **state)
{
    static const char *const faults[] = {"UPDATE note SET body = 'something else'",
        "DELETE FROM note WHERE key = 77",
        "INSERT INTO note(key, rev, body) VALUES (90000, 1, 'unlisted')",
        "UPDATE note SET at = 144000"};
    struct book *book = *state;
    struct change rows;
    struct error err = {0};

    change_init(&rows, ACTOR_IMPORT);
    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    add_rows(book, &rows, KIND_NOTE, NOTE_BODY, 20100);
    assert_true(store_bulk_end(book->store, "import", NULL, &err));
    change_fini(&rows);
    assert_true(index_is_ok(book->store));
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        char *copy = arena_format(&book->arena, "%s.%zu", book->path, i);
        struct store *store = NULL;

        assert_true(store_backup(book->store, copy, &err));
        book_sql(copy, faults[i]);
        assert_true(store_open(&(struct store_options){.path = copy}, &store, &err));
        if (index_is_ok(store))
            fail_msg("not found: %s", faults[i]);
        store_close(store);
    }
}

/* --- in how many pieces it stands --- */

static void add_notes(struct book *book, int count)
{
    for (int i = 0; i < count; i++)
        book_add(book, KIND_NOTE, 0, NOTE_BODY, "one of many");
}

/* A write never merges what was written before it, however much that is; quiet moments do. */
static void test_pieces_are_merged_in_quiet_moments(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    bool more = true;
    int slices = 0;

    add_notes(book, 12);
    assert_false(store_index_is_scattered(book->store));
    add_notes(book, 12);
    assert_true(store_index_is_scattered(book->store));
    book_check_index(book);
    book_reopen(book);
    for (; more; slices++)
        assert_true(store_index_merge(book->store, &more, &err));
    assert_in_range(slices, 2, 4); /* the last found nothing to do */
    assert_false(store_index_is_scattered(book->store));
    add_notes(book, 1);
    assert_false(store_index_is_scattered(book->store));
    book_check_index(book);
}

/* The command line has none: one write of many merges a few. */
static void test_pieces_of_the_command_line(void **state)
{
    struct book *book = *state;
    struct error err = {0};

    book->actor = ACTOR_CLI;
    assert_true(store_begin(book->store, &err));
    add_notes(book, 110);
    assert_true(store_commit(book->store, &err));
    add_notes(book, 16);
    assert_true(store_index_is_scattered(book->store));
    add_notes(book, 4); /* change 128 among them */
    assert_false(store_index_is_scattered(book->store));
    book_check_index(book);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_in_every_way),
        TEST(test_facts_and_days_follow),
        TEST(test_an_import_is_found),
        TEST(test_a_large_import_is_listed_later),
        TEST(test_purged_words_leave_the_file),
        TEST(test_doctor_only_reads),
        TEST(test_doctor_samples_a_large_book),
        TEST(test_pieces_are_merged_in_quiet_moments),
        TEST(test_pieces_of_the_command_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
