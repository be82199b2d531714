/* The back-test of signals over the book's own history. */
#ifndef APP_BACKTEST_H
#define APP_BACKTEST_H

#include "app/session.h"
#include "core/backtest.h"

#define BACKTEST_WEEKS 52

struct backtest {
    bool is_shown;          /* there is a year of history */
    day_number usage_since; /* the earliest reading of the book; DAY_NONE: none */
    day_number money_since; /* the earliest movement of ARR; DAY_NONE: none */
    day_number full_on;     /* the day on which there is a year of both; DAY_NONE: not to be told */
    day_number from, to;    /* of the weeks */
    int weeks;
    struct backtest_line *lines; /* rules in their order; in the arena */
    size_t count;
    struct backtest_line book; /* any account on any week */
};
/* signal: its id, or NULL: all; ERROR_NOT_FOUND. Without a year of history only the days are told.
 * watch may be NULL; false gives it up: ERROR_FOUND. */
struct backtest_watch {
    bool (*tell)(void *context, double done);
    void *context;
};
struct backtest_order {
    const char *signal;
    int weeks; /* 0: BACKTEST_WEEKS */
    const struct backtest_watch *watch;
};
bool backtest_run(struct session *session, const struct backtest_order *order, struct arena *arena,
    struct backtest *ret_backtest, struct error *err) CHECKED;
/* `measures since 25 May 2026, ARR since 24 Oct 2024: a year is full on 25 May 2027`. */
void backtest_limits(const struct backtest *backtest, day_number today, struct str *out);

#endif
