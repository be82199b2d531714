/* Cells as bytes: how one looks, what is written for it, and the way to where it stands. */
#include "base/text.h"
#include "ui/paint_internal.h"

#define STEPS_DOWN 3         /* so many rows down are fewer bytes than a place */
#define SELECTION_BAR 0x258e /* ▎: on a reversed row the ground says it already */

/* A blank shows neither colour nor weight of its letter. */
static uint64_t look_of_blank(struct style style)
{
    uint8_t seen = style.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE);
    uint16_t foreground = seen ? (uint16_t)style.foreground : 0;

    return (uint64_t)(uint16_t)style.background << 32 | (uint64_t)foreground << 16 | seen;
}

void paint_learn_look(struct paint *paint, enum role role, enum ground ground)
{
    struct style style = style_of(paint->theme, paint->depth, role, ground);

    if (paint->terminal->no_coloured_lines && (style.foreground >= 0 || style.background >= 0))
        style.attributes &= (uint8_t)~ATTRIBUTE_UNDERLINE;
    paint->looks[role][ground] = (struct paint_look){style, true,
        (style.background < 0 || paint->terminal->erases_in_colour) &&
            !(style.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE)),
        look_of_blank(style)};
}

bool paint_is_half_due(struct paint *paint, const struct paint_line *line, int x)
{
    if (x > 0 && paint_is_wide(line, x - 1))
        return false;
    return !paint_is_there(paint, line, x) ||
           (paint_is_wide(line, x) && !paint_is_there(paint, line, x + 1));
}

/* -- how it is written */

static void add_code(struct str *out, uint32_t code)
{
    char bytes[4];

    str_add_bytes(out, bytes, text_encode(code, bytes));
}

/* Plain letters at the front, as many as there is room for; returns how many. */
static int add_letters(struct paint *paint, const struct canvas_cell *cells, int count)
{
    struct str *out = &paint->out;
    size_t room = out->room > out->len ? out->room - out->len - 1 : 0;
    int at = 0, end = (size_t)count < room ? count : (int)room;
    char *letters = out->data + out->len;

    for (; at < end && cells[at].codes[0] < 0x80 && !cells[at].codes[1] && cells[at].columns == 1;
         at++)
        letters[at] = (char)cells[at].codes[0];
    if (at > 0)
        letters[at] = '\0';
    out->len += (size_t)at;
    paint->x += at;
    return at;
}

/* Any but a plain letter. */
static void add_shape(struct paint *paint, const struct canvas_cell *cell, struct style style)
{
    bool is_bar = cell->codes[0] == SELECTION_BAR && style.attributes & ATTRIBUTE_REVERSE;
    bool is_half = cell->columns == 0; /* its other half was drawn over */

    add_code(&paint->out, is_bar || is_half ? ' ' : cell->codes[0]);
    for (int i = 1; i < CANVAS_CODES && cell->codes[i] != 0; i++)
        add_code(&paint->out, cell->codes[i]);
    paint->x += is_half ? 1 : cell->columns;
    if (paint_loses_place(cell))
        paint->x = paint->y = -1;
}

static void wrap(struct paint *paint)
{
    paint->x = -1;
    if (paint->terminal->wraps_at_once)
        paint->y = -1;
}

void paint_add_cells(struct paint *paint, const struct canvas_cell *cells, int count)
{
    struct style style = paint_look_of(paint, cells)->style;

    if (!paint_is_same_style(paint->pen, style) &&
        (!paint_is_blank(cells) || !paint_is_same_blank(paint->pen, style)))
        paint_pen_set(paint, style);
    for (int i = add_letters(paint, cells, count); i < count;) {
        add_shape(paint, &cells[i], style);
        i += 1 + (cells[i].columns == 2 && i + 1 < count && cells[i + 1].columns == 0);
        i += add_letters(paint, &cells[i], count - i);
    }
    if (paint->x >= paint->columns)
        wrap(paint);
}

void paint_clear_rest(struct paint *paint, int16_t background)
{
    struct style style = {
        paint->pen.foreground, background, paint->pen.attributes & ATTRIBUTE_BOLD};

    if (paint->pen.background >= 0 && background < 0)
        paint_pen_plain(paint), style = paint->pen;
    paint_pen_set(paint, style);
    str_add(&paint->out, paint->terminal->clear_line);
}

/* -- where */

/* To the start of a row by a few steps; false: a place is no longer. */
static bool step_to_row(struct paint *paint, int y)
{
    const struct paint_terminal *terminal = paint->terminal;
    int down = y - paint->y;

    if (paint->y < 0 || !*terminal->row_start || down > STEPS_DOWN || down < -1 ||
        (down && !*(down > 0 ? terminal->down : terminal->up)))
        return false;
    if (paint->x != 0)
        str_add(&paint->out, terminal->row_start);
    for (int i = 0; i < down; i++)
        str_add(&paint->out, terminal->down);
    if (down < 0)
        str_add(&paint->out, terminal->up);
    return true;
}

/* By the start of the row and from there to the right, unless a place is no longer. */
static void step_to(struct paint *paint, int y, int x)
{
    struct str *out = &paint->out;
    size_t start = out->len, steps = 0;

    if ((x == 0 || paint->terminal->add_right) && step_to_row(paint, y)) {
        if (x > 0)
            paint->terminal->add_right(out, x);
        steps = out->len - start;
    }
    paint->terminal->add_place(out, y, x);
    if (steps > 0 && steps < out->len - start - steps)
        str_remove(out, start + steps, out->len - start - steps);
    else
        str_remove(out, start, steps);
}

void paint_go_to(struct paint *paint, int y, int x)
{
    int right = paint->y == y && paint->x >= 0 ? x - paint->x : -1;

    if (right == 0)
        return;
    if (right > 0 && paint->terminal->add_right)
        paint->terminal->add_right(&paint->out, right);
    else
        step_to(paint, y, x);
    paint->x = x;
    paint->y = y;
}
