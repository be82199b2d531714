/* A line that went to another account: what the ledger of one calls gone and that of the other
 * calls more is one transfer, which joins both into one unit (model.md E1). */
#include "app/ledger_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/order.h"

static const char *text_of(const struct change_row *row, int field)
{
    return row->values[field].type == VALUE_TEXT ? row->values[field].text : "";
}

static int64_t number_of(const struct change_row *row, int field)
{
    return row->values[field].type == VALUE_INTEGER ? row->values[field].integer : 0;
}

static bool is_move(const struct change_row *row)
{
    return row->op == CHANGE_INSERT && row->kind == KIND_MOVEMENT && *text_of(row, MOVEMENT_LINE);
}

static bool is_gone(const struct change_row *row)
{
    return is_move(row) && text_equal(text_of(row, MOVEMENT_KIND), "correction") &&
           number_of(row, MOVEMENT_AMOUNT) < 0;
}

/* The same line, with ARR, in another account: a correction too, where that one lost others. */
static bool is_arrival(const struct change_row *row, const struct change_row *gone)
{
    return is_move(row) && number_of(row, MOVEMENT_AMOUNT) > 0 &&
           number_of(row, MOVEMENT_ACCOUNT) != number_of(gone, MOVEMENT_ACCOUNT) &&
           text_equal(text_of(row, MOVEMENT_LINE), text_of(gone, MOVEMENT_LINE)) &&
           text_equal(text_of(row, MOVEMENT_CURRENCY), text_of(gone, MOVEMENT_CURRENCY));
}

static bool set_transfer(
    struct session *session, struct change *change, size_t at, int64_t other, struct error *err)
{
    struct row *account = NULL;

    if (!store_get_stored(session->store, KIND_ACCOUNT, other, &change->arena, &account, err))
        return false;
    change_set_text(change, at, MOVEMENT_KIND, "transfer");
    if (account)
        change_set_text(change, at, MOVEMENT_OTHER, row_text(account, ACCOUNT_ID));
    return true;
}

/* What it has there beyond what it had here. */
static void add_rest(struct change *change, size_t at, int64_t rest)
{
    size_t row;

    if (rest == 0)
        return;
    row = change_insert(change, KIND_MOVEMENT);
    for (int field = 0; field < MOVEMENT_STORED; field++)
        if (change->rows.items[at].mask & (UINT64_C(1) << field) && field != MOVEMENT_OTHER)
            change_set(change, row, field, change->rows.items[at].values[field]);
    change_set_text(change, row, MOVEMENT_KIND, rest > 0 ? "expansion" : "contraction");
    change_set_integer(change, row, MOVEMENT_AMOUNT, rest);
}

static bool join(
    struct session *session, struct change *change, size_t from, size_t to, struct error *err)
{
    int64_t here = number_of(&change->rows.items[from], MOVEMENT_ACCOUNT);
    int64_t there = number_of(&change->rows.items[to], MOVEMENT_ACCOUNT);
    int64_t amount = -number_of(&change->rows.items[from], MOVEMENT_AMOUNT);
    int64_t arrived = number_of(&change->rows.items[to], MOVEMENT_AMOUNT);

    if (!set_transfer(session, change, from, there, err) ||
        !set_transfer(session, change, to, here, err))
        return false;
    change_set_integer(change, to, MOVEMENT_AMOUNT, amount);
    add_rest(change, to, arrived - amount);
    return true;
}

/* --- what arrived, by line --- */

struct arrival {
    const char *line;
    size_t at;
};
struct arrivals ARRAY_OF(struct arrival);

static int by_line(const void *left, const void *right)
{
    const struct arrival *a = left, *b = right;
    int order = strcmp(a->line, b->line);

    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static void gather(const struct change *change, struct arrivals *arrivals)
{
    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *row = &change->rows.items[i];

        if (is_move(row) && !is_gone(row))
            ARRAY_PUSH(arrivals, (struct arrival){text_of(row, MOVEMENT_LINE), i});
    }
    if (arrivals->count > 1)
        qsort(arrivals->items, arrivals->count, sizeof(*arrivals->items), by_line);
}

static int against_line(const void *line, const void *arrival)
{
    return strcmp(line, ((const struct arrival *)arrival)->line);
}

static bool join_gone(struct session *session, struct change *change, size_t gone,
    const struct arrivals *arrivals, struct error *err)
{
    const char *line = text_of(&change->rows.items[gone], MOVEMENT_LINE);

    size_t first =
        order_place(line, arrivals->items, arrivals->count, sizeof(*arrivals->items), against_line);

    for (size_t i = first; i < arrivals->count && text_equal(arrivals->items[i].line, line); i++) {
        size_t at = arrivals->items[i].at;

        if (is_gone(&change->rows.items[gone]) &&
            is_arrival(&change->rows.items[at], &change->rows.items[gone]) &&
            !join(session, change, gone, at, err))
            return false;
    }
    return true;
}

bool ledger_join(struct session *session, struct change *change, struct error *err)
{
    struct arrivals arrivals = {0};
    size_t count = change->rows.count;
    bool any = false, good = true;

    for (size_t i = 0; i < count && !any; i++)
        any = is_gone(&change->rows.items[i]);
    if (!any)
        return true;
    gather(change, &arrivals);
    for (size_t i = 0; good && i < count; i++)
        if (is_gone(&change->rows.items[i]))
            good = join_gone(session, change, i, &arrivals, err);
    array_fini(&arrivals);
    return good;
}
