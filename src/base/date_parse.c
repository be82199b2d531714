/* Dates and times in a text: whole, or at the end of a line. */
#include "date_internal.h"
#include "date_parse_internal.h"

#include <string.h>
#include "base/bug.h"
#include "base/date_typed.h"
#include "base/str.h"
#include "base/text.h"

enum { QUOTED_COLUMNS = 40 };

static const char blanks[] = " \t\r\n";

static bool is_blank(char c)
{
    return c != '\0' && strchr(blanks, c) != NULL;
}

bool date_split_words(const char *text, size_t len, struct date_words *ret_words)
{
    size_t at = 0;
    size_t in_word = 0;

    memset(ret_words, 0, sizeof(*ret_words));
    for (; at < len; at++) {
        char c = text[at];

        if (is_blank(c)) {
            in_word = 0;
            continue;
        }
        if (in_word == 0 && ret_words->count++ == DATE_WORDS)
            return false;
        if (in_word == DATE_WORD_SIZE - 1)
            return false;
        ret_words->word[ret_words->count - 1][in_word++] =
            c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return ret_words->count > 0;
}

/* H:MM or HH:MM, up to 23:59. The text must end there. */
static enum reading read_time(const struct date_sense *sense, const char *text, int *ret_minute)
{
    size_t hours = strspn(text, "0123456789");
    int hour;
    int minute;

    if (hours < 1 || hours > 2 || text[hours] != ':' || strspn(text + hours + 1, "0123456789") != 2)
        return READING_NONE;
    if (text[hours + 3] != '\0')
        return READING_NONE;
    hour = hours == 2 ? (text[0] - '0') * 10 + (text[1] - '0') : text[0] - '0';
    minute = (text[hours + 1] - '0') * 10 + (text[hours + 2] - '0');
    if (hour > 23 || minute > 59) {
        error_set(
            sense->err, ERROR_USAGE, "there is no time %s; hours run from 00:00 to 23:59", text);
        return READING_WRONG;
    }
    *ret_minute = hour * 60 + minute;
    return READING_TAKEN;
}

enum reading date_take_time(
    const struct date_sense *sense, struct date_words *words, int *ret_minute)
{
    char *last = words->word[words->count - 1];
    enum reading reading;

    *ret_minute = -1;
    if (words->count == 1) {
        enum { ISO_LEN = 10 };

        if (strlen(last) <= ISO_LEN || last[ISO_LEN] != 't')
            return READING_NONE;
        reading = read_time(sense, last + ISO_LEN + 1, ret_minute);
        if (reading == READING_TAKEN)
            last[ISO_LEN] = '\0';
        return reading;
    }
    reading = read_time(sense, last, ret_minute);
    if (reading == READING_TAKEN)
        words->count--;
    return reading;
}

static bool not_understood(const char *text, struct error *err)
{
    struct str quoted = {0};
    struct str whole = {0};

    text_clean(&whole, text, strlen(text) < 400 ? strlen(text) : 400);
    text_cut(&quoted, str_text(&whole), QUOTED_COLUMNS, false);
    error_set(err, ERROR_USAGE,
        "'%s' is not a date: write 2026-12-01, 26, 12-01, 12 dec, fri, next fri, +3d, +5bd or eom",
        str_text(&quoted));
    str_fini(&quoted);
    str_fini(&whole);
    return false;
}

bool day_parse(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, struct error *err)
{
    struct date_sense sense = {.today = today, .calendar = calendar, .err = err};
    enum reading reading = READING_NONE;
    struct date_words words;

    BUG_ON(!day_in_range(today));
    if (date_split_words(text, strlen(text), &words))
        reading = date_read_words(&sense, &words, ret_day);
    if (reading == READING_NONE)
        return not_understood(text, err);
    return reading == READING_TAKEN;
}

enum day_typed day_read_typed(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, struct error *err)
{
    struct date_sense sense = {.today = today, .calendar = calendar, .err = err};
    struct date_words words;

    BUG_ON(!day_in_range(today));
    if (!date_split_words(text, strlen(text), &words))
        return DAY_TYPED_NONE;
    switch (date_read_words(&sense, &words, ret_day)) {
    case READING_TAKEN: return DAY_TYPED_WHOLE;
    case READING_WRONG: return DAY_TYPED_WRONG;
    case READING_NONE: break;
    }
    return DAY_TYPED_NONE;
}

static enum reading read_day_and_time(
    const struct date_sense *sense, struct date_words *words, day_number *ret_day, int *ret_minute)
{
    int minute;
    enum reading reading = date_take_time(sense, words, &minute);
    day_number day;

    if (reading == READING_WRONG)
        return reading;
    reading = date_read_words(sense, words, &day);
    if (reading == READING_TAKEN) {
        *ret_day = day;
        *ret_minute = minute;
    }
    return reading;
}

bool day_parse_with_time(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, int *ret_minute, struct error *err)
{
    struct date_sense sense = {.today = today, .calendar = calendar, .err = err};
    enum reading reading = READING_NONE;
    struct date_words words;

    BUG_ON(!day_in_range(today));
    if (date_split_words(text, strlen(text), &words))
        reading = read_day_and_time(&sense, &words, ret_day, ret_minute);
    if (reading == READING_NONE)
        return not_understood(text, err);
    return reading == READING_TAKEN;
}

/* Starts of the last words of a text, the last one first. */
static int find_last_words(const char *text, size_t len, size_t starts[DATE_WORDS])
{
    int count = 0;

    while (count < DATE_WORDS) {
        while (len > 0 && is_blank(text[len - 1]))
            len--;
        if (len == 0)
            break;
        while (len > 0 && !is_blank(text[len - 1]))
            len--;
        starts[count++] = len;
    }
    return count;
}

/* "send the deck by fri": the word that leads to the date belongs to it. */
static size_t with_leading_word(const char *text, size_t at)
{
    static const char *const leading[] = {"by", "due", "on"};
    struct date_words words;
    size_t starts[DATE_WORDS];

    if (find_last_words(text, at, starts) == 0)
        return at;
    if (!date_split_words(text + starts[0], at - starts[0], &words))
        return at;
    for (size_t i = 0; i < COUNT_OF(leading); i++)
        if (strcmp(words.word[0], leading[i]) == 0)
            return starts[0];
    return at;
}

/* A bare number at the end of a line is more often a count than a day ("raise seats to 26"). */
static bool is_bare_number(const struct date_words *words)
{
    return words->count == 1 && strspn(words->word[0], "0123456789") == strlen(words->word[0]);
}

bool day_find_at_end(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, int *ret_minute, size_t *ret_at)
{
    struct date_sense sense = {.today = today, .calendar = calendar};
    size_t len = strlen(text);
    size_t starts[DATE_WORDS];
    int count = find_last_words(text, len, starts);

    for (int i = count - 1; i >= 0; i--) {
        struct date_words words;

        if (!date_split_words(text + starts[i], len - starts[i], &words) || is_bare_number(&words))
            continue;
        if (read_day_and_time(&sense, &words, ret_day, ret_minute) != READING_TAKEN)
            continue;
        *ret_at = with_leading_word(text, starts[i]);
        return true;
    }
    return false;
}

bool day_find_wrong_at_end(
    const char *text, day_number today, const struct calendar *calendar, struct error *err)
{
    struct date_sense sense = {.today = today, .calendar = calendar, .err = err};
    size_t len = strlen(text);
    size_t starts[DATE_WORDS];
    int count = find_last_words(text, len, starts);

    for (int i = count - 1; i >= 0; i--) {
        struct date_words words;
        day_number day;
        int minute;

        if (date_split_words(text + starts[i], len - starts[i], &words) &&
            !is_bare_number(&words) &&
            read_day_and_time(&sense, &words, &day, &minute) == READING_WRONG)
            return true;
    }
    return false;
}
