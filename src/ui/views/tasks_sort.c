/* The order of Tasks, where it is not the list's own: by a column, and by others where that one is
 * alike; what is alike in all of them stays in the list's own order. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/task.h"
#include "ui/views/tasks.h"

static const struct {
    const char *id, *help;
} columns[TASKS_COLUMNS] = {
    [TASKS_DUE] = {"due", N_("the day: due, to be chased, done")},
    [TASKS_TITLE] = {"title", N_("what is to be done")},
    [TASKS_ACCOUNT] = {"account", N_("the account")},
    [TASKS_KIND] = {"kind", N_("the kind; of a promise to whom, of an ask who is waited for")},
    [TASKS_PRIORITY] = {"priority", N_("high, medium or low")},
};

static int find_column(const char *id)
{
    for (int i = 0; i < TASKS_COLUMNS; i++)
        if (text_equal_nocase(id, columns[i].id))
            return i;
    return -1;
}

/* --- what a row is sorted by --- */

static bool take_name(void *context, int64_t key, struct value value)
{
    struct tasks_sorts *sorts = context;

    ARRAY_PUSH(&sorts->names,
        (struct tasks_name){
            key, value.type == VALUE_TEXT ? arena_copy_text(&sorts->arena, value.text) : NULL});
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct tasks_name *a = left, *b = right;

    return (a->account > b->account) - (a->account < b->account);
}

/* They come in the order of keys. */
static struct value name_of(const struct tasks_sorts *sorts, int64_t account)
{
    const struct tasks_name *name =
        sorts->names.count ? bsearch(&(struct tasks_name){account, NULL}, sorts->names.items,
                                 sorts->names.count, sizeof(*name), compare_names)
                           : NULL;

    return value_text(name ? name->name : NULL);
}

static struct value text_known(const char *text)
{
    return value_text(text_blank(text) ? NULL : text);
}

static struct value rank_of(const struct row *task)
{
    static const char *const words[] = {"high", "medium", "low"};

    for (int i = 0; i < (int)COUNT_OF(words); i++)
        if (row_is(task, TASK_PRIORITY, words[i]))
            return value_integer(i);
    return value_unknown();
}

static struct value step_value(
    const struct tasks *tasks, const struct row *step, enum tasks_column column)
{
    switch (column) {
    case TASKS_DUE: return value_day(row_day(step, STEP_DUE));
    case TASKS_TITLE: return text_known(row_text(step, STEP_TITLE));
    case TASKS_ACCOUNT: return name_of(&tasks->sorts, row_integer(step, STEP_ACCOUNT));
    case TASKS_KIND: return text_known(row_text(step, STEP_KIND));
    case TASKS_PRIORITY:
    case TASKS_COLUMNS: break;
    }
    return value_unknown();
}

static const char *kind_text(const struct tasks *tasks, const struct row *task)
{
    if (tasks->lens == LENS_OPEN && tasks->rows[LENS_OPEN].choice == TASKS_PROMISES)
        return row_text(task, TASK_OWED_TO);
    return row_text(task, task_is_ask(task) && !text_blank(row_text(task, TASK_WAITING_ON))
                              ? TASK_WAITING_ON
                              : TASK_KIND);
}

static struct value sort_value(void *context, const struct row *row, int column)
{
    const struct tasks *tasks = context;

    if (row->kind == KIND_STEP)
        return step_value(tasks, row, (enum tasks_column)column);
    switch ((enum tasks_column)column) {
    case TASKS_DUE:
        return value_day(tasks->lens == LENS_DONE ? row_day(row, TASK_DONE_ON) : task_day(row));
    case TASKS_TITLE: return text_known(row_text(row, TASK_TITLE));
    case TASKS_ACCOUNT: return name_of(&tasks->sorts, row_integer(row, TASK_ACCOUNT));
    case TASKS_KIND: return text_known(kind_text(tasks, row));
    case TASKS_PRIORITY: return rank_of(row);
    case TASKS_COLUMNS: break;
    }
    return value_unknown();
}

bool tasks_sort_ready(struct ui *ui, struct tasks *tasks, struct error *err)
{
    struct tasks_sorts *sorts = &tasks->sorts;
    struct rows *rows = &tasks->rows[tasks->lens];
    bool by_name = tasks_sorted(tasks, TASKS_ACCOUNT) != 0;

    rows->sort_value = sort_value;
    rows->sort_context = tasks;
    rows->sort_count = sorts->count;
    memcpy(rows->sorts, sorts->items, sizeof(rows->sorts));
    array_clear(&sorts->names);
    arena_clear(&sorts->arena);
    return !by_name ||
           store_column(session_store(ui_session(ui)), ACCOUNT_NAME, take_name, sorts, err);
}

/* --- by which columns --- */

static struct rows_sort *find(struct tasks_sorts *sorts, int column)
{
    for (int i = 0; i < sorts->count; i++)
        if (sorts->items[i].field == column)
            return &sorts->items[i];
    return NULL;
}

