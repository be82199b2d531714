/* What the files of the register of feedback share: the themes, and the one that is open. */
#ifndef UI_VIEWS_FEEDBACK_H
#define UI_VIEWS_FEEDBACK_H

#include "app/feedback.h"
#include "ui/ui_internal.h"
#include "ui/word_filter.h"

struct feedback_view {
    struct arena arena;
    struct word_filter filter; /* over the themes */
    struct feedback_themes themes;
    struct list list, voices;
    struct str selected;    /* key of the theme under the cursor */
    int64_t selected_voice; /* key of the row under the cursor */
    bool is_open;           /* the rows of that theme are shown */
};

/* The theme under the cursor, or the one that is open; NULL: there is none. */
const struct feedback_theme *feedback_theme_here(const struct feedback_view *view);

void feedback_draw(struct ui *ui, void *state, struct canvas *canvas);
bool feedback_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

#endif
