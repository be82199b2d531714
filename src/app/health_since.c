/* Health of one account then and now. */
#include "app/app_internal.h"
#include "app/health.h"

bool health_since(struct session *session, int64_t account, day_number day, struct arena *arena,
    struct health_since *ret_since, struct error *err)
{
    struct dossier *dossier = arena_alloc(arena, sizeof(*dossier));
    struct assessment assessment;
    struct health_since since = {.day = day};

    if (day > session->today)
        return error_set(err, ERROR_USAGE, "that day lies ahead");
    if (!session_assess(session, account, arena, dossier, &assessment, err))
        return false;
    if (!dossier->account)
        return error_set(err, ERROR_NOT_FOUND, "the account is gone");
    since.now = assessment.health;
    assess_health_on(
        &(struct assess_given){&session->rules, dossier, &session->facts}, day, arena, &since.then);
    *ret_since = since;
    return true;
}
