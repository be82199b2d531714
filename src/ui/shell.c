/* The shell: which view is shown, what the frame around it says, and where a key goes. */
#include "ui/pipe.h"
#include "ui/shell.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "app/looks.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/finder.h"
#include "ui/frame.h"
#include "ui/habits.h"
#include "ui/speak.h"
#include "ui/state.h"
#include "ui/rescore.h"
#include "ui/sync.h"
#include "ui/views/views.h"

enum { AIRY = 30 }; /* rows from which the second one is left empty */

struct ui *shell_new(struct session *session, int columns, int rows)
{
    struct ui *ui = mem_alloc(sizeof(*ui));

    ui->session = session;
    ui->watch_fd = ui->config_fd = -1;
    ui->current = ui->came_from = VIEW_COUNT;
    session_keymap(session, &ui->keymap);
    ui->looks_mark = session_looks_mark(session, "");
    canvas_resize(&ui->canvas, columns, rows);
    return ui;
}

static void close_views(struct ui *ui)
{
    for (int i = 0; i < VIEW_COUNT; i++) {
        const struct view *view = view_at((enum view_id)i);

        if (ui->states[i] && view->close)
            view->close(ui->states[i]);
        free(ui->states[i]);
    }
}

void shell_free(struct ui *ui)
{
    pipe_end(ui);
    ui_sync_end(ui);
    ui_rescore_end(ui);
    shell_as_of_end(ui);
    close_views(ui);
    modal_fini(&ui->modal);
    left_fini(ui);
    loop_free(ui->loop);
    canvas_fini(&ui->canvas);
    canvas_fini(&ui->spoken);
    keymap_fini(&ui->keymap);
    str_fini(&ui->last_change);
    str_fini(&ui->running);
    str_fini(&ui->bulk_text);
    str_fini(&ui->asked);
    arena_fini(&ui->feedback_arena);
    arena_fini(&ui->row_form.arena);
    arena_fini(&ui->renewal.arena);
    str_fini(&ui->pasted);
    str_fini(&ui->faults_told);
    state_fini(ui);
    finder_free(ui->finder);
    habits_free(ui->habits);
    str_fini(&ui->unheard.command);
    free(ui);
}

struct session *ui_session(struct ui *ui)
{
    return ui->session;
}

struct show ui_show(struct ui *ui)
{
    return (struct show){session_currency(ui->session), session_today(ui->session)};
}

bool ui_is_ascii(const struct ui *ui)
{
    return ui->ascii;
}

int ui_panes(const struct ui *ui, int columns)
{
    const struct settings *settings = session_settings(ui->session);

    if (columns < settings->pane_from)
        return 1;
    return columns < settings->third_pane_from ? 2 : 3;
}

bool ui_is_painted(const struct ui *ui)
{
    return ui->is_painted;
}

void *ui_state(struct ui *ui, enum view_id id)
{
    return ui->states[id];
}

enum view_id ui_current(const struct ui *ui)
{
    return ui->current;
}

/* --- what was just done, and what failed --- */

void ui_toast(struct ui *ui, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    ui->is_partial = false;
    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    toast_tell(&ui->toast, str_text(&text));
    str_fini(&text);
}

void ui_fault(struct ui *ui, const struct error *err)
{
    ui->is_partial = false;
    toast_fault(&ui->toast, err->text);
}

/* The key of a command, as the user has bound it. */
static void bound_key(struct ui *ui, const char *command, char *key, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    *key = '\0';
    if (binding)
        key_sequence_text(&binding->sequence, key, size);
}

void ui_done(struct ui *ui, struct outcome *outcome)
{
    struct str text = {0};
    char key[24];

    bound_key(ui, outcome->is_undo ? "redo" : "undo", key, sizeof(key));
    str_add(&text, str_text(&outcome->summary));
    if (outcome->kept.len)
        str_addf(&text, _("; kept: %s"), str_text(&outcome->kept));
    toast_say(&ui->toast, str_text(&text), key);
    ui->toast.is_undo = outcome->is_undo;
    str_fini(&text);
    outcome_fini(outcome);
    ui_rescore_written(ui);
    ui_changed(ui);
}

void ui_changed(struct ui *ui)
{
    ui->is_partial = false;
    ui->changes++;
    for (int i = 0; i < VIEW_COUNT; i++)
        ui->stale[i] = true;
}

void ui_after(struct ui *ui, int ms, void (*due)(void *context), void *context)
{
    if (ui->loop)
        loop_after(ui->loop, ms, due, context);
}

void ui_quit_to_demo(struct ui *ui, bool with_tour)
{
    if (ui->loop)
        loop_end(ui->loop, with_tour ? UI_WANTS_TOUR : UI_WANTS_DEMO);
}

void ui_quit(struct ui *ui)
{
    if (ui->loop)
        loop_end(ui->loop, 0);
}

