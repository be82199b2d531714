/* Rows in and out: every kind, every type, ids, links, facts, what is deleted with what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "store/names.h"
#include "support/book.h"

/* A value of the field's type that tells its field. */
static struct value sample(struct arena *arena, enum kind kind, int field)
{
    if (kind == KIND_FACT && field == FACT_OWNER)
        return value_integer(1);
    switch (kind_info(kind)->fields[field].type) {
    case FIELD_LINK: return value_integer(1);
    case FIELD_REAL:
    case FIELD_PERCENT: return value_real(field + .5);
    case FIELD_INTEGER:
    case FIELD_DAY:
    case FIELD_MINUTE:
    case FIELD_MONEY: return value_integer(-1000 - field);
    case FIELD_BOOL: return value_integer(field % 2);
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: break;
    }
    return value_text(arena_format(
        arena, "%s-%s", kind_info(kind)->singular, kind_info(kind)->fields[field].name));
}

static void check_kind(struct book *book, enum kind kind)
{
    const struct kind_info *info = kind_info(kind);
    struct error err = {0};
    struct change change;
    struct row *row;
    size_t at;

    change_init(&change, ACTOR_APP);
    at = change_insert(&change, kind);
    for (int field = 0; field < info->stored; field++)
        change_set(&change, at, field, sample(&book->arena, kind, field));
    if (!store_apply(book->store, &change, NULL, NULL, &err))
        fail_msg("%s: %s", info->singular, err.text);
    row = book_get(book, kind, change.rows.items[at].new_key);
    assert_non_null(row);
    assert_int_not_equal(row->rev, 0);
    for (int field = 0; field < info->stored; field++)
        if (!value_equal(row->values[field], sample(&book->arena, kind, field)))
            fail_msg("%s.%s came back otherwise", info->singular, info->fields[field].name);
    change_fini(&change);
}

static void test_every_field(void **state)
{
    struct book *book = *state;

    book_account(book, "A1", "Globex");
    book_add(book, KIND_NOTE, 1, NOTE_BODY, "hello");
    book_add(book, KIND_RUN, 1, RUN_PLAYBOOK, "onboarding");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        check_kind(book, (enum kind)kind);
}

static void test_ids(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct change change;
    struct row *row;

    book_account(book, "db-2", "Came back");
    assert_string_equal(
        book_text(book, KIND_ACCOUNT, book_account(book, NULL, "One"), ACCOUNT_ID), "db-1");
    assert_string_equal(
        book_text(book, KIND_ACCOUNT, book_account(book, "", "Three"), ACCOUNT_ID), "db-3");
    assert_true(store_find_id(book->store, KIND_ACCOUNT, "db-3", &book->arena, &row, &err));
    assert_string_equal(row_text(row, ACCOUNT_NAME), "Three");
    assert_true(store_find_id(book->store, KIND_ACCOUNT, "x", &book->arena, &row, &err));
    assert_null(row);
    change_init(&change, ACTOR_APP);
    change_set_text(&change, change_insert(&change, KIND_ACCOUNT), ACCOUNT_ID, "db-2");
    assert_false(store_apply(book->store, &change, NULL, NULL, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 3);
    change_fini(&change);
}

static void check_moved(const struct book *book, uint64_t *namings, bool moved)
{
    assert_int_equal(store_namings(book->store) != *namings, moved);
    *namings = store_namings(book->store);
}

static void test_what_moves_the_namings(void **state)
{
    struct book *book = *state;
    uint64_t namings = store_namings(book->store);
    int64_t account = book_account(book, "A1", "Globex");

    check_moved(book, &namings, true);
    book_add(book, KIND_NOTE, account, NOTE_BODY, "hello");
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_OWNER, "Ana");
    check_moved(book, &namings, false);
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, "Initech");
    check_moved(book, &namings, true);
    book_undo(book, book->last_change);
    check_moved(book, &namings, true);
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_ID, "A2");
    check_moved(book, &namings, true);
    book_delete(book, KIND_ACCOUNT, account);
    check_moved(book, &namings, true);
    book_undo(book, book->last_change);
    check_moved(book, &namings, true);
    book_reopen(book);
    check_moved(book, &namings, true);
}

