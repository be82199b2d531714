/* The slow half of keeping a draft, on a thread of its own: a disk may take its time, keys may not.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include "app/app_internal.h"
#include "app/drafts.h"

static struct {
    atomic_int state; /* the rest is the thread's own while it runs */
    pthread_t thread;
    char name[128];
    struct error err;
} work;

static void *run(void *ignored)
{
    bool ok = draft_sync(work.name, &work.err);

    atomic_store(&work.state, ok ? DRAFTS_SYNC_DONE : DRAFTS_SYNC_FAILED);
    return ignored;
}

bool drafts_sync_begin(struct session *session, const char *name)
{
    struct error ignored;

    if (session->demo || !*name)
        return true;
    if (drafts_sync_state(&ignored) == DRAFTS_SYNC_RUNS)
        return false;
    snprintf(work.name, sizeof(work.name), "%s", name);
    atomic_store(&work.state, DRAFTS_SYNC_RUNS);
    if (pthread_create(&work.thread, NULL, run, NULL) != 0)
        run(NULL); /* no thread to be had: at once, then */
    else
        pthread_detach(work.thread);
    return true;
}

enum drafts_sync drafts_sync_state(struct error *err)
{
    enum drafts_sync state = (enum drafts_sync)atomic_load(&work.state);

    if (state == DRAFTS_SYNC_FAILED)
        *err = work.err;
    if (state == DRAFTS_SYNC_DONE || state == DRAFTS_SYNC_FAILED)
        atomic_store(&work.state, DRAFTS_SYNC_NONE);
    return state;
}
