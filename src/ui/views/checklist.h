/* What the files of the checklist share: the run that is shown, its picture, its commands. */
#ifndef UI_VIEWS_CHECKLIST_H
#define UI_VIEWS_CHECKLIST_H

#include "ui/ui_internal.h"

struct checklist {
    struct arena arena;
    int64_t run; /* asked for; 0: the account's most urgent open one */
    int64_t account;
    bool loaded;
    struct run_case run_case;
    struct list list;
    int64_t selected;
    bool placed; /* the cursor was put on the next step once */
};
const struct row *checklist_step(const struct checklist *checklist); /* under the cursor, or NULL */

void checklist_draw(struct ui *ui, void *state, struct canvas *canvas);

/* The run before or after the selected one of Playbooks; false: there is none. */
bool playbooks_step(struct ui *ui, int step, int64_t *ret_run, int64_t *ret_account);

/* Commands on the step under the cursor. */
void checklist_run_block(struct ui *ui, void *state, const char *rest);
void checklist_run_give(struct ui *ui, void *state, const char *rest);
void checklist_run_read(struct ui *ui, void *state, const char *rest);
void checklist_run_skip(struct ui *ui, void *state, const char *rest);
void checklist_run_tick(struct ui *ui, void *state, const char *rest);
void checklist_run_value(struct ui *ui, void *state, const char *rest);

#endif
