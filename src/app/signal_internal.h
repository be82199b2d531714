/* How a change about a signal names it. */
#ifndef APP_SIGNAL_INTERNAL_H
#define APP_SIGNAL_INTERNAL_H

#include "core/row.h"

/* What it says, as people read it; of one that never fired its rule. Lives as long as the row. */
const char *signal_sentence(const struct row *signal);

#endif
