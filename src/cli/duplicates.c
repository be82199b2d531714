/* duplicates: accounts that may be one customer, and those that are said to be two. */
#include "app/join.h"

#include "cli_internal.h"
#include "base/words.h"

const char duplicates_about[] =
    N_("Pairs of accounts with the same name (but for Inc, GmbH, ...), the same domain, or near "
      "names\n"
      "and a person of the same e-mail. Nothing is merged by itself: merge ID INTO does it, and\n"
      "duplicates apart ID ID remembers that the two are not the same.\n");

static void print_all(struct cli *cli, const struct duplicate_list *pairs)
{
    struct table table = {0};

    table_column(&table, _("id"), false, 20);
    table_column(&table, _("account"), false, 30);
    table_column(&table, _("id"), false, 20);
    table_column(&table, _("account"), false, 30);
    table_column(&table, _("why"), false, 0);
    for (size_t i = 0; i < pairs->count; i++) {
        const struct duplicate *pair = &pairs->items[i];

        table_cell(&table, pair->one_id);
        table_cell(&table, pair->one_name);
        table_cell(&table, pair->other_id);
        table_cell(&table, pair->other_name);
        table_cell(&table, pair->why);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_json(struct cli *cli, const struct duplicate_list *pairs)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < pairs->count && out_flush_some(cli); i++) {
        const struct duplicate *pair = &pairs->items[i];

        json_begin_object(&json, NULL);
        json_text(&json, "id", pair->one_id);
        json_text(&json, "name", pair->one_name);
        json_text(&json, "other", pair->other_id);
        json_text(&json, "other_name", pair->other_name);
        json_text(&json, "why", pair->why);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

bool cli_duplicates(struct cli *cli, struct error *err)
{
    struct duplicate_list pairs = {0};

    if (!verb_duplicates(cli->session, NULL, &cli->arena, &pairs, err))
        return false;
    if (cli_has(cli, "json"))
        print_json(cli, &pairs);
    else if (pairs.count)
        print_all(cli, &pairs);
    else
        out_text(cli, _("No two accounts look alike.\n"));
    return true;
}

bool cli_duplicates_apart(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t one, other;

    if (!verb_find_account(cli->session, cli->words[0], &one, err) ||
        !verb_find_account(cli->session, cli->words[1], &other, err) ||
        !verb_keep_apart(cli->session, one, other, !cli_has(cli, "not"), &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}
