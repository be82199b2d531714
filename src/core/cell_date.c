/* Dates as exports write them. */
#include <string.h>
#include "base/attributes.h"
#include "base/str.h"
#include "base/words.h"
#include "core/bounds.h"
#include "cell_internal.h"

#define MOST_DATE_BYTES 64

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* At most `most` digits; 0 read: none. */
static int take_number(const char **at, int most, int *ret_number)
{
    int digits = 0;

    *ret_number = 0;
    for (; digits < most && is_digit(**at); digits++)
        *ret_number = *ret_number * 10 + (*(*at)++ - '0');
    return is_digit(**at) ? 0 : digits;
}

static int month_of_word(const char *word, size_t len)
{
    static const char *const months[] = {"january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december"};
    char lower[12];

    if (len < 3 || len >= sizeof(lower))
        return 0;
    for (size_t i = 0; i < len; i++)
        lower[i] = (char)(word[i] | 0x20);
    lower[len] = '\0';
    if (strcmp(lower, "sept") == 0)
        return 9;
    for (int month = 0; month < 12; month++)
        if (strncmp(lower, months[month], len) == 0)
            return month + 1;
    return 0;
}

static size_t letters(const char *at)
{
    size_t len = 0;

    while ((at[len] | 0x20) >= 'a' && (at[len] | 0x20) <= 'z')
        len++;
    return len;
}

static int take_month(const char **at)
{
    size_t len = letters(*at);
    int month = month_of_word(*at, len);

    if (month == 0)
        return 0;
    *at += len;
    *at += **at == '.';
    return month;
}

static int full_year(int year, int digits)
{
    if (digits > 2)
        return year;
    return year + (year < 70 ? 2000 : 1900);
}

/* `PM`, `Z`, `+02:00`, `UTC`: the day stays as written. */
static bool take_zone(const char *at)
{
    at = skip_blanks(at);
    if (*at == '+' || *at == '-') {
        at += 1;
        at += strspn(at, "0123456789:");
    } else {
        at += letters(at);
    }
    return *skip_blanks(at) == '\0';
}

static bool take_half(const char **at, int *hour)
{
    const char *word = skip_blanks(*at);
    bool pm = (word[0] | 0x20) == 'p';

    if ((!pm && (word[0] | 0x20) != 'a') || (word[1] | 0x20) != 'm' || letters(word) != 2)
        return true;
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (pm ? 12 : 0);
    *at = word + 2;
    return true;
}

/* What stands behind the day: nothing, or a time. */
static bool take_time(const char *at, int *ret_minute)
{
    int hour, minute, second = 0;

    *ret_minute = -1;
    if (*at == 'T' || *at == 't' || *at == ',')
        at++;
    at = skip_blanks(at);
    if (*at == '\0')
        return true;
    if (take_number(&at, 2, &hour) == 0 || *at != ':')
        return false;
    at++;
    if (take_number(&at, 2, &minute) != 2)
        return false;
    if (*at == ':') {
        at++;
        if (take_number(&at, 2, &second) != 2)
            return false;
        if (*at == '.' || *at == ',')
            at += 1 + strspn(at + 1, "0123456789");
    }
    if (!take_half(&at, &hour) || hour > 23 || minute > 59 || second > 60)
        return false;
    *ret_minute = hour * 60 + minute;
    return take_zone(at);
}

static bool fix(struct date_parts *parts, int year, int month, int day, const char *rest)
{
    parts->fixed = true;
    return day_from_civil(year, month, day, &parts->day) && take_time(rest, &parts->minute);
}

/* 12 Dec 2026, 12-Dec-26. */
static bool read_day_month(const char *at, int day, struct date_parts *parts)
{
    int month, year, digits;

    at += strspn(at, " -./");
    month = take_month(&at);
    at += strspn(at, " -./,");
    digits = take_number(&at, 4, &year);
    return month > 0 && (digits == 2 || digits == 4) &&
           fix(parts, full_year(year, digits), month, day, at);
}

/* December 12, 2026; Sat Dec 12 2026. */
static bool read_month_day(const char *at, struct date_parts *parts)
{
    int month = take_month(&at), day, year;

    if (month == 0) { /* a weekday */
        at += letters(at);
        at += strspn(at, " ,.");
        if (is_digit(*at))
            return take_number(&at, 2, &day) > 0 && read_day_month(at, day, parts);
        month = take_month(&at);
    }
    at = skip_blanks(at);
    if (month == 0 || take_number(&at, 2, &day) == 0)
        return false;
    at += strspn(at, " ,");
    return take_number(&at, 4, &year) == 4 && fix(parts, year, month, day, at);
}

/* 20261201, or milliseconds since 1970 as HubSpot writes them. */
static bool read_digits(const char *text, size_t len, struct date_parts *parts)
{
    long long number;

    if (!text_to_int(text, &number))
        return false;
    if (len == 8)
        return fix(
            parts, (int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), "");
    if ((len != 12 && len != 13) || number < 0 || bounds_day(number / 86400000) == DAY_NONE)
        return false;
    parts->fixed = true;
    parts->day = (day_number)(number / 86400000);
    parts->minute = (int)(number % 86400000 / 60000);
    return true;
}

