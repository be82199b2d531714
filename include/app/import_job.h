/* An import, or its dry run, on a thread with a session of its own on the same file, so that no key
 * waits. Whoever starts one asks for its end now and then, from a timer of the loop; other programs
 * and screens find the book locked while it writes. */
#ifndef APP_IMPORT_JOB_H
#define APP_IMPORT_JOB_H

#include "app/import.h"

struct import_job;

struct import_result {
    struct arena arena; /* of the reports */
    bool good;          /* false: err says why nothing was begun */
    struct error err;
    bool was_stopped; /* of the file at hand, and those after it, nothing was kept */
    struct import_report_list reports;
    struct str news;         /* what daybook did by itself on what the files said; "" nothing */
    struct str undone, kept; /* of import_job_undo: what an outcome says of it */
};

/* All of the options but progress and context is copied. */
struct import_job *import_job_start(struct session *session, const char *const *paths, int count,
    const struct import_options *options);
/* The same for taking back a change of that size; it cannot be stopped. */
struct import_job *import_job_undo(struct session *session, int64_t change_id);
struct import_standing {
    size_t file;      /* index of the path it is at */
    int64_t rows, of; /* of: rows of the file; 0 while they are counted, in its first reading */
};
struct import_standing import_job_standing(struct import_job *job);
/* It ends soon, as was_stopped; what was written of the file is taken back. */
void import_job_stop(struct import_job *job);
/* False: it still runs. True: it ended and is gone; *ret_result is yours: import_result_free. After
 * one that wrote, the session that started it forgets what it knew of the book. */
bool import_job_take(struct import_job *job, struct import_result **ret_result);
/* The same, once it ended: for who has nothing else to do. */
struct import_result *import_job_wait(struct import_job *job);
/* Stops it and waits for its end; what came in before stays. NULL is fine. */
void import_job_free(struct import_job *job);
void import_result_free(struct import_result *result); /* NULL is fine */

#endif
