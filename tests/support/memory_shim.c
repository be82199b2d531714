/* Preloaded into daybook by a test: allocation FAULT_MEMORY, counted from 1, and all later ones
 * fail, whoever makes them (promises.md D18). Not with the sanitizers, which have an allocator of
 * their own. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#define SHOWN __attribute__((visibility("default")))

/* dlsym allocates itself, so the C library is asked by its own names. */
extern void *__libc_malloc(size_t len);
extern void *__libc_calloc(size_t count, size_t len);
extern void *__libc_realloc(void *old, size_t len);

static bool may_allocate(void)
{
    static long calls, at = -1;

    if (at < 0)
        at = getenv("FAULT_MEMORY") ? strtol(getenv("FAULT_MEMORY"), NULL, 10) : 0;
    if (at == 0 || ++calls < at)
        return true;
    errno = ENOMEM;
    return false;
}

SHOWN void *malloc(size_t len)
{
    return may_allocate() ? __libc_malloc(len) : NULL;
}

SHOWN void *calloc(size_t count, size_t len)
{
    return may_allocate() ? __libc_calloc(count, len) : NULL;
}

SHOWN void *realloc(void *old, size_t len)
{
    return may_allocate() ? __libc_realloc(old, len) : NULL;
}
