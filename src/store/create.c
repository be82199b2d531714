/* A new book: made whole under another name, then linked into place, so that no half-made or empty
 * file ever stands under the book's own. */
#include "store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"

#define TEXT_OF(number) #number
#define PRAGMA_NUMBER(name, number) "PRAGMA " name " = " TEXT_OF(number)

bool store_folder_of(const char *path, struct str *ret_folder)
{
    const char *slash = strrchr(path, '/');

    str_clear(ret_folder);
    if (slash == NULL)
        str_add(ret_folder, ".");
    else if (slash == path)
        str_add(ret_folder, "/");
    else
        str_add_bytes(ret_folder, path, (size_t)(slash - path));
    return slash != NULL;
}

bool store_make_folders(const char *path, struct error *err)
{
    struct str folder = {0};
    bool made = true;

    for (const char *slash = strchr(path + 1, '/'); made && slash != NULL;
         slash = strchr(slash + 1, '/')) {
        str_clear(&folder);
        str_add_bytes(&folder, path, (size_t)(slash - path));
        if (mkdir(str_text(&folder), 0700) != 0 && errno != EEXIST && errno != EISDIR) {
            struct stat status;
            int number = errno;

            made = stat(str_text(&folder), &status) == 0;
            if (!made)
                store_system_fault(number, str_text(&folder), _("could not make the folder"), err);
        }
    }
    str_fini(&folder);
    return made;
}

static bool fill(sqlite3 *db, const char *path, bool throw_away, struct error *err)
{
    int code;

    if (!store_defend(db, path, err))
        return false;
    code = sqlite3_exec(db,
        throw_away ? "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN"
                   : "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = FULL; BEGIN",
        NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return store_fault_of(db, code, path, _("could not make the book"), err);
    if (throw_away ? !store_create_first(db, path, err) : !store_create_schema(db, path, err))
        return false;
    code = sqlite3_exec(db,
        PRAGMA_NUMBER("application_id", STORE_APPLICATION_ID) ";" PRAGMA_NUMBER(
            "user_version", STORE_SCHEMA_VERSION) "; COMMIT",
        NULL, NULL, NULL);
    return code == SQLITE_OK || store_fault_of(db, code, path, _("could not make the book"), err);
}

static bool make_at(const char *path, bool throw_away, struct error *err)
{
    sqlite3 *db = NULL;
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    bool made;
    int code;

    if (file < 0)
        return store_system_fault(errno, path, _("could not make the book"), err);
    close(file);
    code = sqlite3_open_v2(
        path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    made = code == SQLITE_OK ? fill(db, path, throw_away, err)
                             : store_fault_of(db, code, path, _("could not make the book"), err);
    sqlite3_close(db);
    return made;
}

bool store_sync_folder(const char *path)
{
    struct str folder = {0};
    bool synced = false;
    int file;

    store_folder_of(path, &folder);
    file = open(str_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        synced = fsync(file) == 0;
        close(file);
    }
    str_fini(&folder);
    return synced;
}

/* Two programs that start at once: the first link wins, and the second opens what the first made.
 */
static bool put_in_place(const char *made, const char *path, struct error *err)
{
    if (link(made, path) == 0 || errno == EEXIST) {
        store_sync_folder(path);
        return true;
    }
    if (access(path, F_OK) != 0 && rename(made, path) == 0) { /* no hard links here */
        store_sync_folder(path);
        return true;
    }
    return store_system_fault(errno, path, _("could not make the book"), err);
}

bool store_create_file(const char *path, bool throw_away, struct error *err)
{
    struct str name = {0};
    bool created;

    str_addf(&name, "%s.new-%ld", path, (long)getpid());
    unlink(str_text(&name)); /* of an earlier process of this number that was killed */
    created = make_at(str_text(&name), throw_away, err) && put_in_place(str_text(&name), path, err);
    unlink(str_text(&name));
    str_fini(&name);
    return created;
}
