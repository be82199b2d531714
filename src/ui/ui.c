/* From a session to a screen and back: what is started, in which order, and what the loop calls. */
#include "ui/ui.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include "app/as_of.h"
#include "app/demo.h"
#include "app/looks.h"
#include "ui/commands_internal.h"
#include "ui/frame.h"
#include "ui/live.h"
#include "ui/rescore.h"
#include "ui/screen.h"
#include "ui/shell.h"
#include "ui/state.h"
#include "ui/sync.h"
#include "ui/tour.h"

enum { RESCORE_MS = 32, AGAIN_MS = 1000, FAULTS_MS = 150 };

static bool hook_read_key(void *context, struct key *ret_key)
{
    return screen_read_key(ret_key);
}

static void hook_bytes_wait(void *context)
{
    screen_bytes_wait();
}

static bool hook_is_alive(void *context)
{
    return screen_is_alive();
}

static void hook_key(void *context, const struct key *key)
{
    shell_key(context, key);
}

static void hook_draw(void *context)
{
    struct ui *ui = context;

    shell_draw(ui);
    screen_present(shell_shown(ui));
}

static void hook_resized(void *context)
{
    struct ui *ui = context;
    int columns, rows;

    screen_measure(&columns, &rows);
    shell_resize(ui, columns, rows);
}

static void again_due(void *context)
{
    loop_wake_idle(((struct ui *)context)->loop);
}

/* What daybook did by itself meanwhile. */
static void tell_news(struct ui *ui)
{
    struct str news = {0};

    if (session_take_news(ui->session, &news))
        ui_toast(ui, "%s", str_text(&news));
    str_fini(&news);
}

static bool has_key(void *context)
{
    struct pollfd polled = {.fd = screen_input_fd(), .events = POLLIN};

    return poll(&polled, 1, 0) > 0;
}

/* A slice of the daily re-score; the screen follows when the last one is done. */
static bool hook_idle(void *context)
{
    struct ui *ui = context;
    struct error err;
    bool more = false;

    if (ui_sync_imports(ui)) /* scoring what is half there would be done twice */
        return false;
    if (ui_rescore_runs(ui))
        return false;
    if (!session_rescore(ui->session, RESCORE_MS, &more, &err)) {
        if (err.code == ERROR_BUSY)
            loop_after(ui->loop, AGAIN_MS, again_due, ui);
        else
            ui_fault(ui, &err);
        return false;
    }
    if (!more) {
        ui_changed(ui);
        tell_news(ui);
    }
    return more;
}

