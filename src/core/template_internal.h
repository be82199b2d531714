/* What fills the names of a template. */
#ifndef CORE_TEMPLATE_INTERNAL_H
#define CORE_TEMPLATE_INTERNAL_H

#include "core/template.h"

/* Adds one text for a single fact, none where it is not known; any number for a list. */
typedef void (*template_fn)(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts);

struct template_filler {
    struct template_fact fact;
    template_fn fill;
};
/* What is blank is not given. */
void template_give(struct template_texts *texts, struct arena *arena, const char *text);
/* In words of a person, in the arena. */
const char *template_day(day_number day, const struct template_ground *ground, struct arena *arena);
/* `, due Fri 27 Nov`, `, was due 13 Oct`; "" without a day. */
const char *template_due(day_number due, const struct template_ground *ground, struct arena *arena);
/* The lists, each in the form of template_fn. */
/* A cell of a table, and a line of a block made of them. */
const char *template_cell(struct arena *arena, const char *text);
/* `$420k` in the book's currency; "" not known. */
const char *template_money(
    int64_t minor, const struct template_ground *ground, struct arena *arena);
void template_give_line(struct template_texts *texts, struct arena *arena, const char *format, ...)
    PRINTF_LIKE(3, 4);
#define TEMPLATE_LIST(name)                                                                        \
    void template_fill_##name(                                                                     \
        const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
TEMPLATE_LIST(arr_table);
TEMPLATE_LIST(asks);
TEMPLATE_LIST(asks_of_you);
TEMPLATE_LIST(book_span);
TEMPLATE_LIST(changes);
TEMPLATE_LIST(contract);
TEMPLATE_LIST(dates);
TEMPLATE_LIST(did);
TEMPLATE_LIST(due);
TEMPLATE_LIST(feedback);
TEMPLATE_LIST(forecast);
TEMPLATE_LIST(goals);
TEMPLATE_LIST(goals_behind);
TEMPLATE_LIST(goals_next);
TEMPLATE_LIST(goals_table);
TEMPLATE_LIST(growth);
TEMPLATE_LIST(health_story);
TEMPLATE_LIST(last_notes);
TEMPLATE_LIST(meetings);
TEMPLATE_LIST(moved);
TEMPLATE_LIST(next_week);
TEMPLATE_LIST(people);
TEMPLATE_LIST(people_map);
TEMPLATE_LIST(price);
TEMPLATE_LIST(promises);
TEMPLATE_LIST(references);
TEMPLATE_LIST(relationship);
TEMPLATE_LIST(renewals_called);
TEMPLATE_LIST(renewals_lost);
TEMPLATE_LIST(renewals_won);
TEMPLATE_LIST(results_table);
TEMPLATE_LIST(risk_plans);
TEMPLATE_LIST(risks);
TEMPLATE_LIST(risks_closed);
TEMPLATE_LIST(risks_opened);
TEMPLATE_LIST(runs);
TEMPLATE_LIST(steps);
TEMPLATE_LIST(support);
TEMPLATE_LIST(tasks);
TEMPLATE_LIST(team);
TEMPLATE_LIST(tickets);
TEMPLATE_LIST(usage);
TEMPLATE_LIST(usage_table);
TEMPLATE_LIST(value_return);
TEMPLATE_LIST(values);
#undef TEMPLATE_LIST

extern const struct template_filler template_fillers[];
extern const int template_filler_count;
const struct template_filler *template_filler_find(const char *name, size_t len); /* or NULL */

#endif
