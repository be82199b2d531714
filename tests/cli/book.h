/* A small book for the tests of the command line: made once by commands, copied for each test. */
#ifndef TESTS_CLI_BOOK_H
#define TESTS_CLI_BOOK_H

#include <stdbool.h>
#include "support/run.h"

#define BOOK_TODAY "DAYBOOK_TODAY=2026-11-23" /* a Monday */

/* A new home with a copy of the book: the accounts Globex (A1), Acme Nord and Acme Süd, with Ana
 * Ruiz, the deleted opportunity db-1, the task db-1, the ask db-2 of product, the feedback db-1,
 * the open run db-1, the cancelled run db-2 and one undone change; accounts.csv, health.yaml
 * and renewal.yaml lie in it. Free with home_free. */
char *book_home(void);
/* Removes what was made once: the last of a group. Gives 0. */
int book_forget(void **state);
/* Runs `daybook ARGUMENTS` in the home as its folder, on BOOK_TODAY; the arguments are split at
 * blanks, with "..." around those that hold some. */
void book_run(struct run_result *result, const char *home, const char *arguments);
/* The same with a standard input. */
void book_run_with_input(
    struct run_result *result, const char *home, const char *arguments, const char *input);

/* The same with more of the environment, which names the day too; ended by NULL. */
void book_run_under(
    struct run_result *result, const char *home, const char *arguments, const char *const *extra);

/* One line of a script: the arguments, the exit status, and what both outputs hold together; `!`
 * before: what they do not. */
struct book_line {
    const char *arguments;
    int status;
    const char *holds;
};
/* Runs line after line; the first that is not as it says fails the test. */
void book_play(const char *home, const struct book_line *lines, size_t count);
/* The standard output of a line that must work; yours (free). */
char *book_text(const char *home, const char *arguments);
/* Writes HOME/config/daybook/playbooks/NAME, or removes it where text is NULL. */
void book_playbook(const char *home, const char *name, const char *text);

/* Is this one JSON document and nothing else? Prints where it is not. */
bool json_is_valid(const char *text);

#endif
