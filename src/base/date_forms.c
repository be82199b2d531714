/* The forms of one date: ISO, 26, 12-01, 12 dec, fri, next fri, +3d, eom. contract.md, Dates. */
#include "date_internal.h"
#include "date_parse_internal.h"

#include <string.h>

enum { FRIDAY = 4, MOST_DIGITS = 6 };

static enum reading check_range(const struct date_sense *sense, int64_t day, day_number *ret_day)
{
    if (!day_in_range(day)) {
        error_set(sense->err, ERROR_USAGE, "a date must lie in the years %d to %d", YEAR_FIRST,
            YEAR_LAST);
        return READING_WRONG;
    }
    *ret_day = (day_number)day;
    return READING_TAKEN;
}

static enum reading read_civil(
    const struct date_sense *sense, const struct civil *civil, day_number *ret_day)
{
    if (day_from_civil(civil->year, civil->month, civil->day, ret_day))
        return READING_TAKEN;
    if (civil->year < YEAR_FIRST || civil->year > YEAR_LAST)
        return check_range(sense, INT64_MAX, ret_day);
    if (civil->month < 1 || civil->month > 12)
        error_set(sense->err, ERROR_USAGE, "there is no month %d", civil->month);
    else
        error_set(sense->err, ERROR_USAGE, "there is no %d %s %d", civil->day,
            day_month_name(civil->month), civil->year);
    return READING_WRONG;
}

/* Does word look like the shape, where 9 is any digit? Then *ret_number has each run of digits. */
static bool take_shape(const char *word, const char *shape, int ret_number[3])
{
    int run = 0;

    ret_number[0] = ret_number[1] = ret_number[2] = 0;
    if (strlen(word) != strlen(shape))
        return false;
    for (; *shape != '\0'; shape++, word++) {
        if (*shape != '9' && *shape != *word)
            return false;
        if (*shape != '9') {
            run++;
            continue;
        }
        if (*word < '0' || *word > '9')
            return false;
        ret_number[run] = ret_number[run] * 10 + (*word - '0');
    }
    return true;
}

bool day_parse_iso(const char *text, day_number *ret_day)
{
    int number[3];

    return take_shape(text, "9999-99-99", number) &&
           day_from_civil(number[0], number[1], number[2], ret_day);
}

/* Today or the next such day of the year; 29 feb is wrong where that year is no leap year. */
static enum reading read_month_day(
    const struct date_sense *sense, int month, int day, day_number *ret_day)
{
    struct civil today = day_to_civil(sense->today);
    struct civil wanted = {.year = today.year, .month = month, .day = day};

    if (month < today.month || (month == today.month && day < today.day))
        wanted.year++;
    return read_civil(sense, &wanted, ret_day);
}

/* Today or the next day of that number; months too short for it are passed over. */
static enum reading read_day_of_month(
    const struct date_sense *sense, int number, day_number *ret_day)
{
    struct civil at = day_to_civil(sense->today);

    if (number < 1 || number > 31) {
        error_set(sense->err, ERROR_USAGE, "no month has a day %d", number);
        return READING_WRONG;
    }
    if (number < at.day)
        at.month++;
    while (at.month <= 12 && number > day_month_length(at.year, at.month))
        at.month++;
    if (at.month > 12) {
        at.year++;
        at.month = 1; /* January has all 31 */
    }
    at.day = number;
    return read_civil(sense, &at, ret_day);
}

static enum reading read_numbers(
    const struct date_sense *sense, const char *word, day_number *ret_day)
{
    int number[3];

    if (take_shape(word, "9999-99-99", number)) {
        struct civil civil = {.year = number[0], .month = number[1], .day = number[2]};

        return read_civil(sense, &civil, ret_day);
    }
    if (take_shape(word, "99-99", number))
        return read_month_day(sense, number[0], number[1], ret_day);
    if (take_shape(word, "9", number) || take_shape(word, "99", number))
        return read_day_of_month(sense, number[0], ret_day);
    return READING_NONE;
}

/* +3d, -2w, +1m, +1q, +1y, +5bd */
static enum reading read_offset(
    const struct date_sense *sense, const char *word, day_number *ret_day)
{
    size_t digits = strspn(word + 1, "0123456789");
    const char *unit = word + 1 + digits;
    int64_t day = sense->today;
    int count = 0;

    if ((*word != '+' && *word != '-') || digits == 0 || digits > MOST_DIGITS)
        return READING_NONE;
    for (size_t i = 1; i <= digits; i++)
        count = count * 10 + (word[i] - '0');
    if (*word == '-')
        count = -count;
    if (strcmp(unit, "d") == 0)
        day += count;
    else if (strcmp(unit, "w") == 0)
        day += (int64_t)count * 7;
    else if (strcmp(unit, "bd") == 0)
        day = day_add_working(sense->today, count, sense->calendar);
    else if (strcmp(unit, "m") == 0)
        day = day_add_months(sense->today, count);
    else if (strcmp(unit, "q") == 0)
        day = day_add_months(sense->today, count * 3);
    else if (strcmp(unit, "y") == 0)
        day = day_add_months(sense->today, count * 12);
    else
        return READING_NONE;
    return check_range(sense, day, ret_day);
}

