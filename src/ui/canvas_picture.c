/* A canvas as text, for tests. */
#include <string.h>
#include "base/text.h"
#include "canvas_internal.h"

const struct canvas_cell *canvas_cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->columns + (size_t)x];
}

void canvas_row_text(const struct canvas *canvas, int y, struct str *out)
{
    size_t kept = out->len;
    for (int x = 0; x < canvas->columns; x++) {
        const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);
        if (cell->columns == 0)
            continue;
        for (int i = 0; i < CANVAS_CODES && cell->codes[i] != 0; i++)
            str_add_code_point(out, cell->codes[i]);
        if (cell->codes[0] != ' ')
            kept = out->len;
    }
    str_remove(out, kept, out->len - kept);
}

/* Blanks show no foreground, so a run of them says only its ground; the caret's is reversed. */
static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == ' ' && cell->codes[1] == 0 && cell->role != ROLE_CURSOR;
}

static bool is_same_run(const struct canvas_cell *a, const struct canvas_cell *b)
{
    return a->ground == b->ground && (is_blank(a) == is_blank(b)) &&
           (is_blank(a) || a->role == b->role);
}

/* A single blank between two cells of one role belongs to their run. */
static bool is_gap(const struct canvas *canvas, int x, int y, const struct canvas_cell *first)
{
    const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);
    return x + 1 < canvas->columns && is_blank(cell) && cell->ground == first->ground &&
           is_same_run(first, canvas_cell_at(canvas, x + 1, y));
}

static void add_run(const struct canvas_cell *cell, int from, int to, bool first, struct str *out)
{
    str_add(out, first ? ":" : ",");
    if (!is_blank(cell))
        str_addf(out, " %s", role_name((enum role)cell->role));
    if (cell->ground != GROUND_SCREEN)
        str_addf(out, " on %s", ground_name((enum ground)cell->ground));
    str_addf(out, " %d", from);
    if (to > from)
        str_addf(out, "-%d", to);
}

static void add_row_roles(const struct canvas *canvas, int y, struct str *out)
{
    size_t begin = out->len;
    bool first = true;
    str_addf(out, "%d", y);
    for (int x = 0; x < canvas->columns;) {
        const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);
        int end = x + 1;
        while (end < canvas->columns &&
               (is_same_run(cell, canvas_cell_at(canvas, end, y)) || is_gap(canvas, end, y, cell)))
            end++;
        if (!is_blank(cell) || cell->ground != GROUND_SCREEN) {
            add_run(cell, x, end - 1, first, out);
            first = false;
        }
        x = end;
    }
    str_add_char(out, '\n');
    if (first)
        str_remove(out, begin, out->len - begin);
}

void canvas_picture(const struct canvas *canvas, struct str *out)
{
    for (int y = 0; y < canvas->rows; y++) {
        canvas_row_text(canvas, y, out);
        str_add_char(out, '\n');
    }
    str_add(out, "----\n");
    for (int y = 0; y < canvas->rows; y++)
        add_row_roles(canvas, y, out);
    if (canvas->cursor_shown)
        str_addf(out, "cursor %d,%d\n", canvas->cursor_x, canvas->cursor_y);
}
