/* A row of a frame in few bytes: from left to right, or pen by pen where that is less. */
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
#define ERASE_COST 3         /* bytes of clear_line */
#define WRITE_AGAIN_COST 4   /* of a cell, most often a bar, with its part of a change of colour */

void paint_learn_look(struct paint *paint, enum role role, enum ground ground)
{
    struct style style = style_of(paint->theme, paint->depth, role, ground);

    if (paint->terminal->no_coloured_lines && (style.foreground >= 0 || style.background >= 0))
        style.attributes &= (uint8_t)~ATTRIBUTE_UNDERLINE;
    paint->looks[role][ground] = (struct paint_look){style, true,
        (style.background < 0 || paint->terminal->erases_in_colour) &&
            !(style.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE))};
}

static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == ' ' && cell->codes[1] == 0;
}

/* Looks as if it had been cleared on its ground. */
static bool is_clear(struct paint *paint, const struct canvas_cell *cell)
{
    return is_blank(cell) && paint_look_of(paint, cell)->clears;
}

static int background_of(struct paint *paint, uint8_t ground)
{
    const struct canvas_cell cell = {.role = ROLE_TEXT, .ground = ground};

    return ground == PAINT_OWN_GROUND ? COLOUR_DEFAULT
                                      : paint_look_of(paint, &cell)->style.background;
}

/* A blank shows neither colour nor weight of its letter. */
static bool shows_the_same(struct style pen, struct style style)
{
    uint8_t seen = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;

    if ((pen.attributes & seen) != (style.attributes & seen) || pen.background != style.background)
        return false;
    return !(style.attributes & seen) || pen.foreground == style.foreground;
}

bool paint_looks_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    if (shown->role == PAINT_ERASED)
        return is_clear(paint, cell) &&
               paint_look_of(paint, cell)->style.background == background_of(paint, shown->ground);
    return is_blank(cell) && is_blank(shown) && cell->columns == 1 && shown->columns == 1 &&
           shows_the_same(paint_look_of(paint, cell)->style, paint_look_of(paint, shown)->style);
}

/* -- how it is written */

static void add_code(struct str *out, uint32_t code)
{
    char bytes[32];
    mbstate_t state;
    size_t len;

    bytes[0] = (char)code;
    if (code < 0x80) {
        str_add_char(out, bytes[0]);
        return;
    }
    memset(&state, 0, sizeof(state));
    len = wcrtomb(bytes, (wchar_t)code, &state);
    str_add_bytes(out, len == (size_t)-1 ? "?" : bytes, len == (size_t)-1 ? 1 : len);
}

