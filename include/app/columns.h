/* Accounts by column, held in memory, so that an expression being typed is weighed letter by letter
 * without a pass over the file: only the columns it names are read, and again only after a write.
 */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

#include "app/session.h"
#include "core/query.h"

struct columns;

struct columns *columns_new(struct session *session);
void columns_free(struct columns *columns);
/* Keys of the accounts that match, rising. The query is one over accounts. */
bool columns_match(struct columns *columns, const struct query *query, struct key_list *ret_keys,
    struct error *err) CHECKED;

#endif
