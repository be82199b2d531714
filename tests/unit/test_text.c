/* base/text: columns, graphemes, cutting, wrapping and folding. promises.md T5, T7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"

static void columns_are_counted(void **state)
{
    static const struct {
        const char *text;
        int columns;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"\xC3\xA9t\xC3\xA9", 3},
        {"e\xCC\x81t", 2},
        {"\xE6\xBC\xA2\xE5\xAD\x97", 4},
        {"\xF0\x9F\x98\x80", 2},
        {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 2},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2}, /* Hangul in three jamo */
        {"\xE2\x97\x8F \xE2\x96\xB2 \xE2\x96\xA0 \xE2\x97\x8B", 7},
        {"\xEF\xBC\xA1", 2},
        {"\xD7\xA9\xD6\xB8", 1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (text_columns(cases[i].text) != cases[i].columns)
            fail_msg("%s has %d", cases[i].text, text_columns(cases[i].text));
}

static void graphemes_are_stepped_over_both_ways(void **state)
{
    static const struct {
        const char *text;
        int count;
    } cases[] = {
        {"abc", 3},
        {"e\xCC\x81\xCC\x82t", 2},
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!", 2},
        {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD.", 2},
        {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 2},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xEA\xB0\x81", 2},
        {"\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x9D\xA4", 2},
        {"1\xEF\xB8\x8F\xE2\x83\xA3", 1},
        {"\xE6\xBC\xA2\xE5\xAD\x97", 2},
        {"\xC3\xA9\x80x", 3},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t starts[16];
        size_t len = strlen(cases[i].text);
        size_t at = 0;
        int count = 0;

        while (at < len) {
            int columns;

            starts[count++] = at;
            at += text_next_grapheme(cases[i].text + at, len - at, &columns);
        }
        if (count != cases[i].count)
            fail_msg("%s has %d", cases[i].text, count);
        while (count > 0) {
            at = text_previous_grapheme(cases[i].text, at);
            assert_int_equal(at, starts[--count]);
        }
        assert_int_equal(text_previous_grapheme(cases[i].text, 0), 0);
    }
}

static void text_is_cut_in_whole_graphemes(void **state)
{
    static const struct {
        const char *text;
        int columns;
        bool ascii;
        const char *cut;
    } cases[] = {
        {"Globex", 6, false, "Globex"},
        {"Globex", 5, false, "Glob\xE2\x80\xA6"},
        {"Globex", 5, true, "Gl..."},
        {"Globex", 1, false, "\xE2\x80\xA6"},
        {"Globex", 2, true, ".."},
        {"Globex", 0, false, ""},
        {"Globex", -3, false, ""},
        {"no touch 34d, cadence", 14, false, "no touch 34d\xE2\x80\xA6"},
        {"one, two", 5, false, "one\xE2\x80\xA6"},
        {"one two", 5, false, "one\xE2\x80\xA6"},
        {"\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2", 5, false, "\xE6\xBC\xA2\xE5\xAD\x97\xE2\x80\xA6"},
        {"\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2", 4, false, "\xE6\xBC\xA2\xE2\x80\xA6"},
        {"ae\xCC\x81"
         "bc",
            3, false, "ae\xCC\x81\xE2\x80\xA6"},
        {"ae\xCC\x81", 2, false, "ae\xCC\x81"},
        {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 3, false,
            "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xE2\x80\xA6"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};

        text_cut(&out, cases[i].text, cases[i].columns, cases[i].ascii);
        if (strcmp(str_text(&out), cases[i].cut) != 0)
            fail_msg("case %zu: %s", i, str_text(&out));
        assert_true(text_columns(str_text(&out)) <= (cases[i].columns > 0 ? cases[i].columns : 0));
        str_fini(&out);
    }
}

static void long_names_and_many_marks_are_cut(void **state)
{
    struct str name = {0};
    struct str out = {0};

    str_add(&name, "e");
    for (int i = 0; i < 500; i++)
        str_add(&name, "\xCC\x81");
    for (int i = 0; i < 1 << 20; i++)
        str_add_char(&name, 'x');
    text_clean(&out, str_text(&name), name.len);
    assert_int_equal(out.len, 1 + 4 * 2 + (1 << 20));
    str_clear(&name);
    text_cut(&name, str_text(&out), 20, false);
    assert_int_equal(text_columns(str_text(&name)), 20);
    str_fini(&name);
    str_fini(&out);
}

static void letters_are_folded(void **state)
{
    static const struct {
        const char *text;
        const char *folded;
    } cases[] = {
        {"GLOBEX Corp.", "globex corp."},
        {"M\xC3\xBCller & S\xC3\xB6hne", "muller & sohne"},
        {"Mu\xCC\x88ller", "muller"},
        {"Stra\xC3\x9F"
         "e STRA\xE1\xBA\x9E"
         "E",
            "strasse strasse"},
        {"\xC3\x86sir \xC3\x98re \xC3\x85r \xC3\x9Eor", "aesir ore ar thor"},
        {"\xC5\x81\xC3\xB3"
         "d\xC5\xBA \xC5\xBD"
         "i\xC5\xBEka \xC5\x90",
            "lodz zizka o"},
        {"Vi\xE1\xBB\x87t Nam \xC4\x90\xC3\xA0 \xC6\xA1", "viet nam da o"},
        {"\xC8\x98"
         "tefan \xC8\x9A",
            "stefan t"},
        {"\xC4\xB0stanbul \xC4\xB1", "istanbul i"},
        {"\xC5\x92uvre", "oeuvre"},
        {"\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1\xCF\x82", /* Αθήνας */
            "\xCE\xB1\xCE\xB8\xCE\xB7\xCE\xBD\xCE\xB1\xCF\x83"},
        {"\xE1\xBC\x88\xCE\xB8\xE1\xBF\x86\xCE\xBD\xCE\xB1\xCE\xB9", /* Ἀθῆναι */
            "\xCE\xB1\xCE\xB8\xCE\xB7\xCE\xBD\xCE\xB1\xCE\xB9"},
        {"\xD0\x81\xD0\x9B\xD0\x9A\xD0\x90", "\xD0\xB5\xD0\xBB\xD0\xBA\xD0\xB0"}, /* ЁЛКА */
        {"\xD0\x99 \xD0\xB8\xCC\x86", "\xD0\xB8 \xD0\xB8"},
        {"\xD0\x87\xD0\xB6\xD0\xB0\xD0\xBA", "\xD1\x96\xD0\xB6\xD0\xB0\xD0\xBA"},
        {"\xD0\x82\xD2\x90", "\xD1\x92\xD2\x91"},
        {"\xEF\xBC\xA1", "\xEF\xBD\x81"},
        {"\xD7\xA9\xD6\xB8\xD7\x9C\xD7\x95\xD7\x9D", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"},
        {"a\t b", "a\t b"},
        {"\xC3\x97\xC3\xB7", "\xC3\x97\xC3\xB7"},
        {"", ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str once = {0};
        struct str twice = {0};

        text_fold(&once, cases[i].text);
        if (strcmp(str_text(&once), cases[i].folded) != 0)
            fail_msg("%s gave %s", cases[i].text, str_text(&once));
        text_fold(&twice, str_text(&once));
        assert_string_equal(str_text(&twice), str_text(&once));
        assert_int_equal(text_compare_folded(cases[i].text, cases[i].folded), 0);
        assert_true(text_contains_folded(cases[i].text, cases[i].folded));
        str_fini(&once);
        str_fini(&twice);
    }
}

static void folding_asks_no_locale(void **state)
{
    setlocale(LC_ALL, "C");
    letters_are_folded(state);
    assert_int_equal(text_columns("\xC3\xA9t\xC3\xA9"), 3);
    assert_true(text_is_clean("\xC3\xA9t\xC3\xA9"));
    setlocale(LC_ALL, "C.UTF-8");
}

static void folded_texts_have_an_order(void **state)
{
    assert_true(text_compare_folded("\xC3\x89milie", "emma") < 0);
    assert_true(text_compare_folded("Zed", "\xC3\xA4"
                                           "ra") > 0);
    assert_true(text_compare_folded("ab", "abc") < 0);
    assert_int_equal(text_compare_folded("\xCC\x81", ""), 0);
    assert_int_equal(text_compare_folded("re\xCC\x81sume", "RESUME"), 0);
    assert_true(text_compare_folded("aB\xCC\x81", "Ac") < 0);
    assert_true(text_compare_folded("[", "A") < 0);
    assert_true(text_compare_folded(NULL, "") < 0);
    assert_true(text_compare_folded("", NULL) > 0);
    assert_int_equal(text_compare_folded(NULL, NULL), 0);
    assert_true(text_contains_folded("Caf\xC3\xA9 M\xC3\xBCller", "E MULL"));
    assert_false(text_contains_folded("Globex", "globey"));
    assert_true(text_contains_folded("x", ""));
}

static void distances_are_counted(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        int limit;
        int distance;
    } cases[] = {
        {"globex", "globex", 3, 0},
        {"globex", "GLOBEX", 3, 0},
        {"globex", "glbex", 3, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3},
        {"", "abc", 5, 3},
        {"abc", "", 5, 3},
        {"m\xC3\xBCller", "muler", 2, 1},
        {"a", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", 2, 3},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(text_distance(cases[i].a, cases[i].b, cases[i].limit), cases[i].distance);
}

static void ascii_terminals_get_ascii(void **state)
{
    static const struct {
        const char *text;
        const char *ascii;
    } cases[] = {
        {"plain", "plain"},
        {"M\xC3\xBCller \xC3\x89tude \xC5\x81\xC3\xB3"
         "d\xC5\xBA",
            "Muller Etude Lodz"},
        {"e\xCC\x81", "e"},
        {"\xE6\xBC\xA2", "??"},
        {"\xD0\x96", "?"},
        {"\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 y\xE2\x80\xA6", "\"x\" - y."},
        {"\xC5\xBD\xC5\xBE\xC5\xB8\xC3\xBF\xC4\xB9\xC4\xBA", "ZzYyLl"},
        {"\xC3\x9F\xC3\x86", "sA"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};

        text_to_ascii(&out, cases[i].text);
        assert_string_equal(str_text(&out), cases[i].ascii);
        assert_int_equal(text_columns(str_text(&out)), text_columns(cases[i].text));
        str_fini(&out);
    }
}

static void add_line(void *context, const char *start, size_t len)
{
    struct str *out = context;

    str_add_bytes(out, start, len);
    str_add_char(out, '|');
}

static void text_is_wrapped_at_blanks(void **state)
{
    static const struct {
        const char *text;
        int columns;
        const char *lines;
    } cases[] = {
        {"", 10, ""},
        {"one", 10, "one|"},
        {"one two three", 7, "one two|three|"},
        {"one two three", 8, "one two|three|"},
        {"one two three", 3, "one|two|thr|ee|"},
        {"one  two", 4, "one|two|"},
        {"  indented text here", 10, "  indented|text here|"},
        {"a\n\nb\n", 5, "a||b|"},
        {"trailing   ", 20, "trailing|"},
        {"\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2", 4, "\xE6\xBC\xA2\xE5\xAD\x97|\xE6\xBC\xA2|"},
        {"\xE6\xBC\xA2", 1, "\xE6\xBC\xA2|"},
        {"ab", 0, "a|b|"},
        {"           x", 4, "|x|"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};

        text_wrap(cases[i].text, cases[i].columns, add_line, &out);
        if (strcmp(str_text(&out), cases[i].lines) != 0)
            fail_msg("%s at %d gave %s", cases[i].text, cases[i].columns, str_text(&out));
        str_fini(&out);
    }
}

/* What a translation makes too long for its buffer ends with a whole character. */
static void words_end_with_a_whole_character(void **state)
{
    static const struct {
        const char *text, *kept; /* in 8 bytes */
    } cases[] = {{"", ""}, {"1234567", "1234567"}, {"12345678", "1234567"}, {"дней", "дне"},
        {"1дней", "1дне"}, {"1234дн", "1234д"}, {"123456д", "123456"}, {"今日は", "今日"},
        {"1234今", "1234今"}, {"12345今", "12345"}, {"1234😀", "1234"}, {"123😀", "123😀"}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char room[8];

        assert_ptr_equal(text_format(room, sizeof(room), "%s", cases[i].text), room);
        assert_string_equal(room, cases[i].kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_counted),
        cmocka_unit_test(graphemes_are_stepped_over_both_ways),
        cmocka_unit_test(text_is_cut_in_whole_graphemes),
        cmocka_unit_test(long_names_and_many_marks_are_cut),
        cmocka_unit_test(letters_are_folded),
        cmocka_unit_test(folding_asks_no_locale),
        cmocka_unit_test(folded_texts_have_an_order),
        cmocka_unit_test(distances_are_counted),
        cmocka_unit_test(ascii_terminals_get_ascii),
        cmocka_unit_test(text_is_wrapped_at_blanks),
        cmocka_unit_test(words_end_with_a_whole_character),
    };

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
