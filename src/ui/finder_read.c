/* Where the finder's names come from: a narrow pass over the accounts, and the search. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "finder_internal.h"
#include "ui/shell.h"
#include "store/names.h"

enum {
    TYPED_LEAST = 2, /* letters before people and notes are looked for */
    NOTE_COLUMNS = 36,
    AT_ONCE = 5000, /* accounts */
    FIRST_NAMES = 64,
};

/* --- accounts --- */

static bool take_name(void *context, int64_t key, struct value value)
{
    struct finder *finder = context;
    const char *name = value.type == VALUE_TEXT ? value.text : "";

    ARRAY_PUSH(&finder->accounts,
        (struct named_account){
            .key = key, .name = arena_copy_text(&finder->names, name), .id = ""});
    return true;
}

static int compare_keys(const void *key, const void *item)
{
    int64_t wanted = *(const int64_t *)key, here = ((const struct named_account *)item)->key;

    return (wanted > here) - (wanted < here);
}

/* Both passes go by key, so the names are in its order still. */
static bool take_id(void *context, int64_t key, struct value value)
{
    struct finder *finder = context;
    struct named_account *account =
        finder->accounts.count ? bsearch(&key, finder->accounts.items, finder->accounts.count,
                                     sizeof(*account), compare_keys)
                               : NULL;

    if (account && value.type == VALUE_TEXT) {
        account->id = arena_copy_text(&finder->names, value.text);
        if (text_blank(account->name))
            account->name = account->id;
    }
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct named_account *a = left, *b = right;
    int order = text_compare_folded(a->name, b->name);

    return order ? order : (a->key > b->key) - (a->key < b->key);
}

static bool is_current(const struct finder *finder, int64_t version)
{
    struct session *session = ui_session(finder->ui);

    return finder->session == session && finder->version == version &&
           finder->namings == store_namings(session_store(session));
}

static void forget_accounts(struct finder *finder)
{
    finder->session = NULL;
    arena_clear(&finder->names);
    array_clear(&finder->accounts);
    finder->named = 0;
}

/* --- of a large book: in its order, a few at a time --- */

bool finder_is_whole(const struct finder *finder)
{
    return finder->has_keys && finder->named == finder->accounts.count;
}

static void name_account(struct finder *finder, const char *name, const char *id)
{
    struct named_account *account = &finder->accounts.items[finder->named++];

    account->id = id;
    account->name = text_blank(name) ? id : name;
    account->letters = fuzzy_letters(account->name) | fuzzy_letters(account->id);
}

static void add_key(struct finder *finder, int64_t key)
{
    ARRAY_PUSH(&finder->accounts, (struct named_account){.key = key, .name = "", .id = ""});
}

int finder_large(const struct finder *finder, int usual)
{
    return finder->ui->large ? (int)finder->ui->large : usual;
}

