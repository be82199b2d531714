/* Does a row match? What is not known compares false, `!=` too. */
#include "query_internal.h"

#include <math.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/order.h"
#include "base/text.h"

struct evaluation {
    const struct row *row;
    const struct settings *settings;
    day_number today;
};

static bool text_matches(const char *text, const char *wanted, bool contains)
{
    return contains ? text_contains_folded(text, wanted) : text_compare_folded(text, wanted) == 0;
}

static bool any_tag_matches(const char *tags, const char *wanted, bool contains)
{
    struct str tag = {0};
    bool found = false;

    while (*tags != '\0' && !found) {
        size_t len = strcspn(tags, ";");

        str_clear(&tag);
        str_add_bytes(&tag, tags, len);
        found = text_matches(str_text(&tag), wanted, contains);
        tags += len;
        tags += *tags == ';';
    }
    str_fini(&tag);
    return found;
}

static bool compare_text(const struct evaluation *evaluation, const struct query_node *node,
    const struct operand *operand)
{
    const char *text = row_text(evaluation->row, node->field);
    bool contains = node->comparison == COMPARE_CONTAINS;

    if (kind_info(evaluation->row->kind)->fields[node->field].type == FIELD_TAGS)
        return any_tag_matches(text, operand->text, contains);
    return text_matches(text, operand->text, contains);
}

/* -1, 0, 1; doubles within 1e-9 are equal (model.md, Formulas). */
static int order_of(double a, double b)
{
    if (fabs(a - b) <= 1e-9)
        return 0;
    return a < b ? -1 : 1;
}

/* The row's money in the book's currency; MONEY_NONE where it is not known or has no rate. An
 * account's ARR is the sum of its lines where that was computed. */
static int64_t money_of(const struct evaluation *evaluation, int field)
{
    const struct row *row = evaluation->row;
    int64_t minor;

    if (row->kind == KIND_ACCOUNT && field == ACCOUNT_ARR && row_knows(row, ACCOUNT_ARR_NOW))
        return row_money(row, ACCOUNT_ARR_NOW);
    if (!row_knows(row, field))
        return MONEY_NONE;
    if (!settings_convert(evaluation->settings, row_money(row, field),
            field_currency(row, field, evaluation->settings->currency), &minor))
        return MONEY_NONE;
    return minor;
}

static double span_field_days(const char *text)
{
    int64_t count;
    double number;
    char unit;

    if (query_span(text, &count, &unit))
        return query_span_days(count, unit);
    return text_to_real(text, &number) ? number : NAN;
}

static day_number day_of(const struct row *row, int field)
{
    if (!row_knows(row, field))
        return DAY_NONE;
    if (kind_info(row->kind)->fields[field].type == FIELD_MINUTE)
        return minute_day(row_integer(row, field));
    return row_day(row, field);
}

static day_number add_span(
    const struct evaluation *evaluation, const struct operand *operand, int sign)
{
    int count = sign * (int)operand->integer;

    switch (operand->unit) {
    case 'w': return evaluation->today + count * 7;
    case 'm': return day_add_months(evaluation->today, count);
    case 'y': return day_add_months(evaluation->today, count * 12);
    case 'b': return day_add_working(evaluation->today, count, &evaluation->settings->calendar);
    default: return evaluation->today + count;
    }
}

/* Against a span the distance from today counts: ahead, or back for days that lie behind. A day
 * behind us that is still to come does not exist yet. */
static bool order_of_days(const struct evaluation *evaluation, const struct query_node *node,
    const struct operand *operand, int *ret_order)
{
    bool past = kind_info(evaluation->row->kind)->fields[node->field].flags & FIELD_PAST;
    day_number day = day_of(evaluation->row, node->field);
    day_number other = (day_number)operand->integer;
    struct error why;
    int order;

    if (operand->form == OPERAND_DAY_WORDS &&
        !day_parse(operand->text, evaluation->today, &evaluation->settings->calendar, &other, &why))
        return false;
    if (operand->form == OPERAND_SPAN) {
        if (past && day > evaluation->today)
            return false;
        other = add_span(evaluation, operand, past ? -1 : 1);
    }
    order = (day > other) - (day < other);
    *ret_order = past && operand->form == OPERAND_SPAN ? -order : order;
    return true;
}

static bool is_one_of(const struct query_keys *keys, int64_t key)
{
    return order_has(keys->items, keys->count, key);
}

/* The order of the row's value and the operand; false where they cannot be compared. */
static bool order_values(const struct evaluation *evaluation, const struct query_node *node,
    const struct operand *operand, int *ret_order)
{
    const struct row *row = evaluation->row;
    double days;
    int64_t money;

    switch (kind_info(row->kind)->fields[node->field].type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS: *ret_order = compare_text(evaluation, node, operand) ? 0 : 1; return true;
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_PERCENT:
        *ret_order = order_of(row_real(row, node->field), operand->number);
        return true;
    case FIELD_LINK:
        *ret_order = operand->is_named
                         ? !is_one_of(&operand->accounts, row_integer(row, node->field))
                         : order_of(row_real(row, node->field), operand->number);
        return true;
    case FIELD_BOOL:
        *ret_order = (row_integer(row, node->field) != 0) != operand->integer;
        return true;
    case FIELD_MONEY:
        money = money_of(evaluation, node->field);
        *ret_order = (money > operand->integer) - (money < operand->integer);
        return money != MONEY_NONE;
    case FIELD_SPAN:
        days = span_field_days(row_text(row, node->field));
        *ret_order = order_of(days, operand->number);
        return !isnan(days);
    case FIELD_DAY:
    case FIELD_MINUTE: return order_of_days(evaluation, node, operand, ret_order);
    }
    BUG_ON(true);
    return false;
}

