/* Playbooks from YAML (config/playbooks/README.md), and the catalogue of all there are: the shipped
 * ones and the user's. */
#ifndef FILES_PLAYBOOK_FILE_H
#define FILES_PLAYBOOK_FILE_H

#include "core/playbook.h"
#include "files/fault.h"

struct playbook_source {
    const char *path; /* as faults name it */
    const char *text;
    size_t len;
};

/* Everything lives in the arena. False: the faults name all that is wrong, and nothing is loaded.
 */
bool playbook_parse(const struct playbook_source *source, const struct settings *settings,
    struct arena *arena, struct fault_list *faults, const struct playbook **ret_playbook) CHECKED;
/* The playbook that a run keeps in RUN_TEXT; NULL where it can no longer be read. */
const struct playbook *playbook_of_run(
    const struct row *run, const struct settings *settings, struct arena *arena);

struct playbook_entry {
    const char *name; /* of its file, without .yaml */
    const char *path;
    bool shipped;
    const struct playbook *playbook; /* NULL: faulty */
    struct fault_list faults;        /* of this file, from its top */
};
struct playbook_entry_list ARRAY_OF(struct playbook_entry);
struct playbook_catalogue {
    struct playbook_entry_list entries; /* by name */
    size_t shipped_count;               /* while it is loaded: those come first */
    struct arena arena;
};

/* The shipped ones, then those of the folder (NULL or missing: none): a file of the same name
 * replaces a shipped one, an empty one hides it. A fault in one stops no other. False: the folder
 * cannot be read; the shipped ones are there all the same. */
bool playbook_catalogue_load(const char *folder, const struct settings *settings,
    struct playbook_catalogue *ret_catalogue, struct error *err) CHECKED;
/* Changes with the names, sizes and times of the folder's files; a look at the folder, no file is
 * read. 0: no folder, or none that can be read. */
uint64_t playbook_folder_mark(const char *folder);
void playbook_catalogue_fini(struct playbook_catalogue *catalogue);
/* By id, file name or title; NULL: none. */
const struct playbook_entry *playbook_catalogue_find(
    const struct playbook_catalogue *catalogue, const char *name);
/* The same, or an error with the nearest name, or with the first fault of a faulty one. */
bool playbook_catalogue_need(const struct playbook_catalogue *catalogue, const char *name,
    const struct playbook **ret_playbook, struct error *err) CHECKED;
/* One file of the user's, for `playbook check FILE`; faults are added. False: it cannot be read. */
bool playbook_check_file(const char *path, const struct settings *settings,
    struct fault_list *faults, struct error *err) CHECKED;

#endif
