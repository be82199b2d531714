/* signals --backtest: how often each would have fired, and what came after. */
#include "cli_internal.h"

#include "app/backtest.h"
#include "base/words.h"

static void add_count(struct table *table, int64_t count)
{
    if (count)
        table_cellf(table, "%lld", (long long)count);
    else
        table_cell(table, "");
}

/* `3 of 12`. */
static void add_share(struct table *table, int64_t part, int64_t all)
{
    if (all)
        table_cellf(table, _("%lld of %lld"), (long long)part, (long long)all);
    else
        table_cell(table, "n/a");
}

static void add_after(struct table *table, const struct backtest_after *after)
{
    add_share(table, after->fell, after->ripe);
    add_share(table, after->left, after->ripe);
    add_share(table, after->renewed, after->ripe);
    add_share(table, after->won_back, after->ripe);
}

static void add_line(struct table *table, const struct backtest_line *line, int span)
{
    table_cell(table, line->rule ? line->rule->id : _("any account, any week"));
    if (line->undated) {
        for (int i = 0; i < 2; i++)
            table_cell(table, "");
        table_cell(table, _("not dated"));
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
        return;
    }
    add_count(table, line->starts);
    add_count(table, line->accounts);
    add_count(table, line->weeks);
    add_after(table, &line->after[span]);
}

static void print_span(struct cli *cli, const struct backtest *backtest, int span)
{
    struct table table = {0};

    outf(cli, _("\nwithin %d days of its start\n"), backtest_span_days(span));
    table_column(&table, _("signal"), false, 0);
    table_column(&table, _("began"), true, 0);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("weeks"), true, 0);
    table_column(&table, _("health fell"), true, 0);
    table_column(&table, _("left or reduced"), true, 0);
    table_column(&table, _("renewed"), true, 0);
    table_column(&table, _("grew or came back"), true, 0);
    for (size_t i = 0; i < backtest->count; i++)
        add_line(&table, &backtest->lines[i], span);
    add_line(&table, &backtest->book, span);
    table_print(cli, &table);
    table_fini(&table);
}

static void print_undated(struct cli *cli, const struct backtest *backtest)
{
    for (size_t i = 0; i < backtest->count; i++)
        if (backtest->lines[i].undated)
            outf(cli, _("%s is not tested: the book keeps no day of %s\n"),
                backtest->lines[i].rule->id, backtest->lines[i].undated);
}

static void print_backtest(struct cli *cli, const struct backtest *backtest)
{
    struct str limits = {0};
    char from[24];

    backtest_limits(backtest, session_today(cli->session), &limits);
    if (!backtest->is_shown) {
        outf(cli, _("no back-test yet; %s\n"), str_text(&limits));
        str_fini(&limits);
        return;
    }
    outf(cli, words_plural("%d week from %s; %s\n", "%d weeks from %s; %s\n", backtest->weeks),
        backtest->weeks, day_head(backtest->from, from), str_text(&limits));
    str_fini(&limits);
    for (int span = 0; span < BACKTEST_SPANS; span++)
        print_span(cli, backtest, span);
    out_text(cli, "\n");
    print_undated(cli, backtest);
}

static void add_json_line(struct json *json, const char *key, const struct backtest_line *line)
{
    json_begin_object(json, key);
    json_text(json, "signal", line->rule ? line->rule->id : NULL);
    json_text(json, "not_dated", line->undated);
    json_integer(json, "began", line->starts);
    json_integer(json, "accounts", line->accounts);
    json_integer(json, "weeks", line->weeks);
    json_day(json, "last", line->last);
    json_begin_list(json, "after");
    for (int span = 0; span < BACKTEST_SPANS && !line->undated; span++) {
        const struct backtest_after *after = &line->after[span];

        json_begin_object(json, NULL);
        json_integer(json, "days", backtest_span_days(span));
        json_integer(json, "of", after->ripe);
        json_integer(json, "health_fell", after->fell);
        json_integer(json, "left_or_reduced", after->left);
        json_integer(json, "renewed", after->renewed);
        json_integer(json, "grew_or_came_back", after->won_back);
        json_end_object(json);
    }
    json_end_list(json);
    json_end_object(json);
}

static void print_json(struct cli *cli, const struct backtest *backtest)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_bool(&json, "shown", backtest->is_shown);
    json_day(&json, "measures_since", backtest->usage_since);
    json_day(&json, "arr_since", backtest->money_since);
    json_day(&json, "full_on", backtest->full_on);
    json_integer(&json, "weeks", backtest->is_shown ? backtest->weeks : 0);
    json_begin_list(&json, "signals");
    for (size_t i = 0; backtest->is_shown && i < backtest->count; i++)
        add_json_line(&json, NULL, &backtest->lines[i]);
    json_end_list(&json);
    if (backtest->is_shown)
        add_json_line(&json, "book", &backtest->book);
    json_end_object(&json);
    json_end(&json);
}

bool signals_backtest(struct cli *cli, struct error *err)
{
    struct backtest_order order = {.signal = cli->word_count > 0 ? cli->words[0] : NULL};
    struct backtest backtest;
    long long weeks = BACKTEST_WEEKS;

    if (!cli_number(cli, "weeks", 2, &weeks, err))
        return false;
    order.weeks = weeks > 520 ? 520 : (int)weeks;
    if (!backtest_run(cli->session, &order, &cli->arena, &backtest, err))
        return false;
    if (cli_has(cli, "json"))
        print_json(cli, &backtest);
    else
        print_backtest(cli, &backtest);
    return true;
}
