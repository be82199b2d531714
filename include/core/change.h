/* What to do to the book, as a value: nothing is done until the store applies it. */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include "core/row.h"

enum change_op { CHANGE_INSERT, CHANGE_UPDATE, CHANGE_DELETE };
enum actor { ACTOR_APP, ACTOR_CLI, ACTOR_IMPORT, ACTOR_DAYBOOK };

struct change_row {
    enum change_op op;
    enum kind kind;
    int64_t key;   /* of the row; for an insert 0, or -N: a name other rows of the change link to */
    uint64_t mask; /* bit f set: field f (below `stored`) gets values[f]; delete: 0 */
    struct value *values; /* kind_info(kind)->stored of them */
    int64_t new_key;      /* after the store applied an insert */
};
struct change_row_list ARRAY_OF(struct change_row);

/* A link value of -N means the row inserted under key -N in the same change. */
struct change {
    struct arena arena; /* owns all text and values in it */
    enum actor actor;
    int64_t account;     /* whose history it stands in, or 0 */
    const char *summary; /* one line for undo, log and the toast: `Globex: call planned for Tue 24 Nov` */
    int64_t undoes;      /* the change that this one takes back, or 0 */
    struct change_row_list rows;
    int64_t last_name; /* of change_insert, counting down */
};

void change_init(struct change *change, enum actor actor);
void change_fini(struct change *change);
void change_summarize(struct change *change, const char *format, ...) PRINTF_LIKE(2, 3);
/* Adds an insert and returns its index; set its fields with change_set. */
size_t change_insert(struct change *change, enum kind kind);
size_t change_update(struct change *change, enum kind kind, int64_t key);
size_t change_delete(struct change *change, enum kind kind, int64_t key);
void change_set(struct change *change, size_t row, int field, struct value value); /* copies text */
void change_set_text(struct change *change, size_t row, int field, const char *text);
void change_set_integer(struct change *change, size_t row, int field, int64_t integer);
void change_set_day(struct change *change, size_t row, int field, day_number day);
int64_t change_name(const struct change *change, size_t row); /* the -N to link to a new row */
const char *actor_word(enum actor actor); /* app, command line, import, daybook */

#endif
