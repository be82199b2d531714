/* The journal: undo, redo, what stays, across a restart, a bulk import, and random edits taken back
 * to the first state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "store/change_rows.h"
#include "store/names.h"
#include "support/book.h"

static struct journal_entry undo_candidate(struct book *book, bool *ret_foreign)
{
    struct journal_entry entry;
    struct error err = {0};

    assert_true(store_undo_candidate(book->store, &book->arena, &entry, ret_foreign, &err));
    return entry;
}

static struct journal_entry redo_candidate(struct book *book)
{
    struct journal_entry entry;
    struct error err = {0};

    assert_true(store_redo_candidate(book->store, &book->arena, &entry, &err));
    return entry;
}

/* u in the app. */
static void undo_once(struct book *book)
{
    bool foreign;
    struct journal_entry entry = undo_candidate(book, &foreign);

    assert_int_not_equal(entry.id, 0);
    assert_false(foreign);
    assert_string_equal(book_undo(book, entry.id), "");
}

static void redo_once(struct book *book)
{
    struct journal_entry entry = redo_candidate(book);

    assert_int_not_equal(entry.id, 0);
    assert_string_equal(book_undo(book, entry.id), "");
}

static void test_undo_and_redo(void **state)
{
    struct book *book = *state;
    bool foreign;
    int64_t account = book_account(book, "A", "Globex");
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call");

    book_set(book, KIND_TASK, task, TASK_STATUS, "done");
    book_set(book, KIND_TASK, task, TASK_TITLE, "call Ana");
    undo_once(book);
    assert_string_equal(book_text(book, KIND_TASK, task, TASK_TITLE), "call");
    undo_once(book);
    assert_string_equal(book_text(book, KIND_TASK, task, TASK_STATUS), "");
    book_reopen(book); /* across a restart */
    undo_once(book);
    assert_null(book_get(book, KIND_TASK, task));
    undo_once(book);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 0);
    assert_int_equal(undo_candidate(book, &foreign).id, 0);
    for (int i = 0; i < 4; i++)
        redo_once(book);
    assert_int_equal(redo_candidate(book).id, 0);
    assert_string_equal(book_text(book, KIND_TASK, task, TASK_TITLE), "call Ana");
    assert_string_equal(book_text(book, KIND_TASK, task, TASK_STATUS), "done");
    assert_string_equal(book_text(book, KIND_ACCOUNT, account, ACCOUNT_NAME), "Globex");
    for (int i = 0; i < 4; i++)
        undo_once(book);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 0);
    redo_once(book);
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, "Initech"); /* a new write ends redo */
    assert_int_equal(redo_candidate(book).id, 0);
    undo_once(book);
    assert_string_equal(book_text(book, KIND_ACCOUNT, account, ACCOUNT_NAME), "Globex");
}

/* An older change is taken back field by field; what moved on stays and is named. */
static void test_kept(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct change change;
    const char *kept;
    int64_t first, account = book_account(book, "A", "Globex");
    size_t row;

    change_init(&change, ACTOR_CLI);
    row = change_update(&change, KIND_ACCOUNT, account);
    change_set_text(&change, row, ACCOUNT_TIER, "smb");
    change_set_text(&change, row, ACCOUNT_OWNER, "Ana");
    assert_true(store_apply(book->store, &change, &first, NULL, &err));
    change_fini(&change);
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_TIER, "mid");
    kept = book_undo(book, first);
    assert_string_equal(kept, "account Globex: tier stays: it was changed since\n");
    assert_string_equal(book_text(book, KIND_ACCOUNT, account, ACCOUNT_TIER), "mid");
    assert_string_equal(book_text(book, KIND_ACCOUNT, account, ACCOUNT_OWNER), "");
}

static void test_kept_insert(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex"), made = book->last_change;
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call"),
            added = book->last_change;

    book_set(book, KIND_TASK, task, TASK_TITLE, "call Ana");
    assert_string_equal(book_undo(book, made), "account Globex: stays: later rows belong to it\n");
    assert_string_equal(book_undo(book, added), "task call Ana: stays: it was changed since\n");
    assert_int_equal(book_count(book, KIND_TASK), 1);
}