/* --- views --- */

bool shell_begin_anew(struct ui *ui, enum view_id id, struct error *err)
{
    const struct view *view = view_at(id);

    if (ui->states[id] && view->close)
        view->close(ui->states[id]);
    if (ui->loop && ui->states[id])
        loop_cancel_all(ui->loop, ui->states[id]);
    free(ui->states[id]);
    ui->settling[id] = false;
    ui->states[id] = mem_alloc(view->state_size);
    ui->stale[id] = true;
    ui->is_read[id] = false;
    if (!view->open || view->open(ui, ui->states[id], err))
        return true;
    free(ui->states[id]);
    ui->states[id] = NULL;
    return false;
}

int64_t ui_account(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    int64_t account = view->account ? view->account(ui, ui->states[ui->current]) : 0;

    return account ? account : view->account ? 0 : ui->account;
}

int64_t ui_chosen_account(const struct ui *ui)
{
    return ui->account;
}

/* The list that is stepped through: the shown one, of Account the one that opened it. */
static struct list *stepped_list(struct ui *ui, enum view_id *ret_id)
{
    const struct view *view;

    *ret_id = ui->current == VIEW_ACCOUNT ? ui->came_from : ui->current;
    view = view_at(*ret_id);
    return ui->states[*ret_id] && view->list ? view->list(ui->states[*ret_id]) : NULL;
}

static bool can_step(const struct list *list, int step)
{
    return list && list->selected + step >= 0 && list->selected + step < list->count;
}

bool ui_can_step_account(struct ui *ui, int step)
{
    enum view_id id;

    return can_step(stepped_list(ui, &id), step);
}

bool ui_step_account(struct ui *ui, int step)
{
    enum view_id id;
    struct list *list = stepped_list(ui, &id);
    const struct view *view = view_at(id);
    void *state = ui->states[id];
    bool in_list = id == ui->current;

    if (!can_step(list, step))
        return false;
    list_select(list, list->selected + step);
    if (!in_list && view->account)
        ui->account = view->account(ui, state);
    ui->stale[VIEW_ACCOUNT] = true;
    return true;
}

/* --- drawing --- */

static const struct placed_row *find_placed(const struct ui *ui, int64_t index)
{
    for (int i = 0; i < ui->placed_count; i++)
        if (ui->placed[i].index == index)
            return &ui->placed[i];
    return NULL;
}

/* A row drawn again stands where it stood. */
static void place_row(struct ui *ui, int64_t index, struct area area)
{
    if (!find_placed(ui, index) && ui->placed_count < CANVAS_SIDE_MAX)
        ui->placed[ui->placed_count++] = (struct placed_row){area, index};
}

bool ui_list_row(
    struct ui *ui, struct canvas *canvas, const struct list *list, int64_t index, struct area area)
{
    place_row(ui, index, area);
    if (index != list->selected)
        return false;
    canvas_select_rows(canvas, area, true);
    canvas_set_cursor(canvas, area.x, area.y, false);
    return true;
}

int64_t shell_row_at(const struct ui *ui, int x, int y)
{
    for (int i = 0; i < ui->placed_count; i++)
        if (area_has(ui->placed[i].area, x, y))
            return ui->placed[i].index;
    return -1;
}

/* What is answered is about the row under the cursor, which must stay the one that was asked about.
 * A filter follows what is typed. */
bool shell_is_asked_about(const struct ui *ui)
{
    const struct modal *modal = &ui->modal;

    return modal->kind == MODAL_CONFIRM || modal->kind == MODAL_CHOICE ||
           modal->kind == MODAL_FORM || (modal->kind == MODAL_QUESTION && !modal->question.changed);
}

/* Days and numbers as the user wants to see them, while the screen reads and draws alone: what is
 * written has one form. */
static void show_as(struct ui *ui)
{
    const struct settings *settings = session_settings(ui->session);

    (void)day_show_as((enum day_form)settings->date_form);
    (void)money_show_as((enum number_marks)settings->number_form);
}

static void show_as_usual(void)
{
    (void)day_show_as(DAY_FORM_USUAL);
    (void)money_show_as(MARKS_POINT);
}

/* What one frame reads is of one state of the book, and takes the locks of its file once rather
 * than for each row. False: somebody writes just now, and each reading fares by itself. */
static bool begin_reading(struct ui *ui)
{
    struct error ignored;

    return store_begin_read(session_store(ui->session), &ignored);
}

static void end_reading(struct ui *ui, bool reading)
{
    struct error ignored;

    if (reading && !store_commit(session_store(ui->session), &ignored))
        store_rollback(session_store(ui->session));
}

