/* All accounts want scoring anew: marked in slices, so that no key waits for it; how far it came
 * stands in the book, so that whoever comes next goes on. */
#include <stdio.h>
#include "app/app_internal.h"
#include "base/text.h"

enum { MARK_ROWS = 512, BESIDE_ROWS = 2048, FEW_ROWS = 200 };
static const char marking_name[] = "marking";

bool marking_start(struct session *session, struct error *err)
{
    return store_meta_set(session->store, marking_name, "0", err);
}

bool marking_add(struct session *session, const struct key_list *accounts, struct error *err)
{
    return accounts->count > FEW_ROWS ? marking_start(session, err)
                                      : store_mark_unscored(session->store, accounts, err);
}

/* Up to which account it came; false: nothing is to be marked. */
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

static bool mark(struct session *session, int64_t after, struct error *err)
{
    char text[24];
    int64_t last;
    bool more;

    if (!store_mark_slice(
            session->store, after, session->is_beside ? BESIDE_ROWS : MARK_ROWS, &last, &more, err))
        return false;
    snprintf(text, sizeof(text), "%lld", (long long)last);
    return store_meta_set(session->store, marking_name, more ? text : NULL, err);
}

bool marking_slice(struct session *session, bool *ret_any, struct error *err)
{
    int64_t after;

    if (!read_place(session, ret_any, &after, err))
        return false;
    if (!*ret_any)
        return true;
    if (!store_begin(session->store, err))
        return false;
    if (mark(session, after, err) && store_commit(session->store, err))
        return true;
    store_rollback(session->store);
    return false;
}
