/* Expressions over the book: what names accounts in them is looked up. */
#ifndef APP_QUERY_H
#define APP_QUERY_H

#include "app/session.h"
#include "core/query.h"

/* As query_parse; `account = NAME` of rows that belong to one holds for the account of that id or
 * name (case and accents do not count), `account ~ PART` for all whose name has that part. */
bool book_query(struct session *session, const char *text, enum kind kind, struct arena *arena,
    struct query **ret_query, struct error *err) CHECKED;

#endif
