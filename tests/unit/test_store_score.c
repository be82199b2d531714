/* What is computed: totals moved by differences, who is unscored, signals, snapshots, facts of the
 * book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "core/health.h"
#include "store/scoring.h"
#include "store/timeline.h"
#include "support/book.h"

#define TODAY 20000

static struct totals totals_of(struct book *book)
{
    struct totals totals;
    struct error err = {0};

    assert_true(store_totals(book->store, &totals, &err));
    return totals;
}

/* The stored row is what a rebuild gives. */
static void check_rebuild(struct book *book)
{
    struct totals before = totals_of(book), after;
    struct error err = {0};

    assert_true(store_rebuild_totals(book->store, &err));
    after = totals_of(book);
    assert_memory_equal(&before, &after, sizeof(before));
}

static void test_totals(void **state)
{
    struct book *book = *state;
    int64_t first = book_account(book, "A", "A"), second = book_account(book, "B", "B");
    int64_t third = book_account(book, "C", "C");
    struct totals totals;

    book_set(book, KIND_ACCOUNT, third, ACCOUNT_STAGE, "churned");
    book_put_score(book, first, &(struct book_score){"red", 20, 1, 1, 1000, .scored_on = TODAY});
    book_put_score(book, second,
        &(struct book_score){"green", 80, 1, 2, 500, .scored_on = TODAY, .called = "at risk"});
    book_put_score(book, third, &(struct book_score){"red", 20, 1, 0, 9000, .scored_on = TODAY});
    totals = totals_of(book);
    assert_int_equal(totals.accounts, 2);
    assert_int_equal(totals.arr, 1500);
    assert_int_equal(totals.band_count[BAND_RED], 1);
    assert_int_equal(totals.band_arr[BAND_GREEN], 500);
    assert_int_equal(totals.at_risk_count, 2);
    assert_int_equal(totals.at_risk_arr, 1500);
    assert_int_equal(totals.listed, 1);
    assert_int_equal(totals.snoozed, 1);
    check_rebuild(book);
    /* The account changes between two scores: what it added is what is taken back. */
    book_set(book, KIND_ACCOUNT, first, ACCOUNT_STAGE, "churned");
    book_put_score(book, first, &(struct book_score){"red", 20, 1, 0, 0, .scored_on = TODAY});
    totals = totals_of(book);
    assert_int_equal(totals.accounts, 1);
    assert_int_equal(totals.arr, 500);
    check_rebuild(book);
    book_delete(book, KIND_ACCOUNT, second);
    totals = totals_of(book);
    assert_int_equal(totals.accounts, 0);
    assert_int_equal(totals.at_risk_arr, 0);
    check_rebuild(book);
    book_reopen(book);
    assert_int_equal(totals_of(book).arr, 0);
}

static size_t unscored(struct book *book, day_number today, int64_t after)
{
    struct key_list keys = {0};
    struct error err = {0};
    size_t count;

    assert_true(store_unscored(book->store, today, after, 10, &keys, &err));
    count = keys.count;
    array_fini(&keys);
    return count;
}

static void test_unscored(void **state)
{
    struct book *book = *state;
    struct key_list marked = {0};
    struct error err = {0};
    int64_t first = book_account(book, "A", "A"), second = book_account(book, "B", "B");

    assert_int_equal(unscored(book, TODAY, 0), 2);
    assert_int_equal(unscored(book, TODAY, first), 1);
    book_put_score(book, first, &(struct book_score){.band = "red", .scored_on = TODAY});
    book_put_score(book, second, &(struct book_score){.band = "red", .scored_on = TODAY});
    assert_int_equal(unscored(book, TODAY, 0), 0);
    assert_int_equal(unscored(book, TODAY + 1, 0), 2);
    assert_int_equal(unscored(book, TODAY - 1, 0), 2);
    book_add(book, KIND_TASK, second, TASK_TITLE, "call"); /* touching marks */
    assert_int_equal(unscored(book, TODAY, 0), 1);
    book_put_score(book, second, &(struct book_score){.band = "red", .scored_on = TODAY});
    ARRAY_PUSH(&marked, first);
    assert_true(store_mark_unscored(book->store, &marked, &err));
    assert_int_equal(unscored(book, TODAY, 0), 1);
    array_fini(&marked);
}

