/* What the files of the checklist share: the run that is shown, its picture, its commands. */
#ifndef UI_VIEWS_CHECKLIST_H
#define UI_VIEWS_CHECKLIST_H

#include "ui/ui_internal.h"

/* --- the runs of one account --- */

/* One row of a checklist: a step that repeats is one, its last time. */
struct step_line {
    const struct row *step;
    int times; /* how often it was done */
};
struct step_lines ARRAY_OF(struct step_line);
struct run_brief {
    const struct row *run;
    struct run_state state;
    struct step_lines lines; /* by number */
};
struct run_briefs ARRAY_OF(struct run_brief);
/* All runs of a dossier: the open ones by target, then the finished ones, newest first. Everything
 * lies in the arena. */
void run_briefs_make(const struct dossier *dossier, day_number today, struct arena *arena,
    struct run_briefs *ret_briefs);
/* The steps of one run, in their order; those that repeat once. */
void run_lines_make(
    const struct row_list *steps, int64_t run, struct arena *arena, struct step_lines *ret_lines);
/* `▲` and ` 4 days behind`: the shape is returned, the words are appended. */
const char *run_pace_shown(const struct run_state *state, struct str *words, enum role *ret_role);
/* `◼` and the like: the box of a step, and its role. */
const char *step_shape(const struct row *step, enum role *ret_role);
/* A few words on a step: `blocked 4d`, `after 8`, `gate`, `repeats`, `2d late`; "" none. */
void step_note(const struct step_line *line, const struct step_lines *lines, day_number today,
    struct str *out);
/* One row: box, number, title, note where there is room, and when. */
void step_line_draw(const struct step_line *line, const struct step_lines *lines, day_number today,
    struct canvas *canvas, struct area area);

/* --- the screen --- */

/* Leading through what a step demands. */
struct lead {
    int64_t step; /* 0: not leading */
    struct arena arena;
    struct given_list given; /* answers so far, in the arena */
    const char *at;          /* id of the demand that is asked about, in the arena */
    struct lead_asked ARRAY_OF(const char *) asked; /* ids that had their turn */
    int64_t chosen; /* the row that is asked about further: a person, a goal; 0 none */
};

struct checklist {
    struct arena arena;
    int64_t run; /* asked for; 0: the account's most urgent open one */
    int64_t account;
    bool loaded;
    struct run_case run_case;
    struct run_briefs briefs; /* open ones, and the one that is shown */
    size_t brief_at;          /* the one that is shown */
    struct step_lines lines;  /* of the run that is shown */
    bool is_outdated;         /* its playbook's file differs by now */
    struct list list;
    int64_t selected;
    bool placed;             /* the cursor was put on the next step once */
    struct arena told_arena; /* of one drawing */
    struct arena side_arena;
    bool has_side; /* dossier and assessment of the pane beside, in very wide terminals */
    struct dossier side;
    struct assessment assessment;
    struct lead lead;
};
const struct row *checklist_step(const struct checklist *checklist); /* under the cursor, or NULL */
/* Reads it anew at once: between two questions of one sequence. */
bool checklist_read(struct ui *ui, struct checklist *checklist, struct error *err);
void checklist_go_to(struct checklist *checklist, int64_t step);

void checklist_draw(struct ui *ui, void *state, struct canvas *canvas);
/* Returns the first row below its rule. */
int checklist_draw_head(struct ui *ui, const struct checklist *checklist, struct canvas *canvas);
/* has_columns: the other runs stand beside, so that they are not named here. */
bool checklist_has_columns(
    const struct ui *ui, const struct checklist *checklist, const struct canvas *canvas);

/* One row of what is told about a step. */
struct told {
    enum role shape_role, role, right_role;
    const char *shape; /* in columns 0 and 1; or NULL */
    const char *text;
    const char *late;  /* after it, in the role of what is late; or NULL */
    const char *right; /* or NULL */
};
/* Told in so many columns. Texts live until the next drawing; the rows are yours: array_fini. */
struct telling {
    struct ui *ui;
    struct checklist *checklist;
    int columns;
    bool is_roomy; /* headings and air */
    struct told_lines ARRAY_OF(struct told) lines;
};
void checklist_tell(struct telling *telling, const struct step_line *line);
/* What a finished or cancelled run came to. */
void checklist_tell_end(struct telling *telling);
void checklist_draw_told(const struct telling *telling, struct canvas *canvas, struct area area);
/* As a text for ui_read. */
void checklist_told_text(const struct telling *telling, struct str *out);

/* The run before or after the selected one of Playbooks; false: there is none. */
bool playbooks_can_step(struct ui *ui, int step);
bool playbooks_step(struct ui *ui, int step, int64_t *ret_run, int64_t *ret_account);

/* --- commands --- */

/* Leads through what the step under the cursor still demands, then ticks it. */
void checklist_lead(struct ui *ui, struct checklist *checklist);
void checklist_lead_clear(struct checklist *checklist);
/* Does what is ordered and says what comes next. */
bool checklist_order(struct ui *ui, struct checklist *checklist, int64_t step,
    const struct step_order *order, struct error *err);

/* Opens the composer with the template of the step under the cursor. kind "": that of the step. */
void checklist_write_note(struct ui *ui, struct checklist *checklist, const char *kind);

void checklist_run_again(struct ui *ui, void *state, const char *rest);
void checklist_run_assign(struct ui *ui, void *state, const char *rest);
void checklist_run_assign_all(struct ui *ui, void *state, const char *rest);
void checklist_run_block(struct ui *ui, void *state, const char *rest);
void checklist_run_cancel(struct ui *ui, void *state, const char *rest);
void checklist_run_changes(struct ui *ui, void *state, const char *rest);
void checklist_run_date(struct ui *ui, void *state, const char *rest);
void checklist_run_log(struct ui *ui, void *state, const char *rest);
void checklist_run_pin(struct ui *ui, void *state, const char *rest);
void checklist_run_read(struct ui *ui, void *state, const char *rest);
void checklist_run_shift(struct ui *ui, void *state, const char *rest);
void checklist_run_skip(struct ui *ui, void *state, const char *rest);
void checklist_run_tick(struct ui *ui, void *state, const char *rest);
void checklist_run_value(struct ui *ui, void *state, const char *rest);

#endif
