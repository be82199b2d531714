/* How long something took, in minutes: `45`, `45m`, `1h`, `1h30`, `1:30`, `1.5h`. */
#ifndef CORE_DURATION_H
#define CORE_DURATION_H

#include <stdint.h>
#include "base/error.h"

enum { DURATION_MINUTES_MAX = 24 * 60 };

/* At most a day. Blank is 0: not said. Errors say what is understood. */
bool duration_parse(const char *text, int *ret_minutes, struct error *err) CHECKED;
/* `45 min`, `1h 30m`, `2h`, "" for none; into a buffer of 16, which is returned. */
char *duration_words(int64_t minutes, char *buffer);

#endif
