/* Tasks: what is to be done, by day; the steps of running playbooks; what was done. */
#include "ui/views/views.h"

#include <string.h>
#include "base/text.h"
#include "ui/filter.h"

enum { TALL = 30, LOW = 16, NARROW = 60, WIDE = 100 };
enum lens { LENS_OPEN, LENS_STEPS, LENS_DONE, LENS_COUNT };

static const struct {
    const char *title;
    enum store_order order;
    const char *empty;
} lenses[] = {
    [LENS_OPEN] = {"Open", ORDER_TASKS, "No task is open."},
    [LENS_STEPS] = {"Steps due", ORDER_STEPS_DUE, "No playbook has a step with a day."},
    [LENS_DONE] = {"Done", ORDER_TASKS_DONE, "Nothing is done yet."},
};

struct tasks {
    enum lens lens;
    struct rows rows[LENS_COUNT];
    struct list lists[LENS_COUNT];
    int64_t selected[LENS_COUNT];
    struct account_names names;
    struct row_filter filters[LENS_COUNT];
};

static bool tasks_load(struct ui *ui, void *state, struct error *err)
{
    struct tasks *tasks = state;
    struct rows *rows = &tasks->rows[tasks->lens];
    struct list *list = &tasks->lists[tasks->lens];
    int64_t at;

    names_clear(&tasks->names);
    if (!rows_refresh(rows, -1, err))
        return false;
    at = tasks->selected[tasks->lens]
             ? rows_find(rows, tasks->selected[tasks->lens], list->selected)
             : -1;
    list_fit(list, rows->count, list->room);
    if (at >= 0)
        list_select(list, at);
    return true;
}

static bool tasks_open(struct ui *ui, void *state, struct error *err)
{
    struct tasks *tasks = state;

    for (int i = 0; i < LENS_COUNT; i++) {
        rows_init(&tasks->rows[i], ui_session(ui), lenses[i].order);
        tasks->filters[i] = (struct row_filter){.rows = &tasks->rows[i],
            .hint = "words of the title, or due < 7d",
            .load = tasks_load,
            .state = tasks};
    }
    return true;
}

static void tasks_close(void *state)
{
    struct tasks *tasks = state;

    for (int i = 0; i < LENS_COUNT; i++) {
        rows_fini(&tasks->rows[i]);
        filter_fini(&tasks->filters[i]);
    }
    names_fini(&tasks->names);
}

static void draw_head(struct ui *ui, const struct tasks *tasks, struct canvas *canvas, int y)
{
    int x = 1;

    for (int i = 0; i < LENS_COUNT; i++)
        x = canvas_put(
                canvas, x, y, i == (int)tasks->lens ? ROLE_TAB_ACTIVE : ROLE_TAB, lenses[i].title) +
            3;
    x = canvas_putf(canvas, x, y, ROLE_TITLE, "%lld", (long long)tasks->rows[tasks->lens].count);
    filter_draw(&tasks->filters[tasks->lens], canvas, x + 3, y, canvas->columns - 26);
    if (canvas->columns >= NARROW)
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_HINT_KEY, "[ ]"}, {ROLE_HINT_TEXT, " open, steps, done"}));
}

struct task_cells {
    const char *shape, *title, *detail, *account;
    struct due_words due;
    bool high;
};

static struct task_cells cells_of(struct ui *ui, struct tasks *tasks, const struct row *row)
{
    bool step = row->kind == KIND_STEP;
    day_number today = ui_show(ui).today;
    struct task_cells cells = {
        .shape = step ? "→" : part_task_shape(row),
        .title = row_text(row, step ? STEP_TITLE : TASK_TITLE),
        .detail = step ? row_text(row, STEP_KIND) : row_text(row, TASK_KIND),
        .account = names_of(&tasks->names, ui_session(ui),
            row_integer(row, step ? (int)STEP_ACCOUNT : (int)TASK_ACCOUNT)),
        .high = !step && row_is(row, TASK_PRIORITY, "high"),
    };

    if (!step && row_is(row, TASK_KIND, "ask") && *row_text(row, TASK_WAITING_ON))
        cells.detail = row_text(row, TASK_WAITING_ON);
    if (tasks->lens == LENS_DONE) {
        day_words(row_day(row, TASK_DONE_ON), today, cells.due.text);
        cells.due.role = ROLE_MUTED;
    } else {
        cells.due = part_due(row_day(row, step ? (int)STEP_DUE : (int)TASK_DUE), today);
    }
    return cells;
}