static void test_deleted_since(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex");
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call"), changed, deleted;

    book_set(book, KIND_TASK, task, TASK_TITLE, "call Ana");
    changed = book->last_change;
    book_delete(book, KIND_TASK, task);
    deleted = book->last_change;
    assert_string_equal(book_undo(book, changed), "task call: was deleted since\n");
    assert_string_equal(book_undo(book, deleted), "");
    assert_string_equal(book_text(book, KIND_TASK, task, TASK_TITLE), "call Ana");
}

/* What came back under another key or lost its account stays away, and is told. */
static void test_cannot_come_back(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex"), deleted, gone;
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call");

    book_delete(book, KIND_TASK, task);
    deleted = book->last_change;
    book_delete(book, KIND_ACCOUNT, account);
    gone = book->last_change;
    assert_string_equal(
        book_undo(book, deleted), "task call: stays away: what it belongs to is gone\n");
    book_account(book, "A", "Other");
    assert_string_equal(
        book_undo(book, gone), "account Globex: stays away: its id is in use again\n");
    assert_int_equal(book_count(book, KIND_ACCOUNT), 1);
}

/* An account deleted with all of it comes back with all of it, and goes again by redo. */
static void test_account_comes_back(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex");
    int64_t note = book_add(book, KIND_NOTE, account, NOTE_BODY, "we met");
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call");
    int64_t run = book_add(book, KIND_RUN, account, RUN_PLAYBOOK, "p");
    int64_t step = book_add(book, KIND_STEP, account, STEP_STEP, "s");

    book_set_integer(book, KIND_TASK, task, TASK_NOTE, note);
    book_set_integer(book, KIND_STEP, step, STEP_RUN, run);
    book_delete(book, KIND_ACCOUNT, account);
    undo_once(book);
    assert_int_equal(row_integer(book_get(book, KIND_TASK, task), TASK_NOTE), note);
    assert_int_equal(row_integer(book_get(book, KIND_STEP, step), STEP_RUN), run);
    assert_string_equal(book_search(book, "met", false), "note we [met]");
    redo_once(book);
    assert_int_equal(book_count(book, KIND_ACCOUNT) + book_count(book, KIND_STEP), 0);
    undo_once(book);
    undo_once(book); /* the step's run: untouched by all that */
    assert_false(row_knows(book_get(book, KIND_STEP, step), STEP_RUN));
}

/* A key is never given twice: else what was deleted could not come back. */
static void test_keys_are_not_reused(void **state)
{
    struct book *book = *state;
    int64_t first = book_account(book, "A", "Globex"), deleted;

    book_delete(book, KIND_ACCOUNT, first);
    deleted = book->last_change;
    book_reopen(book);
    assert_int_not_equal(book_account(book, "B", "Initech"), first);
    assert_string_equal(book_undo(book, deleted), "");
    assert_string_equal(book_text(book, KIND_ACCOUNT, first, ACCOUNT_NAME), "Globex");
}

static void test_foreign(void **state)
{
    struct book *book = *state;
    bool foreign;
    int64_t mine = book_account(book, "A", "Globex"), imported;

    book->actor = ACTOR_IMPORT;
    book_account(book, "B", "Initech");
    imported = book->last_change;
    book->actor = ACTOR_APP;
    assert_int_equal(undo_candidate(book, &foreign).id, imported);
    assert_true(foreign);
    book_undo(book, imported);
    assert_int_not_equal(undo_candidate(book, &foreign).id, imported);
    assert_false(foreign);
    assert_non_null(book_get(book, KIND_ACCOUNT, mine));
}

