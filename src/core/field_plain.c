/* Values out of the plain texts that field_format_plain makes of them. */
#include "core/field_plain.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/cell.h"

enum kind field_link_kind(enum kind kind, int field)
{
    if (kind == KIND_STEP && field == STEP_RUN)
        return KIND_RUN;
    if ((kind == KIND_TASK && field == TASK_NOTE) ||
        (kind == KIND_VERSION && field == VERSION_NOTE))
        return KIND_NOTE;
    return KIND_ACCOUNT;
}

static bool wrong(const char *text, const char *wanted, struct error *err)
{
    return error_set(err, ERROR_USAGE, "'%.40s' is no %s", text, _(wanted));
}

static bool read_text(const char *text, struct arena *arena, struct value *ret_value)
{
    struct str repaired = {0};

    text_repair(&repaired, text, strlen(text));
    *ret_value = value_text(arena_copy_text(arena, str_text(&repaired)));
    str_fini(&repaired);
    return true;
}

/* `14:30` as minutes of the day. */
static bool read_clock(const char *text, struct value *ret_value)
{
    static const char shape[] = "00:00";

    for (int i = 0; i < 5; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != ':')
            return false;
    if (text[5] != '\0')
        return false;
    *ret_value = value_integer(
        (text[0] - '0') * 600 + (text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0');
    return true;
}

static bool read_integer(
    enum kind kind, int field, const char *text, struct value *ret_value, struct error *err)
{
    long long number;

    if (kind == KIND_TASK && field == TASK_AT)
        return read_clock(text, ret_value) || wrong(text, N_("time like 14:30"), err);
    if (!text_to_int(text, &number))
        return wrong(text, N_("whole number"), err);
    *ret_value = value_integer(number);
    return true;
}

static bool read_real(const char *text, struct value *ret_value, struct error *err)
{
    double number;

    if (!text_to_real(text, &number))
        return wrong(text, N_("number"), err);
    *ret_value = value_real(number);
    return true;
}

static bool read_day(
    const char *text, enum field_type type, struct value *ret_value, struct error *err)
{
    day_number day;
    int minute;

    if (!cell_day(text, DATE_YMD, &day, &minute, err))
        return false;
    *ret_value = type == FIELD_DAY ? value_day(day)
                                   : value_integer(minute_make(day, minute < 0 ? 0 : minute));
    return true;
}

static bool read_money(
    const char *text, const char *currency, struct value *ret_value, struct error *err)
{
    char found[4];
    int64_t minor;

    if (!money_parse(text, currency, NUMBER_POINT, &minor, found, err))
        return false;
    *ret_value = value_integer(minor);
    return true;
}

static bool read_bool(const char *text, struct value *ret_value, struct error *err)
{
    bool yes;

    if (!cell_bool(text, &yes))
        return wrong(text, N_("yes or no"), err);
    *ret_value = value_integer(yes);
    return true;
}

bool field_read_plain(enum kind kind, int field, const char *text, const char *currency,
    struct arena *arena, struct value *ret_value, struct error *err)
{
    enum field_type type = kind_info(kind)->fields[field].type;

    *ret_value = value_unknown();
    if (*text == '\0')
        return true;
    switch (type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: return read_text(text, arena, ret_value);
    case FIELD_INTEGER: return read_integer(kind, field, text, ret_value, err);
    case FIELD_REAL:
    case FIELD_PERCENT: return read_real(text, ret_value, err);
    case FIELD_DAY:
    case FIELD_MINUTE: return read_day(text, type, ret_value, err);
    case FIELD_MONEY: return read_money(text, currency, ret_value, err);
    case FIELD_BOOL: return read_bool(text, ret_value, err);
    case FIELD_LINK: return true;
    }
    return true;
}
