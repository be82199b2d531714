/* Is the book still where it was opened, and of a schema that is known? A program that synchronises
 * folders replaces files, a newer daybook brings them up to date: what is written after that would
 * be lost, or would spoil it. */
#include "base/words.h"
#include "store/place.h"
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "store/rewind.h"
#include "store_internal.h"

/* NAME.new-1234, NAME.part-1234: what a file of ours is called while it is made. */
static bool is_name_of_making(const char *file, const char *book)
{
    static const char *const words[] = {".new-", ".part-"};
    size_t len = strlen(book);

    if (strncmp(file, book, len) != 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const char *number = file + len + strlen(words[i]);

        if (strncmp(file + len, words[i], strlen(words[i])) == 0 && *number &&
            number[strspn(number, "0123456789")] == '\0')
            return true;
    }
    return false;
}

/* The disk failed, or we were killed, before the file's second name was taken away: with it there,
 * it would be said to have another name for ever. */
static void drop_names_of_making(const struct store *store)
{
    const char *book = strrchr(store->path, '/') + 1;
    struct str folder = {0};
    const struct dirent *entry;
    DIR *dir;

    store_folder_of(store->path, &folder);
    dir = opendir(str_text(&folder));
    while (dir && (entry = readdir(dir))) {
        struct stat status;

        if (is_name_of_making(entry->d_name, book) &&
            fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            status.st_dev == store->device && status.st_ino == store->inode)
            (void)unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    str_fini(&folder);
}

void store_note_place(struct store *store)
{
    struct stat status;

    if (stat(store->path, &status) != 0)
        return;
    store->device = status.st_dev;
    store->inode = status.st_ino;
    if (status.st_nlink > 1 && !store->read_only)
        drop_names_of_making(store);
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
