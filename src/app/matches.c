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

static bool take_offer(void *context, const struct stored_offer *offer)
{
    struct matching *matching = context;
    const struct playbook *playbook;

    if (!text_starts(offer->signal, PLAYBOOK_MEMORY))
        return true;
    playbook = sound_playbook(matching, offer->suggests);
    if (!playbook || (matching->only && playbook != matching->only))
        return true;
    ARRAY_PUSH(matching->matches, (struct playbook_match){.account = offer->account,
                                      .playbook = playbook,
                                      .call = PLAYBOOK_OFFER,
                                      .why = arena_copy_text(matching->arena, offer->text),
                                      .account_name = ""});
    return true;
}

/* --- names, of many accounts in one pass --- */

enum { KEYS_MOST = 4000000 }; /* of a table by key; keys beyond are looked up one by one */

struct naming {
    struct arena *arena;
    const char **names; /* by account; NULL: not asked for, "": not known yet */
    int64_t last;
    size_t unnamed;
};

/* Accounts come by their keys. */
static bool take_name(void *context, int64_t key, struct value value)
{
    struct naming *naming = context;

    if (key > naming->last)
        return false;
    if (!naming->names[key] || *naming->names[key] || value.type != VALUE_TEXT || !*value.text)
        return true;
    naming->names[key] = arena_copy_text(naming->arena, value.text);
    naming->unnamed--;
    return true;
}

static bool fill_names(struct session *session, const struct playbook_match_list *matches,
    struct naming *naming, struct error *err)
{
    for (size_t i = 0; i < matches->count; i++) {
        const char **name = &naming->names[matches->items[i].account];

        naming->unnamed += !*name;
        *name = "";
    }
    return store_column(session->store, ACCOUNT_NAME, take_name, naming, err) &&
           (!naming->unnamed || store_column(session->store, ACCOUNT_ID, take_name, naming, err));
}

static bool name_one_by_one(struct session *session, struct matching *matching, struct error *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < matching->matches->count; i++)
        ok = account_name(session, matching->matches->items[i].account, matching->arena,
            &matching->matches->items[i].account_name, err);
    return ok;
}

static bool name_all(struct session *session, struct matching *matching, struct error *err)
{
    struct playbook_match_list *matches = matching->matches;
    struct naming naming = {.arena = matching->arena};
    bool ok;

    for (size_t i = 0; i < matches->count; i++)
        if (matches->items[i].account > naming.last)
            naming.last = matches->items[i].account;
    if (naming.last > KEYS_MOST)
        return name_one_by_one(session, matching, err);
    naming.names = mem_alloc_array((size_t)naming.last + 1, sizeof(*naming.names));
    ok = fill_names(session, matches, &naming, err);
    for (size_t i = 0; ok && i < matches->count; i++)
        matches->items[i].account_name = naming.names[matches->items[i].account];
    free(naming.names);
    return ok;
}

bool verb_playbook_matches(struct session *session, const char *name, struct arena *arena,
    struct playbook_match_list *ret_matches, struct error *err)
{
    struct matching matching = {.arena = arena, .matches = ret_matches};

    return (!name || verb_playbook_find(session, name, &matching.only, err)) &&
           session_rules(session, &matching.rules, err) &&
           store_each_offer(session->store, take_offer, &matching, err) &&
           (!ret_matches->count || name_all(session, &matching, err));
}
