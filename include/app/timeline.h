/* What happened, newest first: on one account, from its dossier, or in the whole book, page by page
 * from the store. The one door to it for the screens, the command line and briefs. */
#ifndef APP_TIMELINE_H
#define APP_TIMELINE_H

#include "app/session.h"
#include "core/timeline.h"

/* Of one account: pinned notes first, then newest first. `kinds` as in core/timeline.h. What is
 * dated after today is left out. Texts live in the arena; the list is the caller's to free. The
 * rows are those of the dossier: notes and done tasks of 400 days. */
bool timeline_of_dossier(struct session *session, const struct dossier *dossier, unsigned kinds,
    struct arena *arena, struct moment_list *ret_moments, struct error *err) CHECKED;
bool timeline_of_account(struct session *session, int64_t account, unsigned kinds,
    struct arena *arena, struct moment_list *ret_moments, struct error *err) CHECKED;

/* Of the book: about what is after `before`, at most `limit` moments; appends. It reads no more
 * than it gives, whatever the size of the book. Pinned notes are not among them. */
struct timeline_ask {
    unsigned kinds;
    day_number since; /* or DAY_NONE */
    struct moment_place before;
    int limit;
};
/* From the newest moment up to today. */
struct timeline_ask timeline_ask_all(const struct session *session, int limit);
/* *ret_more: there is at least something to ask for after the last one. */
bool timeline_page(struct session *session, const struct timeline_ask *ask, struct arena *arena,
    struct moment_list *ret_moments, bool *ret_more, struct error *err) CHECKED;
/* The pinned notes of the book, newest first, up to so many; appends. */
#define TIMELINE_PINS 20
bool timeline_pins(struct session *session, struct arena *arena, struct moment_list *ret_moments,
    struct error *err) CHECKED;

/* Keeps a note at the head of the timeline, or lets it go. */
bool verb_note_pin(struct session *session, int64_t note, bool pinned, struct outcome *ret_outcome,
    struct error *err) CHECKED;

/* What a change did, row by row: `# 3 accounts changed`, `Globex: ARR $180k to $160k`, lines for a
 * person; at most so many rows of a kind, the rest is counted. */
#define TIMELINE_TOLD_ROWS 200
bool timeline_change_text(
    struct session *session, int64_t change, struct str *out, struct error *err) CHECKED;

#endif
