/* renewals: the forecast in words; its JSON is renewals_json.c. */
#include "renewals_internal.h"

#include <math.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

const char renewals_about[] = N_(
    "how it is computed (amounts a year, in the book's currency; a row rounded half up)\n"
    "  period       the month or quarter of `ends`, the last day of the term\n"
    "  to renew     T, the target: set by you, else the line's ARR\n"
    "  forecast     won: the final amount; lost: 0; open: yours, else T\n"
    "  retained     min(forecast, T); what is beyond T is growth: uplift up to the line's, then\n"
    "               expansion\n"
    "  p            yours; else commit .95, best case .75, at risk .45, expected loss .15,\n"
    "               omitted 0; not called: green .95, yellow .75, red .45, unknown .75; of an "
    "open\n"
    "               one at least .05 and at most .98; locked in .98, leaving .05\n"
    "  weighted     retained x p\n"
    "  running      Closed = won; Commit = Closed + commit and locked in; Best case = Commit + "
    "best\n"
    "               case; then not called, at risk, expected loss and leaving; omitted: in none\n"
    "  at risk ARR  of red accounts, and of those called at risk or expected loss\n"
    "  risk         T x (1 - p) of open lines\n"
    "  if all lands as called: retained of all but expected loss, leaving and omitted, divided by "
    "T\n"
    "               of all; with growth the same with what is beyond T; GRR and NRR of the book "
    "the\n"
    "               same by account over the ARR of today, lines decided later as they are\n"
    "  bridge       opening + won + lost + moved in + moved out + slipped + called up + called "
    "down\n"
    "               = closing\n"
    "  accuracy     max(0, 1 - |came in - forecast| / came in); bias (came in - forecast) / "
    "forecast\n"
    "  periods + slipped + no end date + month to month = ARR of the book\n");

/* --- words --- */

static const char *money(struct cli *cli, int64_t minor)
{
    char text[48];

    return arena_format(&cli->arena, "%s", money_full(minor, session_currency(cli->session), text));
}

static const char *short_money(struct cli *cli, int64_t minor)
{
    char text[48];

    return arena_format(
        &cli->arena, "%s", money_short(minor, session_currency(cli->session), text));
}

/* A change, with its sign; "" for none. */
static const char *change(struct cli *cli, int64_t minor)
{
    char text[48];

    if (minor == 0)
        return "";
    money_full(minor < 0 ? -minor : minor, session_currency(cli->session), text);
    return arena_format(
        &cli->arena, "%s%s", minor > 0 ? "+" : (cli->ascii ? "-" : "\342\210\222"), text);
}

static const char *percent(struct cli *cli, bool known, double ratio)
{
    char text[48];

    if (!known)
        return "n/a";
    return arena_format(&cli->arena, "%s%s %%", round_half_up(ratio * 1000) < 0 ? "-" : "",
        number_real(fabs(ratio) * 100, 1, text));
}

static const char *period_words(struct cli *cli, struct forecast_span span)
{
    struct civil first = day_to_civil(span.first), last = day_to_civil(span.last);

    if (first.month == last.month)
        return arena_format(&cli->arena, "%s %d", day_month_name(first.month), first.year);
    return arena_format(&cli->arena, _("%s to %s %d"), day_month_name(first.month),
        day_month_name(last.month), last.year);
}

/* --- the head --- */

static void print_head(struct cli *cli, const struct forecast *forecast)
{
    const struct forecast_sum *all = &forecast->table.totals.all;

    outf(cli, _("%d due"), all->count);
    if (forecast->until != DAY_NONE)
        outf(cli, _(", decided by %s"), cli_show_day(cli, forecast->until));
    outf(cli, _("   %s to renew   %s weighted   %s forecast   "), short_money(cli, all->target),
        short_money(cli, all->weighted),
        short_money(cli, forecast_running(&forecast->table.totals, FORECAST_EXPECTED_LOSS)));
    outf(cli, _("+%s growth\n"), short_money(cli, all->uplift + all->expansion));
    outf(cli,
        words_plural("%s ARR of the book   %s at risk in %d account",
            "%s ARR of the book   %s at risk in %d accounts", forecast->at_risk_accounts),
        short_money(cli, forecast->book_arr), short_money(cli, forecast->at_risk_arr),
        forecast->at_risk_accounts);
    if (forecast->outside[0]) {
        out_text(cli, "   ");
        out_clean(cli, forecast->outside);
    }
    out_text(cli, "\n\n");
}

/* --- periods --- */

