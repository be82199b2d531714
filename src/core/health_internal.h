/* What health's inputs, caps and roll-up tell each other. */
#ifndef CORE_HEALTH_INTERNAL_H
#define CORE_HEALTH_INTERNAL_H

#include "core/health.h"
#include "core/measure.h"
#include "core/settings.h"

/* One account on one day. */
struct health_view {
    const struct rules *rules;
    const struct dossier *dossier;
    const struct book_facts *book;
    day_number day;
    struct arena *arena;
    struct measures measures;
    struct account_contract contract;
    const struct row *account; /* settled for the day, with the contract's clock filled in */
    int age_days;              /* since contract start; -1 not known */
    bool wordless;             /* no reading is put into words */
    bool brief;                /* only the score is wanted */
};

/* What an input found. All zero: nothing is known. */
struct input_reading {
    bool known;
    bool not_applicable;
    double value;
    const char *pick;
    const char *of;    /* the form of the value, where there are several */
    const char *words; /* `130 of 400` */
    day_number date;   /* of the newest part, DAY_NONE undated */
    int interval_days; /* of its feed, 0 not known */
};
void health_input_read(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *ret_reading);
const char *health_input_source(enum health_input input);

/* Is the condition of the cap true? parts of `health` are filled. */
bool health_cap_holds(
    const struct health_view *view, const struct health_cap *cap, const struct health *health);

/* The part of onboarding_of that is had without its run's steps: DAY_NONE, not yet. */
day_number onboarding_first_value(const struct dossier *dossier, day_number day);

#endif
