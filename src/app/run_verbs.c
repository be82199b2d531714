/* Runs beside their files: the difference, and moving over. */
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
        ret_diff->missing = arena_format(arena, "its file is faulty: %s", fault);
    return true;
}

bool verb_run_move_over(
    struct session *session, int64_t run, struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct run_case run_case;
    struct change change;
    const struct playbook *now = NULL;
    const char *fault = NULL;
    bool ok = verb_run_load(session, run, &arena, &run_case, err) &&
              verb_run_file(session, run_case.ground.run, &now, &fault, err);

    change_init(&change, session->actor);
    if (ok && !now)
        ok = error_set(err, ERROR_NOT_FOUND, "%s cannot move over: %s%s",
            row_text(run_case.ground.run, RUN_TITLE),
            fault ? "its file is faulty: " : "its playbook is no longer there", fault ? fault : "");
    ok = ok && run_move_over(&run_case.ground, now, &change, err) &&
         session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
