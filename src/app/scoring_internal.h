/* One account being scored: read, assessed, kept. */
#ifndef APP_SCORING_INTERNAL_H
#define APP_SCORING_INTERNAL_H

#include "app/upkeep_internal.h"
#include "core/assess.h"

/* What an account is assessed by, and whole what it is: ret_of borrows from session and dossier. */
bool given_read(struct session *session, int64_t account, struct arena *arena,
    struct assess_given *ret_of, struct dossier *ret_dossier, struct error *err) CHECKED;

struct scoring {
    int64_t key;
    bool there; /* false: it was deleted in this very change */
    enum assess_purpose purpose;
    day_number today;
    struct arena arena; /* of all below */
    struct dossier dossier;
    struct assess_given of;
    struct assessment made;
};

/* In the running transaction; scoring->arena is cleared and used again. */
bool scoring_read(
    struct session *session, int64_t key, struct scoring *scoring, struct error *err) CHECKED;
/* Nothing but what was read, and so on any thread. */
void scoring_assess(struct scoring *scoring);
/* upkeep may be NULL. */
bool scoring_keep(struct session *session, struct upkeep *upkeep, struct scoring *scoring,
    struct error *err) CHECKED;

/* The time of a slice is over, or somebody waits. */
bool scoring_is_over(const struct session *session, const struct upkeep *upkeep);
/* Keeps accounts by rising place until scoring_is_over says so. *ret_scored: so many of them. */
bool score_by_two(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    size_t *ret_scored, struct error *err) CHECKED;
/* Is there another processor, and are they so many that it pays? */
bool score_by_two_pays(size_t accounts);

#endif
