/* The tables of kinds and fields, made from the lists of core/kind.h. */
#include "core/kind.h"

#include <assert.h>
#include <string.h>
#include "base/bug.h"
#include "base/text.h"

#define FIELD_ROW(kind, ident, name, type, flags, head, width, help)                               \
    [kind##_##ident] = {name, FIELD_##type, flags, head, width, help},

static const struct field account_fields[] = {
    ACCOUNT_FIELDS(FIELD_ROW) SCORE_FIELDS(FIELD_ROW) ACCOUNT_VIRTUAL_FIELDS(FIELD_ROW)};
static const struct field contract_fields[] = {CONTRACT_FIELDS(FIELD_ROW)};
static const struct field contact_fields[] = {
    CONTACT_FIELDS(FIELD_ROW) CONTACT_VIRTUAL_FIELDS(FIELD_ROW)};
static const struct field measure_fields[] = {MEASURE_FIELDS(FIELD_ROW)};
static const struct field ticket_fields[] = {TICKET_FIELDS(FIELD_ROW)};
static const struct field task_fields[] = {TASK_FIELDS(FIELD_ROW)};
static const struct field note_fields[] = {NOTE_FIELDS(FIELD_ROW)};
static const struct field opportunity_fields[] = {OPPORTUNITY_FIELDS(FIELD_ROW)};
static const struct field goal_fields[] = {GOAL_FIELDS(FIELD_ROW)};
static const struct field result_fields[] = {RESULT_FIELDS(FIELD_ROW)};
static const struct field feedback_fields[] = {FEEDBACK_FIELDS(FIELD_ROW)};
static const struct field run_fields[] = {RUN_FIELDS(FIELD_ROW)};
static const struct field step_fields[] = {STEP_FIELDS(FIELD_ROW)};
static const struct field signal_fields[] = {SIGNAL_FIELDS(FIELD_ROW)};
static const struct field fact_fields[] = {FACT_FIELDS(FIELD_ROW)};
static const struct field version_fields[] = {VERSION_FIELDS(FIELD_ROW)};
static const struct field movement_fields[] = {MOVEMENT_FIELDS(FIELD_ROW)};
static const struct field renewal_fields[] = {
    RENEWAL_FIELDS(FIELD_ROW) RENEWAL_VIRTUAL_FIELDS(FIELD_ROW)};
static const struct field reference_fields[] = {REFERENCE_FIELDS(FIELD_ROW)};

static_assert(COUNT_OF(account_fields) == ACCOUNT_ALL, "a row a field of an account");
static_assert(COUNT_OF(contact_fields) == CONTACT_ALL, "a row a field of a person");
static_assert(COUNT_OF(renewal_fields) == RENEWAL_ALL, "a row a field of a renewal");
static_assert(ACCOUNT_STORED <= 64, "the mask of a change has 64 bits");

/* The table of a kind, and how many of its fields are stored: all, but for accounts, people
 * and renewals. */
#define TABLE(table) .fields = table, .stored = COUNT_OF(table), .count = COUNT_OF(table)

const struct kind_info kind_table[KIND_COUNT] = {
    [KIND_ACCOUNT] = {"account", "accounts", account_fields, ACCOUNT_STORED, ACCOUNT_ALL,
        .account = -1, .id = ACCOUNT_ID, .name = ACCOUNT_NAME, .natural = ACCOUNT_NATURAL,
        .hand = ACCOUNT_HAND, .currency = ACCOUNT_CURRENCY},
    [KIND_CONTRACT] = {"contract", "contracts", TABLE(contract_fields), .account = CONTRACT_ACCOUNT,
        .id = CONTRACT_ID, .name = CONTRACT_PRODUCT, .natural = CONTRACT_NATURAL,
        .hand = CONTRACT_HAND, .currency = CONTRACT_CURRENCY},
    [KIND_CONTACT] = {"contact", "contacts", contact_fields, CONTACT_STORED, CONTACT_ALL,
        .account = CONTACT_ACCOUNT, .id = CONTACT_ID, .name = CONTACT_NAME,
        .natural = CONTACT_NATURAL, .hand = CONTACT_HAND, .currency = -1},
    [KIND_MEASURE] = {"measure", "measures", TABLE(measure_fields), .account = MEASURE_ACCOUNT,
        .id = -1, .name = MEASURE_METRIC, .natural = -1, .hand = -1, .currency = -1},
    [KIND_TICKET] = {"ticket", "tickets", TABLE(ticket_fields), .account = TICKET_ACCOUNT,
        .id = TICKET_ID, .name = TICKET_SUBJECT, .natural = TICKET_NATURAL, .hand = -1,
        .currency = -1},
    [KIND_TASK] = {"task", "tasks", TABLE(task_fields), .account = TASK_ACCOUNT, .id = TASK_ID,
        .name = TASK_TITLE, .natural = TASK_NATURAL, .hand = TASK_HAND, .currency = -1},
    [KIND_NOTE] = {"note", "notes", TABLE(note_fields), .account = NOTE_ACCOUNT, .id = NOTE_ID,
        .name = NOTE_BODY, .natural = NOTE_NATURAL, .hand = NOTE_HAND, .currency = -1},
    [KIND_OPPORTUNITY] = {"opportunity", "opportunities", TABLE(opportunity_fields),
        .account = OPPORTUNITY_ACCOUNT, .id = OPPORTUNITY_ID, .name = OPPORTUNITY_NAME,
        .natural = OPPORTUNITY_NATURAL, .hand = OPPORTUNITY_HAND, .currency = OPPORTUNITY_CURRENCY},
    [KIND_GOAL] = {"goal", "goals", TABLE(goal_fields), .account = GOAL_ACCOUNT, .id = GOAL_ID,
        .name = GOAL_STATEMENT, .natural = GOAL_NATURAL, .hand = -1, .currency = -1},
    [KIND_RESULT] = {"value", "values", TABLE(result_fields), .account = RESULT_ACCOUNT,
        .id = RESULT_ID, .name = RESULT_METRIC, .natural = RESULT_NATURAL, .hand = -1,
        .currency = -1},
    [KIND_FEEDBACK] = {"feedback", "feedback", TABLE(feedback_fields), .account = FEEDBACK_ACCOUNT,
        .id = FEEDBACK_ID, .name = FEEDBACK_TEXT, .natural = FEEDBACK_NATURAL, .hand = -1,
        .currency = -1},
    [KIND_RUN] = {"run", "runs", TABLE(run_fields), .account = RUN_ACCOUNT, .id = RUN_ID,
        .name = RUN_TITLE, .natural = -1, .hand = -1, .currency = -1},
    [KIND_STEP] = {"step", "steps", TABLE(step_fields), .account = STEP_ACCOUNT, .id = -1,
        .name = STEP_TITLE, .natural = -1, .hand = -1, .currency = -1},
    [KIND_SIGNAL] = {"signal", "signals", TABLE(signal_fields), .account = SIGNAL_ACCOUNT, .id = -1,
        .name = SIGNAL_TEXT, .natural = -1, .hand = -1, .currency = -1},
    [KIND_FACT] = {"fact", "facts", TABLE(fact_fields), .account = FACT_ACCOUNT, .id = -1,
        .name = FACT_NAME, .natural = -1, .hand = -1, .currency = -1},
    [KIND_VERSION] = {"version", "versions", TABLE(version_fields), .account = VERSION_ACCOUNT,
        .id = -1, .name = VERSION_BODY, .natural = -1, .hand = -1, .currency = -1},
    [KIND_MOVEMENT] = {"movement", "movements", TABLE(movement_fields), .account = MOVEMENT_ACCOUNT,
        .id = MOVEMENT_ID, .name = MOVEMENT_KIND, .natural = -1, .hand = -1,
        .currency = MOVEMENT_CURRENCY},
    [KIND_RENEWAL] = {"renewal", "renewals", renewal_fields, RENEWAL_STORED, RENEWAL_ALL,
        .account = RENEWAL_ACCOUNT, .id = RENEWAL_ID, .name = RENEWAL_PRODUCT, .natural = -1,
        .hand = -1, .currency = RENEWAL_CURRENCY},
    [KIND_REFERENCE] = {"reference", "references", TABLE(reference_fields),
        .account = REFERENCE_ACCOUNT, .id = REFERENCE_ID, .name = REFERENCE_TEXT, .natural = -1,
        .hand = -1, .currency = -1},
};

/* Other words for a field: the field's own word wins where a kind has both. */
struct alias {
    enum kind kind;
    const char *name;
    int field;
};

static const struct alias aliases[] = {
    {KIND_ACCOUNT, "act", ACCOUNT_ACT_BY},
    {KIND_ACCOUNT, "csm", ACCOUNT_OWNER},
    {KIND_ACCOUNT, "decides", ACCOUNT_DECIDES_ON},
    {KIND_ACCOUNT, "decision", ACCOUNT_DECIDES_ON},
    {KIND_ACCOUNT, "health_change", ACCOUNT_HEALTH_CHANGE},
    {KIND_ACCOUNT, "mood", ACCOUNT_SENTIMENT},
    {KIND_ACCOUNT, "notice", ACCOUNT_NOTICE_DAYS},
    {KIND_ACCOUNT, "signal", ACCOUNT_TOP_SIGNAL},
    {KIND_ACCOUNT, "snoozed", ACCOUNT_SNOOZED_UNTIL},
    {KIND_ACCOUNT, "tag", ACCOUNT_TAGS},
    {KIND_ACCOUNT, "touch", ACCOUNT_LAST_TOUCH},
    {KIND_ACCOUNT, "touched", ACCOUNT_LAST_TOUCH},
    {KIND_ACCOUNT, "usage", ACCOUNT_USAGE_CHANGE},
    {KIND_CONTACT, "mail", CONTACT_EMAIL},
    {KIND_CONTACT, "touch", CONTACT_LAST_TOUCH},
    {KIND_CONTACT, "touched", CONTACT_LAST_TOUCH},
    {KIND_TASK, "done", TASK_DONE_ON},
    {KIND_TASK, "made", TASK_MADE_ON},
    {KIND_TASK, "task", TASK_TITLE},
    {KIND_NOTE, "date", NOTE_AT},
    {KIND_NOTE, "mood", NOTE_SENTIMENT},
    {KIND_NOTE, "tag", NOTE_TAGS},
    {KIND_NOTE, "text", NOTE_BODY},
    {KIND_NOTE, "with", NOTE_ATTENDEES},
    {KIND_STEP, "done", STEP_DONE_ON},
};

const struct kind_info *kind_info(enum kind kind)
{
    BUG_ON((unsigned)kind >= KIND_COUNT);
    return &kind_table[kind];
}

bool kind_from_name(const char *name, enum kind *ret_kind)
{
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        if (text_equal_nocase(name, kind_table[kind].singular) ||
            text_equal_nocase(name, kind_table[kind].plural)) {
            *ret_kind = (enum kind)kind;
            return true;
        }
    }
    return false;
}

