/* The picture of Tasks: tabs, the chips of what is open, a line a task. Promises say to whom, asks
 * stand together by whom they wait on. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/task.h"
#include "ui/sizes.h"
#include "ui/views/tasks.h"
#include "ui/ways.h"

enum {
    TITLE = 19,
    MOST = 132 /* columns of a row */
};

static const struct {
    const char *title, *empty;
} lenses[] = {
    [LENS_OPEN] = {N_("Open"), NULL},
    [LENS_STEPS] = {N_("Steps due"), N_("No playbook has a step with a day.")},
    [LENS_DONE] = {N_("Done"), N_("Nothing is done yet.")},
};

static const struct {
    const char *word, *brief, *empty;
} chips[] = {
    [TASKS_ALL] = {N_("all"), N_("all"), N_("No task is open.")},
    [TASKS_TODAY] = {N_("today"), N_("today"), N_("Nothing is due today.")},
    [TASKS_OVERDUE] = {N_("overdue"), N_("late"), N_("Nothing is overdue.")},
    [TASKS_PROMISES] = {N_("promises"), N_("owed"), N_("We owe nobody anything.")},
    [TASKS_ASKS] = {N_("asks"), N_("asks"), N_("Nobody inside is waited for.")},
};

static enum task_choice choice_of(const struct tasks *tasks)
{
    return tasks->lens == LENS_OPEN ? tasks->rows[LENS_OPEN].choice : TASKS_ALL;
}

static void draw_head(const struct tasks *tasks, struct canvas *canvas, int y)
{
    int x = 1;

    for (int i = 0; i < LENS_COUNT; i++) {
        bool is_open = i == (int)tasks->lens;
        enum role role = is_open ? ROLE_TAB_ACTIVE : ROLE_TAB;

        x = part_put_click(canvas, x, y, &(struct span){role, _(lenses[i].title)}, "tab") + 1;
        if (is_open)
            x = canvas_count(canvas, x, y, ROLE_TITLE, tasks->rows[tasks->lens].count) + 1;
        x += 2;
    }
    x -= 3;
    if (tasks->marks.keys.count)
        x = canvas_putf(canvas, x + 3, y, ROLE_ACCENT, _("%zu marked"), tasks->marks.keys.count);
    filter_draw(&tasks->filters[tasks->lens], canvas, x + 3, y, canvas->columns - 26);
    if (canvas->columns >= SCREEN_NARROW)
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_HINT_KEY, "["}, {ROLE_HINT_TEXT, _(" and ")}, {ROLE_HINT_KEY, "]"},
                {ROLE_HINT_TEXT, _(" change the tab")}));
}

/* `promises 4, 1 late`: only what is late draws the eye. */
static int draw_chip(
    const struct tasks *tasks, struct canvas *canvas, int x, int y, enum task_choice chip)
{
    bool brief = canvas->columns < SCREEN_NARROW, active = chip == choice_of(tasks);
    const struct task_counts *counts = &tasks->counts;
    int64_t late = chip == TASKS_PROMISES ? counts->late_promises
                   : chip == TASKS_ASKS   ? counts->asks_to_chase
                                          : 0;
    char command[24];
    int from = x;

    snprintf(command, sizeof(command), "show %s", chips[chip].word);
    x = canvas_put(canvas, x, y, active ? ROLE_TAB_ACTIVE : ROLE_MUTED,
        _(brief ? chips[chip].brief : chips[chip].word));
    x = canvas_count(canvas, x + 1, y, active ? ROLE_TITLE : ROLE_TEXT, counts->of[chip]);
    if (late && canvas->columns >= 80)
        x = canvas_putf(canvas, x, y, ROLE_MUTED,
            chip == TASKS_ASKS ? _(", %lld to chase") : _(", %lld late"), (long long)late);
    canvas_place(canvas, (struct area){from, y, x - from, 1}, command);
    return x + (brief ? 1 : 3);
}

static void draw_chips(const struct tasks *tasks, struct canvas *canvas, int y)
{
    int x = 1;

    for (int chip = 0; chip < TASK_CHOICES; chip++)
        x = draw_chip(tasks, canvas, x, y, (enum task_choice)chip);
    if (canvas->columns >= SCREEN_WIDE)
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_HINT_KEY, "Tab"}, {ROLE_HINT_TEXT, _(" which")}));
}

/* --- a row --- */

/* What stands in the last column, and before the title. */
struct task_cells {
    const char *shape, *title, *account;
    const char *team; /* an ask: who is waited for; "" as in the row above; NULL: no such column */
    struct str last;
    struct due_words due;
    bool high, is_selected;
};

static void add_age(const struct row *ask, day_number today, bool wide, struct str *out)
{
    int age = task_age(ask, today);
    int64_t chased = row_integer(ask, TASK_CHASED);

    if (age >= 0)
        str_addf(out, wide ? _("open %dd") : "%dd", age);
    if (chased && wide)
        str_addf(out, age >= 0 ? _(", chased %lldx") : _("chased %lldx"), (long long)chased);
}

