#include "app/drafts.h"
#include "app/app_internal.h"
#include "base/str.h"

bool drafts_save(
    struct session *session, struct draft *draft, bool sync, struct arena *arena, struct error *err)
{
    if (session->demo)
        return true;
    draft->db = store_path(session->store);
    draft->saved = clock_stamp();
    return draft_save(draft, sync, arena, &draft->name, err);
}

bool drafts_drop(struct session *session, const char *name, struct error *err)
{
    return session->demo || !name || draft_remove(name, err);
}

static bool read_left(struct session *session, bool forms, struct arena *arena,
    struct draft_list *ret_drafts, struct error *err)
{
    size_t kept = 0;

    if (session->demo)
        return true;
    if (!draft_list_read(store_path(session->store), arena, ret_drafts, err))
        return false;
    for (size_t i = 0; i < ret_drafts->count; i++)
        if (!ret_drafts->items[i].live && !text_blank(ret_drafts->items[i].body) &&
            forms == (ret_drafts->items[i].form != NULL))
            ret_drafts->items[kept++] = ret_drafts->items[i];
    ret_drafts->count = kept;
    return true;
}

bool drafts_left(
    struct session *session, struct arena *arena, struct draft_list *ret_drafts, struct error *err)
{
    return read_left(session, false, arena, ret_drafts, err);
}

bool drafts_left_forms(
    struct session *session, struct arena *arena, struct draft_list *ret_drafts, struct error *err)
{
    return read_left(session, true, arena, ret_drafts, err);
}