static day_number first_of_month(day_number day)
{
    return day - day_to_civil(day).day + 1;
}

static day_number first_of_quarter(const struct date_sense *sense)
{
    int start = sense->calendar != NULL ? sense->calendar->fiscal_year_start : 0;
    int beyond = (day_to_civil(sense->today).month - (start > 0 ? start : 1) + 12) % 3;

    return day_add_months(first_of_month(sense->today), -beyond);
}

static day_number next_weekday(day_number from, int weekday)
{
    return from + (weekday - day_weekday(from) + 7) % 7;
}

static day_number word_today(const struct date_sense *sense)
{
    return sense->today;
}

static day_number word_tomorrow(const struct date_sense *sense)
{
    return sense->today + 1;
}

static day_number word_yesterday(const struct date_sense *sense)
{
    return sense->today - 1;
}

static day_number word_eow(const struct date_sense *sense)
{
    return next_weekday(sense->today, FRIDAY);
}

static day_number word_som(const struct date_sense *sense)
{
    return day_add_months(first_of_month(sense->today), 1);
}

static day_number word_eom(const struct date_sense *sense)
{
    return word_som(sense) - 1;
}

static day_number word_soq(const struct date_sense *sense)
{
    return day_add_months(first_of_quarter(sense), 3);
}

static day_number word_eoq(const struct date_sense *sense)
{
    return word_soq(sense) - 1;
}

static day_number word_eoy(const struct date_sense *sense)
{
    int months = 13 - day_to_civil(sense->today).month;

    return day_add_months(first_of_month(sense->today), months) - 1;
}

static const struct {
    const char *word;
    day_number (*day)(const struct date_sense *sense);
} named_days[] = {
    {"eom", word_eom},
    {"eoq", word_eoq},
    {"eow", word_eow},
    {"eoy", word_eoy},
    {"som", word_som},
    {"soq", word_soq},
    {"today", word_today},
    {"tomorrow", word_tomorrow},
    {"yesterday", word_yesterday},
};

static enum reading read_name(const struct date_sense *sense, const char *word, day_number *ret_day)
{
    int weekday = day_find_weekday(word);

    for (size_t i = 0; i < COUNT_OF(named_days); i++)
        if (strcmp(word, named_days[i].word) == 0)
            return check_range(sense, named_days[i].day(sense), ret_day);
    if (weekday < 0)
        return READING_NONE;
    return check_range(sense, next_weekday(sense->today + 1, weekday), ret_day);
}

/* That weekday of next week, weeks beginning where the calendar says. */
static enum reading read_next(const struct date_sense *sense, const char *word, day_number *ret_day)
{
    int weekday = day_find_weekday(word);
    int start = sense->calendar != NULL ? sense->calendar->week_start % 7 : 0;

    if (weekday < 0)
        return READING_NONE;
    return check_range(
        sense, next_weekday(next_weekday(sense->today + 1, start), weekday), ret_day);
}

/* 12 dec, 12 dec 2026 */
static enum reading read_day_and_month(
    const struct date_sense *sense, const struct date_words *words, day_number *ret_day)
{
    int month = day_find_month(words->word[1]);
    struct civil civil = {.month = month};
    int number[3];

    if (month < 0 ||
        (!take_shape(words->word[0], "9", number) && !take_shape(words->word[0], "99", number)))
        return READING_NONE;
    if (words->count == 2)
        return read_month_day(sense, month, number[0], ret_day);
    civil.day = number[0];
    if (!take_shape(words->word[2], "9999", number))
        return READING_NONE;
    civil.year = number[0];
    return read_civil(sense, &civil, ret_day);
}

static enum reading read_one(const struct date_sense *sense, const char *word, day_number *ret_day)
{
    enum reading reading = read_numbers(sense, word, ret_day);

    if (reading == READING_NONE)
        reading = read_offset(sense, word, ret_day);
    if (reading == READING_NONE)
        reading = read_name(sense, word, ret_day);
    return reading;
}

enum reading date_read_words(
    const struct date_sense *sense, const struct date_words *words, day_number *ret_day)
{
    if (words->count == 1)
        return read_one(sense, words->word[0], ret_day);
    if (words->count == 2 && strcmp(words->word[0], "next") == 0)
        return read_next(sense, words->word[1], ret_day);
    if (words->count == 2 || words->count == 3)
        return read_day_and_month(sense, words, ret_day);
    return READING_NONE;
}
