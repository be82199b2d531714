/* Cells to typed values, or to a rejection that names the column. */
#include <math.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/bounds.h"
#include "core/contract.h"
#include "core/merge.h"
#include "merge_internal.h"

static bool reject(const struct merge_reader *reader, const char *why)
{
    return merge_reject_at(reader, reader->column->header, "%s", why);
}

bool merge_read_number(
    const struct merge_reader *reader, const char *text, bool hundredths, double *ret_number)
{
    struct error err = {0};
    double number;
    bool percent;

    if (!cell_number(text, reader->column->form, &number, &percent, &err))
        return reject(reader, err.text);
    *ret_number = hundredths && !percent ? number / 100 : number;
    return true;
}

/* `12 months`, `2 years` where a count of months is wanted. */
static bool read_term(const char *text, struct value *ret_value)
{
    static const char *const months[] = {"m", "mo", "month", "months", "mths"};
    static const char *const years[] = {"y", "yr", "yrs", "year", "years"};
    size_t digits = strspn(text, "0123456789");
    int64_t count = 0;

    if (digits == 0 || digits > 4 || text[digits] == '\0')
        return false;
    for (size_t i = 0; i < digits; i++)
        count = count * 10 + (text[i] - '0');
    text += digits + strspn(text + digits, " -");
    for (size_t i = 0; i < COUNT_OF(months); i++) {
        if (text_equal_nocase(text, months[i]) || text_equal_nocase(text, years[i])) {
            *ret_value = value_integer(text_equal_nocase(text, months[i]) ? count : count * 12);
            return true;
        }
    }
    return false;
}

static bool is_term(const struct merge_reader *reader)
{
    return text_ends(
        kind_info(reader->plan->kind)->fields[reader->column->field].name, "term_months");
}

static bool read_integer(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    double number;

    if (is_term(reader) && read_term(text, ret_value))
        return true;
    if (reader->plan->kind == KIND_TASK && reader->column->field == TASK_AT && strlen(text) == 5 &&
        text[2] == ':') {
        *ret_value = value_integer(
            (text[0] - '0') * 600 + (text[1] - '0') * 60 + (text[3] - '0') * 10 + (text[4] - '0'));
        return true;
    }
    if (!merge_read_number(reader, text, false, &number))
        return false;
    if (number != floor(number) || number < 0 || number > 1e15)
        return merge_reject_at(
            reader, reader->column->header, _("'%.40s' is not a whole number of 0 or more"), text);
    *ret_value = value_integer((int64_t)number);
    return true;
}

static bool read_real(
    const struct merge_reader *reader, const char *text, bool hundredths, struct value *ret_value)
{
    double number;

    if (!merge_read_number(reader, text, hundredths, &number))
        return false;
    *ret_value = value_real(number);
    return true;
}

/* *ret_minute: of the day, less than 0 where the cell has none. */
static bool read_moment(
    const struct merge_reader *reader, const char *text, day_number *ret_day, int *ret_minute)
{
    struct error err = {0};

    return cell_day(text, reader->column->order, ret_day, ret_minute, &err) ||
           reject(reader, err.text);
}

bool merge_read_day(const struct merge_reader *reader, const char *text, day_number *ret_day)
{
    int ignored;

    return read_moment(reader, text, ret_day, &ignored);
}

static bool read_day(const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    day_number day;

    if (!merge_read_day(reader, text, &day))
        return false;
    *ret_value = value_day(day);
    return true;
}

static bool read_minute(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    day_number day;
    int minute;

    if (!read_moment(reader, text, &day, &minute))
        return false;
    *ret_value = value_integer(minute_make(day, minute < 0 ? 0 : minute));
    return true;
}

