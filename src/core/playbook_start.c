/* Conditions of playbooks, and when one is to be offered or begun. */
#include "base/money.h"
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
    day_number started, ended; /* the latest; DAY_NONE: none */
    const struct row *last;
};

static void note_later(day_number *latest, day_number day)
{
    if (day != DAY_NONE && (*latest == DAY_NONE || day > *latest))
        *latest = day;
}

static struct history history_of(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    struct history history = {.started = DAY_NONE, .ended = DAY_NONE};
    const struct row_list *runs = &ground->dossier->runs;
    for (size_t i = 0; i < runs->count; i++) {
        const struct row *run = runs->items[i];
        if (!text_equal(row_text(run, RUN_PLAYBOOK), playbook->id))
            continue;
        history.runs++;
        history.last = run;
        history.open |= row_is(run, RUN_STATUS, "open");
        note_later(&history.started, row_day(run, RUN_STARTED));
        note_later(&history.ended, row_day(run, RUN_FINISHED));
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

static bool near_anchor(const struct playbook *playbook, const struct playbook_ground *ground)
{
    day_number anchor = playbook_anchor_day(playbook->anchor, ground, ground->today);
    if (anchor == DAY_NONE || anchor < ground->today || ran_for(playbook, ground, anchor))
        return false;
    struct playbook_offset before = playbook->before;
    before.count = -before.count;
    return ground->today >= playbook_date(before, ROLL_NONE, anchor, &ground->settings->calendar);
}

static bool time_to_repeat(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    day_number from = playbook->every_from_finish ? history->ended : history->started;
    day_number next = playbook_span_end(&playbook->every, ground, from);
    return next != DAY_NONE && ground->today >= next;
}

/* Entering again needs a span that says after how long. */
static bool enters(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    bool holds = playbook_holds(&playbook->start_when, ground);
    if (playbook->how == PLAYBOOK_LEAVES)
        holds = !holds;
    return holds && (history->runs == 0 || playbook->apart.count > 0);
}

enum playbook_call playbook_calls(
    const struct playbook *playbook, const struct playbook_ground *ground)
{
    struct history history = history_of(playbook, ground);
    bool now = time_to_repeat(playbook, ground, &history);
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
