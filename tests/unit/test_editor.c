/* The text of a note: wrapping, moves by rows, pastes, a megabyte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "files/keymap_file.h"
#include "support/golden.h"
#include "ui/editor.h"

struct fixture {
    struct keymap keymap;
    struct editor editor;
    struct canvas canvas;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    fixture.editor.goal = -1;
    canvas_resize(&fixture.canvas, 30, 8);
    *state = &fixture;
    keymap_file_shipped(&fixture.keymap);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    editor_fini(&fixture->editor);
    keymap_fini(&fixture->keymap);
    canvas_fini(&fixture->canvas);
    return 0;
}

static void draw(struct fixture *fixture)
{
    canvas_erase(&fixture->canvas);
    editor_draw(&fixture->editor, &fixture->canvas, (struct area){0, 0, 22, 8});
}

/* Keys by name; returns the answer to the last, its command in *ret_command. */
static enum editor_answer press(
    struct fixture *fixture, const char *names, const char **ret_command)
{
    enum editor_answer answer = EDITOR_UNUSED;
    const char *ignored = NULL;
    while (*names != '\0') {
        char name[16];
        struct key key = {.code = 0};
        size_t len = strcspn(names, " ");
        memcpy(name, names, len);
        name[len] = '\0';
        assert_true(key_from_name(name, &key.code));
        answer = editor_key(
            &fixture->editor, &fixture->keymap, &key, ret_command ? ret_command : &ignored);
        names += len + (names[len] == ' ');
    }
    return answer;
}

#define BODY                                                                                       \
    "The freeze is for new spend only; the renewal is in the budget.\n\n"                          \
    "- [ ] call Priya about 東京計測 fri\n"

static void text_wraps_at_words(void **state)
{
    struct fixture *fixture = *state;
    editor_take(&fixture->editor, BODY, sizeof(BODY) - 1);
    draw(fixture);
    golden_check("editor", &fixture->canvas);
}

/* Rows of BODY at 21 columns: "The freeze is for new ", "spend only; the ", "renewal is in the ",
 * "budget.", "", "- [ ] call Priya ", "about ... fri", "". */
static void rows_are_walked_and_the_column_kept(void **state)
{
    static const struct {
        const char *keys;
        size_t at;
    } cases[] = {
        {"C-Home Down", 22},
        {"C-Home M-f Down", 25},
        {"C-Home M-f M-f M-f M-f M-f Down",
            37}, /* column 21: the row ends before, at its last blank */
        {"C-Home M-f M-f Down Down Down Down Down Down", 65 + 17 + 6 + 6},
        {"C-End Up Up", 65},
        {"C-Home Up", 0},
        {"C-Home PgDn", sizeof(BODY) - 1},
        {"C-End PgUp", 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture *fixture = *state;
        editor_take(&fixture->editor, BODY, sizeof(BODY) - 1);
        draw(fixture);
        press(fixture, cases[i].keys, NULL);
        if (fixture->editor.edit.at != cases[i].at)
            fail_msg("%s: at %zu, not %zu", cases[i].keys, fixture->editor.edit.at, cases[i].at);
    }
}

/* Quick fingers type before the first picture: it begins with the first row all the same. */
static void keys_before_the_first_drawing_scroll_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct str row = {0};
    press(fixture, "a Enter b Enter c", NULL);
    draw(fixture);
    canvas_row_text(&fixture->canvas, 0, &row);
    assert_string_equal(str_text(&row), "a");
    str_fini(&row);
}

static void commands_of_others_are_handed_on(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    const char *command = NULL;
    assert_int_equal(press(fixture, "a Enter b", &command), EDITOR_USED);
    assert_string_equal(str_text(&fixture->editor.edit.text), "a\nb");
    assert_int_equal(press(fixture, "C-s", &command), EDITOR_COMMAND);
    assert_string_equal(command, "save");
    assert_true(keymap_bind(&fixture->keymap, "composer", "C-x C-e", "edit-outside", &err));
    assert_int_equal(press(fixture, "C-x C-e", &command), EDITOR_COMMAND);
    assert_string_equal(command, "edit-outside");
    assert_int_equal(press(fixture, "F7", &command), EDITOR_UNUSED);
    press(fixture, "C-_ C-_ C-_ M-_", NULL);
    assert_string_equal(str_text(&fixture->editor.edit.text), "a");
}

