/* Selecting, lists that go on, and what is offered below the caret. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "files/keymap_file.h"
#include "ui/editor.h"

struct fixture {
    struct keymap keymap;
    struct editor editor;
    struct canvas canvas;
    char copied[64];
};

static void keep_copy(void *context, const char *text, size_t len)
{
    struct fixture *fixture = context;
    assert_true(len < sizeof(fixture->copied));
    memcpy(fixture->copied, text, len + 1);
}

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    fixture.editor.goal = -1;
    fixture.editor.context = &fixture;
    fixture.editor.copied = keep_copy;
    canvas_resize(&fixture.canvas, 40, 10);
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
    editor_draw(&fixture->editor, &fixture->canvas, (struct area){0, 0, 40, 10});
    editor_draw_offer(&fixture->editor, &fixture->canvas, (struct area){0, 0, 40, 10});
}

static enum editor_answer press_key(struct fixture *fixture, struct key key)
{
    const char *command = NULL;
    return editor_key(&fixture->editor, &fixture->keymap, &key, &command);
}

/* Keys by name; a word in quotes is typed: 'abc'. */
static enum editor_answer press(struct fixture *fixture, const char *names)
{
    enum editor_answer answer = EDITOR_UNUSED;
    while (*names != '\0') {
        size_t len = names[0] == '\'' ? strcspn(names + 1, "'") + 2 : strcspn(names, " ");
        char name[32] = "";
        struct key key = {.code = 0};
        memcpy(name, names, len);
        if (name[0] != '\'')
            assert_true(key_from_name(name, &key.code));
        for (size_t i = 1; name[0] == '\'' && i + 1 < len; i++)
            answer = press_key(fixture, (struct key){.code = (unsigned char)name[i]});
        if (name[0] != '\'')
            answer = press_key(fixture, key);
        names += len + (names[len] == ' ');
    }
    return answer;
}

/* The text, the caret where the bar is. */
static void set_text(struct fixture *fixture, const char *text)
{
    const char *bar = strchr(text, '|');
    struct str whole = {0};
    str_add_bytes(&whole, text, (size_t)(bar - text));
    str_add(&whole, bar + 1);
    editor_take(&fixture->editor, str_text(&whole), whole.len);
    edit_move(&fixture->editor.edit, (size_t)(bar - text));
    str_fini(&whole);
    draw(fixture);
}

static void check_text(struct fixture *fixture, const char *want, const char *about)
{
    struct edit *edit = &fixture->editor.edit;
    struct str shown = {0};
    str_add_bytes(&shown, str_text(&edit->text), edit->at);
    str_add(&shown, "|");
    str_add(&shown, str_text(&edit->text) + edit->at);
    if (strcmp(str_text(&shown), want) != 0)
        fail_msg("%s: '%s', not '%s'", about, str_text(&shown), want);
    str_fini(&shown);
}

struct key_case {
    const char *before, *keys, *after;
};

static void check_cases(struct fixture *fixture, const struct key_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        set_text(fixture, cases[i].before);
        press(fixture, cases[i].keys);
        check_text(fixture, cases[i].after, cases[i].keys);
    }
}

