/* Small things that outlive a session, in the state folder: what was answered at prompts, habits of
 * the hand. They are the user's, of whichever book; of the demo nothing is kept. */
#ifndef APP_KEPT_H
#define APP_KEPT_H

#include "app/session.h"

enum kept_file {
    KEPT_ANSWERS, /* prompt and answer, oldest first */
    KEPT_HABITS,  /* what was done the long way, and how often */
};
enum { KEPT_LINES_MOST = 400, KEPT_LINE_BYTES = 1000 };

struct kept_line {
    const char *name, *text; /* no tab in the name, no line end in either */
};
struct kept_lines ARRAY_OF(struct kept_line);

/* Appends; texts live in the arena. A file that is not there, or is none of ours, holds none. */
bool kept_read(struct session *session, enum kept_file file, struct arena *arena,
    struct kept_lines *lines, struct error *err) CHECKED;
/* In the place of all that was there; of more than KEPT_LINES_MOST the last, of longer lines none.
 */
bool kept_write(struct session *session, enum kept_file file, const struct kept_lines *lines,
    struct error *err) CHECKED;

#endif
