/* Pages of hits. The number of an entry follows the day of its row, so the index gives the newest
 * first and stops when the page is full; only hits of one day are sorted here, by their time.
 * Accounts and people stand above all days: a few that are called as was typed head the first page,
 * the others come last. */
#include "search_internal.h"

#include <stdlib.h>

#define HEAD_LOOKED_AT 100
#define DAY_MOST 1000     /* hits of its last day that a page may go on with */
#define RANKED_MOST 20000 /* looked at for the best of a few accounts */

enum { PART_HEAD, PART_DAYS, PART_REST, PARTS };

struct looking {
    struct store *store;
    const struct search_request *request;
    struct search_place *place;
    struct str match;
    struct key_list within;  /* entries of the accounts asked for, falling */
    struct key_list without; /* of those that are not wanted */
    struct found_list *found;
    size_t first;            /* of this page */
    struct key_list perhaps; /* for the head: it is still to be seen whether they are called so */
};

/* --- asking the index --- */

static sqlite3_stmt *bound(struct looking *looking, enum statement which, int64_t low, int64_t high,
    int limit, struct error *err)
{
    sqlite3_stmt *statement = store_statement(looking->store, which, err);

    if (statement == NULL)
        return NULL;
    store_bind_bytes(statement, 1, str_text(&looking->match), looking->match.len);
    store_bind_integer(statement, 2, low);
    store_bind_integer(statement, 3, high);
    store_bind_integer(statement, 4, limit);
    return statement;
}

/* Entries low..high that match, falling. */
static bool ask(struct looking *looking, int64_t low, int64_t high, int limit,
    struct key_list *ret_entries, struct error *err)
{
    sqlite3_stmt *statement = bound(looking, SQL_FIND, low, high, limit, err);

    array_clear(ret_entries);
    return statement != NULL && store_collect_keys(looking->store, statement, ret_entries, err);
}

/* --- taking hits --- */

static bool in_head(const struct search_place *place, int64_t entry)
{
    for (int i = 0; i < place->head_count; i++)
        if (place->head[i] == entry)
            return true;
    return false;
}

static void take(struct looking *looking, int64_t entry)
{
    struct search_place *place = looking->place;

    if (in_head(place, entry) || search_has_entry(&looking->without, entry))
        return;
    if (place->part == PART_HEAD)
        ARRAY_PUSH(&looking->perhaps, entry);
    else
        ARRAY_PUSH(looking->found, (struct found){.entry = entry, .at = MINUTE_NONE});
}

static size_t page_count(const struct looking *looking)
{
    return looking->place->part == PART_HEAD ? looking->perhaps.count
                                             : looking->found->count - looking->first;
}

static int64_t day_start(int64_t entry)
{
    return entry >> 34 << 34;
}

/* A whole page of the stream, and what is left of its last day; *ret_more: there is more. */
static bool take_stream(struct looking *looking, int64_t low, int64_t high, size_t want,
    bool *ret_more, struct error *err)
{
    struct key_list entries = {0};
    bool good = true;

    *ret_more = true;
    while (good && *ret_more && page_count(looking) < want) {
        good = ask(looking, low, high, (int)want, &entries, err);
        for (size_t i = 0; good && i < entries.count; i++)
            take(looking, entries.items[i]);
        *ret_more = good && entries.count == want;
        if (entries.count > 0)
            high = (looking->place->below = entries.items[entries.count - 1]) - 1;
    }
    if (good && *ret_more && looking->place->part == PART_DAYS) {
        good = ask(looking, day_start(high), high, DAY_MOST, &entries, err);
        for (size_t i = 0; good && i < entries.count; i++)
            take(looking, entries.items[i]);
        if (entries.count > 0)
            looking->place->below = entries.items[entries.count - 1];
    }
    array_fini(&entries);
    return good;
}

/* Of a few accounts: their entries, falling, and the hits leap over each other, so that neither a
 * word of every note nor an account of many is walked through. */
static bool take_leaping(struct looking *looking, int64_t low, int64_t high, size_t want,
    bool *ret_more, struct error *err)
{
    struct key_list hit = {0};
    bool good = true;
    int64_t day = 0;

    *ret_more = false;
    for (size_t i = 0; good && i < looking->within.count; i++) {
        int64_t entry = looking->within.items[i];

        if (entry > high || (hit.count > 0 && entry > hit.items[0]))
            continue;
        *ret_more = entry >= low && page_count(looking) >= want && day_start(entry) != day;
        if (entry < low || *ret_more)
            break;
        if (hit.count == 0 || hit.items[0] != entry)
            good = ask(looking, low, entry, 1, &hit, err);
        if (!good || hit.count == 0)
            break;
        looking->place->below = entry;
        if (hit.items[0] != entry)
            continue;
        take(looking, entry);
        day = day_start(entry);
    }
    array_fini(&hit);
    return good;
}

