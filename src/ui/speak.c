#include "ui/speak.h"

#include <string.h>
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

int speak_columns(int columns)
{
    int wanted = columns * 3 / 4;

    wanted = wanted > SPEAK_MOST ? SPEAK_MOST : wanted < SPEAK_LEAST ? SPEAK_LEAST : wanted;
    return columns < wanted ? columns : wanted;
}

struct spoken {
    uint32_t code;
    const char *word;
    enum role role; /* only in this role; ROLE_COUNT: in any */
};

/* The first that fits. */
static const struct spoken words[] = {
    {0x25cf, N_("commit"), ROLE_CHART_1},
    {0x25cf, N_("good"), ROLE_GOOD},
    {0x25cf, N_("done"), ROLE_COUNT},
    {0x25d0, N_("best case"), ROLE_COUNT},
    {0x25cb, N_("unknown"), ROLE_UNKNOWN},
    {0x25cb, N_("pipeline"), ROLE_CHART_3},
    {0x25cb, N_("open"), ROLE_COUNT},
    {0x25b2, N_("watch"), ROLE_COUNT},
    {0x25a0, N_("at risk"), ROLE_RISK},
    {0x25a0, N_("at risk"), ROLE_CHART_4},
    {0x25a0, N_("late"), ROLE_COUNT},
    {0x2191, N_("up"), ROLE_COUNT},
    {0x2193, N_("down"), ROLE_COUNT},
    {0x2192, N_("next:"), ROLE_COUNT},
    {0x2190, N_("from"), ROLE_COUNT},
    {0x2713, N_("done"), ROLE_COUNT},
    {0x2610, N_("to do:"), ROLE_COUNT},
    {0x25c6, N_("target"), ROLE_COUNT},
    {0x2212, N_("minus"), ROLE_COUNT},
    {0x00d7, N_("lost"), ROLE_CHART_4},
    {0x00d7, N_("lost"), ROLE_RISK},
    {0x00d7, N_("times"), ROLE_COUNT},
};

static const char *word_of(const struct canvas_cell *cell)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (words[i].code == cell->codes[0] &&
            (words[i].role == ROLE_COUNT || words[i].role == (enum role)cell->role))
            return _(words[i].word);
    return NULL;
}

/* Lines, frames, bars, blocks and braille say nothing. */
static bool is_picture(uint32_t code)
{
    return (code >= 0x2500 && code <= 0x259f) || (code >= 0x2800 && code <= 0x28ff) ||
           code == 0x00b7;
}

/* What stands behind a cell, as plain bytes, to see whether its word follows anyway. */
static bool is_followed_by(const struct canvas *from, int x, int y, const char *word)
{
    size_t len = strlen(word);

    for (int start = x + 1; start <= x + 5; start++) {
        size_t i = 0;

        while (i < len && start + (int)i < from->columns &&
               canvas_cell_at(from, start + (int)i, y)->codes[0] == (unsigned char)word[i])
            i++;
        if (i == len)
            return true;
    }
    return false;
}

struct row_out {
    struct canvas *to;
    int y, x;
};

static void put_cell(struct row_out *out, const struct canvas_cell *cell)
{
    struct str text = {0};

    for (int i = 0; i < CANVAS_CODES && cell->codes[i]; i++)
        str_add_code_point(&text, cell->codes[i]);
    out->x = canvas_put(out->to, out->x, out->y, (enum role)cell->role, str_text(&text));
    str_fini(&text);
}

static void put_word(struct row_out *out, const struct canvas_cell *cell, const char *word)
{
    out->x = canvas_put(out->to, out->x, out->y, (enum role)cell->role, word);
    if (word[strlen(word) - 1] != ' ')
        out->x++;
}

static bool is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == ' ' || cell->codes[0] == 0 || is_picture(cell->codes[0]);
}

/* The first and the last cell of what is chosen among others, which stand two blanks apart: only
 * how it looks says so. A day in a text stands behind one blank. */
static bool is_chosen(const struct canvas *from, int x, int y)
{
    return x >= 0 && x < from->columns && y > 0 &&
           canvas_cell_at(from, x, y)->role == ROLE_TAB_ACTIVE;
}

static bool is_apart(const struct canvas *from, int x, int y, int step)
{
    for (int i = 1; i <= 2; i++)
        if (x + i * step >= 0 && x + i * step < from->columns &&
            !is_blank(canvas_cell_at(from, x + i * step, y)))
            return false;
    return true;
}

/* Other words that could be chosen stand in its row. */
static bool has_others(const struct canvas *from, int y)
{
    for (int x = 1; x < from->columns; x++) {
        const struct canvas_cell *cell = canvas_cell_at(from, x, y);

        if ((cell->role == ROLE_TAB || cell->role == ROLE_MUTED) && !is_blank(cell) &&
            is_apart(from, x, y, -1))
            return true;
    }
    return false;
}

static void bracket(
    const struct canvas *from, struct row_out *out, int x, int y, int step, const char *mark)
{
    if (is_chosen(from, x, y) && !is_chosen(from, x + step, y) && is_apart(from, x, y, step) &&
        has_others(from, y))
        out->x = canvas_put(out->to, out->x, out->y, ROLE_TAB_ACTIVE, mark);
}

static void speak_row(const struct canvas *from, struct canvas *to, int y)
{
    struct row_out out = {to, y, 0};

    for (int x = 0; x < from->columns; x++) {
        const struct canvas_cell *cell = canvas_cell_at(from, x, y);
        const char *word = word_of(cell);

        if (x == from->cursor_x && y == from->cursor_y)
            canvas_set_cursor(to, out.x, y, from->cursor_shown);
        if (cell->columns == 0)
            continue;
        bracket(from, &out, x, y, -1, "[");
        if (word && !is_followed_by(from, x, y, word)) {
            put_word(&out, cell, word);
            x += x + 1 < from->columns && is_blank(canvas_cell_at(from, x + 1, y));
        } else if (word || is_blank(cell)) {
            out.x++;
        } else {
            put_cell(&out, cell);
            bracket(from, &out, x, y, 1, "]");
        }
    }
}

void speak(const struct canvas *from, struct canvas *to)
{
    canvas_erase(to);
    for (int y = 0; y < from->rows; y++) {
        int ground = canvas_cell_at(from, 1, y)->ground;

        speak_row(from, to, y);
        if (ground != GROUND_SCREEN)
            canvas_set_ground(to, (struct area){0, y, to->columns, 1}, (enum ground)ground);
    }
}
