/* Lists: each order, pages that meet without a gap, deep pages, accounts without a score. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "store/figures.h"
#include "store/position.h"
#include "support/book.h"

/* The names (or titles, bodies) of an order in one line. */
static const char *read_order(struct book *book, enum store_order order)
{
    enum kind kind = store_order_kind(order);
    struct row_list rows;
    struct error err = {0};
    struct str out = {0};
    const char *text;
    int field = kind == KIND_STEP  ? (int)STEP_STEP
                : kind == KIND_RUN ? (int)RUN_PLAYBOOK
                                   : kind_info(kind)->name;

    assert_true(store_page(book->store, order, 0, 100, &book->arena, &rows, &err));
    for (size_t i = 0; i < rows.count; i++)
        str_addf(&out, "%s%s", i > 0 ? " " : "", row_text(rows.items[i], field));
    text = arena_copy_text(&book->arena, str_text(&out));
    str_fini(&out);
    return text;
}

/* What a line of text says of the queue is what its rows say, whichever way they are read. */
static void check_heads(struct book *book, int limit, size_t wanted)
{
    static const int fields[] = {ACCOUNT_ID, ACCOUNT_NAME, ACCOUNT_CURRENCY, ACCOUNT_BAND,
        ACCOUNT_HEALTH, ACCOUNT_ARR_NOW, ACCOUNT_DECIDES_ON, ACCOUNT_REASONS, ACCOUNT_NEXT,
        ACCOUNT_NEXT_DUE};
    struct row_list rows, heads;
    struct error err = {0};

    assert_true(store_page(book->store, ORDER_QUEUE, 0, limit, &book->arena, &rows, &err));
    assert_true(store_queue_heads(book->store, limit, &book->arena, &heads, &err));
    assert_int_equal(rows.count, wanted);
    assert_int_equal(heads.count, wanted);
    for (size_t i = 0; i < wanted; i++) {
        assert_int_equal(heads.items[i]->key, rows.items[i]->key);
        for (size_t k = 0; k < COUNT_OF(fields); k++)
            assert_true(
                value_equal(heads.items[i]->values[fields[k]], rows.items[i]->values[fields[k]]));
    }
}

/* As a score writes them. */
static void put_words(struct book *book, int64_t key)
{
    struct row *account = book_get(book, KIND_ACCOUNT, key);
    struct error err = {0};

    row_set_text(account, ACCOUNT_REASONS, "usage\tfell by half");
    row_set_text(account, ACCOUNT_NEXT, "call Dana");
    assert_true(store_put_score(book->store, account, &err));
}

static void test_accounts(void **state)
{
    static const struct {
        const char *name;
        struct book_score score;
    } accounts[] = {
        {"delta", {"red", 20, 500, 1, 100, 30, 10, 7}},
        {"alpha", {"green", 90, 900, 1, 50, 20, 10, 8}},
        {"charlie", {"yellow", 60, 500, 1, 100, 0, 10, 7}},
        {"bravo", {"red", 10, 500, 1, 300, 10, 10, 7}},
        {"echo", {"red", 30, 500, 1, 300, 40, 10, 0}},
        {"foxtrot", {"red", 40, 700, 2, 70, 50, 10, 0}},
        {"golf", {"unknown", 0, 0, -1, 500, 0, 10, 0}},
        {"hotel", {"unknown", 0, 0, -1, 600, 0, 10, 0}},
        {"india", {"green", 99, 0, 0, 10, 5, 10, 0}},
    };
    struct book *book = *state;

    for (size_t i = 0; i < COUNT_OF(accounts); i++) {
        int64_t key = book_account(book, NULL, accounts[i].name);

        book_put_score(book, key, &accounts[i].score);
        put_words(book, key);
        book_set(book, KIND_ACCOUNT, key, ACCOUNT_CURRENCY, "SEK");
    }
    book_account(book, NULL, "zulu"); /* never scored */
    book_account(book, NULL, "Ápex");
    assert_string_equal(read_order(book, ORDER_QUEUE), "alpha bravo charlie delta echo");
    check_heads(book, 100, 5);
    check_heads(book, 2, 2);
    check_heads(book, 0, 0);
    assert_string_equal(read_order(book, ORDER_SNOOZED), "foxtrot");
    assert_string_equal(read_order(book, ORDER_NO_DATA), "hotel golf");
    assert_string_equal(read_order(book, ORDER_NAME),
        "alpha Ápex bravo charlie delta echo foxtrot golf hotel india zulu");
    assert_string_equal(read_order(book, ORDER_DECISION),
        "india bravo alpha delta echo foxtrot hotel golf charlie Ápex zulu");
    assert_string_equal(read_order(book, ORDER_ARR),
        "hotel golf bravo echo delta charlie foxtrot alpha india Ápex zulu");
    assert_string_equal(read_order(book, ORDER_HEALTH),
        "golf hotel bravo delta echo foxtrot charlie alpha india Ápex zulu");
}

