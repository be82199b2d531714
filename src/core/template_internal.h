/* What fills the names of a template. */
#ifndef CORE_TEMPLATE_INTERNAL_H
#define CORE_TEMPLATE_INTERNAL_H

#include "core/template.h"

/* Adds one text for a single fact, none where it is not known; any number for a list. */
struct template_texts ARRAY_OF(const char *);
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
/* The lists, each in the form of template_fn. */
#define TEMPLATE_LIST(name)                                                                        \
    void template_fill_##name(                                                                     \
        const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
TEMPLATE_LIST(asks);
TEMPLATE_LIST(due);
TEMPLATE_LIST(feedback);
TEMPLATE_LIST(goals);
TEMPLATE_LIST(health_story);
TEMPLATE_LIST(last_notes);
TEMPLATE_LIST(meetings);
TEMPLATE_LIST(people);
TEMPLATE_LIST(promises);
TEMPLATE_LIST(risks);
TEMPLATE_LIST(steps);
TEMPLATE_LIST(tasks);
TEMPLATE_LIST(tickets);
TEMPLATE_LIST(values);
#undef TEMPLATE_LIST

extern const struct template_filler template_fillers[];
extern const int template_filler_count;
const struct template_filler *template_filler_find(const char *name, size_t len); /* or NULL */

#endif
