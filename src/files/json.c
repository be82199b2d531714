/* JSON out. */
#include "files/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"

struct code_range {
    uint32_t first, last;
};

/* What a terminal obeys or nobody sees; sorted. */
static const struct code_range unseen[] = {
    {0x00, 0x1F},
    {0x7F, 0x9F},
    {0xAD, 0xAD},
    {0x61C, 0x61C},
    {0x180E, 0x180E},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F},
};

static bool is_unseen(uint32_t code_point)
{
    for (size_t i = 0; i < COUNT_OF(unseen) && unseen[i].first <= code_point; i++)
        if (code_point <= unseen[i].last)
            return true;
    return false;
}

static void add_escape(struct str *out, uint32_t code_point)
{
    static const char controls[] = "\b\t\n\f\r";
    static const char letters[] = "btnfr";
    const char *control =
        code_point != 0 && code_point < 0x20 ? strchr(controls, (int)code_point) : NULL;

    if (control != NULL) {
        str_addf(out, "\\%c", letters[control - controls]);
    } else if (code_point > 0xFFFF) {
        code_point -= 0x10000;
        str_addf(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + (code_point >> 10)),
            (unsigned)(0xDC00 + (code_point & 0x3FF)));
    } else {
        str_addf(out, "\\u%04x", (unsigned)code_point);
    }
}

static void add_quoted(struct str *out, const char *text)
{
    size_t len = strlen(text);

    str_add_char(out, '"');
    while (len > 0) {
        uint32_t code_point;
        size_t taken = text_decode(text, len, &code_point);

        if (code_point == '"' || code_point == '\\') {
            str_add_char(out, '\\');
            str_add_char(out, (char)code_point);
        } else if (is_unseen(code_point)) {
            add_escape(out, code_point);
        } else {
            str_add_code_point(out, code_point); /* what is no UTF-8 was decoded as U+FFFD */
        }
        text += taken;
        len -= taken;
    }
    str_add_char(out, '"');
}

void json_init(struct json *json, struct str *out)
{
    *json = (struct json){.out = out};
}

/* What stands before an item: comma, newline or blank, its name. */
static void begin_item(struct json *json, const char *key)
{
    if (json->filled[json->depth])
        str_add_char(json->out, ',');
    if (json->depth == 1)
        str_add(json->out, "\n  ");
    else if (json->filled[json->depth])
        str_add_char(json->out, ' ');
    json->filled[json->depth] = true;
    if (key != NULL) {
        add_quoted(json->out, key);
        str_add(json->out, ": ");
    }
}

static void begin(struct json *json, const char *key, char bracket)
{
    BUG_ON(json->depth >= JSON_MOST_DEPTH);
    begin_item(json, key);
    str_add_char(json->out, bracket);
    json->filled[++json->depth] = false;
}

static void end(struct json *json, char bracket)
{
    BUG_ON(json->depth == 0);
    if (json->depth == 1 && json->filled[1])
        str_add_char(json->out, '\n');
    json->depth--;
    str_add_char(json->out, bracket);
}

void json_begin_list(struct json *json, const char *key)
{
    begin(json, key, '[');
}

void json_end_list(struct json *json)
{
    end(json, ']');
}

void json_begin_object(struct json *json, const char *key)
{
    begin(json, key, '{');
}

void json_end_object(struct json *json)
{
    end(json, '}');
}

void json_end(struct json *json)
{
    BUG_ON(json->depth != 0);
    str_add_char(json->out, '\n');
}

void json_null(struct json *json, const char *key)
{
    begin_item(json, key);
    str_add(json->out, "null");
}

void json_bool(struct json *json, const char *key, bool value)
{
    begin_item(json, key);
    str_add(json->out, value ? "true" : "false");
}

void json_integer(struct json *json, const char *key, int64_t value)
{
    begin_item(json, key);
    str_addf(json->out, "%" PRId64, value);
}

void json_real(struct json *json, const char *key, double value)
{
    begin_item(json, key);
    if (isfinite(value))
        str_add_real(json->out, value);
    else
        str_add(json->out, "null");
}

void json_text(struct json *json, const char *key, const char *value)
{
    begin_item(json, key);
    if (value != NULL)
        add_quoted(json->out, value);
    else
        str_add(json->out, "null");
}

void json_day(struct json *json, const char *key, day_number day)
{
    char buffer[24];

    json_text(json, key, day != DAY_NONE ? day_iso(day, buffer) : NULL);
}

void json_money(struct json *json, const char *key, int64_t minor, const char *currency)
{
    char buffer[40];

    begin_item(json, key);
    str_add(json->out, minor != MONEY_NONE ? money_plain(minor, currency, buffer) : "null");
}

void json_tags(struct json *json, const char *key, const char *tags)
{
    struct str tag = {0};

    json_begin_list(json, key);
    while (*tags != '\0') {
        size_t len = strcspn(tags, ";");

        str_clear(&tag);
        str_add_bytes(&tag, tags, len);
        if (len > 0)
            json_text(json, NULL, str_text(&tag));
        tags += len;
        tags += *tags == ';';
    }
    json_end_list(json);
    str_fini(&tag);
}

/* What reads plainly as a number or, quoted, as a text. */
static void add_plain(
    struct json *json, const struct row *row, int field, const char *book_currency, bool quoted)
{
    struct str plain = {0};

    field_format_plain(&plain, row, field, book_currency);
    begin_item(json, kind_info(row->kind)->fields[field].name);
    if (quoted)
        add_quoted(json->out, str_text(&plain));
    else
        str_add(json->out, str_text(&plain));
    str_fini(&plain);
}

void json_field(struct json *json, const struct row *row, int field, const char *book_currency)
{
    const struct field *info = &kind_info(row->kind)->fields[field];
    bool is_clock = row->kind == KIND_TASK && field == TASK_AT;

    if (!row_knows(row, field)) {
        json_null(json, info->name);
        return;
    }
    switch (info->type) {
    case FIELD_TAGS: json_tags(json, info->name, row_text(row, field)); break;
    case FIELD_BOOL: json_bool(json, info->name, row_integer(row, field) != 0); break;
    case FIELD_REAL:
    case FIELD_PERCENT: json_real(json, info->name, row_real(row, field)); break;
    case FIELD_INTEGER:
    case FIELD_LINK:
    case FIELD_MONEY: add_plain(json, row, field, book_currency, is_clock); break;
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_SPAN:
    case FIELD_DAY:
    case FIELD_MINUTE: add_plain(json, row, field, book_currency, true); break;
    }
}
