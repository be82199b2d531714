/* The renewal forecast: model.md E5, with the due lines that E3 counts too. A due line is one
 * contract line at the end of one term: open, won or lost. All amounts are annual, in minor units
 * of the reporting currency, each rounded half up by row; totals add rounded rows. */
#ifndef CORE_FORECAST_H
#define CORE_FORECAST_H

#include "core/contract.h"
#include "core/health.h"

enum forecast_category { /* in the order of the running totals */
    FORECAST_COMMIT,
    FORECAST_BEST_CASE,
    FORECAST_NOT_CALLED, /* nobody called it yet: p by health */
    FORECAST_AT_RISK,
    FORECAST_EXPECTED_LOSS,
    FORECAST_OMITTED,
    FORECAST_CATEGORIES
};
const char *forecast_category_word(enum forecast_category category); /* `best case`, `not called` */
/* The category that a word stands for; FORECAST_NOT_CALLED for "" and unknown words. */
enum forecast_category forecast_category_of(const char *word);

enum due_state {
    DUE_OPEN,
    DUE_LOCKED_IN, /* the silent notice date has passed: p .98, counts in Commit */
    DUE_LEAVING,   /* notice received: p .05, counts in Expected loss */
    DUE_WON,
    DUE_LOST,
    DUE_STATES
};
const char *due_state_word(enum due_state state); /* open, locked in, leaving, won, lost */
bool due_state_from_word(const char *word, enum due_state *ret_state) CHECKED;
static inline bool due_is_open(enum due_state state)
{
    return state <= DUE_LEAVING;
}

/* What a due line comes to (E5). */
struct forecast_value {
    enum forecast_category category; /* the line of the totals in which an open one stands */
    double p;                        /* open: .05 to .98, omitted 0; won 1, lost 0 */
    int64_t retained;                /* min(forecast or F, T): the retention line */
    int64_t uplift, expansion;       /* what goes beyond T */
    int64_t weighted;                /* retained x p */
    int64_t weighted_growth;         /* (uplift + expansion) x p */
    int64_t risk;                    /* T x (1 - p) of an open one (E20, risk-weighted ARR) */
    int64_t lands; /* retained if all lands as called: 0 for expected loss, leaving, omitted */
    int64_t lands_growth; /* uplift + expansion on the same terms */
};

enum due_place {
    DUE_SLIPPED, /* open, due before the current period */
    DUE_PERIOD,  /* due in the current period or later, or closed and due in the current quarter */
    DUE_NO_END,  /* nobody knows its end */
    DUE_OUTSIDE, /* month to month, or a trial: no renewal (E3) */
    DUE_PAST     /* closed, of an earlier quarter */
};
const char *due_place_word(enum due_place place);

struct due_line {
    int64_t account; /* key */
    int64_t line;    /* key of the CONTRACT row, or minus the account's: the implied line */
    int64_t renewal; /* key of the RENEWAL row that closed it, or 0 */
    const struct row *closed_by; /* that row, or NULL; borrowed */
    const char *id;              /* of the contract line; "" the implied one */
    const char *account_id, *account_name, *product, *currency; /* currency: as it is written */
    day_number ends; /* original due day, the last day of service; DAY_NONE: no end known */
    enum due_state state;
    struct renewal_clock clock; /* of an open one; also of those that nobody closed by a RENEWAL */
    int64_t arr;    /* live on the day, so that all lines add up to the ARR of the book; else 0 */
    int64_t target; /* T */
    int64_t amount; /* open: the forecast, T where none is given; won: F; lost: 0 */
    int64_t final_uplift;          /* won: part of F that is price rise; MONEY_NONE: by `uplift` */
    double uplift;                 /* share of T by which the price rises; -1 unknown */
    double probability;            /* as the user set it; -1: not set */
    enum forecast_category called; /* by the user */
    int health;                    /* -1 unknown */
    enum health_band band;
    bool outside; /* month to month, or a trial */
    bool unknown; /* no ARR, or no rate for its currency: listed, outside all totals */
    day_number closed_on;
    const char *source, *reason; /* of a closed one: hand, import, clock; the cause */
    enum due_place place;
    struct forecast_value value;
};
struct due_list ARRAY_OF(struct due_line);

