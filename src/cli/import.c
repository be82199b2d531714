/* import: files in; counts on standard output, rejected rows and notes on standard error. */
#include "app/import.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "files/csv.h"

static bool read_delimiter(const char *text, char *ret_delimiter, struct error *err)
{
    *ret_delimiter = 0;
    if (!text)
        return true;
    *ret_delimiter = text_equal(text, "tab") ? '\t' : text[0];
    if ((*ret_delimiter && text[1] == '\0' && strchr(",;\t|", *ret_delimiter)) ||
        text_equal(text, "tab"))
        return true;
    return error_set(
        err, ERROR_USAGE, "--delimiter is a comma, a semicolon, a bar or tab, not '%s'", text);
}

/* E1: what began within the window asked for came new, and was not taken over. */
static bool read_new_since(struct cli *cli, struct import_options *options, struct error *err)
{
    const char *text = cli_value(cli, "new-since");
    day_number day, today = session_today(cli->session);

    if (!text)
        return true;
    if (!cli_day(cli, text, &day, err))
        return false;
    if (day > today)
        return error_set(err, ERROR_USAGE, "--new-since is a day that is past");
    options->new_days = today - day;
    return true;
}

/* Once for each column: a line each. */
static void read_columns(struct cli *cli, struct import_options *options)
{
    const char *at = cli_value(cli, "column");
    const char **columns;
    size_t count = 1;

    if (!at)
        return;
    for (const char *mark = at; *mark; mark++)
        count += *mark == '\n';
    columns = arena_alloc_array(&cli->arena, count, sizeof(*columns));
    for (size_t i = 0; i < count; i++) {
        size_t len = strcspn(at, "\n");

        columns[i] = arena_copy_bytes(&cli->arena, at, len);
        at += len + (at[len] == '\n');
    }
    options->columns = columns;
    options->column_count = (int)count;
}

static bool read_options(struct cli *cli, struct import_options *options, struct error *err)
{
    static const char *const orders[] = {"dmy", "mdy", "ymd"};
    static const char *const forms[] = {"comma", "point"};
    enum kind kind;

    options->kind = cli_value(cli, "kind");
    options->map = cli_value(cli, "map");
    options->dry_run = cli_has(cli, "dry-run");
    options->overwrite = cli_has(cli, "overwrite");
    options->blank_erases = cli_has(cli, "blank-erases");
    options->encoding = cli_value(cli, "encoding");
    options->dates = cli_value(cli, "dates");
    options->numbers = cli_value(cli, "numbers");
    read_columns(cli, options);
    if (!read_new_since(cli, options, err) || !csv_encoding_check(options->encoding, err))
        return false;
    if (options->kind && !text_equal(options->kind, "meetings") &&
        !cli_kind(options->kind, &kind, err))
        return false;
    if (options->dates && !text_is_one_of(options->dates, orders, COUNT_OF(orders)))
        return error_set(err, ERROR_USAGE, "--dates is dmy, mdy or ymd, not '%s'", options->dates);
    if (options->numbers && !text_is_one_of(options->numbers, forms, COUNT_OF(forms)))
        return error_set(
            err, ERROR_USAGE, "--numbers is comma or point, not '%s'", options->numbers);
    return read_delimiter(cli_value(cli, "delimiter"), &options->delimiter, err);
}

/* One line that writes over itself, where a person looks on. */
static bool show_progress(void *context, const struct import_progress *progress)
{
    struct str line = {0};

    if (isatty(STDERR_FILENO)) {
        str_add(&line, _("\rImporting "));
        text_clean(&line, progress->path, strlen(progress->path));
        if (progress->of)
            str_addf(
                &line, _(": %" PRId64 " of %" PRId64 " rows   "), progress->rows, progress->of);
        else
            str_addf(&line, _(": %" PRId64 " rows   "), progress->rows);
        (void)!write(STDERR_FILENO, str_text(&line), line.len);
        str_fini(&line);
    }
    return cli_caught_signal() == 0;
}

static void clear_progress(void)
{
    if (isatty(STDERR_FILENO))
        (void)!write(STDERR_FILENO, "\r\033[K", 4);
}

/* --- text --- */

static void print_rejects(const struct import_report *report)
{
    for (size_t i = 0; i < report->rejects.count; i++) {
        const struct import_reject *reject = &report->rejects.items[i];

        if (reject->column && *reject->column)
            err_linef("%s:%d: %s: %s", report->path, reject->line, reject->column, reject->why);
        else
            err_linef("%s:%d: %s", report->path, reject->line, reject->why);
    }
    if (report->rejected > (int64_t)report->rejects.count)
        err_linef(_("%s: and %" PRId64 " more"), report->path,
            report->rejected - (int64_t)report->rejects.count);
}

