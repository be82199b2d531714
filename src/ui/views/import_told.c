/* The right of Import: rows that are not taken, what stays, changes and is new. */
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/import.h"

static int put_number(const struct import_view *view, const struct import_line *told,
    struct canvas *canvas, struct area line)
{
    canvas_putf(canvas, line.x + 2, line.y, ROLE_MUTED, _("line %d"), told->number);
    return line.x + 2 + import_number_columns(view);
}

static void draw_field(
    struct ui *ui, const struct import_line *told, struct canvas *canvas, struct area line)
{
    int end = line.x + line.columns - 1, x = line.x + 4;
    day_number today = ui_show(ui).today;
    char before[48], after[48];

    x = canvas_put_cut(canvas, x, line.y, ROLE_MUTED, told->a, 16) + 2;
    x = x < line.x + 18 ? line.x + 18 : x;
    if (told->kind == IMPORT_FIELD) {
        x = canvas_put_cut(
            canvas, x, line.y, ROLE_MUTED, import_value(told->b, today, before), (end - x) / 2);
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, " → ");
        canvas_put_cut(canvas, x, line.y, ROLE_TEXT, import_value(told->c, today, after), end - x);
        return;
    }
    x = canvas_put_cut(
        canvas, x, line.y, ROLE_TEXT, import_value(told->b, today, before), (end - x) / 2);
    x = canvas_put_cut(canvas, x, line.y, ROLE_MUTED, _(" stays, not "), end - x);
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, import_value(told->c, today, after), end - x);
}

static void draw_told(struct ui *ui, const struct import_view *view, const struct import_line *told,
    struct canvas *canvas, struct area line)
{
    int end = line.x + line.columns - 1;
    char count[48] = "";

    switch (told->kind) {
    case IMPORT_GAP: break;
    case IMPORT_HEAD:
        if (told->count > 0)
            (void)number_whole(told->count, count);
        part_heading(canvas, line.x + 1, line.y, end, told->a, count);
        break;
    case IMPORT_NEW:
    case IMPORT_RECORD:
    case IMPORT_REJECT: {
        int x = put_number(view, told, canvas, line);

        canvas_put_cut(canvas, x, line.y, told->kind == IMPORT_REJECT ? ROLE_TEXT : ROLE_TITLE,
            told->a, end - x);
        break;
    }
    case IMPORT_FIELD:
    case IMPORT_KEPT: draw_field(ui, told, canvas, line); break;
    case IMPORT_NOTE:
        canvas_put_cut(canvas, line.x + 2 + told->number, line.y, ROLE_TEXT, told->a,
            end - line.x - 2 - told->number);
        break;
    case IMPORT_MORE:
        canvas_putf(canvas, line.x + 2, line.y, ROLE_MUTED, _("and %s more"),
            number_whole(told->count, count));
        break;
    }
}

void import_draw_told(
    struct ui *ui, struct import_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->told;

    if (view->told_columns != area.columns) {
        view->told_columns = area.columns;
        import_make_lines(view);
    }
    list_fit(list, (int64_t)view->lines.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = area_take_rows(&area, 1);

        draw_told(ui, view, &view->lines.items[i], canvas, line);
        if (view->in_told)
            (void)ui_list_row(ui, canvas, list, i, line);
    }
}
