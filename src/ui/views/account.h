/* What the files of the screen Account share: the customer that is shown, and its tabs. */
#ifndef UI_VIEWS_ACCOUNT_H
#define UI_VIEWS_ACCOUNT_H

#include "core/assess.h"
#include "ui/ui_internal.h"
#include "ui/views/blocks.h"
#include "ui/views/timeline.h"

enum { ACCOUNT_WEEKS = 52 };
enum account_tab {
    TAB_OVERVIEW,
    TAB_TIMELINE,
    TAB_PEOPLE,
    TAB_MONEY,
    TAB_HEALTH,
    TAB_FACTS,
    TAB_COUNT
};
struct account_view {
    struct arena arena;
    int64_t loaded;
    struct dossier dossier;
    struct assessment assessment;
    int scores[ACCOUNT_WEEKS]; /* health of the last weeks */
    struct event_list events;
    struct row_list facts;
    enum account_tab tab;
    struct list lists[TAB_COUNT];
};

struct subject account_subject(struct ui *ui, const struct account_view *view);
void account_draw_overview(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
/* The open tab, in the rows below the rule. */
void account_draw_tab(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);

#endif