/* Score, touch, score, touch within one transaction: the second touch counts too. */
static void test_marked_again(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    int64_t account = book_account(book, "A", "A");

    assert_true(store_begin(book->store, &err));
    book_add(book, KIND_TASK, account, TASK_TITLE, "one");
    book_put_score(book, account, &(struct book_score){.band = "red", .scored_on = TODAY});
    book_add(book, KIND_TASK, account, TASK_TITLE, "two");
    assert_true(store_commit(book->store, &err));
    assert_int_equal(unscored(book, TODAY, 0), 1);
}

/* A mark that is asked for in its own write reaches the file; a score by what was read before is
 * one all the same. */
static void test_mark_is_seen_in_its_write(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    int64_t account = book_account(book, "A", "A");
    struct row *row;

    book_put_score(book, account, &(struct book_score){.band = "red", .scored_on = TODAY});
    assert_true(store_begin(book->store, &err));
    book_add(book, KIND_TASK, account, TASK_TITLE, "one");
    row = book_get(book, KIND_ACCOUNT, account);
    assert_int_equal(unscored(book, TODAY, 0), 1);
    assert_true(store_put_score_over(book->store, row, row, &err));
    assert_true(store_commit(book->store, &err));
    assert_int_equal(unscored(book, TODAY, 0), 0);
}

static void test_score_comes_back(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    struct book_score score = {"yellow", 61, 1234, 1, 99, 20100, TODAY, 20005};
    struct row *row;

    assert_false(row_knows(book_get(book, KIND_ACCOUNT, account), ACCOUNT_HEALTH));
    book_put_score(book, account, &score);
    row = book_get(book, KIND_ACCOUNT, account);
    assert_string_equal(row_text(row, ACCOUNT_BAND), "yellow");
    assert_int_equal(row_integer(row, ACCOUNT_URGENCY), 1234);
    score.urgency = 1235; /* a few fields, then all of them */
    book_put_score(book, account, &score);
    assert_int_equal(row_integer(book_get(book, KIND_ACCOUNT, account), ACCOUNT_URGENCY), 1235);
    book_put_score(book, account, &(struct book_score){"red", 1, 2, 0, 3, 4, TODAY + 1, 5});
    row = book_get(book, KIND_ACCOUNT, account);
    assert_int_equal(row_integer(row, ACCOUNT_HEALTH), 1);
    assert_int_equal(row_day(row, ACCOUNT_DECIDES_ON), 4);
}

static void test_deciding_and_cleared(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct totals totals;
    int64_t count;

    for (int i = 0; i < 4; i++) {
        int64_t account = book_account(book, NULL, "A");

        if (i == 3)
            book_set(book, KIND_ACCOUNT, account, ACCOUNT_STAGE, "churned");
        book_put_score(book, account,
            &(struct book_score){
                .band = "red", .arr = 10 + i, .decides_on = TODAY + i * 45, .scored_on = TODAY});
        book_set_integer(book, KIND_ACCOUNT, account, ACCOUNT_CLEARED_ON, TODAY + i / 2);
    }
    assert_true(store_totals(book->store, &totals, &err));
    assert_int_equal(totals.deciding, 2);
    assert_int_equal(totals.deciding_arr, 11 + 12);
    assert_true(store_cleared(book->store, TODAY, &count, &err));
    assert_int_equal(count, 2);
    book_set_integer(book, KIND_ACCOUNT, 1, ACCOUNT_SNOOZED_UNTIL, TODAY);
    book_set_integer(book, KIND_ACCOUNT, 2, ACCOUNT_SNOOZED_UNTIL, TODAY + 1);
    assert_true(store_cleared(book->store, TODAY, &count, &err));
    assert_int_equal(count, 1);
}

static struct row *make_signal(
    struct book *book, const char *id, const char *text, day_number since)
{
    struct row *row = row_new(&book->arena, KIND_SIGNAL);

    row_set_text(row, SIGNAL_SIGNAL, id);
    row_set_text(row, SIGNAL_TEXT, text);
    row_set_text(row, SIGNAL_SEVERITY, "high");
    row_set_day(row, SIGNAL_SINCE, since);
    return row;
}

static void put_signals(struct book *book, int64_t account, struct row *first, struct row *second)
{
    struct row *rows[] = {first, second};
    struct row_list list = {rows, first == NULL ? 0 : second == NULL ? 1 : 2, 2};
    struct error err = {0};

    assert_true(store_put_signals(book->store, account, &list, &err));
}

static const struct row *signal_of(struct book *book, int64_t account, size_t at)
{
    struct row_list rows;
    struct error err = {0};

    assert_true(store_children(book->store, KIND_SIGNAL, account, &book->arena, &rows, &err));
    return at < rows.count ? rows.items[at] : NULL;
}

