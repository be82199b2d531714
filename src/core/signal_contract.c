/* Signals of contract and money. */
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

static const struct renewal_clock *clock_of(const struct signal_case *at)
{
    return &at->assessment->contract.clock;
}

enum signal_grade signal_notice_received(struct signal_case *at)
{
    const struct account_contract *contract = &at->assessment->contract;
    char arr[40];

    if (contract->clock.state != RENEWAL_LEAVING)
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

    if (!signal_decides_within(at, at->rule->params[0]))
        return GRADE_NO;
    if (text_equal_nocase(category, "commit") || text_equal_nocase(category, "expected loss") ||
        text_equal_nocase(category, "lost"))
        return GRADE_NO;
    signal_fill(at, "clock", clock_words(at));
    signal_fill_day(at, "date", clock_of(at)->decision);
    signal_fill(at, "category", text_blank(category) ? "not called" : category);
    return GRADE_PLAIN;
}

enum signal_grade signal_renewal_not_green(struct signal_case *at)
{
    const struct health *health = &at->assessment->health;
    int days = clock_of(at)->decides_in;

    if (!signal_decides_within(at, at->rule->params[0]) || health->band == BAND_GREEN)
        return GRADE_NO;
    signal_fill_day(at, "date", clock_of(at)->decision);
    signal_fill(at, "days",
        days < 0 ? arena_format(at->arena, "%dd ago", -days)
                 : arena_format(at->arena, "%dd", days));
    signal_fill(at, "score",
        health->score < 0 ? "not known" : arena_format(at->arena, "%d", health->score));
    return GRADE_PLAIN;
}

/* Told: the step of the renewal is done, or a note says so. */
static bool was_told(const struct signal_case *at)
{
    const struct dossier *dossier = at->dossier;

    for (size_t i = 0; i < dossier->steps.count; i++) {
        const struct row *step = dossier->steps.items[i];

        if (strstr(row_text(step, STEP_STEP), "price") && row_is(step, STEP_STATUS, "done"))
            return true;
    }
    for (size_t i = 0; i < dossier->notes.count; i++) {
        const struct row *note = dossier->notes.items[i];

        if (row_has_tag(note, NOTE_TAGS, "uplift") || row_has_tag(note, NOTE_TAGS, "price"))
            return true;
    }
    return false;
}

enum signal_grade signal_uplift_untold(struct signal_case *at)
{
    const struct account_contract *contract = &at->assessment->contract;
    int tell_before = (int)at->rule->params[0];

    if (!contract->has_line || contract->line.uplift <= 0 ||
        !signal_decides_within(at, tell_before + at->rule->params[1]) || was_told(at))
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

    if (state == RENEWAL_GONE || state == RENEWAL_LEAVING || !(end || notice || renewal))
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

    if (last == NULL || last->value <= at->rule->params[0] ||
        at->today - last->date > PAYMENT_GONE_DAYS)
        return GRADE_NO;
    signal_fill(at, "days", words_number(at->arena, last->value));
    signal_fill_day(at, "date", last->date);
    return last->value > at->rule->params[1] ? GRADE_WORSE : GRADE_PLAIN;
}
