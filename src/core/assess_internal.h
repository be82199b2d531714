/* The parts of an assessment, in the order in which assess fills them. */
#ifndef CORE_ASSESS_INTERNAL_H
#define CORE_ASSESS_INTERNAL_H

#include "core/assess.h"

/* What every part looks at. The dossier's account is the row being filled. */
struct assess_ground {
    const struct rules *rules;
    const struct dossier *dossier;
    const struct book_facts *book;
    struct arena *arena;
    day_number today;
    bool trend_later; /* assess_trend finds it */
    bool brief;       /* to compare */
    bool wordless;    /* nobody reads the words of the parts of its health */
};

/* A new row with the account's stored fields and none of the computed ones. */
struct row *facts_new_row(const struct row *account, struct arena *arena);
/* What the rows say of the account on the ground's day: clock, ARR, usage, people, mood. */
void facts_fill(
    const struct assess_ground *ground, const struct account_contract *contract, struct row *row);
/* What is open and late: undated, so of today only. */
void facts_fill_items(const struct assess_ground *ground, struct row *row);
/* What the rules made of it: health, touch, stakes. */
void facts_fill_health(const struct health *health, struct row *row);
void facts_fill_touch(const struct touch_state *touch, struct row *row);

/* E11, from snapshots where one covers the day, else from the dated rows; -1 unknown. */
int history_score(const struct assess_ground *ground, day_number day, struct arena *arena);
/* Fills the changes of the health, and the row's trend. */
void history_fill(const struct assess_ground *ground, struct assessment *assessment);

/* Fills offers and rows, after the signals. */
void offers_find(const struct assess_ground *ground, struct assessment *made);
/* Rows alone, of signals alone. */
void offers_signals(const struct assess_ground *ground, struct assessment *made);

/* Why the account has a row in Today: a reason and what stands behind it. */
struct cause {
    struct reason reason;
    double points;         /* what it weighs, on the scale of E12 */
    bool lists;            /* brings the account to Today; else it only stands beside such a one */
    const struct row *row; /* of the task or step */
    const struct row *run; /* of the step */
    const struct signal *signal;
};
struct cause_list ARRAY_OF(struct cause);
/* Worst first; in the arena. */
void causes_find(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *ret_causes);
bool causes_list(const struct cause_list *causes);
/* Is it this rule of the house, whatever the user calls it? */
bool signal_is_about(const struct signal *signal, const char *rule);
/* One line without control characters; in the arena. */
const char *reason_title(const char *title, struct arena *arena);
void reasons_fill(
    const struct assess_ground *ground, const struct cause_list *causes, struct assessment *made);

/* Fills next, next_kind, next_key and next_due. */
void next_step_fill(const struct assess_ground *ground, const struct cause_list *causes,
    const struct assessment *assessment);

#endif
