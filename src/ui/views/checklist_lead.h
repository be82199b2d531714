/* What the files that lead through the demands of a step share. Between two of them the state is
 * checklist->lead; `at` is the demand whose turn it is. */
#ifndef UI_VIEWS_CHECKLIST_LEAD_H
#define UI_VIEWS_CHECKLIST_LEAD_H

#include "ui/views/checklist.h"

/* Asks about the next demand that is not met, or ticks. Nothing where it does not lead. */
void lead_on(struct ui *ui, struct checklist *checklist);
/* The answer to the demand whose turn it is; "" leaves it out. Goes on. */
void lead_give(struct ui *ui, struct checklist *checklist, const char *text);
void lead_leave(struct ui *ui, void *context); /* context: the checklist */
/* What was given so far goes into the book now. */
void lead_keep(struct ui *ui, struct checklist *checklist);
bool lead_is_gate(const struct checklist *checklist);
/* The one whose turn it is; NULL: none. */
const struct playbook_demand *lead_demand(const struct checklist *checklist);

void lead_ask(struct ui *ui, struct checklist *checklist, const struct demand_state *state);
/* Forms about rows of the account; each goes on once its row is filed. */
void lead_ask_ask(struct ui *ui, struct checklist *checklist);
void lead_ask_contract(struct ui *ui, struct checklist *checklist);
void lead_ask_goal(struct ui *ui, struct checklist *checklist);
void lead_ask_opportunity(struct ui *ui, struct checklist *checklist);
void lead_ask_person(struct ui *ui, struct checklist *checklist);
void lead_ask_value(struct ui *ui, struct checklist *checklist);
/* `2 of 3: `: how far it is through what the step asks for. Appends. */
void lead_add_place(const struct checklist *checklist, struct str *out);
/* The rows that every list of a demand ends with: a word that passes, and leaving it out, where
 * they may; returns how many rows there are now. */
size_t lead_add_ways_out(const struct checklist *checklist, const struct playbook_demand *demand,
    struct ui_choice *choices, size_t count);
/* One of them was chosen: goes on with it. False: id is another row. */
bool lead_take_way_out(struct ui *ui, struct checklist *checklist, int64_t id);

/* --- for the forms --- */

int64_t lead_account(const struct checklist *checklist);
/* FIELD=VALUE texts for a verb, blank ones left out; NULL ends them. */
enum { LEAD_FACTS_MOST = 12 };
struct lead_facts {
    struct arena arena;
    const char *texts[LEAD_FACTS_MOST + 1];
    size_t count;
};
void lead_add_fact(struct lead_facts *facts, const char *field, const char *text);
/* Adds or (key) changes the row and goes on; frees the facts. */
bool lead_file_row(struct ui *ui, struct checklist *checklist, struct touched_row row,
    struct lead_facts *facts, struct error *err) CHECKED;
bool lead_is_blank(const char *const *texts, size_t count);
/* Blank, or a day that is understood; *ret_at is the field it stands in. */
bool lead_check_day(
    struct ui *ui, const char *text, size_t at, size_t *ret_at, struct error *err) CHECKED;
/* Names of those who are there, for Tab; they live as long as it leads. */
const char *const *lead_people(struct ui *ui, struct checklist *checklist);
struct lead_form {
    const char *title;
    const struct ui_form_field *fields;
    size_t count;
    bool (*accept)(
        struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err);
};
void lead_ask_form(struct ui *ui, struct checklist *checklist, const struct lead_form *form);

#endif
