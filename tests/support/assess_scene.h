/* One account under a small model and a few signals, so that a case can say in words how healthy it
 * is and what fires. 23 Nov 2026, a Monday. */
#ifndef SUPPORT_ASSESS_SCENE_H
#define SUPPORT_ASSESS_SCENE_H

#include "core/assess.h"
#include "support/dossier_maker.h"

struct scene {
    struct dossier_maker maker;
    struct rules rules;
    struct arena arena;
    struct assessment made;
};

/* Signals fire where their id stands in the account's segment: `fire` high, next `put it out`;
 * `smoke` medium, suggests risk-recovery; `smell` low; `bloom` growth, high; `no-touch` low;
 * `promise-overdue` medium. */
void scene_init(struct scene *scene);
/* A healthy mid account of old with two people, Amir Haddad its champion, and never touched. */
void scene_usual(struct scene *scene);
void scene_fini(struct scene *scene);
/* Health is the mean of three readings of that day. */
void scene_health(struct scene *scene, const char *day, int score);
void scene_assess(struct scene *scene);

#endif
