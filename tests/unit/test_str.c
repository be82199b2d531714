/* base/str: the growing string, plain text helpers, numbers that follow no locale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <float.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "support/wide.h"

static void grows_inserts_and_removes(void **state)
{
    struct str str = {0};
    char *taken;

    assert_string_equal(str_text(&str), "");
    str_add(&str, "daybook");
    str_insert(&str, 3, "-", 1);
    str_insert(&str, str.len, "!", 1);
    str_insert(&str, 0, "<", 1);
    assert_string_equal(str_text(&str), "<day-book!");
    str_remove(&str, 4, 1);
    str_remove(&str, 0, 1);
    str_remove(&str, str.len - 1, 1);
    assert_string_equal(str_text(&str), "daybook");
    str_addf(&str, " %d%s", 42, "%n");
    str_add_char(&str, '.');
    str_add_code_point(&str, 0x20AC);
    assert_string_equal(str_text(&str), "daybook 42%n.\xE2\x82\xAC");
    taken = str_take(&str);
    assert_string_equal(taken, "daybook 42%n.\xE2\x82\xAC");
    free(taken);
    assert_string_equal(str_text(&str), "");
    taken = str_take(&str);
    assert_string_equal(taken, "");
    free(taken);
}

static void holds_long_and_binary_text(void **state)
{
    struct str str = {0};

    for (int i = 0; i < 5000; i++)
        str_addf(&str, "%04d", i);
    assert_int_equal(str.len, 20000);
    assert_memory_equal(str_text(&str) + 4 * 4321, "4321", 4);
    str_clear(&str);
    str_add_bytes(&str, "a\0b", 3);
    assert_int_equal(str.len, 3);
    assert_memory_equal(str_text(&str), "a\0b", 4);
    str_fini(&str);
    str_fini(NULL);
}

static void finds_a_text_among_others(void **state)
{
    static const char *const words[] = {"a", "B", "b"};

    assert_int_equal(text_place("b", words, COUNT_OF(words)), 2);
    assert_int_equal(text_place("B", words, COUNT_OF(words)), 1);
    assert_int_equal(text_place_nocase("b", words, COUNT_OF(words)), 1);
    assert_int_equal(text_place("c", words, COUNT_OF(words)), COUNT_OF(words));
    assert_int_equal(text_place("b", words, 2), 2);
    assert_true(text_is_one_of("a", words, COUNT_OF(words)));
    assert_false(text_is_one_of("A", words, COUNT_OF(words)));
    assert_true(text_is_one_of_nocase("A", words, COUNT_OF(words)));
    assert_false(text_is_one_of_nocase(NULL, words, COUNT_OF(words)));
}

static void compares_plain_text(void **state)
{
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_true(text_equal_nocase("GloBex", "gLOBEX"));
    assert_false(text_equal_nocase("globe", "globex"));
    assert_true(text_starts("globex", "glo"));
    assert_false(text_starts("glo", "globex"));
    assert_true(text_ends("a.csv", ".csv"));
    assert_false(text_ends("csv", ".csv"));
    assert_true(text_blank(NULL));
    assert_true(text_blank(" \t\r\n"));
    assert_false(text_blank(" x "));
}

static void reads_whole_numbers(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        long long value;
    } cases[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"+7", true, 7},
        {"007", true, 7},
        {"9223372036854775807", true, LLONG_MAX},
        {"-9223372036854775808", true, LLONG_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"1 ", false, 0},
        {" 1", false, 0},
        {"1.0", false, 0},
        {"0x10", false, 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        long long value = 0;

        if (text_to_int(cases[i].text, &value) != cases[i].ok || value != cases[i].value)
            fail_msg("%s gave %lld", cases[i].text, value);
    }
}

static void reads_real_numbers(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        double value;
    } cases[] = {
        {"12", true, 12},
        {"-1.5", true, -1.5},
        {".5", true, .5},
        {"5.", true, 5},
        {"1e3", true, 1000},
        {"1E-3", true, .001},
        {"0.1", true, 0.1},
        {"123456.789", true, 123456.789},
        {"1e400", false, 0},
        {"1e-400", true, 0},
        {"1e99999999999", false, 0},
        {"0e99999999999", true, 0},
        {"10000000000000000000000000", true, 1e25},
        {"", false, 0},
        {".", false, 0},
        {"-", false, 0},
        {"1e", false, 0},
        {"1,5", false, 0},
        {"inf", false, 0},
        {"nan", false, 0},
        {"0x10", false, 0},
        {"1 ", false, 0},
        {"\xD9\xA3", false, 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double value = 0;

        if (text_to_real(cases[i].text, &value) != cases[i].ok || value != cases[i].value)
            fail_msg("%s gave %.17g", cases[i].text, value);
    }
}

static void reals_are_read_to_the_last_bit(void **state)
{
    double value = 0;

    if (!wide_is_kept())
        skip();
    assert_true(text_to_real("1.7976931348623157e308", &value) && value == DBL_MAX);
    assert_true(text_to_real("0.00000000000000000000000001", &value) && value == 1e-26);
}

static void reals_come_back_as_written(void **state)
{
    uint64_t seed = 88172645463325252u;

    if (!wide_is_kept())
        skip();

    for (int i = 0; i < 20000; i++) {
        double value;
        double back = 0;
        char text[40];

        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        value = (double)(int64_t)seed / (double)(1 + (seed & 0xFFFFFFu));
        snprintf(text, sizeof(text), "%.17g", value);
        if (!text_to_real(text, &back) || back != value)
            fail_msg("%s came back as %.17g", text, back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_inserts_and_removes),
        cmocka_unit_test(holds_long_and_binary_text),
        cmocka_unit_test(finds_a_text_among_others),
        cmocka_unit_test(compares_plain_text),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(reads_real_numbers),
        cmocka_unit_test(reals_are_read_to_the_last_bit),
        cmocka_unit_test(reals_come_back_as_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
