/* Sources run on a thread with a session of its own, so that no key waits. Whoever starts it
 * watches its descriptor, which can be read when something moved; nothing is polled. */
#ifndef APP_SYNC_JOB_H
#define APP_SYNC_JOB_H

#include "app/sync.h"

struct sync_job;

/* The sources of these names, one after the other. False: one is not known, the book is read-only,
 * or no thread is to be had. */
bool sync_job_start(struct session *session, const char *const *names, int count,
    struct sync_job **ret_job, struct error *err) CHECKED;
int sync_job_fd(const struct sync_job *job);

struct sync_standing {
    char name[SOURCE_NAME_MOST + 1];
    int at, count;                   /* which one of how many, from 1 */
    bool imports, stops;             /* stops: it was told to */
    int64_t bytes, rows, of;         /* of struct sync_step */
};
/* Takes the news away from the descriptor. */
void sync_job_look(struct sync_job *job, struct sync_standing *ret_standing);
/* The one that runs ends soon, nothing of it is imported, and those behind it do not begin. */
void sync_job_stop(struct sync_job *job);

struct sync_summary {
    struct arena arena;
    struct sync_result *results; /* of those that began */
    int count;
    bool was_stopped;
    struct str news; /* what daybook did by itself on what they said */
};
/* False: it still runs. True: it has ended and is gone; *ret_summary is yours. */
bool sync_job_take(struct sync_job *job, struct sync_summary **ret_summary);
void sync_summary_free(struct sync_summary *summary); /* NULL is fine */
/* What they came to, in one line: `crm: 12 created, 3 updated, 40 unchanged`. Appends; true where
 * all went well. */
bool sync_summary_words(const struct sync_summary *summary, struct str *out);
int64_t sync_summary_changes(const struct sync_summary *summary); /* imports that changed a row */
/* Stops it and waits for its end. NULL is fine. */
void sync_job_free(struct sync_job *job);

#endif
