/* The renewals of the book: due lines, forecast, what moved, how good the last forecast was
 * (model.md E3, E5, E20). */
#ifndef APP_FORECAST_H
#define APP_FORECAST_H

#include "app/session.h"
#include "core/forecast.h"

/* Every due line of the book as of today, open ones and closed ones of all time, values set;
 * `where` is an expression over accounts, or NULL. Texts and items live in the arena. What rates
 * are made of (core/renewal_rates.h). */
bool forecast_due_lines(struct session *session, const char *where, struct arena *arena,
    struct due_list *ret_lines, struct error *err) CHECKED;
/* A due line as a row of `list renewals`: the RENEWAL row that closed it, or one like it of an open
 * line, with the computed fields; its id is never blank. Amounts in the currency of the book. */
struct row *due_line_row(
    const struct due_line *line, const char *currency, day_number today, struct arena *arena);

/* How the lines of one account were forecast, by line, then day: what was frozen, each from its day
 * on. gone: from that day on there is no such line. Product and id are those of today. */
struct forecast_day {
    day_number from;
    bool gone;
    struct due_line line;
};
struct forecast_days ARRAY_OF(struct forecast_day);
bool forecast_history(struct session *session, int64_t account, struct arena *arena,
    struct forecast_days *ret_days, struct error *err) CHECKED;

struct forecast_order {
    const char *where; /* over accounts, or NULL */
    bool by_quarter;   /* periods; else months */
    int window_days;   /* only what is decided within so many days, and what slipped; 0: all */
    day_number since;  /* what moved since then; DAY_NONE: a week ago */
};
#define FORECAST_FROZEN 3 /* 90, 60 and 30 days before the end of the quarter */
struct forecast_frozen {
    int days_before;
    day_number day;
    bool there; /* something was frozen by that day */
    int64_t commit, weighted;
    bool has_accuracy, has_weighted_accuracy, has_bias, has_weighted_bias; /* else n/a */
    double accuracy, weighted_accuracy, bias, weighted_bias;
};
struct forecast {
    const struct due_line *rows; /* of the window, by decision: slipped and due ones, no-end last */
    size_t row_count;
    struct forecast_table table; /* of the window */
    day_number until;            /* the last day of the window; DAY_NONE: all */
    int64_t book_arr;            /* of the accounts chosen */
    int64_t at_risk_arr;         /* E20: red, or called at risk or expected loss */
    int at_risk_accounts, accounts_without_rate;
    const char *outside; /* open lines outside all totals: `+3 in SEK`; "" for none */
    struct forecast_book_landing landing; /* of all lines due up to `until` */
    struct forecast_span quarter;         /* the current one: the bridge's */
    day_number since;
    bool has_since; /* something was frozen by that day: else no moves and no bridge */
    struct forecast_move_list moves;
    struct forecast_bridge bridges[3]; /* by enum forecast_measure, of the current quarter */
    struct forecast_span last_quarter;
    int64_t last_actual; /* what was won of it, on the retention line */
    struct forecast_frozen frozen[FORECAST_FROZEN];
};
/* All in the arena. 20,000 accounts take less than 300 ms. */
bool verb_forecast(struct session *session, const struct forecast_order *order, struct arena *arena,
    struct forecast *ret_forecast, struct error *err) CHECKED;

#endif
