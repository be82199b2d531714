/* ARR of a day before the journal: what the movements of a line up to that day add up to; each
 * renewal that was closed after it is open again (model.md E1, E3). */
#include "store_internal.h"

#include "base/bug.h"

struct money {
    struct store *store;
    day_number day;
    enum kind kind;
    struct key_list keys; /* of movements, of renewals: those after the day, the newest first */
};

static bool sort_row(void *context, const struct row *row)
{
    struct money *money = context;
    int day = money->kind == KIND_MOVEMENT ? MOVEMENT_DATE : RENEWAL_CLOSED_ON;

    if (row_knows(row, day) && row_day(row, day) > money->day)
        ARRAY_PUSH(&money->keys, row->key);
    return true;
}

/* The line that a row is about: its contract, or the account whose implied line it is. */
static bool find_line(struct store *store, const struct row *row, int account_field, int line_field,
    struct arena *arena, struct row **ret_line, struct error *err)
{
    const char *id = row_text(row, line_field);

    *ret_line = NULL;
    if (id == NULL || id[0] == '\0')
        return store_get_raw(
            store, KIND_ACCOUNT, row_integer(row, account_field), arena, ret_line, err);
    return store_find_id(store, KIND_CONTRACT, id, arena, ret_line, err);
}

static void set(struct edit *edit, struct value *after, int field, struct value value)
{
    after[field] = value;
    edit->mask |= UINT64_C(1) << field;
}

/* --- movements --- */

/* Nobody had lost it yet. */
static void reopen(const struct row *line, struct edit *edit, struct value *after)
{
    if (line->kind == KIND_ACCOUNT && row_is(line, ACCOUNT_STAGE, "churned"))
        set(edit, after, ACCOUNT_STAGE, value_text("steady"));
    if (line->kind != KIND_CONTRACT ||
        !(row_is(line, CONTRACT_STATUS, "lost") || row_is(line, CONTRACT_STATUS, "ended")))
        return;
    set(edit, after, CONTRACT_STATUS, value_text("open"));
    set(edit, after, CONTRACT_REASON, value_unknown());
}

/* A churned account says so itself, whichever line it lost. */
static bool reopen_account(struct store *store, int64_t key, struct arena *arena, struct error *err)
{
    struct value after[64] = {0};
    struct edit edit = {.kind = KIND_ACCOUNT, .key = key, .after = after};
    struct row *account;

    if (!store_get_raw(store, KIND_ACCOUNT, key, arena, &account, err) || account == NULL)
        return account == NULL;
    reopen(account, &edit, after);
    edit.before = account->values;
    edit.old_rev = edit.new_rev = account->rev;
    return edit.mask == 0 || store_edit_update(store, &edit, err);
}

/* A correction restates history; what was running when it was first seen was there before. */
static bool was_there(const struct row *movement, day_number day, bool *known)
{
    bool is_first = !*known;
    bool up_to = row_day(movement, MOVEMENT_DATE) <= day;

    *known = true;
    return up_to || row_is(movement, MOVEMENT_KIND, "correction") ||
           (is_first && row_is(movement, MOVEMENT_KIND, "book_in"));
}

/* Movements come by their days. */
static bool arr_then(struct store *store, const struct row *movement, day_number day,
    struct arena *arena, int64_t *ret_arr, struct error *err)
{
    struct row_list movements;
    bool known = false;

    *ret_arr = 0;
    if (!store_children(
            store, KIND_MOVEMENT, row_integer(movement, MOVEMENT_ACCOUNT), arena, &movements, err))
        return false;
    for (size_t i = 0; i < movements.count; i++)
        if (text_equal(
                row_text(movements.items[i], MOVEMENT_LINE), row_text(movement, MOVEMENT_LINE)) &&
            was_there(movements.items[i], day, &known))
            *ret_arr += row_integer(movements.items[i], MOVEMENT_AMOUNT);
    return true;
}

static bool set_arr(
    struct money *money, const struct row *movement, struct arena *arena, struct error *err)
{
    struct value after[64] = {0};
    struct edit edit = {.after = after};
    struct store *store = money->store;
    struct row *line;
    int64_t arr;

    if (row_is(movement, MOVEMENT_KIND, "churn") &&
        !reopen_account(store, row_integer(movement, MOVEMENT_ACCOUNT), arena, err))
        return false;
    if (!find_line(store, movement, MOVEMENT_ACCOUNT, MOVEMENT_LINE, arena, &line, err) ||
        !arr_then(store, movement, money->day, arena, &arr, err))
        return false;
    if (line == NULL)
        return true;
    edit.kind = line->kind;
    edit.key = line->key;
    edit.before = line->values;
    edit.old_rev = edit.new_rev = line->rev;
    set(&edit, after, line->kind == KIND_ACCOUNT ? ACCOUNT_ARR : CONTRACT_ARR, value_integer(arr));
    if (row_is(movement, MOVEMENT_KIND, "churn"))
        reopen(line, &edit, after);
    return store_edit_update(store, &edit, err);
}

/* --- renewals --- */

static bool reopen_renewal(
    struct store *store, const struct row *renewal, struct arena *arena, struct error *err)
{
    struct value after[64] = {0};
    struct edit edit = {.after = after};
    struct row *line;

    if (!find_line(store, renewal, RENEWAL_ACCOUNT, RENEWAL_LINE, arena, &line, err))
        return false;
    if (line == NULL || !row_knows(renewal, RENEWAL_ENDS))
        return true;
    edit.kind = line->kind;
    edit.key = line->key;
    edit.before = line->values;
    edit.old_rev = edit.new_rev = line->rev;
    if (line->kind == KIND_ACCOUNT)
        set(&edit, after, ACCOUNT_RENEWAL, value_day(row_day(renewal, RENEWAL_ENDS) + 1));
    else
        set(&edit, after, CONTRACT_ENDS, renewal->values[RENEWAL_ENDS]);
    if (line->kind == KIND_CONTRACT)
        set(&edit, after, CONTRACT_STATUS, value_text("open"));
    return store_edit_update(store, &edit, err);
}

/* --- both --- */

/* ARR first, from all movements; those after the day go when every line has its own. */
static bool take_back(struct money *money, int64_t key, struct error *err)
{
    struct arena arena = {0};
    struct row *row;
    bool good = store_get_raw(money->store, money->kind, key, &arena, &row, err);

    if (good && row != NULL && money->kind == KIND_RENEWAL)
        good = reopen_renewal(money->store, row, &arena, err);
    else if (good && row != NULL)
        good = set_arr(money, row, &arena, err);
    arena_fini(&arena);
    return good;
}

static bool take_back_kind(struct store *store, enum kind kind, day_number day, struct error *err)
{
    struct money money = {.store = store, .day = day, .kind = kind};
    bool good = store_each(store, kind, sort_row, &money, err);

    for (size_t i = money.keys.count; good && i > 0; i--)
        good = take_back(&money, money.keys.items[i - 1], err);
    for (size_t i = 0; good && i < money.keys.count; i++)
        good = store_edit_delete(store, kind, money.keys.items[i], err);
    array_fini(&money.keys);
    return good;
}

bool store_rewind_money(struct store *store, day_number day, struct error *err)
{
    return take_back_kind(store, KIND_MOVEMENT, day, err) &&
           take_back_kind(store, KIND_RENEWAL, day, err);
}
