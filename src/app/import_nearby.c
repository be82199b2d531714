/* The reading of a row, as the book has it. Files mostly bring one account after the other: from
 * its second reading on, all that the account has are read at once, and looked through here. */
#include <string.h>
#include "base/order.h"
#include "import_internal.h"
#include "store/readings.h"

#define READ_A_ROW 32 /* readings that may be read in vain, for each row of the account so far */
#define READ_MOST 4096

void import_nearby_fini(struct import_nearby *nearby)
{
    arena_fini(&nearby->arena);
}

static void turn_to(struct import_nearby *nearby, int64_t account)
{
    if (nearby->account == account)
        return;
    arena_clear(&nearby->arena);
    *nearby = (struct import_nearby){.arena = nearby->arena, .account = account};
}

/* After 2, 4, 8, ... rows: an account with very many readings is not read for a few of them. */
static bool is_time(const struct import_nearby *nearby)
{
    return !nearby->has_all && nearby->asked >= 2 && (nearby->asked & (nearby->asked - 1)) == 0 &&
           nearby->asked * READ_A_ROW <= READ_MOST;
}

static bool read_all(struct import_pass *pass, struct import_nearby *nearby, struct error *err)
{
    int limit = nearby->asked * READ_A_ROW;

    arena_clear(&nearby->arena);
    if (!store_few_measures(
            pass->run->session->store, nearby->account, limit, &nearby->arena, &nearby->rows, err))
        return false;
    nearby->has_all = nearby->rows.count < (size_t)limit;
    return true;
}

static int compare(const void *wanted, const void *item)
{
    const struct reading_key *key = wanted;
    const struct row *row = *(const struct row *const *)item;
    int order = strcmp(key->metric, row_text(row, MEASURE_METRIC));
    day_number date = row_day(row, MEASURE_DATE);

    return order != 0 ? order : (key->date > date) - (key->date < date);
}

static struct row *find(const struct row_list *rows, const struct reading_key *key)
{
    size_t first = order_place(key, rows->items, rows->count, sizeof(*rows->items), compare);
    int nth = 0;

    for (size_t i = first; i < rows->count && compare(key, &rows->items[i]) == 0; i++)
        if (text_equal(row_text(rows->items[i], MEASURE_CONTACT), key->contact) &&
            nth++ == key->nth)
            return rows->items[i];
    return NULL;
}

bool import_find_reading(struct import_pass *pass, const struct reading_key *key,
    struct row **ret_row, struct error *err)
{
    struct import_nearby *nearby = &pass->nearby;

    turn_to(nearby, key->account);
    nearby->asked++;
    if (is_time(nearby) && !read_all(pass, nearby, err))
        return false;
    if (!nearby->has_all)
        return store_find_measure(pass->run->session->store, key, &pass->arena, ret_row, err);
    *ret_row = find(&nearby->rows, key);
    return true;
}
