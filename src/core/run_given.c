/* What was given by hand for demands: lines `id=text` in the step's row. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "run_internal.h"

static void add_line(
    const char *line, size_t len, struct arena *arena, struct given_list *ret_given)
{
    const char *equals = memchr(line, '=', len);
    if (!equals || equals == line)
        return;
    size_t id = (size_t)(equals - line);
    struct given given = {
        .id = arena_copy_bytes(arena, line, id),
        .text = arena_copy_bytes(arena, equals + 1, len - id - 1),
    };
    struct given *items = arena_alloc_array(arena, ret_given->count + 1, sizeof(*ret_given->items));
    if (ret_given->count)
        memcpy(items, ret_given->items, ret_given->count * sizeof(*items));
    items[ret_given->count++] = given;
    ret_given->items = items;
}

void run_given(const struct row *step, struct arena *arena, struct given_list *ret_given)
{
    *ret_given = (struct given_list){0};
    for (const char *at = row_text(step, STEP_GIVEN); *at;) {
        size_t len = strcspn(at, "\n");
        add_line(at, len, arena, ret_given);
        at += len + (at[len] == '\n');
    }
}

const char *run_given_find(const struct given_list *given, const char *id)
{
    const char *found = NULL;
    for (size_t i = 0; given && i < given->count; i++)
        if (text_equal(given->items[i].id, id))
            found = given->items[i].text;
    return found;
}

/* One line each: what was typed over several becomes one. */
static void add_item(struct str *out, const struct given *given)
{
    if (text_blank(given->text))
        return;
    if (out->len)
        str_add_char(out, '\n');
    str_addf(out, "%s=", given->id);
    for (const char *at = given->text; *at; at++)
        str_add_char(out, *at == '\n' || *at == '\r' ? ' ' : *at);
}

void run_given_merge(struct row *step, const struct given_list *given, struct arena *arena)
{
    struct given_list old;
    struct str out = {0};
    run_given(step, arena, &old);
    for (size_t i = 0; i < old.count; i++)
        if (!run_given_find(given, old.items[i].id))
            add_item(&out, &old.items[i]);
    for (size_t i = 0; i < given->count; i++)
        if (run_given_find(given, given->items[i].id) == given->items[i].text)
            add_item(&out, &given->items[i]);
    row_set_text(step, STEP_GIVEN, out.len ? arena_copy_text(arena, str_text(&out)) : NULL);
    str_fini(&out);
}

/* --- taking what is given --- */

static const struct playbook_demand *demand_of(const struct playbook_step *rule, const char *id)
{
    for (int i = 0; rule && i < rule->demand_count; i++)
        if (text_equal_nocase(rule->demands[i].id, id))
            return &rule->demands[i];
    return NULL;
}

static bool refuse_id(
    const struct row *step, const struct playbook_step *rule, const char *id, struct error *err)
{
    struct str known = {0};
    for (int i = 0; rule && i < rule->demand_count; i++)
        str_addf(&known, "%s%s", i ? ", " : "", rule->demands[i].id);
    error_set(err, ERROR_USAGE, "step %lld, %s, does not ask for \"%s\"; it asks for %s",
        (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE), id,
        known.len ? str_text(&known) : _("nothing"));
    str_fini(&known);
    return false;
}

/* A date becomes ISO; a category the account's; the anchor of the run moves with its date. */
static bool take_date(struct run_draft *draft, const struct playbook_demand *demand,
    struct given *given, struct error *err)
{
    day_number day;
    char iso[24];
    const struct playbook_ground *ground = &draft->ground->base;
    if (!day_parse(given->text, ground->today, &ground->settings->calendar, &day, err))
        return false;
    given->text = arena_copy_text(draft->arena, day_iso(day, iso));
    if (demand->sets_anchor)
        run_draft_move(draft, day);
    return true;
}

static bool take_category(struct run_draft *draft, struct given *given, struct error *err)
{
    const char *category = run_category(given->text);
    if (!category)
        return error_set(err, ERROR_USAGE,
            "\"%s\" is no forecast category: commit, best case, at risk, expected loss or omitted",
            given->text);
    given->text = category;
    row_set_text(draft->account, ACCOUNT_CATEGORY, category);
    return true;
}

static bool take_choice(const struct playbook_demand *demand, const char *text, struct error *err)
{
    struct str choices = {0};
    if (run_is_choice(demand, text))
        return true;
    run_add_choices(demand, &choices);
    error_set(err, ERROR_USAGE, "\"%s\" does not do; say %s", text, str_text(&choices));
    str_fini(&choices);
    return false;
}

static bool refuse_row(const struct playbook_demand *demand, struct arena *arena, struct error *err)
{
    return error_set(err, ERROR_USAGE, "%s cannot be said in words here: add it to the account",
        run_demand_words(demand, arena));
}

static bool take(struct run_draft *draft, const struct playbook_demand *demand, struct given *given,
    struct error *err)
{
    if (demand->or_word && text_compare_folded(given->text, demand->or_word) == 0)
        return true;
    switch (demand->kind) {
    case DEMAND_DATE: return take_date(draft, demand, given, err);
    case DEMAND_CATEGORY: return take_category(draft, given, err);
    case DEMAND_CHOICE: return take_choice(demand, given->text, err);
    case DEMAND_TEXT: return true;
    case DEMAND_NOTE:
    case DEMAND_ATTENDEES:
    case DEMAND_VALUE:
    case DEMAND_GOAL:
    case DEMAND_PERSON:
    case DEMAND_CONTRACT:
    case DEMAND_ASK:
    case DEMAND_OPPORTUNITY:
    case DEMAND_SENTIMENT:
    case DEMANDS: break;
    }
    return refuse_row(demand, draft->arena, err);
}

bool run_draft_give(
    struct run_draft *draft, struct row *step, const struct given_list *given, struct error *err)
{
    const struct playbook_step *rule = run_playbook_step(draft->ground->playbook, step);
    if (!given || given->count == 0)
        return true;
    struct given_list taken = {
        .items = arena_alloc_array(draft->arena, given->count, sizeof(*taken.items)),
        .count = given->count,
    };
    for (size_t i = 0; i < given->count; i++) {
        const struct playbook_demand *demand = demand_of(rule, given->items[i].id);
        if (!demand)
            return refuse_id(step, rule, given->items[i].id, err);
        taken.items[i] = (struct given){demand->id, given->items[i].text};
        if (!text_blank(given->items[i].text) && !take(draft, demand, &taken.items[i], err))
            return false;
    }
    run_given_merge(step, &taken, draft->arena);
    return true;
}
