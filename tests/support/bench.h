/* A session on a book in a home of its own, for tests of the verbs. A call that fails fails the
 * test. */
#ifndef SUPPORT_BENCH_H
#define SUPPORT_BENCH_H

#include "app/session.h"

struct bench {
    char *home, *path, *config;
    struct session *session;
    struct arena arena;
    int64_t account; /* that the test is about */
};

/* An empty book on that day, and again on another one: scored anew. Yours (bench_tear_down). */
struct bench *bench_new(const char *day);
void bench_open(struct bench *bench, const char *day);
int bench_tear_down(void **state);
/* FIELD=VALUE texts; returns the key. account 0: the row is one. */
int64_t bench_add(
    struct bench *bench, enum kind kind, int64_t account, const char *const *assignments);
#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})
/* The rows of the account; in the arena. */
struct row_list bench_rows(struct bench *bench, enum kind kind);
/* Takes back the last change, whole. */
void bench_undo(struct bench *bench);

/* A call of a verb, with &outcome and &err: it works; it is refused with that code and words. */
#define DO(call)                                                                                   \
    do {                                                                                           \
        struct outcome outcome = {0};                                                              \
        struct error err = {0};                                                                    \
        if (!(call))                                                                               \
            fail_msg("%s", err.text);                                                              \
        outcome_fini(&outcome);                                                                    \
    } while (0)
#define REFUSED(call, code_wanted, part)                                                           \
    do {                                                                                           \
        struct outcome outcome = {0};                                                              \
        struct error err = {0};                                                                    \
        assert_false(call);                                                                        \
        assert_int_equal(err.code, code_wanted);                                                   \
        if (!strstr(err.text, part))                                                               \
            fail_msg("%s", err.text);                                                              \
    } while (0)

#endif
