/* The rows behind a list: a page of them is held, the rest is asked for when it comes into sight.
 * In an order of the store they page by index; filtered, or sorted by another column, by a list of
 * keys. */
#ifndef UI_ROWS_H
#define UI_ROWS_H

#include "app/columns.h"
#include "app/session.h"
#include "core/query.h"
#include "store/tasks.h"
#include "ui/list.h"

enum { NAME_SLOTS = 256, ROWS_SORTS = 4 };

/* Names of accounts, for rows that only link to them. */
struct account_names {
    struct arena arena;
    int64_t keys[NAME_SLOTS];
    const char *names[NAME_SLOTS];
};
/* Borrowed until names_clear; "" where there is no account. */
const char *names_of(struct account_names *names, struct session *session, int64_t account);
void names_clear(struct account_names *names);
void names_fini(struct account_names *names);

struct rows {
    struct session *session;
    enum store_order order;
    enum task_choice choice; /* of ORDER_TASKS: only these, in their own order */
    struct rows_sort {       /* by these fields, the first one first */
        int field;
        bool falling;
    } sorts[ROWS_SORTS];
    int sort_count; /* 0: by order */
    /* Of rows that are no accounts: what such a field of theirs is; text is borrowed. */
    struct value (*sort_value)(void *context, const struct row *row, int field);
    void *sort_context;
    const struct query *filter; /* borrowed; NULL: all */
    int64_t count;
    bool by_keys;
    struct key_list keys;
    struct columns *columns; /* of a filter over accounts */
    struct arena arena;      /* of the page */
    struct row_list page;
    int64_t page_start;
    bool page_read;
};

void rows_init(struct rows *rows, struct session *session, enum store_order order);
void rows_fini(struct rows *rows);
/* Reads the count anew and forgets the page. known_count: -1, or what the caller knows without
 * counting. */
bool rows_refresh(struct rows *rows, int64_t known_count, struct error *err) CHECKED;
/* Row number index, settled; NULL: none there, or it could not be read (locked). Borrowed until the
 * next call that reads another page. */
const struct row *rows_at(struct rows *rows, int64_t index);
/* Reads the page that holds first .. first+count-1. */
bool rows_want(struct rows *rows, int64_t first, int count, struct error *err) CHECKED;
/* Reads what the list shows. What could not be read is missing in rows_at. */
void rows_show(struct rows *rows, const struct list *list);
/* Where the row with this key stands now; -1: it is gone. Looks near `guess` first; -1: no guess.
 * Reads no row. */
int64_t rows_find(struct rows *rows, int64_t key, int64_t guess);

#endif
