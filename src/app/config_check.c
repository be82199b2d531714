/* Every file of the user's config, read for its faults. */
#include <stdlib.h>
#include <string.h>
#include "app/checks.h"
#include "base/text.h"
#include "files/config.h"
#include "files/health_file.h"
#include "files/holiday_file.h"
#include "files/import_map.h"
#include "files/paths.h"
#include "files/playbook_file.h"
#include "files/settings_edit.h"
#include "files/settings_file.h"
#include "files/signal_file.h"
#include "files/sources_file.h"
#include "files/theme_file.h"

struct checking {
    const char *config_dir; /* or NULL */
    struct fault_list *faults;
    struct settings settings;
    struct arena arena;
    int files;
};

/* The user's file of that name; false: there is none, or it cannot be read, which is a fault. */
static bool find_own(struct checking *checking, const char *name, struct config_file *ret_file)
{
    struct error err;
    bool there = false;

    if (!checking->config_dir)
        return false;
    if (!config_of_user(checking->config_dir, name, &checking->arena, ret_file, &there, &err)) {
        fault_add_error(checking->faults, name, &err);
        checking->files++;
        return false;
    }
    checking->files += there;
    return there && !ret_file->hidden;
}

static void check_settings(struct checking *checking)
{
    struct config_file file;

    (void)find_own(checking, "daybook.yaml", &file);
    settings_read(checking->config_dir, &checking->arena, &checking->settings, checking->faults);
}

static bool is_chosen(const struct settings *settings, const char *name)
{
    for (int i = 0; i < settings->holidays_of_count; i++)
        if (text_starts(name, settings->holidays_of[i]) &&
            text_equal(name + strlen(settings->holidays_of[i]), ".yaml"))
            return true;
    return false;
}

/* Those chosen in the settings were read with them. */
static void check_holidays(struct checking *checking)
{
    struct config_file_list files = {0};
    struct error err;

    if (!config_list(checking->config_dir, "holidays", ".yaml", &checking->arena, &files, &err)) {
        fault_add_error(checking->faults, "holidays", &err);
        return;
    }
    for (size_t i = 0; i < files.count; i++) {
        const struct config_file *file = &files.items[i];
        struct holidays holidays;

        checking->files += !file->shipped;
        if (file->shipped || is_chosen(&checking->settings, file->name + strlen("holidays/")))
            continue;
        if (file->fault)
            fault_add(checking->faults, file->path, 0, 0, "%s", file->fault);
        else
            (void)!holiday_file_read(
                file->path, file->text, file->len, &checking->arena, checking->faults, &holidays);
    }
}

static void check_health(struct checking *checking)
{
    struct config_file file;
    struct health_rules rules;

    if (find_own(checking, "health.yaml", &file))
        (void)!health_file_read(file.path, file.text, file.len, &checking->settings,
            &checking->arena, checking->faults, &rules);
}

static void check_signals(struct checking *checking)
{
    struct config_file shipped, own;
    struct signal_rules base, rules;

    if (!find_own(checking, "signals.yaml", &own) || !config_shipped("signals.yaml", &shipped))
        return;
    if (signal_file_read(shipped.path, shipped.text, shipped.len, &checking->settings, NULL,
            &checking->arena, checking->faults, &base))
        (void)!signal_file_read(own.path, own.text, own.len, &checking->settings, &base,
            &checking->arena, checking->faults, &rules);
}

static void check_sources(struct checking *checking)
{
    struct sources sources;
    struct error err;

    if (!sources_file_find(
            checking->config_dir, &checking->arena, checking->faults, &sources, &err)) {
        fault_add_error(checking->faults, "sources.yaml", &err);
        checking->files++;
        return;
    }
    checking->files += sources.path != NULL;
    if (sources.ignored)
        fault_add(checking->faults, sources.path, 0, 0, "%s", sources.ignored);
}

static void check_playbooks(struct checking *checking, struct error *err)
{
    struct playbook_catalogue catalogue = {0};
    char *folder = checking->config_dir
                       ? arena_format(&checking->arena, "%s/playbooks", checking->config_dir)
                       : NULL;

    if (!playbook_catalogue_load(folder, &checking->settings, &catalogue, err))
        fault_add_error(checking->faults, folder, err);
    for (size_t i = 0; i < catalogue.entries.count; i++) {
        checking->files += !catalogue.entries.items[i].shipped;
        fault_add_all(checking->faults, &catalogue.entries.items[i].faults);
    }
    playbook_catalogue_fini(&catalogue);
}

