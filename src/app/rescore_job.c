/* The re-score of a large book on a thread of its own: its session is opened, used, closed there.
 */
#include "app/rescore_job.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "app_internal.h"
#include "store/scoring.h"
#include "store/wait.h"

enum {
    SLICE_MS = 120,   /* with its commit less than others wait for a lock */
    GAP_MS = 1,       /* between two commits, for them */
    PATIENCE_MS = 18, /* a screen's read waits out most commits, and a key is still prompt */
    BUSY_MS = 10000,
    MANY_ACCOUNTS = 256
};

struct rescore_job {
    pthread_t thread;
    int done_fd;
    atomic_bool stops;
    atomic_bool waits;    /* for its owner, who writes and goes first */
    struct store *beside; /* the owner's */
    struct arena arena;   /* of what it was told */
    struct session_options options;
    bool model_moved;
    struct rescore_result result; /* the thread's own while it runs */
};

static void told(void *context, bool writes)
{
    struct rescore_job *job = context;

    atomic_store(&job->waits, writes);
}

static bool is_awaited(void *context)
{
    struct rescore_job *job = context;

    return atomic_load(&job->stops) || atomic_load(&job->waits);
}

static bool is_stopped(void *context)
{
    return atomic_load(&((struct rescore_job *)context)->stops);
}

static void give_way(struct rescore_job *job)
{
    do {
        (void)poll(NULL, 0, GAP_MS);
    } while (!atomic_load(&job->stops) && atomic_load(&job->waits));
}

static bool begin(struct rescore_job *job, struct session *session, struct error *err)
{
    session->model_moved = job->model_moved;
    session->is_beside = true;
    session_give_way(session, is_awaited, job);
    return store_meta_get(session->store, "model", &job->arena, &session->scores_by, err);
}

static void work(struct rescore_job *job)
{
    struct rescore_result *result = &job->result;
    struct session *session;

    if (!session_open(&job->options, &session, &result->err))
        return;
    result->good = begin(job, session, &result->err);
    for (result->is_left = true; result->good && result->is_left && !atomic_load(&job->stops);
         give_way(job))
        result->good = session_rescore(session, SLICE_MS, &result->is_left, &result->err);
    if (!result->good && result->err.code == ERROR_FOUND)
        result->good = result->is_left = true;
    (void)session_take_news(session, &result->news);
    session_close(session);
}

static void *run(void *context)
{
    struct rescore_job *job = context;

    store_leave_waits(is_stopped, job); /* who quits does not wait for another program */
    work(job);
    (void)eventfd_write(job->done_fd, 1);
    return NULL;
}

bool rescore_job_pays(struct session *session)
{
    struct key_list keys = {0};
    struct totals totals;
    struct error ignored;
    bool many = store_unscored(session->store, session->today, 0, MANY_ACCOUNTS, &keys, &ignored) &&
                keys.count == MANY_ACCOUNTS;

    many =
        many || (marking_is_pending(session) && store_totals(session->store, &totals, &ignored) &&
                    totals.accounts >= MANY_ACCOUNTS);
    array_fini(&keys);
    return many;
}

static void job_free(struct rescore_job *job)
{
    if (job->done_fd >= 0)
        close(job->done_fd);
    arena_fini(&job->arena);
    free(job);
}

static struct rescore_job *job_new(struct session *session)
{
    struct rescore_job *job = mem_alloc(sizeof(*job));

    job->done_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    job->beside = session->store;
    job->model_moved = session->model_moved;
    job->result.day = session->today;
    job->options = (struct session_options){.today = session->today,
        .actor = session->actor,
        .busy_timeout_ms = BUSY_MS,
        .db_path = arena_copy_text(&job->arena, store_path(session->store)),
        .config_dir =
            session->config_dir ? arena_copy_text(&job->arena, session->config_dir) : NULL};
    return job;
}

struct rescore_job *rescore_job_start(struct session *session)
{
    struct rescore_job *job;

    /* Their settings and file are of this session alone. */
    if (session->demo || session->is_as_of || session->is_redacted || session_is_read_only(session))
        return NULL;
    job = job_new(session);
    if (job->done_fd < 0 || pthread_create(&job->thread, NULL, run, job) != 0) {
        job_free(job);
        return NULL;
    }
    session->model_moved = false; /* the thread tells it */
    store_beside(job->beside, told, job, PATIENCE_MS);
    return job;
}

int rescore_job_fd(const struct rescore_job *job)
{
    return job->done_fd;
}

void rescore_job_take(struct rescore_job *job, struct rescore_result *ret_result)
{
    pthread_join(job->thread, NULL);
    store_beside(job->beside, NULL, NULL, 0);
    *ret_result = job->result;
    job_free(job);
}

void rescore_job_free(struct rescore_job *job)
{
    struct rescore_result result;

    if (!job)
        return;
    atomic_store(&job->stops, true);
    rescore_job_take(job, &result);
    str_fini(&result.news);
}