static void period_row(
    struct cli *cli, struct table *table, const char *name, const struct forecast_totals *totals)
{
    table_cell(table, name);
    table_cellf(table, "%d", totals->all.count);
    table_cell(table, money(cli, totals->all.arr));
    table_cell(table, money(cli, totals->all.target));
    table_cell(table, money(cli, forecast_closed(totals)));
    for (int i = 0; i <= FORECAST_OMITTED; i++)
        table_cell(table, money(cli, totals->open[i].retained));
    table_cell(table, money(cli, totals->lost.target));
    table_cell(table, money(cli, totals->all.weighted));
    table_cell(table, money(cli, totals->all.risk));
}

static void print_periods(struct cli *cli, const struct forecast_table *table)
{
    static const char *const heads[] = {N_("lines"), N_("ARR"), N_("to renew"), N_("won"),
        N_("commit"), N_("best case"), N_("not called"), N_("at risk"), N_("expected loss"),
        N_("omitted"), N_("lost"), N_("weighted"), N_("risk")};
    struct table text = {0};

    table_column(&text, _("due"), false, 0);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(&text, _(heads[i]), true, 0);
    if (table->slipped.all.count)
        period_row(cli, &text, _("slipped"), &table->slipped);
    for (int i = 0; i < table->period_count; i++)
        period_row(
            cli, &text, period_words(cli, table->periods[i].span), &table->periods[i].totals);
    period_row(cli, &text, _("total"), &table->totals);
    if (table->no_end.all.count)
        period_row(cli, &text, _("no end date"), &table->no_end);
    if (table->outside.all.count)
        period_row(cli, &text, _("month to month"), &table->outside);
    table_print(cli, &text);
    table_fini(&text);
}

/* --- categories, running --- */

static void category_row(
    struct cli *cli, struct table *table, const char *name, const struct forecast_sum *sum)
{
    table_cell(table, name);
    table_cellf(table, "%d", sum->count);
    table_cell(table, money(cli, sum->retained));
}

static void print_categories(struct cli *cli, const struct forecast_totals *totals)
{
    struct table table = {0};

    table_column(&table, _("category"), false, 0);
    table_column(&table, _("lines"), true, 0);
    table_column(&table, _("amount"), true, 0);
    table_column(&table, _("running"), true, 0);
    category_row(cli, &table, _("closed"), &totals->won);
    table_cell(&table, money(cli, forecast_closed(totals)));
    for (int i = 0; i < FORECAST_CATEGORIES; i++) {
        enum forecast_category category = (enum forecast_category)i;

        category_row(cli, &table, _(forecast_category_word(category)), &totals->open[i]);
        table_cell(&table,
            category == FORECAST_OMITTED ? "" : money(cli, forecast_running(totals, category)));
    }
    out_text(cli, "\n");
    table_print(cli, &table);
    table_fini(&table);
}

static void print_landing(struct cli *cli, const struct forecast *forecast)
{
    const struct forecast_book_landing *book = &forecast->landing;
    const struct forecast_sum *all = &forecast->table.totals.all;
    double gross = 0, net = 0, start = (double)book->start;
    bool known = forecast_landing(&forecast->table.totals, &gross, &net),
         has_book = book->start > 0;

    outf(cli, _("\nIf all lands as called: %s of %s due is retained, %s; with growth %s.\n"),
        money(cli, all->lands), money(cli, all->target), percent(cli, known, gross),
        percent(cli, known, net));
    outf(cli, _("The book: GRR %s, NRR %s of %s.\n"),
        percent(cli, has_book, has_book ? (double)book->gross_end / start : 0),
        percent(cli, has_book, has_book ? (double)book->net_end / start : 0),
        money(cli, book->start));
}

/* --- the list --- */

static void print_rows(struct cli *cli, const struct forecast *forecast)
{
    static const char *const heads[] = {
        N_("in"), N_("target"), N_("forecast"), N_("change"), "p", N_("weighted")};
    struct table table = {0};

    table_column(&table, _("decides"), false, 0);
    table_column(&table, _("by"), false, 0);
    table_column(&table, _(heads[0]), true, 0);
    table_column(&table, _("account"), false, 24);
    table_column(&table, _("product"), false, 18);
    table_column(&table, _("health"), false, 0);
    for (size_t i = 1; i < COUNT_OF(heads); i++)
        table_column(&table, _(heads[i]), true, 0);
    table_column(&table, _("category"), false, 0);
    for (size_t i = 0; i < forecast->row_count; i++)
        renewals_row(cli, &table, &forecast->rows[i]);
    out_text(cli, "\n");
    table_print(cli, &table);
    table_fini(&table);
}

static const char *stand_words(const struct due_line *line)
{
    return line->state == DUE_OPEN ? _(forecast_category_word(line->value.category))
                                   : due_state_word(line->state);
}

