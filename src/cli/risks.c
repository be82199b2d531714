/* risk add, set, plan, close, causes. */
#include "cli_internal.h"

#include "app/risks.h"
#include "app/verbs.h"
#include "base/money.h"
#include "base/words.h"

/* Money of the book's currency as the field reads it. */
static bool read_exposed(struct cli *cli, const char *text, int64_t *ret_exposed, struct error *err)
{
    struct parse_context context = {session_settings(cli->session), session_today(cli->session),
        session_currency(cli->session)};
    struct value value;

    *ret_exposed = MONEY_NONE;
    if (text == NULL)
        return true;
    if (!field_parse(KIND_SIGNAL, SIGNAL_EXPOSED, text, &context, &cli->arena, &value, err))
        return false;
    if (value.type == VALUE_INTEGER)
        *ret_exposed = value.integer;
    return true;
}

/* The words from the second on. */
static const char *sentence(struct cli *cli)
{
    struct str text = {0};
    const char *copy;

    for (int i = 1; i < cli->word_count; i++)
        str_addf(&text, "%s%s", i > 1 ? " " : "", cli->words[i]);
    copy = arena_copy_text(&cli->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

bool cli_risk_add(struct cli *cli, struct error *err)
{
    struct risk_draft draft = {.text = sentence(cli),
        .severity = cli_value(cli, "severity"),
        .cause = cli_value(cli, "cause"),
        .look = DAY_NONE};
    const char *look = cli_value(cli, "look");
    struct outcome outcome = {0};
    struct str id = {0};
    bool ok = verb_find_account(cli->session, cli->words[0], &draft.account, err) &&
              read_exposed(cli, cli_value(cli, "exposed"), &draft.exposed, err) &&
              (!look || cli_day(cli, look, &draft.look, err)) &&
              verb_risk_add(cli->session, &draft, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

bool cli_risk_set(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *risk;

    if (!risk_find(cli->session, cli->words[0], &cli->arena, &risk, err) ||
        !verb_risk_set(cli->session, risk->key, &cli->words[1], &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_risk_plan(struct cli *cli, struct error *err)
{
    const char *on = cli_value(cli, "on");
    const char *playbook = cli->word_count > 1 ? cli->words[1] : NULL;
    struct outcome outcome = {0};
    day_number given = DAY_NONE;
    struct row *risk;

    if ((on && !cli_day(cli, on, &given, err)) ||
        !risk_find(cli->session, cli->words[0], &cli->arena, &risk, err) ||
        !verb_risk_plan(cli->session, risk->key, playbook, given, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_risk_close(struct cli *cli, struct error *err)
{
    const struct risk_end end = {
        cli_value(cli, "outcome"), cli_value(cli, "why"), cli_value(cli, "cause")};
    struct outcome outcome = {0};
    struct row *risk;

    if (end.outcome == NULL)
        return error_set(
            err, ERROR_USAGE, "say how it ended: --outcome saved, partly, lost or passed");
    if (!risk_find(cli->session, cli->words[0], &cli->arena, &risk, err) ||
        !verb_risk_close(cli->session, risk->key, &end, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

/* --- causes --- */

static const char *name_of(size_t line)
{
    return line == CAUSE_COUNT ? _("no cause said") : cause_word((enum cause)line);
}

static bool is_empty(const struct cause_line *line)
{
    int64_t sum = line->open + line->churns + line->contractions + line->renewals;

    for (size_t i = 0; i < RISK_OUTCOMES; i++)
        sum += line->closed[i];
    return sum == 0;
}

static void add_count(struct table *table, int64_t count)
{
    if (count)
        table_cellf(table, "%lld", (long long)count);
    else
        table_cell(table, "");
}

static void add_money(struct cli *cli, struct table *table, int64_t count, int64_t sum)
{
    char money[48];

    if (count)
        table_cellf(table, "%lld, %s", (long long)count,
            money_short(sum, session_currency(cli->session), money));
    else
        table_cell(table, "");
}

static void add_line(
    struct cli *cli, struct table *table, const char *name, const struct cause_line *line)
{
    table_cell(table, name);
    add_count(table, line->open);
    for (size_t i = 0; i < RISK_OUTCOMES; i++)
        add_count(table, line->closed[i]);
    add_money(cli, table, line->churns, line->churned);
    add_money(cli, table, line->contractions, line->contracted);
    add_money(cli, table, line->renewals, line->unrenewed);
}

static void print_causes(struct cli *cli, const struct cause_summary *summary)
{
    struct table table = {0};

    table_column(&table, _("cause"), false, 0);
    table_column(&table, _("open"), true, 0);
    for (size_t i = 0; i < RISK_OUTCOMES; i++)
        table_column(&table, _(risk_outcome_word((enum risk_outcome)i)), true, 0);
    table_column(&table, _("churned"), true, 0);
    table_column(&table, _("reduced"), true, 0);
    table_column(&table, _("not renewed"), true, 0);
    for (size_t i = 0; i <= CAUSE_COUNT; i++)
        if (!is_empty(&summary->lines[i]))
            add_line(cli, &table, name_of(i), &summary->lines[i]);
    add_line(cli, &table, "all", &summary->all);
    table_print(cli, &table);
    table_fini(&table);
    if (summary->all.without_rate)
        outf(cli,
            words_plural("%lld amount has a currency without a rate and is not in the sums\n",
                "%lld amounts have a currency without a rate and are not in the sums\n",
                summary->all.without_rate),
            (long long)summary->all.without_rate);
}

static void add_json_sum(
    struct cli *cli, struct json *json, const char *key, int64_t count, int64_t sum)
{
    json_begin_object(json, key);
    json_integer(json, "count", count);
    json_money(json, "arr", sum, session_currency(cli->session));
    json_end_object(json);
}

static void add_json_line(
    struct cli *cli, struct json *json, const char *name, const struct cause_line *line)
{
    json_begin_object(json, NULL);
    json_text(json, "cause", name);
    json_integer(json, "open", line->open);
    for (size_t i = 0; i < RISK_OUTCOMES; i++)
        json_integer(json, risk_outcome_word((enum risk_outcome)i), line->closed[i]);
    add_json_sum(cli, json, "churned", line->churns, line->churned);
    add_json_sum(cli, json, "reduced", line->contractions, line->contracted);
    add_json_sum(cli, json, "not_renewed", line->renewals, line->unrenewed);
    json_integer(json, "without_rate", line->without_rate);
    json_end_object(json);
}

static void print_causes_json(struct cli *cli, const struct cause_summary *summary)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i <= CAUSE_COUNT; i++)
        add_json_line(cli, &json, i == CAUSE_COUNT ? NULL : name_of(i), &summary->lines[i]);
    json_end_list(&json);
    json_end(&json);
}

bool cli_risk_causes(struct cli *cli, struct error *err)
{
    const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");
    struct risk_period period = {DAY_NONE, session_today(cli->session)};
    struct cause_summary summary;

    if ((from && !cli_day(cli, from, &period.from, err)) ||
        (to && !cli_day(cli, to, &period.to, err)) || !cli_freshen(cli, err) ||
        !risks_causes(cli->session, period, &summary, err))
        return false;
    if (cli_has(cli, "json"))
        print_causes_json(cli, &summary);
    else
        print_causes(cli, &summary);
    return true;
}