static void what_is_selected_is_replaced_cut_and_pasted(void **state)
{
    static const struct key_case cases[] = {
        {"call |Ana now", "S-Right S-Right S-Right 'Tom'", "call Tom| now"},
        {"call |Ana now", "S-Right S-Right S-Right 'Tom' C-_", "call Ana| now"},
        {"call Ana|", "S-Left S-Left Backspace", "call A|"},
        {"call Ana|", "S-Left S-Left Del", "call A|"},
        {"call |Ana now", "C-S-Right C-w", "call | now"},
        {"call |Ana now", "C-S-Right C-w End C-y", "call  nowAna|"},
        {"call |Ana now", "C-S-Right S-Del Home C-y", "Ana|call  now"},
        {"call |Ana now", "C-S-Right M-w End C-y", "call Ana nowAna|"},
        {"call |Ana now", "C-S-Right C-c C-y", "call AnaAna| now"},
        {"call |Ana now", "C-Space M-f C-w", "call | now"},
        {"call |Ana now", "C-Space End Backspace", "call |"},
        {"one\ntw|o\nthree", "S-Down Backspace", "one\ntw|ree"},
        {"one\ntw|o\nthree", "S-Up Backspace", "on|o\nthree"},
        {"one\ntw|o", "C-x h 'x'", "x|"},
        {"one\ntw|o", "C-x h 'x' C-_", "one\ntwo|"},
        {"one tw|o", "S-Home 'x'", "x|o"},
        {"one tw|o", "C-S-Home Backspace", "|o"},
        {"on|e two", "C-S-End Backspace", "on|"},
        {"a|bc", "S-Right Right Backspace", "ab|"}, /* a move without Shift ends it */
        {"a|bc", "C-Space Right C-g Right Backspace", "ab|"},
        {"a|bc", "C-Space 'x' Right Backspace", "ax|c"}, /* typing ends it */
        {"a|bc", "S-Right Enter", "a\n|c"},
        {"M\xc3\xbc|ller", "S-Left Backspace", "M|ller"},
        {"e\xcc\x81|x", "S-Left Backspace", "|x"},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7|x", "S-Left Backspace", "|x"},
        {"\xd7\xa9\xd7\x9c|\xd7\x95", "S-Left Backspace", "\xd7\xa9|\xd7\x95"},
    };
    check_cases(*state, cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_copy_is_handed_out(void **state)
{
    struct fixture *fixture = *state;
    set_text(fixture, "call |Ana now");
    press(fixture, "C-c");
    assert_string_equal(fixture->copied, "");
    press(fixture, "C-S-Right C-c");
    assert_string_equal(fixture->copied, "Ana");
    press(fixture, "C-S-Right C-w");
    assert_string_equal(fixture->copied, " now");
}

static void a_paste_takes_the_place_of_what_is_selected(void **state)
{
    struct fixture *fixture = *state;
    struct key paste = {.code = KEYCAP_PASTE, .text = "one\n- [ ] two\n", .len = 14};
    set_text(fixture, "call |Ana now");
    press(fixture, "C-S-Right");
    assert_int_equal(press_key(fixture, paste), EDITOR_USED);
    check_text(fixture, "call one\n- [ ] two\n| now", "paste");
    press(fixture, "C-_");
    check_text(fixture, "call Ana| now", "undo");
}

static void esc_ends_a_selection_before_it_leaves(void **state)
{
    struct fixture *fixture = *state;
    size_t from, to;
    set_text(fixture, "abc|d");
    press(fixture, "S-Left S-Left");
    assert_true(editor_selection(&fixture->editor, &from, &to));
    draw(fixture);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 0, 0)->ground, GROUND_SCREEN);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 1, 0)->role, ROLE_CURSOR);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 1, 0)->ground, GROUND_SCREEN);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 2, 0)->ground, GROUND_SELECTION);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 3, 0)->ground, GROUND_SCREEN);
    assert_int_equal(press(fixture, "Esc"), EDITOR_USED);
    assert_false(editor_selection(&fixture->editor, &from, &to));
    assert_int_equal(press(fixture, "Esc"), EDITOR_COMMAND);
}

/* -- lists */

static void lists_go_on(void **state)
{
    static const struct key_case cases[] = {
        {"- [ ] plan fri|", "Enter", "- [ ] plan fri\n- [ ] |"},
        {"- [x] plan|", "Enter", "- [x] plan\n- [ ] |"},
        {"- [!] plan|", "Enter", "- [!] plan\n- [ ] |"},
        {"  - plan|", "Enter", "  - plan\n  - |"},
        {"* plan|", "Enter", "* plan\n* |"},
        {"9. plan|", "Enter", "9. plan\n10. |"},
        {"2) plan|", "Enter", "2) plan\n3) |"},
        {"- one| two", "Enter", "- one\n- | two"},
        {"- [ ] |", "Enter", "|"},
        {"a\n- |\nb", "Enter", "a\n|\nb"},
        {"- [ ] plan|", "Enter Enter", "- [ ] plan\n|"},
        {"- [ ] plan|", "Enter C-_", "- [ ] plan|"},
        {"- [ ] plan|", "Enter '- [!] x'", "- [ ] plan\n- [!] x|"}, /* the hand writes its own */
        {"  - plan|", "Enter '- x'", "  - plan\n  - x|"},
        {"- plan|", "Enter 'x-'", "- plan\n- x-|"},
        {"|- plan", "Enter", "\n|- plan"},
        {"-| plan", "Enter", "-\n| plan"},
        {"plan|", "Enter", "plan\n|"},
        {"-plan|", "Enter", "-plan\n|"},
        {"2026. was|", "Enter", "2026. was\n|"},
    };
    check_cases(*state, cases, sizeof(cases) / sizeof(cases[0]));
}

