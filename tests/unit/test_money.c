/* base/money: cells to exact minor units, and back to words. promises.md N1, N2, N4, N5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/attributes.h"
#include "base/money.h"
#include "support/wide.h"

struct money_case {
    const char *text;
    const char *currency;
    enum number_form form;
    int64_t minor; /* MONEY_NONE: refused */
    const char *found;
};

#define REFUSED MONEY_NONE, ""

static const struct money_case money_cases[] = {
    {"1,234.56", "EUR", NUMBER_UNKNOWN, 123456, ""},
    {"1.234,56", "EUR", NUMBER_UNKNOWN, 123456, ""},
    {"1 234,56", "EUR", NUMBER_UNKNOWN, 123456, ""},
    {"1\xC2\xA0"
     "234,56",
        "EUR", NUMBER_UNKNOWN, 123456, ""},
    {"1\xE2\x80\xAF"
     "234,56 \xE2\x82\xAC",
        "USD", NUMBER_UNKNOWN, 123456, "EUR"},
    {"1'234.56", "CHF", NUMBER_UNKNOWN, 123456, ""},
    {"1\xE2\x80\x99"
     "234.56",
        "CHF", NUMBER_UNKNOWN, 123456, ""},
    {"1,234,567.00", "USD", NUMBER_UNKNOWN, 123456700, ""},
    {"1.234.567", "USD", NUMBER_UNKNOWN, 123456700, ""},
    {"(500)", "USD", NUMBER_UNKNOWN, -50000, ""},
    {"($1,234.50)", "USD", NUMBER_UNKNOWN, -123450, "USD"},
    {"-0", "USD", NUMBER_UNKNOWN, 0, ""},
    {"\xE2\x88\x92"
     "5",
        "USD", NUMBER_UNKNOWN, -500, ""},
    {"$4.00 ", "USD", NUMBER_UNKNOWN, 400, "USD"},
    {"$-4", "USD", NUMBER_UNKNOWN, -400, "USD"},
    {"-$4", "USD", NUMBER_UNKNOWN, -400, "USD"},
    {"\xC2\xA3"
     "1001",
        "USD", NUMBER_UNKNOWN, 100100, "GBP"},
    {"$5", "CAD", NUMBER_UNKNOWN, 500, "CAD"},
    {"$5", "EUR", NUMBER_UNKNOWN, 500, "USD"},
    {"$5 CAD", "USD", NUMBER_UNKNOWN, 500, "CAD"},
    {"US$5", "CAD", NUMBER_UNKNOWN, 500, "USD"},
    {"USD 5", "EUR", NUMBER_UNKNOWN, 500, "USD"},
    {"5 usd", "EUR", NUMBER_UNKNOWN, 500, "USD"},
    {"5 kr", "NOK", NUMBER_UNKNOWN, 500, "NOK"},
    {"5 MXN", "USD", NUMBER_UNKNOWN, 500, "MXN"},
    {"250k", "USD", NUMBER_UNKNOWN, 25000000, ""},
    {"1.5m", "USD", NUMBER_UNKNOWN, 150000000, ""},
    {"1,5M EUR", "USD", NUMBER_UNKNOWN, 150000000, "EUR"},
    {"1.23456k", "USD", NUMBER_POINT, 123456, ""},
    {"25000", "USD", NUMBER_UNKNOWN, 2500000, ""},
    {".5", "USD", NUMBER_UNKNOWN, 50, ""},
    {"0.1", "USD", NUMBER_UNKNOWN, 10, ""},
    {"19.99", "USD", NUMBER_UNKNOWN, 1999, ""},
    {"1.230000000000", "USD", NUMBER_POINT, 123, ""},
    {"1,7", "EUR", NUMBER_UNKNOWN, 170, ""},
    {"1.234", "EUR", NUMBER_COMMA, 123400, ""},
    {"1,234", "EUR", NUMBER_POINT, 123400, ""},
    /* other minor units (N4) */
    {"500", "JPY", NUMBER_UNKNOWN, 500, ""},
    {"500.00", "JPY", NUMBER_UNKNOWN, 500, ""},
    {"1.234", "KWD", NUMBER_POINT, 1234, ""},
    {"JPY 1,000", "USD", NUMBER_POINT, 1000, "JPY"},
    {"500.5", "JPY", NUMBER_UNKNOWN, REFUSED},
    {"1.2345", "KWD", NUMBER_POINT, REFUSED},
    /* the edges (N2) */
    {"92233720368547758.07", "USD", NUMBER_POINT, INT64_MAX, ""},
    {"-92233720368547758.07", "USD", NUMBER_POINT, -INT64_MAX, ""},
    {"92233720368547758.08", "USD", NUMBER_POINT, REFUSED},
    {"-92233720368547758.08", "USD", NUMBER_POINT, REFUSED},
    {"9223372036854775807", "JPY", NUMBER_POINT, INT64_MAX, ""},
    {"9223372036854775808", "JPY", NUMBER_POINT, REFUSED},
    {"99999999999b", "USD", NUMBER_POINT, REFUSED},
    {"00000000000000000000000000000000000000000000000000000000001", "USD", NUMBER_POINT, REFUSED},
    /* open or not understood: never 0 */
    {"1.234", "EUR", NUMBER_UNKNOWN, REFUSED},
    {"1,234", "EUR", NUMBER_UNKNOWN, REFUSED},
    {"1,7", "EUR", NUMBER_POINT, REFUSED},
    {"1.7", "EUR", NUMBER_COMMA, REFUSED},
    {"1.005", "USD", NUMBER_POINT, REFUSED},
    {"95%", "USD", NUMBER_UNKNOWN, REFUSED},
    {"", "USD", NUMBER_UNKNOWN, REFUSED},
    {"  ", "USD", NUMBER_UNKNOWN, REFUSED},
    {"\xE2\x82\xAC", "USD", NUMBER_UNKNOWN, REFUSED},
    {"1e6", "USD", NUMBER_UNKNOWN, REFUSED},
    {"1.3E+11", "USD", NUMBER_UNKNOWN, REFUSED},
    {"NaN", "USD", NUMBER_UNKNOWN, REFUSED},
    {"INF", "USD", NUMBER_UNKNOWN, REFUSED},
    {"0x10", "USD", NUMBER_UNKNOWN, REFUSED},
    {"\xD9\xA3", "USD", NUMBER_UNKNOWN, REFUSED},
    {"\xE2\x82\xAC"
     "5 USD",
        "USD", NUMBER_UNKNOWN, REFUSED},
    {"--5", "USD", NUMBER_UNKNOWN, REFUSED},
    {"(-5)", "USD", NUMBER_UNKNOWN, REFUSED},
    {"(5", "USD", NUMBER_UNKNOWN, REFUSED},
    {"5)", "USD", NUMBER_UNKNOWN, REFUSED},
    {"12.", "USD", NUMBER_UNKNOWN, REFUSED},
    {"12,34,56", "USD", NUMBER_UNKNOWN, REFUSED},
    {"1,2345.6", "USD", NUMBER_UNKNOWN, REFUSED},
    {"0,123,456", "USD", NUMBER_UNKNOWN, REFUSED},
    {"1,234 567", "USD", NUMBER_POINT, REFUSED},
    {"1 23", "USD", NUMBER_UNKNOWN, REFUSED},
    {"5kk", "USD", NUMBER_UNKNOWN, REFUSED},
    {"five", "USD", NUMBER_UNKNOWN, REFUSED},
    {"%n", "USD", NUMBER_UNKNOWN, REFUSED},
    {"2026-11-23", "USD", NUMBER_UNKNOWN, REFUSED},
};

