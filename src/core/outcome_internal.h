/* Lists that grow in an arena: those of the figures. */
#ifndef CORE_OUTCOME_INTERNAL_H
#define CORE_OUTCOME_INTERNAL_H

#include "core/outcome.h"

/* Items with room for one more; *room is set where they had to move. */
void *outcome_room(struct arena *arena, void *items, size_t count, size_t *room, size_t size);
#define KEEP(arena, list, ...)                                                                     \
    do {                                                                                           \
        (list)->items = outcome_room(                                                              \
            arena, (list)->items, (list)->count, &(list)->room, sizeof(*(list)->items));           \
        (list)->items[(list)->count++] = (__VA_ARGS__);                                            \
    } while (0)

void figure_count(struct figure *figure, bool in, int64_t key, struct arena *arena);
void figure_days_add(struct figure_days *days, int count, int64_t key, struct arena *arena);
void figure_days_finish(struct figure_days *days);
/* Of today's kind: a day that is known and not ahead. */
bool outcome_is_past(day_number day, day_number today);

#endif
