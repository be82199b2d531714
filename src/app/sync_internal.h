/* What the files of a sync share. */
#ifndef APP_SYNC_INTERNAL_H
#define APP_SYNC_INTERNAL_H

#include "app/sync.h"

/* Keeps what a run came to in the book. */
bool sync_keep(struct session *session, const struct sync_source *source,
    const struct sync_last *last, struct arena *arena, struct error *err) CHECKED;

#endif
