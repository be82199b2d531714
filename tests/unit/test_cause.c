/* One list of causes, and what a person may type for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/mem.h"
#include "core/cause.h"

static void words_are_read(void **state)
{
    static const struct {
        const char *text;
        const char *word; /* NULL: none */
    } cases[] = {
        {"price or budget", "price or budget"},
        {"Price", "price or budget"},
        {"  champion_lost ", "champion lost"},
        {"no-value", "no value seen"},
        {"comp", NULL}, /* company change, competitor */
        {"compet", "competitor"},
        {"poor fit at sale", "poor fit at sale"},
        {"poor fit at sale!", NULL},
        {"support", "support"},
        {"weather", NULL},
        {"", NULL},
        {" ", NULL},
        {"other", "other"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum cause cause = CAUSE_OTHER;

        assert_int_equal(cause_from_word(cases[i].text, &cause), cases[i].word != NULL);
        if (cases[i].word)
            assert_string_equal(cause_word(cause), cases[i].word);
    }
}

static void each_word_is_its_own(void **state)
{
    for (unsigned i = 0; i < CAUSE_COUNT; i++) {
        enum cause cause = CAUSE_COUNT;

        assert_true(cause_from_word(cause_word((enum cause)i), &cause));
        assert_int_equal(cause, i);
        assert_non_null(strstr(cause_list(), cause_word((enum cause)i)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read),
        cmocka_unit_test(each_word_is_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
