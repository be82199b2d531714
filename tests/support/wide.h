/* Numbers of more than 53 bits, at whose last places a few promises hold. */
#ifndef TESTS_WIDE_H
#define TESTS_WIDE_H

#include <float.h>
#include <stdbool.h>

/* false: the machine rounds them more than the compiler was told, as valgrind does. */
static inline bool wide_is_kept(void)
{
    volatile long double one = 1, least = LDBL_EPSILON;

    return one + least != one;
}

#endif
