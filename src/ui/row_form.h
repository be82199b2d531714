/* Forms over fields of one kind of row, for a new one or one that is there: each line is checked as
 * the field wants it while one leaves it, and only what was changed is written, as one step of
 * undo.
 */
#ifndef UI_ROW_FORM_H
#define UI_ROW_FORM_H

#include "ui/ui_internal.h"

struct row_form_line {
    int field;
    const char *label, *hint;
    const char *const *words; /* Tab goes round them; or NULL */
    const char *given;        /* stands there at first in a new one; or NULL */
};

struct row_form {
    enum kind kind;
    const char *title_new, *title_old;
    struct row_form_line lines[UI_FORM_MOST + 1]; /* ended by a label NULL; the first is needed */
    /* What else is written: `status=open`. before: NULL for a new row. Borrowed; ended by NULL. */
    const char *const *(*also)(const char *const *texts, const char *const *before);
    /* The first line may say two: `Ana Costa, champion`. texts may be written to. */
    void (*split)(const char **texts, struct arena *arena);
};

extern const struct row_form row_form_account, row_form_contract, row_form_goal,
    row_form_opportunity, row_form_person, row_form_result, row_form_task;
const struct row_form *row_form_of(enum kind kind); /* NULL: it has none */

/* The words that are usual in a field; NULL: any. */
const char *const *row_form_words(enum kind kind, int field);
/* An amount as it is typed into such a line: MONEY_NONE where nothing was. */
bool row_form_money(struct ui *ui, enum kind kind, int field, const char *text, int64_t *ret_minor,
    struct error *err) CHECKED;

struct row_form_asking {
    const struct row_form *form;
    const struct row *row; /* NULL: a new one */
    int64_t account;       /* of a new one */
    /* What Tab offers in a line besides its own words: copied; or NULL. */
    const char *const *(*words)(
        const struct row_form_line *line, void *context, struct arena *arena);
    void *context;
    /* A new one is there: may add to what is said of it; or NULL. */
    void (*added)(struct ui *ui, struct outcome *outcome);
};
void row_form_ask(struct ui *ui, const struct row_form_asking *asking);

/* What is asked now, in the shell's state. */
struct row_form_asked {
    struct arena arena;
    const struct row_form *form;
    int64_t key, account; /* key 0: a new row */
    const char **before;  /* what stood in the lines */
    const char *currency; /* of the row, in the arena */
    void (*added)(struct ui *ui, struct outcome *outcome);
};

#endif