/* What one sees first. */
static bool read_first(struct finder *finder, struct store *store, struct error *err)
{
    struct row_list rows = {0};

    if (!store_page(
            store, ORDER_NAME, 0, finder_large(finder, FIRST_NAMES), &finder->names, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        add_key(finder, rows.items[i]->key);
        name_account(
            finder, row_text(rows.items[i], ACCOUNT_NAME), row_text(rows.items[i], ACCOUNT_ID));
    }
    finder->has_keys = false;
    return true;
}

/* All keys; the names that were read stay where the book is still the same. */
static bool read_keys(struct finder *finder, struct store *store, struct error *err)
{
    struct key_list keys = {0};
    size_t same = 0;
    bool ok = store_keys(store, ORDER_NAME, &keys, err);

    while (ok && same < finder->named && same < keys.count &&
           keys.items[same] == finder->accounts.items[same].key)
        same++;
    if (ok)
        finder->named = finder->accounts.count = same;
    for (size_t i = same; ok && i < keys.count; i++)
        add_key(finder, keys.items[i]);
    finder->has_keys = ok;
    array_fini(&keys);
    return ok;
}

static bool read_names(struct finder *finder, struct store *store, size_t most, struct error *err)
{
    for (; most > 0 && !finder_is_whole(finder); most--) {
        struct store_name name;

        if (!store_name_of(
                store, finder->accounts.items[finder->named].key, &finder->names, &name, err))
            return false;
        name_account(finder, name.name, name.id);
    }
    return true;
}

bool finder_read_more(struct finder *finder, size_t most, struct error *err)
{
    struct store *store = session_store(ui_session(finder->ui));
    bool ok = store_begin_read(store, err);

    if (!ok)
        return false;
    ok = finder->has_keys ? read_names(finder, store, most, err) : read_keys(finder, store, err);
    if (ok && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

/* --- at once --- */

static bool read_small(struct finder *finder, struct store *store, struct error *err)
{
    if (!store_column(store, ACCOUNT_NAME, take_name, finder, err) ||
        !store_column(store, ACCOUNT_ID, take_id, finder, err))
        return false;
    if (finder->accounts.count)
        qsort(finder->accounts.items, finder->accounts.count, sizeof(*finder->accounts.items),
            compare_names);
    finder->named = finder->accounts.count;
    finder->has_keys = true;
    return true;
}

static bool read_anew(struct finder *finder, struct store *store, struct error *err)
{
    int64_t count = 0;
    bool ok = store_begin_read(store, err);

    if (!ok)
        return false;
    ok = store_count(store, KIND_ACCOUNT, &count, err) &&
         (count > finder_large(finder, AT_ONCE) ? read_first(finder, store, err)
                                                : read_small(finder, store, err)) &&
         store_commit(store, err);
    if (!ok)
        store_rollback(store);
    return ok;
}

/* Where another program writes just now, the names that were read before are good enough. */
bool finder_read_accounts(struct finder *finder, struct error *err)
{
    struct session *session = ui_session(finder->ui);
    struct store *store = session_store(session);
    int64_t version = finder->version;

    if (!store_data_version(store, &version) && finder->session == session)
        return true;
    if (is_current(finder, version))
        return true;
    forget_accounts(finder);
    if (!read_anew(finder, store, err)) {
        forget_accounts(finder);
        return false;
    }
    finder->session = session;
    finder->version = version;
    finder->namings = store_namings(store);
    return true;
}

/* --- people and notes --- */

static const char *account_name(struct finder *finder, int64_t account)
{
    struct row *row = NULL;
    struct error ignored;

    if (!account || !store_get(session_store(ui_session(finder->ui)), KIND_ACCOUNT, account,
                        &finder->hit_arena, &row, &ignored))
        return "";
    return row ? part_name(row) : "";
}

static void add_hit(
    struct finder *finder, const struct searching *searching, const struct found *found)
{
    struct store *store = session_store(ui_session(finder->ui));
    struct finder_hit *here = &finder->hits[finder->hit_count];
    struct search_hit hit;
    struct row *row = NULL;
    struct error ignored;
    bool there = false;

    if (!store_search_hit(store, &searching->query, found->entry, NOTE_COLUMNS, &finder->hit_arena,
            &hit, &there, &ignored) ||
        !there)
        return;
    *here = (struct finder_hit){{hit.kind, hit.key}, hit.account, hit.text, ""};
    if (hit.kind == KIND_CONTACT &&
        store_get(store, hit.kind, hit.key, &finder->hit_arena, &row, &ignored) && row)
        here->name = row_text(row, CONTACT_NAME);
    here->about = arena_format(&finder->hit_arena, "%s%s%s",
        hit.kind == KIND_CONTACT ? _("person") : _(kind_info(hit.kind)->singular),
        hit.account ? ", " : "", account_name(finder, hit.account));
    finder->hit_count++;
}

static void search_kind_for(struct finder *finder, const char *kind, const char *typed)
{
    struct session *session = ui_session(finder->ui);
    struct searching searching = {0};
    struct str query = {0};
    struct error ignored;

    str_addf(&query, "in:%s %s", kind, typed);
    if (search_begin(session, str_text(&query), &searching, &ignored) &&
        search_more(session, &searching, FINDER_HITS, &ignored))
        for (size_t i = 0;
             i < searching.found.count && i < FINDER_HITS && finder->hit_count < FINDER_HITS_MOST;
             i++)
            add_hit(finder, &searching, &searching.found.items[i]);
    searching_fini(&searching);
    str_fini(&query);
}

void finder_search(struct finder *finder, const char *typed)
{
    finder->hit_count = 0;
    arena_clear(&finder->hit_arena);
    if (text_columns(typed) < TYPED_LEAST || text_blank(typed))
        return;
    if (finder->asking.sources & FINDER_PEOPLE)
        search_kind_for(finder, "people", typed);
    if (finder->asking.sources & FINDER_NOTES)
        search_kind_for(finder, "notes", typed);
}
