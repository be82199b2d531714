/* The daily re-score: in slices, by one process a day, the screen alive beside it. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/upkeep_internal.h"
#include "base/str.h"
#include "store/search.h"

#define RULES_FOLLOWED "rules followed"

enum {
    SLICE_ACCOUNTS = 64,   /* at most, in one transaction */
    BESIDE_ACCOUNTS = 512, /* more than the time of a slice is enough for, mostly */
    CLAIM_SECONDS = 20 /* a claim this old, or of a later time, belongs to a process that is gone */
};

static int64_t clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void session_give_way(struct session *session, bool (*is_awaited)(void *context), void *context)
{
    session->is_awaited = is_awaited;
    session->awaits = context;
}

bool session_slice_is_over(const struct session *session, int64_t until_us)
{
    return clock_us() >= until_us || (session->is_awaited && session->is_awaited(session->awaits));
}

bool session_has_unscored(struct session *session, bool *ret_left, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_unscored(session->store, session->today, 0, 1, &keys, err);

    *ret_left = ok && (keys.count > 0 || marking_is_pending(session));
    array_fini(&keys);
    return ok;
}

static bool has_work(struct session *session)
{
    struct error ignored;
    bool left;

    return session_has_unscored(session, &left, &ignored) && left;
}

static bool mark_all(struct session *session, const char *model, bool known, struct error *err)
{
    return (!known || marking_start(session, err)) &&
           store_meta_set(session->store, "model", model, err);
}

/* Do the settings say whose the book is, or what money is worth? The demo was scored by its own. */
static bool has_own_money(const struct session *session)
{
    return !session->demo && (!text_blank(session->settings.owner) || session->currency_is_set ||
                                 session->settings.rate_count > 0);
}

/* The user edited health.yaml, signals.yaml, a playbook or settings: all scores are of another
 * model. What is in force now is kept in the same write. */
static bool note_model(
    struct session *session, const char *known, const char *model, struct error *err)
{
    unsigned moved = 0;
    /* A book that never noted its model was scored by the shipped one, if at all. */
    bool by_other;

    if (!store_begin(session->store, err))
        return false;
    if (!rules_keep(session, &moved, err)) {
        store_rollback(session->store);
        return false;
    }
    by_other = known || moved || has_own_money(session);
    if ((!text_equal(known, model) && !mark_all(session, model, by_other, err)) ||
        !store_commit(session->store, err)) {
        store_rollback(session->store);
        session->rules_kept = false;
        return false;
    }
    session->model_moved = session->model_moved || (moved & 1);
    return true;
}

/* What scores read of the settings: whose book it is, money, tiers and their days. */
static uint64_t mark_of_settings(const struct session *session)
{
    const struct settings *settings = &session->settings;
    struct str text = {0};
    uint64_t mark = 0;

    str_addf(&text, "%s\n%s\n", settings->owner ? settings->owner : "",
        session->currency_is_set ? settings->currency : "");
    for (int i = 0; i < settings->rate_count; i++)
        str_addf(&text, "%s %.17g\n", settings->rates[i].currency, settings->rates[i].rate);
    for (int i = 0; i < settings->tier_count; i++)
        str_addf(&text, "%s %d\n", settings->tiers[i].word, settings->tiers[i].number);
    for (int i = 0; i < 4; i++)
        str_addf(&text, "%d %d\n", settings->onboarding_days[i], settings->cadence_days[i]);
    for (const char *at = str_text(&text); *at; at++)
        mark = mark * 31 + (unsigned char)*at;
    str_fini(&text);
    return mark;
}

/* Of all that scores are made by, unread: rules, playbooks, settings; and the model they gave. */
static const char *followed_mark(struct session *session, const char *model, struct arena *arena)
{
    return arena_format(arena, "%016llx %s",
        (unsigned long long)(rules_texts_mark(session) * 31 + mark_of_settings(session)),
        model ? model : "");
}

/* Does all stand as it was when it was followed last? Then none of it needs to be read: half of
 * what `daybook today` would cost. */
static bool rules_stand(struct session *session)
{
    struct arena arena = {0};
    const char *known = NULL, *model = NULL;
    struct error ignored;
    bool stand = store_meta_get(session->store, RULES_FOLLOWED, &arena, &known, &ignored) &&
                 store_meta_get(session->store, "model", &arena, &model, &ignored) && known &&
                 text_equal(known, followed_mark(session, model, &arena));

    arena_fini(&arena);
    return stand;
}

