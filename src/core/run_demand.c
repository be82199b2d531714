/* What a step demands, and whether the account's rows or what was given meet it. */
#include <string.h>
#include "base/bug.h"
#include "base/text.h"
#include "base/words.h"
#include "demand_internal.h"

/* --- given by hand --- */

static const char *const categories[] = {
    "commit", "best case", "at risk", "expected loss", "omitted", NULL};

const char *run_category(const char *text)
{
    for (size_t i = 0; text && categories[i]; i++)
        if (text_equal_nocase(categories[i], text))
            return categories[i];
    return NULL;
}

bool run_given_day(const char *text, const struct playbook_ground *ground, day_number *ret_day)
{
    return day_parse(text, ground->today, &ground->settings->calendar, ret_day, NULL);
}

static bool check_date(const struct check *check, struct str *how)
{
    day_number day;
    char buffer[24];
    if (!check->given || !run_given_day(check->given, &check->ground->base, &day)) {
        str_add(how, check->given ? _("that is no date") : _("give the date"));
        return false;
    }
    str_add(how, day_words(day, check->ground->base.today, buffer));
    return true;
}

static bool check_category(const struct check *check, struct str *how)
{
    const struct dossier *dossier = check->ground->base.dossier;
    const char *category =
        check->given ? run_category(check->given) : row_text(dossier->account, ACCOUNT_CATEGORY);
    for (size_t i = 0; text_blank(category) && i < dossier->contracts.count; i++)
        category = row_text(dossier->contracts.items[i], CONTRACT_CATEGORY);
    bool met = !text_blank(category);
    str_add(how, met ? category : _("commit, best case, at risk, expected loss or omitted"));
    return met;
}

/* The choice may be followed by a colon or a blank and a reason. */
static bool is_choice(const char *given, const char *word, bool reason)
{
    size_t len = strlen(word);
    char *head = mem_copy_bytes(given, strlen(given) < len ? strlen(given) : len);
    bool same = text_compare_folded(head, word) == 0;
    free(head);
    if (!same)
        return false;
    const char *rest = given + len;
    if (!*rest)
        return !reason;
    return (*rest == ':' || *rest == ' ' || *rest == ',') && (!reason || !text_blank(rest + 1));
}

bool run_is_choice(const struct playbook_demand *demand, const char *given)
{
    for (int i = 0; given && i < demand->word_count; i++)
        if (is_choice(given, demand->words[i], demand->reason))
            return true;
    return false;
}

void run_add_choices(const struct playbook_demand *demand, struct str *how)
{
    for (int i = 0; i < demand->word_count; i++)
        str_addf(how, "%s%s",
            i == 0                       ? ""
            : i + 1 < demand->word_count ? ", "
                                         : _(" or "),
            demand->words[i]);
    if (demand->reason)
        str_add(how, _(", with a reason after a colon"));
}

static bool check_choice(const struct check *check, struct str *how)
{
    bool met = run_is_choice(check->demand, check->given);
    if (met)
        str_add(how, check->given);
    else
        run_add_choices(check->demand, how);
    return met;
}

static bool check_text(const struct check *check, struct str *how)
{
    bool met = check->given && !text_blank(check->given);
    str_add(how, met ? check->given : _("say it in a line"));
    return met;
}

/* --- all of them --- */

static const check_fn checks[] = {
    [DEMAND_NOTE] = demand_check_note,
    [DEMAND_ATTENDEES] = demand_check_attendees,
    [DEMAND_VALUE] = demand_check_value,
    [DEMAND_GOAL] = demand_check_goal,
    [DEMAND_PERSON] = demand_check_person,
    [DEMAND_CONTRACT] = demand_check_contract,
    [DEMAND_DATE] = check_date,
    [DEMAND_CATEGORY] = check_category,
    [DEMAND_CHOICE] = check_choice,
    [DEMAND_TEXT] = check_text,
    [DEMAND_ASK] = demand_check_ask,
    [DEMAND_OPPORTUNITY] = demand_check_opportunity,
    [DEMAND_SENTIMENT] = demand_check_sentiment,
};
_Static_assert(COUNT_OF(checks) == DEMANDS, "a check for each demand");

static void add_words(const struct playbook_demand *demand, const char *between, struct str *out)
{
    for (int i = 0; i < demand->word_count; i++)
        str_addf(out, "%s%s", i ? between : "", demand->words[i]);
}

