/* sync runs sources, sources lists them. */
#include "app/sync.h"

#include <inttypes.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

/* All that is wrong with the file, or why it was left alone; *ret_list is set where there is
 * nothing. */
static bool read_list(
    struct cli *cli, struct sync_list *ret_list, bool *ret_told, struct error *err)
{
    struct fault_list faults = {0};
    bool ok = sync_read(cli->session, &cli->arena, &faults, ret_list, err);

    *ret_told = !ok && faults.count > 0;
    if (*ret_told) {
        err_faults(&faults);
        cli->status = error_exit_status(ERROR_REFUSED);
    }
    fault_list_fini(&faults);
    if (ok && ret_list->ignored)
        return error_set_at(err, ERROR_REFUSED, ret_list->path, 0, 0, "%s", ret_list->ignored);
    return ok;
}

static void tell_none(const struct sync_list *list)
{
    err_linef(
        _("daybook: there are no sources%s%s; daybook config init writes a file that says how"),
        list->path ? _(" in ") : "", list->path ? list->path : "");
}

/* --- sync --- */

/* One line that writes over itself, where a person looks on. */
static bool show_step(void *context, const struct sync_step *step)
{
    struct str line = {0};

    (void)context;
    if (isatty(STDERR_FILENO)) {
        if (!step->imports)
            str_addf(
                &line, _("\r\033[KRunning %s: %" PRId64 " KiB   "), step->name, step->bytes >> 10);
        else if (step->of)
            str_addf(&line, _("\r\033[KImporting %s: %" PRId64 " of %" PRId64 " rows   "),
                step->name, step->rows, step->of);
        else
            str_addf(&line, _("\r\033[KImporting %s: %" PRId64 " rows   "), step->name, step->rows);
        (void)!write(STDERR_FILENO, str_text(&line), line.len);
        str_fini(&line);
    }
    return cli_caught_signal() == 0;
}

struct chosen ARRAY_OF(const struct sync_source *);

static bool choose(
    struct cli *cli, const struct sync_list *list, struct chosen *chosen, struct error *err)
{
    bool due = cli_has(cli, "due");

    if (cli->word_count && (due || cli_has(cli, "all")))
        return error_set(err, ERROR_USAGE, "name sources, or say --all or --due");
    if (due && cli_has(cli, "all"))
        return error_set(err, ERROR_USAGE, "either --all or --due");
    for (int i = 0; i < cli->word_count; i++) {
        const struct sync_source *source;

        if (!sync_find(list, cli->words[i], &source, err))
            return false;
        ARRAY_PUSH(chosen, source);
    }
    for (int i = 0; i < list->count && !cli->word_count; i++)
        if (!due || list->items[i].is_due)
            ARRAY_PUSH(chosen, &list->items[i]);
    return true;
}

/* Those after the one that was stopped are not begun. */
static void run_chosen(
    struct cli *cli, const struct chosen *chosen, struct import_report_list *reports)
{
    struct sync_options options = {.dry_run = cli_has(cli, "dry-run"), .progress = show_step};

    for (size_t i = 0; i < chosen->count; i++) {
        struct sync_result result;

        sync_run(cli->session, chosen->items[i], &options, &cli->arena, &result);
        ARRAY_PUSH(reports, result.report);
        if (result.stopped)
            return;
    }
}

static void run_and_tell(struct cli *cli, const struct chosen *chosen)
{
    struct import_report_list reports = {0};

    run_chosen(cli, chosen, &reports);
    import_tell_all(cli, &reports);
    array_fini(&reports);
}

bool cli_sync(struct cli *cli, struct error *err)
{
    struct sync_list list = {0};
    struct chosen chosen = {0};
    bool told, ok = read_list(cli, &list, &told, err);

    if (told)
        return true;
    ok = ok && choose(cli, &list, &chosen, err);
    if (ok && !chosen.count && !list.count)
        tell_none(&list);
    else if (ok && !chosen.count)
        err_line(_("daybook: no source is due"));
    if (ok && (chosen.count || cli_has(cli, "json")))
        run_and_tell(cli, &chosen);
    array_fini(&chosen);
    return ok;
}

/* --- sources --- */

static const char *const state_words[] = {[SYNC_NEVER] = "never",
    [SYNC_DONE] = "done",
    [SYNC_PART] = "in part",
    [SYNC_FAILED] = "failed"};

/* `today 09:12`. */
static void add_minute(struct cli *cli, struct str *out, minute_number minute)
{
    char day[40], iso[32];

    if (minute == MINUTE_NONE)
        return;
    str_addf(out, "%s %s", day_words(minute_day(minute), session_today(cli->session), day),
        minute_iso(minute, iso) + 11);
}

static void list_source(struct cli *cli, struct table *table, const struct sync_source *source)
{
    struct str text = {0};

    table_cell(table, source->source.name);
    add_minute(cli, &text, source->last.at);
    table_cell(table, text.len ? str_text(&text) : "never");
    str_clear(&text);
    if (source->last.state == SYNC_FAILED)
        str_add(&text, _("failed: "));
    sync_words(&source->last, &text);
    table_cell(table, str_text(&text));
    str_clear(&text);
    if (source->is_due)
        str_add(&text, _("now"));
    else
        add_minute(cli, &text, source->due_at);
    table_cell(table, text.len ? str_text(&text) : _("when asked"));
    table_cell(table, source->command);
    str_fini(&text);
}

static void print_list(struct cli *cli, const struct sync_list *list)
{
    struct table table = {0};

    table_column(&table, _("source"), false, 0);
    table_column(&table, _("last run"), false, 0);
    table_column(&table, _("came to"), false, 0);
    table_column(&table, _("due"), false, 0);
    table_column(&table, _("command"), false, 60);
    for (int i = 0; i < list->count; i++)
        list_source(cli, &table, &list->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

static void json_minute(struct json *json, const char *key, minute_number minute)
{
    char iso[32];

    json_text(json, key, minute == MINUTE_NONE ? NULL : minute_iso(minute, iso));
}

static void json_source(struct json *json, const struct sync_source *source)
{
    const struct sync_last *last = &source->last;

    json_begin_object(json, NULL);
    json_text(json, "source", source->source.name);
    json_begin_list(json, "run");
    for (int i = 0; i < source->source.argc; i++)
        json_text(json, NULL, source->source.argv[i]);
    json_end_list(json);
    json_text(json, "state", state_words[last->state]);
    json_minute(json, "at", last->at);
    json_minute(json, "good_at", last->good_at);
    json_integer(json, "created", last->created);
    json_integer(json, "updated", last->updated);
    json_integer(json, "unchanged", last->unchanged);
    json_integer(json, "rejected", last->rejected);
    json_text(json, "why", last->why[0] ? last->why : NULL);
    json_bool(json, "due", source->is_due);
    json_minute(json, "due_at", source->due_at);
    json_end_object(json);
}

static void print_list_json(struct cli *cli, const struct sync_list *list)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (int i = 0; i < list->count; i++)
        json_source(&json, &list->items[i]);
    json_end_list(&json);
    json_end(&json);
}

bool cli_sources(struct cli *cli, struct error *err)
{
    struct sync_list list = {0};
    bool told, ok = read_list(cli, &list, &told, err);

    if (told || !ok)
        return told;
    if (cli_has(cli, "json"))
        print_list_json(cli, &list);
    else if (list.count)
        print_list(cli, &list);
    else
        tell_none(&list);
    return true;
}
