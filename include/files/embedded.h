/* The shipped defaults: every file listed in config/meson.build and themes/meson.build, compiled
 * in. Texts are as in the repository, NUL-terminated, and live as long as the program. */
#ifndef FILES_EMBEDDED_H
#define FILES_EMBEDDED_H

#include <stddef.h>
#include <stdint.h>

struct embedded {
    const char *path; /* from the top of the repository: "config/health.yaml", "themes/dark.yaml" */
    const char *text;
    size_t len;    /* bytes, without the NUL */
    uint64_t mark; /* of the bytes: each one added to 31 times what was before */
};

/* NULL: no such file was shipped. */
const struct embedded *embedded_find(const char *path);
/* The files whose path starts with prefix ("config/playbooks/"), in the order of their paths: after
 * NULL gives the first, after a row the next one, and NULL comes at the end. */
const struct embedded *embedded_next(const char *prefix, const struct embedded *after);

#endif
