/* What the files of the editor share: rows of the soft wrap, the selection, what is offered. */
#ifndef UI_EDITOR_INTERNAL_H
#define UI_EDITOR_INTERNAL_H

#include "ui/editor.h"

void editor_lay_out(struct editor *editor, int columns); /* where columns or text are others */
size_t editor_row_of(const struct editor *editor, size_t at);
size_t editor_row_end(const struct editor *editor, size_t row); /* without the line end */
int editor_column_of(const struct editor *editor, size_t row, size_t at);
size_t editor_at_column(const struct editor *editor, size_t row, int column);

/* Lines up or down, the column kept; a page of them for editor_page. */
void editor_move_rows(struct editor *editor, int rows);
int editor_page(const struct editor *editor);

void editor_unmark(struct editor *editor);
/* The commands of selecting, copying and cutting; false: it is none of them. */
bool editor_run_selection(struct editor *editor, const char *command);
/* Takes what is selected away with the command that deletes; false: nothing is selected. */
bool editor_delete_selection(struct editor *editor, enum edit_action action);

/* Enter: a list goes on with its next item, and ends after an empty one. */
void editor_new_line(struct editor *editor);
/* A hand that writes the item's dash itself finds no second one. */
void editor_drop_continued(struct editor *editor, key_code code);

void editor_close_offer(struct editor *editor);
/* Asks anew what fits before the caret. */
void editor_offer(struct editor *editor, bool is_asked);
/* A command that the open list takes for itself. */
bool editor_run_offer(struct editor *editor, const char *command);

#endif
