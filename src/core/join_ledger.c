/* The movements of two accounts as those of one customer (model.md E1). */
#include "base/money.h"
#include "base/text.h"
#include "core/join.h"
#include "core/ledger.h"
#include "core/retention.h"

/* A line of the one that the other has too. */
struct doubled {
    const char *line;  /* its id; "" the implied one */
    const char *twin;  /* the line that counts; NULL: all of the other account are in its place */
    day_number begins; /* first day of the twin; DAY_NONE: nothing is recorded of it */
    bool was_there;    /* the line had movements before that day */
};
struct doubled_list ARRAY_OF(struct doubled);

struct joining {
    const struct join_ground *ground;
    struct change *change;
    const struct join_side *stays, *goes; /* whose lines count where both have one */
    struct doubled_list doubled;
};

static day_number first_day(const struct join_side *side, const char *line)
{
    day_number first = DAY_NONE;

    for (size_t i = 0; i < side->movements.count; i++) {
        const struct row *row = side->movements.items[i];
        day_number day = row_day(row, MOVEMENT_DATE);

        if ((!line || text_equal(row_text(row, MOVEMENT_LINE), line)) &&
            (first == DAY_NONE || day < first))
            first = day;
    }
    return first;
}

/* It has ARR, or had some. */
static bool has_lines(const struct join_side *side)
{
    return side->contracts.count > 0 || row_money(side->account, ACCOUNT_ARR) > 0 ||
           first_day(side, "") != DAY_NONE;
}

static void add_doubled(struct joining *joining, const char *line, const char *twin)
{
    struct doubled doubled = {line, twin, first_day(joining->stays, twin), false};
    day_number first = first_day(joining->goes, line);

    doubled.was_there = first != DAY_NONE && doubled.begins != DAY_NONE && first < doubled.begins;
    ARRAY_PUSH(&joining->doubled, doubled);
}

/* Lines of its own say more than one that an account implies. */
static void find_doubled(struct joining *joining)
{
    const struct join_ground *ground = joining->ground;
    bool turned = ground->into.contracts.count == 0 && ground->from.contracts.count > 0;

    joining->stays = turned ? &ground->from : &ground->into;
    joining->goes = turned ? &ground->into : &ground->from;
    for (size_t i = 0; i < joining->goes->contracts.count; i++) {
        const struct row *line = joining->goes->contracts.items[i];
        const struct row *twin = join_same_line(line, &joining->stays->contracts);

        if (twin)
            add_doubled(joining, row_text(line, CONTRACT_ID), row_text(twin, CONTRACT_ID));
    }
    if (joining->goes->contracts.count == 0 && !join_takes_implied(ground) &&
        has_lines(joining->goes) && has_lines(joining->stays))
        add_doubled(joining, "", NULL);
}

static const struct doubled *doubled_of(const struct joining *joining, const struct row *movement)
{
    for (size_t i = 0; i < joining->doubled.count; i++)
        if (text_equal(joining->doubled.items[i].line, row_text(movement, MOVEMENT_LINE)))
            return &joining->doubled.items[i];
    return NULL;
}

static bool counts_no_longer(const struct doubled *doubled, const struct row *movement)
{
    return doubled && doubled->begins != DAY_NONE &&
           row_day(movement, MOVEMENT_DATE) >= doubled->begins;
}

/* The twin's beginning: the customer was there before, so it comes to no book. */
static bool is_beginning(const struct joining *joining, const struct row *movement)
{
    enum arr_kind kind;

    if (!arr_kind_of(row_text(movement, MOVEMENT_KIND), &kind) ||
        (kind != ARR_NEW && kind != ARR_BOOK_IN && kind != ARR_REACTIVATION))
        return false;
    for (size_t i = 0; i < joining->doubled.count; i++) {
        const struct doubled *doubled = &joining->doubled.items[i];

        if (doubled->was_there && row_day(movement, MOVEMENT_DATE) == doubled->begins &&
            (!doubled->twin || text_equal(doubled->twin, row_text(movement, MOVEMENT_LINE))))
            return true;
    }
    return false;
}

/* --- rows --- */

struct edit {
    struct joining *joining;
    const struct row *row;
    size_t at;
    bool there;
};

