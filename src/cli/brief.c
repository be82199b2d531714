/* brief: a page of Markdown, to read, to send to a colleague, or to pipe into another program. */
#include "cli_internal.h"

#include "app/brief.h"

enum { COVER_DAYS = 14, WEEK_DAYS = 7 };

/* A cover looks ahead, a week looks back. */
static bool read_span(struct cli *cli, struct brief_order *order, struct error *err)
{
    const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");
    bool week = text_equal(order->kind, "week");

    order->to = session_today(cli->session);
    if (week && to && !cli_day(cli, to, &order->to, err))
        return false;
    order->from = week ? order->to - WEEK_DAYS : order->to;
    if (from && !cli_day(cli, from, &order->from, err))
        return false;
    order->from -= week && from; /* a week tells of the days after it */
    order->to = week ? order->to : order->from + COVER_DAYS;
    if (!week && to && !cli_day(cli, to, &order->to, err))
        return false;
    return order->from <= order->to || error_set(err, ERROR_USAGE, "--from must not be after --to");
}

/* Where no person reads it, it is marked as data: the reader may be an assistant. */
static void put_page(struct cli *cli, const char *page)
{
    struct str marked = {0};

    if (cli->is_tty || cli_has(cli, "bare"))
        str_add(&marked, page);
    else
        brief_mark_as_data(&marked, page);
    out_lines(cli, str_text(&marked), "");
    str_fini(&marked);
}

/* A week without accounts is that of the book. */
static bool find_accounts(
    struct cli *cli, const char *kind, struct key_list *accounts, struct error *err)
{
    if (text_equal(kind, "week") && cli->word_count == 0 && !cli_has(cli, "where"))
        return true;
    return cli_accounts(cli, 0, accounts, err);
}

bool cli_brief(struct cli *cli, struct error *err)
{
    struct key_list accounts = {0};
    struct brief_order order = {
        .accounts = &accounts, .kind = cli_value(cli, "kind") ? cli_value(cli, "kind") : "call"};
    const char *path = cli_value(cli, "output");
    struct str page = {0};
    bool ok = read_span(cli, &order, err) && cli_freshen(cli, err) &&
              find_accounts(cli, order.kind, &accounts, err);

    if (ok && path)
        ok = brief_write(cli->session, &order, path, cli_has(cli, "force"), err);
    else if (ok && (ok = brief_make(cli->session, &order, &page, err)))
        put_page(cli, str_text(&page));
    str_fini(&page);
    array_fini(&accounts);
    return ok;
}
