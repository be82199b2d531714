/* What the files on starting a playbook share. */
#ifndef CORE_PLAYBOOK_INTERNAL_H
#define CORE_PLAYBOOK_INTERNAL_H

#include "core/playbook.h"

/* The day of an anchor for a run that would start today: that of a review by its rhythm. */
day_number playbook_start_anchor(const struct playbook *playbook, enum playbook_anchor anchor,
    const struct playbook_ground *ground);

#endif
