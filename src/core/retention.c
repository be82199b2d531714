/* Positions of a period: accounts into units, units into the cohort and what stands beside (E1). */
#include "core/retention.h"

#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/order.h"
#include "base/str.h"
#include "retention_internal.h"

static const char *const kind_words[] = {
    [ARR_NEW] = "new",
    [ARR_EXPANSION] = "expansion",
    [ARR_UPLIFT] = "uplift",
    [ARR_CONTRACTION] = "contraction",
    [ARR_CHURN] = "churn",
    [ARR_REACTIVATION] = "reactivation",
    [ARR_TRANSFER] = "transfer",
    [ARR_BOOK_IN] = "book_in",
    [ARR_BOOK_OUT] = "book_out",
    [ARR_CORRECTION] = "correction",
};
_Static_assert(COUNT_OF(kind_words) == ARR_KINDS, "a word for each kind of movement");

const char *arr_kind_word(enum arr_kind kind)
{
    return kind < ARR_KINDS ? kind_words[kind] : "";
}

bool arr_kind_of(const char *word, enum arr_kind *ret_kind)
{
    for (int kind = 0; kind < ARR_KINDS; kind++)
        if (text_equal_nocase(word, kind_words[kind])) {
            *ret_kind = (enum arr_kind)kind;
            return true;
        }
    return false;
}