/* A link to a row made later in the same change. */
static void test_names(void **state)
{
    struct book *book = *state;
    struct key_list touched = {0};
    struct error err = {0};
    struct change change;
    size_t step, run, account;
    struct row_list rows;

    change_init(&change, ACTOR_CLI);
    step = change_insert(&change, KIND_STEP);
    run = change_insert(&change, KIND_RUN);
    account = change_insert(&change, KIND_ACCOUNT);
    change_set_text(&change, account, ACCOUNT_NAME, "Initech");
    change_set_integer(&change, run, RUN_ACCOUNT, change_name(&change, account));
    change_set_integer(&change, step, STEP_ACCOUNT, change_name(&change, account));
    change_set_integer(&change, step, STEP_RUN, change_name(&change, run));
    assert_true(store_apply(book->store, &change, NULL, &touched, &err));
    store_keys_unique(&touched);
    assert_int_equal(touched.count, 1);
    assert_int_equal(touched.items[0], change.rows.items[account].new_key);
    assert_true(
        store_children(book->store, KIND_STEP, touched.items[0], &book->arena, &rows, &err));
    assert_int_equal(rows.count, 1);
    assert_int_equal(row_integer(rows.items[0], STEP_RUN), change.rows.items[run].new_key);
    change_fini(&change);
    array_fini(&touched);
}

static void test_gone(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct change change;

    change_init(&change, ACTOR_APP);
    change_set_text(&change, change_update(&change, KIND_TASK, 77), TASK_TITLE, "x");
    assert_false(store_apply(book->store, &change, NULL, NULL, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    change_fini(&change);
    change_init(&change, ACTOR_APP);
    change_set_integer(&change, change_insert(&change, KIND_CONTACT), CONTACT_ACCOUNT, 77);
    assert_false(store_apply(book->store, &change, NULL, NULL, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    change_fini(&change);
    assert_int_equal(book_count(book, KIND_CONTACT), 0);
}

static int64_t add_fact(struct book *book, int64_t account, const char *kind, int64_t owner)
{
    struct error err = {0};
    struct change change;
    size_t row;
    int64_t key;

    change_init(&change, ACTOR_IMPORT);
    row = change_insert(&change, KIND_FACT);
    if (account != 0)
        change_set_integer(&change, row, FACT_ACCOUNT, account);
    change_set_text(&change, row, FACT_KIND, kind);
    change_set_integer(&change, row, FACT_OWNER, owner);
    change_set_text(&change, row, FACT_NAME, "Colour");
    change_set_text(&change, row, FACT_VALUE, "blue");
    assert_true(store_apply(book->store, &change, NULL, NULL, &err));
    key = change.rows.items[row].new_key;
    change_fini(&change);
    return key;
}

static void test_facts(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct row_list facts;
    int64_t account = book_account(book, "A", "A");
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call");
    int64_t loose = book_add(book, KIND_TASK, 0, TASK_TITLE, "tidy up");

    add_fact(book, account, "account", account);
    add_fact(book, account, "task", task);
    add_fact(book, 0, "task", loose);
    assert_true(store_facts(book->store, KIND_TASK, task, &book->arena, &facts, &err));
    assert_int_equal(facts.count, 1);
    assert_string_equal(row_text(facts.items[0], FACT_VALUE), "blue");
    assert_true(store_facts(book->store, KIND_TASK, loose, &book->arena, &facts, &err));
    assert_int_equal(facts.count, 1);
    book_delete(book, KIND_TASK, task);
    assert_int_equal(book_count(book, KIND_FACT), 2);
    assert_true(store_children(book->store, KIND_TASK, 0, &book->arena, &facts, &err));
    assert_int_equal(facts.count, 1);
}

/* A note's tasks outlive it; an account takes everything along. */
static void test_delete(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    int64_t note = book_add(book, KIND_NOTE, account, NOTE_BODY, "hello");
    int64_t task = book_add(book, KIND_TASK, account, TASK_TITLE, "call");
    int64_t run = book_add(book, KIND_RUN, account, RUN_PLAYBOOK, "p");
    int64_t step = book_add(book, KIND_STEP, account, STEP_STEP, "s");

    book_set_integer(book, KIND_TASK, task, TASK_NOTE, note);
    book_set_integer(book, KIND_STEP, step, STEP_RUN, run);
    book_delete(book, KIND_NOTE, note);
    assert_false(row_knows(book_get(book, KIND_TASK, task), TASK_NOTE));
    book_delete(book, KIND_RUN, run);
    assert_int_equal(book_count(book, KIND_STEP), 0);
    book_delete(book, KIND_ACCOUNT, account);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        assert_int_equal(book_count(book, (enum kind)kind), 0);
}

static void test_natural_and_match(void **state)
{
    static const struct {
        enum store_match match;
        const char *text;
        size_t found;
    } cases[] = {
        {MATCH_ID, "A-1", 1},
        {MATCH_ID, "a-1", 0},
        {MATCH_NAME, "Café Zürich", 1},
        {MATCH_NAME, "cafe zurich", 0},
        {MATCH_NAME_FOLDED, "CAFE ZURICH", 1},
        {MATCH_NAME_PART, "zur", 2},
        {MATCH_NAME_PART, "%", 0},
        {MATCH_ID_PREFIX, "A-", 2},
        {MATCH_ID_PREFIX, "A-2", 1},
        {MATCH_ID_PREFIX, "B", 0},
        {MATCH_DOMAIN, "zurich.example", 1},
    };
    struct book *book = *state;
    struct key_list keys = {0};
    struct error err = {0};
    struct row *row;
    int64_t account = book_account(book, "A-1", "Café Zürich");

    book_account(book, "A-2", "Zurich Re");
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_DOMAIN, "zurich.example");
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NATURAL, "zurich.example");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(
            store_match_accounts(book->store, cases[i].match, cases[i].text, 10, &keys, &err));
        if (keys.count != cases[i].found)
            fail_msg("%s: %zu found", cases[i].text, keys.count);
    }
    assert_true(
        store_find_natural(book->store, KIND_ACCOUNT, "zurich.example", &book->arena, &row, &err));
    assert_int_equal(row->key, account);
    book_set(book, KIND_ACCOUNT, account, ACCOUNT_NAME, "Genf");
    assert_true(store_match_accounts(book->store, MATCH_NAME_FOLDED, "genf", 10, &keys, &err));
    assert_int_equal(keys.count, 1);
    array_fini(&keys);
}

static void test_how_a_name_begins(void **state)
{
    static const struct {
        const char *text;
        bool there;
    } cases[] = {{"task f", true}, {"TASK FORCE", true}, {"z\303\274", true}, {"A-1", true},
        {"a-1", false}, {"force", false}, {"task force x", false}, {"snooze +3d", false},
        {"~", false}};
    struct book *book = *state;
    struct error err = {0};

    book_account(book, "A-17", "Task Force");
    book_account(book, "B", "Z\303\274rich");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool there = !cases[i].there;

        assert_true(store_name_begins(book->store, cases[i].text, &there, &err));
        if (there != cases[i].there)
            fail_msg("%s", cases[i].text);
    }
}

