/* One error: a code, where it happened, and one sentence that says what, to which thing, what to
 * do. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include "base/attributes.h"

enum error_code {
    ERROR_NONE,
    ERROR_USAGE,     /* wrong usage, value or date: exit 2 */
    ERROR_NOT_FOUND, /* no such account, step, id: exit 2 */
    ERROR_AMBIGUOUS, /* several candidates: exit 2 */
    ERROR_FOUND,     /* a check found problems, or part was done: exit 1 */
    ERROR_IO,        /* a file could not be read or written: exit 3 */
    ERROR_BUSY,      /* locked by another program for too long: exit 3 */
    ERROR_READ_ONLY, /* a write was asked of a read-only book: exit 3 */
    ERROR_REFUSED,   /* not ours, newer, damaged, over a limit: exit 3 */
    ERROR_FULL,      /* disk or quota is full: exit 3 */
};

/* line and column count from 1; 0 is "not known". path may be empty. Text is cut, never overrun. */
struct error {
    enum error_code code;
    int line;
    int column;
    char path[512];
    char text[1024];
};

/* Fills *err (err may be NULL) and returns false, so that a function can `return error_set(...)`.
 */
bool error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same with a place in a file. */
bool error_set_at(struct error *err, enum error_code code, const char *path, int line, int column,
    const char *format, ...) PRINTF_LIKE(6, 7);
/* The exit status that contract.md gives to this code. */
int error_exit_status(enum error_code code);
/* Writes "PATH:LINE:COLUMN: text" with the parts that are known; never overruns; returns buffer. */
char *error_format(const struct error *err, char *buffer, size_t size);

#endif
