/* Where what a command prints lies until it is taken in: a private file of the state folder (0600),
 * and beside it a lock that a dead program gives up by itself. */
#ifndef FILES_SPOOL_H
#define FILES_SPOOL_H

#include "base/error.h"
#include "base/str.h"

struct spool {
    struct str path; /* its last part is the name */
    int file, lock;  /* descriptors: written to, and held */
};

/* An empty file NAME in the folder `sync/PLACE` of the state folder; name and place are plain names
 * (no slash). ERROR_BUSY: another program has it now. */
bool spool_open(
    const char *place, const char *name, struct spool *ret_spool, struct error *err) CHECKED;
/* Removes the file and gives up the lock. */
void spool_close(struct spool *spool);

#endif
