/* The forms there are: which fields of a kind are asked for, in which order, with which words. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/row_form.h"

static const char *const yes_no[] = {"yes", "no", NULL};
static const char *const tiers[] = {"enterprise", "mid", "smb", NULL};
static const char *const stages[] = {
    "onboarding", "adopting", "steady", "renewing", "churned", NULL};
static const char *const task_kinds[] = {
    "task", "call", "email", "meeting", "promise", "ask", NULL};
static const char *const priorities[] = {"high", "medium", "low", NULL};
static const char *const task_states[] = {"open", "done", "cancelled", NULL};
static const char *const notice_units[] = {"days", "working days", "months", NULL};
static const char *const growth_kinds[] = {"upsell", "cross-sell", "seats", NULL};
static const char *const growth_stages[] = {
    "signal", "qualified", "handed over", "won", "lost", NULL};
static const char *const goal_kinds[] = {"reach", "keep", "yes/no", NULL};
static const char *const goal_states[] = {"open", "reached", "dropped", NULL};
static const char *const periods[] = {"year", "month", "week", "once", NULL};
static const char *const roles[] = {"champion", "executive sponsor", "economic buyer",
    "decision maker", "technical lead", "user", "blocker", "detractor", NULL};
static const char *const influences[] = {"high", "medium", "low", NULL};
static const char *const stances[] = {"for", "neutral", "against", NULL};

/* --- an account --- */

/* `Globex, 120k`: the ARR after the last comma, where it is an amount. */
static void split_amount(const char **texts, struct arena *arena)
{
    enum { NAME, ARR };
    const char *comma = strrchr(texts[NAME], ',');
    const char *amount = comma ? comma + 1 + strspn(comma + 1, " ") : "";

    if (*amount < '0' || *amount > '9' || !text_blank(texts[ARR]))
        return;
    texts[ARR] = arena_copy_text(arena, amount);
    texts[NAME] = arena_copy_bytes(arena, texts[NAME], (size_t)(comma - texts[NAME]));
}

const struct row_form row_form_account = {KIND_ACCOUNT, N_("A new account"), N_("Account"),
    {{ACCOUNT_NAME, N_("name"), N_("Globex; an ARR may follow: Globex, 120k"), NULL, NULL},
        {ACCOUNT_ARR, N_("ARR"), N_("a year: 120k"), NULL, NULL},
        {ACCOUNT_TIER, N_("tier"), N_("Tab: enterprise, mid, smb"), tiers, NULL},
        {ACCOUNT_STAGE, N_("stage"), N_("Tab: onboarding, adopting, steady, renewing, churned"),
            stages, NULL},
        {ACCOUNT_OWNER, N_("owner"), N_("the CSM who looks after it"), NULL, NULL},
        {ACCOUNT_RENEWAL, N_("renewal"), N_("31 jan, eoq, +9m"), NULL, NULL},
        {ACCOUNT_NOTICE_DAYS, N_("notice"), N_("60d, 2m, 10bd"), NULL, NULL},
        {ACCOUNT_START, N_("start"), N_("first day of the contract"), NULL, NULL},
        {ACCOUNT_SEATS, N_("seats"), N_("seats bought"), NULL, NULL},
        {ACCOUNT_DOMAIN, N_("domain"), N_("globex.example: people are matched by it"), NULL, NULL},
        {ACCOUNT_URL, N_("link"), N_("its page elsewhere"), NULL, NULL},
        {ACCOUNT_TAGS, N_("tags"), N_("joined by ;   other fields: :modify FIELD"), NULL, NULL}},
    NULL, split_amount};

/* --- a task --- */

