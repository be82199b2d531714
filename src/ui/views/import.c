/* Import: a file read and shown before anything is written, then taken in or left. The work is done
 * by a thread; a timer looks for its end. */
#include "ui/views/import.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "ui/commands_internal.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"
#include "ui/views/views.h"

enum { LOOK_MS = 50 };

const struct import_report *import_report_of(const struct import_view *view)
{
    const struct import_result *result = view->result;

    return result != NULL && result->good && result->reports.count > 0 ? result->reports.items
                                                                       : NULL;
}

const struct error *import_fault_of(const struct import_view *view)
{
    const struct import_report *report = import_report_of(view);

    if (view->result == NULL)
        return NULL;
    if (!view->result->good)
        return &view->result->err;
    return report != NULL && !report->taken ? &report->error : NULL;
}

const struct import_row *import_row_here(const struct import_view *view)
{
    return view->list.selected < (int64_t)view->rows.count ? &view->rows.items[view->list.selected]
                                                           : NULL;
}

bool import_can_go(const struct import_view *view)
{
    const struct import_report *report = import_report_of(view);

    return view->phase == IMPORT_LOOKS && view->job == NULL && report != NULL && report->taken &&
           report->created + report->updated > 0;
}

/* --- the work --- */

static void take_rows(struct import_view *view)
{
    import_make_rows(view);
    import_make_lines(view);
    list_fit(&view->list, (int64_t)view->rows.count, view->list.room);
    list_fit(&view->told, (int64_t)view->lines.count, view->told.room);
}

static void keep_result(struct import_view *view, struct import_result *result)
{
    import_result_free(view->result);
    view->result = result;
    take_rows(view);
}

/* What many rows left to be scored is scored now. */
static void wake(struct ui *ui)
{
    if (ui->loop && session_is_behind(ui_session(ui)))
        loop_wake_idle(ui->loop);
}

/* All or nothing: where it was stopped or refused, what was shown before stands there again. */
static void take_written(struct ui *ui, struct import_view *view, struct import_result *result)
{
    const struct import_report *report = result->reports.count > 0 ? result->reports.items : NULL;
    struct outcome outcome = {.change_id = report != NULL ? report->change_id : 0};

    view->phase = IMPORT_LOOKS;
    if (result->was_stopped) {
        ui_toast(ui, "stopped: nothing was imported");
        import_result_free(result);
        take_rows(view);
        return;
    }
    if (!result->good || report == NULL || !report->taken) {
        ui_fault(ui, report != NULL && !report->taken ? &report->error : &result->err);
        import_result_free(result);
        take_rows(view);
        return;
    }
    view->phase = IMPORT_DONE;
    view->list = view->told = (struct list){0};
    view->in_told = false;
    keep_result(view, result);
    str_addf(&outcome.summary, "%s: ", path_base(str_text(&view->path)));
    import_counts(report, &outcome.summary);
    if (result->news.len > 0)
        str_addf(&outcome.summary, "; %s", str_text(&result->news));
    ui_done(ui, &outcome);
    wake(ui);
}

static void take_undone(struct ui *ui, struct import_view *view, struct import_result *result)
{
    struct outcome outcome = {.is_undo = true};

    view->phase = IMPORT_DONE;
    if (!result->good) {
        ui_fault(ui, &result->err);
        import_result_free(result);
        return;
    }
    str_add(&outcome.summary, str_text(&result->undone));
    str_add(&outcome.kept, str_text(&result->kept));
    ui_done(ui, &outcome);
    wake(ui);
    import_result_free(result);
    view->list = view->told = (struct list){0};
    import_look(ui, view);
}

static void take_result(struct import_view *view, struct import_result *result)
{
    view->job = NULL;
    if (view->phase == IMPORT_WRITES)
        take_written(view->ui, view, result);
    else if (view->phase == IMPORT_UNDOES)
        take_undone(view->ui, view, result);
    else if (result->was_stopped)
        import_result_free(result);
    else
        keep_result(view, result);
}

static void look_due(void *context)
{
    struct import_view *view = context;
    struct import_result *result;

    if (view->job == NULL)
        return;
    if (import_job_take(view->job, &result))
        take_result(view, result);
    else
        ui_after(view->ui, LOOK_MS, look_due, view);
}

