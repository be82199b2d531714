/* The command line: reads the arguments, runs one command, prints (contract.md, Commands). */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "app/session.h"
#include "core/keymap.h"

/* What was asked for where no command was given: the full screen. Texts are borrowed from argv. */
struct cli_screen {
    struct session_options session;
    const char *theme, *colour; /* or NULL */
    const char *as_of;          /* --as-of, or NULL */
    bool ascii, accessible;
    bool first_start; /* there is no book yet */
};

/* The screen is known to the roof alone. */
struct cli_versions {
    const char *ncurses;
    const struct key_commands *commands; /* of keys */
    int (*colours)(const char *term); /* of a terminal by its name; -1: terminfo has none of it */
};

#define CLI_WANTS_SCREEN (-1)

/* Runs the command and returns the exit status; or fills *ret_screen and returns CLI_WANTS_SCREEN.
 */
int cli_main(
    int argc, char **argv, const struct cli_versions *versions, struct cli_screen *ret_screen);
/* Prints `daybook: what: why` to standard error and returns the exit status. what may be NULL. */
int cli_complain(const char *what, const struct error *err);

#endif
