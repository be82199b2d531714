#include "app/query.h"

#include <limits.h>
#include <string.h>
#include "app_internal.h"
#include "base/text.h"
#include "base/words.h"

static bool add_matches(struct session *session, enum store_match match, const char *text,
    struct key_list *all, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_match_accounts(session->store, match, text, INT_MAX, &keys, err);

    for (size_t i = 0; ok && i < keys.count; i++)
        ARRAY_PUSH(all, keys.items[i]);
    array_fini(&keys);
    return ok;
}

static bool find_accounts(void *context, const struct query_named *named, struct arena *arena,
    struct query_keys *ret_keys, struct error *err)
{
    struct session *session = context;
    struct key_list all = {0};
    bool ok = named->is_part ? add_matches(session, MATCH_NAME_PART, named->text, &all, err)
                             : add_matches(session, MATCH_ID, named->text, &all, err) &&
                                   add_matches(session, MATCH_NAME_FOLDED, named->text, &all, err);
    int64_t *keys;

    store_keys_unique(&all);
    keys = arena_alloc_array(arena, all.count + 1, sizeof(*keys));
    if (all.count)
        memcpy(keys, all.items, all.count * sizeof(*keys));
    *ret_keys = (struct query_keys){keys, all.count};
    array_fini(&all);
    return ok;
}

bool book_query(struct session *session, const char *text, enum kind kind, struct arena *arena,
    struct query **ret_query, struct error *err)
{
    return query_parse(text, kind, session_settings(session), arena, ret_query, err) &&
           query_name_accounts(*ret_query, find_accounts, session, arena, err);
}

/* --- why nothing is found --- */

enum { SEEN_MOST = 64 }; /* texts of which the nearest is looked for */

/* Rows looked through for one text that is wanted. */
struct looking {
    struct session *session;
    const struct query *query;
    struct error *why;
    struct arena arena;
    const struct query_wanted *wanted;
    const char *seen[SEEN_MOST];
    int seen_count;
    int64_t rows;
    bool is_there;
};

/* Each text once: a column has few, in many rows. */
static void look_at(struct looking *looking, const char *text, size_t len)
{
    const char *copy;

    for (int i = 0; i < looking->seen_count; i++)
        if (strlen(looking->seen[i]) == len && !memcmp(looking->seen[i], text, len))
            return;
    copy = arena_copy_bytes(&looking->arena, text, len);
    looking->is_there = text_compare_folded(copy, looking->wanted->text) == 0;
    if (looking->seen_count < SEEN_MOST)
        looking->seen[looking->seen_count++] = copy;
}

static bool look(struct looking *looking, const struct value *value)
{
    const struct field *field =
        &kind_info(query_kind(looking->query))->fields[looking->wanted->field];
    const char *text = value->type == VALUE_TEXT ? value->text : "";

    while (field->type == FIELD_TAGS && *text && !looking->is_there) {
        size_t len = strcspn(text, ";");

        look_at(looking, text, len);
        text += len + (text[len] == ';');
    }
    if (*text && !looking->is_there)
        look_at(looking, text, strlen(text));
    return !looking->is_there;
}

static bool look_column(void *context, int64_t key, struct value value)
{
    return look(context, &value);
}

static bool look_row(void *context, const struct row *row)
{
    struct looking *looking = context;

    return looking->rows++ < QUERY_ROWS_MOST && look(looking, &row->values[looking->wanted->field]);
}

/* One that begins with what is wanted, or is a few letters from it. */
static const char *nearest_to(const struct looking *looking)
{
    const char *wanted = looking->wanted->text;
    struct str start = {0}, other = {0};
    const char *nearest = NULL;

    text_fold(&start, wanted);
    for (int i = 0; i < looking->seen_count && start.len && !nearest; i++) {
        str_clear(&other);
        text_fold(&other, looking->seen[i]);
        if (text_starts(str_text(&other), str_text(&start)))
            nearest = looking->seen[i];
    }
    str_fini(&start);
    str_fini(&other);
    return nearest ? nearest : fault_nearest(wanted, looking->seen, (size_t)looking->seen_count);
}

static bool tell(struct looking *looking)
{
    const struct kind_info *info = kind_info(query_kind(looking->query));
    const char *field = info->fields[looking->wanted->field].name, *text = looking->wanted->text;
    const char *nearest = nearest_to(looking);

    if (nearest)
        return error_set_at(looking->why, ERROR_NOT_FOUND, NULL, 0, looking->wanted->column,
            "no %s has %s \"%s\"; did you mean \"%s\"?", _(info->singular), field, text, nearest);
    return error_set_at(looking->why, ERROR_NOT_FOUND, NULL, 0, looking->wanted->column,
        "no %s has %s \"%s\"", _(info->singular), field, text);
}

static bool look_for(void *context, const struct query_wanted *wanted)
{
    struct looking *looking = context;
    struct store *store = looking->session->store;
    enum kind kind = query_kind(looking->query);
    struct error ignored;
    bool ok;

    if (kind == KIND_RENEWAL ||
        wanted->field >= (kind == KIND_ACCOUNT ? ACCOUNT_KEPT : kind_info(kind)->stored))
        return true; /* rows that are not in the file, and fields that are in none */
    looking->wanted = wanted;
    looking->seen_count = 0;
    looking->rows = 0;
    looking->is_there = false;
    ok = kind == KIND_ACCOUNT ? store_column(store, wanted->field, look_column, looking, &ignored)
                              : store_each(store, kind, look_row, looking, &ignored);
    if (!ok || looking->is_there || looking->rows > QUERY_ROWS_MOST)
        return true;
    return tell(looking);
}

bool book_query_finds_none(
    struct session *session, const struct query *query, struct error *ret_why)
{
    struct looking looking = {.session = session, .query = query, .why = ret_why};

    ret_why->code = ERROR_NONE;
    query_each_wanted(query, look_for, &looking);
    arena_fini(&looking.arena);
    return ret_why->code != ERROR_NONE;
}
