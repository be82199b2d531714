/* timeline: what happened, newest first, on one account or in the whole book. */
#include "cli_internal.h"

#include "app/timeline.h"
#include "base/text.h"
#include "base/words.h"

enum { TIMELINE_USUAL = 50, QUOTE = 80 };

struct wish {
    unsigned kinds;
    day_number since;
    long long limit;
};

static bool read_wish(struct cli *cli, struct wish *ret_wish, struct error *err)
{
    struct wish wish = {0, DAY_NONE, TIMELINE_USUAL};

    if (cli_has(cli, "kind") && !timeline_kinds_parse(cli_value(cli, "kind"), &wish.kinds, err))
        return false;
    if (cli_has(cli, "since") && !cli_day(cli, cli_value(cli, "since"), &wish.since, err))
        return false;
    if (cli_has(cli, "since"))
        wish.limit = INT32_MAX; /* all since that day */
    if (cli_has(cli, "limit") && !cli_number(cli, "limit", 1, &wish.limit, err))
        return false;
    *ret_wish = wish;
    return true;
}

/* --- reading --- */

static void keep_since(struct moment_list *moments, day_number since)
{
    size_t kept = 0;

    for (size_t i = 0; i < moments->count; i++)
        if (since == DAY_NONE || moments->items[i].place.day >= since)
            moments->items[kept++] = moments->items[i];
    moments->count = kept;
}

static bool read_account(
    struct cli *cli, const struct wish *wish, struct moment_list *moments, struct error *err)
{
    int64_t account;

    if (!verb_find_account(cli->session, cli->words[0], &account, err) ||
        !timeline_of_account(cli->session, account, wish->kinds, &cli->arena, moments, err))
        return false;
    keep_since(moments, wish->since);
    if ((long long)moments->count > wish->limit)
        moments->count = (size_t)wish->limit;
    return true;
}

static bool read_book(
    struct cli *cli, const struct wish *wish, struct moment_list *moments, struct error *err)
{
    struct timeline_ask ask = timeline_ask_all(cli->session, 200);
    bool more = true;

    ask.kinds = wish->kinds;
    ask.since = wish->since;
    if (timeline_wants(wish->kinds, TIMELINE_NOTES) &&
        !timeline_pins(cli->session, &cli->arena, moments, err))
        return false;
    keep_since(moments, wish->since);
    while (more && (long long)moments->count < wish->limit) {
        size_t before = moments->count;

        if (wish->limit - (long long)before < ask.limit)
            ask.limit = (int)(wish->limit - (long long)before);
        if (!timeline_page(cli->session, &ask, &cli->arena, moments, &more, err))
            return false;
        if (moments->count == before)
            break;
        ask.before = moments->items[moments->count - 1].place;
    }
    if ((long long)moments->count > wish->limit)
        moments->count = (size_t)wish->limit;
    return true;
}

/* --- printing --- */

static const char *when_of(struct cli *cli, const struct moment *moment)
{
    char day[24];

    day_short(moment->place.day, session_today(cli->session), day);
    if (moment->place.minute < 0)
        return arena_copy_text(&cli->arena, day);
    return arena_format(
        &cli->arena, "%s %02d:%02d", day, moment->place.minute / 60, moment->place.minute % 60);
}

static const char *words_of(struct cli *cli, const struct moment *moment)
{
    const char *quote = moment->quote != NULL ? moment->quote : "";

    if (text_blank(quote))
        return moment->text;
    if (text_blank(moment->text))
        return quote;
    return arena_format(&cli->arena, "%s: %s", moment->text, quote);
}

static void print_moments(struct cli *cli, const struct moment_list *moments, bool named)
{
    struct table table = {0};

    table_column(&table, _("when"), false, 0);
    if (named)
        table_column(&table, _("account"), false, 24);
    table_column(&table, _("what"), false, 12);
    table_column(&table, _("text"), false, QUOTE);
    for (size_t i = 0; i < moments->count; i++) {
        const struct moment *moment = &moments->items[i];

        table_cellf(&table, "%s%s", when_of(cli, moment), moment->pinned ? _(", pinned") : "");
        if (named)
            table_cell(&table, moment->account ? account_name_of(cli, moment->account) : "");
        table_cell(&table, _(moment->what));
        table_cell(&table, words_of(cli, moment));
    }
    if (moments->count)
        table_print(cli, &table);
    else
        out_text(cli, _("nothing\n"));
    table_fini(&table);
}

static void json_moment(struct cli *cli, struct json *json, const struct moment *moment)
{
    char day[24];

    json_begin_object(json, NULL);
    json_day(json, "date", moment->place.day);
    json_text(json, "at",
        moment->place.minute < 0
            ? NULL
            : arena_format(&cli->arena, "%sT%02d:%02d", day_iso(moment->place.day, day),
                  moment->place.minute / 60, moment->place.minute % 60));
    json_text(json, "kind", timeline_kind_one(moment->kind));
    json_text(json, "what", moment->what);
    json_text(json, "text", moment->text);
    json_text(json, "quote", moment->quote);
    json_text(json, "account", moment->account ? account_id_of(cli, moment->account) : NULL);
    json_text(json, "row", moment->row_key ? kind_info(moment->row_kind)->singular : NULL);
    json_text(json, "id", *moment->id ? moment->id : NULL);
    json_bool(json, "pinned", moment->pinned);
    json_end_object(json);
}

void timeline_json(
    struct cli *cli, struct json *json, const char *key, const struct moment_list *moments)
{
    json_begin_list(json, key);
    for (size_t i = 0; i < moments->count; i++) {
        json_moment(cli, json, &moments->items[i]);
        out_flush_some(cli);
    }
    json_end_list(json);
}

static void print_json(struct cli *cli, const struct moment_list *moments)
{
    struct json json;

    json_init(&json, &cli->out);
    timeline_json(cli, &json, NULL, moments);
    json_end(&json);
}

bool cli_timeline(struct cli *cli, struct error *err)
{
    struct moment_list moments = {0};
    struct wish wish;
    bool ok = read_wish(cli, &wish, err) && cli_freshen(cli, err);

    if (ok)
        ok = cli->word_count ? read_account(cli, &wish, &moments, err)
                             : read_book(cli, &wish, &moments, err);
    if (ok && cli_has(cli, "json"))
        print_json(cli, &moments);
    else if (ok)
        print_moments(cli, &moments, cli->word_count == 0);
    array_fini(&moments);
    return ok;
}
