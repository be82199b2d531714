/* What the whole book was scored for: the book's median of usage, risks that began everywhere,
 * playbooks that were seen, totals. In parts, so that no key waits for all of them. */
#include <stdio.h>
#include "app/upkeep_internal.h"
#include "base/str.h"
#include "base/words.h"

/* --- the facts of the whole book --- */

/* Of usage: those that fell less do not depend on the book's median. */
#define MOST_BY_MEDIAN (-.10)

bool score_take_facts(struct session *session, struct error *err)
{
    arena_clear(&session->facts_arena);
    session->facts_read = false;
    if (!store_refresh_book_facts(
            session->store, &session->settings, &session->facts_arena, &session->facts, err))
        return false;
    session->facts_read = true;
    return risk_patterns_take(session, err);
}

static bool take_falling(void *context, int64_t key, struct value value)
{
    struct key_list *falling = context;

    if (value.type == VALUE_REAL && value.real <= MOST_BY_MEDIAN)
        ARRAY_PUSH(falling, key);
    return true;
}

/* Those that a median which moved may matter to. */
static bool find_falling(struct session *session, struct key_list *falling, struct error *err)
{
    const struct book_facts *facts;
    double before, moved;
    bool knew;

    if (!session_book_facts(session, &facts, err))
        return false;
    before = facts->usage_median;
    knew = facts->has_usage_median;
    if (!score_take_facts(session, err))
        return false;
    moved = session->facts.usage_median - before;
    if (!session->facts.has_usage_median || (knew && moved < 1e-9 && moved > -1e-9))
        return true;
    return store_column(session->store, ACCOUNT_USAGE_CHANGE, take_falling, falling, err);
}

bool score_falling(struct session *session, struct error *err)
{
    struct key_list falling = {0};
    bool ok = find_falling(session, &falling, err) && score_accounts(session, &falling, err);

    array_fini(&falling);
    return ok;
}

bool score_falling_later(struct session *session, struct error *err)
{
    struct key_list falling = {0};
    bool ok = find_falling(session, &falling, err) && marking_add(session, &falling, err);

    array_fini(&falling);
    return ok;
}

/* --- the end of a re-score --- */

static bool note_through(struct session *session, struct error *err)
{
    char day[24];

    snprintf(day, sizeof(day), "%d", (int)session->today);
    session->missed_from = DAY_NONE;
    return store_meta_set(session->store, SCORED_THROUGH, day, err);
}

bool rescore_is_unfinished(struct session *session)
{
    const char *claim = NULL;
    struct arena arena = {0};
    struct error ignored;
    bool there = store_meta_get(session->store, RESCORING, &arena, &claim, &ignored) && claim;

    arena_fini(&arena);
    return there;
}

/* What another health.yaml came to, for a toast. */
static void tell_model(struct session *session)
{
    if (session->model_moved) {
        str_clear(&session->model_news);
        str_addf(&session->model_news,
            words_plural("health.yaml changed: %zu account changes band",
                "health.yaml changed: %zu accounts change band", (long long)session->band_moves),
            session->band_moves);
    }
    session->model_moved = false;
    session->band_moves = 0;
}

/* On the first day of usage nothing was known of the book's while its accounts were scored. */
static bool fall(struct session *session, struct error *err)
{
    const struct book_facts *facts;

    return session_book_facts(session, &facts, err) &&
           (facts->has_usage_median || score_falling_later(session, err));
}

/* The claim is given back: the next process, perhaps of another day, need not wait. Unless what was
 * found now is to be scored first. */
static bool settle(struct session *session, bool *ret_more, struct error *err)
{
    return risk_patterns_settle(session, err) && session_has_unscored(session, ret_more, err) &&
           (*ret_more ||
               (playbooks_mark_seen(session, err) && store_rebuild_totals(session->store, err) &&
                   note_through(session, err) &&
                   store_meta_set(session->store, RESCORING, NULL, err)));
}

static bool finish_part(struct session *session, bool *ret_more, struct error *err)
{
    bool more = session->fell;
    bool ok = store_begin(session->store, err);

    if (!ok)
        return false;
    ok = session->fell ? settle(session, &more, err) : fall(session, err);
    if (!ok || !store_commit(session->store, err)) {
        store_rollback(session->store);
        return false;
    }
    *ret_more = more || !session->fell;
    if (!*ret_more)
        tell_model(session);
    session->fell = *ret_more && !session->fell;
    return true;
}

bool rescore_finish(struct session *session, bool *ret_more, struct error *err)
{
    bool whole = true;

    if (session->fell && !risk_patterns_count(session, &whole, err))
        return false;
    if (!whole) {
        *ret_more = true;
        return true;
    }
    return finish_part(session, ret_more, err);
}
