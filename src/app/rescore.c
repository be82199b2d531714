/* The daily re-score: in slices, by one process a day, the screen alive beside it. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/upkeep_internal.h"
#include "base/str.h"
#include "store/search.h"

/* In the book's meta: the last day for which all accounts were scored. */
#define SCORED_THROUGH "scored through"

enum {
    SLICE_ACCOUNTS = 32, /* at most, in one transaction */
    SLICE_LEAST = 4,     /* also before it is known how long one takes */
    CLAIM_SECONDS = 20 /* a claim this old, or of a later time, belongs to a process that is gone */
};

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool has_unscored(struct session *session)
{
    struct key_list keys = {0};
    struct error ignored;
    bool needs =
        store_unscored(session->store, session->today, 0, 1, &keys, &ignored) && keys.count;

    array_fini(&keys);
    return needs && !session_is_read_only(session);
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

static void follow_rules(struct session *session)
{
    const struct rules *rules;
    struct arena arena = {0};
    const char *known = NULL;
    char model[24];
    struct error ignored;

    if (session_is_read_only(session) || !session_rules(session, &rules, &ignored) ||
        !store_meta_get(session->store, "model", &arena, &known, &ignored)) {
        arena_fini(&arena);
        return;
    }
    snprintf(model, sizeof(model), "%016llx",
        (unsigned long long)((session->rules_hash * 31 + session->playbooks_mark) * 31 +
                             mark_of_settings(session)));
    if (!text_equal(known, model) || !rules_are_kept(session))
        (void)!note_model(session, known, model, &ignored);
    arena_fini(&arena);
}

bool session_needs_rescore(struct session *session)
{
    follow_rules(session);
    return has_unscored(session) || (!session_is_read_only(session) && marking_is_pending(session));
}

bool session_is_behind(struct session *session)
{
    return session_needs_rescore(session) ||
           (!session_is_read_only(session) && store_index_is_behind(session_store(session)));
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
                text_to_int(claim + len + 1, &pid) && clock_stamp() >= stamp &&
                clock_stamp() - stamp < CLAIM_SECONDS && pid != getpid();
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

static bool note_through(struct session *session, struct error *err)
{
    char day[24];

    snprintf(day, sizeof(day), "%d", (int)session->today);
    session->missed_from = DAY_NONE;
    return store_meta_set(session->store, SCORED_THROUGH, day, err);
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

static bool take_falling(void *context, int64_t key, struct value value)
{
    struct key_list *falling = context;

    if (value.type == VALUE_REAL && value.real <= MOST_BY_MEDIAN)
        ARRAY_PUSH(falling, key);
    return true;
}

bool score_falling(struct session *session, struct error *err)
{
    struct key_list falling = {0};
    const struct book_facts *facts;
    double before, moved;
    bool knew, ok;

    if (!session_book_facts(session, &facts, err))
        return false;
    before = facts->usage_median;
    knew = facts->has_usage_median;
    if (!score_take_facts(session, err))
        return false;
    moved = session->facts.usage_median - before;
    if (!session->facts.has_usage_median || (knew && moved < 1e-9 && moved > -1e-9))
        return true;
    ok = store_column(session->store, ACCOUNT_USAGE_CHANGE, take_falling, &falling, err) &&
         score_accounts(session, &falling, err);
    array_fini(&falling);
    return ok;
}

/* --- slices --- */

/* On the first day of usage nothing was known of the book's while its accounts were scored. */
static bool score_first_falling(struct session *session, struct error *err)
{
    const struct book_facts *facts;

    return session_book_facts(session, &facts, err) &&
           (facts->has_usage_median || score_falling(session, err));
}

/* What follows from it is a change of daybook's own. The demo is as it was made. */
static bool score_and_keep(struct session *session, const struct key_list *keys, struct error *err)
{
    struct upkeep upkeep;
    int64_t began = now_us();
    bool ok;

    if (session->building)
        return score_accounts(session, keys, err);
    upkeep_init(&upkeep, session);
    upkeep.begins_most = session->settings.day_holds;
    ok = upkeep_score(&upkeep, keys, err) && upkeep_end(&upkeep, err);
    upkeep_fini(&upkeep);
    session->account_us = (now_us() - began) / (int64_t)keys->count + 1;
    return ok;
}

/* What another health.yaml came to, for a toast. */
static void tell_model(struct session *session)
{
    if (session->model_moved) {
        str_clear(&session->model_news);
        str_addf(&session->model_news, "health.yaml changed: %zu %s", session->band_moves,
            session->band_moves == 1 ? "account changes band" : "accounts change band");
    }
    session->model_moved = false;
    session->band_moves = 0;
}

/* The last slice gives the claim back: the next process, perhaps of another day, need not wait. */
static bool score_claimed(
    struct session *session, const struct key_list *keys, bool last, struct error *err)
{
    return (last || claim(session, err)) && refresh_facts(session, err) &&
           score_and_keep(session, keys, err) &&
           (!last || (score_first_falling(session, err) && risk_patterns_find(session, err) &&
                         playbooks_mark_seen(session, err) &&
                         store_rebuild_totals(session->store, err) && note_through(session, err) &&
                         store_meta_set(session->store, "rescoring", NULL, err)));
}

/* One transaction of at most so many accounts; *ret_more: there are more than those that it scored.
 */
static bool score_slice(struct session *session, int most, bool *ret_more, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_unscored(session->store, session->today, 0, most + 1, &keys, err);

    *ret_more = ok && keys.count > (size_t)most;
    if (ok && !keys.count)
        session->model_moved = false; /* a book without accounts */
    if (*ret_more)
        keys.count = (size_t)most;
    if (ok && keys.count) {
        ok = store_begin(session->store, err);
        if (ok && !(score_claimed(session, &keys, !*ret_more, err) &&
                      store_commit(session->store, err))) {
            store_rollback(session->store);
            session->facts_day = DAY_NONE; /* what was refreshed did not reach the file */
            ok = false;
        }
    }
    if (ok && keys.count && !*ret_more)
        tell_model(session);
    array_fini(&keys);
    return ok;
}

/* Behind the screen, after the scores: rows of a large import into the full-text index. */
static bool list_slice(struct session *session, bool *ret_more, struct error *err)
{
    return store_index_catch_up(session->store, false, ret_more, err);
}

/* As many as fill the budget, by what the last ones took. The commit is not counted: on a slow disk
 * slices would shrink until there is nothing but commits. */
static int slice_of(const struct session *session, int budget_ms)
{
    int64_t most;

    if (!budget_ms)
        return SLICE_ACCOUNTS;
    if (!session->account_us)
        return SLICE_LEAST;
    most = (int64_t)budget_ms * 1000 / session->account_us;
    return most < SLICE_LEAST ? SLICE_LEAST : most > SLICE_ACCOUNTS ? SLICE_ACCOUNTS : (int)most;
}

/* Who asks for all of them is about to tell what they say, and so does not leave it to another. */
bool session_rescore(struct session *session, int budget_ms, bool *ret_more, struct error *err)
{
    int64_t end = now_us() + (int64_t)budget_ms * 1000;

    *ret_more = !session_is_read_only(session);
    if (*ret_more && budget_ms && claimed_by_other(session)) {
        *ret_more = false;
        return error_set(err, ERROR_BUSY, "another process scores the book");
    }
    while (*ret_more) {
        bool marked = false;

        if (!marking_slice(session, &marked, err))
            return false;
        if (marked && (!budget_ms || now_us() < end))
            continue;
        if (marked)
            break;
        if (!score_slice(session, slice_of(session, budget_ms), ret_more, err))
            return false;
        if (!*ret_more && budget_ms && store_index_is_behind(session->store) &&
            !list_slice(session, ret_more, err))
            return false;
        if (budget_ms && now_us() >= end)
            break;
    }
    return true;
}
