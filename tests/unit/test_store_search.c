/* Search: plain words, beginnings, FTS5's own language, rubbish, newest first, and the index after
 * edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "support/book.h"

static int set_up(void **state)
{
    struct book *book = calloc(1, sizeof(*book));

    book_init(book);
    *state = book;
    return 0;
}

static int tear_down(void **state)
{
    book_fini(*state);
    free(*state);
    return 0;
}

static int64_t add_note(struct book *book, const char *body, int64_t at)
{
    int64_t note = book_add(book, KIND_NOTE, 0, NOTE_BODY, body);

    book_set_integer(book, KIND_NOTE, note, NOTE_AT, at);
    return note;
}

/* Bodies of the hits in one line. */
static const char *found(struct book *book, const char *query)
{
    struct row_list rows;
    struct error err = {0};
    struct str out = {0};
    const char *text;

    if (!store_search_notes(book->store, query, 10, &book->arena, &rows, &err))
        fail_msg("%s: %s", query, err.text);
    for (size_t i = 0; i < rows.count; i++)
        str_addf(&out, "%s%s", i > 0 ? "|" : "", row_text(rows.items[i], NOTE_BODY));
    text = arena_copy_text(&book->arena, str_text(&out));
    str_fini(&out);
    return text;
}

static void test_queries(void **state)
{
    static const struct {
        const char *query, *hits;
    } cases[] = {
        {"renewal", "Renewal call|renewal and pricing"},
        {"ren", "Renewal call|renewal and pricing"},
        {"pric", "renewal and pricing"},
        {"pricing renewal", "renewal and pricing"},
        {"cafe", "Café in Zürich"},
        {"ZURICH", "Café in Zürich"},
        {"\"and pricing\"", "renewal and pricing"},
        {"call OR cafe", "Renewal call|Café in Zürich"},
        {"renewal NOT pricing", "Renewal call"},
        {"follow-up", "the follow-up is late"},
        {"http://x", ""},
        {"\"", ""},
        {"*", ""},
        {"(", ""},
        {"a AND", ""},
        {"'; DROP TABLE note; --", ""},
        {"", ""},
        {"   ", ""},
        {"r", ""},
        {"!!!", ""},
    };
    struct book *book = *state;

    add_note(book, "renewal and pricing", 10);
    add_note(book, "Café in Zürich", 20);
    add_note(book, "Renewal call", 30);
    add_note(book, "the follow-up is late", 40);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (strcmp(found(book, cases[i].query), cases[i].hits) != 0)
            fail_msg("%s: %s", cases[i].query, found(book, cases[i].query));
}

static void test_newest_first(void **state)
{
    struct book *book = *state;

    add_note(book, "met one", 300);
    add_note(book, "met two", 100); /* written down later */
    add_note(book, "met three", 200);
    assert_string_equal(found(book, "met"), "met one|met three|met two");
}

static void test_follows_edits(void **state)
{
    struct book *book = *state;
    int64_t note = add_note(book, "alpha", 1), change;

    book_set(book, KIND_NOTE, note, NOTE_BODY, "beta");
    change = book->last_change;
    assert_string_equal(found(book, "alpha"), "");
    assert_string_equal(found(book, "beta"), "beta");
    book_set(book, KIND_NOTE, note, NOTE_ATTENDEES, "Ana;Bob");
    assert_string_equal(found(book, "bob"), "beta");
    book_undo(book, change);
    assert_string_equal(found(book, "alpha bob"), "alpha");
    book_delete(book, KIND_NOTE, note);
    assert_string_equal(found(book, "bob"), "");
    book_undo(book, book->last_change);
    assert_string_equal(found(book, "bob"), "alpha");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_queries),
        TEST(test_newest_first),
        TEST(test_follows_edits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
