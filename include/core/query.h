/* The one small expression language of contract.md, "Expressions": over the fields of a kind. */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include "core/row.h"

struct query;

/* Parses for rows of a kind; everything lives in the arena. Errors give err->column (from 1) and
 * name the nearest known field. */
bool query_parse(const char *text, enum kind kind, const struct settings *settings,
    struct arena *arena, struct query **ret_query, struct error *err) CHECKED;
/* Names of accounts in it, as in `account = Globex`: find tells which those are, in rising order.
 * Without it such a comparison takes the account's key. */
struct query_named {
    const char *text;
    bool is_part; /* `~`: names that contain it */
};
struct query_keys {
    const int64_t *items; /* in the arena */
    size_t count;
};
typedef bool (*query_find_fn)(void *context, const struct query_named *named, struct arena *arena,
    struct query_keys *ret_keys, struct error *err);
bool query_name_accounts(struct query *query, query_find_fn find, void *context,
    struct arena *arena, struct error *err) CHECKED;
/* True where the row matches on that day. The row was settled. Unknown compares false. */
bool query_matches(const struct query *query, const struct row *row,
    const struct settings *settings, day_number today);
/* The texts that it asks fields to be, by = or in and under no `not`, from the left. */
struct query_wanted {
    int field; /* of text, a word or tags */
    const char *text;
    int column; /* from 1, in characters */
};
typedef bool (*query_wanted_fn)(void *context, const struct query_wanted *wanted); /* false stops */
void query_each_wanted(const struct query *query, query_wanted_fn fn, void *context);
enum kind query_kind(const struct query *query);
/* As it was written; in its arena. */
const char *query_text(const struct query *query);
/* Bit per field that the query reads: for column-wise passes. Fields >= 64 set bit 63. */
bool query_uses(const struct query *query, int field);

#endif
