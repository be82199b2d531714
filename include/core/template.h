/* Texts with the facts of an account filled in: what a prepared note, a brief or a personal mail
 * starts from. A text is Markdown with names in braces: `Call with {account}, {arr}`. A line with a
 * fact that is not known is left out; a line with a list (`- {promises}`) stands once for each
 * item, or not at all; a heading (`## `, or a line that ends with a colon) left without a line
 * below it goes too. `{{` is a brace, a line that begins with `%` a remark for whoever edits the
 * text. */
#ifndef CORE_TEMPLATE_H
#define CORE_TEMPLATE_H

#include "core/assess.h"
#include "core/dossier.h"

struct template_ground {
    const struct dossier *dossier;       /* its account is settled */
    const struct assessment *assessment; /* or NULL: no health story */
    const struct settings *settings;
    const struct row *contact; /* who it is written to; NULL: the main contact */
    const char *author, *step; /* or NULL */
    day_number today;
    day_number from, to; /* of a page for a span of days; 0: none is meant */
};

/* One name that may stand in braces. */
struct template_fact {
    const char *name;
    bool list;
    bool internal; /* never for the customer's eyes: health, stance, promises of ours, ... */
    const char *help;
};
/* All of them, in the order of their names; NULL at the end. */
const struct template_fact *template_fact_at(int index);

enum template_eyes { TEMPLATE_OURS, TEMPLATE_CUSTOMER };
/* The first fault: a brace not closed, a name nobody knows (with the nearest), an internal fact in
 * a text for the customer. *ret_line and *ret_column count from 1. */
bool template_check(const char *text, enum template_eyes eyes, int *ret_line, int *ret_column,
    struct error *err) CHECKED;
/* Internal facts are not known in a text for the customer. Nothing is cleaned: the result is text
 * like any other the user writes. */
void template_fill(const char *text, enum template_eyes eyes, const struct template_ground *ground,
    struct str *out);

#endif
