/* Two accounts made one: read, tried or done. */
#include "app/join.h"
#include <string.h>
#include "app/as_of.h"
#include "app/join_internal.h"
#include "app/ledger_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

const char *join_title(const struct row *account)
{
    const char *name = row_text(account, ACCOUNT_NAME);

    return *name ? name : row_text(account, ACCOUNT_ID);
}

/* --- reading --- */

static bool read_side(struct joining *joining, int64_t key, struct join_side *side,
    struct row_list *lists, struct error *err)
{
    struct store *store = joining->session->store;
    struct row *account = NULL;

    if (!store_get(store, KIND_ACCOUNT, key, &joining->change.arena, &account, err))
        return false;
    if (!account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind != KIND_ACCOUNT && kind_info((enum kind)kind)->account >= 0 &&
            !store_children(store, (enum kind)kind, key, &joining->change.arena, &lists[kind], err))
            return false;
    *side = (struct join_side){account, lists[KIND_CONTRACT], lists[KIND_MOVEMENT]};
    return true;
}

static bool is_churned(const struct row *account)
{
    return row_is(account, ACCOUNT_STAGE, "churned");
}

static bool may_join(const struct joining *joining, struct error *err)
{
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;

    if (is_churned(into) && !is_churned(from))
        return error_set(err, ERROR_USAGE, "%s (%s) has churned and %s (%s) has not: %s",
            join_title(into), row_text(into, ACCOUNT_ID), join_title(from),
            row_text(from, ACCOUNT_ID),
            joining->order->way == JOIN_MERGE ? _("merge them the other way round")
                                              : _("it cannot have bought it"));
    return true;
}

bool joining_begin(struct joining *joining, struct session *session, const struct join_order *order,
    struct join_tally *tally, struct error *err)
{
    *joining = (struct joining){.session = session, .order = order, .tally = tally};
    change_init(&joining->change, session->actor);
    joining->ground.today = session->today;
    joining->ground.arena = &joining->change.arena;
    joining->change.account = order->into;
    if (order->from == order->into)
        return error_set(err, ERROR_USAGE, "this is the same account twice: name another one");
    return read_side(joining, order->from, &joining->ground.from, joining->of_from, err) &&
           read_side(joining, order->into, &joining->ground.into, joining->of_into, err) &&
           may_join(joining, err);
}

void joining_fini(struct joining *joining)
{
    str_fini(&joining->former);
    change_fini(&joining->change);
}

/* --- rows --- */

/* A row without an id is known by its account: `12:HASH` becomes `7:HASH`, so that the next export
 * finds it. Where the other account has that row too, this one is known no more. */
static bool move_natural(
    struct joining *joining, const struct row *row, size_t at, struct error *err)
{
    int field = kind_info(row->kind)->natural;
    const char *natural = field >= 0 ? row_text(row, field) : "";
    const char *rest = strchr(natural, ':');
    struct row *there = NULL;

    if (!rest)
        return true;
    natural = arena_format(&joining->change.arena, "%lld%s", (long long)joining->order->into, rest);
    if (!store_find_natural(
            joining->session->store, row->kind, natural, &joining->change.arena, &there, err))
        return false;
    change_set(&joining->change, at, field, there ? value_unknown() : value_text(natural));
    return true;
}

bool joining_move(struct joining *joining, const struct row *row, size_t *ret_at, struct error *err)
{
    size_t at = change_update(&joining->change, row->kind, row->key);

    change_set_integer(&joining->change, at, kind_info(row->kind)->account, joining->order->into);
    joining->tally->moves[row->kind]++;
    if (ret_at)
        *ret_at = at;
    return move_natural(joining, row, at, err);
}

/* --- doing --- */

static bool do_merge(struct session *session, const struct join_order *order,
    struct join_tally *tally, struct outcome *ret_outcome, struct error *err)
{
    struct joining joining;
    bool ok = joining_begin(&joining, session, order, tally, err) &&
              join_write_merge(&joining, err) &&
              session_apply(session, &joining.change, ret_outcome, err);

    joining_fini(&joining);
    return ok;
}

/* What either account only implies is made a line of its own, so that it can go and be told apart.
 */
static bool make_explicit(struct session *session, const struct row *account,
    const struct row_list *contracts, struct error *err)
{
    struct change change;
    struct outcome outcome = {0};
    bool ok;

    if (contracts->count > 0 || row_money(account, ACCOUNT_ARR) <= 0)
        return true;
    change_init(&change, session->actor);
    change.account = account->key;
    (void)change_add_implied(&change, account);
    change_summarize(&change, "%s: its line by itself", join_title(account));
    ok = session_apply(session, &change, &outcome, err);
    outcome_fini(&outcome);
    change_fini(&change);
    return ok;
}

