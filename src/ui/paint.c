#include "ui/paint.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "base/mem.h"
#include "ui/paint_internal.h"

/* Cells that did not change are written again where moving over them would take more bytes. */
#define NEAR 5
#define NEAR_BY_STEPS 3 /* the same where the terminal can skip columns */
#define STEPS_DOWN 3    /* so many rows down are fewer bytes than a place */
/* From here on terminals disagree on how wide a character is. */
#define EMOJI 0x1f000
#define SELECTION_BAR 0x258e /* ▎: on a reversed row the ground says it already */
#define ERASED 0xff          /* as a role: cleared, on its ground */
#define OWN_GROUND 0xff      /* as a ground: the terminal's own */
#define ERASE_COST 3         /* bytes of clear_line */
#define WRITE_AGAIN_COST 4   /* of a cell, most often a bar, with its part of a change of colour */

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

    if (paint->terminal->no_coloured_lines && (style.foreground >= 0 || style.background >= 0))
        style.attributes &= (uint8_t)~ATTRIBUTE_UNDERLINE;
    paint->looks[role][ground] = (struct paint_look){style, true,
        (style.background < 0 || paint->terminal->erases_in_colour) &&
            !(style.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE))};
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

/* Looks as if it had been cleared on its ground. */
static bool is_clear(struct paint *paint, const struct canvas_cell *cell)
{
    return is_blank(cell) && look_of(paint, cell)->clears;
}

static int background_of(struct paint *paint, uint8_t ground)
{
    const struct canvas_cell cell = {.role = ROLE_TEXT, .ground = ground};

    return ground == OWN_GROUND ? COLOUR_DEFAULT : look_of(paint, &cell)->style.background;
}

/* A blank shows neither colour nor weight of its letter. */
static bool shows_the_same(struct style pen, struct style style)
{
    uint8_t seen = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;

    if ((pen.attributes & seen) != (style.attributes & seen) || pen.background != style.background)
        return false;
    return !(style.attributes & seen) || pen.foreground == style.foreground;
}

static bool is_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    if (shown->role == ERASED)
        return is_clear(paint, cell) &&
               look_of(paint, cell)->style.background == background_of(paint, shown->ground);
    if (memcmp(cell, shown, sizeof(*cell)) == 0)
        return true;
    return is_blank(cell) && is_blank(shown) && cell->columns == 1 && shown->columns == 1 &&
           shows_the_same(look_of(paint, cell)->style, look_of(paint, shown)->style);
}

/* -- how it is written */

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
        paint_pen_set(paint, style);
    add_code(&paint->out, is_bar || is_half ? ' ' : cell->codes[0]);
    for (int i = 1; i < CANVAS_CODES && cell->codes[i] != 0; i++)
        add_code(&paint->out, cell->codes[i]);
    paint->x += is_half ? 1 : cell->columns;
    if (cell->codes[0] >= EMOJI || cell->codes[1] != 0)
        paint->x = paint->y = -1;
    else if (paint->x >= paint->columns) {
        paint->x = -1;
        if (paint->terminal->wraps_at_once)
            paint->y = -1;
    }
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

static void go_straight_to(struct paint *paint, int y, int x)
{
    int right = paint->y == y && paint->x >= 0 ? x - paint->x : -1;

    if (right == 0)
        return;
    if (right > 0 && paint->terminal->add_right)
        paint->terminal->add_right(&paint->out, right);
    else if (x != 0 || !step_to_row(paint, y))
        paint->terminal->add_place(&paint->out, y, x);
    paint->x = x;
    paint->y = y;
}

static void go_to(struct paint *paint, const struct canvas_cell *row, int y, int x)
{
    int near = paint->terminal->add_right ? NEAR_BY_STEPS : NEAR;

    if (paint->y == y && paint->x >= 0 && paint->x <= x && x - paint->x <= near)
        while (paint->x >= 0 && paint->x < x && row[paint->x].columns > 0)
            add_cell(paint, &row[paint->x]);
    go_straight_to(paint, y, x);
}

/* -- rows */

