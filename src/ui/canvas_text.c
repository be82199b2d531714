/* Text into cells: cleaned, cut by cells, wide characters whole. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "canvas_internal.h"

static bool is_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < 0x20 || text[i] > 0x7e)
            return false;
    return true;
}

/* Overwriting one half of a wide character blanks the other. */
static void free_cell(struct canvas *canvas, int x, int y, struct canvas_cell *cell)
{
    int neighbour_x = cell->columns == 0 ? x - 1 : x + 1;
    if (cell->columns == 1)
        return;
    struct canvas_cell *neighbour = canvas_cell_in(canvas, neighbour_x, y);
    if (neighbour == NULL)
        return;
    memset(neighbour->codes, 0, sizeof(neighbour->codes));
    neighbour->codes[0] = ' ';
    neighbour->columns = 1;
}

static void set_cell(struct canvas_cell *cell, uint32_t code, int columns, enum role role)
{
    memset(cell->codes, 0, sizeof(cell->codes));
    cell->codes[0] = code;
    cell->columns = (uint8_t)columns;
    cell->role = (uint8_t)role;
}

static struct canvas_cell *put_code(
    struct canvas *canvas, int x, int y, enum role role, uint32_t code, int columns)
{
    struct canvas_cell *cell = canvas_cell_in(canvas, x, y);
    if (cell == NULL)
        return NULL;
    free_cell(canvas, x, y, cell);
    if (columns < 2) {
        set_cell(cell, code, 1, role);
        return cell;
    }
    struct canvas_cell *right = canvas_cell_in(canvas, x + 1, y);
    if (right == NULL) {
        set_cell(cell, ' ', 1, role);
        return NULL;
    }
    free_cell(canvas, x + 1, y, right);
    set_cell(cell, code, 2, role);
    set_cell(right, 0, 0, role);
    return cell;
}

void canvas_put_glyph(struct canvas *canvas, int x, int y, enum role role, uint32_t code)
{
    uint32_t shape = canvas->ascii ? glyph_to_ascii(code, role) : 0;
    put_code(canvas, x, y, role, shape ? shape : code, 1);
}

static void add_mark(struct canvas_cell *cell, uint32_t mark)
{
    for (int i = 1; cell != NULL && i < CANVAS_CODES; i++) {
        if (cell->codes[i] == 0) {
            cell->codes[i] = mark;
            return;
        }
    }
}

/* What an ASCII terminal shows for a character, in as many cells. */
static int put_ascii(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len, int columns)
{
    uint32_t code = 0;
    text_decode(text, len, &code);
    uint32_t shape = glyph_to_ascii(code, role);
    char copy[40];
    struct str plain = {0};
    if (shape == 0 && len < sizeof(copy)) {
        memcpy(copy, text, len);
        copy[len] = '\0';
        text_to_ascii(&plain, copy);
    }
    const char *shown = str_text(&plain);
    for (int i = 0; i < columns; i++) {
        uint32_t cell = i == 0 && shape != 0 ? shape : *shown ? (unsigned char)*shown++ : ' ';
        put_code(canvas, x + i, y, role, cell, 1);
    }
    str_fini(&plain);
    return x + columns;
}

/* The characters of one grapheme: those with columns take cells, those without join the last. */
static int put_grapheme(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len)
{
    struct canvas_cell *cell = NULL;
    for (size_t at = 0; at < len;) {
        uint32_t code = 0;
        size_t bytes = text_decode(text + at, len - at, &code);
        int columns = text_columns_bytes(text + at, bytes);
        if (columns > 0) {
            cell = put_code(canvas, x, y, role, code, columns);
            x += columns;
        } else if (at == 0) {
            cell = put_code(canvas, x++, y, role, ' ', 1);
            add_mark(cell, code);
        } else {
            add_mark(cell, code);
        }
        at += bytes;
    }
    return x;
}

/* Bytes at the front that take a cell each: printable ASCII that nothing joins. */
static size_t plain_bytes(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && text[at] >= 0x20 && text[at] < 0x7f)
        at++;
    return at > 0 && at < len && (text[at] & 0x80) ? at - 1 : at;
}

/* Most of what is put: where it may stand is found once. */
static void put_plain(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len)
{
    int left = canvas->clip.x - canvas->origin_x, right = left + canvas->clip.columns;
    int from = x < left ? left : x, end = x + (int)len < right ? x + (int)len : right;
    struct canvas_cell *cell = canvas_cell_in(canvas, from, y);
    for (; cell != NULL && from < end; from++, cell++) {
        free_cell(canvas, from, y, cell);
        set_cell(cell, (unsigned char)text[from - x], 1, role);
    }
}

