/* Where one was, for the next start: screen, account, filters, sorting, the row under the cursor.
 */
#ifndef UI_STATE_H
#define UI_STATE_H

#include "ui/ui_internal.h"

/* Reads what was kept of this book; false: nothing. Views come back as they are opened, and the one
 * that was shown is, on the same day: a new day begins at Today. The demo, a masked book and one as
 * of a day keep nothing. */
bool state_recall(struct ui *ui);
/* A view was opened: its filter, sorting, tab. */
void state_recall_view(struct ui *ui, int id);
/* Its list was read for the first time: the row that was under the cursor. */
void state_settle(struct ui *ui);
/* A second after the last key, so that a kill loses no more; at the end at once. */
void state_keep_soon(struct ui *ui);
void state_keep(struct ui *ui);
/* The same of the screen that is shown, for what is gone on with later (left.h): the row under the
 * cursor, the lines that bring its filter, sorting, tab back, and the way back. */
struct touched_row state_row(struct ui *ui);
void state_look(struct ui *ui, struct str *out);
void state_run_look(struct ui *ui, const char *line, size_t len);
void state_find_row(struct ui *ui, struct touched_row wanted);
void state_fini(struct ui *ui);

#endif
