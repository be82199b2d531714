/* The palette: everything there is, by its name, with its key. And going to an account, a person or
 * a note. */
#include <stdlib.h>
#include <string.h>
#include "app/checks.h"
#include "base/text.h"
#include "base/words.h"
#include "files/embedded.h"
#include "files/settings_file.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/finder.h"
#include "ui/habits.h"
#include "ui/shell.h"
#include "ui/ways.h"

static const char *key_of(struct ui *ui, const char *command, char *buffer, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    return binding ? key_sequence_text(&binding->sequence, buffer, size) : NULL;
}

/* Once: a view's own goes before a global one of the same name. */
static void add_command(
    struct ui *ui, struct finder *finder, const char *command, const char *about)
{
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (about && !finder_has(finder, command))
        finder_line(finder,
            &(struct finder_line){command, about, key_of(ui, command, key, sizeof(key)), command});
}

static void add_commands(struct ui *ui, struct finder *finder)
{
    const struct view *view = view_at(ui->current);
    size_t count;
    const struct shell_command *commands = shell_commands(&count);

    for (size_t i = 0; i < view->command_count; i++)
        add_command(ui, finder, view->commands[i].name, _(view->commands[i].help));
    for (size_t i = 0; i < count; i++)
        add_command(ui, finder, commands[i].name, _(commands[i].help));
}

/* `view book`, `modify stage`: commands with their words, as far as keys are bound to them. */
static void add_bound_lines(struct ui *ui, struct finder *finder)
{
    struct keymap_sections sections = shell_sections(ui);

    for (size_t i = 0; i < ui->keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &ui->keymap.bindings.items[i];

        for (int s = 0; s < sections.count; s++)
            if (text_equal(sections.names[s], binding->section) && strchr(binding->command, ' '))
                add_command(ui, finder, binding->command, shell_about(ui, binding->command));
    }
}

/* Those that show something wherever one comes from, and have no command of their own. */
static void add_views(struct ui *ui, struct finder *finder)
{
    static const enum view_id ids[] = {VIEW_TODAY, VIEW_BOOK, VIEW_ACCOUNT, VIEW_TASKS,
        VIEW_PLAYBOOKS, VIEW_RENEWALS, VIEW_NOTES, VIEW_METRICS, VIEW_CHECKLIST};
    struct str line = {0}, about = {0};

    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        str_clear(&line);
        str_addf(&line, "view %s", view_at(ids[i])->name);
        str_clear(&about);
        str_addf(&about, _("go to %s"), _(view_at(ids[i])->title));
        add_command(ui, finder, str_text(&line), str_text(&about));
    }
    str_fini(&line);
    str_fini(&about);
}

/* --- what is no command --- */

static void add_named(struct finder *finder, const char *what, const char *name, const char *about,
    const char *command)
{
    struct str shown = {0}, line = {0};

    str_addf(&shown, "%s: %s", what, name);
    str_addf(&line, "%s %s", command, name);
    finder_line(finder, &(struct finder_line){str_text(&shown), about, NULL, str_text(&line)});
    str_fini(&shown);
    str_fini(&line);
}

static void add_playbooks(struct ui *ui, struct finder *finder)
{
    struct playbook_listings listings = {0};
    struct error ignored;

    if (!verb_playbooks(ui->session, &listings, &ignored))
        return;
    for (size_t i = 0; i < listings.count; i++)
        add_named(finder, _("playbook"), listings.items[i].name,
            listings.items[i].playbook ? listings.items[i].playbook->title
                                       : listings.items[i].fault,
            "read-playbook");
    array_fini(&listings);
}

static void add_settings(struct finder *finder)
{
    for (size_t i = 0; settings_info(i); i++)
        add_named(
            finder, _("setting"), settings_info(i)->name, _(settings_info(i)->help), "settings");
}

static void add_keys(struct finder *finder)
{
    const char *name, *about;

    for (size_t i = 0; (name = keys_choice(i, &about)); i++)
        add_named(finder, _("keys"), name, _(about), "keys");
}

static void add_themes(struct ui *ui, struct finder *finder)
{
    struct theme_lines themes = {0};
    struct fault_list faults = {0}; /* told where one is chosen */
    struct arena arena = {0};
    struct error ignored;

    if (check_themes(session_config_dir(ui->session), &arena, &themes, &faults, &ignored))
        for (size_t i = 0; i < themes.count; i++)
            add_named(finder, _("theme"), themes.items[i].name, themes.items[i].about, "theme");
    array_fini(&themes);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

/* --- showing it --- */

void palette_show(struct ui *ui)
{
    struct finder *finder = finder_begin(ui);
    struct str footer = {0};

    add_commands(ui, finder);
    add_bound_lines(ui, finder);
    add_views(ui, finder);
    add_playbooks(ui, finder);
    add_settings(finder);
    add_themes(ui, finder);
    add_keys(finder);
    if (ui_account(ui)) {
        str_add(&footer, _("on "));
        bulk_name(ui, &footer);
    }
    finder_ask(ui, &(struct finder_asking){.title = ":",
                       .footer = footer.len ? str_text(&footer) : NULL,
                       .verb = _("run"),
                       .sources = FINDER_ACCOUNTS | FINDER_PEOPLE,
                       .runs_typed = true,
                       .running = habits_palette});
    str_fini(&footer);
}

void accounts_choose(struct ui *ui, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    if (way_refuse_empty(ui))
        return;
    (void)finder_begin(ui);
    finder_ask(
        ui, &(struct finder_asking){.title = title, .sources = FINDER_ACCOUNTS, .chosen = chosen});
}

void goto_show(struct ui *ui, const char *typed)
{
    struct error err;
    int64_t account;

    if (*typed && verb_find_account(ui->session, typed, &account, &err)) {
        ui_set_account(ui, account);
        ui_show_view(ui, VIEW_ACCOUNT);
    } else if (*typed) {
        ui_fault(ui, &err);
    } else if (!way_refuse_empty(ui)) {
        (void)finder_begin(ui);
        finder_ask(ui, &(struct finder_asking){.title = _("Go to"),
                           .verb = _("open"),
                           .sources = FINDER_ACCOUNTS | FINDER_PEOPLE | FINDER_NOTES});
    }
}
