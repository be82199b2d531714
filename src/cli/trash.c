/* Deleted rows: seen, brought back, forgotten. */
#include "store/trash.h"

#include <inttypes.h>
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "store/erase.h"

static void print_items(struct cli *cli, const struct trash_list *items)
{
    struct table table = {0};

    table_column(&table, _("change"), true, 0);
    table_column(&table, _("deleted"), false, 0);
    table_column(&table, _("kind"), false, 0);
    table_column(&table, _("id"), false, 0);
    table_column(&table, _("name"), false, 40);
    table_column(&table, _("with"), true, 0);
    for (size_t i = 0; i < items->count; i++) {
        const struct trash_item *item = &items->items[i];

        table_cellf(&table, "%" PRId64, item->change);
        table_cell(&table, cli_show_day(cli, item->day));
        table_cell(&table, _(kind_info(item->kind)->singular));
        table_cell(&table, item->id);
        table_cell(&table, item->name);
        table_cellf(&table, "%" PRId64, item->with);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_json(struct cli *cli, const struct trash_list *items)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < items->count; i++) {
        const struct trash_item *item = &items->items[i];

        json_begin_object(&json, NULL);
        json_integer(&json, "change", item->change);
        json_day(&json, "deleted", item->day);
        json_text(&json, "kind", _(kind_info(item->kind)->singular));
        json_text(&json, "id", item->id);
        json_text(&json, "name", item->name);
        json_integer(&json, "with", item->with);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

bool cli_trash_list(struct cli *cli, struct error *err)
{
    struct trash_list items = {0};
    bool ok = store_trash(session_store(cli->session), &cli->arena, &items, err);

    if (ok && cli_has(cli, "json"))
        print_json(cli, &items);
    else if (ok && items.count)
        print_items(cli, &items);
    else if (ok)
        out_text(cli, _("nothing was deleted that could be brought back\n"));
    array_fini(&items);
    return ok;
}

/* By its id, or by the number of the change as the list shows it. */
static bool find_item(
    struct cli *cli, const char *word, struct trash_item *ret_item, struct error *err)
{
    struct trash_list items = {0};
    long long change = 0;
    int found = 0;
    bool ok = store_trash(session_store(cli->session), &cli->arena, &items, err);

    (void)!text_to_int(word, &change);
    for (size_t i = 0; ok && i < items.count; i++)
        if (text_equal(items.items[i].id, word) || items.items[i].change == change) {
            found += !found || items.items[i].change != ret_item->change;
            *ret_item = items.items[i];
        }
    array_fini(&items);
    if (ok && !found)
        return error_set(err, ERROR_NOT_FOUND, "nothing of the id '%s' was deleted", word);
    if (ok && found > 1)
        return error_set(err, ERROR_AMBIGUOUS,
            "several of the id '%s' were deleted; give the change: daybook trash list", word);
    return ok;
}

bool cli_trash_restore(struct cli *cli, struct error *err)
{
    struct trash_item item = {0};
    struct outcome outcome = {0};

    if (!find_item(cli, cli->words[0], &item, err) ||
        !session_undo(cli->session, item.change, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_trash_empty(struct cli *cli, struct error *err)
{
    struct store *store = session_store(cli->session);
    int64_t rows = 0;

    if (!store_trash_empty(store, &rows, err) || (rows && !store_rewrite(store, err)))
        return false;
    outf(cli,
        words_plural(
            "%lld deleted row is gone for good\n", "%lld deleted rows are gone for good\n", rows),
        (long long)rows);
    return true;
}