static void test_twice(void **state)
{
    struct book *book = *state;
    struct journal_entry entry;
    struct error err = {0};
    struct str kept = {0};
    int64_t change;

    book_account(book, "A", "Globex");
    change = book->last_change;
    book_undo(book, change);
    assert_false(
        store_undo(book->store, change, ACTOR_APP, NULL, &kept, &entry, &book->arena, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_false(store_undo(book->store, 999, ACTOR_APP, NULL, &kept, &entry, &book->arena, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

/* What a change did: the last row of it, and how many there were. */
struct done {
    int rows;
    enum change_op op;
    int64_t key;
    bool was_named; /* before */
    bool is_named;  /* after */
};

static bool note_done(void *context, const struct change_done *row)
{
    struct done *done = context;

    done->rows++;
    done->op = row->op;
    done->key = row->key;
    done->was_named = row->before != NULL && row->before[ACCOUNT_NAME].type == VALUE_TEXT &&
                      strcmp(row->before[ACCOUNT_NAME].text, "Globex") == 0;
    done->is_named = row->after != NULL && row->after[ACCOUNT_NAME].type == VALUE_TEXT &&
                     strcmp(row->after[ACCOUNT_NAME].text, "Initech") == 0;
    return true;
}

static void test_what_was_done(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex"), changes[3];
    static const struct done wanted[] = {{.rows = 1, .op = CHANGE_INSERT},
        {.rows = 1, .op = CHANGE_UPDATE, .was_named = true, .is_named = true},
        {.rows = 1, .op = CHANGE_DELETE}};
    struct error err = {0};

    changes[0] = book->last_change;
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, "Initech");
    changes[1] = book->last_change;
    book_delete(book, KIND_ACCOUNT, account);
    changes[2] = book->last_change;
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        struct done done = {0};

        assert_true(store_each_done(book->store, changes[i], note_done, &done, &err));
        assert_int_equal(done.rows, wanted[i].rows);
        assert_int_equal(done.op, wanted[i].op);
        assert_int_equal(done.key, account);
        assert_int_equal(done.was_named, wanted[i].was_named);
        assert_int_equal(done.is_named, wanted[i].is_named);
    }
}

static void test_names(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "Globex");
    struct store_name name;
    struct error err = {0};

    assert_true(store_name_of(book->store, account, &book->arena, &name, &err));
    assert_string_equal(name.name, "Globex");
    assert_string_equal(name.id, "A");
    assert_true(store_name_of(book->store, account + 1, &book->arena, &name, &err));
    assert_string_equal(name.name, "");
    assert_string_equal(name.id, "");
}

static void test_log(void **state)
{
    struct book *book = *state;
    struct journal_list log = {0};
    struct touched_list rows = {0};
    struct error err = {0};
    int64_t account = book_account(book, "A", "Globex");

    book_add(book, KIND_TASK, account, TASK_TITLE, "call");
    book_undo(book, book->last_change);
    assert_true(store_log(book->store, 0, 10, &book->arena, &log, &err));
    assert_int_equal(log.count, 3);
    assert_string_equal(log.items[0].summary, "undid: added task");
    assert_int_equal(log.items[0].undoes, log.items[1].id);
    assert_true(log.items[1].undone);
    assert_string_equal(log.items[2].summary, "Globex added");
    assert_true(store_log(book->store, account, 10, &book->arena, &log, &err));
    assert_int_equal(log.count, 2);
    assert_true(store_change_rows(book->store, log.items[1].id, 10, &rows, &err));
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.items[0].kind, KIND_TASK);
    /* A change that changes nothing leaves no trace. */
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, "Globex");
    assert_int_equal(book->last_change, 0);
    array_fini(&log);
    array_fini(&rows);
}

#define IMPORTED 3000 /* and as many notes: over what the undo takes for many */

static void import(struct book *book)
{
    struct error err = {0};
    struct change change;
    int64_t id;

    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    for (int i = 0; i < IMPORTED; i++) {
        size_t account, note;

        change_init(&change, ACTOR_IMPORT);
        account = change_insert(&change, KIND_ACCOUNT);
        change_set_text(&change, account, ACCOUNT_NAME, "Globex");
        note = change_insert(&change, KIND_NOTE);
        change_set_integer(&change, note, NOTE_ACCOUNT, change_name(&change, account));
        change_set_text(&change, note, NOTE_BODY, "hello from afar");
        assert_true(store_bulk_rows(book->store, &change, NULL, &err));
        change_fini(&change);
    }
    assert_true(store_bulk_end(book->store, "imported", &id, &err));
    book->last_change = id;
}

static void test_bulk(void **state)
{
    struct book *book = *state;
    struct str report = {0};
    struct error err = {0};
    const char *kept;
    int64_t id;

    import(book);
    id = book->last_change;
    assert_int_equal(book_count(book, KIND_ACCOUNT), IMPORTED);
    book_set(book, KIND_ACCOUNT, 7, ACCOUNT_TIER, "smb");
    book_add(book, KIND_TASK, 9, TASK_TITLE, "call");
    kept = book_undo(book, id);
    assert_string_equal(kept, "account Globex: stays: later rows belong to it\n"
                              "account Globex: stays: it was changed since\n");
    assert_int_equal(book_count(book, KIND_ACCOUNT), 2);
    assert_int_equal(book_count(book, KIND_NOTE), 0);
    redo_once(book);
    assert_int_equal(book_count(book, KIND_ACCOUNT), IMPORTED);
    assert_int_equal(book_count(book, KIND_NOTE), IMPORTED);
    if (!store_check(book->store, &report, &err))
        fail_msg("%s", str_text(&report));
    str_fini(&report);
}

