/* What the files about dates share. */
#ifndef BASE_DATE_INTERNAL_H
#define BASE_DATE_INTERNAL_H

#include "base/date.h"

enum {
    YEAR_FIRST = 1900,
    YEAR_LAST = 2199,
    MINUTES_IN_DAY = 24 * 60,
    DAY_TEXT_SIZE = 24, /* the room that date.h asks for */
};

bool day_in_range(int64_t day); /* within the years taken */
int day_month_length(int year, int month);
/* The number (0 or 1 first) of the name that begins with these three letters or more, else -1. */
int day_find_weekday(const char *word);
int day_find_month(const char *word);

#endif
