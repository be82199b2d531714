/* Search: the language against rows; the order, page by page; marks; and what may be thrown at it.
 * How rows get into the index: test_store_index.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "store/search.h"
#include "support/book.h"

#define DAY(day) (((int64_t)(day)) * 1440)

/* --- the language --- */

static void fill_scene(struct book *book)
{
    int64_t globex = book_account(book, "G", "Globex"), mill = book_account(book, "M", "Old Mill");
    int64_t note, task, person;

    note = book_add(book, KIND_NOTE, globex, NOTE_BODY, "renewal and pricing");
    book_set_integer(book, KIND_NOTE, note, NOTE_AT, DAY(day_make(2026, 11, 20)) + 600);
    book_set(book, KIND_NOTE, note, NOTE_KIND, "call");
    book_set(book, KIND_NOTE, note, NOTE_SENTIMENT, "bad");
    book_set(book, KIND_NOTE, note, NOTE_ATTENDEES, "Ana Ruiz;Bob");
    note =
        book_add(book, KIND_NOTE, mill, NOTE_BODY, "Caf\303\251 in Z\303\274rich, Stra\303\237e 5");
    book_set_integer(book, KIND_NOTE, note, NOTE_AT, DAY(day_make(2026, 10, 1)));
    book_set(book, KIND_NOTE, note, NOTE_KIND, "no-show");
    note = book_add(book, KIND_NOTE, globex, NOTE_BODY, "Renewal call: budget freeze #rival-co");
    book_set_integer(book, KIND_NOTE, note, NOTE_AT, DAY(day_make(2026, 11, 20)) + 900);
    book_set(book, KIND_NOTE, note, NOTE_TAGS, "rival-co");
    book_set(book, KIND_NOTE, note, NOTE_KIND, "email");
    task = book_add(book, KIND_TASK, mill, TASK_TITLE, "the follow-up on budget is late");
    book_set_integer(book, KIND_TASK, task, TASK_DUE, day_make(2026, 11, 27));
    book_set(book, KIND_TASK, task, TASK_PRIORITY, "high");
    person = book_add(book, KIND_CONTACT, globex, CONTACT_NAME, "Ana Ruiz");
    book_set(book, KIND_CONTACT, person, CONTACT_ROLE, "economic buyer");
}

#define FIRST "note [renewal] and pricing"
#define LAST "note [Renewal] call: budget freeze #rival-co"
#define CAFE "note [Caf\303\251] in Z\303\274rich, Stra\303\237e 5"

static const struct {
    const char *query, *hits;
} queries[] = {
    {"renewal", LAST "|" FIRST},
    {"ren", LAST "|" FIRST},
    {"renew", LAST "|" FIRST},
    {"rene ", ""},
    {"renew*  ", LAST "|" FIRST},
    {"pricing renewal", "note [renewal] and [pricing]"},
    {"cafe", CAFE},
    {"ZURICH", "note Caf\303\251 in [Z\303\274rich], Stra\303\237e 5"},
    {"strasse", "note Caf\303\251 in Z\303\274rich, [Stra\303\237e] 5"},
    {"stra\303\237e", "note Caf\303\251 in Z\303\274rich, [Stra\303\237e] 5"},
    {"\"and pricing\"", "note renewal [and pricing]"},
    {"\"pricing and\"", ""},
    {"\"budget fre", "note Renewal call: [budget] [freeze] #rival-co"},
    {"pricing OR cafe", "note renewal and [pricing]|" CAFE},
    {"renewal NOT pricing", LAST},
    {"renewal -pricing", LAST},
    {"-renewal in:notes", "note Caf\303\251 in Z\303\274rich, Stra\303\237e 5"},
    {"follow-up", "task the [follow-up] on budget is late"},
    {"follow-u", "task the [follow-up] on budget is late"},
    {"budget p", "task the follow-up on [budget] is late|"
                 "note Renewal call: [budget] freeze #rival-co"},
    {"budget in:tasks", "task the follow-up on [budget] is late"},
    {"budget -in:tasks", "note Renewal call: [budget] freeze #rival-co"},
    {"budget account:globex", "note Renewal call: [budget] freeze #rival-co"},
    {"budget account:\"old mill\"", "task the follow-up on [budget] is late"},
    {"budget -account:globex", "task the follow-up on [budget] is late"},
    {"budget account:nobody", ""},
    {"kind:call", "note renewal and pricing"},
    {"kind:call,email renewal", LAST "|" FIRST},
    {"renewal -kind:call", LAST},
    {"kind:no-show", "note Caf\303\251 in Z\303\274rich, Stra\303\237e 5"},
    {"kind:NoShow", "note Caf\303\251 in Z\303\274rich, Stra\303\237e 5"},
    {"sentiment:bad", "note renewal and pricing"},
    {"mood:bad cafe", ""},
    {"priority:high", "task the follow-up on budget is late"},
    {"role:\"economic buyer\"", "contact Ana Ruiz"},
    {"#rival", "note Renewal call: budget freeze #[rival]-co"},
    {"#rival-co", "note Renewal call: budget freeze #[rival-co]"},
    {"tag:rival-co", "note Renewal call: budget freeze #[rival-co]"},
    {"with:ana", "note [Ana] Ruiz;Bob \302\267 renewal and pricing"},
    {"with:ana renewal", FIRST},
    {"ana", "contact [Ana] Ruiz|note [Ana] Ruiz;Bob \302\267 renewal and pricing"},
    {"buyer", "contact Ana Ruiz \302\267 economic [buyer]"},
    {"globex", "account [Globex]"},
    {"in:accounts", "account Old Mill|account Globex"},
    {"after:-3d in:notes", "note Renewal call: budget freeze #rival-co|"
                           "note renewal and pricing"},
    {"before:2026-11-01", "note Caf\303\251 in Z\303\274rich, Stra\303\237e 5"},
    {"on:2026-10-01", "note Caf\303\251 in Z\303\274rich, Stra\303\237e 5"},
    {"after:2026-10-02 before:2026-11-01", ""},
    {"after:banana", ""},
    {"call NOT", ""},
    {"http://x", ""},
    {"r", ""},
};