static int two_digits(const char *at)
{
    return (at[0] - '0') * 10 + at[1] - '0';
}

/* 20261201T091500Z: the basic form of ISO, of calendars and of Taskwarrior. */
static bool read_basic(const char *at, struct date_parts *parts)
{
    int year, time, seconds;
    size_t clock = strspn(at + 9, "0123456789");

    if (at[8] != 'T' || (clock != 4 && clock != 6))
        return false;
    year = two_digits(at) * 100 + two_digits(at + 2);
    time = two_digits(at + 9) * 60 + two_digits(at + 11);
    seconds = clock == 6 ? two_digits(at + 13) : 0;
    if (two_digits(at + 9) > 23 || two_digits(at + 11) > 59 || seconds > 60 ||
        !fix(parts, year, two_digits(at + 4), two_digits(at + 6), ""))
        return false;
    parts->minute = time;
    return take_zone(at + 9 + clock);
}

static bool read_parts(const char *at, struct date_parts *parts)
{
    int digits[3];
    char mark;

    digits[0] = take_number(&at, 4, &parts->part[0]);
    mark = *at;
    if (digits[0] == 0 || digits[0] == 3)
        return false;
    if (digits[0] <= 2 && letters(at + strspn(at, " -./")) > 0)
        return read_day_month(at, parts->part[0], parts);
    if (mark != '-' && mark != '/' && mark != '.')
        return false;
    at++;
    digits[1] = take_number(&at, 2, &parts->part[1]);
    if (digits[1] == 0 || *at != mark)
        return false;
    at = skip_blanks(at + 1);
    digits[2] = take_number(&at, 4, &parts->part[2]);
    if (digits[2] == 0 || digits[2] == 3)
        return false;
    if (digits[0] == 4)
        return digits[2] <= 2 && fix(parts, parts->part[0], parts->part[1], parts->part[2], at);
    parts->short_year = digits[2] != 4;
    return take_time(at, &parts->minute);
}

bool date_parts_read(const char *text, struct date_parts *ret_parts)
{
    struct date_parts parts = {.minute = -1};
    const char *at = skip_blanks(text);
    size_t len = strlen(at);
    bool good;

    if (len == 0 || len > MOST_DATE_BYTES)
        return false;
    if (strspn(at, "0123456789") == len)
        good = read_digits(at, len, &parts);
    else if (strspn(at, "0123456789") == 8)
        good = read_basic(at, &parts);
    else
        good = is_digit(*at) ? read_parts(at, &parts) : read_month_day(at, &parts);
    if (good && !parts.fixed) {
        day_number day;

        good = date_parts_settle(&parts, DATE_DMY, &day) ||
               date_parts_settle(&parts, DATE_MDY, &day) ||
               date_parts_settle(&parts, DATE_YMD, &day);
    }
    if (good)
        *ret_parts = parts;
    return good;
}

bool date_parts_settle(const struct date_parts *parts, enum date_order order, day_number *ret_day)
{
    /* Where year, month and day stand. */
    static const int places[][3] = {
        [DATE_DMY] = {2, 1, 0}, [DATE_MDY] = {2, 0, 1}, [DATE_YMD] = {0, 1, 2}};
    int year;

    if (parts->fixed) {
        *ret_day = parts->day;
        return true;
    }
    if (order == DATE_OPEN || (order == DATE_YMD && !parts->short_year))
        return false;
    year = parts->part[places[order][0]];
    return day_from_civil(parts->short_year ? full_year(year, 2) : year,
        parts->part[places[order][1]], parts->part[places[order][2]], ret_day);
}

/* Years that are written first and short are so rare that they prove only what nothing else can be.
 */
enum date_order date_parts_proof(const struct date_parts *parts)
{
    day_number day;
    bool dmy = date_parts_settle(parts, DATE_DMY, &day);
    bool mdy = date_parts_settle(parts, DATE_MDY, &day);

    if (dmy != mdy)
        return dmy ? DATE_DMY : DATE_MDY;
    return dmy ? DATE_OPEN : DATE_YMD;
}

bool date_parts_same(const struct date_parts *parts)
{
    return parts->part[0] == parts->part[1];
}

/* What a person may write, and means another day tomorrow. */
static bool is_date_word(const char *text)
{
    day_number any_day = day_make(2026, 1, 1), ignored;

    return day_parse(text, any_day, NULL, &ignored, NULL);
}

bool cell_day(const char *text, enum date_order order, day_number *ret_day, int *ret_minute,
    struct error *err)
{
    struct date_parts parts;
    bool is_day = date_parts_read(text, &parts);

    if (is_day && date_parts_settle(&parts, order, ret_day)) {
        *ret_minute = parts.minute;
        return true;
    }
    if (is_date_word(text))
        return error_set(err, ERROR_USAGE,
            "'%.40s' is a date word: a file must give the day itself, as 2026-12-01", text);
    return error_set(err, ERROR_USAGE, "'%.40s' is not a day%s%s", text,
        is_day ? _(" in the order ") : "", is_day ? date_order_word(order) : "");
}
