/* Pages of what is known of accounts, from the templates of briefs/ (core/template.h): Markdown, or
 * one HTML page that stands alone (files/html.h). */
#ifndef APP_BRIEF_H
#define APP_BRIEF_H

#include "app/session.h"

enum brief_form { BRIEF_MARKDOWN, BRIEF_HTML };
struct brief_order {
    const struct key_list *accounts; /* a part each, in this order; of a week none: the book */
    const char *kind;                /* a name of brief_kinds */
    day_number from, to; /* of a cover and a week; a week tells of the days after `from` */
    enum brief_form form;
};
/* A cover begins with what falls due, day by day over all accounts, and ends with how the notes of
 * whoever covers come back. A week is one page over its accounts. Errors: no such kind (all are
 * named), a fault in the template with line and column. */
bool brief_make(struct session *session, const struct brief_order *order, struct str *out,
    struct error *err) CHECKED;
/* Names of all templates, the user's own too; in the arena, ended by NULL. */
bool brief_kinds(struct session *session, struct arena *arena, const char *const **ret_names,
    struct error *err) CHECKED;
/* BRIEF_HTML where the name ends in .html or .htm. */
enum brief_form brief_form_of(const char *path);
/* Made in the form of its name, and written whole or not at all; an existing file is refused
 * (ERROR_USAGE) unless `replace`. */
bool brief_write(struct session *session, const struct brief_order *order, const char *path,
    bool replace, struct error *err) CHECKED;
/* The page as data for another program: a line that says so, and a fence that nothing within can
 * close. Appends. */
void brief_mark_as_data(struct str *out, const char *page);

#endif
