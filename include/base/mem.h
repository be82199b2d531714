/* Memory: exhaustion ends the program (base/bug), sizes are multiplied with a check, and an arena
 * gives many small things one lifetime. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>
#include "base/attributes.h"

void *mem_alloc(size_t size) CHECKED;                     /* zeroed, never NULL */
void *mem_alloc_array(size_t count, size_t size) CHECKED; /* zeroed, never NULL, checked product */
void *mem_resize(void *old, size_t count, size_t size) CHECKED; /* new part not zeroed */
char *mem_copy_text(const char *text) CHECKED;                  /* NULL gives NULL */
char *mem_copy_bytes(const char *bytes, size_t len) CHECKED;    /* adds a NUL */

/* An arena hands out memory that lives until arena_clear or arena_fini. A zeroed one is ready. */
struct arena_block;
struct arena {
    struct arena_block *head;
    size_t used;
};
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
char *arena_copy_text(struct arena *arena, const char *text);               /* NULL gives NULL */
char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t len); /* adds a NUL */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
void arena_clear(struct arena *arena); /* keeps the first block for reuse */
void arena_fini(struct arena *arena);

#endif
