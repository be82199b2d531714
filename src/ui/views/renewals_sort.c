/* The order of Renewals: by a column, and by others where that one is alike. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/ui_internal.h"
#include "ui/views/renewals.h"

/* --- the rows --- */

static int compare_column(
    const struct renewals_column *column, const struct due_line *a, const struct due_line *b)
{
    day_number one = forecast_day(a), other = forecast_day(b);

    if (column->value)
        return (column->value(a) > column->value(b)) - (column->value(a) < column->value(b));
    if (text_equal(column->id, "account"))
        return text_compare_folded(a->account_name, b->account_name);
    return (one > other) - (one < other);
}

/* Lines without a day last, whichever way it goes by day. */
static int compare_known(
    const struct renewals_column *column, const struct due_line *a, const struct due_line *b)
{
    bool by_day = text_equal(column->id, "decides");

    return by_day ? (forecast_day(a) == DAY_NONE) - (forecast_day(b) == DAY_NONE) : 0;
}

/* What is alike in all of them is as it comes, by day, the way the last column goes. */
static int compare_lines(
    const struct renewals *view, const struct due_line *a, const struct due_line *b)
{
    int order = 0;
    bool falling = false;

    for (int i = 0; i < view->sorts.count && !order; i++) {
        const struct renewals_sort *sort = &view->sorts.items[i];
        int known = compare_known(sort->column, a, b);

        if (known)
            return known;
        falling = sort->falling;
        order = compare_column(sort->column, a, b);
    }
    order = order ? order : forecast_compare(a, b);
    return falling ? -order : order;
}

/* It is stable. */
static void merge_sort(const struct renewals *view, const struct due_line **rows, size_t count,
    const struct due_line **room)
{
    size_t half = count / 2, left = 0, right = half;

    if (count < 2)
        return;
    merge_sort(view, rows, half, room);
    merge_sort(view, rows + half, count - half, room);
    memcpy(room, rows, count * sizeof(*rows));
    for (size_t i = 0; i < count; i++) {
        bool takes_left =
            right == count || (left < half && compare_lines(view, room[left], room[right]) <= 0);

        rows[i] = takes_left ? room[left++] : room[right++];
    }
}

void renewals_sort(struct renewals *view)
{
    const struct renewals_sort *first = &view->sorts.items[0];
    bool by_day = text_equal(first->column->id, "decides") && view->sorts.count == 1;

    if ((by_day && !first->falling) || view->rows.count < 2)
        return; /* they come by day */
    merge_sort(view, view->rows.items, view->rows.count,
        arena_alloc_array(&view->arena, view->rows.count, sizeof(*view->rows.items)));
}

/* --- by which columns --- */

static bool sorts(const struct renewals_column *column)
{
    return column->value || text_equal(column->id, "decides") || text_equal(column->id, "account");
}

static struct renewals_sort *find(struct renewals_sorts *all, const struct renewals_column *column)
{
    for (int i = 0; i < all->count; i++)
        if (all->items[i].column == column)
            return &all->items[i];
    return NULL;
}

int renewals_sorted(const struct renewals *view, const struct renewals_column *column)
{
    for (int i = 0; i < view->sorts.count; i++)
        if (view->sorts.items[i].column == column)
            return view->sorts.items[i].falling ? -1 : 1;
    return 0;
}

static bool take_word(struct renewals_sorts *all, const char *word, size_t len)
{
    bool falling = len && *word == '-', is_signed = falling || *word == '+';
    struct str id = {0};
    const struct renewals_column *column;

    str_add_bytes(&id, word + is_signed, len - is_signed);
    column = renewals_column_find(str_text(&id));
    str_fini(&id);
    if (!column || !sorts(column))
        return false;
    if (all->count < ROWS_SORTS && !find(all, column))
        all->items[all->count++] = (struct renewals_sort){column, falling};
    return true;
}

bool renewals_sort_set(struct renewals *view, const char *words)
{
    struct renewals_sorts all = {.count = 0};

    while (*words) {
        size_t len = strcspn(words, ", ");

        if (len && !take_word(&all, words, len))
            return false;
        words += len + (words[len] != '\0');
    }
    if (!all.count)
        return false;
    view->sorts = all;
    return true;
}

void renewals_sort_words(const struct renewals *view, struct str *out)
{
    for (int i = 0; i < view->sorts.count; i++)
        str_addf(out, "%s%c%s", i ? ", " : "", view->sorts.items[i].falling ? '-' : '+',
            view->sorts.items[i].column->id);
}

/* --- commands --- */

static bool begins_falling(const struct renewals_column *column)
{
    return column->sum != SUM_NONE;
}

static void sort_by(struct ui *ui, struct renewals *view, const struct renewals_column *column)
{
    struct renewals_sort *first = &view->sorts.items[0];

    if (first->column == column)
        first->falling = !first->falling;
    else
        view->sorts =
            (struct renewals_sorts){.items = {{column, begins_falling(column)}}, .count = 1};
    renewals_fill(ui, view);
}

static void sort_then(struct ui *ui, struct renewals *view, const struct renewals_column *column)
{
    struct renewals_sort *sort = find(&view->sorts, column);

    if (sort)
        sort->falling = !sort->falling;
    else if (view->sorts.count < ROWS_SORTS)
        view->sorts.items[view->sorts.count++] =
            (struct renewals_sort){column, begins_falling(column)};
    else
        ui_toast(ui, "at most %d columns sort", ROWS_SORTS);
    renewals_fill(ui, view);
}

static void sort_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        sort_by(ui, context, renewals_column_at((size_t)id));
}

static void then_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        sort_then(ui, context, renewals_column_at((size_t)id));
}

static void choose(struct ui *ui, struct renewals *view, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    struct ui_choice choices[RENEWALS_COLUMNS_MOST];
    size_t count = 0;

    for (size_t i = 0; i < renewals_column_count(); i++) {
        const struct renewals_column *column = renewals_column_at(i);
        int sorted = renewals_sorted(view, column);

        if (sorts(column) && column->pages & 1u << view->page)
            choices[count++] = (struct ui_choice){column->id, NULL,
                !sorted      ? NULL
                : sorted < 0 ? "↓"
                             : "↑",
                (int64_t)i};
    }
    ui_choose(ui, title, choices, count, chosen, view);
}

void renewals_run_sort(struct ui *ui, void *state, const char *rest)
{
    struct renewals *view = state;
    const struct renewals_column *column = renewals_column_find(rest);

    if (column && sorts(column))
        sort_by(ui, view, column);
    else if (*rest && renewals_sort_set(view, rest))
        renewals_fill(ui, view);
    else if (*rest)
        ui_toast(ui, "no column '%s' to sort by", rest);
    else
        choose(ui, view, _("Sort by"), sort_chosen);
}

void renewals_run_sort_then(struct ui *ui, void *state, const char *rest)
{
    const struct renewals_column *column = renewals_column_find(rest);

    if (column && sorts(column))
        sort_then(ui, state, column);
    else if (*rest)
        ui_toast(ui, "no column '%s' to sort by", rest);
    else
        choose(ui, state, _("then by"), then_chosen);
}
