/* signals: what is true now, and why a signal fires or does not. */
#include "cli_internal.h"

#include "base/words.h"
#include "app/listing.h"
#include "app/signals.h"
#include "app/verbs.h"

/* --- open ones --- */

/* `quiet until 30 Nov`, `muted`; "" where it is to be heard. */
static void add_state(struct cli *cli, struct table *table, const struct row *row)
{
    day_number today = session_today(cli->session);
    day_number quiet = row_day(row, SIGNAL_QUIET_UNTIL), look = row_day(row, SIGNAL_LOOK_ON);
    char day[24];

    if (row_integer(row, SIGNAL_MUTED) != 0)
        table_cell(table, _("muted"));
    else if (quiet != DAY_NONE && quiet >= today)
        table_cellf(table, _("quiet until %s"), day_short(quiet, today, day));
    else if (look != DAY_NONE)
        table_cellf(table, _("look %s"), day_short(look, today, day));
    else
        table_cell(table, "");
}

static void print_open(struct cli *cli, const struct row_list *rows)
{
    static const int fields[] = {SIGNAL_ACCOUNT, SIGNAL_SIGNAL, SIGNAL_KIND, SIGNAL_SEVERITY,
        SIGNAL_SINCE, SIGNAL_TEXT, SIGNAL_SUGGESTS};
    struct table table = {0};
    struct str text = {0};

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        table_column(&table, _(kind_info(KIND_SIGNAL)->fields[fields[i]].head), false,
            fields[i] == SIGNAL_TEXT      ? 60
            : fields[i] == SIGNAL_ACCOUNT ? 28
                                          : 0);
    table_column(&table, _("state"), false, 0);
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < COUNT_OF(fields); k++) {
            str_clear(&text);
            cell_words(cli, &text, rows->items[i], fields[k]);
            table_cell(&table, str_text(&text));
        }
        add_state(cli, &table, rows->items[i]);
    }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

static bool print_open_json(struct cli *cli, const struct row_list *rows, struct error *err)
{
    struct json json;
    bool ok = true;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; ok && i < rows->count; i++)
        ok = json_row(cli, &json, NULL, rows->items[i], (struct field_choice){NULL, 0}, err);
    if (!ok)
        return false;
    json_end_list(&json);
    json_end(&json);
    return true;
}

static bool list_open(struct cli *cli, struct error *err)
{
    struct listing listing;
    bool ok = cli_freshen(cli, err) && listing_make(cli->session,
                                           &(struct listing_options){.kind = KIND_SIGNAL,
                                               .where = "open = yes and not kind = answered and "
                                                        "missing(outcome)",
                                               .sort = "-severity,account",
                                               .limit = -1,
                                               .of_the_book = true},
                                           &listing, err);

    if (!ok)
        return false;
    if (cli_has(cli, "json"))
        ok = print_open_json(cli, &listing.rows, err);
    else
        print_open(cli, &listing.rows);
    listing_fini(&listing);
    return ok;
}

/* --- why --- */

static const char *mark_of(enum signal_line_kind kind)
{
    static const char *const marks[] = {[SIGNAL_LINE_HEAD] = "",
        [SIGNAL_LINE_CONDITION] = N_("  when   "),
        [SIGNAL_LINE_TEXT] = N_("  says   "),
        [SIGNAL_LINE_TRUE] = N_("  yes    "),
        [SIGNAL_LINE_FALSE] = N_("  no     "),
        [SIGNAL_LINE_UNKNOWN] = N_("  lacks  "),
        [SIGNAL_LINE_STATE] = N_("  state  ")};

    return _(marks[kind]);
}

static void print_lines(struct cli *cli, const struct signal_explanations *explanations)
{
    struct signal_line_list lines;

    signal_explain_lines(explanations, &cli->arena, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        if (lines.items[i].kind == SIGNAL_LINE_HEAD && i > 0)
            out_text(cli, "\n");
        out_text(cli, mark_of(lines.items[i].kind));
        out_clean(cli, lines.items[i].text);
        out_text(cli, "\n");
    }
}

