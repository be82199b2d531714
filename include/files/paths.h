/* Where daybook's files lie (XDG; contract.md), and whole files in and out. Errors carry the path. */
#ifndef FILES_PATHS_H
#define FILES_PATHS_H

#include "base/error.h"
#include "base/str.h"

/* Each appends nothing on failure and gives a new path on success. A relative XDG folder is ignored, as its
 * standard says; without a HOME there is a sentence. `given` is what an option said, or NULL. */
bool path_of_db(const char *given, struct str *ret_path, struct error *err) CHECKED;
bool path_of_config(const char *given, struct str *ret_folder, struct error *err) CHECKED;
bool path_of_state(struct str *ret_folder, struct error *err) CHECKED; /* drafts, the last screen */
/* folder "/" name, with one slash between. */
void path_join(struct str *out, const char *folder, const char *name);
const char *path_base(const char *path); /* what follows the last slash; borrowed */

/* Makes a folder and those above it, 0700 each; those that are there stay as they are. */
bool path_make_folder(const char *folder, struct error *err) CHECKED;
bool path_make_parent(const char *path, struct error *err) CHECKED;

/* A whole regular file of at most `most` bytes. Folders, pipes and devices are refused by name and never waited
 * for. ret_text is cleared first; it may hold NUL bytes. */
bool file_read_whole(
    const char *path, size_t most, struct str *ret_text, struct error *err) CHECKED;
/* The same; true and *ret_there false where there is no such file. */
bool file_read_if_there(const char *path, size_t most, struct str *ret_text, bool *ret_there,
    struct error *err) CHECKED;
bool file_is_there(const char *path); /* of any type; a dangling link too */

enum file_write {
    FILE_WRITE_NEW = 0,          /* an existing file is refused: ERROR_USAGE */
    FILE_WRITE_REPLACE = 1 << 0, /* it is replaced */
    FILE_WRITE_SYNC = 1 << 1,    /* on the disk, name too, before this returns */
};
/* Writes a file of mode 0600 whole or not at all: a hidden temporary one beside it, then a rename. A pipe or
 * device that stands under the path is written straight. ERROR_FULL where there is no room. */
bool file_write_whole(const char *path, const char *bytes, size_t len, unsigned flags,
    struct error *err) CHECKED;
/* Brings a file that is there, and its name, to the disk. */
bool file_sync(const char *path, struct error *err) CHECKED;
/* Is this the name of such a temporary file? Lists of folders leave them out. */
bool file_is_temporary(const char *name);

#endif
