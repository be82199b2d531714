/* THE table of built-in conditions: what each is called, what it fills into its evidence, and the
 * numbers that config/signals.yaml may set. Sorted by name. */
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

/* clang-format off */
static const struct signal_builtin builtins[] = {
    {"champion-left", signal_champion_left, {"name", "role", "date", "people", "person"}, {{0}}},
    {"competitor", signal_competitor, {"date", "note", "words"}, {{"days", 30}}},
    {"contract-unknown", signal_contract_unknown, {"facts", "assumption"}, {{0}}},
    {"csat-falling", signal_csat_falling, {"now", "then", "n"}, {{"fall", .5}, {"answers", 3}}},
    {"data-thin", signal_data_thin, {"sentence", "first"}, {{"silent_days", 28}}},
    {"decision-uncalled", signal_decision_uncalled, {"clock", "date", "category"}, {{"days", 30}}},
    {"detractor", signal_detractor, {"name", "mark", "date", "words"}, {{"days", 30}, {"mark", 6}}},
    {"first-value-missing", signal_first_value_missing, {"date", "days"},
        {{"days", 7}, {"worse_days", 21}}},
    {"goal-off-plan", signal_goal_off_plan, {"goal", "way", "time", "late"}, {{"behind", .25}}},
    {"goal-reached", signal_goal_reached, {"goal", "date", "result"}, {{"days", 90}}},
    {"health-drop", signal_health_drop, {"now", "then", "why"}, {{"points", 15}, {"band_points", 5}}},
    {"new-need", signal_new_need, {"date", "note", "words"}, {{"days", 30}}},
    {"no-touch", signal_no_touch, {"days", "cadence", "date"}, {{"over", .25}}},
    {"no-value-quarter", signal_no_value_quarter, {"date"}, {{"days", 90}, {"from_day", 90}}},
    {"not-answering", signal_not_answering, {"n", "date", "name"}, {{"tries", 3}, {"days", 30}}},
    {"notice-received", signal_notice_received, {"date", "end", "arr"}, {{0}}},
    {"onboarding-behind", signal_onboarding_behind,
        {"day", "target", "step", "title", "late", "side", "state"}, {{"blocked_days", 7}}},
    {"payment-late", signal_payment_late, {"days", "date"}, {{"days", 15}, {"worse_days", 45}}},
    {"promise-overdue", signal_promise_overdue, {"title", "to", "days", "more"}, {{"worse_days", 7}}},
    {"promoter", signal_promoter, {"name", "mark", "date", "words"}, {{"days", 60}, {"mark", 9}}},
    {"renewal-not-green", signal_renewal_not_green, {"date", "days", "score"}, {{"days", 90}}},
    {"seats-full", signal_seats_full, {"active", "bought"}, {{"share", .9}}},
    {"sentiment-stale", signal_sentiment_stale, {"word", "date", "days"},
        {{"good_days", 45}, {"bad_days", 14}}},
    {"single-threaded", signal_single_threaded, {"sentence", "name", "share"},
        {{"share", .7}, {"touches", 5}}},
    {"sponsor-silent", signal_sponsor_silent, {"sentence", "step", "name", "date"}, {{"days", 90}}},
    {"tickets-up", signal_tickets_up, {"n", "usual"}, {{"times", 2}, {"least", 5}}},
    {"uplift-untold", signal_uplift_untold, {"change", "from", "by"},
        {{"tell_before", 60}, {"days", 30}}},
    {"urgent-ticket", signal_urgent_ticket, {"ticket", "how", "days", "subject", "more", "step"},
        {{"days", 3}}},
    {"usage-fall", signal_usage_fall, {"change", "now", "then", "what", "median"},
        {{"fall", .25}, {"worse_fall", .4}, {"least_users", 10}, {"below_book", .15}}},
    {"usage-growth", signal_usage_growth, {"change", "now", "then", "what"},
        {{"growth", .25}, {"least_users", 10}}},
    {"usage-stopped", signal_usage_stopped, {"date", "n", "what"}, {{"days", 14}}},
};
/* clang-format on */

const struct signal_builtin *signal_builtin_find(const char *name)
{
    for (size_t i = 0; name && i < COUNT_OF(builtins); i++) {
        if (strcmp(builtins[i].name, name) == 0)
            return &builtins[i];
    }
    return NULL;
}

bool signal_rule_exists(const char *rule)
{
    return signal_builtin_find(rule) != NULL;
}

const char *signal_rule_after(const char *rule)
{
    const struct signal_builtin *last = signal_builtin_find(rule);
    const struct signal_builtin *next = last ? last + 1 : builtins;

    return next < builtins + COUNT_OF(builtins) ? next->name : NULL;
}

const char *signal_rule_param_name(const char *rule, int index)
{
    const struct signal_builtin *builtin = signal_builtin_find(rule);

    if (builtin == NULL || index < 0 || index >= (int)COUNT_OF(builtin->params))
        return NULL;
    return builtin->params[index].name;
}

double signal_rule_default(const char *rule, int index)
{
    return signal_rule_param_name(rule, index) ? signal_builtin_find(rule)->params[index].usual : 0;
}

int signal_rule_param(const char *rule, const char *name)
{
    for (int i = 0; signal_rule_param_name(rule, i); i++) {
        if (text_equal(signal_rule_param_name(rule, i), name))
            return i;
    }
    return -1;
}

bool signal_rule_fills(const char *rule, const char *name)
{
    const struct signal_builtin *builtin = signal_builtin_find(rule);

    for (int i = 0; builtin && i < SIGNAL_FILLS_MOST && builtin->fills[i]; i++) {
        if (text_equal(builtin->fills[i], name))
            return true;
    }
    return false;
}
