/* The forecast frozen day by day: a row only where a line moved. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "store/forecast.h"
#include "support/book.h"

static struct due_line make_line(int64_t account, int64_t key, int64_t target)
{
    struct due_line line = {.account = account,
        .line = key,
        .id = "",
        .account_id = "",
        .account_name = "",
        .product = "",
        .currency = "",
        .ends = 20100,
        .target = target,
        .amount = target,
        .final_uplift = MONEY_NONE,
        .uplift = -1,
        .probability = -1,
        .called = FORECAST_COMMIT,
        .band = BAND_UNKNOWN,
        .closed_on = DAY_NONE,
        .source = "",
        .reason = ""};

    return line;
}

static void put(
    struct book *book, int64_t account, day_number day, struct due_line *lines, size_t count)
{
    struct due_list list = {lines, count, count};
    struct error err = {0};

    for (size_t i = 0; i < count; i++)
        lines[i].value = forecast_value_of(&lines[i]);
    if (!store_put_forecast(book->store, account, day, &list, &err))
        fail_msg("%s", err.text);
}

static bool add_words(void *context, const struct frozen_line *frozen)
{
    struct str *out = context;

    str_addf(out, "%s%lld@%d ", out->len ? "; " : "", (long long)frozen->line, frozen->day);
    if (frozen->gone)
        str_add(out, "gone");
    else
        str_addf(out, "%s %s %lld %g", due_state_word(frozen->state),
            forecast_category_word(frozen->category), (long long)frozen->amount,
            frozen->probability);
    return true;
}

static bool add_day(void *context, size_t at, const struct frozen_line *frozen)
{
    struct str *out = context;
    struct str words = {0};

    add_words(&words, frozen);
    str_addf(out, "%s%zu: %s", out->len ? "; " : "", at, str_text(&words));
    str_fini(&words);
    return true;
}

static void history_is(struct book *book, int64_t account, const char *wanted)
{
    struct str words = {0};
    struct error err = {0};

    assert_true(store_forecast_of(book->store, account, add_words, &words, &err));
    assert_string_equal(str_text(&words), wanted);
    str_fini(&words);
}

static void a_row_only_where_it_moved(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    struct due_line line = make_line(account, 7, 1000);

    put(book, account, 20000, &line, 1);
    put(book, account, 20001, &line, 1);
    put(book, account, 20005, &line, 1);
    history_is(book, account, "7@20000 open commit 1000 0.95");
    line.called = FORECAST_AT_RISK;
    put(book, account, 20006, &line, 1);
    put(book, account, 20006, &line, 1);
    history_is(book, account, "7@20000 open commit 1000 0.95; 7@20006 open at risk 1000 0.45");
    /* The same day once more: the last word of a day is what is kept. */
    line.amount = 800;
    put(book, account, 20006, &line, 1);
    history_is(book, account, "7@20000 open commit 1000 0.95; 7@20006 open at risk 800 0.45");
    /* And back: nothing moved on that day after all. */
    line.amount = 1000;
    line.called = FORECAST_COMMIT;
    put(book, account, 20006, &line, 1);
    history_is(book, account, "7@20000 open commit 1000 0.95");
}

static void each_field_makes_a_row(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");

    for (int field = 0; field < 7; field++) {
        int64_t key = 10 + field;
        struct due_line line = make_line(account, key, 1000);
        struct str words = {0};
        struct error err = {0};

        put(book, account, 20000 + 10 * field, &line, 1);
        switch (field) {
        case 0: line.state = DUE_LEAVING; break;
        case 1: line.ends = DAY_NONE; break;
        case 2: line.target = 900; break;
        case 3: line.amount = 900; break;
        case 4: line.uplift = .05; break;
        case 5: line.probability = .5; break;
        default: line.called = FORECAST_BEST_CASE; break;
        }
        put(book, account, 20001 + 10 * field, &line, 1);
        assert_true(store_forecast_of(book->store, account, add_words, &words, &err));
        char wanted[40];
        snprintf(wanted, sizeof(wanted), "%lld@%d ", (long long)key, 20001 + 10 * field);
        if (!strstr(str_text(&words), wanted))
            fail_msg("field %d: %s", field, str_text(&words));
        str_fini(&words);
    }
}

