/* The demo book: a folder of its own, and the accounts of config/demo counted from today. */
#include "app/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/demo_internal.h"
#include "files/embedded.h"
#include "files/paths.h"
#include "store/making.h"
#include "store/timeline.h"

#define BOOK_NAME "demo.db"
#define OWNER_NAME "demo.db.owner"
#define FOLDER "daybook-demo-"
#define BOOK_TITLE "the demo book"

enum { OLD_SECONDS = 60 };

/* --- its folder --- */

static const char *parent_folder(void)
{
    const char *base = getenv("TMPDIR");

    return base && base[0] == '/' ? base : "/tmp";
}

/* One whose owner is gone: nobody holds its lock. One that has none yet is being made. */
static void sweep_one(const char *folder, int64_t now)
{
    struct str path = {0};
    struct stat info;
    int lock;

    if (lstat(folder, &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != getuid() ||
        now - (int64_t)info.st_mtime < OLD_SECONDS)
        return;
    str_addf(&path, "%s/%s", folder, OWNER_NAME);
    lock = open(str_text(&path), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, BOOK_NAME);
        demo_folder_remove(str_text(&path));
    }
    if (lock >= 0)
        close(lock);
    str_fini(&path);
}

static void sweep(void)
{
    const char *parent = parent_folder();
    const struct dirent *entry;
    DIR *open = opendir(parent);
    struct str folder = {0};

    while (open && (entry = readdir(open)) != NULL)
        if (text_starts(entry->d_name, FOLDER)) {
            str_clear(&folder);
            str_addf(&folder, "%s/%s", parent, entry->d_name);
            sweep_one(str_text(&folder), clock_stamp());
        }
    if (open)
        closedir(open);
    str_fini(&folder);
}

