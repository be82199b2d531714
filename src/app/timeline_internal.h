/* How a place of the timeline becomes a moment. */
#ifndef APP_TIMELINE_INTERNAL_H
#define APP_TIMELINE_INTERNAL_H

#include "app/app_internal.h"
#include "app/timeline.h"
#include "store/timeline.h"

struct timeline_reader {
    struct session *session;
    struct timeline_scene scene;
    struct arena *arena;
    const struct dossier *dossier; /* of the one account; NULL: of the book */
};
/* False in *ret_told: the place tells nothing any more. */
bool timeline_read(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err) CHECKED;
struct timeline_reader timeline_reader_of(struct session *session, struct arena *arena);

#endif