/* What is faulty is read each time, so that it is told. */
static bool note_followed(struct session *session, const char *model, struct error *err)
{
    struct arena arena = {0};
    bool ok =
        session->rules_faults.count || session->playbooks_failed || rules_stand(session) ||
        store_meta_set(session->store, RULES_FOLLOWED, followed_mark(session, model, &arena), err);

    arena_fini(&arena);
    return ok;
}

static void follow_rules(struct session *session)
{
    const struct rules *rules;
    struct arena arena = {0};
    const char *known = NULL;
    char model[24];
    struct error ignored;

    if (session_is_read_only(session) || (!session->rules_read && rules_stand(session)) ||
        !session_rules(session, &rules, &ignored) ||
        !store_meta_get(session->store, "model", &arena, &known, &ignored)) {
        arena_fini(&arena);
        return;
    }
    snprintf(model, sizeof(model), "%016llx",
        (unsigned long long)((session->rules_hash * 31 + session->playbooks_mark) * 31 +
                             mark_of_settings(session)));
    if (!text_equal(known, model) || !rules_are_kept(session))
        (void)!note_model(session, known, model, &ignored);
    else if (!session->rules_followed)
        session->rules_followed = note_followed(session, model, &ignored);
    arena_fini(&arena);
}

bool session_needs_rescore(struct session *session)
{
    follow_rules(session);
    return !session_is_read_only(session) && (has_work(session) || rescore_is_unfinished(session));
}

/* A screen follows the files from here on, and so has read them. */
bool session_is_behind(struct session *session)
{
    const struct rules *rules;
    struct error ignored;

    (void)!session_rules(session, &rules, &ignored);
    return session_needs_rescore(session) ||
           (!session_is_read_only(session) &&
               (store_index_is_behind(session->store) || store_index_is_scattered(session->store)));
}

/* It was killed, say. A process of another machine, which has the book on a shared disk, may seem
 * gone: then both score, in turns, each what the other has not. */