/* One account: its row with the computed fields, its CONTRACT rows and its RENEWAL rows (NULL:
 * those that are closed are not wanted). */
struct due_ground {
    const struct row *account;
    const struct row_list *contracts, *renewals;
    const struct settings *settings;
    day_number today;
};
/* Appends its due lines, values set: a line a contract line, merged with the renewal that closed
 * the same term, and one a renewal of an earlier term. A renewal closed after today does not exist
 * yet. Texts are borrowed from the rows. Lines of which neither an end nor an ARR is known are
 * none. */
void due_lines_of(const struct due_ground *ground, struct due_list *lines);

/* Decided after its day. What renewed by itself did so the day after, and is not late. */
bool due_line_is_late(const struct due_line *line);
/* E5; the place is not looked at. All 0 where the amounts are not known. */
struct forecast_value forecast_value_of(const struct due_line *line);

/* Where p comes from: `set by you`, `called commit`, `not called, health green`, `notice date
 * passed`. */
void forecast_p_words(const struct due_line *line, struct str *out);
/* What stands outside the totals: `+3 in SEK, +1 without ARR`; "" for nothing. Open lines alone. */
void forecast_outside_words(
    const struct due_line *lines, size_t count, const char *book_currency, struct str *out);

/* --- totals --- */

struct forecast_sum {
    int count;
    int64_t arr, target, retained, uplift, expansion, weighted, weighted_growth, risk, lands,
        lands_growth;
};
struct forecast_totals {
    struct forecast_sum all; /* every line that counts: `to renew` is all.target */
    struct forecast_sum won, lost;
    struct forecast_sum open[FORECAST_CATEGORIES]; /* locked in under Commit, leaving under loss */
    struct forecast_sum locked_in, leaving;        /* of those, for the words beside */
    int unknown;                                   /* lines without ARR or rate, counted beside */
};
void forecast_add(struct forecast_totals *totals, const struct due_line *line);
/* Cumulative, on the retention line (E5): Closed is won; Commit = Closed + commit; Best case =
 * Commit + best case; then not called, at risk and expected loss, which makes All. */
int64_t forecast_closed(const struct forecast_totals *totals);
int64_t forecast_running(const struct forecast_totals *totals, enum forecast_category upto);
/* lands / T and (lands + growth) / T of all lines: where the renewal rates land `if all lands as
 * called`. False: T is 0. */
bool forecast_landing(const struct forecast_totals *totals, double *ret_gross, double *ret_net);

/* Where GRR and NRR (E2) of the whole book land from today on, if all lands as called: s the ARR
 * of today by account, e what is left of it by the last day. Lines decided later stay as they are.
 */
struct forecast_book_landing {
    int64_t start, gross_end, net_end;
};
/* Lines sorted in any way; counts those decided up to `last` (DAY_NONE: all). */
void forecast_book_landing(const struct due_line *lines, size_t count, day_number last,
    struct forecast_book_landing *ret_landing);

/* The worst category that an open line of the account is called; FORECAST_NOT_CALLED: none is. */
enum forecast_category forecast_worst_call(const struct dossier *dossier, day_number today);
/* E20: is its ARR at risk? It is red, or called at risk or expected loss, and not churned. */
bool forecast_is_at_risk(const struct row *account);
/* Called at risk or expected loss, as it was scored last. */
bool forecast_is_called_at_risk(const struct row *account);

/* --- periods --- */

struct forecast_span {
    day_number first, last; /* both with */
};
/* The month or fiscal quarter that holds the day. */
struct forecast_span forecast_month(day_number day);
struct forecast_span forecast_quarter(day_number day, const struct calendar *calendar);

