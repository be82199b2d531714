#include "ui/frame.h"

#include <stdio.h>
#include <string.h>
#include "app/as_of.h"
#include "app/rules.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/sizes.h"
#include "ui/sync.h"
#include "ui/views/checklist.h"

enum { TABS_MOST = 10, HINTS_MOST = FRAME_HINTS_MOST };

struct frame_tabs {
    struct tab items[TABS_MOST];
    enum view_id ids[TABS_MOST];
    struct tabs tabs;
    char day[48];
};

/* A screen without a digit (a checklist, a note) lights the tab it belongs to. */
static enum view_id tab_of(enum view_id id)
{
    if (id == VIEW_CHECKLIST || id == VIEW_PLAYBOOK || id == VIEW_PREVIEW || id == VIEW_FAULTS)
        return VIEW_PLAYBOOKS;
    if (id == VIEW_AGENDA)
        return VIEW_TASKS;
    return id == VIEW_NOTE || id == VIEW_COMPOSER || id == VIEW_FEEDBACK ? VIEW_NOTES : id;
}

static void make_tabs(struct ui *ui, struct frame_tabs *frame)
{
    char day[24];

    memset(frame, 0, sizeof(*frame));
    for (int i = 0; i < VIEW_COUNT; i++) {
        const struct view *view = view_at((enum view_id)i);

        if (!view->digit)
            continue;
        if (tab_of(ui->current) == (enum view_id)i)
            frame->tabs.open = frame->tabs.count;
        frame->ids[frame->tabs.count] = (enum view_id)i;
        frame->items[frame->tabs.count++] = (struct tab){_(view->title), view->digit};
    }
    if (ui->current == VIEW_FIRST || ui->current == VIEW_CHANGES || ui->current == VIEW_TIMELINE ||
        ui->current == VIEW_VALUE || ui->current == VIEW_SETTINGS || ui->current == VIEW_RISKS ||
        ui->current == VIEW_GROWTH || ui->current == VIEW_SOURCES)
        frame->tabs.open = frame->tabs.count;
    frame->tabs.items = frame->items;
    frame->tabs.name = _(view_at(ui->current)->title);
    frame->tabs.is_past = session_is_as_of(ui->session) || session_is_read_only(ui->session);
    text_format(frame->day, sizeof(frame->day), "%s%s",
        session_is_as_of(ui->session)       ? _("as of ")
        : session_is_read_only(ui->session) ? _("read-only, ")
                                            : "",
        day_head(session_today(ui->session), day));
    frame->tabs.day = frame->day;
}

struct frame_hints {
    struct hint items[HINTS_MOST];
    struct hint kept[2];
    char keys[HINTS_MOST][HINT_KEYS_ROOM];
    struct hints hints;
    const char *commands[HINTS_MOST];
};

/* All that the prefix leads to is of this command: the prefix alone says it, its popup the rest. */
static bool is_its_prefix(struct ui *ui, const struct key_sequence *sequence, const char *command)
{
    enum { CONTINUATIONS_MOST = 40 };
    const struct keymap_binding *found[CONTINUATIONS_MOST];
    struct keymap_sections sections = shell_sections(ui);
    struct key_sequence prefix = {{sequence->keys[0]}, 1};
    size_t word = strcspn(command, " "), count;

    if (sequence->count < 2)
        return false;
    count = keymap_continuations(&ui->keymap, &sections, &prefix, found, CONTINUATIONS_MOST);
    for (size_t i = 0; i < count && i < CONTINUATIONS_MOST; i++)
        if (strncmp(found[i]->command, command, word) != 0)
            return false;
    return count > 1;
}

/* `]`, and `[ ]` where the way back is a mark too. */
static bool write_keys(struct ui *ui, const char *command, char *keys, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);
    const struct keymap_binding *before;
    struct key_sequence shown;
    char next[KEY_SEQUENCE * KEY_TEXT_ROOM], previous[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (!binding)
        return false;
    shown = binding->sequence;
    if (is_its_prefix(ui, &shown, command))
        shown.count = 1;
    key_sequence_text(&shown, next, sizeof(next));
    before = text_equal(command, "tab-next")
                 ? keymap_for_command(&ui->keymap, &sections, "tab-previous")
                 : NULL;
    if (before)
        key_sequence_text(&before->sequence, previous, sizeof(previous));
    if (before && !next[1] && !previous[1])
        snprintf(keys, size, "%c %c", previous[0], next[0]);
    else
        snprintf(keys, size, "%s", next);
    return true;
}

/* While rows are marked: what is done to all of them, and how to let them go. */
static const struct view_hint marked_hints[] = {
    {"edit", N_("change")},
    {"modify owner", N_("owner")},
    {"log", N_("log")},
    {"playbook", N_("playbook")},
    {"clear", N_("unmark")},
    {"pipe", N_("to a command")},
    {"task", N_("task")},
};