static void a_paste_over_the_limit_is_cut_at_a_border(void **state)
{
    struct fixture *fixture = *state;
    struct key paste = {.code = KEYCAP_PASTE, .text = "ab\xe6\x9d\xb1z", .len = 6};
    const char *command = NULL;
    fixture->editor.limit = 4;
    editor_key(&fixture->editor, &fixture->keymap, &paste, &command);
    assert_string_equal(str_text(&fixture->editor.edit.text), "ab");
    assert_true(editor_is_full(&fixture->editor));
    press(fixture, "C-u", NULL);
    paste.len = 2;
    editor_key(&fixture->editor, &fixture->keymap, &paste, &command);
    assert_false(editor_is_full(&fixture->editor));
}

static void a_click_puts_the_caret(void **state)
{
    struct fixture *fixture = *state;
    editor_take(&fixture->editor, BODY, sizeof(BODY) - 1);
    draw(fixture);
    editor_click(&fixture->editor, 6, 1);
    assert_int_equal(fixture->editor.edit.at, 28);
    editor_click(&fixture->editor, 9, 6); /* the right half of a wide character is its left */
    assert_int_equal(fixture->editor.edit.at, 65 + 17 + 6 + 3);
    editor_click(&fixture->editor, 50, 50);
    assert_int_equal(fixture->editor.edit.at, sizeof(BODY) - 1);
}

