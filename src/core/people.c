/* The people of an account. */
#include "core/people.h"

#include "base/attributes.h"
#include "base/text.h"
#include "base/words.h"
#include "core/assess.h"
#include "notes_internal.h"

struct role_name {
    const char *name;
    enum person_role role;
};

static const struct role_name role_names[] = {
    {"champion", PERSON_CHAMPION},
    {"internal champion", PERSON_CHAMPION},
    {"executive sponsor", PERSON_SPONSOR},
    {"exec sponsor", PERSON_SPONSOR},
    {"sponsor", PERSON_SPONSOR},
    {"executive", PERSON_SPONSOR},
    {"economic buyer", PERSON_BUYER},
    {"buyer", PERSON_BUYER},
    {"budget owner", PERSON_BUYER},
    {"budget holder", PERSON_BUYER},
    {"decision maker", PERSON_DECIDER},
    {"decision-maker", PERSON_DECIDER},
    {"decider", PERSON_DECIDER},
};

enum person_role person_role_of(const struct row *contact)
{
    for (size_t i = 0; i < COUNT_OF(role_names); i++) {
        if (row_is(contact, CONTACT_ROLE, role_names[i].name))
            return role_names[i].role;
    }
    return PERSON_OTHER;
}

const char *person_role_word(enum person_role role)
{
    static const char *const words[] = {
        [PERSON_CHAMPION] = "champion",
        [PERSON_SPONSOR] = "sponsor",
        [PERSON_BUYER] = "buyer",
        [PERSON_DECIDER] = "decision maker",
        [PERSON_OTHER] = "contact",
    };
    return words[role];
}

bool person_decides(const struct row *contact)
{
    enum person_role role = person_role_of(contact);

    return role == PERSON_SPONSOR || role == PERSON_BUYER || role == PERSON_DECIDER;
}

bool person_is_active(const struct row *contact, day_number day)
{
    static const char *const gone[] = {"left", "inactive", "former", "gone"};
    day_number left = row_day(contact, CONTACT_LEFT_ON);

    if (left != DAY_NONE)
        return left > day;
    for (size_t i = 0; i < COUNT_OF(gone); i++) {
        if (row_is(contact, CONTACT_STATUS, gone[i]))
            return false;
    }
    return true;
}

bool person_is_called(const struct row *contact, const char *name)
{
    return !text_blank(name) && (text_compare_folded(name, row_text(contact, CONTACT_NAME)) == 0 ||
                                    text_equal_nocase(name, row_text(contact, CONTACT_EMAIL)) ||
                                    text_equal_nocase(name, row_text(contact, CONTACT_ID)));
}

const struct row *people_find(const struct dossier *dossier, const char *who)
{
    for (size_t i = 0; i < dossier->contacts.count; i++)
        if (person_is_called(dossier->contacts.items[i], who))
            return dossier->contacts.items[i];
    return NULL;
}

int people_active(const struct dossier *dossier, day_number day)
{
    int count = 0;

    for (size_t i = 0; i < dossier->contacts.count; i++)
        count += person_is_active(dossier->contacts.items[i], day);
    return count;
}

int person_weight(const struct row *contact)
{
    if (person_role_of(contact) == PERSON_CHAMPION)
        return 4;
    if (row_is(contact, CONTACT_INFLUENCE, "high"))
        return 3;
    if (row_is(contact, CONTACT_INFLUENCE, "medium"))
        return 2;
    return 1;
}

const struct row *people_main_contact(const struct dossier *dossier, day_number day)
{
    const struct row *best = NULL;

    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];

        if (!person_is_active(contact, day))
            continue;
        if (best == NULL || person_weight(contact) > person_weight(best))
            best = contact;
    }
    return best;
}

bool people_has_active(const struct dossier *dossier, enum person_role role, day_number day)
{
    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];

        if (person_role_of(contact) == role && person_is_active(contact, day))
            return true;
    }
    return false;
}

const struct row *people_gone(const struct dossier *dossier, enum person_role role, day_number day)
{
    const struct row *gone = NULL;

    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];

        if (person_role_of(contact) != role)
            continue;
        if (person_is_active(contact, day))
            return NULL;
        if (gone == NULL || row_day(contact, CONTACT_LEFT_ON) > row_day(gone, CONTACT_LEFT_ON))
            gone = contact;
    }
    return gone;
}

bool note_has_person(const struct row *note, const struct row *contact)
{
    const char *at = row_text(note, NOTE_ATTENDEES);
    char name[ATTENDEE_ROOM];

    while (note_next_attendee(&at, name))
        if (person_is_called(contact, name))
            return true;
    return false;
}

