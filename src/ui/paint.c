#include "ui/paint.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "base/mem.h"

/* Cells that did not change are written again where moving over them would take more bytes. */
#define NEAR 5
/* From here on terminals disagree on how wide a character is. */
#define EMOJI 0x1f000
#define SELECTION_BAR 0x258e /* ▎: on a reversed row the ground says it already */
#define ERASED 0xff          /* as a role: cleared, in the terminal's own colours */

static const struct style plain = {COLOUR_DEFAULT, COLOUR_DEFAULT, 0};

void paint_fini(struct paint *paint)
{
    free(paint->shown);
    str_fini(&paint->out);
    memset(paint, 0, sizeof(*paint));
}

void paint_forget(struct paint *paint)
{
    paint->is_begun = false;
}

void paint_set_theme(struct paint *paint, const struct theme *theme, enum colour_depth depth)
{
    paint->theme = theme;
    paint->depth = depth;
    memset(paint->looks, 0, sizeof(paint->looks));
    paint_forget(paint);
}

static void learn_look(struct paint *paint, enum role role, enum ground ground)
{
    struct style style = style_of(paint->theme, paint->depth, role, ground);
    bool has_colours = style.foreground >= 0 || style.background >= 0;

    if (paint->terminal->no_coloured_lines && has_colours)
        style.attributes &= (uint8_t)~ATTRIBUTE_UNDERLINE;
    paint->looks[role][ground] = (struct paint_look){style, true,
        style.background < 0 && !(style.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE))};
}

static const struct paint_look *look_of(struct paint *paint, const struct canvas_cell *cell)
{
    const struct paint_look *look = &paint->looks[cell->role][cell->ground];

    if (!look->is_known)
        learn_look(paint, (enum role)cell->role, (enum ground)cell->ground);
    return look;
}

static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == ' ' && cell->codes[1] == 0;
}

/* Looks as if it had been cleared. */
static bool is_clear(struct paint *paint, const struct canvas_cell *cell)
{
    return is_blank(cell) && look_of(paint, cell)->clears;
}

static bool is_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    if (shown->role == ERASED)
        return is_clear(paint, cell);
    return memcmp(cell, shown, sizeof(*cell)) == 0;
}

/* -- how it is written */

static void set_plain(struct paint *paint)
{
    if (paint->pen.attributes != 0 || paint->pen.foreground >= 0 || paint->pen.background >= 0)
        str_add(&paint->out, paint->terminal->plain);
    paint->pen = plain;
}

static void add_attributes(struct paint *paint, uint8_t added)
{
    if (added & ATTRIBUTE_BOLD)
        str_add(&paint->out, paint->terminal->bold);
    if (added & ATTRIBUTE_UNDERLINE)
        str_add(&paint->out, paint->terminal->underline);
    if (added & ATTRIBUTE_REVERSE)
        str_add(&paint->out, paint->terminal->reverse);
}

/* An attribute goes only with all of them, a colour only with the other. */
static void set_style(struct paint *paint, struct style style)
{
    struct style *pen = &paint->pen;

    if (pen->attributes & ~style.attributes)
        set_plain(paint);
    add_attributes(paint, (uint8_t)(style.attributes & ~pen->attributes));
    if ((pen->foreground >= 0 && style.foreground < 0) ||
        (pen->background >= 0 && style.background < 0)) {
        str_add(&paint->out, paint->terminal->own_colours);
        pen->foreground = pen->background = COLOUR_DEFAULT;
    }
    if (style.foreground >= 0 && style.foreground != pen->foreground)
        paint->terminal->add_foreground(&paint->out, style.foreground);
    if (style.background >= 0 && style.background != pen->background)
        paint->terminal->add_background(&paint->out, style.background);
    *pen = style;
}

/* A blank shows neither colour nor weight of its letter. */
static bool shows_the_same(struct style pen, struct style style)
{
    uint8_t seen = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;

    if ((pen.attributes & seen) != (style.attributes & seen) || pen.background != style.background)
        return false;
    return !(style.attributes & seen) || pen.foreground == style.foreground;
}

static void add_code(struct str *out, uint32_t code)
{
    char bytes[32];
    mbstate_t state;
    size_t len;

    bytes[0] = (char)code;
    if (code < 0x80) {
        str_add_bytes(out, bytes, 1);
        return;
    }
    memset(&state, 0, sizeof(state));
    len = wcrtomb(bytes, (wchar_t)code, &state);
    str_add_bytes(out, len == (size_t)-1 ? "?" : bytes, len == (size_t)-1 ? 1 : len);
}

