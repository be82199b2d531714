/* `|`: the rows that are marked, or the one under the cursor, go to a command of the user's own
 * shell; what it says is read in a popup. */
#ifndef UI_PIPE_H
#define UI_PIPE_H

struct ui;

/* `pipe [csv, json or md] [COMMAND]`: without a command it is asked for. The form is CSV, of notes
 * Markdown, unless told. */
void pipe_run(struct ui *ui, const char *rest);
/* The app ends: so does the command. */
void pipe_end(struct ui *ui);

#endif
