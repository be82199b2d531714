#include "ui/popup.h"

#include "base/text.h"
#include "base/words.h"
#include "core/keymap.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static bool is_narrow(const struct canvas *canvas)
{
    return canvas->columns < POPUP_NARROW;
}

/* Pushed up where the screen is low, so that it never hangs out of it. */
static int top_of(const struct canvas *canvas, int rows)
{
    int free_rows = canvas->rows - rows;
    return free_rows < POPUP_TOP + 1 ? (free_rows > 1 ? free_rows / 2 : 0) : POPUP_TOP;
}

int popup_rows(const struct canvas *canvas, int rows)
{
    if (is_narrow(canvas))
        return canvas->rows > 2 ? canvas->rows - 2 : 1;
    return least(rows, canvas->rows > 3 ? canvas->rows - 3 : 1);
}

struct area popup_frame(const struct canvas *canvas, int columns, int rows)
{
    int inside = least(columns, canvas->columns - 4), height = popup_rows(canvas, rows) + 2;
    if (is_narrow(canvas))
        return (struct area){0, 0, canvas->columns, canvas->rows};
    return (struct area){
        (canvas->columns - inside) / 2 - 1, top_of(canvas, height), inside + 2, height};
}

struct popup popup_open(struct canvas *canvas, int columns, int rows)
{
    struct popup popup = {.canvas = canvas, .before = canvas->clip};
    popup.frame = popup_frame(canvas, columns, rows);
    canvas->popup = popup.frame;
    canvas_blank(canvas, popup.frame, GROUND_POPUP);
    canvas_frame(canvas, popup.frame);
    canvas_enter(canvas, (struct area){popup.frame.x + 1, popup.frame.y + 1,
                             popup.frame.columns - 2, popup.frame.rows - 2});
    return popup;
}

void popup_divide(const struct popup *popup, int y)
{
    struct canvas *canvas = popup->canvas;
    struct area inside = canvas->clip;
    canvas_leave(canvas, popup->before);
    int row = popup->frame.y + 1 + y;
    int right = popup->frame.x + popup->frame.columns - 1;
    if (row < popup->frame.y + popup->frame.rows - 1) {
        canvas_put_glyph(canvas, popup->frame.x, row, ROLE_BORDER, 0x251c /* ├ */);
        for (int x = popup->frame.x + 1; x < right; x++)
            canvas_put_glyph(canvas, x, row, ROLE_BORDER, 0x2500 /* ─ */);
        canvas_put_glyph(canvas, right, row, ROLE_BORDER, 0x2524 /* ┤ */);
    }
    canvas_leave(canvas, inside);
}

void popup_close(const struct popup *popup)
{
    canvas_leave(popup->canvas, popup->before);
}

enum confirm_answer confirm_key(uint32_t key)
{
    switch (key) {
    case 'y':
    case 'Y': return CONFIRM_YES;
    case 'n':
    case 'N':
    case 'q':
    case KEYCAP_ESC:
    case 'c' | KEYMOD_CTRL:
    case 'g' | KEYMOD_CTRL: return CONFIRM_NO;
    default: return CONFIRM_WAITS;
    }
}

static void count_line(void *context, const char *start, size_t len)
{
    ++*(int *)context;
}

void confirm_draw(struct canvas *canvas, const char *question)
{
    struct popup popup;
    struct area inside, text;
    int rows = 0;

    text_wrap(question, popup_frame(canvas, POPUP_COLUMNS, 4).columns - 4, count_line, &rows);
    popup = popup_open(canvas, POPUP_COLUMNS, rows + 2);
    inside = canvas_area(canvas);
    text = (struct area){1, 0, inside.columns - 2, 0};
    text.rows = inside.rows - 2;
    canvas_put_wrapped(canvas, text, ROLE_TEXT, question);
    int x = canvas_spans(canvas, 1, inside.rows - 1,
        SPANS({ROLE_HINT_KEY, "y"}, {ROLE_HINT_TEXT, _(" yes   ")}, {ROLE_HINT_KEY, "n"},
            {ROLE_HINT_TEXT, _(" no")}));
    canvas_set_cursor(canvas, x, inside.rows - 1, false);
    popup_close(&popup);
}
