/* Ends the program on a fault of its own, after the terminal was put back. */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include "base/attributes.h"

/* Called before the message is printed; ui/screen sets it to restore the terminal. */
void bug_set_cleanup(void (*cleanup)(void));
NORETURN void bug_die(const char *file, int line, const char *what);
NORETURN void bug_out_of_memory(void);
#define BUG_ON(condition)                                                                          \
    do {                                                                                           \
        if (condition)                                                                             \
            bug_die(__FILE__, __LINE__, #condition);                                               \
    } while (0)

#endif
