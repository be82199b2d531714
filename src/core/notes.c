#include "notes_internal.h"

#include <string.h>
#include <strings.h>
#include "base/text.h"

bool note_next_attendee(const char **at, char name[ATTENDEE_ROOM])
{
    *at += strspn(*at, "; ");
    size_t len = strcspn(*at, ";");
    const char *first = *at;

    *at += len;
    while (len > 0 && first[len - 1] == ' ')
        len--;
    if (len >= ATTENDEE_ROOM)
        len = 0;
    memcpy(name, first, len);
    name[len] = '\0';
    return *at != first;
}

day_number note_day(const struct row *note)
{
    return row_knows(note, NOTE_AT) ? minute_day(row_integer(note, NOTE_AT)) : DAY_NONE;
}

static bool is_of_customer(const struct row *note, day_number after, day_number upto)
{
    day_number at = note_day(note);

    return at != DAY_NONE && at > after && at <= upto && !row_is(note, NOTE_KIND, "internal");
}

const struct row *notes_tagged(const struct dossier *dossier, const char *const *tags,
    day_number after, day_number upto, const char **ret_tag)
{
    for (size_t i = dossier->notes.count; i-- > 0;) {
        const struct row *note = dossier->notes.items[i];

        if (!row_knows(note, NOTE_TAGS) || !is_of_customer(note, after, upto))
            continue;
        for (const char *const *tag = tags; *tag; tag++) {
            if (row_has_tag(note, NOTE_TAGS, *tag)) {
                *ret_tag = *tag;
                return note;
            }
        }
    }
    return NULL;
}

static bool names_rival(const struct row *note, const struct settings *settings)
{
    for (int i = 0; i < settings->rival_count; i++) {
        if (text_contains_folded(row_text(note, NOTE_BODY), settings->rivals[i]))
            return true;
    }
    return false;
}

const struct row *notes_with_rival(const struct dossier *dossier, const struct settings *settings,
    day_number after, day_number upto)
{
    for (size_t i = dossier->notes.count; i-- > 0;) {
        const struct row *note = dossier->notes.items[i];

        if (is_of_customer(note, after, upto) &&
            (row_has_tag(note, NOTE_TAGS, "competitor") || names_rival(note, settings)))
            return note;
    }
    return NULL;
}

/* ASCII case only: a place that is not found shows the beginning of the note. */
static const char *find_nocase(const char *text, const char *word)
{
    size_t len = strlen(word);

    for (; *text; text++) {
        if (strncasecmp(text, word, len) == 0)
            return text;
    }
    return NULL;
}

const char *note_place_of(const struct row *note, const char *tag, const struct settings *settings)
{
    const char *body = row_text(note, NOTE_BODY);
    const char *at = NULL;

    for (int i = 0; settings && at == NULL && i < settings->rival_count; i++)
        at = find_nocase(body, settings->rivals[i]);
    return at || tag == NULL ? at : find_nocase(body, tag);
}
