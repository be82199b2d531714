/* Words of a date, taken apart and read: shared by date_parse.c and date_forms.c. */
#ifndef BASE_DATE_PARSE_INTERNAL_H
#define BASE_DATE_PARSE_INTERNAL_H

#include "base/date.h"

enum { DATE_WORDS = 4, DATE_WORD_SIZE = 24 };

/* Lower-case words; a text with more or longer words is no date. */
struct date_words {
    char word[DATE_WORDS][DATE_WORD_SIZE];
    int count;
};

enum reading {
    READING_NONE,  /* not a date word */
    READING_TAKEN, /* *ret_day is set */
    READING_WRONG, /* a date word, but of no day that exists: *err is set */
};

struct date_sense {
    day_number today;
    const struct calendar *calendar;
    struct error *err; /* may be NULL */
};

bool date_split_words(const char *text, size_t len, struct date_words *ret_words);
enum reading date_read_words(
    const struct date_sense *sense, const struct date_words *words, day_number *ret_day);
/* Takes a time off the end of the words (`fri 14:30`, `2026-11-23t09:30`), or leaves -1. */
enum reading date_take_time(
    const struct date_sense *sense, struct date_words *words, int *ret_minute);

#endif
