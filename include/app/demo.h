/* The demo book: invented accounts with half a year of history, counted from today, in a throw-away
 * folder. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "app/session.h"

/* A new folder of mode 0700 under TMPDIR (else /tmp), and the path of the book to be in it. *ret_lock
 * is a descriptor that is locked while its owner lives; close it after the folder is removed.
 * Folders whose owner was killed are removed first. */
bool demo_folder_make(
    struct arena *arena, const char **ret_db_path, int *ret_lock, struct error *err) CHECKED;
void demo_folder_remove(const char *db_path);
/* Fills an empty book from config/demo and scores it. */
bool demo_build(struct session *session, struct error *err) CHECKED;

#endif
