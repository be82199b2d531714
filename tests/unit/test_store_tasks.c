/* Open tasks by what they want: the store's choices and core/task.h say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>
#include "core/change.h"
#include "core/task.h"
#include "store/tasks.h"
#include "support/book.h"

enum { TODAY = 100 };

static const struct {
    const char *title, *kind, *waiting_on, *status;
    day_number due, chase; /* 0: none */
} tasks[] = {
    {"plain", "task", NULL, "open", TODAY + 1, 0},
    {"today", "call", "", "open", TODAY, 0},
    {"late", NULL, NULL, "open", TODAY - 3, 0},
    {"someday", "task", NULL, "open", 0, 0},
    {"owed late", "promise", NULL, "open", TODAY - 5, 0},
    {"owed", "Promise", NULL, NULL, TODAY + 4, 0},
    {"owed someday", "promise", NULL, "open", 0, 0},
    {"kept", "promise", NULL, "done", TODAY - 9, 0},
    {"dropped", "ask", "product", "cancelled", TODAY - 9, 0},
    {"chase today", "ask", "support", "open", TODAY - 8, TODAY},
    {"chase later", "ask", "Product", "open", TODAY - 8, TODAY + 9},
    {"chase late", "ask", "product", "open", TODAY + 8, TODAY - 2},
    {"asked without a day", "ask", "product", "open", 0, 0},
    {"asked of nobody", "ask", NULL, "open", TODAY + 2, 0},
    {"waits", "task", "Ana", "open", TODAY, TODAY + 1},
    {"a day that means nothing", "task", " ", "open", TODAY + 1, TODAY - 1},
};

static const char *const chosen[TASK_CHOICES] = {
    [TASKS_ALL] = NULL,
    [TASKS_TODAY] = "today|chase today|",
    [TASKS_OVERDUE] = "owed late|late|chase late|",
    [TASKS_PROMISES] = "owed late|owed|owed someday|",
    [TASKS_ASKS] = "waits|chase late|chase later|asked without a day|chase today|"
                   "asked of nobody|",
};

static int set_up(void **state)
{
    static struct book book;

    book_init(&book);
    for (size_t i = 0; i < COUNT_OF(tasks); i++) {
        int64_t task = book_add(&book, KIND_TASK, 0, TASK_TITLE, tasks[i].title);

        if (tasks[i].kind)
            book_set(&book, KIND_TASK, task, TASK_KIND, tasks[i].kind);
        if (tasks[i].waiting_on)
            book_set(&book, KIND_TASK, task, TASK_WAITING_ON, tasks[i].waiting_on);
        if (tasks[i].status)
            book_set(&book, KIND_TASK, task, TASK_STATUS, tasks[i].status);
        if (tasks[i].due)
            book_set_integer(&book, KIND_TASK, task, TASK_DUE, tasks[i].due);
        if (tasks[i].chase)
            book_set_integer(&book, KIND_TASK, task, TASK_CHASE, tasks[i].chase);
    }
    *state = &book;
    return 0;
}

static int tear_down(void **state)
{
    book_fini(*state);
    return 0;
}

static void each_choice_in_its_order(void **state)
{
    struct book *book = *state;
    struct key_list keys = {0};
    struct error err;

    for (int choice = TASKS_TODAY; choice < TASK_CHOICES; choice++) {
        struct str titles = {0};

        assert_true(store_task_keys(book->store, (enum task_choice)choice, TODAY, &keys, &err));
        for (size_t i = 0; i < keys.count; i++)
            str_addf(&titles, "%s|", book_text(book, KIND_TASK, keys.items[i], TASK_TITLE));
        assert_string_equal(str_text(&titles), chosen[choice]);
        str_fini(&titles);
    }
    array_fini(&keys);
}

static bool count_one(void *context, const struct row *task)
{
    struct task_counts *counts = context;
    day_number day = task_day(task);

    if (!task_is_open(task))
        return true;
    counts->of[TASKS_ALL]++;
    counts->of[TASKS_TODAY] += day == TODAY;
    counts->of[TASKS_OVERDUE] += day != DAY_NONE && day < TODAY;
    counts->of[TASKS_PROMISES] += task_is_promise(task);
    counts->of[TASKS_ASKS] += task_is_ask(task);
    counts->late_promises += task_is_promise(task) && day != DAY_NONE && day < TODAY;
    counts->asks_to_chase += task_is_ask(task) && day != DAY_NONE && day <= TODAY;
    return true;
}

