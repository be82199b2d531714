/* The SIGNAL rows that an assessment found, over those that are stored of the account. */
#ifndef CORE_SIGNAL_ROWS_H
#define CORE_SIGNAL_ROWS_H

#include "core/row.h"

/* The row that the signal goes on with. NULL: it begins one, for it is new, or was closed with an
 * outcome and is about something else now. */
const struct row *signal_row_before(const struct row_list *stored, const struct row *signal);
/* No longer found. What only a person shuts is not asked. */
bool signal_row_is_over(
    const struct row *row, const struct row_list *stored, const struct row_list *found);
/* Those that are open once they are written, in the order in which they are read then: stored ones
 * come by key. Rows are borrowed, the list is in the arena. */
void signal_rows_after(const struct row_list *stored, const struct row_list *found,
    struct arena *arena, struct row_list *ret_open);

#endif
