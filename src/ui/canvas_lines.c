/* Rules, pane lines and frames. */
#include "canvas_internal.h"

static void put_at(struct canvas *canvas, int x, int y, uint32_t code)
{
    canvas_put_glyph(canvas, x, y, ROLE_BORDER, code);
}

void canvas_rule(struct canvas *canvas, int y)
{
    for (int x = 0; x < canvas->clip.columns; x++)
        put_at(canvas, x, y, 0x2500 /* ─ */);
}

/* A rule above gets its joint. In ASCII the cells bear what stands for the glyphs. */
static bool is_rule(struct canvas *canvas, int x, int y)
{
    const struct canvas_cell *cell = canvas_cell_in(canvas, x, y);
    return cell != NULL && cell->role == ROLE_BORDER &&
           (cell->codes[0] == 0x2500 || cell->codes[0] == '-');
}

void canvas_pane_line(struct canvas *canvas, int x, int y, int rows)
{
    if (is_rule(canvas, x, y - 1))
        put_at(canvas, x, y - 1, 0x252c /* ┬ */);
    for (int row = y; row < y + rows; row++)
        put_at(canvas, x, row, 0x2502 /* │ */);
    if (is_rule(canvas, x, y + rows))
        put_at(canvas, x, y + rows, 0x2534 /* ┴ */);
}

void canvas_frame(struct canvas *canvas, struct area area)
{
    int right = area.x + area.columns - 1, bottom = area.y + area.rows - 1;
    for (int x = area.x + 1; x < right; x++) {
        put_at(canvas, x, area.y, 0x2500 /* ─ */);
        put_at(canvas, x, bottom, 0x2500 /* ─ */);
    }
    for (int y = area.y + 1; y < bottom; y++) {
        put_at(canvas, area.x, y, 0x2502 /* │ */);
        put_at(canvas, right, y, 0x2502 /* │ */);
    }
    put_at(canvas, area.x, area.y, 0x256d /* ╭ */);
    put_at(canvas, right, area.y, 0x256e /* ╮ */);
    put_at(canvas, area.x, bottom, 0x2570 /* ╰ */);
    put_at(canvas, right, bottom, 0x256f /* ╯ */);
}