static void print_notes(const struct import_report *report)
{
    const char *notes = str_text(&report->notes);

    while (*notes) {
        size_t len = strcspn(notes, "\n");

        err_linef("%s: %.*s", report->path, (int)len, notes);
        notes += len + (notes[len] == '\n');
    }
}

static void print_report(struct cli *cli, const struct import_report *report)
{
    if (!report->taken) {
        (void)cli_complain(report->path, &report->error);
        return;
    }
    out_clean(cli, report->path);
    outf(cli,
        _(": %" PRId64 " created, %" PRId64 " updated, %" PRId64 " unchanged, %" PRId64
          " rejected\n"),
        report->created, report->updated, report->unchanged, report->rejected);
    preview_print(cli, report);
    print_rejects(report);
    print_notes(report);
}

/* --- JSON --- */

/* A joined text as a list. */
static void json_names(struct json *json, const char *key, const char *names)
{
    json_begin_list(json, key);
    while (*names) {
        size_t len = strcspn(names, ",;");
        struct str name = {0};

        str_add_bytes(&name, names, len);
        json_text(json, NULL, str_text(&name));
        str_fini(&name);
        names += len + (names[len] != '\0');
        names += strspn(names, " ");
    }
    json_end_list(json);
}

static void json_rejects(struct json *json, const struct import_report *report)
{
    json_begin_list(json, "rejects");
    for (size_t i = 0; i < report->rejects.count; i++) {
        const struct import_reject *reject = &report->rejects.items[i];

        json_begin_object(json, NULL);
        json_integer(json, "line", reject->line);
        json_text(json, "column", reject->column && *reject->column ? reject->column : NULL);
        json_text(json, "why", reject->why);
        json_end_object(json);
    }
    json_end_list(json);
}

static void add_json_report(struct json *json, const struct import_report *report)
{
    char delimiter[2] = {report->delimiter, '\0'};

    json_begin_object(json, NULL);
    json_text(json, "file", report->path);
    json_text(json, "kind", report->kind);
    json_text(json, "encoding", report->encoding);
    json_text(json, "delimiter", report->delimiter ? delimiter : NULL);
    json_text(json, "date_order", report->date_order);
    json_integer(json, "created", report->created);
    json_integer(json, "updated", report->updated);
    json_integer(json, "unchanged", report->unchanged);
    json_integer(json, "rejected", report->rejected);
    json_names(json, "kept", str_text(&report->kept_fields));
    json_integer(json, "absent", report->absent);
    json_names(json, "fact_columns", str_text(&report->fact_columns));
    json_rejects(json, report);
    preview_json(json, report);
    json_text(json, "error", report->taken ? NULL : report->error.text);
    json_end_object(json);
}

static void print_json(struct cli *cli, const struct import_report_list *reports)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < reports->count; i++) {
        add_json_report(&json, &reports->items[i]);
        if (!reports->items[i].taken)
            (void)cli_complain(reports->items[i].path, &reports->items[i].error);
    }
    json_end_list(&json);
    json_end(&json);
}

/* --- the command --- */

/* None taken: the first file's own error, told already. */
static bool judge(struct cli *cli, const struct import_report_list *reports)
{
    size_t taken = 0;

    for (size_t i = 0; i < reports->count; i++) {
        taken += reports->items[i].taken;
        if (!reports->items[i].taken || reports->items[i].rejected ||
            reports->items[i].open_columns)
            cli->in_part = true;
    }
    return taken > 0 || reports->count == 0;
}

/* Runs that began by themselves on what the files said. */
static void tell_news(struct cli *cli)
{
    struct str news = {0};

    if (session_take_news(cli->session, &news))
        err_line(str_text(&news));
    str_fini(&news);
}

void import_tell_all(struct cli *cli, const struct import_report_list *reports)
{
    clear_progress();
    for (size_t i = 0; i < reports->count && !cli_has(cli, "json"); i++)
        print_report(cli, &reports->items[i]);
    if (cli_has(cli, "json"))
        print_json(cli, reports);
    tell_news(cli);
    if (!judge(cli, reports))
        cli->status = error_exit_status(ERROR_IO);
}

bool cli_import(struct cli *cli, struct error *err)
{
    struct import_options options = {.progress = show_progress};
    struct import_report_list reports = {0};
    const char *const *paths;
    int count;

    if (!read_options(cli, &options, err))
        return false;
    import_expand(cli->words, cli->word_count, &cli->arena, &paths, &count);
    if (!import_files(cli->session, paths, count, &options, &cli->arena, &reports, err)) {
        clear_progress();
        return false;
    }
    import_tell_all(cli, &reports);
    return true;
}
