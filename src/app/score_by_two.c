/* Many accounts scored by two threads. This one, whose transaction it is, reads and keeps; the
 * other one assesses, which touches no file: a third of the work, done meanwhile. They take turns a
 * handful at a time. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
#include "app/scoring_internal.h"

enum { HANDFUL = 16, MANY_ACCOUNTS = 128 };

struct handful {
    struct scoring items[HANDFUL];
    size_t count;
};

struct helper {
    pthread_t thread;
    bool there; /* false: none could be had, and this thread assesses too */
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    struct handful *work; /* NULL: it waits */
    bool ends;
};

static void assess_all(struct handful *handful)
{
    for (size_t i = 0; i < handful->count; i++)
        scoring_assess(&handful->items[i]);
}

static void *help(void *context)
{
    struct helper *helper = context;

    pthread_mutex_lock(&helper->mutex);
    while (!helper->ends) {
        struct handful *work = helper->work;

        if (!work) {
            pthread_cond_wait(&helper->moved, &helper->mutex);
            continue;
        }
        pthread_mutex_unlock(&helper->mutex);
        assess_all(work);
        pthread_mutex_lock(&helper->mutex);
        helper->work = NULL;
        pthread_cond_signal(&helper->moved);
    }
    pthread_mutex_unlock(&helper->mutex);
    return NULL;
}

static void helper_init(struct helper *helper)
{
    *helper = (struct helper){0};
    pthread_mutex_init(&helper->mutex, NULL);
    pthread_cond_init(&helper->moved, NULL);
    helper->there = pthread_create(&helper->thread, NULL, help, helper) == 0;
}

static void helper_fini(struct helper *helper)
{
    pthread_mutex_lock(&helper->mutex);
    helper->ends = true;
    pthread_cond_signal(&helper->moved);
    pthread_mutex_unlock(&helper->mutex);
    if (helper->there)
        pthread_join(helper->thread, NULL);
    pthread_cond_destroy(&helper->moved);
    pthread_mutex_destroy(&helper->mutex);
}

static void helper_give(struct helper *helper, struct handful *work)
{
    if (!helper->there) {
        assess_all(work);
        return;
    }
    pthread_mutex_lock(&helper->mutex);
    helper->work = work;
    pthread_cond_signal(&helper->moved);
    pthread_mutex_unlock(&helper->mutex);
}

static void helper_wait(struct helper *helper)
{
    pthread_mutex_lock(&helper->mutex);
    while (helper->work)
        pthread_cond_wait(&helper->moved, &helper->mutex);
    pthread_mutex_unlock(&helper->mutex);
}

/* The accounts from *at on, while there is time for them. */
static bool read_some(struct session *session, const struct key_list *accounts,
    const struct upkeep *upkeep, size_t *at, struct handful *handful, struct error *err)
{
    for (handful->count = 0; handful->count < HANDFUL && *at < accounts->count &&
                             !(*at > 0 && scoring_is_over(session, upkeep));
         ++*at)
        if (!scoring_read(session, accounts->items[*at], &handful->items[handful->count++], err))
            return false;
    return true;
}

static bool keep_some(
    struct session *session, struct upkeep *upkeep, struct handful *handful, struct error *err)
{
    for (size_t i = 0; i < handful->count; i++)
        if (!scoring_keep(session, upkeep, &handful->items[i], err))
            return false;
    handful->count = 0;
    return true;
}

/* Of two handfuls one is assessed while the other one is kept, and read anew. */
static bool score(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    struct handful *handfuls, struct helper *helper, size_t *ret_scored, struct error *err)
{
    struct handful *now = &handfuls[0], *other = &handfuls[1];
    size_t at = 0;
    bool good = read_some(session, accounts, upkeep, &at, now, err);

    while (good && now->count > 0) {
        struct handful *assessed = now;

        helper_give(helper, assessed);
        good = keep_some(session, upkeep, other, err) &&
               read_some(session, accounts, upkeep, &at, other, err);
        helper_wait(helper);
        now = other;
        other = assessed;
    }
    *ret_scored = at;
    return good && keep_some(session, upkeep, other, err);
}

bool score_by_two(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    size_t *ret_scored, struct error *err)
{
    struct handful *handfuls = mem_alloc(2 * sizeof(*handfuls));
    struct helper helper;
    bool good;

    helper_init(&helper);
    good = score(session, accounts, upkeep, handfuls, &helper, ret_scored, err);
    helper_fini(&helper);
    for (size_t i = 0; i < 2 * HANDFUL; i++)
        arena_fini(&handfuls[i / HANDFUL].items[i % HANDFUL].arena);
    free(handfuls);
    return good;
}

bool score_by_two_pays(size_t accounts)
{
    return accounts >= MANY_ACCOUNTS && sysconf(_SC_NPROCESSORS_ONLN) > 1;
}
