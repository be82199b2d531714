/* Every view and popup through every size of the terminal and back: too small is said, anything
 * else is drawn whole for its new size, and the app lives. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/text.h"
#include "e2e/desk.h"
#include "support/wire.h"

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
    {"?", "Most used here", "Esc close", "\033", "Esc close"},
    {":", "account-next", "Esc close", "\033", "Esc close"},
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

static void add_letters(struct str *out, const char *text)
{
    for (; *text && strcmp(text, "\342\200\246") != 0; text++)
        if (*text != ' ')
            str_add_char(out, *text);
}

/* As much of the sentence as there is room for, broken at its blanks, and nothing else. */
static bool says_too_small(struct vt *vt, struct size size)
{
    bool has_room = size.columns >= 7 && size.rows >= 4;
    struct str shown = {0}, whole = {0};
    bool good;

    for (int row = 0; row < size.rows; row++)
        add_letters(&shown, vt_row(vt, row));
    add_letters(&whole, TOO_SMALL);
    good = shown.len <= whole.len && (shown.len == whole.len || !has_room) &&
           strncmp(str_text(&shown), str_text(&whole), shown.len) == 0;
    str_fini(&shown);
    str_fini(&whole);
    return good;
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

/* --- a storm: what is typed, clicked, pasted, at random --- */

static uint32_t storm;

static int below(int limit)
{
    storm = storm * 1664525u + 1013904223u;
    return (int)((storm >> 8) % (uint32_t)limit);
}

/* No byte that stops the program; a lone escape is Esc only where nothing follows. */
static void add_keys(struct str *bytes)
{
    static const char *const pastes[] = {"call Ana fri", "\033[31mred\033]0;x\a", "東京 e\314\201",
        "\342\200\256drawkcab", "a\nb\nc", "\302\233[2J", "%s%n"};
    static const char *const keys[] = {"\r", "\t", "\033[A", "\033[B", "\033[5~", "\033[6~", "\025",
        "\004", "\010", "\020", "\017", "\022", " ", "\033\r", "\023", "\033[Z"};

    switch (below(5)) {
    case 0:
        str_addf(bytes, "\033[<%d;%d;%dM", below(2) ? below(3) : 64 + below(2), 1 + below(90),
            1 + below(30));
        break;
    case 1: str_addf(bytes, "\033[200~%s\033[201~", pastes[below((int)COUNT_OF(pastes))]); break;
    case 2: str_add(bytes, keys[below((int)COUNT_OF(keys))]); break;
    default: str_add_char(bytes, (char)('!' + below('~' - '!'))); break;
    }
}

/* Q was among the keys; and the signal came when only ncurses took it any more. */
enum { LEFT = 0, LEFT_IN_NCURSES = 1 };

static void storm_once(struct desk *desk, uint32_t seed)
{
    static const struct size screens[] = {{80, 24}, {200, 60}};
    const struct size *size = &screens[seed % COUNT_OF(screens)];
    struct str bytes = {0}, why = {0};
    int status = 0;

    storm = seed / COUNT_OF(screens);
    desk_open(desk, size->rows, size->columns);
    for (int i = 0; i < 60; i++) {
        str_clear(&bytes);
        for (int k = 1 + below(5); k > 0; k--)
            add_keys(&bytes);
        (void)!pty_type(desk->pty, str_text(&bytes));
        if (!below(6))
            pty_resize(desk->pty, 5 + below(40), 20 + below(120));
    }
    pty_signal(desk->pty, SIGTERM);
    if (!pty_wait_exit(desk->pty, PTY_WITHIN, &status) ||
        (status != 128 + SIGTERM && status != LEFT && status != LEFT_IN_NCURSES))
        fail_msg("seed %u: ended with %d", seed, status);
    if (vt_is_alternate(pty_screen(desk->pty)) || !vt_cursor(pty_screen(desk->pty), NULL, NULL))
        fail_msg("seed %u: the terminal is not given back", seed);
    if (!wire_is_clean(str_text(pty_raw(desk->pty)), pty_raw(desk->pty)->len, &why))
        fail_msg("seed %u: %s", seed, str_text(&why));
    pty_free(desk->pty);
    desk->pty = NULL;
    str_fini(&bytes);
    str_fini(&why);
}

/* Whatever was pressed, the terminal is given back, and no unknown sequence was sent to it. */
static void a_storm_leaves_the_terminal_as_it_was(void **state)
{
    struct desk *desk = *state;
    const char *many = getenv("DAYBOOK_STORM");
    long long number;
    int seeds = many && text_to_int(many, &number) ? (int)number / 10 : 4;

    desk->extra[1] = "SHELL=/bin/false";
    desk->extra[2] = "VISUAL=/bin/false";
    assert_int_equal(chdir(desk->home), 0); /* paths that are typed lie there */
    for (int seed = 1; seed <= seeds; seed++)
        storm_once(desk, (uint32_t)seed);
    assert_int_equal(chdir("/"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            every_screen_at_every_size, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(
            a_storm_leaves_the_terminal_as_it_was, desk_set_up_morning, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
