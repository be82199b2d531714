/* The words of `i` on health: each measure with its readings, points, weight, age and source, in
 * figures that add up as they are shown; and why it moved between two days. */
#include <math.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/health_series.h"
#include "ui/commands_internal.h"

/* Over their own range, low to high; a flat line is flat. */
static void add_spark(const double *values, size_t count, struct str *out)
{
    static const char *const steps[] = {"▁", "▂", "▃", "▄", "▅", "▆"};
    double low = values[0], high = values[0];

    for (size_t i = 1; i < count; i++) {
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    for (size_t i = 0; i < count; i++) {
        double share = high > low ? (values[i] - low) / (high - low) : 0;

        str_add(out, steps[(int)floor(share * 5 + 0.5)]);
    }
}

/* The last readings as a line and as numbers. */
static void add_series(const struct dossier *dossier, const struct health_part *part,
    day_number today, struct str *out)
{
    enum { POINTS = 8 };
    struct series series = health_series_of(dossier, part->measure, today);
    size_t first = series.count > POINTS ? series.count - POINTS : 0;
    double values[POINTS] = {0};

    if (series.count < 2)
        return;
    for (size_t i = first; i < series.count; i++)
        values[i - first] = series.items[i].value;
    add_spark(values, series.count - first, out);
    for (size_t i = first; i < series.count; i++)
        str_addf(out, " %g", round(series.items[i].value * 100) / 100);
    str_add(out, "  ");
}

/* Where it comes from, and how old it is. */
static void write_source(const struct dossier *dossier, const struct health_part *part,
    day_number today, struct str *out)
{
    str_add(out, "    ");
    add_series(dossier, part, today, out);
    if (part->date != DAY_NONE && part->age_days == 0)
        str_add(out, _("of today, "));
    else if (part->date != DAY_NONE)
        str_addf(out, _("%dd old, "), part->age_days);
    str_addf(out, _("from %s\n"), _(part->source));
}

static void write_unknown(const struct health_part *part, struct str *out)
{
    static const char *const states[] = {
        [MEASURE_MISSING] = N_("not known"),
        [MEASURE_NOT_APPLICABLE] = N_("does not apply here"),
        [MEASURE_NOT_IN_USE] = N_("not in use in this book"),
    };

    if (part->unlisted)
        str_addf(
            out, _("%s\t'%s' stands in no list of points\n"), part->measure->label, part->words);
    else
        str_addf(out, "%s\t%s\n", part->measure->label, _(states[part->state]));
}

static void write_part(const struct health_part *part, double total, struct str *out)
{
    bool is_stale = part->state == MEASURE_STALE;
    char gives[48], costs[48];

    if (part->state != MEASURE_KNOWN && !is_stale) {
        write_unknown(part, out);
        return;
    }
    str_addf(out, _("%s  %s%s\t%.0f × %.0f%% = %s, costs %s\n"), part->measure->label,
        part->words ? part->words : "", is_stale ? _(", stale") : "",
        floor(part->score + 0.5 + 1e-9), total > 0 ? part->weight / total * 100 : 0,
        number_real(part->gives / 10.0, 1, gives), number_real(part->costs / 10.0, 1, costs));
}

static void write_parts(
    const struct dossier *dossier, const struct health *health, day_number today, struct str *out)
{
    char gives[48], costs[48];
    double total = 0;

    for (int i = 0; i < health->part_count; i++)
        total += health->parts[i].weight;
    for (int i = 0; i < health->part_count; i++) {
        const struct health_part *part = &health->parts[i];

        if (part->state == MEASURE_NOT_IN_USE)
            continue;
        write_part(part, total, out);
        if (part->weight > 0)
            write_source(dossier, part, today, out);
    }
    if (total > 0)
        str_addf(out, _("together\t%s, costs %s\n"),
            number_real(health->raw_tenths / 10.0, 1, gives),
            number_real((1000 - health->raw_tenths) / 10.0, 1, costs));
}

static void write_hand(const struct row *account, const struct health *health, struct str *out)
{
    char day[24];

    str_addf(out, _("set by hand to %d"), health->score);
    if (row_knows(account, ACCOUNT_HEALTH_BY))
        str_addf(out, _(" by %s"), row_text(account, ACCOUNT_HEALTH_BY));
    if (row_knows(account, ACCOUNT_HEALTH_WHY))
        str_addf(out, ": %s", row_text(account, ACCOUNT_HEALTH_WHY));
    if (health->computed >= 0)
        str_addf(out, _("\tcomputed %d"), health->computed);
    else
        str_add(out, _("\tcomputed: not known"));
    if (health->hand_until != DAY_NONE)
        str_addf(out, _(", until %s"), day_head(health->hand_until, day));
    str_add_char(out, '\n');
}

void why_write_health(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out)
{
    const struct health *health = &assessment->health;
    double known = floor(health->coverage * 100 + 0.5);

    if (health->score < 0)
        str_addf(out, _("\n# Health not known: %.0f%% of the measures are\n"), known);
    else
        str_addf(out, _("\n# Health %d, %s; %.0f%% known%s\t%s model\n"), health->score,
            _(health_band_label(health->band)), known, health->thin ? _(", thin") : "",
            health->model ? health->model->title : "no");
    write_parts(dossier, health, session_today(session), out);
    for (int i = 0; i < health->cap_count; i++)
        str_addf(out, _("at most %d\t%s\n"), health->caps[i]->at_most, health->caps[i]->label);
    if (health->overridden)
        write_hand(assessment->account, health, out);
}

/* --- since a day --- */

static void add_side(const struct health_part *part, struct str *out)
{
    str_addf(out, "%.0f", floor(part->score + 0.5 + 1e-9));
    if (part->words && *part->words)
        str_addf(out, " (%s)", part->words);
}

static void write_move(const struct health_move *move, struct str *out)
{
    char points[48];

    str_add(out, move->label);
    if (move->then && move->now) {
        str_add(out, "  ");
        add_side(move->then, out);
        str_add(out, " → ");
        add_side(move->now, out);
    }
    str_addf(out, "\t%s%s\n", move->tenths < 0 ? "−" : "+",
        number_real(fabs(move->tenths / 10.0), 1, points));
}

static void write_stand(const char *when, const struct health *health, struct str *out)
{
    if (health->score >= 0)
        str_addf(out, _("%s\t%d, %s, %.0f%% known\n"), when, health->score,
            _(health_band_label(health->band)), floor(health->coverage * 100 + 0.5));
    else
        str_addf(out, _("%s\tnot known: %.0f%% of the measures were\n"), when,
            floor(health->coverage * 100 + 0.5));
}

void why_write_change(const struct health_since *since, struct arena *arena, struct str *out)
{
    struct health_change change;
    char day[24], points[48];

    str_add(out, _("# Then and now\n"));
    write_stand(day_head(since->day, day), &since->then, out);
    write_stand(_("today"), &since->now, out);
    if (!health_explain_change(&since->then, &since->now, arena, &change)) {
        str_add(out, _("\nWhere one of the two is not known, no difference can be told.\n"));
        return;
    }
    str_addf(out, _("\n# Why it moved %s%d\n"), change.total < 0 ? "−" : "+",
        change.total < 0 ? -change.total : change.total);
    for (size_t i = 0; i < change.moves.count; i++)
        if (change.moves.items[i].tenths)
            write_move(&change.moves.items[i], out);
    str_addf(out, _("together\t%s%s\n"), change.total < 0 ? "−" : "+",
        number_real(abs(change.total), 1, points));
}