static void test_signals(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    const struct row *row;

    put_signals(book, account, make_signal(book, "usage-fall", "42 active", 10),
        make_signal(book, "no-touch", "34d", 10));
    row = signal_of(book, account, 0);
    assert_int_equal(row_integer(row, SIGNAL_OPEN), 1);
    book_set_integer(book, KIND_SIGNAL, row->key, SIGNAL_MUTED, 1);
    /* It stays true with other words: same day, same row, still muted; the other one ended. */
    put_signals(book, account, make_signal(book, "usage-fall", "30 active", 12), NULL);
    row = signal_of(book, account, 0);
    assert_string_equal(row_text(row, SIGNAL_TEXT), "30 active");
    assert_int_equal(row_day(row, SIGNAL_SINCE), 10);
    assert_int_equal(row_integer(row, SIGNAL_MUTED), 1);
    assert_int_equal(row_integer(signal_of(book, account, 1), SIGNAL_OPEN), 0);
    assert_null(signal_of(book, account, 2));
    put_signals(book, account, NULL, NULL);
    put_signals(book, account, make_signal(book, "usage-fall", "20 active", 20), NULL);
    assert_int_equal(row_day(signal_of(book, account, 0), SIGNAL_SINCE), 20);
    put_signals(book, 99, make_signal(book, "x", "y", 1), NULL); /* of an account that is gone */
    assert_null(signal_of(book, 99, 0));
}

static void test_snapshots(void **state)
{
    static const struct snapshot given[] = {{10, 50, .8, BAND_RED, 7}, {11, 50, .8, BAND_RED, 7},
        {12, 55, .8, BAND_YELLOW, 7}, {13, -1, .4, BAND_UNKNOWN, 7}, {12, 50, .8, BAND_RED, 7},
        {14, -1, .4, BAND_UNKNOWN, 8}};
    static const struct snapshot kept[] = {
        {10, 50, .8, BAND_RED, 7}, {13, -1, .4, BAND_UNKNOWN, 7}, {14, -1, .4, BAND_UNKNOWN, 8}};
    struct book *book = *state;
    struct error err = {0};
    struct dossier dossier;
    int64_t account = book_account(book, "A", "A");

    for (size_t i = 0; i < COUNT_OF(given); i++)
        assert_true(store_put_snapshot(book->store, account, &given[i], &err));
    assert_true(store_dossier(book->store, account, TODAY, &book->arena, &dossier, &err));
    assert_int_equal(dossier.snapshots.count, COUNT_OF(kept));
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        assert_int_equal(dossier.snapshots.items[i].day, kept[i].day);
        assert_int_equal(dossier.snapshots.items[i].health, kept[i].health);
        assert_int_equal(dossier.snapshots.items[i].band, kept[i].band);
        assert_int_equal(dossier.snapshots.items[i].model, kept[i].model);
    }
}

static void add_measure(struct book *book, int64_t account, const char *metric, day_number date)
{
    book_set_integer(book, KIND_MEASURE,
        book_add(book, KIND_MEASURE, account, MEASURE_METRIC, metric), MEASURE_DATE, date);
}

static void fill_book(struct book *book)
{
    for (int i = 0; i < 3; i++) {
        int64_t account = book_account(book, NULL, "A");
        struct row *row = book_get(book, KIND_ACCOUNT, account);
        struct error err = {0};

        book_set(book, KIND_ACCOUNT, account, ACCOUNT_CURRENCY, i < 2 ? "EUR" : "USD");
        row_set_integer(row, ACCOUNT_ARR_NOW, 300 - i * 100);
        row_set_real(row, ACCOUNT_USAGE_CHANGE, .1 * i);
        row_set_integer(row, ACCOUNT_SCORED_ON, TODAY);
        assert_true(store_put_score(book->store, row, &err));
        add_measure(book, account, i == 0 ? "active_users" : "nps", TODAY - i);
    }
}

