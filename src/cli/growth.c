/* growth, growth add, qualify, handover, won, lost: expansion from signal to won; reference ask,
 * agreed, given, declined: advocacy. */
#include "cli_internal.h"

#include "app/growth.h"
#include "app/verbs.h"
#include "base/money.h"
#include "base/words.h"

/* --- the pipeline --- */

static const char *money_or_none(struct cli *cli, int64_t minor, char *buffer)
{
    return minor == MONEY_NONE ? "--" : money_short(minor, session_currency(cli->session), buffer);
}

static void add_entry(struct cli *cli, struct table *table, const struct growth_entry *entry)
{
    char money[48], day[24];
    day_number close = row_day(entry->row, OPPORTUNITY_CLOSE);

    table_cell(table, row_id_of(cli, entry->row));
    table_cell(table, entry->account_name);
    table_cell(table, _(growth_stage_word(entry->stage)));
    table_cell(table, row_text(entry->row, OPPORTUNITY_NAME));
    table_cell(table, money_or_none(cli, entry->amount, money));
    table_cellf(table, "%.0f%%", entry->probability * 100);
    table_cell(table, money_or_none(cli, entry->weighted, money));
    table_cell(table, close == DAY_NONE ? "" : day_words(close, session_today(cli->session), day));
    table_cell(table,
        entry->held ? _("first the high risk") : row_text(entry->row, OPPORTUNITY_HANDED_TO));
}

static void add_total(
    struct cli *cli, struct table *table, const char *word, const struct growth_line *line)
{
    char money[48];

    table_cell(table, word);
    table_cellf(table, "%lld", (long long)line->count);
    table_cell(table, money_or_none(cli, line->amount, money));
    table_cell(table, money_or_none(cli, line->weighted, money));
    table_cellf(table, "%lld", (long long)(line->unknown + line->without_rate));
}

static void print_totals(struct cli *cli, const struct growth_totals *totals)
{
    struct table table = {0};

    table_column(&table, _("stage"), false, 0);
    table_column(&table, _("count"), true, 0);
    table_column(&table, _("amount"), true, 0);
    table_column(&table, _("weighted"), true, 0);
    table_column(&table, _("without amount"), true, 0);
    for (size_t i = 0; i < GROWTH_STAGES; i++)
        add_total(cli, &table, _(growth_stage_word((enum growth_stage)i)), &totals->stages[i]);
    add_total(cli, &table, _("open"), &totals->open);
    table_print(cli, &table);
    table_fini(&table);
}