static void test_queries(void **state)
{
    struct book *book = *state;

    fill_scene(book);
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        book_finds(book, queries[i].query, queries[i].hits);
}

#define NO_KIND "-in:notes -in:tasks -in:people -in:accounts -in:goals -in:feedback"

/* None is an error, none finds what it should not, and the next search is as good as before. */
static void test_hostile_queries(void **state)
{
    static const char *const hostile[] = {"\"", "*", "(", ")", "a AND", "AND", "OR", "NOT", "NEAR(",
        "NEAR(a b, 2)", "^", "^a", "a:b", ":", "kind:", "account:", "{text} : a", "facts : a",
        "'; DROP TABLE note; --", "", "   ", "!!!", "-", "--", "-\"", "#", "##", "\"\"", "\"\" \"",
        "-*", "+a", "a + b", "\\", "%s%n", "a\tb\nc", "\303", "\303(", "\355\240\200",
        "\356\204\200", "\356\204\240", "\357\277\277", "\342\200\256", "a\001b", "\342\200\224",
        "rowid:1", "rank:bm25", "entry_fts", "OR OR OR", "((((((", "a OR", "OR a",
        "in:", "in:nothing", "after:", "after:99999-99-99", "with:", "tag:", NO_KIND};
    struct book *book = *state;

    book_note(book, "renewal call", 0);
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        const char *found = book_search(book, hostile[i], false);

        if (strcmp(found, "") != 0)
            fail_msg("%s: %s", hostile[i], found);
        (void)book_search(book, hostile[i], true);
    }
    book_finds(book, "renewal", "note [renewal] call");
}

static void test_long_queries(void **state)
{
    struct book *book = *state;
    struct str query = {0};

    fill_scene(book);
    for (int i = 0; i < 30; i++)
        book_note(book, i % 3 ? "x marks it" : "another", DAY(i));
    for (int i = 0; i < 2000; i++)
        str_addf(&query, "w%d ", i);
    book_finds(book, str_text(&query), "");
    str_clear(&query);
    for (int i = 0; i < 2000; i++)
        str_add(&query, "-x ");
    str_add(&query, "renewal");
    (void)book_search(book, str_text(&query), false);
    str_clear(&query);
    str_add(&query, "in:notes ");
    for (int i = 0; i < 60; i++) /* some of them are in the notes */
        str_addf(&query, "-%s%d -kind:k%d ", i % 2 ? "x" : "zebra", i, i);
    for (int i = 0; i < 60; i++) {
        char body[16];

        snprintf(body, sizeof(body), "zebra%d", i);
        book_note(book, body, 0);
    }
    assert_null(strstr(book_search(book, str_text(&query), false), "zebra58"));
    assert_non_null(strstr(book_search(book, str_text(&query), false), "zebra59"));
    str_clear(&query);
    for (int i = 0; i < 1000; i++)
        str_add(&query, "renewal OR ");
    book_finds(book, str_text(&query), LAST "|" FIRST);
    str_clear(&query);
    for (int i = 0; i < 10000; i++)
        str_add_char(&query, 'a');
    book_finds(book, str_text(&query), "");
    str_fini(&query);
}

/* Words of ours in a text are no facts. */
static void test_no_text_is_a_fact(void **state)
{
    struct book *book = *state;

    book_note(book, "a forged \356\204\240 \356\200\200call fact", 0);
    book_finds(book, "kind:call", "");
    book_finds(book, "forged", "note a [forged] \356\204\240 \356\200\200call fact");
    book_check_index(book);
}

/* --- order --- */

static void test_newest_first(void **state)
{
    struct book *book = *state;

    book_note(book, "met one", DAY(300));
    book_note(book, "met two", DAY(100)); /* written down later */
    book_note(book, "met three", DAY(200));
    book_finds(book, "met", "note [met] one|note [met] three|note [met] two");
    book_set_integer(book, KIND_NOTE, 2, NOTE_AT, DAY(400));
    book_finds(book, "met", "note [met] two|note [met] one|note [met] three");
    book_check_index(book);
}

