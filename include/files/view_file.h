/* Views that the user saved, in views.yaml: a screen, and how it stood there.
 *
 *     red ones:
 *       screen: book
 *       do:
 *         - filter band = red
 *         - sort -arr, name
 */
#ifndef FILES_VIEW_FILE_H
#define FILES_VIEW_FILE_H

#include "base/array.h"
#include "base/str.h"
#include "files/fault.h"

struct saved_view {
    const char *name, *screen;
    const char *lines; /* commands of that screen: `filter band = red\nsort -arr, name\n` */
    int line;          /* where it begins in the file, from 1 */
};
struct saved_views ARRAY_OF(struct saved_view);

/* In file order; texts live in the arena. Faulty ones are left out and named in faults. False: it
 * is no YAML. */
bool view_file_read(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, struct saved_views *ret_views) CHECKED;
/* Writes one into the text of such a file, in place of that of its name, else at the end; whatever
 * else stands there stays. */
void view_file_put(struct str *text, const struct saved_view *view);
/* Takes the one at its line out of the text. */
void view_file_drop(struct str *text, const struct saved_view *view);

#endif
