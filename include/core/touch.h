/* What a touch is (model.md, Words and E13), for passes that hold no dossier. */
#ifndef CORE_TOUCH_H
#define CORE_TOUCH_H

#include "core/row.h"

/* Is this name, e-mail or id that of a contact of the note's account? */
typedef bool (*touch_contact_fn)(void *context, const struct row *note, const char *name);
/* By kind, tags and attendees of the note alone. */
bool note_is_touch_of(const struct row *note, touch_contact_fn is_contact, void *context);

#endif
