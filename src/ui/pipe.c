#include "ui/pipe.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include "app/export.h"
#include "base/text.h"
#include "base/words.h"
#include "pipe_internal.h"
#include "ui/bulk.h"
#include "ui/screen.h"
#include "ui/shell.h"

enum { OUTPUT_MOST = 1 << 20, READ_BYTES = 1 << 16, ASK_MS = 20, SHOW_MS = 150, KILL_MS = 500 };

/* A command on its way; one at a time. */
struct pipe_at_work {
    struct ui *ui;
    struct pipe_child child;
    char *command;
    struct str said; /* as it came */
    bool is_cut;     /* it said more than is kept */
    bool is_stopped; /* by Esc */
    bool will_show;  /* a timer does */
};

/* --- what goes in --- */

struct piped_rows {
    enum kind kind;
    struct key_list keys;
    enum export_format format;
};

/* Marks of Renewals are lines, all others are accounts. */
static bool choose_rows(struct ui *ui, struct piped_rows *rows)
{
    const struct key_list *marks = bulk_marks(ui);
    struct touched_row row = {KIND_ACCOUNT, 0};

    if (marks) {
        rows->kind = ui_current(ui) == VIEW_RENEWALS ? KIND_CONTRACT : KIND_ACCOUNT;
        for (size_t i = 0; i < marks->count; i++)
            ARRAY_PUSH(&rows->keys, marks->items[i]);
        return true;
    }
    row = bulk_row(ui);
    if (!row.key)
        return false;
    rows->kind = row.kind;
    ARRAY_PUSH(&rows->keys, row.key);
    return true;
}

/* Takes `csv`, `json` or `md` away from the front of the words, where one stands there. */
static bool take_format(const char **rest, enum export_format *ret_format)
{
    size_t len = strcspn(*rest, " ");
    struct str word = {0};
    bool is_format;

    str_add_bytes(&word, *rest, len);
    is_format =
        export_format_from_word(str_text(&word), ret_format) &&
        (*ret_format == EXPORT_CSV || *ret_format == EXPORT_JSON || *ret_format == EXPORT_MARKDOWN);
    str_fini(&word);
    if (is_format)
        *rest += len + strspn(*rest + len, " ");
    return is_format;
}

static bool add_text(void *context, struct str *text, struct error *err)
{
    str_add_bytes(context, str_text(text), text->len);
    str_clear(text);
    return true;
}

static bool write_rows(
    struct ui *ui, const struct piped_rows *rows, struct str *out, struct error *err)
{
    struct export_order order = {.format = rows->format, .kind = rows->kind, .only = &rows->keys};

    return export_write(ui->session, &order, add_text, out, err);
}

/* --- what came out --- */

/* Lines as a terminal would show them: tabs are filled up, nothing steers the screen. */
static void add_plain(struct str *out, const char *text, size_t len)
{
    struct str line = {0};

    for (size_t i = 0; i <= len; i++) {
        size_t start = i;

        while (i < len && text[i] != '\n' && text[i] != '\t')
            i++;
        text_clean(&line, text + start,
            i - start - (i > start && i < len && text[i] == '\n' && text[i - 1] == '\r'));
        if (i < len && text[i] == '\t') {
            for (int fill = 8 - text_columns(str_text(&line)) % 8; fill > 0; fill--)
                str_add_char(&line, ' ');
            continue;
        }
        str_add(out, str_text(&line));
        if (i < len)
            str_add_char(out, '\n');
        str_clear(&line);
    }
    str_fini(&line);
}

static void add_ending(struct str *out, const struct pipe_at_work *work, int status)
{
    if (work->is_stopped)
        str_add(out, _("stopped"));
    else if (work->is_cut)
        str_addf(out, _("stopped, it says more than %d MB"), OUTPUT_MOST >> 20);
    else if (WIFSIGNALED(status))
        str_addf(out, _("ended by signal %d"), WTERMSIG(status));
    else if (WEXITSTATUS(status))
        str_addf(out, _("failed with status %d"), WEXITSTATUS(status));
    else
        str_add(out, _("done"));
}

static void stop(struct ui *ui, void *context);

