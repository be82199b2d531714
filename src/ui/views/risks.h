/* What the files of the screen Risks share. */
#ifndef UI_VIEWS_RISKS_H
#define UI_VIEWS_RISKS_H

#include "app/backtest.h"
#include "app/risks.h"
#include "core/cause.h"
#include "ui/ui_internal.h"
#include "ui/word_filter.h"

enum risks_page { PAGE_RISKS, PAGE_SIGNALS, PAGE_SILENT, PAGE_CAUSES, PAGE_BACKTEST, RISKS_PAGES };

struct risks_view {
    struct arena arena;
    enum risks_page page;
    int64_t account;   /* of this one alone; 0: of all */
    struct str signal; /* of this one alone; "": of all */
    const char *cause; /* of this one alone; "": of none that is said; NULL: of all */
    const char *account_name;
    struct word_filter filter; /* over the rows of the first three pages */
    struct risk_list risks;
    struct cause_summary causes;
    struct backtest backtest;
    struct list list;
    int64_t selected;   /* key of the SIGNAL row under the cursor */
    struct str outcome; /* what was chosen for one that is being closed */
    int64_t about;      /* the row that a question is about */
};

const struct risk_line *risks_here(const struct risks_view *view); /* NULL: none */
const char *risks_page_word(enum risks_page page);

enum { RISKS_COMMANDS = 16 };
extern const struct view_command risks_commands[RISKS_COMMANDS];
/* A row each, on the page of the back-test: the rules, and last any account. */
size_t risks_backtest_rows(const struct risks_view *view);
/* Places of the page of causes that have something to show; enum cause, CAUSE_COUNT: none said. */
size_t risks_cause_rows(const struct risks_view *view, int ret_causes[CAUSE_COUNT + 1]);
void risks_draw_backtest(
    struct ui *ui, struct risks_view *view, struct canvas *canvas, int y, int foot);
void risks_draw(struct ui *ui, void *state, struct canvas *canvas);
/* A risk written by hand on the account, in a form. */
void risk_ask(struct ui *ui, int64_t account);

#endif
