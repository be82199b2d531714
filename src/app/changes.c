/* Two books side by side: that of now, or as of a day, and one further back made from it. */
#include "app/changes_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "store/scoring.h"

enum { USUAL_DAYS = 7, SLICE = 100 };

/* Shares of the whole work: making the earlier book, comparing. */
#define MAKING_SHARE .4

struct comparing {
    struct session *now;
    struct earlier then;
    const struct as_of_watch *watch;
    day_number from, to;
    int64_t account; /* 0: all; the medians of that day are of all in any case */
    struct arena *arena;
    struct change_list ARRAY_OF(struct account_changes) list;
    struct key_list in_then, in_now; /* keys of the two books, ascending */
    struct arena scratch;            /* of the account at hand */
};

/* --- one account --- */

static bool scores_differ(const struct change_side *then, const struct change_side *now)
{
    return then->account && now->account &&
           !value_equal(
               then->account->values[ACCOUNT_HEALTH], now->account->values[ACCOUNT_HEALTH]);
}

/* Only for the cause of a score that is another one. */
static bool find_health(struct session *session, const struct dossier *dossier, struct arena *arena,
    struct change_side *side, struct error *err)
{
    struct health *health = arena_alloc(arena, sizeof(*health));
    struct assess_given given = {.dossier = dossier};

    if (!session_rules(session, &given.rules, err) ||
        !session_book_facts(session, &given.book, err))
        return false;
    assess_health(&given, session->today, arena, health);
    side->health = health;
    return true;
}

static bool read_whole(
    struct comparing *comparing, int64_t key, struct change_side *side, struct error *err)
{
    struct session *session = comparing->now;
    struct arena *arena = &comparing->scratch;
    struct dossier dossier;

    if (!store_dossier(session->store, key, session->today, arena, &dossier, err))
        return false;
    side->contacts = dossier.contacts;
    side->contracts = dossier.contracts;
    side->signals = dossier.signals;
    return find_health(session, &dossier, arena, side, err);
}

/* The later book has its scores: of one whose score is the same only the rows are read that are
 * compared, and of one that came since nothing but itself is told. */
static bool read_now(struct comparing *comparing, int64_t key, const struct change_side *then,
    struct change_side *side, struct error *err)
{
    struct store *store = comparing->now->store;
    struct arena *arena = &comparing->scratch;
    struct row *account = NULL;

