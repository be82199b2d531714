/* What the files of the screen of one playbook share. */
#ifndef UI_VIEWS_PLAYBOOK_H
#define UI_VIEWS_PLAYBOOK_H

#include "ui/views/playbooks.h"

enum playbook_tab {
    PLAYBOOK_TAB_STEPS,
    PLAYBOOK_TAB_FITS,
    PLAYBOOK_TAB_RUNS,
    PLAYBOOK_TAB_ABOUT,
    PLAYBOOK_TABS
};

struct fit_line {
    int64_t account;
    const struct row *row; /* of the account, settled */
    const char *why;
    bool marked;
};
/* A row of About: a label, or none where the text goes on. */
struct about_line {
    const char *label, *text;
};

struct playbook_screen {
    struct arena arena;
    struct str name; /* of its file */
    struct playbook_listing listing;
    const struct playbook *playbook; /* NULL: gone, or faulty */
    struct fit_line *fits;           /* accounts that would enter now */
    struct key_list marks;
    struct open_runs runs;
    struct outcome_list outcomes;
    const struct playbook_outcome *outcome; /* NULL: it never ran */
    enum playbook_tab tab;
    struct list lists[PLAYBOOK_TABS];
    struct arena about_arena;
    struct about_lines ARRAY_OF(struct about_line) about; /* wrapped to about_columns */
    int about_columns;                                    /* 0: not made yet */
};

const struct fit_line *playbook_fit_here(const struct playbook_screen *screen);

void playbook_draw(struct ui *ui, void *state, struct canvas *canvas);
/* The rules of the playbook in words, wrapped to so many columns. */
void playbook_make_about(struct playbook_screen *screen, int columns);
enum { ABOUT_LABEL = 14 }; /* columns of its labels */

#endif