static void print_table(struct cli *cli, const struct signal_explanations *explanations)
{
    struct table table = {0};

    table_column(&table, _("signal"), false, 0);
    table_column(&table, _("kind"), false, 0);
    table_column(&table, _("state"), false, 0);
    table_column(&table, _("severity"), false, 0);
    table_column(&table, _("why"), false, 80);
    for (size_t i = 0; i < explanations->count; i++) {
        const struct signal_explanation *one = &explanations->items[i];

        table_cell(&table, signal_explanation_id(one));
        table_cell(&table, one->rule->growth ? _("growth") : _("risk"));
        table_cell(&table, _(signal_standing_word(one->standing)));
        table_cell(&table, _(severity_word(one->severity ? one->severity : one->rule->severity)));
        table_cell(&table, one->text);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void add_facts(struct json *json, const struct signal_fact_list *facts)
{
    json_begin_list(json, "facts");
    for (size_t i = 0; i < facts->count; i++) {
        const struct signal_fact *fact = &facts->items[i];

        json_begin_object(json, NULL);
        json_text(json, "fact", fact->name);
        json_text(json, "value", fact->value);
        json_text(json, "wanted", fact->wanted);
        json_bool(json, "holds", fact->holds);
        json_end_object(json);
    }
    json_end_list(json);
}

static void add_explanation(struct json *json, const struct signal_explanation *one)
{
    const struct row *state = one->state;

    json_begin_object(json, NULL);
    json_text(json, "signal", signal_explanation_id(one));
    json_text(json, "kind", one->rule->growth ? "growth" : "risk");
    json_bool(json, "fires", one->severity != SEVERITY_NONE);
    json_text(json, "state", signal_standing_word(one->standing));
    json_text(json, "severity", one->severity ? severity_word(one->severity) : NULL);
    json_text(json, "condition", one->condition);
    json_text(json, "why", one->text);
    json_text(json, "suggests", one->suggests);
    add_facts(json, &one->facts);
    json_day(json, "since", state && one->severity ? row_day(state, SIGNAL_SINCE) : DAY_NONE);
    json_day(json, "handled_on", state ? row_day(state, SIGNAL_HANDLED_ON) : DAY_NONE);
    json_day(json, "quiet_until", state ? row_day(state, SIGNAL_QUIET_UNTIL) : DAY_NONE);
    json_text(json, "muted",
        state && row_integer(state, SIGNAL_MUTED) ? row_text(state, SIGNAL_MUTE_WHY) : NULL);
    json_end_object(json);
}

static void print_explanations_json(struct cli *cli, const struct signal_explanations *explanations)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < explanations->count; i++)
        add_explanation(&json, &explanations->items[i]);
    json_end_list(&json);
    json_end(&json);
}

static bool explain(struct cli *cli, const char *account, const char *id, struct error *err)
{
    struct signal_explanations explanations;
    int64_t key;

    if (!verb_find_account(cli->session, account, &key, err) ||
        !signals_explain(cli->session, key, id, &cli->arena, &explanations, err))
        return false;
    if (cli_has(cli, "json"))
        print_explanations_json(cli, &explanations);
    else if (id)
        print_lines(cli, &explanations);
    else
        print_table(cli, &explanations);
    return true;
}

bool cli_signals(struct cli *cli, struct error *err)
{
    const char *account = cli_value(cli, "explain");

    if (account)
        return explain(cli, account, cli->word_count > 0 ? cli->words[0] : NULL, err);
    if (cli_has(cli, "backtest"))
        return signals_backtest(cli, err);
    if (cli->word_count > 0)
        return error_set(
            err, ERROR_USAGE, "'%s': a signal is named with --explain ACCOUNT", cli->words[0]);
    return list_open(cli, err);
}
