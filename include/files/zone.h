/* Time zones: wall time to and from universal time, by the system's own tables. */
#ifndef FILES_ZONE_H
#define FILES_ZONE_H

#include "base/date.h"
#include "base/mem.h"

/* A zone is what TZ may hold: `:Europe/Berlin`, `UTC0`, `<A>-1<B>-2,M3.5.0/2,M10.5.0/3`; NULL is
 * the zone of this machine. All change the environment for the moment of the call: not for
 * threads. */
int64_t zone_to_universal(const char *zone, minute_number wall); /* minutes since 1970 UTC */
minute_number zone_from_universal(const char *zone, int64_t universal);
/* The zone that the system knows by this name (`Europe/Berlin`), in the arena; NULL: none. */
const char *zone_of_name(const char *name, struct arena *arena);

#endif