/* Without a loop, in tests, there is nothing else to do than to wait. */
static void watch(struct import_view *view, struct import_job *job)
{
    view->job = job;
    take_rows(view);
    if (view->ui->loop)
        ui_after(view->ui, LOOK_MS, look_due, view);
    else
        take_result(view, import_job_wait(job));
}

static void start(struct ui *ui, struct import_view *view, bool dry_run)
{
    const char *paths[1] = {str_text(&view->path)};

    import_job_free(view->job);
    view->options.dry_run = dry_run;
    view->ui = ui;
    watch(view, import_job_start(ui_session(ui), paths, 1, &view->options));
}

void import_look(struct ui *ui, struct import_view *view)
{
    view->phase = IMPORT_LOOKS;
    start(ui, view, true);
}

/* --- opening --- */

static void forget(struct import_view *view)
{
    import_job_free(view->job);
    view->job = NULL;
    import_result_free(view->result);
    view->result = NULL;
    arena_clear(&view->arena);
    view->options = (struct import_options){.asked_first = true};
    view->list = view->told = (struct list){0};
    view->in_told = view->is_kept = false;
    view->phase = IMPORT_NOTHING;
    take_rows(view);
}

void ui_open_import(struct ui *ui, const char *path)
{
    struct import_view *view;
    struct arena arena = {0};
    bool is_first = ui_current(ui) == VIEW_FIRST;

    ui_show_view(ui, VIEW_IMPORT);
    view = ui_state(ui, VIEW_IMPORT);
    if (view == NULL)
        return;
    if (view->phase == IMPORT_WRITES || view->phase == IMPORT_UNDOES) {
        ui_toast(ui, "one file is at work: Esc stops it");
        return;
    }
    forget(view);
    view->is_first_start |= is_first;
    str_clear(&view->path);
    str_add(&view->path, path_expand_home(&arena, path));
    arena_fini(&arena);
    import_look(ui, view);
}

static void import_close(void *state)
{
    struct import_view *view = state;

    import_job_free(view->job);
    import_result_free(view->result);
    arena_fini(&view->arena);
    array_fini(&view->rows);
    array_fini(&view->lines);
    str_fini(&view->path);
}

static bool import_begin(struct ui *ui, void *state, struct error *err)
{
    struct import_view *view = state;

    view->ui = ui;
    forget(view);
    return true;
}

/* --- commands --- */

static void leave(struct ui *ui, struct import_view *view)
{
    if (view->job != NULL && view->phase != IMPORT_UNDOES)
        import_job_stop(view->job);
    if (view->phase == IMPORT_WRITES) {
        ui_toast(ui, "stopping: nothing is kept");
        return;
    }
    if (view->in_told) {
        view->in_told = false;
        return;
    }
    if (view->is_first_start && view->phase == IMPORT_DONE)
        ui_start_view(ui, VIEW_TODAY);
    else
        ui_back(ui);
}

static void run_leave(struct ui *ui, void *state, const char *rest)
{
    leave(ui, state);
}

static void run_go(struct ui *ui, void *state, const char *rest)
{
    struct import_view *view = state;
    const struct import_report *report = import_report_of(view);

    if (shell_as_of_refuses(ui, "import", strlen("import")))
        return;
    if (import_can_go(view)) {
        view->phase = IMPORT_WRITES;
        start(ui, view, false);
    } else if (view->phase == IMPORT_LOOKS && view->job == NULL && view->result == NULL) {
        import_look(ui, view);
    } else if (view->phase == IMPORT_LOOKS && view->job != NULL) {
        ui_toast(ui, "it is still being read");
    } else if (view->phase == IMPORT_LOOKS && report != NULL && report->taken) {
        ui_toast(ui, "%s", import_nothing_words(report));
    } else if (view->phase == IMPORT_LOOKS) {
        ui_toast(ui, "this file cannot be imported as it is read now");
    }
}

static void see_book(struct ui *ui, struct import_view *view)
{
    view->is_first_start = false;
    ui_start_view(ui, VIEW_TODAY);
}

