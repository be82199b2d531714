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
extern const struct template_filler template_fillers[];
extern const int template_filler_count;
const struct template_filler *template_filler_find(const char *name, size_t len); /* or NULL */

#endif
