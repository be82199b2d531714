/* Conditions of playbooks, and when one is to be offered or begun. */
#include "base/money.h"
#include "core/contract.h"
#include "core/playbook.h"

/* --- conditions --- */

static const struct row_list *rows_of(const struct dossier *dossier, enum kind kind)
{
    switch (kind) {
    case KIND_CONTRACT: return &dossier->contracts;
    case KIND_CONTACT: return &dossier->contacts;
    case KIND_TICKET: return &dossier->tickets;
    case KIND_TASK: return &dossier->tasks;
    case KIND_NOTE: return &dossier->notes;
    case KIND_OPPORTUNITY: return &dossier->opportunities;
    case KIND_GOAL: return &dossier->goals;
    case KIND_RESULT: return &dossier->results;
    case KIND_FEEDBACK: return &dossier->feedback;
    case KIND_RUN: return &dossier->runs;
    case KIND_STEP: return &dossier->steps;
    case KIND_SIGNAL: return &dossier->signals;
    case KIND_ACCOUNT:
    case KIND_MEASURE:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_COUNT: break;
    }
    return NULL;
}

static bool in_upper_half(const struct playbook_ground *ground)
{
    const struct book_facts *book = ground->book;
    int64_t arr = row_money(ground->dossier->account, ACCOUNT_ARR_NOW);
    return book && book->accounts > 0 && arr != MONEY_NONE &&
           arr >= book->arr_sorted[book->accounts / 2];
}

static bool matches(
    const struct playbook_term *term, const struct row *row, const struct playbook_ground *ground)
{
    return query_matches(term->query, row, ground->settings, ground->today);
}

static bool term_holds(const struct playbook_term *term, const struct playbook_ground *ground)
{
    if (term->upper_half)
        return in_upper_half(ground);
    bool found = false;
    const struct row_list *rows = rows_of(ground->dossier, term->kind);
    if (!rows)
        found = matches(term, ground->dossier->account, ground);
    for (size_t i = 0; rows && i < rows->count && !found; i++)
        found = matches(term, rows->items[i], ground);
    return found != term->none;
}

static bool alternative_holds(
    const struct playbook_terms *terms, const struct playbook_ground *ground)
{
    for (size_t i = 0; i < terms->count; i++)
        if (!term_holds(&terms->items[i], ground))
            return false;
    return true;
}

bool playbook_holds(
    const struct playbook_condition *condition, const struct playbook_ground *ground)
{
    for (int i = 0; i < condition->count; i++)
        if (alternative_holds(&condition->alternatives[i], ground))
            return true;
    return condition->count == 0;
}

bool playbook_applies(const struct playbook *playbook, const struct playbook_ground *ground)
{
    return playbook_holds(&playbook->applies, ground);
}

/* --- re-entry --- */

struct history {
    int runs; /* cancelled ones too */
    bool open;
    day_number started, ended, anchor; /* the latest; DAY_NONE: none */
};

static void note_later(day_number *latest, day_number day)
{
    if (day != DAY_NONE && (*latest == DAY_NONE || day > *latest))
        *latest = day;
}

static struct history history_of(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    struct history history = {.started = DAY_NONE, .ended = DAY_NONE, .anchor = DAY_NONE};
    const struct row_list *runs = &ground->dossier->runs;
    for (size_t i = 0; i < runs->count; i++) {
        const struct row *run = runs->items[i];
        if (!text_equal(row_text(run, RUN_PLAYBOOK), playbook->id))
            continue;
        history.runs++;
        history.open |= row_is(run, RUN_STATUS, "open");
        note_later(&history.started, row_day(run, RUN_STARTED));
        note_later(&history.ended, row_day(run, RUN_FINISHED));
        note_later(&history.anchor, row_day(run, RUN_ANCHOR));
    }
    return history;
}

/* The first day on which it may start again. */
static day_number free_from(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    day_number last = history->ended == DAY_NONE ? history->started : history->ended;
    return playbook_date(playbook->apart, ROLL_NONE, last, &ground->settings->calendar);
}

bool playbook_may_start(
    const struct playbook *playbook, const struct playbook_ground *ground, struct error *err)
{
    struct history history = history_of(playbook, ground);
    const char *account = row_text(ground->dossier->account, ACCOUNT_NAME);
    char day[24];
    if (!playbook_applies(playbook, ground))
        return error_set(err, ERROR_USAGE, "%s is not for %s: it is for accounts with %s",
            playbook->title, account, playbook->applies.text);
    if (history.open && !playbook->at_once)
        return error_set(err, ERROR_USAGE,
            "%s already runs for %s: finish or cancel that run first", playbook->title, account);
    if (playbook->times > 0 && history.runs >= playbook->times)
        return error_set(err, ERROR_USAGE, "%s has run %d times for %s, and may run no more often",
            playbook->title, history.runs, account);
    day_number from = free_from(playbook, ground, &history);
    if (from != DAY_NONE && from > ground->today)
        return error_set(err, ERROR_USAGE, "%s may run again for %s from %s on", playbook->title,
            account, day_iso(from, day));
    return true;
}

