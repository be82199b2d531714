/* The playbooks there are: read once, and again when the folder changed. */
#include "app/app_internal.h"
#include "app/verbs.h"

/* Where the user's playbooks are; NULL: nowhere. */
static const char *folder_of(struct session *session, struct str *folder)
{
    if (!session->config_dir)
        return NULL;
    str_addf(folder, "%s/playbooks", session->config_dir);
    return str_text(folder);
}

uint64_t catalogue_mark(struct session *session)
{
    struct str text = {0};
    uint64_t mark = playbook_folder_mark(folder_of(session, &text));

    str_fini(&text);
    return mark;
}

/* The sound ones, for the rules. */
static void lay_rules(struct session *session)
{
    const struct playbook_entry_list *entries = &session->playbooks.entries;
    const struct playbook **sound =
        arena_alloc_array(&session->playbooks.arena, entries->count + 1, sizeof(*sound));
    int count = 0;

    for (size_t i = 0; i < entries->count; i++)
        if (entries->items[i].playbook)
            sound[count++] = entries->items[i].playbook;
    session->rules.playbooks = sound;
    session->rules.playbook_count = count;
}

bool catalogue_read(struct session *session, struct error *err)
{
    struct str text = {0};

    if (!session->playbooks_read) {
        const char *folder = folder_of(session, &text);

        session->playbooks_read = true;
        /* Taken first: what changes while they are read is seen as a change. */
        session->playbooks_mark = playbook_folder_mark(folder);
        session->playbooks_failed = !playbook_catalogue_load(
            folder, &session->settings, &session->playbooks, &session->playbooks_error);
        lay_rules(session);
        str_fini(&text);
    }
    if (session->playbooks_failed && err)
        *err = session->playbooks_error;
    return !session->playbooks_failed;
}

bool verb_playbooks_changed(struct session *session)
{
    return session->playbooks_read && catalogue_mark(session) != session->playbooks_mark;
}

void catalogue_fini(struct session *session)
{
    if (session->playbooks_read)
        playbook_catalogue_fini(&session->playbooks);
    for (size_t i = 0; i < session->retired.count; i++)
        playbook_catalogue_fini(&session->retired.items[i]);
    array_fini(&session->retired);
    array_fini(&session->run_texts);
    arena_fini(&session->run_texts_arena);
    arena_fini(&session->seen_arena);
}

/* What was read is kept until the session closes: a screen may still show it. */
void verb_playbooks_forget(struct session *session)
{
    if (session->playbooks_read)
        ARRAY_PUSH(&session->retired, session->playbooks);
    session->playbooks = (struct playbook_catalogue){0};
    session->playbooks_read = false;
    session->rules.playbooks = NULL;
    session->rules.playbook_count = 0;
}
