/* An assessment in two parts, for a first frame that shows no trend (most of what an account
 * costs); one that is only stored; and one without what only lists and screens of today show. */
#ifndef CORE_ASSESS_FIRST_H
#define CORE_ASSESS_FIRST_H

#include "core/assess.h"

/* assess for what is stored of it: the parts of its health bear no words. */
void assess_to_score(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number today, struct arena *arena,
    struct assessment *ret_assessment);
/* The same, but ACCOUNT_TREND stays unknown. */
void assess_but_trend(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number today, struct arena *arena,
    struct assessment *ret_assessment);
/* Of assess what tells two days apart: account (but for its trend, rank, reasons and next step),
 * contract, health, touch, exposure, signals and their rows. A third of its cost. */
void assess_to_compare(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number today, struct arena *arena,
    struct assessment *ret_assessment);
/* The ACCOUNT_TREND that assess would have found; health: of today, -1 unknown. In the arena. */
const char *assess_trend(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number today, int health, struct arena *arena);

#endif
