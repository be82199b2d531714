/* Demands that rows of the account meet: values, goals, people, contract facts, asks, sales. */
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "demand_internal.h"

static bool is_recent(const struct check *check, day_number day)
{
    return check->since == DAY_NONE || (day != DAY_NONE && day >= check->since);
}

static bool is_enough(const struct check *check, int found, const char *what, struct str *how)
{
    bool enough = found >= check->demand->least;
    if (check->demand->least > 1)
        str_addf(how, _("%d of %d %s"), found, check->demand->least, what);
    else if (!enough)
        str_addf(how, _("no %s yet"), what);
    return enough;
}

/* --- values --- */

static bool value_counts(const struct check *check, const struct row *value)
{
    day_number day = row_day(value, RESULT_DATE);
    return !text_blank(row_text(value, RESULT_CONFIRMED_BY)) && day != DAY_NONE &&
           day <= check->ground->base.today && is_recent(check, day);
}

static const struct row *latest_value(const struct check *check, int *ret_count)
{
    const struct row_list *results = &check->ground->base.dossier->results;
    const struct row *latest = NULL;
    *ret_count = 0;
    for (size_t i = 0; i < results->count; i++) {
        const struct row *value = results->items[i];
        if (!value_counts(check, value))
            continue;
        ++*ret_count;
        if (!latest || row_day(value, RESULT_DATE) >= row_day(latest, RESULT_DATE))
            latest = value;
    }
    return latest;
}

bool demand_check_value(const struct check *check, struct str *how)
{
    int count;
    char day[24];
    const struct row *value = latest_value(check, &count);
    day_number today = check->ground->base.today;
    if (value) {
        str_addf(how, _("confirmed by %s, %s"), row_text(value, RESULT_CONFIRMED_BY),
            day_short(row_day(value, RESULT_DATE), today, day));
        if (check->demand->least > 1)
            str_addf(how, _("; %d of %d"), count, check->demand->least);
    } else {
        str_add(how, _("add a value entry that somebody there confirmed"));
        if (check->since != DAY_NONE)
            str_addf(how, _(", not before %s"), day_short(check->since, today, day));
    }
    return count >= check->demand->least;
}

/* --- goals --- */

static bool row_says(const struct row *row, int field)
{
    return field >= 0 && row_knows(row, field) &&
           (row->values[field].type != VALUE_TEXT || !text_blank(row_text(row, field)));
}

/* How many facts the goal lacks; their names are appended. */
static int goal_lacks(const struct check *check, const struct row *goal, struct str *lacks)
{
    int count = 0;
    for (int i = 0; i < check->demand->word_count; i++) {
        const char *fact = check->demand->words[i];
        if (!row_says(goal, field_find(KIND_GOAL, fact)))
            str_addf(lacks, "%s%s", count++ ? ", " : "", fact);
    }
    return count;
}

static bool goal_counts(const struct check *check, const struct row *goal)
{
    return !row_is(goal, GOAL_STATUS, "dropped") &&
           (is_recent(check, row_day(goal, GOAL_UPDATED_ON)) ||
               is_recent(check, row_day(goal, GOAL_START)));
}

bool demand_check_goal(const struct check *check, struct str *how)
{
    const struct row_list *goals = &check->ground->base.dossier->goals;
    const char *name = NULL;
    struct str lacks = {0};
    int found = 0;
    for (size_t i = 0; i < goals->count; i++) {
        if (!goal_counts(check, goals->items[i]))
            continue;
        str_clear(&lacks);
        if (goal_lacks(check, goals->items[i], &lacks))
            continue;
        found++;
        name = row_text(goals->items[i], GOAL_STATEMENT);
    }
    if (name && check->demand->least <= 1)
        str_add(how, name);
    else if (lacks.len)
        str_addf(how, _("the goal lacks its %s"), str_text(&lacks));
    else
        is_enough(check, found, "goals", how);
    str_fini(&lacks);
    return found >= check->demand->least;
}

/* --- people --- */

static bool has_role(const struct playbook_demand *demand, const struct row *contact)
{
    const char *role = person_role_word(person_role_of(contact));
    for (int i = 0; i < demand->word_count; i++)
        if (text_equal_nocase(demand->words[i], role) ||
            text_equal_nocase(demand->words[i], "anyone"))
            return true;
    return demand->word_count == 0;
}

