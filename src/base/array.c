#include "base/array.h"

#include <stdint.h>
#include "base/bug.h"
#include "base/mem.h"

enum { FIRST_ROOM = 8 };

void *array_grow(void *items, size_t *room, size_t least, size_t item_size)
{
    size_t wanted = *room < FIRST_ROOM ? FIRST_ROOM : *room;

    if (wanted <= SIZE_MAX / 2)
        wanted += wanted / 2;
    if (wanted < least)
        wanted = least;
    items = mem_resize(items, wanted, item_size);
    *room = wanted;
    return items;
}
