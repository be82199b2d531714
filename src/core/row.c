/* Rows: making, reading, setting, and the fields that follow from others and today. */
#include "core/row.h"

#include <string.h>
#include <strings.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"
#include "core/settings.h"
#include "kind_internal.h"

struct row *row_new(struct arena *arena, enum kind kind)
{
    struct row *row = arena_alloc(arena, sizeof(*row));

    row->kind = kind;
    row->values = arena_alloc_array(arena, (size_t)kind_info(kind)->count, sizeof(*row->values));
    return row;
}

struct row *row_copy(struct arena *arena, const struct row *row)
{
    struct row *copy = row_new(arena, row->kind);

    copy->key = row->key;
    copy->rev = row->rev;
    for (int field = 0; field < kind_info(row->kind)->count; field++)
        copy->values[field] = value_copy(arena, row->values[field]);
    return copy;
}

static struct value *value_of(const struct row *row, int field)
{
    BUG_ON((unsigned)row->kind >= KIND_COUNT || field < 0 || field >= kind_table[row->kind].count);
    return &row->values[field];
}

bool row_knows(const struct row *row, int field)
{
    return value_is_known(*value_of(row, field));
}

const char *row_text(const struct row *row, int field)
{
    const struct value *value = value_of(row, field);

    return value->type == VALUE_TEXT ? value->text : "";
}

int64_t row_integer(const struct row *row, int field)
{
    const struct value *value = value_of(row, field);

    return value->type == VALUE_INTEGER ? value->integer : 0;
}

double row_real(const struct row *row, int field)
{
    const struct value *value = value_of(row, field);

    if (value->type == VALUE_INTEGER)
        return (double)value->integer;
    return value->type == VALUE_REAL ? value->real : 0;
}

day_number row_day(const struct row *row, int field)
{
    const struct value *value = value_of(row, field);

    return value->type == VALUE_INTEGER ? (day_number)value->integer : DAY_NONE;
}

int64_t row_money(const struct row *row, int field)
{
    const struct value *value = value_of(row, field);

    return value->type == VALUE_INTEGER ? value->integer : MONEY_NONE;
}

bool row_is(const struct row *row, int field, const char *word)
{
    const struct value *value = value_of(row, field);

    /* Asked of every row, mostly in vain: nearly all words differ in their first letter. */
    return value->type == VALUE_TEXT && ((value->text[0] ^ word[0]) & ~0x20) == 0 &&
           text_equal_nocase(value->text, word);
}

bool row_has_tag(const struct row *row, int field, const char *tag)
{
    const char *tags = row_text(row, field);
    size_t tag_len = strlen(tag);

    while (*tags != '\0') {
        size_t len = strcspn(tags, ";");

        if (len == tag_len && strncasecmp(tags, tag, len) == 0)
            return true;
        tags += len;
        tags += *tags == ';';
    }
    return false;
}

const char *row_currency(const struct row *row, const char *book_currency)
{
    int field = kind_info(row->kind)->currency;

    if (field < 0 || text_blank(row_text(row, field)))
        return book_currency;
    return row_text(row, field);
}

void row_set(struct row *row, int field, struct value value)
{
    *value_of(row, field) = value;
}

void row_set_text(struct row *row, int field, const char *text)
{
    row_set(row, field, value_text(text));
}

void row_set_integer(struct row *row, int field, int64_t integer)
{
    row_set(row, field, value_integer(integer));
}

void row_set_real(struct row *row, int field, double real)
{
    row_set(row, field, value_real(real));
}

void row_set_day(struct row *row, int field, day_number day)
{
    row_set(row, field, value_day(day));
}

/* Days from `from` to `to`, or unknown where either is. */
static struct value days_between(day_number from, day_number to)
{
    if (from == DAY_NONE || to == DAY_NONE)
        return value_unknown();
    return value_integer((int64_t)to - from);
}

void row_settle(struct row *row, const struct settings *settings, day_number today)
{
    if (row->kind != KIND_ACCOUNT)
        return;
    row_set(row, ACCOUNT_DECIDES_IN, days_between(today, row_day(row, ACCOUNT_DECIDES_ON)));
    row_set(row, ACCOUNT_TOUCH_DAYS, days_between(row_day(row, ACCOUNT_LAST_TOUCH), today));
    row_set_integer(row, ACCOUNT_TIER_NUMBER, settings_tier(settings, row_text(row, ACCOUNT_TIER)));
    row_set(row, ACCOUNT_AGE_DAYS, days_between(row_day(row, ACCOUNT_START), today));
}
