/* What happened, as it is drawn: a stream under the names of its months, and the kinds it can be
 * narrowed to. Shared by the tab of Account and the screen of the whole book. */
#ifndef UI_VIEWS_TIMELINE_H
#define UI_VIEWS_TIMELINE_H

#include "app/timeline.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"

/* A list of moments on the screen. */
struct timeline_picture {
    const struct moment_list *moments;
    struct list *list;
    struct account_names *names; /* of the accounts, before each text; NULL: of one account */
};
/* Fits the list and draws it, with a heading a month. */
void timeline_draw_list(
    struct ui *ui, const struct timeline_picture *picture, struct canvas *canvas, struct area area);
/* One moment in one row, or two with its quote; `low`: always one. show_day: the first of its day.
 */
int timeline_rows(const struct moment *moment, bool low);
struct timeline_line {
    struct area area;
    day_number today;
    bool show_day, low;
    const char *name; /* of the account, or NULL */
};
void timeline_draw(
    struct canvas *canvas, const struct moment *moment, const struct timeline_line *line);
/* `all  notes  tasks ...`, those shown bright. */
void timeline_draw_kinds(struct canvas *canvas, int y, unsigned kinds);

/* Selects the first moment of the month before (step 1) or after (-1) the selected one's. False:
 * there is none in the list. */
bool timeline_month(const struct moment_list *moments, struct list *list, int step);
/* The kinds that `show WORDS` asks for, from `all` or a list of kinds; a toast where it asks for
 * none there is. False: they stay as they are. */
bool timeline_show_kinds(struct ui *ui, const char *words, unsigned *kinds);
/* All, then one kind after the other; step -1 the other way. */
unsigned timeline_next_kinds(unsigned kinds, int step);
/* Opens what it tells of: the note, the task, the checklist, why the health is what it is, what an
 * import changed. */
void timeline_open(struct ui *ui, const struct moment *moment);
/* Pins the note, or lets it go; false: it is none. */
bool timeline_pin(struct ui *ui, const struct moment *moment);

#endif
