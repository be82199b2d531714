/* Reads a JSON document into a tree, for looking at what daybook printed. Strict: anything that is
 * no JSON gives NULL, and so do a raw control and a lone surrogate. */
#ifndef TESTS_JNODE_H
#define TESTS_JNODE_H

#include "base/mem.h"

enum jnode_type { JNODE_NULL, JNODE_BOOL, JNODE_NUMBER, JNODE_TEXT, JNODE_LIST, JNODE_OBJECT };

struct jnode {
    enum jnode_type type;
    const char *key;  /* inside an object, else NULL */
    const char *text; /* of a text; of a number as it stands */
    double number;    /* of a number; 1 for true */
    struct jnode *first, *next;
    size_t count; /* of a list's or an object's items */
};

/* Everything lives in the arena. */
const struct jnode *jnode_read(struct arena *arena, const char *text);
/* The item by its key, or by its place; NULL: there is none, or it is no object or list. */
const struct jnode *jnode_get(const struct jnode *node, const char *key);
const struct jnode *jnode_at(const struct jnode *node, size_t index);
/* The text under the key; NULL where there is none. */
const char *jnode_text(const struct jnode *node, const char *key);
/* The number under the key; -1e9 where there is none. */
double jnode_number(const struct jnode *node, const char *key);
/* The first object of a list whose text under the key is this one. */
const struct jnode *jnode_find(const struct jnode *list, const char *key, const char *text);

#endif