static void test_book_facts(void **state)
{
    struct book *book = *state;
    struct settings settings = {0};
    struct book_facts facts;
    struct error err = {0};

    assert_true(store_book_facts(book->store, &settings, &book->arena, &facts, &err));
    assert_int_equal(facts.accounts, 0);
    assert_non_null(facts.currency);
    assert_int_equal(facts.metrics_in_use, 0);
    fill_book(book);
    assert_true(store_book_facts(book->store, &settings, &book->arena, &facts, &err));
    assert_int_equal(facts.accounts, 0); /* kept until the next refresh */
    assert_true(store_refresh_book_facts(book->store, &settings, &book->arena, &facts, &err));
    book_reopen(book);
    assert_true(store_book_facts(book->store, &settings, &book->arena, &facts, &err));
    assert_string_equal(facts.currency, "EUR");
    assert_int_equal(facts.accounts, 3);
    assert_int_equal(facts.arr_sorted[0], 100);
    assert_int_equal(facts.arr_sorted[2], 300);
    assert_true(facts.has_usage_median);
    assert_true(facts.usage_median > .099 && facts.usage_median < .101);
    assert_true(facts.metrics_in_use & (UINT64_C(1) << INPUT_NPS));
    assert_true(facts.metrics_in_use & (UINT64_C(1) << INPUT_USAGE_TREND));
    assert_false(facts.metrics_in_use & (UINT64_C(1) << INPUT_CSAT));
    assert_int_equal(facts.usage_feed, TODAY);
    assert_int_equal(facts.ticket_feed, DAY_NONE);
}

static uint64_t in_use(struct book *book)
{
    struct settings settings = {0};
    struct book_facts facts;
    struct error err = {0};

    assert_true(store_begin(book->store, &err));
    assert_true(store_refresh_book_facts(book->store, &settings, &book->arena, &facts, &err));
    assert_true(store_commit(book->store, &err));
    return facts.metrics_in_use;
}

/* As one row, written once. */
static int64_t add_reading(struct book *book, int64_t account, const char *metric, day_number date)
{
    struct change change;
    struct error err = {0};
    size_t row;
    int64_t id, key;

    change_init(&change, ACTOR_APP);
    change_summarize(&change, "a reading");
    row = change_insert(&change, KIND_MEASURE);
    change_set_integer(&change, row, MEASURE_ACCOUNT, account);
    change_set_text(&change, row, MEASURE_METRIC, metric);
    change_set_day(&change, row, MEASURE_DATE, date);
    assert_true(store_apply(book->store, &change, &id, NULL, &err));
    key = change.rows.items[row].new_key;
    change_fini(&change);
    return key;
}

/* What metrics there ever were is kept beside them: a new one adds to it, one that goes leaves. */
static void test_metrics_seen(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    const uint64_t csat = UINT64_C(1) << INPUT_CSAT, nps = UINT64_C(1) << INPUT_NPS;
    int64_t key;

    add_reading(book, account, "nps", TODAY);
    assert_int_equal(in_use(book) & (nps | csat), nps);
    key = add_reading(book, account, "csat", TODAY);
    assert_int_equal(in_use(book) & (nps | csat), nps | csat);
    book_delete(book, KIND_MEASURE, key);
    assert_int_equal(in_use(book) & (nps | csat), nps);
    book_undo(book, book->last_change);
    assert_int_equal(in_use(book) & (nps | csat), nps | csat);
    book_set(book, KIND_MEASURE, key, MEASURE_METRIC, "nps");
    assert_int_equal(in_use(book) & (nps | csat), nps);
}

static bool take_late(struct book *book, int64_t account, day_number *ret_day)
{
    struct error err = {0};
    bool there = false;

    assert_true(store_take_late(book->store, account, &there, ret_day, &err));
    return there;
}

/* A reading of a day before today that has snapshots: from there on they are made anew. */
static void test_late(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    int64_t account = book_account(book, "A", "A");
    day_number day = 0;
    int64_t key;

    store_set_today(book->store, TODAY);
    (void)add_reading(book, account, "nps", TODAY - 9);
    assert_false(take_late(book, account, &day)); /* no snapshot is there yet */
    assert_true(store_put_snapshot(
        book->store, account, &(struct snapshot){.day = TODAY, .health = 50}, &err));
    (void)add_reading(book, account, "nps", TODAY);
    assert_false(take_late(book, account, &day));
    key = add_reading(book, account, "nps", TODAY - 3);
    (void)add_reading(book, account, "nps", TODAY - 7);
    (void)add_reading(book, account, "nps", TODAY - 5);
    assert_true(take_late(book, account, &day));
    assert_int_equal(day, TODAY - 7);
    assert_false(take_late(book, account, &day));
    book_delete(book, KIND_MEASURE, key);
    assert_true(take_late(book, account, &day));
    assert_int_equal(day, TODAY - 3);
}

/* --- many accounts in one write --- */

enum { MANY = 6 };

static size_t contracts_of(struct book *book, int64_t account)
{
    struct dossier dossier;
    struct error err = {0};

    assert_true(store_dossier(book->store, account, TODAY, &book->arena, &dossier, &err));
    assert_int_equal(dossier.contacts.count, 0);
    return dossier.contracts.count;
}