/* --- the rhythm of reviews --- */

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
    day_number last = history_of(playbook, ground).anchor;
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

static day_number review_day(const struct playbook *playbook, const struct playbook_ground *ground)
{
    const struct calendar *calendar = &ground->settings->calendar;
    day_number last = last_review(playbook, ground);
    day_number next;
    if (last == DAY_NONE) {
        last = contract_start(ground->dossier);
        next = last == DAY_NONE ? DAY_NONE : next_of_rhythm(playbook, ground, last);
    } else {
        next = playbook_span_end(&playbook->every, ground, last);
        if (next != DAY_NONE && next < ground->today)
            next = playbook_date(playbook->before, ROLL_NONE, ground->today, calendar);
    }
    return next == DAY_NONE ? DAY_NONE : day_roll_forward(next, calendar);
}

static day_number day_of_anchor(const struct playbook *playbook, enum playbook_anchor anchor,
    const struct playbook_ground *ground)
{
    return anchor == ANCHOR_REVIEW ? review_day(playbook, ground)
                                   : playbook_anchor_day(anchor, ground, ground->today);
}

day_number playbook_own_anchor_day(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    return day_of_anchor(playbook, playbook->anchor, ground);
}

/* --- starting by itself --- */

/* Once for each value of the anchor: a renewal that was run is not begun again before it moves. */
static bool ran_for(
    const struct playbook *playbook, const struct playbook_ground *ground, day_number anchor)
{
    const struct row_list *runs = &ground->dossier->runs;
    for (size_t i = 0; i < runs->count; i++)
        if (text_equal(row_text(runs->items[i], RUN_PLAYBOOK), playbook->id) &&
            row_day(runs->items[i], RUN_ANCHOR) == anchor)
            return true;
    return false;
}

/* Of a playbook that counts its dates from elsewhere: a run of this window. */
static bool ran_since(
    const struct playbook *playbook, const struct playbook_ground *ground, day_number opens)
{
    day_number started = history_of(playbook, ground).started;
    return started != DAY_NONE && started >= opens;
}

static bool near_anchor(const struct playbook *playbook, const struct playbook_ground *ground)
{
    day_number anchor = day_of_anchor(playbook, playbook->before_anchor, ground);
    if (anchor == DAY_NONE || anchor < ground->today)
        return false;
    struct playbook_offset before = playbook->before;
    before.count = -before.count;
    day_number opens = playbook_date(before, ROLL_NONE, anchor, &ground->settings->calendar);
    if (playbook->before_anchor == playbook->anchor ? ran_for(playbook, ground, anchor)
                                                    : ran_since(playbook, ground, opens))
        return false;
    return ground->today >= opens;
}

static bool time_to_repeat(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    day_number from = playbook->every_from_finish ? history->ended : history->started;
    day_number next = playbook_span_end(&playbook->every, ground, from);
    return next != DAY_NONE && ground->today >= next;
}

/* Entering again needs a span that says after how long; a second one beside an open run, where the
 * playbook allows it, is started by hand. */
static bool enters(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    bool holds = playbook_holds(&playbook->start_when, ground);
    if (playbook->how == PLAYBOOK_LEAVES)
        holds = !holds;
    return holds && !history->open && (history->runs == 0 || playbook->apart.count > 0);
}

enum playbook_call playbook_calls(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    struct history history = history_of(playbook, ground);
    bool by_rhythm = playbook->how == PLAYBOOK_BEFORE && playbook->before_anchor == ANCHOR_REVIEW;
    bool now = !by_rhythm && time_to_repeat(playbook, ground, &history);
    switch (playbook->how) {
    case PLAYBOOK_BY_HAND: break;
    case PLAYBOOK_ENTERS:
    case PLAYBOOK_LEAVES: now = now || enters(playbook, ground, &history); break;
    case PLAYBOOK_BEFORE: now = now || near_anchor(playbook, ground); break;
    case PLAYBOOK_HOWS: break;
    }
    if (!now || !playbook_may_start(playbook, ground, NULL))
        return PLAYBOOK_NOT_NOW;
    return playbook->begins ? PLAYBOOK_BEGIN : PLAYBOOK_OFFER;
}