static void add_last(
    struct ui *ui, const struct tasks *tasks, const struct row *row, bool wide, struct str *out)
{
    switch (choice_of(tasks)) {
    case TASKS_PROMISES: part_items(out, row_text(row, TASK_OWED_TO)); return;
    case TASKS_ASKS: add_age(row, ui_show(ui).today, wide, out); return;
    case TASKS_ALL:
    case TASKS_TODAY:
    case TASKS_OVERDUE:
    case TASK_CHOICES: break;
    }
    if (row->kind == KIND_STEP)
        str_add(out, row_text(row, STEP_KIND));
    else if (task_is_ask(row) && !text_blank(row_text(row, TASK_WAITING_ON)))
        str_add(out, row_text(row, TASK_WAITING_ON));
    else
        str_add(out, row_text(row, TASK_KIND));
}

/* The first of those that wait on one; the list may begin in the midst of them. */
static const char *team_of(struct tasks *tasks, const struct row *ask, int64_t index)
{
    struct rows *rows = &tasks->rows[LENS_OPEN];
    const char *who = row_text(ask, TASK_WAITING_ON);
    const struct row *above = index > tasks->lists[LENS_OPEN].top ? rows_at(rows, index - 1) : NULL;

    if (above && text_equal_nocase(row_text(above, TASK_WAITING_ON), who))
        return "";
    return text_blank(who) ? _("somebody") : who;
}

static struct due_words when_of(struct ui *ui, const struct tasks *tasks, const struct row *row)
{
    day_number today = ui_show(ui).today;
    struct due_words due = {.role = ROLE_MUTED};

    if (tasks->lens != LENS_DONE)
        return part_due(row->kind == KIND_STEP ? row_day(row, STEP_DUE) : task_day(row), today);
    day_words(row_day(row, TASK_DONE_ON), today, due.text);
    return due;
}

static void read_cells(struct ui *ui, struct tasks *tasks, const struct row *row, int64_t index,
    struct task_cells *cells)
{
    bool step = row->kind == KIND_STEP;

    cells->shape = step ? "→" : part_task_shape(row);
    cells->title = row_text(row, step ? STEP_TITLE : TASK_TITLE);
    cells->account = names_of(&tasks->names, ui_session(ui),
        row_integer(row, step ? (int)STEP_ACCOUNT : (int)TASK_ACCOUNT));
    cells->high = !step && row_is(row, TASK_PRIORITY, "high");
    cells->due = when_of(ui, tasks, row);
    cells->is_selected = index == tasks->lists[tasks->lens].selected;
    cells->team = choice_of(tasks) == TASKS_ASKS ? team_of(tasks, row, index) : NULL;
}

/* Columns of the last cell: none where there is no room. */
static int last_columns(enum task_choice choice, int columns)
{
    switch (choice) {
    case TASKS_PROMISES: return columns >= SCREEN_WIDE ? 24 : columns >= SCREEN_NARROW ? 14 : 0;
    case TASKS_ASKS: return columns >= SCREEN_WIDE ? 20 : columns >= SCREEN_NARROW ? 4 : 0;
    case TASKS_ALL:
    case TASKS_TODAY:
    case TASKS_OVERDUE:
    case TASK_CHOICES: break;
    }
    return columns >= SCREEN_WIDE ? 10 : 0;
}

/* shape  due  (who is waited for)  title  account  (kind, to whom, since when): where they begin,
 * but for the due day, which ends. 0: no room. */
struct task_columns {
    int due_end, team, team_columns, title, title_end, account, account_end, last, last_columns;
};

static struct task_columns columns_of(enum task_choice choice, int columns)
{
    bool narrow = columns < SCREEN_NARROW, teams = choice == TASKS_ASKS;
    int end = (columns < MOST ? columns : MOST) - 1, last = last_columns(choice, columns);
    struct task_columns at = {.title = narrow ? TITLE - 2 : TITLE, .last_columns = last};

    at.due_end = at.title - 3;
    if (teams) {
        at.team = at.title;
        at.team_columns = columns >= SCREEN_WIDE ? 12 : narrow ? 7 : 10;
        at.title += at.team_columns + 2;
    }
    if (last) {
        at.last = end - last;
        end -= last + 2;
    }
    at.title_end = end;
    if (narrow)
        return at;
    at.account = at.title + (end - at.title) * (teams ? 64 : 58) / 100;
    at.account_end = end;
    at.title_end = at.account - 2;
    return at;
}

static void draw_cells(const struct task_cells *cells, const struct task_columns *at,
    struct canvas *canvas, struct area line)
{
    enum role role = cells->is_selected ? ROLE_TITLE : ROLE_TEXT;

    canvas_put(canvas, 2, line.y, cells->shape[0] == '!' ? ROLE_ACCENT : ROLE_MUTED, cells->shape);
    canvas_put_right(canvas, at->due_end, line.y, cells->due.role, cells->due.text);
    if (cells->high)
        canvas_put(canvas, at->due_end + 1, line.y, ROLE_OVERDUE, "!");
    if (at->team)
        canvas_put_cut(canvas, at->team, line.y, ROLE_TITLE, cells->team, at->team_columns);
    if (at->last)
        canvas_put_cut(
            canvas, at->last, line.y, ROLE_MUTED, str_text(&cells->last), at->last_columns);
    canvas_put_cut(canvas, at->title, line.y, role, cells->title, at->title_end - at->title);
    if (at->account)
        canvas_put_cut(
            canvas, at->account, line.y, ROLE_TEXT, cells->account, at->account_end - at->account);
}

