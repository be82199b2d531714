/* today: the morning queue, as text or as JSON. */
#include "cli_internal.h"

#include <string.h>
#include "app/meetings.h"
#include "app/risks.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "store/figures.h"

enum { TODAY_MOST = 1000000 };

/* As text a fifth of a row is told, and no more is read: most of what a long list costs. */
static bool load_queue(struct cli *cli, struct row_list *ret_rows, struct error *err)
{
    struct store *store = session_store(cli->session);
    struct totals totals;
    long long limit = TODAY_MOST;

    if (!cli_number(cli, "limit", 0, &limit, err) || !cli_freshen(cli, err) ||
        !store_totals(store, &totals, err))
        return false;
    if (cli_has(cli, "json") || cli_has(cli, "plain"))
        return store_page(store, ORDER_QUEUE, 0, (int)limit, &cli->arena, ret_rows, err);
    return store_queue_heads(store, (int)limit, &cli->arena, ret_rows, err);
}

/* --- text --- */

static void print_head(struct cli *cli, size_t shown)
{
    struct totals totals;
    struct error ignored;
    const char *currency = session_currency(cli->session);
    char day[24], money[40];

    if (!store_totals(session_store(cli->session), &totals, &ignored))
        return;
    outf(cli,
        words_plural("%s   %lld account   %s ARR", "%s   %lld accounts   %s ARR", totals.accounts),
        day_head(session_today(cli->session), day), (long long)totals.accounts,
        totals.arr || !totals.accounts ? money_short(totals.arr, currency, money) : _("no known"));
    if (totals.without_rate)
        outf(cli, _(", +%lld in other money"), (long long)totals.without_rate);
    outf(cli, _("   %s %lld at risk %s"), band_shape(cli, "red"), (long long)totals.at_risk_count,
        money_short(totals.at_risk_arr, currency, money));
    if ((int64_t)shown < totals.listed)
        outf(cli, _("   %zu of"), shown);
    else
        out_text(cli, "  ");
    outf(cli, _(" %lld due"), (long long)totals.listed);
    if (totals.snoozed)
        outf(cli, _("   %lld snoozed"), (long long)totals.snoozed);
    out_text(cli, "\n");
}

static void print_field(struct cli *cli, const char *before, const struct row *row, int field)
{
    struct str text = {0};

    cell_words(cli, &text, row, field);
    if (text.len) {
        out_text(cli, before);
        out_clean(cli, str_text(&text));
    }
    str_fini(&text);
}

static void print_reasons(struct cli *cli, const char *reasons)
{
    while (*reasons) {
        size_t len = strcspn(reasons, "\n");
        char *line = arena_copy_bytes(&cli->arena, reasons, len);
        const char *text = strrchr(line, '\t');

        out_text(cli, "      ");
        out_clean(cli, text ? text + 1 : line);
        out_text(cli, "\n");
        reasons += len + (reasons[len] == '\n');
    }
}

static void print_countdown(struct cli *cli, int days)
{
    if (days >= 0)
        outf(cli, _(" in %dd"), days);
    else
        outf(cli, _(", %dd ago"), -days);
}

void today_print_row(struct cli *cli, const struct row *row, size_t rank)
{
    outf(cli, "%3zu.  ", rank);
    out_clean(cli,
        *row_text(row, ACCOUNT_NAME) ? row_text(row, ACCOUNT_NAME) : row_text(row, ACCOUNT_ID));
    print_field(cli, "   ", row, ACCOUNT_BAND);
    print_field(cli, " ", row, ACCOUNT_HEALTH);
    print_field(cli, "   ", row, ACCOUNT_ARR_NOW);
    if (row_knows(row, ACCOUNT_DECIDES_ON)) {
        print_field(cli, _("   decides "), row, ACCOUNT_DECIDES_ON);
        print_countdown(cli, row_day(row, ACCOUNT_DECIDES_ON) - session_today(cli->session));
    }
    out_text(cli, "\n");
    print_reasons(cli, row_text(row, ACCOUNT_REASONS));
    if (row_knows(row, ACCOUNT_NEXT)) {
        print_field(cli, cli->ascii ? "   >  " : "   →  ", row, ACCOUNT_NEXT);
        print_field(cli, "   ", row, ACCOUNT_NEXT_DUE);
        out_text(cli, "\n");
    }
}

