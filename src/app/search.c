/* Full text over notes, tasks, people, accounts, goals and feedback. */
#include "app/search.h"

#include <string.h>
#include "base/text.h"

enum { ACCOUNTS_MOST = 50 };

/* ACCOUNT of contract.md, but that several may be meant: all that match in the first way in which
 * any does. */
static bool add_accounts(
    struct session *session, const char *text, struct key_list *accounts, struct error *err)
{
    static const enum store_match order[] = {
        MATCH_ID, MATCH_NAME, MATCH_NAME_FOLDED, MATCH_NAME_PART, MATCH_ID_PREFIX};
    struct key_list keys = {0};
    bool ok = true;

    for (size_t i = 0; ok && !keys.count && i < COUNT_OF(order); i++)
        ok =
            store_match_accounts(session_store(session), order[i], text, ACCOUNTS_MOST, &keys, err);
    for (size_t i = 0; ok && i < keys.count; i++)
        ARRAY_PUSH(accounts, keys.items[i]);
    array_fini(&keys);
    return ok;
}

static bool find_accounts(struct session *session, struct searching *searching, struct error *err)
{
    struct search_request *request = &searching->request;

    for (int i = 0; i < searching->query.account_count; i++) {
        const struct search_account *account = &searching->query.accounts[i];

        if (!add_accounts(session, account->text,
                account->excluded ? &request->without : &request->accounts, err))
            return false;
        request->has_accounts = request->has_accounts || !account->excluded;
    }
    store_keys_unique(&request->accounts);
    store_keys_unique(&request->without);
    return true;
}

bool search_begin(
    struct session *session, const char *text, struct searching *searching, struct error *err)
{
    struct search_request *request = &searching->request;
    struct key_list accounts = request->accounts, without = request->without;

    arena_clear(&searching->arena);
    array_clear(&searching->found);
    array_clear(&accounts);
    array_clear(&without);
    searching->place = (struct search_place){0};
    *request = (struct search_request){
        .query = &searching->query, .accounts = accounts, .without = without};
    search_parse(text, strlen(text), session_today(session), &session_settings(session)->calendar,
        &searching->arena, &searching->query);
    return find_accounts(session, searching, err);
}

bool search_more(struct session *session, struct searching *searching, int limit, struct error *err)
{
    searching->request.limit = limit;
    return store_search(
        session_store(session), &searching->request, &searching->place, &searching->found, err);
}

void searching_fini(struct searching *searching)
{
    arena_fini(&searching->arena);
    array_fini(&searching->found);
    array_fini(&searching->request.accounts);
    array_fini(&searching->request.without);
}

void search_catch_up(struct session *session)
{
    struct store *store = session_store(session);
    struct error ignored;
    bool more;

    if (!session_is_read_only(session) && store_index_is_behind(store))
        (void)!store_index_catch_up(store, true, &more, &ignored);
}