/* Nobody was there by name, or the note has no day. */
static bool note_says_who(const struct row *note, day_number after, day_number upto)
{
    if (!row_knows(note, NOTE_ATTENDEES) || !row_knows(note, NOTE_AT))
        return false;
    day_number at = minute_day(row_integer(note, NOTE_AT));

    return at > after && at <= upto;
}

day_number person_last_heard(
    const struct dossier *dossier, const struct row *contact, day_number day)
{
    day_number heard = row_day(contact, CONTACT_LAST_TOUCH);

    if (heard > day)
        heard = DAY_NONE;
    for (size_t i = dossier->notes.count; i-- > 0;) {
        const struct row *note = dossier->notes.items[i];

        if (note_says_who(note, heard, day) && note_has_person(note, contact) &&
            note_is_touch(note, &dossier->contacts))
            return minute_day(row_integer(note, NOTE_AT)); /* notes stand in order of time */
    }
    return heard;
}

const struct row *people_sponsor(
    const struct dossier *dossier, day_number day, day_number *ret_heard)
{
    const struct row *best = NULL;

    *ret_heard = DAY_NONE;
    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];
        enum person_role role = person_role_of(contact);

        if ((role != PERSON_SPONSOR && role != PERSON_BUYER) || !person_is_active(contact, day))
            continue;
        day_number heard = person_last_heard(dossier, contact, day);

        if (best == NULL || heard > *ret_heard) {
            best = contact;
            *ret_heard = heard;
        }
    }
    return best;
}

static int participations(const struct dossier *dossier, const struct row *contact, day_number day)
{
    int count = 0;

    for (size_t i = 0; i < dossier->notes.count; i++) {
        const struct row *note = dossier->notes.items[i];

        count += note_says_who(note, day - 90, day) && note_has_person(note, contact) &&
                 note_is_touch(note, &dossier->contacts);
    }
    return count;
}

static int touches_between(const struct dossier *dossier, day_number after, day_number upto)
{
    int count = 0;

    for (size_t i = dossier->notes.count; i-- > 0;) {
        const struct row *note = dossier->notes.items[i];
        day_number at =
            row_knows(note, NOTE_AT) ? minute_day(row_integer(note, NOTE_AT)) : DAY_NONE;

        count += at > after && at <= upto && note_is_touch(note, &dossier->contacts);
    }
    return count;
}

struct thread_share people_threads(const struct dossier *dossier, day_number day)
{
    struct thread_share share = {.touches = touches_between(dossier, day - 90, day)};

    for (size_t i = 0; share.touches > 0 && i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];
        int count = participations(dossier, contact, day);

        share.all += count;
        if (count > share.most) {
            share.most = count;
            share.contact = contact;
        }
    }
    return share;
}

const char *warmth_word(enum warmth warmth)
{
    static const char *const words[] = {
        [WARMTH_WARM] = N_("warm"),
        [WARMTH_COOLING] = N_("cooling"),
        [WARMTH_COLD] = N_("cold"),
        [WARMTH_NEVER] = N_("never met"),
    };
    return words[warmth];
}

int person_interval(const struct row *contact, int cadence_days)
{
    int64_t own = row_integer(contact, CONTACT_INTERVAL);

    return own > 0 && own <= INT16_MAX ? (int)own : cadence_days;
}

enum warmth person_warmth_of(
    const struct row *contact, day_number heard, int cadence_days, day_number day)
{
    int interval = person_interval(contact, cadence_days);

    if (heard == DAY_NONE)
        return WARMTH_NEVER;
    if (day - heard <= interval)
        return WARMTH_WARM;
    return day - heard <= 2 * interval ? WARMTH_COOLING : WARMTH_COLD;
}

enum warmth person_warmth(
    const struct dossier *dossier, const struct row *contact, int cadence_days, day_number day)
{
    return person_warmth_of(contact, person_last_heard(dossier, contact, day), cadence_days, day);
}

void person_settle(
    const struct dossier *dossier, struct row *contact, int cadence_days, day_number day)
{
    day_number heard = person_last_heard(dossier, contact, day);

    row_set_day(contact, CONTACT_HEARD, heard);
    row_set(contact, CONTACT_STRENGTH,
        person_is_active(contact, day)
            ? value_text(warmth_word(person_warmth_of(contact, heard, cadence_days, day)))
            : value_unknown());
}