/* The column from which on the row is clear, all on one ground. */
static int clear_from(struct paint *paint, const struct canvas_cell *row)
{
    int from = paint->columns, background = look_of(paint, &row[from - 1])->style.background;

    if (!*paint->terminal->clear_line)
        return from;
    while (from > 0 && is_clear(paint, &row[from - 1]) &&
           look_of(paint, &row[from - 1])->style.background == background)
        from--;
    return from;
}

/* From where the pen is to the end of its row. */
static void erase_rest(struct paint *paint, const struct canvas_cell *cell)
{
    struct style style = {paint->pen.foreground, look_of(paint, cell)->style.background,
        paint->pen.attributes & ATTRIBUTE_BOLD};

    if (paint->pen.background >= 0 && style.background < 0)
        paint_pen_plain(paint), style = paint->pen;
    paint_pen_set(paint, style);
    str_add(&paint->out, paint->terminal->clear_line);
}

/* Bytes saved by skipping blanks. */
static int gain_of_skipping(int blanks)
{
    int gain = blanks - (blanks < 10 ? 4 : 5);

    return gain > 0 ? gain : 0;
}

/* Bytes saved by clearing the rest of a row before writing it: blanks are skipped then, but what
 * was shown already is written again. */
static int gain_of_erasing(struct paint *paint, const struct canvas_cell *row,
    const struct canvas_cell *shown, int from, int clear)
{
    int background = look_of(paint, &row[from])->style.background, gain = 0, run = 0;

    for (int x = from; x < clear; x++) {
        bool is_there = is_shown(paint, &row[x], &shown[x]);

        if (is_clear(paint, &row[x]) && look_of(paint, &row[x])->style.background == background) {
            run += !is_there;
            continue;
        }
        gain += gain_of_skipping(run) - (is_there ? WRITE_AGAIN_COST : 0);
        run = 0;
    }
    if (clear < paint->columns && look_of(paint, &row[clear])->style.background == background &&
        !is_shown(paint, &row[clear], &shown[clear]))
        gain += ERASE_COST; /* the end of the row is cleared with it */
    return gain - ERASE_COST;
}

/* What is written after clearing: its pen clears too, so that the pen changes once. */
static void set_pen_of_first(struct paint *paint, const struct canvas_cell *row, int from)
{
    int x = from;
    struct style style;

    while (x < paint->columns && is_clear(paint, &row[x]))
        x++;
    if (x == paint->columns)
        return;
    style = look_of(paint, &row[x])->style;
    if (look_of(paint, &row[x])->clears &&
        style.background == look_of(paint, &row[from])->style.background)
        paint_pen_set(paint, style);
}

/* Where that is fewer bytes. */
static void erase_first(struct paint *paint, const struct canvas_cell *row,
    struct canvas_cell *shown, int from, int clear)
{
    if (!*paint->terminal->clear_line || !paint->terminal->add_right ||
        !look_of(paint, &row[from])->clears || gain_of_erasing(paint, row, shown, from, clear) <= 0)
        return;
    set_pen_of_first(paint, row, from);
    erase_rest(paint, &row[from]);
    for (int x = from; x < paint->columns; x++)
        shown[x] = (struct canvas_cell){
            .codes = {' '}, .columns = 1, .role = ERASED, .ground = row[from].ground};
}

/* With its right half beside it. */
static bool is_wide(const struct canvas_cell *cell)
{
    return cell[0].columns == 2 && cell[1].columns == 0;
}

/* From the first cell that differs; clear: what is to be cleared at the row's end. */
static void paint_cells(
    struct paint *paint, const struct canvas_cell *row, struct canvas_cell *shown, int y, int end)
{
    int clear = -1;

    for (int x = 0; x < end; x++) {
        if (is_shown(paint, &row[x], &shown[x]))
            continue;
        if (x > 0 && is_wide(&row[x - 1]))
            x--;
        go_to(paint, row, y, x);
        if (clear < 0) {
            clear = clear_from(paint, row);
            erase_first(paint, row, shown, x, clear);
            if (is_shown(paint, &row[x], &shown[x]))
                continue;
        }
        if (x >= clear) {
            erase_rest(paint, &row[x]);
            break;
        }
        add_cell(paint, &row[x]);
        x += x + 1 < paint->columns && is_wide(&row[x]);
    }
    if (clear >= 0)
        memcpy(shown, row, (size_t)paint->columns * sizeof(*row));
}

