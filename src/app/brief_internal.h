/* What the makers of briefs share. */
#ifndef APP_BRIEF_INTERNAL_H
#define APP_BRIEF_INTERNAL_H

#include "app/app_internal.h"
#include "app/brief.h"
#include "core/template.h"

/* --- templates.c --- */
struct template_page {
    const struct template_given *given; /* or NULL */
    bool charts;
};
/* A template of briefs/ in Markdown. Faults as of verb_template_fill; qbr, ebr, value and present,
 * and what says it is for the customer, know no internal fact. */
bool template_fill_brief(struct session *session, const struct template_order *order,
    const struct template_page *page, struct str *out, struct error *err) CHECKED;
bool template_brief_names(struct session *session, const char *brief, const char *fact,
    bool *ret_names, struct error *err) CHECKED;

/* --- brief_week.c: the lists of a week over the accounts of the order (none: all) --- */
#define BRIEF_GIVEN 10
/* Ended by a name NULL; texts in the arena, lists yours (array_fini). */
bool brief_week(struct session *session, const struct brief_order *order, struct arena *arena,
    struct template_given *given, struct error *err) CHECKED;

#endif
