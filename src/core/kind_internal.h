/* The table of kinds, for those who look at it for each value: without a call. */
#ifndef CORE_KIND_INTERNAL_H
#define CORE_KIND_INTERNAL_H

#include "core/kind.h"

extern const struct kind_info kind_table[KIND_COUNT];

#endif
