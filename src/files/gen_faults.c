#include "gen_faults_internal.h"

#include <stdio.h>
#include "base/str.h"

void gen_tell_faults(const struct fault_list *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        struct str text = {0};

        fault_format(&faults->items[i], &text);
        fprintf(stderr, "%s\n", str_text(&text));
        str_fini(&text);
    }
}
