#include "app/looks.h"
#include "app/app_internal.h"
#include "files/config.h"
#include "files/keymap_file.h"
#include "files/theme_file.h"

void session_keymap(struct session *session, struct keymap *ret_keymap)
{
    session_keymap_begun(session, session_settings(session)->keys, ret_keymap);
}

void session_keymap_begun(struct session *session, const char *preset, struct keymap *ret_keymap)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    bool there = false;

    keymap_file_shipped(ret_keymap);
    if (session->config_dir && !session->demo) {
        if (!config_of_user(session->config_dir, "keys.yaml", &arena, &file, &there, &err))
            fault_add_error(&session->faults, "keys.yaml", &err);
    }
    if (!there || !keymap_file_preset(ret_keymap, file.text, file.len))
        keymap_file_preset_named(ret_keymap, preset);
    if (there)
        (void)!keymap_file_lay(ret_keymap, file.path, file.text, file.len, &session->faults);
    arena_fini(&arena);
}

/* A theme of the user's own; what is wrong with it is told by the session's faults. */
static bool own_theme(
    struct session *session, const char *name, struct theme *ret_theme, bool *ret_there)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    const char *path = arena_format(&arena, "themes/%s.yaml", name);
    bool ok = config_of_user(session->config_dir, path, &arena, &file, ret_there, &err);

    if (!ok)
        fault_add_error(&session->faults, path, &err);
    ok = ok && *ret_there &&
         theme_file_read(name, file.path, file.text, file.len, ret_theme, &session->faults);
    arena_fini(&arena);
    return ok;
}

bool session_theme(struct session *session, const char *name, struct theme *ret_theme)
{
    bool there = false;

    if (session->config_dir && !session->demo && own_theme(session, name, ret_theme, &there))
        return true;
    if (there)
        return false;
    if (theme_file_shipped(name, ret_theme))
        return true;
    fault_add(&session->faults, "themes", 0, 0, "there is no theme '%s'", name);
    return false;
}

static uint64_t mark_of_file(struct session *session, const char *name, uint64_t mark)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    bool there = false;

    if (!config_of_user(session->config_dir, name, &arena, &file, &there, &err))
        mark += 2;
    for (size_t i = 0; there && i < file.len; i++)
        mark = mark * 33 + (unsigned char)file.text[i];
    arena_fini(&arena);
    return mark * 33 + there;
}

uint64_t session_looks_mark(struct session *session, const char *theme)
{
    struct str path = {0};
    const char *keys = session_settings(session)->keys;
    uint64_t mark = 5381;

    for (; keys && *keys; keys++)
        mark = mark * 33 + (unsigned char)*keys;
    if (!session->config_dir || session->demo)
        return mark;
    str_addf(&path, "themes/%s.yaml", theme);
    mark = mark_of_file(session, "keys.yaml", mark);
    mark = mark_of_file(session, str_text(&path), mark);
    str_fini(&path);
    return mark;
}

void session_looks_forget(struct session *session)
{
    fault_list_fini(&session->faults);
    session->faults = (struct fault_list){0};
}

size_t session_faults(const struct session *session, struct str *ret_first)
{
    const struct fault_list *lists[] = {
        &session->settings_faults, &session->faults, &session->rules_faults};
    size_t count = 0;

    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        if (!count && lists[i]->count)
            fault_format(&lists[i]->items[0], ret_first);
        count += lists[i]->count;
    }
    return count;
}
