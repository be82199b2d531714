#include "support/vt.h"
#include <string.h>
#include <vterm.h>
#include "base/mem.h"
#include "base/text.h"
#include "support/tailgate.h"

struct vt {
    VTerm *term;
    VTermScreen *screen;
    struct tailgate gate;
    struct str ready; /* what the gate let through */
    struct str row;
    struct str text;
    struct str title;
    bool cursor_shown;
    bool alternate;
    void (*answers)(const char *bytes, size_t len, void *context);
    void *context;
};

static int property_changed(VTermProp property, VTermValue *value, void *context)
{
    struct vt *vt = context;
    if (property == VTERM_PROP_CURSORVISIBLE)
        vt->cursor_shown = value->boolean;
    if (property == VTERM_PROP_ALTSCREEN)
        vt->alternate = value->boolean;
    if (property == VTERM_PROP_TITLE) {
        str_clear(&vt->title);
        str_add(&vt->title, value->string);
    }
    return 1;
}

static void terminal_answers(const char *bytes, size_t len, void *context)
{
    struct vt *vt = context;
    if (vt->answers)
        vt->answers(bytes, len, vt->context);
}

struct vt *vt_new(int rows, int columns,
    void (*answers)(const char *bytes, size_t len, void *context), void *context)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = property_changed};
    struct vt *vt = mem_alloc(sizeof(*vt));
    vt->answers = answers;
    vt->context = context;
    vt->cursor_shown = true;
    vt->term = vterm_new(rows, columns);
    vterm_set_utf8(vt->term, 1);
    vterm_output_set_callback(vt->term, terminal_answers, vt);
    vt->screen = vterm_obtain_screen(vt->term);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
    vterm_screen_reset(vt->screen, 1);
    return vt;
}

void vt_free(struct vt *vt)
{
    if (!vt)
        return;
    vterm_free(vt->term);
    tailgate_fini(&vt->gate);
    str_fini(&vt->ready);
    str_fini(&vt->row);
    str_fini(&vt->text);
    str_fini(&vt->title);
    free(vt);
}

void vt_feed(struct vt *vt, const char *bytes, size_t len)
{
    str_clear(&vt->ready);
    tailgate_feed(&vt->gate, bytes, len, &vt->ready);
    if (vt->ready.len > 0)
        vterm_input_write(vt->term, vt->ready.data, vt->ready.len);
}

void vt_resize(struct vt *vt, int rows, int columns)
{
    vterm_set_size(vt->term, rows, columns);
}

int vt_rows(const struct vt *vt)
{
    int rows, columns;
    vterm_get_size(vt->term, &rows, &columns);
    return rows;
}

int vt_columns(const struct vt *vt)
{
    int rows, columns;
    vterm_get_size(vt->term, &rows, &columns);
    return columns;
}

static int colour_number(VTermColor colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour))
        return VT_DEFAULT;
    if (VTERM_COLOR_IS_INDEXED(&colour))
        return colour.indexed.idx;
    return VT_RGB + (colour.rgb.red << 16) + (colour.rgb.green << 8) + colour.rgb.blue;
}

static void cell_text(const VTermScreenCell *cell, char text[32])
{
    size_t len = 0;
    bool right_half = cell->chars[0] == (uint32_t)-1;
    if (cell->chars[0] == 0)
        text[len++] = ' ';
    for (int i = 0; !right_half && i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        len += text_encode(cell->chars[i], text + len);
    text[len] = '\0';
}

struct vt_cell vt_cell(const struct vt *vt, int row, int column)
{
    VTermScreenCell cell;
    struct vt_cell ret = {0};
    if (row < 0 || column < 0 || row >= vt_rows(vt) || column >= vt_columns(vt) ||
        !vterm_screen_get_cell(vt->screen, (VTermPos){row, column}, &cell))
        return ret;
    cell_text(&cell, ret.text);
    ret.columns = cell.width;
    ret.bold = cell.attrs.bold;
    ret.underline = cell.attrs.underline != 0;
    ret.italic = cell.attrs.italic;
    ret.reverse = cell.attrs.reverse;
    ret.foreground = colour_number(cell.fg);
    ret.background = colour_number(cell.bg);
    return ret;
}

static void add_row(const struct vt *vt, int row, struct str *out)
{
    size_t from = out->len;
    size_t end = from;
    for (int column = 0; column < vt_columns(vt); column++) {
        struct vt_cell cell = vt_cell(vt, row, column);
        str_add(out, cell.text);
        if (strcmp(cell.text, " ") != 0)
            end = out->len;
    }
    if (out->len > end)
        str_remove(out, end, out->len - end);
}

const char *vt_row(struct vt *vt, int row)
{
    str_clear(&vt->row);
    if (row >= 0 && row < vt_rows(vt))
        add_row(vt, row, &vt->row);
    return str_text(&vt->row);
}

const char *vt_text(struct vt *vt)
{
    str_clear(&vt->text);
    for (int row = 0; row < vt_rows(vt); row++) {
        add_row(vt, row, &vt->text);
        str_add_char(&vt->text, '\n');
    }
    return str_text(&vt->text);
}

/* The column in which the byte at `at` of the row's text stands. */
static int column_of_byte(const struct vt *vt, int row, size_t at)
{
    size_t bytes = 0;
    for (int column = 0; column < vt_columns(vt); column++) {
        if (bytes >= at && vt_cell(vt, row, column).text[0])
            return column;
        bytes += strlen(vt_cell(vt, row, column).text);
    }
    return 0;
}

bool vt_find(struct vt *vt, const char *text, int *ret_row, int *ret_column)
{
    for (int row = 0; row < vt_rows(vt); row++) {
        const char *line = vt_row(vt, row);
        const char *at = strstr(line, text);
        if (!at)
            continue;
        if (ret_row)
            *ret_row = row;
        if (ret_column)
            *ret_column = column_of_byte(vt, row, (size_t)(at - line));
        return true;
    }
    return false;
}

bool vt_cursor(const struct vt *vt, int *ret_row, int *ret_column)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &at);
    if (ret_row)
        *ret_row = at.row;
    if (ret_column)
        *ret_column = at.col;
    return vt->cursor_shown;
}

bool vt_is_alternate(const struct vt *vt)
{
    return vt->alternate;
}

const char *vt_title(const struct vt *vt)
{
    return str_text(&vt->title);
}