int tasks_sorted(const struct tasks *tasks, enum tasks_column column)
{
    for (int i = 0; i < tasks->sorts.count; i++)
        if (tasks->sorts.items[i].field == (int)column)
            return tasks->sorts.items[i].falling ? -1 : 1;
    return 0;
}

static bool take_word(struct tasks_sorts *sorts, const char *word, size_t len)
{
    bool falling = len && *word == '-', is_signed = falling || *word == '+';
    struct str id = {0};
    int column;

    str_add_bytes(&id, word + is_signed, len - is_signed);
    column = find_column(str_text(&id));
    str_fini(&id);
    if (column >= 0 && sorts->count < ROWS_SORTS && !find(sorts, column))
        sorts->items[sorts->count++] = (struct rows_sort){column, falling};
    return column >= 0;
}

/* `-due, account`. */
static bool set_words(struct tasks *tasks, const char *words)
{
    struct tasks_sorts sorts = {.count = 0};

    while (*words) {
        size_t len = strcspn(words, ", ");

        if (len && !take_word(&sorts, words, len))
            return false;
        words += len + (words[len] != '\0');
    }
    memcpy(tasks->sorts.items, sorts.items, sizeof(sorts.items));
    tasks->sorts.count = sorts.count;
    return sorts.count > 0;
}

void tasks_sort_words(const struct tasks *tasks, struct str *out)
{
    for (int i = 0; i < tasks->sorts.count; i++)
        str_addf(out, "%s%c%s", i ? ", " : "", tasks->sorts.items[i].falling ? '-' : '+',
            columns[tasks->sorts.items[i].field].id);
}

/* Whoever asks for an order asks who comes first in it. */
static void read_again(struct ui *ui, struct tasks *tasks)
{
    struct error err;

    tasks->selected[tasks->lens] = 0;
    list_select(&tasks->lists[tasks->lens], 0);
    if (!tasks_load(ui, tasks, &err))
        ui_fault(ui, &err);
}

/* --- commands --- */

static void sort_by(struct ui *ui, struct tasks *tasks, int column)
{
    struct tasks_sorts *sorts = &tasks->sorts;

    bool again = sorts->count && sorts->items[0].field == column;

    if (!again)
        sorts->count = 1;
    sorts->items[0] = (struct rows_sort){column, again && !sorts->items[0].falling};
    read_again(ui, tasks);
}

static void sort_then(struct ui *ui, struct tasks *tasks, int column)
{
    struct tasks_sorts *sorts = &tasks->sorts;
    struct rows_sort *sort = find(sorts, column);

    if (sort)
        sort->falling = !sort->falling;
    else if (sorts->count < ROWS_SORTS)
        sorts->items[sorts->count++] = (struct rows_sort){column, false};
    else
        ui_toast(ui, "at most %d columns sort", ROWS_SORTS);
    read_again(ui, tasks);
}

bool tasks_sort_clear(struct ui *ui, struct tasks *tasks)
{
    if (!tasks->sorts.count)
        return false;
    tasks->sorts.count = 0;
    read_again(ui, tasks);
    return true;
}

static void sort_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id == TASKS_COLUMNS)
        (void)tasks_sort_clear(ui, context);
    else if (id >= 0)
        sort_by(ui, context, (int)id);
}

static void then_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        sort_then(ui, context, (int)id);
}

static size_t add_columns(const struct tasks *tasks, struct ui_choice *choices)
{
    for (int i = 0; i < TASKS_COLUMNS; i++) {
        int sorted = tasks_sorted(tasks, (enum tasks_column)i);

        choices[i] = (struct ui_choice){columns[i].id, _(columns[i].help),
            !sorted      ? NULL
            : sorted < 0 ? "↓"
                         : "↑",
            i};
    }
    return TASKS_COLUMNS;
}

void tasks_run_sort(struct ui *ui, void *state, const char *rest)
{
    struct ui_choice choices[TASKS_COLUMNS + 1];
    struct tasks *tasks = state;
    int column = find_column(rest);
    size_t count;

    if (column >= 0) {
        sort_by(ui, tasks, column);
    } else if (text_equal_nocase(rest, "own")) {
        (void)tasks_sort_clear(ui, tasks);
    } else if (*rest && set_words(tasks, rest)) {
        read_again(ui, tasks);
    } else if (*rest) {
        ui_toast(ui, "no column '%s' to sort by", rest);
    } else {
        count = add_columns(tasks, choices);
        choices[count++] = (struct ui_choice){
            "own", _("the list's own order"), tasks->sorts.count ? NULL : "↑", TASKS_COLUMNS};
        ui_choose(ui, _("Sort by"), choices, count, sort_chosen, tasks);
    }
}

void tasks_run_sort_then(struct ui *ui, void *state, const char *rest)
{
    struct ui_choice choices[TASKS_COLUMNS];
    int column = find_column(rest);

    if (column >= 0)
        sort_then(ui, state, column);
    else if (*rest)
        ui_toast(ui, "no column '%s' to sort by", rest);
    else
        ui_choose(ui, _("then by"), choices, add_columns(state, choices), then_chosen, state);
}