static int put_clean(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        int columns = 0;
        size_t plain = plain_bytes(text + at, len - at);
        if (plain > 0) {
            put_plain(canvas, x, y, role, text + at, plain);
            x += (int)plain;
            at += plain;
            continue;
        }
        size_t bytes = text_next_grapheme(text + at, len - at, &columns);
        if (bytes == 0)
            break;
        if (canvas->ascii)
            x = put_ascii(canvas, x, y, role, text + at, bytes, columns);
        else
            x = put_grapheme(canvas, x, y, role, text + at, bytes);
        at += bytes;
    }
    return x;
}

int canvas_put_bytes(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len)
{
    if (is_plain(text, len))
        return put_clean(canvas, x, y, role, text, len);
    str_clear(&canvas->scratch);
    text_clean(&canvas->scratch, text, len);
    return put_clean(canvas, x, y, role, str_text(&canvas->scratch), canvas->scratch.len);
}

int canvas_put(struct canvas *canvas, int x, int y, enum role role, const char *text)
{
    return text == NULL ? x : canvas_put_bytes(canvas, x, y, role, text, strlen(text));
}

/* Text as it will be shown; the same pointer where nothing changes, else the canvas's scratch. */
static const char *cleaned(struct canvas *canvas, const char *text)
{
    if (text == NULL)
        return "";
    if (is_plain(text, strlen(text)) || text_is_clean(text))
        return text;
    str_clear(&canvas->scratch);
    text_clean(&canvas->scratch, text, strlen(text));
    return str_text(&canvas->scratch);
}

int canvas_columns_of(struct canvas *canvas, const char *text)
{
    return text_columns(cleaned(canvas, text));
}

int canvas_put_cut(
    struct canvas *canvas, int x, int y, enum role role, const char *text, int columns)
{
    const char *clean = cleaned(canvas, text);
    if (columns <= 0)
        return x;
    if (text_columns(clean) > columns) {
        str_clear(&canvas->scratch_cut);
        text_cut(&canvas->scratch_cut, clean, columns, canvas->ascii);
        clean = str_text(&canvas->scratch_cut);
    }
    return put_clean(canvas, x, y, role, clean, strlen(clean));
}

int canvas_put_right(struct canvas *canvas, int end_x, int y, enum role role, const char *text)
{
    const char *clean = cleaned(canvas, text);
    int x = end_x - text_columns(clean);
    put_clean(canvas, x, y, role, clean, strlen(clean));
    return x;
}

int canvas_putf(struct canvas *canvas, int x, int y, enum role role, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    return canvas_put(canvas, x, y, role, text);
}

int canvas_putf_right(
    struct canvas *canvas, int end_x, int y, enum role role, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    return canvas_put_right(canvas, end_x, y, role, text);
}

int canvas_count(struct canvas *canvas, int x, int y, enum role role, int64_t count)
{
    char text[48];

    return canvas_put(canvas, x, y, role, number_whole(count, text));
}

int canvas_count_right(struct canvas *canvas, int end_x, int y, enum role role, int64_t count)
{
    char text[48];

    return canvas_put_right(canvas, end_x, y, role, number_whole(count, text));
}

int canvas_spans(struct canvas *canvas, int x, int y, const struct span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x = canvas_put(canvas, x, y, spans[i].role, spans[i].text);
    return x;
}

int canvas_spans_right(
    struct canvas *canvas, int end_x, int y, const struct span *spans, size_t count)
{
    int x = end_x;
    for (size_t i = 0; i < count; i++)
        x -= canvas_columns_of(canvas, spans[i].text);
    canvas_spans(canvas, x, y, spans, count);
    return x;
}

struct wrapping {
    struct canvas *canvas;
    struct area area;
    enum role role;
    int row, end_x; /* after the last line that was put */
};

static void put_line(void *context, const char *start, size_t len)
{
    struct wrapping *wrapping = context;
    if (wrapping->row < wrapping->area.rows)
        wrapping->end_x = put_clean(wrapping->canvas, wrapping->area.x,
            wrapping->area.y + wrapping->row, wrapping->role, start, len);
    wrapping->row++;
}

int canvas_put_wrapped(struct canvas *canvas, struct area area, enum role role, const char *text)
{
    struct wrapping wrapping = {canvas, area, role, 0, 0};
    int last = area.x + area.columns - (canvas->ascii ? 3 : 1);
    str_clear(&canvas->scratch);
    text_clean_lines(&canvas->scratch, text ? text : "", text ? strlen(text) : 0);
    if (area.columns > 0)
        text_wrap(str_text(&canvas->scratch), area.columns, put_line, &wrapping);
    if (wrapping.row > area.rows && area.rows > 0)
        canvas_put(canvas, wrapping.end_x < last ? wrapping.end_x : last, area.y + area.rows - 1,
            role, canvas->ascii ? "..." : "…");
    return wrapping.row < area.rows ? wrapping.row : area.rows;
}
