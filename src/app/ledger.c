/* Changes of a person: what ARR did is recorded in their own journal entry. */
#include <stdlib.h>
#include "app/ledger_internal.h"

static void ground_begin(struct session *session, struct ledger_ground *ground)
{
    *ground = (struct ledger_ground){.settings = &session->settings,
        .currency = session_currency(session),
        .today = session->today,
        .source = session->actor == ACTOR_IMPORT ? LEDGER_IMPORT : LEDGER_HAND};
}

bool ledger_ground_load(struct session *session, const struct ledger_past *pasts, size_t count,
    struct arena *arena, struct ledger_ground *ret_ground, struct error *err)
{
    struct store *store = session->store;
    struct row *row = NULL;
    int64_t account = pasts->account;
    bool only_new = true;

    ground_begin(session, ret_ground);
    ret_ground->pasts = pasts;
    ret_ground->past_count = count;
    for (size_t i = 0; i < count; i++)
        only_new &= pasts[i].is_new;
    if (!store_get_stored(store, KIND_ACCOUNT, account, arena, &row, err))
        return false;
    ret_ground->account = row;
    return !row ||
           (store_children(store, KIND_CONTRACT, account, arena, &ret_ground->contracts, err) &&
               store_children(store, KIND_MOVEMENT, account, arena, &ret_ground->movements, err) &&
               (only_new || store_children(
                                store, KIND_RENEWAL, account, arena, &ret_ground->renewals, err)));
}

