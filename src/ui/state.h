/* Where one was, for the next start: screen, account, filters, sorting, the row under the cursor. */
#ifndef UI_STATE_H
#define UI_STATE_H

#include <stdbool.h>

struct ui;

/* Reads what was kept of this book; false: nothing. Views come back as they are opened, and the one
 * that was shown is, on the same day: a new day begins at Today. The demo, a masked book and one as
 * of a day keep nothing. */
bool state_recall(struct ui *ui);
/* A view was opened: its filter, sorting, tab. */
void state_recall_view(struct ui *ui, int view);
/* Its list was read for the first time: the row that was under the cursor. */
void state_settle(struct ui *ui);
/* A second after the last key, so that a kill loses no more; at the end at once. */
void state_keep_soon(struct ui *ui);
void state_keep(struct ui *ui);
void state_fini(struct ui *ui);

#endif
