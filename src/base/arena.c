#include "base/mem.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes at data */
    max_align_t data[];
};

static struct arena_block *block_new(size_t size, struct arena_block *next)
{
    struct arena_block *block;

    if (size > SIZE_MAX - sizeof(*block))
        bug_out_of_memory();
    block = mem_resize(NULL, 1, sizeof(*block) + size);
    block->next = next;
    block->size = size;
    return block;
}

/* A thing larger than a block gets one of its own behind the head, whose rest stays in use. */
static void *alloc_apart(struct arena *arena, size_t size)
{
    struct arena_block *own;

    if (arena->head == NULL) {
        arena->head = block_new(FIRST_BLOCK, NULL);
        arena->used = 0;
    }
    own = block_new(size, arena->head->next);
    arena->head->next = own;
    return own->data;
}

static void add_block(struct arena *arena)
{
    size_t size = arena->head != NULL ? arena->head->size * 2 : FIRST_BLOCK;

    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    arena->head = block_new(size, arena->head);
    arena->used = 0;
}

static void *alloc_raw(struct arena *arena, size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    void *place;

    if (size > SIZE_MAX - alignment)
        bug_out_of_memory();
    size = (size + alignment - 1) / alignment * alignment;
    if (size > FIRST_BLOCK / 4 && (arena->head == NULL || size > arena->head->size - arena->used))
        return alloc_apart(arena, size);
    if (arena->head == NULL || size > arena->head->size - arena->used)
        add_block(arena);
    place = (char *)arena->head->data + arena->used;
    arena->used += size;
    return place;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *place = alloc_raw(arena, size);

    memset(place, 0, size);
    return place;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        bug_out_of_memory();
    return arena_alloc(arena, count * size);
}

char *arena_copy_text(struct arena *arena, const char *text)
{
    return text != NULL ? arena_copy_bytes(arena, text, strlen(text)) : NULL;
}

char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t len)
{
    char *copy = alloc_raw(arena, len == SIZE_MAX ? len : len + 1);

    if (len > 0)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    char few[160]; /* most are short, and so are put into words once */
    va_list args;
    va_list again;
    int len;
    char *text;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(few, sizeof(few), format, args);
    va_end(args);
    BUG_ON(len < 0);
    if ((size_t)len < sizeof(few)) {
        va_end(again);
        return arena_copy_bytes(arena, few, (size_t)len);
    }
    text = alloc_raw(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

static void free_blocks(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
}

void arena_clear(struct arena *arena)
{
    if (arena->head == NULL)
        return;
    free_blocks(arena->head->next);
    arena->head->next = NULL;
    arena->used = 0;
}

void arena_fini(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena->head);
    arena->head = NULL;
    arena->used = 0;
}