static inline bool is_same_style(struct style a, struct style b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

static void add_cell(struct paint *paint, const struct canvas_cell *cell)
{
    struct style style = paint_look_of(paint, cell)->style;
    bool is_bar = cell->codes[0] == SELECTION_BAR && style.attributes & ATTRIBUTE_REVERSE;
    bool is_half = cell->columns == 0; /* its other half was drawn over */

    if (!is_same_style(paint->pen, style) &&
        (!is_blank(cell) || !shows_the_same(paint->pen, style)))
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

static void go_to(struct paint *paint, const struct canvas_cell *row, int y, int x)
{
    int near = paint->terminal->add_right ? NEAR_BY_STEPS : NEAR;

    if (paint->y == y && paint->x >= 0 && paint->x <= x && x - paint->x <= near)
        while (paint->x >= 0 && paint->x < x && row[paint->x].columns > 0)
            add_cell(paint, &row[paint->x]);
    paint_go_to(paint, y, x);
}

/* -- rows */

/* The column from which on the row is clear, all on one ground. */
static int clear_from(struct paint *paint, const struct canvas_cell *row)
{
    int from = paint->columns, background = paint_look_of(paint, &row[from - 1])->style.background;

    if (!*paint->terminal->clear_line)
        return from;
    while (from > 0 && is_clear(paint, &row[from - 1]) &&
           paint_look_of(paint, &row[from - 1])->style.background == background)
        from--;
    return from;
}

/* From where the pen is to the end of its row. */
static void erase_rest(struct paint *paint, const struct canvas_cell *cell)
{
    struct style style = {paint->pen.foreground, paint_look_of(paint, cell)->style.background,
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
    int background = paint_look_of(paint, &row[from])->style.background, gain = 0, run = 0;

    for (int x = from; x < clear; x++) {
        bool is_there = paint_is_shown(paint, &row[x], &shown[x]);

        if (is_clear(paint, &row[x]) &&
            paint_look_of(paint, &row[x])->style.background == background) {
            run += !is_there;
            continue;
        }
        gain += gain_of_skipping(run) - (is_there ? WRITE_AGAIN_COST : 0);
        run = 0;
    }
    if (clear < paint->columns &&
        paint_look_of(paint, &row[clear])->style.background == background &&
        !paint_is_shown(paint, &row[clear], &shown[clear]))
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
    style = paint_look_of(paint, &row[x])->style;
    if (paint_look_of(paint, &row[x])->clears &&
        style.background == paint_look_of(paint, &row[from])->style.background)
        paint_pen_set(paint, style);
}

/* Is clearing the rest of the row before it is written fewer bytes? */
static bool is_better_erased(struct paint *paint, const struct canvas_cell *row,
    const struct canvas_cell *shown, int from, int clear)
{
    return *paint->terminal->clear_line && paint->terminal->add_right &&
           paint_look_of(paint, &row[from])->clears &&
           gain_of_erasing(paint, row, shown, from, clear) > 0;
}

static void erase_first(
    struct paint *paint, const struct canvas_cell *row, struct canvas_cell *shown, int from)
{
    erase_rest(paint, &row[from]);
    for (int x = from; x < paint->columns; x++)
        shown[x] = (struct canvas_cell){
            .codes = {' '}, .columns = 1, .role = PAINT_ERASED, .ground = row[from].ground};
}

/* With its right half beside it. */
static bool is_wide(const struct canvas_cell *cell)
{
    return cell[0].columns == 2 && cell[1].columns == 0;
}

/* From left to right. */
static void paint_cells(
    struct paint *paint, const struct canvas_cell *row, struct canvas_cell *shown, int y, int end)
{
    int clear = -1;

    for (int x = 0; x < end; x++) {
        if (paint_is_shown(paint, &row[x], &shown[x]))
            continue;
        if (x > 0 && is_wide(&row[x - 1]))
            x--;
        if (paint->x != x || paint->y != y)
            go_to(paint, row, y, x);
        if (clear < 0) {
            clear = clear_from(paint, row);
            if (is_better_erased(paint, row, shown, x, clear)) {
                set_pen_of_first(paint, row, x);
                erase_first(paint, row, shown, x);
                if (paint_is_shown(paint, &row[x], &shown[x]))
                    continue;
            }
        }
        if (x >= clear) {
            erase_rest(paint, &row[x]);
            break;
        }
        add_cell(paint, &row[x]);
        x += x + 1 < paint->columns && is_wide(&row[x]);
    }
}

/* -- pen by pen: each change of colour costs eleven bytes of 256, each jump five */

/* How much is to change before this cell can be written; 0: nothing. */
static int pen_distance(struct paint *paint, const struct canvas_cell *cell)
{
    struct style pen = paint->pen, style = paint_look_of(paint, cell)->style;

    if (is_blank(cell) && shows_the_same(pen, style))
        return 0;
    return 4 * (pen.background != style.background) + 2 * (pen.foreground != style.foreground) +
           (pen.attributes != style.attributes);
}

/* From left to right. */
static void find_pending(
    struct paint *paint, const struct canvas_cell *row, const struct canvas_cell *shown, int end)
{
    paint->pending_count = 0;
    for (int x = 0; x < end; x++)
        if (!paint_is_shown(paint, &row[x], &shown[x]))
            paint->pending[paint->pending_count++] = x;
}

/* The cell that is to be written with least change; -1: none is left. */
static int nearest_cell(struct paint *paint, const struct canvas_cell *row)
{
    int nearest = -1, least = 8;

    for (int i = 0; i < paint->pending_count && least > 0; i++) {
        int distance = pen_distance(paint, &row[paint->pending[i]]);

        if (distance < least) {
            nearest = paint->pending[i];
            least = distance;
        }
    }
    return nearest;
}

/* To a cell of the row; a few in between are written again where the pen is theirs. */
static void go_with_pen(struct paint *paint, const struct canvas_cell *row, int y, int x)
{
    int from = paint->x, near = paint->terminal->add_right ? NEAR_BY_STEPS : NEAR;
    bool is_near = paint->y == y && from >= 0 && from <= x && x - from <= near;

    for (int at = from; is_near && at < x; at++)
        is_near = row[at].columns == 1 && pen_distance(paint, &row[at]) == 0;
    for (int at = from; is_near && at < x && paint->x == at; at++)
        add_cell(paint, &row[at]);
    paint_go_to(paint, y, x);
}

/* All that the pen can write as it is. */
static void write_with_pen(struct paint *paint, const struct canvas_cell *row, int y)
{
    int left = 0;

    for (int i = 0; i < paint->pending_count; i++) {
        int x = paint->pending[i];

        if (pen_distance(paint, &row[x]) > 0) {
            paint->pending[left++] = x;
            continue;
        }
        if (paint->x != x || paint->y != y)
            go_with_pen(paint, row, y, x);
        add_cell(paint, &row[x]);
    }
    paint->pending_count = left;
}

/* Wide ones are written whole, by their left half. */
static void join_halves(
    struct paint *paint, const struct canvas_cell *row, struct canvas_cell *shown, int end)
{
    for (int x = 0; x + 1 < end; x++)
        if (is_wide(&row[x])) {
            if (!paint_is_shown(paint, &row[x + 1], &shown[x + 1]))
                shown[x].columns = 0;
            shown[x + 1] = row[x + 1];
        }
}

static void erase_by_pen(struct paint *paint, const struct canvas_cell *row,
    struct canvas_cell *shown, int y, int end, int clear)
{
    int from = 0, first;

    while (paint_is_shown(paint, &row[from], &shown[from]))
        from++;
    if (!is_better_erased(paint, row, shown, from, clear))
        return;
    paint_go_to(paint, y, from);
    find_pending(paint, row, shown, end);
    first = nearest_cell(paint, row);
    if (first >= 0 && !is_clear(paint, &row[first]) && paint_look_of(paint, &row[first])->clears &&
        paint_look_of(paint, &row[first])->style.background ==
            paint_look_of(paint, &row[from])->style.background)
        paint_pen_set(paint, paint_look_of(paint, &row[first])->style);
    erase_first(paint, row, shown, from);
}

/* Given up where it takes so many bytes in all. */
static void paint_by_pens(
    struct paint *paint, const struct canvas_cell *row, int y, int end, size_t most)
{
    struct canvas_cell *shown = &paint->shown[(size_t)y * (size_t)paint->columns];
    int clear = clear_from(paint, row), x;

    join_halves(paint, row, shown, end);
    erase_by_pen(paint, row, shown, y, end, clear);
    join_halves(paint, row, shown, end);
    if (clear > end)
        clear = end;
    find_pending(paint, row, shown, clear);
    while (paint->out.len < most && (x = nearest_cell(paint, row)) >= 0) {
        if (pen_distance(paint, &row[x]) > 0)
            paint_pen_set(paint, paint_look_of(paint, &row[x])->style);
        write_with_pen(paint, row, y);
    }
    for (x = clear; x < end; x++)
        if (!paint_is_shown(paint, &row[x], &shown[x])) {
            paint_go_to(paint, y, x);
            erase_rest(paint, &row[x]);
            break;
        }
}

/* -- whichever is less */

struct attempt {
    struct style pen;
    int x, y;
    size_t len;
};

static struct attempt take_attempt(const struct paint *paint)
{
    return (struct attempt){paint->pen, paint->x, paint->y, paint->out.len};
}

/* Back to where one was, the bytes since then cut off. */
static void give_attempt_back(struct paint *paint, const struct attempt *attempt)
{
    paint->pen = attempt->pen;
    paint->x = attempt->x;
    paint->y = attempt->y;
    str_remove(&paint->out, attempt->len, paint->out.len - attempt->len);
}

static void try_by_pens(
    struct paint *paint, const struct canvas_cell *row, int y, int end, const struct attempt *start)
{
    struct canvas_cell *shown = &paint->shown[(size_t)y * (size_t)paint->columns];
    struct attempt first = take_attempt(paint);

    str_clear(&paint->first);
    str_add_bytes(&paint->first, paint->out.data + start->len, first.len - start->len);
    give_attempt_back(paint, start);
    memcpy(shown, paint->before, (size_t)paint->columns * sizeof(*row));
    paint_by_pens(paint, row, y, end, first.len);
    if (paint->out.len < first.len)
        return;
    give_attempt_back(paint, start);
    str_add_bytes(&paint->out, paint->first.data, paint->first.len);
    first.len = paint->out.len;
    give_attempt_back(paint, &first);
}

void paint_row(struct paint *paint, const struct canvas *canvas, int y, bool by_pens)
{
    size_t at = (size_t)y * (size_t)canvas->columns;
    size_t bytes = (size_t)canvas->columns * sizeof(*canvas->cells);
    const struct canvas_cell *row = &canvas->cells[at];
    struct attempt start = take_attempt(paint);
    int end = paint->columns;

    if (memcmp(row, &paint->shown[at], bytes) == 0)
        return;
    if (paint->terminal->wraps_at_once && y == paint->rows - 1)
        end--;
    memcpy(paint->before, &paint->shown[at], bytes);
    paint_cells(paint, row, &paint->shown[at], y, end);
    if (paint->out.len == start.len)
        return;
    if (by_pens)
        try_by_pens(paint, row, y, end, &start);
    memcpy(&paint->shown[at], row, bytes);
}
