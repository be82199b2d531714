/* What an undo or a redo would do, before it does it: tried on a copy of the book, so nothing is
 * written and no lock is taken. */
#ifndef APP_UNDO_PREVIEW_H
#define APP_UNDO_PREVIEW_H

#include "app/session.h"

#define UNDO_MOST_SHOWN 50 /* lines of a change; all are counted */

enum undo_line_sort { UNDO_FIELD, UNDO_COMES_BACK, UNDO_GOES };

/* Texts are plain, and live in the arena. */
struct undo_line {
    enum undo_line_sort sort;
    enum kind kind;
    const char *id, *name;              /* of the row; name is its id where it has none */
    const char *field, *before, *after; /* of UNDO_FIELD: what it is now, and would be; else "" */
};
struct undo_preview {
    const char *summary; /* of the change that would be taken back */
    struct undo_line *lines;
    int count;        /* shown */
    int64_t all;      /* lines there are */
    const char *kept; /* what could not be taken back, a line each; "" */
};

struct undo_order {
    bool is_redo;
    int64_t id; /* of a change; 0: the newest of this person, as session_undo */
    int count;  /* so many, one after the other; 1 with an id */
};
/* *ret_previews has *ret_count of them: fewer than asked for where no more can be taken back, with
 * the fault in *ret_rest. False where not even the first can. */
bool undo_preview(struct session *session, const struct undo_order *order, struct arena *arena,
    struct undo_preview **ret_previews, int *ret_count, struct error *ret_rest) CHECKED;

#endif