static void what_is_no_longer_there_ends(void **state)
{
    struct book *book = *state;
    int64_t account = book_account(book, "A", "A");
    struct due_line lines[] = {make_line(account, -account, 1000), make_line(account, 9, 50)};

    put(book, account, 20000, lines, 1);
    lines[0].outside = true;
    put(book, account, 20003, lines, 2);
    lines[1].renewal = 4; /* closed by a row of its own: no line of its own here */
    put(book, account, 20004, lines, 2);
    put(book, account, 20005, lines, 2);
    history_is(book, account,
        "-1@20000 open commit 1000 0.95; -1@20003 gone; 9@20003 open commit 50 0.95; 9@20004 gone");
    lines[0].outside = false;
    put(book, account, 20006, lines, 1);
    history_is(book, account,
        "-1@20000 open commit 1000 0.95; -1@20003 gone; -1@20006 open commit 1000 0.95; "
        "9@20003 open commit 50 0.95; 9@20004 gone");
}

static void lines_of_other_accounts_are_left(void **state)
{
    struct book *book = *state;
    int64_t first = book_account(book, "A", "A"), second = book_account(book, "B", "B");
    struct due_line a = make_line(first, 7, 1000), b = make_line(second, 8, 500);
    struct str words = {0};
    struct error err = {0};

    put(book, first, 20000, &a, 1);
    put(book, second, 20000, &b, 1);
    put(book, first, 20001, NULL, 0);
    b.amount = 400;
    put(book, second, 20002, &b, 1);
    day_number days[] = {20001, 20000, 20002, 19999};
    assert_true(store_forecast_on(book->store, days, COUNT_OF(days), add_day, &words, &err));
    assert_string_equal(str_text(&words),
        "2: 8@20002 open commit 400 0.95; 0: 8@20000 open commit 500 0.95; "
        "1: 8@20000 open commit 500 0.95; 0: 7@20001 gone; 2: 7@20001 gone; "
        "1: 7@20000 open commit 1000 0.95");
    str_fini(&words);
    book_delete(book, KIND_ACCOUNT, first);
    history_is(book, first, "");
}

/* Whichever of the two accounts is scored first. */
static void a_line_that_went_to_another_account_is_not_gone(void **state)
{
    struct book *book = *state;
    int64_t from = book_account(book, "A", "A"), to = book_account(book, "B", "B");

    for (int first = 0; first < 2; first++) {
        int64_t key = 70 + first;
        struct due_line line = make_line(from, key, 1000);
        struct str words = {0}, wanted = {0};
        struct error err = {0};
        day_number days[] = {20000, 20001, 20002};

        put(book, from, 20000, &line, 1);
        for (day_number day = 20001; day < 20003; day++)
            for (int turn = 0; turn < 2; turn++) {
                line.account = to;
                if ((turn == 0) == (first == 0))
                    put(book, from, day, NULL, 0);
                else
                    put(book, to, day, &line, 1);
            }
        assert_true(store_forecast_on(book->store, days, 3, add_day, &words, &err));
        str_addf(&wanted,
            "1: %lld@20001 open commit 1000 0.95; 2: %lld@20001 open commit 1000 0.95; "
            "0: %lld@20000 open commit 1000 0.95",
            (long long)key, (long long)key, (long long)key);
        assert_string_equal(str_text(&words), str_text(&wanted));
        str_fini(&words);
        str_fini(&wanted);
        book_delete(book, KIND_ACCOUNT, from);
        book_delete(book, KIND_ACCOUNT, to);
        from = book_account(book, "A", "A");
        to = book_account(book, "B", "B");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_only_where_it_moved, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(each_field_makes_a_row, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_longer_there_ends, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(
            lines_of_other_accounts_are_left, book_set_up, book_tear_down),
        cmocka_unit_test_setup_teardown(
            a_line_that_went_to_another_account_is_not_gone, book_set_up, book_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
