/* JSON out, and in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/text.h"
#include "files/json.h"
#include "files/table_file.h"
#include "support/home.h"

struct escaped {
    const char *text;
    const char *json;
};

static void texts_are_escaped(void **state)
{
    static const struct escaped rows[] = {
        {"", "\"\""},
        {"Größe ✓ 😀", "\"Größe ✓ 😀\""},
        {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
        {"\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\""},
        {"\x01\x1B[0m\x7F", "\"\\u0001\\u001b[0m\\u007f\""},
        {"\xC2\x9B", "\"\\u009b\""},
        {"a\u202Eb\u200B\uFEFF", "\"a\\u202eb\\u200b\\ufeff\""},
        {"\U000E0041", "\"\\udb40\\udc41\""},
        {"\u2028", "\"\\u2028\""},
        {"bad \xFF\xC3", "\"bad \xEF\xBF\xBD\xEF\xBF\xBD\""},
        {NULL, "null"},
    };
    struct str out = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct json json;

        str_clear(&out);
        json_init(&json, &out);
        json_text(&json, NULL, rows[i].text);
        assert_string_equal(str_text(&out), rows[i].json);
    }
    str_fini(&out);
}

static void lists_and_objects_nest(void **state)
{
    struct str out = {0};
    struct json json;

    (void)state;
    json_init(&json, &out);
    json_begin_list(&json, NULL);
    json_begin_object(&json, NULL);
    json_integer(&json, "n", -7);
    json_real(&json, "r", .25);
    json_real(&json, "nan", NAN);
    json_bool(&json, "yes", true);
    json_day(&json, "day", day_make(2026, 11, 23));
    json_day(&json, "none", DAY_NONE);
    json_money(&json, "arr", 123450, "EUR");
    json_money(&json, "yen", 1234, "JPY");
    json_money(&json, "lack", MONEY_NONE, "EUR");
    json_tags(&json, "tags", "a;b c");
    json_begin_list(&json, "empty");
    json_end_list(&json);
    json_end_object(&json);
    json_begin_object(&json, NULL);
    json_end_object(&json);
    json_end_list(&json);
    json_end(&json);
    assert_string_equal(str_text(&out),
        "[\n  {\"n\": -7, \"r\": 0.25, \"nan\": null, \"yes\": true, \"day\": \"2026-11-23\", "
        "\"none\": null, \"arr\": 1234.50, \"yen\": 1234, \"lack\": null, \"tags\": [\"a\", \"b "
        "c\"], "
        "\"empty\": []},\n  {}\n]\n");
    str_fini(&out);
}

static void an_empty_list_is_one_line(void **state)
{
    struct str out = {0};
    struct json json;

    (void)state;
    json_init(&json, &out);
    json_begin_list(&json, NULL);
    json_end_list(&json);
    json_end(&json);
    assert_string_equal(str_text(&out), "[]\n");
    str_fini(&out);
}

static void what_was_written_may_be_cleared(void **state)
{
    struct str out = {0};
    struct json json;

    (void)state;
    json_init(&json, &out);
    json_begin_object(&json, NULL);
    json_null(&json, "a");
    str_clear(&out);
    json_null(&json, "b");
    json_end_object(&json);
    assert_string_equal(str_text(&out), ",\n  \"b\": null\n}");
    str_fini(&out);
}

static void fields_read_by_their_type(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);
    struct row *task = row_new(&arena, KIND_TASK);
    struct str out = {0};
    struct json json;

    (void)state;
    row_set_text(row, ACCOUNT_NAME, "A \"B\"");
    row_set_text(row, ACCOUNT_CURRENCY, "JPY");
    row_set_integer(row, ACCOUNT_ARR, 500);
    row_set_integer(row, ACCOUNT_ARR_NOW, 500);
    row_set_integer(row, ACCOUNT_AUTO_RENEW, 0);
    row_set_real(row, ACCOUNT_COVERAGE, .9);
    row_set_text(row, ACCOUNT_TAGS, "x;y");
    row_set_integer(row, ACCOUNT_URGENCY, 2350);
    row_set_integer(task, TASK_AT, 545);
    json_init(&json, &out);
    json_begin_list(&json, NULL);
    json_begin_object(&json, NULL);
    for (int field = 0; field < ACCOUNT_ALL; field++)
        if (row_knows(row, field) || field == ACCOUNT_HEALTH)
            json_field(&json, row, field, "USD");
    json_field(&json, task, TASK_AT, "USD");
    json_end_object(&json);
    json_end_list(&json);
    assert_string_equal(str_text(&out),
        "[\n  {\"name\": \"A \\\"B\\\"\", \"arr\": 500, \"currency\": \"JPY\", \"auto_renew\": "
        "false, "
        "\"tags\": [\"x\", \"y\"], \"health\": null, \"coverage\": 0.9, \"arr_now\": 5.00, "
        "\"urgency\": 23.50, \"at\": \"09:05\"}\n]");
    str_fini(&out);
    arena_fini(&arena);
}

/* --- in: promises.md I13 --- */

