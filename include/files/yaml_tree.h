/* YAML as a tree of nodes with line and column: the one reader of all files in YAML. It takes plain
 * YAML: maps, lists and texts. Aliases, anchors, tags, directives, a key twice, several documents,
 * a depth over 32, more than 1 MiB or 30,000 nodes, control characters and bytes that are no UTF-8
 * are faults. All values are text until a typed reader below asks for more, so `no`, `012` and
 * `2026-01-01` stay what was written. */
#ifndef FILES_YAML_TREE_H
#define FILES_YAML_TREE_H

#include "files/fault.h"

#define TREE_MOST_BYTES (1024 * 1024)
#define TREE_MOST_DEPTH 32
#define TREE_MOST_NODES 30000 /* maps, lists and texts of a file */

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree_node {
    enum tree_kind kind;
    int line, column; /* from 1; columns count characters */
    int last_line;    /* of a text; else that of the beginning */
    const char *path; /* of the file */
    const char *key;  /* under which it stands in a map, else NULL */
    int key_line, key_column;
    const char *text;        /* TREE_TEXT; else "" */
    bool quoted;             /* quoted or a block: never null */
    int count;               /* children */
    struct tree_node *first; /* child of a list or map, in file order */
    struct tree_node *next;  /* sibling */
};

/* Everything lives in the arena, paths too. An empty file gives true and NULL. False: the faults
 * say why. */
bool tree_parse(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, const struct tree_node **ret_root) CHECKED;

const char *tree_library_version(void); /* of libyaml */

/* Nothing written: `key:`, `key: ~` or `key: null`. NULL too. */
bool tree_is_null(const struct tree_node *node);
/* The value under a key, or NULL: no map, no such key, or nothing written. */
const struct tree_node *tree_get(const struct tree_node *map, const char *key);
/* A fault at this node; at its key, where it is one of a map. */
void tree_fault(const struct tree_node *node, struct fault_list *faults, const char *format, ...)
    PRINTF_LIKE(3, 4);
void tree_fault_at_key(const struct tree_node *node, struct fault_list *faults, const char *format,
    ...) PRINTF_LIKE(3, 4);

/* --- checks; each adds its fault and says whether all is well; `what` names the node for a person
 * --- */
bool tree_is_map(const struct tree_node *node, const char *what, struct fault_list *faults);
bool tree_is_list(const struct tree_node *node, const char *what, struct fault_list *faults);
bool tree_is_text(const struct tree_node *node, const char *what, struct fault_list *faults);
/* Every key of the map is one of the known ones (the nearest is named). */
bool tree_keys_known(
    const struct tree_node *map, const char *const *known, size_t count, struct fault_list *faults);
/* The value under a key that must be there; NULL and a fault at the map where it is not. */
const struct tree_node *tree_need(
    const struct tree_node *map, const char *key, struct fault_list *faults);

/* The same; of a key that is only misspelt (no known one, and the nearest is this) nothing is said
 * here, since tree_keys_known tells it. */
const struct tree_node *tree_need_among(const struct tree_node *map, const char *key,
    const char *const *known, size_t count, struct fault_list *faults);
bool tree_is_misspelt(
    const struct tree_node *map, const char *key, const char *const *known, size_t count);

/* --- values under a key of a map: the fallback where nothing is written, and, with a fault, where
 * the value does not fit --- */
const char *tree_text_of(
    const struct tree_node *map, const char *key, const char *fallback, struct fault_list *faults);
bool tree_bool_of(
    const struct tree_node *map, const char *key, bool fallback, struct fault_list *faults);
/* Both ends are allowed values. */
struct tree_range {
    double least, most;
};
int tree_int_of(const struct tree_node *map, const char *key, int fallback, struct tree_range range,
    struct fault_list *faults);
double tree_real_of(const struct tree_node *map, const char *key, double fallback,
    struct tree_range range, struct fault_list *faults); /* `12%` is .12 */
/* Index of the word, any letter case. */
struct tree_words {
    const char *const *words;
    size_t count;
};
int tree_word_of(const struct tree_node *map, const char *key, int fallback,
    struct tree_words words, struct fault_list *faults);
/* A list of texts, or one text alone; count 0 and NULL where there is none. */
const char *const *tree_texts_of(const struct tree_node *map, const char *key, struct arena *arena,
    int *ret_count, struct fault_list *faults);

/* --- the same of one node (an item of a list) --- */
bool tree_read_int(const struct tree_node *node, const char *what, struct tree_range range,
    int *ret_value, struct fault_list *faults);
bool tree_read_real(const struct tree_node *node, const char *what, struct tree_range range,
    double *ret_value, struct fault_list *faults);
bool tree_read_bool(
    const struct tree_node *node, const char *what, bool *ret_value, struct fault_list *faults);

#endif
