/* Is every sequence that could come from data told from those that ncurses writes? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/wire.h"

static const char *const clean[] = {
    "",
    "plain text\r\n",
    "\033[?1049h\033[22;0;0t\033[1;24r\033(B\033[m\033[4l\033[?7h\033[?1h\033=\033[H\033[2J",
    "\033[38;5;120;48;5;7mZo\303\253 \344\270\255\033[39;49m\033[K\033[12;40H\033[5X-\033[20b",
    "\033[?25l\033[?12l\033[?25h\033[?12;25h\033[?2004h\033[?2004l",
    "\033[24;1H\033[?1049l\033[23;0;0t\r\033[?1l\033>",
};

static const char *const dirty[] = {
    "bell \a",
    "escape \033",
    "escape \033 x",
    "\033]0;title\a",
    "\033]52;c;AAAA\033\\",
    "\033P1$r\033\\",
    "\033[6n",
    "\033[c",
    "\033[?6c",
    "\033[?69h",
    "\033[?25;69h",
    "\033[20h",
    "\033[8;50;50t",
    "\033[21t",
    "\033[",
    "\033c",
    "\0337\033#8",
    "C1 \302\233 31m",
    "raw \233 31m",
    "bad \377",
    "DEL \177",
    "bidi \342\200\256 override",
    "zero \342\200\213 width",
    "join \342\200\215 er",
    "\357\273\277 BOM",
    "tag \363\240\200\201",
};

static void clean_is_let_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clean); i++) {
        struct str why = {0};
        if (!wire_is_clean(clean[i], strlen(clean[i]), &why))
            fail_msg("case %zu: %s", i, str_text(&why));
        str_fini(&why);
    }
}

static void dirty_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(dirty); i++) {
        struct str why = {0};
        if (wire_is_clean(dirty[i], strlen(dirty[i]), &why))
            fail_msg("case %zu passed", i);
        assert_true(why.len > 0);
        str_fini(&why);
    }
    struct str why = {0};
    assert_false(wire_is_clean("a\0b", 3, &why));
    assert_string_equal(str_text(&why), "byte 1: 00 62");
    str_fini(&why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_is_let_through),
        cmocka_unit_test(dirty_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
