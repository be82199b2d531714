/* Rows that were just written, lent to those who score them: a book in the making is read from
 * memory, in the order in which its statements would give it. */
#include "store/making.h"
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/order.h"
#include "kind_sql_internal.h"

#define MINUTES_A_DAY 1440

enum { LAST_NOTES = 10, ORDER_MOST = 2, ORDER_END = -1 };

/* Where the rows of a kind stand in the change: by account, as they were made. */
struct lent {
    struct change *change;
    struct {
        const struct change_row *rows;
        size_t count;
    } kinds[KIND_COUNT];
    int64_t rev;
};

/* Three rows in four; no row of another kind links to them. */
#define BIT(kind) (UINT64_C(1) << (kind))
static const uint64_t later_kinds = BIT(KIND_CONTRACT) | BIT(KIND_MEASURE) | BIT(KIND_STEP) |
                                    BIT(KIND_OPPORTUNITY) | BIT(KIND_RESULT) | BIT(KIND_MOVEMENT) |
                                    BIT(KIND_RENEWAL) | BIT(KIND_REFERENCE);

#define NUMBER_BY(field, name) field,
#define ORDER_ROW(kind) [KIND_##kind] = {kind##_ORDER(NUMBER_BY) ORDER_END},

/* Each ends with ORDER_END. */
static const int orders[KIND_COUNT][ORDER_MOST + 1] = {SQL_KINDS(ORDER_ROW)};

/* --- lending --- */

/* What the book knows of all its readings is known before they are written. */
static bool note_reading(struct store *store, const struct change_row *row, struct error *err)
{
    return row->kind != KIND_MEASURE || store_seen_new(store, row->values, err);
}

static bool take_row(
    struct store *store, struct lent *lent, struct change_row *row, struct error *err)
{
    if (!store_resolve_links(store, row, err) || !note_reading(store, row, err))
        return false;
    if (lent->kinds[row->kind].count == 0)
        lent->kinds[row->kind].rows = row;
    BUG_ON(lent->kinds[row->kind].rows + lent->kinds[row->kind].count != row);
    BUG_ON(row->kind == KIND_ACCOUNT && row->new_key != (int64_t)lent->kinds[row->kind].count + 1);
    lent->kinds[row->kind].count++;
    return true;
}

bool store_lend(struct store *store, struct change *rows, struct error *err)
{
    uint64_t bits = 0;
    day_number feed = DAY_NONE;

    BUG_ON(!store->bulk || store->lent);
    store->lent = mem_alloc(sizeof(*store->lent));
    store->lent->change = rows;
    store->lent->rev = store->journal.id;
    if (!store_metrics_seen(store, &bits, &feed, err) || !store_give_keys(store, rows, err))
        return false;
    for (size_t i = 0; i < rows->rows.count; i++)
        if (!take_row(store, store->lent, &rows->rows.items[i], err))
            return false;
    return true;
}

void store_lend_end(struct store *store)
{
    free(store->lent);
    store->lent = NULL;
}

/* Their accounts are scored by them already, or are going to be: none is marked. */
static bool write_kinds(struct store *store, uint64_t kinds, struct error *err)
{
    struct change *rows = store->lent->change;
    int64_t newborn = store->newborn;
    size_t at = 0, count;
    bool good = true;

    BUG_ON(!store->bulk);
    store->newborn = 1;
    for (; good && at < rows->rows.count; at += count) {
        enum kind kind = rows->rows.items[at].kind;

        count = store->lent->kinds[kind].count;
        if (kinds >> kind & 1)
            good = store_insert_rows(store, rows, at, count, err);
    }
    store->newborn = newborn;
    return good;
}

bool store_write_first(struct store *store, struct error *err)
{
    return write_kinds(store, ~later_kinds, err);
}

bool store_write_later(struct store *store, struct error *err)
{
    return write_kinds(store, later_kinds, err);
}

/* --- reading --- */

static int compare_values(struct value a, struct value b)
{
    if (a.type == VALUE_UNKNOWN || b.type == VALUE_UNKNOWN)
        return (a.type != VALUE_UNKNOWN) - (b.type != VALUE_UNKNOWN);
    if (a.type == VALUE_TEXT && b.type == VALUE_TEXT)
        return a.text == b.text ? 0 : strcmp(a.text, b.text);
    return (a.integer > b.integer) - (a.integer < b.integer);
}

static int compare_rows(const void *a, const void *b)
{
    const struct change_row *left = *(const struct change_row *const *)a;
    const struct change_row *right = *(const struct change_row *const *)b;

    for (const int *field = orders[left->kind]; *field != ORDER_END; field++) {
        int compared = compare_values(left->values[*field], right->values[*field]);

        if (compared != 0)
            return compared;
    }
    return (left->new_key > right->new_key) - (left->new_key < right->new_key);
}

static int64_t account_of(const struct change_row *row)
{
    return row->values[kind_info(row->kind)->account].integer;
}

struct found {
    const struct change_row **rows;
    size_t count;
};

static int against_account(const void *account, const void *row)
{
    int64_t wanted = *(const int64_t *)account, there = account_of(row);

    return (wanted > there) - (wanted < there);
}

