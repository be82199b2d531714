/* Cells of a file: what a column's texts prove about its number form and date order, and what one
 * cell says once these are known (contract.md, Reading; promises.md N1, I9). */
#ifndef CORE_CELL_H
#define CORE_CELL_H

#include "base/date.h"
#include "base/money.h"

enum date_order { DATE_OPEN, DATE_DMY, DATE_MDY, DATE_YMD };
const char *date_order_word(enum date_order order);       /* dmy, mdy, ymd; "" open */
enum date_order date_order_from_word(const char *word);   /* NULL and the unknown: DATE_OPEN */
enum number_form number_form_from_word(const char *word); /* comma, point; else NUMBER_UNKNOWN */

/* What the cells of one column showed. A zeroed one is ready. */
struct cell_evidence {
    int64_t cells;             /* not blank */
    int64_t points, commas;    /* numbers that prove a form */
    int64_t open_numbers;      /* that read both ways, and differently */
    int64_t numbers, percents; /* plain numbers; those with a % sign */
    bool beyond_one;           /* a plain number is not in 0..1 */
    int64_t dmy, mdy, ymd;     /* dates that prove an order */
    int64_t not_ymd;           /* dates that cannot begin with a short year */
    int64_t open_dates;        /* all parts <= 12, and the order matters */
    int64_t dates;
    char sample[24]; /* an open cell */
};
void cell_observe_number(struct cell_evidence *evidence, const char *text);
/* The same of a column of whole numbers: 1,200 can only be twelve hundred there. */
void cell_observe_whole(struct cell_evidence *evidence, const char *text);
void cell_observe_date(struct cell_evidence *evidence, const char *text);
/* What the column itself proves; open where nothing or as much for either. */
enum number_form cell_number_proof(const struct cell_evidence *evidence);
enum date_order cell_date_proof(const struct cell_evidence *evidence);

/* Would a spreadsheet run the text? `=1+1`, `＋1`; also behind blanks, quotes and `'`. */
bool cell_is_formula(const char *text);
/* Such a text with the `'` in front that an export puts there. */
bool cell_is_marked(const char *text);

/* A day, perhaps with a time: ISO with or without time and zone (the day as written), 1/12/2026,
 * 12.1.26 (years 1970-2069), 12 Dec 2026, December 12, 2026, milliseconds since 1970. *ret_minute
 * is -1 where no time stands there. err: one sentence; words like `tomorrow` are refused by name.
 */
bool cell_day(const char *text, enum date_order order, day_number *ret_day, int *ret_minute,
    struct error *err) CHECKED;
/* A number in that form; *ret_percent: it bore a % sign and is a share already. */
bool cell_number(const char *text, enum number_form form, double *ret_value, bool *ret_percent,
    struct error *err) CHECKED;
bool cell_bool(
    const char *text, bool *ret_yes) CHECKED; /* yes/no, true/false, y/n, t/f, 1/0, on/off */
/* An id that a spreadsheet turned into a number: 1.3E+11. */
bool cell_is_mangled_id(const char *text);

#endif
