/* Is the book still where it was opened, and of a schema that is known? A program that synchronises
 * folders replaces files, a newer daybook brings them up to date: what is written after that would
 * be lost, or would spoil it. */
#include "base/words.h"
#include "store/place.h"
#include <sys/stat.h>
#include "store/rewind.h"
#include "store_internal.h"

void store_note_place(struct store *store)
{
    struct stat status;

    if (stat(store->path, &status) != 0)
        return;
    store->device = status.st_dev;
    store->inode = status.st_ino;
}

static bool seal(struct store *store, const char *sentence, struct error *err)
{
    store_seal(store, sentence);
    return error_set_at(err, ERROR_READ_ONLY, store->path, 0, 0, "%s", sentence);
}

bool store_check_schema(struct store *store, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_USER_VERSION, err);
    int64_t version = 0;

    if (statement == NULL || !store_integer(store, statement, 0, &version, err))
        return false;
    return version == STORE_SCHEMA_VERSION || seal(store,
                                                  _("a newer daybook changed the form of the book: "
                                                    "nothing is written, drafts are kept; "
                                                    "start that one"),
                                                  err);
}

bool store_check_place(struct store *store, struct error *err)
{
    struct stat status;

    if (store->is_copy || store->sealed != NULL)
        return true;
    if (stat(store->path, &status) != 0 || status.st_dev != store->device ||
        status.st_ino != store->inode)
        return seal(store,
            _("the book was moved, replaced or deleted: nothing is written, drafts are kept; start "
              "again"),
            err);
    return store_check_schema(store, err);
}
