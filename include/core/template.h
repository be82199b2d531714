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

/* Texts that the caller found for a list or a fact: what changed, what was done in a week. */
struct template_texts ARRAY_OF(const char *);
struct template_given {
    const char *name;
    struct template_texts texts;
};

struct template_ground {
    const struct dossier *dossier;       /* its account is settled */
    const struct assessment *assessment; /* or NULL: no health story */
    const struct settings *settings;
    const struct row *contact; /* who it is written to; NULL: the main contact */
    const char *author, *step; /* or NULL */
    day_number today;
    day_number from, to;                /* of a page for a span of days; 0: none is meant */
    const struct row_list *movements;   /* of the account, or NULL: its ARR over time is not told */
    const struct template_given *given; /* or NULL; ended by a name NULL */
    bool markdown;                      /* facts are escaped: core/markdown.h */
    bool charts;                        /* tables are led by a line for files/html.h */
    bool for_customer;                  /* set by template_fill, by its eyes */
};

/* A block is a list whose lines are Markdown already: a table. */
enum template_shape { TEMPLATE_ONE, TEMPLATE_ROWS, TEMPLATE_BLOCK };
/* One name that may stand in braces. */
struct template_fact {
    const char *name;
    enum template_shape shape;
    bool internal; /* never for the customer's eyes: health, stance, promises of ours, ... */
    const char *help;
};
/* All of them, in the order of their names; NULL at the end. */
const struct template_fact *template_fact_at(int index);

enum template_eyes { TEMPLATE_OURS, TEMPLATE_CUSTOMER };
/* Whom a text says it is for: a remark that begins with `% For the customer`. */
enum template_eyes template_eyes_of(const char *text);
/* Does it name the fact in braces? */
bool template_names(const char *text, const char *name);
/* The first fault: a brace not closed, a name nobody knows (with the nearest), an internal fact in
 * a text for the customer. *ret_line and *ret_column count from 1. */
bool template_check(const char *text, enum template_eyes eyes, int *ret_line, int *ret_column,
    struct error *err) CHECKED;
/* Internal facts are not known in a text for the customer. Without `markdown` nothing is cleaned:
 * the result is text like any other the user writes. */
void template_fill(const char *text, enum template_eyes eyes, const struct template_ground *ground,
    struct str *out);

#endif
