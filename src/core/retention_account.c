/* One account of the ledger over a period: its lines at both ends (E1). */
#include "retention_internal.h"

#include "base/money.h"
#include "base/str.h"
#include "core/settings.h"

#define MOST_MONEY (INT64_MAX / 4)

void arr_add(int64_t *sum, int64_t amount)
{
    int64_t result;

    if (__builtin_add_overflow(*sum, amount, &result) || result > MOST_MONEY ||
        result < -MOST_MONEY)
        result = (amount > 0) ? MOST_MONEY : -MOST_MONEY;
    *sum = result;
}

/* A transfer whose other side is not in the book is a hand-over. */
static enum arr_kind kind_of(const struct arr_move *move)
{
    if (move->kind != ARR_TRANSFER || move->other)
        return move->kind;
    return move->amount < 0 ? ARR_BOOK_OUT : ARR_BOOK_IN;
}

static bool is_within(const struct arr_period *period, day_number day)
{
    return day > period->after && day <= period->until;
}

/* The account's earliest movement; moves stand by line, so the days have to be looked at. */
static const struct arr_move *first_move(const struct arr_move *moves, size_t count)
{
    const struct arr_move *first = &moves[0];

    for (size_t i = 1; i < count; i++)
        if (moves[i].day < first->day || (moves[i].day == first->day && moves[i].key < first->key))
            first = &moves[i];
    return first;
}

/* History of its own, or of the unit that a transfer made it part of. */
static bool begins_by_itself(const struct arr_move *first)
{
    enum arr_kind kind = kind_of(first);

    return kind == ARR_NEW || kind == ARR_REACTIVATION || kind == ARR_TRANSFER;
}

static void take_within(struct arr_atom *atom, const struct arr_move *move)
{
    enum arr_kind kind = kind_of(move);

    if (kind == ARR_UPLIFT)
        arr_add(&atom->uplift, move->amount);
    if ((kind == ARR_CONTRACTION || kind == ARR_CHURN) && move->amount < 0)
        arr_add(&atom->lost, -move->amount);
    if (kind == ARR_BOOK_IN || kind == ARR_BOOK_OUT) {
        atom->taken = kind == ARR_BOOK_IN;
        atom->handed = kind == ARR_BOOK_OUT;
    }
}

/* A correction counts on every day on which the line is known. */
static void take_move(struct arr_atom *atom, const struct arr_move *move, day_number first,
    const struct arr_period *period)
{
    day_number since = move->kind == ARR_CORRECTION ? first : move->day;

    if (*move->product)
        atom->product = move->product;
    if (since <= period->after)
        arr_add(&atom->start, move->amount);
    if (since <= period->until)
        arr_add(&atom->end, move->amount);
    if (is_within(period, move->day))
        take_within(atom, move);
}

/* Days before a line's first movement are not known; a line that begins with a correction stands in
 * the place of another, and so since the account's first. */
static struct arr_atom atom_of(
    const struct arr_move *moves, size_t count, day_number first, const struct arr_period *period)
{
    struct arr_atom atom = {.product = ""};

    if (moves[0].kind != ARR_CORRECTION)
        first = moves[0].day;
    for (size_t i = 0; i < count; i++)
        take_move(&atom, &moves[i], first, period);
    /* Out and in again is in; in and out again was never there. */
    atom.handed = atom.handed && atom.end <= 0 && atom.start > 0;
    atom.taken = atom.taken && atom.start <= 0 && atom.end > 0;
    return atom;
}

/* What comes after the period does not exist, but for corrections. */
static void read_facts(const struct arr_move *moves, size_t count, const struct arr_period *period,
    struct arr_account *account)
{
    for (size_t i = 0; i < count; i++) {
        bool exists = moves[i].day <= period->until || moves[i].kind == ARR_CORRECTION;

        if (moves[i].amount == MONEY_NONE && exists && !account->without_rate)
            account->without_rate = moves[i].currency;
        if (moves[i].amount > 0 && moves[i].day <= period->after && moves[i].kind != ARR_CORRECTION)
            account->was_active = true;
    }
}

static int64_t at_least_nothing(int64_t money)
{
    return money > 0 ? money : 0;
}

static void sum_atoms(struct arr_account *account, const struct arr_atoms *atoms)
{
    for (size_t i = account->first_atom; i < atoms->count; i++) {
        const struct arr_atom *atom = &atoms->items[i];

        arr_add(&account->opening, atom->start);
        arr_add(&account->closing, atom->end);
        if (atom->handed)
            arr_add(&account->handed, atom->start);
        if (atom->taken)
            arr_add(&account->taken, atom->end);
        if (atom->handed || atom->taken)
            continue;
        arr_add(&account->uplift, atom->uplift);
        arr_add(&account->lost, atom->lost);
    }
}

/* Lines that a correction put in the place of others do not match one to one what they replaced:
 * where all that is left went by hand-over and nothing was lost, all of the opening went so. */
static void settle(struct arr_account *account, int64_t brought)
{
    account->opening = at_least_nothing(account->opening);
    account->closing = at_least_nothing(account->closing);
    if (account->handed > account->opening ||
        (account->handed > 0 && account->closing == 0 && account->lost == 0))
        account->handed = account->opening;
    if (account->taken > account->closing || account->seen_running)
        account->taken = account->closing;
    if (account->seen_running)
        account->taken = at_least_nothing(account->closing - at_least_nothing(brought));
}

/* What came from other accounts of the book within the period, less what went to them: it did not
 * come into the book with this one. */
static int64_t brought_by(
    const struct arr_move *moves, size_t count, const struct arr_period *period)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if (kind_of(&moves[i]) == ARR_TRANSFER && is_within(period, moves[i].day))
            arr_add(&sum, moves[i].amount);
    return sum;
}

void arr_account_read(const struct arr_move *moves, size_t count, const struct arr_period *period,
    struct arr_atoms *atoms, struct arr_account *ret_account)
{
    const struct arr_move *first = count ? first_move(moves, count) : NULL;
    size_t end;

    ret_account->first = DAY_NONE;
    ret_account->first_atom = atoms->count;
    if (!first || first->day > period->until)
        return;
    ret_account->first = first->day;
    ret_account->seen_running = first->day > period->after && !begins_by_itself(first);
    read_facts(moves, count, period, ret_account);
    if (ret_account->without_rate)
        return;
    for (size_t at = 0; at < count; at = end) {
        for (end = at + 1; end < count && text_equal(moves[end].line, moves[at].line);)
            end++;
        ARRAY_PUSH(atoms, atom_of(&moves[at], end - at, first->day, period));
    }
    ret_account->atom_count = atoms->count - ret_account->first_atom;
    sum_atoms(ret_account, atoms);
    settle(ret_account, brought_by(moves, count, period));
}

void arr_moves_convert(struct arr_move *moves, size_t count, const struct settings *settings)
{
    int64_t own = 0, converted = 0, now;

    for (size_t i = 0; i < count; i++) {
        struct arr_move *move = &moves[i];

        if (i == 0 || move->account != moves[i - 1].account ||
            !text_equal(move->line, moves[i - 1].line) ||
            !text_equal_nocase(move->currency, moves[i - 1].currency))
            own = converted = 0;
        if (move->amount == MONEY_NONE)
            continue;
        arr_add(&own, move->amount);
        if (settings_convert(settings, own, move->currency, &now)) {
            move->amount = now - converted;
            converted = now;
        } else {
            move->amount = MONEY_NONE;
        }
    }
}