const struct row_form row_form_task = {KIND_TASK, N_("A new task"), N_("Task"),
    {{TASK_TITLE, N_("task"), N_("what is to be done"), NULL, NULL},
        {TASK_DUE, N_("due"), N_("fri, 12 dec, +2w; blank: no day"), NULL, NULL},
        {TASK_KIND, N_("kind"), N_("Tab: task, call, email, meeting, promise, ask"), task_kinds,
            "task"},
        {TASK_PRIORITY, N_("priority"), N_("Tab: high, medium, low"), priorities, NULL},
        {TASK_WAITING_ON, N_("waits on"), N_("who has to do it first"), NULL, NULL},
        {TASK_OWED_TO, N_("owed to"), N_("to whom it was promised"), NULL, NULL},
        {TASK_STATUS, N_("status"), N_("Tab: open, done, cancelled"), task_states, "open"}},
    NULL, NULL};

/* --- a person --- */

static void split_role(const char **texts, struct arena *arena)
{
    enum { NAME, ROLE };
    const char *comma = strrchr(texts[NAME], ',');

    if (!comma || !text_blank(texts[ROLE]) || text_blank(comma + 1))
        return;
    texts[ROLE] = arena_copy_text(arena, comma + 1 + strspn(comma + 1, " "));
    texts[NAME] = arena_copy_bytes(arena, texts[NAME], (size_t)(comma - texts[NAME]));
}

const struct row_form row_form_person = {KIND_CONTACT, N_("A new person"), N_("Edit the person"),
    {{CONTACT_NAME, N_("name"), NULL, NULL, NULL},
        {CONTACT_ROLE, N_("role"), N_("Tab goes through the roles"), roles, NULL},
        {CONTACT_TITLE, N_("title"), N_("Head of Depots"), NULL, NULL},
        {CONTACT_EMAIL, N_("e-mail"), NULL, NULL, NULL},
        {CONTACT_PHONE, N_("phone"), NULL, NULL, NULL},
        {CONTACT_INFLUENCE, N_("influence"), N_("Tab: high, medium, low"), influences, NULL},
        {CONTACT_STANCE, N_("stance"), N_("Tab: for, neutral, against"), stances, NULL},
        {CONTACT_REPORTS_TO, N_("reports to"), N_("Tab goes through the people, or type a name"),
            NULL, NULL},
        {CONTACT_INTERVAL, N_("every"), N_("days between touches; blank: as the account"), NULL,
            NULL}},
    NULL, split_role};

/* --- money --- */

static const char *const *contract_also(const char *const *texts, const char *const *before)
{
    static const char *const open[] = {"status=open", NULL};

    return before ? NULL : open;
}

const struct row_form row_form_contract = {KIND_CONTRACT, N_("A new contract line"),
    N_("Contract line"),
    {{CONTRACT_PRODUCT, N_("product"), N_("what they bought"), NULL, NULL},
        {CONTRACT_ARR, N_("ARR"), N_("a year: 120k"), NULL, NULL},
        {CONTRACT_SEATS, N_("seats"), N_("a number"), NULL, NULL},
        {CONTRACT_START, N_("start"), N_("first day"), NULL, NULL},
        {CONTRACT_ENDS, N_("ends"), N_("last day of service"), NULL, NULL},
        {CONTRACT_TERM_MONTHS, N_("term"), N_("in months"), NULL, NULL},
        {CONTRACT_NOTICE, N_("notice"), N_("a number, of the unit below"), NULL, NULL},
        {CONTRACT_NOTICE_UNIT, N_("unit"), N_("Tab: days, working days, months"), notice_units,
            NULL},
        {CONTRACT_AUTO_RENEW, N_("renews itself"), N_("Tab: yes, no; blank: not known"), yes_no,
            NULL},
        {CONTRACT_UPLIFT, N_("uplift"), N_("price rise of the next term: 5%"), NULL, NULL}},
    contract_also, NULL};

const struct row_form row_form_opportunity = {KIND_OPPORTUNITY, N_("A new opportunity"),
    N_("Opportunity"),
    {{OPPORTUNITY_NAME, N_("opportunity"), N_("forty seats for the north"), NULL, NULL},
        {OPPORTUNITY_KIND, N_("kind"), N_("Tab: upsell, cross-sell, seats"), growth_kinds, NULL},
        {OPPORTUNITY_AMOUNT, N_("amount"), N_("a year: 40k"), NULL, NULL},
        {OPPORTUNITY_STAGE, N_("stage"), N_("Tab: signal, qualified, handed over, won, lost"),
            growth_stages, NULL},
        {OPPORTUNITY_PROBABILITY, N_("probability"), N_("in percent; blank: by its stage"), NULL,
            NULL},
        {OPPORTUNITY_CLOSE, N_("close"), N_("by when: eoq, +2m"), NULL, NULL},
        {OPPORTUNITY_HANDED_TO, N_("with"), N_("the seller who has it"), NULL, NULL}},
    NULL, NULL};

