/* What a person typed, or a script gave, into a value of the field's type. */
#include "core/row.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/bounds.h"
#include "core/settings.h"

/* One field to be read: what every reader below needs. */
struct reading_of {
    enum kind kind;
    int field;
    const struct field *info;
    const char *text; /* trimmed, but for texts */
    const struct parse_context *context;
    struct arena *arena;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char *copy_trimmed(struct arena *arena, const char *text, size_t len)
{
    while (len > 0 && is_blank(*text)) {
        text++;
        len--;
    }
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    return arena_copy_bytes(arena, text, len);
}

static bool not_understood(const struct reading_of *of, const char *wanted, struct error *err)
{
    return error_set(err, ERROR_USAGE, "%s: \"%s\" is not %s", of->info->name, of->text, wanted);
}

static bool parse_text(const struct reading_of *of, struct value *ret_value)
{
    struct str repaired = {0};

    text_repair(&repaired, of->text, strlen(of->text));
    *ret_value = value_text(arena_copy_text(of->arena, str_text(&repaired)));
    str_fini(&repaired);
    return true;
}

static bool list_has(const struct str *list, const char *item)
{
    struct value value = value_text(str_text(list));
    struct row row = {.kind = KIND_FACT, .values = &value};

    return row_has_tag(&row, 0, item);
}

/* Items apart by ';', or by ',' where there is no ';'; joined by ';' again, each once. */
static bool parse_tags(const struct reading_of *of, struct value *ret_value)
{
    const char *separator = strchr(of->text, ';') ? ";" : ",";
    bool hash = strcasecmp(of->info->name, "tags") == 0;
    const char *at = of->text;
    struct str list = {0};

    while (*at != '\0') {
        size_t len = strcspn(at, separator);
        const char *item = copy_trimmed(of->arena, at, len);

        item += hash && *item == '#';
        if (*item != '\0' && !list_has(&list, item)) {
            str_add(&list, list.len > 0 ? ";" : "");
            str_add(&list, item);
        }
        at += len;
        at += *at != '\0';
    }
    *ret_value =
        list.len > 0 ? value_text(arena_copy_text(of->arena, str_text(&list))) : value_unknown();
    str_fini(&list);
    return true;
}

/* `9:05`, `14:30` as a minute of the day. */
static bool parse_clock(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    const char *colon = strchr(of->text, ':');
    long long hour, minute;

    if (colon == NULL || strlen(colon) != 3 || !isdigit((unsigned char)of->text[0]) ||
        !isdigit((unsigned char)colon[1]) ||
        !text_to_int(arena_copy_bytes(of->arena, of->text, (size_t)(colon - of->text)), &hour) ||
        !text_to_int(colon + 1, &minute) || hour > 23 || minute > 59)
        return not_understood(of, _("a time like 14:30"), err);
    *ret_value = value_integer(hour * 60 + minute);
    return true;
}

static enum number_form form_of(const struct parse_context *context)
{
    const char *numbers = context->settings ? context->settings->numbers : NULL;