static void cells_are_exact_or_refused(void **state)
{
    for (size_t i = 0; i < COUNT_OF(money_cases); i++) {
        const struct money_case *one = &money_cases[i];
        int64_t minor = MONEY_NONE;
        char found[4] = "";
        struct error err = {0};
        bool taken = money_parse(one->text, one->currency, one->form, &minor, found, &err);

        if (minor != one->minor || strcmp(found, one->found) != 0)
            fail_msg("'%s' gave %lld %s", one->text, (long long)minor, found);
        assert_int_equal(taken, one->minor != MONEY_NONE);
        assert_int_equal(err.code, taken ? ERROR_NONE : ERROR_USAGE);
    }
}

static void forms_are_proved_by_the_text(void **state)
{
    static const struct {
        const char *text;
        enum number_form form;
    } cases[] = {
        {"1,234.5", NUMBER_POINT},
        {"1.234,5", NUMBER_COMMA},
        {"1234.5", NUMBER_POINT},
        {"1234,567", NUMBER_COMMA},
        {"1,7", NUMBER_COMMA},
        {"0.123", NUMBER_POINT},
        {"1.234.567", NUMBER_COMMA},
        {"1,234,567", NUMBER_POINT},
        {"$4.00", NUMBER_POINT},
        {"95,5 %", NUMBER_COMMA},
        {"1 234,5", NUMBER_COMMA},
        {"1.234", NUMBER_UNKNOWN},
        {"1,234", NUMBER_UNKNOWN},
        {"1234", NUMBER_UNKNOWN},
        {"1 234", NUMBER_UNKNOWN},
        {"", NUMBER_UNKNOWN},
        {"n/a", NUMBER_UNKNOWN},
        {"1.2.3", NUMBER_UNKNOWN},
        {"1,2,3", NUMBER_UNKNOWN},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (number_form_of(cases[i].text) != cases[i].form)
            fail_msg("%s", cases[i].text);
}

static void plain_numbers_are_read(void **state)
{
    static const struct {
        const char *text;
        enum number_form form;
        bool ok;
        double value;
        bool percent;
    } cases[] = {
        {"1,234.5", NUMBER_POINT, true, 1234.5, false},
        {"1.234,5", NUMBER_COMMA, true, 1234.5, false},
        {"12 %", NUMBER_UNKNOWN, true, 0.12, true},
        {"12,3%", NUMBER_COMMA, true, 0.123, true},
        {"-7", NUMBER_UNKNOWN, true, -7, false},
        {"(7)", NUMBER_UNKNOWN, true, -7, false},
        {" 0.95 ", NUMBER_UNKNOWN, true, 0.95, false},
        {"1.234", NUMBER_UNKNOWN, false, 0, false},
        {"1e6", NUMBER_POINT, false, 0, false},
        {"5 EUR", NUMBER_POINT, false, 0, false},
        {"5k", NUMBER_POINT, false, 0, false},
        {"nan", NUMBER_POINT, false, 0, false},
        {"", NUMBER_POINT, false, 0, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double value = 0;
        bool percent = false;
        bool ok = number_parse(cases[i].text, cases[i].form, &value, &percent);

        if (ok != cases[i].ok || value != cases[i].value || percent != cases[i].percent)
            fail_msg("'%s' gave %.17g", cases[i].text, value);
    }
}

static void currencies_are_known(void **state)
{
    assert_int_equal(money_exponent("EUR"), 2);
    assert_int_equal(money_exponent("JPY"), 0);
    assert_int_equal(money_exponent("kwd"), 3);
    assert_int_equal(money_exponent("CLF"), 4);
    assert_int_equal(money_exponent(NULL), 2);
    assert_int_equal(money_exponent("XYZ"), 2);
    assert_true(money_is_currency("AED"));
    assert_true(money_is_currency("ZWL"));
    assert_true(money_is_currency("eur"));
    assert_false(money_is_currency("XYZ"));
    assert_false(money_is_currency("EURO"));
    assert_false(money_is_currency("EU"));
    assert_false(money_is_currency(""));
    assert_false(money_is_currency(NULL));
    assert_string_equal(money_sign("USD"), "$");
    assert_string_equal(money_sign("EUR"), "\xE2\x82\xAC");
    assert_string_equal(money_sign("SEK"), "SEK ");
    assert_string_equal(money_sign(NULL), "");
}

static void money_is_shown(void **state)
{
    static const struct {
        int64_t minor;
        const char *currency;
        const char *brief;
        const char *full;
        const char *plain;
    } cases[] = {
        {0, "USD", "$0", "$0", "0.00"},
        {95000, "USD", "$950", "$950", "950.00"},
        {99949, "USD", "$999", "$999.49", "999.49"},
        {99950, "USD", "$1k", "$999.50", "999.50"},
        {123450, "USD", "$1.2k", "$1,234.50", "1234.50"},
        {42000000, "USD", "$420k", "$420,000", "420000.00"},
        {99949999, "USD", "$999k", "$999,499.99", "999499.99"},
        {99950000, "USD", "$1.00M", "$999,500", "999500.00"},
        {190000000, "USD", "$1.90M", "$1,900,000", "1900000.00"},
        {123499500000, "USD", "$1.23B", "$1,234,995,000", "1234995000.00"},
        {-42000000, "USD", "\xE2\x88\x92$420k", "\xE2\x88\x92$420,000", "-420000.00"},
        {-5, "USD", "\xE2\x88\x92$0", "\xE2\x88\x92$0.05", "-0.05"},
        {42000000, "EUR",
            "\xE2\x82\xAC"
            "420k",
            "\xE2\x82\xAC"
            "420,000",
            "420000.00"},
        {42000000, "SEK", "SEK 420k", "SEK 420,000", "420000.00"},
        {420000, "JPY",
            "\xC2\xA5"
            "420k",
            "\xC2\xA5"
            "420,000",
            "420000"},
        {1234567, "KWD", "KWD 1.2k", "KWD 1,234.567", "1234.567"},
        {500, "XYZ", "XYZ 5", "XYZ 5", "5.00"},
        {500, NULL, "5", "5", "5.00"},
        {INT64_MAX, "USD", "$92233720.37B", "$92,233,720,368,547,758.07", "92233720368547758.07"},
        {-INT64_MAX, "SEK", "\xE2\x88\x92SEK 92233720.37B",
            "\xE2\x88\x92SEK 92,233,720,368,547,758.07", "-92233720368547758.07"},
        {MONEY_NONE, "USD", "", "", ""},
    };
    char text[40];

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_string_equal(money_short(cases[i].minor, cases[i].currency, text), cases[i].brief);
        assert_string_equal(money_full(cases[i].minor, cases[i].currency, text), cases[i].full);
        assert_string_equal(money_plain(cases[i].minor, cases[i].currency, text), cases[i].plain);
    }
}

static void what_is_written_is_read_again(void **state)
{
    static const char *const currencies[] = {"USD", "JPY", "KWD", "CLF"};

    for (size_t i = 0; i < COUNT_OF(currencies); i++) {
        for (int64_t minor = -20000; minor < 20000; minor += 37) {
            int64_t back = MONEY_NONE;
            char found[4];
            char text[40];

            money_plain(minor, currencies[i], text);
            assert_true(money_parse(text, currencies[i], NUMBER_POINT, &back, found, NULL));
            assert_int_equal(back, minor);
        }
    }
}

static void sums_are_exact_or_refused(void **state)
{
    int64_t sum = 0;

    assert_true(money_add(&sum, 10));
    assert_true(money_add(&sum, 20));
    assert_int_equal(sum, 30); /* 0.1 + 0.2 */
    for (int i = 0; i < 3; i++)
        assert_true(money_add(&sum, 1999));
    assert_int_equal(sum, 30 + 5997);
    assert_true(money_add(&sum, MONEY_NONE));
    assert_int_equal(sum, 6027);
    sum = INT64_MAX - 1;
    assert_true(money_add(&sum, 1));
    assert_false(money_add(&sum, 1));
    assert_int_equal(sum, INT64_MAX);
    sum = -INT64_MAX;
    assert_false(money_add(&sum, -1)); /* would read as not known */
    assert_int_equal(sum, -INT64_MAX);
    sum = 0;
    for (int i = 0; i < 2; i++) /* the third of 10^4 rows of 9*10^18 */
        if (!money_add(&sum, 4600000000000000000))
            fail_msg("too soon");
    assert_false(money_add(&sum, 4600000000000000000));
}

static void halves_go_up(void **state)
{
    static const struct {
        double value;
        int64_t rounded;
    } cases[] = {{0.5, 1}, {1.5, 2}, {2.5, 3}, {-0.5, 0}, {-1.5, -1}, {-1.51, -2}, {47.83, 48},
        {47.5, 48}, {47.4999, 47}, {0.1 * 3 * 5, 2}, {2.4999999999999, 3}, {-7, -7},
        {1e300, INT64_MAX}, {-1e300, INT64_MIN + 1}};

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (round_half_up(cases[i].value) != cases[i].rounded)
            fail_msg("%.17g gave %lld", cases[i].value, (long long)round_half_up(cases[i].value));
}

static void rates_convert(void **state)
{
    int64_t minor = MONEY_NONE;

    assert_true(money_convert(10000, "EUR", 1.1, "USD", &minor));
    assert_int_equal(minor, 11000);
    assert_true(money_convert(105, "EUR", 1.1, "USD", &minor)); /* 115.5 */
    assert_int_equal(minor, 116);
    assert_true(money_convert(1000, "JPY", 0.0067, "USD", &minor));
    assert_int_equal(minor, 670);
    assert_true(money_convert(670, "USD", 150, "JPY", &minor));
    assert_int_equal(minor, 1005);
    assert_true(money_convert(1000, "USD", 0.3, "KWD", &minor));
    assert_int_equal(minor, 3000);
    if (wide_is_kept()) {
        assert_true(money_convert(INT64_MAX / 2, "USD", 1, "USD", &minor));
        assert_int_equal(minor, INT64_MAX / 2);
    }
    assert_false(money_convert(INT64_MAX, "USD", 2, "EUR", &minor));
    assert_false(money_convert(MONEY_NONE, "USD", 2, "EUR", &minor));
    assert_false(money_convert(5, "USD", 0, "EUR", &minor));
    assert_false(money_convert(5, "USD", -1, "EUR", &minor));
}

/* Shown otherwise, by thread and setting; what files hold stays. */
static void the_marks_follow_the_setting(void **state)
{
    static const struct {
        enum number_marks marks;
        const char *full, *shorter, *tenth;
    } cases[] = {
        {MARKS_POINT, "$1,234,567.50", "$1.23M", "$4.5k"},
        {MARKS_COMMA, "$1.234.567,50", "$1,23M", "$4,5k"},
        {MARKS_SPACE, "$1 234 567,50", "$1,23M", "$4,5k"},
    };
    char buffer[64];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(money_show_as(cases[i].marks), MARKS_POINT);
        assert_string_equal(money_full(123456750, "USD", buffer), cases[i].full);
        assert_string_equal(money_short(123456750, "USD", buffer), cases[i].shorter);
        assert_string_equal(money_short(450000, "USD", buffer), cases[i].tenth);
        assert_string_equal(money_plain(123456750, "USD", buffer), "1234567.50");
        assert_int_equal(money_show_as(MARKS_POINT), cases[i].marks);
    }
}