/* shape  due  title  account  kind */
static void draw_row(struct ui *ui, struct tasks *tasks, const struct row *row,
    struct canvas *canvas, struct area line)
{
    struct task_cells cells = cells_of(ui, tasks, row);
    int end = line.columns - 1, account;

    canvas_put(canvas, 2, line.y, cells.shape[0] == '!' ? ROLE_ACCENT : ROLE_MUTED, cells.shape);
    if (line.columns >= WIDE) {
        canvas_put_cut(canvas, end - 10, line.y, ROLE_MUTED, cells.detail, 10);
        end -= 12;
    }
    canvas_put_right(canvas, 16, line.y, cells.due.role, cells.due.text);
    if (cells.high)
        canvas_put(canvas, 17, line.y, ROLE_OVERDUE, "!");
    if (line.columns < NARROW) {
        canvas_put_cut(canvas, 19, line.y, ROLE_TEXT, cells.title, end - 19);
        return;
    }
    account = 19 + (end - 19) * 58 / 100;
    canvas_put_cut(canvas, 19, line.y, ROLE_TEXT, cells.title, account - 21);
    canvas_put_cut(canvas, account, line.y, ROLE_TEXT, cells.account, end - account);
}

static void draw_empty(const struct tasks *tasks, struct canvas *canvas, int y)
{
    canvas_put(canvas, 1, y, ROLE_TEXT,
        tasks->rows[tasks->lens].filter ? "No task matches the filter."
                                        : lenses[tasks->lens].empty);
    if (tasks->rows[tasks->lens].filter)
        canvas_spans(
            canvas, 1, y + 1, SPANS({ROLE_HINT_KEY, "Esc"}, {ROLE_HINT_TEXT, "  clear it"}));
    else if (tasks->lens == LENS_STEPS)
        canvas_spans(canvas, 1, y + 1,
            SPANS({ROLE_HINT_KEY, "p"}, {ROLE_HINT_TEXT, "  on an account: start a playbook"}));
    else if (tasks->lens == LENS_OPEN)
        canvas_spans(canvas, 1, y + 1, SPANS({ROLE_HINT_KEY, "a"}, {ROLE_HINT_TEXT, "  add one"}));
}

static bool tasks_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct tasks *tasks = state;
    const struct row *row = rows_at(&tasks->rows[tasks->lens], index);

    if (row)
        draw_row(ui, tasks, row, canvas, line);
    if (ui_list_row(ui, canvas, &tasks->lists[tasks->lens], index, line))
        tasks->selected[tasks->lens] = row ? row->key : 0;
    return true;
}

static void tasks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct tasks *tasks = state;
    struct rows *rows = &tasks->rows[tasks->lens];
    struct list *list = &tasks->lists[tasks->lens];
    int y = canvas->rows >= TALL ? 2 : 1, foot = canvas->rows >= LOW ? 2 : 1;

    draw_head(ui, tasks, canvas, y);
    canvas_rule(canvas, y + 1);
    y += 2;
    if (!rows->count)
        draw_empty(tasks, canvas, y + 1);
    list_fit(list, rows->count, canvas->rows - y - foot);
    rows_show(rows, list);
    for (int64_t i = list->top; i < list_end(list); i++, y++)
        tasks_line(ui, tasks, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (foot == 2 && rows->count)
        part_range(canvas, canvas->rows - 2, list);
}

/* --- commands --- */

static void change_lens(struct ui *ui, struct tasks *tasks, int step)
{
    struct error err;

    tasks->lens = (enum lens)(((int)tasks->lens + step + LENS_COUNT) % LENS_COUNT);
    if (!tasks_load(ui, tasks, &err))
        ui_fault(ui, &err);
}

static void run_tab_next(struct ui *ui, void *state, const char *rest)
{
    change_lens(ui, state, 1);
}

static void run_tab_previous(struct ui *ui, void *state, const char *rest)
{
    change_lens(ui, state, -1);
}

static const struct row *row_here(struct tasks *tasks)
{
    return rows_at(&tasks->rows[tasks->lens], tasks->lists[tasks->lens].selected);
}

static int64_t tasks_account(struct ui *ui, void *state)
{
    const struct row *row = row_here(state);

    if (!row)
        return 0;
    return row_integer(row, row->kind == KIND_STEP ? (int)STEP_ACCOUNT : (int)TASK_ACCOUNT);
}

