/* Two books side by side: that of now, or as of a day, and one further back made from it. */
#include "app/changes.h"

#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "base/money.h"

enum { USUAL_DAYS = 7 };

struct comparing {
    struct session *now, *then;
    day_number from, to;
    struct arena *arena;
    struct change_list ARRAY_OF(struct account_changes) list;
    struct arena scratch; /* of the account at hand */
};

/* --- one account --- */

/* What stands of it in one of the books. */
struct held {
    struct change_side side;
    struct row *account;
};

static bool read_side(struct session *session, int64_t key, struct arena *arena, day_number day,
    struct held *held, struct error *err)
{
    struct store *store = session->store;
    struct change_side *side = &held->side;

    *held = (struct held){.side = {.day = day}};
    if (!store_get(store, KIND_ACCOUNT, key, arena, &held->account, err))
        return false;
    side->account = held->account;
    return held->account == NULL ||
           (store_children(store, KIND_CONTACT, key, arena, &side->contacts, err) &&
               store_children(store, KIND_CONTRACT, key, arena, &side->contracts, err) &&
               store_children(store, KIND_SIGNAL, key, arena, &side->signals, err));
}

static bool read_health(
    struct session *session, int64_t key, struct arena *arena, struct held *held, struct error *err)
{
    struct assessment *assessment = arena_alloc(arena, sizeof(*assessment));
    struct dossier dossier;

    if (!session_assess(session, key, arena, &dossier, assessment, err))
        return false;
    held->side.health = dossier.account ? &assessment->health : NULL;
    return true;
}

static bool scores_differ(const struct held *then, const struct held *now)
{
    return then->account && now->account &&
           !value_equal(
               then->account->values[ACCOUNT_HEALTH], now->account->values[ACCOUNT_HEALTH]);
}

static void keep_text(struct arena *arena, const char **text)
{
    *text = *text ? arena_copy_text(arena, *text) : NULL;
}

/* Two dossiers an account are a lot to hold for what came of them. */
static void keep(struct comparing *comparing, const struct account_changes *found)
{
    struct arena *arena = comparing->arena;
    struct account_changes kept = *found;

    keep_text(arena, &kept.id);
    keep_text(arena, &kept.name);
    kept.facts = arena_alloc_array(arena, kept.count, sizeof(*kept.facts));
    memcpy(kept.facts, found->facts, kept.count * sizeof(*kept.facts));
    for (size_t i = 0; i < kept.count; i++) {
        struct changed_fact *fact = &kept.facts[i];

        keep_text(arena, &fact->what);
        keep_text(arena, &fact->about);
        keep_text(arena, &fact->then);
        keep_text(arena, &fact->now);
        keep_text(arena, &fact->text);
        keep_text(arena, &fact->currency);
    }
    ARRAY_PUSH(&comparing->list, kept);
}

static bool compare(struct comparing *comparing, int64_t key, struct error *err)
{
    struct arena *scratch = &comparing->scratch;
    struct row_list movements = {0};
    struct held then, now;
    struct account_changes changes;
    struct changes_ask ask = {&then.side, &now.side, &movements, comparing->now->settings.currency,
        comparing->now->today};

    if (!read_side(comparing->then, key, scratch, comparing->from, &then, err) ||
        !read_side(comparing->now, key, scratch, comparing->to, &now, err) ||
        !store_children(comparing->now->store, KIND_MOVEMENT, key, scratch, &movements, err))
        return false;
    if (!then.account && !now.account)
        return true;
    if (scores_differ(&then, &now) && !(read_health(comparing->then, key, scratch, &then, err) &&
                                          read_health(comparing->now, key, scratch, &now, err)))
        return false;
    changes_of_account(&ask, scratch, &changes);
    if (changes.count)
        keep(comparing, &changes);
    return true;
}

/* --- the whole book --- */

static bool compare_all(struct comparing *comparing, int64_t account, struct error *err)
{
    struct key_list keys = {0}, gone = {0};
    bool good = true;

    if (account)
        ARRAY_PUSH(&keys, account);
    else
        good = store_keys(comparing->now->store, ORDER_NAME, &keys, err) &&
               store_keys(comparing->then->store, ORDER_NAME, &gone, err);
    for (size_t i = 0; i < gone.count; i++)
        ARRAY_PUSH(&keys, gone.items[i]);
    store_keys_unique(&keys);
    for (size_t i = 0; good && i < keys.count; i++) {
        arena_clear(&comparing->scratch);
        good = compare(comparing, keys.items[i], err);
    }
    array_fini(&keys);
    array_fini(&gone);
    return good;
}

static void count_parts(struct changes *changes, const struct account_changes *item)
{
    bool seen[CHANGED_PARTS] = {0};

    for (size_t i = 0; i < item->count; i++)
        seen[item->facts[i].part] = true;
    for (int part = 0; part < CHANGED_PARTS; part++)
        changes->parts[part] += seen[part];
}

static void sum_up(struct changes *changes, const struct account_changes *item)
{
    int64_t then = item->arr_then == MONEY_NONE ? 0 : item->arr_then;
    int64_t now = item->arr_now == MONEY_NONE ? 0 : item->arr_now;

    *(now > then ? &changes->arr_up : &changes->arr_down) += now - then;
}

static void take_list(struct comparing *comparing, struct changes *changes)
{
    size_t count = comparing->list.count;

    changes->items = arena_alloc_array(comparing->arena, count, sizeof(*changes->items));
    changes->count = count;
    if (!count)
        return;
    memcpy(changes->items, comparing->list.items, count * sizeof(*changes->items));
    qsort(changes->items, count, sizeof(*changes->items), account_changes_compare);
    for (size_t i = 0; i < count; i++) {
        count_parts(changes, &changes->items[i]);
        sum_up(changes, &changes->items[i]);
    }
}

/* The earlier book is made from the later one, which is further back already. */
static bool compare_from(struct session *now, const struct changes_span *span,
    const struct as_of_watch *watch, struct arena *arena, struct changes *ret_changes,
    struct error *err)
{
    struct comparing comparing = {.now = now, .from = span->from, .to = span->to, .arena = arena};
    struct changes changes = {.from = span->from, .to = span->to};
    bool good = as_of_open_unranked(now, span->from, watch, &comparing.then, err);

    good = good && compare_all(&comparing, span->account, err);
    if (good) {
        changes.limits = arena_copy_text(arena, session_as_of_limits(comparing.then));
        take_list(&comparing, &changes);
        *ret_changes = changes;
    }
    array_fini(&comparing.list);
    arena_fini(&comparing.scratch);
    session_close(comparing.then);
    return good;
}

bool changes_read(struct session *session, const struct changes_span *span,
    const struct as_of_watch *watch, struct arena *arena, struct changes *ret_changes,
    struct error *err)
{
    struct session *later = NULL;
    bool good;

    if (span->from >= span->to)
        return error_set(err, ERROR_USAGE, "the first day must lie before the last");
    if (span->to == session->today)
        return compare_from(session, span, watch, arena, ret_changes, err);
    good = as_of_open_unranked(session, span->to, watch, &later, err) &&
           compare_from(later, span, watch, arena, ret_changes, err);
    session_close(later);
    return good;
}

bool changes_from(struct session *session, const char *text, day_number to, day_number *ret_from,
    struct error *err)
{
    if (text_equal(text, "")) {
        *ret_from = to - USUAL_DAYS;
        return true;
    }
    return day_parse_behind(session, text, ret_from, err);
}
