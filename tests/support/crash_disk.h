/* A disk in between, for tests: linked into a test program, it stands before every call that writes
 * to files of one folder, whoever makes it (SQLite or daybook). Before any of them it can tell what
 * a power cut would leave: what was not synced is kept, dropped or torn by chance, and the names in
 * the folder are those of the last sync of the folder, or of any moment since (promises.md D3). Or
 * a chosen call fails. */
#ifndef SUPPORT_CRASH_DISK_H
#define SUPPORT_CRASH_DISK_H

#include <stdbool.h>
#include <stdint.h>

struct crash_plan {
    const char *folder; /* whose files are looked after; real path */
    const char *after;  /* an empty folder: what is on the disk when the power comes back */
    /* Called before each call with its number, from 1; NULL: nobody is. */
    void (*look)(void *context, int call);
    void *context;
    int at;       /* the call that fails, with nothing done; 0: none */
    int error;    /* errno of it */
    bool goes_on; /* and all later ones; cutting and removing need no room and do not fail */
};

/* How it ends. */
struct crash_way {
    uint32_t seed; /* of the chance */
    bool is_kill;  /* of the program alone: the disk goes on, and nothing unsynced is lost */
};

/* From now on. The files there are taken to be synced. */
void crash_disk_arm(const struct crash_plan *plan);
void crash_disk_disarm(void);
int crash_disk_calls(void); /* since it was armed */
/* Writes what would be left into `after`. The disk is of no more use then: for a fork of its own.
 */
void crash_disk_cut(const struct crash_way *way);

#endif
