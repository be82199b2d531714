/* A change is a value that owns what it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "core/change.h"

static void rows_say_what_is_set(void **state)
{
    struct change change;
    char title[] = "call Ana";
    size_t task, account;

    (void)state;
    change_init(&change, ACTOR_CLI);
    task = change_insert(&change, KIND_TASK);
    change_set_text(&change, task, TASK_TITLE, title);
    change_set_day(&change, task, TASK_DUE, DAY_NONE);
    account = change_update(&change, KIND_ACCOUNT, 7);
    change_set_integer(&change, account, ACCOUNT_PINNED, 1);
    title[0] = 'X';
    assert_int_equal(change.rows.count, 2);
    assert_int_equal(change.rows.items[task].mask, 1ull << TASK_TITLE | 1ull << TASK_DUE);
    assert_string_equal(change.rows.items[task].values[TASK_TITLE].text, "call Ana");
    assert_false(value_is_known(change.rows.items[task].values[TASK_DUE]));
    assert_int_equal(change.rows.items[account].key, 7);
    assert_int_equal(change.rows.items[account].op, CHANGE_UPDATE);
    change_fini(&change);
    assert_int_equal(change.rows.count, 0);
}

static void new_rows_have_names_of_their_own(void **state)
{
    struct change change;
    size_t note, task;

    (void)state;
    change_init(&change, ACTOR_APP);
    note = change_insert(&change, KIND_NOTE);
    task = change_insert(&change, KIND_TASK);
    assert_int_equal(change_name(&change, note), -1);
    assert_int_equal(change_name(&change, task), -2);
    change_set_integer(&change, task, TASK_NOTE, change_name(&change, note));
    assert_int_equal(change.rows.items[task].values[TASK_NOTE].integer, -1);
    change_fini(&change);
}

static void a_delete_has_no_mask(void **state)
{
    struct change change;
    size_t row;

    (void)state;
    change_init(&change, ACTOR_APP);
    row = change_delete(&change, KIND_TASK, 3);
    assert_int_equal(change.rows.items[row].mask, 0);
    assert_int_equal(change.rows.items[row].op, CHANGE_DELETE);
    change_fini(&change);
}

static void the_summary_is_kept(void **state)
{
    struct change change;

    (void)state;
    change_init(&change, ACTOR_IMPORT);
    change_summarize(&change, "%s: %d rows", "a.csv", 3);
    assert_string_equal(change.summary, "a.csv: 3 rows");
    assert_string_equal(actor_word(change.actor), "import");
    assert_string_equal(actor_word(ACTOR_CLI), "command line");
    change_fini(&change);
    change_fini(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_say_what_is_set),
        cmocka_unit_test(new_rows_have_names_of_their_own),
        cmocka_unit_test(a_delete_has_no_mask),
        cmocka_unit_test(the_summary_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
