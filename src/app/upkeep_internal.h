/* Upkeep: what follows from a scoring by itself. Runs begin, end and are found successful; their
 * dates follow the account's. */
#ifndef APP_UPKEEP_INTERNAL_H
#define APP_UPKEEP_INTERNAL_H

#include "app/app_internal.h"

struct begin {
    int64_t account;
    const struct playbook *playbook;
    bool by_clock; /* a day that passed made its condition true, nothing that was changed */
};
struct begin_list ARRAY_OF(struct begin);

struct upkeep {
    struct session *session;
    bool in_entry;                 /* the journal entry of a change is open */
    bool own_entry;                /* and it is daybook's own, begun here */
    bool by_clock;                 /* scored for a new day, by the rules of the day before */
    int begins_most;               /* 0: any number; if more begin otherwise, all of them wait */
    int64_t until_us;              /* the first round may end before its last account; 0: not */
    size_t scored;                 /* then: after so many of them */
    const struct key_list *looked; /* accounts looked at just before the change, or NULL */
    struct key_list fresh;         /* runs that this very change started */
    struct key_list changed;       /* accounts to score again */
    struct begin_list begins;
    struct change change; /* of one round */
    struct deeds deeds;
};
void upkeep_init(struct upkeep *upkeep, struct session *session);
void upkeep_fini(struct upkeep *upkeep);

/* Scores the accounts in the running transaction and does what follows, in the open entry or in one
 * of daybook's own. Ends: at most UPKEEP_ROUNDS times something follows from what followed. */
#define UPKEEP_ROUNDS 3
bool upkeep_score(
    struct upkeep *upkeep, const struct key_list *accounts, struct error *err) CHECKED;
/* Ends daybook's own entry, where one was begun. */
bool upkeep_end(struct upkeep *upkeep, struct error *err) CHECKED;
/* Dates of open runs follow the account: rows into the change. *moved grows by how many. */
bool upkeep_follow(struct session *session, int64_t account, struct change *change, size_t *moved,
    struct error *err) CHECKED;
/* Can the rows of this change move what dates count from? */
bool upkeep_moves_dates(const struct change *change);

/* --- the parts of one scoring --- */

/* Looks at an assessed account. Memory of exit conditions goes to assessment->rows; with an upkeep,
 * what is to be done goes into it. */
bool upkeep_look(struct session *session, struct upkeep *upkeep, const struct dossier *dossier,
    struct assessment *assessment, struct arena *arena, struct error *err) CHECKED;
void deeds_tell(struct deeds *deeds, const struct deed *deed);
void deeds_fini(struct deeds *deeds);
/* `; Renewal begun; 5 dates moved` behind the summary of a person's change. */
void upkeep_add_words(const struct upkeep *upkeep, struct str *out);

/* Playbooks that a whole pass over the book has looked at: only they begin by themselves, since of
 * others nobody knows whether their condition came true or was true all along. */
bool playbooks_seen(struct session *session, const struct playbook *playbook);
bool playbooks_all_seen(struct session *session);
bool playbooks_mark_seen(struct session *session, struct error *err) CHECKED;

#endif
