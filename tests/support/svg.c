#include "support/svg.h"

#include <string.h>
#include "ui/style.h"

enum { CELL_WIDTH = 9, CELL_HEIGHT = 19, BASE_LINE = 14, MARGIN = 12 };

/* Red, green and blue of a colour of the 256; the first 16 are not used by themes of that depth. */
static unsigned rgb_of(int colour)
{
    static const unsigned steps[] = {0, 95, 135, 175, 215, 255};
    unsigned grey, at = (unsigned)(colour - 16);

    if (colour < 16)
        return colour == 0 ? 0x000000 : 0xd0d0d0;
    if (colour < 232)
        return steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6];
    grey = 8 + 10 * (unsigned)(colour - 232);
    return grey << 16 | grey << 8 | grey;
}

struct look {
    unsigned ink, ground;
    bool bold, underlined;
};

static struct look look_of(const struct canvas_cell *cell, const struct theme *theme)
{
    struct style style =
        style_of(theme, DEPTH_256, (enum role)cell->role, (enum ground)cell->ground);
    unsigned ink = style.foreground < 0 ? 0xd0d0d0 : rgb_of(style.foreground);
    unsigned ground = style.background < 0 ? 0x1c1c1c : rgb_of(style.background);
    bool reverse = style.attributes & ATTRIBUTE_REVERSE;

    return (struct look){reverse ? ground : ink, reverse ? ink : ground,
        (style.attributes & ATTRIBUTE_BOLD) != 0, (style.attributes & ATTRIBUTE_UNDERLINE) != 0};
}

static bool same_look(struct look a, struct look b)
{
    return a.ink == b.ink && a.ground == b.ground && a.bold == b.bold &&
           a.underlined == b.underlined;
}

static void add_cell(struct str *out, const struct canvas_cell *cell)
{
    uint32_t code = cell->codes[0] ? cell->codes[0] : ' ';

    if (code == '<' || code == '>' || code == '&')
        str_add(out, code == '<' ? "&lt;" : code == '>' ? "&gt;" : "&amp;");
    else
        for (int i = 0; i < CANVAS_CODES && (i == 0 || cell->codes[i]); i++)
            str_add_code_point(out, i == 0 ? code : cell->codes[i]);
}

static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == 0 || cell->codes[0] == ' ';
}

/* Cells first .. end-1 of a row. */
struct run {
    int y, first, end;
    struct look look;
};

static void add_run(struct str *out, const struct canvas *canvas, struct run run, unsigned page)
{
    int x = MARGIN + run.first * CELL_WIDTH, y = MARGIN + run.y * CELL_HEIGHT;
    int last = run.end;

    if (run.look.ground != page)
        str_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y,
            (run.end - run.first) * CELL_WIDTH, CELL_HEIGHT, run.look.ground);
    while (last > run.first && is_blank(canvas_cell_at(canvas, last - 1, run.y)))
        last--;
    if (last == run.first)
        return;
    str_addf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s>", x, y + BASE_LINE,
        (last - run.first) * CELL_WIDTH, run.look.ink, run.look.bold ? " font-weight=\"bold\"" : "",
        run.look.underlined ? " text-decoration=\"underline\"" : "");
    for (int i = run.first; i < last; i++)
        if (canvas_cell_at(canvas, i, run.y)->columns)
            add_cell(out, canvas_cell_at(canvas, i, run.y));
    str_add(out, "</text>\n");
}

static void add_row(
    struct str *out, const struct canvas *canvas, int y, const struct theme *theme, unsigned page)
{
    struct run run = {.y = y, .look = look_of(canvas_cell_at(canvas, 0, y), theme)};

    for (int x = 1; x <= canvas->columns; x++) {
        struct look look =
            x < canvas->columns ? look_of(canvas_cell_at(canvas, x, y), theme) : (struct look){0};

        if (x < canvas->columns && same_look(look, run.look))
            continue;
        run.end = x;
        add_run(out, canvas, run, page);
        run = (struct run){.y = y, .first = x, .look = look};
    }
}

void svg_of_canvas(struct str *out, const struct canvas *canvas, const struct theme *theme)
{
    struct canvas_cell blank = {.role = ROLE_TEXT, .ground = GROUND_SCREEN};
    unsigned page = look_of(&blank, theme).ground;
    int width = canvas->columns * CELL_WIDTH + 2 * MARGIN;
    int height = canvas->rows * CELL_HEIGHT + 2 * MARGIN;

    str_addf(out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\">\n"
        "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n"
        "<g font-family=\"ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace\" "
        "font-size=\"15\" xml:space=\"preserve\">\n",
        width, height, width, width, height, page);
    for (int y = 0; y < canvas->rows; y++)
        add_row(out, canvas, y, theme, page);
    str_add(out, "</g>\n</svg>\n");
}
