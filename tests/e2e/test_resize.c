/* Every view and popup through every size of the terminal and back: too small is said, anything
 * else is drawn whole for its new size, and the app lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

#define TOO_SMALL "daybook needs 40x10 cells"

struct size {
    int columns, rows;
};

/* From the keys on the words stand on the screen at any size; then back to the list. */
struct scene {
    const char *keys;
    const char *words;
    const char *hint;  /* a word of the keys offered */
    const char *leave; /* NULL: it is a view, and stays */
    const char *gone;  /* what goes by leaving */
};

static const struct size home = {80, 24};
static const struct size sizes[] = {{1, 1}, {20, 5}, {39, 9}, {40, 10}, {60, 16}, {80, 24},
    {110, 32}, {200, 60}, {300, 100}, {200, 60}, {110, 32}, {80, 24}, {60, 16}, {40, 10}, {39, 9},
    {20, 5}, {1, 1}, {80, 24}};

static const struct scene scenes[] = {
    {"1", "Today", "? help", NULL, NULL},
    {"?", "On this screen", "Esc close", "\033", "Esc close"},
    {":", "lacking", "Esc close", "\033", "Esc close"},
    {":tour\r\r", "Why", "Esc leave", "\033", "Esc leave"},
    {"2e", "Account", "C-s save", "\033", "C-s save"},
    {"/tier = mid and", "Filter", "^", "\033", "^"},
    {"1", "Today", "? help", NULL, NULL},
    {"i", "Why: ", "Esc close", "\033", "Esc close"},
    {"z", "Snooze ", "Esc leave", "\033", "Esc leave"},
    {"D", "Delete ", "y yes", "n", "y yes"},
    {"cSpoke with Dana.", "Spoke with Dana.", "file it", "\033", "file it"},
    {"2", "Book", "? help", NULL, NULL},
    {"\r", "Overview", "? help", NULL, NULL},
    {"]", "Timeline", "? help", NULL, NULL},
    {"]", "Checklist", "? help", NULL, NULL},
    {"]", "People", "? help", NULL, NULL},
    {"]", "Value", "? help", NULL, NULL},
    {"]", "Money", "? help", NULL, NULL},
    {"]", "Health", "? help", NULL, NULL},
    {"]", "Facts", "? help", NULL, NULL},
    {"4", "Tasks", "? help", NULL, NULL},
    {"5", "Playbooks", "? help", NULL, NULL},
    {"\r", "Read the hand", "? help", NULL, NULL},
    {"6", "Renewals", "? help", NULL, NULL},
    {"7", "Notes", "? help", NULL, NULL},
    {"8", "Metrics", "? help", NULL, NULL},
};

/* --- what a size shows --- */

struct expected {
    const struct scene *scene;
    struct size size;
};

static bool cell_is(struct vt *vt, int row, int column, const char *text)
{
    return strcmp(vt_cell(vt, row, column).text, text) == 0;
}

static bool is_too_small(struct size size)
{
    return size.columns < 40 || size.rows < 10;
}

/* As much of the line as there is room for, and nothing else. */
static bool says_too_small(struct vt *vt, struct size size)
{
    size_t room = (size_t)size.columns, all = strlen(TOO_SMALL);

    for (int row = 1; row < size.rows; row++)
        if (*vt_row(vt, row))
            return false;
    room = room < all ? room : all;
    while (room > 0 && TOO_SMALL[room - 1] == ' ') /* a row ends before its blanks */
        room--;
    return strlen(vt_row(vt, 0)) == room && strncmp(vt_row(vt, 0), TOO_SMALL, room) == 0;
}

/* A popup stands in the middle, whole; else the date is one cell from the right edge, unless the
 * tabs leave no room for it. */
static bool width_fits(struct vt *vt, struct size size)
{
    int top, left, right, bottom, column;

    if (vt_find(vt, "\342\225\255", &top, &left)) {
        right = size.columns - 1 - left;
        for (bottom = top; bottom < size.rows - 1 && !cell_is(vt, bottom, left, "\342\225\260");)
            bottom++;
        return cell_is(vt, top, right, "\342\225\256") &&
               cell_is(vt, bottom, left, "\342\225\260") &&
               cell_is(vt, bottom, right, "\342\225\257");
    }
    if (size.columns == 80 && strstr(vt_row(vt, 0), "8 Metrics"))
        return true;
    return vt_find(vt, "Mon 23 Nov 2026", NULL, &column) && column == size.columns - 16;
}

static bool is_drawn(struct vt *vt, void *context)
{
    const struct expected *expected = context;
    const struct scene *scene = expected->scene;
    struct size size = expected->size;
    int row, column;

    if (is_too_small(size))
        return says_too_small(vt, size);
    if (!width_fits(vt, size) || !vt_find(vt, scene->words, NULL, NULL))
        return false;
    if (!scene->leave)
        return vt_find(vt, scene->hint, &row, &column) && row == size.rows - 1 &&
               column == size.columns - 1 - (int)strlen(scene->hint);
    return vt_find(vt, scene->hint, NULL, NULL) && *vt_row(vt, size.rows - 1);
}

static void check_drawn(struct desk *desk, const struct scene *scene, struct size size)
{
    struct expected expected = {scene, size};

    if (!pty_wait_until(desk->pty, is_drawn, &expected, 5000))
        fail_msg("'%s' is not drawn at %dx%d", scene->words, size.columns, size.rows);
}

static void resize_scene(struct desk *desk, const struct scene *scene)
{
    desk_type(desk, scene->keys);
    check_drawn(desk, scene, home);
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        pty_resize(desk->pty, sizes[i].rows, sizes[i].columns);
        check_drawn(desk, scene, sizes[i]);
    }
    if (!scene->leave)
        return;
    desk_type(desk, scene->leave);
    desk_see_gone(desk, scene->gone);
}

static void every_screen_at_every_size(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, home.rows, home.columns);
    for (size_t i = 0; i < COUNT_OF(scenes); i++)
        resize_scene(desk, &scenes[i]);
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            every_screen_at_every_size, desk_set_up_morning, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
