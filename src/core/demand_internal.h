/* How one demand of a step is checked. */
#ifndef CORE_DEMAND_INTERNAL_H
#define CORE_DEMAND_INTERNAL_H

#include "run_internal.h"

struct check {
    const struct run_ground *ground;
    const struct row *step;
    const struct playbook_step *rule;
    const struct playbook_demand *demand;
    const char *given; /* or NULL */
    day_number since;  /* what is older does not count; DAY_NONE: any day */
};
/* Appends what meets it, or what to do. */
typedef bool (*check_fn)(const struct check *check, struct str *how);

bool demand_check_note(const struct check *check, struct str *how);
bool demand_check_attendees(const struct check *check, struct str *how);
bool demand_check_sentiment(const struct check *check, struct str *how);
bool demand_check_value(const struct check *check, struct str *how);
bool demand_check_goal(const struct check *check, struct str *how);
bool demand_check_person(const struct check *check, struct str *how);
bool demand_check_contract(const struct check *check, struct str *how);
bool demand_check_ask(const struct check *check, struct str *how);
bool demand_check_opportunity(const struct check *check, struct str *how);

#endif
