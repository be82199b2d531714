/* The value right of an operator, read as the field's type wants it. */
#include "query_internal.h"

#include <math.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

bool query_counts_days(enum kind kind, int field)
{
    return kind == KIND_ACCOUNT && (field == ACCOUNT_DECIDES_IN || field == ACCOUNT_TOUCH_DAYS ||
                                       field == ACCOUNT_AGE_DAYS || field == ACCOUNT_CADENCE);
}

bool query_span(const char *text, int64_t *ret_count, char *ret_unit)
{
    size_t digits = strspn(text, "0123456789");
    int64_t count = 0;

    if (digits == 0 || digits > 5)
        return false;
    for (size_t i = 0; i < digits; i++)
        count = count * 10 + (text[i] - '0');
    text += digits;
    if (text_equal_nocase(text, "bd"))
        *ret_unit = 'b';
    else if (text[0] != '\0' && text[1] == '\0' && strchr("dwmyDWMY", text[0]) != NULL)
        *ret_unit = (char)(text[0] | 0x20);
    else
        return false;
    *ret_count = count;
    return true;
}

double query_span_days(int64_t count, char unit)
{
    switch (unit) {
    case 'w': return (double)count * 7;
    case 'm': return (double)count * 30;
    case 'y': return (double)count * 365;
    case 'b': return (double)count * 7 / 5;
    default: return (double)count;
    }
}

enum family { FAMILY_TEXT, FAMILY_ACCOUNT, FAMILY_NUMBER, FAMILY_DAY, FAMILY_BOOL, FAMILY_SPAN };

static const struct field *info_of(const struct operand_of *of)
{
    return &kind_info(of->kind)->fields[of->field];
}

static enum family family_of(const struct operand_of *of)
{
    if (kind_info(of->kind)->account == of->field && info_of(of)->type == FIELD_LINK)
        return FAMILY_ACCOUNT;
    switch (info_of(of)->type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS: return FAMILY_TEXT;
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_PERCENT:
    case FIELD_MONEY:
    case FIELD_LINK: return FAMILY_NUMBER;
    case FIELD_DAY:
    case FIELD_MINUTE: return FAMILY_DAY;
    case FIELD_BOOL: return FAMILY_BOOL;
    case FIELD_SPAN: return FAMILY_SPAN;
    }
    BUG_ON(true);
    return FAMILY_TEXT;
}

static bool is_ordering(enum comparison comparison)
{
    return comparison == COMPARE_LESS || comparison == COMPARE_AT_MOST ||
           comparison == COMPARE_MORE || comparison == COMPARE_AT_LEAST;
}

bool query_check_comparison(const struct operand_of *of, const struct token *operator_token,
    const struct token *field_token, struct error *err)
{
    enum family family = family_of(of);
    enum comparison comparison = operator_token->comparison;
    const char *name = field_token->text;

    if (family == FAMILY_TEXT && is_ordering(comparison))
        return query_error(err, operator_token, "%s is text: compare it by = != ~ or in", name);
    if (family == FAMILY_ACCOUNT && is_ordering(comparison))
        return query_error(err, operator_token, "%s has a name: compare it by = != ~ or in", name);
    if (family == FAMILY_BOOL && (is_ordering(comparison) || comparison == COMPARE_CONTAINS))
        return query_error(err, operator_token, "%s is yes or no: write %s = yes", name, name);
    if (family != FAMILY_TEXT && family != FAMILY_ACCOUNT && comparison == COMPARE_CONTAINS)
        return query_error(err, operator_token, "~ looks into text; %s is %s", name,
            family == FAMILY_DAY ? _("a day") : _("a number"));
    return true;
}

static bool read_number(const char *text, double *ret_number)
{
    static const struct {
        char suffix;
        double times;
    } suffixes[] = {{'%', .01}, {'k', 1e3}, {'K', 1e3}, {'m', 1e6}, {'M', 1e6}};
    char digits[40];
    size_t len = strlen(text);

    if (text_to_real(text, ret_number))
        return true;
    if (len < 2 || len > sizeof(digits))
        return false;
    memcpy(digits, text, len - 1);
    digits[len - 1] = '\0';
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        if (text[len - 1] != suffixes[i].suffix || !text_to_real(digits, ret_number))
            continue;
        *ret_number *= suffixes[i].times;
        return true;
    }
    return false;
}

/* Lists print keys as db-7; here the number alone is compared. */
static bool refuse_link(const struct token *token, const char *name, struct error *err)
{
    const char *dash = strrchr(token->text, '-');

    if (dash && dash[1] && !dash[1 + strspn(dash + 1, "0123456789")])
        return query_error(
            err, token, "%s is a link: write the number alone, %s = %s", name, name, dash + 1);
    return query_error(
        err, token, "%s is a link: \"%s\" is not the key of a row", name, token->text);
}

static bool operand_number(const struct operand_of *of, const struct token *token,
    struct operand *operand, struct error *err)
{
    const char *name = info_of(of)->name;
    int64_t count;
    char unit;