static bool prepare_absorb(struct session *session, const struct join_order *order,
    struct join_tally *tally, struct error *err)
{
    struct joining joining;
    bool ok =
        joining_begin(&joining, session, order, tally, err) &&
        make_explicit(session, joining.ground.from.account, &joining.ground.from.contracts, err) &&
        make_explicit(session, joining.ground.into.account, &joining.ground.into.contracts, err);

    joining_fini(&joining);
    return ok;
}

static bool do_absorb(struct session *session, const struct join_order *order,
    struct join_tally *tally, struct outcome *ret_outcome, struct error *err)
{
    struct joining joining;
    bool ok;

    if (!prepare_absorb(session, order, tally, err))
        return false;
    ok = joining_begin(&joining, session, order, tally, err) && join_write_absorb(&joining, err) &&
         session_apply(session, &joining.change, ret_outcome, err);
    joining_fini(&joining);
    return ok;
}

static bool do_join(struct session *session, const struct join_order *order,
    struct join_tally *tally, struct outcome *ret_outcome, struct error *err)
{
    return order->way == JOIN_MERGE ? do_merge(session, order, tally, ret_outcome, err)
                                    : do_absorb(session, order, tally, ret_outcome, err);
}

static void tally_fini(struct join_tally *tally)
{
    str_fini(&tally->filled);
    str_fini(&tally->wins);
}

bool verb_join(struct session *session, const struct join_order *order, struct outcome *ret_outcome,
    struct error *err)
{
    struct join_tally tally = {0};
    struct outcome inner = {0};
    bool ok = session_group_begin(session, err);

    if (!ok)
        return false;
    ok = do_join(session, order, &tally, &inner, err);
    if (ok)
        ok = session_group_end(session, str_text(&inner.summary), ret_outcome, err);
    else
        session_group_drop(session);
    outcome_fini(&inner);
    tally_fini(&tally);
    return ok;
}

/* --- trying --- */

static bool read_after(struct session *session, const struct join_order *order,
    struct join_preview *preview, struct arena *arena, struct error *err)
{
    struct row *into = NULL;

    if (!store_get(session->store, KIND_ACCOUNT, order->into, arena, &into, err))
        return false;
    preview->arr_after = into ? row_money(into, ACCOUNT_ARR_NOW) : MONEY_NONE;
    return true;
}

static bool read_before(struct session *session, const struct join_order *order,
    struct join_preview *preview, struct arena *arena, struct error *err)
{
    struct row *from = NULL, *into = NULL;

    if (!store_get(session->store, KIND_ACCOUNT, order->from, arena, &from, err) ||
        !store_get(session->store, KIND_ACCOUNT, order->into, arena, &into, err))
        return false;
    if (!from || !into)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    preview->from_name = join_title(from);
    preview->into_name = join_title(into);
    preview->from_id = row_text(from, ACCOUNT_ID);
    preview->into_id = row_text(into, ACCOUNT_ID);
    preview->arr_from = row_money(from, ACCOUNT_ARR_NOW);
    preview->arr_into = row_money(into, ACCOUNT_ARR_NOW);
    preview->currency = arena_copy_text(arena, session_currency(session));
    return true;
}

static void take_tally(
    const struct join_tally *tally, struct arena *arena, struct join_preview *preview)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (tally->moves[kind] + tally->same[kind] > 0)
            preview->counts[preview->count++] =
                (struct join_count){(enum kind)kind, tally->moves[kind], tally->same[kind]};
    preview->filled = arena_copy_text(arena, str_text(&tally->filled));
    preview->wins = arena_copy_text(arena, str_text(&tally->wins));
}

bool verb_join_preview(struct session *session, const struct join_order *order, struct arena *arena,
    struct join_preview *ret_preview, struct error *err)
{
    struct join_preview preview = {0};
    struct join_tally tally = {0};
    struct outcome outcome = {0};
    bool ok;

    if (!read_before(session, order, &preview, arena, err) || !session_group_begin(session, err))
        return false;
    ok = do_join(session, order, &tally, &outcome, err) &&
         read_after(session, order, &preview, arena, err);
    session_group_drop(session);
    outcome_fini(&outcome);
    take_tally(&tally, arena, &preview);
    tally_fini(&tally);
    if (ok)
        *ret_preview = preview;
    return ok;
}

bool verb_join_trial(struct session *session, const struct join_order *order, struct arena *arena,
    struct join_preview *ret_preview, struct error *err)
{
    struct session *trial;
    bool ok;

    if (!as_of_trial(session, &trial, err))
        return false;
    ok = verb_join_preview(trial, order, arena, ret_preview, err);
    session_close(trial);
    return ok;
}
