#include "ui/export.h"

#include <string.h>
#include <unistd.h>
#include "app/export.h"
#include "base/text.h"
#include "base/words.h"
#include "files/file_stream.h"
#include "ui/bulk.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"

/* --- what goes out --- */

static enum kind kind_shown(struct ui *ui)
{
    enum view_id id = ui_current(ui);

    return bulk_has_marks(ui)    ? bulk_marked_kind(ui)
           : id == VIEW_TASKS    ? KIND_TASK
           : id == VIEW_NOTES    ? KIND_NOTE
           : id == VIEW_RENEWALS ? KIND_CONTRACT
                                 : KIND_ACCOUNT;
}

/* By the ending of the name. */
static bool order_of(struct ui *ui, const char *path, struct export_order *order, struct error *err)
{
    const char *dot = strrchr(path, '.');

    *order = (struct export_order){.kind = kind_shown(ui)};
    if (!dot || !export_format_from_word(dot + 1, &order->format) ||
        order->format == EXPORT_TASKWARRIOR)
        return error_set(err, ERROR_USAGE, "end the name in .csv, .json, .md or .ics");
    order->of_all = order->format == EXPORT_CALENDAR;
    order->only = order->of_all ? NULL : bulk_marks(ui);
    return true;
}

static bool put(void *context, struct str *text, struct error *err)
{
    bool ok = file_stream_put(context, str_text(text), text->len, err);

    str_clear(text);
    return ok;
}

/* `3 accounts`, `all accounts`, `the days of the book`. Appends. */
static void add_what(const struct export_order *order, struct str *out)
{
    const struct kind_info *info = kind_info(order->kind);

    if (order->of_all)
        str_add(out, _("tasks, steps, renewals and reviews"));
    else if (order->only)
        str_addf(out, "%zu %s", order->only->count,
            words_plural(info->singular, info->plural, (long long)order->only->count));
    else
        str_addf(out, _("all %s"), _(info->plural));
}

static void tell_written(struct ui *ui, const struct export_order *order, const char *path)
{
    struct str words = {0};

    path_add_place(&words, path);
    str_add(&words, _(" written: "));
    add_what(order, &words);
    ui_toast(ui, "%s", str_text(&words));
    str_fini(&words);
}

static bool write_file(struct ui *ui, const char *typed, bool replace, struct error *err)
{
    struct arena arena = {0};
    const char *path = path_expand_home(&arena, typed);
    struct file_stream file = {0};
    struct export_order order;
    bool ok = order_of(ui, path, &order, err) &&
              file_stream_open(&file, path, replace ? FILE_WRITE_REPLACE : FILE_WRITE_NEW, err);

    if (ok && export_write(ui->session, &order, put, &file, err)) {
        ok = file_stream_finish(&file, err);
    } else if (ok) {
        file_stream_drop(&file);
        ok = false;
    }
    if (ok)
        tell_written(ui, &order, path);
    arena_fini(&arena);
    return ok;
}

/* --- asked --- */

static void replace_file(struct ui *ui, void *context)
{
    struct str path = {0};
    struct error err;

    str_add(&path, str_text(&ui->asked));
    if (!write_file(ui, str_text(&path), true, &err))
        ui_fault(ui, &err);
    str_fini(&path);
}

/* A file that is there is replaced after a yes alone. */
static bool take_path(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    struct str question = {0};
    struct export_order order;
    const char *path = path_expand_home(&arena, text);
    bool ok = text_blank(text) ? error_set(err, ERROR_USAGE, "the name of a file")
                               : order_of(ui, path, &order, err);

    if (ok && access(path, F_OK) == 0) {
        str_clear(&ui->asked);
        str_add(&ui->asked, text);
        str_addf(&question, _("%s is there. Replace it?"), text);
        ui_confirm(ui, str_text(&question), replace_file, NULL);
    } else if (ok) {
        ok = write_file(ui, text, false, err);
    }
    str_fini(&question);
    arena_fini(&arena);
    return ok;
}

static void ask_path(struct ui *ui)
{
    static const char *const no_picks[] = {NULL};
    struct export_order order = {.kind = kind_shown(ui), .only = bulk_marks(ui)};
    struct str title = {0}, name = {0};

    str_add(&title, _("Export "));
    add_what(&order, &title);
    str_add(&title, _(" to"));
    str_addf(&name, "~/%s.csv", kind_info(order.kind)->plural);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .initial = str_text(&name),
                   .hint = _(".csv, .json, .md; .ics: days for a calendar"),
                   .picks = no_picks,
                   .accept = take_path,
                   .complete = path_complete,
                   .recalls = "export"});
    str_fini(&name);
    str_fini(&title);
}

void export_run(struct ui *ui, const char *rest)
{
    struct error err;

    if (!*rest)
        ask_path(ui);
    else if (!take_path(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}
