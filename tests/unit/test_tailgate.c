/* Does the gate hold back what libvterm would lose, and let all else through at once? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/tailgate.h"
#include "support/vt.h"

struct gate_case {
    const char *feed;
    const char *passed; /* at once */
    const char *flushed;
};

static const struct gate_case cases[] = {
    {"plain", "plain", ""},
    {"", "", ""},
    {"ab\303", "ab", "\303"},
    {"ab\303\251", "ab\303\251", ""},
    {"\342\202", "", "\342\202"},
    {"x\360\237\230", "x", "\360\237\230"},
    {"x\360\237\230\200y", "x\360\237\230\200y", ""},
    {"bad \377 byte", "bad \377 byte", ""},
    {"bad \303( pair", "bad \303( pair", ""},
    {"\200\200", "\200\200", ""},
    {"ab\033", "ab", "\033"},
    {"ab\033[31m", "ab\033[31m", ""},
    {"ab\033[3", "ab\033[3", ""},
    {"a\033]0;title", "a", "\033]0;title"},
    {"a\033]0;title\033", "a", "\033]0;title\033"},
    {"a\033]0;title\033\\b", "a\033]0;title\033\\b", ""},
    {"a\033]0;title\ab", "a\033]0;title\ab", ""},
    {"a\033P1$r\a", "a", "\033P1$r\a"},
    {"a\033P1$r\033\\", "a\033P1$r\033\\", ""},
    {"a\033]0;broken\033[m", "a\033]0;broken\033[m", ""},
};

static void each_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tailgate gate = {0};
        struct str out = {0};
        tailgate_feed(&gate, cases[i].feed, strlen(cases[i].feed), &out);
        assert_string_equal(str_text(&out), cases[i].passed);
        str_clear(&out);
        tailgate_flush(&gate, &out);
        assert_string_equal(str_text(&out), cases[i].flushed);
        str_fini(&out);
        tailgate_fini(&gate);
    }
}

/* Byte by byte, the same stream comes out. */
static void nothing_is_lost(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tailgate gate = {0};
        struct str out = {0};
        for (const char *at = cases[i].feed; *at; at++)
            tailgate_feed(&gate, at, 1, &out);
        tailgate_flush(&gate, &out);
        assert_string_equal(str_text(&out), cases[i].feed);
        str_fini(&out);
        tailgate_fini(&gate);
    }
}

static void a_runaway_string_passes(void **state)
{
    (void)state;
    struct tailgate gate = {0};
    struct str out = {0};
    tailgate_feed(&gate, "\033]0;", 4, &out);
    static const char much[10000];
    for (int i = 0; i < 7; i++)
        tailgate_feed(&gate, much, sizeof(much), &out);
    assert_true(out.len > 65536);
    str_fini(&out);
    tailgate_fini(&gate);
}

/* The cuts that were seen to go wrong in libvterm without a gate. */
static void any_cut_gives_the_same_screen(void **state)
{
    (void)state;
    static const char stream[] =
        "Zo\303\253 \342\202\254 9\033]2;Zo\303\253's book\033\\ \344\270\255 \033[1mbold";
    const size_t len = sizeof(stream) - 1;
    for (size_t cut = 0; cut <= len; cut++) {
        struct vt *vt = vt_new(3, 40, NULL, NULL);
        vt_feed(vt, stream, cut);
        vt_feed(vt, stream + cut, len - cut);
        assert_string_equal(vt_row(vt, 0), "Zo\303\253 \342\202\254 9 \344\270\255 bold");
        assert_string_equal(vt_title(vt), "Zo\303\253's book");
        vt_free(vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(a_runaway_string_passes),
        cmocka_unit_test(any_cut_gives_the_same_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