    if (query_counts_days(of->kind, of->field) && query_span(token->text, &count, &unit)) {
        operand->number = query_span_days(count, unit);
        return true;
    }
    if (!read_number(token->text, &operand->number) && info_of(of)->type == FIELD_LINK)
        return refuse_link(token, name, err);
    if (!read_number(token->text, &operand->number))
        return query_error(err, token, "%s is a number: \"%s\" is none", name, token->text);
    if (info_of(of)->type == FIELD_PERCENT && fabs(operand->number) > 1 &&
        !text_ends(token->text, "%"))
        return query_error(
            err, token, "%s is a share: write %s%% or a number up to 1", name, token->text);
    operand->number *= field_scale(of->kind, of->field);
    return true;
}

static bool operand_money(const struct operand_of *of, const struct token *token,
    struct operand *operand, struct error *err)
{
    const char *book = of->settings->currency;
    char currency[4] = "";
    int64_t minor;
    struct error why;

    if (!money_parse(token->text, book, NUMBER_POINT, &minor, currency, &why))
        return query_error(err, token, "%s is money: \"%s\" is none; write 50k, 1.5m or 1200",
            info_of(of)->name, token->text);
    if (!settings_convert(of->settings, minor, currency, &operand->integer))
        return query_error(err, token, "there is no rate for %s in the setting rates", currency);
    return true;
}

static bool operand_bool(const struct operand_of *of, const struct token *token,
    struct operand *operand, struct error *err)
{
    static const char *const words[] = {"no", "yes", "false", "true", "0", "1"};
    size_t at = text_place_nocase(token->text, words, COUNT_OF(words));

    if (at == COUNT_OF(words))
        return query_error(
            err, token, "%s is yes or no, not \"%s\"", info_of(of)->name, token->text);
    operand->integer = (int64_t)(at % 2);
    return true;
}

static bool operand_span(const struct operand_of *of, const struct token *token,
    struct operand *operand, struct error *err)
{
    int64_t count;
    char unit;

    if (query_span(token->text, &count, &unit)) {
        operand->number = query_span_days(count, unit);
        return true;
    }
    if (text_to_real(token->text, &operand->number))
        return true;
    return query_error(err, token, "%s is a time: \"%s\" is none; write 60d, 2m or 10bd",
        info_of(of)->name, token->text);
}

/* Words whose day hangs on today are read when rows are compared; here only whether they can be.
 * Two days, since `29 feb` is none in some years. */
static bool is_day_words(const struct operand_of *of, const char *text)
{
    static const struct civil trials[] = {{2024, 1, 15}, {2025, 6, 15}};
    struct error why;
    day_number day;

    for (size_t i = 0; i < COUNT_OF(trials); i++)
        if (day_parse(text, day_make(trials[i].year, trials[i].month, trials[i].day),
                &of->settings->calendar, &day, &why))
            return true;
    return false;
}

/* `12 dec` and `next fri` are words of one day: as many as make one. */
static bool operand_words(
    const struct operand_of *of, const struct token *token, struct operand *operand, int *ret_taken)
{
    struct str text = {0};
    bool found = false;

    for (int count = 3; count > 0 && !found; count--) {
        bool words = true;

        str_clear(&text);
        for (int i = 0; i < count; i++) {
            words = words && (count == 1 || token[i].type == TOKEN_WORD);
            str_addf(&text, "%s%s", i > 0 ? " " : "", words ? token[i].text : "");
        }
        if (words && is_day_words(of, str_text(&text))) {
            operand->form = OPERAND_DAY_WORDS;
            operand->text = arena_copy_text(of->arena, str_text(&text));
            *ret_taken = count;
            found = true;
        }
    }
    str_fini(&text);
    return found;
}

static bool operand_day(const struct operand_of *of, const struct token *token,
    struct operand *operand, int *ret_taken, struct error *err)
{
    const char *name = info_of(of)->name;
    day_number day;
    double number;

    if (query_span(token->text, &operand->integer, &operand->unit)) {
        operand->form = OPERAND_SPAN;
        return true;
    }
    if (day_parse_iso(token->text, &day)) {
        operand->integer = day;
        return true;
    }
    if (operand_words(of, token, operand, ret_taken))
        return true;
    if (text_to_real(token->text, &number))
        return query_error(
            err, token, "%s is a day: write %sd for days from today", name, token->text);
    return query_error(
        err, token, "%s is a day: \"%s\" is none; write 2026-12-01, fri or 90d", name, token->text);
}

bool query_operand(const struct operand_of *of, const struct token *token,
    struct operand *ret_operand, int *ret_taken, struct error *err)
{
    struct operand operand = {.text = ""};
    const struct field *info = info_of(of);
    bool read = true;
    int taken = 1;

    switch (family_of(of)) {
    case FAMILY_TEXT: operand.text = token->text; break;
    case FAMILY_ACCOUNT:
        operand.text = token->text;
        if (!text_to_real(token->text, &operand.number))
            operand.number = -1; /* no key */
        break;
    case FAMILY_NUMBER:
        read = info->type == FIELD_MONEY ? operand_money(of, token, &operand, err)
                                         : operand_number(of, token, &operand, err);
        break;
    case FAMILY_DAY: read = operand_day(of, token, &operand, &taken, err); break;
    case FAMILY_BOOL: read = operand_bool(of, token, &operand, err); break;
    case FAMILY_SPAN: read = operand_span(of, token, &operand, err); break;
    }
    if (!read)
        return false;
    *ret_operand = operand;
    *ret_taken = taken;
    return true;
}
