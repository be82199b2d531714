/* base/text: UTF-8 and text made safe to show. promises.md T1-T6, M5-M7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

#include "base/text.h"

#define FFFD "\xEF\xBF\xBD"

/* The sanitizer sees a read past the end only where the bytes end with their allocation. */
static char *exact_copy(const char *bytes, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);

    assert_non_null(copy);
    memcpy(copy, bytes, len);
    return copy;
}

static void malformed_parts_are_replaced(void **state)
{
    static const struct {
        const char *bytes;
        const char *repaired;
    } cases[] = {
        {"plain", "plain"},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"\xF4\x8F\xBF\xBD", "\xF4\x8F\xBF\xBD"},
        /* lone and repeated continuations */
        {"\x80", FFFD},
        {"\xBF\x80", FFFD FFFD},
        /* leads without what follows */
        {"\xC3", FFFD},
        {"\xC3 ", FFFD " "},
        {"\xC3\xC3\xA9", FFFD "\xC3\xA9"},
        {"\xE2\x82", FFFD},
        {"\xE2\x82x", FFFD "x"},
        {"\xE2x", FFFD "x"},
        {"\xF0\x9F\x98", FFFD},
        {"\xF0\x9F\x98\xF0\x9F\x98\x80", FFFD "\xF0\x9F\x98\x80"},
        {"\xE2\xF0\x9F", FFFD FFFD},
        /* never bytes of UTF-8 */
        {"\xFE\xFF", FFFD FFFD},
        {"\xF5\x80\x80\x80", FFFD FFFD FFFD FFFD},
        {"\xF8\x88\x80\x80\x80", FFFD FFFD FFFD FFFD FFFD},
        /* overlong */
        {"\xC0\x80", FFFD FFFD},
        {"\xC0\xAF", FFFD FFFD},
        {"\xC1\xBF", FFFD FFFD},
        {"\xE0\x80\xAF", FFFD FFFD FFFD},
        {"\xE0\x9F\xBF", FFFD FFFD FFFD},
        {"\xF0\x80\x80\xAF", FFFD FFFD FFFD FFFD},
        {"\xF0\x8F\xBF\xBF", FFFD FFFD FFFD FFFD},
        /* surrogates, alone and paired */
        {"\xED\xA0\x80", FFFD FFFD FFFD},
        {"\xED\xBF\xBF", FFFD FFFD FFFD},
        {"\xED\xA0\xBD\xED\xB8\x80", FFFD FFFD FFFD FFFD FFFD FFFD},
        {"\xED\x9E\xA3", "\xED\x9E\xA3"},
        /* above U+10FFFF */
        {"\xF4\x90\x80\x80", FFFD FFFD FFFD FFFD},
        /* the one that is really there */
        {FFFD, FFFD},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t len = strlen(cases[i].bytes);
        char *bytes = exact_copy(cases[i].bytes, len);
        struct str out = {0};

        text_repair(&out, bytes, len);
        if (strcmp(str_text(&out), cases[i].repaired) != 0)
            fail_msg("case %zu", i);
        assert_int_equal(text_is_utf8(bytes, len), strcmp(cases[i].bytes, cases[i].repaired) == 0);
        assert_true(text_is_utf8(str_text(&out), out.len));
        str_clear(&out);
        text_clean(&out, bytes, len);
        assert_string_equal(str_text(&out), cases[i].repaired);
        str_fini(&out);
        free(bytes);
    }
}

static void nul_bytes_become_visible(void **state)
{
    struct str out = {0};

    text_repair(&out, "a\0b", 3);
    assert_string_equal(str_text(&out), "a\xE2\x90\x80"
                                        "b");
    str_clear(&out);
    text_clean(&out, "a\0b", 3);
    assert_string_equal(str_text(&out), "a^@b");
    str_fini(&out);
}

