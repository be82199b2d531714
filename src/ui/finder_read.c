/* Where the finder's names come from: a narrow pass over the accounts, and the search. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "finder_internal.h"

enum {
    TYPED_LEAST = 2, /* letters before people and notes are looked for */
    NOTE_COLUMNS = 36,
};

/* --- accounts --- */

static bool take_name(void *context, int64_t key, struct value value)
{
    struct finder *finder = context;
    const char *name = value.type == VALUE_TEXT ? value.text : "";

    ARRAY_PUSH(
        &finder->accounts, (struct named_account){key, arena_copy_text(&finder->names, name), ""});
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
           finder->writes == store_writes(session_store(session));
}

static void forget_accounts(struct finder *finder)
{
    finder->session = NULL;
    arena_clear(&finder->names);
    array_clear(&finder->accounts);
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
    if (!store_begin_read(store, err))
        return false;
    if (!store_column(store, ACCOUNT_NAME, take_name, finder, err) ||
        !store_column(store, ACCOUNT_ID, take_id, finder, err)) {
        store_rollback(store);
        forget_accounts(finder);
        return false;
    }
    if (!store_commit(store, err)) {
        forget_accounts(finder);
        return false;
    }
    if (finder->accounts.count)
        qsort(finder->accounts.items, finder->accounts.count, sizeof(*finder->accounts.items),
            compare_names);
    finder->session = session;
    finder->version = version;
    finder->writes = store_writes(store);
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
