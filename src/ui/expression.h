/* Prompts for an expression of contract.md: Tab completes fields, operators, values and joining
 * words; what matches is counted while one types, and a fault is pointed at. */
#ifndef UI_EXPRESSION_H
#define UI_EXPRESSION_H

#include "ui/ui_internal.h"

/* What may stand before the caret. */
void expression_complete(struct session *session, enum kind kind, const char *text, size_t at,
    struct completion *completion);
/* Values of one field, as the rows have them, that begin as typed; for a prompt that asks for one.
 */
void expression_complete_value(struct session *session, enum kind kind, int field,
    const char *typed, struct completion *completion);
/* Is it an expression over this kind? fault has the column where not. Blank is one. */
bool expression_check(
    struct session *session, enum kind kind, const char *text, struct error *fault) CHECKED;
/* `12 match`; `1 matches`; `none matches`. */
void expression_tell_count(int64_t count, struct str *out);
/* How many accounts match it. *ret_none: why none does, where that is known, else without a code.
 */
bool expression_count(struct session *session, const char *text, int64_t *ret_count,
    struct error *ret_none, struct error *err) CHECKED;
/* Is the book so small that why none matches is told with each letter? */
bool expression_can_explain(struct session *session);
/* More rows than that are not looked through with each letter, but when the fingers rest. */
enum {
    EXPRESSION_ROWS_AT_ONCE = 5000,
    EXPRESSION_ACCOUNTS_AT_ONCE = 25000, /* whose columns are in memory */
    EXPRESSION_REST_MS = 150
};
bool expression_is_large(struct session *session, enum kind kind);

#endif
