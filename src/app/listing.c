/* Rows of one kind, chosen and sorted. */
#include "app/listing.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/columns.h"
#include "app/forecast.h"
#include "app/query.h"
#include "base/text.h"
#include "core/people.h"
#include "core/query.h"
#include "core/risk.h"

enum { SORT_KEYS = 4 };

struct sort_key {
    int field;
    bool falling;
};

/* One row with what it is sorted by; texts are folded. */
struct listed {
    struct row *row;
    struct value values[SORT_KEYS];
    const struct sort_key *keys;
    int key_count;
};
struct listed_rows ARRAY_OF(struct listed);

/* What tells how warm the people of one account are. */
struct people_ground {
    int64_t account; /* 0: none was read */
    struct arena arena;
    struct dossier dossier;
    int cadence_days;
};

struct gathering {
    struct session *session;
    const struct listing_options *options;
    const struct query *query; /* NULL: all */
    struct sort_key keys[SORT_KEYS];
    int key_count;
    struct arena *arena;
    struct listed_rows rows;
    struct key_list others;      /* accounts of another owner, where they are not wanted */
    struct people_ground people; /* of the account of the last person */
    struct error *fault;         /* of a reading under way */
    bool failed;
};

/* --- fields by name --- */

bool listing_shows(enum kind kind, int field)
{
    if (kind == KIND_ACCOUNT && (field == ACCOUNT_NEXT_KIND || field == ACCOUNT_NEXT_KEY))
        return false; /* keys of the house; `next` of today and show names the row */
    return !(kind_info(kind)->fields[field].flags & FIELD_HIDDEN);
}

static bool refuse_field(enum kind kind, const char *name, struct error *err)
{
    const char *nearest = field_nearest(kind, name);

    if (nearest)
        return error_set(err, ERROR_USAGE, "%s have no field '%s'; did you mean '%s'?",
            kind_info(kind)->plural, name, nearest);
    return error_set(err, ERROR_USAGE, "%s have no field '%s'; --columns help names them all",
        kind_info(kind)->plural, name);
}

static bool read_field(enum kind kind, const char *name, int *ret_field, struct error *err)
{
    int field = field_find(kind, name);

    if (field < 0 || (kind_info(kind)->fields[field].flags & FIELD_HIDDEN))
        return refuse_field(kind, name, err);
    *ret_field = field;
    return true;
}

bool listing_fields(enum kind kind, const char *names, int *ret_fields, bool *falling,
    int *ret_count, struct error *err)
{
    int count = 0;

    for (const char *at = names; *at || at == names;) {
        size_t len = strcspn(at, ",");
        bool is_falling = falling && *at == '-';
        struct str name = {0};
        bool ok;

        if (count == LISTING_FIELDS)
            return error_set(err, ERROR_USAGE, "at most %d fields", LISTING_FIELDS);
        str_add_bytes(&name, at + is_falling, len - is_falling);
        ok = read_field(kind, str_text(&name), &ret_fields[count], err);
        str_fini(&name);
        if (!ok)
            return false;
        if (falling)
            falling[count] = is_falling;
        count++;
        at += len;
        if (*at == ',' && at[1] == '\0')
            return error_set(err, ERROR_USAGE, "a field is missing after '%s'", names);
        at += *at == ',';
    }
    *ret_count = count;
    return true;
}

static void add_key(struct gathering *gathering, int field, bool falling)
{
    if (field >= 0 && gathering->key_count < SORT_KEYS)
        gathering->keys[gathering->key_count++] = (struct sort_key){field, falling};
}

static bool read_sort(struct gathering *gathering, struct error *err)
{
    const struct listing_options *options = gathering->options;
    int fields[LISTING_FIELDS];
    bool falling[LISTING_FIELDS];
    int count = 0;

    if (options->sort &&
        !listing_fields(options->kind, options->sort, fields, falling, &count, err))
        return false;
    if (count > SORT_KEYS - 1)
        return error_set(err, ERROR_USAGE, "sort by at most %d fields", SORT_KEYS - 1);
    for (int i = 0; i < count; i++)
        add_key(gathering, fields[i], falling[i]);
    if (!count && options->kind == KIND_NOTE)
        add_key(gathering, NOTE_AT, true);
    else if (!count && options->kind == KIND_RENEWAL)
        add_key(gathering, RENEWAL_DECIDES_ON, false);
    else if (!count)
        add_key(gathering, kind_info(options->kind)->name, false);
    add_key(gathering, kind_info(options->kind)->id, false);
    return true;
}

/* --- order --- */

/* Words that have an order of their own, whatever their letters. */
static int rank_of_word(const char *word)
{
    static const char *const ranked[] = {"low", "medium", "normal", "high", "urgent"};
    size_t at = text_place_nocase(word, ranked, COUNT_OF(ranked));

    return at < COUNT_OF(ranked) ? (int)at + 1 : 0;
}

static struct value sort_value(struct arena *arena, struct value value, enum field_type type)
{
    if (value.type != VALUE_TEXT)
        return value;
    if (type == FIELD_WORD && rank_of_word(value.text))
        return value_integer(rank_of_word(value.text));
    value.text = text_fold_copy(arena, value.text);
    return value;
}

