/* Figures as shown add up as shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>
#include "base/array.h"
#include "core/shown.h"

enum { MOST = 6 };

static const struct {
    double values[MOST];
    size_t count;
    int scale;
    int64_t total;
    int64_t shown[MOST];
} cases[] = {
    {{5.04, 5.04, 5.04}, 3, 10, 151, {51, 50, 50}}, /* 15.12: the first of equals gets the tenth */
    {{3.36, 3.33, 3.31}, 3, 10, 100, {34, 33, 33}},
    {{0, 12.25, 0, 7.75}, 4, 10, 200, {0, 123, 0, 77}},
    {{-3.75, -2.5, .25}, 3, 10, -60, {-37, -25, 2}},
    {{-3.75, -2.5, .25, .0}, 4, 10, -60, {-37, -25, 2, 0}},
    {{10, 6.784, 6, 3.54, 5.736, .033}, 6, 100, 3209, {1000, 678, 600, 354, 574, 3}},
    {{1, 1}, 2, 10, 25, {14, 11}}, /* what does not add up by itself goes to the largest */
    {{0}, 0, 10, 7, {0}},
};

static void they_sum_to_the_total(void **state)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t shown[MOST] = {0}, sum = 0;

        shown_spread(cases[i].values, cases[i].count, cases[i].scale, cases[i].total, shown);
        for (size_t k = 0; k < cases[i].count; k++) {
            assert_int_equal(shown[k], cases[i].shown[k]);
            sum += shown[k];
        }
        if (cases[i].count)
            assert_int_equal(sum, cases[i].total);
    }
}

/* Of any values whose sum is rounded, each is within one unit of itself. */
static void each_is_near_itself(void **state)
{
    uint32_t seed = 7;

    for (int round = 0; round < 10000; round++) {
        double values[MOST], sum = 0;
        int64_t shown[MOST], all = 0;

        for (int i = 0; i < MOST; i++) {
            seed = seed * 1664525u + 1013904223u;
            values[i] = ((double)(seed >> 8) / (1 << 24) - .3) * 40;
            sum += values[i];
        }
        shown_spread(values, MOST, 10, (int64_t)floor(sum * 10 + .5), shown);
        for (int i = 0; i < MOST; i++) {
            assert_true(fabs((double)shown[i] - values[i] * 10) < 1 + 1e-6);
            all += shown[i];
        }
        assert_int_equal(all, (int64_t)floor(sum * 10 + .5));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_sum_to_the_total),
        cmocka_unit_test(each_is_near_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