/* As the value of a member of a row: `cell` is what the row holds then. */
struct taken {
    const char *value, *cell;
};

static const struct taken must_be_taken[] = {
    {"1", "1"},
    {"-1", "-1"},
    {"0", "0"},
    {"-0", "0"},
    {"0.5", "0.5"},
    {"-0.5", "-0.5"},
    {"123456789012", "123456789012"},
    {"9223372036854775807", "9223372036854775807"},
    {"-9223372036854775807", "-9223372036854775807"},
    {"1e3", "1e3"},
    {"1E3", "1E3"},
    {"1e+3", "1e+3"},
    {"1e-3", "1e-3"},
    {"1.5e3", "1.5e3"},
    {"0e1", "0e1"},
    {"true", "yes"},
    {"false", "no"},
    {"null", ""},
    {" \t\r\n 1 \n", "1"},
    {"\"\"", ""},
    {"\"a\"", "a"},
    {"\"\\\"\\\\\\/\"", "\"\\/"},
    {"\"\\u0041\"", "A"},
    {"\"\\u00e9\\u20AC\"", "\xC3\xA9\xE2\x82\xAC"},
    {"\"\\ud83d\\ude00\"", "\xF0\x9F\x98\x80"},
    {"\"\\uDBFF\\uDFFF\"", "\xF4\x8F\xBF\xBF"},
    {"\"\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80\"", "\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80"},
    {"\"\x7F\"", "\x7F"},
    {"\"\xE2\x80\xA8\"", "\xE2\x80\xA8"},
    {"\"a/*b*/c//d\"", "a/*b*/c//d"},
    {"\"[{,}]\"", "[{,}]"},
    {"[]", ""},
    {"[\"a\",\"b\"]", "a;b"},
    {"[[1,2],[3]]", "[[1,2],[3]]"},
};

static const char *const must_be_refused[] = {
    /* numbers */
    "12345678901234567890123",
    "9223372036854775808",
    "-9999999999999999999",
    "01",
    "-01",
    "1.",
    ".5",
    "-.5",
    "+1",
    "-",
    "1e",
    "1e+",
    "1eE2",
    "1.e3",
    "0x10",
    "1_000",
    "1,5",
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "inf",
    "1e999",
    "-1e999",
    "--1",
    "1a",
    "1 2",
    "\xEF\xBC\x91",
    "0e",
    "2.e+3",
    "-NaN",
    "9.e",
    /* words */
    "True",
    "TRUE",
    "False",
    "nul",
    "NULL",
    "Null",
    "undefined",
    "tru",
    "truee",
    "yes",
    "a",
    "*",
    /* texts */
    "'a'",
    "\"a",
    "a\"",
    "\"\\x41\"",
    "\"\\a\"",
    "\"\\\"",
    "\"\\u12\"",
    "\"\\u12G4\"",
    "\"\\U0041\"",
    "\"\\\n\"",
    "\"a\nb\"",
    "\"a\tb\"",
    "\"\x01\"",
    "\"\x1F\"",
    "\"a\" \"b\"",
    "\"\\ \"",
    "\"\\",
    "\"\\u\"",
    "\"\\0\"",
    "\"\\'\"",
    /* lists and objects */
    "[1,]",
    "[,1]",
    "[1,,2]",
    "[1 2]",
    "[1",
    "1]",
    "[1}",
    "[,]",
    "[\"a\",",
    "[1:2]",
    "[a]",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\"}",
    "{\"a\":}",
    "{:1}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\":1",
    "{\"a\",1}",
    "{null:1}",
    "{\"a\":1]",
    "{\"a\":1}}",
    "{\"a\":\"b\"]",
    "{[1]:2}",
    "{\"a\":1;\"b\":2}",
    /* what is no JSON at all */
    "",
    " ",
    ",",
    ":",
    "/*c*/1",
    "1//c",
    "1/*c*/",
    "#c",
    "\\u0041",
    "<a>",
    "\xC2\xA0"
    "1",
    "\x0C"
    "1",
    "\xE2\x81\xA0",
    "`a`",
    "%",
    "$",
    "@",
    "(1)",
    "1;",
    "[1)",
    "\\",
};

