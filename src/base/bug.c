#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void (*cleanup_hook)(void);

void bug_set_cleanup(void (*cleanup)(void))
{
    cleanup_hook = cleanup;
}

/* The hook runs once only: a fault inside it must not call it again. */
static void run_cleanup(void)
{
    void (*hook)(void) = cleanup_hook;

    cleanup_hook = NULL;
    if (hook != NULL)
        hook();
}

void bug_die(const char *file, int line, const char *what)
{
    run_cleanup();
    fprintf(stderr,
        "daybook: a fault in daybook itself at %s:%d: %s\n"
        "What was saved is safe. Please report this line.\n",
        file, line, what);
    abort();
}

void bug_out_of_memory(void)
{
    static const char message[] = "daybook: out of memory; what was saved is safe\n";

    run_cleanup();
    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0)
        _exit(4);
    _exit(3);
}
