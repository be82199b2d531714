/* Signals as the faces show and answer them: why, handled, snoozed, muted. */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

#include "app/session.h"

/* Why each rule fires on the account or does not; id NULL: all. ERROR_NOT_FOUND: no rule and no
 * risk by hand of the account is called so. In the arena. */
bool signals_explain(struct session *session, int64_t account, const char *id, struct arena *arena,
    struct signal_explanations *ret_explanations, struct error *err) CHECKED;
/* The SIGNAL row that stands for it now. ERROR_NOT_FOUND: it never fired there; the text names what
 * is open. */
bool signals_find(struct session *session, int64_t account, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;

#endif
