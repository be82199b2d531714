/* What was done: touches, trainings, and reviews held on schedule. */
#include "metric_internal.h"

#include "base/words.h"

void metric_make_work(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;

    for (size_t i = 0; i < ground->note_count; i++) {
        const struct metric_note *note = &ground->notes[i];

        if (!note->is_touch || !metric_is_within(make, note->day) ||
            (make->id == FIGURE_TRAININGS && note->work != WORK_TRAINING) ||
            !metric_wants(make, note->account))
            continue;
        metric_keep(make,
            (struct metric_row){
                .kind = KIND_NOTE, .key = note->key, .account = note->account, .numerator = 1});
    }
    make->result->known = true;
    make->result->value = (double)make->result->numerator;
}

/* --- reviews --- */

#define REVIEW_GRACE 14

/* One account's reviews, one after another. */
struct review_walk {
    struct metric_make *make;
    const struct metric_account *account;
    int interval;
    day_number on; /* by what is known on this day: the end of the span, and not later than today */
    day_number last; /* the review before, or the contract's start */
    size_t *pending;
};

/* The review that was due after `last`; held DAY_NONE: not up to the end of the span. */
static void judge(struct review_walk *walk, day_number held)
{
    day_number due = walk->last + walk->interval;
    bool in_time = held != DAY_NONE && held <= due + REVIEW_GRACE;

    if (!metric_is_within(walk->make, due) || (held == DAY_NONE && due > walk->on))
        return;
    if (held == DAY_NONE && due + REVIEW_GRACE >= walk->on) {
        ++*walk->pending;
        return;
    }
    metric_keep(walk->make, (struct metric_row){.kind = KIND_ACCOUNT,
                                .key = walk->account->key,
                                .account = walk->account->key,
                                .numerator = in_time,
                                .denominator = 1});
}

static void walk_reviews(struct review_walk *walk)
{
    const struct metric_ground *ground = walk->make->ground;
    const struct metric_note *notes = ground->notes;
    size_t at;

    METRIC_FIRST(notes, ground->note_count, walk->account->key, &at);
    for (; at < ground->note_count && notes[at].account == walk->account->key &&
           notes[at].day <= walk->on;
         at++) {
        if (notes[at].work != WORK_REVIEW || !notes[at].is_touch || notes[at].day == DAY_NONE)
            continue;
        if (walk->last != DAY_NONE && notes[at].day > walk->last)
            judge(walk, notes[at].day);
        if (walk->last == DAY_NONE || notes[at].day > walk->last)
            walk->last = notes[at].day;
    }
    if (walk->last != DAY_NONE)
        judge(walk, DAY_NONE);
}

void metric_make_reviews(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    size_t pending = 0, unknown = 0;

    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];
        struct review_walk walk = {.make = make,
            .account = account,
            .interval = ground->settings->qbr_days[account->tier],
            .on = make->span.to < ground->today ? make->span.to : ground->today,
            .last = account->start,
            .pending = &pending};

        if (walk.interval <= 0 || !account->wanted || !metric_is_customer(account, make->span.to))
            continue;
        walk_reviews(&walk);
        unknown += walk.last == DAY_NONE;
    }
    metric_set_ratio(make);
    metric_beside_count(make, pending, NP_("due, within its 14 days", "due, within their 14 days"));
    metric_beside_count(
        make, unknown, NP_("without a start or a review", "without a start or a review"));
}
