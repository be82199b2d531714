/* The loop: waits for keys, watched descriptors, timers, midnight and signals, and calls back. It
 * never ticks: with nothing to do it sleeps until something happens. */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include <stdbool.h>
#include "base/error.h"
#include "ui/input.h"

struct loop;

/* What the loop asks of the program; NULL members are left out, but for read_key. */
struct loop_hooks {
    void *context;
    int terminal_fd;
    bool (*read_key)(void *context, struct key *ret_key); /* false: none is waiting */
    void (*bytes_wait)(void *context); /* at terminal_fd: told before the next read_key */
    bool (*is_alive)(void *context);   /* false: the terminal is gone */
    void (*key)(void *context, const struct key *key);
    void (*draw)(void *context);    /* after each batch of what happened */
    void (*resized)(void *context); /* once for any number of resizes */
    /* One slice of background work, about 8 ms; true while there is more. Keys come first. */
    bool (*idle)(void *context);
    void (*new_day)(void *context); /* midnight passed, or the clock was set */
    void (*leave)(void *context);   /* about to be stopped: give the terminal back */
    void (*enter)(void *context);   /* goes on: take it again */
};

/* Blocks the signals it waits for, so make it before any thread. hooks is copied. */
bool loop_new(const struct loop_hooks *hooks, struct loop **ret_loop, struct error *err) CHECKED;
void loop_free(struct loop *loop); /* gives the signals back */

/* Calls ready when fd can be read. The descriptor stays the caller's. False: too many watched. */
bool loop_watch(
    struct loop *loop, int fd, void (*ready)(void *context, int fd), void *context) CHECKED;
void loop_forget(struct loop *loop, int fd);
/* Calls once, so many ms from now; the same function and context again: starts anew. */
void loop_after(struct loop *loop, int ms, void (*due)(void *context), void *context);
void loop_cancel(struct loop *loop, void (*due)(void *context), void *context);
void loop_cancel_all(struct loop *loop, const void *context); /* the context is about to go */
/* Said by what is just being called, ready or due: it changed nothing that is to be seen, and
 * nothing is drawn for it. */
void loop_unseen(struct loop *loop);

/* --- while a long work holds the loop up --- */

/* What a key that came is to such a work. */
enum loop_key {
    LOOP_KEY_WAITS,    /* it is the loop's next, once the work has ended */
    LOOP_KEY_ENDS,     /* the same, and the work is to end now */
    LOOP_KEY_GIVES_UP, /* it ends it, and was meant for that alone */
};
/* Asked by the work every few ms: is it to end? Keys are judged in their order, those that a work
 * before this one kept first; what is kept here is the loop's next (LOOP_KEY_WAITS, _ENDS). True
 * also after a signal, and until the loop goes on. */
bool loop_is_awaited(
    struct loop *loop, enum loop_key (*judge)(void *context, const struct key *key), void *context);

/* Asks for idle slices: the loop calls idle until it says that there is no more. */
void loop_wake_idle(struct loop *loop);

/* Until loop_end, the terminal's end or a signal. Returns the exit status: 128 + number after HUP,
 * INT or TERM, else what loop_end was given. */
int loop_run(struct loop *loop);
void loop_end(struct loop *loop, int status);
bool loop_is_ending(const struct loop *loop);
/* Leaves, stops the program as C-z does, and enters again once it is continued. */
void loop_suspend(struct loop *loop);
/* Leaves, runs a program on the terminal until it ends, and enters again. argv[0] is looked for in
 * PATH; *ret_status is its exit status, 128 + number after a signal. ^C and ^Z are the program's;
 * HUP and TERM end both. ERROR_NOT_FOUND: there is no such program. */
bool loop_run_program(
    struct loop *loop, char *const argv[], int *ret_status, struct error *err) CHECKED;

#endif
