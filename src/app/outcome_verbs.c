/* How playbooks come out and how onboarding stands: one pass over what is kept of the runs. */
#include "app/app_internal.h"

struct gathering {
    struct session *session;
    struct arena *arena;
    struct outcome_list *outcomes;         /* or NULL */
    struct onboarding_figures *onboarding; /* or NULL */
};

static bool tell_from_dossier(struct session *session, int64_t account, store_standing_fn fn,
    void *context, struct error *err)
{
    struct run_standing_list standings = {0};
    struct arena arena = {0};
    struct dossier dossier;
    bool ok = store_dossier(session->store, account, session->today, &arena, &dossier, err);

    if (ok)
        run_standings_make(&dossier, session->today, &standings);
    for (size_t i = 0; ok && i < standings.count; i++)
        if (!fn(context, &standings.items[i]))
            break;
    array_fini(&standings);
    arena_fini(&arena);
    return ok;
}

/* Those that have some of their runs in the store are told whole from the dossier. */
struct kept {
    const struct key_list *lacking; /* ascending */
    store_standing_fn fn;
    void *context;
};

static bool is_lacking(const struct key_list *keys, int64_t account)
{
    size_t low = 0, high = keys->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (keys->items[middle] == account)
            return true;
        if (keys->items[middle] < account)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool take_kept(void *context, const struct run_standing *standing)
{
    const struct kept *kept = context;

    return is_lacking(kept->lacking, standing->account) || kept->fn(kept->context, standing);
}

static bool read_standings(struct session *session, int64_t account, struct key_list *lacking,
    struct kept *kept, struct error *err)
{
    bool ok = store_standless(session->store, account, lacking, err);

    store_keys_unique(lacking);
    for (size_t i = 0; ok && i < lacking->count; i++)
        ok = tell_from_dossier(session, lacking->items[i], kept->fn, kept->context, err);
    return ok && store_each_standing(session->store, account, take_kept, kept, err);
}

bool each_standing(struct session *session, int64_t account, store_standing_fn fn, void *context,
    struct error *err)
{
    struct key_list lacking = {0};
    struct kept kept = {&lacking, fn, context};
    bool ok;

    if (!store_begin_read(session->store, err))
        return false;
    ok =
        read_standings(session, account, &lacking, &kept, err) && store_commit(session->store, err);
    if (!ok)
        store_rollback(session->store);
    array_fini(&lacking);
    return ok;
}

static bool take_run(void *context, const struct run_standing *standing)
{
    struct gathering *gathering = context;

    if (gathering->outcomes)
        outcome_add(gathering->outcomes, standing, gathering->session->today, gathering->arena);
    if (gathering->onboarding)
        onboarding_add(gathering->onboarding, standing, gathering->arena);
    return true;
}

static bool gather(struct gathering *gathering, struct error *err)
{
    return each_standing(gathering->session, 0, take_run, gathering, err);
}

static const char *title_of(const struct playbook *playbook, const char *step)
{
    for (int i = 0; i < playbook->step_count; i++)
        if (text_equal(playbook->steps[i].id, step))
            return playbook->steps[i].title;
    return NULL;
}

/* What only the playbook itself can tell; one that is gone or faulty leaves it as it is. */
static void name_steps(struct session *session, struct playbook_outcome *outcome)
{
    const struct playbook *playbook;
    struct error unknown;

    if (!verb_playbook_find(session, outcome->playbook, &playbook, &unknown))
        return;
    outcome->has_success = playbook->success.count > 0;
    for (size_t i = 0; i < outcome->stalls.count; i++)
        outcome->stalls.items[i].title = title_of(playbook, outcome->stalls.items[i].step);
}

bool verb_playbook_outcomes(struct session *session, struct arena *arena,
    struct outcome_list *ret_outcomes, struct error *err)
{
    struct outcome_list outcomes = {0};
    struct gathering gathering = {.session = session, .arena = arena, .outcomes = &outcomes};

    if (!gather(&gathering, err))
        return false;
    outcome_finish(&outcomes);
    for (size_t i = 0; i < outcomes.count; i++)
        name_steps(session, &outcomes.items[i]);
    *ret_outcomes = outcomes;
    return true;
}

bool verb_onboarding_figures(struct session *session, day_number after, day_number until,
    struct arena *arena, struct onboarding_figures *ret_figures, struct error *err)
{
    struct onboarding_figures figures;
    struct gathering gathering = {.session = session, .arena = arena, .onboarding = &figures};

    onboarding_init(&figures, after, until, session->today);
    if (!gather(&gathering, err))
        return false;
    onboarding_finish(&figures, arena);
    *ret_figures = figures;
    return true;
}
