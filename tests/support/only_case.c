/* Preloaded into a test program: of its cases only DAYBOOK_CASE is run. What it starts is left
 * alone. */
#include <stdlib.h>

extern void cmocka_set_test_filter(const char *pattern) __attribute__((weak));

__attribute__((constructor)) static void choose(void)
{
    const char *name = getenv("DAYBOOK_CASE");

    if (name != NULL && cmocka_set_test_filter)
        cmocka_set_test_filter(name);
    unsetenv("LD_PRELOAD");
}
