/* The words of `i`: the rank of Today term by term, health point by point, signals with their
 * evidence. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/words.h"
#include "ui/commands_internal.h"

static bool is_in_today(const struct assessment *assessment)
{
    return row_integer(assessment->account, ACCOUNT_LISTED) == 1;
}

static void write_reasons(const struct assessment *assessment, struct str *out)
{
    str_add(out,
        is_in_today(assessment) ? _("# Why it is in Today\n") : _("# Why it is not in Today\n"));
    if (!assessment->reasons.count)
        str_add(out, _("nothing asks for it today\n"));
    for (size_t i = 0; i < assessment->reasons.count; i++) {
        const struct reason *reason = &assessment->reasons.items[i];

        str_addf(out, "%s\t%s\n", reason->text, _(severity_word(reason->severity)));
    }
    if (*row_text(assessment->account, ACCOUNT_NEXT))
        str_addf(out, "→ %s\n", row_text(assessment->account, ACCOUNT_NEXT));
}

static const char *term_label(enum rank_term term)
{
    static const char *const labels[RANK_TERMS] = {
        [RANK_SIGNAL] = N_("signals"),
        [RANK_DUE] = N_("work that is due"),
        [RANK_RENEWAL] = N_("days to the decision"),
        [RANK_HEALTH] = N_("health"),
        [RANK_VALUE] = N_("ARR against the rest of the book"),
        [RANK_PRIO] = N_("priority of its tasks"),
        [RANK_TOUCH] = N_("days since the last touch"),
        [RANK_AGE] = N_("days it has waited"),
        [RANK_PIN] = N_("pinned by you"),
        [RANK_BLOCKED] = N_("blocked"),
    };

    return _(labels[term]);
}

/* The terms as printed add up to the rank as printed. */
static void write_rank(const struct assessment *assessment, struct str *out)
{
    const struct rank *rank = &assessment->rank;

    char factor[48], points[48];

    number_real(rank->urgency / 100.0, 2, points);
    str_addf(out,
        is_in_today(assessment) ? _("\n# Rank %s, the sum of\n")
                                : _("\n# Its rank would be %s, the sum of\n"),
        points);
    for (int i = 0; i < RANK_TERMS; i++)
        if (rank->shown[i])
            str_addf(out, "%s\t%s × %d = %s\n", term_label((enum rank_term)i),
                number_real(rank->factor[i], 3, factor), rank_term_weight((enum rank_term)i),
                number_real(rank->shown[i] / 100.0, 2, points));
}

static void write_clock(
    struct session *session, const struct assessment *assessment, struct str *out)
{
    const struct renewal_clock *clock = &assessment->contract.clock;
    char day[24], money[48];

    str_add(out, _("\n# Contract\n"));
    if (assessment->contract.arr != MONEY_NONE)
        str_addf(out, _("ARR\t%s\n"),
            money_full(assessment->contract.arr, session_currency(session), money));
    if (!assessment->contract.has_line || clock->state == RENEWAL_UNKNOWN) {
        str_add(out, _("the end is not known\n"));
        return;
    }
    str_addf(out, _("decides by %s%s\t%s\n"), clock->by_notice ? _("notice") : _("end"),
        clock->assumed ? _(", assumed") : "", day_head(clock->decision, day));
    str_addf(out, _("last day of service%s\t%s\n"), clock->computed ? _(", computed") : "",
        day_head(clock->ends, day));
    str_addf(out, _("clock\t%s\n"), _(renewal_state_word(clock->state)));
}

static void write_touch(
    struct session *session, const struct assessment *assessment, struct str *out)
{
    char day[24];

    str_add(out, _("\n# Touch\n"));
    if (assessment->touch.last == DAY_NONE)
        str_add(out, _("last touch\tnever\n"));
    else
        str_addf(out, _("last touch\t%s\n"),
            day_words(assessment->touch.last, session_today(session), day));
    str_addf(out,
        words_plural("cadence\t%d day\n", "cadence\t%d days\n", assessment->touch.cadence_days),
        assessment->touch.cadence_days);
    if (assessment->touch.next != DAY_NONE)
        str_addf(out, _("next touch by\t%s\n"),
            day_words(assessment->touch.next, session_today(session), day));
}

void why_write(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out)
{
    write_reasons(assessment, out);
    write_rank(assessment, out);
    why_write_health(session, dossier, assessment, out);
    why_write_signals(session, dossier, out);
    write_clock(session, assessment, out);
    why_write_forecast(session, dossier, assessment, out);
    write_touch(session, assessment, out);
}
