/* Cells: numbers, yes and no, and what a column proves. */
#include "core/cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/str.h"
#include "base/text.h"
#include "cell_internal.h"

static const char *const order_words[] = {
    [DATE_OPEN] = "", [DATE_DMY] = "dmy", [DATE_MDY] = "mdy", [DATE_YMD] = "ymd"};

bool cell_is_formula(const char *text)
{
    static const char *const wide[] = {
        "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    text += strspn(text, "' \"");
    for (size_t i = 0; i < COUNT_OF(wide); i++)
        if (strncmp(text, wide[i], 3) == 0)
            return true;
    return *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL;
}

bool cell_is_marked(const char *text)
{
    return *text == '\'' && cell_is_formula(text);
}

const char *date_order_word(enum date_order order)
{
    return order_words[order];
}

enum date_order date_order_from_word(const char *word)
{
    for (size_t i = DATE_DMY; i < COUNT_OF(order_words); i++)
        if (word != NULL && text_equal_nocase(word, order_words[i]))
            return (enum date_order)i;
    return DATE_OPEN;
}

enum number_form number_form_from_word(const char *word)
{
    if (word != NULL && text_equal_nocase(word, "comma"))
        return NUMBER_COMMA;
    return word != NULL && text_equal_nocase(word, "point") ? NUMBER_POINT : NUMBER_UNKNOWN;
}

static void keep_sample(struct cell_evidence *evidence, const char *text)
{
    if (evidence->sample[0] == '\0')
        snprintf(evidence->sample, sizeof(evidence->sample), "%.23s", text);
}

/* 1.234: a thousand and more in one form, one and a bit in the other. */
static bool reads_both_ways(const char *text)
{
    char currency[4];
    int64_t minor;

    /* A currency without decimals would refuse the one, so one with three is asked. */
    return money_parse(text, "KWD", NUMBER_POINT, &minor, currency, NULL) &&
           money_parse(text, "KWD", NUMBER_COMMA, &minor, currency, NULL) &&
           !money_parse(text, "KWD", NUMBER_UNKNOWN, &minor, currency, NULL);
}

/* Most numbers are digits alone, and prove nothing. */
static bool plain_number(const char *text, double *ret_value)
{
    int64_t value = 0;
    size_t len = 0;

    for (; len < 16 && text[len] >= '0' && text[len] <= '9'; len++)
        value = value * 10 + (text[len] - '0');
    if (len == 0 || len > 15 || text[len] != '\0')
        return false;
    *ret_value = (double)value;
    return true;
}

static void observe_size(struct cell_evidence *evidence, const char *text, enum number_form form)
{
    double value;
    bool percent;

    if (!number_parse(text, form, &value, &percent))
        return;
    evidence->percents += percent;
    evidence->numbers += !percent;
    if (!percent && (value < 0 || value > 1))
        evidence->beyond_one = true;
}

void cell_observe_number(struct cell_evidence *evidence, const char *text)
{
    enum number_form form;
    double value;

    evidence->cells++;
    if (plain_number(text, &value)) {
        evidence->numbers++;
        evidence->beyond_one |= value > 1;
        return;
    }
    form = number_form_of(text);
    evidence->points += form == NUMBER_POINT;
    evidence->commas += form == NUMBER_COMMA;
    if (form == NUMBER_UNKNOWN && strpbrk(text, ".,") != NULL && reads_both_ways(text)) {
        evidence->open_numbers++;
        keep_sample(evidence, text);
    }
    observe_size(evidence, text, form == NUMBER_UNKNOWN ? NUMBER_POINT : form);
}

void cell_observe_whole(struct cell_evidence *evidence, const char *text)
{
    if (strpbrk(text, ".,") == NULL || !reads_both_ways(text)) {
        cell_observe_number(evidence, text);
        return;
    }
    evidence->cells++;
    evidence->numbers++;
    if (strchr(text, ',') != NULL)
        evidence->points++;
    else
        evidence->commas++;
}

void cell_observe_date(struct cell_evidence *evidence, const char *text)
{
    struct date_parts parts;
    day_number day;

    evidence->cells++;
    if (!date_parts_read(text, &parts))
        return;
    evidence->dates++;
    if (parts.fixed)
        return;
    evidence->not_ymd += !date_parts_settle(&parts, DATE_YMD, &day);
    switch (date_parts_proof(&parts)) {
    case DATE_DMY: evidence->dmy++; break;
    case DATE_MDY: evidence->mdy++; break;
    case DATE_YMD: evidence->ymd++; break;
    case DATE_OPEN:
        if (!date_parts_same(&parts)) {
            evidence->open_dates++;
            keep_sample(evidence, text);
        }
    }
}

enum number_form cell_number_proof(const struct cell_evidence *evidence)
{
    if (evidence->points == evidence->commas)
        return NUMBER_UNKNOWN;
    return evidence->points > evidence->commas ? NUMBER_POINT : NUMBER_COMMA;
}

enum date_order cell_date_proof(const struct cell_evidence *evidence)
{
    if (evidence->dmy > evidence->mdy && evidence->dmy > evidence->ymd)
        return DATE_DMY;
    if (evidence->mdy > evidence->dmy && evidence->mdy > evidence->ymd)
        return DATE_MDY;
    return evidence->ymd > evidence->dmy && evidence->ymd > evidence->mdy ? DATE_YMD : DATE_OPEN;
}

/* `1e6`, as programs write large numbers: a point is the only mark that they use. */
static bool read_exponent(const char *text, double *ret_value)
{
    return strpbrk(text, "eE") != NULL && text_to_real(text, ret_value);
}

bool cell_number(const char *text, enum number_form form, double *ret_value, bool *ret_percent,
    struct error *err)
{
    *ret_percent = false;
    if (plain_number(text, ret_value))
        return true;
    if (number_parse(text, form, ret_value, ret_percent) || read_exponent(text, ret_value))
        return true;
    return error_set(err, ERROR_USAGE, "'%.40s' is not a number", text);
}

bool cell_bool(const char *text, bool *ret_yes)
{
    static const char *const words[] = {"no", "yes", "false", "true", "0", "1", "n", "y", "f", "t",
        "off", "on", "nein", "ja", "non", "oui"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_equal_nocase(text, words[i])) {
            *ret_yes = i % 2 == 1;
            return true;
        }
    }
    return false;
}

bool cell_is_mangled_id(const char *text)
{
    const char *at = text + 1;

    if (*text < '0' || *text > '9' || (*at >= '0' && *at <= '9'))
        return false;
    if (*at == '.' || *at == ',')
        at += 1 + strspn(at + 1, "0123456789");
    return (*at == 'E' || *at == 'e') && at[1] == '+' && at[2] != '\0' &&
           at[2 + strspn(at + 2, "0123456789")] == '\0';
}
