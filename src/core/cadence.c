/* When the next touch is due: model.md E13, and what a touch is (Words). */
#include <string.h>
#include "base/str.h"
#include "base/text.h"
#include "core/assess.h"
#include "core/people.h"
#include "core/touch.h"
#include "notes_internal.h"

#define KEEN_DAYS 7      /* days 0-30, and while onboarding is unfinished */
#define SETTLING_DAYS 14 /* days 31-90 */
#define CLOSE_DAYS 14    /* at most, while red or near the decision */
#define DECISION_NEAR 90

static const char *const touch_kinds[] = {"call", "email", "meeting", "training", "qbr", "ebr"};

static bool is_touch_kind(const char *kind)
{
    return text_is_one_of_nocase(kind, touch_kinds, COUNT_OF(touch_kinds));
}

static bool is_contact(void *context, const struct row *note, const char *name)
{
    const struct row_list *contacts = context;

    for (size_t i = 0; i < contacts->count; i++)
        if (person_is_called(contacts->items[i], name))
            return true;
    return false;
}

bool note_is_touch_of(const struct row *note, touch_contact_fn is_contact_of, void *context)
{
    const char *at = row_text(note, NOTE_ATTENDEES);
    char name[ATTENDEE_ROOM];
    bool any = false;

    if (!is_touch_kind(row_text(note, NOTE_KIND)) || row_has_tag(note, NOTE_TAGS, "try") ||
        row_has_tag(note, NOTE_TAGS, "#try"))
        return false;
    while (note_next_attendee(&at, name)) {
        if (is_contact_of(context, note, name))
            return true;
        any = true;
    }
    return !any;
}

bool note_is_touch(const struct row *note, const struct row_list *contacts)
{
    struct row_list known = *contacts;

    return note_is_touch_of(note, is_contact, &known);
}

static void take_touch(
    struct touch_state *touch, day_number day, const char *kind, day_number today)
{
    if (day == DAY_NONE || day > today || day <= touch->last)
        return;
    touch->last = day;
    touch->last_kind = kind;
}

/* Notes first, since they know what it was. Of the notes the newest touch is the last one. */
static void find_last(const struct dossier *dossier, day_number today, struct touch_state *touch)
{
    for (size_t i = dossier->notes.count; i-- > 0 && touch->last == DAY_NONE;) {
        const struct row *note = dossier->notes.items[i];
        day_number day =
            row_knows(note, NOTE_AT) ? minute_day(row_integer(note, NOTE_AT)) : DAY_NONE;

        if (day != DAY_NONE && day <= today && note_is_touch(note, &dossier->contacts))
            take_touch(touch, day, row_text(note, NOTE_KIND), today);
    }
    for (size_t i = 0; i < dossier->contacts.count; i++)
        take_touch(
            touch, row_day(dossier->contacts.items[i], CONTACT_LAST_TOUCH), "unknown", today);
    take_touch(touch, row_day(dossier->account, ACCOUNT_LAST_ACTIVITY), "unknown", today);
}

static int days_of_age(
    const struct settings *settings, const struct dossier *dossier, day_number today)
{
    day_number start = contract_start(dossier);
    int age = start == DAY_NONE ? -1 : today - start;

    if ((age >= 0 && age <= 30) || row_is(dossier->account, ACCOUNT_STAGE, "onboarding"))
        return KEEN_DAYS;
    if (age >= 0 && age <= 90)
        return SETTLING_DAYS;
    int tier = settings_tier(settings, row_text(dossier->account, ACCOUNT_TIER));
    int days = settings->cadence_days[tier];
    return days > 0 ? days : 30;
}

static bool decides_soon(const struct renewal_clock *clock)
{
    return clock->decision != DAY_NONE && clock->decides_in <= DECISION_NEAR &&
           clock->state != RENEWAL_LOCKED_IN && clock->state != RENEWAL_GONE;
}

static day_number later_of(day_number a, day_number b)
{
    return a > b ? a : b; /* DAY_NONE is the least of all */
}

struct touch_state cadence_of(const struct rules *rules, const struct dossier *dossier,
    const struct account_contract *contract, enum health_band band, day_number today)
{
    struct touch_state touch = {.last = DAY_NONE, .last_kind = "", .next = DAY_NONE};

    find_last(dossier, today, &touch);
    touch.counted_from = touch.last;
    if (touch.last == DAY_NONE)
        touch.counted_from =
            later_of(contract_start(dossier), row_day(dossier->account, ACCOUNT_ENTERED));
    touch.cadence_days = days_of_age(rules->settings, dossier, today);
    if ((band == BAND_RED || decides_soon(&contract->clock)) && touch.cadence_days > CLOSE_DAYS)
        touch.cadence_days = CLOSE_DAYS;
    if (touch.counted_from != DAY_NONE)
        touch.next = touch.counted_from + touch.cadence_days;
    return touch;
}
