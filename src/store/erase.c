/* A person taken out of every row, and what is left of them in the file and beside it. Rows go
 * through edit.c, so that index and marks follow; the journal of that is dropped at the end. */
#include "store/erase.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "erase_internal.h"
#include "base/words.h"
#include "store/copies.h"
#include "store/search.h"

#define REWRITE_WAIT_MS 10000

struct scrub erasing_scrub(const struct erasing *erasing, int64_t account)
{
    struct scrub scrub = erasing->order->scrub;

    if (erasing->order->name_is_shared && account != 0 && account != erasing->order->account)
        scrub.name = "";
    return scrub;
}

/* --- rows --- */

struct search_of_rows {
    const struct erasing *erasing;
    struct key_list keys;
    struct arena arena;
};

static int64_t account_of(const struct row *row)
{
    int field = kind_info(row->kind)->account;

    return row->kind == KIND_ACCOUNT ? row->key : field < 0 ? 0 : row_integer(row, field);
}

/* All fields that are stored. */
static uint64_t all_of(enum kind kind)
{
    int stored = kind_info(kind)->stored;

    return stored >= 64 ? UINT64_MAX : (UINT64_C(1) << stored) - 1;
}

static bool look_at(void *context, const struct row *row)
{
    struct search_of_rows *search = context;
    struct row *copy = row_copy(&search->arena, row);
    struct scrub_count ignored = {0};
    struct scrub scrub = erasing_scrub(search->erasing, account_of(row));

    if (!(row->kind == KIND_CONTACT && row->key == search->erasing->order->contact) &&
        scrub_values(row->kind, copy->values, all_of(row->kind), &scrub, &search->arena, &ignored))
        ARRAY_PUSH(&search->keys, row->key);
    arena_clear(&search->arena);
    return true;
}

static bool scrub_row(struct erasing *erasing, enum kind kind, int64_t key, struct error *err)
{
    struct store *store = erasing->store;
    struct arena arena = {0};
    struct row *row = NULL, *after;
    struct scrub scrub;
    bool good = store_get_raw(store, kind, key, &arena, &row, err);

    if (good && row != NULL) {
        struct edit edit = {.kind = kind,
            .key = key,
            .old_rev = row->rev,
            .new_rev = store->journal.id,
            .before = row->values};

        after = row_copy(&arena, row);
        scrub = erasing_scrub(erasing, account_of(row));
        edit.mask = scrub_values(
            kind, after->values, all_of(kind), &scrub, &arena, &erasing->report->count);
        edit.after = after->values;
        erasing->report->rows++;
        good = edit.mask == 0 || store_edit_update(store, &edit, err);
    }
    arena_fini(&arena);
    return good;
}

static bool scrub_kind(struct erasing *erasing, enum kind kind, struct error *err)
{
    struct search_of_rows search = {.erasing = erasing};
    bool good = store_each(erasing->store, kind, look_at, &search, err);

    for (size_t i = 0; good && i < search.keys.count; i++)
        good = scrub_row(erasing, kind, search.keys.items[i], err);
    array_fini(&search.keys);
    arena_fini(&search.arena);
    return good;
}

static bool scrub_rows(struct erasing *erasing, struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (!scrub_kind(erasing, (enum kind)kind, err))
            return false;
    return true;
}

/* --- the whole --- */

/* What an import knew about the person beyond its fields. */
static bool read_facts(struct erasing *erasing, struct error *err)
{
    struct arena arena = {0};
    struct row_list facts = {0};
    bool good =
        store_facts(erasing->store, KIND_CONTACT, erasing->order->contact, &arena, &facts, err);

    for (size_t i = 0; good && i < facts.count; i++)
        ARRAY_PUSH(&erasing->facts, facts.items[i]->key);
    arena_fini(&arena);
    return good;
}

static bool erase_all(struct erasing *erasing, struct error *err)
{
    const struct erase_order *order = erasing->order;
    struct store *store = erasing->store;
    struct change head = {.actor = order->actor, .account = order->account};

    return read_facts(erasing, err) && store_entry_begin(store, &head, err) &&
           scrub_rows(erasing, err) &&
           store_edit_delete(store, KIND_CONTACT, order->contact, err) &&
           store_entry_end(store, order->summary, &erasing->report->change_id, err) &&
           erase_from_journal(erasing, err) && store_index_purge(store, err);
}

bool store_erase(struct store *store, const struct erase_order *order, struct key_list *touched,
    struct erase_report *ret_report, struct error *err)
{
    struct erase_report report = {0};
    struct erasing erasing = {.store = store, .order = order, .report = &report};
    bool good;

    store->touched = touched;
    good = erase_all(&erasing, err);
    store->touched = NULL;
    array_fini(&erasing.facts);
    array_fini(&erasing.changes);
    if (good)
        *ret_report = report;
    return good;
}

/* --- the file --- */

bool store_rewrite(struct store *store, struct error *err)
{
    int code;

    store_wait_at_most(store->db, REWRITE_WAIT_MS);
    code = sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);
    store_wait_at_most(store->db, store->busy_timeout_ms);
    return code == SQLITE_OK || store_fault(store, _("could not write the book anew"), err);
}

struct copies {
    struct names ARRAY_OF(const char *) names;
    struct arena *arena;
};

static bool drop_copy(
    struct copies *copies, const char *folder, const char *file, struct error *err)
{
    const char *path = arena_format(copies->arena, "%s/%s", folder, file);

    if (unlink(path) != 0 && errno != ENOENT)
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "could not remove this copy: %s", strerror(errno));
    ARRAY_PUSH(&copies->names, path);
    return true;
}

static bool drop_copies(
    struct copies *copies, const char *folder, const char *book, struct error *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    bool good = true;

    if (dir == NULL)
        return error_set_at(
            err, ERROR_IO, folder, 0, 0, "could not look for copies: %s", strerror(errno));
    while (good && (entry = readdir(dir)) != NULL)
        if (store_is_own_copy(entry->d_name, book))
            good = drop_copy(copies, folder, entry->d_name, err);
    closedir(dir);
    return good;
}

bool store_drop_backups(
    struct store *store, struct arena *arena, const char *const **ret_names, struct error *err)
{
    struct copies copies = {.arena = arena};
    const char *slash = strrchr(store->path, '/');
    struct str folder = {0};
    const char **names;
    bool good;

    store_folder_of(store->path, &folder);
    good = drop_copies(&copies, str_text(&folder), slash ? slash + 1 : store->path, err);
    names = arena_alloc_array(arena, copies.names.count + 1, sizeof(*names));
    for (size_t i = 0; i < copies.names.count; i++)
        names[i] = copies.names.items[i];
    names[copies.names.count] = NULL;
    *ret_names = names;
    array_fini(&copies.names);
    str_fini(&folder);
    return good;
}