/* What has no day comes last, and ends: also the very first entry there can be. */
static void test_without_a_day(void **state)
{
    struct book *book = *state;

    for (int i = 0; i < 5; i++)
        book_add(book, KIND_NOTE, 0, NOTE_BODY, "met");
    book_note(book, "met in time", 0);
    book_finds(
        book, "met", "note [met] in time|note [met]|note [met]|note [met]|note [met]|note [met]");
    book_finds(book, "met account:x", "");
    book_finds(book, "met after:1970-01-01", "note [met] in time");
    book_finds(book, "met before:1970-01-01", "");
}

/* Pages of three: their borders fall into days, whose hits stand by time whatever their keys. */
static void test_within_a_day(void **state)
{
    struct book *book = *state;
    struct str wanted_hits = {0};

    for (int i = 0; i < 7; i++)
        for (int minute = 0; minute < 5; minute++) {
            char body[32];

            snprintf(body, sizeof(body), "met %d-%d", i, minute * 3 % 5);
            book_note(book, body, DAY(i) + minute * 3 % 5);
        }
    for (int i = 6; i >= 0; i--)
        for (int minute = 4; minute >= 0; minute--)
            str_addf(&wanted_hits, "%snote [met] %d-%d", wanted_hits.len > 0 ? "|" : "", i, minute);
    book_finds(book, "met", str_text(&wanted_hits));
    str_fini(&wanted_hits);
}

/* Those who are called so head the list, at most five; the others come after all that has a day. */
static void test_names_head_the_list(void **state)
{
    struct book *book = *state;
    const char *found;

    book_account(book, "A", "Globex");
    for (int i = 0; i < 9; i++) {
        char name[32];

        snprintf(name, sizeof(name), "Ana %d", i);
        book_add(book, KIND_CONTACT, 1, CONTACT_NAME, name);
    }
    book_set(book, KIND_CONTACT, book_add(book, KIND_CONTACT, 1, CONTACT_NAME, "Bob"),
        CONTACT_TITLE, "aide to Ana");
    book_note(book, "Ana was there", 5);
    found = book_search(book, "ana", false);
    assert_string_equal(found,
        "contact [Ana] 8|contact [Ana] 7|contact [Ana] 6|contact [Ana] 5|contact [Ana] 4|"
        "note [Ana] was there|"
        "contact Bob \302\267 aide to [Ana]|contact [Ana] 3|contact [Ana] 2|contact [Ana] 1|"
        "contact [Ana] 0");
    book_finds(book, "ana -in:people", "note [Ana] was there");
}

static void test_by_relevance(void **state)
{
    struct book *book = *state;

    book_note(book, "a long text that says budget once and goes on about this and that", DAY(9));
    book_note(book, "budget budget budget", DAY(1));
    book_note(book, "nothing of the kind", DAY(5));
    assert_string_equal(book_search(book, "budget", true),
        "note [budget] [budget] [budget]|"
        "note a long text that says [budget] once and goes on about this and that");
    assert_string_equal(book_search(book, "budget after:1970-01-05", true),
        "note a long text that says [budget] once and goes on about this and that");
}

/* --- what is shown --- */

static void test_excerpts(void **state)
{
    struct book *book = *state;
    struct str body = {0};
    const char *found;

    for (int i = 0; i < 200; i++)
        str_add(&body, "filler words ");
    str_add(&body, "here the needle\nis \360\237\230\200 found ");
    for (int i = 0; i < 200; i++)
        str_add(&body, "more words ");
    book_note(book, str_text(&body), 0);
    found = book_search(book, "needle", false);
    assert_non_null(strstr(found, "here the [needle] is \360\237\230\200 found more"));
    assert_true(strlen(found) < 130);
    str_fini(&body);
}

/* A search in the midst of a write sees what was written. */
static void test_inside_a_write(void **state)
{
    struct book *book = *state;
    struct error err = {0};

    assert_true(store_begin(book->store, &err));
    book_add(book, KIND_NOTE, 0, NOTE_BODY, "alpha");
    book_finds(book, "alpha", "note [alpha]");
    store_rollback(book->store);
    book_finds(book, "alpha", "");
    assert_true(store_begin(book->store, &err));
    book_add(book, KIND_NOTE, 0, NOTE_BODY, "beta");
    store_rollback(book->store);
    book_add(book, KIND_NOTE, 0, NOTE_BODY, "gamma");
    book_finds(book, "beta OR gamma", "note [gamma]");
    book_check_index(book);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_queries),
        TEST(test_hostile_queries),
        TEST(test_long_queries),
        TEST(test_no_text_is_a_fact),
        TEST(test_newest_first),
        TEST(test_without_a_day),
        TEST(test_within_a_day),
        TEST(test_names_head_the_list),
        TEST(test_by_relevance),
        TEST(test_excerpts),
        TEST(test_inside_a_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