/* What the next accounts lack is not looked for, what one of them has is found. */
static void test_sweep(void **state)
{
    static const size_t expected[MANY] = {0, 1, 0, 0, 2, 0};
    struct book *book = *state;
    struct error err = {0};
    int64_t accounts[MANY];
    day_number day;

    for (int i = 0; i < MANY; i++)
        accounts[i] = book_account(book, (char[]){(char)('A' + i), 0}, "name");
    for (int i = 0; i < MANY; i++)
        for (size_t n = 0; n < expected[i]; n++)
            book_add(book, KIND_CONTRACT, accounts[i], CONTRACT_PRODUCT, "line");
    store_set_today(book->store, TODAY);
    assert_true(store_put_snapshot(
        book->store, accounts[3], &(struct snapshot){.day = TODAY, .health = 50}, &err));
    (void)add_reading(book, accounts[3], "nps", TODAY - 1);
    assert_true(store_begin(book->store, &err));
    store_sweep_begin(book->store);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(contracts_of(book, accounts[i]), expected[i]);
        assert_int_equal(take_late(book, accounts[i], &day), i == 3);
    }
    store_sweep_end(book->store);
    book_add(book, KIND_CONTRACT, accounts[2], CONTRACT_PRODUCT, "line");
    assert_int_equal(contracts_of(book, accounts[2]), 1);
    store_sweep_begin(book->store); /* nothing is known from before */
    assert_int_equal(contracts_of(book, accounts[2]), 1);
    store_sweep_end(book->store);
    assert_true(store_commit(book->store, &err));
}

static struct value other_value(struct value value, int round)
{
    switch (value.type) {
    case VALUE_TEXT: return value_text(round % 2 ? "odd" : "even");
    case VALUE_REAL: return value_real(value.real + .25);
    case VALUE_INTEGER: return value_integer(value.integer + 1);
    case VALUE_UNKNOWN: break;
    }
    return value_integer(TODAY);
}

static void check_score(struct book *book, const struct row *wanted)
{
    const struct row *row = book_get(book, KIND_ACCOUNT, wanted->key);

    for (int field = ACCOUNT_STORED; field < ACCOUNT_KEPT; field++)
        if (!value_equal(row->values[field], wanted->values[field]))
            fail_msg("%s", kind_info(KIND_ACCOUNT)->fields[field].name);
}

/* A value that the field can have. */
static struct value first_value(int field)
{
    switch (kind_info(KIND_ACCOUNT)->fields[field].type) {
    case FIELD_INTEGER:
    case FIELD_DAY:
    case FIELD_MONEY:
    case FIELD_BOOL: return value_integer(1);
    case FIELD_REAL:
    case FIELD_PERCENT: return value_real(.5);
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: return value_text("first");
    case FIELD_MINUTE:
    case FIELD_LINK: return value_unknown();
    }
    return value_unknown();
}

/* Each field alone, then with all those before it: whatever statement writes them, they stand. */
static void test_scores_of_many(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    struct row *row = NULL;

    assert_true(store_begin(book->store, &err));
    for (int i = 0; i < MANY; i++) {
        int64_t key = book_account(book, (char[]){(char)('A' + i), 0}, "name");

        book_put_score(book, key, &(struct book_score){.band = "red", .scored_on = TODAY});
        row = book_get(book, KIND_ACCOUNT, key);
    }
    for (int field = ACCOUNT_STORED; field < ACCOUNT_KEPT; field++)
        row->values[field] = first_value(field);
    assert_true(store_put_score(book->store, row, &err));
    check_score(book, row);
    for (int round = 0; round < 2; round++)
        for (int field = ACCOUNT_STORED; field < ACCOUNT_KEPT; field++) {
            for (int at = round ? ACCOUNT_STORED : field; at <= field; at++)
                row->values[at] = other_value(row->values[at], field);
            assert_true(store_put_score_over(
                book->store, book_get(book, KIND_ACCOUNT, row->key), row, &err));
            check_score(book, row);
        }
    assert_true(store_commit(book->store, &err));
    check_rebuild(book);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_totals),
        TEST(test_unscored),
        TEST(test_mark_is_seen_in_its_write),
        TEST(test_marked_again),
        TEST(test_score_comes_back),
        TEST(test_deciding_and_cleared),
        TEST(test_signals),
        TEST(test_snapshots),
        TEST(test_book_facts),
        TEST(test_metrics_seen),
        TEST(test_late),
        TEST(test_sweep),
        TEST(test_scores_of_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
