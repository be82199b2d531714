/* Amounts in columns that are added up: all rows take one unit, the coarsest in which what is shown
 * adds up as shown, and so does the total (look/rules.md, Numbers). */
#ifndef UI_COLUMN_MONEY_H
#define UI_COLUMN_MONEY_H

#include <stdbool.h>
#include <stdint.h>

enum { COLUMN_MONEY_TEXT = 48, COLUMN_MONEY_UNITS = 3, COLUMN_MONEY_SUMS = 4 };

struct column_money {
    const char *currency;
    int unit;        /* 0: thousands, 1: their tenths, 2: whole units of the currency */
    bool is_rounded; /* even so it does not add up: some amounts are finer */
    bool fails[COLUMN_MONEY_UNITS];
    int64_t steps[COLUMN_MONEY_UNITS]; /* what the last digit that is shown is worth */
    struct column_money_sum {
        int64_t exact, shown[COLUMN_MONEY_UNITS];
        int64_t longest; /* the amount that is furthest from 0 */
    } sums[COLUMN_MONEY_SUMS];
};

void column_money_begin(struct column_money *column, const char *currency);
/* One amount of the column number `sum`, of those that share the unit; MONEY_NONE is none. */
void column_money_take(struct column_money *column, int sum, int64_t minor);
/* Two amounts of one row whose difference is shown too. */
void column_money_take_pair(struct column_money *column, int64_t from, int64_t to);
/* After all were taken: finds the unit. */
void column_money_settle(struct column_money *column);
/* `$1,900k`, `$57.0k`, `$40,640`; `--` for MONEY_NONE. Into COLUMN_MONEY_TEXT bytes. */
char *column_money_text(const struct column_money *column, int64_t minor, char *buffer);
/* Columns of the screen that the column number `sum` takes, its total included. */
int column_money_width(const struct column_money *column, int sum);
/* The same with its sign, `+$2k`, `−$40k`; 0 is `·`. */
char *column_money_change(const struct column_money *column, int64_t minor, char *buffer);

#endif
