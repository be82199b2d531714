/* Durations as they are typed, and as they are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "core/duration.h"

static void what_is_typed_is_minutes(void **state)
{
    static const struct {
        const char *text;
        int minutes; /* -1: refused */
    } cases[] = {
        {"", 0},
        {"  ", 0},
        {"45", 45},
        {" 45 ", 45},
        {"45m", 45},
        {"45 min", 45},
        {"90 minutes", 90},
        {"1h", 60},
        {"2 hours", 120},
        {"1h30", 90},
        {"1h 30m", 90},
        {"1H30M", 90},
        {"1:30", 90},
        {"0:05", 5},
        {"1.5h", 90},
        {"1,5h", 90},
        {"24h", 1440},
        {"0", 0},
        {"24h1", -1},
        {"1441", -1},
        {"1.5", -1},
        {"1h90", -1},
        {"1:60", -1},
        {"h", -1},
        {"-5", -1},
        {"45x", -1},
        {"45 m 3", -1},
        {"1h 30m x", -1},
        {"99999", -1},
        {"1:", -1},
        {"1.h", -1},
        {"soon", -1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error err;
        int minutes = -2;
        bool ok = duration_parse(cases[i].text, &minutes, &err);

        if (ok != (cases[i].minutes >= 0) || (ok && minutes != cases[i].minutes))
            fail_msg("'%s' is %d", cases[i].text, ok ? minutes : -1);
    }
}

static void minutes_are_shown(void **state)
{
    static const struct {
        int64_t minutes;
        const char *words;
    } cases[] = {{0, ""}, {-3, ""}, {45, "45 min"}, {60, "1h"}, {90, "1h 30m"}, {1440, "24h"},
        {INT64_MAX, ""}};
    char buffer[16];

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(duration_words(cases[i].minutes, buffer), cases[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_minutes),
        cmocka_unit_test(minutes_are_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