/* Held until the process ends, however it ends. */
static int take_lock(const char *folder)
{
    struct str path = {0};
    int lock;

    str_addf(&path, "%s/%s", folder, OWNER_NAME);
    lock = open(str_text(&path), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (lock >= 0)
        (void)!flock(lock, LOCK_EX | LOCK_NB);
    str_fini(&path);
    return lock;
}

bool demo_folder_make(
    struct arena *arena, const char **ret_db_path, int *ret_lock, struct error *err)
{
    char *folder = arena_format(arena, "%s/" FOLDER "XXXXXX", parent_folder());

    sweep();
    if (mkdtemp(folder) == NULL)
        return error_set_at(err, ERROR_IO, folder, 0, 0,
            "the folder of the demo book could not be made: %s", strerror(errno));
    *ret_lock = take_lock(folder);
    *ret_db_path = arena_format(arena, "%s/%s", folder, BOOK_NAME);
    return true;
}

/* Only what bears the book's name; a folder with anything else in it stays. */
void demo_folder_remove(const char *db_path)
{
    struct arena arena = {0};
    char *folder = arena_copy_bytes(&arena, db_path, (size_t)(path_base(db_path) - db_path));
    DIR *open = opendir(folder);
    const struct dirent *entry;

    while (open && (entry = readdir(open)) != NULL)
        if (text_starts(entry->d_name, path_base(db_path)))
            unlinkat(dirfd(open), entry->d_name, 0);
    if (open)
        closedir(open);
    rmdir(folder);
    arena_fini(&arena);
}

/* --- the book's own settings --- */

static void read_rates(
    struct session *session, const struct tree_node *rates, struct fault_list *faults)
{
    struct setting_rate *kept =
        arena_alloc_array(&session->arena, rates ? (size_t)rates->count : 0, sizeof(*kept));
    int count = 0;

    for (const struct tree_node *node = rates ? rates->first : NULL; node; node = node->next) {
        const struct tree_range any = {1e-6, 1e6};

        kept[count] =
            (struct setting_rate){.currency = arena_copy_text(&session->arena, node->key)};
        if (tree_read_real(node, "a rate", any, &kept[count].rate, faults))
            count++;
    }
    session->settings.rates = kept;
    session->settings.rate_count = count;
}

static void read_settings(struct demo *demo, const struct tree_node *root)
{
    struct session *session = demo->session;
    struct arena *arena = &session->arena;
    const struct tree_node *own = tree_get(root, "settings");

    if (own == NULL)
        return;
    session->settings.author =
        arena_copy_text(arena, tree_text_of(own, "author", "", &demo->faults));
    session->settings.currency =
        arena_copy_text(arena, tree_text_of(own, "currency", "USD", &demo->faults));
    session->currency_is_set = true;
    read_rates(session, tree_get(own, "rates"), &demo->faults);
}

/* --- accounts --- */

/* What stands at the account itself: every key that is a field of accounts. */
static bool add_account_row(struct demo_account *account, struct error *err)
{
    struct change *change = &account->change;
    const char *currency = tree_text_of(account->node, "currency",
        account->demo->session->settings.currency, &account->demo->faults);

    account->currency = currency;
    account->row = demo_insert(account, KIND_ACCOUNT);
    change_set_text(change, account->row, ACCOUNT_CURRENCY, currency);
    change_set_text(change, account->row, ACCOUNT_OWNER, account->demo->session->settings.author);
    change_set_text(change, account->row, ACCOUNT_NAME,
        tree_text_of(account->node, "name", "", &account->demo->faults));
    const struct tree_node *facts = tree_get(account->node, "facts");
    struct error why = {0};

    if (facts == NULL || demo_fields(account, account->row,
                             (struct demo_span){facts->text, strlen(facts->text)}, &why))
        return true;
    (void)demo_fault(account, facts, facts->text, why.text);
    return fault_none(&account->demo->faults, err);
}

static bool check_keys(const struct demo_account *account)
{
    static const char *const known[] = {"name", "facts", "currency", "contracts", "people", "tasks",
        "tickets", "goals", "values", "opportunities", "references", "feedback", "notes", "signals",
        "history", "movements", "kept", "active", "logins", "depth", "csat", "late", "marks",
        "runs"};

    return tree_is_map(account->node, "an account", &account->demo->faults) &&
           tree_keys_known(account->node, known, COUNT_OF(known), &account->demo->faults);
}

/* Names of one account's rows become names among the rows of all. */
static void rename_links(struct change_row *row, int64_t by)
{
    const struct kind_info *info = kind_info(row->kind);

    row->key += by;
    for (int field = 0; field < info->stored; field++)
        if (info->fields[field].type == FIELD_LINK && row->values[field].type == VALUE_INTEGER &&
            row->values[field].integer < 0)
            row->values[field].integer += by;
}

/* The rows of the account go to those of all; their values stay where they lie. */
static void keep_rows(struct demo *demo, struct change *change)
{
    for (size_t i = 0; i < change->rows.count; i++) {
        rename_links(&change->rows.items[i], demo->rows.last_name);
        ARRAY_PUSH(&demo->rows.rows, change->rows.items[i]);
    }
    demo->rows.last_name += change->last_name;
    ARRAY_PUSH(&demo->arenas, change->arena);
    change->arena = (struct arena){0};
}

static bool add_account(struct demo *demo, const struct tree_node *node, struct error *err)
{
    struct demo_account account = {.demo = demo, .node = node};
    bool good;

    change_init(&account.change, ACTOR_DAYBOOK);
    good = (check_keys(&account) || fault_none(&demo->faults, err)) &&
           add_account_row(&account, err) && demo_rows(&account, err) &&
           demo_history(&account, err) && demo_measures(&account, err) && demo_runs(&account, err);
    if (good && tree_get(node, "kept"))
        ARRAY_PUSH(&demo->kept, demo->made[KIND_ACCOUNT]);
    keep_rows(demo, &account.change);
    change_fini(&account.change);
    return good;
}

static bool add_file(struct demo *demo, const struct embedded *file, struct error *err)
{
    const struct tree_node *root, *list;

    if (!tree_parse(file->path, file->text, file->len, &demo->arena, &demo->faults, &root))
        return fault_none(&demo->faults, err);
    read_settings(demo, root);
    list = tree_get(root, "accounts");
    for (const struct tree_node *node = list ? list->first : NULL; node; node = node->next)
        if (!add_account(demo, node, err))
            return false;
    return fault_none(&demo->faults, err);
}

static bool add_all(struct demo *demo, struct error *err)
{
    const struct embedded *file = NULL;

    while ((file = embedded_next("config/demo/", file)) != NULL)
        if (!add_file(demo, file, err))
            return false;
    return true;
}

/* --- all of it --- */

/* Kind by kind, in the order in which they were made: a statement a kind writes them all. */
static void sort_rows(struct demo *demo)
{
    struct change_row_list sorted = {0}, *rows = &demo->rows.rows;
    size_t next[KIND_COUNT + 1] = {0};

    for (size_t i = 0; i < rows->count; i++)
        next[rows->items[i].kind + 1]++;
    for (int kind = 1; kind < KIND_COUNT; kind++)
        next[kind] += next[kind - 1];
    array_reserve(&sorted, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        sorted.items[next[rows->items[i].kind]++] = rows->items[i];
    sorted.count = rows->count;
    array_fini(rows);
    *rows = sorted;
}

static bool write_first_rows(struct demo *demo, struct error *err)
{
    struct store *store = demo->session->store;

    sort_rows(demo);
    return store_bulk_begin(store, ACTOR_DAYBOOK, BOOK_TITLE, err) &&
           store_lend(store, &demo->rows, err) && store_write_first(store, err) &&
           store_bulk_end(store, BOOK_TITLE, &demo->change_id, err) &&
           store_meta_set(store, "currency", demo->session->settings.currency, err);
}

static bool write_later_rows(const struct demo *demo, struct error *err)
{
    struct store *store = demo->session->store;

    return store_bulk_again(store, ACTOR_DAYBOOK, demo->change_id, err) &&
           store_write_later(store, err) && store_bulk_end(store, BOOK_TITLE, NULL, err);
}

static void drop_rows(struct demo *demo)
{
    for (size_t i = 0; i < demo->arenas.count; i++)
        arena_fini(&demo->arenas.items[i]);
    array_fini(&demo->arenas);
    change_fini(&demo->rows);
}

void demo_drop(struct session *session)
{
    struct demo *demo = session->making;

    if (!demo)
        return;
    drop_rows(demo);
    array_fini(&demo->calls);
    array_fini(&demo->kept);
    fault_list_fini(&demo->faults);
    arena_fini(&demo->arena);
    free(demo);
    session->making = NULL;
}

/* One transaction, so that no page is written twice; it stays open until the end. */
bool demo_begin(struct session *session, struct error *err)
{
    struct demo *demo = mem_alloc(sizeof(*demo));
    bool more;

    demo->session = session;
    session->making = demo;
    change_init(&demo->rows, ACTOR_DAYBOOK);
    return add_all(demo, err) && store_begin(session->store, err) && write_first_rows(demo, err) &&
           session_rescore(session, 0, &more, err);
}

bool demo_finish(struct session *session, struct error *err)
{
    struct demo *demo = session->making;
    bool good;

    if (!demo)
        return true;
    good = write_later_rows(demo, err) && score_rest(session, err) &&
           store_make_indexes(session->store, err) && demo_forecasts(demo, err) &&
           demo_health(demo, err);
    store_lend_end(session->store);
    good = good && store_commit(session->store, err);
    demo_drop(session);
    session->building = false;
    store_set_today(session->store, session->today);
    return good;
}
