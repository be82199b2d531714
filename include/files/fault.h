/* Faults of a file that a person writes: all of them, each with its place, so that one look mends
 * all. */
#ifndef FILES_FAULT_H
#define FILES_FAULT_H

#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

struct fault {
    const char *path;
    int line, column;    /* from 1; 0 is not known */
    const char *text;    /* one sentence: what is wrong, and what would be right */
    const char *nearest; /* the known word nearest to the one that is not known, or NULL */
};

/* A zeroed one is ready. Owns all its text. At most FAULT_LIMIT are kept, the rest is counted. */
struct fault_list {
    struct fault *items;
    size_t count;
    size_t room;
    size_t more; /* not kept */
    struct arena arena;
};
#define FAULT_LIMIT 200

void fault_list_fini(struct fault_list *faults);
void fault_add(struct fault_list *faults, const char *path, int line, int column,
    const char *format, ...) PRINTF_LIKE(5, 6);
/* Gives the newest fault its nearest word, looked for among `count` known ones. */
void fault_suggest(
    struct fault_list *faults, const char *word, const char *const *known, size_t count);
/* By place, those of one file beside each other, files in the order in which they came. */
void fault_sort(struct fault_list *faults);
/* An error of another room, as a fault; `path` where the error names none. */
void fault_add_error(struct fault_list *faults, const char *path, const struct error *err);
/* All of another list, behind those that are there. */
void fault_add_all(struct fault_list *faults, const struct fault_list *more);
/* Appends `PATH:LINE:COLUMN: text; did you mean "x"?`, without a newline. */
void fault_format(const struct fault *fault, struct str *out);
/* True where there is none; else the first one stands in *err (ERROR_REFUSED), with how many more.
 */
bool fault_none(const struct fault_list *faults, struct error *err) CHECKED;
/* The nearest of the known words, by edit distance, or NULL where none is near. */
const char *fault_nearest(const char *word, const char *const *known, size_t count);

#endif
