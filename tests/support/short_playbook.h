/* A playbook in few words, for tables of cases. */
#ifndef SUPPORT_SHORT_PLAYBOOK_H
#define SUPPORT_SHORT_PLAYBOOK_H

#include "files/playbook_file.h"

/* `a +1d; b +2wd from:a repeats:{every:1wd,until:a}`: steps by id and due, then keys of the
 * language with their values, no blanks in them; the title is the id in capitals. head: lines
 * above. */
const char *short_playbook_text(struct arena *arena, const char *head, const char *steps);
/* The same, read; a fault fails the test. */
const struct playbook *short_playbook(
    struct arena *arena, const struct settings *settings, const char *head, const char *steps);

#endif
