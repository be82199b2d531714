/* The table that embed_gen writes: sorted by path, ended by a row without a path. */
#ifndef FILES_EMBEDDED_INTERNAL_H
#define FILES_EMBEDDED_INTERNAL_H

#include "files/embedded.h"

extern const struct embedded embedded_table[];
extern const size_t embedded_count;

#endif