static void test_contacts_and_measures(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct row *row;
    int64_t account = book_account(book, "A", "A");
    int64_t ana = book_add(book, KIND_CONTACT, account, CONTACT_NAME, "Ána Núñez");
    int64_t nps = book_add(book, KIND_MEASURE, account, MEASURE_METRIC, "nps");

    book_set(book, KIND_CONTACT, ana, CONTACT_EMAIL, "Ana@Example.com");
    book_set_integer(book, KIND_MEASURE, nps, MEASURE_DATE, 20000);
    assert_true(store_find_contact(book->store, account, "ana nunez", &book->arena, &row, &err));
    assert_int_equal(row->key, ana);
    assert_true(store_find_contact(book->store, 0, "ana@example.com", &book->arena, &row, &err));
    assert_int_equal(row->key, ana);
    assert_true(store_find_contact(book->store, account, "bob", &book->arena, &row, &err));
    assert_null(row);
    struct reading_key reading = {account, "nps", 20000, "", 0};

    assert_true(store_find_measure(book->store, &reading, &book->arena, &row, &err));
    assert_int_equal(row->key, nps);
    reading.nth = 1;
    assert_true(store_find_measure(book->store, &reading, &book->arena, &row, &err));
    assert_null(row);
    reading.date = 20001;
    assert_true(store_last_measure(book->store, &reading, &book->arena, &row, &err));
    assert_int_equal(row->key, nps);
    reading = (struct reading_key){account, "nps", 20000, "Ana", 0};
    assert_true(store_find_measure(book->store, &reading, &book->arena, &row, &err));
    assert_null(row);
}

static bool count_rows(void *context, const struct row *row)
{
    int *count = context;

    assert_int_equal(row->kind, KIND_ACCOUNT);
    return ++*count < 3;
}

static bool add_up(void *context, int64_t key, struct value value)
{
    int64_t *sum = context;

    *sum += value.integer;
    return key != 0;
}

static void test_each_and_column(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    int64_t sum = 0;
    int count = 0;

    for (int i = 0; i < 5; i++)
        book_set_integer(book, KIND_ACCOUNT, book_account(book, NULL, "A"), ACCOUNT_SEATS, i);
    assert_true(store_each(book->store, KIND_ACCOUNT, count_rows, &count, &err));
    assert_int_equal(count, 3);
    assert_true(store_column(book->store, ACCOUNT_SEATS, add_up, &sum, &err));
    assert_int_equal(sum, 10);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 5);
}

