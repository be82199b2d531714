/* The day of a playbook's anchor before any run: a review has its rhythm. */
#include "base/str.h"
#include "core/contract.h"
#include "playbook_internal.h"

static void note_later(day_number *latest, day_number day)
{
    if (day != DAY_NONE && (*latest == DAY_NONE || day > *latest))
        *latest = day;
}

static bool has_kind(const struct playbook *playbook, const char *kind)
{
    for (int i = 0; i < playbook->step_count; i++)
        if (text_equal_nocase(playbook->steps[i].kind, kind))
            return true;
    return false;
}

/* The last review of the playbook's own kind: a note of it, or the day a run of it was made for. */
static day_number last_review(const struct playbook *playbook, const struct playbook_ground *ground)
{
    static const char *const kinds[] = {"qbr", "ebr"};
    const struct row_list *notes = &ground->dossier->notes;
    const struct row_list *runs = &ground->dossier->runs;
    day_number last = DAY_NONE;
    for (size_t i = 0; i < runs->count; i++)
        if (text_equal(row_text(runs->items[i], RUN_PLAYBOOK), playbook->id))
            note_later(&last, row_day(runs->items[i], RUN_ANCHOR));
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (size_t i = 0; has_kind(playbook, kinds[k]) && i < notes->count; i++)
            if (row_is(notes->items[i], NOTE_KIND, kinds[k]) && row_knows(notes->items[i], NOTE_AT))
                note_later(&last, minute_day(row_integer(notes->items[i], NOTE_AT)));
    return last;
}

/* From the contract's start on in whole spans, where none was ever held. */
static day_number next_of_rhythm(
    const struct playbook *playbook, const struct playbook_ground *ground, day_number from)
{
    day_number next = playbook_span_end(&playbook->every, ground, from);
    while (next != DAY_NONE && next < ground->today)
        next = playbook_span_end(&playbook->every, ground, next);
    return next;
}

/* It starts so long before the review, not by hand or by a condition. */
static bool starts_ahead(const struct playbook *playbook)
{
    return playbook->how == PLAYBOOK_BEFORE && playbook->before_anchor == ANCHOR_REVIEW;
}

/* Nothing is invented: without an earlier review, or with one that is overdue, the user gives the
 * day, unless the playbook is there to keep the rhythm. */
static day_number review_day(const struct playbook *playbook, const struct playbook_ground *ground)
{
    const struct calendar *calendar = &ground->settings->calendar;
    bool ahead = starts_ahead(playbook);
    day_number last = last_review(playbook, ground);
    day_number next = DAY_NONE;
    if (last != DAY_NONE)
        next = playbook_span_end(&playbook->every, ground, last);
    else if (ahead && contract_start(ground->dossier) != DAY_NONE)
        next = next_of_rhythm(playbook, ground, contract_start(ground->dossier));
    if (next == DAY_NONE || (next < ground->today && !ahead))
        return DAY_NONE;
    if (next < ground->today)
        next = playbook_date(playbook->before, ROLL_NONE, ground->today, calendar);
    return day_roll_forward(next, calendar);
}

day_number playbook_start_anchor(const struct playbook *playbook, enum playbook_anchor anchor,
    const struct playbook_ground *ground)
{
    return anchor == ANCHOR_REVIEW ? review_day(playbook, ground)
                                   : playbook_anchor_day(anchor, ground, ground->today);
}

day_number playbook_own_anchor_day(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    return playbook_start_anchor(playbook, playbook->anchor, ground);
}
