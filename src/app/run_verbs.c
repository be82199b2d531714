/* The verbs on whole runs, and runs beside their files. */
#include "base/words.h"
#include "app/app_internal.h"
#include "app/verbs.h"

/* By its id alone: a run knows its playbook by nothing else. A faulty file has no id to be known
 * by, so its name stands for it. */
static const struct playbook_listing *find_file(
    const struct playbook_listings *listings, const char *id)
{
    const struct playbook_listing *faulty = NULL;

    for (size_t i = 0; i < listings->count; i++) {
        const struct playbook_listing *listing = &listings->items[i];

        if (listing->playbook && text_equal(listing->playbook->id, id))
            return listing;
        if (!listing->playbook && text_equal(listing->name, id))
            faulty = listing;
    }
    return faulty;
}

bool verb_run_file(struct session *session, const struct row *run,
    const struct playbook **ret_playbook, const char **ret_fault, struct error *err)
{
    struct playbook_listings listings = {0};
    bool ok = verb_playbooks(session, &listings, err);
    const struct playbook_listing *file =
        ok ? find_file(&listings, row_text(run, RUN_PLAYBOOK)) : NULL;

    if (ok) {
        *ret_playbook = file ? file->playbook : NULL;
        *ret_fault = file && !file->playbook ? file->fault : NULL;
    }
    array_fini(&listings);
    return ok;
}

bool verb_run_diff(struct session *session, int64_t run, struct arena *arena,
    struct run_diff *ret_diff, struct error *err)
{
    struct run_case *run_case = arena_alloc(arena, sizeof(*run_case));
    const struct playbook *now;
    const char *fault;

    if (!verb_run_load(session, run, arena, run_case, err) ||
        !verb_run_file(session, run_case->ground.run, &now, &fault, err))
        return false;
    run_diff(&run_case->ground, now, arena, ret_diff);
    if (fault)
        ret_diff->missing = arena_format(arena, _("its file is faulty: %s"), fault);
    return true;
}

static bool move_over(struct session *session, const struct run_ground *ground,
    struct change *change, struct error *err)
{
    const struct playbook *now;
    const char *fault;

    if (!verb_run_file(session, ground->run, &now, &fault, err))
        return false;
    if (now)
        return run_move_over(ground, now, change, err);
    return error_set(err, ERROR_NOT_FOUND, "%s cannot move over: %s%s",
        row_text(ground->run, RUN_TITLE),
        fault ? _("its file is faulty: ") : _("its playbook is no longer there"),
        fault ? fault : "");
}

static bool fill_run_change(struct session *session, const struct run_case *run,
    const struct run_order *order, struct change *change, struct error *err)
{
    const struct run_ground *ground = &run->ground;

    switch (order->verb) {
    case RUN_VERB_CANCEL: return run_cancel(ground, order->why, change, err);
    case RUN_VERB_SHIFT: return run_shift(ground, order->shift, change, err);
    case RUN_VERB_ASSIGN: return run_assign(ground, NULL, order->owner, change, err);
    case RUN_VERB_MOVE_OVER: return move_over(session, ground, change, err);
    }
    return false;
}

bool verb_run(struct session *session, int64_t run, const struct run_order *order,
    struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct run_case run_case;
    struct change change;
    bool ok = verb_run_load(session, run, &arena, &run_case, err);

    change_init(&change, session->actor);
    ok = ok && fill_run_change(session, &run_case, order, &change, err) &&
         session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

bool verb_run_move_over(
    struct session *session, int64_t run, struct outcome *ret_outcome, struct error *err)
{
    return verb_run(
        session, run, &(struct run_order){.verb = RUN_VERB_MOVE_OVER}, ret_outcome, err);
}

bool verb_run_cancel(struct session *session, int64_t run, const char *why,
    struct outcome *ret_outcome, struct error *err)
{
    return verb_run(
        session, run, &(struct run_order){.verb = RUN_VERB_CANCEL, .why = why}, ret_outcome, err);
}
