/* How every run of the book stands: what the last scoring kept, read once for each state of the
 * book; of accounts for which it keeps nothing, from the dossier. */
#include "app/app_internal.h"
#include "base/order.h"

struct pass {
    struct run_standings *into;
    struct key_list lacking; /* accounts with a run that is not kept; ascending */
};

/* Playbooks are few, and so are the steps at which runs stand: texts are kept once where the next
 * run has the same. */
static const char *keep_text(struct arena *arena, const char *text, const char **last)
{
    if (!*last || !text_equal(*last, text))
        *last = arena_copy_text(arena, text);
    return *last;
}

static void keep_standing(struct run_standings *into, const struct run_standing *standing)
{
    struct run_standing copy = *standing;
    const char *playbook = NULL, *halt_step = NULL;

    if (into->list.count) {
        playbook = into->list.items[into->list.count - 1].playbook;
        halt_step = into->list.items[into->list.count - 1].halt_step;
    }
    copy.playbook = keep_text(&into->arena, standing->playbook, &playbook);
    copy.halt_step = keep_text(&into->arena, standing->halt_step, &halt_step);
    ARRAY_PUSH(&into->list, copy);
}

static bool tell_from_dossier(
    struct session *session, int64_t account, struct run_standings *into, struct error *err)
{
    struct run_standing_list standings = {0};
    struct arena arena = {0};
    struct dossier dossier;
    bool ok = store_dossier(session->store, account, session->today, &arena, &dossier, err);

    if (ok)
        run_standings_make(&dossier, session->today, &standings);
    for (size_t i = 0; ok && i < standings.count; i++)
        keep_standing(into, &standings.items[i]);
    array_fini(&standings);
    arena_fini(&arena);
    return ok;
}

static bool take_kept(void *context, const struct run_standing *standing)
{
    struct pass *pass = context;

    if (!order_has(pass->lacking.items, pass->lacking.count, standing->account))
        keep_standing(pass->into, standing);
    return true;
}

static bool read_all(struct session *session, struct run_standings *into, struct error *err)
{
    struct pass pass = {.into = into};
    bool ok = store_standless(session->store, 0, &pass.lacking, err);

    store_keys_unique(&pass.lacking);
    for (size_t i = 0; ok && i < pass.lacking.count; i++)
        ok = tell_from_dossier(session, pass.lacking.items[i], into, err);
    ok = ok && store_each_standing(session->store, 0, take_kept, &pass, err);
    array_fini(&pass.lacking);
    return ok;
}

void standings_forget(struct session *session)
{
    array_fini(&session->standings.list);
    arena_fini(&session->standings.arena);
    session->standings = (struct run_standings){0};
}

/* Inside a transaction, so that version and rows belong together. */
static bool refresh(struct session *session, struct error *err)
{
    struct run_standings *kept = &session->standings;
    uint64_t writes = store_writes(session->store);
    int64_t version;

    if (!store_data_version(session->store, &version))
        return error_set(err, ERROR_BUSY, "the book is busy; try again");
    if (kept->read && kept->writes == writes && kept->version == version &&
        kept->day == session->today)
        return true;
    standings_forget(session);
    if (!read_all(session, kept, err)) {
        standings_forget(session);
        return false;
    }
    kept->read = true;
    kept->writes = writes;
    kept->version = version;
    kept->day = session->today;
    return true;
}

bool each_standing(struct session *session, store_standing_fn fn, void *context, struct error *err)
{
    bool ok = store_begin_read(session->store, err);

    if (!ok)
        return false;
    ok = refresh(session, err) && store_commit(session->store, err);
    if (!ok)
        store_rollback(session->store);
    for (size_t i = 0; ok && i < session->standings.list.count; i++)
        if (!fn(context, &session->standings.list.items[i]))
            break;
    return ok;
}