static void copy_said(struct ui *ui, void *context)
{
    const char *text = str_text(&ui->asked);

    ui_toast(ui, screen_copy(text, strlen(text)) ? N_("copied") : N_("too long for the clipboard"));
}

/* ending NULL: it goes on. */
static void show_said(struct pipe_at_work *work, const char *ending)
{
    struct ui *ui = work->ui;
    struct str title = {0}, text = {0};
    struct list before = ui->modal.list;
    bool again = ui->modal.kind == MODAL_TEXT && ui->modal.cancelled == stop;

    str_add(&title, ending             ? ending
                    : work->is_stopped ? _("stopping, Esc kills it")
                                       : _("running, Esc stops it"));
    str_add(&title, ": ");
    text_clean(&title, work->command, strlen(work->command));
    add_plain(&text, str_text(&work->said), work->said.len);
    if (ending) {
        str_clear(&ui->asked);
        str_add(&ui->asked, str_text(&text));
    }
    ui_read_then(ui, &(struct ui_reading){.title = str_text(&title),
                         .text = str_text(&text),
                         .words = ending ? _("copy") : NULL,
                         .yes = copy_said,
                         .context = work,
                         .is_plain = true,
                         .left = ending ? NULL : stop});
    if (again)
        ui->modal.list = before;
    ui->is_partial = false;
    str_fini(&text);
    str_fini(&title);
}

/* --- on its way --- */

static void show_now(void *context)
{
    struct pipe_at_work *work = context;

    work->will_show = false;
    show_said(work, NULL);
}

static void kill_now(void *context)
{
    const struct pipe_at_work *work = context;

    pipe_child_signal(&work->child, SIGKILL);
}

static void free_work(struct pipe_at_work *work)
{
    if (work->child.fd >= 0 && work->ui->loop)
        loop_forget(work->ui->loop, work->child.fd);
    pipe_child_close(&work->child);
    work->ui->pipe = NULL;
    str_fini(&work->said);
    free(work->command);
    free(work);
}

static void await(void *context);

static void finish(struct pipe_at_work *work, int status)
{
    struct ui *ui = work->ui;
    struct str ending = {0};

    if (ui->loop) {
        loop_cancel(ui->loop, show_now, work);
        loop_cancel(ui->loop, kill_now, work);
        loop_cancel(ui->loop, await, work);
    }
    add_ending(&ending, work, status);
    if (ui->modal.kind == MODAL_TEXT && ui->modal.cancelled == stop)
        modal_close(&ui->modal);
    ui->is_partial = false;
    if (work->said.len) {
        show_said(work, str_text(&ending));
    } else {
        struct str command = {0};

        text_clean(&command, work->command, strlen(work->command));
        ui_toast(ui, "%s: %s, without a word", str_text(&command), str_text(&ending));
        str_fini(&command);
    }
    str_fini(&ending);
    free_work(work);
}

/* Its output ended; it does so too, sooner or later. */
static void await(void *context)
{
    struct pipe_at_work *work = context;
    int status;

    if (pipe_child_ended(&work->child, &status))
        finish(work, status);
    else
        ui_after(work->ui, ASK_MS, await, work);
}

static void output_ended(struct pipe_at_work *work)
{
    if (work->ui->loop)
        loop_forget(work->ui->loop, work->child.fd);
    pipe_child_close(&work->child);
}

/* False: nothing is to be read for now, or any more. */
static bool read_some(struct pipe_at_work *work)
{
    static char bytes[READ_BYTES];
    ssize_t got = pipe_child_read(&work->child, bytes, sizeof(bytes));

    if (got > 0)
        str_add_bytes(&work->said, bytes, (size_t)got);
    if (work->said.len > OUTPUT_MOST) {
        work->is_cut = true;
        work->said.len = OUTPUT_MOST;
        work->said.data[OUTPUT_MOST] = '\0';
        pipe_child_signal(&work->child, SIGTERM);
    }
    if (got == 0 || work->is_cut)
        output_ended(work);
    return got > 0 && !work->is_cut;
}

static void ready(void *context, int fd)
{
    struct pipe_at_work *work = context;

    (void)read_some(work);
    if (work->child.fd < 0) {
        await(work);
    } else if (!work->will_show) {
        work->will_show = true;
        ui_after(work->ui, SHOW_MS, show_now, work);
    }
}

