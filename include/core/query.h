/* The one small expression language of contract.md, "Expressions": over the fields of a kind. */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include "core/row.h"

struct query;

/* Parses for rows of a kind; everything lives in the arena. Errors give err->column (from 1) and name the
 * nearest known field. */
bool query_parse(const char *text, enum kind kind, const struct settings *settings,
    struct arena *arena, struct query **ret_query, struct error *err) CHECKED;
/* True where the row matches on that day. The row was settled. Unknown compares false. */
bool query_matches(const struct query *query, const struct row *row, const struct settings *settings,
    day_number today);
/* As it was written; in its arena. */
const char *query_text(const struct query *query);
/* Bit per field that the query reads: for column-wise passes. Fields >= 64 set bit 63. */
bool query_uses(const struct query *query, int field);

#endif
