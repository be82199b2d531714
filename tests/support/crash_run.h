/* Does a job with a book from the same start: once, with a look at what a cut would leave at each
 * call; or again and again, with the disk between failing in another way each time. The job runs in
 * a child, what is left is looked at here. */
#ifndef SUPPORT_CRASH_RUN_H
#define SUPPORT_CRASH_RUN_H

#include "base/error.h"
#include "support/crash_disk.h"
#include "support/crash_seen.h"

enum crash_end {
    CRASH_DONE,   /* the job is done */
    CRASH_FAILED, /* it said why not; then, with a good disk, it was done by the same program */
    CRASH_CUT,    /* the power went, or it was killed */
};

/* What the job tells while it goes on; it outlives the child. */
struct crash_told {
    int count; /* of what it said to be done */
    int calls; /* of the disk, so far */
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
    struct crash_seen seen; /* of what is left; told->count is part of it */
};

typedef bool crash_job(const char *path, struct crash_told *told, struct error *err);

void crash_run_init(struct crash_run *run);
void crash_run_fini(struct crash_run *run);
/* The file at run->path, which nobody has open, is the start. */
void crash_run_from_here(struct crash_run *run);
/* The job is done or said why not; plan: folder and after are filled in. Another end fails the
 * test. */
enum crash_end crash_run_go(struct crash_run *run, const struct crash_plan *plan, crash_job *job);

/* Nothing like it was left before: it is worth a look. */
bool crash_run_is_new(struct crash_run *run, enum crash_end end);

/* Looks at what is left when call `at` is not made any more. */
typedef void crash_check(const struct crash_run *run, enum crash_end end, int at);

struct crash_cuts {
    crash_job *job;
    crash_check *check;
    int stride;   /* of the calls that are cut; 1: each */
    int ways;     /* each by other chances */
    int end_ways; /* the same just after the end of the job: what of the last is there by chance */
    bool is_kill; /* and no power cuts */
};

/* What is left is looked at where it is new; so is what the job itself leaves. Returns how many
 * cuts there were. */
int crash_run_cuts(struct crash_run *run, const struct crash_cuts *cuts);

/* The book that is left: where the job had it, or what came back with the power. */
const char *crash_run_left(const struct crash_run *run, enum crash_end end);

#endif
