/* The shipped YAML as it was read while building (digest_gen.c): its nodes one after the other,
 * parents before children. A node is a byte of the bits below; line, column and how many lines
 * later a text ends; under a key that key, its line and column; then a text's bytes with a NUL, or
 * the number of children. Numbers have seven bits a byte, the lowest first. */
#ifndef FILES_YAML_DIGEST_INTERNAL_H
#define FILES_YAML_DIGEST_INTERNAL_H

#include <stddef.h>

enum { DIGEST_KIND = 3, DIGEST_KEY = 4, DIGEST_QUOTED = 8 };

struct yaml_digest {
    const char *path;
    const char *nodes;
    size_t len; /* 0: nothing is written in the file */
};
extern const struct yaml_digest yaml_digests[];
extern const size_t yaml_digest_count;

#endif
