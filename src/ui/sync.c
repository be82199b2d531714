/* Sources run behind the screen: the job's descriptor wakes the loop, keys go on meanwhile. */
#include "ui/sync.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/shell.h"

struct sync_at_work {
    struct sync_job *job;
    struct sync_standing standing;
};

const struct sync_standing *ui_sync_standing(const struct ui *ui)
{
    return ui->sync ? &ui->sync->standing : NULL;
}

bool ui_sync_imports(const struct ui *ui)
{
    return ui->sync && ui->sync->standing.imports;
}

/* --- its end --- */

/* The key that takes it back, where it is one change. */
static void say_done(struct ui *ui, const struct sync_summary *summary, const char *words)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, "undo");
    char key[24] = "";

    if (binding && sync_summary_changes(summary) == 1)
        key_sequence_text(&binding->sequence, key, sizeof(key));
    toast_say(&ui->toast, words, key[0] ? key : NULL);
}

static void tell_summary(struct ui *ui, const struct sync_summary *summary)
{
    struct str words = {0};
    bool good = sync_summary_words(summary, &words);

    if (summary->news.len)
        str_addf(&words, "; %s", str_text(&summary->news));
    if (good)
        say_done(ui, summary, str_text(&words));
    else if (summary->was_stopped)
        toast_tell(&ui->toast, str_text(&words));
    else
        toast_fault(&ui->toast, str_text(&words));
    str_fini(&words);
}

static void forget_work(struct ui *ui)
{
    free(ui->sync);
    ui->sync = NULL;
}

static void finish(struct ui *ui, struct sync_summary *summary)
{
    forget_work(ui);
    if (!ui_is_presenting(ui)) /* what is shared shows nothing internal */
        tell_summary(ui, summary);
    sync_summary_free(summary);
    ui_changed(ui);
    shell_look(ui);
    if (ui->loop && session_is_behind(ui->session)) /* it was held back meanwhile */
        loop_wake_idle(ui->loop);
}

static void ready(void *context, int fd)
{
    struct ui *ui = context;
    struct sync_summary *summary;

    ui->is_partial = false;
    sync_job_look(ui->sync->job, &ui->sync->standing);
    if (!sync_job_take(ui->sync->job, &summary))
        return;
    if (ui->loop)
        loop_forget(ui->loop, fd);
    finish(ui, summary);
}

/* --- its beginning --- */

/* Without a loop, as in tests of views, its end is waited for at once. */
static void wait_for_end(struct ui *ui)
{
    int fd = sync_job_fd(ui->sync->job);

    while (ui->sync) {
        struct pollfd polled = {.fd = fd, .events = POLLIN};

        (void)poll(&polled, 1, -1);
        ready(ui, fd);
    }
}

void ui_sync_start(struct ui *ui, const char *const *names, int count)
{
    struct sync_job *job;
    struct error err;

    if (shell_as_of_refuses(ui, "sync", strlen("sync")))
        return;
    if (ui->sync) {
        ui_toast(ui, "%s still runs; :sync stop ends it", ui->sync->standing.name);
        return;
    }
    if (!sync_job_start(ui->session, names, count, &job, &err)) {
        ui_fault(ui, &err);
        return;
    }
    ui->sync = mem_alloc(sizeof(*ui->sync));
    ui->sync->job = job;
    /* Until the thread says more; its news stay in the descriptor. */
    ui->sync->standing = (struct sync_standing){.at = 1, .count = count};
    snprintf(ui->sync->standing.name, sizeof(ui->sync->standing.name), "%s", names[0]);
    ui->toast = (struct toast){0}; /* what was said before: its line is needed */
    ui->is_partial = false;
    if (!ui->loop)
        wait_for_end(ui);
    else if (!loop_watch(ui->loop, sync_job_fd(job), ready, ui)) {
        ui_sync_end(ui);
        ui_toast(ui, "too much is going on: nothing was run");
    }
}

void ui_sync_stop(struct ui *ui)
{
    if (!ui->sync)
        return;
    sync_job_stop(ui->sync->job);
    ui->sync->standing.stops = true;
    ui->is_partial = false;
}

bool ui_sync_takes_esc(struct ui *ui)
{
    if (!ui->sync || ui->sync->standing.stops || view_at(ui->current)->edits ||
        ui->keys.pressed.count || toast_is_shown(&ui->toast) || ui_is_presenting(ui))
        return false;
    ui_sync_stop(ui);
    return true;
}

void ui_sync_end(struct ui *ui)
{
    if (!ui->sync)
        return;
    if (ui->loop)
        loop_forget(ui->loop, sync_job_fd(ui->sync->job));
    sync_job_free(ui->sync->job);
    forget_work(ui);
}

