/* Playbooks and the verbs on the steps of their runs. */
#include "app/app_internal.h"
#include "app/verbs.h"

static const char *first_fault(struct session *session, const struct playbook_entry *entry)
{
    struct str text = {0};
    const char *copy;

    if (!entry->faults.count)
        return NULL;
    fault_format(&entry->faults.items[0], &text);
    copy = arena_copy_text(&session->playbooks.arena, str_text(&text));
    str_fini(&text);
    return copy;
}

bool verb_playbooks(
    struct session *session, struct playbook_listings *ret_listings, struct error *err)
{
    if (!catalogue_read(session, err))
        return false;
    for (size_t i = 0; i < session->playbooks.entries.count; i++) {
        const struct playbook_entry *entry = &session->playbooks.entries.items[i];

        ARRAY_PUSH(ret_listings,
            (struct playbook_listing){entry->name, entry->path, first_fault(session, entry),
                entry->playbook, entry->shipped, &entry->faults});
    }
    return true;
}

bool verb_playbook_find(struct session *session, const char *name,
    const struct playbook **ret_playbook, struct error *err)
{
    return catalogue_read(session, err) &&
           playbook_catalogue_need(&session->playbooks, name, ret_playbook, err);
}

bool ground_load(struct session *session, int64_t key, struct arena *arena, struct dossier *dossier,
    struct playbook_ground *ret_ground, struct error *err)
{
    const struct book_facts *facts;
    struct row *account;

    if (!session_book_facts(session, &facts, err) ||
        !store_dossier(session->store, key, session->today, arena, dossier, err))
        return false;
    if (!dossier->account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    account = row_copy(arena, dossier->account);
    row_settle(account, &session->settings, session->today);
    dossier->account = account;
    *ret_ground = (struct playbook_ground){dossier, &session->settings, facts, session->today};
    return true;
}

bool verb_run_load(struct session *session, int64_t run, struct arena *arena,
    struct run_case *ret_case, struct error *err)
{
    struct row *row = NULL;
    struct playbook_ground ground;

    if (!store_get(session->store, KIND_RUN, run, arena, &row, err))
        return false;
    if (!row)
        return error_set(err, ERROR_NOT_FOUND, "this run is gone");
    if (!ground_load(
            session, row_integer(row, RUN_ACCOUNT), arena, &ret_case->dossier, &ground, err))
        return false;
    ret_case->ground = (struct run_ground){ground, playbook_of(session, row, arena), row};
    ret_case->steps = (struct row_list){
        .items = arena_alloc_array(arena, ret_case->dossier.steps.count + 1, sizeof(struct row *))};
    for (size_t i = 0; i < ret_case->dossier.steps.count; i++)
        if (row_integer(ret_case->dossier.steps.items[i], STEP_RUN) == run)
            ret_case->steps.items[ret_case->steps.count++] = ret_case->dossier.steps.items[i];
    run_state(row, &ret_case->steps, &ret_case->dossier.notes, session->today, &ret_case->state);
    return true;
}

static const struct row *find_step(const struct run_case *run, int64_t key)
{
    for (size_t i = 0; i < run->steps.count; i++)
        if (run->steps.items[i]->key == key)
            return run->steps.items[i];
    return NULL;
}

static bool fill_step_change(const struct run_ground *ground, const struct row *step,
    const struct step_order *order, struct change *change, struct error *err)
{
    switch (order->verb) {
    case STEP_VERB_DONE: return run_done(ground, step, order->given, change, err);
    case STEP_VERB_REOPEN: return run_reopen(ground, step, change, err);
    case STEP_VERB_SKIP: return run_skip(ground, step, order->why, change, err);
    case STEP_VERB_BLOCK:
        return run_block(ground, step, (struct run_block){order->side, order->why}, change, err);
    case STEP_VERB_UNBLOCK: return run_unblock(ground, step, change, err);
    case STEP_VERB_ASSIGN: return run_assign(ground, step, order->owner, change, err);
    case STEP_VERB_DATE: return run_set_day(ground, step, order->day, change, err);
    case STEP_VERB_GIVE: return run_give(ground, step, order->given, change, err);
    }
    return false;
}

bool verb_step(struct session *session, int64_t step, const struct step_order *order,
    struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct run_case run;
    struct change change;
    bool ok = store_get(session->store, KIND_STEP, step, &arena, &row, err);

    change_init(&change, session->actor);
    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "this step is gone");
    ok = ok && verb_run_load(session, row_integer(row, STEP_RUN), &arena, &run, err) &&
         fill_step_change(&run.ground, find_step(&run, step), order, &change, err) &&
         session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