    if (numbers == NULL)
        return NUMBER_UNKNOWN;
    return text_equal(numbers, "comma") ? NUMBER_COMMA : NUMBER_POINT;
}

static bool parse_number(
    const struct reading_of *of, double *ret_number, bool *ret_percent, struct error *err)
{
    enum number_form form = form_of(of->context);

    *ret_percent = false;
    if (form != NUMBER_COMMA && text_to_real(of->text, ret_number))
        return true;
    if (form == NUMBER_UNKNOWN)
        form = number_form_of(of->text);
    if (number_parse(of->text, form, ret_number, ret_percent))
        return true;
    return not_understood(of, _("a number"), err);
}

static bool parse_integer(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    double number;
    bool percent;

    if (of->kind == KIND_TASK && of->field == TASK_AT)
        return parse_clock(of, ret_value, err);
    if (!parse_number(of, &number, &percent, err))
        return false;
    if (percent || number != floor(number) || fabs(number) > 1e15)
        return not_understood(of, _("a whole number"), err);
    if (number < 0)
        return not_understood(of, _("0 or more"), err);
    if (of->kind == KIND_ACCOUNT && of->field == ACCOUNT_HEALTH_SET && number > 100)
        return not_understood(of, _("a health of 0 to 100"), err);
    *ret_value = value_integer((int64_t)number);
    return true;
}

static bool parse_real(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    double number;
    bool percent;

    if (!parse_number(of, &number, &percent, err))
        return false;
    *ret_value = value_real(number);
    return true;
}

/* `12%` and `0.12` are the same; `12` alone cannot be a share, so it is taken as hundredths too. */
static bool parse_percent(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    double number;
    bool percent;

    if (!parse_number(of, &number, &percent, err))
        return false;
    if (!percent && fabs(number) > 1)
        number /= 100;
    if (number < 0 || number > 1)
        return not_understood(of, _("between 0% and 100%"), err);
    *ret_value = value_real(number);
    return true;
}

static const struct calendar *calendar_of(const struct parse_context *context)
{
    static const struct calendar plain;

    return context->settings ? &context->settings->calendar : &plain;
}

static bool parse_day(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    day_number day;

    if (!day_parse(of->text, of->context->today, calendar_of(of->context), &day, err))
        return false;
    *ret_value = value_day(day);
    return true;
}

/* A day and a time; without a time the day begins. Takes the `T` of ISO between them. */
static bool parse_minute(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    char *text = arena_copy_text(of->arena, of->text);
    day_number day;
    int minute;

    if (strlen(text) > 11 && text[4] == '-' && (text[10] == 'T' || text[10] == 't'))
        text[10] = ' ';
    if (!day_parse_with_time(
            text, of->context->today, calendar_of(of->context), &day, &minute, err))
        return false;
    *ret_value = value_integer(minute_make(day, minute < 0 ? 0 : minute));
    return true;
}

static bool parse_money(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    const char *row_currency = of->context->currency;
    char currency[4] = "";
    int64_t minor;

    if (!money_parse(of->text, row_currency, form_of(of->context), &minor, currency, err))
        return false;
    if (currency[0] != '\0' && row_currency != NULL && !text_equal_nocase(currency, row_currency))
        return error_set(err, ERROR_USAGE, "%s: the row is in %s, not %s; set its currency first",
            of->info->name, row_currency, currency);
    if (minor < 0)
        return not_understood(of, _("0 or more"), err);
    *ret_value = value_integer(minor);
    return true;
}

static bool parse_bool(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    static const char *const words[] = {
        "no", "yes", "false", "true", "0", "1", "n", "y", "off", "on"};
    size_t at = text_place_nocase(of->text, words, COUNT_OF(words));

    if (at == COUNT_OF(words))
        return not_understood(of, _("yes or no"), err);
    *ret_value = value_integer(at % 2);
    return true;
}

static bool parse_span(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    static const char *const units[] = {"", "d", "w", "m", "y", "bd"};
    size_t digits = strspn(of->text, "0123456789");

    for (size_t i = 0; digits > 0 && digits <= 4 && i < COUNT_OF(units); i++) {
        if (text_equal_nocase(of->text + digits, units[i])) {
            *ret_value =
                value_text(arena_format(of->arena, "%.*s%s", (int)digits, of->text, units[i]));
            return true;
        }
    }
    return not_understood(of, _("a time like 60d, 2m or 10bd"), err);
}

static bool parse_link(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    long long key;

    if (!text_to_int(of->text, &key) || key < 0)
        return not_understood(of, _("the key of a row"), err);
    *ret_value = key == 0 ? value_unknown() : value_integer(key);
    return true;
}

static bool parse_by_type(const struct reading_of *of, struct value *ret_value, struct error *err)
{
    switch (of->info->type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD: return parse_text(of, ret_value);
    case FIELD_TAGS: return parse_tags(of, ret_value);
    case FIELD_INTEGER: return parse_integer(of, ret_value, err);
    case FIELD_REAL: return parse_real(of, ret_value, err);
    case FIELD_PERCENT: return parse_percent(of, ret_value, err);
    case FIELD_DAY: return parse_day(of, ret_value, err);
    case FIELD_MINUTE: return parse_minute(of, ret_value, err);
    case FIELD_MONEY: return parse_money(of, ret_value, err);
    case FIELD_BOOL: return parse_bool(of, ret_value, err);
    case FIELD_SPAN: return parse_span(of, ret_value, err);
    case FIELD_LINK: return parse_link(of, ret_value, err);
    }
    BUG_ON(true);
    return false;
}

bool field_parse(enum kind kind, int field, const char *text, const struct parse_context *context,
    struct arena *arena, struct value *ret_value, struct error *err)
{
    struct reading_of of = {kind, field, &kind_info(kind)->fields[field], text, context, arena};
    bool is_text = of.info->type == FIELD_TEXT || of.info->type == FIELD_LONG;

    if (of.info->flags & FIELD_COMPUTED)
        return error_set(
            err, ERROR_USAGE, "%s is computed and cannot be set: %s", of.info->name, of.info->help);
    if (!is_text)
        of.text = copy_trimmed(arena, text, strlen(text));
    if (*of.text == '\0') {
        *ret_value = value_unknown();
        return true;
    }
    if (!parse_by_type(&of, ret_value, err))
        return false;
    if (value_is_known(*ret_value) && !value_is_known(bounds_keep(of.info, *ret_value)))
        return error_set(err, ERROR_USAGE, "%s: \"%.40s\" is too large", of.info->name, of.text);
    return true;
}
