/* changes: what changed between two days, account by account. */
#include "app/changes.h"
#include "base/money.h"
#include "base/words.h"
#include "cli_internal.h"

static const char *const json_parts[] = {[CHANGED_BOOK] = "book",
    [CHANGED_HEALTH] = "health",
    [CHANGED_ARR] = "arr",
    [CHANGED_STAGE] = "stage",
    [CHANGED_PEOPLE] = "people",
    [CHANGED_RENEWAL] = "renewal",
    [CHANGED_SIGNALS] = "signals"};

static bool goes_on(void *context, double done)
{
    (void)context;
    (void)done;
    return !cli_caught_signal();
}

/* --- JSON --- */

/* Unknown and none are null; a score is a number. */
static void json_value(struct json *json, const char *key, const char *text)
{
    json_text(json, key, *text ? text : NULL);
}

static void json_moved(struct json *json, const struct changed_fact *fact)
{
    long long amount = 0;

    (void)!text_to_int(fact->now, &amount);
    json_money(json, "amount", amount, fact->currency);
    json_text(json, "currency", fact->currency);
}

static void json_fact(struct json *json, const struct changed_fact *fact)
{
    json_begin_object(json, NULL);
    json_text(json, "part", json_parts[fact->part]);
    json_text(json, "what", fact->what);
    json_value(json, "about", fact->about);
    if (fact->currency)
        json_moved(json, fact);
    if (fact->part != CHANGED_ARR) {
        json_value(json, "from", fact->then);
        json_value(json, "to", fact->now);
    }
    json_text(json, "text", fact->text);
    json_end_object(json);
}

static void json_score(struct json *json, const char *key, int score)
{
    if (score < 0)
        json_null(json, key);
    else
        json_integer(json, key, score);
}

static void json_changes(struct cli *cli, struct json *json, const struct account_changes *item)
{
    const char *currency = session_currency(cli->session);

    json_begin_object(json, NULL);
    json_text(json, "id", item->id);
    json_text(json, "name", item->name);
    json_score(json, "health_from", item->health_then);
    json_score(json, "health_to", item->health_now);
    json_money(json, "arr_from", item->arr_then, currency);
    json_money(json, "arr_to", item->arr_now, currency);
    json_text(json, "currency", currency);
    json_money(json, "exposure", item->exposure, currency);
    json_begin_list(json, "changes");
    for (size_t i = 0; i < item->count; i++)
        json_fact(json, &item->facts[i]);
    json_end_list(json);
    json_end_object(json);
}

static void print_json(struct cli *cli, const struct changes *changes)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < changes->count && out_flush_some(cli); i++)
        json_changes(cli, &json, &changes->items[i]);
    json_end_list(&json);
    json_end(&json);
}

/* --- words --- */

static void print_head(struct cli *cli, const struct changes *changes)
{
    const char *currency = session_currency(cli->session);
    char from[24], to[24], up[48], down[48];

    outf(cli,
        words_plural("%s to %s   %zu account changed", "%s to %s   %zu accounts changed",
            (long long)changes->count),
        day_head(changes->from, from), day_head(changes->to, to), changes->count);
    if (changes->arr_up || changes->arr_down)
        outf(cli, _("   ARR +%s -%s"), money_short(changes->arr_up, currency, up),
            money_short(-changes->arr_down, currency, down));
    out_text(cli, "\n");
}

static void print_account(struct cli *cli, const struct account_changes *item)
{
    out_text(cli, "\n");
    out_clean(cli, item->name);
    out_text(cli, "\n");
    for (size_t i = 0; i < item->count; i++) {
        outf(cli, "  %-8s ", _(changed_part_word(item->facts[i].part)));
        out_clean(cli, item->facts[i].text);
        out_text(cli, "\n");
    }
}

static bool read_span(struct cli *cli, struct changes_span *span, struct error *err)
{
    const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");

    span->to = session_today(cli->session);
    return (!to || day_parse_behind(cli->session, to, &span->to, err)) &&
           changes_from(cli->session, from ? from : "", span->to, &span->from, err) &&
           (!cli->word_count ||
               verb_find_account(cli->session, cli->words[0], &span->account, err));
}

bool cli_changes(struct cli *cli, struct error *err)
{
    const struct as_of_watch watch = {goes_on, NULL};
    struct changes_span span = {0};
    struct changes changes;

    if (!cli_freshen(cli, err) || !read_span(cli, &span, err) ||
        !changes_read(cli->session, &span, &watch, &cli->arena, &changes, err))
        return false;
    if (*changes.limits)
        err_linef("daybook: %s", changes.limits);
    if (cli_has(cli, "json")) {
        print_json(cli, &changes);
        return true;
    }
    print_head(cli, &changes);
    for (size_t i = 0; i < changes.count && out_flush_some(cli); i++)
        print_account(cli, &changes.items[i]);
    return true;
}