static int by_account(const void *left, const void *right)
{
    const struct ledger_past *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

void ledger_pasts_sort(struct ledger_past_list *pasts)
{
    if (pasts->count > 1)
        qsort(pasts->items, pasts->count, sizeof(*pasts->items), by_account);
}

size_t ledger_pasts_of(const struct ledger_past_list *pasts, size_t first)
{
    size_t at = first;

    while (at < pasts->count && pasts->items[at].account == pasts->items[first].account)
        at++;
    return at - first;
}

/* --- before --- */

static int64_t account_of(const struct row *row)
{
    return row->kind == KIND_ACCOUNT ? row->key : row_integer(row, kind_info(row->kind)->account);
}

/* A line that goes to another account comes new there. */
static void note_move(
    const struct change_row *row, int64_t from, struct ledger_past_list *ret_pasts)
{
    struct value to = row->values[CONTRACT_ACCOUNT];

    if ((row->mask & (UINT64_C(1) << CONTRACT_ACCOUNT)) && to.type == VALUE_INTEGER &&
        to.integer > 0 && to.integer != from)
        ARRAY_PUSH(ret_pasts, (struct ledger_past){.account = to.integer, .is_new = true});
}

static bool look_at_row(struct session *session, const struct change_row *row, struct arena *arena,
    struct ledger_past_list *ret_pasts, struct error *err)
{
    struct row *before = NULL, *account = NULL;
    struct ledger_ground ground;
    struct ledger_past past;

    if (!store_get_stored(session->store, row->kind, row->key, arena, &before, err))
        return false;
    if (!before || (row->op == CHANGE_DELETE && row->kind == KIND_ACCOUNT))
        return true;
    if (!store_get_stored(session->store, KIND_ACCOUNT, account_of(before), arena, &account, err))
        return false;
    if (!account)
        return true;
    ground_begin(session, &ground);
    if (!ledger_past_of(account, row->kind == KIND_CONTRACT ? before : NULL,
            row->op == CHANGE_DELETE ? UINT64_MAX : row->mask, &ground, &past))
        return true;
    ARRAY_PUSH(ret_pasts, past);
    if (row->kind == KIND_CONTRACT && row->op == CHANGE_UPDATE)
        note_move(row, account->key, ret_pasts);
    return true;
}

/* Of accounts that were in the book before there was a ledger, or came by another way. */
static bool record_first(struct session *session, int64_t account, struct error *err)
{
    struct arena arena = {0};
    struct change change;
    struct ledger_ground ground;
    struct ledger_deeds deeds;
    struct ledger_past asked = {.account = account};
    bool ok = ledger_ground_load(session, &asked, 1, &arena, &ground, err);

    change_init(&change, session->actor);
    if (ok && ground.account && ground.movements.count == 0) {
        ground.source = LEDGER_CLOCK;
        ground.past_count = 0;
        ledger_record(&ground, &change, &deeds);
        ok = change.rows.count == 0 || store_entry_rows(session->store, &change, NULL, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

static bool is_looked_at(const struct change_row *row)
{
    return (row->kind == KIND_ACCOUNT || row->kind == KIND_CONTRACT) && row->op != CHANGE_INSERT;
}

bool ledger_before(struct session *session, const struct change *change,
    struct ledger_past_list *ret_pasts, struct error *err)
{
    struct arena arena = {0};
    bool ok = true;

    for (size_t i = 0; ok && !session->building && i < change->rows.count; i++)
        if (is_looked_at(&change->rows.items[i]))
            ok = look_at_row(session, &change->rows.items[i], &arena, ret_pasts, err);
    ledger_pasts_sort(ret_pasts);
    for (size_t i = 0; ok && i < ret_pasts->count; i += ledger_pasts_of(ret_pasts, i))
        ok = record_first(session, ret_pasts->items[i].account, err);
    arena_fini(&arena);
    return ok;
}

/* --- after --- */

static int64_t key_of_name(const struct change *change, int64_t name)
{
    if (name >= 0)
        return name;
    for (size_t i = 0; i < change->rows.count; i++)
        if (change->rows.items[i].key == name && change->rows.items[i].op == CHANGE_INSERT)
            return change->rows.items[i].new_key;
    return 0;
}

static void note_newcomers(const struct change *change, struct ledger_past_list *pasts)
{
    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *row = &change->rows.items[i];
        struct ledger_past past = {.is_new = true};

        if (row->op != CHANGE_INSERT)
            continue;
        if (row->kind == KIND_ACCOUNT)
            past.account = row->new_key;
        else if (row->kind == KIND_CONTRACT && row->values[CONTRACT_ACCOUNT].type == VALUE_INTEGER)
            past.account = key_of_name(change, row->values[CONTRACT_ACCOUNT].integer);
        if (past.account)
            ARRAY_PUSH(pasts, past);
    }
    ledger_pasts_sort(pasts);
}

static bool record(struct session *session, const struct ledger_past *pasts, size_t count,
    struct change *change, struct error *err)
{
    struct ledger_ground ground;
    struct ledger_deeds deeds;

    if (!ledger_ground_load(session, pasts, count, &change->arena, &ground, err))
        return false;
    if (ground.account)
        ledger_record(&ground, change, &deeds);
    return true;
}

bool ledger_after(struct session *session, const struct change *change,
    struct ledger_past_list *pasts, struct error *err)
{
    struct change rows;
    bool ok = true;

    if (session->building)
        return true;
    note_newcomers(change, pasts);
    change_init(&rows, session->actor);
    for (size_t i = 0; ok && i < pasts->count;) {
        size_t count = ledger_pasts_of(pasts, i);

        ok = record(session, &pasts->items[i], count, &rows, err);
        i += count;
    }
    ok = ok && ledger_join(session, &rows, err) &&
         (rows.rows.count == 0 || store_entry_rows(session->store, &rows, NULL, err));
    change_fini(&rows);
    return ok;
}

/* --- the clock --- */

/* Most accounts have nothing that could close: their renewals need not be read. */
static bool may_close(const struct dossier *dossier, day_number today)
{
    if (row_knows(dossier->account, ACCOUNT_NOTICE_GIVEN) ||
        (row_knows(dossier->account, ACCOUNT_RENEWAL) &&
            row_day(dossier->account, ACCOUNT_RENEWAL) <= today))
        return true;
    for (size_t i = 0; i < dossier->contracts.count; i++) {
        const struct row *row = dossier->contracts.items[i];

        if (row_knows(row, CONTRACT_NOTICE_GIVEN) ||
            (row_knows(row, CONTRACT_ENDS) && row_day(row, CONTRACT_ENDS) < today))
            return true;
    }
    return false;
}

bool ledger_keep(struct session *session, const struct dossier *dossier, struct arena *arena,
    struct change *change, struct ledger_deeds *ret_deeds, struct error *err)
{
    struct ledger_ground ground;
    int64_t account = dossier->account->key;

    *ret_deeds = (struct ledger_deeds){0};
    if (session->building)
        return true;
    ground_begin(session, &ground);
    ground.source = LEDGER_CLOCK;
    ground.account = dossier->account;
    ground.contracts = dossier->contracts;
    if (!store_children(session->store, KIND_MOVEMENT, account, arena, &ground.movements, err) ||
        (may_close(dossier, session->today) &&
            !store_children(session->store, KIND_RENEWAL, account, arena, &ground.renewals, err)))
        return false;
    ledger_record(&ground, change, ret_deeds);
    return true;
}
