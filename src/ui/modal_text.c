/* A text to read, in a popup of its own. */
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/modal.h"
#include "ui/shell.h"

struct wrapping {
    struct arena *arena;
    struct text_lines ARRAY_OF(const char *) lines;
};

static void add_wrapped(void *context, const char *start, size_t len)
{
    struct wrapping *wrapping = context;

    ARRAY_PUSH(&wrapping->lines, arena_copy_bytes(wrapping->arena, start, len));
}

enum { TEXT_COLUMNS = 84, WORD_COLUMNS = 14 /* a word or two at the right */ };

static int text_popup_columns(const struct canvas *canvas, bool is_plain)
{
    int columns = canvas->columns - 6;

    return columns > TEXT_COLUMNS && !is_plain ? TEXT_COLUMNS : columns;
}

/* The left column in as many rows as it takes, the right one beside the first. */
static void wrap_left(struct wrapping *wrapping, const char *line, const char *tab, int columns)
{
    const char *left = arena_copy_bytes(wrapping->arena, line, (size_t)(tab - line));
    size_t first = wrapping->lines.count;

    text_wrap(left, columns, add_wrapped, wrapping);
    wrapping->lines.items[first] =
        arena_format(wrapping->arena, "%s%s", wrapping->lines.items[first], tab);
    for (size_t i = first + 1; i < wrapping->lines.count; i++)
        wrapping->lines.items[i] = arena_format(wrapping->arena, "  %s", wrapping->lines.items[i]);
}

/* What stands in two columns goes into two rows where one does not hold both. */
static void wrap_columns(struct wrapping *wrapping, const char *line, int columns)
{
    const char *tab = strchr(line, '\t');
    int right_columns = text_columns(tab + 1);
    struct str right = {0};

    if (text_columns_bytes(line, (size_t)(tab - line)) + 3 + text_columns(tab + 1) <= columns) {
        ARRAY_PUSH(&wrapping->lines, line);
        return;
    }
    if (right_columns <= WORD_COLUMNS && line[0] != ' ' && tab > line) {
        wrap_left(wrapping, line, tab, columns - right_columns - 3);
        return;
    }
    ARRAY_PUSH(&wrapping->lines, arena_copy_bytes(wrapping->arena, line, (size_t)(tab - line)));
    str_addf(&right, "\t%s", tab + 1);
    ARRAY_PUSH(&wrapping->lines, arena_copy_text(wrapping->arena, str_text(&right)));
    str_fini(&right);
}

/* Headings stay whole, and so do lines with a column of keys, which are cut; the rest is wrapped to
 * what the popup holds. */
static void wrap_text(struct wrapping *wrapping, const char *text, int columns)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_copy_bytes(wrapping->arena, text, len);

        if (strchr(line, '\t'))
            wrap_columns(wrapping, line, columns);
        else if (!len || text_starts(line, "# ") || strstr(line, "  "))
            ARRAY_PUSH(&wrapping->lines, line);
        else
            text_wrap(line, columns, add_wrapped, wrapping);
        text += len + (text[len] == '\n');
    }
}

/* Every line as it is, going on below where it is too long. */
static void wrap_plain(struct wrapping *wrapping, const char *text, int columns)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        do {
            size_t fits = text_fit(text, len, columns > 1 ? columns : 1);

            fits = fits || !len ? fits : len;
            add_wrapped(wrapping, text, fits);
            text += fits;
            len -= fits;
        } while (len);
        text += *text == '\n';
    }
}

static void read_text(struct ui *ui, const char *title, const char *text, bool is_plain)
{
    char *kept = mem_copy_text(title);
    struct modal *modal = modal_begin(ui, MODAL_TEXT);
    struct wrapping wrapping = {.arena = &modal->arena};

    modal->title = arena_copy_text(&modal->arena, kept);
    modal->is_plain = is_plain;
    if (is_plain)
        wrap_plain(&wrapping, text, text_popup_columns(&ui->canvas, true) - 2);
    else
        wrap_text(&wrapping, text, text_popup_columns(&ui->canvas, false) - 2);
    modal->line_count = wrapping.lines.count;
    modal->lines = arena_alloc_array(&modal->arena, modal->line_count + 1, sizeof(*modal->lines));
    for (size_t i = 0; i < modal->line_count; i++)
        modal->lines[i] = wrapping.lines.items[i];
    array_fini(&wrapping.lines);
    modal->list = (struct list){0};
    modal->words = NULL;
    modal->cancelled = NULL;
    free(kept);
}

void ui_read(struct ui *ui, const char *title, const char *text)
{
    read_text(ui, title, text, false);
}