static void name_demand(const struct playbook_demand *demand, struct str *out)
{
    static const char *const names[] = {
        [DEMAND_NOTE] = N_("a note"),
        [DEMAND_ATTENDEES] = N_("who was there"),
        [DEMAND_VALUE] = N_("a confirmed value entry"),
        [DEMAND_GOAL] = N_("a goal"),
        [DEMAND_PERSON] = N_("a person: "),
        [DEMAND_CONTRACT] = N_("contract: "),
        [DEMAND_DATE] = N_("a date"),
        [DEMAND_CATEGORY] = N_("the forecast category"),
        [DEMAND_CHOICE] = "",
        [DEMAND_TEXT] = "",
        [DEMAND_ASK] = N_("an ask"),
        [DEMAND_OPPORTUNITY] = N_("an opportunity"),
        [DEMAND_SENTIMENT] = N_("a sentiment"),
    };
    str_add(out, _(names[demand->kind]));
    if (demand->kind == DEMAND_PERSON)
        add_words(demand, _(" or "), out);
    else if (demand->kind == DEMAND_CONTRACT || (demand->kind == DEMAND_CHOICE && !demand->what))
        add_words(demand, ", ", out);
    else if (demand->kind == DEMAND_GOAL && demand->word_count > 0) {
        str_add(out, _(" with "));
        add_words(demand, ", ", out);
    }
}

const char *run_demand_words(const struct playbook_demand *demand, struct arena *arena)
{
    struct str out = {0};
    name_demand(demand, &out);
    if (demand->what)
        str_addf(&out, "%s%s", out.len ? ": " : "", demand->what);
    if (demand->or_word)
        str_addf(&out, _(", or \"%s\""), demand->or_word);
    const char *words = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return words;
}

static day_number since_day(const struct run_ground *ground, const struct playbook_demand *demand)
{
    if (demand->within.count > 0) {
        struct playbook_offset back = demand->within;
        back.count = -back.count;
        return playbook_date(back, ROLL_NONE, ground->base.today, &ground->base.settings->calendar);
    }
    if (!demand->fresh)
        return DAY_NONE;
    day_number anchor = row_day(ground->run, RUN_ANCHOR);
    day_number started = row_day(ground->run, RUN_STARTED);
    return anchor != DAY_NONE && anchor < started ? anchor : started;
}

static void check_demand(struct check *check, struct arena *arena, struct demand_list *list)
{
    const struct playbook_demand *demand = check->demand;
    struct str how = {0};
    bool met;
    check->since = since_day(check->ground, demand);
    if (check->given && demand->or_word &&
        text_compare_folded(check->given, demand->or_word) == 0) {
        str_add(&how, demand->or_word);
        met = true;
    } else {
        met = checks[demand->kind](check, &how);
    }
    list->items[list->count++] = (struct demand_state){
        .demand = demand,
        .met = met,
        .words = run_demand_words(demand, arena),
        .how = arena_copy_text(arena, str_text(&how)),
    };
    str_fini(&how);
}

void run_demands(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct arena *arena, struct demand_list *ret_demands)
{
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    struct demand_list list = {0};
    struct given_list kept;
    run_given(step, arena, &kept);
    if (rule && rule->demand_count > 0)
        list.items = arena_alloc_array(arena, (size_t)rule->demand_count, sizeof(*list.items));
    for (int i = 0; rule && i < rule->demand_count; i++) {
        struct check check = {
            .ground = ground, .step = step, .rule = rule, .demand = &rule->demands[i]};
        check.given = run_given_find(given, check.demand->id);
        if (!check.given)
            check.given = run_given_find(&kept, check.demand->id);
        check_demand(&check, arena, &list);
    }
    *ret_demands = list;
}

static day_number first_value_day(const struct check *check)
{
    const struct row_list *results = &check->ground->base.dossier->results;
    day_number latest = DAY_NONE;
    for (size_t i = 0; i < results->count; i++) {
        const struct row *value = results->items[i];
        day_number day = row_day(value, RESULT_DATE);
        if (day != DAY_NONE && day <= check->ground->base.today && day >= check->since &&
            !text_blank(row_text(value, RESULT_CONFIRMED_BY)) &&
            (latest == DAY_NONE || day < latest))
            latest = day;
    }
    return latest;
}

day_number run_demand_value_day(const struct run_ground *ground, const struct row *step)
{
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    for (int i = 0; rule && i < rule->demand_count; i++) {
        if (rule->demands[i].kind != DEMAND_VALUE)
            continue;
        struct check check = {.ground = ground, .since = since_day(ground, &rule->demands[i])};
        return first_value_day(&check);
    }
    return DAY_NONE;
}
