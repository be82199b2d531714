/* A copy of one committed state, verified before it gets its name. */
#include "store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/words.h"

#define DOING _("could not make the backup")

/* A lock held elsewhere fails the step and not the finish. */
bool store_copy_onto(sqlite3 *from, sqlite3 *to, const char *path, struct error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int step, code;

    if (backup == NULL)
        return store_fault_of(to, sqlite3_extended_errcode(to), path, DOING, err);
    step = sqlite3_backup_step(backup, -1);
    code = sqlite3_backup_finish(backup);
    if (code == SQLITE_OK && step != SQLITE_DONE)
        code = step;
    return code == SQLITE_OK || store_fault_of(to, code, path, DOING, err);
}

static bool verify(sqlite3 *db, const char *path, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    bool good =
        sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW &&
        text_equal((const char *)sqlite3_column_text(statement, 0), "ok");

    sqlite3_finalize(statement);
    return good ||
           error_set_at(err, ERROR_REFUSED, path, 0, 0,
               "could not make the backup: the copy did not pass its check; nothing was kept");
}

static bool fill(sqlite3 *from, const char *path, struct error *err)
{
    sqlite3 *to = NULL;
    int code = sqlite3_open_v2(
        path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    bool good = code == SQLITE_OK ? store_defend(to, path, err)
                                  : store_fault_of(to, code, path, DOING, err);

    good = good && store_copy_onto(from, to, path, err) && verify(to, path, err);
    sqlite3_close(to);
    return good;
}

/* The copy is no open database, so plain calls may touch it. */
static bool sync_file(const char *path, struct error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;

    if (!good)
        store_system_fault(errno, path, DOING, err);
    if (file >= 0)
        close(file);
    return good;
}

void store_remove_made(const char *path)
{
    struct str journal = {0};

    str_addf(&journal, "%s-journal", path);
    unlink(path);
    unlink(str_text(&journal));
    str_fini(&journal);
}

static bool make_empty(const char *path, struct error *err)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (file < 0)
        return store_system_fault(errno, path, DOING, err);
    close(file);
    return true;
}

static bool put_in_place(const char *made, const char *path, struct error *err)
{
    if (link(made, path) != 0) {
        if (errno == EEXIST || access(path, F_OK) == 0)
            return error_set_at(err, ERROR_IO, path, 0, 0,
                "could not make the backup: a file of that name is there");
        if (rename(made, path) != 0) /* no hard links here */
            return store_system_fault(errno, path, DOING, err);
    }
    store_sync_folder(path);
    return true;
}

/* A name of our own for the copy while it is made; what stands there is of one that was killed. */
static bool make_part(sqlite3 *from, const char *path, struct str *part, struct error *err)
{
    str_addf(part, "%s.part-%ld", path, (long)getpid());
    store_remove_made(str_text(part));
    return make_empty(str_text(part), err) && fill(from, str_text(part), err) &&
           sync_file(str_text(part), err);
}

bool store_copy(sqlite3 *from, const char *path, struct error *err)
{
    struct str part = {0};
    bool good = make_part(from, path, &part, err) && put_in_place(str_text(&part), path, err);

    store_remove_made(str_text(&part));
    str_fini(&part);
    return good;
}

/* Both are no open databases. */
static bool is_same(const char *one, const char *other)
{
    enum { PIECE = 65536 };
    struct arena arena = {0};
    FILE *files[2] = {fopen(one, "rbe"), fopen(other, "rbe")};
    char *pieces[2] = {arena_alloc(&arena, PIECE), arena_alloc(&arena, PIECE)};
    bool same = files[0] != NULL && files[1] != NULL;
    size_t got = 1;

    while (same && got > 0) {
        got = fread(pieces[0], 1, PIECE, files[0]);
        same = fread(pieces[1], 1, PIECE, files[1]) == got && !memcmp(pieces[0], pieces[1], got) &&
               !ferror(files[0]) && !ferror(files[1]);
    }
    for (int i = 0; i < 2; i++)
        if (files[i] != NULL)
            fclose(files[i]);
    arena_fini(&arena);
    return same;
}

/* As SQLite's header has it. */
static bool is_of_schema(const char *path, int version)
{
    enum { AT = 60 };
    FILE *file = fopen(path, "rbe");
    unsigned char bytes[4] = {0};
    bool read = file != NULL && fseek(file, AT, SEEK_SET) == 0 &&
                fread(bytes, 1, sizeof(bytes), file) == sizeof(bytes);

    if (file != NULL)
        fclose(file);
    return read && (bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]) == version;
}

bool store_keep_schema(sqlite3 *from, const char *path, int version, struct error *err)
{
    struct str part = {0}, name = {0};
    bool good = make_part(from, path, &part, err);
    bool placed = good && !is_of_schema(str_text(&part), version); /* another brought it up */

    for (int i = 1; good && !placed; i++) {
        str_clear(&name);
        str_add(&name, path);
        if (i > 1)
            str_addf(&name, "-%d", i);
        placed = access(str_text(&name), F_OK) != 0 &&
                 put_in_place(str_text(&part), str_text(&name), err);
        good = placed || access(str_text(&name), F_OK) == 0; /* another was there, or quicker */
        if (!placed && good && is_same(str_text(&part), str_text(&name))) {
            store_sync_folder(path);
            placed = true;
        }
    }
    store_remove_made(str_text(&part));
    str_fini(&part);
    str_fini(&name);
    return good;
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
    if (store->depth > 0)
        return error_set(err, ERROR_BUSY, "could not make the backup: something is being written");
    if (access(path, F_OK) == 0)
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "could not make the backup: a file of that name is there");
    return store_copy(store->db, path, err);
}
