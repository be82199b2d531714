/* Which states of a folder were seen before, so that what was looked at once is not again. Two are
 * the same if their files are, by name, mode, links and bytes; of a file that its program did not
 * finish, and named with its own number for that, the bytes do not count: nobody else reads it. */
#ifndef SUPPORT_CRASH_SEEN_H
#define SUPPORT_CRASH_SEEN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/array.h"

struct crash_seen ARRAY_OF(uint64_t);

/* salt: what else makes a difference. True the first time. */
bool crash_seen_is_new(struct crash_seen *seen, const char *folder, unsigned salt);

#endif