static bool compare_one(const struct evaluation *evaluation, const struct query_node *node,
    const struct operand *operand, bool *ret_comparable)
{
    int order;

    *ret_comparable = order_values(evaluation, node, operand, &order);
    if (!*ret_comparable)
        return false;
    switch (node->comparison) {
    case COMPARE_EQUAL:
    case COMPARE_CONTAINS:
    case COMPARE_IN:
    case COMPARE_NOT_IN: return order == 0;
    case COMPARE_UNEQUAL: return order != 0;
    case COMPARE_LESS: return order < 0;
    case COMPARE_AT_MOST: return order <= 0;
    case COMPARE_MORE: return order > 0;
    case COMPARE_AT_LEAST: return order >= 0;
    }
    BUG_ON(true);
    return false;
}

static bool is_known(const struct evaluation *evaluation, int field)
{
    if (kind_info(evaluation->row->kind)->fields[field].type == FIELD_MONEY)
        return money_of(evaluation, field) != MONEY_NONE;
    return row_knows(evaluation->row, field);
}

static bool compare(const struct evaluation *evaluation, const struct query_node *node)
{
    bool comparable = true;
    bool any = false;

    if (!is_known(evaluation, node->field) ||
        (node->also_known >= 0 && !row_knows(evaluation->row, node->also_known)))
        return false;
    for (int i = 0; i < node->operand_count && comparable && !any; i++)
        any = compare_one(evaluation, node, &node->operands[i], &comparable);
    return node->comparison == COMPARE_NOT_IN ? comparable && !any : any;
}

static bool matches(const struct evaluation *evaluation, const struct query_node *node)
{
    switch (node->op) {
    case QUERY_AND:
        for (const struct query_node *child = node->first; child != NULL; child = child->next)
            if (!matches(evaluation, child))
                return false;
        return true;
    case QUERY_OR:
        for (const struct query_node *child = node->first; child != NULL; child = child->next)
            if (matches(evaluation, child))
                return true;
        return false;
    case QUERY_NOT: return !matches(evaluation, node->first);
    case QUERY_MISSING: return !is_known(evaluation, node->field);
    case QUERY_COMPARE: return compare(evaluation, node);
    case QUERY_NAME:
        return row_knows(evaluation->row, node->field) &&
               text_contains_folded(row_text(evaluation->row, node->field), node->operands->text);
    }
    BUG_ON(true);
    return false;
}

bool query_matches(const struct query *query, const struct row *row,
    const struct settings *settings, day_number today)
{
    struct evaluation evaluation = {row, settings, today};

    BUG_ON(row->kind != query->kind);
    return query->root == NULL || matches(&evaluation, query->root);
}

/* --- names of accounts --- */

struct naming {
    const struct query *query;
    query_find_fn find;
    void *context;
    struct arena *arena;
    struct error *err;
};

static bool name_operands(const struct naming *naming, struct query_node *node)
{
    for (int i = 0; i < node->operand_count; i++) {
        struct operand *operand = &node->operands[i];
        struct query_named named = {operand->text, node->comparison == COMPARE_CONTAINS};

        if (!naming->find(naming->context, &named, naming->arena, &operand->accounts, naming->err))
            return false;
        operand->is_named = true;
    }
    return true;
}

static bool name_node(const struct naming *naming, struct query_node *node)
{
    const struct kind_info *info = kind_info(naming->query->kind);

    if (node->op == QUERY_COMPARE && node->field == info->account &&
        info->fields[node->field].type == FIELD_LINK)
        return name_operands(naming, node);
    for (struct query_node *child = node->first; child != NULL; child = child->next)
        if (!name_node(naming, child))
            return false;
    return true;
}

bool query_name_accounts(
    struct query *query, query_find_fn find, void *context, struct arena *arena, struct error *err)
{
    struct naming naming = {query, find, context, arena, err};

    return query->root == NULL || name_node(&naming, query->root);
}

/* --- what is wanted --- */

static bool each_wanted(
    const struct query *query, const struct query_node *node, query_wanted_fn fn, void *context)
{
    enum field_type type;

    for (const struct query_node *child = node->first; child && node->op != QUERY_NOT;
         child = child->next)
        if (!each_wanted(query, child, fn, context))
            return false;
    if (node->op != QUERY_COMPARE ||
        (node->comparison != COMPARE_EQUAL && node->comparison != COMPARE_IN))
        return true;
    type = kind_info(query->kind)->fields[node->field].type;
    if (type != FIELD_TEXT && type != FIELD_WORD && type != FIELD_TAGS)
        return true;
    for (int i = 0; i < node->operand_count; i++)
        if (!fn(context, &(struct query_wanted){
                             node->field, node->operands[i].text, node->operands[i].column}))
            return false;
    return true;
}

void query_each_wanted(const struct query *query, query_wanted_fn fn, void *context)
{
    if (query->root)
        (void)each_wanted(query, query->root, fn, context);
}