static void print_growth(struct cli *cli, const struct growth_entries *entries)
{
    struct table table = {0};

    print_totals(cli, &entries->totals);
    out_text(cli, "\n");
    table_column(&table, _("id"), false, 0);
    table_column(&table, _("account"), false, 28);
    table_column(&table, _("stage"), false, 0);
    table_column(&table, _("opportunity"), false, 32);
    table_column(&table, _("amount"), true, 0);
    table_column(&table, "p", true, 0);
    table_column(&table, _("weighted"), true, 0);
    table_column(&table, _("close"), false, 0);
    table_column(&table, _("handed to"), false, 20);
    for (size_t i = 0; i < entries->count; i++)
        add_entry(cli, &table, &entries->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

static void add_json_total(
    struct cli *cli, struct json *json, const char *stage, const struct growth_line *line)
{
    json_begin_object(json, stage);
    json_integer(json, "count", line->count);
    json_money(json, "amount", line->amount, session_currency(cli->session));
    json_money(json, "weighted", line->weighted, session_currency(cli->session));
    json_integer(json, "unknown", line->unknown);
    json_integer(json, "without_rate", line->without_rate);
    json_end_object(json);
}

static void add_json_entry(struct cli *cli, struct json *json, const struct growth_entry *entry)
{
    const char *currency = session_currency(cli->session);

    json_begin_object(json, NULL);
    json_text(json, "id", row_id_of(cli, entry->row));
    json_text(json, "account", account_id_of(cli, row_integer(entry->row, OPPORTUNITY_ACCOUNT)));
    json_text(json, "name", row_text(entry->row, OPPORTUNITY_NAME));
    json_text(json, "stage", growth_stage_word(entry->stage));
    json_money(json, "amount", entry->amount, currency);
    json_real(json, "probability", entry->probability);
    json_money(json, "weighted", entry->weighted, currency);
    json_day(json, "close", row_day(entry->row, OPPORTUNITY_CLOSE));
    json_text(json, "signal", row_text(entry->row, OPPORTUNITY_SIGNAL));
    json_text(json, "handed_to", row_text(entry->row, OPPORTUNITY_HANDED_TO));
    json_day(json, "handed_on", row_day(entry->row, OPPORTUNITY_HANDED_ON));
    json_day(json, "closed_on", row_day(entry->row, OPPORTUNITY_CLOSED_ON));
    json_text(json, "why", row_text(entry->row, OPPORTUNITY_WHY));
    json_bool(json, "held_by_risk", entry->held);
    json_end_object(json);
}

static void print_growth_json(struct cli *cli, const struct growth_entries *entries)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_begin_object(&json, "totals");
    for (size_t i = 0; i < GROWTH_STAGES; i++)
        add_json_total(
            cli, &json, growth_stage_word((enum growth_stage)i), &entries->totals.stages[i]);
    add_json_total(cli, &json, "open", &entries->totals.open);
    json_end_object(&json);
    json_begin_list(&json, "opportunities");
    for (size_t i = 0; i < entries->count; i++)
        add_json_entry(cli, &json, &entries->items[i]);
    json_end_list(&json);
    json_end_object(&json);
    json_end(&json);
}

bool cli_growth(struct cli *cli, struct error *err)
{
    struct growth_entries entries;
    int64_t account = 0;

    if ((cli->word_count && !verb_find_account(cli->session, cli->words[0], &account, err)) ||
        !cli_freshen(cli, err) || !growth_read(cli->session, account, &cli->arena, &entries, err))
        return false;
    if (cli_has(cli, "json"))
        print_growth_json(cli, &entries);
    else
        print_growth(cli, &entries);
    return true;
}

/* --- one --- */

static bool read_field(
    struct cli *cli, int field, const char *text, struct value *ret_value, struct error *err)
{
    struct parse_context context = {session_settings(cli->session), session_today(cli->session),
        session_currency(cli->session)};

    *ret_value = value_unknown();
    return text == NULL ||
           field_parse(KIND_OPPORTUNITY, field, text, &context, &cli->arena, ret_value, err);
}

static bool read_figures(
    struct cli *cli, int64_t *ret_amount, double *ret_probability, struct error *err)
{
    struct value amount, probability;

    if (!read_field(cli, OPPORTUNITY_AMOUNT, cli_value(cli, "amount"), &amount, err) ||
        !read_field(cli, OPPORTUNITY_PROBABILITY, cli_value(cli, "probability"), &probability, err))
        return false;
    *ret_amount = amount.type == VALUE_INTEGER ? amount.integer : MONEY_NONE;
    *ret_probability = probability.type == VALUE_REAL ? probability.real : -1;
    return true;
}

bool cli_growth_add(struct cli *cli, struct error *err)
{
    struct growth_draft draft = {.name = cli->word_count > 1 ? cli->words[1] : NULL,
        .kind = cli_value(cli, "kind"),
        .signal = cli_value(cli, "signal"),
        .close = DAY_NONE};
    const char *close = cli_value(cli, "close");
    struct outcome outcome = {0};
    struct str id = {0};
    bool ok = verb_find_account(cli->session, cli->words[0], &draft.account, err) &&
              read_figures(cli, &draft.amount, &draft.probability, err) &&
              (!close || cli_day(cli, close, &draft.close, err)) && cli_freshen(cli, err) &&
              verb_growth_add(cli->session, &draft, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

static bool take_step(struct cli *cli, struct growth_step *step, struct error *err)
{
    struct outcome outcome = {0};
    struct row *row;
    bool moved = true;

    if (!verb_find_row(cli->session, KIND_OPPORTUNITY, cli->words[0], &cli->arena, &row, err) ||
        !verb_growth_step(cli->session, row->key, step, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    if (step->stage != GROWTH_WON)
        return true;
    if (!growth_arr_moved(cli->session, row->key, &moved, err))
        return false;
    if (!moved)
        err_line(_("did its ARR move? nothing says so yet: change the contract line, or the "
                   "account's arr; that records the expansion, once"));
    return true;
}

bool cli_growth_qualify(struct cli *cli, struct error *err)
{
    struct growth_step step = {.stage = GROWTH_QUALIFIED};

    return read_figures(cli, &step.amount, &step.probability, err) && take_step(cli, &step, err);
}

bool cli_growth_handover(struct cli *cli, struct error *err)
{
    struct growth_step step = {.stage = GROWTH_HANDED_OVER, .to = cli_value(cli, "to")};

    return read_figures(cli, &step.amount, &step.probability, err) && take_step(cli, &step, err);
}

static bool close_as(struct cli *cli, enum growth_stage stage, struct error *err)
{
    struct growth_step step = {
        .stage = stage, .why = cli_value(cli, "why"), .amount = MONEY_NONE, .probability = -1};

    return take_step(cli, &step, err);
}

bool cli_growth_won(struct cli *cli, struct error *err)
{
    return close_as(cli, GROWTH_WON, err);
}

bool cli_growth_lost(struct cli *cli, struct error *err)
{
    return close_as(cli, GROWTH_LOST, err);
}

/* --- advocacy --- */

bool cli_reference_ask(struct cli *cli, struct error *err)
{
    struct reference_draft draft = {.kind = cli_value(cli, "kind"),
        .contact = cli_value(cli, "who"),
        .text = cli_value(cli, "message")};
    struct outcome outcome = {0};
    struct str id = {0};
    bool ok = verb_find_account(cli->session, cli->words[0], &draft.account, err) &&
              verb_reference_ask(cli->session, &draft, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

static bool set_reference(struct cli *cli, const char *status, struct error *err)
{
    struct outcome outcome = {0};
    struct row *row;

    if (!verb_find_row(cli->session, KIND_REFERENCE, cli->words[0], &cli->arena, &row, err) ||
        !verb_reference_set(
            cli->session, row->key, status, cli_value(cli, "message"), &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_reference_agreed(struct cli *cli, struct error *err)
{
    return set_reference(cli, "agreed", err);
}

bool cli_reference_given(struct cli *cli, struct error *err)
{
    return set_reference(cli, "given", err);
}

bool cli_reference_declined(struct cli *cli, struct error *err)
{
    return set_reference(cli, "declined", err);
}
