/* One figure under way: what the files of the figures share. */
#ifndef CORE_METRIC_INTERNAL_H
#define CORE_METRIC_INTERNAL_H

#include "core/metric.h"
#include "outcome_internal.h"

struct metric_make {
    const struct metric_ground *ground;
    enum metric_id id;
    struct metric_span span;
    struct arena *arena;
    struct metric_result *result;
    struct str beside;
    bool counts_rows; /* and does not keep them */
    bool value_only;  /* neither what stands beside */
};

/* A row, whose parts are added to numerator and denominator. */
void metric_keep(struct metric_make *make, struct metric_row row);
/* Another thing that stands beside: `2 taken in`. */
void metric_beside(struct metric_make *make, const char *format, ...) PRINTF_LIKE(2, 3);
/* `N WORD`, where N is not 0. */
void metric_beside_count(struct metric_make *make, size_t count, const char *one, const char *many);
/* `+3 in SEK`, a piece for each currency of the list, which is sorted. */
void metric_beside_currencies(struct metric_make *make, const char **currencies, size_t count);
/* `94.0%`. Appends. */
void metric_add_percent(struct str *out, double share);
/* numerator / denominator, n/a where that is 0. */
void metric_set_ratio(struct metric_make *make);
bool metric_wants(const struct metric_make *make, int64_t account);
bool metric_is_within(const struct metric_make *make, day_number day);

/* In the book as a customer at the end of the day. */
bool metric_is_customer(const struct metric_account *account, day_number day);
/* The health of a day; -1 unknown. Of today it is that of the last scoring. */
int metric_health_on(const struct metric_ground *ground, const struct metric_account *account,
    day_number day, enum health_band *ret_band);
/* ARR by account, as ground->accounts, at the end of the day. */
const int64_t *metric_arr_on(
    const struct metric_ground *ground, day_number day, struct arena *arena);
/* The first item of an array, ascending by its int64_t `account`, that is of the account. */
#define METRIC_FIRST(items, count, of_account, ret_at)                                             \
    do {                                                                                           \
        size_t low_ = 0, high_ = (count);                                                          \
        while (low_ < high_) {                                                                     \
            size_t middle_ = low_ + (high_ - low_) / 2;                                            \
            if ((items)[middle_].account < (of_account))                                           \
                low_ = middle_ + 1;                                                                \
            else                                                                                   \
                high_ = middle_;                                                                   \
        }                                                                                          \
        *(ret_at) = low_;                                                                          \
    } while (0)

/* Does a unit stand in the figures of the ledger? Its leading account is chosen, whoever
 * has it now. */
bool metric_leads(const struct metric_ground *ground, const struct arr_position *position);

/* Those of the ground's units, where it has them: until a figure of another span is computed. */
struct arr_position_list metric_positions(
    const struct metric_ground *ground, struct metric_span span, struct arena *arena);

/* One family each; what a figure of it is stands in make->id. */
void metric_make_retention(struct metric_make *make);
void metric_make_usage(struct metric_make *make);
void metric_make_nps(struct metric_make *make);
void metric_make_onboarding(struct metric_make *make);
void metric_make_value(struct metric_make *make);
void metric_make_at_risk(struct metric_make *make);
void metric_make_work(struct metric_make *make);
void metric_make_reviews(struct metric_make *make);
void metric_make_health(struct metric_make *make);
void metric_make_risks(struct metric_make *make);
void metric_make_renewals(struct metric_make *make);

#endif