static int compare_known(struct value a, struct value b)
{
    if (a.type == VALUE_TEXT && b.type == VALUE_TEXT)
        return strcmp(a.text, b.text);
    if (a.type == VALUE_REAL && b.type == VALUE_REAL)
        return (a.real > b.real) - (a.real < b.real);
    if (a.type == VALUE_INTEGER && b.type == VALUE_INTEGER)
        return (a.integer > b.integer) - (a.integer < b.integer);
    return (int)a.type - (int)b.type;
}

static int compare_rows(const void *left, const void *right)
{
    const struct listed *a = left, *b = right;

    for (int i = 0; i < a->key_count; i++) {
        bool a_known = value_is_known(a->values[i]), b_known = value_is_known(b->values[i]);
        int order;

        if (a_known != b_known)
            return a_known ? -1 : 1;
        order = a_known ? compare_known(a->values[i], b->values[i]) : 0;
        if (order)
            return a->keys[i].falling ? -order : order;
    }
    return (a->row->key > b->row->key) - (a->row->key < b->row->key);
}

/* --- gathering --- */

static bool is_wanted(const struct gathering *gathering, const struct row *row)
{
    const struct listing_options *options = gathering->options;

    if (options->open_risks && !risk_is_open(row))
        return false;
    return !gathering->query ||
           query_matches(gathering->query, row, session_settings(gathering->session),
               session_today(gathering->session));
}

static bool read_people(
    struct session *session, int64_t account, struct people_ground *ground, struct error *err)
{
    struct row *row = NULL;

    arena_clear(&ground->arena);
    ground->dossier = (struct dossier){0};
    ground->account = 0;
    if (!store_get(session_store(session), KIND_ACCOUNT, account, &ground->arena, &row, err) ||
        !store_children(session_store(session), KIND_CONTACT, account, &ground->arena,
            &ground->dossier.contacts, err) ||
        !store_children(session_store(session), KIND_NOTE, account, &ground->arena,
            &ground->dossier.notes, err))
        return false;
    ground->dossier.account = row;
    ground->cadence_days = row ? (int)row_integer(row, ACCOUNT_CADENCE) : 0;
    ground->account = account;
    return true;
}

static bool settle_person(struct gathering *gathering, struct row *person)
{
    struct people_ground *ground = &gathering->people;
    int64_t account = row_integer(person, CONTACT_ACCOUNT);

    if (account != ground->account &&
        !read_people(gathering->session, account, ground, gathering->fault))
        return false;
    person_settle(
        &ground->dossier, person, ground->cadence_days, session_today(gathering->session));
    return true;
}

/* Somebody asks how warm they are. */
static bool wants_strength(const struct gathering *gathering)
{
    static const int fields[] = {CONTACT_HEARD, CONTACT_STRENGTH};
    bool wants = gathering->options->settle_people;

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        wants = wants || (gathering->query && query_uses(gathering->query, fields[i]));
        for (int k = 0; k < gathering->key_count; k++)
            wants = wants || gathering->keys[k].field == fields[i];
    }
    return gathering->options->kind == KIND_CONTACT && wants;
}

static bool is_others(const struct gathering *gathering, const struct row *row)
{
    int account = kind_info(row->kind)->account;

    return gathering->others.count &&
           others_have(&gathering->others, account < 0 ? row->key : row_integer(row, account));
}

static bool gather(void *context, const struct row *row)
{
    struct gathering *gathering = context;
    struct listed listed = {.keys = gathering->keys, .key_count = gathering->key_count};

    if (is_others(gathering, row))
        return true;
    /* The store's row is lent: virtual fields are filled in a copy, kept only where it is wanted.
     */
    listed.row = row_copy(gathering->arena, row);
    row_settle(listed.row, session_settings(gathering->session), session_today(gathering->session));
    if (wants_strength(gathering) && !settle_person(gathering, listed.row)) {
        gathering->failed = true;
        return false;
    }
    if (!is_wanted(gathering, listed.row))
        return true;
    for (int i = 0; i < gathering->key_count; i++) {
        int field = gathering->keys[i].field;

        listed.values[i] = sort_value(
            gathering->arena, listed.row->values[field], kind_info(row->kind)->fields[field].type);
    }
    ARRAY_PUSH(&gathering->rows, listed);
    return true;
}

/* Renewals are due lines: those that are open stand in no row of their own. */
static bool gather_renewals(struct gathering *gathering, struct error *err)
{
    struct session *session = gathering->session;
    struct due_list lines;

    if (!forecast_due_lines(session, NULL, gathering->arena, &lines, err))
        return false;
    for (size_t i = 0; i < lines.count; i++)
        if (!gather(gathering, due_line_row(&lines.items[i], session_currency(session),
                                   session_today(session), gathering->arena)))
            break;
    return true;
}

static bool gather_each(struct gathering *gathering, struct error *err)
{
    return store_each(session_store(gathering->session), gathering->options->kind, gather,
               gathering, err) &&
           !gathering->failed;
}

