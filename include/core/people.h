/* The people of an account: roles, who is there, who was heard when (model.md E19). */
#ifndef CORE_PEOPLE_H
#define CORE_PEOPLE_H

#include "core/dossier.h"

enum person_role { PERSON_CHAMPION, PERSON_SPONSOR, PERSON_BUYER, PERSON_DECIDER, PERSON_OTHER };
/* By the words of the role, synonyms too: exec sponsor, economic buyer, budget owner, ... */
enum person_role person_role_of(const struct row *contact);
const char *person_role_word(
    enum person_role role); /* champion, sponsor, buyer, decision maker, contact */
bool person_decides(const struct row *contact); /* sponsor, buyer or decision maker */
bool person_is_active(const struct row *contact, day_number day); /* has not left */

/* Is this the person's name (accents and case aside), e-mail or id? */
bool person_is_called(const struct row *contact, const char *name);
/* How much they weigh: a champion 4, influence high 3, medium 2, else 1. */
int person_weight(const struct row *contact);

/* By name, e-mail or id; NULL none. */
const struct row *people_find(const struct dossier *dossier, const char *who);
int people_active(const struct dossier *dossier, day_number day);
/* Active champion, else highest influence, else the first active one; or NULL. */
const struct row *people_main_contact(const struct dossier *dossier, day_number day);
bool people_has_active(const struct dossier *dossier, enum person_role role, day_number day);
/* The champion or sponsor who left with no successor in that role (latest first); or NULL. */
const struct row *people_gone(const struct dossier *dossier, enum person_role role, day_number day);

/* Day this person was last met or heard: own field, and notes that are a touch; DAY_NONE never. */
day_number person_last_heard(
    const struct dossier *dossier, const struct row *contact, day_number day);
bool note_has_person(const struct row *note, const struct row *contact); /* among its attendees */
/* The active sponsor or buyer heard last, or any such where none was heard; NULL: nobody recorded.
 */
const struct row *people_sponsor(
    const struct dossier *dossier, day_number day, day_number *ret_heard);

/* Who holds the account's contact: participations of (day - 90, day]. */
struct thread_share {
    const struct row *contact; /* who has most, or NULL */
    int most, all;
    int touches;
};
struct thread_share people_threads(const struct dossier *dossier, day_number day);

enum warmth { WARMTH_WARM, WARMTH_COOLING, WARMTH_COLD, WARMTH_NEVER };
const char *warmth_word(enum warmth warmth); /* warm, cooling, cold, never met */
/* Days between touches with this person: their own, else the account's cadence. */
int person_interval(const struct row *contact, int cadence_days);
/* By the last day this person was heard, as person_last_heard finds it. */
enum warmth person_warmth_of(
    const struct row *contact, day_number heard, int cadence_days, day_number day);
/* Fills the person's virtual fields: heard, strength. */
void person_settle(
    const struct dossier *dossier, struct row *contact, int cadence_days, day_number day);
enum warmth person_warmth(
    const struct dossier *dossier, const struct row *contact, int cadence_days, day_number day);

#endif
