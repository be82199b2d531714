/* merge, absorb: two accounts made one, or what that would do. */
#include "app/join.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

const char join_about[] = N_(
    "ID and INTO are accounts; INTO stays. --dry-run says what would move, on a copy: the book is "
    "not touched.\n"
    "merge: the same customer twice. What both have counts once, ARR too, also in the past; "
    "fields\n"
    "of INTO win, blank ones are filled. Files that still say the old id find INTO, and fill what "
    "is\n"
    "blank there.\n"
    "absorb: one customer bought another. ARR adds up: lines, people and open work go over on "
    "this\n"
    "day, the other account stays as churned with its history. Each is one undo.\n");

static const char *money_of(struct cli *cli, const struct join_preview *preview, int64_t amount)
{
    char buffer[40];

    return amount == MONEY_NONE
               ? "n/a"
               : arena_copy_text(&cli->arena, money_full(amount, preview->currency, buffer));
}

static void print_fields(struct cli *cli, const char *head, const char *names)
{
    if (!*names)
        return;
    outf(cli, "  %s ", head);
    out_clean(cli, names);
    out_text(cli, "\n");
}

static void print_preview(
    struct cli *cli, const struct join_order *order, const struct join_preview *preview)
{
    out_clean(cli, preview->from_name);
    out_text(cli, " (");
    out_clean(cli, preview->from_id);
    out_text(
        cli, order->way == JOIN_MERGE ? _(") would be merged into ") : _(") would be bought by "));
    out_clean(cli, preview->into_name);
    out_text(cli, " (");
    out_clean(cli, preview->into_id);
    out_text(cli, ")\n");
    outf(cli, _("  ARR %s and %s before, %s after\n"), money_of(cli, preview, preview->arr_from),
        money_of(cli, preview, preview->arr_into), money_of(cli, preview, preview->arr_after));
    for (int i = 0; i < preview->count; i++) {
        const struct join_count *count = &preview->counts[i];
        const struct kind_info *info = kind_info(count->kind);

        outf(cli, "  %zu %s", count->moves,
            words_plural(info->singular, info->plural, (long long)count->moves));
        if (count->same)
            outf(cli, _(", %zu there already"), count->same);
        out_text(cli, "\n");
    }
    print_fields(cli, _("filled:"), preview->filled);
    print_fields(cli, _("stays as it is:"), preview->wins);
}

/* --- as JSON --- */

static void json_account(struct json *json, const char *key, const char *id, const char *name,
    int64_t arr, const char *currency)
{
    json_begin_object(json, key);
    json_text(json, "id", id);
    json_text(json, "name", name);
    json_money(json, "arr", arr, currency);
    json_end_object(json);
}

/* `name, arr` as a list. */
static void json_names(struct cli *cli, struct json *json, const char *key, const char *names)
{
    json_begin_list(json, key);
    while (*names) {
        size_t len = strcspn(names, ",");

        json_text(json, NULL, arena_copy_bytes(&cli->arena, names, len));
        names += len + strspn(names + len, ", ");
    }
    json_end_list(json);
}

static void json_counts(struct json *json, const struct join_preview *preview)
{
    json_begin_list(json, "rows");
    for (int i = 0; i < preview->count; i++) {
        json_begin_object(json, NULL);
        json_text(json, "kind", kind_info(preview->counts[i].kind)->plural);
        json_integer(json, "moves", (int64_t)preview->counts[i].moves);
        json_integer(json, "same", (int64_t)preview->counts[i].same);
        json_end_object(json);
    }
    json_end_list(json);
}

static void print_json(
    struct cli *cli, const struct join_order *order, const struct join_preview *preview)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_text(&json, "way", order->way == JOIN_MERGE ? "merge" : "absorb");
    json_account(
        &json, "from", preview->from_id, preview->from_name, preview->arr_from, preview->currency);
    json_account(
        &json, "into", preview->into_id, preview->into_name, preview->arr_into, preview->currency);
    json_money(&json, "arr_after", preview->arr_after, preview->currency);
    json_text(&json, "currency", preview->currency);
    json_counts(&json, preview);
    json_names(cli, &json, "filled", preview->filled);
    json_names(cli, &json, "stays", preview->wins);
    json_end_object(&json);
    json_end(&json);
}

static bool join(struct cli *cli, enum join_way way, struct error *err)
{
    struct join_order order = {.way = way};
    struct join_preview preview;
    struct outcome outcome = {0};

    if (!verb_find_account(cli->session, cli->words[0], &order.from, err) ||
        !verb_find_account(cli->session, cli->words[1], &order.into, err))
        return false;
    if (cli_has(cli, "json") && !cli_has(cli, "dry-run"))
        return error_set(err, ERROR_USAGE, "--json is for --dry-run");
    if (cli_has(cli, "dry-run")) {
        if (!verb_join_trial(cli->session, &order, &cli->arena, &preview, err))
            return false;
        if (cli_has(cli, "json"))
            print_json(cli, &order, &preview);
        else
            print_preview(cli, &order, &preview);
        return true;
    }
    if (!verb_join(cli->session, &order, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_merge(struct cli *cli, struct error *err)
{
    return join(cli, JOIN_MERGE, err);
}

bool cli_absorb(struct cli *cli, struct error *err)
{
    return join(cli, JOIN_ABSORB, err);
}
