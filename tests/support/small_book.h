/* A small book that never changes: twelve accounts of every sort on Mon 23 Nov 2026, for pictures
 * of screens. Written past the verbs, in two changes, then scored. */
#ifndef SUPPORT_SMALL_BOOK_H
#define SUPPORT_SMALL_BOOK_H

#include "app/session.h"

/* Into an empty book; a call that fails fails the program. */
void small_book_fill(struct session *session);
/* Twelve accounts whose names are right to left, wide, joined, marked or hold controls. */
void small_book_fill_scripts(struct session *session);
/* The key of an account by its id; it must be there. */
int64_t small_book_account(struct session *session, const char *id);
/* A field of the account's step of that number, as text; in a buffer that the next call writes
 * over.
 */
const char *small_book_step(struct session *session, const char *id, int number, int field);

#endif