void ui_read_then(struct ui *ui, const struct ui_reading *reading)
{
    read_text(ui, reading->title, reading->text, reading->is_plain);
    ui->modal.cancelled = reading->left;
    ui->modal.words = reading->words;
    ui->modal.words_key[0] = reading->key ? reading->key : 'y';
    ui->modal.yes = reading->yes;
    ui->modal.context = reading->context;
}

static void draw_text_line(
    struct canvas *canvas, int y, int columns, const char *line, bool is_plain)
{
    const char *tab = strchr(line, '\t');
    struct str left = {0};

    if (text_starts(line, "# ") && !tab && !is_plain) {
        canvas_put_cut(canvas, 1, y, ROLE_TITLE, line + 2, columns - 2);
        return;
    }
    str_add_bytes(&left, line, tab ? (size_t)(tab - line) : strlen(line));
    if (tab) {
        int end = canvas_put_right(canvas, columns - 1, y, ROLE_MUTED, tab + 1);

        if (text_starts(line, "# "))
            canvas_put_cut(canvas, 1, y, ROLE_TITLE, str_text(&left) + 2, end - 3);
        else
            canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&left), end - 3);
    } else {
        canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&left), columns - 2);
    }
    str_fini(&left);
}

/* How much is below goes before the keys that everybody knows. */
static void draw_text_hints(const struct modal *modal, struct canvas *canvas, struct area inside)
{
    int64_t below = (int64_t)modal->line_count - list_end(&modal->list);
    bool narrow = inside.columns < 40, asks = modal->words != NULL;
    int y = inside.rows - 1, end;
    struct str more = {0};
    char number[48];

    end = canvas_spans(canvas, 1, y,
        SPANS({ROLE_HINT_KEY, asks ? modal->words_key : ""}, {ROLE_HINT_TEXT, asks ? " " : ""},
            {ROLE_HINT_TEXT, asks ? modal->words : ""}, {ROLE_HINT_TEXT, asks ? "   " : ""},
            {ROLE_HINT_KEY, "Esc"}, {ROLE_HINT_TEXT, asks && narrow ? _(" close") : _(" close   ")},
            {ROLE_HINT_KEY, narrow && asks ? "" : "j k"},
            {ROLE_HINT_TEXT, narrow && asks ? "" : _(" scroll")}));
    str_addf(&more, _("%s more"), number_whole(below, number));
    if (below > 0 && end + 1 + text_columns(str_text(&more)) < inside.columns)
        canvas_put_right(canvas, inside.columns - 1, y, ROLE_MUTED, str_text(&more));
    str_fini(&more);
}

void modal_draw_text(struct ui *ui, struct canvas *canvas)
{
    struct modal *modal = &ui->modal;
    int columns = text_popup_columns(canvas, modal->is_plain);
    struct popup popup = popup_open(canvas, columns, (int)modal->line_count + 3);
    struct area inside = canvas_area(canvas);

    canvas_put_cut(canvas, 1, 0, ROLE_TITLE, modal->title, inside.columns - 2);
    popup_divide(&popup, 1);
    list_fit(&modal->list, (int64_t)modal->line_count, inside.rows - 3);
    for (int64_t i = modal->list.top; i < list_end(&modal->list); i++)
        draw_text_line(canvas, 2 + (int)(i - modal->list.top), inside.columns, modal->lines[i],
            modal->is_plain);
    draw_text_hints(modal, canvas, inside);
    popup_close(&popup);
}

/* The popup goes first: what follows may show another. */
static void leave_text(struct ui *ui)
{
    void (*left)(struct ui *, void *) = ui->modal.cancelled;

    modal_close(&ui->modal);
    if (left)
        left(ui, ui->modal.context);
}

void modal_text_key(struct ui *ui, const struct key *key)
{
    struct keymap_sections sections = {{"list", "global"}, 2};
    struct key_sequence pressed = {{key->code}, 1};
    void (*yes)(struct ui *, void *) = ui->modal.yes;
    const char *command = NULL;

    if (ui->modal.words && key->code == (key_code)ui->modal.words_key[0]) {
        modal_close(&ui->modal);
        yes(ui, ui->modal.context);
    } else if (key->code == KEYCAP_WHEEL_DOWN || key->code == KEYCAP_WHEEL_UP)
        (void)list_command(
            &ui->modal.list, key->code == KEYCAP_WHEEL_DOWN ? "scroll-down" : "scroll-up");
    else if (keymap_find(&ui->keymap, &sections, &pressed, &command) != KEYMAP_COMMAND)
        leave_text(ui);
    else if (text_equal(command, "next"))
        (void)list_command(&ui->modal.list, "line-down");
    else if (text_equal(command, "previous"))
        (void)list_command(&ui->modal.list, "line-up");
    else if (!list_command(&ui->modal.list, command))
        leave_text(ui);
}
