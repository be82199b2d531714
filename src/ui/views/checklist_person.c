/* A person in a role, or facts of the contract, that a step demands. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "ui/views/checklist_lead.h"

enum { PEOPLE_MOST = 40, SOMEBODY_NEW = 0 };

/* --- a person in a role --- */

/* The word that roles are kept in. */
static const char *role_kept(const char *word)
{
    if (text_equal_nocase(word, "sponsor"))
        return "executive sponsor";
    return text_equal_nocase(word, "buyer") ? "economic buyer" : word;
}

static bool any_will_do(const struct playbook_demand *demand)
{
    return !demand || !demand->word_count || text_equal_nocase(demand->words[0], "anyone");
}

/* The only role that is asked for; "" where there are several, or any will do. */
static const char *only_role(const struct playbook_demand *demand)
{
    bool is_one = !any_will_do(demand) && demand->word_count == 1;

    return is_one ? role_kept(demand->words[0]) : "";
}

static const char *const *role_words(
    const struct playbook_demand *demand, struct checklist *checklist)
{
    static const char *const all[] = {"champion", "executive sponsor", "economic buyer",
        "decision maker", "technical lead", "user", NULL};
    const char **words;

    if (any_will_do(demand))
        return all;
    words =
        arena_alloc_array(&checklist->lead.arena, (size_t)demand->word_count + 1, sizeof(*words));
    for (int i = 0; i < demand->word_count; i++)
        words[i] = role_kept(demand->words[i]);
    return words;
}

static bool take_person(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    static const char *const names[] = {"name", "role", "title", "email"};
    struct lead_facts facts = {0};

    if (text_blank(texts[0])) {
        lead_on(ui, context);
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(names); i++)
        lead_add_fact(&facts, names[i], texts[i]);
    *ret_at = 0;
    return lead_file_row(ui, context, (struct touched_row){KIND_CONTACT, 0}, &facts, err);
}

static void ask_new_person(struct ui *ui, struct checklist *checklist, const char *name)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct ui_form_field fields[] = {
        {.label = _("name"), .initial = name, .is_needed = true},
        {.label = _("role"),
            .initial = only_role(demand),
            .words = role_words(demand, checklist),
            .hint = _("Tab goes through the roles"),
            .is_needed = !any_will_do(demand)},
        {.label = _("title"), .hint = _("Head of Depots")},
        {.label = _("e-mail")},
    };

    lead_ask_form(ui, checklist,
        &(struct lead_form){_("A new person"), fields, COUNT_OF(fields), take_person});
}

static bool take_role(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct checklist *checklist = context;
    struct lead_facts facts = {0};

    lead_add_fact(&facts, "role", texts[0]);
    *ret_at = 0;
    return lead_file_row(
        ui, checklist, (struct touched_row){KIND_CONTACT, checklist->lead.chosen}, &facts, err);
}

static void give_role(struct ui *ui, struct checklist *checklist, int64_t person)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct ui_form_field role = {.label = _("role"),
        .initial = only_role(demand),
        .words = role_words(demand, checklist),
        .hint = _("Tab goes through the roles"),
        .is_needed = true};
    const char *texts[] = {role.initial, NULL};
    size_t ignored;
    struct error err;

    checklist->lead.chosen = person;
    if (!*role.initial)
        lead_ask_form(ui, checklist, &(struct lead_form){_("In which role"), &role, 1, take_role});
    else if (!take_role(ui, texts, checklist, &ignored, &err))
        ui_fault(ui, &err);
}

static void person_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (lead_take_way_out(ui, context, id))
        return;
    if (id > 0)
        give_role(ui, context, id);
    else
        ask_new_person(ui, context, id < 0 ? typed : "");
}

static bool has_role(const struct playbook_demand *demand, const struct row *person)
{
    for (int i = 0; i < demand->word_count; i++)
        if (text_equal_nocase(demand->words[i], person_role_word(person_role_of(person))))
            return true;
    return false;
}

/* Those who are there in another role: one of them may take this one. */
static size_t list_people(struct ui *ui, const struct checklist *checklist,
    const struct playbook_demand *demand, struct ui_choice *choices)
{
    const struct row_list *people = &checklist->run_case.dossier.contacts;
    bool any = any_will_do(demand);
    size_t count = 0;

    for (size_t i = 0; !any && i < people->count && count < PEOPLE_MOST; i++) {
        const struct row *person = people->items[i];
        const char *role = row_text(person, CONTACT_ROLE);

        if (person_is_active(person, ui_show(ui).today) && !has_role(demand, person))
            choices[count++] = (struct ui_choice){row_text(person, CONTACT_NAME),
                *role ? role : row_text(person, CONTACT_TITLE), NULL, person->key};
    }
    return count;
}

void lead_ask_person(struct ui *ui, struct checklist *checklist)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    struct ui_choice choices[PEOPLE_MOST + 3];
    size_t count = list_people(ui, checklist, demand, choices);
    struct str title = {0};

    lead_add_place(checklist, &title);
    str_add(&title, _("who is the "));
    for (int i = 0; i < demand->word_count; i++)
        str_addf(&title, "%s%s", i ? _(" or ") : "", demand->words[i]);
    if (any_will_do(demand)) {
        str_clear(&title);
        str_add(&title, _("who else is there"));
    }
    choices[count++] =
        (struct ui_choice){_("somebody new"), _("or type the name"), NULL, SOMEBODY_NEW};
    count = lead_add_ways_out(checklist, demand, choices, count);
    ui_choose_from(ui, &(struct ui_choosing){.title = str_text(&title),
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = person_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
    str_fini(&title);
}
