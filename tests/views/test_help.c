/* Everything that can be pressed, run, set or named has its words of help, and help names nothing
 * that does not exist. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "base/attributes.h"
#include "base/text.h"
#include "core/kind.h"
#include "files/embedded.h"
#include "files/keymap_file.h"
#include "files/settings_file.h"
#include "support/scene.h"
#include "ui/shell.h"

enum { HELP_COLUMNS = 100 };

static struct scene scene;
static int faults;

static int make_scene(void **state)
{
    scene_init(&scene, false);
    scene_start(&scene, 110, 32);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void fault(const char *what, const char *name, const char *why)
{
    fprintf(stderr, "%s %s: %s\n", what, name, why);
    faults++;
}

static void is_help(const char *what, const char *name, const char *help)
{
    if (!help || text_blank(help))
        fault(what, name, "has no help");
    else if (text_columns(help) > HELP_COLUMNS)
        fault(what, name, "its help is longer than a line");
    else if (text_ends(help, ".") && !text_ends(help, "..."))
        fault(what, name, "its help ends in a full stop");
}

static void commands_have_help(void **state)
{
    size_t count;
    const struct shell_command *commands = shell_commands(&count);

    faults = 0;
    for (size_t i = 0; i < count; i++)
        is_help("command", commands[i].name, commands[i].help);
    for (int id = 0; id < VIEW_COUNT; id++) {
        const struct view *view = view_at((enum view_id)id);

        for (size_t i = 0; i < view->command_count; i++)
            is_help(view->name, view->commands[i].name, view->commands[i].help);
    }
    for (size_t i = 0; shell_about_line(i); i++) {
        is_help("line", shell_about_line(i), shell_about(scene.ui, shell_about_line(i)));
        if (!shell_line_is_known(shell_about_line(i)))
            fault("line", shell_about_line(i), "is told of, but there is no such command");
    }
    assert_int_equal(faults, 0);
}

static bool is_typed_in(const char *section)
{
    static const char *const typing[] = {"prompt", "form", "composer", "picker"};

    for (size_t i = 0; i < COUNT_OF(typing); i++)
        if (text_equal(typing[i], section))
            return true;
    return false;
}

/* Has the line words on some screen that this section is of? */
static bool has_words(const char *section, const char *command)
{
    bool is_everywhere = text_equal(section, "list") || text_equal(section, "global");
    bool has = false;

    for (int id = 0; id < VIEW_COUNT && !has; id++)
        if (is_everywhere || text_equal(view_at((enum view_id)id)->name, section)) {
            enum view_id before = scene.ui->current;

            scene.ui->current = (enum view_id)id;
            has = shell_about(scene.ui, command) != NULL;
            scene.ui->current = before;
        }
    return has;
}

static void keys_have_help(void **state)
{
    const struct keymap *keymap = &scene.ui->keymap;

    faults = 0;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];

        if (is_typed_in(binding->section))
            is_help(binding->section, binding->command, shell_about_typing(binding->command));
        else if (!has_words(binding->section, binding->command))
            fault(binding->section, binding->command, "has a key and no help");
    }
    assert_int_equal(faults, 0);
}

static void every_key_can_be_reached(void **state)
{
    const struct keymap *keymap = &scene.ui->keymap;
    const struct keymap_binding *other = NULL;

    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];

        if (keymap_hides(keymap, binding, &other))
            fail_msg("%s of %s is hidden by one of %s", other->command, other->section,
                binding->section);
        if ((other = keymap_hidden_by(keymap, binding)) != NULL)
            fail_msg("%s of global is hidden by %s of list", binding->command, other->command);
    }
}

/* Each screen can have keys of its own. */
static void every_screen_is_a_section(void **state)
{
    for (int id = 0; id < VIEW_COUNT; id++) {
        struct keymap keymap = {0};
        struct fault_list wrong = {0};
        struct str text = {0};

        str_addf(&text, "%s:\n  A: open\n", view_at((enum view_id)id)->name);
        assert_true(keymap_file_lay(&keymap, "keys.yaml", str_text(&text), text.len, &wrong));
        if (wrong.count)
            fail_msg("%s: %s", view_at((enum view_id)id)->name, wrong.items[0].text);
        str_fini(&text);
        fault_list_fini(&wrong);
        keymap_fini(&keymap);
    }
}

static void fields_roles_and_settings_have_help(void **state)
{
    faults = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_info *info = kind_info((enum kind)kind);

        for (int f = 0; f < info->count; f++)
            if (!(info->fields[f].flags & FIELD_HIDDEN))
                is_help(info->singular, info->fields[f].name, info->fields[f].help);
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        is_help("role", role_name((enum role)role), role_purpose((enum role)role));
    for (size_t i = 0; settings_info(i); i++)
        is_help("setting", settings_info(i)->name, settings_info(i)->help);
    assert_int_equal(faults, 0);
}

/* --- what is named --- */

/* Is there a setting at the start of this line of the shipped file: `# backups: 7`? */
static void the_shipped_settings_are_settings(void **state)
{
    const struct embedded *file = embedded_find("config/daybook.yaml");

    faults = 0;
    assert_non_null(file);
    for (const char *line = file->text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t len = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
        bool known = false;

        if (!len || line[len] != ':')
            continue;
        for (size_t i = 0; settings_info(i) && !known; i++)
            known = strlen(settings_info(i)->name) == len &&
                    !strncmp(settings_info(i)->name, line, len);
        if (!known)
            fault("daybook.yaml", line, "is no setting");
    }
    assert_int_equal(faults, 0);
}

/* `:import FILE`, `:tour`: a colon before a word that is no part of another. */
static void check_lines(const char *what, const char *text)
{
    for (const char *at = strchr(text, ':'); at; at = strchr(at + 1, ':')) {
        char name[32] = "";

        if ((at > text && !strchr(" (", at[-1])) || !islower((unsigned char)at[1]))
            continue;
        snprintf(
            name, sizeof(name), "%.*s", (int)strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-"), at + 1);
        if (!shell_line_is_known(name))
            fault(what, text, "names a command that does not exist");
    }
}

static void help_names_commands_that_exist(void **state)
{
    size_t count;
    const struct shell_command *commands = shell_commands(&count);

    faults = 0;
    for (size_t i = 0; i < count; i++)
        check_lines(commands[i].name, commands[i].help);
    for (int id = 0; id < VIEW_COUNT; id++) {
        const struct view *view = view_at((enum view_id)id);

        for (size_t i = 0; i < view->command_count; i++)
            check_lines(view->name, view->commands[i].help);
    }
    assert_int_equal(faults, 0);
}

static void what_is_named_wrongly_is_found(void **state)
{
    faults = 0;
    check_lines("a text", "say it with :no-such-command");
    is_help("a text", "of nothing", "  ");
    assert_int_equal(faults, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_have_help),
        cmocka_unit_test(keys_have_help),
        cmocka_unit_test(every_key_can_be_reached),
        cmocka_unit_test(every_screen_is_a_section),
        cmocka_unit_test(fields_roles_and_settings_have_help),
        cmocka_unit_test(the_shipped_settings_are_settings),
        cmocka_unit_test(help_names_commands_that_exist),
        cmocka_unit_test(what_is_named_wrongly_is_found),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
