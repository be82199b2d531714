/* The same customer twice: what the one has that the other has not goes over, the rest goes. */
#include <string.h>
#include "app/join_internal.h"
#include "base/text.h"

static void remember(struct joining *joining, const char *what, const char *id)
{
    const char *item = join_former(&joining->change.arena, what, id);

    if (item)
        str_addf(&joining->former, ";%s", item);
}

/* It counts once: what it says more is kept, its id is remembered; it goes with its account. */
static void drop(
    struct joining *joining, const struct row *row, const struct row *same, const char *what)
{
    (void)join_fill_row(row, same, &joining->change);
    remember(joining, what, row_text(row, kind_info(row->kind)->id));
    joining->tally->same[row->kind]++;
}

/* --- each kind --- */

static bool move_line(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row *same = join_same_line(row, &joining->of_into[KIND_CONTRACT]);
    day_number yesterday = joining->ground.today - 1;
    size_t at;

    if (same) {
        drop(joining, row, same, "contract");
        return true;
    }
    if (!joining_move(joining, row, &at, err))
        return false;
    if (!row_is(joining->ground.from.account, ACCOUNT_STAGE, "churned") ||
        row_is(joining->ground.into.account, ACCOUNT_STAGE, "churned"))
        return true;
    /* It ran no longer where the account had churned. */
    change_set_text(&joining->change, at, CONTRACT_STATUS, "lost");
    if (!row_knows(row, CONTRACT_ENDS) || row_day(row, CONTRACT_ENDS) > yesterday)
        change_set_day(&joining->change, at, CONTRACT_ENDS, yesterday);
    return true;
}

static bool move_person(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row *same = join_same_person(row, &joining->of_into[KIND_CONTACT]);

    if (!same)
        return joining_move(joining, row, NULL, err);
    drop(joining, row, same, "contact");
    return true;
}

static bool is_same_reading(const struct row *a, const struct row *b)
{
    return row_day(a, MEASURE_DATE) == row_day(b, MEASURE_DATE) &&
           text_equal_nocase(row_text(a, MEASURE_METRIC), row_text(b, MEASURE_METRIC)) &&
           text_equal_nocase(row_text(a, MEASURE_CONTACT), row_text(b, MEASURE_CONTACT));
}

static bool move_reading(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row_list *there = &joining->of_into[KIND_MEASURE];

    for (size_t i = 0; i < there->count; i++)
        if (is_same_reading(row, there->items[i])) {
            joining->tally->same[KIND_MEASURE]++;
            return true; /* it goes with its account */
        }
    return joining_move(joining, row, NULL, err);
}

/* A renewal of a line that both had was closed once. */
static bool move_renewal(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row_list *there = &joining->of_into[KIND_RENEWAL];
    const struct row_list *lines = &joining->of_from[KIND_CONTRACT];
    size_t at;

    for (size_t i = 0; i < there->count; i++)
        if (row_day(row, RENEWAL_ENDS) == row_day(there->items[i], RENEWAL_ENDS) &&
            text_compare_folded(
                row_text(row, RENEWAL_PRODUCT), row_text(there->items[i], RENEWAL_PRODUCT)) == 0) {
            joining->tally->same[KIND_RENEWAL]++;
            return true;
        }
    if (!joining_move(joining, row, &at, err))
        return false;
    for (size_t i = 0; i < lines->count; i++) {
        const struct row *line = lines->items[i];
        const struct row *twin = join_same_line(line, &joining->of_into[KIND_CONTRACT]);

        if (twin && text_equal(row_text(line, CONTRACT_ID), row_text(row, RENEWAL_LINE)))
            change_set_text(&joining->change, at, RENEWAL_LINE, row_text(twin, CONTRACT_ID));
    }
    return true;
}

/* Rules make theirs anew; what a person said of one stays. */
static bool move_signal(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row_list *there = &joining->of_into[KIND_SIGNAL];
    bool is_own = row_integer(row, SIGNAL_BY_HAND) == 1 || row_knows(row, SIGNAL_OUTCOME);

    if (is_own)
        return joining_move(joining, row, NULL, err);
    for (size_t i = 0; i < there->count; i++)
        if (text_equal(row_text(row, SIGNAL_SIGNAL), row_text(there->items[i], SIGNAL_SIGNAL)) &&
            !row_knows(there->items[i], SIGNAL_OUTCOME))
            return true;
    if (!row_knows(row, SIGNAL_HANDLED_ON) && row_integer(row, SIGNAL_MUTED) != 1)
        return true;
    return joining_move(joining, row, NULL, err);
}