/* What is hidden, wide or joined is shown for what it is, and the caret stands behind it. */
static void the_caret_stands_behind_what_is_shown(void **state)
{
    static const struct {
        const char *text, *row;
        int x; /* of the caret at the end */
    } cases[] = {
        {"caf\xc3\xa9", "caf\xc3\xa9", 4},
        {"cafe\xcc\x81", "cafe\xcc\x81", 4},
        {"\xe6\x9d\xb1\xe4\xba\xac", "\xe6\x9d\xb1\xe4\xba\xac", 4},
        {"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 4},
        {"\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85!", "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85!", 5},
        {"a\xe2\x80\xae"
         "b",
            "a<U+202E>b", 10},
        {"a\xe2\x80\x8b", "a<U+200B>", 9},
        {"a\xc2\xad", "a<U+00AD>", 9},
        {"\x1b[2J", "^[[2J", 5},
        {"\x7f\xc2\x9b", "^?<9B>", 6},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7x", "\xf0\x9f\x91\xa9x", 3},
        {"a\tb", "a b", 3},
        {"\xff", "\xef\xbf\xbd", 1},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str row = {0};
        editor_take(&fixture->editor, cases[i].text, strlen(cases[i].text));
        draw(fixture);
        canvas_row_text(&fixture->canvas, 0, &row);
        if (strcmp(str_text(&row), cases[i].row) != 0 || fixture->canvas.cursor_x != cases[i].x)
            fail_msg(
                "case %zu: '%s', the caret at %d", i, str_text(&row), fixture->canvas.cursor_x);
        assert_string_equal(str_text(&fixture->editor.edit.text), cases[i].text);
        str_fini(&row);
    }
}

/* Where rows begin, by bytes, at 21 columns. */
static void rows_break_by_words_and_columns(void **state)
{
    static const struct {
        const char *text;
        size_t starts[4];
        size_t count;
    } cases[] = {
        {"", {0}, 1}, {"one\n", {0, 4}, 2}, {"\n\n", {0, 1, 2}, 3},
        {"1234567890 1234567890 x", {0, 22}, 2},   /* the blank hangs over the edge */
        {"1234567890 12345678901", {0, 11}, 2},    /* one too long: the word goes down */
        {"1234567890123456789012345", {0, 21}, 2}, /* no blank: cut at the edge */
        {"\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1"
         "\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1",
            {0, 30}, 2},                                /* eleven wide letters: ten fit */
        {"12345678901234567890e\xcc\x81x", {0, 23}, 2}, /* a mark takes no column */
        {"1234567890 12345\xe2\x80\xae x", {0, 11}, 2}, /* what is written out takes eight */
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        editor_take(&fixture->editor, cases[i].text, strlen(cases[i].text));
        draw(fixture);
        if (fixture->editor.starts.count != cases[i].count ||
            memcmp(fixture->editor.starts.items, cases[i].starts,
                cases[i].count * sizeof(size_t)) != 0)
            fail_msg("case %zu: %zu rows, the last at %zu", i, fixture->editor.starts.count,
                fixture->editor.starts.items[fixture->editor.starts.count - 1]);
    }
}

/* Pseudo-random, the same each time. */
static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

/* After any change the rows are those of a text laid out at once. */
static void changed_rows_are_those_of_a_fresh_layout(void **state)
{
    static const char *const pieces[] = {"a", "word ", "\n", "\n\n", "averyveryverylongwordindeed",
        " ", "\xe6\x9d\xb1", "e\xcc\x81", "\xd7\xa9\xd7\x9c", "\xe2\x80\xae",
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "two words\nand a line", "\t", "\x1b[31m"};
    struct fixture *fixture = *state;
    unsigned seed = 7;
    draw(fixture);
    for (int i = 0; i < 4000; i++) {
        struct editor fresh = {.goal = -1};
        struct edit *edit = &fixture->editor.edit;
        enum edit_action action = (enum edit_action)(1 + next_random(&seed, EDIT_YANK));
        if (next_random(&seed, 3) > 0) {
            const char *piece = pieces[next_random(&seed, COUNT_OF(pieces))];
            edit_insert(edit, piece, strlen(piece));
        } else {
            edit_do(edit, action);
        }
        draw(fixture);
        editor_take(&fresh, str_text(&edit->text), edit->text.len);
        editor_draw(&fresh, &fixture->canvas, (struct area){0, 0, 22, 8});
        assert_int_equal(fixture->editor.starts.count, fresh.starts.count);
        assert_memory_equal(fixture->editor.starts.items, fresh.starts.items,
            fresh.starts.count * sizeof(*fresh.starts.items));
        editor_fini(&fresh);
    }
    assert_true(fixture->editor.starts.count > 50);
}

/* 2,000 keys in a megabyte: the count of rows laid out would show in the time at once. */
static void a_megabyte_is_as_quick_as_a_line(void **state)
{
    struct fixture *fixture = *state;
    struct str text = {0};
    while (text.len < 1024 * 1024)
        str_add(&text, "The freeze is for new spend only; the renewal is in the budget. ");
    editor_take(&fixture->editor, str_text(&text), text.len);
    draw(fixture);
    press(fixture, "C-Home Down Down", NULL);
    clock_t start = clock();
    for (int i = 0; i < 2000; i++) {
        press(fixture, i % 2 ? "Backspace" : "x", NULL);
        draw(fixture);
    }
    print_message("a key: %.0f us\n", (double)(clock() - start) / 2000 * 1e6 / CLOCKS_PER_SEC);
    assert_int_equal(fixture->editor.edit.text.len, text.len);
    str_fini(&text);
}

/* A window that was small shows the rest of the text once it is large, not blank rows below. */
static void more_room_shows_more(void **state)
{
    struct fixture *fixture = *state;

    editor_take(&fixture->editor, BODY, sizeof(BODY) - 1);
    editor_draw(&fixture->editor, &fixture->canvas, (struct area){0, 0, 22, 3});
    press(fixture, "C-End", NULL);
    editor_draw(&fixture->editor, &fixture->canvas, (struct area){0, 0, 22, 3});
    assert_int_equal(fixture->editor.top, fixture->editor.starts.count - 3);
    editor_draw(&fixture->editor, &fixture->canvas, (struct area){0, 0, 22, 6});
    assert_int_equal(fixture->editor.top, fixture->editor.starts.count - 6);
    draw(fixture);
    assert_int_equal(fixture->editor.top, 0);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_wraps_at_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_are_walked_and_the_column_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            keys_before_the_first_drawing_scroll_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(commands_of_others_are_handed_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_paste_over_the_limit_is_cut_at_a_border, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_click_puts_the_caret, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_caret_stands_behind_what_is_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_break_by_words_and_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            changed_rows_are_those_of_a_fresh_layout, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_room_shows_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_megabyte_is_as_quick_as_a_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