void renewals_row(struct cli *cli, struct table *table, const struct due_line *line)
{
    day_number decides = forecast_day(line);
    bool undecided = line->state == DUE_OPEN;

    table_cell(table, decides == DAY_NONE ? _("no end") : cli_show_day(cli, decides));
    table_cell(table, undecided && line->clock.by_notice ? _("notice") : "");
    if (decides == DAY_NONE)
        table_cell(table, "");
    else
        table_cellf(table, "%dd", decides - session_today(cli->session));
    table_cell(table, line->account_name);
    table_cell(table, line->product);
    if (line->health < 0)
        table_cellf(table, "%s --", band_shape(cli, "unknown"));
    else
        table_cellf(table, "%s %d", band_shape(cli, health_band_word(line->band)), line->health);
    if (line->unknown) {
        for (int i = 0; i < 5; i++)
            table_cell(table, "");
    } else {
        table_cell(table, money(cli, line->target));
        table_cell(table, money(cli, line->amount));
        table_cell(table, change(cli, line->amount - line->target));
        table_cellf(table, "%lld%%", (long long)round_half_up(line->value.p * 100));
        table_cell(table, money(cli, line->value.weighted));
    }
    table_cell(table, stand_words(line));
}

/* --- between two days --- */

static void add_step(struct str *out, const char *from, const char *to)
{
    str_addf(out, _("%s%s to %s"), out->len ? ", " : "", from[0] ? from : _("none"),
        to[0] ? to : _("none"));
}

static void move_words(struct cli *cli, struct str *out, const struct forecast_move *move)
{
    const struct due_line *before = move->before, *after = move->after;

    if (!before || !after) {
        str_addf(out, "%s, %s", before ? _("gone") : _("new"),
            money(cli, before ? before->amount : after->amount));
        return;
    }
    if (move->fields & (1u << MOVED_STATE))
        add_step(out, due_state_word(before->state), due_state_word(after->state));
    if ((move->fields & (1u << MOVED_CATEGORY)) && due_is_open(after->state))
        add_step(out, _(forecast_category_word(before->value.category)),
            _(forecast_category_word(after->value.category)));
    if (move->fields & (1u << MOVED_AMOUNT))
        add_step(out, money(cli, before->amount), money(cli, after->amount));
    if (move->fields & (1u << MOVED_TARGET))
        str_addf(out, _("%starget %s to %s"), out->len ? ", " : "", money(cli, before->target),
            money(cli, after->target));
    if (move->fields & (1u << MOVED_ENDS))
        str_addf(out, _("%sends %s to %s"), out->len ? ", " : "", cli_show_day(cli, before->ends),
            cli_show_day(cli, after->ends));
    if ((move->fields & (1u << MOVED_P)) && due_is_open(after->state))
        str_addf(out, _("%sp %lld%% to %lld%%"), out->len ? ", " : "",
            (long long)round_half_up(before->value.p * 100),
            (long long)round_half_up(after->value.p * 100));
}

void renewals_move_words(struct cli *cli, struct str *out, const struct forecast_move *move)
{
    move_words(cli, out, move);
}