static bool has_fact(const struct joining *joining, const struct row *fact, int64_t owner)
{
    const struct row_list *there = &joining->of_into[KIND_FACT];

    for (size_t i = 0; i < there->count; i++)
        if (row_integer(there->items[i], FACT_OWNER) == owner &&
            text_equal(row_text(there->items[i], FACT_KIND), row_text(fact, FACT_KIND)) &&
            text_equal(row_text(there->items[i], FACT_NAME), row_text(fact, FACT_NAME)))
            return true;
    return false;
}

static bool was_moved(const struct joining *joining, enum kind kind, int64_t key)
{
    for (size_t i = 0; i < joining->change.rows.count; i++) {
        const struct change_row *row = &joining->change.rows.items[i];

        if (row->kind == kind && row->key == key && row->op == CHANGE_UPDATE)
            return true;
    }
    return false;
}

/* The row that stands for a line or a person of the account that goes; 0: none does. */
static int64_t twin_of(const struct joining *joining, enum kind kind, int64_t key)
{
    const struct row_list *rows = &joining->of_from[kind];
    const struct row *twin = NULL;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i]->key == key && kind == KIND_CONTACT)
            twin = join_same_person(rows->items[i], &joining->of_into[kind]);
        else if (rows->items[i]->key == key && kind == KIND_CONTRACT)
            twin = join_same_line(rows->items[i], &joining->of_into[kind]);
    return twin ? twin->key : 0;
}

/* A fact goes with its row, or to the row that stands for it where that has none of that name. */
static bool move_fact(struct joining *joining, const struct row *fact, struct error *err)
{
    int64_t owner = row_integer(fact, FACT_OWNER), now = owner;
    enum kind kind;
    size_t at;

    if (!kind_from_name(row_text(fact, FACT_KIND), &kind))
        return true;
    if (kind == KIND_ACCOUNT)
        now = joining->order->into;
    else if (!was_moved(joining, kind, owner))
        now = twin_of(joining, kind, owner);
    if (!now || (now != owner && has_fact(joining, fact, now)))
        return true;
    if (!joining_move(joining, fact, &at, err))
        return false;
    if (now != owner)
        change_set_integer(&joining->change, at, FACT_OWNER, now);
    return true;
}

typedef bool (*move_fn)(struct joining *joining, const struct row *row, struct error *err);

static bool move_plain(struct joining *joining, const struct row *row, struct error *err)
{
    return joining_move(joining, row, NULL, err);
}

static move_fn mover_of(enum kind kind)
{
    static const move_fn movers[KIND_COUNT] = {
        [KIND_CONTRACT] = move_line,
        [KIND_CONTACT] = move_person,
        [KIND_MEASURE] = move_reading,
        [KIND_RENEWAL] = move_renewal,
        [KIND_SIGNAL] = move_signal,
        [KIND_FACT] = move_fact,
    };

    return movers[kind] ? movers[kind] : move_plain;
}

/* What does not go over goes with its account. Facts come last: they follow their rows. */
static bool move_all(struct joining *joining, struct error *err)
{
    static const enum kind order[] = {KIND_CONTRACT, KIND_CONTACT, KIND_MEASURE, KIND_TICKET,
        KIND_TASK, KIND_NOTE, KIND_OPPORTUNITY, KIND_GOAL, KIND_RESULT, KIND_FEEDBACK, KIND_RUN,
        KIND_STEP, KIND_SIGNAL, KIND_VERSION, KIND_RENEWAL, KIND_REFERENCE, KIND_FACT};
    _Static_assert(COUNT_OF(order) == KIND_COUNT - 2, "all but accounts and movements");

    for (size_t i = 0; i < COUNT_OF(order); i++) {
        const struct row_list *rows = &joining->of_from[order[i]];

        for (size_t k = 0; k < rows->count; k++)
            if (!mover_of(order[i])(joining, rows->items[k], err))
                return false;
    }
    return true;
}

/* --- the account --- */

static void add_name(struct str *out, enum kind kind, int field)
{
    str_addf(out, "%s%s", out->len ? ", " : "", kind_info(kind)->fields[field].name);
}

