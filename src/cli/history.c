/* undo, redo, log. */
#include "cli_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>
#include "app/undo_preview.h"
#include "app/verbs.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"

enum { LOG_USUAL = 50, MOST_PREVIEWED = 1000 };

static bool read_count(struct cli *cli, long long *ret_count, struct error *err)
{
    *ret_count = 1;
    if (!cli->word_count)
        return true;
    if (!text_to_int(cli->words[0], ret_count) || *ret_count < 1)
        return error_set(err, ERROR_USAGE, "'%s' is no count of changes", cli->words[0]);
    return true;
}

/* Of a change that came from elsewhere: only a person at a terminal can be asked. */
static bool is_agreed(const struct error *ambiguous)
{
    char answer[8];

    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return false;
    err_line(ambiguous->text);
    fputs(_("take it back? y or n: "), stderr);
    return fgets(answer, sizeof(answer), stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

static bool foreign_id(struct cli *cli, int64_t *ret_id)
{
    struct journal_entry entry;
    struct error ignored;
    bool foreign;

    if (!store_undo_candidate(session_store(cli->session), &cli->arena, &entry, &foreign, &ignored))
        return false;
    *ret_id = entry.id;
    return foreign;
}

static bool undo_one(struct cli *cli, int64_t id, struct error *err)
{
    struct outcome outcome = {0};
    bool ok = session_undo(cli->session, id, &outcome, err);

    if (!ok && err->code == ERROR_AMBIGUOUS && is_agreed(err) && foreign_id(cli, &id))
        ok = session_undo(cli->session, id, &outcome, err);
    if (ok)
        cli_report(cli, &outcome);
    return ok;
}

static bool redo_one(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};

    if (!session_redo(cli->session, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

/* --dry-run; --json is only for it. */
static bool preview(struct cli *cli, bool is_redo, int64_t id, struct error *err)
{
    struct undo_order order = {.is_redo = is_redo, .id = id, .count = 1};
    long long count;

    if (!read_count(cli, &count, err))
        return false;
    order.count = count > MOST_PREVIEWED ? MOST_PREVIEWED : (int)count;
    return history_preview(cli, &order, err);
}

static bool only_tries(struct cli *cli, struct error *err)
{
    return !cli_has(cli, "json") || cli_has(cli, "dry-run") ||
           error_set(err, ERROR_USAGE, "--json is for --dry-run");
}

/* After the first, a failure leaves the rest: done in part. */
static bool repeat(struct cli *cli, bool is_undo, struct error *err)
{
    long long count;

    if (!read_count(cli, &count, err))
        return false;
    for (long long i = 0; i < count; i++) {
        if (is_undo ? undo_one(cli, 0, err) : redo_one(cli, err))
            continue;
        if (i == 0)
            return false;
        err_linef(_("daybook: %lld of %lld: %s"), i, count, err->text);
        cli->in_part = true;
        return true;
    }
    return true;
}

bool cli_undo(struct cli *cli, struct error *err)
{
    long long id = 0;

    if (!cli_number(cli, "id", 1, &id, err))
        return false;
    if (id && cli->word_count)
        return error_set(err, ERROR_USAGE, "COUNT or --id, not both");
    if (!only_tries(cli, err))
        return false;
    if (cli_has(cli, "dry-run"))
        return preview(cli, false, id, err);
    return id ? undo_one(cli, id, err) : repeat(cli, true, err);
}

bool cli_redo(struct cli *cli, struct error *err)
{
    if (!only_tries(cli, err))
        return false;
    return cli_has(cli, "dry-run") ? preview(cli, true, 0, err) : repeat(cli, false, err);
}

/* --- log --- */

static void add_stamp(struct str *out, int64_t stamp)
{
    char minute[40];

    str_add(out, minute_iso(clock_minute_of(stamp), minute));
}

static const char *state_of(const struct journal_entry *entry)
{
    return entry->undone ? _("undone") : "";
}

static void print_log(struct cli *cli, const struct journal_list *entries)
{
    struct table table = {0};
    struct str stamp = {0};

    table_column(&table, _("id"), true, 0);
    table_column(&table, _("when"), false, 0);
    table_column(&table, _("by"), false, 0);
    table_column(&table, _("rows"), true, 0);
    table_column(&table, "", false, 0);
    table_column(&table, _("what"), false, 100);
    for (size_t i = 0; i < entries->count; i++) {
        const struct journal_entry *entry = &entries->items[i];

        str_clear(&stamp);
        add_stamp(&stamp, entry->stamp);
        table_cellf(&table, "%" PRId64, entry->id);
        table_cell(&table, str_text(&stamp));
        table_cell(&table, _(actor_word(entry->actor)));
        table_cellf(&table, "%" PRId64, entry->rows);
        table_cell(&table, state_of(entry));
        table_cell(&table, entry->summary ? entry->summary : "");
    }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&stamp);
}

static void print_log_json(struct cli *cli, const struct journal_list *entries)
{
    struct str stamp = {0};
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < entries->count; i++) {
        const struct journal_entry *entry = &entries->items[i];

        str_clear(&stamp);
        add_stamp(&stamp, entry->stamp);
        json_begin_object(&json, NULL);
        json_integer(&json, "id", entry->id);
        json_text(&json, "at", str_text(&stamp));
        json_text(&json, "by", actor_word(entry->actor));
        json_text(&json, "account", entry->account ? account_id_of(cli, entry->account) : NULL);
        json_integer(&json, "rows", entry->rows);
        json_bool(&json, "undone", entry->undone);
        if (entry->undoes)
            json_integer(&json, "undoes", entry->undoes);
        else
            json_null(&json, "undoes");
        json_text(&json, "summary", entry->summary);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
    str_fini(&stamp);
}

bool cli_log(struct cli *cli, struct error *err)
{
    struct journal_list entries = {0};
    long long limit = LOG_USUAL;
    int64_t account = 0;
    bool ok = cli_number(cli, "limit", 1, &limit, err) &&
              (!cli->word_count || verb_find_account(cli->session, cli->words[0], &account, err)) &&
              store_log(session_store(cli->session), account,
                  limit > INT32_MAX ? INT32_MAX : (int)limit, &cli->arena, &entries, err);

    if (ok && cli_has(cli, "json"))
        print_log_json(cli, &entries);
    else if (ok)
        print_log(cli, &entries);
    array_fini(&entries);
    return ok;
}