static void counts_are_those_of_the_rules(void **state)
{
    struct book *book = *state;
    struct task_counts counts, own = {0};
    struct error err;

    assert_true(store_task_counts(book->store, TODAY, &counts, &err));
    assert_true(store_each(book->store, KIND_TASK, count_one, &own, &err));
    for (int i = 0; i < TASK_CHOICES; i++)
        assert_int_equal(counts.of[i], own.of[i]);
    assert_int_equal(counts.late_promises, own.late_promises);
    assert_int_equal(counts.asks_to_chase, own.asks_to_chase);
    assert_int_equal(own.of[TASKS_ALL], 14);
    assert_int_equal(own.asks_to_chase, 2);
}

static void assert_counts(struct book *book)
{
    struct task_counts kept, own = {0};
    struct error err;

    assert_true(store_task_counts(book->store, TODAY, &kept, &err));
    assert_true(store_each(book->store, KIND_TASK, count_one, &own, &err));
    assert_memory_equal(&kept, &own, sizeof(own));
}

/* Which task, one of its fields, and what is written there. */
static const struct {
    size_t task;
    int field;
    const char *text; /* NULL: the day */
    day_number day;
} writes[] = {
    {0, TASK_STATUS, "done", 0},
    {0, TASK_STATUS, "open", 0},
    {1, TASK_DUE, NULL, TODAY - 1},
    {2, TASK_DUE, NULL, TODAY},
    {4, TASK_STATUS, "cancelled", 0},
    {5, TASK_DUE, NULL, TODAY - 1},
    {7, TASK_STATUS, "open", 0},
    {9, TASK_CHASE, NULL, TODAY + 1},
    {10, TASK_CHASE, NULL, TODAY - 1},
    {12, TASK_KIND, "promise", 0},
    {14, TASK_WAITING_ON, "", 0},
    {3, TASK_TITLE, "some other day", 0},
};

/* What was counted once follows each write, each undo, a failed write and another terminal's. */
static void counts_follow_what_is_written(void **state)
{
    struct book *book = *state;
    struct store *other = book_connect(book, 100);
    struct row_list all = {0};
    struct error err;
    struct change change;

    assert_true(store_children(book->store, KIND_TASK, 0, &book->arena, &all, &err));
    assert_counts(book);
    for (size_t i = 0; i < COUNT_OF(writes); i++) {
        int64_t task = all.items[writes[i].task]->key;

        if (writes[i].text)
            book_set(book, KIND_TASK, task, writes[i].field, writes[i].text);
        else
            book_set_integer(book, KIND_TASK, task, writes[i].field, writes[i].day);
        assert_counts(book);
        if (i % 2)
            book_undo(book, book->last_change);
        assert_counts(book);
    }
    book_set_integer(
        book, KIND_TASK, book_add(book, KIND_TASK, 0, TASK_TITLE, "new"), TASK_DUE, TODAY);
    assert_counts(book);
    book_delete(book, KIND_TASK, all.items[9]->key);
    assert_counts(book);
    assert_true(store_begin(book->store, &err));
    book_set(book, KIND_TASK, all.items[1]->key, TASK_STATUS, "done");
    store_rollback(book->store);
    assert_counts(book);
    change_init(&change, ACTOR_CLI);
    change_set_text(
        &change, change_update(&change, KIND_TASK, all.items[2]->key), TASK_STATUS, "done");
    assert_true(store_apply(other, &change, NULL, NULL, &err));
    change_fini(&change);
    assert_counts(book);
    store_close(other);
}

static void nothing_is_open(void **state)
{
    struct book book;
    struct task_counts counts;
    struct error err;

    (void)state;
    book_init(&book);
    assert_true(store_task_counts(book.store, TODAY, &counts, &err));
    for (int i = 0; i < TASK_CHOICES; i++)
        assert_int_equal(counts.of[i], 0);
    book_fini(&book);
}

static void feedback_of_some_days(void **state)
{
    static const day_number days[] = {70, 71, 100, 101};
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    struct key_list keys;
    struct error err;

    for (size_t i = 0; i < COUNT_OF(days); i++)
        book_set_integer(book, KIND_FEEDBACK,
            book_add(book, KIND_FEEDBACK, account, FEEDBACK_THEME, "x"), FEEDBACK_DATE, days[i]);
    keys = (struct key_list){0};
    assert_true(store_feedback_keys(book->store, (struct day_span){71, 100}, &keys, &err));
    assert_int_equal(keys.count, 2);
    array_fini(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_choice_in_its_order),
        cmocka_unit_test(counts_are_those_of_the_rules),
        cmocka_unit_test(counts_follow_what_is_written),
        cmocka_unit_test(nothing_is_open),
        cmocka_unit_test(feedback_of_some_days),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