/* --- the parts --- */

static bool has_plain_words(const struct search_query *query)
{
    for (int i = 0; i < query->word_count; i++)
        if (query->words[i].column == SEARCH_TEXT && !query->words[i].excluded)
            return true;
    return false;
}

static bool has_days(const struct search_query *query)
{
    return query->from != DAY_NONE || query->until != DAY_NONE;
}

/* Kinds of the part that are asked for. */
static unsigned kinds_in(const struct search_query *query, int part)
{
    unsigned named = 1u << search_number(KIND_ACCOUNT) | 1u << search_number(KIND_CONTACT);

    return query->kinds & (part == PART_DAYS ? ~named : named);
}

static bool has_part(const struct looking *looking, int part)
{
    const struct search_query *query = looking->request->query;

    if (kinds_in(query, part) == 0)
        return false;
    if (part == PART_HEAD)
        return has_plain_words(query) && !has_days(query) && kinds_in(query, PART_DAYS) != 0;
    return part == PART_DAYS || !has_days(query);
}

static void bounds_of(const struct looking *looking, int part, int64_t *ret_low, int64_t *ret_high)
{
    const struct search_query *query = looking->request->query;

    *ret_low = part == PART_DAYS ? 0 : SEARCH_TOP;
    *ret_high = part == PART_DAYS ? SEARCH_TOP - 1 : INT64_MAX;
    if (part == PART_DAYS && has_days(query)) {
        *ret_low = query->from != DAY_NONE ? search_entry_of_day(query->from) : INT64_C(1) << 34;
        if (query->until != DAY_NONE)
            *ret_high = search_entry_of_day(query->until) - 1;
    }
    if (looking->place->below != 0 && looking->place->below <= *ret_high)
        *ret_high = looking->place->below - 1;
}

/* Asked of the rows: the index would walk through all hits of a word to find those in the column of
 * names. */
static bool choose_head(struct looking *looking, struct error *err)
{
    struct search_place *place = looking->place;

    for (size_t i = 0; i < looking->perhaps.count && place->head_count < SEARCH_HEAD; i++) {
        int64_t entry = looking->perhaps.items[i];
        bool named;

        if (!search_is_named(looking->store, looking->request->query, entry, &named, err))
            return false;
        if (!named)
            continue;
        place->head[place->head_count++] = entry;
        ARRAY_PUSH(looking->found, (struct found){.entry = entry, .at = MINUTE_NONE});
    }
    return true;
}

static bool take_part(struct looking *looking, bool *ret_more, struct error *err)
{
    const struct search_request *request = looking->request;
    int part = looking->place->part;
    size_t want = part == PART_HEAD ? HEAD_LOOKED_AT : (size_t)request->limit;
    int64_t low, high;

    *ret_more = false;
    if (looking->match.len == 0)
        return true;
    bounds_of(looking, part, &low, &high);
    if (high < low)
        return true;
    return request->has_accounts ? take_leaping(looking, low, high, want, ret_more, err)
                                 : take_stream(looking, low, high, want, ret_more, err);
}

static bool take_parts(struct looking *looking, struct error *err)
{
    struct search_place *place = looking->place;

    while (!place->done && page_count(looking) < (size_t)looking->request->limit) {
        bool more = false;

        if (has_part(looking, place->part) && !take_part(looking, &more, err))
            return false;
        if (place->part == PART_HEAD && !choose_head(looking, err))
            return false;
        if (more && place->part != PART_HEAD)
            continue;
        place->below = 0;
        place->done = ++place->part == PARTS;
    }
    return true;
}

/* --- order --- */

static bool read_times(struct looking *looking, struct error *err)
{
    for (size_t i = looking->first; i < looking->found->count; i++) {
        struct found *found = &looking->found->items[i];
        sqlite3_stmt *statement;

        if (search_entry_kind(found->entry) != KIND_NOTE)
            continue;
        statement = store_statement(looking->store, SQL_NOTE_TIME, err);
        if (statement == NULL)
            return false;
        store_bind_integer(statement, 1, search_entry_key(found->entry));
        if (!store_integer(looking->store, statement, MINUTE_NONE, &found->at, err))
            return false;
    }
    return true;
}

