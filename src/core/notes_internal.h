/* Notes of a window that say something: a tag, a rival's name. */
#ifndef CORE_NOTES_INTERNAL_H
#define CORE_NOTES_INTERNAL_H

#include "core/dossier.h"

#define ATTENDEE_ROOM 256 /* of a name; a longer one is nobody's */
/* The next attendee, without the blanks around; false after the last. */
bool note_next_attendee(const char **at, char name[ATTENDEE_ROOM]);
day_number note_day(const struct row *note); /* DAY_NONE where it has none */
/* The newest of (after, upto] that is no internal one and bears one of the tags (ended by NULL); or
 * NULL. *ret_tag is the tag found. */
const struct row *notes_tagged(const struct dossier *dossier, const char *const *tags,
    day_number after, day_number upto, const char **ret_tag);
/* The same for the tag #competitor or the name of a listed rival. */
const struct row *notes_with_rival(const struct dossier *dossier, const struct settings *settings,
    day_number after, day_number upto);
/* Where the body names the tag or a listed rival (both may be NULL), else NULL. */
const char *note_place_of(const struct row *note, const char *tag, const struct settings *settings);

#endif
