/* Tasks: what is to be done, by day; what we owe and what is waited for; the steps of running
 * playbooks; what was done. */
#include "ui/views/tasks.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/task.h"
#include "ui/views/views.h"

static const enum store_order orders[] = {
    [LENS_OPEN] = ORDER_TASKS,
    [LENS_STEPS] = ORDER_STEPS_DUE,
    [LENS_DONE] = ORDER_TASKS_DONE,
};

/* The lens that has it; LENS_COUNT: none. */
static enum lens lens_of(const struct row *task)
{
    if (row_is(task, TASK_STATUS, "cancelled"))
        return LENS_COUNT;
    return row_is(task, TASK_STATUS, "done") ? LENS_DONE : LENS_OPEN;
}

/* What was just ticked is not looked for down the whole list. */
static bool is_still_there(struct ui *ui, const struct tasks *tasks)
{
    int64_t key = tasks->selected[tasks->lens];
    struct arena arena = {0};
    struct row *task = NULL;
    struct error ignored;
    bool there = key && (tasks->lens == LENS_STEPS ||
                            !store_get(session_store(ui_session(ui)), KIND_TASK, key, &arena, &task,
                                &ignored) ||
                            (task && lens_of(task) == tasks->lens));

    arena_fini(&arena);
    return there;
}

/* How many there are, where that is known without reading them; else -1. */
static int64_t known_count(const struct tasks *tasks)
{
    bool all = tasks->lens == LENS_OPEN && tasks->rows[LENS_OPEN].choice == TASKS_ALL;

    return all ? tasks->counts.of[TASKS_ALL] : -1;
}

bool tasks_load(struct ui *ui, void *state, struct error *err)
{
    struct tasks *tasks = state;
    struct rows *rows = &tasks->rows[tasks->lens];
    struct list *list = &tasks->lists[tasks->lens];
    int64_t at;

    names_clear(&tasks->names);
    if (!store_task_counts(session_store(ui_session(ui)), ui_show(ui).today, &tasks->counts, err) ||
        !tasks_sort_ready(ui, tasks, err) || !rows_refresh(rows, known_count(tasks), err))
        return false;
    at = is_still_there(ui, tasks) ? rows_find(rows, tasks->selected[tasks->lens], list->selected)
                                   : -1;
    list_fit(list, rows->count, list->room);
    if (at >= 0)
        list_select(list, at);
    marks_prune(&tasks->marks, rows);
    return true;
}

