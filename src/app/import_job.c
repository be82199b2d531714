/* An import on a thread of its own: its session is opened, used and closed there. */
#include "app/import_job.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "app_internal.h"
#include "base/text.h"
#include "files/paths.h"

enum { BUSY_MS = 10000 };

struct import_job {
    pthread_t thread;
    bool has_thread; /* false: there was none to be had, and all was done at the start */
    atomic_bool has_ended, stops;
    atomic_int_least64_t file, rows, of;
    struct session *owner;
    struct arena arena; /* of what it was told */
    struct session_options session_options;
    const char **paths;
    int count;
    struct import_options options;
    int64_t undo;                 /* the change that is to be taken back; 0: it is an import */
    struct import_result *result; /* the thread's own while it runs */
};

static bool tell(void *context, const struct import_progress *progress)
{
    struct import_job *job = context;

    for (int i = 0; i < job->count; i++)
        if (text_equal(job->paths[i], progress->path))
            atomic_store(&job->file, i);
    atomic_store(&job->rows, progress->rows);
    atomic_store(&job->of, progress->of);
    return true;
}

static bool is_stopped(void *context)
{
    return atomic_load(&((struct import_job *)context)->stops);
}

static void import(struct import_job *job, struct session *session)
{
    struct import_result *result = job->result;

    result->good = import_files(session, job->paths, job->count, &job->options, &result->arena,
        &result->reports, &result->err);
    for (size_t i = 0; i < result->reports.count; i++)
        result->was_stopped |=
            !result->reports.items[i].taken && result->reports.items[i].error.code == ERROR_FOUND;
    if (!job->options.dry_run)
        (void)session_take_news(session, &result->news);
}

static void undo(struct import_job *job, struct session *session)
{
    struct import_result *result = job->result;
    struct outcome outcome;

    result->good = session_undo(session, job->undo, &outcome, &result->err);
    if (!result->good)
        return;
    str_add(&result->undone, str_text(&outcome.summary));
    str_add(&result->kept, str_text(&outcome.kept));
    outcome_fini(&outcome);
}

static void *run(void *context)
{
    struct import_job *job = context;
    struct session *session;

    if (session_open(&job->session_options, &session, &job->result->err)) {
        if (job->owner->demo) { /* its settings are in no file */
            session->settings = job->owner->settings;
            session->currency_is_set = job->owner->currency_is_set;
        }
        if (job->undo != 0)
            undo(job, session);
        else
            import(job, session);
        session_close(session);
    }
    atomic_store(&job->has_ended, true);
    return NULL;
}

/* --- what it is told, copied --- */

static const char *keep(struct import_job *job, const char *text)
{
    return text != NULL ? arena_copy_text(&job->arena, text) : NULL;
}

static void keep_options(struct import_job *job, const struct import_options *options)
{
    struct import_options *kept = &job->options;
    const char **columns =
        arena_alloc_array(&job->arena, (size_t)options->column_count + 1, sizeof(*columns));

    *kept = *options;
    kept->kind = keep(job, options->kind);
    kept->map = keep(job, options->map);
    kept->encoding = keep(job, options->encoding);
    kept->dates = keep(job, options->dates);
    kept->numbers = keep(job, options->numbers);
    for (int i = 0; i < options->column_count; i++)
        columns[i] = keep(job, options->columns[i]);
    kept->columns = columns;
    kept->progress = tell;
    kept->is_stopped = is_stopped;
    kept->context = job;
}

/* The demo has no settings of the user's: beside its book there are none. */
static const char *config_of(struct import_job *job)
{
    const struct session *owner = job->owner;

    if (owner->demo)
        return arena_copy_bytes(
            &job->arena, owner->db_path, (size_t)(path_base(owner->db_path) - owner->db_path));
    return keep(job, owner->config_dir);
}

static void keep_all(struct import_job *job, const char *const *paths)
{
    const struct session *owner = job->owner;

    job->paths = arena_alloc_array(&job->arena, (size_t)job->count + 1, sizeof(*job->paths));
    for (int i = 0; i < job->count; i++)
        job->paths[i] = keep(job, paths[i]);
    job->session_options = (struct session_options){.today = owner->today,
        .read_only = session_is_read_only(owner),
        .actor = job->undo != 0 ? owner->actor : ACTOR_IMPORT,
        .busy_timeout_ms = BUSY_MS,
        .db_path = keep(job, store_path(owner->store)),
        .config_dir = config_of(job)};
}

static struct import_job *job_new(struct session *session)
{
    struct import_job *job = mem_alloc(sizeof(*job));

    job->owner = session;
    job->result = mem_alloc(sizeof(*job->result));
    return job;
}

/* The book of another day and a masked one are copies without a file: the store says why they take
 * nothing. */
static bool is_refused(struct import_job *job)
{
    struct store *store = job->owner->store;

    if (!job->owner->is_as_of && !job->owner->is_redacted)
        return false;
    if (store_begin(store, &job->result->err)) {
        store_rollback(store);
        error_set(
            &job->result->err, ERROR_REFUSED, "this is a copy of the book: it takes no import");
    }
    atomic_store(&job->has_ended, true);
    return true;
}

static void begin(struct import_job *job)
{
    if (is_refused(job))
        return;
    job->has_thread = pthread_create(&job->thread, NULL, run, job) == 0;
    if (!job->has_thread)
        (void)run(job);
}

/* --- the door --- */

struct import_job *import_job_start(struct session *session, const char *const *paths, int count,
    const struct import_options *options)
{
    struct import_job *job = job_new(session);

    job->count = count;
    keep_all(job, paths);
    keep_options(job, options);
    begin(job);
    return job;
}

struct import_job *import_job_undo(struct session *session, int64_t change_id)
{
    struct import_job *job = job_new(session);

    job->undo = change_id;
    keep_all(job, NULL);
    begin(job);
    return job;
}

struct import_standing import_job_standing(struct import_job *job)
{
    return (struct import_standing){
        (size_t)atomic_load(&job->file), atomic_load(&job->rows), atomic_load(&job->of)};
}

void import_job_stop(struct import_job *job)
{
    atomic_store(&job->stops, true);
}

struct import_result *import_job_wait(struct import_job *job)
{
    struct import_result *result = job->result;

    if (job->has_thread)
        pthread_join(job->thread, NULL);
    if (!job->options.dry_run)
        session_forget_book_facts(job->owner);
    arena_fini(&job->arena);
    free(job);
    return result;
}

bool import_job_take(struct import_job *job, struct import_result **ret_result)
{
    if (!atomic_load(&job->has_ended))
        return false;
    *ret_result = import_job_wait(job);
    return true;
}

void import_job_free(struct import_job *job)
{
    if (job == NULL)
        return;
    import_job_stop(job);
    import_result_free(import_job_wait(job));
}

void import_result_free(struct import_result *result)
{
    if (result == NULL)
        return;
    str_fini(&result->news);
    str_fini(&result->undone);
    str_fini(&result->kept);
    arena_fini(&result->arena);
    free(result);
}
