/* Recording what ARR did, with each change and by the clock (core/ledger.h). */
#ifndef APP_LEDGER_INTERNAL_H
#define APP_LEDGER_INTERNAL_H

#include "app/app_internal.h"
#include "core/ledger.h"

/* The account of these pasts as it is in the store, with what is recorded of it; in the arena.
 * account NULL: gone. */
bool ledger_ground_load(struct session *session, const struct ledger_past *pasts, size_t count,
    struct arena *arena, struct ledger_ground *ret_ground, struct error *err) CHECKED;
/* What the change is about to touch; call it before its rows are written, and with the journal
 * entry open: what nobody recorded yet of these accounts is recorded first. */
bool ledger_before(struct session *session, const struct change *change,
    struct ledger_past_list *ret_pasts, struct error *err) CHECKED;
/* What follows from it, in the same entry. */
bool ledger_after(struct session *session, const struct change *change,
    struct ledger_past_list *pasts, struct error *err) CHECKED;
/* Movements of lines that went from one account to another in this very change become transfers. */
bool ledger_join(struct session *session, struct change *change, struct error *err) CHECKED;
/* What the clock brought to an account that is being scored: rows into the change. */
bool ledger_keep(struct session *session, const struct dossier *dossier, struct arena *arena,
    struct change *change, struct ledger_deeds *ret_deeds, struct error *err) CHECKED;
/* The pasts of one account, of a list that is sorted by account: how many from `first` on. */
size_t ledger_pasts_of(const struct ledger_past_list *pasts, size_t first);
void ledger_pasts_sort(struct ledger_past_list *pasts);

#endif
