/* How a change about a signal names it. */
#ifndef APP_SIGNAL_INTERNAL_H
#define APP_SIGNAL_INTERNAL_H

#include "base/mem.h"
#include "core/row.h"

/* What it says, as people read it; of one that never fired the words of its rule: `usage fall`.
 * Lives as long as the row and the arena. */
const char *signal_sentence(const struct row *signal, struct arena *arena);
/* `usage fall` of `usage-fall`. */
const char *signal_words(const char *id, struct arena *arena);

#endif
