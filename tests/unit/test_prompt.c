/* The prompt of one line: keys, history, completion, drawing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>
#include "files/keymap_file.h"
#include "support/golden.h"
#include "ui/prompt.h"

struct fixture {
    struct keymap keymap;
    struct prompt prompt;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    *state = &fixture;
    keymap_file_shipped(&fixture.keymap);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    prompt_fini(&fixture->prompt);
    keymap_fini(&fixture->keymap);
    return 0;
}

/* Presses the named keys; the answer to the last. */
static enum prompt_answer press(struct fixture *fixture, const char *names)
{
    enum prompt_answer answer = PROMPT_UNUSED;
    while (*names != '\0') {
        char name[16];
        struct key key = {.code = 0};
        size_t len = strcspn(names, " ");
        assert_true(len < sizeof(name));
        memcpy(name, names, len);
        name[len] = '\0';
        assert_true(key_from_name(name, &key.code));
        answer = prompt_key(&fixture->prompt, &fixture->keymap, &key);
        names += len + (names[len] == ' ');
    }
    return answer;
}

static void keys_type_move_and_answer(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    assert_int_equal(press(fixture, "c a l l Space A n a C-w B o M-b M-d x"), PROMPT_GOES_ON);
    assert_string_equal(prompt_text(&fixture->prompt), "call x");
    assert_int_equal(press(fixture, "C-_ C-_"), PROMPT_GOES_ON);
    assert_string_equal(prompt_text(&fixture->prompt), "call Bo");
    assert_true(keymap_bind(&fixture->keymap, "prompt", "C-x C-e", "edit-outside", &err));
    assert_int_equal(press(fixture, "C-x C-e"), PROMPT_OUTSIDE);
    assert_int_equal(press(fixture, "C-x j"), PROMPT_GOES_ON);
    assert_string_equal(prompt_text(&fixture->prompt), "call Bo");
    assert_int_equal(press(fixture, "F5"), PROMPT_UNUSED);
    assert_int_equal(press(fixture, "Enter"), PROMPT_ACCEPTED);
    assert_int_equal(press(fixture, "Esc"), PROMPT_CANCELLED);
    assert_int_equal(press(fixture, "C-c"), PROMPT_CANCELLED);
}

static void history_comes_back_and_the_draft_stays(void **state)
{
    static const char *const history[] = {"arr > 100k", "tier = enterprise", "arr > 9k"};
    struct fixture *fixture = *state;
    fixture->prompt.history = history;
    fixture->prompt.history_count = 3;
    press(fixture, "a r r Up");
    assert_string_equal(prompt_text(&fixture->prompt), "arr > 9k");
    press(fixture, "Up Up Up Up");
    assert_string_equal(prompt_text(&fixture->prompt), "arr > 100k");
    press(fixture, "Down Down Down Down");
    assert_string_equal(prompt_text(&fixture->prompt), "arr");
    press(fixture, "C-r C-r");
    assert_string_equal(prompt_text(&fixture->prompt), "arr > 100k");
    press(fixture, "C-r");
    assert_true(fixture->prompt.is_fault);
}

static void complete_names(
    void *context, const char *text, size_t at, struct completion *completion)
{
    (void)context;
    completion->from = at > 0 && text[at - 1] == 'f' ? at - 1 : at;
    if (completion->from == at)
        return;
    completion_add(completion, "fri");
    completion_add(completion, "friday week");
}

static void tab_goes_round_what_fits(void **state)
{
    struct fixture *fixture = *state;
    fixture->prompt.complete = complete_names;
    press(fixture, "x Space f Tab");
    assert_string_equal(prompt_text(&fixture->prompt), "x fri");
    assert_string_equal(fixture->prompt.message, "1 of 2");
    press(fixture, "Tab");
    assert_string_equal(prompt_text(&fixture->prompt), "x friday week");
    press(fixture, "Tab");
    assert_string_equal(prompt_text(&fixture->prompt), "x fri");
    press(fixture, "S-Tab");
    assert_string_equal(prompt_text(&fixture->prompt), "x friday week");
    press(fixture, "C-_");
    press(fixture, "y Tab");
    assert_true(fixture->prompt.is_fault);
}

static void long_text_scrolls_with_the_caret(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = {.columns = 0};
    canvas_resize(&canvas, 40, 4);
    fixture->prompt.label = "due";
    prompt_take(&fixture->prompt, "fri");
    prompt_draw(&fixture->prompt, &canvas, (struct area){1, 0, 38, 1});
    prompt_take(&fixture->prompt, "the third friday after the board of 東京計測 met");
    prompt_draw(&fixture->prompt, &canvas, (struct area){1, 1, 38, 1});
    press(fixture, "C-a");
    prompt_draw(&fixture->prompt, &canvas, (struct area){1, 2, 38, 1});
    prompt_take(&fixture->prompt, "fry");
    prompt_tell(&fixture->prompt, true, "'fry' is no day");
    prompt_draw(&fixture->prompt, &canvas, (struct area){1, 3, 38, 1});
    golden_check("prompt", &canvas);
    canvas_fini(&canvas);
}

/* A question is read whole as long as there is room to answer it. */
static void a_long_question_is_cut_late(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = {.columns = 0};
    struct str line = {0};

    canvas_resize(&canvas, 110, 1);
    fixture->prompt.label = "Never offer Champion change to Brightwater Spa, because";
    prompt_draw(&fixture->prompt, &canvas, (struct area){1, 0, 108, 1});
    canvas_row_text(&canvas, 0, &line);
    assert_non_null(strstr(str_text(&line), "Spa, because"));
    str_fini(&line);
    canvas_fini(&canvas);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_type_move_and_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(history_comes_back_and_the_draft_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tab_goes_round_what_fits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_text_scrolls_with_the_caret, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_question_is_cut_late, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
