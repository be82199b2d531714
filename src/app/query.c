#include "app/query.h"

#include <limits.h>
#include <string.h>
#include "app_internal.h"

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
