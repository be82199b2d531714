/* When a playbook is to be offered or begun, and why: start, re-entry, and what was said before. */
#include "base/str.h"
#include "base/words.h"
#include "playbook_internal.h"

/* --- memory --- */

bool playbook_keeps(const struct row *signal)
{
    const char *id = row_text(signal, SIGNAL_SIGNAL);

    return *id == *PLAYBOOK_MEMORY && text_starts(id, PLAYBOOK_MEMORY);
}

const struct row *playbook_memory(const struct playbook *playbook, const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->signals.count; i++) {
        const struct row *row = dossier->signals.items[i];
        if (playbook_keeps(row) &&
            text_equal(row_text(row, SIGNAL_SIGNAL) + sizeof(PLAYBOOK_MEMORY) - 1, playbook->id))
            return row;
    }
    return NULL;
}

bool playbook_memory_open(const struct row *memory)
{
    return memory && row_integer(memory, SIGNAL_OPEN) != 0;
}

/* Muted for good, or handled since the condition came true. */
static bool is_silenced(const struct row *memory)
{
    if (!memory)
        return false;
    if (row_integer(memory, SIGNAL_MUTED) != 0)
        return true;
    return playbook_memory_open(memory) && row_knows(memory, SIGNAL_HANDLED_ON) &&
           row_day(memory, SIGNAL_HANDLED_ON) >= row_day(memory, SIGNAL_SINCE);
}

/* --- re-entry --- */

struct history {
    int runs; /* cancelled ones too */
    bool open;
    day_number started, ended; /* the latest; DAY_NONE: none */
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
        return error_set(err, ERROR_USAGE,
            words_plural("%s has run %d time for %s, and may run no more often",
                "%s has run %d times for %s, and may run no more often", history.runs),
            playbook->title, history.runs, account);
    day_number from = free_from(playbook, ground, &history);
    if (from != DAY_NONE && from > ground->today)
        return error_set(err, ERROR_USAGE, "%s may run again for %s from %s on", playbook->title,
            account, day_iso(from, day));
    return true;
}

/* --- by its condition --- */

static day_number anchor_of(const struct playbook *playbook, const struct playbook_ground *ground)
{
    return playbook_start_anchor(playbook, playbook->before_anchor, ground);
}

/* The first day before the anchor on which it may start. */
static day_number window_opens(
    const struct playbook *playbook, const struct playbook_ground *ground, day_number anchor)
{
    struct playbook_offset before = playbook->before;
    before.count = -before.count;
    return playbook_date(before, ROLL_NONE, anchor, &ground->settings->calendar);
}

static bool near_anchor(const struct playbook *playbook, const struct playbook_ground *ground)
{
    day_number anchor = anchor_of(playbook, ground);
    return anchor != DAY_NONE && anchor >= ground->today &&
           ground->today >= window_opens(playbook, ground, anchor);
}

static bool condition_holds(const struct playbook *playbook, const struct playbook_ground *ground)
{
    switch (playbook->how) {
    case PLAYBOOK_BY_HAND: return false;
    case PLAYBOOK_ENTERS: return playbook_holds(&playbook->start_when, ground);
    case PLAYBOOK_LEAVES: return !playbook_holds(&playbook->start_when, ground);
    case PLAYBOOK_BEFORE: return near_anchor(playbook, ground);
    case PLAYBOOK_HOWS: break;
    }
    return false;
}

/* A date corrected by some days is no new renewal: it is run once for each, however often that
 * moves. Half the time before it tells them apart. */
static bool is_near(day_number one, day_number other, int apart)
{
    return one == other || (one < other ? other - one : one - other) * 2 < apart;
}

/* A playbook that counts its dates from elsewhere was run for it in this window. */
static bool ran_for_anchor(const struct playbook *playbook, const struct playbook_ground *ground)
{
    day_number anchor = anchor_of(playbook, ground);
    day_number opens = window_opens(playbook, ground, anchor);
    bool own = playbook->before_anchor == playbook->anchor;
    const struct row_list *runs = &ground->dossier->runs;
    for (size_t i = 0; i < runs->count; i++) {
        const struct row *run = runs->items[i];
        if (!text_equal(row_text(run, RUN_PLAYBOOK), playbook->id))
            continue;
        if (own ? row_knows(run, RUN_ANCHOR) &&
                      is_near(row_day(run, RUN_ANCHOR), anchor, anchor - opens)
                : row_day(run, RUN_STARTED) >= opens)
            return true;
    }
    return false;
}

/* The day on which this entry began. A run older than all memory is taken for its answer. */
static day_number entered_on(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    const struct row *memory = playbook_memory(playbook, ground->dossier);
    if (playbook_memory_open(memory))
        return row_day(memory, SIGNAL_SINCE);
    return !memory && history->started != DAY_NONE ? history->started : ground->today;
}

/* An open run is an answer: a second one beside it is started by hand. So is one started since the
 * entry; offering again while it stays true needs a span that says after how long. */
