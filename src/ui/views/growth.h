/* What the files of the screen Growth share. */
#ifndef UI_VIEWS_GROWTH_H
#define UI_VIEWS_GROWTH_H

#include "app/growth.h"
#include "ui/ui_internal.h"
#include "ui/word_filter.h"

struct growth_view {
    struct arena arena;
    bool references;           /* the other page: who speaks for us */
    struct word_filter filter; /* over both pages */
    struct growth_entries entries;
    int64_t late;             /* open ones whose day to close is over */
    struct row_list asked;    /* REFERENCE rows, latest first */
    const char **asked_names; /* of their accounts */
    struct list list;
    int64_t selected;        /* key of the row under the cursor */
    int64_t about;           /* the row that a question is about */
    enum growth_stage stage; /* that it goes to */
};

const struct growth_entry *growth_here(const struct growth_view *view); /* NULL: none */
const struct row *growth_reference_here(const struct growth_view *view);

/* Open, and the day on which it was to close is over. */
bool growth_is_late(struct ui *ui, const struct growth_entry *entry);

enum { GROWTH_COMMANDS = 12 };
extern const struct view_command growth_commands[GROWTH_COMMANDS];
void growth_draw(struct ui *ui, void *state, struct canvas *canvas);

#endif