static bool tasks_open(struct ui *ui, void *state, struct error *err)
{
    struct tasks *tasks = state;

    for (int i = 0; i < LENS_COUNT; i++) {
        rows_init(&tasks->rows[i], ui_session(ui), orders[i]);
        tasks->filters[i] = (struct row_filter){.rows = &tasks->rows[i],
            .hint = _("words of the title, or due < 7d"),
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
    array_fini(&tasks->marks.keys);
    array_fini(&tasks->sorts.names);
    arena_fini(&tasks->sorts.arena);
}

/* --- commands --- */

static void change_lens(struct ui *ui, struct tasks *tasks, int step)
{
    struct error err;

    array_clear(&tasks->marks.keys);
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

static void run_tab(struct ui *ui, void *state, const char *rest)
{
    static const char *const words[LENS_COUNT] = {"open", N_("steps due"), "done"};
    struct tasks *tasks = state;
    size_t lens = text_place_nocase(rest, words, LENS_COUNT);

    if (lens < LENS_COUNT)
        change_lens(ui, tasks, (int)lens - (int)tasks->lens);
    else
        ui_toast(ui, "tab open, steps due or done");
}

/* --- which of the open ones --- */

static const char *const chip_words[TASK_CHOICES + 1] = {[TASKS_ALL] = "all",
    [TASKS_TODAY] = "today",
    [TASKS_OVERDUE] = "overdue",
    [TASKS_PROMISES] = "promises",
    [TASKS_ASKS] = "asks"};

static void choose(struct ui *ui, struct tasks *tasks, enum task_choice choice)
{
    struct error err;

    array_clear(&tasks->marks.keys);
    tasks->lens = LENS_OPEN;
    tasks->rows[LENS_OPEN].choice = choice;
    tasks->lists[LENS_OPEN] = (struct list){0};
    tasks->selected[LENS_OPEN] = 0;
    if (!tasks_load(ui, tasks, &err))
        ui_fault(ui, &err);
}

static void step_choice(struct ui *ui, struct tasks *tasks, int step)
{
    int at = (int)tasks->rows[LENS_OPEN].choice + (tasks->lens == LENS_OPEN ? step : 0);

    choose(ui, tasks, (enum task_choice)((at + TASK_CHOICES) % TASK_CHOICES));
}

static void run_show_next(struct ui *ui, void *state, const char *rest)
{
    step_choice(ui, state, 1);
}

static void run_show_previous(struct ui *ui, void *state, const char *rest)
{
    step_choice(ui, state, -1);
}

static void run_show(struct ui *ui, void *state, const char *rest)
{
    for (int i = 0; i < TASK_CHOICES; i++)
        if (text_equal_nocase(rest, chip_words[i])) {
            choose(ui, state, (enum task_choice)i);
            return;
        }
    ui_toast(ui, "show all, today, overdue, promises or asks");
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
    day_number due = !row                     ? DAY_NONE
                     : row->kind == KIND_STEP ? row_day(row, STEP_DUE)
                                              : task_day(row);

    return due != DAY_NONE && due <= ui_show(ui).today;
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct tasks *tasks = state;

    if (tasks->rows[tasks->lens].filter)
        filter_clear(ui, &tasks->filters[tasks->lens]);
    else if (tasks->marks.keys.count)
        array_clear(&tasks->marks.keys);
    else if (tasks->lens == LENS_OPEN && tasks->rows[LENS_OPEN].choice != TASKS_ALL)
        choose(ui, tasks, TASKS_ALL);
    else if (!tasks_sort_clear(ui, tasks))
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

static void show_task(struct ui *ui, const struct row *task)
{
    struct tasks *tasks;
    enum lens lens = lens_of(task);

    ui_show_view(ui, VIEW_TASKS);
    tasks = ui_state(ui, VIEW_TASKS);
    if (!tasks)
        return;
    tasks->lens = lens;
    tasks->rows[lens].choice = TASKS_ALL;
    if (tasks->rows[lens].filter)
        filter_clear(ui, &tasks->filters[lens]);
    tasks->selected[lens] = task->key;
    ui_changed(ui);
}

void ui_open_task(struct ui *ui, int64_t task)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    if (!store_get(session_store(ui_session(ui)), KIND_TASK, task, &arena, &row, &err))
        ui_fault(ui, &err);
    else if (!row)
        ui_toast(ui, "this task is gone; R reads the screen anew");
    else if (lens_of(row) != LENS_COUNT)
        show_task(ui, row);
    else if (row_integer(row, TASK_ACCOUNT))
        ui_open_at_account(
            ui, row_integer(row, TASK_ACCOUNT), (struct touched_row){KIND_TASK, task});
    arena_fini(&arena);
}

static const struct view_command commands[] = {
    {"add", N_("a new task"), run_add},
    {"clear", N_("clear the filter, then the marks, show all, in their own order"), run_clear},
    {"filter", N_("show only tasks that match"), run_filter},
    {"layout", N_("by day: the agenda"), run_layout},
    {"mark", N_("tick it, or open it again"), run_tick},
    {"mark-all", N_("mark all shown, or none"), tasks_mark_all},
    {"mark-range", N_("mark all from the last mark to here; on a mark: take it away"),
        tasks_mark_range},
    {"open", N_("open the account or the checklist"), run_open},
    {"show", N_("of what is open: show all, today, overdue, promises, asks"), run_show},
    {"show-next", N_("go through all, today, overdue, promises, asks"), run_show_next},
    {"show-previous", N_("go through all, today, overdue, promises, asks"), run_show_previous},
    {"sort", N_("sort by a column; the same one again turns it round; sort own: as at first"),
        tasks_run_sort},
    {"sort-then", N_("and by this column, where those are alike"), tasks_run_sort_then},
    {"tab", N_("tab open, tab steps due, tab done"), run_tab},
    {"tab-next", N_("go through open, steps due, done"), run_tab_next},
    {"tab-previous", N_("go through open, steps due, done"), run_tab_previous},
};

static const struct view_hint hints[] = {
    {"add", N_("add")},
    {"done", "done"},
    {"date", N_("due")},
    {"flag", N_("flag")},
    {"snooze", N_("snooze")},
    {"show-next", N_("which")},
    {"open", "open"},
    {"layout", N_("agenda")},
    {"chase", N_("asked again")},
    {"filter", N_("filter")},
    {"sort", N_("sort")},
};

static void tasks_keep(const void *state, struct str *out)
{
    const struct tasks *tasks = state;

    for (int i = 0; i < (int)tasks->lens; i++)
        str_add(out, "tab-next\n");
    if (filter_is_set(&tasks->filters[tasks->lens]))
        str_addf(out, "filter %s\n", str_text(&tasks->filters[tasks->lens].text));
    if (!tasks->sorts.count)
        return;
    str_add(out, "sort ");
    tasks_sort_words(tasks, out);
    str_add(out, "\n");
}

/* Only an ask is asked again. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct tasks *tasks = state;
    const struct row *row = row_here((struct tasks *)(uintptr_t)tasks);

    if (text_equal(hint->command, "chase"))
        return row && row->kind == KIND_TASK && row_is(row, TASK_KIND, "ask") ? hint->text : NULL;
    return hint->text;
}

const struct view view_tasks = {
    .name = "tasks",
    .title = N_("Tasks"),
    .digit = '4',
    .state_size = sizeof(struct tasks),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = tasks_open,
    .close = tasks_close,
    .load = tasks_load,
    .draw = tasks_draw,
    .draw_row = tasks_draw_line,
    .list = tasks_list,
    .account = tasks_account,
    .row = tasks_row,
    .wants = tasks_wants,
    .keep = tasks_keep,
};
