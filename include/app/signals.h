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

/* --- answered; each one undo. why, where it may be NULL, stands in the log --- */
/* Quiet for the rule's own days, or until its facts change or it gets worse. ERROR_USAGE: it does
 * not fire now. */
bool signals_handle(struct session *session, int64_t account, const char *id, const char *why,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Quiet up to the day before `until`, or until its facts change or it gets worse. */
struct signal_rest {
    const char *id;
    day_number until;
    const char *why;
};
bool signals_snooze(struct session *session, int64_t account, const struct signal_rest *rest,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Never shown for this account; a reason is needed. One that never fired there can be muted too. */
bool signals_mute(struct session *session, int64_t account, const char *id, const char *why,
    struct outcome *ret_outcome, struct error *err) CHECKED;
bool signals_unmute(struct session *session, int64_t account, const char *id,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Starts the playbook that it suggests; of a risk it becomes the plan. */
bool signals_start(struct session *session, int64_t account, const char *id, day_number given,
    struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
