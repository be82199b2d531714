/* The ground of the figures: what measures alone did to the health of those that rose. */
#include <math.h>
#include "metrics_internal.h"

#define RISE_DAYS 30
#define RISE_POINTS 10

/* E10 between then and now; HEALTH_NO_CHANGE where one of the two is unknown. */
static bool explain(
    struct session *session, int64_t account, struct arena *arena, int *ret_rise, struct error *err)
{
    struct dossier dossier;
    struct assess_given past = {.dossier = &dossier};
    struct health_change change;
    struct health then, now;

    if (!session_rules(session, &past.rules, err) ||
        !session_book_facts(session, &past.book, err) ||
        !store_dossier(session->store, account, session->today, arena, &dossier, err))
        return false;
    assess_health(&past, session->today, arena, &now);
    assess_health_on(&past, session->today - RISE_DAYS, arena, &then);
    *ret_rise = HEALTH_NO_CHANGE;
    if (health_explain_change(&then, &now, arena, &change))
        *ret_rise = (int)floor(change.by_measures + 1e-9);
    return true;
}

/* A score that rose for another reason (a cap that went, an override) is no better health: it has
 * risen by what its measures did, and no more than it shows. */
bool metrics_read_rises(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    for (size_t i = 0; i < metrics->accounts.count; i++) {
        struct metric_account *account = &metrics->accounts.items[i];
        int rise = 0;

        if (account->churned || account->change_30d == HEALTH_NO_CHANGE ||
            account->change_30d < RISE_POINTS)
            continue;
        arena_clear(&reading->scratch);
        if (!explain(metrics->session, account->key, &reading->scratch, &rise, err))
            return false;
        if (rise < account->change_30d)
            account->change_30d = rise;
    }
    return true;
}
