/* What the relationship with an account lacks, in sentences: model.md E19. */
#include "base/str.h"
#include "base/text.h"
#include "base/words.h"
#include "core/contract.h"
#include "core/people_map.h"
#include "words_internal.h"

struct lacking {
    const struct dossier *dossier;
    day_number today;
    struct arena *arena;
    struct people_sentences *sentences;
};

static void say(
    const struct lacking *at, enum people_lack lack, const struct row *contact, const char *text)
{
    at->sentences->items[at->sentences->count++] = (struct people_sentence){lack, contact, text};
}

/* Days without a word; -1: cannot be told. Counted from contract start if never met. */
static int silent_days(const struct lacking *at, day_number heard)
{
    day_number from = heard != DAY_NONE ? heard : contract_start(at->dossier);

    return from == DAY_NONE || from > at->today ? -1 : at->today - from;
}

static const char *silence(
    const struct lacking *at, const struct row *contact, const char *what, day_number heard)
{
    const char *name = row_text(contact, CONTACT_NAME);
    int days = silent_days(at, heard);

    if (heard == DAY_NONE)
        return arena_format(at->arena,
            words_plural(
                "%s, %s, has not been met in %d day", "%s, %s, has not been met in %d days", days),
            name, what, days);
    return arena_format(at->arena,
        words_plural(
            "%s, %s, has been silent for %d day", "%s, %s, has been silent for %d days", days),
        name, what, days);
}

static void say_threads(const struct lacking *at)
{
    struct thread_share share = people_threads(at->dossier, at->today);
    const struct row *main = people_main_contact(at->dossier, at->today);

    if (people_active(at->dossier, at->today) == 1)
        say(at, PEOPLE_ONE, main,
            arena_format(
                at->arena, _("%s is the only person recorded"), row_text(main, CONTACT_NAME)));
    if ((main && main == share.contact && people_active(at->dossier, at->today) == 1) ||
        share.all < THREAD_LEAST || share.most < THREAD_SHARE * share.all - 1e-9)
        return;
    say(at, PEOPLE_THREAD, share.contact,
        arena_format(at->arena, _("%s%s %s of %d participations in 90 days"),
            row_text(share.contact, CONTACT_NAME),
            person_is_active(share.contact, at->today) ? _(" holds") : _(", who left, held"),
            words_percent(at->arena, (double)share.most / share.all), share.all));
}

static void say_silences(const struct lacking *at)
{
    day_number heard;
    const struct row *sponsor = people_sponsor(at->dossier, at->today, &heard);
    const struct row *main = people_main_contact(at->dossier, at->today);

    if (sponsor && silent_days(at, heard) >= SPONSOR_SILENT_DAYS)
        say(at, PEOPLE_SPONSOR, sponsor,
            silence(at, sponsor, person_role_word(person_role_of(sponsor)), heard));
    if (!main || (sponsor == main && silent_days(at, heard) >= SPONSOR_SILENT_DAYS))
        return;
    heard = person_last_heard(at->dossier, main, at->today);
    if (silent_days(at, heard) >= MAIN_SILENT_DAYS)
        say(at, PEOPLE_MAIN, main, silence(at, main, _("the main contact"), heard));
}

/* Who nobody is: a sponsor, a buyer and who decides stand for different chairs. */
static void say_roles(const struct lacking *at)
{
    static const enum person_role roles[] = {PERSON_CHAMPION, PERSON_SPONSOR, PERSON_BUYER};
    struct str text = {0};
    const char *missing[COUNT_OF(roles)];
    size_t count = 0;

    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (!people_has_active(at->dossier, roles[i], at->today))
            missing[count++] = person_role_word(roles[i]);
    if (!count)
        return;
    str_add(&text, _("nobody is recorded as "));
    for (size_t i = 0; i < count; i++)
        str_addf(&text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : _(" or "), missing[i]);
    say(at, PEOPLE_ROLE, NULL, arena_copy_text(at->arena, str_text(&text)));
    str_fini(&text);
}

void people_lacks(const struct dossier *dossier, day_number today, struct arena *arena,
    struct people_sentences *ret_sentences)
{
    struct lacking at = {dossier, today, arena, ret_sentences};

    ret_sentences->count = 0;
    if (people_active(dossier, today) == 0) {
        say(&at, PEOPLE_NONE, NULL,
            dossier->contacts.count ? _("nobody is there any more") : _("nobody is recorded here"));
        return;
    }
    say_threads(&at);
    say_silences(&at);
    say_roles(&at);
}
