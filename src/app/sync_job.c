/* Sources on a thread: its session is opened, used and closed there. */
#include "app/sync_job.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "base/words.h"
#include "app_internal.h"

enum { BUSY_MS = 10000 };

struct sync_job {
    pthread_t thread;
    int news_fd;
    atomic_bool has_ended, stops;
    pthread_mutex_t lock; /* of the standing */
    struct sync_standing standing;
    struct session *owner;
    struct arena arena; /* of what it was told */
    struct session_options options;
    const char **names;
    int count;
    struct sync_summary *summary; /* the thread's own while it runs */
};

static void tell_news(struct sync_job *job)
{
    const uint64_t one = 1;

    (void)!write(job->news_fd, &one, sizeof(one));
}

static bool tell_step(void *context, const struct sync_step *step)
{
    struct sync_job *job = context;

    pthread_mutex_lock(&job->lock);
    job->standing.imports = step->imports;
    job->standing.bytes = step->bytes;
    job->standing.rows = step->rows;
    job->standing.of = step->of;
    pthread_mutex_unlock(&job->lock);
    tell_news(job);
    return !atomic_load(&job->stops);
}

static void set_begun(struct sync_job *job, int at)
{
    job->standing = (struct sync_standing){.at = at + 1, .count = job->count};
    snprintf(job->standing.name, sizeof(job->standing.name), "%s", job->names[at]);
}

static void tell_begun(struct sync_job *job, int at)
{
    pthread_mutex_lock(&job->lock);
    set_begun(job, at);
    pthread_mutex_unlock(&job->lock);
    tell_news(job);
}

/* One that could not even be looked up has a result too. */
static void run_one(struct sync_job *job, struct session *session, const struct sync_list *list,
    const char *name, struct sync_result *result)
{
    struct sync_options options = {.progress = tell_step, .context = job};
    const struct sync_source *source;
    struct error err;

    if (sync_find(list, name, &source, &err))
        sync_run(session, source, &options, &job->summary->arena, result);
    else
        *result = (struct sync_result){
            .report = {.path = arena_copy_text(&job->summary->arena, name), .error = err}};
}

static void run_all(struct sync_job *job, struct session *session, const struct sync_list *list)
{
    struct sync_summary *summary = job->summary;

    for (int i = 0; i < job->count && !summary->was_stopped; i++) {
        tell_begun(job, i);
        run_one(job, session, list, job->names[i], &summary->results[summary->count]);
        summary->was_stopped = summary->results[summary->count].stopped;
        summary->count++;
    }
    (void)session_take_news(session, &summary->news);
}

static void fail_first(struct sync_job *job, const struct error *err)
{
    job->summary->results[0] = (struct sync_result){
        .report = {.path = arena_copy_text(&job->summary->arena, job->names[0]), .error = *err}};
    job->summary->count = 1;
}

static void *run(void *context)
{
    struct sync_job *job = context;
    struct fault_list faults = {0};
    struct sync_list list = {0};
    struct session *session = NULL;
    struct error err;

    if (session_open(&job->options, &session, &err) &&
        sync_read(session, &job->summary->arena, &faults, &list, &err))
        run_all(job, session, &list);
    else
        fail_first(job, &err);
    session_close(session);
    fault_list_fini(&faults);
    atomic_store(&job->has_ended, true);
    tell_news(job);
    return NULL;
}

/* --- beginning --- */

static void keep_told(struct sync_job *job, const char *const *names)
{
    const struct session *owner = job->owner;

    job->names = arena_alloc_array(&job->arena, (size_t)job->count + 1, sizeof(*job->names));
    for (int i = 0; i < job->count; i++)
        job->names[i] = arena_copy_text(&job->arena, names[i]);
    job->options =
        (struct session_options){.db_path = arena_copy_text(&job->arena, store_path(owner->store)),
            .config_dir = arena_copy_text(&job->arena, owner->config_dir),
            .today = owner->today,
            .actor = ACTOR_IMPORT,
            .busy_timeout_ms = BUSY_MS};
    job->summary->results = arena_alloc_array(
        &job->summary->arena, (size_t)job->count + 1, sizeof(*job->summary->results));
    set_begun(job, 0); /* the thread will say so too */
}