static void numbers_bear_the_marks(void **state)
{
    static const struct {
        enum number_marks marks;
        const char *whole, *loss, *real, *share;
    } cases[] = {
        {MARKS_POINT, "12,800", "−1,000", "1,234.5", "93.6"},
        {MARKS_COMMA, "12.800", "−1.000", "1.234,5", "93,6"},
        {MARKS_SPACE, "12 800", "−1 000", "1 234,5", "93,6"},
    };
    char buffer[48];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        (void)money_show_as(cases[i].marks);
        assert_string_equal(number_whole(12800, buffer), cases[i].whole);
        assert_string_equal(number_whole(-1000, buffer), cases[i].loss);
        assert_string_equal(number_real(1234.45, 1, buffer), cases[i].real);
        assert_string_equal(number_real(93.6, 1, buffer), cases[i].share);
        assert_string_equal(number_whole(999, buffer), "999");
        assert_string_equal(number_real(-0.04, 1, buffer) + 1, cases[i].marks ? ",0" : ".0");
        assert_string_equal(number_real(58.5, 0, buffer), "59");
    }
    assert_string_equal(number_whole(INT64_MIN, buffer), "−9 223 372 036 854 775 808");
    (void)money_show_as(MARKS_POINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_marks_follow_the_setting),
        cmocka_unit_test(numbers_bear_the_marks),
        cmocka_unit_test(cells_are_exact_or_refused),
        cmocka_unit_test(forms_are_proved_by_the_text),
        cmocka_unit_test(plain_numbers_are_read),
        cmocka_unit_test(currencies_are_known),
        cmocka_unit_test(money_is_shown),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(sums_are_exact_or_refused),
        cmocka_unit_test(halves_go_up),
        cmocka_unit_test(rates_convert),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