static struct touched_row tasks_row(struct ui *ui, void *state)
{
    const struct row *row = row_here(state);

    return row ? (struct touched_row){row->kind, row->key} : (struct touched_row){KIND_TASK, 0};
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct row *row = row_here(state);

    if (row && row->kind == KIND_STEP)
        ui_open_checklist(ui, row_integer(row, STEP_RUN), row_integer(row, STEP_ACCOUNT));
    else if (row && row_integer(row, TASK_ACCOUNT)) {
        ui_set_account(ui, row_integer(row, TASK_ACCOUNT));
        ui_show_view(ui, VIEW_ACCOUNT);
    }
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct tasks *tasks = state;

    filter_run(ui, &tasks->filters[tasks->lens], rest);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run_about(ui, "task", rest);
}

static void run_tick(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "done");
}

/* Late, or due today. */
static bool tasks_wants(struct ui *ui, void *state, int64_t index)
{
    struct tasks *tasks = state;
    const struct row *row = rows_at(&tasks->rows[tasks->lens], index);
    day_number due =
        row ? row_day(row, row->kind == KIND_STEP ? (int)STEP_DUE : (int)TASK_DUE) : DAY_NONE;

    return due != DAY_NONE && due <= ui_show(ui).today;
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct tasks *tasks = state;

    if (tasks->rows[tasks->lens].filter)
        filter_clear(ui, &tasks->filters[tasks->lens]);
    else
        ui_back(ui);
}

static struct list *tasks_list(void *state)
{
    struct tasks *tasks = state;

    return &tasks->lists[tasks->lens];
}

static void run_layout(struct ui *ui, void *state, const char *rest)
{
    ui_open_agenda(ui, rest);
}

/* The lens that has it; LENS_COUNT: none. */
static enum lens lens_of(const struct row *task)
{
    if (row_is(task, TASK_STATUS, "cancelled"))
        return LENS_COUNT;
    return row_is(task, TASK_STATUS, "done") ? LENS_DONE : LENS_OPEN;
}

static void show_task(struct ui *ui, const struct row *task)
{
    struct tasks *tasks;
    enum lens lens = lens_of(task);

    ui_show_view(ui, VIEW_TASKS);
    tasks = ui_state(ui, VIEW_TASKS);
    if (!tasks)
        return;
    tasks->lens = lens;
    if (tasks->rows[lens].filter)
        filter_clear(ui, &tasks->filters[lens]);
    tasks->selected[lens] = task->key;
    ui_changed(ui);
}

void ui_open_task(struct ui *ui, int64_t key)
{
    struct arena arena = {0};
    struct row *task = NULL;
    struct error err;

    if (!store_get(session_store(ui_session(ui)), KIND_TASK, key, &arena, &task, &err))
        ui_fault(ui, &err);
    else if (!task)
        ui_toast(ui, "this task is gone");
    else if (lens_of(task) != LENS_COUNT)
        show_task(ui, task);
    else if (row_integer(task, TASK_ACCOUNT))
        ui_open_at_account(
            ui, row_integer(task, TASK_ACCOUNT), (struct touched_row){KIND_TASK, key});
    arena_fini(&arena);
}

static const struct view_command commands[] = {
    {"add", "a new task", run_add},
    {"clear", "clear the filter", run_clear},
    {"filter", "show only tasks that match", run_filter},
    {"layout", "by day: the agenda", run_layout},
    {"mark", "tick it, or open it again", run_tick},
    {"open", "open the account or the checklist", run_open},
    {"tab-next", "open, steps due, done", run_tab_next},
    {"tab-previous", "open, steps due, done", run_tab_previous},
};

static const struct view_hint hints[] = {
    {"add", "add"},
    {"done", "done"},
    {"date", "due"},
    {"flag", "flag"},
    {"snooze", "snooze"},
    {"open", "open"},
    {"layout", "agenda"},
    {"filter", "filter"},
};

const struct view view_tasks = {
    .name = "tasks",
    .title = "Tasks",
    .digit = '4',
    .state_size = sizeof(struct tasks),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = tasks_open,
    .close = tasks_close,
    .load = tasks_load,
    .draw = tasks_draw,
    .draw_row = tasks_line,
    .list = tasks_list,
    .account = tasks_account,
    .row = tasks_row,
    .wants = tasks_wants,
};
