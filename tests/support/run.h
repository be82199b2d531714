/* Runs daybook as a script would: arguments in, standard output, standard error and status out. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include "base/str.h"
#include "support/home.h"

#define RUN_TIMED_OUT (-1)

struct run_options {
    const char *home;         /* from home_new */
    const char *input;        /* standard input; NULL is an empty one */
    const char *folder;       /* where to run; NULL is here */
    const char *const *extra; /* more of the environment */
    const char *program;      /* NULL is home_program() */
    int within_ms;            /* 0 is a minute; then it is killed */
};

struct run_result {
    int status; /* the exit status, 128 + signal, or RUN_TIMED_OUT */
    struct str out;
    struct str err;
};

/* args ends with NULL and does not name the program. Clears the result before it fills it. */
void run_with(
    struct run_result *result, const struct run_options *options, const char *const *args);
/* run(&result, home, "list", "--format", "json") */
#define run(result, home_folder, ...)                                                              \
    run_with(result, &(struct run_options){.home = (home_folder)},                                 \
        (const char *const[]){__VA_ARGS__, NULL})
void run_fini(struct run_result *result);

#endif
