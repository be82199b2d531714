/* What the files of the agenda share: the days shown, what is due on them, and the cursor. */
#ifndef UI_VIEWS_AGENDA_H
#define UI_VIEWS_AGENDA_H

#include "ui/rows.h"
#include "ui/ui_internal.h"

enum { AGENDA_DAYS = 42 }; /* six weeks: the most that a month touches */

struct agenda_item {
    enum kind kind; /* KIND_TASK or KIND_STEP */
    int64_t key, account, run;
    day_number due;
    int at_minute;
    bool high;
    const char *shape, *title;
    const char *name, *detail; /* by agenda_name_item: the account; the kind or the playbook */
};
struct agenda_items ARRAY_OF(struct agenda_item);

/* A row of the list: an item, or a day with nothing on it (item -1). */
struct agenda_line {
    day_number day;
    int item;
};

struct agenda {
    struct arena arena; /* of all texts */
    struct account_names names;
    bool is_fresh; /* just opened */
    bool is_month;
    bool in_list;                   /* of a month: the keys are in the day's list */
    day_number today;               /* as it was read */
    day_number day;                 /* under the cursor */
    day_number read_day;            /* whose list a month holds */
    struct day_span span;           /* shown */
    int weeks;                      /* that a week view has room for */
    int64_t counts[AGENDA_DAYS][2]; /* tasks and steps of each day of the span */
    int64_t overdue;                /* before today, in all */
    struct agenda_items items;
    bool has_items;             /* of a month: they were read */
    struct agenda_items of_day; /* of a month: the items of the day under the cursor */
    struct agenda_lines ARRAY_OF(struct agenda_line) lines;
    struct list list;
    int64_t selected; /* key of the item under the cursor, 0: none */
    enum kind selected_kind;
    struct area grid; /* as drawn last, for the mouse: origin and the size of one cell */
};

bool agenda_open(struct ui *ui, void *state, struct error *err);
void agenda_close(void *state);
bool agenda_load(struct ui *ui, void *state, struct error *err);
const struct calendar *agenda_calendar(struct ui *ui);
day_number agenda_week_begin(struct ui *ui, day_number day); /* first day of its week */
/* The list of the day under the cursor, where a month does not hold it yet. */
bool agenda_read_day(struct ui *ui, struct agenda *agenda, struct error *err);
/* The item behind a line; NULL: nothing is due there. */
struct agenda_item *agenda_item_at(const struct agenda *agenda, int64_t line);
struct agenda_item *agenda_item_here(const struct agenda *agenda);
void agenda_name_item(struct ui *ui, struct agenda *agenda, struct agenda_item *item);
/* The items of all days of a month, where its cells have room for them. */
bool agenda_read_month(struct ui *ui, struct agenda *agenda, struct error *err);
int64_t agenda_count(const struct agenda *agenda, day_number day); /* due on a day of the span */
struct civil agenda_month(const struct agenda *agenda);

void agenda_draw(struct ui *ui, void *state, struct canvas *canvas);
/* The grid and the day's list, below a head. */
void agenda_draw_month(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area);
void agenda_draw_line(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area, int64_t line);
/* The day of the grid at a cell of the canvas; DAY_NONE: none. */
day_number agenda_day_at(const struct agenda *agenda, int x, int y);

#endif