static void test_dossier(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct dossier dossier;
    int64_t account = book_account(book, "A", "A");
    day_number today = day_make(2026, 11, 23);
    int64_t old;

    old = book_add(book, KIND_TASK, account, TASK_TITLE, "old");
    book_set_integer(book, KIND_TASK, old, TASK_DONE_ON, today - 500);
    book_add(book, KIND_TASK, account, TASK_TITLE, "new");
    for (int i = 0; i < 15; i++)
        book_set_integer(book, KIND_NOTE, book_add(book, KIND_NOTE, account, NOTE_BODY, "n"),
            NOTE_AT, minute_make(today - 1000 + i, 0));
    for (int i = 0; i < 3; i++)
        book_set_integer(book, KIND_MEASURE,
            book_add(book, KIND_MEASURE, account, MEASURE_METRIC, "nps"), MEASURE_DATE,
            today - 900 + i);
    assert_true(store_put_snapshot(book->store, account,
        &(struct snapshot){.day = today, .health = 50, .coverage = .8}, &err));
    assert_true(store_dossier(book->store, account, today, &book->arena, &dossier, &err));
    assert_int_equal(dossier.account->key, account);
    assert_int_equal(dossier.tasks.count, 1);
    assert_int_equal(dossier.notes.count, 10);
    assert_true(row_integer(dossier.notes.items[0], NOTE_AT) <
                row_integer(dossier.notes.items[9], NOTE_AT));
    assert_int_equal(dossier.readings.count, 1);
    assert_int_equal(dossier.readings.items[0].date, today - 898);
    assert_null(dossier.readings.items[0].contact);
    assert_int_equal(dossier.snapshots.count, 1);
    assert_false(store_dossier(book->store, 99, today, &book->arena, &dossier, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void test_meta(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    const char *value;

    assert_true(store_meta_get(book->store, "owner", &book->arena, &value, &err));
    assert_null(value);
    assert_true(store_meta_set(book->store, "owner", "Ana", &err));
    assert_true(store_meta_set(book->store, "owner", "Bob", &err));
    book_reopen(book);
    assert_true(store_meta_get(book->store, "owner", &book->arena, &value, &err));
    assert_string_equal(value, "Bob");
    assert_true(store_meta_set(book->store, "owner", NULL, &err));
    assert_true(store_meta_get(book->store, "owner", &book->arena, &value, &err));
    assert_null(value);
}

/* A book that somebody else wrote, or that a disk changed: what no field can hold is not known. */
static void test_out_of_bounds(void **state)
{
    static const struct {
        int field;
        const char *sql;
        bool known;
    } rows[] = {
        {ACCOUNT_ARR, "UPDATE account SET arr = 1000000000000000", true},
        {ACCOUNT_ARR, "UPDATE account SET arr = 1000000000000001", false},
        {ACCOUNT_ARR, "UPDATE account SET arr = -9223372036854775808", false},
        {ACCOUNT_SEATS, "UPDATE account SET seats = 2000000001", false},
        {ACCOUNT_RENEWAL, "UPDATE account SET renewal = 84005", true},
        {ACCOUNT_RENEWAL, "UPDATE account SET renewal = 84006", false},
        {ACCOUNT_RENEWAL, "UPDATE account SET renewal = -25567", true},
        {ACCOUNT_RENEWAL, "UPDATE account SET renewal = -25568", false},
        {ACCOUNT_RENEWAL, "UPDATE account SET renewal = 4294967296", false},
        {ACCOUNT_PROBABILITY, "UPDATE account SET probability = 9e999", false},
        {ACCOUNT_PROBABILITY, "UPDATE account SET probability = 9e9", true},
        {ACCOUNT_AUTO_RENEW, "UPDATE account SET auto_renew = 2", false},
    };
    struct book *book = *state;
    int64_t account = book_account(book, "A1", "Globex");

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        store_close(book->store);
        book->store = NULL;
        book_sql(book->path, rows[i].sql);
        book_reopen(book);
        if (row_knows(book_get(book, KIND_ACCOUNT, account), rows[i].field) != rows[i].known)
            fail_msg("%s", rows[i].sql);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_every_field),
        TEST(test_out_of_bounds),
        TEST(test_ids),
        TEST(test_what_moves_the_namings),
        TEST(test_names),
        TEST(test_gone),
        TEST(test_facts),
        TEST(test_delete),
        TEST(test_natural_and_match),
        TEST(test_how_a_name_begins),
        TEST(test_contacts_and_measures),
        TEST(test_each_and_column),
        TEST(test_dossier),
        TEST(test_meta),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
