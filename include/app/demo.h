/* The demo book: invented accounts with half a year of history, counted from today, in a throw-away
 * folder. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "app/session.h"

/* A new folder of mode 0700 under TMPDIR (else /tmp), and the path of the book to be in it.
 * *ret_lock is a descriptor that is locked while its owner lives; close it after the folder is
 * removed. Folders whose owner was killed are removed first. */
bool demo_folder_make(
    struct arena *arena, const char **ret_db_path, int *ret_lock, struct error *err) CHECKED;
void demo_folder_remove(const char *db_path);
/* session_open; but a demo is made only as far as the first frame of Today shows it, which costs
 * half as much, and its transaction is left open. Nothing but that frame may be read of it, and
 * nothing be written, before demo_finish. */
bool session_open_for_screen(
    const struct session_options *options, struct session **ret_session, struct error *err) CHECKED;
/* The rest of the demo; of any other session, and the second time, nothing. */
bool demo_finish(struct session *session, struct error *err) CHECKED;

/* The session's empty book from config/demo, scored: all that the first frame shows. What is made
 * of it until demo_finish is in session->making. */
bool demo_begin(struct session *session, struct error *err) CHECKED;
void demo_drop(struct session *session);

#endif
