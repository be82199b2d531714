/* Builds the dossier of one account in a test, field by field in words, so that a case reads as the
 * account it is about. */
#ifndef SUPPORT_DOSSIER_MAKER_H
#define SUPPORT_DOSSIER_MAKER_H

#include "core/dossier.h"

struct dossier_maker {
    struct arena arena;
    struct settings settings; /* the shipped ones: USD, tiers, 30 d, 14/30/90, QBR 90/180/0 */
    struct book_facts book;   /* USD, no accounts, no feed */
    struct dossier dossier;
    struct row *account; /* the dossier's, for further changes */
    day_number today;
    int64_t last_key;
};

/* today is ISO. The account is key 1, `Globex`, tier mid, stage steady. */
void maker_init(struct dossier_maker *maker, const char *today);
void maker_fini(struct dossier_maker *maker);
/* Another account under the same today; what was set before is gone. */
void maker_reset(struct dossier_maker *maker);

/* A day in words: 2026-11-23, today, -34 (days before today), +8. A name nobody knows fails the
 * test program. */
day_number maker_day(const struct dossier_maker *maker, const char *words);

/* Pairs of a field's name and its value in words, ended by NULL:
 *     maker_account(&maker, "arr", "180000", "renewal", "+71", NULL);
 *     struct row *task = maker_add(&maker, KIND_TASK, "title", "call", "due", "-4", NULL);
 * Money is in major units; a minute is `-3T09:30` or a day; a percentage is a share (.25); yes, no.
 * "" makes a field unknown. New rows get the next key (from 2) and the account's; rows of a kind
 * are to be added in the dossier's order. */
void maker_account(struct dossier_maker *maker, ...) __attribute__((sentinel));
struct row *maker_add(struct dossier_maker *maker, enum kind kind, ...) __attribute__((sentinel));
/* The list of a kind; NULL: the dossier has none of it. */
struct row_list *maker_rows(struct dossier *dossier, enum kind kind);
void maker_set(struct dossier_maker *maker, struct row *row, const char *field, const char *words);

/* Kept sorted by metric, then date, whatever the order of the calls. */
void maker_reading(struct dossier_maker *maker, const char *metric, const char *day, double value);
void maker_answer(struct dossier_maker *maker, const char *metric, const char *contact,
    const char *day, double value);
void maker_snapshot(struct dossier_maker *maker, const char *day, int health);

#endif
