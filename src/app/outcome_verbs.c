/* How playbooks come out and how onboarding stands: one pass over what is kept of the runs. */
#include "app/app_internal.h"

struct gathering {
    struct session *session;
    struct arena *arena;
    struct outcome_list *outcomes;         /* or NULL */
    struct onboarding_figures *onboarding; /* or NULL */
};

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
    return each_standing(gathering->session, take_run, gathering, err);
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
