/* Scoring: dossier in, assessment out, kept in the store's narrow tables. */
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/scoring_internal.h"
#include "base/str.h"
#include "base/words.h"
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

bool given_read(struct session *session, int64_t account, struct arena *arena,
    struct assess_given *ret_of, struct dossier *ret_dossier, struct error *err)
{
    ret_of->dossier = ret_dossier;
    return session_rules(session, &ret_of->rules, err) &&
           session_book_facts(session, &ret_of->book, err) &&
           store_dossier(session->store, account, session->today, arena, ret_dossier, err);
}

static void settle_people(
    const struct dossier *dossier, const struct assessment *made, day_number today)
{
    for (size_t i = 0; i < dossier->contacts.count; i++)
        person_settle(dossier, dossier->contacts.items[i], made->touch.cadence_days, today);
}

bool session_assess(struct session *session, int64_t account, struct arena *arena,
    struct dossier *ret_dossier, struct assessment *ret_assessment, struct error *err)
{
    struct assess_given of;

    if (!given_read(session, account, arena, &of, ret_dossier, err))
        return false;
    assess(&of, session->today, session->making ? ASSESS_BUT_TREND : ASSESS_TO_SHOW, arena,
        ret_assessment);
    settle_people(ret_dossier, ret_assessment, session->today);
    return true;
}

bool scoring_read(struct session *session, int64_t key, struct scoring *scoring, struct error *err)
{
    arena_clear(&scoring->arena);
    scoring->key = key;
    scoring->today = session->today;
    scoring->purpose = session->making ? ASSESS_BUT_TREND : ASSESS_TO_SCORE;
    return store_exists(session->store, KIND_ACCOUNT, key, &scoring->there, err) &&
           (!scoring->there || (past_health_mend(session, key, &scoring->arena, err) &&
                                   given_read(session, key, &scoring->arena, &scoring->of,
                                       &scoring->dossier, err)));
}

/* Reasons are stored, and so bear the words of no language. */
void scoring_assess(struct scoring *scoring)
{
    if (!scoring->there)
        return;
    words_plain_begin();
    assess(&scoring->of, scoring->today, scoring->purpose, &scoring->arena, &scoring->made);
    settle_people(&scoring->dossier, &scoring->made, scoring->today);
    words_plain_end();
}

static bool keep_made(
    struct session *session, struct upkeep *upkeep, struct scoring *scoring, struct error *err)
{
    const struct dossier *dossier = &scoring->dossier;
    struct assessment *made = &scoring->made;
    struct snapshot snapshot =
        health_snapshot(&made->health, session->rules.health, session->today);

    if (!upkeep_look(session, upkeep, dossier, made, &scoring->arena, err))
        return false;
    session->band_moves +=
        !text_equal(row_text(dossier->account, ACCOUNT_BAND), health_band_word(made->health.band));
    if (!session->making && !keep_standings(session, dossier, err))
        return false;
    return store_put_score_over(session->store, dossier->account, made->account, err) &&
           store_put_signals_over(
               session->store, scoring->key, &dossier->signals, &made->rows, err) &&
           store_put_snapshot(session->store, scoring->key, &snapshot, err) &&
           (session->making || keep_forecast(session, dossier, made->account, err));
}

bool scoring_keep(
    struct session *session, struct upkeep *upkeep, struct scoring *scoring, struct error *err)
{
    bool good;

    if (!scoring->there)
        return true;
    words_plain_begin();
    good = keep_made(session, upkeep, scoring, err);
    words_plain_end();
    return good;
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

bool scoring_is_over(const struct session *session, const struct upkeep *upkeep)
{
    return upkeep && upkeep->until_us && session_slice_is_over(session, upkeep->until_us);
}

static bool score_singly(struct session *session, const struct key_list *accounts,
    struct upkeep *upkeep, size_t *ret_scored, struct error *err)
{
    struct scoring scoring = {0};
    bool good = true;
    size_t at = 0;

    while (good && at < accounts->count && !(at > 0 && scoring_is_over(session, upkeep))) {
        good = scoring_read(session, accounts->items[at++], &scoring, err);
        if (!good)
            break;
        scoring_assess(&scoring);
        good = scoring_keep(session, upkeep, &scoring, err);
    }
    *ret_scored = at;
    arena_fini(&scoring.arena);
    return good;
}

bool score_each(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    struct error *err)
{
    size_t scored = 0;
    bool good;

    if (accounts->count > FEW_ACCOUNTS)
        store_sweep_begin(session->store);
    good = (score_by_two_pays(accounts->count) ? score_by_two : score_singly)(
        session, accounts, upkeep, &scored, err);
    store_sweep_end(session->store);
    if (good && upkeep && upkeep->until_us)
        upkeep->scored = scored;
    return good;
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
