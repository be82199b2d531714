/* What the files about money and numbers share. */
#ifndef BASE_MONEY_INTERNAL_H
#define BASE_MONEY_INTERNAL_H

#include "base/money.h"

enum { NUMBER_ROOM = 48, MONEY_TEXT_SIZE = 40 };

/* A cell taken apart: what stands around the number, and its digits and marks alone. */
struct amount_text {
    bool negative;
    bool percent;
    int magnitude; /* 3 for k, 6 for m, 9 for b */
    char currency[4];
    char body[NUMBER_ROOM]; /* digits , . and _ for a blank or apostrophe between groups */
};

/* The number itself: digits without marks, the last `decimals` of them behind the point. */
struct digit_text {
    char digits[NUMBER_ROOM];
    int decimals;
};

enum body_reading { BODY_READ, BODY_UNREADABLE, BODY_AMBIGUOUS };

/* Bytes of a currency sign or code at text, 0 for none; `own` decides between several dollars. */
size_t currency_take(const char *text, const char *own, char ret_code[4]);
bool amount_take_apart(const char *text, const char *own, struct amount_text *ret_amount);
enum body_reading body_read(const char *body, enum number_form form, struct digit_text *ret_digits);

#endif
