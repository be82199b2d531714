#include "app/looks.h"
#include "app/app_internal.h"
#include "files/config.h"
#include "files/keymap_file.h"
#include "files/theme_file.h"

void session_keymap(struct session *session, struct keymap *ret_keymap)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    bool there = false;

    if (!keymap_file_shipped(ret_keymap, &session->faults))
        fault_add(&session->faults, "config/keys.yaml", 0, 0, "the shipped keys cannot be read");
    if (session->config_dir && !session->demo) {
        if (!config_of_user(session->config_dir, "keys.yaml", &arena, &file, &there, &err))
            fault_add_error(&session->faults, "keys.yaml", &err);
        else if (there)
            (void)!keymap_file_lay(ret_keymap, file.path, file.text, file.len, &session->faults);
    }
    arena_fini(&arena);
}

bool session_theme(struct session *session, const char *name, struct theme *ret_theme)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    const char *path = arena_format(&arena, "themes/%s.yaml", name);
    bool ok = config_find(session->demo ? NULL : session->config_dir, path, &arena, &file, &err);

    if (!ok)
        fault_add_error(&session->faults, path, &err);
    ok = ok && theme_file_read(name, file.path, file.text, file.len, ret_theme, &session->faults);
    arena_fini(&arena);
    return ok;
}

size_t session_faults(const struct session *session, struct str *ret_first)
{
    if (session->faults.count)
        fault_format(&session->faults.items[0], ret_first);
    return session->faults.count;
}
