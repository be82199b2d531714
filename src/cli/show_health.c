/* show: health, point by point, in figures that add up as they are shown; and why it moved. */
#include "cli_internal.h"

#include <math.h>
#include "base/money.h"
#include "base/words.h"
#include "core/health_series.h"

static const char *const state_words[] = {
    [MEASURE_KNOWN] = "",
    [MEASURE_STALE] = N_("stale"),
    [MEASURE_MISSING] = N_("missing"),
    [MEASURE_NOT_APPLICABLE] = N_("does not apply"),
    [MEASURE_NOT_IN_USE] = N_("not in use"),
};

static bool counts(const struct health_part *part)
{
    return part->state == MEASURE_KNOWN || part->state == MEASURE_STALE;
}

static void add_age(struct table *table, const struct health_part *part)
{
    if (part->unlisted)
        table_cell(table, _("in no list of points"));
    else if (counts(part) && part->date != DAY_NONE)
        table_cellf(table, "%dd %s", part->age_days, _(state_words[part->state]));
    else
        table_cell(table, _(state_words[part->state]));
}

/* The last readings behind it, oldest first. */
static void add_series(struct cli *cli, struct table *table, const struct dossier *dossier,
    const struct health_part *part)
{
    enum { POINTS = 6 };
    struct series series = health_series_of(dossier, part->measure, session_today(cli->session));
    size_t first = series.count > POINTS ? series.count - POINTS : 0;
    struct str text = {0};

    for (size_t i = first; counts(part) && i < series.count; i++)
        str_addf(&text, "%s%g", i > first ? " " : "", round(series.items[i].value * 100) / 100);
    table_cell(table, str_text(&text));
    str_fini(&text);
}

static void add_part(struct table *table, const struct health_part *part, double all)
{
    char number[48];

    table_cell(table, part->measure->label);
    table_cell(table, part->words ? part->words : "");
    if (counts(part)) {
        table_cell(table, number_real(part->score, 1, number));
        table_cellf(table, "%s%%", number_real(all > 0 ? part->weight / all * 100 : 0, 1, number));
        table_cell(table, number_real(part->gives / 10.0, 1, number));
        table_cell(table, number_real(part->costs / 10.0, 1, number));
    } else {
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
    }
    add_age(table, part);
}

static void print_hand(struct cli *cli, const struct row *account, const struct health *health)
{
    outf(cli, _(", set by hand to %d"), health->score);
    if (row_knows(account, ACCOUNT_HEALTH_BY)) {
        out_text(cli, _(" by "));
        out_clean(cli, row_text(account, ACCOUNT_HEALTH_BY));
    }
    if (row_knows(account, ACCOUNT_HEALTH_WHY)) {
        out_text(cli, ": ");
        out_clean(cli, row_text(account, ACCOUNT_HEALTH_WHY));
    }
    if (health->computed >= 0)
        outf(cli, _(", computed %d"), health->computed);
    else
        out_text(cli, _(", computed: not known"));
}

static void print_sum(struct cli *cli, const struct row *account, const struct health *health)
{
    char number[48];

    outf(cli, _("  sum %s"), number_real(health->raw_tenths / 10.0, 1, number));
    for (int i = 0; i < health->cap_count; i++) {
        outf(cli, _(", at most %d: "), health->caps[i]->at_most);
        out_clean(cli, health->caps[i]->label);
    }
    if (health->overridden)
        print_hand(cli, account, health);
    if (health->score >= 0)
        outf(cli, _(", shown %d%s\n"), health->score, health->thin ? _(", thin") : "");
    else
        out_text(cli, _(", not enough is known for a score\n"));
}

void show_health(
    struct cli *cli, const struct dossier *dossier, const struct assessment *assessment)
{
    static const char *const heads[] = {"", N_("value"), N_("score"), N_("weight"), N_("gives"),
        N_("costs"), N_("age"), N_("lately")};
    const struct health *health = &assessment->health;
    struct table table = {0};
    double all = 0;

    out_text(cli, _("\nHealth, point by point\n"));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(&table, _(heads[i]), i > 1 && i < 6, i < 2 ? 40 : 0);
    for (int i = 0; i < health->part_count; i++)
        all += counts(&health->parts[i]) ? health->parts[i].weight : 0;
    for (int i = 0; i < health->part_count; i++) {
        add_part(&table, &health->parts[i], all);
        add_series(cli, &table, dossier, &health->parts[i]);
    }
    if (health->part_count)
        table_print(cli, &table);
    print_sum(cli, assessment->account, health);
    table_fini(&table);
}

/* --- since a day --- */

static void add_score(struct table *table, const struct health_part *part)
{
    char number[48];

    if (part)
        table_cell(table, number_real(part->score, 1, number));
    else
        table_cell(table, "");
}

static void print_moves(struct cli *cli, const struct health_change *change)
{
    static const char *const heads[] = {"", N_("then"), N_("now"), N_("points")};
    struct table table = {0};

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(&table, _(heads[i]), i > 0, i ? 0 : 40);
    for (size_t i = 0; i < change->moves.count; i++) {
        const struct health_move *move = &change->moves.items[i];

        if (!move->tenths)
            continue;
        table_cell(&table, move->label);
        add_score(&table, move->then);
        add_score(&table, move->now);
        table_cellf(&table, "%+.1f", move->tenths / 10.0);
    }
    table_print(cli, &table);
    outf(cli, _("  together %+d\n"), change->total);
    table_fini(&table);
}

static void print_stand(struct cli *cli, const struct health *health)
{
    out_text(cli, health_band_word(health->band));
    if (health->score >= 0)
        outf(cli, " %d", health->score);
    outf(cli, _(", %d%% known"), (int)round_half_up(health->coverage * 100));
}

void show_since(struct cli *cli, const struct health_since *since)
{
    struct health_change change;

    outf(cli, _("\nSince %s: "), cli_show_day(cli, since->day));
    print_stand(cli, &since->then);
    out_text(cli, _(", now "));
    print_stand(cli, &since->now);
    out_text(cli, "\n");
    if (health_explain_change(&since->then, &since->now, &cli->arena, &change))
        print_moves(cli, &change);
    else
        out_text(cli, _("  where one of the two is not known, no difference can be told\n"));
}
