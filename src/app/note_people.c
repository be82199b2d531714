/* Who was there: new names become people of the account, and all were met that day. */
#include <string.h>
#include "app/app_internal.h"
#include "base/text.h"

/* No customer was there. */
static bool meets_nobody(const struct note_draft *draft)
{
    return !draft->account || draft->prepared || text_equal(draft->kind, "internal") ||
           text_equal(draft->kind, "no-show");
}

static void add_person(struct change *change, int64_t account, const char *name, day_number day)
{
    size_t row = change_insert(change, KIND_CONTACT);

    change_set_integer(change, row, CONTACT_ACCOUNT, account);
    change_set_text(change, row, CONTACT_NAME, name);
    if (strchr(name, '@') && !strchr(name, ' '))
        change_set_text(change, row, CONTACT_EMAIL, name);
    change_set_text(change, row, CONTACT_STATUS, "active");
    change_set_day(change, row, CONTACT_LAST_TOUCH, day);
}

static bool touch_person(struct session *session, struct change *change, int64_t account,
    const char *name, day_number day, struct error *err)
{
    struct row *contact = NULL;

    if (!store_find_contact(session->store, account, name, &change->arena, &contact, err))
        return false;
    if (!contact)
        add_person(change, account, name, day);
    else if (!row_knows(contact, CONTACT_LAST_TOUCH) || row_day(contact, CONTACT_LAST_TOUCH) < day)
        change_set_day(
            change, change_update(change, KIND_CONTACT, contact->key), CONTACT_LAST_TOUCH, day);
    return true;
}

/* The name of the writer is none of the customer's. */
static const char *next_name(struct session *session, struct change *change, const char **at)
{
    while (**at) {
        const char *from = *at + strspn(*at, " "), *name;
        size_t len = strcspn(from, ";");

        *at = from + len + (from[len] == ';');
        while (len > 0 && from[len - 1] == ' ')
            len--;
        name = arena_copy_bytes(&change->arena, from, len);
        if (*name && !text_equal_nocase(name, session_author(session)))
            return name;
    }
    return NULL;
}

bool change_touch_people(struct session *session, struct change *change,
    const struct note_draft *draft, struct error *err)
{
    const char *at = draft->attendees ? draft->attendees : "", *name;
    day_number day = draft->at == MINUTE_NONE ? session->today : minute_day(draft->at);

    if (meets_nobody(draft))
        return true;
    while ((name = next_name(session, change, &at)) != NULL)
        if (!touch_person(session, change, draft->account, name, day, err))
            return false;
    return true;
}