static void add_task(struct book *book, const char *title, day_number due, const char *status)
{
    int64_t task = book_add(book, KIND_TASK, 0, TASK_TITLE, title);

    if (due != 0)
        book_set_integer(book, KIND_TASK, task, TASK_DUE, due);
    book_set(book, KIND_TASK, task, TASK_STATUS, status);
    if (text_equal(status, "done"))
        book_set_integer(book, KIND_TASK, task, TASK_DONE_ON, due);
}

static void test_tasks(void **state)
{
    struct book *book = *state;

    add_task(book, "someday", 0, "open");
    add_task(book, "late", 20, "open");
    add_task(book, "early", 10, "waiting");
    add_task(book, "before", 5, "done");
    add_task(book, "after", 6, "done");
    add_task(book, "dropped", 6, "cancelled");
    assert_string_equal(read_order(book, ORDER_TASKS), "early late someday");
    assert_string_equal(read_order(book, ORDER_TASKS_DONE), "after before");
}

static void test_notes_runs_steps(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    int64_t run = book_add(book, KIND_RUN, account, RUN_PLAYBOOK, "risk");
    int64_t over = book_add(book, KIND_RUN, account, RUN_PLAYBOOK, "renewal"), step;

    book_set(book, KIND_RUN, run, RUN_STATUS, "open");
    book_set(book, KIND_RUN, over, RUN_STATUS, "done");
    for (int i = 0; i < 4; i++) {
        static const char *const steps[] = {"third", "second", "other", "waits"};

        step = book_add(book, KIND_STEP, account, STEP_STEP, steps[i]);
        book_set_integer(book, KIND_STEP, step, STEP_RUN, i == 2 ? over : run);
        if (i < 3)
            book_set_integer(book, KIND_STEP, step, STEP_DUE, 100 - i);
    }
    for (int i = 0; i < 3; i++) {
        static const char *const notes[] = {"b", "c", "a"};
        int64_t note = book_add(book, KIND_NOTE, account, NOTE_BODY, notes[i]);

        book_set_integer(book, KIND_NOTE, note, NOTE_AT, i == 1 ? 50 : 40 - i);
    }
    assert_string_equal(read_order(book, ORDER_RUNS), "risk");
    assert_string_equal(read_order(book, ORDER_STEPS_DUE), "second third");
    assert_string_equal(read_order(book, ORDER_NOTES), "c b a");
    assert_string_equal(read_order(book, ORDER_PREPARED), "");
}

static void test_prepared_notes_stand_apart(void **state)
{
    static const struct {
        const char *body, *state;
        int at;
    } notes[] = {{"later", "prepared", 90}, {"held", "logged", 50}, {"old", NULL, 40},
        {"next", "prepared", 45}};
    struct book *book = *state;
    int64_t account = book_account(book, "a1", "Globex");

    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        int64_t note = book_add(book, KIND_NOTE, account, NOTE_BODY, notes[i].body);

        book_set_integer(book, KIND_NOTE, note, NOTE_AT, notes[i].at);
        if (notes[i].state)
            book_set(book, KIND_NOTE, note, NOTE_STATE, notes[i].state);
    }
    assert_string_equal(read_order(book, ORDER_NOTES), "held old");
    assert_string_equal(read_order(book, ORDER_PREPARED), "next later");
}

/* `12:1 14:2` */
static const char *due_counts(struct book *book, enum kind kind, struct day_span span)
{
    struct due_counts counts = {0};
    struct error err = {0};
    struct str out = {0};
    const char *text;

    assert_true(store_due_counts(book->store, kind, span, &counts, &err));
    for (size_t i = 0; i < counts.count; i++)
        str_addf(&out, "%s%d:%lld", i > 0 ? " " : "", counts.items[i].day,
            (long long)counts.items[i].count);
    text = arena_copy_text(&book->arena, str_text(&out));
    str_fini(&out);
    array_fini(&counts);
    return text;
}

static void test_due(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    int64_t run = book_add(book, KIND_RUN, account, RUN_PLAYBOOK, "risk"), step[2];
    struct key_list keys = {0};
    struct error err = {0};

    add_task(book, "before", 11, "open");
    add_task(book, "first", 12, "open");
    add_task(book, "last", 14, "open");
    add_task(book, "last too", 14, "open");
    add_task(book, "after", 15, "open");
    add_task(book, "done", 13, "done");
    add_task(book, "some day", 0, "open");
    book_set(book, KIND_RUN, run, RUN_STATUS, "open");
    for (int i = 0; i < 2; i++) {
        step[i] = book_add(book, KIND_STEP, account, STEP_STEP, i ? "two" : "one");
        book_set_integer(book, KIND_STEP, step[i], STEP_RUN, run);
        book_set_integer(book, KIND_STEP, step[i], STEP_DUE, 14 - i);
    }
    assert_string_equal(due_counts(book, KIND_TASK, (struct day_span){12, 14}), "12:1 14:2");
    assert_string_equal(due_counts(book, KIND_TASK, (struct day_span){DAY_NONE, 11}), "11:1");
    assert_string_equal(due_counts(book, KIND_STEP, (struct day_span){12, 14}), "13:1 14:1");
    assert_true(store_due_keys(book->store, KIND_STEP, (struct day_span){12, 14}, -1, &keys, &err));
    assert_int_equal(keys.count, 2);
    assert_int_equal(keys.items[0], step[1]);
    assert_true(store_due_keys(book->store, KIND_TASK, (struct day_span){12, 14}, 2, &keys, &err));
    assert_int_equal(keys.count, 2);
    book_set(
        book, KIND_RUN, run, RUN_STATUS, "cancelled"); /* what an exit kept is still to be done */
    assert_string_equal(due_counts(book, KIND_STEP, (struct day_span){12, 14}), "13:1 14:1");
    book_set(book, KIND_RUN, run, RUN_STATUS, "done");
    assert_string_equal(due_counts(book, KIND_STEP, (struct day_span){12, 14}), "");
    array_fini(&keys);
}

