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

/* What each binding is for; NULL: of none of these sections, or it does nothing here. */
static const char **abouts_of(
    struct ui *ui, const char *const *sections, size_t count, struct arena *arena)
{
    const struct keymap *keymap = &ui->keymap;
    const char **abouts = arena_alloc_array(arena, keymap->bindings.count + 1, sizeof(*abouts));

    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];
        bool typing = text_equal(binding->section, "composer");

        if (text_place(binding->section, sections, count) < count && is_alive(ui, binding))
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

static void add_key(struct ui *ui, struct finder *finder, const char **abouts, size_t at)
{
    const char *about = abouts[at], *command = ui->keymap.bindings.items[at].command;
    struct str keys = {0};

    take_keys(ui, abouts, at, &keys);
    finder_line(finder, &(struct finder_line){about, command, str_text(&keys), command});
    str_fini(&keys);
}

/* What the last row of the screen hints at is what is wanted most. */
static void add_most_used(
    struct ui *ui, struct finder *finder, const struct view *view, const char **abouts)
{
    finder_line(finder, &(struct finder_line){.name = _("Most used here")});
    for (size_t i = 0; i < view->hint_count; i++) {
        const char *about = shell_about(ui, view->hints[i].command);
        size_t at = 0;

        while (about && at < ui->keymap.bindings.count &&
               (!abouts[at] || !text_equal(abouts[at], about)))
            at++;
        if (about && at < ui->keymap.bindings.count)
            add_key(ui, finder, abouts, at);
    }
}

/* What is left of a section. */
static void add_section(struct ui *ui, struct finder *finder, const char **abouts,
    const char *section, const char *title)
{
    bool empty = true;

    for (size_t i = 0; i < ui->keymap.bindings.count; i++) {
        if (!abouts[i] || !text_equal(ui->keymap.bindings.items[i].section, section))
            continue;
        if (empty)
            finder_line(finder, &(struct finder_line){.name = title});
        empty = false;
        add_key(ui, finder, abouts, i);
    }
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
    const char *sections[] = {view->name, view->edits ? "composer" : "list", "global"};
    struct finder *finder = finder_begin(ui);
    struct arena arena = {0};
    const char **abouts = abouts_of(ui, sections, view->edits ? 2 : 3, &arena);

    if (view->hint_count && !view->edits)
        add_most_used(ui, finder, view, abouts);
    add_section(ui, finder, abouts, view->name, _(view->title));
    if (view->edits) {
        add_section(ui, finder, abouts, "composer", _("While writing"));
    } else {
        add_section(ui, finder, abouts, "list", _("On this screen"));
        add_section(ui, finder, abouts, "global", _("Everywhere"));
        add_typing(ui, finder, "prompt", _("In a line that is asked for"));
        add_typing(ui, finder, "form", _("In a form, besides"));
        add_typing(ui, finder, "picker", _("In a list to choose from"));
    }
    arena_fini(&arena);
    finder_ask(
        ui, &(struct finder_asking){
                .title = "?", .is_help = true, .verb = _("run it"), .footer = _("type to filter")});
}
