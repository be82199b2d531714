/* metrics: the book as a whole, under the table of figures. */
#include "metrics_internal.h"

#include "base/money.h"
#include "base/words.h"

static void add_money(struct cli *cli, struct table *table, int64_t minor)
{
    char money[48];

    table_cell(table, money_short(minor, session_currency(cli->session), money));
}

static void begin(struct cli *cli, struct table *table, const char *title)
{
    *table = (struct table){0};
    outf(cli, "\n%s\n", title);
}

static void end(struct cli *cli, struct table *table)
{
    table_print(cli, table);
    table_fini(table);
}

static void print_bands(struct cli *cli, const struct metrics *metrics, day_number day)
{
    static const enum health_band order[] = {BAND_GREEN, BAND_YELLOW, BAND_RED, BAND_UNKNOWN};
    struct metric_bands bands;
    struct table table;

    metrics_bands(metrics, day, &cli->arena, &bands);
    begin(cli, &table, _("Book by health"));
    table_column(&table, _("band"), false, 0);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("ARR"), true, 0);
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        table_cell(&table, _(health_band_label(order[i])));
        table_cellf(&table, "%lld", (long long)bands.accounts[order[i]]);
        add_money(cli, &table, bands.arr[order[i]]);
    }
    table_cell(&table, _("all"));
    table_cellf(&table, "%lld", (long long)bands.total_accounts);
    add_money(cli, &table, bands.total_arr);
    end(cli, &table);
    if (bands.unknown_arr + bands.without_rate)
        outf(cli, _("%lld of them without known ARR, %lld without a rate\n"),
            (long long)bands.unknown_arr, (long long)bands.without_rate);
}

struct walk_line {
    const char *label;
    int64_t units; /* -1: not counted */
    int64_t money;
};

static void print_walk(struct cli *cli, const struct metrics *metrics, struct metric_span span)
{
    struct metric_walk walk;
    const struct retention *sum = &walk.sum;
    struct table table;

    metrics_walk(metrics, span, &cli->arena, &walk);
    const struct walk_line lines[] = {
        {_("at the start"), -1, sum->opening},
        {_("lost"), sum->units_lost, -sum->churn},
        {_("shrunk"), sum->units_shrunk, -sum->contraction},
        {_("grown"), sum->units_grown, sum->expansion},
        {_("new"), sum->units[ARR_CAME_NEW], sum->came_new},
        {_("returned"), sum->units[ARR_CAME_BACK], sum->came_back},
        {_("came into the book"), sum->units[ARR_TAKEN_IN], sum->taken},
        {_("handed over"), sum->units[ARR_HANDED_OVER], -sum->handed},
        {_("at the end"), -1, sum->closing},
    };
    begin(cli, &table, _("ARR over the period"));
    table_column(&table, _("what"), false, 0);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("ARR"), true, 0);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        table_cell(&table, lines[i].label);
        if (lines[i].units < 0)
            table_cell(&table, "");
        else
            table_cellf(&table, "%lld", (long long)lines[i].units);
        add_money(cli, &table, lines[i].money);
    }
    end(cli, &table);
}

static bool print_themes(struct cli *cli, const struct metrics *metrics, struct error *err)
{
    struct feedback_themes themes;
    struct table table;

    if (!metrics_themes(metrics, &cli->arena, &themes, err))
        return false;
    if (!themes.count)
        return true;
    begin(cli, &table, _("Asked for by several"));
    table_column(&table, _("theme"), false, 32);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("ARR asking"), true, 0);
    for (size_t i = 0; i < themes.count; i++) {
        table_cell(&table, themes.items[i].name);
        table_cellf(&table, "%lld", (long long)themes.items[i].asking.accounts);
        add_money(cli, &table, themes.items[i].asking.arr);
    }
    end(cli, &table);
    return true;
}

static void print_causes(struct cli *cli, const struct metrics *metrics, struct metric_span span)
{
    struct metric_causes causes;
    struct table table;

    metrics_causes(metrics, span, &cli->arena, &causes);
    if (!causes.count)
        return;
    begin(cli, &table, _("Causes of risk"));
    table_column(&table, _("cause"), false, 32);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("ARR exposed"), true, 0);
    for (size_t i = 0; i < causes.count; i++) {
        table_cell(&table, *causes.items[i].cause ? causes.items[i].cause : _("not named"));
        table_cellf(&table, "%lld", (long long)causes.items[i].accounts);
        add_money(cli, &table, causes.items[i].exposed);
    }
    end(cli, &table);
}

static bool print_stalls(struct cli *cli, const struct metrics *metrics, struct error *err)
{
    struct metric_stalls stalls;
    struct table table;

    if (!metrics_stalls(metrics, &cli->arena, &stalls, err))
        return false;
    if (!stalls.count)
        return true;
    begin(cli, &table, _("Steps at which runs stall"));
    table_column(&table, _("playbook"), false, 24);
    table_column(&table, _("step"), false, 40);
    table_column(&table, _("late"), true, 0);
    table_column(&table, _("cancelled"), true, 0);
    for (size_t i = 0; i < stalls.count; i++) {
        const struct metric_stall *stall = &stalls.items[i];

        table_cell(&table, *stall->playbook_title ? stall->playbook_title : stall->playbook);
        table_cell(&table, *stall->stall.title ? stall->stall.title : stall->stall.step);
        table_cellf(&table, "%d", stall->stall.late);
        table_cellf(&table, "%d", stall->stall.cancelled);
    }
    end(cli, &table);
    return true;
}

static void print_times(struct cli *cli, const struct metrics *metrics, struct metric_span span)
{
    struct metric_times times;
    struct table table;

    metrics_times(metrics, span, &cli->arena, &times);
    if (!times.total)
        return;
    begin(cli, &table, _("Time went to"));
    table_column(&table, _("what"), false, 0);
    table_column(&table, _("notes"), true, 0);
    table_column(&table, _("hours"), true, 0);
    for (int i = 0; i < TIMES; i++) {
        table_cell(&table, _(metric_time_word((enum metric_time)i)));
        table_cellf(&table, "%lld", (long long)times.notes[i]);
        table_cellf(&table, "%lld:%02lld", (long long)times.minutes[i] / 60,
            (long long)times.minutes[i] % 60);
    }
    end(cli, &table);
    if (times.untimed)
        outf(cli,
            words_plural("%lld note does not say how long it took\n",
                "%lld notes do not say how long they took\n", times.untimed),
            (long long)times.untimed);
}

bool metrics_print_book(
    struct cli *cli, const struct metrics *metrics, struct metric_span span, struct error *err)
{
    print_bands(cli, metrics, span.to);
    print_walk(cli, metrics, span);
    print_causes(cli, metrics, span);
    print_times(cli, metrics, span);
    return print_themes(cli, metrics, err) && print_stalls(cli, metrics, err);
}
