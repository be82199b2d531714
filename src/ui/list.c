#include "ui/list.h"

#include "base/attributes.h"
#include "base/str.h"

enum { WHEEL_ROWS = 3 };

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    if (value > most)
        value = most;
    return value < least ? least : value;
}

static int64_t last_top(const struct list *list)
{
    return list->count > list->room ? list->count - list->room : 0;
}

void list_select(struct list *list, int64_t row)
{
    list->is_loose = list->is_loose && row == list->selected;
    list->selected = clamp(row, 0, list->count - 1);
    if (list->selected < 0)
        list->selected = 0;
    if (list->is_loose) {
        list->top = clamp(list->top, 0, last_top(list));
        return;
    }
    if (list->selected < list->top)
        list->top = list->selected;
    if (list->room > 0 && list->selected >= list->top + list->room)
        list->top = list->selected - list->room + 1;
    list->top = clamp(list->top, 0, last_top(list));
}

void list_fit(struct list *list, int64_t count, int room)
{
    list->count = count > 0 ? count : 0;
    list->room = room > 0 ? room : 0;
    list_select(list, list->selected);
}

bool list_is_shown(const struct list *list, int64_t row)
{
    return row >= list->top && row < list_end(list);
}

int64_t list_end(const struct list *list)
{
    int64_t end = list->top + list->room;

    return end < list->count ? end : list->count;
}

/* A page keeps its last row in sight, as the first of the next. */
static void page(struct list *list, int64_t rows)
{
    list->top = clamp(list->top + rows, 0, last_top(list));
    list_select(list, list->selected + rows);
}

static int64_t page_rows(const struct list *list)
{
    return list->room > 1 ? list->room - 1 : 1;
}

/* The view moves alone. */
static void wheel(struct list *list, int64_t rows)
{
    list->top = clamp(list->top + rows, 0, last_top(list));
    list->is_loose = !list_is_shown(list, list->selected);
}

/* Pages and lines go on from what is in sight. */
static void settle(struct list *list)
{
    if (!list->is_loose)
        return;
    list->is_loose = false;
    list_select(list, clamp(list->selected, list->top, list_end(list) - 1));
}

static bool wheel_command(struct list *list, const char *command)
{
    if (text_equal(command, "wheel-down"))
        wheel(list, WHEEL_ROWS);
    else if (text_equal(command, "wheel-up"))
        wheel(list, -WHEEL_ROWS);
    else
        return false;
    return true;
}

/* The view moves; the selected row only as far as it must to stay in sight. */
static void scroll(struct list *list, int64_t rows)
{
    list->top = clamp(list->top + rows, 0, last_top(list));
    list_select(list, clamp(list->selected, list->top, list_end(list) - 1));
}

static bool step_command(struct list *list, const char *command)
{
    int64_t to;

    if (text_equal(command, "next"))
        to = list->selected + 1;
    else if (text_equal(command, "previous"))
        to = list->selected - 1;
    else if (text_equal(command, "top"))
        to = 0;
    else if (text_equal(command, "bottom"))
        to = list->count - 1;
    else
        return false;
    list->is_loose = false;
    list_select(list, to);
    return true;
}

static bool scroll_command(struct list *list, const char *command)
{
    if (text_equal(command, "page-down"))
        page(list, page_rows(list));
    else if (text_equal(command, "page-up"))
        page(list, -page_rows(list));
    else if (text_equal(command, "half-down"))
        page(list, (list->room + 1) / 2);
    else if (text_equal(command, "half-up"))
        page(list, -(list->room + 1) / 2);
    else if (text_equal(command, "scroll-down"))
        scroll(list, WHEEL_ROWS);
    else if (text_equal(command, "scroll-up"))
        scroll(list, -WHEEL_ROWS);
    else if (text_equal(command, "line-down"))
        scroll(list, 1);
    else if (text_equal(command, "line-up"))
        scroll(list, -1);
    else
        return false;
    return true;
}

bool list_command(struct list *list, const char *command)
{
    struct list asked = *list;

    if (wheel_command(list, command) || step_command(list, command))
        return true;
    settle(&asked);
    if (!scroll_command(&asked, command))
        return false;
    *list = asked;
    return true;
}
