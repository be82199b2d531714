/* A command that reads rows from its standard input, beside the screen. */
#ifndef UI_PIPE_INTERNAL_H
#define UI_PIPE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "base/error.h"

struct pipe_child {
    pid_t pid; /* leads a session of its own: it has no terminal */
    int fd;    /* what it says, output and errors together; not blocking; -1: closed */
};

/* Runs the words as the user's own shell does ($SHELL -c, else /bin/sh -c). The data stands in its
 * standard input and nowhere else. */
bool pipe_child_start(const char *command, const char *data, size_t len,
    struct pipe_child *ret_child, struct error *err) CHECKED;
/* More of what it said: bytes read, 0 at its end, -1: none is there yet. */
ssize_t pipe_child_read(const struct pipe_child *child, char *bytes, size_t most);
void pipe_child_close(struct pipe_child *child);                    /* its output; fine twice */
bool pipe_child_ended(struct pipe_child *child, int *ret_status);   /* of waitpid; asks only once */
void pipe_child_signal(const struct pipe_child *child, int number); /* it, and what it started */
/* Asks it to end, and kills it where it does not within half a second. */
void pipe_child_end(struct pipe_child *child);

#endif
