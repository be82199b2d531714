/* Signals of contract and money. */
#include <string.h>
#include "base/str.h"
#include "notes_internal.h"
#include "signal_internal.h"

static const struct renewal_clock *clock_of(const struct signal_case *at)
{
    return &at->assessment->contract.clock;
}

enum signal_grade signal_notice_received(struct signal_case *at)
{
    const struct account_contract *contract = &at->assessment->contract;
    char arr[40];

    if (!signal_is(at, "contract", renewal_state_word(contract->clock.state),
            "leaving: notice given, and the term not ended",
            contract->clock.state == RENEWAL_LEAVING))
        return GRADE_NO;
    signal_fill_day(at, "date", contract->line.notice_given);
    signal_fill_day(at, "end", contract->clock.ends);
    signal_fill(at, "arr",
        contract->arr == MONEY_NONE
            ? NULL
            : arena_copy_text(at->arena, money_short(contract->arr, at->book->currency, arr)));
    return GRADE_PLAIN;
}

/* `12d to the notice date`, `3d past the end of the term`. */
static const char *clock_words(const struct signal_case *at)
{
    const struct renewal_clock *clock = clock_of(at);
    const char *what = clock->by_notice ? "the notice date" : "the end of the term";

    if (clock->decides_in < 0)
        return arena_format(at->arena, "%dd past %s", -clock->decides_in, what);
    return arena_format(at->arena, "%dd to %s", clock->decides_in, what);
}

enum signal_grade signal_decision_uncalled(struct signal_case *at)
{
    const char *category = at->assessment->contract.line.category;
    bool called = text_equal_nocase(category, "commit") ||
                  text_equal_nocase(category, "expected loss") ||
                  text_equal_nocase(category, "lost");
    bool soon = signal_decides_within(at, at->rule->params[0]);

    category = text_blank(category) ? "not called" : category;
    if (!signal_is(at, "forecast", category, "neither commit nor expected loss", !called) || !soon)
        return GRADE_NO;
    signal_fill(at, "clock", clock_words(at));
    signal_fill_day(at, "date", clock_of(at)->decision);
    signal_fill(at, "category", category);
    return GRADE_PLAIN;
}

enum signal_grade signal_renewal_not_green(struct signal_case *at)
{
    const struct health *health = &at->assessment->health;
    int days = clock_of(at)->decides_in;

    bool soon = signal_decides_within(at, at->rule->params[0]);

    if (!signal_is(at, "health", health_band_word(health->band), "red, yellow or unknown",
            health->band != BAND_GREEN) ||
        !soon)
        return GRADE_NO;
    signal_fill_day(at, "date", clock_of(at)->decision);
    signal_fill(at, "days",
        days < 0 ? arena_format(at->arena, "%dd ago", -days)
                 : arena_format(at->arena, "%dd", days));
    signal_fill(at, "score",
        health->score < 0 ? "not known" : arena_format(at->arena, "%d", health->score));
    return GRADE_PLAIN;
}

#define TOLD_DAYS 365 /* before the end: what was told then was of the term before */

/* The day they were told of the price: kept with the line, the step of the renewal done, or a note.
 * DAY_NONE: they were not. */
static day_number told_on(const struct signal_case *at)
{
    const struct dossier *dossier = at->dossier;
    const struct row *line = at->assessment->contract.line.row;
    day_number told = line ? row_day(line, CONTRACT_TOLD_ON) : DAY_NONE;

    for (size_t i = 0; i < dossier->steps.count; i++) {
        const struct row *step = dossier->steps.items[i];

        if (strstr(row_text(step, STEP_STEP), "price") && row_is(step, STEP_STATUS, "done") &&
            row_day(step, STEP_DONE_ON) > told)
            told = row_day(step, STEP_DONE_ON);
    }
    for (size_t i = 0; i < dossier->notes.count; i++) {
        const struct row *note = dossier->notes.items[i];

        if ((row_has_tag(note, NOTE_TAGS, "uplift") || row_has_tag(note, NOTE_TAGS, "price")) &&
            note_day(note) > told)
            told = note_day(note);
    }
    return told;
}