/* What it started may hold its output open, so that is not waited for. Asked twice, or not heard,
 * it is killed. */
static void stop(struct ui *ui, void *context)
{
    struct pipe_at_work *work = context;

    pipe_child_signal(&work->child, work->is_stopped ? SIGKILL : SIGTERM);
    if (!work->is_stopped)
        ui_after(ui, KILL_MS, kill_now, work);
    work->is_stopped = true;
    show_said(work, NULL);
    if (work->child.fd >= 0)
        output_ended(work);
    await(work);
}

/* Without a loop, as in tests of views, the end is waited for at once. */
static void begin(struct pipe_at_work *work)
{
    struct ui *ui = work->ui;
    int status = 0;

    if (ui->loop) {
        show_said(work, NULL);
        if (loop_watch(ui->loop, work->child.fd, ready, work))
            return;
        stop(ui, work);
        return;
    }
    while (work->child.fd >= 0)
        (void)read_some(work);
    while (!pipe_child_ended(&work->child, &status))
        continue;
    finish(work, status);
}

static bool start(
    struct ui *ui, const struct piped_rows *rows, const char *command, struct error *err)
{
    struct pipe_at_work *work;
    struct pipe_child child;
    struct str data = {0};
    bool ok;

    if (ui->pipe)
        return error_set(err, ERROR_USAGE, "the command before it is still ending");
    ok = write_rows(ui, rows, &data, err) &&
         pipe_child_start(command, str_text(&data), data.len, &child, err);
    str_fini(&data);
    if (!ok)
        return false;
    work = mem_alloc(sizeof(*work));
    *work = (struct pipe_at_work){.ui = ui, .child = child, .command = mem_copy_text(command)};
    ui->pipe = work;
    begin(work);
    return true;
}

void pipe_end(struct ui *ui)
{
    if (!ui->pipe)
        return;
    pipe_child_end(&ui->pipe->child);
    free_work(ui->pipe);
}

/* --- asked --- */

static bool choose(struct ui *ui, const char **rest, struct piped_rows *rows)
{
    if (!choose_rows(ui, rows))
        return false;
    if (!take_format(rest, &rows->format))
        rows->format = rows->kind == KIND_NOTE ? EXPORT_MARKDOWN : EXPORT_CSV;
    return true;
}

/* context: 1 + the form that was asked for, NULL: the one that fits. */
static bool take_command(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct piped_rows rows = {0};
    const char *none = "";
    bool ok = true;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "a command of your shell, as sort or mail -s Accounts");
    if (choose(ui, &none, &rows)) {
        if (context)
            rows.format = (enum export_format)((uintptr_t)context - 1);
        ok = start(ui, &rows, text, err);
    }
    array_fini(&rows.keys);
    return ok;
}

static void ask(struct ui *ui, const struct piped_rows *rows, bool is_told)
{
    static const char *const words[] = {"CSV", "JSON", "Markdown"};
    struct str title = {0}, hint = {0};

    const struct kind_info *info = kind_info(rows->kind);

    str_addf(&title, _("Pipe %zu %s as %s to"), rows->keys.count,
        words_plural(info->singular, info->plural, (long long)rows->keys.count),
        words[rows->format]);
    if (!is_told)
        str_addf(&hint, _("your shell runs it; :pipe json for JSON"));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .of_no_account = true,
                   .hint = is_told ? _("your shell runs it") : str_text(&hint),
                   .accept = take_command,
                   .context = is_told ? (void *)((uintptr_t)rows->format + 1) : NULL});
    str_fini(&hint);
    str_fini(&title);
}

void pipe_run(struct ui *ui, const char *rest)
{
    char *line = mem_copy_text(rest);
    const char *command = line, *before = line;
    struct piped_rows rows = {0};
    struct error err;

    if (!choose(ui, &command, &rows))
        ;
    else if (!*command)
        ask(ui, &rows, command != before);
    else if (!start(ui, &rows, command, &err))
        ui_fault(ui, &err);
    array_fini(&rows.keys);
    free(line);
}
