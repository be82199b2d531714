/* The same on a thread of its own, with a session of its own on the same file: the ground of 20,000
 * accounts takes longer than a key may wait. While it reads nobody can write: it leaves the file as
 * soon as its owner wants to, or nobody wants what it makes. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "app/metrics_page.h"
#include "app_internal.h"
#include "store/leaving.h"

enum { LARGE_ACCOUNTS = 1000 };

enum job_state { JOB_RUNS, JOB_ENDED, JOB_DROPPED };

struct metrics_job {
    atomic_int state;
    atomic_bool gives_way; /* its owner writes: what it read is of before that */
    struct store *beside;  /* the owner's */
    struct arena arena;    /* of what it was told */
    struct session_options options;
    struct metrics_wish wish;
    struct metrics_page *page; /* the thread's own while it runs, as the following */
    struct error err;
};

static void job_free(struct metrics_job *job)
{
    metrics_page_free(job->page);
    arena_fini(&job->arena);
    free(job);
}

static bool is_left(void *context)
{
    struct metrics_job *job = context;

    return atomic_load(&job->gives_way) || atomic_load(&job->state) == JOB_DROPPED;
}

static void give_way(void *context)
{
    atomic_store(&((struct metrics_job *)context)->gives_way, true);
}

static void work(struct metrics_job *job)
{
    struct session *session;

    if (!session_open(&job->options, &session, &job->err))
        return;
    session->is_beside = true;
    session_give_way(session, is_left, job);
    store_leave_when(session->store, is_left, job);
    if (!metrics_page_make(session, &job->wish, &job->page, &job->err))
        job->page = NULL;
    session_close(session);
}

static void *run(void *context)
{
    struct metrics_job *job = context;

    work(job);
    if (atomic_exchange(&job->state, JOB_ENDED) == JOB_DROPPED)
        job_free(job);
    return NULL;
}

struct metrics_job *metrics_job_start(struct session *session, const struct metrics_wish *wish)
{
    struct metrics_job *job;
    pthread_t thread;

    /* Their settings and file are of this session alone. */
    if (session->demo || session->is_as_of || session->is_redacted)
        return NULL;
    job = mem_alloc(sizeof(*job));
    *job = (struct metrics_job){.options = {.today = session->today,
                                    .read_only = true,
                                    .actor = session->actor,
                                    .busy_timeout_ms = 10000}};
    job->options.db_path = arena_copy_text(&job->arena, store_path(session->store));
    job->options.config_dir =
        session->config_dir ? arena_copy_text(&job->arena, session->config_dir) : NULL;
    job->wish.where = wish->where ? arena_copy_text(&job->arena, wish->where) : NULL;
    job->wish.span = wish->span;
    job->beside = session->store;
    atomic_store(&job->state, JOB_RUNS);
    if (pthread_create(&thread, NULL, run, job) != 0) {
        job_free(job);
        return NULL;
    }
    pthread_detach(thread);
    store_before_writes(job->beside, give_way, job);
    return job;
}

bool metrics_job_take(
    struct metrics_job *job, struct metrics_page **ret_page, struct error *ret_err)
{
    if (atomic_load(&job->state) != JOB_ENDED)
        return false;
    store_before_writes(job->beside, NULL, NULL);
    *ret_page = job->page;
    *ret_err = job->err;
    job->page = NULL;
    job_free(job);
    return true;
}

void metrics_job_drop(struct metrics_job *job)
{
    if (!job)
        return;
    store_before_writes(job->beside, NULL, NULL);
    if (atomic_exchange(&job->state, JOB_DROPPED) == JOB_ENDED)
        job_free(job);
}

bool metrics_is_large(struct session *session)
{
    struct totals totals;
    struct error ignored;

    return store_totals(session->store, &totals, &ignored) && totals.accounts > LARGE_ACCOUNTS;
}
