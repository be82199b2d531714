/* The tables of kinds and fields hold together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "core/kind.h"

static bool is_plain_name(const char *name)
{
    return name[0] != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(name);
}

static void every_field_has_name_help_and_width(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_info *info = kind_info((enum kind)kind);

        assert_true(info->stored <= 64 && info->stored <= info->count);
        for (int field = 0; field < info->count; field++) {
            const struct field *row = &info->fields[field];

            assert_true(is_plain_name(row->name));
            assert_true(strlen(row->help) > 1);
            assert_true(row->flags & FIELD_HIDDEN || row->width > 0);
            assert_int_equal(field_find((enum kind)kind, row->name), field);
            assert_int_equal(!(row->flags & FIELD_COMPUTED), field < info->stored);
        }
    }
}

static void special_fields_are_what_they_say(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_info *info = kind_info((enum kind)kind);

        assert_int_equal(
            info->account, kind == KIND_ACCOUNT ? -1 : field_find((enum kind)kind, "account"));
        assert_int_equal(info->id, field_find((enum kind)kind, "id"));
        assert_int_equal(info->natural, field_find((enum kind)kind, "natural"));
        assert_int_equal(info->hand, field_find((enum kind)kind, "hand"));
        assert_int_equal(info->currency, field_find((enum kind)kind, "currency"));
        assert_true(info->name >= 0);
    }
}

static void kinds_are_found_by_both_names(void **state)
{
    enum kind kind;

    (void)state;
    assert_true(kind_from_name("Accounts", &kind) && kind == KIND_ACCOUNT);
    assert_true(kind_from_name("value", &kind) && kind == KIND_RESULT);
    assert_true(kind_from_name("feedback", &kind) && kind == KIND_FEEDBACK);
    assert_false(kind_from_name("customers", &kind));
    assert_false(kind_from_name("", &kind));
}

struct lookup {
    enum kind kind;
    const char *name;
    int field;
};

static void fields_are_found_by_name_and_alias(void **state)
{
    static const struct lookup rows[] = {
        {KIND_ACCOUNT, "touched", ACCOUNT_LAST_TOUCH},
        {KIND_ACCOUNT, "Health_Change", ACCOUNT_HEALTH_CHANGE},
        {KIND_ACCOUNT, "tag", ACCOUNT_TAGS},
        {KIND_ACCOUNT, "ARR", ACCOUNT_ARR},
        {KIND_CONTACT, "touched", CONTACT_LAST_TOUCH},
        {KIND_SIGNAL, "signal", SIGNAL_SIGNAL},
        {KIND_NOTE, "with", NOTE_ATTENDEES},
        {KIND_ACCOUNT, "nothing", -1},
        {KIND_TICKET, "touched", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(field_find(rows[i].kind, rows[i].name), rows[i].field);
}

static void a_slip_names_the_nearest(void **state)
{
    (void)state;
    assert_string_equal(field_nearest(KIND_ACCOUNT, "helth"), "health");
    assert_string_equal(field_nearest(KIND_ACCOUNT, "renewel"), "renewal");
    assert_string_equal(field_nearest(KIND_ACCOUNT, "tuched"), "touched");
    assert_null(field_nearest(KIND_ACCOUNT, "zzzzzzz"));
    assert_null(field_nearest(KIND_ACCOUNT, "natura"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_name_help_and_width),
        cmocka_unit_test(special_fields_are_what_they_say),
        cmocka_unit_test(kinds_are_found_by_both_names),
        cmocka_unit_test(fields_are_found_by_name_and_alias),
        cmocka_unit_test(a_slip_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
