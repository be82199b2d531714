/* What is asked when something is done about a renewal: its end, forecast, won, lost, a note, its
 * paper, the price told, notice, another account. On the line under the cursor, else on the one by
 * which the account decides; a forecast on all marked lines. */
#ifndef UI_RENEWAL_FORMS_H
#define UI_RENEWAL_FORMS_H

#include "app/renewal.h"
#include "ui/ui_internal.h"

/* `renewal forecast`, `renewal won`, ... */
void renewal_run(struct ui *ui, const char *rest);

/* --- for the files of it --- */

/* What is asked about lives in the shell until the next time. False: it is gone, and that is said.
 */
struct renewal_asked {
    struct arena arena;
    struct renewal_case of;
    day_number ends; /* the end that was typed, while its consequences are looked at */
};
struct renewal_asked *renewal_ask_about(struct ui *ui);
/* `Northwind Traders, Field platform`; in the arena. */
const char *renewal_name(struct renewal_asked *asked);
bool renewal_parse_day(
    struct ui *ui, const char *text, day_number *ret_day, struct error *err) CHECKED;
void renewal_echo_day(struct ui *ui, const char *text, struct str *out);
/* MONEY_NONE for "". */
bool renewal_parse_money(struct ui *ui, const struct renewal_asked *asked, const char *text,
    int64_t *ret_minor, struct error *err) CHECKED;
/* -1 for "". */
bool renewal_parse_p(const char *text, double *ret_p, struct error *err) CHECKED;
void renewal_form_done(struct ui *ui, bool good, struct outcome *outcome, const struct error *err);

void renewal_ask_won(struct ui *ui, struct renewal_asked *asked);
void renewal_ask_lost(struct ui *ui, struct renewal_asked *asked);
void renewal_ask_forecast(struct ui *ui, struct renewal_asked *asked);
/* The same on all marked lines of Renewals. */
void renewal_ask_many(struct ui *ui);

#endif
