/* Export: everything out, and what goes back in unchanged (contract.md, Out and JSON). */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/session.h"

enum export_format {
    EXPORT_CSV,         /* of a kind: canonical headers, the other stored fields, facts */
    EXPORT_JSON,        /* of a kind: an array; of all: one object with a key a kind */
    EXPORT_MARKDOWN,    /* accounts with people, open tasks and notes; or one of these kinds */
    EXPORT_CALENDAR,    /* open tasks, steps, renewals with notice dates, reviews; or one of them */
    EXPORT_TASKWARRIOR, /* tasks, for `task import` */
    EXPORT_FORMATS
};
/* The word of a format: csv, json, md, ics, taskwarrior. False: it is none. */
bool export_format_from_word(const char *word, enum export_format *ret_format) CHECKED;

struct export_order {
    enum export_format format;
    bool of_all; /* else of `kind` */
    enum kind kind;
    bool raw; /* CSV: no `'` before what a spreadsheet would take for a formula */
    /* These rows of `kind` alone, in this order (not of all, nor as a calendar or for taskwarrior);
     * what is computed of them too; or NULL. */
    const struct key_list *only;
};
/* Takes what was written so far and clears it; called between rows, so no character is cut. False
 * stops: quietly where err->code is ERROR_NONE. */
typedef bool (*export_put)(void *context, struct str *text, struct error *err);

/* Writes one state of the book, in little memory. Errors: a format that the kind does not have. */
bool export_write(struct session *session, const struct export_order *order, export_put put,
    void *context, struct error *err) CHECKED;

#endif
