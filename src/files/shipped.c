/* The shipped keys and themes. They are read while building, not at each start: the first paint
 * needs both. */
#include <string.h>
#include "base/str.h"
#include "files/keymap_file.h"
#include "files/theme_file.h"
#include "shipped_internal.h"

void keymap_file_shipped(struct keymap *keymap)
{
    keymap->layer = 1;
    array_reserve(&keymap->bindings, shipped_binding_count);
    memcpy(keymap->bindings.items, shipped_bindings,
        shipped_binding_count * sizeof(*shipped_bindings));
    keymap->bindings.count = shipped_binding_count;
}

bool theme_file_shipped(const char *name, struct theme *ret_theme)
{
    for (size_t i = 0; i < shipped_theme_count; i++) {
        if (text_equal(shipped_themes[i].name, name)) {
            *ret_theme = shipped_themes[i];
            return true;
        }
    }
    return false;
}