static void test_bulk_fails_whole(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct change change;

    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    change_init(&change, ACTOR_IMPORT);
    change_set_text(&change, change_insert(&change, KIND_ACCOUNT), ACCOUNT_ID, "A");
    assert_true(store_bulk_rows(book->store, &change, NULL, &err));
    assert_false(store_bulk_rows(book->store, &change, NULL, &err)); /* the same id again */
    store_rollback(book->store);
    change_fini(&change);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 0);
    book_account(book, "A", "Globex");
}

/* --- random edits, then undone to the first state --- */

static uint64_t seed = 20261123;

static int pick(int below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)below);
}

/* All rows of all kinds as text. */
static bool add_row(void *context, const struct row *row)
{
    struct str *out = context;

    str_addf(out, "%d %lld:", row->kind, (long long)row->key);
    for (int field = 0; field < kind_info(row->kind)->stored; field++) {
        const struct value *value = &row->values[field];

        if (value->type == VALUE_TEXT)
            str_addf(out, " %d=%s", field, value->text);
        else if (value->type == VALUE_INTEGER)
            str_addf(out, " %d=%lld", field, (long long)value->integer);
    }
    str_add_char(out, '\n');
    return true;
}

static char *picture(struct book *book)
{
    struct error err = {0};
    struct str out = {0};

    for (int kind = 0; kind < KIND_COUNT; kind++)
        assert_true(store_each(book->store, (enum kind)kind, add_row, &out, &err));
    str_add(&out, "");
    return str_take(&out);
}

static int64_t any_key(struct book *book, enum kind kind)
{
    struct key_list keys = {0};
    struct error err = {0};
    int64_t key;

    assert_true(
        store_keys(book->store, kind == KIND_ACCOUNT ? ORDER_NAME : ORDER_NOTES, &keys, &err));
    key = keys.count > 0 ? keys.items[pick((int)keys.count)] : 0;
    array_fini(&keys);
    return key;
}

static void random_edit(struct book *book)
{
    static const char *const words[] = {"alpha beta", "gamma", "Ünïcode", "delta epsilon", ""};
    const char *word = words[pick((int)COUNT_OF(words))];
    int64_t account = any_key(book, KIND_ACCOUNT), note = any_key(book, KIND_NOTE);

    switch (pick(6)) {
    case 0: book_account(book, NULL, word); return;
    case 1: book_add(book, KIND_NOTE, account, NOTE_BODY, word); return;
    case 2:
        if (note != 0)
            book_set(book, KIND_NOTE, note, NOTE_BODY, word);
        return;
    case 3:
        if (account != 0)
            book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, word);
        return;
    case 4:
        if (note != 0)
            book_delete(book, KIND_NOTE, note);
        return;
    default:
        if (account != 0 && pick(4) == 0)
            book_delete(book, KIND_ACCOUNT, account);
        return;
    }
}

static void test_random(void **state)
{
    struct book *book = *state;
    struct str report = {0};
    struct error err = {0};
    char *first, *last, *now;
    bool foreign;
    int changes = 0;

    book_account(book, NULL, "Globex");
    first = picture(book);
    for (int i = 0; i < 400; i++)
        random_edit(book);
    last = picture(book);
    while (undo_candidate(book, &foreign).id > 1) {
        undo_once(book);
        changes++;
    }
    now = picture(book);
    assert_string_equal(first, now);
    free(now);
    while (changes-- > 0)
        redo_once(book);
    now = picture(book);
    assert_string_equal(last, now);
    if (!store_check(book->store, &report, &err))
        fail_msg("%s", str_text(&report));
    str_fini(&report);
    free(first);
    free(last);
    free(now);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_undo_and_redo),
        TEST(test_kept),
        TEST(test_kept_insert),
        TEST(test_deleted_since),
        TEST(test_cannot_come_back),
        TEST(test_account_comes_back),
        TEST(test_keys_are_not_reused),
        TEST(test_foreign),
        TEST(test_twice),
        TEST(test_what_was_done),
        TEST(test_names),
        TEST(test_log),
        TEST(test_bulk),
        TEST(test_bulk_fails_whole),
        TEST(test_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
