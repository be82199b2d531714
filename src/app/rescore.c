/* The daily re-score: in slices, by one process a day, the screen alive beside it. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/app_internal.h"
#include "base/str.h"

enum {
    SLICE_ACCOUNTS = 32,
    CLAIM_SECONDS = 20 /* a claim this old belongs to a process that is gone */
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool session_needs_rescore(struct session *session)
{
    struct key_list keys = {0};
    struct error ignored;
    bool needs =
        store_unscored(session->store, session->today, 0, 1, &keys, &ignored) && keys.count;

    array_fini(&keys);
    return needs && !session_is_read_only(session);
}

/* "STAMP PID" of the process that is at it. */
static bool claimed_by_other(struct session *session)
{
    const char *claim = NULL;
    struct arena arena = {0};
    struct error ignored;
    bool other = false;

    if (store_meta_get(session->store, "rescoring", &arena, &claim, &ignored) && claim) {
        size_t len = strcspn(claim, " ");
        const char *stamp_text = arena_copy_bytes(&arena, claim, len);
        long long stamp = 0, pid = 0;

        other = text_to_int(stamp_text, &stamp) && claim[len] &&
                text_to_int(claim + len + 1, &pid) && clock_stamp() - stamp < CLAIM_SECONDS &&
                pid != getpid();
    }
    arena_fini(&arena);
    return other;
}

static bool claim(struct session *session, struct error *err)
{
    char text[48];

    snprintf(text, sizeof(text), "%lld %ld", (long long)clock_stamp(), (long)getpid());
    return store_meta_set(session->store, "rescoring", text, err);
}

/* The facts of the whole book, once a day before its accounts are scored. */
static bool refresh_facts(struct session *session, struct error *err)
{
    if (session->facts_day == session->today)
        return true;
    arena_clear(&session->facts_arena);
    session->facts_read = false;
    if (!store_refresh_book_facts(
            session->store, &session->settings, &session->facts_arena, &session->facts, err))
        return false;
    session->facts_read = true;
    session->facts_day = session->today;
    return true;
}

static bool score_claimed(struct session *session, const struct key_list *keys, struct error *err)
{
    return claim(session, err) && refresh_facts(session, err) &&
           score_accounts(session, keys, err) &&
           (keys->count == SLICE_ACCOUNTS || store_rebuild_totals(session->store, err));
}

/* One transaction; *ret_count is how many were scored. */
static bool score_slice(struct session *session, size_t *ret_count, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_unscored(session->store, session->today, 0, SLICE_ACCOUNTS, &keys, err);

    if (ok && keys.count) {
        ok = store_begin(session->store, err);
        if (ok && !(score_claimed(session, &keys, err) && store_commit(session->store, err))) {
            store_rollback(session->store);
            ok = false;
        }
    }
    *ret_count = keys.count;
    array_fini(&keys);
    return ok;
}

bool session_rescore(struct session *session, int budget_ms, bool *ret_more, struct error *err)
{
    int64_t end = now_ms() + budget_ms;
    size_t count = SLICE_ACCOUNTS;

    *ret_more = false;
    if (session_is_read_only(session) || claimed_by_other(session))
        return true;
    while (count == SLICE_ACCOUNTS) {
        if (!score_slice(session, &count, err))
            return false;
        if (budget_ms && now_ms() >= end)
            break;
    }
    *ret_more = count == SLICE_ACCOUNTS;
    return true;
}
