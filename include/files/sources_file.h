/* Reads sources.yaml: the commands that print what other systems export (config/sources.yaml says
 * what each key means). None is shipped; all of them are the user's. */
#ifndef FILES_SOURCES_FILE_H
#define FILES_SOURCES_FILE_H

#include <stdint.h>
#include "files/fault.h"

#define SOURCES_MOST 50
#define SOURCE_NAME_MOST 40

struct source {
    const char *name;  /* letters, digits, `-`, `_`, `.`: also the name of a file */
    char *const *argv; /* ended by NULL; no shell reads it */
    int argc;
    int every_minutes; /* due when the last good run is older; 0: never by itself */
    int limit_s;       /* the command is ended then */
    const char *kind;  /* as of `import --kind`; NULL: told by the headers */
    const char *map;   /* path of a map; NULL */
    const char *encoding, *dates, *numbers; /* NULL: found */
    char delimiter;                         /* 0: found */
    bool overwrite, blank_erases;
    int line; /* in the file */
};

struct sources {
    const struct source *items; /* in the order of the file */
    int count;
    const char *path;    /* of the user's file; NULL: there is none */
    const char *folder;  /* in which it lies, and in which commands run; NULL likewise */
    const char *ignored; /* why it was left alone, with what to do; NULL: it was not */
};

/* folder: of the config, for maps; may be NULL. Everything lives in the arena. False: the faults
 * say why, each with its place, and nothing is set. */
bool sources_file_read(const char *path, const char *text, size_t len, const char *folder,
    struct arena *arena, struct fault_list *faults, struct sources *ret_sources) CHECKED;
/* The user's file. One that others may write to, or that belongs to somebody else (not to root), is
 * never obeyed, since it names programs: `ignored` says so (promises.md Y9). With faults there is
 * no source. False: it cannot be read. */
bool sources_file_find(const char *config_dir, struct arena *arena, struct fault_list *faults,
    struct sources *ret_sources, struct error *err) CHECKED;

#endif