/* -- what is offered */

static void complete_people(
    void *context, const struct edit *edit, bool is_asked, struct completion *completion)
{
    static const char *const names[] = {"Priya Nair", "Priyanka", "Tom"};
    const char *text = str_text(&edit->text), *sign = strrchr(text, '@');
    (void)context;
    if (sign == NULL && is_asked && edit->at > 0) {
        completion->from = 0;
        completion_add(completion, "Globex");
    }
    if (sign == NULL)
        return;
    completion->from = (size_t)(sign - text) + 1;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (text_starts(names[i], sign + 1))
            completion_add(completion, names[i]);
}

static void names_are_offered_while_one_types(void **state)
{
    static const struct key_case cases[] = {
        {"|", "'@' Enter", "@Priya Nair|"},
        {"|", "'@T' Tab", "@Tom|"},
        {"|", "'@' Down Enter", "@Priyanka|"},
        {"|", "'@' Up Enter", "@Tom|"},
        {"|", "'@' Esc Enter", "@\n|"},
        {"|", "'@x' Enter", "@x\n|"},
        {"|", "'@Tom' Enter", "@Tom\n|"}, /* all there already: Enter is Enter */
        {"|", "'@Pr' Backspace Tab", "@Priya Nair|"},
        {"|", "'@Pr' Left Enter", "@P\n|r"},
        {"|", "Tab", "  |"},
        {"|", "'Gl' Tab", "Globex|"}, /* the only one that Tab finds is taken at once */
        {"|", "'Gl' Enter", "Gl\n|"},
        {"|", "'@T' Tab C-_", "@T|"},
    };
    struct fixture *fixture = *state;
    fixture->editor.complete = complete_people;
    check_cases(fixture, cases, sizeof(cases) / sizeof(cases[0]));
}

static void the_offer_stands_below_the_word(void **state)
{
    struct fixture *fixture = *state;
    struct str row = {0};
    fixture->editor.complete = complete_people;
    press(fixture, "'to' Space '@'");
    draw(fixture);
    canvas_row_text(&fixture->canvas, 1, &row);
    assert_string_equal(str_text(&row), "    Priya Nair");
    assert_int_equal(canvas_cell_at(&fixture->canvas, 4, 1)->ground, GROUND_SELECTION);
    assert_int_equal(canvas_cell_at(&fixture->canvas, 4, 2)->ground, GROUND_POPUP);
    press(fixture, "'Tom'");
    draw(fixture);
    str_clear(&row);
    canvas_row_text(&fixture->canvas, 1, &row);
    assert_string_equal(str_text(&row), "");
    str_fini(&row);
}

/* In the last row there is no room below it. */
static void the_offer_stands_above_where_there_is_no_room(void **state)
{
    struct fixture *fixture = *state;
    struct str row = {0};
    fixture->editor.complete = complete_people;
    set_text(fixture, "1\n2\n3\n4\n5\n6\n7\n8\n9\n|");
    press(fixture, "'@'");
    draw(fixture);
    canvas_row_text(&fixture->canvas, 6, &row);
    assert_string_equal(str_text(&row), " Priya Nair");
    str_fini(&row);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_selected_is_replaced_cut_and_pasted),
        TEST(a_copy_is_handed_out),
        TEST(a_paste_takes_the_place_of_what_is_selected),
        TEST(esc_ends_a_selection_before_it_leaves),
        TEST(lists_go_on),
        TEST(names_are_offered_while_one_types),
        TEST(the_offer_stands_below_the_word),
        TEST(the_offer_stands_above_where_there_is_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
