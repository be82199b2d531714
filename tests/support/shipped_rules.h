/* The shipped health.yaml and signals.yaml as rules, and an account of which everything is well. */
#ifndef SUPPORT_SHIPPED_RULES_H
#define SUPPORT_SHIPPED_RULES_H

#include "core/assess.h"
#include "support/dossier_maker.h"

/* Read once, kept for the whole program; faults go to standard error and end it. */
const struct health_rules *shipped_health(void);
const struct signal_rules *shipped_signals(void);

/* Health of the maker's account by these rules (NULL: the shipped ones) on that day. */
struct health health_made(
    struct dossier_maker *maker, const struct health_rules *rules, day_number day);
/* A standard account since 400 days, every applicable measure known, score 100; no signal
 * fires. */
void maker_healthy(struct dossier_maker *maker);
/* The person at that place of the dossier left three days ago. 0: Ana Costa, the champion of the
 * healthy account; 1: Priya Nair, its sponsor. */
void maker_leave(struct dossier_maker *maker, size_t contact);

#endif
