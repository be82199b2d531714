/* Value delivered over the book: how far each account's goals are and what it got for its money
 * (model.md E18). The rows behind a line are the goals and value entries of the account. */
#ifndef APP_VALUE_H
#define APP_VALUE_H

#include "app/session.h"
#include "core/value_delivered.h"

#define VALUE_WINDOW_DAYS 365 /* of the return: up to today */

struct value_line {
    int64_t account;
    const char *id, *name; /* in the arena; the name is the id where there is none */
    int64_t arr;           /* MONEY_NONE: not known */
    day_number start;      /* of the contract; DAY_NONE: not known */
    bool has_start;        /* on the account itself */
    struct value_share share;
    int goals;            /* begun and not dropped */
    int on_plan, planned; /* of those of which it can be told */
    day_number due;       /* of the next one not reached; DAY_NONE: none */
    const char *due_goal; /* its words; "" */
    struct value_return back;
};
enum value_group { VALUE_DELIVERED, VALUE_NO_DATA, VALUE_NO_GOAL, VALUE_GROUPS };
enum value_group value_group_of(const struct value_line *line);
struct value_book {
    struct value_line *items; /* worst first; then without data, then without a goal, by ARR */
    size_t count;
    size_t groups[VALUE_GROUPS];
    int64_t arr[VALUE_GROUPS];  /* of those with known ARR */
    int64_t value, unconfirmed; /* sums of the accounts' own */
    size_t with_value;          /* accounts that confirmed money */
    struct value_window window;
};
/* One pass over the accounts that are still customers and match `where` (NULL: all), their goals
 * and value entries; in the arena. */
bool value_read(struct session *session, const char *where, struct arena *arena,
    struct value_book *ret_book, struct error *err) CHECKED;
/* The return of one account over the same window. */
struct value_return value_of_account(
    struct session *session, const struct dossier *dossier, int64_t arr);

#endif
