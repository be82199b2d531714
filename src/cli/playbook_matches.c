/* playbook matches: who would enter now, and why. */
#include "cli_internal.h"

#include "app/verbs.h"
#include "base/words.h"

static void print_matches(struct cli *cli, const struct playbook_match_list *matches)
{
    struct table table = {0};

    table_column(&table, _("account"), false, 28);
    table_column(&table, _("playbook"), false, 20);
    table_column(&table, _("why"), false, 80);
    for (size_t i = 0; i < matches->count; i++) {
        const struct playbook_match *match = &matches->items[i];

        table_cell(&table, account_name_of(cli, match->account));
        table_cell(&table, match->playbook->id);
        table_cell(&table, match->why);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_matches_json(struct cli *cli, const struct playbook_match_list *matches)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < matches->count; i++) {
        const struct playbook_match *match = &matches->items[i];

        json_begin_object(&json, NULL);
        json_text(&json, "account", account_id_of(cli, match->account));
        json_text(&json, "name", account_name_of(cli, match->account));
        json_text(&json, "playbook", match->playbook->id);
        json_text(&json, "why", match->why);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

bool cli_playbook_matches(struct cli *cli, struct error *err)
{
    struct playbook_match_list matches = {0};
    const char *name = cli->word_count > 0 ? cli->words[0] : NULL;
    bool ok = cli_freshen(cli, err) &&
              verb_playbook_matches(cli->session, name, &cli->arena, &matches, err);

    if (ok && cli_has(cli, "json"))
        print_matches_json(cli, &matches);
    else if (ok && matches.count > 0)
        print_matches(cli, &matches);
    else if (ok)
        out_text(cli, _("no account would enter now\n"));
    array_fini(&matches);
    return ok;
}
