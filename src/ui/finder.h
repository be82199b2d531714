/* What can be found by typing its name: lines that can be run, and where asked for the accounts,
 * people and notes of the book. Names of accounts are read once, and anew when the book changed;
 * people and notes come from the index of the search with each letter. */
#ifndef UI_FINDER_H
#define UI_FINDER_H

#include "ui/ui_internal.h"

struct finder;
void finder_free(struct finder *finder);

enum finder_source {
    FINDER_ACCOUNTS = 1 << 0,
    FINDER_PEOPLE = 1 << 1,
    FINDER_NOTES = 1 << 2,
};

/* A line of the app's own; texts are copied. */
struct finder_line {
    const char *name, *about, *key; /* about and key may be NULL */
    const char *run; /* what it runs; NULL: a heading; "": nothing, it is there to be read */
};

/* Begins a list: what follows is put into it. */
struct finder *finder_begin(struct ui *ui);
void finder_line(struct finder *finder, const struct finder_line *line);
/* Is there a line of that name? */
bool finder_has(const struct finder *finder, const char *name);

struct finder_asking {
    const char *title;
    const char *footer; /* or NULL */
    const char *verb;   /* of Enter; or NULL */
    unsigned sources;
    bool is_help;    /* lines are sentences; as many as there is room for */
    bool runs_typed; /* what is typed may be a whole command line */
    /* Takes the account that was chosen, id -1: nothing fits what was typed. NULL: it is opened. */
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context);
    /* Is told the line that will be run; or NULL. */
    void (*running)(struct ui *ui, const char *line);
};
void finder_ask(struct ui *ui, const struct finder_asking *asking);

#endif