static const struct view_hint marked_row_hints[] = {
    {"done", N_("tick")},
    {"date", N_("due")},
    {"snooze", N_("snooze")},
    {"flag", N_("flag")},
    {"delete", N_("delete")},
    {"clear", N_("unmark")},
};

/* Of the row under the cursor. */
static bool is_of_row(const char *command)
{
    static const char *const of_rows[] = {"block", "chase", "contract", "copy", "date", "declined",
        "delete", "done", "edit", "edit-outside", "finish", "flag", "given", "handover", "link",
        "lost", "mark", "mark-all", "modify", "mute", "next-hit", "open", "pin", "qualify",
        "renewal", "skip", "snooze", "sort", "status", "value", "versions", "why", "won"};
    size_t len = strcspn(command, " ");

    for (size_t i = 0; i < COUNT_OF(of_rows); i++)
        if (strlen(of_rows[i]) == len && !strncmp(of_rows[i], command, len))
            return true;
    return false;
}

static bool has_row(struct ui *ui, const struct view *view, void *state)
{
    const struct list *list = view->list ? view->list(state) : NULL;

    return (list && list->count) || ui_account(ui) || (view->row && view->row(ui, state).key);
}

/* Something is asked of which account, or is written for one. */
static bool lacks_account(struct ui *ui, const struct view *view, const char *command)
{
    bool is_start = text_equal(command, "start") &&
                    (view == view_at(VIEW_PLAYBOOKS) || view == view_at(VIEW_PLAYBOOK));
    bool is_of_any = is_start || text_equal(command, "log") || text_equal(command, "playbook") ||
                     (text_equal(command, "add") &&
                         (view == view_at(VIEW_FEEDBACK) || view == view_at(VIEW_RISKS) ||
                             view == view_at(VIEW_GROWTH)));
    struct totals totals;
    struct error ignored;

    return is_of_any && !ui_account(ui) &&
           store_totals(session_store(ui->session), &totals, &ignored) && !totals.accounts;
}

static bool has_undo(struct ui *ui)
{
    struct arena arena = {0};
    struct journal_entry entry = {0};
    struct error ignored;
    bool foreign = false, has = store_undo_candidate(session_store(ui->session), &arena, &entry,
                                    &foreign, &ignored) &&
                                (entry.id || foreign);

    arena_fini(&arena);
    return has;
}

static bool can_step(struct ui *ui, int step)
{
    return ui->current == VIEW_CHECKLIST ? playbooks_can_step(ui, step)
                                         : ui_can_step_account(ui, step);
}

/* Nothing would come of it as the screen stands now. */
static bool is_idle(struct ui *ui, const struct view *view, const char *command)
{
    void *state = ui_state(ui, ui->current);

    if (!state || view->edits)
        return false;
    if (text_equal(command, "account-next"))
        return !can_step(ui, 1) && !can_step(ui, -1);
    if (text_equal(command, "undo"))
        return !has_undo(ui);
    if (text_equal(command, "repeat"))
        return !ui->last_change.len;
    return lacks_account(ui, view, command) || (is_of_row(command) && !has_row(ui, view, state));
}

/* Each frame asks for the same keys, which takes longer to find than all else of the line. False:
 * nothing is said of this command, or it has no key. */
static bool find_keys(struct ui *ui, const struct view *view, const struct view_hint *hint,
    size_t at, char keys[HINT_KEYS_ROOM])
{
    struct hint_keys *known = &ui->hint_keys[at % COUNT_OF(ui->hint_keys)];

    if (known->view != view || known->hint != hint) {
        *known = (struct hint_keys){.view = view, .hint = hint};
        known->is_shown = (view->edits || shell_about(ui, hint->command)) &&
                          write_keys(ui, hint->command, known->keys, sizeof(known->keys));
    }
    if (known->is_shown)
        memcpy(keys, known->keys, sizeof(known->keys));
    return known->is_shown;
}

static void make_hints(struct ui *ui, struct frame_hints *frame)
{
    const struct view *view = view_at(ui->current);
    const void *state = ui_state(ui, ui->current);
    const struct view_hint *hints = view->hints;
    size_t count = view->hint_count;
    bool is_marked = bulk_has_marks(ui) || bulk_has_row_marks(ui);

    if (is_marked) {
        hints = bulk_has_marks(ui) ? marked_hints : marked_row_hints;
        count = bulk_has_marks(ui) ? COUNT_OF(marked_hints) : COUNT_OF(marked_row_hints);
    }

    memset(frame, 0, sizeof(*frame));
    for (size_t i = 0; i < count && frame->hints.count < HINTS_MOST; i++) {
        const struct view_hint *hint = &hints[i];
        const char *text = !is_marked && view->hint && state ? view->hint(state, hint) : hint->text;
        size_t at = frame->hints.count;

        if (!text || !find_keys(ui, view, hint, i, frame->keys[at]) ||
            is_idle(ui, view, hint->command))
            continue;
        frame->commands[at] = hint->command;
        frame->items[at] = (struct hint){frame->keys[at], _(text)};
        frame->hints.count++;
    }
    frame->hints.items = frame->items;
    frame->kept[0] = (struct hint){view->edits ? "F1" : ":", view->edits ? _("help")
                                                             : ui->canvas.columns >= SCREEN_NARROW
                                                                 ? _("commands")
                                                                 : ""};
    frame->kept[1] = (struct hint){"?", _("help")};
    frame->hints.kept = frame->kept;
    frame->hints.kept_count = view->edits ? 1 : 2;
}

