/* Popups over any screen: an import, the settings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/checks.h"
#include "app/import.h"
#include "base/text.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/screen.h"
#include "ui/shell.h"

/* --- import --- */

static bool show_progress(void *context, const struct import_progress *progress)
{
    struct ui *ui = context;

    ui_toast(ui, "Importing %s: %lld rows", progress->path, (long long)progress->rows);
    shell_draw(ui);
    screen_present(&ui->canvas);
    return true;
}

static void add_report(struct str *text, const struct import_report *report)
{
    str_addf(text, "# %s\n", report->path);
    if (!report->taken) {
        str_addf(text, "not taken: %s\n", report->error.text);
        return;
    }
    str_addf(text, "%s: %lld created, %lld updated, %lld unchanged, %lld rejected\n", report->kind,
        (long long)report->created, (long long)report->updated, (long long)report->unchanged,
        (long long)report->rejected);
    if (report->fact_columns.len)
        str_addf(text, "kept as facts: %s\n", str_text(&report->fact_columns));
    str_add(text, str_text(&report->notes));
    for (size_t i = 0; i < report->rejects.count && i < 200; i++)
        str_addf(text, "line %d: %s%s%s\n", report->rejects.items[i].line,
            report->rejects.items[i].column, *report->rejects.items[i].column ? ": " : "",
            report->rejects.items[i].why);
}

const char *popups_expand_home(struct arena *arena, const char *path)
{
    const char *home = getenv("HOME");

    return path[0] == '~' && path[1] == '/' && home ? arena_format(arena, "%s%s", home, path + 1)
                                                    : path;
}

void import_in_app(struct ui *ui, const char *path)
{
    struct arena arena = {0};
    struct import_options options = {.progress = show_progress, .context = ui};
    struct import_report_list reports = {0};
    struct str text = {0};
    struct error err;
    const char *paths[1];

    paths[0] = popups_expand_home(&arena, path);
    if (!import_files(ui->session, paths, 1, &options, &arena, &reports, &err)) {
        ui_fault(ui, &err);
    } else {
        for (size_t i = 0; i < reports.count; i++)
            add_report(&text, &reports.items[i]);
        ui_toast(ui, "imported");
        ui_changed(ui);
        if (ui->current == VIEW_FIRST)
            ui_start_view(ui, VIEW_TODAY);
        if (session_is_behind(ui->session))
            loop_wake_idle(ui->loop);
        ui_read(ui, "Import", str_text(&text));
    }
    str_fini(&text);
    arena_fini(&arena);
}

static bool import_accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "name a CSV file");
    import_in_app(ui, text);
    return true;
}

void ui_ask_import(struct ui *ui)
{
    ui_ask(ui, &(struct ui_question){.title = "Import file",
                   .hint = "a CSV export: ~/Downloads/accounts.csv",
                   .accept = import_accept,
                   .recalls = "path"});
}

/* --- settings --- */
