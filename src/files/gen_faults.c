#include "gen_faults_internal.h"

#include <stdlib.h>
#include "base/str.h"

static void tell_faults(const struct fault_list *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        struct str text = {0};

        fault_format(&faults->items[i], &text);
        fprintf(stderr, "%s\n", str_text(&text));
        str_fini(&text);
    }
}

int gen_end(FILE *out, const char *path, bool good, struct fault_list *faults)
{
    if (fclose(out) != 0)
        good = false;
    if (!good)
        remove(path);
    tell_faults(faults);
    fault_list_fini(faults);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