static void print_moves(struct cli *cli, const struct forecast *forecast)
{
    struct table table = {0};

    outf(cli,
        words_plural("\nMoved since %s: %zu line\n", "\nMoved since %s: %zu lines\n",
            (long long)forecast->moves.count),
        cli_show_day(cli, forecast->since), forecast->moves.count);
    if (!forecast->moves.count)
        return;
    table_column(&table, _("account"), false, 24);
    table_column(&table, _("product"), false, 18);
    table_column(&table, _("weighted"), true, 0);
    table_column(&table, _("what"), false, 0);
    for (size_t i = 0; i < forecast->moves.count; i++) {
        const struct forecast_move *move = &forecast->moves.items[i];
        const struct due_line *line = move->after ? move->after : move->before;
        struct str words = {0};

        table_cell(&table, line->account_name);
        table_cell(&table, line->product);
        table_cell(&table, change(cli, (move->after ? move->after->value.weighted : 0) -
                                           (move->before ? move->before->value.weighted : 0)));
        move_words(cli, &words, move);
        table_cell(&table, str_text(&words));
        str_fini(&words);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_bridges(struct cli *cli, const struct forecast *forecast)
{
    struct table table = {0};

    table_column(&table, _("bridge"), false, 0);
    table_column(&table, _("opening"), true, 0);
    for (int part = 0; part < BRIDGE_PARTS; part++)
        table_column(&table, _(bridge_part_word((enum bridge_part)part)), true, 0);
    table_column(&table, _("closing"), true, 0);
    for (size_t i = 0; i < COUNT_OF(forecast->bridges); i++) {
        const struct forecast_bridge *bridge = &forecast->bridges[i];

        table_cell(&table, forecast_measure_word(bridge->measure));
        table_cell(&table, money(cli, bridge->opening));
        for (int part = 0; part < BRIDGE_PARTS; part++)
            table_cell(&table, change(cli, bridge->parts[part]));
        table_cell(&table, money(cli, bridge->closing));
    }
    outf(cli, _("\n%s, from %s to today\n"), period_words(cli, forecast->quarter),
        cli_show_day(cli, forecast->since));
    table_print(cli, &table);
    table_fini(&table);
}

/* --- how good the last one was --- */

static void print_frozen(
    struct cli *cli, const struct forecast *forecast, const struct forecast_frozen *frozen)
{
    if (!frozen->there) {
        outf(cli,
            words_plural("  frozen %d day before: n/a, nothing was frozen by %s\n",
                "  frozen %d days before: n/a, nothing was frozen by %s\n", frozen->days_before),
            frozen->days_before, cli_show_day(cli, frozen->day));
        return;
    }
    outf(cli,
        words_plural("  frozen %d day before: commit %s, accuracy %s, bias %s; ",
            "  frozen %d days before: commit %s, accuracy %s, bias %s; ", frozen->days_before),
        frozen->days_before, money(cli, frozen->commit),
        percent(cli, frozen->has_accuracy, frozen->accuracy),
        percent(cli, frozen->has_bias, frozen->bias));
    outf(cli, _("weighted %s, accuracy %s, bias %s\n"), money(cli, frozen->weighted),
        percent(cli, frozen->has_weighted_accuracy, frozen->weighted_accuracy),
        percent(cli, frozen->has_weighted_bias, frozen->weighted_bias));
    (void)forecast;
}

static void print_past(struct cli *cli, const struct forecast *forecast)
{
    if (forecast->has_since) {
        print_moves(cli, forecast);
        print_bridges(cli, forecast);
    } else {
        outf(cli, _("\nMoved since %s: n/a, nothing was frozen by then\n"),
            cli_show_day(cli, forecast->since));
    }
    outf(cli, _("\n%s came in at %s\n"), period_words(cli, forecast->last_quarter),
        money(cli, forecast->last_actual));
    for (int i = 0; i < FORECAST_FROZEN; i++)
        print_frozen(cli, forecast, &forecast->frozen[i]);
}

/* --- the command --- */

static bool read_order(struct cli *cli, struct forecast_order *order, struct error *err)
{
    const char *by = cli_value(cli, "by"), *window = cli_value(cli, "window");
    const char *since = cli_value(cli, "since");
    long long days = 0;

    if (by && !text_equal_nocase(by, "month") && !text_equal_nocase(by, "quarter"))
        return error_set(err, ERROR_USAGE, "--by month or quarter, not '%s'", by);
    if (window && !text_equal_nocase(window, "all") &&
        (!text_to_int(window, &days) || days < 1 || days > RENEWALS_MOST_DAYS))
        return error_set(err, ERROR_USAGE,
            "--window 30, 60, 90 or another number of days, or all, not '%s'", window);
    order->where = cli_value(cli, "where");
    order->by_quarter = by && text_equal_nocase(by, "quarter");
    order->window_days = (int)days;
    order->since = DAY_NONE;
    if (since && !cli_day(cli, since, &order->since, err))
        return false;
    if (order->since != DAY_NONE && order->since >= session_today(cli->session))
        return error_set(err, ERROR_USAGE, "--since must be a day before today, not %s", since);
    return true;
}

/* The user's expression alone, so that a fault's column is that of what was written. */
static bool tell_where(
    const struct forecast_order *order, const struct error *fault, struct error *err)
{
    if (!order->where || fault->column == 0)
        return error_set_at(
            err, fault->code, fault->path, fault->line, fault->column, "%s", fault->text);
    return error_set_at(err, fault->code, "--where", fault->line, fault->column, "%s", fault->text);
}

bool cli_renewals(struct cli *cli, struct error *err)
{
    struct forecast_order order = {0};
    struct forecast forecast;
    struct error fault = {0};

    if (!read_order(cli, &order, err) || !cli_freshen(cli, err))
        return false;
    if (cli_has(cli, "explain"))
        return renewals_explain(cli, cli_value(cli, "explain"), err);
    if (!verb_forecast(cli->session, &order, &cli->arena, &forecast, &fault))
        return tell_where(&order, &fault, err);
    if (!forecast.row_count)
        cli_tell_none(cli, KIND_ACCOUNT);
    if (cli_has(cli, "json"))
        return renewals_json(cli, &order, &forecast, err);
    print_head(cli, &forecast);
    print_periods(cli, &forecast.table);
    print_categories(cli, &forecast.table.totals);
    print_landing(cli, &forecast);
    print_rows(cli, &forecast);
    print_past(cli, &forecast);
    return true;
}