/* --- value --- */

/* A goal's number moved: it was updated today. */
static const char *const *goal_also(const char *const *texts, const char *const *before)
{
    enum { CURRENT = 2, STATUS = 8 };
    static const char *const first[] = {"start=today", "updated_on=today", "status=open", NULL};
    static const char *const with_status[] = {"start=today", "updated_on=today", NULL};
    static const char *const moved[] = {"updated_on=today", NULL};

    if (!before)
        return text_blank(texts[STATUS]) ? first : with_status;
    return text_equal(texts[CURRENT], before[CURRENT]) ? NULL : moved;
}

const struct row_form row_form_goal = {KIND_GOAL, N_("A new goal"), N_("Goal"),
    {{GOAL_STATEMENT, N_("the goal"), N_("what they want, in their words"), NULL, NULL},
        {GOAL_BASELINE, N_("from"), N_("the number at the start: 48"), NULL, NULL},
        {GOAL_CURRENT, N_("now"), N_("the number now: 48"), NULL, NULL},
        {GOAL_TARGET, N_("to"), N_("the number to reach: 24"), NULL, NULL},
        {GOAL_DUE, N_("by"), N_("fri, 12 dec, +3m"), NULL, NULL},
        {GOAL_OWNER, N_("owner"), N_("who there owns it; Tab: the people"), NULL, NULL},
        {GOAL_KIND, N_("kind"), N_("Tab: reach, keep, yes/no"), goal_kinds, "reach"},
        {GOAL_WEIGHT, N_("weighs"), N_("against the other goals; blank: 1"), NULL, NULL},
        {GOAL_STATUS, N_("status"), N_("Tab: open, reached, dropped"), goal_states, NULL}},
    goal_also, NULL};

const struct row_form row_form_result = {KIND_RESULT, N_("What they got"), N_("What they got"),
    {{RESULT_STORY, N_("what they got"), N_("in their words, with the number"), NULL, NULL},
        {RESULT_AMOUNT, N_("how much"), N_("a number: 17"), NULL, NULL},
        {RESULT_UNIT, N_("of what"), N_("hours, USD"), NULL, NULL},
        {RESULT_PERIOD, N_("per"), N_("Tab: year, month, week, once"), periods, NULL},
        {RESULT_DATE, N_("on"), N_("the day it was said"), NULL, "today"},
        {RESULT_GOAL, N_("goal"), N_("Tab: the goal it serves"), NULL, NULL},
        {RESULT_EVIDENCE, N_("evidence"), N_("where the proof is: a link, a report"), NULL, NULL},
        {RESULT_CONFIRMED_BY, N_("confirmed by"), N_("who there said so; blank: nobody did yet"),
            NULL, NULL}},
    NULL, NULL};

const struct row_form *row_form_of(enum kind kind)
{
    static const struct row_form *const forms[KIND_COUNT] = {[KIND_ACCOUNT] = &row_form_account,
        [KIND_CONTACT] = &row_form_person,
        [KIND_CONTRACT] = &row_form_contract,
        [KIND_GOAL] = &row_form_goal,
        [KIND_OPPORTUNITY] = &row_form_opportunity,
        [KIND_RESULT] = &row_form_result,
        [KIND_TASK] = &row_form_task};

    return forms[kind];
}

const char *const *row_form_words(enum kind kind, int field)
{
    const struct row_form *form = row_form_of(kind);

    for (size_t i = 0; form && form->lines[i].label; i++)
        if (form->lines[i].field == field)
            return form->lines[i].words;
    return NULL;
}
