/* One verb on the row under the cursor, or on all marked rows after a question that counts them. */
#ifndef UI_BULK_H
#define UI_BULK_H

#include "ui/ui_internal.h"

struct bulk_verb {
    const char *command; /* with the text, what `.` does again; NULL: nothing */
    const char *doing;   /* begins the question: `Snooze` */
    const char *done;    /* what came of it: `3 accounts snoozed` */
    /* The same of tasks or steps that are marked on Tasks: `Tick`, `ticked`; NULL: not for them. */
    const char *doing_rows, *done_rows;
    /* On one row. text: what the user said, "" where nothing is asked. */
    bool (*run)(struct ui *ui, struct touched_row row, const char *text,
        struct outcome *ret_outcome, struct error *err);
    /* What the text comes to in the question, `until Mon 30 Nov`; or NULL. */
    void (*words)(struct ui *ui, const char *text, struct str *out);
    /* What stands in the marked rows now, as the question's next sentence; or NULL. */
    void (*now)(struct ui *ui, const char *text, struct str *out);
};

/* The row under the cursor: a task, a step, a note; else the account itself; key 0: none, which is
 * said. */
struct touched_row bulk_row(struct ui *ui);
/* `2 accounts`, or the name of the one account; for titles of questions. Appends. */
void bulk_name(struct ui *ui, struct str *out);
bool bulk_has_marks(struct ui *ui);        /* accounts, or lines of contracts */
bool bulk_has_row_marks(struct ui *ui);    /* tasks or steps, on Tasks */
enum kind bulk_marked_kind(struct ui *ui); /* lines of contracts on Renewals, else accounts */
const struct key_list *bulk_marks(struct ui *ui); /* NULL: nothing is marked on this screen */

/* verb lives on (const table); text is copied. One row: at once; false with err where it fails.
 * Several: asks first and returns true. */
bool bulk_run(
    struct ui *ui, const struct bulk_verb *verb, const char *text, struct error *err) CHECKED;

#endif
