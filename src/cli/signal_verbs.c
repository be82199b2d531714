/* signals handle, mute, snooze, start, unmute: what is done about one. */
#include "cli_internal.h"

#include "app/signals.h"
#include "app/verbs.h"

static bool find_account(struct cli *cli, int64_t *ret_account, struct error *err)
{
    return cli_freshen(cli, err) &&
           verb_find_account(cli->session, cli->words[0], ret_account, err);
}

bool cli_signals_handle(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t account;

    if (!find_account(cli, &account, err) ||
        !signals_handle(cli->session, account, cli->words[1], cli_value(cli, "why"), &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_signals_mute(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t account;

    if (!find_account(cli, &account, err) ||
        !signals_mute(cli->session, account, cli->words[1], cli_value(cli, "why"), &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_signals_unmute(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    int64_t account;

    if (!find_account(cli, &account, err) ||
        !signals_unmute(cli->session, account, cli->words[1], &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_signals_snooze(struct cli *cli, struct error *err)
{
    struct signal_rest rest = {cli->words[1], DAY_NONE, cli_value(cli, "why")};
    struct outcome outcome = {0};
    int64_t account;

    if (!cli_day(cli, cli->words[2], &rest.until, err) || !find_account(cli, &account, err) ||
        !signals_snooze(cli->session, account, &rest, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_signals_start(struct cli *cli, struct error *err)
{
    const char *on = cli_value(cli, "on");
    struct outcome outcome = {0};
    day_number given = DAY_NONE;
    int64_t account;

    if ((on && !cli_day(cli, on, &given, err)) || !find_account(cli, &account, err) ||
        !signals_start(cli->session, account, cli->words[1], given, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}
