#include "ui/views/playbook_words.h"

#include <stdlib.h>
#include "base/words.h"

static const char *const brief_units[] = {
    [UNIT_DAYS] = "d", [UNIT_WORKING_DAYS] = N_("wd"), [UNIT_WEEKS] = "w", [UNIT_MONTHS] = "m"};

void words_of_length(struct str *out, struct playbook_offset offset)
{
    int count = abs(offset.count);

    str_addf(out, "%d %s", count, playbook_unit_words(offset.unit, count));
}

/* --- how it starts --- */

void words_of_start(struct str *out, const struct playbook *playbook)
{
    static const char *const hows[] = {
        [PLAYBOOK_ENTERS] = N_("on entering"), [PLAYBOOK_LEAVES] = N_("on leaving")};

    if (playbook->how == PLAYBOOK_BY_HAND) {
        str_add(out, _("by hand"));
        return;
    }
    str_add(out, playbook->begins ? _("begins ") : _("offered "));
    if (playbook->how == PLAYBOOK_BEFORE)
        str_addf(out, _("%d%s before"), abs(playbook->before.count),
            _(brief_units[playbook->before.unit]));
    else
        str_add(out, _(hows[playbook->how]));
}

void words_of_start_in_full(struct str *out, const struct playbook *playbook)
{
    const char *when = playbook->start_when.text ? playbook->start_when.text : "";

    if (playbook->how == PLAYBOOK_BY_HAND) {
        str_add(out, _("by hand"));
        return;
    }
    str_add(out, playbook->begins ? _("begins by itself ") : _("is offered "));
    if (playbook->how == PLAYBOOK_BEFORE) {
        words_of_length(out, playbook->before);
        str_addf(out, _(" before %s"), playbook_anchor_words(playbook->before_anchor));
        if (*when)
            str_addf(out, _(", where %s"), when);
    } else {
        str_addf(out,
            playbook->how == PLAYBOOK_ENTERS ? _("when it comes true: %s")
                                             : _("when it is no longer true: %s"),
            when);
    }
}

void words_of_again(struct str *out, const struct playbook *playbook)
{
    size_t before = out->len;

    if (playbook->every.source != SPAN_NONE) {
        str_add(out, _("every "));
        words_of_span(out, &playbook->every);
        str_add(out, playbook->every_from_finish ? _(" from its end") : _(" from its start"));
    }
    if (playbook->times)
        str_addf(out, words_plural("%sat most %d time", "%sat most %d times", playbook->times),
            out->len > before ? ", " : "", playbook->times);
    if (playbook->apart.count) {
        str_add(out, out->len > before ? ", " : "");
        words_of_length(out, playbook->apart);
        str_add(out, _(" after the last one"));
    }
    if (playbook->at_once)
        str_addf(out, _("%stwo at the same time"), out->len > before ? ", " : "");
}

/* --- spans --- */

static bool is_same(struct playbook_offset a, struct playbook_offset b)
{
    return a.count == b.count && a.unit == b.unit;
}

void words_of_span(struct str *out, const struct playbook_span *span)
{
    switch (span->source) {
    case SPAN_NONE: return;
    case SPAN_ONBOARDING_DAYS: str_add(out, _("the setting onboarding_days")); return;
    case SPAN_QBR_DAYS: str_add(out, _("the setting qbr_days")); return;
    case SPAN_WRITTEN: break;
    }
    words_of_length(out, span->by_tier[1]);
    if (is_same(span->by_tier[1], span->by_tier[2]) && is_same(span->by_tier[1], span->by_tier[3]))
        return;
    str_add(out, ", ");
    words_of_length(out, span->by_tier[2]);
    str_add(out, _(" or "));
    words_of_length(out, span->by_tier[3]);
    str_add(out, _(" by tier"));
}

/* --- when a step is due --- */

void words_of_timing(
    struct str *out, const struct playbook *playbook, const struct playbook_step *step)
{
    if (step->offset.count)
        str_addf(out, "%+d%s", step->offset.count, _(brief_units[step->offset.unit]));
    else
        str_add(out, _("the day"));
    if (step->anchor == ANCHOR_STEP)
        str_addf(out, " %s %d", step->offset.count ? _("from") : _("of"), step->anchor_step + 1);
    else if (step->anchor != playbook->anchor)
        str_addf(out, " %s %s", step->offset.count ? _("from") : _("of"),
            playbook_word(PLAYBOOK_LIST_ANCHORS, (int)step->anchor));
}

void words_of_timing_in_full(
    struct str *out, const struct playbook *playbook, const struct playbook_step *step)
{
    static const char *const rolls[] = {[ROLL_USUAL] = "",
        [ROLL_FORWARD] = N_(", rolled forward over days off"),
        [ROLL_BACK] = N_(", rolled back over days off"),
        [ROLL_NONE] = N_(", on days off too")};

    if (step->offset.count)
        words_of_length(out, step->offset);
    str_add(out, step->offset.count < 0   ? _(" before ")
                 : step->offset.count > 0 ? _(" after ")
                                          : _("on the day of "));
    if (step->anchor == ANCHOR_STEP)
        str_addf(
            out, _("step %d, %s"), step->anchor_step + 1, playbook->steps[step->anchor_step].title);
    else
        str_add(out, playbook_anchor_words(step->anchor));
    str_add(out, _(rolls[step->roll]));
    if (step->repeats.count) {
        str_add(out, _("; again "));
        words_of_length(out, step->repeats);
        str_add(out, _(" after each tick"));
    }
    if (step->repeats.count && step->repeats_until >= 0)
        str_addf(out, _(", until step %d is done"), step->repeats_until + 1);
}
