/* Who would enter a playbook now: the rows that the last scoring left of what it offers. */
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

static bool take_row(void *context, const struct row *row)
{
    struct matching *matching = context;
    const struct playbook *playbook;

    if (!row_integer(row, SIGNAL_OPEN) || !row_is(row, SIGNAL_KIND, PLAYBOOK_OFFERED) ||
        !playbook_keeps(row))
        return true;
    playbook = sound_playbook(matching, row_text(row, SIGNAL_SUGGESTS));
    if (!playbook || (matching->only && playbook != matching->only))
        return true;
    ARRAY_PUSH(matching->matches,
        (struct playbook_match){row_integer(row, SIGNAL_ACCOUNT), playbook, PLAYBOOK_OFFER,
            arena_copy_text(matching->arena, row_text(row, SIGNAL_TEXT))});
    return true;
}

bool verb_playbook_matches(struct session *session, const char *name, struct arena *arena,
    struct playbook_match_list *ret_matches, struct error *err)
{
    struct matching matching = {.arena = arena, .matches = ret_matches};

    return (!name || verb_playbook_find(session, name, &matching.only, err)) &&
           session_rules(session, &matching.rules, err) &&
           store_each(session->store, KIND_SIGNAL, take_row, &matching, err);
}