static bool load_shown(struct ui *ui, const struct view *view, struct error *err)
{
    bool reading = begin_reading(ui), ok;

    show_as(ui);
    counting_begin(ui);
    ok = !view->load || view->load(ui, ui->states[ui->current], err);
    ok = counting_end(ui) && ok;
    show_as_usual();
    end_reading(ui, reading);
    return ok;
}

/* What a write came to is not hidden; a screen that is read at last takes back that it waited. */
static void tell_waiting(struct ui *ui)
{
    if (!toast_is_shown(&ui->toast) || !ui->toast.is_done) {
        ui_toast(ui, ui_sync_imports(ui)
                         ? N_("the import is writing; this is read when it has ended")
                         : N_("another program is writing"));
        ui->waiting_said = ui->toast.said;
    }
    shell_look(ui);
}

static void take_waiting_back(struct ui *ui)
{
    if (ui->waiting_said && ui->waiting_said == ui->toast.said)
        toast_clear(&ui->toast);
    ui->waiting_said = 0;
}

void shell_load(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct error err;

    if (!ui->stale[ui->current] || shell_is_asked_about(ui))
        return;
    ui->stale[ui->current] = false;
    if (load_shown(ui, view, &err)) {
        ui->is_read[ui->current] = true;
        take_waiting_back(ui);
        shell_as_of_settle(ui);
        state_settle(ui);
        return;
    }
    if (ui->is_left) {
        ui->stale[ui->current] = true;
    } else if (err.code == ERROR_BUSY) {
        ui->stale[ui->current] = true;
        tell_waiting(ui);
    } else {
        ui_fault(ui, &err);
    }
}

static void draw_view(struct ui *ui, const struct view *view, struct canvas *canvas, bool counts)
{
    bool reading = begin_reading(ui);

    show_as(ui);
    if (!counts || ui->is_read[ui->current])
        view->draw(ui, ui->states[ui->current], canvas);
    if (!canvas->cursor_y) /* a screen without a row under the cursor: its first line */
        canvas_set_cursor(canvas, 1, canvas->rows >= AIRY ? 2 : 1, false);
    frame_draw(ui, canvas);
    if (counts)
        counting_draw(ui, canvas);
    modal_draw(ui, canvas);
    show_as_usual();
    end_reading(ui, reading);
}

static void draw_all(struct ui *ui)
{
    struct canvas *canvas = &ui->canvas;
    const struct view *view = view_at(ui->current);
    bool counts = counting_first(ui);

    if (!counts)
        shell_load(ui);
    canvas_erase(canvas);
    ui->placed_count = 0;
    if (canvas->columns < 40 || canvas->rows < 10) {
        canvas_put_wrapped(canvas, canvas_area(canvas), ROLE_TEXT, _("daybook needs 40x10 cells"));
        return;
    }
    draw_view(ui, view, canvas, counts);
}

static struct list *list_of(struct ui *ui)
{
    const struct view *view = view_at(ui->current);

    return view->list ? view->list(ui->states[ui->current]) : NULL;
}

static bool draw_row_again(struct ui *ui, const struct view *view, int64_t index)
{
    const struct placed_row *placed = find_placed(ui, index);

    if (!placed)
        return false;
    canvas_blank(&ui->canvas, placed->area, GROUND_SCREEN);
    return view->draw_row(ui, ui->states[ui->current], &ui->canvas, placed->area, index);
}

/* The two rows that a step of the cursor changes; false: more than that is to be drawn. */
static bool draw_step(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct list *list = list_of(ui);
    bool done;

    if (!ui->is_partial || !view->draw_row || !list || ui->stale[ui->current] ||
        ui->modal.kind != MODAL_NONE || /* its popup lies over the rows */
        list->top != ui->drawn.top || list->count != ui->drawn.count ||
        list->room != ui->drawn.room)
        return false;
    show_as(ui);
    done = draw_row_again(ui, view, ui->drawn.selected) && draw_row_again(ui, view, list->selected);
    show_as_usual();
    if (done)
        frame_step(ui, &ui->canvas);
    return done;
}

void shell_resize(struct ui *ui, int columns, int rows)
{
    canvas_resize(&ui->canvas, ui->accessible ? speak_columns(columns) : columns, rows);
    if (ui->accessible)
        canvas_resize(&ui->spoken, columns, rows);
    ui->is_partial = false;
}

const struct canvas *shell_shown(struct ui *ui)
{
    if (!ui->accessible)
        return &ui->canvas;
    ui->spoken.ascii = ui->ascii;
    speak(&ui->canvas, &ui->spoken);
    return &ui->spoken;
}

void shell_draw(struct ui *ui)
{
    struct list *list;

    if (!draw_step(ui))
        draw_all(ui);
    if (unheard_tell(ui))
        draw_all(ui);
    list = list_of(ui);
    ui->is_partial = list != NULL;
    if (list)
        ui->drawn = *list;
}
