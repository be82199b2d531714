/* Whose meeting it is: by the people in it. */
#include <string.h>
#include "base/text.h"
#include "meetings_internal.h"

enum { VOTES_MOST = 32 };

struct knowing {
    struct session *session;
    struct arena *arena;
};

static bool account_of_domain(
    struct knowing *knowing, const char *email, int64_t *ret_account, struct error *err)
{
    const char *domain = strchr(email, '@');
    struct key_list keys = {0};
    bool ok = !domain || store_match_accounts(
                             knowing->session->store, MATCH_DOMAIN, domain + 1, 2, &keys, err);

    *ret_account = ok && keys.count == 1 ? keys.items[0] : 0;
    array_fini(&keys);
    return ok;
}

struct guest {
    const char *name;
    int64_t account; /* 0: of nobody in the book */
    bool is_known;   /* by e-mail, not only by domain */
};

static bool know_guest(struct knowing *knowing, const struct ical_person *person,
    struct guest *guest, struct error *err)
{
    struct row *contact = NULL;

    *guest = (struct guest){.name = *person->name ? person->name : person->email};
    if (!store_find_contact(
            knowing->session->store, 0, person->email, knowing->arena, &contact, err))
        return false;
    if (!contact)
        return account_of_domain(knowing, person->email, &guest->account, err);
    guest->is_known = true;
    guest->account = row_integer(contact, CONTACT_ACCOUNT);
    if (row_knows(contact, CONTACT_NAME))
        guest->name = row_text(contact, CONTACT_NAME);
    return true;
}

/* Known people decide before domains do; among accounts the one with most people there. */
static int64_t elect(const struct guest *guests, size_t count, bool known)
{
    int64_t best = 0;
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t votes = 0;

        for (size_t j = 0; j < count; j++)
            votes += guests[j].account == guests[i].account && (!known || guests[j].is_known);
        if (guests[i].account && votes > most) {
            most = votes;
            best = guests[i].account;
        }
    }
    return best;
}

/* The customer's people only: a name in a logged note becomes a person of the account. */
static const char *names_of(
    struct knowing *knowing, const struct guest *guests, size_t count, int64_t account)
{
    struct str names = {0};
    const char *copy;

    for (size_t i = 0; i < count; i++) {
        if (guests[i].account != account)
            continue;
        if (names.len)
            str_add_char(&names, ';');
        for (const char *at = guests[i].name; *at; at++)
            str_add_char(&names, *at == ';' ? ',' : *at);
    }
    copy = arena_copy_text(knowing->arena, str_text(&names));
    str_fini(&names);
    return copy;
}

static const char *kind_of_title(const char *title)
{
    static const char *const kinds[] = {"qbr", "ebr", "training", "call"};
    struct str folded = {0};
    const char *kind = "meeting";

    text_fold(&folded, title);
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        size_t len = strlen(kinds[i]);

        for (const char *at = str_text(&folded); (at = strstr(at, kinds[i])) != NULL; at++)
            if ((at == folded.data || !strchr("abcdefghijklmnopqrstuvwxyz", at[-1])) &&
                !(at[len] >= 'a' && at[len] <= 'z'))
                kind = kinds[i];
    }
    str_fini(&folded);
    return kind;
}

bool meeting_know(struct session *session, const struct ical_event *event, struct arena *arena,
    struct meeting_facts *ret_facts, struct error *err)
{
    struct knowing knowing = {session, arena};
    struct guest guests[VOTES_MOST] = {0};
    size_t count = 0;

    for (size_t i = 0; i < event->persons.count && count < VOTES_MOST; i++) {
        if (event->persons.items[i].declined)
            continue;
        if (!know_guest(&knowing, &event->persons.items[i], &guests[count], err))
            return false;
        count++;
    }
    ret_facts->account = elect(guests, count, true);
    if (!ret_facts->account)
        ret_facts->account = elect(guests, count, false);
    ret_facts->attendees = names_of(&knowing, guests, count, ret_facts->account);
    ret_facts->kind = kind_of_title(event->title);
    return true;
}
