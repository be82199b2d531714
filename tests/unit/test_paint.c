/* Frames as bytes: whatever is drawn after whatever, a terminal shows the canvas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "ui/paint.h"
#include "support/vt.h"
#include "support/xterm.h"

enum { COLUMNS = 40, ROWS = 8, FRAMES = 400 };

/* The terminal's own ground, and one of ours. */
static struct theme themes[2];

static void make_themes(void)
{
    themes[0] = themes[1] = *style_terminal_theme();
    for (int i = 0; i < ROLE_COUNT; i++)
        themes[1].full.roles[i] = (struct theme_ink){(int16_t)(20 + i), (uint8_t)(i % 4)};
    for (int i = 0; i < GROUND_COUNT; i++)
        themes[1].full.grounds[i] =
            (struct theme_ground){i == GROUND_POPUP ? 3 : COLOUR_KEEP, (int16_t)(232 + i), 0};
}

struct stage {
    struct paint paint;
    struct canvas canvas;
    struct vt *vt;
    const struct theme *theme;
    uint32_t seed;
};

static void stage_init(struct stage *stage, const struct paint_terminal *terminal, int theme)
{
    memset(stage, 0, sizeof(*stage));
    make_themes();
    stage->seed = 7;
    stage->theme = &themes[theme];
    stage->paint.terminal = terminal;
    paint_set_theme(&stage->paint, stage->theme, DEPTH_256);
    canvas_resize(&stage->canvas, COLUMNS, ROWS);
    stage->vt = vt_new(ROWS, COLUMNS, NULL, NULL);
}

static void stage_fini(struct stage *stage)
{
    vt_free(stage->vt);
    canvas_fini(&stage->canvas);
    paint_fini(&stage->paint);
}

static int below(struct stage *stage, int limit)
{
    stage->seed = stage->seed * 1664525 + 1013904223;
    return (int)((stage->seed >> 8) % (uint32_t)limit);
}

static void draw_something(struct stage *stage)
{
    static const char *const texts[] = {"Northwind Traders", "a", "東京 Systems",
        "e\314\201 a\314\201", "▎■ ─────", "   ", "x          y", "…"};
    struct canvas *canvas = &stage->canvas;
    struct area area = {
        below(stage, COLUMNS), below(stage, ROWS), 1 + below(stage, COLUMNS), 1 + below(stage, 2)};

    switch (below(stage, 6)) {
    case 0: canvas_blank(canvas, area, (enum ground)below(stage, GROUND_COUNT)); break;
    case 1: canvas_select_rows(canvas, area, below(stage, 2)); break;
    case 2: /* not in the last column: there libvterm loses marks */
        canvas_put(canvas, area.x % (COLUMNS - 4), area.y, ROLE_TEXT, "e\314\201 a\314\201");
        break;
    default:
        canvas_put(canvas, area.x, area.y, (enum role)below(stage, ROLE_COUNT),
            texts[below(stage, (int)COUNT_OF(texts))]);
    }
    canvas_set_cursor(canvas, below(stage, COLUMNS), below(stage, ROWS), below(stage, 2));
}

static void cell_text(const struct canvas_cell *cell, bool is_reverse, char buffer[32])
{
    size_t len = 0;

    for (int i = 0; i < CANVAS_CODES && cell->codes[i] != 0; i++)
        len += text_encode(cell->codes[i], buffer + len);
    buffer[len] = '\0';
    if (is_reverse && cell->codes[0] == 0x258e)
        memcpy(buffer, " ", 2);
}

static void check_cell(struct stage *stage, int frame, int x, int y)
{
    const struct canvas_cell *cell = canvas_cell_at(&stage->canvas, x, y);
    struct vt_cell seen = vt_cell(stage->vt, y, x);
    struct style style =
        style_of(stage->theme, DEPTH_256, (enum role)cell->role, (enum ground)cell->ground);
    bool is_reverse = style.attributes & ATTRIBUTE_REVERSE;
    bool is_blank = cell->codes[0] == ' ' && cell->codes[1] == 0;
    char text[32];

    if (cell->columns == 0)
        return;
    cell_text(cell, is_reverse, text);
    if (strcmp(text, seen.text) != 0)
        fail_msg("frame %d, %d,%d: '%s' is seen, not '%s'", frame, x, y, seen.text, text);
    assert_int_equal(seen.background, style.background);
    assert_int_equal(seen.reverse, is_reverse);
    assert_int_equal(seen.underline, (style.attributes & ATTRIBUTE_UNDERLINE) != 0);
    if (is_blank)
        return;
    assert_int_equal(seen.foreground, style.foreground);
    assert_int_equal(seen.bold, (style.attributes & ATTRIBUTE_BOLD) != 0);
}