static bool may_start(
    struct session *session, const char *const *names, int count, struct error *err)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sync_list list;
    const struct sync_source *source;
    bool ok = sync_read(session, &arena, &faults, &list, err);

    if (ok && session_is_read_only(session))
        ok = error_set(err, ERROR_READ_ONLY, "the book is read-only");
    for (int i = 0; ok && i < count; i++)
        ok = sync_find(&list, names[i], &source, err);
    fault_list_fini(&faults);
    arena_fini(&arena);
    return ok;
}

static void job_free(struct sync_job *job)
{
    if (job->news_fd >= 0)
        close(job->news_fd);
    pthread_mutex_destroy(&job->lock);
    arena_fini(&job->arena);
    sync_summary_free(job->summary);
    free(job);
}

bool sync_job_start(struct session *session, const char *const *names, int count,
    struct sync_job **ret_job, struct error *err)
{
    struct sync_job *job;

    if (!may_start(session, names, count, err))
        return false;
    job = mem_alloc(sizeof(*job));
    job->owner = session;
    job->count = count;
    job->summary = mem_alloc(sizeof(*job->summary));
    job->news_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    pthread_mutex_init(&job->lock, NULL);
    keep_told(job, names);
    if (job->news_fd < 0 || pthread_create(&job->thread, NULL, run, job) != 0) {
        job_free(job);
        return error_set(err, ERROR_IO, "no thread is to be had: %s", strerror(errno));
    }
    *ret_job = job;
    return true;
}

/* --- on its way --- */

int sync_job_fd(const struct sync_job *job)
{
    return job->news_fd;
}

void sync_job_look(struct sync_job *job, struct sync_standing *ret_standing)
{
    uint64_t times;

    (void)!read(job->news_fd, &times, sizeof(times));
    pthread_mutex_lock(&job->lock);
    *ret_standing = job->standing;
    pthread_mutex_unlock(&job->lock);
    ret_standing->stops = atomic_load(&job->stops);
}

void sync_job_stop(struct sync_job *job)
{
    atomic_store(&job->stops, true);
}

/* --- its end --- */

static struct sync_summary *join(struct sync_job *job)
{
    struct sync_summary *summary = job->summary;

    pthread_join(job->thread, NULL);
    session_forget_book_facts(job->owner);
    job->summary = NULL;
    job_free(job);
    return summary;
}

bool sync_job_take(struct sync_job *job, struct sync_summary **ret_summary)
{
    if (!atomic_load(&job->has_ended))
        return false;
    *ret_summary = join(job);
    return true;
}

void sync_job_free(struct sync_job *job)
{
    if (job == NULL)
        return;
    sync_job_stop(job);
    sync_summary_free(join(job));
}

void sync_summary_free(struct sync_summary *summary)
{
    if (summary == NULL)
        return;
    str_fini(&summary->news);
    arena_fini(&summary->arena);
    free(summary);
}

int64_t sync_summary_changes(const struct sync_summary *summary)
{
    int64_t changes = 0;

    for (int i = 0; i < summary->count; i++)
        changes += summary->results[i].report.change_id != 0;
    return changes;
}

static void add_counts(const struct sync_summary *summary, struct str *out)
{
    int64_t created = 0, updated = 0, unchanged = 0, rejected = 0;
    int taken = 0;
    const char *name = "";

    for (int i = 0; i < summary->count; i++) {
        const struct import_report *report = &summary->results[i].report;

        if (report->taken && !taken++)
            name = report->path;
        created += report->created;
        updated += report->updated;
        unchanged += report->unchanged;
        rejected += report->rejected;
    }
    if (!taken)
        return;
    if (taken == 1)
        str_add(out, name);
    else
        str_addf(out, words_plural("%d source", "%d sources", taken), taken);
    str_addf(out, _(": %lld created, %lld updated, %lld unchanged"), (long long)created,
        (long long)updated, (long long)unchanged);
    if (rejected)
        str_addf(out, _(", %lld rejected"), (long long)rejected);
}

bool sync_summary_words(const struct sync_summary *summary, struct str *out)
{
    bool good = true;

    add_counts(summary, out);
    for (int i = 0; i < summary->count; i++) {
        const struct import_report *report = &summary->results[i].report;

        if (report->taken)
            continue;
        good = false;
        str_addf(out, "%s%s: %s", out->len ? "; " : "", report->path,
            summary->results[i].stopped ? _("stopped, nothing imported") : report->error.text);
    }
    return good;
}
