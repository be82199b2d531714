/* A disk in between, for tests: linked into a test program, it stands before every call that writes
 * to files of one folder, whoever makes it (SQLite or daybook). At a chosen call the power goes:
 * what was not synced is kept, dropped or torn by chance, and the names in the folder are those of
 * the last sync of the folder, or of any moment since (promises.md D3). Or the call fails. */
#ifndef SUPPORT_CRASH_DISK_H
#define SUPPORT_CRASH_DISK_H

#include <stdbool.h>
#include <stdint.h>

#define CRASH_STATUS 77 /* of the program after a power cut */

struct crash_plan {
    const char *folder; /* whose files are looked after; real path */
    const char *after;  /* an empty folder: what is on the disk when the power comes back */
    int at;             /* the call, counted from 1; 0: none */
    int error;          /* 0: the power goes; else this call fails so, with nothing done */
    bool is_kill;       /* the program ends there and the disk goes on: nothing unsynced is lost */
    bool goes_on;       /* and all later ones; cutting and removing need no room and do not fail */
    uint32_t seed;      /* of the chance */
};

/* From now on. The files there are taken to be synced. */
void crash_disk_arm(const struct crash_plan *plan);
void crash_disk_disarm(void);
int crash_disk_calls(void); /* since it was armed */
void crash_disk_cut(void);  /* the power goes now; does not return */

#endif
