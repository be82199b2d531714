/* renewals --explain: each line of one account, step by step, and how it was forecast before. */
#include "renewals_internal.h"

#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

static void print_step(struct cli *cli, const char *what, int64_t amount, const char *how)
{
    char text[48];

    outf(cli, "  %-9s  %14s", what, money_full(amount, session_currency(cli->session), text));
    outf(cli, how[0] ? "  %s\n" : "%s\n", how);
}

static void print_open(struct cli *cli, const struct due_line *line)
{
    struct str words = {0};
    int64_t percent = round_half_up(line->value.p * 100);

    forecast_p_words(line, &words);
    outf(cli, "  %-9s  %13lld%%  ", "p", (long long)percent);
    out_clean(cli, str_text(&words));
    out_text(cli, "\n");
    print_step(cli, _("weighted"), line->value.weighted, _("retained x p"));
    print_step(cli, _("risk"), line->value.risk, _("to renew x (1 - p)"));
    str_fini(&words);
}

static void print_line(struct cli *cli, const struct due_line *line)
{
    out_clean(cli, line->product[0] ? line->product : line->account_name);
    outf(cli, _(", due %s, %s\n"),
        line->ends == DAY_NONE ? _("on no known day") : cli_show_day(cli, line->ends),
        due_is_open(line->state) ? _(forecast_category_word(line->value.category))
                                 : _(due_state_word(line->state)));
    if (line->unknown) {
        out_text(cli,
            _("  its amount, or the rate of its currency, is not known: outside all totals\n"));
        return;
    }
    print_step(cli, _("to renew"), line->target,
        line->target == line->arr ? _("the ARR of the line")
                                  : _("set, or as it was when it closed"));
    print_step(cli, due_is_open(line->state) ? _("forecast") : _("final"), line->amount, "");
    print_step(cli, _("retained"), line->value.retained, _("min(forecast, to renew)"));
    if (line->value.uplift)
        print_step(cli, _("uplift"), line->value.uplift, _("beyond it, up to the line's uplift"));
    if (line->value.expansion)
        print_step(cli, _("expansion"), line->value.expansion, _("beyond it, the rest"));
    if (due_is_open(line->state))
        print_open(cli, line);
}

static void print_day(struct cli *cli, struct table *table, const struct forecast_day *day)
{
    const struct due_line *line = &day->line;
    char text[48];

    table_cell(table, cli_show_day(cli, day->from));
    table_cell(table, line->product[0] ? line->product : line->id);
    if (day->gone) {
        table_cell(table, _("no longer there"));
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
        return;
    }
    table_cell(table, line->state == DUE_OPEN ? _(forecast_category_word(line->value.category))
                                              : _(due_state_word(line->state)));
    table_cell(table, cli_show_day(cli, line->ends));
    table_cell(table, money_full(line->target, session_currency(cli->session), text));
    table_cell(table, money_full(line->amount, session_currency(cli->session), text));
    table_cellf(table, "%lld%%", (long long)round_half_up(line->value.p * 100));
}

static void print_history(struct cli *cli, const struct forecast_days *days)
{
    struct table table = {0};

    if (!days->count)
        return;
    table_column(&table, _("from"), false, 0);
    table_column(&table, _("product"), false, 18);
    table_column(&table, _("category"), false, 0);
    table_column(&table, _("ends"), false, 0);
    table_column(&table, _("to renew"), true, 0);
    table_column(&table, _("forecast"), true, 0);
    table_column(&table, "p", true, 0);
    for (size_t i = 0; i < days->count; i++)
        print_day(cli, &table, &days->items[i]);
    out_text(cli, _("\nAs it was forecast\n"));
    table_print(cli, &table);
    table_fini(&table);
}

bool renewals_explain(struct cli *cli, const char *account, struct error *err)
{
    struct due_list lines;
    struct forecast_days days;
    int64_t key;
    int printed = 0;

    if (!verb_find_account(cli->session, account, &key, err) ||
        !forecast_due_lines(cli->session, NULL, &cli->arena, &lines, err) ||
        !forecast_history(cli->session, key, &cli->arena, &days, err))
        return false;
    for (size_t i = 0; i < lines.count; i++) {
        if (lines.items[i].account != key)
            continue;
        out_text(cli, printed++ ? "\n" : "");
        print_line(cli, &lines.items[i]);
    }
    if (!printed)
        out_text(cli, _("It has no contract line with an ARR or an end.\n"));
    print_history(cli, &days);
    return true;
}