/* An import without dates, amounts and measures leaves nothing to rank by: said, not hidden. */
static void print_nothing_left(struct cli *cli)
{
    struct totals totals = {0};
    struct error ignored;

    out_text(cli, _("\nNothing left for today.\n"));
    if (!store_totals(session_store(cli->session), &totals, &ignored) || !totals.no_data)
        return;
    outf(cli,
        words_plural(
            "%lld account lacks data for a health score: daybook list --where 'missing(health)'\n",
            "%lld accounts lack data for a health score: daybook list --where 'missing(health)'\n",
            totals.no_data),
        (long long)totals.no_data);
}

/* One line in place of a row an account. */
static bool print_patterns(struct cli *cli, struct error *err)
{
    struct risk_patterns patterns;
    struct str words = {0};

    if (!risk_patterns_read(cli->session, &cli->arena, &patterns, err))
        return false;
    for (size_t i = 0; i < patterns.count; i++) {
        str_clear(&words);
        risk_pattern_words(&patterns.items[i], &words);
        str_addf(&words, "  daybook list risks --where \"signal = %s\"", patterns.items[i].signal);
        out_clean(cli, str_text(&words));
        out_text(cli, "\n");
    }
    str_fini(&words);
    return true;
}

static bool print_text(struct cli *cli, const struct row_list *rows, struct error *err)
{
    print_head(cli, rows->count);
    if (!print_patterns(cli, err))
        return false;
    if (!today_print_meetings(cli, err))
        return false;
    if (!rows->count)
        print_nothing_left(cli);
    for (size_t i = 0; i < rows->count && out_flush_some(cli); i++) {
        out_text(cli, "\n");
        today_print_row(cli, rows->items[i], i + 1);
    }
    return true;
}

/* --- JSON --- */

struct json_today {
    struct json json;
    struct meetings meetings;
};

static bool add_json_row(struct cli *cli, struct json_today *today, const struct row *row,
    size_t rank, struct error *err)
{
    struct json *json = &today->json;
    static const int fields[] = {ACCOUNT_ID, ACCOUNT_NAME, ACCOUNT_HEALTH, ACCOUNT_BAND,
        ACCOUNT_EXPOSURE, ACCOUNT_URGENCY, ACCOUNT_TERMS, ACCOUNT_REASONS};
    bool ok;

    json_begin_object(json, NULL);
    json_integer(json, "rank", (int64_t)rank);
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        json_cell(cli, json, row, fields[i]);
    json_text(json, "currency", session_currency(cli->session));
    ok = json_next(cli, json, row, err) &&
         today_json_meetings(cli, json, &today->meetings, row->key, err);
    json_end_object(json);
    return ok;
}

static bool print_json(struct cli *cli, const struct row_list *rows, struct error *err)
{
    struct json_today today = {0};

    if (!meetings_today(cli->session, &cli->arena, &today.meetings, err))
        return false;
    json_init(&today.json, &cli->out);
    json_begin_list(&today.json, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        if (!add_json_row(cli, &today, rows->items[i], i + 1, err))
            return false;
        if (!out_flush_some(cli))
            return true;
    }
    json_end_list(&today.json);
    json_end(&today.json);
    return true;
}

bool cli_today(struct cli *cli, struct error *err)
{
    struct row_list rows = {0};
    bool ok;

    if (cli_has(cli, "json") && cli_has(cli, "plain"))
        return error_set(err, ERROR_USAGE, "--json or --plain, not both");
    ok = load_queue(cli, &rows, err);
    if (ok && cli_has(cli, "json"))
        ok = print_json(cli, &rows, err);
    else if (ok && cli_has(cli, "plain"))
        ok = today_plain(cli, &rows, err);
    else if (ok)
        ok = print_text(cli, &rows, err);
    return ok;
}
