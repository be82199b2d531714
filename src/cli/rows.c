/* add, set, delete: any row of any kind. done, snooze: rows of Today. */
#include "cli_internal.h"

#include <string.h>
#include "app/verbs.h"

/* KIND [ACCOUNT] FIELD=VALUE...: the account is the word without `=`. */
static bool read_owner(
    struct cli *cli, enum kind kind, int *at, int64_t *ret_account, struct error *err)
{
    const char *word = cli->words[*at];

    *ret_account = 0;
    if (strchr(word, '='))
        return true;
    if (kind_info(kind)->account < 0)
        return error_set(err, ERROR_USAGE, "'%s': expected FIELD=VALUE", word);
    ++*at;
    return verb_find_account(cli->session, word, ret_account, err);
}

bool cli_add(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct str id = {0};
    enum kind kind;
    int64_t account;
    int at = 1;
    bool ok = cli_kind(cli->words[0], &kind, err) && read_owner(cli, kind, &at, &account, err) &&
              verb_add(cli->session, kind, account, cli->words + at, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

static bool find_row(struct cli *cli, struct row **ret_row, struct error *err)
{
    enum kind kind;

    return cli_kind(cli->words[0], &kind, err) &&
           verb_find_row(cli->session, kind, cli->words[1], &cli->arena, ret_row, err);
}

bool cli_set(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *row;

    if (!find_row(cli, &row, err) ||
        !verb_set(cli->session, row->kind, row->key, cli->words + 2, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_delete(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *row;

    if (!find_row(cli, &row, err) || !verb_delete(cli->session, row->kind, row->key, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_done(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t account;

    if (!verb_find_account(cli->session, cli->words[0], &account, err) ||
        !verb_account_done(cli->session, account, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_snooze(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t account;
    day_number day;

    if (!verb_find_account(cli->session, cli->words[0], &account, err) ||
        !cli_day(cli, cli->words[1], &day, err) ||
        !verb_account_snooze(cli->session, account, day, cli_value(cli, "why"), &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}
