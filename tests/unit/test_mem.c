/* base/mem, base/array, base/order and base/error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/order.h"

struct number_list ARRAY_OF(int);

static void array_keeps_what_is_pushed(void **state)
{
    struct number_list list = {0};

    for (int i = 0; i < 10000; i++)
        ARRAY_PUSH(&list, i * 3);
    assert_int_equal(list.count, 10000);
    assert_true(list.room >= list.count);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(list.items[i], i * 3);
    array_clear(&list);
    assert_int_equal(list.count, 0);
    array_fini(&list);
    assert_null(list.items);
    assert_int_equal(list.room, 0);
}

static void arena_memory_is_zeroed_and_aligned(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 100, 1000, 4096, 5000, 100000, 3};
    struct arena arena = {0};

    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            char *place = arena_alloc(&arena, sizes[i]);

            assert_int_equal((uintptr_t)place % _Alignof(max_align_t), 0);
            for (size_t j = 0; j < sizes[i]; j++)
                assert_int_equal(place[j], 0);
            memset(place, 0xA5, sizes[i]);
        }
        arena_clear(&arena);
    }
    arena_fini(&arena);
    assert_null(arena.head);
}

static void arena_things_do_not_overlap(void **state)
{
    enum { MANY = 2000 };
    static char *texts[MANY];
    struct arena arena = {0};

    for (int i = 0; i < MANY; i++)
        texts[i] = arena_format(&arena, "%d%*s", i, i % 70 * (i % 13), "");
    for (int i = 0; i < MANY; i++) {
        struct arena other = {0};

        assert_string_equal(texts[i], arena_format(&other, "%d%*s", i, i % 70 * (i % 13), ""));
        arena_fini(&other);
    }
    assert_null(arena_copy_text(&arena, NULL));
    assert_string_equal(arena_copy_bytes(&arena, "abcdef", 3), "abc");
    arena_fini(&arena);
}

static void errors_say_where(void **state)
{
    struct error err = {0};
    char text[80];

    assert_false(error_set(&err, ERROR_NOT_FOUND, "no account %s", "x%n"));
    assert_string_equal(error_format(&err, text, sizeof(text)), "no account x%n");
    assert_false(error_set_at(&err, ERROR_USAGE, "a.csv", 3, 9, "bad"));
    assert_string_equal(error_format(&err, text, sizeof(text)), "a.csv:3:9: bad");
    assert_false(error_set_at(&err, ERROR_USAGE, "a.csv", 3, 0, "bad"));
    assert_string_equal(error_format(&err, text, sizeof(text)), "a.csv:3: bad");
    assert_false(error_set_at(&err, ERROR_USAGE, "", 3, 1, "bad"));
    assert_string_equal(error_format(&err, text, sizeof(text)), "3:1: bad");
    assert_false(error_set_at(&err, ERROR_IO, "a.csv", 0, 0, "%s", err.text));
    assert_string_equal(error_format(&err, text, sizeof(text)), "a.csv: bad");
    assert_false(error_set(NULL, ERROR_IO, "nobody asks"));
}

static void a_cut_error_ends_between_characters(void **state)
{
    char longer[3000] = "";
    struct error err = {0};
    char small[4];

    for (size_t i = 0; i + 3 < sizeof(longer); i += 2)
        memcpy(longer + i, "\xC3\xA9", 3);
    error_set(&err, ERROR_IO, "x%s", longer);
    assert_true(strlen(err.text) < sizeof(err.text));
    assert_int_equal(strlen(err.text) % 2, 1);
    assert_string_equal(error_format(&err, small, sizeof(small)), "x\xC3\xA9");
}

static void every_code_has_its_status(void **state)
{
    assert_int_equal(error_exit_status(ERROR_NONE), 0);
    assert_int_equal(error_exit_status(ERROR_FOUND), 1);
    assert_int_equal(error_exit_status(ERROR_USAGE), 2);
    assert_int_equal(error_exit_status(ERROR_AMBIGUOUS), 2);
    assert_int_equal(error_exit_status(ERROR_NOT_FOUND), 2);
    assert_int_equal(error_exit_status(ERROR_BUSY), 3);
    assert_int_equal(error_exit_status(ERROR_FULL), 3);
}

static void the_middle_of_numbers(void **state)
{
    static const struct {
        double values[4];
        size_t count;
        double median;
    } cases[] = {
        {{3}, 1, 3},
        {{5, -1}, 2, 2},
        {{9, 1, 4}, 3, 4},
        {{9, 1, 4, 5}, 4, 4.5},
        {{7, 7, 7, 0}, 4, 7},
    };
    double median = 12;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double values[4];

        memcpy(values, cases[i].values, sizeof(values));
        assert_true(order_median(values, cases[i].count, &median));
        assert_true(median == cases[i].median);
    }
    assert_false(order_median(NULL, 0, &median));
    assert_true(median == 7);
}

static void numbers_are_found_where_they_stand(void **state)
{
    static const int64_t rising[] = {INT64_MIN, -3, 0, 8, INT64_MAX};

    for (size_t i = 0; i < COUNT_OF(rising); i++)
        assert_int_equal(order_find(rising, COUNT_OF(rising), rising[i]), i);
    assert_int_equal(order_find(rising, COUNT_OF(rising), 7), COUNT_OF(rising));
    assert_true(order_has(rising, 4, 8));
    assert_false(order_has(rising, 4, INT64_MAX));
    assert_false(order_has(NULL, 0, 0));
}

static size_t place_of(const int64_t *rising, size_t count, int64_t wanted)
{
    return order_place(&wanted, rising, count, sizeof(*rising), order_integers);
}

static void the_place_is_before_all_that_are_not_less(void **state)
{
    static const int64_t rising[] = {-3, 1, 1, 1, 8};

    assert_int_equal(place_of(rising, COUNT_OF(rising), INT64_MIN), 0);
    assert_int_equal(place_of(rising, COUNT_OF(rising), -3), 0);
    assert_int_equal(place_of(rising, COUNT_OF(rising), 0), 1);
    assert_int_equal(place_of(rising, COUNT_OF(rising), 1), 1);
    assert_int_equal(place_of(rising, COUNT_OF(rising), 2), 4);
    assert_int_equal(place_of(rising, COUNT_OF(rising), 9), COUNT_OF(rising));
    assert_int_equal(place_of(NULL, 0, 9), 0);
}

static void orders_rise(void **state)
{
    static const int64_t integers[] = {INT64_MIN, INT64_MAX};
    static const int32_t days[] = {INT32_MIN, INT32_MAX};
    static const double reals[] = {-.5, .25};

    assert_true(order_integers(&integers[0], &integers[1]) < 0);
    assert_true(order_integers(&integers[1], &integers[0]) > 0);
    assert_int_equal(order_integers(&integers[0], &integers[0]), 0);
    assert_true(order_days(&days[0], &days[1]) < 0);
    assert_true(order_days(&days[1], &days[0]) > 0);
    assert_int_equal(order_days(&days[1], &days[1]), 0);
    assert_true(order_reals(&reals[0], &reals[1]) < 0);
    assert_true(order_reals(&reals[1], &reals[0]) > 0);
    assert_int_equal(order_reals(&reals[1], &reals[1]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(array_keeps_what_is_pushed),
        cmocka_unit_test(arena_memory_is_zeroed_and_aligned),
        cmocka_unit_test(arena_things_do_not_overlap),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(a_cut_error_ends_between_characters),
        cmocka_unit_test(every_code_has_its_status),
        cmocka_unit_test(the_middle_of_numbers),
        cmocka_unit_test(numbers_are_found_where_they_stand),
        cmocka_unit_test(the_place_is_before_all_that_are_not_less),
        cmocka_unit_test(orders_rise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