static int compare_moves(const void *left, const void *right)
{
    const struct arr_move *a = left, *b = right;
    int order;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    order = strcmp(a->line, b->line);
    if (order)
        return order;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

void arr_moves_sort(struct arr_move *moves, size_t count)
{
    if (count > 1)
        qsort(moves, count, sizeof(*moves), compare_moves);
}

/* --- units --- */

struct making {
    const struct arr_ledger *ledger;
    const struct arr_period *period;
    struct arr_account *accounts; /* as ledger->accounts */
    struct arr_atoms atoms;
};
struct arr_member {
    size_t unit, account; /* indexes of accounts */
    int64_t opening, closing;
};
/* What the accounts of a unit add up to, besides the position. */
struct arr_unit {
    bool was_active, seen_running;
    int64_t uplift, lost;
};

static size_t find_account(const struct arr_ledger *ledger, int64_t key)
{
    return order_find(ledger->accounts, ledger->account_count, key);
}

static size_t unit_of(struct making *making, size_t at)
{
    struct arr_account *accounts = making->accounts;

    while (accounts[at].unit != at) {
        accounts[at].unit = accounts[accounts[at].unit].unit;
        at = accounts[at].unit;
    }
    return at;
}

static void join_by_transfers(struct making *making)
{
    const struct arr_ledger *ledger = making->ledger;

    for (size_t i = 0; i < ledger->move_count; i++) {
        const struct arr_move *move = &ledger->moves[i];

        if (move->kind != ARR_TRANSFER || move->day <= making->period->after ||
            move->day > making->period->until)
            continue;
        size_t one = find_account(ledger, move->account);
        size_t other = find_account(ledger, move->other);
        if (one < ledger->account_count && other < ledger->account_count)
            making->accounts[unit_of(making, one)].unit = unit_of(making, other);
    }
}

/* Moves and accounts both ascend by account: the run of the next account. */
static const struct arr_move *next_run(
    const struct arr_ledger *ledger, int64_t account, size_t *at, size_t *ret_count)
{
    size_t end;

    while (*at < ledger->move_count && ledger->moves[*at].account < account)
        ++*at;
    for (end = *at; end < ledger->move_count && ledger->moves[end].account == account;)
        end++;
    *ret_count = end - *at;
    const struct arr_move *first = *ret_count ? &ledger->moves[*at] : NULL;
    *at = end;
    return first;
}

static void read_accounts(struct making *making)
{
    const struct arr_ledger *ledger = making->ledger;
    size_t at = 0, count;

    for (size_t i = 0; i < ledger->account_count; i++) {
        const struct arr_move *moves = next_run(ledger, ledger->accounts[i], &at, &count);

        making->accounts[i] = (struct arr_account){.key = ledger->accounts[i], .unit = i};
        arr_account_read(moves, count, making->period, &making->atoms, &making->accounts[i]);
    }
}

int64_t *arr_closings(const struct arr_ledger *ledger, day_number day, struct arena *arena)
{
    const struct arr_period period = {day - 1, day, false};
    int64_t *closings = arena_alloc_array(arena, ledger->account_count + 1, sizeof(*closings));
    struct arr_atoms atoms = {0};
    size_t at = 0, count;

    for (size_t i = 0; i < ledger->account_count; i++) {
        const struct arr_move *moves = next_run(ledger, ledger->accounts[i], &at, &count);
        struct arr_account account = {0};

        array_clear(&atoms);
        arr_account_read(moves, count, &period, &atoms, &account);
        closings[i] =
            account.first == DAY_NONE || account.without_rate ? MONEY_NONE : account.closing;
    }
    array_fini(&atoms);
    return closings;
}

/* By unit, and in it the leading one first. */
static int compare_members(const void *left, const void *right)
{
    const struct arr_member *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->closing != b->closing)
        return a->closing > b->closing ? -1 : 1;
    if (a->opening != b->opening)
        return a->opening > b->opening ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

static struct arr_member *sort_members(struct making *making)
{
    size_t count = making->ledger->account_count;
    struct arr_member *members = mem_alloc_array(count + 1, sizeof(*members));

    for (size_t i = 0; i < count; i++)
        members[i] = (struct arr_member){
            unit_of(making, i), i, making->accounts[i].opening, making->accounts[i].closing};
    for (size_t i = 1; i < count; i++)
        if (compare_members(&members[i - 1], &members[i]) >
            0) { /* only transfers change the order */
            qsort(members, count, sizeof(*members), compare_members);
            break;
        }
    return members;
}

/* --- one unit --- */

static enum arr_place place_of(const struct arr_position *position, const struct arr_unit *unit)
{
    if (position->currency)
        return ARR_WITHOUT_RATE;
    if (position->first == DAY_NONE)
        return ARR_NOT_KNOWN;
    if (position->start > 0)
        return ARR_KEPT_OR_LOST;
    if (position->end > 0)
        return unit->was_active ? ARR_CAME_BACK : ARR_CAME_NEW;
    if (position->taken > 0 || unit->seen_running)
        return ARR_TAKEN_IN;
    return position->handed > 0 ? ARR_HANDED_OVER : ARR_AT_NOTHING;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t above_nothing(int64_t money)
{
    return money > 0 ? money : 0;
}

static int compare_products(const void *left, const void *right)
{
    const struct arr_atom *a = left, *b = right;

    return strcmp(a->product, b->product);
}

/* The sum of min(s, e) over the products of the unit, with and without uplift. */
static void net_products(struct arr_atoms *atoms, struct arr_position *position)
{
    int64_t kept = 0, bare = 0;

    if (atoms->count > 1)
        qsort(atoms->items, atoms->count, sizeof(*atoms->items), compare_products);
    for (size_t i = 0, end; i < atoms->count; i = end) {
        struct arr_atom sum = atoms->items[i];

        for (end = i + 1; end < atoms->count && text_equal(atoms->items[end].product, sum.product);
             end++) {
            arr_add(&sum.start, atoms->items[end].start);
            arr_add(&sum.end, atoms->items[end].end);
            arr_add(&sum.uplift, atoms->items[end].uplift);
        }
        arr_add(&kept, above_nothing(least(sum.start, sum.end)));
        arr_add(&bare, above_nothing(least(sum.start, sum.end - above_nothing(sum.uplift))));
    }
    position->kept = least(position->kept, kept);
    position->kept_without_uplift = least(position->kept_without_uplift, bare);
}

static void fill_cohort(
    struct arr_position *position, const struct arr_unit *unit, struct arr_atoms *atoms)
{
    int64_t start = position->start, end = position->end;

    position->uplift = least(above_nothing(unit->uplift), end);
    position->lost_by_moves = unit->lost;
    position->kept = least(start, end);
    position->kept_without_uplift = least(start, end - position->uplift);
    if (atoms)
        net_products(atoms, position);
    position->expansion = end - position->kept;
    position->expansion_bought = above_nothing(position->expansion - position->uplift);
    if (end == 0)
        position->churn = start;
    else
        position->contraction = start - position->kept;
}

static void take_atoms(
    const struct making *making, const struct arr_account *account, struct arr_atoms *atoms)
{
    if (account->seen_running || (account->opening > 0 && account->handed == account->opening))
        return;
    for (size_t i = 0; i < account->atom_count; i++) {
        const struct arr_atom *atom = &making->atoms.items[account->first_atom + i];

        if (!atom->handed && !atom->taken)
            ARRAY_PUSH(atoms, *atom);
    }
}

static void take_account(
    struct arr_position *position, struct arr_unit *unit, const struct arr_account *account)
{
    if (account->without_rate && !position->currency)
        position->currency = account->without_rate;
    if (account->first != DAY_NONE &&
        (position->first == DAY_NONE || account->first < position->first))
        position->first = account->first;
    unit->was_active = unit->was_active || account->was_active;
    unit->seen_running = unit->seen_running || account->seen_running;
    arr_add(&unit->uplift, account->uplift);
    arr_add(&unit->lost, account->lost);
    arr_add(&position->opening, account->opening);
    arr_add(&position->closing, account->closing);
    arr_add(&position->handed, account->handed);
    arr_add(&position->taken, account->taken);
}

static void clear_money(struct arr_position *position)
{
    position->opening = position->closing = position->handed = position->taken = 0;
}

static struct arr_position position_of(
    const struct making *making, const struct arr_member *members, size_t count, int64_t *keys)
{
    struct arr_position position = {.accounts = keys, .account_count = count, .first = DAY_NONE};
    struct arr_unit unit = {0};
    struct arr_atoms atoms = {0};

    for (size_t i = 0; i < count; i++) {
        const struct arr_account *account = &making->accounts[members[i].account];

        keys[i] = account->key;
        take_account(&position, &unit, account);
        if (making->period->by_product)
            take_atoms(making, account, &atoms);
    }
    if (position.currency)
        clear_money(&position);
    position.start = position.opening - position.handed;
    position.end = position.closing - position.taken;
    position.place = place_of(&position, &unit);
    if (position.place == ARR_KEPT_OR_LOST)
        fill_cohort(&position, &unit, making->period->by_product ? &atoms : NULL);
    else if (position.end > 0)
        position.came = position.end;
    array_fini(&atoms);
    return position;
}

void arr_positions_make(const struct arr_ledger *ledger, const struct arr_period *period,
    struct arena *arena, struct arr_position_list *ret_positions)
{
    struct making making = {.ledger = ledger, .period = period};
    size_t count = ledger->account_count, end;
    int64_t *keys = arena_alloc_array(arena, count + 1, sizeof(*keys));
    struct arr_position_list positions = {0};

    making.accounts = mem_alloc_array(count + 1, sizeof(*making.accounts));
    read_accounts(&making);
    join_by_transfers(&making);
    struct arr_member *members = sort_members(&making);
    positions.items = arena_alloc_array(arena, count + 1, sizeof(*positions.items));
    for (size_t at = 0; at < count; at = end) {
        for (end = at + 1; end < count && members[end].unit == members[at].unit;)
            end++;
        positions.items[positions.count++] =
            position_of(&making, &members[at], end - at, &keys[at]);
    }
    free(members);
    free(making.accounts);
    array_fini(&making.atoms);
    *ret_positions = positions;
}
