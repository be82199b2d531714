#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"

void *mem_alloc(size_t size)
{
    return mem_alloc_array(1, size);
}

void *mem_alloc_array(size_t count, size_t size)
{
    void *fresh;

    if (count == 0 || size == 0)
        count = size = 1;
    fresh = calloc(count, size); /* calloc checks the product */
    if (fresh == NULL)
        bug_out_of_memory();
    return fresh;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    void *moved;

    if (size != 0 && count > SIZE_MAX / size)
        bug_out_of_memory();
    moved = realloc(old, count * size > 0 ? count * size : 1);
    if (moved == NULL)
        bug_out_of_memory();
    return moved;
}

char *mem_copy_text(const char *text)
{
    return text != NULL ? mem_copy_bytes(text, strlen(text)) : NULL;
}

char *mem_copy_bytes(const char *bytes, size_t len)
{
    char *copy;

    if (len == SIZE_MAX)
        bug_out_of_memory();
    copy = mem_alloc(len + 1);
    if (len > 0)
        memcpy(copy, bytes, len);
    return copy;
}
