/* What the files of Today share: the queue, what sums it up, and the account that is previewed. */
#ifndef UI_VIEWS_TODAY_H
#define UI_VIEWS_TODAY_H

#include "app/feedback.h"
#include "app/meetings.h"
#include "app/risks.h"
#include "ui/filter.h"
#include "ui/views/glance.h"
#include "ui/views/marks.h"

enum today_layout { LAYOUT_SPLIT, LAYOUT_LIST, LAYOUT_DETAIL, LAYOUTS };

struct today {
    struct rows rows;
    struct list list;
    struct row_filter filter;
    struct marks marks;
    int64_t selected; /* key of the row under the cursor, so that it stays */
    enum today_layout layout;
    struct totals totals;
    int64_t cleared;
    int64_t lacking[LACKING_COUNT]; /* counted where nothing else is left */
    struct arena focus_arena;
    struct row_list focus;
    struct glance glance;
    struct arena meetings_arena;
    struct meetings meetings, offered; /* of today; of the last days, not logged */
    struct arena patterns_arena;
    struct feedback_themes patterns;
    struct risk_patterns risks; /* begun on a third of the book this week */
};

void today_draw(struct ui *ui, void *state, struct canvas *canvas);
bool today_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

/* --- today_empty.c --- */
/* Is there a health score, or an end of a contract, to count by? True of an empty book. */
bool today_knows_health(const struct totals *totals);
bool today_knows_ends(const struct today *today);
/* Where no row is: why, and what to do about it. */
void today_draw_empty(
    struct ui *ui, const struct today *today, struct canvas *canvas, struct area area);

/* --- today_patterns.c --- */
bool today_load_patterns(struct ui *ui, struct today *today, struct error *err) CHECKED;
/* At this row, where there are any; returns the row below. */
int today_draw_patterns(struct ui *ui, const struct today *today, struct canvas *canvas, int y);
void today_run_register(struct ui *ui, void *state, const char *rest);
void today_run_risks(struct ui *ui, void *state, const char *rest);

/* --- today_meetings.c --- */
bool today_load_meetings(struct ui *ui, struct today *today, struct error *err) CHECKED;
/* From this row on; returns the row below. */
int today_draw_meetings(struct ui *ui, const struct today *today, struct canvas *canvas, int y);
void today_run_meetings(struct ui *ui, void *state, const char *rest);
void today_run_no_show(struct ui *ui, void *state, const char *rest);
void today_run_log(struct ui *ui, void *state, const char *rest);

#endif
