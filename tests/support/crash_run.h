/* Does a job with a book again and again, each time from the same start and with the disk between
 * failing in another way, and says what came of it. The job runs in a child. */
#ifndef SUPPORT_CRASH_RUN_H
#define SUPPORT_CRASH_RUN_H

#include "base/error.h"
#include "support/crash_disk.h"

enum crash_end {
    CRASH_DONE,   /* the job is done */
    CRASH_FAILED, /* it said why not; then, with a good disk, it was done by the same program */
    CRASH_CUT,    /* the power went, or it was killed */
};

/* What the job tells while it goes on; it outlives the child. */
struct crash_told {
    int count; /* of what it said to be done */
    int calls; /* of the disk; 0: it did not come to its end */
    struct error err;
    struct error again; /* with a good disk */
};

struct crash_run {
    char *home;
    char *folder, *path; /* where the job finds the book */
    char *after, *found; /* what was on the disk when the power came back */
    char *start;         /* the book's bytes; NULL: there is none */
    size_t start_len;
    struct crash_told *told;
};

typedef bool crash_job(const char *path, struct crash_told *told, struct error *err);

void crash_run_init(struct crash_run *run);
void crash_run_fini(struct crash_run *run);
/* The file at run->path, which nobody has open, is the start. */
void crash_run_from_here(struct crash_run *run);
/* plan: folder and after are filled in. Another end fails the test. */
enum crash_end crash_run_go(struct crash_run *run, const struct crash_plan *plan, crash_job *job);
/* The book that is left: where the job had it, or what came back with the power. */
const char *crash_run_left(const struct crash_run *run, enum crash_end end);

#endif