struct forecast_period {
    struct forecast_span span;
    struct forecast_totals totals;
};
struct forecast_table {
    struct forecast_totals totals; /* slipped and all periods */
    struct forecast_totals slipped, no_end, outside;
    const struct forecast_period *periods; /* those that hold a line, and the current one; by day */
    int period_count;
};
struct forecast_terms {
    day_number today;
    bool by_quarter; /* else by month */
    const struct calendar *calendar;
};
struct forecast_span forecast_period_of(const struct forecast_terms *terms, day_number day);
/* Sets place and value of each line, and adds them up: slipped + periods + no end + outside of
 * .arr is the ARR of the book. Memory of the arena. */
void forecast_make(struct due_line *lines, size_t count, const struct forecast_terms *terms,
    struct arena *arena, struct forecast_table *ret_table);
/* In the order of the list: decision of what is undecided, end of what is decided; then end, larger
 * target, account id, line id; without an end last. For qsort. */
int forecast_compare(const void *left, const void *right);
day_number forecast_day(const struct due_line *line); /* by which it is sorted; or DAY_NONE */

/* --- between two days --- */

enum forecast_measure { FORECAST_ALL, FORECAST_CALLED_COMMIT, FORECAST_WEIGHTED };
const char *forecast_measure_word(enum forecast_measure measure); /* all, commit, weighted */
/* What a line adds to a measure: All is retained, but for omitted ones; Commit is closed and
 * commit; Weighted is weighted. Closed ones count in each. */
int64_t forecast_measure_of(const struct due_line *line, enum forecast_measure measure);

enum bridge_part {
    BRIDGE_WON,
    BRIDGE_LOST,
    BRIDGE_IN,      /* came into the period: a new line, or its end moved */
    BRIDGE_OUT,     /* went out of it, or is gone */
    BRIDGE_SLIPPED, /* the period is over and it is still open */
    BRIDGE_UP,      /* called better, or a larger amount */
    BRIDGE_DOWN,
    BRIDGE_PARTS
};
const char *bridge_part_word(enum bridge_part part);
/* One line's share. before or after is NULL where it was not in the period; borrowed. */
struct bridge_row {
    enum bridge_part part;
    const struct due_line *before, *after;
    int64_t amount;
};
struct forecast_bridge {
    struct forecast_span span;
    enum forecast_measure measure;
    int64_t opening, closing; /* opening + all parts = closing, exactly */
    int64_t parts[BRIDGE_PARTS];
    const struct bridge_row *rows; /* that are not 0, or changed state; of the arena */
    size_t row_count;
};
struct forecast_stand { /* the due lines of a day; values set */
    day_number day;
    const struct due_line *lines;
    size_t count;
};
void forecast_bridge(const struct forecast_stand *before, const struct forecast_stand *after,
    struct forecast_span span, enum forecast_measure measure, struct arena *arena,
    struct forecast_bridge *ret_bridge);

/* What moved by line, whatever its period. */
enum move_field { MOVED_STATE, MOVED_CATEGORY, MOVED_AMOUNT, MOVED_TARGET, MOVED_ENDS, MOVED_P };
struct forecast_move {
    const struct due_line *before, *after; /* NULL: was not there, is gone */
    unsigned fields;                       /* bit per enum move_field; 0 where one is NULL */
};
struct forecast_move_list ARRAY_OF(struct forecast_move);
/* By the size of what it does to Weighted, greatest first; items in the arena. */
void forecast_moves(const struct forecast_stand *before, const struct forecast_stand *after,
    struct arena *arena, struct forecast_move_list *ret_moves);

/* E5: max(0, 1 - |actual - f| / actual) and (actual - f) / f. False: n/a, the denominator is 0. */
bool forecast_accuracy(int64_t forecast, int64_t actual, double *ret_accuracy) CHECKED;
bool forecast_bias(int64_t forecast, int64_t actual, double *ret_bias) CHECKED;

#endif
