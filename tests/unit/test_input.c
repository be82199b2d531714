/* Bytes of a terminal to keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "ui/input.h"

/* The names of all keys in the bytes, given in pieces of at most step bytes. */
static void read_keys(const char *bytes, size_t len, size_t step, struct str *out)
{
    struct input input = {.at = 0};
    struct key key;
    input_define(&input, "\x1b[[A", KEYCAP_F1);
    for (size_t at = 0; at <= len; at += step) {
        size_t piece = len - at < step ? len - at : step;
        input_add(&input, bytes + at, piece);
        while (input_next(&input, at + piece == len, &key) == INPUT_KEY) {
            char name[KEY_TEXT_ROOM];
            if (key.code == KEYCAP_PASTE)
                str_addf(out, "<%.*s> ", (int)key.len, key.text);
            else if (key.code >= KEYCAP_CLICK && key.code <= KEYCAP_WHEEL_DOWN)
                str_addf(out, "mouse%u@%d,%d ", key.code - KEYCAP_CLICK, key.x, key.y);
            else
                str_addf(out, "%s ", key_text(key.code, name));
        }
    }
    input_fini(&input);
}

struct input_case {
    const char *bytes;
    const char *keys;
};

static void assert_cases(const struct input_case *cases, size_t count)
{
    static const size_t steps[] = {1000, 3, 1};
    for (size_t i = 0; i < count; i++) {
        for (size_t s = 0; s < COUNT_OF(steps); s++) {
            struct str keys = {0};
            read_keys(cases[i].bytes, strlen(cases[i].bytes), steps[s], &keys);
            assert_string_equal(str_text(&keys), cases[i].keys);
            str_fini(&keys);
        }
    }
}

static void keys_are_read_in_one_piece_or_many(void **state)
{
    static const struct input_case cases[] = {
        {"jk", "j k "},
        {"\x04\x1f\r\t\x7f", "C-d C-_ Enter Tab Backspace "},
        {"\xc3\xbc\xe6\x9d\xb1", "ü 東 "},
        {"\x1b[A\x1bOA\x1b[H\x1bOF\x1b[1~\x1b[4~", "Up Up Home End Home End "},
        {"\x1b[Z\x1b[3~\x1b[5~\x1b[6~\x1bOP\x1b[24~", "S-Tab Del PgUp PgDn F1 F12 "},
        {"\x1b[1;5C\x1b[1;2A\x1b[3;3~", "C-Right S-Up M-Del "},
        {"\x1b"
         "1\x1b\r\x1bq",
            "M-1 M-Enter M-q "},
        {"\x1b[[A", "F1 "},
        {"\x1b", "Esc "},
        {"x\x1b\x1b", "x Esc Esc "},
        {"\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<64;1;1M", "mouse0@4,2 mouse3@0,0 "},
        {"\x1b[M !!j", "mouse0@0,0 j "},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void what_means_nothing_fires_nothing(void **state)
{
    static const struct input_case cases[] = {
        {"\x1b[99;99;99zj", "j "},
        {"\x1b[?1;2cj", "j "},
        {"\x1b[?1Aj", "j "}, /* would be Up */
        {"\x1b[>3~j", "j "}, /* and Del */
        {"\x1b]11;rgb:0000/0000/0000\x1b\\j", "j "},
        {"\x1b]0;dqx\aj", "j "},
        {"\x1bP1$r0m\x1b\\j", "j "},
        {"\xff\xfej", "j "},
        {"\x1b[1;", ""},
        {"\x1b[12\x01j", "C-a j "}, /* broken off */
        {"\x1b[12345678901234567890Aj", "Up j "},
        {"\x1b[<35;5;5M", ""},
    };
    assert_cases(cases, COUNT_OF(cases));
}

static void a_paste_of_no_text_is_told(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        bool is_mended;
    } cases[] = {
        {"plain", 5, false},
        {"\xef\xbf\xbd", 3, false}, /* the character itself */
        {"\xe6\x9d\xb1 e\xcc\x81", 7, false},
        {"a\xff", 2, true},
        {"a\xc3", 2, true},
        {"\xed\xa0\x80", 3, true},
        {"a\0b", 3, true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct input input = {.at = 0};
        struct key key;
        input_add(&input, "\x1b[200~", 6);
        input_add(&input, cases[i].bytes, cases[i].len);
        input_add(&input, "\x1b[201~", 6);
        assert_int_equal(input_next(&input, false, &key), INPUT_KEY);
        assert_int_equal(key.code, KEYCAP_PASTE);
        if (key.is_mended != cases[i].is_mended)
            fail_msg("case %zu", i);
        input_fini(&input);
    }
}

static void a_paste_is_one_key(void **state)
{
    static const struct input_case cases[] = {
        {"\x1b[200~dd\rq\r\nx\x1b[201~j", "<dd\nq\nx> j "},
        {"\x1b[200~\x1b[31mred\x1b[20\x1b[201~", "<\x1b[31mred\x1b[20> "},
        {"\x1b[200~\xff\x1b[201~", "<\xef\xbf\xbd> "},
        {"\x1b[200~never ended", "<never ended> "},
        {"\x1b[200~\x1b[201~", "<> "},
    };
    assert_cases(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_read_in_one_piece_or_many),
        cmocka_unit_test(what_means_nothing_fires_nothing),
        cmocka_unit_test(a_paste_is_one_key),
        cmocka_unit_test(a_paste_of_no_text_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