static void paint_row(struct paint *paint, const struct canvas *canvas, int y)
{
    size_t at = (size_t)y * (size_t)canvas->columns;
    int end = paint->columns;

    if (paint->terminal->wraps_at_once && y == paint->rows - 1)
        end--;
    paint_cells(paint, &canvas->cells[at], &paint->shown[at], y, end);
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
        paint->shown[i] = (struct canvas_cell){
            .codes = {' '}, .columns = 1, .role = ERASED, .ground = OWN_GROUND};
    str_add(&paint->out, paint->terminal->plain);
    str_add(&paint->out, paint->terminal->clear);
    str_add(&paint->out, paint->terminal->hide_cursor);
    paint->pen = (struct style){COLOUR_DEFAULT, COLOUR_DEFAULT, 0};
    paint->x = paint->y = -1;
    paint->has_cursor = false;
    paint->is_begun = true;
}

static void place_cursor(struct paint *paint, const struct canvas *canvas)
{
    go_straight_to(paint, canvas->cursor_y, canvas->cursor_x);
    if (canvas->cursor_shown != paint->has_cursor)
        str_add(&paint->out,
            canvas->cursor_shown ? paint->terminal->show_cursor : paint->terminal->hide_cursor);
    paint->has_cursor = canvas->cursor_shown;
}

/* The last two rows say what one sees: they change with the screen, not with a step in it. */
static bool foot_changes(struct paint *paint, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->columns * (size_t)canvas->rows;
    size_t foot = (size_t)canvas->columns * (canvas->rows < 2 ? 1 : 2);

    for (size_t i = count - foot; i < count; i++)
        if (!is_shown(paint, &canvas->cells[i], &paint->shown[i]))
            return true;
    return false;
}

/* The ground of the first cell that differs; false: the row is shown as it is. */
static bool row_differs(
    struct paint *paint, const struct canvas *canvas, int y, int *ret_background)
{
    size_t at = (size_t)y * (size_t)canvas->columns;

    for (int x = 0; x < canvas->columns; x++, at++)
        if (!is_shown(paint, &canvas->cells[at], &paint->shown[at])) {
            *ret_background = look_of(paint, &canvas->cells[at])->style.background;
            return true;
        }
    return false;
}

/* The cursor's row lies on the ground that the pen has already, and the only other row that
 * changes, beside it, on another: one change of ground less, for a step back. */
static bool is_cheaper_first(struct paint *paint, const struct canvas *canvas, int row)
{
    int own = paint->pen.background, background, others = 0;

    if (own < 0 || !row_differs(paint, canvas, row, &background) || background != own)
        return false;
    for (int y = 0; y < canvas->rows; y++)
        if (y != row && row_differs(paint, canvas, y, &background)) {
            if (++others > 1 || y < row - 1 || y > row + 1 || background == own)
                return false;
        }
    return others == 1;
}

/* A step paints the cursor's row last, since the cursor is there already; a new screen is painted
 * downwards, so that whoever sees its foot sees all of it. */
const struct str *paint_frame(struct paint *paint, const struct canvas *canvas)
{
    int last = canvas->cursor_y;

    str_clear(&paint->out);
    if (!paint->is_begun || paint->columns != canvas->columns || paint->rows != canvas->rows)
        begin(paint, canvas);
    if (last < 0 || last >= canvas->rows || foot_changes(paint, canvas))
        last = canvas->rows - 1;
    if (canvas->rows > 0 && is_cheaper_first(paint, canvas, last))
        paint_row(paint, canvas, last);
    for (int y = 0; y < canvas->rows; y++)
        if (y != last)
            paint_row(paint, canvas, y);
    if (canvas->rows > 0)
        paint_row(paint, canvas, last);
    place_cursor(paint, canvas);
    return &paint->out;
}
