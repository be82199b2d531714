/* What the files of the screen Renewals share: the lines of the window, and the one under the
 * cursor. */
#ifndef UI_VIEWS_RENEWALS_H
#define UI_VIEWS_RENEWALS_H

#include "app/forecast.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"
#include "ui/column_money.h"

enum renewals_page { RENEWALS_DUE, RENEWALS_CLOSED, RENEWALS_MOVED, RENEWALS_PAGES };
enum {
    RENEWALS_CLOSED_DAYS = 365,
    RENEWALS_WINDOWS = 4,
    RENEWALS_WINDOW_USUAL = 2,
    RENEWALS_COLUMNS_MOST = 24
};

struct renewals_column;
struct renewals_layout {
    const struct renewals_column *columns[RENEWALS_COLUMNS_MOST];
    int x[RENEWALS_COLUMNS_MOST], width[RENEWALS_COLUMNS_MOST];
    int count, hidden;
};

/* The line under the cursor, with what stands beside it. */
struct renewals_subject {
    struct arena arena;
    int64_t line;              /* key of it; 0: not read */
    const struct row *account; /* with its score; NULL: gone */
    struct contract_line contract;
    bool has_contract;
};

struct due_refs ARRAY_OF(const struct due_line *);

struct renewals {
    struct arena arena;
    struct forecast forecast;
    const struct due_line *past; /* closed ones of all time, the latest first */
    size_t past_count;
    enum renewals_page page;
    int window; /* of renewals_windows */
    bool by_quarter;
    int only;                /* enum forecast_category, or -1: all */
    struct str where;        /* an expression over accounts */
    struct renewals_growth { /* opportunities that are open and close within the window */
        int count;
        int64_t weighted;
    } growth;
    struct due_refs rows; /* as sorted; of the page */
    struct renewals_sorts {
        struct renewals_sort {
            const struct renewals_column *column;
            bool falling;
        } items[ROWS_SORTS];
        int count; /* at least one */
    } sorts;       /* by the first, then, where they are alike, by the next */
    int first_column;
    struct renewals_layout layout;
    struct column_money money, weighted;
    bool with_year, many_lines, any_late;
    struct list lists[RENEWALS_PAGES];
    int64_t selected;              /* key of its line */
    struct key_list marks;         /* keys of lines */
    struct key_list mark_accounts; /* of those, each once */
    struct renewals_subject subject;
};

bool renewals_open(struct ui *ui, void *state, struct error *err);
void renewals_close(void *state);
bool renewals_load(struct ui *ui, void *state, struct error *err);
void renewals_fill(struct ui *ui, struct renewals *view); /* the rows of the page, sorted */
/* What stands beside the line under the cursor, unless it is read already. */
void renewals_read_subject(struct ui *ui, struct renewals *view);

extern const char *const renewals_pages[RENEWALS_PAGES]; /* their tabs */
extern const int renewals_windows[RENEWALS_WINDOWS];     /* days; 0: all */

/* NULL: none. */
const struct due_line *renewals_here(const struct renewals *view);
bool renewals_is_marked(const struct renewals *view, int64_t line);
/* What moved of this line since the day that the forecast compares with; NULL: nothing. */
const struct forecast_move *renewals_move_of(
    const struct renewals *view, const struct due_line *line);
bool renewals_is_late(const struct due_line *line, day_number today);
/* Is it one of the totals: an end, an amount and a rate are known? */
bool renewals_counts(const struct due_line *line);
int64_t renewals_forecast_of(const struct due_line *line); /* retained and growth */

void renewals_draw(struct ui *ui, void *state, struct canvas *canvas);
bool renewals_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

/* --- columns --- */

struct renewals_cell {
    struct ui *ui;
    const struct renewals *view;
    struct canvas *canvas;
    struct area area;
};
enum column_sum { SUM_NONE, SUM_TARGET, SUM_FORECAST, SUM_CHANGE, SUM_WEIGHTED };
struct renewals_column {
    const char *id, *head;
    int columns, least; /* width; least: where it can give way */
    bool right;
    int rank; /* which goes first where there is no room: the highest; 0 stays */
    void (*draw)(const struct renewals_cell *cell, const struct due_line *line);
    /* What it sorts by; a text where it is not a number. NULL: it sorts by the day. */
    double (*value)(const struct due_line *line);
    enum column_sum sum; /* what the total line says below it */
    unsigned pages;      /* a bit per enum renewals_page */
};
size_t renewals_column_count(void);
const struct renewals_column *renewals_column_at(size_t index);
const struct renewals_column *renewals_column_find(const char *id); /* or NULL */
void renewals_layout_make(struct renewals *view, int screen_columns);
void renewals_draw_heads(const struct renewals *view, struct canvas *canvas, int y);
/* Where the account's name stands in a row. */
struct area renewals_name_cell(const struct renewals *view, int y);
void renewals_draw_cells(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y,
    const struct due_line *line);
void renewals_draw_total(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y);

/* --- renewals_sort.c --- */
void renewals_sort(struct renewals *view); /* the rows, which come by day */
int renewals_sorted(
    const struct renewals *view, const struct renewals_column *column); /* 1, -1, 0 */
/* `-target, account`; false: no such column. */
bool renewals_sort_set(struct renewals *view, const char *words);
void renewals_sort_words(const struct renewals *view, struct str *out); /* the same words */
void renewals_run_sort(struct ui *ui, void *state, const char *rest);
void renewals_run_sort_then(struct ui *ui, void *state, const char *rest);

/* Shape, role and word of a category, and of a line as it stands. */
struct category_look {
    const char *shape, *word;
    enum role role;
};
struct category_look renewals_category(enum forecast_category category);
struct category_look renewals_standing(const struct due_line *line);

/* --- pictures and words --- */

/* Months with their stacks, categories beside. Returns the rows it took. */
int renewals_draw_months(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area);
/* Below the table, where there is room. */
void renewals_draw_more(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area);
/* Of the line under the cursor. */
void renewals_draw_foot(
    struct ui *ui, struct renewals *view, struct canvas *canvas, struct area area);
/* `notice by Tue 1 Dec, after that it renews for 12 months by itself`. Appends. */
void renewals_clock_words(struct ui *ui, const struct due_line *line,
    const struct contract_line *contract, struct str *out);
/* `forecast $400k → $380k, commit → at risk`. Appends; nothing where it did not move. */
void renewals_say_move(struct ui *ui, const struct forecast_move *move, struct str *out);
/* The line's forecast down to its arithmetic; what moved; the bridge. Append. */
void renewals_write_why(
    struct ui *ui, const struct renewals *view, const struct due_line *line, struct str *out);
void renewals_write_bridge(struct ui *ui, const struct renewals *view, struct str *out);

#endif