bool demand_check_person(const struct check *check, struct str *how)
{
    const struct row_list *contacts = &check->ground->base.dossier->contacts;
    const struct row *named = NULL;
    int found = 0;
    for (size_t i = 0; i < contacts->count; i++) {
        const struct row *contact = contacts->items[i];
        if (!person_is_active(contact, check->ground->base.today) ||
            !has_role(check->demand, contact))
            continue;
        found++;
        named = contact;
    }
    bool enough = found >= check->demand->least;
    if (check->demand->least > 1)
        str_addf(how, _("%d of %d active people"), found, check->demand->least);
    else
        str_add(how, enough ? row_text(named, CONTACT_NAME) : _("nobody recorded in that role"));
    return enough;
}

/* --- contract facts: on the account, or on any of its lines --- */

static const struct {
    const char *name;
    int account, line; /* -1: not there */
} contract_facts[] = {
    {"arr", ACCOUNT_ARR, CONTRACT_ARR},
    {"auto_renew", ACCOUNT_AUTO_RENEW, CONTRACT_AUTO_RENEW},
    {"ends", ACCOUNT_RENEWAL, CONTRACT_ENDS},
    {"forecast", -1, CONTRACT_FORECAST},
    {"notice", ACCOUNT_NOTICE_DAYS, CONTRACT_NOTICE},
    {"seats", ACCOUNT_SEATS, CONTRACT_SEATS},
    {"start", ACCOUNT_START, CONTRACT_START},
    {"term_months", ACCOUNT_TERM_MONTHS, CONTRACT_TERM_MONTHS},
    {"uplift", -1, CONTRACT_UPLIFT},
};

static bool is_open_line(const struct row *line)
{
    return !*row_text(line, CONTRACT_STATUS) || row_is(line, CONTRACT_STATUS, "open");
}

const struct row *run_contract_row(const struct dossier *dossier)
{
    const struct row_list *lines = &dossier->contracts;
    for (size_t i = 0; i < lines->count; i++)
        if (is_open_line(lines->items[i]))
            return lines->items[i];
    return lines->count ? lines->items[0] : NULL;
}

static bool line_says(const struct dossier *dossier, int field)
{
    const struct row_list *lines = &dossier->contracts;
    const struct row *asked = run_contract_row(dossier);
    for (size_t i = 0; i < lines->count; i++)
        if (is_open_line(lines->items[i]) == is_open_line(asked) &&
            row_says(lines->items[i], field))
            return true;
    return false;
}

bool run_contract_fact(
    const struct dossier *dossier, const char *name, struct contract_fact *ret_fact)
{
    size_t at = 0;
    while (at < COUNT_OF(contract_facts) && !text_equal(contract_facts[at].name, name))
        at++;
    if (at == COUNT_OF(contract_facts))
        return false;
    struct contract_fact fact = {contract_facts[at].account, contract_facts[at].line, false};
    fact.known = row_says(dossier->account, fact.account) || line_says(dossier, fact.line);
    *ret_fact = fact;
    return true;
}

bool demand_check_contract(const struct check *check, struct str *how)
{
    int lacking = 0;
    for (int i = 0; i < check->demand->word_count; i++) {
        const char *name = check->demand->words[i];
        struct contract_fact fact;
        if (!run_contract_fact(check->ground->base.dossier, name, &fact) || !fact.known)
            str_addf(how, "%s%s", lacking++ ? ", " : _("not known: "), name);
    }
    if (!lacking)
        str_add(how, _("all known"));
    return lacking == 0;
}

/* --- asks and sales --- */

bool demand_check_ask(const struct check *check, struct str *how)
{
    const struct row_list *tasks = &check->ground->base.dossier->tasks;
    int found = 0;
    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        if (row_is(task, TASK_KIND, "ask") && !row_is(task, TASK_STATUS, "cancelled") &&
            is_recent(check, row_day(task, TASK_MADE_ON)))
            found++;
    }
    bool enough = is_enough(check, found, "asks", how);
    if (enough && check->demand->least <= 1)
        str_addf(how, _("%d made"), found);
    return enough;
}

bool demand_check_opportunity(const struct check *check, struct str *how)
{
    const struct row_list *sales = &check->ground->base.dossier->opportunities;
    for (size_t i = 0; i < sales->count; i++) {
        const struct row *sale = sales->items[i];
        if (row_says(sale, OPPORTUNITY_AMOUNT) && row_says(sale, OPPORTUNITY_CLOSE) &&
            row_day(sale, OPPORTUNITY_CLOSE) >= row_day(check->ground->run, RUN_STARTED) &&
            !row_is(sale, OPPORTUNITY_KIND, "renewal")) {
            str_add(how, row_text(sale, OPPORTUNITY_NAME));
            return true;
        }
    }
    str_add(how, _("no opportunity with an amount and a close date"));
    return false;
}