static void hook_new_day(void *context)
{
    struct ui *ui = context;

    if (!session_new_day(ui->session))
        return;
    ui_changed(ui);
    if (session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
    if (!toast_is_shown(&ui->toast) && ui->modal.kind == MODAL_NONE)
        ui_sync_offer(ui);
}

static void hook_leave(void *context)
{
    screen_leave();
}

static void hook_enter(void *context)
{
    struct ui *ui = context;

    screen_enter();
    hook_new_day(ui);
    shell_look(ui);
}

static bool start_screen(struct ui *ui, const struct ui_options *options, struct error *err)
{
    struct screen_options screen = {
        .wishes = {.colour = options->colour,
            .no_colour = getenv("NO_COLOR"),
            .colorfgbg = getenv("COLORFGBG"),
            .theme = options->theme},
        .ascii = options->ascii,
        .mouse = !ui->accessible,
    };

    if (!screen_start(&screen, err))
        return false;
    ui->ascii = screen_is_ascii();
    ui->canvas.ascii = ui->ascii && !ui->accessible;
    ui->canvas.braille = text_equal(session_settings(ui->session)->charts, "braille");
    ui->theme_asked = options->theme;
    live_theme(ui);
    hook_resized(ui);
    return true;
}

static bool start_loop(struct ui *ui, struct error *err)
{
    struct loop_hooks hooks = {
        .context = ui,
        .terminal_fd = screen_input_fd(),
        .read_key = hook_read_key,
        .bytes_wait = hook_bytes_wait,
        .is_alive = hook_is_alive,
        .key = hook_key,
        .draw = hook_draw,
        .resized = hook_resized,
        .idle = hook_idle,
        .new_day = hook_new_day,
        .leave = hook_leave,
        .enter = hook_enter,
    };

    return loop_new(&hooks, &ui->loop, err);
}

/* The loop first: it keeps a signal that comes while the terminal is half ours. */
static bool start_loop_and_screen(
    struct ui *ui, const struct ui_options *options, struct error *err)
{
    return start_loop(ui, err) && start_screen(ui, options, err);
}

/* The loop draws after it; there is nothing else to do. */
static void second_paint(void *context)
{
    ((struct ui *)context)->is_partial = false;
}

static void tell_place(struct ui *ui)
{
    struct str warning = {0};

    if (session_place_warning(ui->session, &warning))
        ui_toast(ui, "%s", str_text(&warning));
    str_fini(&warning);
}

/* Those of playbooks, which are read only now, and sources; what is being said goes first. */
static void faults_due(void *context)
{
    struct ui *ui = context;

    if (!toast_is_shown(&ui->toast) && ui->modal.kind == MODAL_NONE)
        shell_tell_faults(ui);
    if (!toast_is_shown(&ui->toast) && ui->modal.kind == MODAL_NONE)
        tell_place(ui);
    if (!toast_is_shown(&ui->toast) && ui->modal.kind == MODAL_NONE)
        ui_sync_offer(ui);
}

/* After the first paint: what may wait. */
static void after_first_paint(struct ui *ui)
{
    struct str fault = {0};

    ui->is_painted = true;
    left_load(ui);
    session_give_way(ui->session, has_key, ui);
    loop_after(ui->loop, 0, second_paint, ui);
    shell_watch_start(ui);
    if (session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
    ui->owes_drafts = session_faults(ui->session, &fault);
    if (ui->owes_drafts)
        shell_tell_faults(ui);
    else
        drafts_offer(ui);
    loop_after(ui->loop, FAULTS_MS, faults_due, ui);
    str_fini(&fault);
}

/* Who came from the first start is told where they are. */
static void greet(struct ui *ui, const struct ui_options *options)
{
    if (options->greets)
        ui_toast(ui, "the demo book: nothing here is kept. :tour walks through it, Q leaves");
    if (options->tour)
        tour_start(ui);
}

/* Nothing was ever taken in: the three ways to begin are still the best to offer. */
static bool is_empty(struct session *session)
{
    struct totals totals;
    int64_t count = 0;
    struct error ignored;

    return !session_is_demo(session) && store_totals(session_store(session), &totals, &ignored) &&
           !totals.accounts && !session_is_read_only(session) &&
           store_count(session_store(session), KIND_ACCOUNT, &count, &ignored) && !count;
}

/* The demo is made as far as Today shows it; what is left of it is made once that is to be seen,
 * before any key is heard. */
static bool first_paint(struct ui *ui, const struct ui_options *options, struct error *err)
{
    bool is_today = ui->current == VIEW_TODAY && !options->as_of;

    if (!is_today && !demo_finish(ui->session, err))
        return false;
    hook_draw(ui);
    if (!demo_finish(ui->session, err))
        return false;
    after_first_paint(ui);
    return true;
}

static int run(struct ui *ui, const struct ui_options *options)
{
    int status;

    if (options->as_of)
        shell_as_of(ui, options->as_of);
    greet(ui, options);
    status = loop_run(ui->loop);
    shell_as_of_end(ui);
    (void)composer_keep(ui);
    left_keep(ui);
    state_keep(ui);
    shell_watch_stop(ui);
    return status;
}

bool ui_main(
    struct session *session, const struct ui_options *options, int *ret_status, struct error *err)
{
    struct ui *ui = shell_new(session, 0, 0);
    day_number day;
    bool ok = !options->as_of || day_parse_behind(session, options->as_of, &day, err);

    ui->accessible = options->accessible || session_settings(session)->accessible;
    ok = ok && start_loop_and_screen(ui, options, err);
    if (ok) {
        ui_start_view(ui, options->first_start || is_empty(session) ? VIEW_FIRST : VIEW_TODAY);
        if (ui->current == VIEW_TODAY && !options->as_of)
            (void)state_recall(ui);
        ok = first_paint(ui, options, err);
        if (ok)
            *ret_status = run(ui, options);
        screen_stop();
    }
    shell_free(ui);
    return ok;
}