/* A fault of the whole file or of its only row; "": there is none. */
static void read_bytes(
    const char *path, const char *bytes, size_t len, struct str *ret_cell, struct str *ret_fault)
{
    struct csv_options options = {0};
    struct table_file *table = NULL;
    struct csv_row row;
    struct error err;
    bool there = true;
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    str_clear(ret_cell);
    str_clear(ret_fault);
    if (!table_file_open(path, &options, &table, &err)) {
        str_add(ret_fault, err.text);
        return;
    }
    assert_true(table_file_next(table, &row, &there, &err) && there); /* the header */
    while (!ret_fault->len && there) {
        if (!table_file_next(table, &row, &there, &err))
            str_add(ret_fault, err.text), there = false;
        else if (there && row.fault)
            str_add(ret_fault, row.fault);
        else if (there && row.count > 1)
            str_add(ret_cell, row.cells[1]);
    }
    table_file_close(table);
}

static void read_value(
    const char *path, const char *value, struct str *ret_cell, struct str *ret_fault)
{
    struct str text = {0};

    str_addf(&text, "[{\"id\":\"J1\",\"v\":%s}]", value);
    read_bytes(path, str_text(&text), text.len, ret_cell, ret_fault);
    str_fini(&text);
}

static void values_are_read_or_refused(void **state)
{
    char *home = home_new(), *path = home_path(home, "a.json");
    struct str cell = {0}, fault = {0};
    int wrong = 0;

    for (size_t i = 0; i < COUNT_OF(must_be_taken); i++) {
        read_value(path, must_be_taken[i].value, &cell, &fault);
        if (!fault.len && strcmp(str_text(&cell), must_be_taken[i].cell) == 0)
            continue;
        print_error("%s: '%s' %s\n", must_be_taken[i].value, str_text(&cell), str_text(&fault));
        wrong++;
    }
    for (size_t i = 0; i < COUNT_OF(must_be_refused); i++) {
        read_value(path, must_be_refused[i], &cell, &fault);
        if (fault.len)
            continue;
        print_error("taken: %s as '%s'\n", must_be_refused[i], str_text(&cell));
        wrong++;
    }
    assert_int_equal(wrong, 0);
    str_fini(&cell);
    str_fini(&fault);
    free(path);
    home_free(home);
}

#define WHOLE(bytes, taken)                                                                        \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, taken                                                            \
    }
static const struct {
    const char *bytes;
    size_t len;
    int is_taken; /* -1: either, without a crash */
} documents[] = {
    WHOLE("[{\"id\":\"J1\",\"v\":1}]\n", 1),
    WHOLE("\xEF\xBB\xBF[{\"id\":\"J1\",\"v\":1}]", 1),
    WHOLE("[{\"id\":\"J1\",\"v\":1}] x", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1}]]", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1}],", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1},]", 0),
    WHOLE("[,{\"id\":\"J1\",\"v\":1}]", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1}", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1\0}]", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":\"a\0b\"}]", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":1}]\0", 0),
    WHOLE("[", 0),
    WHOLE("{", 0),
    WHOLE("[{", 0),
    WHOLE("[{\"", 0),
    WHOLE("[{\"id\":\"\\", 0),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\\ud800\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\\udc00\\ud800\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\\ud800\\u0041\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\\u0000\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\xFF\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\xED\xA0\x80\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":\"\xC0\xAF\"}]", -1),
    WHOLE("[{\"id\":\"J1\",\"v\":1,\"v\":2}]", -1),
    WHOLE("[{\"id\":\"J1\",\"\":1}]", -1),
    WHOLE("[{\"id\":\"J1\",\"\\u0000\":1}]", -1),
};

/* Bytes that are no text, depth, and what stands around the rows. */
static void no_bytes_break_it(void **state)
{
    char *home = home_new(), *path = home_path(home, "a.json");
    struct str cell = {0}, fault = {0}, deep = {0};

    for (size_t i = 0; i < COUNT_OF(documents); i++) {
        read_bytes(path, documents[i].bytes, documents[i].len, &cell, &fault);
        if (documents[i].is_taken >= 0 && (fault.len == 0) != documents[i].is_taken)
            fail_msg("case %zu: '%s' %s", i, str_text(&cell), str_text(&fault));
        assert_true(text_is_utf8(str_text(&cell), cell.len));
    }
    for (int brackets = 1; brackets <= 100000; brackets *= 10) {
        str_clear(&deep);
        for (int i = 0; i < brackets; i++)
            str_add_char(&deep, '[');
        read_value(path, str_text(&deep), &cell, &fault);
        assert_true(fault.len > 0);
        for (int i = 0; i < brackets; i++)
            str_add_char(&deep, ']');
        read_value(path, str_text(&deep), &cell, &fault);
        assert_int_equal(fault.len == 0, brackets < 64);
    }
    str_fini(&cell);
    str_fini(&fault);
    str_fini(&deep);
    free(path);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(lists_and_objects_nest),
        cmocka_unit_test(an_empty_list_is_one_line),
        cmocka_unit_test(what_was_written_may_be_cleared),
        cmocka_unit_test(fields_read_by_their_type),
        cmocka_unit_test(values_are_read_or_refused),
        cmocka_unit_test(no_bytes_break_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
