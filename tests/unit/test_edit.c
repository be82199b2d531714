/* Typing: moves, deletions, undo, pastes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>
#include "ui/edit.h"

/* The text with the caret as a bar. */
static void assert_text(const struct edit *edit, const char *want)
{
    struct str shown = {0};
    str_add_bytes(&shown, str_text(&edit->text), edit->at);
    str_add(&shown, "|");
    str_add(&shown, str_text(&edit->text) + edit->at);
    assert_string_equal(str_text(&shown), want);
    str_fini(&shown);
}

/* Sets the text, the caret where the bar is. */
static void set_text(struct edit *edit, const char *text)
{
    const char *bar = strchr(text, '|');
    struct str whole = {0};
    str_add_bytes(&whole, text, (size_t)(bar - text));
    str_add(&whole, bar + 1);
    edit_set(edit, str_text(&whole), whole.len);
    edit_move(edit, (size_t)(bar - text));
    str_fini(&whole);
}

static void type(struct edit *edit, const char *letters)
{
    for (; *letters != '\0'; letters++)
        edit_type(edit, letters, 1);
}

static void actions_move_and_delete(void **state)
{
    static const struct {
        const char *before, *action, *after;
    } cases[] = {
        {"call Ana|", "char-back", "call An|a"},
        {"M\xc3\xbc|ller", "char-back", "M|\xc3\xbcller"},
        {"e\xcc\x81|x", "delete-back", "|x"},
        {"|e\xcc\x81x", "char-forward", "e\xcc\x81|x"},
        {"call Ana-Lu Costa|", "word-back", "call Ana-Lu |Costa"},
        {"call |Ana-Lu Costa", "word-forward", "call Ana|-Lu Costa"},
        {"call Ana-Lu|", "delete-word-back", "call |"},
        {"call| Ana", "delete-word-forward", "call|"},
        {"one\ntw|o\nthree", "line-start", "one\n|two\nthree"},
        {"one\ntw|o\nthree", "line-end", "one\ntwo|\nthree"},
        {"one\ntw|o\nthree", "delete-to-start", "one\n|o\nthree"},
        {"one\ntw|o\nthree", "delete-to-end", "one\ntw|\nthree"},
        {"one|\ntwo", "delete-to-end", "one|two"},
        {"one|\ntwo", "delete-forward", "one|two"},
        {"one\n|two", "delete-back", "one|two"},
        {"one\n|two", "char-back", "one|\ntwo"},
        {"one\ntw|o", "text-start", "|one\ntwo"},
        {"o|ne\ntwo", "text-end", "one\ntwo|"},
        {"|", "delete-back", "|"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct edit edit = {.at = 0};
        set_text(&edit, cases[i].before);
        enum edit_action action = edit_action_from_name(cases[i].action);
        assert_int_not_equal(action, EDIT_NONE);
        edit_do(&edit, action);
        assert_text(&edit, cases[i].after);
        edit_fini(&edit);
    }
}

static void undo_takes_a_word_at_a_time(void **state)
{
    struct edit edit = {.at = 0};
    type(&edit, "send the plan");
    assert_true(edit_do(&edit, EDIT_UNDO));
    assert_text(&edit, "send the |");
    assert_true(edit_do(&edit, EDIT_UNDO));
    assert_text(&edit, "send |");
    assert_true(edit_do(&edit, EDIT_REDO));
    assert_text(&edit, "send the |");
    type(&edit, "x");
    assert_false(edit_do(&edit, EDIT_REDO));
    edit_fini(&edit);
}

static void undo_brings_back_what_was_deleted(void **state)
{
    struct edit edit = {.at = 0};
    set_text(&edit, "call Ana| Costa");
    edit_do(&edit, EDIT_DELETE_WORD_BACK);
    edit_do(&edit, EDIT_DELETE_TO_END);
    assert_text(&edit, "call |");
    edit_do(&edit, EDIT_YANK);
    assert_text(&edit, "call Ana Costa|"); /* two kills in a row are one */
    for (int i = 0; i < 3; i++)
        assert_true(edit_do(&edit, EDIT_UNDO));
    assert_false(edit_do(&edit, EDIT_UNDO));
    assert_string_equal(str_text(&edit.text), "call Ana Costa");
    edit_fini(&edit);
}

static void letters_deleted_in_a_row_are_one_step(void **state)
{
    struct edit edit = {.at = 0};
    set_text(&edit, "call Ana| Costa");
    for (int i = 0; i < 3; i++)
        edit_do(&edit, EDIT_DELETE_BACK);
    edit_do(&edit, EDIT_DELETE_FORWARD);
    assert_text(&edit, "call |Costa");
    assert_true(edit_do(&edit, EDIT_UNDO));
    assert_string_equal(str_text(&edit.text), "call Ana Costa");
    assert_true(edit_do(&edit, EDIT_REDO));
    edit_do(&edit, EDIT_CHAR_FORWARD);
    edit_do(&edit, EDIT_DELETE_BACK); /* not where the others were: a step of its own */
    assert_true(edit_do(&edit, EDIT_UNDO));
    assert_string_equal(str_text(&edit.text), "call Costa");
    edit_fini(&edit);
}

static void kills_join_only_in_a_row(void **state)
{
    struct edit edit = {.at = 0};
    set_text(&edit, "one two three|");
    edit_do(&edit, EDIT_DELETE_WORD_BACK);
    edit_do(&edit, EDIT_DELETE_WORD_BACK);
    edit_do(&edit, EDIT_YANK);
    assert_text(&edit, "one two three|");
    edit_do(&edit, EDIT_DELETE_WORD_BACK);
    assert_string_equal(str_text(&edit.killed), "three");
    edit_do(&edit, EDIT_LINE_START);
    edit_do(&edit, EDIT_DELETE_TO_END);
    assert_string_equal(str_text(&edit.killed), "one two ");
    edit_fini(&edit);
}

static void a_paste_is_one_step(void **state)
{
    struct edit edit = {.at = 0};
    struct key paste = {.code = KEYCAP_PASTE, .text = "a b\nc d\n", .len = 8};
    type(&edit, "x");
    assert_true(edit_key(&edit, &paste, true));
    assert_text(&edit, "xa b c d|");
    assert_true(edit_do(&edit, EDIT_UNDO));
    assert_text(&edit, "x|");
    assert_true(edit_key(&edit, &paste, false));
    assert_text(&edit, "xa b\nc d\n|");
    edit_fini(&edit);
}

static void only_characters_are_typed(void **state)
{
    struct edit edit = {.at = 0};
    assert_true(edit_key(&edit, &(struct key){.code = 0x6771}, true));
    assert_false(edit_key(&edit, &(struct key){.code = 'x' | KEYMOD_CTRL}, true));
    assert_false(edit_key(&edit, &(struct key){.code = KEYCAP_F1}, true));
    assert_text(&edit, "東|");
    edit_fini(&edit);
}

/* The steps kept stay bounded, and what is left can still be undone. */
static void steps_are_bounded(void **state)
{
    struct edit edit = {.at = 0};
    for (int i = 0; i < 5000; i++)
        edit_insert(&edit, "word ", 5);
    assert_true(edit.steps.count <= 2000);
    while (edit_do(&edit, EDIT_UNDO))
        ;
    assert_int_equal(edit.text.len, 3000 * 5);
    edit_fini(&edit);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(actions_move_and_delete),
        cmocka_unit_test(undo_takes_a_word_at_a_time),
        cmocka_unit_test(undo_brings_back_what_was_deleted),
        cmocka_unit_test(letters_deleted_in_a_row_are_one_step),
        cmocka_unit_test(kills_join_only_in_a_row),
        cmocka_unit_test(a_paste_is_one_step),
        cmocka_unit_test(only_characters_are_typed),
        cmocka_unit_test(steps_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