static void tell_fields(struct joining *joining, uint64_t filled)
{
    static const uint64_t aside = UINT64_C(1) << ACCOUNT_ID | UINT64_C(1) << ACCOUNT_ENTERED;
    const struct kind_info *info = kind_info(KIND_ACCOUNT);
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;

    for (int field = 0; field < info->stored; field++) {
        if ((info->fields[field].flags & FIELD_HIDDEN) || field == ACCOUNT_FORMER ||
            field == ACCOUNT_APART || (aside & (UINT64_C(1) << field)))
            continue;
        if (filled & (UINT64_C(1) << field))
            add_name(&joining->tally->filled, KIND_ACCOUNT, field);
        else if (row_knows(from, field) && row_knows(into, field) &&
                 !value_equal(from->values[field], into->values[field]))
            add_name(&joining->tally->wins, KIND_ACCOUNT, field);
    }
}

static void fill_account(struct joining *joining)
{
    struct change *change = &joining->change;
    size_t at = change_update(change, KIND_ACCOUNT, joining->order->into);
    const char *former;

    (void)join_fill(&joining->ground, change, at);
    former = change->rows.items[at].mask & (UINT64_C(1) << ACCOUNT_FORMER)
                 ? change->rows.items[at].values[ACCOUNT_FORMER].text
                 : row_text(joining->ground.into.account, ACCOUNT_FORMER);
    if (joining->former.len)
        change_set_text(change, at, ACCOUNT_FORMER,
            arena_format(
                &change->arena, "%s%s", former, str_text(&joining->former) + (*former ? 0 : 1)));
    tell_fields(joining, change->rows.items[at].mask);
}

/* --- what names it from outside --- */

struct children {
    struct joining *joining;
    const char *parent;
};

static bool take_child(void *context, int64_t key, struct value value)
{
    struct children *children = context;
    const struct joining *joining = children->joining;

    if (value.type == VALUE_TEXT && text_equal(value.text, children->parent) &&
        key != joining->order->into && key != joining->order->from)
        change_set_text(&children->joining->change,
            change_update(&children->joining->change, KIND_ACCOUNT, key), ACCOUNT_PARENT,
            row_text(joining->ground.into.account, ACCOUNT_ID));
    return true;
}

static bool turn_transfers_of(struct joining *joining, const char *id, struct error *err)
{
    struct arena *arena = &joining->change.arena;
    struct store *store = joining->session->store;
    const char *gone = row_text(joining->ground.from.account, ACCOUNT_ID);
    struct row *account = NULL;
    struct row_list moves = {0};

    if (!store_find_id(store, KIND_ACCOUNT, id, arena, &account, err))
        return false;
    if (!account || account->key == joining->order->into || account->key == joining->order->from)
        return true;
    if (!store_children(store, KIND_MOVEMENT, account->key, arena, &moves, err))
        return false;
    for (size_t i = 0; i < moves.count; i++)
        if (text_equal(row_text(moves.items[i], MOVEMENT_OTHER), gone))
            change_set_text(&joining->change,
                change_update(&joining->change, KIND_MOVEMENT, moves.items[i]->key), MOVEMENT_OTHER,
                row_text(joining->ground.into.account, ACCOUNT_ID));
    return true;
}

/* The other side of what was transferred to it or from it. */
static bool turn_transfers(struct joining *joining, struct error *err)
{
    const struct row_list *moves = &joining->of_from[KIND_MOVEMENT];

    for (size_t i = 0; i < moves->count; i++) {
        const char *other = row_text(moves->items[i], MOVEMENT_OTHER);
        bool seen = !*other;

        for (size_t k = 0; k < i && !seen; k++)
            seen = text_equal(row_text(moves->items[k], MOVEMENT_OTHER), other);
        if (!seen && !turn_transfers_of(joining, other, err))
            return false;
    }
    return true;
}

static bool turn_outside(struct joining *joining, struct error *err)
{
    struct children children = {joining, row_text(joining->ground.from.account, ACCOUNT_ID)};

    return store_column(joining->session->store, ACCOUNT_PARENT, take_child, &children, err) &&
           turn_transfers(joining, err);
}

bool join_write_merge(struct joining *joining, struct error *err)
{
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;

    change_summarize(&joining->change, "%s: %s (%s) merged into it", join_title(into),
        join_title(from), row_text(from, ACCOUNT_ID));
    if (!move_all(joining, err))
        return false;
    join_ledger(&joining->ground, &joining->change);
    fill_account(joining);
    if (!turn_outside(joining, err))
        return false;
    change_delete(&joining->change, KIND_ACCOUNT, from->key);
    return true;
}
