/* The demo book: a folder of its own, and the accounts of config/demo counted from today. */
#include "app/demo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/demo_internal.h"
#include "files/embedded.h"
#include "files/paths.h"

#define BOOK_NAME "demo.db"
#define BOOK_TITLE "the demo book"

/* --- its folder --- */

bool demo_folder_make(struct arena *arena, const char **ret_db_path, struct error *err)
{
    const char *base = getenv("TMPDIR");
    char *folder =
        arena_format(arena, "%s/daybook-demo-XXXXXX", base && base[0] == '/' ? base : "/tmp");

    if (mkdtemp(folder) == NULL)
        return error_set_at(err, ERROR_IO, folder, 0, 0,
            "the folder of the demo book could not be made: %s", strerror(errno));
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

static bool add_account(struct demo *demo, const struct tree_node *node, struct error *err)
{
    struct demo_account account = {.demo = demo, .node = node};
    bool good;

    change_init(&account.change, ACTOR_DAYBOOK);
    good = (check_keys(&account) || fault_none(&demo->faults, err)) &&
           add_account_row(&account, err) && demo_rows(&account, err) &&
           demo_history(&account, err) && demo_measures(&account, err) &&
           demo_runs(&account, err) &&
           store_bulk_rows(demo->session->store, &account.change, NULL, err);
    if (good && tree_get(node, "kept"))
        ARRAY_PUSH(&demo->kept, account.change.rows.items[account.row].new_key);
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

/* --- scoring --- */

static bool add_book(struct demo *demo, struct error *err)
{
    struct store *store = demo->session->store;

    return store_bulk_begin(store, ACTOR_DAYBOOK, BOOK_TITLE, err) && add_all(demo, err) &&
           store_bulk_end(store, BOOK_TITLE, NULL, err) &&
           store_meta_set(store, "currency", demo->session->settings.currency, err);
}

/* One transaction, so that no page is written twice. */
bool demo_build(struct session *session, struct error *err)
{
    struct demo demo = {.session = session};
    bool more;
    bool good = store_begin(session->store, err) && add_book(&demo, err) &&
                session_rescore(session, 0, &more, err) && demo_forecasts(&demo, err) &&
                demo_health(&demo, err) && store_commit(session->store, err);

    array_fini(&demo.playbooks);
    array_fini(&demo.calls);
    array_fini(&demo.kept);
    fault_list_fini(&demo.faults);
    arena_fini(&demo.arena);
    return good;
}
