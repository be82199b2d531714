/* What the files of Tasks share: three lists, and the chips that choose among what is open. */
#ifndef UI_VIEWS_TASKS_H
#define UI_VIEWS_TASKS_H

#include "store/tasks.h"
#include "ui/filter.h"
#include "ui/views/marks.h"

/* What sorts them; TASKS_KIND is the cell at the end: of promises to whom, of asks who is waited
 * for.
 */
enum tasks_column {
    TASKS_DUE,
    TASKS_TITLE,
    TASKS_ACCOUNT,
    TASKS_KIND,
    TASKS_PRIORITY,
    TASKS_COLUMNS
};
/* By the first, then, where they are alike, by the next; of all three lists. */
struct tasks_sorts {
    struct rows_sort items[ROWS_SORTS]; /* field: an enum tasks_column */
    int count;                          /* 0: each list in its own order */
    struct arena arena;
    struct tasks_names ARRAY_OF(struct tasks_name {
        int64_t account;
        const char *name;
    }) names; /* of all accounts by key, where they are sorted by them */
};

enum lens { LENS_OPEN, LENS_STEPS, LENS_DONE, LENS_COUNT };

struct tasks {
    enum lens lens;
    struct rows rows[LENS_COUNT];
    struct list lists[LENS_COUNT];
    int64_t selected[LENS_COUNT];
    struct account_names names;
    struct row_filter filters[LENS_COUNT];
    struct task_counts counts; /* of what is open */
    struct marks marks;        /* of the lens that is shown */
    struct tasks_sorts sorts;
};

bool tasks_load(struct ui *ui, void *state, struct error *err);

void tasks_mark_range(struct ui *ui, void *state, const char *rest);
void tasks_mark_all(struct ui *ui, void *state, const char *rest);
/* What is marked on the screen Tasks while that is shown; NULL: nothing. */
const struct key_list *tasks_marked(struct ui *ui, enum kind *ret_kind);

/* --- tasks_sort.c --- */
/* The rows of the lens are told what they sort by. */
bool tasks_sort_ready(struct ui *ui, struct tasks *tasks, struct error *err) CHECKED;
int tasks_sorted(const struct tasks *tasks, enum tasks_column column); /* 1, -1 falling, 0 not */
void tasks_sort_words(const struct tasks *tasks, struct str *out);     /* `+due, -title` */
bool tasks_sort_clear(struct ui *ui, struct tasks *tasks); /* false: in their own order already */
void tasks_run_sort(struct ui *ui, void *state, const char *rest);
void tasks_run_sort_then(struct ui *ui, void *state, const char *rest);

void tasks_draw(struct ui *ui, void *state, struct canvas *canvas);
bool tasks_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

#endif