/* --- as a command --- */

static void say_none(struct ui *ui, const struct sync_list *list, bool due)
{
    if (list->ignored)
        ui_toast(ui, "sources.yaml: %s", list->ignored);
    else if (due && list->count)
        ui_toast(ui, "no source is due");
    else
        ui_toast(ui, "there are no sources yet: g s says how to name one");
}

static void start_all(struct ui *ui, bool due)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sync_list list;
    const char *names[SOURCES_MOST];
    struct error err;
    int count = 0;

    if (!sync_read(ui->session, &arena, &faults, &list, &err)) {
        ui_fault(ui, &err);
    } else {
        for (int i = 0; i < list.count; i++)
            if (!due || list.items[i].is_due)
                names[count++] = list.items[i].source.name;
        if (count)
            ui_sync_start(ui, names, count);
        else
            say_none(ui, &list, due);
    }
    fault_list_fini(&faults);
    arena_fini(&arena);
}

static void start_named(struct ui *ui, const char *rest)
{
    struct arena arena = {0};
    const char *names[SOURCES_MOST];
    int count = 0;

    while (*rest && count < SOURCES_MOST) {
        size_t len = strcspn(rest, " ");

        names[count++] = arena_copy_bytes(&arena, rest, len);
        rest += len + strspn(rest + len, " ");
    }
    ui_sync_start(ui, names, count);
    arena_fini(&arena);
}

void ui_sync_run(struct ui *ui, const char *rest)
{
    if (text_equal(rest, "stop") && !ui->sync)
        ui_toast(ui, "no source runs");
    else if (text_equal(rest, "stop"))
        ui_sync_stop(ui);
    else if (!*rest || text_equal(rest, "due") || text_equal(rest, "all"))
        start_all(ui, text_equal(rest, "due"));
    else
        start_named(ui, rest);
}

void ui_sync_offer(struct ui *ui)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sync_list list;
    struct error ignored;

    if (ui->sync ||
        ui->current == VIEW_SOURCES) /* its line is needed, or it is before one's eyes */
        return;
    if (sync_read(ui->session, &arena, &faults, &list, &ignored)) {
        if (list.ignored)
            ui_toast(ui, "sources.yaml: %s", list.ignored);
        else if (list.due == 1)
            ui_toast(ui, "a source is due; :sync due runs it, g s shows it");
        else if (list.due)
            ui_toast(ui,
                words_plural("%d source is due; :sync due runs it, g s shows it",
                    "%d sources are due; :sync due runs them, g s shows them", list.due),
                list.due);
    }
    fault_list_fini(&faults);
    arena_fini(&arena);
}

/* --- how far it is --- */

void ui_sync_add_standing(const struct sync_standing *standing, struct str *out)
{
    enum { KIB = 1024 };
    char done[48], all[48];

    if (!standing->imports && standing->bytes)
        str_addf(out, _("%s KB"), number_whole((standing->bytes + KIB - 1) / KIB, done));
    else if (standing->imports && standing->rows && standing->of)
        str_addf(out, words_plural("%s of %s row", "%s of %s rows", standing->of),
            number_whole(standing->rows, done), number_whole(standing->of, all));
    else if (standing->imports && standing->rows)
        str_addf(out, words_plural("%s row", "%s rows", standing->rows),
            number_whole(standing->rows, done));
}

bool ui_sync_draw(struct ui *ui, struct canvas *canvas, int y)
{
    const struct sync_standing *standing = ui_sync_standing(ui);
    struct str text = {0};
    size_t before;
    int x;

    if (!standing || ui_is_presenting(ui))
        return false;
    str_addf(&text, "%s %s",
        standing->stops     ? _("Stopping")
        : standing->imports ? _("Importing")
                            : _("Running"),
        standing->name);
    if (standing->count > 1)
        str_addf(&text, _(", %d of %d"), standing->at, standing->count);
    before = text.len;
    ui_sync_add_standing(standing, &text);
    if (text.len > before)
        str_insert(&text, before, ": ", 2);
    canvas_blank(canvas, (struct area){0, y, canvas->columns, 1}, GROUND_SCREEN);
    x = canvas_put_cut(canvas, 1, y, ROLE_TOAST, str_text(&text), canvas->columns - 14);
    if (!standing->stops && !view_at(ui->current)->edits)
        canvas_spans(canvas, x + 3, y, SPANS({ROLE_HINT_KEY, "Esc"}, {ROLE_HINT_TEXT, _(" stop")}));
    str_fini(&text);
    return true;
}
