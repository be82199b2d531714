/* Many new rows of a kind in one statement: the same as one by one, ids that are taken included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "support/book.h"

#define ROWS 40

static size_t add_account(struct change *change, const char *id, const char *name)
{
    size_t row = change_insert(change, KIND_ACCOUNT);

    if (id != NULL)
        change_set_text(change, row, ACCOUNT_ID, id);
    change_set_text(change, row, ACCOUNT_NAME, name);
    return row;
}

static bool add_line(void *context, const struct row *row)
{
    struct str *out = context;

    str_addf(out, "%lld %s %s\n", (long long)row->key, row_text(row, kind_info(row->kind)->id),
        row_text(row, kind_info(row->kind)->name));
    return true;
}

static void list(struct book *book, enum kind kind, struct str *out)
{
    struct error err = {0};

    str_clear(out);
    assert_true(store_each(book->store, kind, add_line, out, &err));
}

static void feed(struct book *book, struct change *change)
{
    struct error err = {0};
    int64_t id;

    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    if (!store_bulk_rows(book->store, change, NULL, &err))
        fail_msg("%s", err.text);
    assert_true(store_bulk_end(book->store, "imported", &id, &err));
    book->last_change = id;
}

/* db-3 and db-4 came back by an export: the rows that would have had them get the next free one. */
static void ids_that_are_taken_are_left_out(void **state)
{
    struct book *book = *state;
    struct change change;
    struct str rows = {0};

    change_init(&change, ACTOR_IMPORT);
    add_account(&change, "db-3", "there already");
    add_account(&change, "db-4", "there too");
    for (int i = 0; i < 5; i++)
        add_account(&change, NULL, "new");
    feed(book, &change);
    list(book, KIND_ACCOUNT, &rows);
    assert_string_equal(str_text(&rows), "1 db-3 there already\n2 db-4 there too\n3 db-1 new\n"
                                         "4 db-2 new\n5 db-6 new\n6 db-7 new\n7 db-5 new\n");
    change_fini(&change);
    str_fini(&rows);
}

/* Rows of two kinds, those of the one linked to those of the other by their names in the change. */
static void links_and_texts_are_whole(void **state)
{
    struct book *book = *state;
    struct change change;
    struct error err = {0};
    struct str report = {0};

    change_init(&change, ACTOR_IMPORT);
    for (int i = 0; i < ROWS; i++)
        add_account(&change, NULL, i % 2 ? "Globex" : "\xC3\x84rger AG");
    for (int i = 0; i < ROWS; i++) {
        size_t note = change_insert(&change, KIND_NOTE);

        change_set_integer(
            &change, note, NOTE_ACCOUNT, change_name(&change, (size_t)(ROWS - 1 - i)));
        change_set_text(&change, note, NOTE_BODY, i % 2 ? "spoke" : "");
        change_set_integer(&change, note, NOTE_AT, i);
    }
    feed(book, &change);
    for (int i = 0; i < ROWS; i++) {
        struct row *note;

        assert_true(
            store_get_stored(book->store, KIND_NOTE, i + 1, &book->arena, &note, &err) && note);
        assert_int_equal(row_integer(note, NOTE_ACCOUNT), ROWS - i);
        assert_int_equal(row_integer(note, NOTE_AT), i);
        assert_string_equal(row_text(note, NOTE_BODY), i % 2 ? "spoke" : "");
        assert_false(row_knows(note, NOTE_TAGS));
    }
    if (!store_check(book->store, &report, &err))
        fail_msg("%s", str_text(&report));
    assert_string_equal(book_undo(book, book->last_change), "");
    assert_int_equal(book_count(book, KIND_NOTE), 0);
    change_fini(&change);
    str_fini(&report);
}

/* An id of a file that stands in the book already ends all of it. */
static void an_id_of_a_file_twice_fails_whole(void **state)
{
    struct book *book = *state;
    struct change change;
    struct error err = {0};

    change_init(&change, ACTOR_IMPORT);
    for (int i = 0; i < 6; i++)
        add_account(&change, i < 4 ? NULL : "A-1", "Globex");
    assert_true(store_bulk_begin(book->store, ACTOR_IMPORT, "import", &err));
    assert_false(store_bulk_rows(book->store, &change, NULL, &err));
    assert_string_not_equal(err.text, "");
    store_rollback(book->store);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 0);
    change_fini(&change);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            ids_that_are_taken_are_left_out, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(links_and_texts_are_whole, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(
            an_id_of_a_file_twice_fails_whole, book_set_up, book_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
