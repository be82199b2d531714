/* A row of cells, each by the role of its column, or the rejection of it. */
#include <stdarg.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
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

/* The notice of a contract line: a count and a unit, perhaps in one cell. */
static bool read_notice(const struct merge_reader *reader, const char *text)
{
    int count;
    char unit;

    if (!merge_read_notice(reader, text, &count, &unit))
        return false;
    merge_put(reader->out, CONTRACT_NOTICE, value_integer(count));
    if (text[strspn(text, "0123456789 ")] != '\0')
        merge_put(reader->out, CONTRACT_NOTICE_UNIT,
            value_text(unit == 'm'   ? "months"
                       : unit == 'b' ? "working days"
                                     : "days"));
    return true;
}

/* A long file: one reading, of its metric. */
static bool read_long_value(const struct merge_reader *reader, const char *text)
{
    const struct merge_metric *metric = NULL;
    bool hundredths;
    double number;

    if (merge_knows(reader->out, MEASURE_METRIC))
        metric =
            merge_metric_find(&reader->plan->metrics, row_text(reader->out->row, MEASURE_METRIC));
    hundredths = metric != NULL && merge_metric_is_share(metric->name) && metric->seen.beyond_one &&
                 !reader->plan->exact;
    if (!merge_read_number(reader, text, hundredths, &number))
        return false;
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
    if (!merge_read_value(reader, text, &value))
        return false;
    merge_put(reader->out, field, value);
    return true;
}

static bool read_reading(const struct merge_reader *reader, const char *text)
{
    const struct merge_column *column = reader->column;
    bool hundredths = merge_metric_is_share(column->name) && column->hundredths;
    double number;

    if (!merge_read_number(reader, text, hundredths, &number))
        return false;
    ARRAY_PUSH(&reader->out->readings, (struct merge_reading){column->name, number});
    return true;
}

static bool read_account(const struct merge_reader *reader, const char *text)
{
    reader->out->account = merge_take_text(reader, text);
    return merge_check_id(reader, reader->out->account);
}

static int yes_of(const char *text)
{
    bool yes;

    return cell_bool(text, &yes) ? yes : -1;
}

static bool read_role(const struct merge_reader *reader, const char *text)
{
    struct merge_row *out = reader->out;

    switch (reader->column->role) {
    case HEADER_FIELD: return read_field(reader, text);
    case HEADER_MEASURE: return read_reading(reader, text);
    case HEADER_ACCOUNT: return read_account(reader, text);
    case HEADER_ACCOUNT_DOMAIN: out->account_domain = merge_take_text(reader, text); return true;
    case HEADER_ACCOUNT_NAME: out->account_name = merge_take_text(reader, text); return true;
    case HEADER_ACCOUNT_EMAIL: out->account_email = merge_take_text(reader, text); return true;
    case HEADER_FIRST_NAME: out->first_name = merge_take_text(reader, text); return true;
    case HEADER_LAST_NAME: out->last_name = merge_take_text(reader, text); return true;
    case HEADER_SUBJECT: out->subject = merge_take_text(reader, text); return true;
    case HEADER_MRR: return merge_read_money(reader, text, &out->mrr);
    case HEADER_TOTAL:
        out->total_header = reader->column->header;
        return merge_read_money(reader, text, &out->total);
    case HEADER_ENDS:
        out->last_day_header = reader->column->header;
        return merge_read_day(reader, text, &out->last_day);
    case HEADER_RENEWAL: return merge_read_day(reader, text, &out->renewal_day);
    case HEADER_DELETED: out->deleted = yes_of(merge_take_text(reader, text)) == 1; return true;
    case HEADER_DONE: out->done = yes_of(merge_take_text(reader, text)); return true;
    case HEADER_LEFT: out->left = yes_of(merge_take_text(reader, text)); return true;
    case HEADER_ACTIVE:
        out->left = yes_of(merge_take_text(reader, text));
        out->left = out->left < 0 ? -1 : !out->left;
        return true;
    case HEADER_FACT:
        ARRAY_PUSH(&out->facts,
            (struct merge_fact){reader->column->header, merge_take_whole(reader, text)});
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

static bool read_cell(const struct merge_reader *reader, const char *text)
{
    const struct merge_column *column = reader->column;

    if (!column->taken)
        return true;
    if (!merge_says_nothing(reader->plan, column, text))
        return read_role(reader, column->is_text ? text : merge_trimmed(reader, text));
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
