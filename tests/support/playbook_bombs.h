/* Playbook files that would take minutes or gigabytes if they were read as they stand, and where
 * each is refused. */
#ifndef SUPPORT_PLAYBOOK_BOMBS_H
#define SUPPORT_PLAYBOOK_BOMBS_H

#include "base/str.h"

struct playbook_bomb {
    const char *name;
    void (*add)(struct str *out);
    int line, column; /* column 0: not looked at */
    const char *says;
};
extern const struct playbook_bomb playbook_bombs[];
extern const size_t playbook_bomb_count;

#endif
