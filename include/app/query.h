/* Expressions over the book: what names accounts in them is looked up. */
#ifndef APP_QUERY_H
#define APP_QUERY_H

#include "app/session.h"
#include "core/query.h"

/* As query_parse; `account = NAME` of rows that belong to one holds for the account of that id or
 * name (case and accents do not count), `account ~ PART` for all whose name has that part. */
bool book_query(struct session *session, const char *text, enum kind kind, struct arena *arena,
    struct query **ret_query, struct error *err) CHECKED;

/* Of a query that finds nothing: does it ask for a text that no row has? *ret_why says so, with the
 * column and the nearest text that there is: `no account has tier "ent"; did you mean
 * "enterprise"?`. It reads one column of the accounts, or up to QUERY_ROWS_MOST other rows; of more,
 * and of what is computed for accounts, nothing is said. */
enum { QUERY_ROWS_MOST = 20000 };
bool book_query_finds_none(
    struct session *session, const struct query *query, struct error *ret_why);

#endif
