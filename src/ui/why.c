/* The words of `i`: the rank of Today term by term, health point by point, signals with their
 * evidence. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "ui/commands_internal.h"

static void write_reasons(const struct assessment *assessment, struct str *out)
{
    str_add(out, "# Why it is in Today\n");
    if (!assessment->reasons.count)
        str_add(out, "nothing asks for it today\n");
    for (size_t i = 0; i < assessment->reasons.count; i++) {
        const struct reason *reason = &assessment->reasons.items[i];

        str_addf(out, "%s\t%s\n", reason->text, severity_word(reason->severity));
    }
    if (*row_text(assessment->account, ACCOUNT_NEXT))
        str_addf(out, "→ %s\n", row_text(assessment->account, ACCOUNT_NEXT));
}

/* What is shown adds up as shown: what rounding the terms leaves over has its own line. */
static void write_rank(const struct assessment *assessment, struct str *out)
{
    int64_t rest = assessment->rank.urgency;

    str_addf(out, "\n# Rank %d.%02d, the sum of\n", assessment->rank.urgency / 100,
        abs(assessment->rank.urgency % 100));
    for (int i = 0; i < RANK_TERMS; i++) {
        double points = assessment->rank.points[i];

        if (fabs(points) < 0.005)
            continue;
        str_addf(out, "%s\t%.3f × %d = %.2f\n", rank_term_word((enum rank_term)i),
            assessment->rank.factor[i], rank_term_weight((enum rank_term)i), points);
        rest -= (points < 0 ? -1 : 1) * round_half_up(fabs(points) * 100);
    }
    if (rest)
        str_addf(out, "rounding\t%.2f\n", (double)rest / 100);
}

static void write_part(const struct health_part *part, double total, struct str *out)
{
    static const char *const states[] = {
        [MEASURE_KNOWN] = "",
        [MEASURE_STALE] = ", stale",
        [MEASURE_MISSING] = "not known",
        [MEASURE_NOT_APPLICABLE] = "does not apply here",
        [MEASURE_NOT_IN_USE] = "not in use in this book",
    };

    if (part->state != MEASURE_KNOWN && part->state != MEASURE_STALE) {
        str_addf(out, "%s\t%s\n", part->measure->label, states[part->state]);
        return;
    }
    str_addf(out, "%s  %s%s\t%.0f × %.0f%% = %.1f, costs %.1f\n", part->measure->label,
        part->words ? part->words : "", states[part->state], floor(part->score + 0.5),
        total > 0 ? part->weight / total * 100 : 0, part->contribution, part->loss);
}

static void write_health(const struct assessment *assessment, struct str *out)
{
    const struct health *health = &assessment->health;
    double total = 0;

    for (int i = 0; i < health->part_count; i++)
        total += health->parts[i].weight;
    if (health->score < 0)
        str_addf(out, "\n# Health not known: %.0f%% of the measures are\n",
            floor(health->coverage * 100 + 0.5));
    else
        str_addf(out, "\n# Health %d, %s; %.0f%% known\n", health->score,
            health_band_label(health->band), floor(health->coverage * 100 + 0.5));
    for (int i = 0; i < health->part_count; i++)
        if (health->parts[i].state != MEASURE_NOT_IN_USE)
            write_part(&health->parts[i], total, out);
    if (total > 0)
        str_addf(out, "together\t%.1f, costs %.1f\n", health->raw, 100 - health->raw);
    for (int i = 0; i < health->cap_count; i++)
        str_addf(out, "at most %d\t%s\n", health->caps[i]->at_most, health->caps[i]->label);
    if (health->overridden)
        str_addf(out, "set by hand to %d\tcomputed %d\n", health->score, health->computed);
}

static void write_signals(const struct assessment *assessment, struct str *out)
{
    if (assessment->signals.count)
        str_add(out, "\n# Signals\n");
    for (size_t i = 0; i < assessment->signals.count; i++) {
        const struct signal *signal = &assessment->signals.items[i];

        str_addf(out, "%s\t%s%s\n", signal->text, severity_word(signal->severity),
            signal->hidden         ? ", handled"
            : signal->rule->growth ? ", growth"
                                   : "");
    }
}

static void write_clock(
    struct session *session, const struct assessment *assessment, struct str *out)
{
    const struct renewal_clock *clock = &assessment->contract.clock;
    char day[24], money[48];

    str_add(out, "\n# Contract\n");
    if (assessment->contract.arr != MONEY_NONE)
        str_addf(out, "ARR\t%s\n",
            money_full(assessment->contract.arr, session_currency(session), money));
    if (!assessment->contract.has_line || clock->state == RENEWAL_UNKNOWN) {
        str_add(out, "the end is not known\n");
        return;
    }
    str_addf(out, "decides by %s%s\t%s\n", clock->by_notice ? "notice" : "end",
        clock->assumed ? ", assumed" : "", day_head(clock->decision, day));
    str_addf(out, "last day of service%s\t%s\n", clock->computed ? ", computed" : "",
        day_head(clock->ends, day));
    str_addf(out, "clock\t%s\n", renewal_state_word(clock->state));
}

static void write_touch(
    struct session *session, const struct assessment *assessment, struct str *out)
{
    char day[24];

    str_add(out, "\n# Touch\n");
    if (assessment->touch.last == DAY_NONE)
        str_add(out, "last touch\tnever\n");
    else
        str_addf(out, "last touch\t%s\n",
            day_words(assessment->touch.last, session_today(session), day));
    str_addf(out, "cadence\t%d days\n", assessment->touch.cadence_days);
    if (assessment->touch.next != DAY_NONE)
        str_addf(out, "next touch by\t%s\n",
            day_words(assessment->touch.next, session_today(session), day));
}

void why_write(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out)
{
    write_reasons(assessment, out);
    write_rank(assessment, out);
    write_health(assessment, out);
    write_signals(assessment, out);
    write_clock(session, assessment, out);
    write_touch(session, assessment, out);
}