static bool is_answered(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    if (playbook->how == PLAYBOOK_BEFORE)
        return ran_for_anchor(playbook, ground);
    if (history->open)
        return true;
    return playbook->apart.count == 0 && history->started != DAY_NONE &&
           history->started >= entered_on(playbook, ground, history);
}

static bool time_to_repeat(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history)
{
    /* The rhythm of reviews is in the day of the anchor itself. */
    if (playbook->how == PLAYBOOK_BEFORE && playbook->before_anchor == ANCHOR_REVIEW)
        return false;
    day_number from = playbook->every_from_finish ? history->ended : history->started;
    day_number next = playbook_span_end(&playbook->every, ground, from);
    return next != DAY_NONE && ground->today >= next;
}

/* --- why --- */

static const char *until_words(enum playbook_anchor anchor)
{
    switch (anchor) {
    case ANCHOR_DECISION: return _("decision");
    case ANCHOR_ENDS: return _("end of the contract");
    case ANCHOR_NOTICE: return _("last day for notice");
    case ANCHOR_CONTRACT_START:
    case ANCHOR_HAND_OVER: return _("start of the contract");
    case ANCHOR_START:
    case ANCHOR_REVIEW:
    case ANCHOR_ENTERED:
    case ANCHOR_GIVEN:
    case ANCHOR_STEP:
    case ANCHORS: break;
    }
    return playbook_anchor_words(anchor);
}

/* `90 days`, `6 months`: the length for the account's tier. */
static const char *span_words(const struct playbook_span *span,
    const struct playbook_ground *ground, day_number from, struct arena *arena)
{
    int tier = settings_tier(ground->settings, row_text(ground->dossier->account, ACCOUNT_TIER));
    struct playbook_offset length = {playbook_span_end(span, ground, from) - from, UNIT_DAYS};
    if (span->source == SPAN_WRITTEN)
        length = span->by_tier[tier];
    return arena_format(
        arena, "%d %s", length.count, playbook_unit_words(length.unit, length.count));
}

/* A review every 90 days says more than the day of the next one. */
static const char *why_rhythm(
    const struct playbook *playbook, const struct playbook_ground *ground, struct arena *arena)
{
    char day[24];
    return arena_format(arena, _("a review every %s, the next by %s"),
        span_words(&playbook->every, ground, ground->today, arena),
        day_short(anchor_of(playbook, ground), ground->today, day));
}

static const char *why_near(
    const struct playbook *playbook, const struct playbook_ground *ground, struct arena *arena)
{
    int days = anchor_of(playbook, ground) - ground->today;
    const char *what = until_words(playbook->before_anchor);
    if (days == 0)
        return arena_format(arena, _("%s today"), what);
    return arena_format(arena, words_plural("%s in %d day", "%s in %d days", days), what, days);
}

static const char *why_again(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history, struct arena *arena)
{
    char day[24];
    bool finish = playbook->every_from_finish;
    day_number from = finish ? history->ended : history->started;
    return arena_format(arena, _("%s every %s, the last one %s %s"),
        playbook->type == PLAYBOOK_REVIEW ? _("a review") : _("again"),
        span_words(&playbook->every, ground, from, arena), finish ? _("finished") : _("started"),
        day_short(from, ground->today, day));
}

static const char *why_of(const struct playbook *playbook, const struct playbook_ground *ground,
    const struct history *history, struct arena *arena)
{
    if (!condition_holds(playbook, ground))
        return why_again(playbook, ground, history, arena);
    if (playbook->how == PLAYBOOK_BEFORE)
        return playbook->before_anchor == ANCHOR_REVIEW ? why_rhythm(playbook, ground, arena)
                                                        : why_near(playbook, ground, arena);
    if (playbook->how == PLAYBOOK_LEAVES)
        return arena_format(arena, _("no longer %s"), playbook->start_when.text);
    return playbook_evidence(&playbook->start_when, ground, arena);
}

/* --- the whole --- */

struct playbook_verdict playbook_calls(
    const struct playbook *playbook, const struct playbook_ground *ground, struct arena *arena)
{
    struct history history = history_of(playbook, ground);
    const struct row *memory;
    bool again = time_to_repeat(playbook, ground, &history);
    bool holds = condition_holds(playbook, ground);
    struct playbook_verdict verdict = {.call = PLAYBOOK_NOT_NOW, .since = DAY_NONE};
    if ((!again && !holds) || !playbook_applies(playbook, ground))
        return verdict;
    memory = playbook_memory(playbook, ground->dossier); /* most do not hold and need none */
    verdict.holds = true;
    verdict.since = entered_on(playbook, ground, &history);
    verdict.why = why_of(playbook, ground, &history, arena);
    if ((again || !is_answered(playbook, ground, &history)) && !is_silenced(memory) &&
        playbook_may_start(playbook, ground, NULL))
        verdict.call =
            playbook->begins && !playbook_memory_open(memory) ? PLAYBOOK_BEGIN : PLAYBOOK_OFFER;
    return verdict;
}
