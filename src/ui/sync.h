/* Sources that are run behind the screen (app/sync_job.h): one run at a time. */
#ifndef UI_SYNC_H
#define UI_SYNC_H

#include "app/sync_job.h"
#include "ui/canvas.h"

struct ui;

/* `sync`, `sync due`, `sync NAME...`, `sync stop`. */
void ui_sync_run(struct ui *ui, const char *rest);
void ui_sync_start(struct ui *ui, const char *const *names, int count);
void ui_sync_stop(struct ui *ui);
/* Esc does what the line of toasts says that it does; false: it says nothing of the kind. */
bool ui_sync_takes_esc(struct ui *ui);
/* What runs now; NULL: nothing. */
const struct sync_standing *ui_sync_standing(const struct ui *ui);
bool ui_sync_imports(const struct ui *ui); /* it writes into the book */
/* How far it is, in the line of toasts; false: nothing runs. */
bool ui_sync_draw(struct ui *ui, struct canvas *canvas, int y);
/* `1,200 of 4,800 rows`: of the one that runs. Appends; nothing where nothing is known yet. */
void ui_sync_add_standing(const struct sync_standing *standing, struct str *out);
/* After the start and at midnight: sources that are due are offered, none is run. */
void ui_sync_offer(struct ui *ui);
/* The app ends: so does the command, and nothing of it is imported. */
void ui_sync_end(struct ui *ui);

#endif
