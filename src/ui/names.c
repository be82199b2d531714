#include <string.h>
#include "store/names.h"
#include "ui/rows.h"
#include "ui/views/parts.h"

const char *names_of(struct account_names *names, struct session *session, int64_t account)
{
    size_t slot = (size_t)account % NAME_SLOTS;
    struct store_name read;
    struct error ignored;

    if (!account)
        return "";
    if (names->keys[slot] == account)
        return names->names[slot];
    if (!store_name_of(session_store(session), account, &names->arena, &read, &ignored))
        return "";
    names->keys[slot] = account;
    names->names[slot] = *read.name ? read.name : read.id;
    return names->names[slot];
}

void names_clear(struct account_names *names)
{
    arena_clear(&names->arena);
    memset(names->keys, 0, sizeof(names->keys));
}

void names_fini(struct account_names *names)
{
    arena_fini(&names->arena);
}
