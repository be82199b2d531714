/* What the files of the editor share: rows of the soft wrap. */
#ifndef UI_EDITOR_INTERNAL_H
#define UI_EDITOR_INTERNAL_H

#include "ui/editor.h"

void editor_lay_out(struct editor *editor, int columns); /* where columns or text are others */
size_t editor_row_of(const struct editor *editor, size_t at);
size_t editor_row_end(const struct editor *editor, size_t row); /* without the line end */
int editor_column_of(const struct editor *editor, size_t row, size_t at);
size_t editor_at_column(const struct editor *editor, size_t row, int column);

#endif
