#include "ui/rescore.h"

#include "app/rescore_job.h"
#include "store/search.h"
#include "ui/shell.h"

enum { AGAIN_MS = 1000, QUIET_MS = 4000, MANY_WRITES = 16 };

static void again_due(void *context)
{
    loop_wake_idle(((struct ui *)context)->loop);
}

static void tell(struct ui *ui, const struct rescore_result *result)
{
    if (result->good && result->news.len && !ui_is_presenting(ui))
        ui_toast(ui, "%s", str_text(&result->news));
    if (!result->good && result->err.code != ERROR_BUSY)
        ui_fault(ui, &result->err);
}

/* What came while it was at work: more accounts, another day, other rules. */
static void go_on(struct ui *ui, const struct rescore_result *result)
{
    if (!result->good && result->err.code == ERROR_BUSY)
        loop_after(ui->loop, AGAIN_MS, again_due, ui);
    else if (result->good && (result->is_left || result->day != session_today(ui->session)))
        loop_wake_idle(ui->loop);
}

static void ready(void *context, int fd)
{
    struct ui *ui = context;
    struct rescore_result result;

    loop_forget(ui->loop, fd);
    rescore_job_take(ui->rescore, &result);
    ui->rescore = NULL;
    session_forget_book_facts(ui->other ? ui->other : ui->session);
    tell(ui, &result);
    go_on(ui, &result);
    ui_changed(ui);
    shell_look(ui);
    str_fini(&result.news);
}

static void quiet_due(void *context)
{
    struct ui *ui = context;

    ui->written = 0;
    if (!session_is_read_only(ui->session) && store_index_is_scattered(session_store(ui->session)))
        loop_wake_idle(ui->loop);
}

/* Each change adds a piece to the index: many are merged once nobody types. */
void ui_rescore_written(struct ui *ui)
{
    if (++ui->written >= MANY_WRITES)
        ui_after(ui, QUIET_MS, quiet_due, ui);
}

bool ui_rescore_runs(struct ui *ui)
{
    if (ui->rescore)
        return true;
    if (!ui->loop || ui->other || !rescore_job_pays(ui->session))
        return false;
    ui->rescore = rescore_job_start(ui->session);
    if (!ui->rescore)
        return false;
    if (loop_watch(ui->loop, rescore_job_fd(ui->rescore), ready, ui))
        return true;
    ui_rescore_end(ui);
    return false;
}

void ui_rescore_end(struct ui *ui)
{
    if (ui->rescore && ui->loop)
        loop_forget(ui->loop, rescore_job_fd(ui->rescore));
    rescore_job_free(ui->rescore);
    ui->rescore = NULL;
}
