/* How a field reads: plain for files and forms, in words for a person. */
#include "core/row.h"

#include <inttypes.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"

const char *field_currency(const struct row *row, int field, const char *book_currency)
{
    if (kind_info(row->kind)->fields[field].flags & FIELD_COMPUTED)
        return book_currency;
    return row_currency(row, book_currency);
}

int field_scale(enum kind kind, int field)
{
    return kind == KIND_ACCOUNT && field == ACCOUNT_URGENCY ? 100 : 1;
}

static bool is_minute_of_day(const struct row *row, int field)
{
    return row->kind == KIND_TASK && field == TASK_AT;
}

static void add_clock(struct str *out, int64_t minute_of_day)
{
    str_addf(out, "%02d:%02d", (int)(minute_of_day / 60), (int)(minute_of_day % 60));
}

static void add_integer(struct str *out, const struct row *row, int field)
{
    int64_t integer = row_integer(row, field);
    int64_t scale = field_scale(row->kind, field);

    if (is_minute_of_day(row, field))
        add_clock(out, integer);
    else if (scale == 1)
        str_addf(out, "%" PRId64, integer);
    else
        str_addf(out, "%s%" PRId64 ".%02d", integer < 0 ? "-" : "",
            (integer < 0 ? -integer : integer) / scale,
            (int)((integer < 0 ? -integer : integer) % scale));
}

void field_format_plain(struct str *out, const struct row *row, int field, const char *currency)
{
    char buffer[40];

    if (!row_knows(row, field))
        return;
    switch (kind_info(row->kind)->fields[field].type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: str_add(out, row_text(row, field)); break;
    case FIELD_INTEGER:
    case FIELD_LINK: add_integer(out, row, field); break;
    case FIELD_REAL:
    case FIELD_PERCENT: str_add_real(out, row_real(row, field)); break;
    case FIELD_DAY: str_add(out, day_iso(row_day(row, field), buffer)); break;
    case FIELD_MINUTE: str_add(out, minute_iso(row_integer(row, field), buffer)); break;
    case FIELD_BOOL: str_add(out, row_integer(row, field) ? "yes" : "no"); break;
    case FIELD_MONEY:
        str_add(
            out, money_plain(row_money(row, field), field_currency(row, field, currency), buffer));
        break;
    }
}

static void add_percent(struct str *out, double share)
{
    str_addf(out, "%" PRId64 "%%", round_half_up(share * 100));
}

/* Plain, but for the decimal mark. */
static void add_real(struct str *out, double value)
{
    char half[48], *mark;
    size_t before = out->len;

    str_add_real(out, value);
    mark = out->len > before ? strchr(out->data + before, '.') : NULL;
    if (mark)
        *mark = number_real(0.5, 1, half)[1];
}

static void add_minute(struct str *out, minute_number minute, day_number today)
{
    char buffer[40];
    day_number day = minute_day(minute);

    str_add(out, day_words(day, today, buffer));
    str_add_char(out, ' ');
    add_clock(out, minute - (int64_t)day * 24 * 60);
}

void field_format_words(
    struct str *out, const struct row *row, int field, const char *currency, day_number today)
{
    char buffer[40];

    if (!row_knows(row, field))
        return;
    switch (kind_info(row->kind)->fields[field].type) {
    case FIELD_PERCENT: add_percent(out, row_real(row, field)); break;
    case FIELD_REAL: add_real(out, row_real(row, field)); break;
    case FIELD_DAY: str_add(out, day_words(row_day(row, field), today, buffer)); break;
    case FIELD_MINUTE: add_minute(out, row_integer(row, field), today); break;
    case FIELD_MONEY:
        str_add(
            out, money_short(row_money(row, field), field_currency(row, field, currency), buffer));
        break;
    case FIELD_TAGS:
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_SPAN:
    case FIELD_INTEGER:
    case FIELD_LINK:
    case FIELD_BOOL: field_format_plain(out, row, field, currency); break;
    }
}
