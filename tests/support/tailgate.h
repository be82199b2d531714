/* Holds back an unfinished tail of terminal output: libvterm 0.1.4 loses a UTF-8 character or a
 * string sequence (OSC, DCS and the like) that is cut in two by a read. */
#ifndef TESTS_TAILGATE_H
#define TESTS_TAILGATE_H

#include <stddef.h>
#include "base/str.h"

/* A zeroed one is ready. */
struct tailgate {
    struct str held;
};

/* Takes bytes and appends to out all that can be passed on now. */
void tailgate_feed(struct tailgate *gate, const char *bytes, size_t len, struct str *out);
/* Appends what is held, finished or not: at the end of the stream. */
void tailgate_flush(struct tailgate *gate, struct str *out);
void tailgate_fini(struct tailgate *gate);

#endif
