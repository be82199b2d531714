/* What was typed into a form, or a long line, that was left: with Esc, with daybook, or by a crash.
 * It is on disk within a second, and stands there again where the same is asked (promises.md 3.1).
 */
#ifndef UI_LEFT_H
#define UI_LEFT_H

#include "base/array.h"
#include "ui/ui_internal.h"

/* One form; a line of a prompt is a form of one line. Texts are its own. */
struct left_form {
    struct arena arena;
    unsigned number; /* names it, whatever becomes of the list */
    bool is_filing;
    char draft[64]; /* file name, or "" */
    const char *title;
    int64_t about;
    size_t count;
    const char **texts; /* a line each; NULL: it was not touched */
    int64_t account;
    const char *account_name, *view, *look, *row, *command;
};
struct left_forms {
    struct left_list ARRAY_OF(struct left_form *) list; /* newest last */
    unsigned numbers;
    bool is_awaited;
};

/* Reads those that the last time left. */
void left_load(struct ui *ui);
/* A key changed what is typed: it is kept soon. */
void left_typed(struct ui *ui);
/* Now, of what is being typed: a form that is left with Esc, the end of the program. */
void left_keep(struct ui *ui);
/* What was typed into that line; NULL: nothing. Borrowed until the next key. */
const char *left_text(const struct ui *ui, const struct ui_form *form, size_t at);
const char *left_line(const struct ui *ui, const struct ui_question *question);
/* It is being filed; number 0: nothing of it was kept. Only then it is forgotten. */
unsigned left_begin_filing(struct ui *ui);
void left_end_filing(struct ui *ui, unsigned number, bool is_filed);
/* The line that is shown was answered or left. */
void left_drop_line(struct ui *ui, const struct ui_question *question);
/* Is it more than a word that is typed again sooner than it is looked for? */
bool left_is_worth(const struct ui_question *question, const char *text);

/* --- going on with one: `:drafts` --- */

/* What the list shows of it: `An opportunity`, `Globex: seats, 12k`, in the arena. NULL: no more.
 */
const char *left_title(const struct ui *ui, size_t index);
/* `An opportunity, Globex`. */
const char *left_name(const struct ui *ui, size_t index, struct arena *arena);
const char *left_words(const struct ui *ui, size_t index, struct arena *arena);
/* The screen as it was, and the command that asked. */
void left_go_on(struct ui *ui, size_t index);
void left_fini(struct ui *ui);

#endif
