/* What the files of the screen Metrics share: the period, the page that was counted, and the rows
 * that are open behind a figure. */
#ifndef UI_VIEWS_METRICS_H
#define UI_VIEWS_METRICS_H

#include "app/metrics_page.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"

enum metrics_period {
    METRICS_MONTH,
    METRICS_QUARTER,
    METRICS_TWELVE,
    METRICS_FISCAL_YEAR,
    METRICS_GIVEN, /* by :metrics FROM TO */
    METRICS_PERIODS
};

/* The parts of the screen, in the order in which the cursor goes through them. */
enum metrics_part {
    METRICS_SCORE,
    METRICS_BANDS,
    METRICS_WALK,
    METRICS_THEMES,
    METRICS_LEADING,
    METRICS_MEAN, /* a picture: no row of it can be opened */
    METRICS_TIMES,
    METRICS_CAUSES,
    METRICS_STALLS,
    METRICS_PARTS
};
struct metrics_place {
    enum metrics_part part;
    int at;
};

/* A line of the walk from the ARR of one day to that of another. */
struct metrics_step {
    char words[40]; /* `lost, 2 accounts` */
    int64_t amount;
    bool is_end;             /* opening or closing */
    struct metric_rows rows; /* of KIND_ACCOUNT; numerator: the amount */
};
enum { METRICS_STEPS = 10 };

/* Rows behind a figure, as they are listed. */
enum metrics_unit { METRICS_COUNTED, METRICS_MONEY, METRICS_MINUTES, METRICS_OF_FIGURE };
struct metrics_open {
    struct metrics_place place;
    const char *title;
    enum metrics_unit unit;
    enum metric_id id;              /* METRICS_OF_FIGURE */
    bool has_whole;                 /* denominators are shown */
    const struct metric_row **rows; /* most first; in the page's arena */
    int64_t count, part, whole;     /* sums of numerators and denominators */
    struct list list;
};

struct metrics_view {
    enum metrics_period period;
    struct metric_span given; /* METRICS_GIVEN */
    struct str where;
    struct metrics_page *page; /* NULL: not counted yet */
    struct metrics_job *job;   /* counts the next one */
    struct ui *ui;             /* of the job's timer */
    struct metrics_step steps[METRICS_STEPS];
    int step_count;
    struct list list; /* over all parts */
    bool is_open;
    struct metrics_open open;
    struct account_names names;
};

extern const enum metric_id metrics_score_order[];
int metrics_rows_of(const struct metrics_view *view, enum metrics_part part);
struct metrics_place metrics_place_of(const struct metrics_view *view, int64_t index);
int64_t metrics_index_of(const struct metrics_view *view, struct metrics_place place);
/* The figure at a place; NULL: it is none of the figures. */
const struct metric_result *metrics_result_at(
    const struct metrics_view *view, struct metrics_place place);
/* Fills steps from the page's walk. */
void metrics_walk_steps(struct ui *ui, struct metrics_view *view);

/* --- rows behind a figure --- */
/* False: it has none, and says so. */
bool metrics_open_rows(struct ui *ui, struct metrics_view *view, struct metrics_place place);
bool metrics_is_empty(const struct metrics_view *view); /* no account, nothing ever measured */
/* Does anything stand behind the one under the cursor? */
bool metrics_has_rows(const struct metrics_view *view);
void metrics_draw_open(struct ui *ui, struct metrics_view *view, struct canvas *canvas);
const struct metric_row *metrics_row_here(const struct metrics_view *view);
/* The formula with the numbers put in; what y copies. Append. */
void metrics_write_why(struct ui *ui, const struct metrics_view *view, struct str *out);
void metrics_write_copy(struct ui *ui, const struct metrics_view *view, struct str *out);

/* --- drawing --- */
void metrics_draw(struct ui *ui, void *state, struct canvas *canvas);
/* `12 months` and `to Mon 23 Nov 2026`; into buffers of 40. */
void metrics_period_words(
    const struct metrics_view *view, struct metric_span span, char *name, char *rest);
/* Rows that the part takes, its heading among them; 0: it has nothing. */
int metrics_block_rows(const struct metrics_view *view, enum metrics_part part);
void metrics_draw_block(struct ui *ui, struct metrics_view *view, enum metrics_part part,
    struct canvas *canvas, struct area area);

#endif
