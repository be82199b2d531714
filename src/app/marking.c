/* All accounts want scoring anew, each once, by key: how far it came stands in the book, so that
 * whoever comes next goes on. Marking each of them first would be a second writing of all. */
#include <stdio.h>
#include "app/app_internal.h"
#include "base/text.h"

enum { FEW_ROWS = 200 };
static const char marking_name[] = "marking";

bool marking_start(struct session *session, struct error *err)
{
    return store_forget_standings(session->store, err) &&
           store_meta_set(session->store, marking_name, "0", err);
}

bool marking_add(struct session *session, const struct key_list *accounts, struct error *err)
{
    return accounts->count > FEW_ROWS ? marking_start(session, err)
                                      : store_mark_unscored(session->store, accounts, err);
}

/* Up to which account it came; false: nothing is marked. */
static bool read_place(
    struct session *session, bool *ret_there, int64_t *ret_after, struct error *err)
{
    const char *text = NULL;
    struct arena arena = {0};
    long long after = 0;
    bool ok = store_meta_get(session->store, marking_name, &arena, &text, err);

    *ret_there = ok && text && text_to_int(text, &after);
    *ret_after = after;
    arena_fini(&arena);
    return ok;
}

bool marking_is_pending(struct session *session)
{
    struct error ignored;
    int64_t after;
    bool there;

    return read_place(session, &there, &after, &ignored) && there;
}

bool marking_next(struct session *session, int limit, struct key_list *ret_keys, struct error *err)
{
    int64_t after;
    bool there;

    array_clear(ret_keys);
    return read_place(session, &there, &after, err) &&
           (!there || store_accounts_after(session->store, after, limit, ret_keys, err));
}

bool marking_came_to(struct session *session, int64_t account, struct error *err)
{
    char text[24];

    snprintf(text, sizeof(text), "%lld", (long long)account);
    return store_meta_set(session->store, marking_name, account ? text : NULL, err);
}
