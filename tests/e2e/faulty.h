/* A call of the command line under support/fault_shim.c, and the book put back before the next. */
#ifndef E2E_FAULTY_H
#define E2E_FAULTY_H

#include <sys/types.h>
#include "e2e/desk.h"

struct call {
    const char *call[6];
    const char *kind; /* of the rows that it touches */
};

/* --- the book as it was --- */

struct kept_book {
    char *path, *bytes;
    size_t len;
};

void kept_book_init(struct kept_book *kept, struct desk *desk); /* as it stands now */
void kept_book_fini(struct kept_book *kept);
/* It is that file again, and has no journal. */
void kept_book_put_back(const struct kept_book *kept);
/* What was begun is rolled back: byte for byte what it was before. */
bool kept_book_is_back(const struct kept_book *kept);

/* --- faults --- */

/* Runs it with more entries in its environment, ended by NULL; returns the status. */
int run_under(struct desk *desk, const char *const *call, const char *const *entries);
/* With FAULT_KIND and FAULT_AT. */
int run_faulty(struct desk *desk, const struct call *change, const char *kind, int at);
/* In one run, which goes well: the book before each write, as a kill would leave it there. */
void keep_moments(
    struct desk *desk, const struct call *change, const struct kept_book *kept, const char *folder);
/* The book as it stood before that write, with its journal; false: there was no such write. */
bool put_moment(const struct kept_book *kept, const char *folder, int at);

#endif
