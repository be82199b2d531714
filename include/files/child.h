/* Another program, started without a shell: its words go to it as they stand. */
#ifndef FILES_CHILD_H
#define FILES_CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "base/error.h"

/* The ends it is given; -1: it has ours. */
struct child_ends {
    int in, out, error;
    bool own_session; /* of its own: a group that can be ended whole, and no terminal to draw on */
    const char *folder; /* where it runs, and what `./NAME` is looked for in; NULL: where we are */
};
/* argv[0] is looked for in PATH. It starts as from a shell: no signal blocked or ignored. Gives 0,
 * or the errno that says why it was not started. */
int child_start(char *const argv[], const struct child_ends *ends, pid_t *ret_child) CHECKED;

/* A program that is read: nothing on its standard input, its standard output into a file, the last
 * line of its standard error kept. */
struct child_order {
    char *const *argv;
    const char *folder;
    int out;          /* descriptor that takes what it prints */
    int64_t out_most; /* bytes; it is ended at more */
    int limit_ms;     /* it is ended then; 0: never */
    /* Asked at least ten times a second, with the bytes so far; false ends it. May be NULL. */
    bool (*goes_on)(void *context, int64_t bytes);
    void *context;
};

enum child_end {
    CHILD_EXITED, /* by itself: status */
    CHILD_KILLED, /* by a signal that is not ours: status is its number, 0 where it was not seen */
    CHILD_LATE,   /* the limit */
    CHILD_LARGE,  /* out_most */
    CHILD_STOPPED /* goes_on said so */
};
struct child_result {
    enum child_end end;
    int status;
    int64_t bytes;
    char words[600]; /* the last line of its standard error, cleaned; "" none */
};

/* Until it ends; it is dead when this returns, with its whole group where we ended it. Should we
 * be killed meanwhile, its group is ended within a second or so, where there is a /bin/sh. False:
 * it could not be started (ERROR_NOT_FOUND: no such program), or `out` takes no more (ERROR_FULL).
 */
bool child_run(
    const struct child_order *order, struct child_result *ret_result, struct error *err) CHECKED;

#endif
