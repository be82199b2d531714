/* Drafts: what is being typed, as files of the state folder, so that a kill loses at most a second
 * whatever the database is doing (model.md, Notes; promises.md 3.1). One file a draft, mode 0600.
 */
#ifndef FILES_DRAFT_H
#define FILES_DRAFT_H

#include <stdint.h>
#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"

struct draft {
    const char *name; /* file name inside the folder */
    const char *db;   /* the book it belongs to */
    int64_t account;  /* key, or 0 */
    const char *account_name;
    int64_t note; /* the note that is edited, or 0 */
    int64_t rev;  /* of that note when its editing began */
    const char *kind;
    const char *when; /* as typed */
    const char *sentiment;
    const char *attendees;
    const char *took;     /* how long, as typed; or NULL */
    const char *template; /* the one it began with, or NULL */
    const char *state;    /* `prepared`: it waits for its meeting; or NULL */
    const char *body;
    const char *outside; /* file name of what an editor was given of it, or NULL */
    /* Of a form or a line of a prompt, whose lines are the body; form NULL: it is a note. */
    const char *form;    /* its title */
    int64_t about;       /* key of what it was asked about, or 0 */
    const char *view;    /* the screen that it was asked on */
    const char *look;    /* commands that bring that screen's filter, tab, ... back, tabs between */
    const char *row;     /* `KIND KEY` that stood under the cursor */
    const char *command; /* that asked it */
    int64_t saved;       /* when, in seconds since 1970: the caller's clock */
    bool live;           /* another program is still writing it (pid and boot id recorded) */
};
struct draft_list ARRAY_OF(struct draft);

/* Writes whole or not at all (temp, rename); sync asks for fsync of file and folder. name NULL
 * makes a new one and gives it in ret_name (in the arena). */
bool draft_save(const struct draft *draft, bool sync, struct arena *arena, const char **ret_name,
    struct error *err) CHECKED;
/* Brings one that was saved to the disk; gone already is fine. May take as long as a disk does. */
bool draft_sync(const char *name, struct error *err) CHECKED;
bool draft_remove(const char *name, struct error *err) CHECKED; /* gone already is fine */
/* Drafts of this book, newest first; unreadable ones are skipped. Where the program died while an
 * editor had the text, the body is what the editor saved. */
bool draft_list_read(
    const char *db, struct arena *arena, struct draft_list *ret_drafts, struct error *err) CHECKED;

#endif
