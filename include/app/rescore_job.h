/* A re-score on a thread with a session of its own on the same file, so that no key waits for its
 * slices: what it writes is found by whoever looks at the data version. A write of the session that
 * started it goes first. */
#ifndef APP_RESCORE_JOB_H
#define APP_RESCORE_JOB_H

#include "app/session.h"

struct rescore_job;

struct rescore_result {
    bool good;        /* false: err */
    bool is_left;     /* there is more, or the rules are others by now: to be begun anew */
    day_number day;   /* for which it scored */
    struct error err; /* ERROR_BUSY: another process is at it */
    struct str news;  /* for a toast; "" nothing */
};

/* So many accounts wait that their slices would be felt. */
bool rescore_job_pays(struct session *session);
/* NULL: there is no thread to be had, or the session has no file that another can open. */
struct rescore_job *rescore_job_start(struct session *session);
int rescore_job_fd(const struct rescore_job *job); /* readable once it ended */
/* Waits for its end; *ret_result is yours: str_fini its news. */
void rescore_job_take(struct rescore_job *job, struct rescore_result *ret_result);
/* Ends it within an account and a commit; what is scored stays. NULL is fine. */
void rescore_job_free(struct rescore_job *job);

#endif