static bool is_told(struct signal_case *at)
{
    day_number told = told_on(at);
    bool of_term = told != DAY_NONE && told <= at->today &&
                   told > at->assessment->contract.clock.ends - TOLD_DAYS;

    return !signal_is(at, "told of the price",
        of_term ? words_day(at->arena, told, at->today) : "no", "no, not for this term", !of_term);
}

enum signal_grade signal_uplift_untold(struct signal_case *at)
{
    const struct account_contract *contract = &at->assessment->contract;
    int tell_before = (int)at->rule->params[0];

    if (!signal_knows(at, "uplift", contract->has_line && contract->line.uplift >= 0) ||
        !signal_compare(at, (struct signal_figure){"uplift", contract->line.uplift, FIGURE_CHANGE},
            MORE_THAN, 0) ||
        !signal_decides_within(at, tell_before + at->rule->params[1]) || is_told(at))
        return GRADE_NO;
    signal_fill(at, "change", words_change(at->arena, contract->line.uplift));
    signal_fill_day(at, "from", contract->clock.ends + 1);
    signal_fill_day(at, "by", contract->clock.decision - tell_before);
    return GRADE_PLAIN;
}

/* A line that does not renew by itself decides at its end: then no notice is wanted. */
static const char *missing_facts(const struct signal_case *at, bool end, bool notice, bool renewal)
{
    return arena_format(at->arena, "%s%s%s%s%s", end ? "end" : "",
        end && (notice || renewal) ? ", " : "", notice ? "notice" : "",
        notice && renewal ? ", " : "", renewal ? "auto-renewal" : "");
}

enum signal_grade signal_contract_unknown(struct signal_case *at)
{
    const struct account_contract *contract = &at->assessment->contract;
    const struct contract_line *line = &contract->line;
    enum renewal_state state = contract->clock.state;
    bool end = !contract->has_line || contract->clock.ends == DAY_NONE;
    bool renewal = !contract->has_line || line->auto_renew < 0;
    bool notice = !contract->has_line || (line->notice < 0 && line->auto_renew != 0);

    if (!signal_is(at, "contract", renewal_state_word(state), "neither leaving nor ended",
            state != RENEWAL_GONE && state != RENEWAL_LEAVING) ||
        !signal_is(at, "end, notice and auto-renewal",
            end || notice || renewal ? "not all known" : "known", "one of them not known",
            end || notice || renewal))
        return GRADE_NO;
    signal_fill(at, "facts", missing_facts(at, end, notice, renewal));
    if (end)
        signal_fill(at, "assumption", "having no day of decision");
    else
        signal_fill(at, "assumption",
            notice ? "deciding at the end of the term" : "deciding on the notice date");
    return GRADE_PLAIN;
}

#define PAYMENT_GONE_DAYS 60

enum signal_grade signal_payment_late(struct signal_case *at)
{
    const struct reading *last = series_last(&at->measures.of[METRIC_PAYMENT]);

    if (!signal_knows(at, "days past due", last != NULL))
        return GRADE_NO;
    bool late = signal_compare(at, (struct signal_figure){"past due", last->value, FIGURE_DAYS},
        MORE_THAN, at->rule->params[0]);
    bool fresh = signal_compare(at,
        (struct signal_figure){"age of the reading", at->today - last->date, FIGURE_DAYS}, AT_MOST,
        PAYMENT_GONE_DAYS);

    if (!late || !fresh)
        return GRADE_NO;
    signal_fill(at, "days", words_number(at->arena, last->value));
    signal_fill_day(at, "date", last->date);
    return last->value > at->rule->params[1] ? GRADE_WORSE : GRADE_PLAIN;
}
