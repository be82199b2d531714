/* --redact: the same session over a copy of its book in which nobody can be known. Every face, list
 * and export reads that copy, so that there is no place where a name could be forgotten. */
#include <stdlib.h>
#include "app/app_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/mask.h"
#include "store/mask.h"
#include "store/rewind.h"
#include "store/timeline.h"

enum { AT_ONCE = 500 };

struct masking {
    struct store *copy;
    struct change change;
};

static bool flush(struct masking *masking, struct error *err)
{
    bool ok =
        !masking->change.rows.count || store_bulk_rows(masking->copy, &masking->change, NULL, err);

    change_fini(&masking->change);
    change_init(&masking->change, ACTOR_DAYBOOK);
    return ok;
}

static bool gather(void *context, const struct row *row)
{
    struct key_list *keys = context;

    ARRAY_PUSH(keys, row->key);
    return true;
}

static bool mask_one(struct masking *masking, enum kind kind, int64_t key, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    bool ok = store_get_stored(masking->copy, kind, key, &arena, &row, err);

    if (ok && row)
        mask_row(&masking->change, row);
    if (ok && row && kind == KIND_ACCOUNT)
        ok = store_mask_forecasts(masking->copy, key, mask_percent(key), err);
    arena_fini(&arena);
    return ok && (masking->change.rows.count < AT_ONCE || flush(masking, err));
}

/* The keys first: no list is read while its rows are written. */
static bool mask_kind(struct masking *masking, enum kind kind, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_each(masking->copy, kind, gather, &keys, err);

    for (size_t i = 0; ok && i < keys.count; i++)
        ok = mask_one(masking, kind, keys.items[i], err);
    array_fini(&keys);
    return ok && flush(masking, err);
}

static bool mask_kinds(struct masking *masking, struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (!mask_kind(masking, (enum kind)kind, err))
            return false;
    return true;
}

static bool mask_rows(struct store *copy, struct error *err)
{
    struct masking masking = {.copy = copy};
    int64_t ignored;
    bool ok;

    change_init(&masking.change, ACTOR_DAYBOOK);
    ok = store_begin(copy, err) && store_bulk_begin(copy, ACTOR_DAYBOOK, "masked", err) &&
         mask_kinds(&masking, err) && store_bulk_end(copy, "masked", &ignored, err) &&
         store_mask_past(copy, err) && store_commit(copy, err);
    change_fini(&masking.change);
    return ok;
}

/* What the settings say of people and customers. */
static void mask_settings(struct session *session)
{
    struct settings *settings = &session->settings;

    if (settings->author)
        settings->author = mask_person(settings->author, &session->arena);
    else
        settings->author = mask_person(session_author(session), &session->arena);
    if (settings->owner)
        settings->owner = mask_person(settings->owner, &session->arena);
    settings->rival_count = 0;
}

bool redact(struct session *session, struct error *err)
{
    struct store *copy = NULL;

    if (!store_open_copy(session->store, NULL, &copy, err))
        return false;
    if (!mask_rows(copy, err)) {
        store_close(copy);
        return false;
    }
    store_close(session->store);
    session->store = copy;
    store_set_today(copy, session->today);
    session->is_redacted = true;
    mask_settings(session);
    if (!as_of_score(session, NULL, err))
        return false;
    store_seal(
        copy, _("this is a masked copy (--redact): nothing is kept; start without it to write"));
    return true;
}
