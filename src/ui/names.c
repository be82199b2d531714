#include <string.h>
#include "ui/rows.h"
#include "ui/views/parts.h"

const char *names_of(struct account_names *names, struct session *session, int64_t account)
{
    size_t slot = (size_t)account % NAME_SLOTS;
    struct arena scratch = {0};
    struct row *row = NULL;
    struct error ignored;

    if (!account)
        return "";
    if (names->keys[slot] == account)
        return names->names[slot];
    if (!store_get_stored(
            session_store(session), KIND_ACCOUNT, account, &scratch, &row, &ignored) ||
        !row) {
        arena_fini(&scratch);
        return "";
    }
    names->keys[slot] = account;
    names->names[slot] = arena_copy_text(&names->arena, part_name(row));
    arena_fini(&scratch);
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
