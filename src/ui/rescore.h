/* A large re-score runs on a thread behind the screen (app/rescore_job.h), one at a time. */
#ifndef UI_RESCORE_H
#define UI_RESCORE_H

#include <stdbool.h>

struct ui;

/* Does it go on without the loop's idle moments? Begins it where that pays. */
bool ui_rescore_runs(struct ui *ui);
/* The app ends: so does it; what is scored stays. */
void ui_rescore_end(struct ui *ui);
/* After each change of ours. */
void ui_rescore_written(struct ui *ui);

#endif
