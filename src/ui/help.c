/* Help: every key that does something on this screen. Typing filters it, Enter runs the line. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/finder.h"
#include "ui/shell.h"

/* Does the key do this here? A screen may give it to another command. */
static bool is_alive(struct ui *ui, const struct keymap_binding *binding)
{
    struct keymap_sections sections = shell_sections(ui);
    const char *running = NULL;

    return keymap_find(&ui->keymap, &sections, &binding->sequence, &running) == KEYMAP_COMMAND &&
           text_equal(running, binding->command);
}

/* What each binding of a section is for; NULL: it is none of its, or does nothing here. */
static const char **abouts_of(struct ui *ui, const char *section, struct arena *arena)
{
    const struct keymap *keymap = &ui->keymap;
    const char **abouts = arena_alloc_array(arena, keymap->bindings.count + 1, sizeof(*abouts));
    bool typing = text_equal(section, "composer");

    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];

        if (text_equal(binding->section, section) && is_alive(ui, binding))
            abouts[i] =
                typing ? shell_about_typing(binding->command) : shell_about(ui, binding->command);
    }
    return abouts;
}

/* All keys of what is said in these words: "j  Down", "[  ]". They leave the list. */
static void take_keys(struct ui *ui, const char **abouts, size_t at, struct str *out)
{
    const char *about = abouts[at];
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    for (size_t i = at; i < ui->keymap.bindings.count; i++) {
        if (!abouts[i] || !text_equal(abouts[i], about))
            continue;
        abouts[i] = NULL;
        str_add(out, out->len ? "  " : "");
        str_add(out, key_sequence_text(&ui->keymap.bindings.items[i].sequence, key, sizeof(key)));
    }
}

static void add_section(
    struct ui *ui, struct finder *finder, const char *section, const char *title)
{
    struct arena arena = {0};
    const char **abouts = abouts_of(ui, section, &arena);
    bool empty = true;

    for (size_t i = 0; i < ui->keymap.bindings.count; i++) {
        const char *about = abouts[i], *command = ui->keymap.bindings.items[i].command;
        struct str keys = {0};

        if (!about)
            continue;
        if (empty)
            finder_line(finder, &(struct finder_line){.name = title});
        empty = false;
        take_keys(ui, abouts, i, &keys);
        finder_line(finder, &(struct finder_line){about, command, str_text(&keys), command});
        str_fini(&keys);
    }
    arena_fini(&arena);
}

/* --- what is done while one types: to be read, not run --- */

static bool is_shown(const struct keymap *keymap, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(keymap->bindings.items[i].section, keymap->bindings.items[at].section) &&
            text_equal(keymap->bindings.items[i].command, keymap->bindings.items[at].command))
            return true;
    return false;
}

static void write_typing_keys(const struct keymap *keymap, size_t at, struct str *out)
{
    const struct keymap_binding *items = keymap->bindings.items;
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    for (size_t i = at; i < keymap->bindings.count; i++)
        if (text_equal(items[i].section, items[at].section) &&
            text_equal(items[i].command, items[at].command)) {
            str_add(out, out->len ? "  " : "");
            str_add(out, key_sequence_text(&items[i].sequence, key, sizeof(key)));
        }
}

static void add_typing(struct ui *ui, struct finder *finder, const char *section, const char *title)
{
    finder_line(finder, &(struct finder_line){.name = title});
    for (size_t i = 0; i < ui->keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &ui->keymap.bindings.items[i];
        const char *about = shell_about_typing(binding->command);
        struct str keys = {0};

        if (!about || !text_equal(binding->section, section) || is_shown(&ui->keymap, i))
            continue;
        write_typing_keys(&ui->keymap, i, &keys);
        finder_line(finder, &(struct finder_line){about, binding->command, str_text(&keys), ""});
        str_fini(&keys);
    }
}

void help_show(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct finder *finder = finder_begin(ui);

    add_section(ui, finder, view->name, _(view->title));
    if (view->edits) {
        add_section(ui, finder, "composer", _("While writing"));
    } else {
        add_section(ui, finder, "list", _("On this screen"));
        add_section(ui, finder, "global", _("Everywhere"));
        add_typing(ui, finder, "prompt", _("In a line that is asked for"));
        add_typing(ui, finder, "form", _("In a form, besides"));
        add_typing(ui, finder, "picker", _("In a list to choose from"));
    }
    finder_ask(
        ui, &(struct finder_asking){
                .title = "?", .is_help = true, .verb = _("run it"), .footer = _("type to filter")});
}