    if (!store_get(store, KIND_ACCOUNT, key, arena, &account, err))
        return false;
    side->account = account;
    if (!account || !then->account)
        return true;
    if (scores_differ(then, side))
        return read_whole(comparing, key, side, err);
    return store_children(store, KIND_CONTACT, key, arena, &side->contacts, err) &&
           store_children(store, KIND_CONTRACT, key, arena, &side->contracts, err) &&
           store_children(store, KIND_SIGNAL, key, arena, &side->signals, err);
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

static int compare_keys(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

static bool has_key(const struct key_list *keys, int64_t key)
{
    return keys->count && bsearch(&key, keys->items, keys->count, sizeof(key), compare_keys);
}

static bool compare(struct comparing *comparing, int64_t key, struct error *err)
{
    struct arena *scratch = &comparing->scratch;
    struct row_list movements = {0};
    struct change_side then = {.day = comparing->from}, now = {.day = comparing->to};
    struct account_changes changes;
    struct changes_ask ask = {
        &then, &now, &movements, comparing->now->settings.currency, comparing->now->today};

    arena_clear(scratch);
    if (has_key(&comparing->in_then, key) &&
        !earlier_side(&comparing->then, key, scratch, &then, err))
        return false;
    if (comparing->account && comparing->account != key)
        return true;
    if ((has_key(&comparing->in_now, key) && !read_now(comparing, key, &then, &now, err)) ||
        !store_children(comparing->now->store, KIND_MOVEMENT, key, scratch, &movements, err))
        return false;
    if (!then.account && !now.account)
        return true;
    changes_of_account(&ask, scratch, &changes);
    if (changes.count)
        keep(comparing, &changes);
    return true;
}

/* --- the whole book --- */

/* The locks of both files are taken once a slice. */
static bool compare_slice(
    struct comparing *comparing, const struct key_list *keys, size_t first, struct error *err)
{
    struct store *then = comparing->then.session->store, *now = comparing->now->store;
    struct error ignored;
    bool good = true;

    if (!store_begin(then, err) || !store_begin_read(now, err))
        return false;
    store_sweep_begin(then);
    store_sweep_begin(now);
    for (size_t i = first; good && i < keys->count && i < first + SLICE; i++)
        good = compare(comparing, keys->items[i], err);
    store_sweep_end(now);
    store_sweep_end(then);
    if (!good) {
        (void)!store_commit(now, &ignored);
        return false; /* and nobody looks at the other again */
    }
    return store_commit(now, err) && store_commit(then, err);
}

static bool tell(const struct comparing *comparing, double done)
{
    return !comparing->watch || !comparing->watch->tell ||
           comparing->watch->tell(
               comparing->watch->context, MAKING_SHARE + done * (1 - MAKING_SHARE));
}

static bool compare_keys_of(
    struct comparing *comparing, const struct key_list *keys, struct error *err)
{
    for (size_t first = 0; first < keys->count; first += SLICE) {
        if (!tell(comparing, (double)first / (double)keys->count))
            return error_set(err, ERROR_FOUND, "given up");
        if (!compare_slice(comparing, keys, first, err))
            return false;
    }
    return true;
}

/* Those to whom the medians of that day matter are compared by them. */
static bool compare_again(struct comparing *comparing, struct error *err)
{
    struct key_list again = {0};
    size_t kept = 0;
    bool good;

    earlier_settle(&comparing->then, &again);
    for (size_t i = 0; i < comparing->list.count; i++)
        if (!has_key(&again, comparing->list.items[i].account))
            comparing->list.items[kept++] = comparing->list.items[i];
    comparing->list.count = kept;
    good = compare_keys_of(comparing, &again, err);
    array_fini(&again);
    return good;
}

static bool read_keys(struct session *session, struct key_list *keys, struct error *err)
{
    if (!store_keys(session->store, ORDER_NAME, keys, err))
        return false;
    store_keys_unique(keys);
    return true;
}

static bool find_keys(struct comparing *comparing, struct key_list *ret_keys, struct error *err)
{
    const struct key_list *books[] = {&comparing->in_then, &comparing->in_now};

    if (!read_keys(comparing->then.session, &comparing->in_then, err) ||
        !read_keys(comparing->now, &comparing->in_now, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(books); i++)
        for (size_t k = 0; k < books[i]->count; k++)
            ARRAY_PUSH(ret_keys, books[i]->items[k]);
    store_keys_unique(ret_keys);
    return true;
}

static bool compare_all(struct comparing *comparing, struct error *err)
{
    struct key_list keys = {0};
    bool good = earlier_begin(&comparing->then, err) && find_keys(comparing, &keys, err) &&
                compare_keys_of(comparing, &keys, err) && compare_again(comparing, err);

    array_fini(&keys);
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
    struct comparing comparing = {.now = now,
        .watch = watch,
        .from = span->from,
        .to = span->to,
        .account = span->account,
        .arena = arena};
    struct changes changes = {.from = span->from, .to = span->to};
    bool good = as_of_open_unscored(now, span->from, watch, &comparing.then.session, err) &&
                compare_all(&comparing, err);

    if (good) {
        changes.limits = arena_copy_text(arena, session_as_of_limits(comparing.then.session));
        take_list(&comparing, &changes);
        *ret_changes = changes;
    }
    array_fini(&comparing.list);
    array_fini(&comparing.in_then);
    array_fini(&comparing.in_now);
    arena_fini(&comparing.scratch);
    earlier_fini(&comparing.then);
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
