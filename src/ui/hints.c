#include "base/text.h"
#include "ui/bars.h"

#define GAP 3

static int columns_of(const struct hint *hint)
{
    return text_columns(hint->key) + 1 + text_columns(hint->text);
}

static int columns_of_all(const struct hint *items, size_t count)
{
    int columns = 0;
    for (size_t i = 0; i < count; i++)
        columns += columns_of(&items[i]) + (i > 0 ? GAP : 0);
    return columns;
}

/* What is kept stands at the right end; on the narrowest screens only its keys are left out last.
 */
static int kept_at(const struct hints *hints, int columns)
{
    int at = columns - 1 - columns_of_all(hints->kept, hints->kept_count);
    return at > 1 ? at : 1;
}

/* The column at which hint number `index` begins, or -1 when it does not fit. */
static int place_of(const struct hints *hints, int columns, size_t index)
{
    int x = 1, end = hints->kept_count ? kept_at(hints, columns) - GAP : columns - 1;
    for (size_t i = 0; i < index; i++)
        x += columns_of(&hints->items[i]) + GAP;
    return x + columns_of(&hints->items[index]) <= end ? x : -1;
}

static int draw_hint(struct canvas *canvas, int x, const struct hint *hint)
{
    x = canvas_put(canvas, x, 0, ROLE_HINT_KEY, hint->key);
    return canvas_put(canvas, x + 1, 0, ROLE_HINT_TEXT, hint->text);
}

void hints_draw(const struct hints *hints, struct canvas *canvas, struct area area)
{
    struct area before = canvas_enter(canvas, area);
    for (size_t i = 0; i < hints->count; i++) {
        int x = place_of(hints, area.columns, i);
        if (x < 0)
            break;
        draw_hint(canvas, x, &hints->items[i]);
    }
    int x = kept_at(hints, area.columns);
    for (size_t i = 0; i < hints->kept_count; i++)
        x = draw_hint(canvas, x, &hints->kept[i]) + GAP;
    canvas_leave(canvas, before);
}

const struct hint *hints_at(const struct hints *hints, struct area area, int x)
{
    for (size_t i = 0; i < hints->count; i++) {
        int at = place_of(hints, area.columns, i);
        if (at < 0)
            break;
        if (x >= at && x < at + columns_of(&hints->items[i]))
            return &hints->items[i];
    }
    int at = kept_at(hints, area.columns);
    for (size_t i = 0; i < hints->kept_count; i++) {
        if (x >= at && x < at + columns_of(&hints->kept[i]))
            return &hints->kept[i];
        at += columns_of(&hints->kept[i]) + GAP;
    }
    return NULL;
}