/* --- accounts that need not all be read --- */

/* Rows with a name like that of the last one shown, whose order the index does not decide. */
#define ALIKE_MOST 64

/* Asks for the first by name, which an index has. */
static bool is_by_name(const struct gathering *gathering)
{
    const struct listing_options *options = gathering->options;

    return options->kind == KIND_ACCOUNT && !gathering->query && !gathering->others.count &&
           options->limit >= 0 && options->limit < INT_MAX - ALIKE_MOST &&
           gathering->keys[0].field == ACCOUNT_NAME && !gathering->keys[0].falling &&
           gathering->keys[1].field == ACCOUNT_ID;
}

/* The index knows bytes, a list letters: where names are alike their rows are sorted here, so the
 * last group must be whole. Rows without a name stand first in the index. */
static bool is_whole(const struct listed_rows *rows, size_t asked, size_t limit)
{
    if (rows->count && !value_is_known(rows->items[0].values[0]))
        return false;
    return rows->count < asked || limit == 0 ||
           compare_known(rows->items[limit - 1].values[0], rows->items[asked - 1].values[0]) != 0;
}

/* *ret_done false: the index cannot say, and nothing was gathered. */
static bool gather_by_name(struct gathering *gathering, bool *ret_done, struct error *err)
{
    size_t limit = (size_t)gathering->options->limit, asked = limit + ALIKE_MOST;
    struct row_list rows;
    struct arena arena = {0};
    bool ok = store_page(
        session_store(gathering->session), ORDER_NAME, 0, (int)asked, &arena, &rows, err);

    for (size_t i = 0; ok && i < rows.count; i++)
        (void)gather(gathering, rows.items[i]);
    arena_fini(&arena);
    *ret_done = ok && is_whole(&gathering->rows, asked, limit);
    if (!*ret_done)
        array_clear(&gathering->rows);
    return ok;
}

/* Those that an expression leaves, where they are few: only the columns that it names are read of
 * all. */
static bool gather_matching(struct gathering *gathering, bool *ret_done, struct error *err)
{
    struct store *store = session_store(gathering->session);
    struct columns *columns = columns_new(gathering->session);
    struct key_list keys = {0};
    struct arena arena = {0};
    int64_t all = 0;
    bool ok = store_count(store, KIND_ACCOUNT, &all, err) &&
              columns_match(columns, gathering->query, &keys, err);

    *ret_done = ok && (int64_t)keys.count < all / 4;
    for (size_t i = 0; ok && *ret_done && i < keys.count; i++) {
        struct row *row;

        arena_clear(&arena);
        ok = store_get(store, KIND_ACCOUNT, keys.items[i], &arena, &row, err);
        if (ok && row)
            (void)gather(gathering, row);
    }
    arena_fini(&arena);
    array_fini(&keys);
    columns_free(columns);
    return ok;
}

static bool gather_rows(struct gathering *gathering, struct error *err)
{
    bool done = false, ok = true;

    if (gathering->options->kind == KIND_RENEWAL)
        return gather_renewals(gathering, err);
    if (is_by_name(gathering))
        ok = gather_by_name(gathering, &done, err);
    else if (gathering->options->kind == KIND_ACCOUNT && gathering->query)
        ok = gather_matching(gathering, &done, err);
    return ok && (done || gather_each(gathering, err));
}

/* All of one state of the book. */
static bool gather_all(struct gathering *gathering, struct error *err)
{
    struct store *store = session_store(gathering->session);
    bool ok;

    if (!store_begin_read(store, err))
        return false;
    ok = gather_rows(gathering, err);
    if (!ok)
        store_rollback(store);
    return ok && store_commit(store, err);
}

static void hand_over(struct gathering *gathering, struct row_list *rows)
{
    int64_t limit = gathering->options->limit;

    if (gathering->rows.count > 1)
        qsort(gathering->rows.items, gathering->rows.count, sizeof(*gathering->rows.items),
            compare_rows);
    for (size_t i = 0; i < gathering->rows.count && (limit < 0 || (int64_t)i < limit); i++)
        ARRAY_PUSH(rows, gathering->rows.items[i].row);
}

bool listing_make(struct session *session, const struct listing_options *options,
    struct listing *ret_listing, struct error *err)
{
    struct listing listing = {0};
    struct gathering gathering = {
        .session = session, .options = options, .arena = &listing.arena, .fault = err};
    struct query *query = NULL;
    bool ok = read_sort(&gathering, err);

    if (ok && options->where)
        ok = book_query(session, options->where, options->kind, &listing.arena, &query, err);
    gathering.query = query;
    if (ok && options->of_the_book)
        ok = others_read(session, &gathering.others, err);
    ok = ok && gather_all(&gathering, err);
    if (ok)
        hand_over(&gathering, &listing.rows);
    array_fini(&gathering.rows);
    array_fini(&gathering.others);
    arena_fini(&gathering.people.arena);
    if (ok)
        *ret_listing = listing;
    else
        listing_fini(&listing);
    return ok;
}

void listing_fini(struct listing *listing)
{
    array_fini(&listing->rows);
    arena_fini(&listing->arena);
}