static void set(struct edit *edit, int field, struct value value)
{
    if (value_equal(edit->row->values[field], value))
        return;
    if (!edit->there)
        edit->at = change_update(edit->joining->change, KIND_MOVEMENT, edit->row->key);
    edit->there = true;
    change_set(edit->joining->change, edit->at, field, value);
}

static void write_movement(
    struct joining *joining, const struct join_side *side, const struct row *row)
{
    const struct join_ground *ground = joining->ground;
    struct edit edit = {joining, row, 0, false};
    struct value own = value_text(row_text(ground->into.account, ACCOUNT_ID));
    const char *other = row_text(row, MOVEMENT_OTHER);

    set(&edit, MOVEMENT_ACCOUNT, value_integer(ground->into.account->key));
    if (*other && (text_equal(other, row_text(ground->from.account, ACCOUNT_ID)) ||
                      text_equal(other, own.text)))
        set(&edit, MOVEMENT_OTHER, own);
    if (side == joining->goes && counts_no_longer(doubled_of(joining, row), row)) {
        set(&edit, MOVEMENT_KIND, value_text(arr_kind_word(ARR_CORRECTION)));
        set(&edit, MOVEMENT_OTHER, value_unknown());
    } else if (side == joining->stays && is_beginning(joining, row)) {
        set(&edit, MOVEMENT_KIND, value_text(arr_kind_word(ARR_TRANSFER)));
        set(&edit, MOVEMENT_OTHER, own);
    }
}

/* --- sums --- */

static bool is_like(const struct row *a, const struct row *b)
{
    return text_equal(row_text(a, MOVEMENT_LINE), row_text(b, MOVEMENT_LINE)) &&
           text_equal_nocase(row_text(a, MOVEMENT_CURRENCY), row_text(b, MOVEMENT_CURRENCY));
}

/* What movement `at` and those like it add up to: before its twin began, and from then on. */
static bool add_up(const struct joining *joining, size_t at, int64_t *ret_before, int64_t *ret_then)
{
    const struct row_list *rows = &joining->goes->movements;
    const struct doubled *doubled = doubled_of(joining, rows->items[at]);

    *ret_before = *ret_then = 0;
    for (size_t i = 0; i < at; i++)
        if (is_like(rows->items[i], rows->items[at]))
            return false;
    if (!doubled || doubled->begins == DAY_NONE)
        return false;
    for (size_t i = at; i < rows->count; i++) {
        const struct row *row = rows->items[i];

        if (is_like(row, rows->items[at]))
            (void)!money_add(counts_no_longer(doubled, row) ? ret_then : ret_before,
                row_money(row, MOVEMENT_AMOUNT));
    }
    return true;
}

static void balance(struct joining *joining, size_t at)
{
    const struct join_ground *ground = joining->ground;
    const struct row *row = joining->goes->movements.items[at];
    int64_t before, then;

    if (!add_up(joining, at, &before, &then))
        return;
    struct ledger_move move = {.account = ground->into.account->key,
        .date = doubled_of(joining, row)->begins,
        .kind = arr_kind_word(ARR_TRANSFER),
        .line = row_text(row, MOVEMENT_LINE),
        .product = row_text(row, MOVEMENT_PRODUCT),
        .currency = row_text(row, MOVEMENT_CURRENCY),
        .amount = -before,
        .other = row_text(ground->into.account, ACCOUNT_ID),
        .source = LEDGER_HAND};

    ledger_add_move(joining->change, &move);
    move.date = ground->today;
    move.kind = arr_kind_word(ARR_CORRECTION);
    move.amount = -then;
    move.other = NULL;
    ledger_add_move(joining->change, &move);
}

void join_ledger(const struct join_ground *ground, struct change *change)
{
    struct joining joining = {.ground = ground, .change = change};
    const struct join_side *sides[] = {&ground->from, &ground->into};

    find_doubled(&joining);
    for (size_t i = 0; i < COUNT_OF(sides); i++)
        for (size_t k = 0; k < sides[i]->movements.count; k++)
            write_movement(&joining, sides[i], sides[i]->movements.items[k]);
    for (size_t i = 0; i < joining.goes->movements.count; i++)
        balance(&joining, i);
    array_fini(&joining.doubled);
}
