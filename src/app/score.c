/* Scoring: dossier in, assessment out, kept in the store's narrow tables. */
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/upkeep_internal.h"
#include "base/str.h"

static bool score_account(struct session *session, int64_t key, struct upkeep *upkeep,
    struct arena *arena, struct error *err)
{
    struct dossier dossier;
    struct assessment assessment;
    struct snapshot snapshot;
    struct row *account;
    bool ok = store_get(session->store, KIND_ACCOUNT, key, arena, &account, err);

    if (ok && !account)
        return true; /* deleted in this very change */
    if (!ok || !session_assess(session, key, arena, &dossier, &assessment, err) ||
        !upkeep_look(session, upkeep, &dossier, &assessment, arena, err))
        return false;
    snapshot =
        (struct snapshot){session->today, assessment.health.score, assessment.health.coverage};
    return store_put_score(session->store, assessment.account, err) &&
           store_put_signals(session->store, key, &assessment.rows, err) &&
           store_put_snapshot(session->store, key, &snapshot, err);
}

bool score_each(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    struct error *err)
{
    struct arena arena = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < accounts->count; i++) {
        arena_clear(&arena);
        ok = score_account(session, accounts->items[i], upkeep, &arena, err);
    }
    arena_fini(&arena);
    return ok;
}

bool score_accounts(struct session *session, const struct key_list *accounts, struct error *err)
{
    return score_each(session, accounts, NULL, err);
}

bool session_assess(struct session *session, int64_t account, struct arena *arena,
    struct dossier *ret_dossier, struct assessment *ret_assessment, struct error *err)
{
    const struct rules *rules;
    const struct book_facts *facts;

    if (!session_rules(session, &rules, err) || !session_book_facts(session, &facts, err) ||
        !store_dossier(session->store, account, session->today, arena, ret_dossier, err))
        return false;
    if (ret_dossier->account)
        assess(rules, ret_dossier, facts, session->today, arena, ret_assessment);
    return true;
}

/* --- a change --- */

/* A playbook that nobody has looked at yet may be true of this account all along: a look before the
 * change tells. */
static bool look_before(struct session *session, const struct change *change,
    struct key_list *looked, struct error *err)
{
    const struct rules *rules;

    if (!session_rules(session, &rules, err))
        return false;
    if (change->account <= 0 || playbooks_all_seen(session))
        return true;
    ARRAY_PUSH(looked, change->account);
    return score_accounts(session, looked, err);
}

/* The first accounts of a book: there was nothing to look at before. */
static bool mark_first(struct session *session, const struct change *change, struct error *err)
{
    int64_t made = 0, there = 0;

    for (size_t i = 0; i < change->rows.count; i++)
        made +=
            change->rows.items[i].kind == KIND_ACCOUNT && change->rows.items[i].op == CHANGE_INSERT;
    if (!made)
        return true;
    return store_count(session->store, KIND_ACCOUNT, &there, err) &&
           (there > made || playbooks_mark_seen(session, err));
}

/* What the change itself brings along: dates that follow the account's. */
static bool follow(struct upkeep *upkeep, const struct change *change,
    const struct key_list *accounts, struct error *err)
{
    struct session *session = upkeep->session;
    size_t moved = 0;
    bool ok = true;

    if (!upkeep_moves_dates(change))
        return true;
    for (size_t i = 0; ok && i < accounts->count; i++)
        ok = upkeep_follow(session, accounts->items[i], &upkeep->change, &moved, err);
    if (moved)
        upkeep_tell(upkeep, &(struct deed){DEED_MOVED, "", NULL, moved, 0});
    ok = ok && store_entry_rows(session->store, &upkeep->change, NULL, err);
    change_fini(&upkeep->change);
    change_init(&upkeep->change, session->actor);
    return ok;
}

static void note_started(struct upkeep *upkeep, const struct change *change)
{
    for (size_t i = 0; i < change->rows.count; i++)
        if (change->rows.items[i].kind == KIND_RUN && change->rows.items[i].op == CHANGE_INSERT)
            ARRAY_PUSH(&upkeep->fresh, change->rows.items[i].new_key);
}

/* All in one entry: one undo takes all of it back. */
static bool apply_and_score(
    struct upkeep *upkeep, struct change *change, struct outcome *outcome, struct error *err)
{
    struct session *session = upkeep->session;
    struct store *store = session->store;
    struct key_list looked = {0};
    bool ok = look_before(session, change, &looked, err) && store_entry_begin(store, change, err) &&
              store_entry_rows(store, change, &outcome->accounts, err) &&
              mark_first(session, change, err);

    if (ok) {
        store_keys_unique(&outcome->accounts);
        upkeep->in_entry = true;
        upkeep->looked = &looked;
        note_started(upkeep, change);
        ok = follow(upkeep, change, &outcome->accounts, err) &&
             upkeep_score(upkeep, &outcome->accounts, err);
    }
    array_fini(&looked);
    str_add(&outcome->summary, change->summary ? change->summary : "");
    upkeep_add_words(upkeep, &outcome->summary);
    return ok && store_entry_end(store, str_text(&outcome->summary), &outcome->change_id, err);
}

bool session_apply(
    struct session *session, struct change *change, struct outcome *ret_outcome, struct error *err)
{
    struct outcome outcome = {0};
    struct upkeep upkeep;
    bool ok = store_begin(session->store, err);

    if (!ok)
        return false;
    upkeep_init(&upkeep, session);
    ok = apply_and_score(&upkeep, change, &outcome, err) && store_commit(session->store, err);
    if (!ok)
        store_rollback(session->store);
    upkeep_fini(&upkeep);
    if (ok)
        *ret_outcome = outcome;
    else
        outcome_fini(&outcome);
    return ok;
}

void outcome_fini(struct outcome *outcome)
{
    if (!outcome)
        return;
    array_fini(&outcome->accounts);
    str_fini(&outcome->summary);
    str_fini(&outcome->kept);
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
             score_accounts(session, &outcome->accounts, err) && store_commit(session->store, err);
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