static bool is_gone(long long pid)
{
    return pid > 0 && pid <= INT_MAX && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

static bool claimed_by_other(struct session *session)
{
    const char *claim = NULL;
    struct arena arena = {0};
    struct error ignored;
    bool other = false;

    if (store_meta_get(session->store, RESCORING, &arena, &claim, &ignored) && claim) {
        size_t len = strcspn(claim, " ");
        const char *stamp_text = arena_copy_bytes(&arena, claim, len);
        long long stamp = 0, pid = 0;

        other = text_to_int(stamp_text, &stamp) && claim[len] &&
                text_to_int(claim + len + 1, &pid) && clock_stamp() >= stamp &&
                clock_stamp() - stamp < CLAIM_SECONDS && pid != getpid() && !is_gone(pid);
    }
    arena_fini(&arena);
    return other;
}

static bool claim(struct session *session, struct error *err)
{
    char text[48];

    snprintf(text, sizeof(text), "%lld %ld", (long long)clock_stamp(), (long)getpid());
    return store_meta_set(session->store, RESCORING, text, err);
}

/* Days that passed since the book was last scored whole. */
static bool find_missed(struct session *session, struct error *err)
{
    const char *through = NULL;
    struct arena arena = {0};
    long long day = 0;
    bool ok = store_meta_get(session->store, SCORED_THROUGH, &arena, &through, err);

    session->missed_from = DAY_NONE;
    if (ok && through && text_to_int(through, &day) && day < session->today - 1)
        session->missed_from = (day_number)day + 1;
    arena_fini(&arena);
    return ok;
}

/* Once a day before the accounts are scored. */
static bool refresh_facts(struct session *session, struct error *err)
{
    if (session->facts_day == session->today)
        return true;
    if (!score_take_facts(session, err) || !find_missed(session, err))
        return false;
    session->facts_day = session->today;
    return true;
}

/* --- slices --- */

/* What follows from it is a change of daybook's own. The demo is as it was made. `*ret_count`: of
 * so many there was time. */
static bool score_and_keep(struct session *session, const struct key_list *keys, int64_t until_us,
    size_t *ret_count, struct error *err)
{
    struct upkeep upkeep;
    bool ok;

    *ret_count = keys->count;
    if (session->building)
        return score_accounts(session, keys, err);
    upkeep_init(&upkeep, session);
    upkeep.begins_most = session->settings.day_holds;
    upkeep.by_clock = !marking_is_pending(session);
    upkeep.until_us = until_us;
    upkeep.scored = keys->count;
    ok = upkeep_score(&upkeep, keys, err) && upkeep_end(&upkeep, err);
    *ret_count = upkeep.scored;
    upkeep_fini(&upkeep);
    return ok;
}

/* Another health.yaml came while a thread scores by the one before: who began it begins anew. */
static bool rules_are_its(struct session *session, struct error *err)
{
    struct arena arena = {0};
    const char *model = NULL;
    bool ok =
        !session->scores_by || (store_meta_get(session->store, "model", &arena, &model, err) &&
                                   (text_equal(model ? model : "", session->scores_by) ||
                                       error_set(err, ERROR_FOUND, "the rules are others by now")));

    arena_fini(&arena);
    return ok;
}

/* Those of the next slice. Where all are marked, their order is by key and what is marked besides
 * comes after them; `*ret_all`: it is of all. */
static bool find_next(
    struct session *session, int limit, bool *ret_all, struct key_list *keys, struct error *err)
{
    *ret_all = marking_is_pending(session);
    return *ret_all ? marking_next(session, limit, keys, err)
                    : store_unscored(session->store, session->today, 0, limit, keys, err);
}

static bool score_next(struct session *session, int64_t until_us, struct error *err)
{
    struct key_list keys = {0};
    size_t count = 0;
    bool all;
    int limit = session->is_beside || !until_us ? BESIDE_ACCOUNTS : SLICE_ACCOUNTS;
    bool ok = find_next(session, limit, &all, &keys, err) &&
              score_and_keep(session, &keys, until_us, &count, err) &&
              (!all || marking_came_to(session, count ? keys.items[count - 1] : 0, err));

    array_fini(&keys);
    return ok;
}

/* The facts of the book have a slice to themselves: over a large one they take a while. */
static bool work(struct session *session, int64_t until_us, struct error *err)
{
    return rules_are_its(session, err) && claim(session, err) &&
           (session->facts_day != session->today ? refresh_facts(session, err)
                                                 : score_next(session, until_us, err));
}

/* One transaction, until its time is over or somebody waits; until_us 0: neither matters.
 * *ret_any: there was somebody to score. */
static bool score_slice(struct session *session, int64_t until_us, bool *ret_any, struct error *err)
{
    day_number facts_day = session->facts_day;

    *ret_any = has_work(session);
    if (!*ret_any)
        return true;
    session->fell = false;
    risk_patterns_drop(session);
    if (!store_begin(session->store, err))
        return false;
    if (work(session, until_us, err) && store_commit(session->store, err))
        return true;
    store_rollback(session->store);
    session->facts_day = facts_day; /* what was refreshed did not reach the file */
    return false;
}

/* Behind the screen, after the scores: rows of a large import into the full-text index; its pieces
 * into fewer. */
static bool index_slice(struct session *session, bool *ret_more, struct error *err)
{
    if (store_index_is_behind(session->store))
        return store_index_catch_up(session->store, false, ret_more, err);
    return !store_index_is_scattered(session->store) ||
           store_index_merge(session->store, ret_more, err);
}

/* The next thing that there is to do. */
static bool rescore_slice(
    struct session *session, int64_t until_us, bool *ret_more, struct error *err)
{
    if (!score_slice(session, until_us, ret_more, err))
        return false;
    if (*ret_more)
        return true;
    if (!rescore_is_unfinished(session))
        session->model_moved = false; /* a book without accounts, or another process has done it */
    else if (!rescore_finish(session, ret_more, err))
        return false;
    return *ret_more || !until_us || index_slice(session, ret_more, err);
}

/* Who asks for all of them is about to tell what they say, and so does not leave it to another. */
bool session_rescore(struct session *session, int budget_ms, bool *ret_more, struct error *err)
{
    int64_t end = budget_ms ? clock_us() + (int64_t)budget_ms * 1000 : 0;

    *ret_more = !session_is_read_only(session);
    if (*ret_more && budget_ms && claimed_by_other(session)) {
        *ret_more = false;
        return error_set(err, ERROR_BUSY, "another process scores the book");
    }
    while (*ret_more) {
        if (!rescore_slice(session, end, ret_more, err))
            return false;
        if (end && session_slice_is_over(session, end))
            break;
    }
    return true;
}
