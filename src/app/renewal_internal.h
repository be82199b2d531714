/* What the renewal verbs share. */
#ifndef APP_RENEWAL_INTERNAL_H
#define APP_RENEWAL_INTERNAL_H

#include "app/app_internal.h"
#include "app/ledger_internal.h"
#include "app/renewal.h"

/* A renewal being written: the case, and a change that begins with the row of its line. */
struct renewal_draft {
    struct session *session;
    struct arena arena;
    struct renewal_case renewal;
    struct change change;
    size_t row; /* in the change: the CONTRACT row, or the account's */
};
bool renewal_begin(struct renewal_draft *draft, struct session *session, struct renewal_key key,
    struct error *err) CHECKED;
void renewal_fini(struct renewal_draft *draft);
bool renewal_apply(
    struct renewal_draft *draft, struct outcome *ret_outcome, struct error *err) CHECKED;

/* The same fact of a contract row and of an account; account -1: it has none. */
struct renewal_field {
    int contract, account;
};
extern const struct renewal_field renewal_category, renewal_forecast, renewal_probability,
    renewal_paper, renewal_told, renewal_target, renewal_arr, renewal_notice, renewal_term;
/* Sets it by hand, where the line has such a field. */
void renewal_set(struct renewal_draft *draft, struct renewal_field field, struct value value);
void renewal_set_ends(struct renewal_draft *draft, day_number ends);
bool renewal_knows(const struct renewal_draft *draft, struct renewal_field field);
/* `Globex: Support` or `Globex`: how a summary begins. */
const char *renewal_title(struct renewal_draft *draft);
/* ARR of the line on this day, 0 where it has none or none is known. */
int64_t renewal_arr_now(const struct renewal_draft *draft);
bool renewal_cause(const char *text, const char **ret_cause, struct error *err) CHECKED;

#endif