/* The rows of an account, in the order of their statement. */
static struct found find(
    const struct lent *lent, enum kind kind, int64_t account, struct arena *arena)
{
    const struct change_row *rows = lent->kinds[kind].rows;
    size_t count = lent->kinds[kind].count;
    size_t first = order_place(&account, rows, count, sizeof(*rows), against_account);
    struct found found = {0};

    while (first + found.count < count && account_of(&rows[first + found.count]) == account)
        found.count++;
    found.rows = arena_alloc_array(arena, found.count, sizeof(*found.rows));
    for (size_t i = 0; i < found.count; i++)
        found.rows[i] = &rows[first + i];
    if (found.count > 1)
        qsort(found.rows, found.count, sizeof(*found.rows), compare_rows);
    return found;
}

/* A column of REAL makes whole numbers real. */
static struct value as_stored(const struct field *field, struct value value)
{
    bool is_real = field->type == FIELD_REAL || field->type == FIELD_PERCENT;

    return is_real && value.type == VALUE_INTEGER ? value_real((double)value.integer) : value;
}

static struct row *row_of(
    const struct lent *lent, const struct change_row *lent_row, struct arena *arena)
{
    const struct kind_info *info = kind_info(lent_row->kind);
    struct row *row = row_new(arena, lent_row->kind);

    row->key = lent_row->new_key;
    row->rev = lent->rev;
    for (int field = 0; field < info->stored; field++)
        row->values[field] =
            as_stored(&info->fields[field], value_copy(arena, lent_row->values[field]));
    return row;
}

static void push_rows(const struct lent *lent, struct found found, size_t from, struct arena *arena,
    struct row_list *ret_rows)
{
    struct row_list rows = {0};

    rows.items = arena_alloc_array(arena, found.count, sizeof(*rows.items));
    rows.room = found.count;
    for (size_t i = from; i < found.count; i++)
        rows.items[rows.count++] = row_of(lent, found.rows[i], arena);
    *ret_rows = rows;
}

bool store_lent_account(struct store *store, int64_t account, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    const struct lent *lent = store->lent;
    sqlite3_stmt *statement;
    int64_t counted;

    *ret_row = NULL;
    if (!lent || account < 1 || (uint64_t)account > lent->kinds[KIND_ACCOUNT].count)
        return true;
    statement = store_statement(store, SQL_SCORE_COUNTED, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    if (!store_integer(store, statement, INT64_MIN, &counted, err))
        return false;
    if (counted == INT64_MIN)
        *ret_row = row_of(lent, &lent->kinds[KIND_ACCOUNT].rows[account - 1], arena);
    return true;
}

void store_lent_rows(const struct lent *lent, enum kind kind, int64_t account, struct arena *arena,
    struct row_list *ret_rows)
{
    push_rows(lent, find(lent, kind, account, arena), 0, arena, ret_rows);
}

void store_lent_notes(const struct lent *lent, int64_t account, day_number oldest,
    struct arena *arena, struct row_list *ret_notes)
{
    struct found found = find(lent, KIND_NOTE, account, arena);
    size_t from = 0;

    while (from + LAST_NOTES < found.count &&
           found.rows[from]->values[NOTE_AT].integer < (int64_t)oldest * MINUTES_A_DAY)
        from++;
    push_rows(lent, found, from, arena, ret_notes);
}

static const char *text_or_null(struct value value, struct arena *arena)
{
    return value.type == VALUE_TEXT && value.text[0] != '\0' ? arena_copy_text(arena, value.text)
                                                             : NULL;
}

/* Readings come by metric: one text is lent to a run of them. */
static const char *metric_of(
    struct value value, const struct reading_list *before, struct arena *arena)
{
    const char *last = before->count > 0 ? before->items[before->count - 1].metric : "";

    return strcmp(last, value.text) == 0 ? last : arena_copy_text(arena, value.text);
}

static struct reading reading_of(
    const struct value *values, const struct reading_list *before, struct arena *arena)
{
    return (struct reading){
        .metric = metric_of(values[MEASURE_METRIC], before, arena),
        .contact = text_or_null(values[MEASURE_CONTACT], arena),
        .comment = text_or_null(values[MEASURE_COMMENT], arena),
        .date = (day_number)values[MEASURE_DATE].integer,
        .value = values[MEASURE_VALUE].real,
    };
}

/* On the last day of its metric. */
static bool is_latest(struct found found, size_t at)
{
    const struct value *values = found.rows[at]->values, *last = values;

    for (size_t i = at + 1; i < found.count; i++) {
        const struct value *next = found.rows[i]->values;

        if (compare_values(next[MEASURE_METRIC], values[MEASURE_METRIC]) != 0)
            break;
        last = next;
    }
    return last[MEASURE_DATE].integer == values[MEASURE_DATE].integer;
}

void store_lent_readings(const struct lent *lent, int64_t account, day_number oldest,
    struct arena *arena, struct reading_list *ret_readings)
{
    struct found found = find(lent, KIND_MEASURE, account, arena);
    struct reading_list readings = {0};

    readings.items = arena_alloc_array(arena, found.count, sizeof(*readings.items));
    readings.room = found.count;
    for (size_t i = 0; i < found.count; i++) {
        const struct value *values = found.rows[i]->values;

        if (values[MEASURE_DATE].integer < oldest && !is_latest(found, i))
            continue;
        readings.items[readings.count] = reading_of(values, &readings, arena);
        readings.count++;
    }
    *ret_readings = readings;
}
