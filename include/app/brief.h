/* Pages of what is known of accounts, in Markdown, from the templates of briefs/ (core/template.h).
 */
#ifndef APP_BRIEF_H
#define APP_BRIEF_H

#include "app/session.h"

struct brief_order {
    const struct key_list *accounts; /* a part each, in this order */
    const char *kind;                /* call, cover, handoff, or a template of the user's */
    day_number from, to;             /* of a cover */
};
/* A cover begins with what falls due, day by day over all accounts, and ends with how the notes of
 * whoever covers come back. Errors: no such kind (all are named), a fault in the template with line
 * and column. */
bool brief_make(struct session *session, const struct brief_order *order, struct str *out,
    struct error *err) CHECKED;

#endif
