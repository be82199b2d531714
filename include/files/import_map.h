/* Reads the maps of imports: config/imports/words.yaml and every other file there, the user's own
 * laid over the shipped ones (what a user's map says of a header comes first). */
#ifndef FILES_IMPORT_MAP_H
#define FILES_IMPORT_MAP_H

#include "core/header.h"
#include "files/fault.h"

/* config_dir NULL: there is no folder of the user's. extra: one more map file (--map), over all
 * others, or NULL. Everything lives in the arena. False: a faulty file of the user's (the first
 * fault in *err); nothing is set. */
bool import_map_read(const char *config_dir, const char *extra, struct arena *arena,
    struct import_map *ret_map, struct error *err) CHECKED;

#endif