#define MANY 5000

static void add_many(struct book *book)
{
    struct error err = {0};
    struct change change;

    change_init(&change, ACTOR_IMPORT);
    for (int i = 0; i < MANY; i++) {
        char name[32];

        snprintf(name, sizeof(name), "Account %04d", (i * 7919) % MANY);
        change_set_text(&change, change_insert(&change, KIND_ACCOUNT), ACCOUNT_NAME, name);
    }
    assert_true(store_apply(book->store, &change, NULL, NULL, &err));
    change_fini(&change);
    assert_true(store_begin(book->store, &err));
    for (int i = 0; i < MANY / 2; i++)
        book_put_score(book, i + 1, &(struct book_score){.band = "red", .arr = i});
    assert_true(store_commit(book->store, &err));
}

static void check_positions(struct book *book, enum store_order order, const struct key_list *keys)
{
    struct error err = {0};
    int64_t at;

    for (size_t i = 0; i < keys->count; i += i < 8 ? 1 : 997) {
        assert_true(store_position(book->store, order, keys->items[i], &at, &err));
        assert_int_equal(at, i);
    }
    assert_true(store_position(book->store, order, INT64_C(1) << 40, &at, &err));
    assert_int_equal(at, -1);
}

/* Pages laid end to end are the keys of the order, each once, however far down. */
static void check_pages(struct book *book, enum store_order order)
{
    struct key_list keys = {0};
    struct error err = {0};
    int64_t offset = 0;

    assert_true(store_keys(book->store, order, &keys, &err));
    assert_int_equal(keys.count, MANY);
    check_positions(book, order, &keys);
    for (;;) {
        struct row_list rows;

        assert_true(store_page(book->store, order, offset, 37, &book->arena, &rows, &err));
        for (size_t i = 0; i < rows.count; i++)
            assert_int_equal(rows.items[i]->key, keys.items[offset + (int64_t)i]);
        offset += (int64_t)rows.count;
        if (rows.count < 37)
            break;
    }
    assert_int_equal(offset, MANY);
    store_keys_unique(&keys);
    assert_int_equal(keys.count, MANY);
    array_fini(&keys);
}

static void test_pages(void **state)
{
    struct book *book = *state;

    add_many(book);
    check_pages(book, ORDER_NAME);
    check_pages(book, ORDER_ARR);
    check_pages(book, ORDER_DECISION);
}

/* A deep page is cut from keys read before: a write of ours or of another terminal must be seen. */
static void test_deep_page_is_fresh(void **state)
{
    struct book *book = *state;
    struct store *other = book_connect(book, 5000);
    struct row_list rows;
    struct error err = {0};
    struct change change;

    add_many(book);
    assert_true(store_page(book->store, ORDER_NAME, 4990, 5, &book->arena, &rows, &err));
    assert_string_equal(row_text(rows.items[0], ACCOUNT_NAME), "Account 4990");
    book_account(book, NULL, "Aaa");
    assert_true(store_page(book->store, ORDER_NAME, 4990, 5, &book->arena, &rows, &err));
    assert_string_equal(row_text(rows.items[0], ACCOUNT_NAME), "Account 4989");
    change_init(&change, ACTOR_CLI);
    change_set_text(&change, change_insert(&change, KIND_ACCOUNT), ACCOUNT_NAME, "Aab");
    assert_true(store_apply(other, &change, NULL, NULL, &err));
    change_fini(&change);
    assert_true(store_page(book->store, ORDER_NAME, 4990, 5, &book->arena, &rows, &err));
    assert_string_equal(row_text(rows.items[0], ACCOUNT_NAME), "Account 4988");
    store_close(other);
}

static bool count_known(void *context, int64_t key, struct value value)
{
    int *counts = context;

    counts[value_is_known(value)]++;
    return key > 0;
}

static void test_column_has_every_account(void **state)
{
    struct book *book = *state;
    struct error err = {0};
    int counts[2] = {0};

    add_many(book);
    assert_true(store_column(book->store, ACCOUNT_ARR_NOW, count_known, counts, &err));
    assert_int_equal(counts[0], MANY - MANY / 2);
    assert_int_equal(counts[1], MANY / 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_accounts),
        TEST(test_tasks),
        TEST(test_notes_runs_steps),
        TEST(test_due),
        TEST(test_pages),
        TEST(test_deep_page_is_fresh),
        TEST(test_column_has_every_account),
        TEST(test_prepared_notes_stand_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
