/* Where one is in a list of any length: the selected row and the first one shown. Rows are one or
 * two lines high; the list itself holds no rows, so 100,000 of them cost nothing. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stdint.h>

struct list {
    int64_t count;    /* rows there are */
    int64_t selected; /* 0 .. count-1; 0 of an empty list */
    int64_t top;      /* first row shown */
    int room;         /* rows that fit; set by list_fit */
    bool is_loose;    /* scrolled by the wheel: the selected row may be out of sight */
};

/* Sets how many rows there are and how many fit, and keeps the selected row in sight, unless the
 * wheel took it out. */
void list_fit(struct list *list, int64_t count, int room);
void list_select(struct list *list, int64_t row); /* clamped; scrolls as little as it can */
bool list_is_shown(const struct list *list, int64_t row);
/* Rows on the screen: list->top .. list_end(list)-1. */
int64_t list_end(const struct list *list);
/* The commands of every list: next, previous, page-down, page-up, half-down, half-up,
 * top, bottom, scroll-down, scroll-up, line-down, line-up, wheel-down, wheel-up. False: not one of
 * them. */
bool list_command(struct list *list, const char *command);

#endif