int field_find(enum kind kind, const char *name)
{
    const struct kind_info *info = kind_info(kind);

    for (int field = 0; field < info->count; field++)
        if (((name[0] ^ info->fields[field].name[0]) & ~0x20) == 0 && /* few begin alike */
            text_equal_nocase(name, info->fields[field].name))
            return field;
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (aliases[i].kind == kind && text_equal_nocase(name, aliases[i].name))
            return aliases[i].field;
    return -1;
}

/* Half of a short word changed is another word. */
static int distance_limit(const char *name)
{
    size_t len = strlen(name);

    return len <= 3 ? 1 : len <= 7 ? 2 : 3;
}

const char *field_nearest(enum kind kind, const char *name)
{
    const struct kind_info *info = kind_info(kind);
    const char *nearest = NULL;
    int least = distance_limit(name) + 1;

    for (int field = 0; field < info->count; field++) {
        const char *known = info->fields[field].name;
        int distance;

        if (info->fields[field].flags & FIELD_HIDDEN)
            continue;
        distance = text_distance(name, known, least);
        if (distance < least) {
            least = distance;
            nearest = known;
        }
    }
    for (size_t i = 0; i < COUNT_OF(aliases); i++) {
        if (aliases[i].kind == kind && text_distance(name, aliases[i].name, least) < least) {
            nearest = aliases[i].name;
            least = text_distance(name, nearest, least);
        }
    }
    return nearest;
}
