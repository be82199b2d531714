/* Scoring: dossier in, assessment out, kept in the store's narrow tables. */
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/upkeep_internal.h"
#include "base/str.h"
#include "base/words.h"
#include "core/assess.h"
#include "core/people.h"
#include "store/forecast.h"
#include "store/scoring.h"

enum { FEW_ACCOUNTS = 8 };

static bool keep_standings(
    struct session *session, const struct dossier *dossier, struct error *err)
{
    struct run_standing_list standings = {0};
    bool ok;

    run_standings_make(dossier, session->today, &standings);
    ok = store_put_standings(session->store, &standings, err);
    array_fini(&standings);
    return ok;
}

/* The forecast of this day: what is closed stands in rows of its own already. */
static bool keep_forecast(struct session *session, const struct dossier *dossier,
    const struct row *account, struct error *err)
{
    struct due_ground ground = {
        account, &dossier->contracts, NULL, &session->settings, session->today};
    struct due_list lines = {0};
    bool ok;

    due_lines_of(&ground, &lines);
    ok = store_put_forecast(session->store, account->key, session->today, &lines, err);
    array_fini(&lines);
    return ok;
}

struct asked {
    struct session *session;
    int64_t account;
    struct arena *arena;
};

static bool assess_for(enum assess_purpose purpose, const struct asked *asked,
    struct dossier *ret_dossier, struct assessment *ret_assessment, struct error *err)
{
    struct session *session = asked->session;
    struct assess_given of = {.dossier = ret_dossier};

    if (!session_rules(session, &of.rules, err) || !session_book_facts(session, &of.book, err) ||
        !store_dossier(
            session->store, asked->account, session->today, asked->arena, ret_dossier, err))
        return false;
    if (!ret_dossier->account)
        return true;
    assess(&of, session->today, session->making ? ASSESS_BUT_TREND : purpose, asked->arena,
        ret_assessment);
    for (size_t i = 0; i < ret_dossier->contacts.count; i++)
        person_settle(ret_dossier, ret_dossier->contacts.items[i],
            ret_assessment->touch.cadence_days, session->today);
    return true;
}

bool session_assess(struct session *session, int64_t account, struct arena *arena,
    struct dossier *ret_dossier, struct assessment *ret_assessment, struct error *err)
{
    return assess_for(
        ASSESS_TO_SHOW, &(struct asked){session, account, arena}, ret_dossier, ret_assessment, err);
}

static bool score_account(struct session *session, int64_t key, struct upkeep *upkeep,
    struct arena *arena, struct error *err)
{
    struct dossier dossier;
    struct assessment assessment;
    struct snapshot snapshot;
    bool there;

    if (!store_exists(session->store, KIND_ACCOUNT, key, &there, err))
        return false;
    if (!there)
        return true; /* deleted in this very change */
    if (!past_health_mend(session, key, arena, err) ||
        !assess_for(
            ASSESS_TO_SCORE, &(struct asked){session, key, arena}, &dossier, &assessment, err) ||
        !upkeep_look(session, upkeep, &dossier, &assessment, arena, err))
        return false;
    session->band_moves += !text_equal(
        row_text(dossier.account, ACCOUNT_BAND), health_band_word(assessment.health.band));
    if (!session->making && !keep_standings(session, &dossier, err))
        return false;
    snapshot = health_snapshot(&assessment.health, session->rules.health, session->today);
    return store_put_score_over(session->store, dossier.account, assessment.account, err) &&
           store_put_signals_over(session->store, key, &dossier.signals, &assessment.rows, err) &&
           store_put_snapshot(session->store, key, &snapshot, err) &&
           (session->making || keep_forecast(session, &dossier, assessment.account, err));
}

static bool score_rest_of(
    struct session *session, int64_t account, struct arena *arena, struct error *err)
{
    struct dossier dossier;
    struct assess_given of = {.rules = &session->rules, .dossier = &dossier};
    struct row *row;
    int health;

    if (!session_book_facts(session, &of.book, err) ||
        !store_dossier(session->store, account, session->today, arena, &dossier, err))
        return false;
    row = row_copy(arena, dossier.account);
    health = row_knows(row, ACCOUNT_HEALTH) ? (int)row_integer(row, ACCOUNT_HEALTH) : -1;
    row_set_text(row, ACCOUNT_TREND, assess_trend(&of, session->today, health, arena));
    row_settle(row, &session->settings, session->today);
    return store_put_score_over(session->store, dossier.account, row, err) &&
           keep_standings(session, &dossier, err) && keep_forecast(session, &dossier, row, err);
}