bool merge_read_money(const struct merge_reader *reader, const char *text, int64_t *ret_minor)
{
    struct merge_row *out = reader->out;
    int field = kind_info(reader->plan->kind)->currency;
    bool has = field >= 0 && merge_knows(out, field);
    const char *currency = has ? row_text(out->row, field) : reader->context->currency;
    struct error err = {0};
    char found[4] = "";

    if (!money_parse(text, currency, reader->column->form, ret_minor, found, &err))
        return reject(reader, err.text);
    if (found[0] == '\0' || field < 0)
        return true;
    if (has && !text_equal_nocase(found, currency))
        return merge_reject_at(reader, reader->column->header,
            _("'%.40s' is in %s, but the row says %s"), text, found, currency);
    merge_put(out, field, value_text(arena_copy_text(reader->context->arena, found)));
    return true;
}

static bool read_amount(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    int64_t minor;

    if (!merge_read_money(reader, text, &minor))
        return false;
    *ret_value = value_integer(minor);
    return true;
}

bool merge_read_notice(
    const struct merge_reader *reader, const char *text, int *ret_count, char *ret_unit)
{
    return notice_parse(text, ret_count, ret_unit) ||
           merge_reject_at(reader, reader->column->header,
               _("'%.40s' is not a notice like 60, 60d, 2m or 10bd"), text);
}

/* A count of at most five digits and its unit, in the arena. */
static const char *span_text(const struct merge_reader *reader, int count, const char *unit)
{
    char text[16], *at = text + sizeof(text) - 4;
    size_t len = strlen(unit);

    memcpy(at, unit, len + 1);
    do
        *--at = (char)('0' + count % 10);
    while ((count /= 10) > 0);
    return arena_copy_text(reader->context->arena, at);
}

/* `60`, `60 days`, `2m`, `10bd` as written in exports of ours. */
static bool read_span(const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    const char *word;
    int count;
    char unit;

    if (!merge_read_notice(reader, text, &count, &unit))
        return false;
    word = unit == 'm' ? "m" : unit == 'b' ? "bd" : strpbrk(text, "dDwW") ? "d" : "";
    *ret_value = value_text(span_text(reader, count, word));
    return true;
}

static bool read_bool(const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    bool yes;

    if (!cell_bool(text, &yes))
        return merge_reject_at(
            reader, reader->column->header, _("'%.40s' is neither yes nor no"), text);
    *ret_value = value_integer(yes);
    return true;
}

bool merge_check_id(const struct merge_reader *reader, const char *id)
{
    return !cell_is_mangled_id(id) ||
           merge_reject_at(reader, reader->column->header,
               _("'%.40s' is an id that a spreadsheet turned into a number: export it as text"),
               id);
}

static bool read_word_or_text(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    enum kind kind = reader->plan->kind;
    int field = reader->column->field;
    const char *copy =
        reader->column->is_whole ? merge_take_whole(reader, text) : merge_take_text(reader, text);

    if (field == kind_info(kind)->id && !merge_check_id(reader, copy))
        return false;
    if (reader->column->type == FIELD_WORD && !reader->plan->exact)
        copy = merge_word(reader->plan, reader->column, copy);
    *ret_value = value_text(copy);
    return true;
}

static bool read_by_type(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    *ret_value = value_unknown();
    switch (reader->column->type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD: return read_word_or_text(reader, text, ret_value);
    case FIELD_TAGS: *ret_value = value_text(merge_take_tags(reader, text)); return true;
    case FIELD_INTEGER: return read_integer(reader, text, ret_value);
    case FIELD_REAL: return read_real(reader, text, false, ret_value);
    case FIELD_PERCENT: return read_real(reader, text, reader->column->hundredths, ret_value);
    case FIELD_DAY: return read_day(reader, text, ret_value);
    case FIELD_MINUTE: return read_minute(reader, text, ret_value);
    case FIELD_MONEY: return read_amount(reader, text, ret_value);
    case FIELD_BOOL: return read_bool(reader, text, ret_value);
    case FIELD_SPAN: return read_span(reader, text, ret_value);
    case FIELD_LINK: return true;
    }
    return true;
}

bool merge_read_value(const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    const struct field field = {.type = reader->column->type};

    if (!read_by_type(reader, text, ret_value))
        return false;
    if (value_is_known(*ret_value) && !value_is_known(bounds_keep(&field, *ret_value)))
        return merge_reject_at(reader, reader->column->header, _("'%.40s' is too large"), text);
    return true;
}