static struct area tab_area(const struct canvas *canvas)
{
    return (struct area){0, 0, canvas->columns, 1};
}

static struct area hint_area(const struct canvas *canvas)
{
    return (struct area){0, canvas->rows - 1, canvas->columns, 1};
}

/* Rules of the user's that are faulty: said on every screen until they are mended. */
static void draw_banner(struct ui *ui, struct canvas *canvas)
{
    struct area line = {0, canvas->rows - 2, canvas->columns, 1};
    struct str text = {0};

    if (!ui->presenting && session_rules_banner(ui->session, &text)) {
        canvas_blank(canvas, line, GROUND_SCREEN);
        canvas_put(canvas, 1, line.y, ROLE_RISK, "■");
        canvas_put_cut(canvas, 3, line.y, ROLE_TEXT, str_text(&text), canvas->columns - 4);
    }
    str_fini(&text);
}

/* What is hinted at hangs, within a screen, on the row: on what its view says, and on whether there
 * is an account. To work out the keys costs more than the rest of a step. */
static uint64_t look_at_hints(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    const void *state = ui_state(ui, ui->current);
    uint64_t look = state && ui_account(ui) ? 1 : 2;

    for (size_t i = 0; view->hint && state && i < view->hint_count; i++)
        look = (look ^ (uintptr_t)view->hint(state, &view->hints[i])) * 1099511628211u;
    return look;
}

static void draw_hints(struct ui *ui, struct canvas *canvas)
{
    struct frame_hints hints;

    ui->hinted = look_at_hints(ui);
    make_hints(ui, &hints);
    hints_draw(&hints.hints, canvas, hint_area(canvas));
}

void frame_step(struct ui *ui, struct canvas *canvas)
{
    if (!view_at(ui->current)->hint || look_at_hints(ui) == ui->hinted)
        return;
    canvas_blank(canvas, hint_area(canvas), GROUND_SCREEN);
    draw_hints(ui, canvas);
}

void frame_draw(struct ui *ui, struct canvas *canvas)
{
    struct frame_tabs tabs;

    make_tabs(ui, &tabs);
    tabs_draw(&tabs.tabs, canvas, tab_area(canvas));
    draw_hints(ui, canvas);
    if (toast_is_shown(&ui->toast)) {
        struct area line = {0, canvas->rows - 2, canvas->columns, 1};

        canvas_blank(canvas, line, GROUND_SCREEN);
        toast_draw(&ui->toast, canvas, line);
    } else if (!ui_sync_draw(ui, canvas, canvas->rows - 2)) {
        draw_banner(ui, canvas);
    }
}

static bool click_tab(struct ui *ui, int x)
{
    struct frame_tabs tabs;
    int at;

    make_tabs(ui, &tabs);
    at = tabs_at(&tabs.tabs, tab_area(&ui->canvas), x);
    if (at < 0)
        return false;
    ui_run_about(ui, "view", view_at(tabs.ids[at])->name);
    return true;
}

size_t frame_hint_commands(struct ui *ui, const char *ret_commands[FRAME_HINTS_MOST])
{
    struct frame_hints hints;

    make_hints(ui, &hints);
    memcpy(ret_commands, hints.commands, hints.hints.count * sizeof(*ret_commands));
    return hints.hints.count;
}

bool frame_shows_day(struct ui *ui)
{
    struct frame_tabs tabs;

    make_tabs(ui, &tabs);
    return tabs_show_day(&tabs.tabs, ui->canvas.columns);
}

void frame_select(struct ui *ui, int64_t row)
{
    const struct view *view = view_at(ui->current);
    void *state = ui->states[ui->current];
    struct list *list = view->list ? view->list(state) : NULL;

    if (!list || row < 0 || row == list->selected)
        return;
    list_select(list, row);
    if (view->moved)
        view->moved(ui, state);
}

static void click_row(struct ui *ui, int x, int y)
{
    const struct view *view = view_at(ui->current);
    struct list *list = view->list ? view->list(ui->states[ui->current]) : NULL;
    int64_t row = list ? shell_row_at(ui, x, y) : -1;

    if (row >= 0 && row == list->selected)
        ui_run(ui, "open");
    else
        frame_select(ui, row);
}

void frame_click(struct ui *ui, int x, int y)
{
    const char *command = canvas_place_at(&ui->canvas, x, y);

    if (y == 0 && click_tab(ui, x))
        return;
    if (command)
        ui_run(ui, command);
    else
        click_row(ui, x, y);
}