static bool take_key(void *context, const struct row *account)
{
    ARRAY_PUSH((struct key_list *)context, account->key);
    return true;
}

bool score_rest(struct session *session, struct error *err)
{
    struct key_list accounts = {0};
    struct arena arena = {0};
    bool ok = store_each(session->store, KIND_ACCOUNT, take_key, &accounts, err);

    for (size_t i = 0; ok && i < accounts.count; i++) {
        arena_clear(&arena);
        words_plain_begin();
        ok = score_rest_of(session, accounts.items[i], &arena, err);
        words_plain_end();
    }
    arena_fini(&arena);
    array_fini(&accounts);
    return ok;
}

static bool is_over(const struct session *session, const struct upkeep *upkeep)
{
    return upkeep && upkeep->until_us && session_slice_is_over(session, upkeep->until_us);
}

bool score_each(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    struct error *err)
{
    struct arena arena = {0};
    bool ok = true;

    if (accounts->count > FEW_ACCOUNTS)
        store_sweep_begin(session->store);
    for (size_t i = 0; ok && i < accounts->count; i++) {
        arena_clear(&arena);
        words_plain_begin(); /* reasons are stored */
        ok = score_account(session, accounts->items[i], upkeep, &arena, err);
        words_plain_end();
        if (is_over(session, upkeep)) {
            upkeep->scored = i + 1;
            break;
        }
    }
    store_sweep_end(session->store);
    arena_fini(&arena);
    return ok;
}

bool score_accounts(struct session *session, const struct key_list *accounts, struct error *err)
{
    return score_each(session, accounts, NULL, err);
}

void outcome_fini(struct outcome *outcome)
{
    if (!outcome)
        return;
    array_fini(&outcome->accounts);
    str_fini(&outcome->summary);
    str_fini(&outcome->kept);
}

/* Very many stay marked, as after an import: whoever reads the book next scores them. */
static bool score_touched(struct session *session, struct key_list *accounts, struct error *err)
{
    store_keys_unique(accounts);
    if (accounts->count <= SCORED_AT_ONCE)
        return score_accounts(session, accounts, err);
    session_forget_book_facts(session);
    return true;
}

static bool take_back(
    struct session *session, int64_t id, struct outcome *outcome, struct error *err)
{
    struct journal_entry entry;
    struct arena arena = {0};
    bool ok = store_begin(session->store, err);

    if (ok) {
        ok = store_undo(session->store, id, session->actor, &outcome->accounts, &outcome->kept,
                 &entry, &arena, err) &&
             score_touched(session, &outcome->accounts, err) && store_commit(session->store, err);
        if (ok) {
            outcome->change_id = entry.id;
            str_add(&outcome->summary, entry.summary ? entry.summary : "");
        } else {
            store_rollback(session->store);
        }
    }
    arena_fini(&arena);
    return ok;
}

static bool choose_undo(struct session *session, int64_t *id, struct error *err)
{
    struct journal_entry entry;
    struct arena arena = {0};
    bool foreign = false;
    bool ok = store_undo_candidate(session->store, &arena, &entry, &foreign, err);

    if (ok && !entry.id)
        ok = error_set(err, ERROR_NOT_FOUND, "nothing to undo");
    else if (ok && foreign)
        ok = error_set(err, ERROR_AMBIGUOUS,
            "the newest change came from the %s: %s; take it back with undo --id %lld",
            actor_word(entry.actor), entry.summary, (long long)entry.id);
    if (ok)
        *id = entry.id;
    arena_fini(&arena);
    return ok;
}

bool session_undo(
    struct session *session, int64_t id, struct outcome *ret_outcome, struct error *err)
{
    struct outcome outcome = {0};

    if ((!id && !choose_undo(session, &id, err)) || !take_back(session, id, &outcome, err)) {
        outcome_fini(&outcome);
        return false;
    }
    outcome.is_undo = true;
    *ret_outcome = outcome;
    return true;
}

bool session_redo(struct session *session, struct outcome *ret_outcome, struct error *err)
{
    struct outcome outcome = {0};
    struct journal_entry entry;
    struct arena arena = {0};
    bool ok = store_redo_candidate(session->store, &arena, &entry, err);

    if (ok && !entry.id)
        ok = error_set(err, ERROR_NOT_FOUND, "nothing to redo");
    ok = ok && take_back(session, entry.id, &outcome, err);
    arena_fini(&arena);
    if (ok)
        *ret_outcome = outcome;
    else
        outcome_fini(&outcome);
    return ok;
}
