/* Money: int64 minor units and an ISO 4217 code. Exact; never mixed across currencies. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

#define MONEY_NONE INT64_MIN

int money_exponent(
    const char *currency); /* 2 for EUR, 0 for JPY, 3 for KWD; 2 for NULL or unknown */
const char *money_sign(const char *currency); /* "$", "€", or the code and a blank; borrowed */
bool money_is_currency(const char *code);     /* three letters that ISO 4217 knows */

enum number_form { NUMBER_UNKNOWN, NUMBER_POINT, NUMBER_COMMA }; /* 1,234.5 or 1.234,5 */
/* Reads `$1,234.50`, `1.234,50 €`, `250k`, `1.5m`, `(500)`. ret_currency gets a code found in the
 * text or "". NUMBER_UNKNOWN refuses what can be read both ways. */
bool money_parse(const char *text, const char *currency, enum number_form form, int64_t *ret_minor,
    char ret_currency[4], struct error *err) CHECKED;
/* Which form does this cell prove? NUMBER_UNKNOWN where both or neither fit. */
enum number_form number_form_of(const char *text);
/* A plain number in that form, blanks and signs taken: 1,234.5  12 %  (as 0.12 with *ret_percent).
 */
bool number_parse(
    const char *text, enum number_form form, double *ret_value, bool *ret_percent) CHECKED;

/* Into a buffer of at least 40 bytes; returns it. */
char *money_plain(
    int64_t minor, const char *currency, char *buffer); /* 1234.50, for JSON and CSV */
char *money_short(
    int64_t minor, const char *currency, char *buffer); /* $420k $1.90M $950; look/rules.md */
char *money_full(int64_t minor, const char *currency, char *buffer); /* $420,000 */
/* How this thread shows money_short and money_full from now on: 1,234.5, 1.234,5 or 1 234,5; as
 * day_show_as. */
enum number_marks { MARKS_POINT, MARKS_COMMA, MARKS_SPACE };
enum number_marks money_show_as(enum number_marks marks);
/* Numbers with the same marks, into the same buffer: `12,800`; `1,234.5` with that many decimals,
 * rounded half up in size. */
char *number_whole(int64_t number, char *buffer);
char *number_real(double value, int decimals, char *buffer);
/* From one currency to another by a rate (units of `to` for one of `from`), rounded half up. */
bool money_convert(
    int64_t minor, const char *from, double rate, const char *to, int64_t *ret_minor) CHECKED;
/* False: overflow, sum unchanged. MONEY_NONE adds nothing: count such rows beside. */
bool money_add(int64_t *sum, int64_t minor) CHECKED;
int64_t round_half_up(double value); /* adds 1e-9 first: model.md, Formulas */

#endif
