/* Names of keys, and the table of what they do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/str.h"
#include "core/keymap.h"

static void names_of_keys_go_both_ways(void **state)
{
    static const struct {
        const char *name;
        key_code key;
        const char *shown; /* NULL: the same */
    } cases[] = {
        {"j", 'j', NULL},
        {"G", 'G', NULL},
        {"ü", 0xfc, NULL},
        {"-", '-', NULL},
        {"C-d", 'd' | KEYMOD_CTRL, NULL},
        {"C-D", 'd' | KEYMOD_CTRL, "C-d"},
        {"C-_", '_' | KEYMOD_CTRL, NULL},
        {"C-Space", ' ' | KEYMOD_CTRL, NULL},
        {"Space", ' ', NULL},
        {"S-Tab", KEYCAP_TAB | KEYMOD_SHIFT, NULL},
        {"M-1", '1' | KEYMOD_META, NULL},
        {"M-Enter", KEYCAP_ENTER | KEYMOD_META, NULL},
        {"M--", '-' | KEYMOD_META, NULL},
        {"F12", KEYCAP_F12, NULL},
        {"delete", KEYCAP_DEL, "Del"},
        {"pgdn", KEYCAP_PGDN, "PgDn"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char shown[KEY_TEXT_ROOM];
        key_code key = 0;
        assert_true(key_from_name(cases[i].name, &key));
        assert_int_equal(key, cases[i].key);
        assert_string_equal(key_text(key, shown), cases[i].shown ? cases[i].shown : cases[i].name);
    }
}

static void what_is_no_key_is_refused(void **state)
{
    static const char *const cases[] = {
        "", "jj", "F13", "F0", "C-", "S-a", "C-1", "Hyper", "C-ü", "C-i", "C-M", "C-[", "C-h"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        key_code key;
        assert_false(key_from_name(cases[i], &key));
    }
    struct key_sequence sequence;
    struct error err;
    assert_false(key_sequence_parse("a b c d e", &sequence, &err));
    assert_false(key_sequence_parse("  ", &sequence, &err));
    assert_false(key_sequence_parse("g tt", &sequence, &err));
    assert_non_null(strstr(err.text, "'tt'"));
}

static void bind(struct keymap *keymap, const char *section, const char *keys, const char *command)
{
    struct error err;
    assert_true(keymap_bind(keymap, section, keys, command, &err));
}

static enum keymap_answer find(
    const struct keymap *keymap, const char *keys, const char **ret_command)
{
    static const struct keymap_sections sections = {{"tasks", "list", "global"}, 3};
    struct key_sequence pressed;
    assert_true(key_sequence_parse(keys, &pressed, NULL));
    return keymap_find(keymap, &sections, &pressed, ret_command);
}

static void the_nearer_section_wins_and_prefixes_join(void **state)
{
    struct keymap keymap = {.bindings = {NULL, 0, 0}};
    const char *command = NULL;
    bind(&keymap, "list", "x", "done");
    bind(&keymap, "list", "m h", "health");
    bind(&keymap, "list", "m s", "stage");
    bind(&keymap, "tasks", "m s", "skip");
    bind(&keymap, "global", "q", "quit");
    assert_int_equal(find(&keymap, "x", &command), KEYMAP_COMMAND);
    assert_string_equal(command, "done");
    assert_int_equal(find(&keymap, "m", &command), KEYMAP_PREFIX);
    assert_int_equal(find(&keymap, "m s", &command), KEYMAP_COMMAND);
    assert_string_equal(command, "skip");
    assert_int_equal(find(&keymap, "m h", &command), KEYMAP_COMMAND);
    assert_string_equal(command, "health");
    assert_int_equal(find(&keymap, "m q", &command), KEYMAP_NONE);
    assert_int_equal(find(&keymap, "Z", &command), KEYMAP_NONE);
    keymap_fini(&keymap);
}

static void continuations_leave_out_what_is_shadowed(void **state)
{
    static const struct keymap_sections sections = {{"tasks", "list"}, 2};
    struct keymap keymap = {.bindings = {NULL, 0, 0}};
    const struct keymap_binding *found[8];
    struct key_sequence prefix;
    bind(&keymap, "list", "m h", "health");
    bind(&keymap, "list", "m s", "stage");
    bind(&keymap, "tasks", "m s", "skip");
    bind(&keymap, "list", "n", "next-hit");
    assert_true(key_sequence_parse("m", &prefix, NULL));
    assert_int_equal(keymap_continuations(&keymap, &sections, &prefix, found, 8), 2);
    assert_string_equal(found[0]->command, "skip");
    assert_string_equal(found[1]->command, "health");
    assert_null(keymap_for_command(&keymap, &sections, "stage"));
    assert_non_null(keymap_for_command(&keymap, &sections, "skip"));
    keymap_fini(&keymap);
}

static void a_later_row_replaces_and_off_removes(void **state)
{
    struct keymap keymap = {.bindings = {NULL, 0, 0}};
    const char *command = NULL;
    struct error err;
    bind(&keymap, "list", "x", "done");
    bind(&keymap, "list", "x", "snooze 1");
    find(&keymap, "x", &command);
    assert_string_equal(command, "snooze 1");
    assert_false(keymap_bind(&keymap, "list", "x y", "copy", &err));
    assert_non_null(strstr(err.text, "'x y' and 'x'"));
    bind(&keymap, "list", "x", "off");
    assert_int_equal(find(&keymap, "x", &command), KEYMAP_NONE);
    bind(&keymap, "list", "x y", "copy");
    assert_int_equal(find(&keymap, "x", &command), KEYMAP_PREFIX);
    keymap_fini(&keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_keys_go_both_ways),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(the_nearer_section_wins_and_prefixes_join),
        cmocka_unit_test(continuations_leave_out_what_is_shadowed),
        cmocka_unit_test(a_later_row_replaces_and_off_removes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
