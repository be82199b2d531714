/* The user's keys: laid over the shipped ones, and looked at for what would never do anything. */
#include "app/checks.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/config.h"
#include "files/keymap_file.h"
#include "files/view_file.h"

struct checked {
    const struct key_commands *commands;
    const struct keymap *keymap;
    const char *path, *config_dir;
    struct fault_list *faults;
};

enum { NAMES_MOST = 512, KEYS_ROOM = KEY_SEQUENCE * KEY_TEXT_ROOM };

/* The nearest command to the first word; to the whole line where that is one. */
static void suggest(const struct checked *checked, const char *line)
{
    const char *names[NAMES_MOST];
    struct arena arena = {0};
    char *word = arena_copy_bytes(&arena, line, strcspn(line, " "));
    size_t count = 0;

    for (const char *name; count < NAMES_MOST && (name = checked->commands->name(count)) != NULL;)
        names[count++] = name;
    fault_suggest(checked->faults, checked->commands->knows(word) ? line : word, names, count);
    arena_fini(&arena);
}

/* `view red ones`: a view that the user saved. */
static bool is_saved_view(const char *config_dir, const char *line)
{
    struct config_file file = {0};
    struct fault_list faults = {0};
    struct saved_views views = {0};
    struct arena arena = {0};
    struct error ignored;
    bool there = false, found = false;

    if (text_starts(line, "view ") &&
        config_of_user(config_dir, "views.yaml", &arena, &file, &there, &ignored) && there &&
        view_file_read(file.path, file.text, file.len, &arena, &faults, &views))
        for (size_t i = 0; i < views.count; i++)
            found = found || text_equal_nocase(views.items[i].name, line + strlen("view "));
    array_fini(&views);
    fault_list_fini(&faults);
    arena_fini(&arena);
    return found;
}

static void check_command(const struct checked *checked, const struct keymap_binding *binding)
{
    char keys[KEYS_ROOM];

    if (checked->commands->knows(binding->command) ||
        is_saved_view(checked->config_dir, binding->command))
        return;
    fault_add(checked->faults, checked->path, binding->line, binding->column,
        "%s: %s: there is no command \"%s\"", binding->section,
        key_sequence_text(&binding->sequence, keys, sizeof(keys)), binding->command);
    suggest(checked, binding->command);
}

static void check_way(const struct checked *checked, const struct keymap_binding *binding)
{
    const struct keymap_binding *other = NULL;
    size_t count = keymap_hides(checked->keymap, binding, &other);
    char keys[KEYS_ROOM], hidden[KEYS_ROOM], more[32] = "";

    key_sequence_text(&binding->sequence, keys, sizeof(keys));
    if (count > 1)
        text_format(more, sizeof(more), _(" and %zu more"), count - 1);
    if (count)
        fault_add(checked->faults, checked->path, binding->line, binding->column,
            "'%s' in %s leaves '%s' of %s%s out of reach; choose other keys, or set those to off",
            keys, binding->section, key_sequence_text(&other->sequence, hidden, sizeof(hidden)),
            other->section, more);
    other = keymap_hidden_by(checked->keymap, binding);
    if (other)
        fault_add(checked->faults, checked->path, binding->line, binding->column,
            "'%s' in global does nothing on lists: '%s' of list comes first; bind it in list", keys,
            key_sequence_text(&other->sequence, hidden, sizeof(hidden)));
}

/* Those of the file that was laid last. */
static void check_bindings(const struct checked *checked)
{
    for (size_t i = 0; i < checked->keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &checked->keymap->bindings.items[i];

        if (binding->layer != checked->keymap->layer)
            continue;
        check_command(checked, binding);
        check_way(checked, binding);
    }
}

bool check_keys(const char *config_dir, const struct key_commands *commands,
    struct keymap *ret_keymap, struct fault_list *faults, struct error *err)
{
    struct config_file file = {0};
    struct arena arena = {0};
    bool there = false;
    bool ok = true;

    keymap_file_shipped(ret_keymap);
    if (config_dir)
        ok = config_of_user(config_dir, "keys.yaml", &arena, &file, &there, err);
    if (ok && there && !file.hidden) {
        keymap_file_preset(ret_keymap, file.text, file.len);
        if (keymap_file_lay(ret_keymap, file.path, file.text, file.len, faults))
            check_bindings(&(struct checked){commands, ret_keymap, file.path, config_dir, faults});
        fault_sort(faults);
    }
    arena_fini(&arena);
    return ok;
}
