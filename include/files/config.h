/* The user's config laid over the shipped one, file by file: the user's file of a name, else the default that
 * the binary carries; an empty file of the user's hides the default (contract.md, The program). */
#ifndef FILES_CONFIG_H
#define FILES_CONFIG_H

#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"

struct config_file {
    const char *name; /* below the config folder: "health.yaml", "playbooks/renewal.yaml", "themes/dark.yaml" */
    const char *path; /* for faults: the user's file, else "config/health.yaml" */
    const char *text; /* NUL-terminated; "" where hidden or not readable */
    size_t len;
    bool shipped;      /* the default */
    bool hidden;       /* the user's is empty */
    const char *fault; /* config_list: why it cannot be read, or NULL */
};
struct config_file_list ARRAY_OF(struct config_file);

/* config_dir NULL: there is no folder of the user's. Everything lives in the arena. ERROR_NOT_FOUND: there is
 * none of that name; ERROR_USAGE: no name (`..`, a slash first); else what reading said. */
bool config_find(const char *config_dir, const char *name, struct arena *arena,
    struct config_file *ret_file, struct error *err) CHECKED;
/* Only the default, or only the user's; false: there is none. */
bool config_shipped(const char *name, struct config_file *ret_file) CHECKED;
bool config_of_user(const char *config_dir, const char *name, struct arena *arena,
    struct config_file *ret_file, bool *ret_there, struct error *err) CHECKED;
/* All of a folder ("playbooks") with that ending (".yaml"), sorted by name, the user's in place of defaults of the
 * same name, hidden ones left out. Unreadable ones stand in the list with their fault. */
bool config_list(const char *config_dir, const char *folder, const char *ending,
    struct arena *arena, struct config_file_list *ret_files, struct error *err) CHECKED;

#endif
