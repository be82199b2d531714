/* A score that is set by hand: never without a reason, and not for ever (defaults.md 1.4). */
#include "app/app_internal.h"
#include "base/text.h"

static bool masks(const struct change_row *row, int field)
{
    return row->mask & (UINT64_C(1) << field);
}

static bool take_back(struct change *change, size_t index)
{
    change_set(change, index, ACCOUNT_HEALTH_WHY, value_unknown());
    change_set(change, index, ACCOUNT_HEALTH_BY, value_unknown());
    change_set_day(change, index, ACCOUNT_HEALTH_FROM, DAY_NONE);
    change_set_day(change, index, ACCOUNT_HEALTH_UNTIL, DAY_NONE);
    return true;
}

static bool has_reason(const struct change_row *row)
{
    const struct value *why = &row->values[ACCOUNT_HEALTH_WHY];

    return masks(row, ACCOUNT_HEALTH_WHY) && why->type == VALUE_TEXT && !text_blank(why->text);
}

bool change_finish_health(
    struct session *session, struct change *change, size_t index, struct error *err)
{
    const struct change_row *row = &change->rows.items[index];
    const struct rules *rules;
    day_number from = session->today;

    if (!masks(row, ACCOUNT_HEALTH_SET))
        return true;
    if (row->values[ACCOUNT_HEALTH_SET].type != VALUE_INTEGER)
        return take_back(change, index);
    if (!has_reason(row))
        return error_set(
            err, ERROR_USAGE, "a score set by hand needs its reason: health_why=\"...\" beside it");
    if (!session_rules(session, &rules, err))
        return false;
    if (!masks(row, ACCOUNT_HEALTH_FROM))
        change_set_day(change, index, ACCOUNT_HEALTH_FROM, from);
    else if (row->values[ACCOUNT_HEALTH_FROM].type == VALUE_INTEGER)
        from = (day_number)row->values[ACCOUNT_HEALTH_FROM].integer;
    row = &change->rows.items[index];
    if (!masks(row, ACCOUNT_HEALTH_UNTIL))
        change_set_day(
            change, index, ACCOUNT_HEALTH_UNTIL, from + health_limits_of(rules->health)->hand_days);
    if (!masks(row, ACCOUNT_HEALTH_BY) && *session_author(session))
        change_set_text(change, index, ACCOUNT_HEALTH_BY, session_author(session));
    return true;
}
