/* Cells to typed values, or to a rejection that names the column. */
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/bounds.h"
#include "core/contract.h"
#include "core/merge.h"
#include "merge_internal.h"

bool merge_reject_at(const struct merge_reader *reader, const char *header, const char *format, ...)
{
    struct str why = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&why, format, args);
    va_end(args);
    *reader->reject =
        (struct merge_reject){header, arena_copy_text(reader->context->arena, str_text(&why))};
    str_fini(&why);
    return false;
}

static bool reject(const struct merge_reader *reader, const char *why)
{
    return merge_reject_at(reader, reader->column->header, "%s", why);
}

void merge_put(struct merge_row *row, int field, struct value value)
{
    row_set(row->row, field, value);
    row->present |= merge_bit(field);
    row->blank &= ~merge_bit(field);
}

bool merge_knows(const struct merge_row *row, int field)
{
    return (row->present & merge_bit(field)) && row_knows(row->row, field);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool has_mark(const struct merge_reader *reader, const char *text)
{
    return reader->plan->ours && !reader->plan->unmarked && cell_is_marked(text);
}

static const char *with_plain_ends(const struct merge_reader *reader, const char *text, size_t len)
{
    struct str out = {0};
    const char *copy;

    if (memchr(text, '\r', len) == NULL)
        return arena_copy_bytes(reader->context->arena, text, len);
    for (size_t i = 0; i < len; i++)
        if (text[i] != '\r')
            str_add_char(&out, text[i]);
        else if (i + 1 == len || text[i + 1] != '\n')
            str_add_char(&out, '\n');
    copy = arena_copy_text(reader->context->arena, str_text(&out));
    str_fini(&out);
    return copy;
}

/* As written, but for line ends, which become LF, and the mark. */
static const char *take_whole(const struct merge_reader *reader, const char *text)
{
    while (reader->column->padded && *text == ' ')
        text++;
    text += has_mark(reader, text);
    return with_plain_ends(reader, text, strlen(text));
}

/* The same without blanks around it: ids, words, links. */
static const char *take_text(const struct merge_reader *reader, const char *text)
{
    size_t len;

    text += has_mark(reader, text);
    while (is_blank(*text))
        text++;
    len = strlen(text);
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    return with_plain_ends(reader, text, len);
}

static void add_item(struct str *list, const char *item)
{
    if (list->len > 0)
        str_add_char(list, ';');
    str_add(list, item);
}

/* Items apart by ; or , joined by ; again, each once. */
static const char *take_tags(const struct merge_reader *reader, const char *text)
{
    struct row one = {.kind = KIND_FACT, .values = &(struct value){0}};
    struct str list = {0};
    const char *copy;

    while (*text != '\0') {
        size_t len = strcspn(text, ";,");
        const char *item = take_text(reader, arena_copy_bytes(reader->context->arena, text, len));

        one.values[0] = value_text(str_text(&list));
        if (*item != '\0' && !row_has_tag(&one, 0, item))
            add_item(&list, item);
        text += len;
        text += *text != '\0';
    }
    copy = arena_copy_text(reader->context->arena, str_text(&list));
    str_fini(&list);
    return copy;
}

static bool read_number(const struct merge_reader *reader, const char *text, double *ret_value)
{
    struct error err = {0};
    bool percent;

    if (!cell_number(text, reader->column->form, ret_value, &percent, &err))
        return reject(reader, err.text);
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
    if (!read_number(reader, text, &number))
        return false;
    if (number != floor(number) || number < 0 || number > 1e15)
        return merge_reject_at(
            reader, reader->column->header, _("'%.40s' is not a whole number of 0 or more"), text);
    *ret_value = value_integer((int64_t)number);
    return true;
}

static double share_of(bool hundredths, bool percent, double number)
{
    return percent || !hundredths ? number : number / 100;
}

static bool read_percent(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    struct error err = {0};
    double number;
    bool percent;

    if (!cell_number(text, reader->column->form, &number, &percent, &err))
        return reject(reader, err.text);
    *ret_value = value_real(share_of(reader->column->hundredths, percent, number));
    return true;
}

static bool read_day(
    const struct merge_reader *reader, const char *text, struct value *ret_value, bool with_time)
{
    struct error err = {0};
    day_number day;
    int minute;

    if (!cell_day(text, reader->column->order, &day, &minute, &err))
        return reject(reader, err.text);
    *ret_value =
        with_time ? value_integer(minute_make(day, minute < 0 ? 0 : minute)) : value_day(day);
    return true;
}

/* A cell may bring its own currency, which must be the row's. */
static bool read_money(const struct merge_reader *reader, const char *text, int64_t *ret_minor)
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

    if (!notice_parse(text, &count, &unit))
        return merge_reject_at(reader, reader->column->header,
            _("'%.40s' is not a notice like 60, 60d, 2m or 10bd"), text);
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

/* The notice of a contract line: a count and a unit, perhaps in one cell. */
static bool read_notice(const struct merge_reader *reader, const char *text)
{
    int count;
    char unit;

    if (!notice_parse(text, &count, &unit))
        return merge_reject_at(reader, reader->column->header,
            _("'%.40s' is not a notice like 60, 60d, 2m or 10bd"), text);
    merge_put(reader->out, CONTRACT_NOTICE, value_integer(count));
    if (text[strspn(text, "0123456789 ")] != '\0')
        merge_put(reader->out, CONTRACT_NOTICE_UNIT,
            value_text(unit == 'm'   ? "months"
                       : unit == 'b' ? "working days"
                                     : "days"));
    return true;
}

static bool read_word_or_text(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    enum kind kind = reader->plan->kind;
    int field = reader->column->field;
    const char *copy =
        reader->column->is_whole ? take_whole(reader, text) : take_text(reader, text);

    if (field == kind_info(kind)->id && cell_is_mangled_id(copy))
        return merge_reject_at(reader, reader->column->header,
            _("'%.40s' is an id that a spreadsheet turned into a number: export it as text"), copy);
    if (reader->column->type == FIELD_WORD && !reader->plan->exact)
        copy = merge_word(reader->plan, reader->column, copy);
    *ret_value = value_text(copy);
    return true;
}

static bool read_by_type(
    const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    int64_t minor;

    *ret_value = value_unknown();
    switch (reader->column->type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD: return read_word_or_text(reader, text, ret_value);
    case FIELD_TAGS: *ret_value = value_text(take_tags(reader, text)); return true;
    case FIELD_INTEGER: return read_integer(reader, text, ret_value);
    case FIELD_REAL: *ret_value = value_real(0); return read_number(reader, text, &ret_value->real);
    case FIELD_PERCENT: return read_percent(reader, text, ret_value);
    case FIELD_DAY: return read_day(reader, text, ret_value, false);
    case FIELD_MINUTE: return read_day(reader, text, ret_value, true);
    case FIELD_MONEY:
        if (!read_money(reader, text, &minor))
            return false;
        *ret_value = value_integer(minor);
        return true;
    case FIELD_BOOL: return read_bool(reader, text, ret_value);
    case FIELD_SPAN: return read_span(reader, text, ret_value);
    case FIELD_LINK: return true;
    }
    return true;
}

static bool read_value(const struct merge_reader *reader, const char *text, struct value *ret_value)
{
    const struct field field = {.type = reader->column->type};

    if (!read_by_type(reader, text, ret_value))
        return false;
    if (value_is_known(*ret_value) && !value_is_known(bounds_keep(&field, *ret_value)))
        return merge_reject_at(reader, reader->column->header, _("'%.40s' is too large"), text);
    return true;
}

/* A long file: one reading, of its metric. */
static bool read_long_value(const struct merge_reader *reader, const char *text)
{
    const struct merge_metric *metric = NULL;
    struct error err = {0};
    double number;
    bool percent;

    if (!cell_number(text, reader->column->form, &number, &percent, &err))
        return reject(reader, err.text);
    if (merge_knows(reader->out, MEASURE_METRIC))
        metric =
            merge_metric_find(&reader->plan->metrics, row_text(reader->out->row, MEASURE_METRIC));
    if (metric != NULL && merge_metric_is_share(metric->name))
        number = share_of(metric->seen.beyond_one && !reader->plan->exact, percent, number);
    merge_put(reader->out, MEASURE_VALUE, value_real(number));
    return true;
}

static void read_metric(const struct merge_reader *reader, const char *text)
{
    const struct merge_metric *known = merge_metric_written(&reader->plan->metrics, text);
    struct str name = {0};

    if (known != NULL) {
        merge_put(reader->out, MEASURE_METRIC, value_text(known->name));
        return;
    }
    header_normalize(&name, text);
    merge_put(reader->out, MEASURE_METRIC,
        value_text(arena_copy_text(reader->context->arena, str_text(&name))));
    str_fini(&name);
}

static bool read_field(const struct merge_reader *reader, const char *text)
{
    enum kind kind = reader->plan->kind;
    int field = reader->column->field;
    struct value value;

    if (kind == KIND_CONTRACT && field == CONTRACT_NOTICE)
        return read_notice(reader, text);
    if (kind == KIND_MEASURE && field == MEASURE_VALUE)
        return read_long_value(reader, text);
    if (kind == KIND_MEASURE && field == MEASURE_METRIC) {
        read_metric(reader, text);
        return true;
    }
    if (!read_value(reader, text, &value))
        return false;
    merge_put(reader->out, field, value);
    return true;
}

static bool read_reading(const struct merge_reader *reader, const char *text)
{
    const struct merge_column *column = reader->column;
    struct error err = {0};
    double number;
    bool percent;

    if (!cell_number(text, column->form, &number, &percent, &err))
        return reject(reader, err.text);
    if (merge_metric_is_share(column->name))
        number = share_of(column->hundredths, percent, number);
    ARRAY_PUSH(&reader->out->readings, (struct merge_reading){column->name, number});
    return true;
}

static bool read_account(const struct merge_reader *reader, const char *text)
{
    reader->out->account = take_text(reader, text);
    if (cell_is_mangled_id(reader->out->account))
        return merge_reject_at(reader, reader->column->header,
            _("'%.40s' is an id that a spreadsheet turned into a number: export it as text"),
            reader->out->account);
    return true;
}

static int yes_of(const char *text)
{
    bool yes;

    return cell_bool(text, &yes) ? yes : -1;
}

static bool read_role_day(const struct merge_reader *reader, const char *text, day_number *ret_day)
{
    struct value value;

    if (!read_day(reader, text, &value, false))
        return false;
    *ret_day = (day_number)value.integer;
    return true;
}

static bool read_role(const struct merge_reader *reader, const char *text)
{
    struct merge_row *out = reader->out;

    switch (reader->column->role) {
    case HEADER_FIELD: return read_field(reader, text);
    case HEADER_MEASURE: return read_reading(reader, text);
    case HEADER_ACCOUNT: return read_account(reader, text);
    case HEADER_ACCOUNT_DOMAIN: out->account_domain = take_text(reader, text); return true;
    case HEADER_ACCOUNT_NAME: out->account_name = take_text(reader, text); return true;
    case HEADER_ACCOUNT_EMAIL: out->account_email = take_text(reader, text); return true;
    case HEADER_FIRST_NAME: out->first_name = take_text(reader, text); return true;
    case HEADER_LAST_NAME: out->last_name = take_text(reader, text); return true;
    case HEADER_SUBJECT: out->subject = take_text(reader, text); return true;
    case HEADER_MRR: return read_money(reader, text, &out->mrr);
    case HEADER_TOTAL:
        out->total_header = reader->column->header;
        return read_money(reader, text, &out->total);
    case HEADER_ENDS:
        out->last_day_header = reader->column->header;
        return read_role_day(reader, text, &out->last_day);
    case HEADER_RENEWAL: return read_role_day(reader, text, &out->renewal_day);
    case HEADER_DELETED: out->deleted = yes_of(take_text(reader, text)) == 1; return true;
    case HEADER_DONE: out->done = yes_of(take_text(reader, text)); return true;
    case HEADER_LEFT: out->left = yes_of(take_text(reader, text)); return true;
    case HEADER_ACTIVE:
        out->left = yes_of(take_text(reader, text));
        out->left = out->left < 0 ? -1 : !out->left;
        return true;
    case HEADER_FACT:
        ARRAY_PUSH(
            &out->facts, (struct merge_fact){reader->column->header, take_whole(reader, text)});
        return true;
    case HEADER_IGNORED:
    case HEADER_ROLES: return true;
    }
    return true;
}

/* An export of ours leaves a cell empty; a name may well be `n/a` there. */
bool merge_says_nothing(
    const struct merge_plan *plan, const struct merge_column *column, const char *text)
{
    if (!column->is_text)
        return merge_is_nothing(text);
    return plan->exact ? *text == '\0' : text_blank(text);
}

static const char *trimmed(const struct merge_reader *reader, const char *text)
{
    size_t len;

    while (is_blank(*text))
        text++;
    len = strlen(text);
    if (!is_blank(text[len - 1]))
        return text;
    while (is_blank(text[len - 1]))
        len--;
    return arena_copy_bytes(reader->context->arena, text, len);
}

static bool read_cell(const struct merge_reader *reader, const char *text)
{
    const struct merge_column *column = reader->column;

    if (!column->taken)
        return true;
    if (!merge_says_nothing(reader->plan, column, text))
        return read_role(reader, column->is_text ? text : trimmed(reader, text));
    if (column->role == HEADER_FIELD && !(reader->out->present & merge_bit(column->field)))
        reader->out->blank |= merge_bit(column->field);
    return true;
}

static void start_row(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;
    struct merge_fact_list facts = out->facts;
    struct merge_reading_list readings = out->readings;

    *out = (struct merge_row){.facts = facts, .readings = readings};
    array_clear(&out->facts);
    array_clear(&out->readings);
    out->row = row_new(reader->context->arena, reader->plan->kind);
    out->mrr = out->total = MONEY_NONE;
    out->last_day = out->renewal_day = DAY_NONE;
    out->done = out->left = -1;
}

static bool read_columns(
    struct merge_reader *reader, const char *const *cells, int count, bool first)
{
    for (int i = 0; i < reader->plan->count; i++) {
        reader->column = &reader->plan->columns[i];
        if (reader->column->is_first == first && !read_cell(reader, i < count ? cells[i] : ""))
            return false;
    }
    return true;
}

static bool check_count(struct merge_reader *reader, const char *const *cells, int count)
{
    int wanted = reader->plan->count;

    while (count > wanted && text_blank(cells[count - 1]))
        count--;
    if (count == wanted)
        return true;
    return merge_reject_at(reader, "",
        words_plural("%d cell, but the header has %d", "%d cells, but the header has %d", count),
        count, wanted);
}

bool merge_read(const struct merge_plan *plan, const char *const *cells, int count,
    const struct merge_context *context, struct merge_row *row, struct merge_reject *ret_reject)
{
    struct merge_reader reader = {plan, context, row, ret_reject, NULL};

    start_row(&reader);
    if (!check_count(&reader, cells, count) || !read_columns(&reader, cells, count, true))
        return false;
    if (row->deleted)
        return merge_reject_at(&reader, "", _("deleted at source"));
    return read_columns(&reader, cells, count, false) && merge_shape(&reader);
}

void merge_row_fini(struct merge_row *row)
{
    array_fini(&row->facts);
    array_fini(&row->readings);
}
