/* Growing arrays of any type: a struct with `items`, `count` and `room`. The only place that grows.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>
#include <stdlib.h>
#include "base/attributes.h"

/* ARRAY_OF(struct task) is a struct type body: `struct task_list ARRAY_OF(struct task);` */
#define ARRAY_OF(type)                                                                             \
    {                                                                                              \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t room;                                                                               \
    }

/* The moved items, with room for at least `least`; *room is set. */
void *array_grow(void *items, size_t *room, size_t least, size_t item_size) CHECKED;

/* Appends a value; the pointer &list->items[n] may move. */
#define ARRAY_PUSH(list, ...)                                                                      \
    do {                                                                                           \
        array_reserve(list, (list)->count + 1);                                                    \
        (list)->items[(list)->count++] = (__VA_ARGS__);                                            \
    } while (0)
#define array_reserve(list, least)                                                                 \
    do {                                                                                           \
        if ((least) > (list)->room)                                                                \
            (list)->items =                                                                        \
                array_grow((list)->items, &(list)->room, (least), sizeof(*(list)->items));         \
    } while (0)
#define array_clear(list) ((list)->count = 0)
#define array_fini(list)                                                                           \
    do {                                                                                           \
        free((list)->items);                                                                       \
        (list)->items = NULL;                                                                      \
        (list)->count = (list)->room = 0;                                                          \
    } while (0)

#endif
