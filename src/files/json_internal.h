/* What the files of the JSON reader share. */
#ifndef FILES_JSON_INTERNAL_H
#define FILES_JSON_INTERNAL_H

#include "base/array.h"
#include "csv_internal.h"

/* --- json_scan.c: bytes with their place, and values cut out whole without being understood --- */
struct json_scan {
    const struct csv_source *source;
    char *buffer;
    size_t len, at;
    off_t offset; /* of buffer[0] */
    int line;
    off_t line_start;
    bool failed; /* the file cannot be read */
};
struct json_place {
    off_t offset, line_start;
    int line;
};
void json_scan_init(struct json_scan *scan, const struct csv_source *source);
void json_scan_fini(struct json_scan *scan);
struct json_place json_scan_place(const struct json_scan *scan);
void json_scan_go(struct json_scan *scan, struct json_place place);
int json_scan_peek(struct json_scan *scan);  /* the next byte; -1 at the end */
int json_scan_token(struct json_scan *scan); /* the same, behind blanks */
void json_scan_skip(struct json_scan *scan); /* over that byte */
/* A value from its first byte on, its brackets and quotes balanced; more than `most` bytes are read
 * and not kept. False: the file ends within it. */
bool json_scan_value(struct json_scan *scan, struct str *out, size_t most, bool *ret_too_long);
/* `what` at the place of the scan: `line 3, column 7: ...`; always false. */
bool json_scan_fault(const struct json_scan *scan, const char *what, struct error *err);

/* --- json_read.c --- */
struct json_file;
bool json_file_new(
    struct csv_source source, struct json_file **ret_file, struct error *err) CHECKED;
void json_file_free(struct json_file *file);
bool json_file_next(
    struct json_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err) CHECKED;
void json_file_choose(struct json_file *file, int list);
int json_file_lists(const struct json_file *file);
const char *json_file_name(const struct json_file *file, int list);
bool json_file_is_within(const struct json_file *file, int list);
bool json_file_has_facts(const struct json_file *file, int list);
const char *json_file_encoding(const struct json_file *file);
void json_file_rewind(struct json_file *file);

/* --- json_row.c: one object as cells --- */
struct json_names ARRAY_OF(const char *);
struct json_starts ARRAY_OF(size_t);
struct json_row {
    struct json_names *names; /* of the columns */
    struct arena *arena;      /* of new names */
    bool may_add;             /* a name that is not there is a new column */
    struct str text;
    struct json_starts starts; /* of each column's cell in text */
    struct str name;
    size_t expected; /* the column of the next member, if objects are alike */
    bool has_facts;
    struct json_names children; /* members that hold records of their own, under an account */
    const char *type;           /* of Salesforce's `attributes`, in the arena; or NULL */
    struct str reference;       /* of the object, likewise from there; "" where it has none */
};
void json_row_fini(struct json_row *row);
struct json_object;
/* False: what is wrong, with the offset in the text; row->text and starts are undefined. */
bool json_row_read(
    struct json_row *row, const struct str *object, size_t *ret_at, const char **ret_fault) CHECKED;
/* The same in its two steps. *ret_value is yours: json_object_put. */
bool json_row_parse(const struct str *text, struct json_object **ret_value, size_t *ret_at,
    const char **ret_fault) CHECKED;
void json_row_take(struct json_row *row, struct json_object *value);

/* --- json_children.c: `"Contacts": {"records": [...]}` in an account of Salesforce --- */
struct json_children {
    const char *key;
    struct json_object *parent; /* or NULL */
    size_t next;
};
bool json_is_children(struct json_object *parent, struct json_object *value);
/* How others may call an account: its referenceId, else the end of its url; NULL: it has neither.
 */
const char *json_reference_of(struct json_object *record);
void json_children_drop(struct json_children *children);
void json_children_begin(struct json_children *children, struct json_object *parent); /* takes it */
/* The next child as the cells of a row, with the account that it belongs to; false: no more. */
bool json_children_next(struct json_children *children, struct json_row *row);

/* --- json_strict.c --- */
/* What is wrong with a text that json-c takes, and its offset; NULL: nothing. */
const char *json_fault_of_strict(const char *text, size_t *ret_at);

#endif
