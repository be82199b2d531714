/* signals: what is true now, and why a signal fires or does not. */
#include "cli_internal.h"

#include <string.h>
#include "app/listing.h"
#include "app/verbs.h"

/* --- open ones --- */

static void print_open(struct cli *cli, const struct row_list *rows)
{
    static const int fields[] = {SIGNAL_ACCOUNT, SIGNAL_SIGNAL, SIGNAL_KIND, SIGNAL_SEVERITY,
        SIGNAL_SINCE, SIGNAL_TEXT, SIGNAL_SUGGESTS};
    struct table table = {0};
    struct str text = {0};

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        table_column(&table, kind_info(KIND_SIGNAL)->fields[fields[i]].head, false,
            fields[i] == SIGNAL_TEXT      ? 60
            : fields[i] == SIGNAL_ACCOUNT ? 28
                                          : 0);
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < COUNT_OF(fields); k++) {
            str_clear(&text);
            cell_words(cli, &text, rows->items[i], fields[k]);
            table_cell(&table, str_text(&text));
        }
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
    bool ok = cli_freshen(cli, err) &&
              listing_make(cli->session,
                  &(struct listing_options){KIND_SIGNAL, "open = yes and not kind = answered",
                      "-severity,account", -1, false},
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

static const struct signal *find_signal(
    const struct assessment *assessment, const struct signal_rule *rule)
{
    for (size_t i = 0; i < assessment->signals.count; i++)
        if (assessment->signals.items[i].rule == rule)
            return &assessment->signals.items[i];
    return NULL;
}

/* One that fires but is not shown: since when, and till when. */
static const char *hidden_word(struct cli *cli, const struct signal *signal)
{
    char day[24];

    if (!signal->hidden)
        return "fires";
    if (row_integer(signal->state, SIGNAL_MUTED))
        return "muted";
    return arena_format(&cli->arena, "handled, quiet until %s",
        day_words(row_day(signal->state, SIGNAL_QUIET_UNTIL), session_today(cli->session), day));
}

struct verdict {
    const char *state, *why;
};

static struct verdict verdict_of(
    struct cli *cli, const struct assessment *assessment, const struct signal_rule *rule)
{
    const struct signal *signal = find_signal(assessment, rule);

    if (signal)
        return (struct verdict){hidden_word(cli, signal), signal->text};
    if (rule->rule && rule->when)
        return (struct verdict){
            "not true", arena_format(&cli->arena,
                            "its condition %s or its expression does not hold", rule->rule)};
    if (rule->rule)
        return (struct verdict){"not true",
            arena_format(&cli->arena, "its condition %s does not hold, or lacks data", rule->rule)};
    return (struct verdict){"not true", "its expression does not hold, or lacks data"};
}

static void print_verdicts(
    struct cli *cli, const struct signal_rules *rules, const struct assessment *assessment)
{
    struct table table = {0};

    table_column(&table, "signal", false, 0);
    table_column(&table, "kind", false, 0);
    table_column(&table, "state", false, 0);
    table_column(&table, "severity", false, 0);
    table_column(&table, "why", false, 80);
    for (int i = 0; i < rules->count; i++) {
        const struct signal_rule *rule = &rules->rules[i];
        const struct signal *signal = find_signal(assessment, rule);
        struct verdict verdict = verdict_of(cli, assessment, rule);

        table_cell(&table, rule->id);
        table_cell(&table, rule->growth ? "growth" : "risk");
        table_cell(&table, verdict.state);
        table_cell(&table, severity_word(signal ? signal->severity : rule->severity));
        table_cell(&table, verdict.why);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_verdicts_json(
    struct cli *cli, const struct signal_rules *rules, const struct assessment *assessment)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (int i = 0; i < rules->count; i++) {
        const struct signal_rule *rule = &rules->rules[i];
        const struct signal *signal = find_signal(assessment, rule);
        struct verdict verdict = verdict_of(cli, assessment, rule);

        json_begin_object(&json, NULL);
        json_text(&json, "signal", rule->id);
        json_text(&json, "kind", rule->growth ? "growth" : "risk");
        json_bool(&json, "fires", signal != NULL);
        json_text(&json, "state", verdict.state);
        json_text(&json, "severity", signal ? severity_word(signal->severity) : NULL);
        json_text(&json, "why", verdict.why);
        json_text(&json, "suggests", signal ? signal->suggests : NULL);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

static bool explain(struct cli *cli, const char *account, struct error *err)
{
    struct dossier *dossier = arena_alloc(&cli->arena, sizeof(*dossier));
    struct assessment *assessment = arena_alloc(&cli->arena, sizeof(*assessment));
    const struct rules *rules;
    int64_t key;

    if (!verb_find_account(cli->session, account, &key, err) ||
        !session_rules(cli->session, &rules, err) ||
        !session_assess(cli->session, key, &cli->arena, dossier, assessment, err))
        return false;
    if (cli_has(cli, "json"))
        print_verdicts_json(cli, rules->signals, assessment);
    else
        print_verdicts(cli, rules->signals, assessment);
    return true;
}

bool cli_signals(struct cli *cli, struct error *err)
{
    const char *account = cli_value(cli, "explain");

    return account ? explain(cli, account, err) : list_open(cli, err);
}
