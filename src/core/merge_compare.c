/* A row of a file against the row that is stored: what changes, and what stays since a person set
 * it.
 */
#include <string.h>
#include "base/words.h"
#include "core/merge.h"
#include "merge_internal.h"

static const uint64_t contract_cells =
    UINT64_C(1) << ACCOUNT_ARR | UINT64_C(1) << ACCOUNT_START | UINT64_C(1) << ACCOUNT_RENEWAL |
    UINT64_C(1) << ACCOUNT_TERM_MONTHS | UINT64_C(1) << ACCOUNT_NOTICE_DAYS |
    UINT64_C(1) << ACCOUNT_NOTICE_GIVEN | UINT64_C(1) << ACCOUNT_AUTO_RENEW;

static bool is_churned(const struct row *row)
{
    return row_is(row, ACCOUNT_STAGE, "churned");
}

static void leave(struct merge_row *row, int field)
{
    row->present &= ~merge_bit(field);
}

/* A customer whose lines still run has not churned. */
static void settle_lines(
    const struct row *stored, struct merge_row *row, const struct merge_options *options)
{
    if (!options->lines_live || !merge_knows(row, ACCOUNT_STAGE) || !is_churned(row->row) ||
        (stored != NULL && is_churned(stored)))
        return;
    row->contradiction = _("stage churned contradicts the ARR of its contract lines: it stays");
    leave(row, ACCOUNT_STAGE);
}

/* model.md E1: ARR falling to 0 is churn; churned with ARR is a contradiction, and both stay. */
static void settle_stage(
    const struct row *stored, struct merge_row *row, const struct merge_context *context)
{
    bool has_stage = merge_knows(row, ACCOUNT_STAGE), has_arr = merge_knows(row, ACCOUNT_ARR);
    int64_t old = stored != NULL ? row_money(stored, ACCOUNT_ARR) : MONEY_NONE;
    int64_t arr = has_arr ? row_integer(row->row, ACCOUNT_ARR) : old;

    if (has_stage && is_churned(row->row) && arr > 0) {
        char buffer[40];

        row->contradiction = arena_format(context->arena,
            _("stage churned contradicts an ARR of %s: both stay as they were"),
            money_full(arr, row_currency(row->row, context->currency), buffer));
        leave(row, ACCOUNT_STAGE);
        leave(row, ACCOUNT_ARR);
    } else if (has_arr && arr == 0 && old > 0) {
        merge_put(row, ACCOUNT_STAGE, value_text("churned"));
    } else if (arr == 0 && old == 0 && stored != NULL && is_churned(stored)) {
        leave(row, ACCOUNT_STAGE); /* or the next import would take the churn back */
    }
}

/* What a new row begins with, where its file does not say. */
static void begin(struct merge_row *row, int field, struct value value)
{
    if (!merge_knows(row, field))
        merge_put(row, field, value);
}

static void begin_row(struct merge_row *row, const struct merge_options *options, day_number today)
{
    enum kind kind = row->row->kind;

    if (options->exact)
        return;
    if (kind == KIND_ACCOUNT)
        begin(row, ACCOUNT_ENTERED, value_day(today));
    if (kind == KIND_CONTRACT)
        begin(row, CONTRACT_STATUS, value_text("open"));
    if (kind == KIND_CONTACT)
        begin(row, CONTACT_STATUS, value_text("active"));
    if (kind == KIND_GOAL)
        begin(row, GOAL_STATUS, value_text("open"));
    if (kind != KIND_TASK)
        return;
    begin(row, TASK_STATUS, value_text("open"));
    begin(row, TASK_KIND, value_text("task"));
    begin(row, TASK_MADE_ON, value_day(today));
}

static bool same(enum kind kind, int field, struct value stored, struct value now)
{
    /* A real column may have been given a whole number. */
    if (kind_info(kind)->fields[field].type == FIELD_REAL && now.type == VALUE_INTEGER)
        now = value_real((double)now.integer);
    return value_equal(stored, now);
}

/* `hand` without the fields that were taken from the file after all. */
static void shorten_hand(const struct row *stored, struct merge_row *row, uint64_t taken,
    const struct merge_context *context)
{
    const struct kind_info *info = kind_info(stored->kind);
    struct str hand = {0};

    for (int field = 0; field < info->stored; field++) {
        const char *name = info->fields[field].name;

        if (!row_has_tag(stored, info->hand, name) || (taken & merge_bit(field)))
            continue;
        str_addf(&hand, "%s%s", hand.len > 0 ? ";" : "", name);
    }
    merge_put(row, info->hand,
        hand.len > 0 ? value_text(arena_copy_text(context->arena, str_text(&hand)))
                     : value_unknown());
    str_fini(&hand);
}

static struct merge_delta compare_fields(
    const struct row *stored, struct merge_row *row, const struct merge_options *options)
{
    const struct kind_info *info = kind_info(stored->kind);
    struct merge_delta delta = {0};
    uint64_t said = row->present | (options->blank_erases ? row->blank : 0);

    for (int field = 0; field < info->stored; field++) {
        if (!(said & merge_bit(field)) || field == info->hand || field == info->natural)
            continue;
        if (!(row->present & merge_bit(field)))
            row_set(row->row, field, value_unknown());
        if (same(stored->kind, field, stored->values[field], row->row->values[field]))
            continue;
        if (info->hand >= 0 && !options->overwrite &&
            row_has_tag(stored, info->hand, info->fields[field].name))
            delta.kept |= merge_bit(field);
        else
            delta.mask |= merge_bit(field);
    }
    return delta;
}

struct merge_delta merge_compare(const struct row *stored, struct merge_row *row,
    const struct merge_options *options, const struct merge_context *context)
{
    const struct kind_info *info = kind_info(row->row->kind);
    struct merge_delta delta = {0};

    if (row->row->kind == KIND_ACCOUNT) {
        if (options->has_contracts) {
            row->present &= ~contract_cells;
            row->blank &= ~contract_cells;
        }
        if (stored != NULL || !options->exact) {
            settle_lines(stored, row, options);
            settle_stage(stored, row, context);
        }
    }
    if (stored == NULL) {
        begin_row(row, options, context->today);
        delta.mask = row->present;
        return delta;
    }
    delta = compare_fields(stored, row, options);
    if (options->overwrite && info->hand >= 0 && row_knows(stored, info->hand) && delta.mask) {
        shorten_hand(stored, row, delta.mask, context);
        if (!value_equal(stored->values[info->hand], row->row->values[info->hand]))
            delta.mask |= merge_bit(info->hand);
    }
    return delta;
}
