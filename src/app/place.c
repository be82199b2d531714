/* Is the book in a place where others may write past its locks? */
#include "base/words.h"
#include "app/app_internal.h"
#include "files/neighbours.h"

#define TOLD "told of its place"

bool session_is_on_network(const struct session *session)
{
    return !session->demo && neighbours_file_system(store_path(session->store)) != NULL;
}

static void describe(const char *path, struct str *out)
{
    const char *system = neighbours_file_system(path);
    struct str names = {0};

    if (neighbours_conflicts(path, &names))
        str_addf(out, _("copies in conflict lie beside the book: %s: see daybook doctor"),
            str_text(&names));
    else if (system)
        str_addf(
            out, _("the book lies on %s, where locks may not hold: see daybook doctor"), system);
    str_fini(&names);
}

bool session_place_warning(struct session *session, struct str *ret_warning)
{
    const char *told = NULL;
    struct error ignored;

    str_clear(ret_warning);
    if (session->demo || session_is_read_only(session))
        return false;
    describe(store_path(session->store), ret_warning);
    if (!ret_warning->len ||
        !store_meta_get(session->store, TOLD, &session->arena, &told, &ignored))
        return false;
    if (told && text_equal(told, str_text(ret_warning)))
        return false;
    if (!store_begin(session->store, &ignored))
        return true;
    if (!store_meta_set(session->store, TOLD, str_text(ret_warning), &ignored) ||
        !store_commit(session->store, &ignored))
        store_rollback(session->store);
    return true;
}