static void add_cell(struct paint *paint, const struct canvas_cell *cell)
{
    struct style style = look_of(paint, cell)->style;
    bool is_bar = cell->codes[0] == SELECTION_BAR && style.attributes & ATTRIBUTE_REVERSE;
    bool is_half = cell->columns == 0; /* its other half was drawn over */

    if (!is_blank(cell) || !shows_the_same(paint->pen, style))
        set_style(paint, style);
    add_code(&paint->out, is_bar || is_half ? ' ' : cell->codes[0]);
    for (int i = 1; i < CANVAS_CODES && cell->codes[i] != 0; i++)
        add_code(&paint->out, cell->codes[i]);
    paint->x += is_half ? 1 : cell->columns;
    if (paint->x >= paint->columns || cell->codes[0] >= EMOJI || cell->codes[1] != 0)
        paint->x = -1;
}

/* -- where */

static void go_to(struct paint *paint, const struct canvas_cell *row, int y, int x)
{
    if (paint->y == y && paint->x >= 0 && paint->x <= x && x - paint->x <= NEAR) {
        while (paint->x >= 0 && paint->x < x && row[paint->x].columns > 0)
            add_cell(paint, &row[paint->x]);
        if (paint->x == x)
            return;
    }
    paint->terminal->add_place(&paint->out, y, x);
    paint->x = x;
    paint->y = y;
}

/* The column from which on the row is clear. */
static int clear_from(struct paint *paint, const struct canvas_cell *row)
{
    int from = paint->columns;

    if (paint->terminal->clear_line[0] == '\0')
        return from;
    while (from > 0 && is_clear(paint, &row[from - 1]))
        from--;
    return from;
}

static void clear_rest(struct paint *paint, const struct canvas_cell *row, int y, int x)
{
    go_to(paint, row, y, x);
    set_plain(paint);
    str_add(&paint->out, paint->terminal->clear_line);
}

/* With its right half beside it. */
static bool is_wide(const struct canvas_cell *cell)
{
    return cell[0].columns == 2 && cell[1].columns == 0;
}

static void paint_row(
    struct paint *paint, const struct canvas_cell *row, struct canvas_cell *shown, int y)
{
    int end = paint->columns, clear = -1;

    if (paint->terminal->wraps_at_once && y == paint->rows - 1)
        end--;
    for (int x = 0; x < end; x++) {
        if (is_shown(paint, &row[x], &shown[x]))
            continue;
        if (clear < 0)
            clear = clear_from(paint, row);
        if (x > 0 && is_wide(&row[x - 1]))
            x--;
        go_to(paint, row, y, x);
        if (x >= clear) {
            clear_rest(paint, row, y, x);
            break;
        }
        add_cell(paint, &row[x]);
        x += x + 1 < paint->columns && is_wide(&row[x]);
    }
    if (clear >= 0)
        memcpy(shown, row, (size_t)paint->columns * sizeof(*row));
}

/* -- frames */

static void begin(struct paint *paint, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->columns * (size_t)canvas->rows;

    if (paint->columns != canvas->columns || paint->rows != canvas->rows)
        paint->shown = mem_resize(paint->shown, count, sizeof(*paint->shown));
    paint->columns = canvas->columns;
    paint->rows = canvas->rows;
    for (size_t i = 0; i < count; i++)
        paint->shown[i] = (struct canvas_cell){.codes = {' '}, .columns = 1, .role = ERASED};
    str_add(&paint->out, paint->terminal->plain);
    str_add(&paint->out, paint->terminal->clear);
    str_add(&paint->out, paint->terminal->hide_cursor);
    paint->pen = plain;
    paint->x = -1;
    paint->has_cursor = false;
    paint->is_begun = true;
}

static void place_cursor(struct paint *paint, const struct canvas *canvas)
{
    if (canvas->cursor_x != paint->x || canvas->cursor_y != paint->y)
        paint->terminal->add_place(&paint->out, canvas->cursor_y, canvas->cursor_x);
    paint->x = canvas->cursor_x;
    paint->y = canvas->cursor_y;
    if (canvas->cursor_shown != paint->has_cursor)
        str_add(&paint->out,
            canvas->cursor_shown ? paint->terminal->show_cursor : paint->terminal->hide_cursor);
    paint->has_cursor = canvas->cursor_shown;
}

const struct str *paint_frame(struct paint *paint, const struct canvas *canvas)
{
    str_clear(&paint->out);
    if (!paint->is_begun || paint->columns != canvas->columns || paint->rows != canvas->rows)
        begin(paint, canvas);
    for (int y = 0; y < canvas->rows; y++) {
        size_t at = (size_t)y * (size_t)canvas->columns;

        paint_row(paint, &canvas->cells[at], &paint->shown[at], y);
    }
    set_plain(paint);
    place_cursor(paint, canvas);
    return &paint->out;
}
