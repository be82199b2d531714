/* A walk: an account goes through a shipped playbook in the real binary, day by day, as a CSM would
 * live it: each step is asked what it demands, refused without it, given it by the commands that a
 * user types, and ticked; to the end of the run, and to its success. */
#ifndef TESTS_CLI_WALK_H
#define TESTS_CLI_WALK_H

#include "cli/book.h"

/* In commands `playbook step RUN STEP` may be left out before DEMAND=TEXT; what stands on further
 * lines is standard input. */
struct walk_step {
    const char *day;
    const char *step;     /* its id in the playbook */
    const char *gives[6]; /* what it demands and the account has not yet, a command each */
    const char *skip;     /* instead of ticking: the reason */
    int beside;           /* required steps that are done by it besides; -1: not even it itself, for
                             it comes again */
    int comes;            /* required steps that come to the run by it */
    const char *says;     /* what is said of the tick besides, or NULL */
};
struct walk_line {
    const char *day;
    const char *command;
};
struct walk {
    const char *playbook;
    const char *day;             /* of the start */
    const char *on;              /* the anchor where it must be given, or NULL */
    const struct walk_line *had; /* the book before; its account is A1; ended by {0} */
    const struct walk_step *steps;
    const struct walk_line *then;  /* what brings the success about after the end, or NULL */
    const char *ends;              /* the day on which the run is finished */
    const char *succeeds;          /* the day on which its success comes true */
    const char *counted, *not_yet; /* 30 days after the end, and the day before */
    const char *stage;             /* of the account at the end, or NULL */
    bool undone;                   /* at last all is taken back, change by change */
};

void walk(const struct walk *walk);

#endif