/* Parts and days stand as they came; within a day, the later time first. */
static int compare_times(const void *a, const void *b)
{
    const struct found *left = a, *right = b;
    int64_t left_day = left->entry >> 34, right_day = right->entry >> 34;

    if (left_day != right_day)
        return left_day < right_day ? 1 : -1;
    if (left->at != right->at)
        return left->at < right->at ? 1 : -1;
    return (left->entry < right->entry) - (left->entry > right->entry);
}

static void sort_days(struct looking *looking)
{
    struct found *items = looking->found->items;
    size_t from = looking->first, to, end = looking->found->count;

    while (from < end && items[from].entry >= SEARCH_TOP)
        from++;
    for (to = from; to < end && items[to].entry < SEARCH_TOP; to++)
        ;
    if (to > from)
        qsort(items + from, to - from, sizeof(*items), compare_times);
}

/* --- by relevance --- */

/* bm25 gives less for better. */
static int compare_ranks(const void *a, const void *b)
{
    const struct found *left = a, *right = b;

    if (left->rank < right->rank || left->rank > right->rank)
        return left->rank < right->rank ? -1 : 1;
    return (left->entry < right->entry) - (left->entry > right->entry);
}

static bool is_wanted(const struct looking *looking, int64_t entry)
{
    return (!looking->request->has_accounts || search_has_entry(&looking->within, entry)) &&
           !search_has_entry(&looking->without, entry);
}

static bool read_ranked(struct looking *looking, sqlite3_stmt *statement, struct error *err)
{
    bool row = true;

    while (row && page_count(looking) < SEARCH_RANKED) {
        struct found found = {.at = MINUTE_NONE};

        if (!store_step(looking->store, statement, &row, err))
            return false;
        if (!row)
            break;
        found.entry = sqlite3_column_int64(statement, 0);
        found.rank = sqlite3_column_double(statement, 1);
        if (is_wanted(looking, found.entry))
            ARRAY_PUSH(looking->found, found);
    }
    sqlite3_reset(statement);
    return true;
}

static bool take_ranked(struct looking *looking, struct error *err)
{
    const struct search_request *request = looking->request;
    bool some = request->has_accounts || request->without.count > 0;
    int64_t low, high;
    sqlite3_stmt *statement;

    looking->place->done = true;
    looking->place->part = PART_DAYS; /* the only one: nothing heads the list */
    bounds_of(looking, PART_DAYS, &low, &high);
    if (!search_match(looking->store, request->query, &looking->match, err))
        return false;
    if (looking->match.len == 0 || high < low)
        return true;
    if (!has_days(request->query))
        high = INT64_MAX;
    statement = bound(looking, SQL_FIND_RANKED, low, high, some ? RANKED_MOST : SEARCH_RANKED, err);
    if (statement == NULL || !read_ranked(looking, statement, err))
        return false;
    if (page_count(looking) > 0)
        qsort(looking->found->items + looking->first, page_count(looking), sizeof(struct found),
            compare_ranks);
    if (page_count(looking) > (size_t)request->limit)
        looking->found->count = looking->first + (size_t)request->limit;
    return true;
}

/* --- a page --- */

static bool look(struct looking *looking, struct error *err)
{
    const struct search_request *request = looking->request;

    if (request->has_accounts &&
        !search_entries_of(looking->store, &request->accounts, &looking->within, err))
        return false;
    if (!search_entries_of(looking->store, &request->without, &looking->without, err))
        return false;
    if (request->ranked)
        return take_ranked(looking, err) && read_times(looking, err);
    if (!search_match(looking->store, request->query, &looking->match, err) ||
        !take_parts(looking, err) || !read_times(looking, err))
        return false;
    sort_days(looking);
    return true;
}

bool store_search(struct store *store, const struct search_request *request,
    struct search_place *place, struct found_list *found, struct error *err)
{
    struct looking looking = {
        .store = store, .request = request, .place = place, .found = found, .first = found->count};
    bool own = store->depth == 0, good;

    if (place->done || request->limit <= 0 || search_is_empty(request->query))
        return place->done = true;
    if (store->writing && !store_index_flush(store, err))
        return false;
    if (own && !store_begin_read(store, err))
        return false;
    good = look(&looking, err);
    if (own && good)
        good = store_commit(store, err);
    if (own && !good)
        store_rollback(store);
    str_fini(&looking.match);
    array_fini(&looking.perhaps);
    array_fini(&looking.within);
    array_fini(&looking.without);
    return good;
}
