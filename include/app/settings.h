/* Settings in force, where each comes from, and one changed while daybook runs. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "app/session.h"
#include "core/settings.h"
#include "files/fault.h"

struct setting_line {
    const struct setting_info *info;
    const char *value;   /* as it is written, on one line; "" not set */
    const char *initial; /* the default, likewise */
    const char *path;    /* of the user's file; NULL: the default is in force */
    int line;            /* in it */
    const char *fault;   /* why what is written there does not count, or NULL */
};
struct setting_lines ARRAY_OF(struct setting_line);

/* Every setting, in the order of the table; texts live in the arena. config_dir NULL: the shipped
 * ones. An unreadable file of the user's is an error. */
bool settings_lines(const char *config_dir, struct arena *arena, struct setting_lines *ret_lines,
    struct error *err) CHECKED;

/* Into the user's daybook.yaml, and in force at once; value NULL: the default again. `value` is
 * what stands behind the colon; of a text setting any text is taken. Errors: what does not fit
 * (ERROR_REFUSED), a demo or --read-only (ERROR_READ_ONLY). */
bool session_setting_set(struct session *session, const struct setting_info *setting,
    const char *value, struct error *err) CHECKED;
/* Reads daybook.yaml anew where it changed. True: other settings are in force, or other faults are
 * told; accounts that are scored by them are left to session_is_behind. */
bool session_settings_look(struct session *session);

#endif
