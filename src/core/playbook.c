/* Playbooks: the words of the language, conditions, anchors and E14. */
#include "core/playbook.h"

#include "base/bug.h"
#include "base/words.h"
#include "core/contract.h"

static const char *const type_words[] = {
    [PLAYBOOK_ONBOARDING] = "onboarding",
    [PLAYBOOK_ADOPTION] = "adoption",
    [PLAYBOOK_RENEWAL] = "renewal",
    [PLAYBOOK_RISK] = "risk",
    [PLAYBOOK_EXPANSION] = "expansion",
    [PLAYBOOK_REVIEW] = "review",
    [PLAYBOOK_ADVOCACY] = "advocacy",
    [PLAYBOOK_HAND_OVER] = "hand-over",
    [PLAYBOOK_TYPES] = NULL,
};
static const char *const how_words[] = {
    [PLAYBOOK_BY_HAND] = "by hand",
    [PLAYBOOK_ENTERS] = "enters",
    [PLAYBOOK_LEAVES] = "leaves",
    [PLAYBOOK_BEFORE] = "before",
    [PLAYBOOK_HOWS] = NULL,
};
static const char *const anchor_words[] = {
    [ANCHOR_START] = "start",
    [ANCHOR_CONTRACT_START] = "contract start",
    [ANCHOR_HAND_OVER] = "hand-over",
    [ANCHOR_ENTERED] = "entered",
    [ANCHOR_DECISION] = "decision",
    [ANCHOR_ENDS] = "ends",
    [ANCHOR_NOTICE] = "notice",
    [ANCHOR_REVIEW] = "review",
    [ANCHOR_GIVEN] = "given",
    [ANCHOR_STEP] = NULL,
};
static const char *const roll_words[] = {
    [ROLL_USUAL] = "usual",
    [ROLL_FORWARD] = "forward",
    [ROLL_BACK] = "back",
    [ROLL_NONE] = "none",
    [ROLLS] = NULL,
};
static const char *const need_words[] = {
    [NEED_REQUIRED] = "required",
    [NEED_OPTIONAL] = "optional",
    [NEED_GATE] = "gate",
    [NEEDS] = NULL,
};
static const char *const kind_words[] = {"task", "call", "email", "meeting", "training",
    "milestone", "review", "ask", "qbr", "ebr", NULL};
static const char *const demand_words[] = {
    [DEMAND_NOTE] = "note",
    [DEMAND_ATTENDEES] = "attendees",
    [DEMAND_VALUE] = "value",
    [DEMAND_GOAL] = "goal",
    [DEMAND_PERSON] = "person",
    [DEMAND_CONTRACT] = "contract",
    [DEMAND_DATE] = "date",
    [DEMAND_CATEGORY] = "category",
    [DEMAND_CHOICE] = "choice",
    [DEMAND_TEXT] = "text",
    [DEMAND_ASK] = "ask",
    [DEMAND_OPPORTUNITY] = "opportunity",
    [DEMAND_SENTIMENT] = "sentiment",
    [DEMANDS] = NULL,
};
static const char *const role_words[] = {
    "champion", "sponsor", "buyer", "decision maker", "anyone", NULL};
static const char *const contract_words[] = {"start", "ends", "notice", "auto_renew", "uplift",
    "seats", "arr", "term_months", "forecast", NULL};
static const char *const goal_words[] = {"metric", "baseline", "target", "due", "owner", NULL};

const char *const *playbook_words(enum playbook_list list)
{
    static const char *const *const lists[] = {
        [PLAYBOOK_LIST_TYPES] = type_words,
        [PLAYBOOK_LIST_HOWS] = how_words,
        [PLAYBOOK_LIST_ANCHORS] = anchor_words,
        [PLAYBOOK_LIST_ROLLS] = roll_words,
        [PLAYBOOK_LIST_NEEDS] = need_words,
        [PLAYBOOK_LIST_KINDS] = kind_words,
        [PLAYBOOK_LIST_DEMANDS] = demand_words,
        [PLAYBOOK_LIST_ROLES] = role_words,
        [PLAYBOOK_LIST_CONTRACT_FACTS] = contract_words,
        [PLAYBOOK_LIST_GOAL_FACTS] = goal_words,
    };
    BUG_ON((unsigned)list >= COUNT_OF(lists));
    return lists[list];
}

const char *playbook_word(enum playbook_list list, int value)
{
    return playbook_words(list)[value];
}

bool playbook_from_word(enum playbook_list list, const char *word, int *ret_value)
{
    const char *const *words = playbook_words(list);
    for (int i = 0; words[i]; i++) {
        if (text_equal_nocase(words[i], word)) {
            *ret_value = i;
            return true;
        }
    }
    return false;
}

static bool unit_from_text(const char *text, enum playbook_unit *ret_unit)
{
    static const struct {
        const char *word;
        enum playbook_unit unit;
    } units[] = {
        {"", UNIT_DAYS},
        {"d", UNIT_DAYS},
        {"wd", UNIT_WORKING_DAYS},
        {"bd", UNIT_WORKING_DAYS},
        {"w", UNIT_WEEKS},
        {"m", UNIT_MONTHS},
    };
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (text_equal(units[i].word, text)) {
            *ret_unit = units[i].unit;
            return true;
        }
    }
    return false;
}

