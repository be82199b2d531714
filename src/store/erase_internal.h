/* An erasing at work: rows in erase.c, their journal in erase_journal.c. */
#ifndef STORE_ERASE_INTERNAL_H
#define STORE_ERASE_INTERNAL_H

#include "store/erase.h"
#include "store_internal.h"

struct erasing {
    struct store *store;
    const struct erase_order *order;
    struct erase_report *report;
    struct key_list facts;   /* of the person, as they were */
    struct key_list changes; /* that held values of the person's row; one may stand twice */
};

/* What is to go where this account (0: none) is spoken of. */
struct scrub erasing_scrub(const struct erasing *erasing, int64_t account);
/* What the journal keeps of the person, and of this erasing itself. */
bool erase_from_journal(struct erasing *erasing, struct error *err) CHECKED;

#endif