/* --- the heads, where they do not stand in the order of the list --- */

static void put_head(const struct tasks *tasks, struct canvas *canvas, struct area cell,
    enum tasks_column column, const char *word)
{
    static const char *const ids[TASKS_COLUMNS] = {[TASKS_DUE] = "due",
        [TASKS_TITLE] = "title",
        [TASKS_ACCOUNT] = "account",
        [TASKS_KIND] = "kind",
        [TASKS_PRIORITY] = "priority"};

    part_put_head(canvas, cell,
        &(struct part_head){word, ids[column], tasks_sorted(tasks, column), column == TASKS_DUE});
}

static void draw_heads(const struct tasks *tasks, struct canvas *canvas, int y)
{
    enum task_choice choice = choice_of(tasks);
    struct task_columns at = columns_of(choice, canvas->columns);
    int sorted = tasks_sorted(tasks, TASKS_PRIORITY);

    put_head(tasks, canvas, (struct area){3, y, at.due_end - 3 - (sorted != 0), 1}, TASKS_DUE,
        tasks->lens == LENS_DONE ? _("done") : _("due"));
    if (sorted)
        canvas_put(canvas, at.due_end, y, ROLE_ACCENT, sorted > 0 ? "!↑" : "!↓");
    put_head(tasks, canvas, (struct area){at.title, y, at.title_end - at.title, 1}, TASKS_TITLE,
        _("what"));
    if (at.account)
        put_head(tasks, canvas, (struct area){at.account, y, at.account_end - at.account, 1},
            TASKS_ACCOUNT, _("account"));
    if (at.team)
        put_head(tasks, canvas, (struct area){at.team, y, at.team_columns, 1}, TASKS_KIND,
            _("waits on"));
    else if (at.last)
        put_head(tasks, canvas, (struct area){at.last, y, at.last_columns, 1}, TASKS_KIND,
            choice == TASKS_PROMISES ? _("owed to") : _("kind"));
}

bool tasks_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct tasks *tasks = state;
    const struct row *row = rows_at(&tasks->rows[tasks->lens], index);
    int64_t key = row ? row->key : 0;
    struct task_columns at = columns_of(choice_of(tasks), line.columns);
    struct task_cells cells = {0};

    if (row) {
        add_last(ui, tasks, row, line.columns >= SCREEN_WIDE, &cells.last);
        read_cells(ui, tasks, row, index, &cells);
        draw_cells(&cells, &at, canvas, line);
        if (marks_has(&tasks->marks, key))
            canvas_put(canvas, 1, line.y, ROLE_ACCENT, "✓");
    }
    str_fini(&cells.last);
    if (ui_list_row(ui, canvas, &tasks->lists[tasks->lens], index, line))
        tasks->selected[tasks->lens] = key;
    return true;
}

/* --- all --- */

static void draw_empty(struct ui *ui, const struct tasks *tasks, struct canvas *canvas, int y)
{
    const struct rows *rows = &tasks->rows[tasks->lens];

    if (rows->filter) {
        filter_draw_none(
            ui, &tasks->filters[tasks->lens], canvas, y, _("No task matches the filter."));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT,
        tasks->lens == LENS_OPEN ? _(chips[choice_of(tasks)].empty) : _(lenses[tasks->lens].empty));
    if (tasks->lens == LENS_STEPS)
        way_put(ui, canvas, 1, y + 1, "playbook", _("on an account: start a playbook"));
    else if (choice_of(tasks) != TASKS_ALL)
        way_put(ui, canvas, 1, y + 1, "show all", _("show all"));
    else if (tasks->lens == LENS_OPEN)
        way_put(ui, canvas, 1, y + 1, "add", _("add one"));
}

void tasks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct tasks *tasks = state;
    struct rows *rows = &tasks->rows[tasks->lens];
    struct list *list = &tasks->lists[tasks->lens];
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    bool chosen = tasks->lens == LENS_OPEN;

    draw_head(tasks, canvas, y++);
    if (chosen)
        draw_chips(tasks, canvas, y);
    if (!chosen || canvas->rows >= SCREEN_LOW)
        canvas_rule(canvas, y += chosen);
    y++;
    if (!rows->count)
        draw_empty(ui, tasks, canvas, y + 1);
    else if (tasks->sorts.count)
        draw_heads(tasks, canvas, y++);
    list_fit(list, rows->count, canvas->rows - y - foot);
    rows_show(rows, list);
    for (int64_t i = list->top; i < list_end(list); i++, y++)
        tasks_draw_line(ui, tasks, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (foot == 2 && rows->count)
        part_range(canvas, 1, canvas->rows - 2, list);
    if (foot == 2 && rows->count)
        part_hidden(canvas, canvas->rows - 2,
            !last_columns(choice_of(tasks), canvas->columns) + (canvas->columns < SCREEN_NARROW));
}
