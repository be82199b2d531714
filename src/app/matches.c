/* Who would enter a playbook now: the rows that the last scoring left of what it offers. */
#include <stdlib.h>
#include "app/app_internal.h"
#include "app/verbs.h"

struct matching {
    const struct rules *rules;
    const struct playbook *only; /* or NULL: all */
    struct arena *arena;
    struct playbook_match_list *matches;
};

static const struct playbook *sound_playbook(const struct matching *matching, const char *id)
{
    for (int i = 0; i < matching->rules->playbook_count; i++)
        if (text_equal(matching->rules->playbooks[i]->id, id))
            return matching->rules->playbooks[i];
    return NULL;
}

static bool take_offer(void *context, const struct open_signal *signal)
{
    struct matching *matching = context;
    const struct playbook *playbook;

    if (!text_starts(signal->signal, PLAYBOOK_MEMORY))
        return true;
    playbook = sound_playbook(matching, signal->suggests);
    if (!playbook || (matching->only && playbook != matching->only))
        return true;
    ARRAY_PUSH(matching->matches, (struct playbook_match){.account = signal->account,
                                      .playbook = playbook,
                                      .call = PLAYBOOK_OFFER,
                                      .why = arena_copy_text(matching->arena, signal->text),
                                      .account_name = ""});
    return true;
}

/* --- names, of many accounts in one pass --- */

struct naming {
    struct arena *arena;
    struct playbook_match **by_account; /* ascending */
    size_t count, at;
};

static int compare_accounts(const void *a, const void *b)
{
    int64_t left = (*(struct playbook_match *const *)a)->account;
    int64_t right = (*(struct playbook_match *const *)b)->account;

    return (left > right) - (left < right);
}

/* Accounts come by their keys. */
static bool take_name(void *context, int64_t key, struct value value)
{
    struct naming *naming = context;
    const char *name = NULL;

    while (naming->at < naming->count && naming->by_account[naming->at]->account < key)
        naming->at++;
    while (naming->at < naming->count && naming->by_account[naming->at]->account == key) {
        if (!name && value.type == VALUE_TEXT && *value.text)
            name = arena_copy_text(naming->arena, value.text);
        if (name)
            naming->by_account[naming->at]->account_name = name;
        naming->at++;
    }
    return naming->at < naming->count;
}

static bool name_all(struct session *session, struct matching *matching, struct error *err)
{
    size_t count = matching->matches->count;
    struct naming naming = {.arena = matching->arena, .count = count};
    bool ok;

    if (!count)
        return true;
    naming.by_account = mem_alloc_array(count, sizeof(struct playbook_match *));
    for (size_t i = 0; i < count; i++)
        naming.by_account[i] = &matching->matches->items[i];
    qsort(naming.by_account, count, sizeof(struct playbook_match *), compare_accounts);
    ok = store_column(session->store, ACCOUNT_ID, take_name, &naming, err);
    naming.at = 0;
    ok = ok && store_column(session->store, ACCOUNT_NAME, take_name, &naming, err);
    free(naming.by_account);
    return ok;
}

bool verb_playbook_matches(struct session *session, const char *name, struct arena *arena,
    struct playbook_match_list *ret_matches, struct error *err)
{
    struct matching matching = {.arena = arena, .matches = ret_matches};

    return (!name || verb_playbook_find(session, name, &matching.only, err)) &&
           session_rules(session, &matching.rules, err) &&
           store_each_open_signal(session->store, PLAYBOOK_OFFERED, take_offer, &matching, err) &&
           name_all(session, &matching, err);
}
