/* The tab Money: contract lines, opportunities, renewals that are closed, and how ARR moved. */
#ifndef UI_VIEWS_ACCOUNT_MONEY_H
#define UI_VIEWS_ACCOUNT_MONEY_H

#include "ui/views/account.h"

enum { MONEY_MONTHS = 24 };

/* One row of it: a contract line (row NULL: the implied one), an opportunity, a renewal, a
 * movement.
 */
struct money_row {
    enum kind kind;
    const struct row *row;
    size_t line;   /* of a contract line: its place among them */
    int64_t after; /* of a movement: the account's ARR with it, in its own currency */
};
struct account_money {
    const struct contract_line *lines;
    size_t line_count;
    const struct money_row *rows;
    size_t count;
    const char *currency;        /* of the picture */
    double months[MONEY_MONTHS]; /* ARR at their ends, the last one of today; NAN: not known */
    int64_t now, year_ago;       /* MONEY_NONE: not known */
};

/* What is read with the account; in its arena. */
bool account_read_money(struct ui *ui, struct account_view *view, struct error *err) CHECKED;
void account_draw_money(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area);
/* The picture with its heading. Returns the rows it took; 0: no room, or nothing is known. */
int account_draw_arr(
    struct ui *ui, const struct account_money *money, struct canvas *canvas, struct area area);
void account_draw_money_row(struct ui *ui, const struct account_money *money,
    const struct money_row *row, struct canvas *canvas, struct area line);
/* The heads of the columns of rows of that kind. */
void account_draw_money_head(enum kind kind, size_t count, struct canvas *canvas, struct area line);
/* The row under the cursor; NULL: another tab, or none. */
const struct money_row *account_money_here(const struct account_view *view);
void account_find_money(struct account_view *view, struct touched_row row);
/* Keys of the tab. False: another tab, or nothing of theirs here. */
bool account_add_money(struct ui *ui, struct account_view *view);
bool account_edit_money(struct ui *ui, struct account_view *view);

#endif
