#include "base/text.h"
#include "ui/bars.h"
#include "ui/sizes.h"

#define WIDE_COLUMNS 100

struct tab_place {
    int x, end;
};

static int gap_between(int columns)
{
    return columns >= WIDE_COLUMNS ? 2 : 1;
}

/* Where tab number `index` stands: its digit, a blank, its title. */
static struct tab_place place_of(const struct tabs *tabs, int columns, size_t index)
{
    struct tab_place place = {1, 1};
    for (size_t i = 0; i <= index; i++) {
        place.x = i == 0 ? 1 : place.end + gap_between(columns);
        place.end = place.x + 2 + text_columns(tabs->items[i].title);
    }
    return place;
}

static enum role day_role(const struct tabs *tabs)
{
    return tabs->is_past ? ROLE_WATCH : ROLE_MUTED;
}

/* What the tabs may take: a day of the past is said whatever else is not. */
static int room_of(const struct tabs *tabs, int columns)
{
    return tabs->is_past && tabs->day != NULL ? columns - text_columns(tabs->day) - 3 : columns;
}

/* Tabs that do not all fit make way for the name of the screen. */
static bool is_narrow(const struct tabs *tabs, int columns)
{
    return columns < SCREEN_NARROW || (tabs->count && !tabs->is_past &&
                                          place_of(tabs, columns, tabs->count - 1).end > columns);
}

bool tabs_show_day(const struct tabs *tabs, int columns)
{
    if (tabs->day == NULL)
        return false;
    if (tabs->is_past || is_narrow(tabs, columns) || !tabs->count)
        return true;
    return place_of(tabs, columns, tabs->count - 1).end + 3 + text_columns(tabs->day) < columns;
}

static void draw_tab(const struct tabs *tabs, struct canvas *canvas, int columns, size_t index)
{
    const struct tab *tab = &tabs->items[index];
    bool is_open = index == tabs->open;
    struct tab_place place = place_of(tabs, columns, index);
    if (place.end > room_of(tabs, columns))
        return;
    canvas_putf(canvas, place.x, 0, is_open ? ROLE_ACCENT : ROLE_FAINT, "%c", tab->digit);
    canvas_put(canvas, place.x + 2, 0, is_open ? ROLE_TAB_ACTIVE : ROLE_TAB, tab->title);
}

static void draw_narrow(const struct tabs *tabs, struct canvas *canvas, int columns)
{
    const char *name = tabs->open < tabs->count ? tabs->items[tabs->open].title : tabs->name;
    int day = tabs->day ? text_columns(tabs->day) : 0;
    canvas_put_cut(canvas, 1, 0, ROLE_TAB_ACTIVE, name, columns - 2);
    if (day > 0 && name != NULL && text_columns(name) + day + 4 <= columns)
        canvas_put_right(canvas, columns - 1, 0, day_role(tabs), tabs->day);
}

void tabs_draw(const struct tabs *tabs, struct canvas *canvas, struct area area)
{
    struct area before = canvas_enter(canvas, area);
    if (is_narrow(tabs, area.columns)) {
        draw_narrow(tabs, canvas, area.columns);
    } else {
        for (size_t i = 0; i < tabs->count; i++)
            draw_tab(tabs, canvas, area.columns, i);
        if (tabs_show_day(tabs, area.columns))
            canvas_put_right(canvas, area.columns - 1, 0, day_role(tabs), tabs->day);
    }
    canvas_leave(canvas, before);
}

int tabs_at(const struct tabs *tabs, struct area area, int x)
{
    for (size_t i = 0; !is_narrow(tabs, area.columns) && i < tabs->count; i++) {
        struct tab_place place = place_of(tabs, area.columns, i);
        if (place.end <= room_of(tabs, area.columns) && x >= place.x && x < place.end)
            return (int)i;
    }
    return -1;
}
