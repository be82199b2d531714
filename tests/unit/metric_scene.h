/* A small ground for the figures, and what a figure over it must say. */
#ifndef TESTS_METRIC_SCENE_H
#define TESTS_METRIC_SCENE_H

#include "core/metric.h"

enum { T = 20780 /* Mon 23 Nov 2026 */, N = -1 };

#define MOVE(account, day, kind, amount)                                                           \
    {                                                                                              \
        0, account, 0, day, ARR_##kind, amount, "", "", "USD"                                      \
    }

struct scene {
    struct metric_account accounts[8];
    int64_t keys[8];
    struct metric_ground ground;
    struct arena arena;
    struct metric_result result;
};
/* Accounts 1, 2, ...: tier 2, a customer since long, with nothing known. */
void set_up(struct scene *scene, size_t accounts);
void tear_down(struct scene *scene);
void compute(struct scene *scene, enum metric_id id, int from, int to);
/* `3 of 8 | beside`; `n/a | beside`. */
void assert_figure(struct scene *scene, const char *expected);
/* An onboarding run of the account, begun `start` days ago, with first value after `value` days;
 * value N: it is open. */
struct run_standing run_of(int64_t account, int start, int target, int value);
void assert_words(struct scene *scene, const char *value, const char *aim, const char *behind);

#endif
