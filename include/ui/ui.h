/* The full-screen face of a session. */
#ifndef UI_UI_H
#define UI_UI_H

#include "app/session.h"
#include "core/keymap.h"
#include "core/theme.h"

struct ui_options {
    const char *theme;  /* --theme, or NULL */
    const char *colour; /* --color, or NULL */
    bool ascii;
    bool accessible;
    const char *as_of; /* --as-of, or NULL */
    bool greets;       /* it is the demo book that the first start was answered with: say so */
    bool tour;         /* begin with the tour */
    bool first_start;  /* the book was not there: offer the demo, an import, an empty start */
};

/* The status where the first start was answered with a look around in the demo book. */
#define UI_WANTS_DEMO (-1)
#define UI_WANTS_TOUR (-2) /* the same, with the tour */

/* Is there such a command, on whichever screen, or while one types? And the names of all. */
extern const struct key_commands ui_key_commands;
/* Runs until the user leaves, or the terminal does. *ret_status is the exit status. The session
 * stays the caller's. Errors: no terminal, or one that terminfo does not know. */
bool ui_main(struct session *session, const struct ui_options *options, int *ret_status,
    struct error *err) CHECKED;

#endif
