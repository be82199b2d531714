/* The steps of a playbook on its screens: rows, and all that is said about one. */
#ifndef UI_VIEWS_PLAYBOOK_STEPS_H
#define UI_VIEWS_PLAYBOOK_STEPS_H

#include "core/run.h"
#include "ui/ui_internal.h"

/* A row: number, title, kind, need and timing. */
struct step_rows {
    const struct playbook *playbook;
    int timing_columns; /* of the longest timing, so that all stand under each other */
};
struct step_rows step_rows_of(const struct playbook *playbook);
void steps_draw_row(
    const struct step_rows *rows, int step, struct canvas *canvas, struct area line);
/* Title, timing, guidance, what it asks for, what it waits for. */
void steps_draw_detail(
    const struct playbook *playbook, int step, struct canvas *canvas, struct area area);
/* The same as a text to read, where the screen has no room. */
void steps_write_detail(const struct playbook *playbook, int step, struct str *out);

/* The dated path of one account: a row a step. */
void plan_draw_row(const struct run_plan *plan, int step, day_number today, struct canvas *canvas,
    struct area line);
/* First and last day of its open steps; DAY_NONE where all wait. */
struct day_span plan_span(const struct run_plan *plan);
int plan_open_steps(const struct run_plan *plan); /* those that are not skipped */

#endif
