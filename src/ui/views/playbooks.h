/* What the files of Playbooks share: what runs, what is offered, what there is. */
#ifndef UI_VIEWS_PLAYBOOKS_H
#define UI_VIEWS_PLAYBOOKS_H

#include "core/outcome.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"
#include "ui/word_filter.h"

enum playbooks_section { SECTION_RUNNING, SECTION_OFFERED, SECTION_CATALOGUE, SECTIONS };

struct offer_line {
    int64_t account;
    const char *name; /* of the account */
    const struct playbook *playbook;
    const char *why;
};
struct catalogue_line {
    struct playbook_listing listing;
    int fits, open;                         /* accounts that would enter now, runs open */
    const struct playbook_outcome *outcome; /* NULL: it never ran */
};

/* All of the three lists, of which a filter leaves some: one letter more reads nothing anew. */
struct playbooks_whole {
    bool is_held;
    unsigned changes; /* of ui, when they were read */
    struct open_runs runs;
    struct offer_line *offers;
    struct catalogue_line *catalogue;
    size_t offer_count, catalogue_count;
    struct arena arena; /* of what is left */
};

struct playbooks {
    struct word_filter filter; /* over all three lists */
    struct playbooks_whole whole;
    struct arena arena;
    struct arena runs_arena; /* of the page of runs, which follows the cursor */
    struct open_runs runs;
    int64_t runs_first; /* place of the page's first run */
    struct offer_line *offers;
    struct catalogue_line *catalogue; /* faulty ones first, then by title */
    size_t faulty;
    struct outcome_list outcomes;
    enum playbooks_section section; /* where the keys are */
    struct list lists[SECTIONS];
    int64_t selected_run;
    int64_t about;               /* the SIGNAL row that a question is about */
    struct area areas[SECTIONS]; /* of the lists, as drawn last, for the mouse */
    int heads[SECTIONS];         /* rows of their headings; -1: not shown */
    struct arena preview_arena;  /* what stands beside the lists on a large screen */
    struct run_case run_case;
    struct run_plan plan;
    int64_t previewed; /* what is held: section, and place in its list; -1: none */
};

/* --- playbooks_read.c --- */
bool playbooks_load(struct ui *ui, void *state, struct error *err);
/* The cursor stands where there is something: nobody can do anything in an empty section. */
void playbooks_leave_empty(struct playbooks *playbooks, int step);
/* Run number index of all; NULL: none there. Reads another page where it must. */
const struct open_run *playbooks_run_at(struct ui *ui, struct playbooks *playbooks, int64_t index);

const struct open_run *playbooks_run_here(struct ui *ui, struct playbooks *playbooks);
const struct offer_line *playbooks_offer_here(const struct playbooks *playbooks);
const struct catalogue_line *playbooks_entry_here(const struct playbooks *playbooks);

/* --- playbooks_filter.c --- */
bool playbooks_is_filtered(const struct playbooks *playbooks);
/* What is held is still so: nothing needs to be read. */
bool playbooks_holds(struct ui *ui, const struct playbooks *playbooks);
/* Of what was read or is held only what fits the filter is shown. The runs are then all of them,
 * not a page. */
void playbooks_filter(struct ui *ui, struct playbooks *playbooks);
size_t playbooks_shown(const struct playbooks *playbooks); /* rows of all three lists */
void playbooks_run_filter(struct ui *ui, void *state, const char *rest);
void playbooks_run_clear(struct ui *ui, void *state, const char *rest);

void playbooks_draw(struct ui *ui, void *state, struct canvas *canvas);
/* An open run, a row: account, playbook, pace, progress, next step. Shared with the screen of one
 * playbook, which leaves its title out. */
void run_row_heads(struct canvas *canvas, struct area line, bool with_title);
void run_row_draw(struct ui *ui, const struct open_run *run, struct canvas *canvas,
    struct area line, bool with_title);
enum health_band run_pace_band(enum run_pace pace);
/* What stands beside the lists: the thing under the cursor. */
void playbooks_draw_beside(
    struct ui *ui, struct playbooks *playbooks, struct canvas *canvas, struct area area);

#endif