/* The first fault of the import maps: they are read as one. */
static void check_imports(struct checking *checking)
{
    struct config_file_list files = {0};
    struct import_map map;
    struct error err;

    if (!config_list(checking->config_dir, "imports", ".yaml", &checking->arena, &files, &err) ||
        !import_map_read(checking->config_dir, NULL, &checking->arena, &map, &err))
        fault_add_error(checking->faults, "imports", &err);
    for (size_t i = 0; i < files.count; i++)
        checking->files += !files.items[i].shipped;
}

bool check_themes(const char *config_dir, struct arena *arena, struct theme_lines *ret_themes,
    struct fault_list *faults, struct error *err)
{
    struct config_file_list files = {0};
    bool ok = config_list(config_dir, "themes", ".yaml", arena, &files, err);

    for (size_t i = 0; ok && i < files.count; i++) {
        const struct config_file *file = &files.items[i];
        const char *base = strchr(file->name, '/') ? strchr(file->name, '/') + 1 : file->name;
        char *name = arena_copy_bytes(arena, base, strlen(base) - strlen(".yaml"));
        struct theme theme = {0};

        if (file->fault)
            fault_add(faults, file->path, 0, 0, "%s", file->fault);
        if (!file->fault &&
            theme_file_read(name, file->path, file->text, file->len, &theme, faults))
            ARRAY_PUSH(ret_themes,
                (struct theme_line){name, arena_copy_text(arena, theme.about), file->shipped});
    }
    return ok;
}

bool check_source(const char *path, struct arena *arena, const char **ret_text, struct error *err)
{
    enum { MOST_BYTES = 1 << 20 };
    struct str text = {0};
    bool ok = file_read_whole(path, MOST_BYTES, &text, err);

    if (ok)
        *ret_text = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return ok;
}

/* `theme: drak` is told where it stands. */
static void check_theme_name(struct checking *checking, const struct theme_lines *themes)
{
    const char *name = checking->settings.theme;
    const char **known = arena_alloc_array(&checking->arena, themes->count + 1, sizeof(*known));
    struct setting_place place;
    struct config_file file;
    struct error ignored;
    bool there = false;

    for (size_t i = 0; i < themes->count; i++)
        known[i] = themes->items[i].name;
    for (size_t i = 0; name && i < themes->count; i++)
        there = there || text_equal(name, known[i]);
    if (!name || there ||
        !config_of_user(
            checking->config_dir, "daybook.yaml", &checking->arena, &file, &there, &ignored) ||
        !there)
        return;
    place = settings_place(file.text, "theme");
    str_fini(&place.value);
    fault_add(checking->faults, file.path, place.line, place.line ? 1 : 0,
        "there is no theme \"%s\"; daybook theme list names them", name);
    fault_suggest(checking->faults, name, known, themes->count);
}

bool check_config(const char *config_dir, const struct key_commands *commands,
    struct fault_list *faults, int *ret_files, struct error *err)
{
    struct checking checking = {.config_dir = config_dir, .faults = faults};
    struct keymap keymap = {0};
    struct theme_lines themes = {0};
    struct config_file file;
    bool ok;

    check_settings(&checking);
    check_holidays(&checking);
    check_health(&checking);
    check_signals(&checking);
    check_sources(&checking);
    check_playbooks(&checking, err);
    check_imports(&checking);
    if (find_own(&checking, "keys.yaml", &file) &&
        !check_keys(config_dir, commands, &keymap, faults, err))
        fault_add_error(faults, "keys.yaml", err);
    ok = check_themes(config_dir, &checking.arena, &themes, faults, err);
    check_theme_name(&checking, &themes);
    for (size_t i = 0; i < themes.count; i++)
        checking.files += !themes.items[i].shipped;
    fault_sort(faults);
    *ret_files = checking.files;
    array_fini(&themes);
    keymap_fini(&keymap);
    arena_fini(&checking.arena);
    return ok;
}