static void every_code_point_goes_round(void **state)
{
    for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point++) {
        uint32_t back = 0;
        char bytes[4];
        size_t len = text_encode(code_point, bytes);

        if (code_point >= 0xD800 && code_point <= 0xDFFF) {
            assert_memory_equal(bytes, FFFD, 3);
            continue;
        }
        if (text_decode(bytes, len, &back) != len || back != code_point)
            fail_msg("U+%04X", (unsigned)code_point);
    }
}

struct clean_case {
    const char *raw;
    const char *clean;
};

static const struct clean_case clean_cases[] = {
    {"", ""},
    {"Globex", "Globex"},
    {"M\xC3\xBCller & S\xC3\xB6hne", "M\xC3\xBCller & S\xC3\xB6hne"},
    /* sequences that drive a terminal (T2) */
    {"\033[31mred\033[0m", "^[[31mred^[[0m"},
    {"\033]0;title\007", "^[]0;title^G"},
    {"\033]52;c;aGk=\033\\", "^[]52;c;aGk=^[\\"},
    {"\033Pq\033\\", "^[Pq^[\\"},
    {"\033_x\033^y\033c", "^[_x^[^y^[c"},
    {"\033", "^["},
    {"\xC2\x9B"
     "31m",
        "<9B>31m"},
    {"\xC2\x9D"
     "0;t\xC2\x9C",
        "<9D>0;t<9C>"},
    {"\x9B"
     "31m",
        FFFD "31m"},
    {"\xC2\x85", "<85>"},
    {"a\x7F", "a^?"},
    {"\x01\x1F", "^A^_"},
    /* rows stay rows (T6) */
    {"a\nb", "a\xE2\x86\xB5"
             "b"},
    {"a\tb", "a b"},
    {"a\rb", "a^Mb"},
    {"a\bb", "a^Hb"},
    {"a\fb\v", "a^Lb^K"},
    /* what hides or turns text (T3) */
    {"a\xE2\x80\xAE"
     "b",
        "a<U+202E>b"},
    {"\xE2\x80\xAA\xE2\x80\xAC", "<U+202A><U+202C>"},
    {"\xE2\x81\xA6x\xE2\x81\xA9", "<U+2066>x<U+2069>"},
    {"\xE2\x80\x8E\xE2\x80\x8F", "<U+200E><U+200F>"},
    {"\xD8\x9C", "<U+061C>"},
    {"a\xE2\x80\x8B"
     "b",
        "a<U+200B>b"},
    {"a\xE2\x80\x8C"
     "b",
        "a<U+200C>b"},
    {"a\xE2\x80\x8D"
     "b",
        "a<U+200D>b"},
    {"\xE2\x81\xA0", "<U+2060>"},
    {"\xEF\xBB\xBFid", "<U+FEFF>id"},
    {"co\xC2\xADop", "co<U+00AD>op"},
    {"\xF3\xA0\x81\xA1", "<U+E0061>"},
    {"\xF3\xA0\x80\x81", "<U+E0001>"},
    {"\xE2\x80\xA8\xE2\x80\xA9", "<U+2028><U+2029>"},
    {"\xE3\x85\xA4\xEF\xBE\xA0\xE1\x85\x9F", "<U+3164><U+FFA0><U+115F>"},
    {"\xE1\xA0\x8E\xCD\x8F", "<U+180E><U+034F>"},
    {"\xEF\xBF\xB9\xEF\xBF\xBE", "<U+FFF9><U+FFFE>"},
    /* scripts that read from right to left are kept */
    {"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"},
    {"\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7", "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7"},
    /* marks: at most four a base, never without one (M7) */
    {"e\xCC\x81", "e\xCC\x81"},
    {"e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86", "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84"},
    {"e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85x\xCC\x81",
        "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84x\xCC\x81"},
    {"\xCC\x81x", "\xE2\x97\x8C\xCC\x81x"},
    {"\n\xCC\x81", "\xE2\x86\xB5\xCC\x81"},
    /* emoji: no selectors, no joiners, no skin tones */
    {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4"},
    {"x\xF3\xA0\x84\x80", "x"},
    {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!",
        "\xF0\x9F\x91\xA8!"},
    {"\xF0\x9F\x8F\x83\xF0\x9F\x8F\xBD\xE2\x80\x8D\xE2\x99\x80\xEF\xB8\x8F", "\xF0\x9F\x8F\x83"},
    {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xF0\x9F\x91\x8D"},
    {"\xF0\x9F\x91\xA8\xE2\x80\x8Dx", "\xF0\x9F\x91\xA8<U+200D>x"},
    {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"},
    /* text that a careless printer would obey */
    {"%n%s%x", "%n%s%x"},
    {"'; DROP TABLE account;--", "'; DROP TABLE account;--"},
};

static void text_is_made_safe(void **state)
{
    for (size_t i = 0; i < COUNT_OF(clean_cases); i++) {
        struct str once = {0};
        struct str twice = {0};

        text_clean(&once, clean_cases[i].raw, strlen(clean_cases[i].raw));
        if (strcmp(str_text(&once), clean_cases[i].clean) != 0)
            fail_msg("case %zu: %s", i, str_text(&once));
        text_clean(&twice, str_text(&once), once.len);
        assert_string_equal(str_text(&twice), str_text(&once));
        assert_true(text_is_clean(str_text(&once)));
        assert_int_equal(text_is_clean(clean_cases[i].raw),
            strcmp(clean_cases[i].raw, clean_cases[i].clean) == 0);
        str_fini(&once);
        str_fini(&twice);
    }
}

/* Unicode's Default_Ignorable_Code_Point and its bidi controls: nobody sees them, libc gives them
 * no columns, as it does marks. */
static bool is_unseen(uint32_t code_point)
{
    static const uint32_t ranges[][2] = {{0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C},
        {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (code_point >= ranges[i][0] && code_point <= ranges[i][1])
            return true;
    return false;
}

/* After cleaning, curses and the terminal see only what has columns, or marks that join it. */
static void nothing_unseen_gets_through(void **state)
{
    struct str raw = {0};
    struct str out = {0};

    for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point++) {
        str_clear(&raw);
        str_clear(&out);
        str_add_char(&raw, 'a');
        str_add_code_point(&raw, code_point);
        text_clean(&out, str_text(&raw), raw.len);
        for (size_t at = 0; at < out.len;) {
            uint32_t seen;

            at += text_decode(out.data + at, out.len - at, &seen);
            if (wcwidth((wchar_t)seen) < 0 || seen < 0x20 || (seen >= 0x7F && seen < 0xA0) ||
                is_unseen(seen))
                fail_msg("U+%04X lets U+%04X through", (unsigned)code_point, (unsigned)seen);
        }
    }
    str_fini(&raw);
    str_fini(&out);
}

/* --- a second reader, by arithmetic and no table --- */

static bool is_scalar(uint32_t code, int len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    return code >= least[len] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/* Does some character of len bytes begin with these so many? What is not there yet is tried as all
 * zeros, as all ones, and at the edges of what is no character. */
static bool begins_character(const unsigned char *bytes, int have, int len)
{
    static const uint32_t edges[] = {0x80, 0x800, 0xD7FF, 0xE000, 0x10000, 0x10FFFF};
    int rest = 6 * (len - have);
    uint32_t code = bytes[0] & (0x7Fu >> len), most;

    if ((bytes[0] & (0xFF00u >> (len + 1)) & 0xFF) != ((0xFF00u >> len) & 0xFF))
        return false;
    for (int i = 1; i < have; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return false;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    code <<= rest;
    most = code | ((1u << rest) - 1);
    for (size_t i = 0; i < COUNT_OF(edges); i++)
        if (edges[i] >= code && edges[i] <= most && is_scalar(edges[i], len))
            return true;
    return is_scalar(code, len) || is_scalar(most, len);
}

/* What stands at the bytes: a character, or the longest begin of one, which is replaced. */
static size_t take_part(const unsigned char *bytes, size_t len, bool *ret_whole)
{
    size_t longest = 1;

    *ret_whole = bytes[0] < 0x80;
    for (int wanted = 2; !*ret_whole && wanted <= 4; wanted++)
        for (int have = 1; have <= wanted && (size_t)have <= len; have++)
            if (begins_character(bytes, have, wanted)) {
                longest = (size_t)have > longest ? (size_t)have : longest;
                *ret_whole = have == wanted;
            }
    return longest;
}

static void repair_again(struct str *out, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        bool is_whole;
        size_t taken = take_part((const unsigned char *)bytes + at, len - at, &is_whole);

        if (is_whole)
            str_add_bytes(out, bytes + at, taken);
        else
            str_add(out, FFFD);
        at += taken;
    }
}

/* Mostly leads, what follows them, and the edges of both; no NUL, which repair shows otherwise. */
static char draw_byte(uint32_t *seed)
{
    static const unsigned char edges[] = {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 'a', 0x1B,
        '\n'};
    uint32_t drawn;

    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    drawn = *seed >> 8;
    if (drawn % 4 != 0)
        return (char)edges[drawn / 4 % sizeof(edges)];
    return (char)(1 + drawn / 4 % 255);
}

static void check_drawn(const char *bytes, size_t len)
{
    struct str wanted = {0}, repaired = {0}, clean = {0}, of_repaired = {0}, lines = {0};

    repair_again(&wanted, bytes, len);
    text_repair(&repaired, bytes, len);
    assert_string_equal(str_text(&repaired), str_text(&wanted));
    assert_int_equal(
        text_is_utf8(bytes, len), wanted.len == len && memcmp(bytes, wanted.data, len) == 0);
    text_clean(&clean, bytes, len);
    text_clean(&of_repaired, str_text(&wanted), wanted.len);
    assert_string_equal(str_text(&clean), str_text(&of_repaired)); /* nothing is lost on the way */
    assert_true(text_is_utf8(str_text(&clean), clean.len));
    assert_true(text_is_clean(str_text(&clean)));
    assert_null(strpbrk(str_text(&clean), "\n\r\t\033\177"));
    text_clean_lines(&lines, bytes, len);
    assert_null(strpbrk(str_text(&lines), "\r\t\033\177"));
    str_fini(&wanted);
    str_fini(&repaired);
    str_fini(&clean);
    str_fini(&of_repaired);
    str_fini(&lines);
}

static void random_bytes_are_made_safe(void **state)
{
    uint32_t seed = 2463534242u;

    for (size_t round = 0; round < 10000; round++) {
        char drawn[24], *bytes;
        size_t len = 1 + round % sizeof(drawn);

        for (size_t i = 0; i < len; i++)
            drawn[i] = draw_byte(&seed);
        bytes = exact_copy(drawn, len);
        check_drawn(bytes, len);
        free(bytes);
    }
}

static void bodies_keep_their_lines(void **state)
{
    static const char raw[] = "one\r\ntwo\n\tthree\rfour\n\xCC\x81";
    struct str out = {0};

    text_clean_lines(&out, raw, strlen(raw));
    assert_string_equal(str_text(&out), "one\ntwo\n three^Mfour\n\xE2\x97\x8C\xCC\x81");
    str_fini(&out);
}

static void copies_are_the_arenas(void **state)
{
    struct arena arena = {0};

    assert_string_equal(text_clean_copy(&arena, "a\033"), "a^[");
    assert_string_equal(text_clean_copy(&arena, "plain"), "plain");
    assert_string_equal(text_fold_copy(&arena, "\xC3\x89t\xC3\xA9"), "ete");
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_parts_are_replaced),
        cmocka_unit_test(nul_bytes_become_visible),
        cmocka_unit_test(every_code_point_goes_round),
        cmocka_unit_test(text_is_made_safe),
        cmocka_unit_test(nothing_unseen_gets_through),
        cmocka_unit_test(random_bytes_are_made_safe),
        cmocka_unit_test(bodies_keep_their_lines),
        cmocka_unit_test(copies_are_the_arenas),
    };

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
