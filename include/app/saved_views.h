/* Saved views: a screen with its filter, its order and its columns, under a name. They lie in the
 * user's views.yaml. */
#ifndef APP_SAVED_VIEWS_H
#define APP_SAVED_VIEWS_H

#include "app/session.h"
#include "files/view_file.h"

/* In file order; texts live in the arena. A faulty one is an error that names its place, after the
 * good ones were read. */
bool saved_views_read(struct session *session, struct arena *arena, struct saved_views *ret_views,
    struct error *err) CHECKED;
/* In place of the one of its name. Errors: a demo, or --read-only (ERROR_READ_ONLY); a file that is
 * no YAML (it stays as it is). */
bool saved_view_put(
    struct session *session, const struct saved_view *view, struct error *err) CHECKED;
/* ERROR_NOT_FOUND: none of that name. */
bool saved_view_drop(struct session *session, const char *name, struct error *err) CHECKED;

#endif
