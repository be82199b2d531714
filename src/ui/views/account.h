/* What the files of the screen Account share: the customer that is shown, and its tabs. */
#ifndef UI_VIEWS_ACCOUNT_H
#define UI_VIEWS_ACCOUNT_H

#include "core/assess.h"
#include "core/people_map.h"
#include "ui/ui_internal.h"
#include "ui/views/checklist.h"
#include "ui/views/blocks.h"
#include "ui/views/timeline.h"

enum { ACCOUNT_WEEKS = 52, HEALTH_WEEKS = 26 };
enum account_tab {
    TAB_OVERVIEW,
    TAB_TIMELINE,
    TAB_CHECKLIST,
    TAB_PEOPLE,
    TAB_VALUE,
    TAB_MONEY,
    TAB_HEALTH,
    TAB_FACTS,
    TAB_COUNT
};
/* A row of the tab Checklist: a run, or one of its open steps. */
struct run_row {
    const struct run_brief *brief;
    const struct step_line *line; /* NULL: the run itself */
};
struct account_money;
struct account_view {
    struct arena arena;
    int64_t loaded;
    struct dossier dossier;
    struct assessment assessment;
    int scores[ACCOUNT_WEEKS];  /* health of the last weeks */
    const double *points;       /* HEALTH_WEEKS of each measure; NULL: not read (the tab Health) */
    struct moment_list moments; /* all that happened, and those of the tab Timeline */
    struct moment_list stream;
    unsigned kinds; /* of them; 0: all */
    struct row_list facts;
    const struct account_money *money; /* of the tab Money; NULL: not read */
    struct run_briefs briefs;
    struct run_rows ARRAY_OF(struct run_row) run_rows; /* of the tab Checklist */
    struct person_places people; /* of the tab People, and what it says above them */
    struct people_sentences lacks;
    int64_t asked_person;
    struct touched_row asked_row; /* on the tab Value; key 0: a new one */
    enum account_tab tab;
    struct list lists[TAB_COUNT];
    struct touched_row wanted; /* to be found when it is read next; key 0: nothing */
};

struct subject account_subject(struct ui *ui, const struct account_view *view);
void account_draw_overview(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
/* The open tab, in the rows below the rule. */
void account_draw_tab(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);

/* What the tabs Checklist and Value show; read with the account. */
void account_read_runs(struct ui *ui, struct account_view *view);
void account_draw_runs(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
void account_draw_people(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
/* One person whole, beside the map. */
void account_draw_person(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area);
/* A tab with nothing in it: why, and the key that changes that. */
void account_draw_nothing(
    struct canvas *canvas, int y, const char *why, const char *key, const char *text);
/* The tab Timeline: read with the account; its moment under the cursor, NULL: another tab. */
bool account_read_timeline(struct ui *ui, struct account_view *view, struct error *err) CHECKED;
void account_draw_timeline(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
const struct moment *account_moment_here(const struct account_view *view);
void account_find_moment(struct account_view *view, struct touched_row row);
void account_show_kinds(struct ui *ui, struct account_view *view, const char *words);
bool account_clear_kinds(struct account_view *view); /* false: all are shown */
void account_month(struct ui *ui, struct account_view *view, int step);
/* Every measure with its own line, the weeks, what limits the score. */
void account_draw_health(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
void account_draw_value(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
/* The row under the cursor of those tabs; key 0: none. */
struct touched_row account_run_here(const struct account_view *view);
struct touched_row account_value_here(const struct account_view *view);
/* The person under the cursor; NULL: another tab, or nobody. */
const struct person_place *account_person_here(const struct account_view *view);
/* The keys of the tab People. False: none of theirs here. */
void account_add_person(struct ui *ui, struct account_view *view);
bool account_edit_person(struct ui *ui, struct account_view *view);
bool account_log_person(struct ui *ui, struct account_view *view, const char *kind);
bool account_open_person(struct ui *ui, struct account_view *view);
bool account_left_person(struct ui *ui, struct account_view *view, const char *day);
bool account_weigh_person(struct ui *ui, struct account_view *view);
void account_role_person(struct ui *ui, struct account_view *view, const char *role);
void account_erase_person(struct ui *ui, struct account_view *view);
void account_stance_person(struct ui *ui, struct account_view *view, const char *stance);
/* The tab Value: goals, then value entries, newest first; NULL: no such row. */
const struct row *account_value_row(const struct account_view *view, int64_t at);
int64_t account_value_rows(const struct account_view *view);
void account_add_value(struct ui *ui, struct account_view *view);
/* Its keys: the row's form; the goal's number, or who confirms the entry; reached, confirmed or
 * not. False: no row of it is under the cursor. */
bool account_edit_value(struct ui *ui, struct account_view *view);
bool account_update_value(struct ui *ui, struct account_view *view);
bool account_settle_value(struct ui *ui, struct account_view *view);

#endif
