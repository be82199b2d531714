/* The shipped keys, and a user's laid over them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "files/keymap_file.h"

struct fixture {
    struct keymap keymap;
    struct fault_list faults;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    *state = &fixture;
    keymap_file_shipped(&fixture.keymap);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    keymap_fini(&fixture->keymap);
    fault_list_fini(&fixture->faults);
    return 0;
}

/* What the keys do on a screen; "-" for nothing, "..." for a prefix. */
static const char *does(struct fixture *fixture, const char *screen, const char *keys)
{
    struct keymap_sections sections = {{screen, "list", "global"}, 3};
    struct key_sequence pressed;
    const char *command = NULL;
    assert_true(key_sequence_parse(keys, &pressed, NULL));
    switch (keymap_find(&fixture->keymap, &sections, &pressed, &command)) {
    case KEYMAP_NONE: return "-";
    case KEYMAP_PREFIX: return "...";
    case KEYMAP_COMMAND: break;
    }
    return command;
}

static void the_shipped_keys_are_those_of_the_design(void **state)
{
    static const struct {
        const char *screen, *keys, *command;
    } cases[] = {
        {"today", "x", "done"},
        {"today", "1", "view today"},
        {"book", "g", "..."},
        {"book", "g g", "top"},
        {"book", "g a", "goto"},
        {"book", "m s", "modify stage"},
        {"checklist", "m s", "skip"},
        {"checklist", "m h", "modify health_set"},
        {"checklist", "x", "mark"},
        {"today", "Space", "mark"},
        {"today", "C-d", "half-down"},
        {"today", "/", "filter"},
        {"today", ":", "palette"},
        {"today", "C-p", "goto"},
        {"today", ".", "repeat"},
        {"today", "Z", "-"},
    };
    assert_int_equal(((struct fixture *)*state)->faults.count, 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(does(*state, cases[i].screen, cases[i].keys), cases[i].command);
}

/* The letters left to the user. */
static void free_letters_are_free(void **state)
{
    static const char *const mine[] = {"A", "B", "C", "I", "M", "P", "S", "T", "W", "X", "Y", "Z"};
    for (size_t i = 0; i < COUNT_OF(mine); i++)
        assert_string_equal(does(*state, "today", mine[i]), "-");
}

static void lay(struct fixture *fixture, const char *text)
{
    assert_true(
        keymap_file_lay(&fixture->keymap, "keys.yaml", text, strlen(text), &fixture->faults));
}

static void a_users_line_goes_before_the_shipped_one(void **state)
{
    struct fixture *fixture = *state;
    lay(fixture, "list:\n  X: snooze +3d\n  '!': off\n  z:\n  y: copy row\ntoday: {x: done all}\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_string_equal(does(fixture, "today", "X"), "snooze +3d");
    assert_string_equal(does(fixture, "today", "!"), "-");
    assert_string_equal(does(fixture, "today", "z"), "-");
    assert_string_equal(does(fixture, "today", "y"), "copy row"); /* in place of y y, y n, ... */
    assert_string_equal(does(fixture, "today", "x"), "done all");
    assert_string_equal(does(fixture, "book", "x"), "done");
}

static void wrong_lines_are_named_and_the_others_count(void **state)
{
    static const struct {
        const char *text, *fault;
    } cases[] = {
        {"list:\n  Hyper-x: done\n  Z: done\n",
            "keys.yaml:2:3: 'Hyper-x' is not the name of a key"},
        {"lists:\n  Z: done\nlist: {Z: done}\n", "did you mean \"list\"?"},
        {"list:\n  Z: done\n  A b: done\n  A: done\n", "'A' and 'A b' cannot both be bound"},
        {"list:\n  A: [done]\n  Z: done\n", "keys.yaml:2:6: a command is one line"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture *fixture = *state;
        struct str text = {0};
        lay(fixture, cases[i].text);
        assert_int_equal(fixture->faults.count, i + 1);
        fault_format(&fixture->faults.items[i], &text);
        if (strstr(str_text(&text), cases[i].fault) == NULL)
            fail_msg("'%s' does not say '%s'", str_text(&text), cases[i].fault);
        assert_string_equal(does(fixture, "today", "Z"), "done");
        str_fini(&text);
    }
}

static bool has_key(const struct keymap *keymap, const char *section, const char *command)
{
    const struct keymap_sections sections[] = {{{section, "list", "global"}, 3},
        {{section, "composer", "global"}, 3}, {{section}, 1}};
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        if (keymap_for_command(keymap, &sections[i], command) != NULL)
            return true;
    return false;
}

/* A preset moves keys; nothing is out of reach by it. */
static void each_preset_is_complete(void **state)
{
    static const char *const texts[] = {
        "preset: default\n", "preset: vim\n", "preset: arrows\nlist:\n  X: done\n"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct keymap keymap = {0};
        keymap_file_shipped(&keymap);
        keymap_file_preset(&keymap, texts[i], strlen(texts[i]));
        assert_true(
            keymap_file_lay(&keymap, "keys.yaml", texts[i], strlen(texts[i]), &fixture->faults));
        assert_int_equal(fixture->faults.count, 0);
        for (size_t k = 0; k < fixture->keymap.bindings.count; k++) {
            const struct keymap_binding *binding = &fixture->keymap.bindings.items[k];
            if (!has_key(&keymap, binding->section, binding->command))
                fail_msg("%s%s: %s has no key", texts[i], binding->section, binding->command);
        }
        keymap_fini(&keymap);
    }
}

static void presets_move_keys_and_a_misspelt_one_is_named(void **state)
{
    struct fixture *fixture = *state;
    static const char text[] = "preset: vim\nlist:\n  d d: date\n", wrong[] = "preset: vmi\n";
    struct str told = {0};
    keymap_file_preset(&fixture->keymap, text, strlen(text));
    assert_string_equal(does(fixture, "book", "d d"), "delete");
    assert_true(keymap_file_lay(&fixture->keymap, "k", text, strlen(text), &fixture->faults));
    assert_string_equal(does(fixture, "book", "d d"), "date");
    assert_true(keymap_file_lay(&fixture->keymap, "k", wrong, strlen(wrong), &fixture->faults));
    fault_format(&fixture->faults.items[0], &told);
    assert_string_equal(
        str_text(&told), "k:1:9: there is no such preset; did you mean \"vim\"?");
    str_fini(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_shipped_keys_are_those_of_the_design, set_up, tear_down),
        cmocka_unit_test_setup_teardown(free_letters_are_free, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_users_line_goes_before_the_shipped_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            wrong_lines_are_named_and_the_others_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_preset_is_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            presets_move_keys_and_a_misspelt_one_is_named, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
