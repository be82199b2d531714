/* Applying a change: its rows, the dates that follow, the scores and what follows from them, all in
 * one transaction and one journal entry; and several changes as one. */
#include <stdlib.h>
#include "app/ledger_internal.h"
#include "app/upkeep_internal.h"
#include "base/bug.h"

/* Between group_begin and group_end. */
struct group {
    struct upkeep upkeep;
    struct key_list accounts;
};

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
        deeds_tell(&upkeep->deeds, &(struct deed){DEED_MOVED, "", NULL, moved, 0});
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

/* The rows themselves, and what they make of ARR. */
static bool write_rows(
    struct session *session, struct change *change, struct key_list *accounts, struct error *err)
{
    struct ledger_past_list pasts = {0};
    bool ok = ledger_before(session, change, &pasts, err) &&
              store_entry_rows(session->store, change, accounts, err) &&
              ledger_after(session, change, &pasts, err);

    array_fini(&pasts);
    return ok;
}

/* The rows of the change and all that follows, in the open entry. */
static bool apply_rows(
    struct upkeep *upkeep, struct change *change, struct key_list *accounts, struct error *err)
{
    bool ok = write_rows(upkeep->session, change, accounts, err) &&
              mark_first(upkeep->session, change, err);

    store_keys_unique(accounts);
    if (ok)
        note_started(upkeep, change);
    return ok && follow(upkeep, change, accounts, err) && upkeep_score(upkeep, accounts, err);
}

static bool apply(
    struct upkeep *upkeep, struct change *change, struct outcome *outcome, struct error *err)
{
    struct key_list looked = {0};
    bool ok = look_before(upkeep->session, change, &looked, err);

    if (ok && !upkeep->in_entry)
        ok = upkeep->in_entry = store_entry_begin(upkeep->session->store, change, err);
    upkeep->looked = &looked;
    ok = ok && apply_rows(upkeep, change, &outcome->accounts, err);
    upkeep->looked = NULL;
    array_fini(&looked);
    str_add(&outcome->summary, change->summary ? change->summary : "");
    return ok;
}

/* --- one --- */

static bool apply_alone(
    struct session *session, struct change *change, struct outcome *outcome, struct error *err)
{
    struct upkeep upkeep;
    bool ok;

    upkeep_init(&upkeep, session);
    ok = apply(&upkeep, change, outcome, err);
    upkeep_add_words(&upkeep, &outcome->summary);
    ok = ok &&
         store_entry_end(session->store, str_text(&outcome->summary), &outcome->change_id, err);
    upkeep_fini(&upkeep);
    return ok;
}

bool session_apply(
    struct session *session, struct change *change, struct outcome *ret_outcome, struct error *err)
{
    struct outcome outcome = {0};
    struct group *group = session->group;

    if (!store_begin(session->store, err))
        return false;
    if ((group ? apply(&group->upkeep, change, &outcome, err)
               : apply_alone(session, change, &outcome, err)) &&
        store_commit(session->store, err)) {
        for (size_t i = 0; group && i < outcome.accounts.count; i++)
            ARRAY_PUSH(&group->accounts, outcome.accounts.items[i]);
        *ret_outcome = outcome;
        return true;
    }
    store_rollback(session->store);
    outcome_fini(&outcome);
    return false;
}

/* --- several as one --- */

bool session_group_begin(struct session *session, struct error *err)
{
    struct group *group;
    struct change head;

    BUG_ON(session->group);
    if (!store_begin(session->store, err))
        return false;
    change_init(&head, session->actor);
    if (!store_entry_begin(session->store, &head, err)) {
        store_rollback(session->store);
        return false;
    }
    group = mem_alloc(sizeof(*group));
    upkeep_init(&group->upkeep, session);
    group->upkeep.in_entry = true;
    session->group = group;
    return true;
}

static void close_group(struct session *session)
{
    upkeep_fini(&session->group->upkeep);
    array_fini(&session->group->accounts);
    free(session->group);
    session->group = NULL;
}

bool session_group_end(
    struct session *session, const char *summary, struct outcome *ret_outcome, struct error *err)
{
    struct outcome outcome = {0};
    struct group *group = session->group;
    bool ok;

    str_add(&outcome.summary, summary);
    upkeep_add_words(&group->upkeep, &outcome.summary);
    ok = store_entry_end(session->store, str_text(&outcome.summary), &outcome.change_id, err) &&
         store_commit(session->store, err);
    if (ok) {
        outcome.accounts = group->accounts;
        group->accounts = (struct key_list){0};
        store_keys_unique(&outcome.accounts);
        *ret_outcome = outcome;
    } else {
        store_rollback(session->store);
        outcome_fini(&outcome);
    }
    close_group(session);
    return ok;
}

void session_group_drop(struct session *session)
{
    if (!session->group)
        return;
    store_rollback(session->store);
    close_group(session);
}