static void check_frame(struct stage *stage, int frame)
{
    const struct str *bytes = paint_frame(&stage->paint, &stage->canvas);
    int x, y;

    vt_feed(stage->vt, str_text(bytes), bytes->len);
    for (int at = 0; at < COLUMNS * ROWS; at++)
        check_cell(stage, frame, at % COLUMNS, at / COLUMNS);
    assert_int_equal(vt_cursor(stage->vt, &y, &x), stage->canvas.cursor_shown);
    if (stage->canvas.cursor_shown) {
        assert_int_equal(x, stage->canvas.cursor_x);
        assert_int_equal(y, stage->canvas.cursor_y);
    }
}

static void run_frames(const struct paint_terminal *terminal, int theme)
{
    struct stage stage;

    stage_init(&stage, terminal, theme);
    for (int frame = 0; frame < FRAMES; frame++) {
        for (int count = below(&stage, 6); count > 0; count--)
            draw_something(&stage);
        if (below(&stage, 50) == 0)
            paint_forget(&stage.paint);
        check_frame(&stage, frame);
        assert_string_equal(str_text(paint_frame(&stage.paint, &stage.canvas)), "");
    }
    stage_fini(&stage);
}

static void any_frame_after_any_other_is_shown(void **state)
{
    run_frames(&xterm, 0);
    run_frames(&xterm, 1);
}

static void a_terminal_that_cannot_clear_a_row_shows_the_same(void **state)
{
    struct paint_terminal plain = xterm;

    plain.clear_line = "";
    run_frames(&plain, 0);
}

/* Of a canvas that is shown only the rows are looked at that were drawn on since; of another all.
 */
static void another_canvas_is_shown_whole(void **state)
{
    struct canvas others[2] = {{0}, {0}};
    struct stage stage;

    stage_init(&stage, &xterm, 1);
    for (int i = 0; i < 2; i++)
        canvas_resize(&others[i], COLUMNS, ROWS);
    for (int frame = 0; frame < FRAMES; frame++) {
        struct canvas shown = stage.canvas;
        int other = below(&stage, 4);

        if (other < 2) {
            stage.canvas = others[other];
            others[other] = shown;
        }
        draw_something(&stage);
        check_frame(&stage, frame);
    }
    for (int i = 0; i < 2; i++)
        canvas_fini(&others[i]);
    stage_fini(&stage);
}

/* Terminals disagree on how wide such a character is. */
static void after_a_mark_the_place_is_told_anew(void **state)
{
    static const char *const marked[] = {"e\314\201", "\360\237\230\200"};

    for (size_t i = 0; i < COUNT_OF(marked); i++) {
        char text[24], told[24];
        struct stage stage;

        stage_init(&stage, &xterm, 1);
        snprintf(text, sizeof(text), "ab%scd", marked[i]);
        snprintf(told, sizeof(told), "%s\033[2;", marked[i]);
        canvas_put(&stage.canvas, 4, 1, ROLE_TEXT, text);
        assert_non_null(strstr(str_text(paint_frame(&stage.paint, &stage.canvas)), told));
        stage_fini(&stage);
    }
}

/* Where the last column wraps at once, its last cell would scroll all away. */
static void the_last_cell_is_left_out_where_it_would_scroll(void **state)
{
    struct paint_terminal old = xterm;
    struct stage stage;

    old.wraps_at_once = true;
    stage_init(&stage, &old, 0);
    canvas_put(&stage.canvas, COLUMNS - 2, ROWS - 1, ROLE_TEXT, "ab");
    (void)paint_frame(&stage.paint, &stage.canvas);
    assert_null(strstr(str_text(&stage.paint.out), "ab"));
    assert_non_null(strstr(str_text(&stage.paint.out), "a"));
    stage_fini(&stage);
}

static void a_line_is_not_underlined_in_colours_where_that_cannot_be(void **state)
{
    struct paint_terminal console = xterm;
    struct stage stage;

    console.no_coloured_lines = true;
    stage_init(&stage, &console, 1);
    for (int i = 0; i < ROLE_COUNT; i++)
        canvas_put(&stage.canvas, i, 0, (enum role)i, "a");
    assert_null(strstr(str_text(paint_frame(&stage.paint, &stage.canvas)), xterm.underline));
    stage_fini(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_frame_after_any_other_is_shown),
        cmocka_unit_test(a_terminal_that_cannot_clear_a_row_shows_the_same),
        cmocka_unit_test(another_canvas_is_shown_whole),
        cmocka_unit_test(after_a_mark_the_place_is_told_anew),
        cmocka_unit_test(the_last_cell_is_left_out_where_it_would_scroll),
        cmocka_unit_test(a_line_is_not_underlined_in_colours_where_that_cannot_be),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
