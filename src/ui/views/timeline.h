/* What happened on an account, newest first: one stream of notes, tasks, steps, tickets, people,
 * signals, results. */
#ifndef UI_VIEWS_TIMELINE_H
#define UI_VIEWS_TIMELINE_H

#include "core/health.h"
#include "ui/canvas.h"

struct event {
    day_number day;
    int64_t order;    /* within the day: the later the larger */
    const char *kind; /* `call`, `task`, `ticket`, ... */
    const char *text;
    const char *quote; /* words of a note, or NULL */
    struct touched {
        enum kind kind;
        int64_t key;
    } row;
};
struct event_list ARRAY_OF(struct event);

/* Texts lie in the arena. */
void timeline_make(const struct dossier *dossier, day_number today, struct arena *arena,
    struct event_list *ret_events);
/* One event in one row, or two with its quote; returns the rows it takes. show_day: the first of
 * its day. */
int timeline_rows(const struct event *event);
void timeline_draw(struct canvas *canvas, struct area line, const struct event *event,
    bool show_day, day_number today);

#endif
