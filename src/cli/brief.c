/* brief: a page of Markdown, to read, to send to a colleague, or to pipe into another program. */
#include "cli_internal.h"

#include "app/brief.h"
#include "files/paths.h"

enum { COVER_DAYS = 14 };

static bool read_span(struct cli *cli, struct brief_order *order, struct error *err)
{
    const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");

    order->from = session_today(cli->session);
    if (from && !cli_day(cli, from, &order->from, err))
        return false;
    order->to = order->from + COVER_DAYS;
    if (to && !cli_day(cli, to, &order->to, err))
        return false;
    return order->from <= order->to || error_set(err, ERROR_USAGE, "--from must not be after --to");
}

static bool put_page(struct cli *cli, const struct str *page, struct error *err)
{
    const char *path = cli_value(cli, "output");

    if (path)
        return file_write_whole(path, str_text(page), page->len,
            cli_has(cli, "force") ? FILE_WRITE_REPLACE : FILE_WRITE_NEW, err);
    out_lines(cli, str_text(page), "");
    return true;
}

bool cli_brief(struct cli *cli, struct error *err)
{
    struct key_list accounts = {0};
    struct brief_order order = {
        .accounts = &accounts, .kind = cli_value(cli, "kind") ? cli_value(cli, "kind") : "call"};
    struct str page = {0};
    bool ok = read_span(cli, &order, err) && cli_freshen(cli, err) &&
              cli_accounts(cli, 0, &accounts, err) &&
              brief_make(cli->session, &order, &page, err) && put_page(cli, &page, err);

    str_fini(&page);
    array_fini(&accounts);
    return ok;
}
