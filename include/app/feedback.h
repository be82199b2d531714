/* The register of feedback: what customers ask for, by theme; and the loop closed with each of
 * them. */
#ifndef APP_FEEDBACK_H
#define APP_FEEDBACK_H

#include "app/session.h"
#include "core/feedback.h"

/* All feedback there is, by theme; all in the arena. */
bool feedback_read(struct session *session, struct arena *arena, struct feedback_themes *ret_themes,
    struct error *err) CHECKED;
/* Only the themes that three accounts asked for in a month, with the rows of that month alone: by
 * the index of days, for Today. */
bool feedback_read_patterns(struct session *session, struct arena *arena,
    struct feedback_themes *ret_themes, struct error *err) CHECKED;
/* The status of each row of a theme (feedback_theme_key), as one change. What is newly done or
 * declined plans `tell ACCOUNT what came of THEME` for each account that asked and is still a
 * customer, a week ahead; what is open again calls that off. ERROR_NOT_FOUND: no such theme;
 * ERROR_USAGE: all of it has that status already. */
bool verb_feedback_status(struct session *session, const char *theme_key,
    enum feedback_status status, struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
