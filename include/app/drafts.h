/* The drafts of one book, for the composer: see files/draft.h for what they are. */
#ifndef APP_DRAFTS_H
#define APP_DRAFTS_H

#include "app/session.h"
#include "files/draft.h"

/* Saves under draft->name, or as a new one whose name is given back. The demo's drafts lie in its
 * own folder's life: they are not kept. */
bool drafts_save(struct session *session, struct draft *draft, bool sync, struct arena *arena,
    struct error *err) CHECKED;
bool drafts_drop(struct session *session, const char *name, struct error *err) CHECKED;
/* Brings a saved draft to the disk while keys go on: begun now, asked for later. One at a time:
 * false from begin where the one before is still under way. */
enum drafts_sync { DRAFTS_SYNC_NONE, DRAFTS_SYNC_RUNS, DRAFTS_SYNC_DONE, DRAFTS_SYNC_FAILED };
bool drafts_sync_begin(struct session *session, const char *name) CHECKED;
/* DONE and FAILED (err says why) are told once. */
enum drafts_sync drafts_sync_state(struct error *err);

/* Notes that no other running program is writing, newest first. */
bool drafts_left(struct session *session, struct arena *arena, struct draft_list *ret_drafts,
    struct error *err) CHECKED;
/* The same of forms and lines of prompts. */
bool drafts_left_forms(struct session *session, struct arena *arena, struct draft_list *ret_drafts,
    struct error *err) CHECKED;

#endif
