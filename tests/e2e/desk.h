/* A home, a book and daybook on a terminal above it, on Monday, 23 Nov 2026. A step that does not
 * come to pass fails the test, with the screen on standard error. */
#ifndef E2E_DESK_H
#define E2E_DESK_H

#include "support/pty.h"
#include "support/run.h"

#define DESK_TODAY "2026-11-23"

struct desk {
    char *home;
    struct pty *pty;          /* NULL: the app is not open */
    struct run_result result; /* of the last command line */
    const char *extra[6];     /* more of the environment, ended by NULL */
};

void desk_init(struct desk *desk); /* an empty home */
void desk_fini(struct desk *desk);
/* As cmocka wants it: *state is a new desk; with the book of tests/data/morning, and a run of
 * onboarding on Initech, for desk_set_up_morning. */
int desk_set_up(void **state);
int desk_set_up_morning(void **state);
int desk_tear_down(void **state);

/* --- the command line --- */

/* Runs it; the result is in desk->result. Returns the exit status. */
int desk_run(struct desk *desk, const char *const *args);
#define desk_cli(desk, ...) desk_run(desk, (const char *const[]){__VA_ARGS__, NULL})
/* The same, and it must end with that status; what it printed is borrowed until the next call. */
const char *desk_must(struct desk *desk, int status, const char *const *args);
#define desk_do(desk, ...) desk_must(desk, 0, (const char *const[]){__VA_ARGS__, NULL})
/* The words must stand in the text; about: what it was said about. */
void desk_says(const char *text, const char *words, const char *about);
/* All rows of all kinds as JSON, with what is computed from them; yours (free). */
char *desk_book(struct desk *desk);
/* `daybook doctor` finds nothing wrong with the file. */
void desk_check_sound(struct desk *desk);

/* --- the app --- */

/* Opens it, and waits for its first screen. args: more of the command line, or NULL. */
void desk_open(struct desk *desk, int rows, int columns);
void desk_open_with(struct desk *desk, int rows, int columns, const char *const *args);
void desk_type(struct desk *desk, const char *keys);
void desk_see(struct desk *desk, const char *text);
void desk_see_gone(struct desk *desk, const char *text);
/* Types, then waits for what shows that it was done. */
void desk_type_see(struct desk *desk, const char *keys, const char *text);
/* Q, and it ends with 0. */
void desk_leave(struct desk *desk);
/* Waits for its end, and closes the terminal; the status is returned. */
int desk_wait_end(struct desk *desk);
/* The same, and these words stand on the terminal at its end. */
int desk_wait_said(struct desk *desk, const char *words);
void desk_kill(struct desk *desk); /* -9 */
/* The whole screen; yours (free). */
char *desk_picture(struct desk *desk);

/* --- the state folder --- */

/* All drafts, one after the other; yours (free). */
char *desk_drafts(struct desk *desk);
int desk_draft_count(struct desk *desk);
/* The path of a file below the home, yours; the book's. */
char *desk_db(struct desk *desk);

#endif
