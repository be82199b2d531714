/* THE table of built-in conditions: what each is called, what it says, what it fills into its
 * evidence, and the numbers that config/signals.yaml may set. Sorted by name. */
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

/* clang-format off */
static const struct signal_builtin builtins[] = {
    {"champion-left",
        "a champion or sponsor left, and nobody active has the role",
        signal_champion_left, {"name", "role", "date", "people", "person"}, {{0}}},
    {"competitor",
        "a note with the customer names a competitor: #competitor, or one of your rivals",
        signal_competitor, {"date", "note", "words"}, {{"days", 30}}},
    {"contract-unknown",
        "the end, the notice or the renewal of the contract is not known",
        signal_contract_unknown, {"facts", "assumption"}, {{0}}},
    {"csat-falling",
        "the CSAT of 90 days is below that of the 90 days before",
        signal_csat_falling, {"now", "then", "n"}, {{"fall", .5}, {"answers", 3}}},
    {"data-thin",
        "health is unknown, or a feed that used to come is silent",
        signal_data_thin, {"sentence", "first"}, {{"silent_days", 28}}},
    {"decision-uncalled",
        "the decision is near and not locked in, and the forecast neither commit nor loss",
        signal_decision_uncalled, {"clock", "date", "category"}, {{"days", 30}}},
    {"detractor",
        "somebody's latest mark is low",
        signal_detractor, {"name", "mark", "date", "words"}, {{"days", 30}, {"mark", 6}}},
    {"first-value-missing",
        "the set-up is done, and no first value is confirmed",
        signal_first_value_missing, {"date", "days"},
        {{"days", 7}, {"worse_days", 21}}},
    {"goal-off-plan",
        "a goal is far behind its plan, or past its day",
        signal_goal_off_plan, {"goal", "way", "time", "late"}, {{"behind", .25}}},
    {"goal-reached",
        "a goal is reached, and a result confirmed by the customer",
        signal_goal_reached, {"goal", "date", "result"}, {{"days", 90}}},
    {"health-drop",
        "health fell in 7 days, or is a band worse, by measures alone",
        signal_health_drop, {"now", "then", "why"}, {{"points", 15}, {"band_points", 5}}},
    {"new-need",
        "a note with the customer has #usecase, #newteam or #budget",
        signal_new_need, {"date", "note", "words"}, {{"days", 30}}},
    {"no-touch",
        "past the cadence of touches by a good part of it",
        signal_no_touch, {"days", "cadence", "date"}, {{"over", .25}}},
    {"no-value-quarter",
        "no result was confirmed for long",
        signal_no_value_quarter, {"date"}, {{"days", 90}, {"from_day", 90}}},
    {"not-answering",
        "several tries, and nothing came back",
        signal_not_answering, {"n", "date", "name"}, {{"tries", 3}, {"days", 30}}},
    {"notice-received",
        "the customer gave notice, and the term has not ended",
        signal_notice_received, {"date", "end", "arr"}, {{0}}},
    {"onboarding-behind",
        "onboarding is behind, blocked for long, or stuck",
        signal_onboarding_behind,
        {"day", "target", "step", "title", "late", "side", "state"}, {{"blocked_days", 7}}},
    {"payment-late",
        "the oldest invoice is past due",
        signal_payment_late, {"days", "date"}, {{"days", 15}, {"worse_days", 45}}},
    {"promise-overdue",
        "a promise is past its day",
        signal_promise_overdue, {"title", "to", "days", "more"}, {{"worse_days", 7}}},
    {"promoter",
        "somebody's latest mark is high, health is green, and there is no risk above low",
        signal_promoter, {"name", "mark", "date", "words"}, {{"days", 60}, {"mark", 9}}},
    {"renewal-not-green",
        "the decision is near, and health is not green",
        signal_renewal_not_green, {"date", "days", "score"}, {{"days", 90}}},
    {"seats-full",
        "the seats are nearly all in use, in two readings in a row",
        signal_seats_full, {"active", "bought"}, {{"share", .9}}},
    {"sentiment-stale",
        "your word on how it stands is old",
        signal_sentiment_stale, {"word", "date", "days"},
        {{"good_days", 45}, {"bad_days", 14}}},
    {"single-threaded",
        "nearly all contact is with one person, or one alone is recorded",
        signal_single_threaded, {"sentence", "name", "share"},
        {{"share", .7}, {"touches", 5}}},
    {"sponsor-silent",
        "a sponsor or buyer was not heard for long, or nobody is recorded as one",
        signal_sponsor_silent, {"sentence", "step", "name", "date"}, {{"days", 90}}},
    {"tickets-up",
        "far more tickets than usual",
        signal_tickets_up, {"n", "usual"}, {{"times", 2}, {"least", 5}}},
    {"uplift-untold",
        "the price rises with the next term, and they were not told",
        signal_uplift_untold, {"change", "from", "by"},
        {{"tell_before", 60}, {"days", 30}}},
    {"urgent-ticket",
        "an escalated or high ticket is open for days",
        signal_urgent_ticket, {"ticket", "how", "days", "subject", "more", "step"},
        {{"days", 3}}},
    {"usage-fall",
        "usage fell, and more than that of the book",
        signal_usage_fall, {"change", "now", "then", "what", "median"},
        {{"fall", .25}, {"worse_fall", .4}, {"least_users", 10}, {"below_book", .15}}},
    {"usage-growth",
        "usage grew",
        signal_usage_growth, {"change", "now", "then", "what"},
        {{"growth", .25}, {"least_users", 10}}},
    {"usage-stopped",
        "usage comes in, and shows nobody",
        signal_usage_stopped, {"date", "n", "what"}, {{"days", 14}}},
};
/* clang-format on */

static int compare_name(const void *name, const void *builtin)
{
    return strcmp(name, ((const struct signal_builtin *)builtin)->name);
}

const struct signal_builtin *signal_builtin_find(const char *name)
{
    return name ? bsearch(name, builtins, COUNT_OF(builtins), sizeof(*builtins), compare_name)
                : NULL;
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