bool playbook_offset_parse(const char *text, struct playbook_offset *ret_offset)
{
    struct playbook_offset offset = {0};
    bool back = *text == '-';
    text += *text == '-' || *text == '+';
    if (*text < '0' || *text > '9')
        return false;
    for (; *text >= '0' && *text <= '9'; text++) {
        if (offset.count > 99999)
            return false;
        offset.count = offset.count * 10 + (*text - '0');
    }
    /* A bare number says nothing of its unit; only 0 is the same in all of them. */
    if ((!*text && offset.count != 0) || !unit_from_text(text, &offset.unit))
        return false;
    if (back)
        offset.count = -offset.count;
    *ret_offset = offset;
    return true;
}

void playbook_offset_add(struct str *out, struct playbook_offset offset)
{
    static const char *const units[] = {
        [UNIT_DAYS] = "d", [UNIT_WORKING_DAYS] = "wd", [UNIT_WEEKS] = "w", [UNIT_MONTHS] = "m"};
    str_addf(out, "%d%s", offset.count, units[offset.unit]);
}

static day_number add_offset(
    struct playbook_offset offset, day_number anchor, const struct calendar *calendar)
{
    switch (offset.unit) {
    case UNIT_DAYS: return anchor + offset.count;
    case UNIT_WORKING_DAYS: return day_add_working(anchor, offset.count, calendar);
    case UNIT_WEEKS: return anchor + 7 * offset.count;
    case UNIT_MONTHS: return day_add_months(anchor, offset.count);
    }
    return anchor;
}

day_number playbook_date(struct playbook_offset offset, enum playbook_roll roll, day_number anchor,
    const struct calendar *calendar)
{
    if (anchor == DAY_NONE)
        return DAY_NONE;
    day_number day = add_offset(offset, anchor, calendar);
    if (roll == ROLL_NONE)
        return day;
    if (roll == ROLL_BACK || (roll == ROLL_USUAL && offset.count < 0))
        return day_roll_back(day, calendar);
    return day_roll_forward(day, calendar);
}

/* --- anchors --- */

const char *playbook_anchor_words(enum playbook_anchor anchor)
{
    static const char *const words[] = {
        [ANCHOR_START] = N_("the start"),
        [ANCHOR_CONTRACT_START] = N_("the start of the contract"),
        [ANCHOR_HAND_OVER] = N_("the hand-over"),
        [ANCHOR_ENTERED] = N_("the day it came into the book"),
        [ANCHOR_DECISION] = N_("the day the customer decides"),
        [ANCHOR_ENDS] = N_("the end of the contract"),
        [ANCHOR_NOTICE] = N_("the last day for notice"),
        [ANCHOR_REVIEW] = N_("the review date"),
        [ANCHOR_GIVEN] = N_("a day from you"),
        [ANCHOR_STEP] = N_("another step"),
    };
    BUG_ON((unsigned)anchor >= COUNT_OF(words));
    return _(words[anchor]);
}

const char *playbook_unit_words(enum playbook_unit unit, int count)
{
    switch (unit) {
    case UNIT_DAYS: return words_plural("day", "days", count);
    case UNIT_WORKING_DAYS: return words_plural("working day", "working days", count);
    case UNIT_WEEKS: return words_plural("week", "weeks", count);
    case UNIT_MONTHS: break;
    }
    return words_plural("month", "months", count);
}

/* From the contract itself: what the last scoring kept may be of before a change. */
static day_number clock_day(enum playbook_anchor anchor, const struct playbook_ground *ground)
{
    struct account_contract contract =
        contract_of_account(ground->dossier, ground->settings, ground->today);
    if (!contract.has_line)
        return DAY_NONE;
    if (anchor == ANCHOR_NOTICE)
        return contract.clock.notice_deadline;
    return anchor == ANCHOR_ENDS ? contract.clock.ends : contract.clock.decision;
}

day_number playbook_anchor_day(
    enum playbook_anchor anchor, const struct playbook_ground *ground, day_number started)
{
    const struct row *account = ground->dossier->account;
    day_number day;
    switch (anchor) {
    case ANCHOR_START: return started;
    case ANCHOR_CONTRACT_START: return contract_start(ground->dossier);
    case ANCHOR_HAND_OVER:
        day = contract_start(ground->dossier);
        return day == DAY_NONE || day < started ? started : day;
    case ANCHOR_ENTERED: return row_day(account, ACCOUNT_ENTERED);
    case ANCHOR_DECISION:
    case ANCHOR_ENDS:
    case ANCHOR_NOTICE: return clock_day(anchor, ground);
    case ANCHOR_REVIEW:
    case ANCHOR_GIVEN:
    case ANCHOR_STEP:
    case ANCHORS: break;
    }
    return DAY_NONE;
}

static struct playbook_offset setting_days(const int *days, int tier)
{
    int count = days[tier] > 0 ? days[tier] : days[0];
    return (struct playbook_offset){.count = count};
}

day_number playbook_span_end(
    const struct playbook_span *span, const struct playbook_ground *ground, day_number from)
{
    const struct settings *settings = ground->settings;
    struct playbook_offset length = {0};
    int tier;

    if (span->source == SPAN_NONE)
        return DAY_NONE;
    tier = settings_tier(settings, row_text(ground->dossier->account, ACCOUNT_TIER));
    switch (span->source) {
    case SPAN_NONE: return DAY_NONE;
    case SPAN_WRITTEN: length = span->by_tier[tier]; break;
    case SPAN_ONBOARDING_DAYS: length = setting_days(settings->onboarding_days, tier); break;
    case SPAN_QBR_DAYS: length = (struct playbook_offset){.count = settings->qbr_days[tier]}; break;
    }
    if (length.count <= 0)
        return DAY_NONE;
    return playbook_date(length, ROLL_NONE, from, &settings->calendar);
}
