/* The user's health.yaml and signals.yaml in force: looked at again when they change, and what is
 * wrong with them. A faulty file changes nothing; the last good text of it, which the book keeps,
 * stays in force until it is mended, across restarts too. */
#ifndef APP_RULES_H
#define APP_RULES_H

#include "app/session.h"

/* Reads both files anew. True: other rules are in force, or other faults are told; the accounts
 * that are scored by other rules are left to session_is_behind. What was in force stays readable
 * until the session closes. */
bool session_rules_look(struct session *session);
/* One line for every screen: `health.yaml:12:7 is faulty: ...`. False: neither file is. */
bool session_rules_banner(const struct session *session, struct str *out);
/* Is this file (`health.yaml`) faulty, so that its last good text is in force? */
bool session_rules_faulty(const struct session *session, const char *name);

#endif
