/* The people of an account beside each other: who reports to whom, and what a relationship lacks
 * (model.md E19). */
#ifndef CORE_PEOPLE_MAP_H
#define CORE_PEOPLE_MAP_H

#include "core/people.h"

enum { PEOPLE_DEPTH_MOST = 12 }; /* deeper ones stand at this depth */

/* Where one stands: a line of the map. */
struct person_place {
    const struct row *contact;
    int depth;              /* 0: at the top */
    unsigned goes_on;       /* bit d, from 1: at depth d another one follows below */
    const char *reports_to; /* who stands not above this line: nobody's name here, one who left, or
                               one of a circle; NULL: the line above says it */
    bool is_circle;         /* they report to each other; here the circle was cut */
    bool has_left;
    day_number heard; /* person_last_heard */
    enum warmth warmth;
};
struct person_places ARRAY_OF(struct person_place);
/* The active ones as a tree, heavier ones first (person_weight, then the name); below it those who
 * left, latest first. Yours (array_fini). */
void people_map(const struct dossier *dossier, int cadence_days, day_number today,
    struct person_places *ret_places);

/* What the relationship lacks, in sentences; texts live in the arena. */
enum people_lack {
    PEOPLE_NONE,
    PEOPLE_ONE,
    PEOPLE_THREAD,
    PEOPLE_SPONSOR,
    PEOPLE_MAIN,
    PEOPLE_ROLE
};
struct people_sentence {
    enum people_lack lack;
    const struct row *contact; /* about whom, or NULL */
    const char *text;          /* `Ana Ruiz holds 80% of 10 participations in 90 days` */
};
struct people_sentences {
    struct people_sentence items[6];
    int count;
};
#define SPONSOR_SILENT_DAYS 90
#define MAIN_SILENT_DAYS 30
#define THREAD_SHARE 0.7
#define THREAD_LEAST 5
void people_lacks(const struct dossier *dossier, day_number today, struct arena *arena,
    struct people_sentences *ret_sentences);

#endif
