/* JSON out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "files/json.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(lists_and_objects_nest),
        cmocka_unit_test(an_empty_list_is_one_line),
        cmocka_unit_test(what_was_written_may_be_cleared),
        cmocka_unit_test(fields_read_by_their_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