static void run_undo(struct ui *ui, void *state, const char *rest)
{
    struct import_view *view = state;
    const struct import_report *report = import_report_of(view);

    if (view->phase == IMPORT_DONE && report->change_id &&
        !shell_as_of_refuses(ui, "undo", strlen("undo"))) {
        view->phase = IMPORT_UNDOES;
        watch(view, import_job_undo(ui_session(ui), report->change_id));
    } else if (view->phase != IMPORT_WRITES && view->phase != IMPORT_UNDOES)
        undo_run(ui, rest);
}

static void run_other(struct ui *ui, void *state, const char *rest)
{
    ui_ask_import(ui);
}

static bool is_writing(const struct import_view *view)
{
    return view->phase == IMPORT_WRITES || view->phase == IMPORT_UNDOES;
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct import_view *view = state;
    const struct import_row *row = import_row_here(view);

    if (view->in_told && !is_writing(view))
        ui_toast(ui, import_can_go(view) ? N_("these rows are here to be read; x imports them")
                                         : N_("these rows are here to be read; Tab goes back"));
    if (view->in_told || row == NULL || is_writing(view))
        return;
    switch (row->kind) {
    case IMPORT_GO: run_go(ui, view, rest); break;
    case IMPORT_OTHER_FILE: run_other(ui, view, rest); break;
    case IMPORT_SEE: see_book(ui, view); break;
    case IMPORT_UNDO: run_undo(ui, view, rest); break;
    case IMPORT_SAVE:
    case IMPORT_KEEP:
    case IMPORT_KIND:
    case IMPORT_ENCODING:
    case IMPORT_DELIMITER:
    case IMPORT_DATES:
    case IMPORT_NUMBERS:
    case IMPORT_EDITS:
    case IMPORT_BLANKS:
    case IMPORT_COLUMN: import_force(ui, view, row); break;
    }
}

static void run_pane(struct ui *ui, void *state, const char *rest)
{
    struct import_view *view = state;

    view->in_told = !view->in_told && view->lines.count > 0;
}

static struct list *import_list(void *state)
{
    struct import_view *view = state;

    return view->in_told ? &view->told : &view->list;
}

/* Nothing here is about an account. */
static int64_t import_account(struct ui *ui, void *state)
{
    return 0;
}

static const char *import_hint(const void *state, const struct view_hint *hint)
{
    const struct import_view *view = state;
    const struct import_row *row = import_row_here(view);
    bool goes = import_can_go(view);

    if (text_equal(hint->command, "done"))
        return goes && (view->in_told || row->kind != IMPORT_GO) ? hint->text : NULL;
    if (text_equal(hint->command, "open"))
        return view->in_told || row == NULL || is_writing(view) ? NULL
               : row->kind == IMPORT_GO                         ? (goes ? _("import") : NULL)
               : row->kind >= IMPORT_SEE || row->kind == IMPORT_OTHER_FILE ? _("do it")
                                                                           : _("change it");
    if (text_equal(hint->command, "undo"))
        return view->phase == IMPORT_DONE && import_report_of(view)->change_id ? hint->text : NULL;
    if (text_equal(hint->command, "pane"))
        return view->lines.count == 0 ? NULL : view->in_told ? _("how it is read") : hint->text;
    if (text_equal(hint->command, "clear"))
        return view->job != NULL && view->phase != IMPORT_UNDOES ? _("stop") : hint->text;
    return hint->text;
}

static const struct view_command commands[] = {
    {"add", N_("another file"), run_other},
    {"clear", N_("leave, and write nothing; while it runs: stop it"), run_leave},
    {"done", N_("import it: one change, u takes it back"), run_go},
    {"open", N_("do what the row says: import, or change how it is read"), run_open},
    {"pane", N_("to what would become of it, and back"), run_pane},
    {"quit", N_("leave, and write nothing"), run_leave},
    {"undo", N_("take the import back"), run_undo},
};

static const struct view_hint hints[] = {
    {"open", N_("change it")},
    {"done", N_("import")},
    {"undo", N_("take it back")},
    {"pane", N_("what changes")},
    {"add", N_("other file")},
    {"clear", N_("leave")},
};

const struct view view_import = {
    .name = "import",
    .title = N_("Import"),
    .state_size = sizeof(struct import_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = import_hint,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = import_begin,
    .close = import_close,
    .draw = import_draw,
    .list = import_list,
    .account = import_account,
};
