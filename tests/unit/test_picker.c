/* Popups: fuzzy filtering, the picker, what follows a prefix, questions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>
#include "files/keymap_file.h"
#include "support/golden.h"
#include "ui/keys.h"
#include "ui/picker.h"
#include "ui/popup.h"

static const struct picker_row commands[] = {
    {"renewal date", "set the day on which the term ends", "r d"},
    {"renewal forecast", "amount, category, probability", "r f"},
    {"renewals", "go to Renewals", "6"},
    {"redo", "do again what was undone", "U"},
    {"reminders", "export due dates as iCalendar", ""},
    {"Umbrella Health", NULL, NULL},
    {"Müller & Söhne", NULL, NULL},
    {"東京計測 Keiki", NULL, NULL},
};

static void give_row(void *context, size_t index, struct picker_row *ret_row)
{
    (void)context;
    *ret_row = commands[index];
}

struct fixture {
    struct keymap keymap;
    struct picker picker;
    struct canvas canvas;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    fixture.picker.label = ":";
    fixture.picker.verb = "run";
    fixture.picker.footer = "on Northwind Traders";
    fixture.picker.count = COUNT_OF(commands);
    fixture.picker.row = give_row;
    canvas_resize(&fixture.canvas, 80, 24);
    *state = &fixture;
    keymap_file_shipped(&fixture.keymap);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    picker_fini(&fixture->picker);
    keymap_fini(&fixture->keymap);
    canvas_fini(&fixture->canvas);
    return 0;
}

static enum picker_answer press(struct fixture *fixture, const char *names, size_t *ret_index)
{
    enum picker_answer answer = PICKER_UNUSED;
    while (*names != '\0') {
        char name[16];
        struct key key = {.code = 0};
        size_t len = strcspn(names, " ");
        memcpy(name, names, len);
        name[len] = '\0';
        assert_true(key_from_name(name, &key.code));
        answer = picker_key(&fixture->picker, &fixture->keymap, &key, ret_index);
        names += len + (names[len] == ' ');
    }
    return answer;
}

static void the_nearer_fits_better(void **state)
{
    static const struct {
        const char *typed, *better, *worse;
    } cases[] = {
        {"re", "redo", "great"},
        {"rd", "renewal date", "records"},
        {"nor", "Northwind", "El Norte"},
        {"muller", "Müller & Söhne", "mull over Lera"},
        {"global", "Globalis", "G l o b a l"},
        {"heal umb", "Umbrella Health", "Umber"},
        {"東京", "東京計測", "計測東 京"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fuzzy fuzzy;
        fuzzy_init(&fuzzy, cases[i].typed);
        int better = fuzzy_match(&fuzzy, cases[i].better, NULL);
        int worse = fuzzy_match(&fuzzy, cases[i].worse, NULL);
        if (better <= worse)
            fail_msg(
                "%s: %s %d, %s %d", cases[i].typed, cases[i].better, better, cases[i].worse, worse);
    }
}

static void all_letters_must_be_there_in_order(void **state)
{
    struct fuzzy fuzzy;
    bool marks[32];
    fuzzy_init(&fuzzy, "der");
    assert_int_equal(fuzzy_match(&fuzzy, "redo", NULL), 0);
    fuzzy_init(&fuzzy, "");
    assert_true(fuzzy_match(&fuzzy, "anything", NULL) > 0);
    fuzzy_init(&fuzzy, "der");
    int without_blanks = fuzzy_match(&fuzzy, "under", NULL);
    fuzzy_init(&fuzzy, "  der ");
    assert_int_equal(fuzzy_match(&fuzzy, "under", NULL), without_blanks);
    fuzzy_init(&fuzzy, "sohne");
    assert_true(fuzzy_match(&fuzzy, "Müller & Söhne", marks) > 0);
    assert_true(marks[10]); /* S: ü took two bytes */
    assert_true(marks[11]); /* ö */
    assert_false(marks[0]);
}

static void typing_filters_and_keys_choose(void **state)
{
    struct fixture *fixture = *state;
    size_t chosen = 99;
    assert_int_equal(press(fixture, "Down Down Enter", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, 2);
    assert_int_equal(press(fixture, "r d Enter", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, 0);
    assert_int_equal(press(fixture, "C-u M-4", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, 3);
    assert_int_equal(press(fixture, "z z z Enter", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, SIZE_MAX);
    assert_int_equal(press(fixture, "Esc", &chosen), PICKER_CANCELLED);
    assert_int_equal(press(fixture, "C-u Up PgDn Down Enter", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, 2);
}

/* Typed letter by letter, with what went before remembered, and all looked at each time. */
static void narrowing_finds_the_same(void **state)
{
    static const char *const texts[] = {"r", "re", "ren", "rene", "re", "r d", "r da", "go", "go r",
        "u", "um", "umb h", "", "s", "so", "k"};
    struct fixture *fixture = *state;
    struct picker whole = {.count = COUNT_OF(commands), .row = give_row, .by_about = true};
    fixture->picker.by_about = true;
    fixture->picker.fixed = 5;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        edit_set(&fixture->picker.edit, texts[i], strlen(texts[i]));
        edit_set(&whole.edit, texts[i], strlen(texts[i]));
        fixture->picker.edit.changes = whole.edit.changes = (unsigned)i + 1;
        assert_int_equal(picker_selected(&fixture->picker), picker_selected(&whole));
        assert_int_equal(fixture->picker.matches.count, whole.matches.count);
        for (size_t k = 0; k < whole.matches.count; k++)
            assert_int_equal(fixture->picker.matches.items[k].index, whole.matches.items[k].index);
    }
    picker_fini(&whole);
}

/* Rows that come while the list is shown. */
static void what_grows_keeps_the_row_under_the_cursor(void **state)
{
    struct fixture *fixture = *state;
    struct picker *picker = &fixture->picker;
    size_t index, here;
    picker->count = picker->fixed = 3;
    press(fixture, "r Down", &index);
    here = picker_selected(picker);
    assert_int_equal(here, picker->matches.items[1].index);
    picker_grown(picker, 5, COUNT_OF(commands));
    assert_int_equal(picker_selected(picker), here);
    press(fixture, "Backspace u m b", &index);
    assert_int_equal(picker_selected(picker), 5); /* came with the others */
    picker->count = picker->fixed = 1;
    picker_refresh(picker);
    assert_true(picker_selected(picker) == SIZE_MAX);
    picker_grown(picker, COUNT_OF(commands), COUNT_OF(commands));
    assert_int_equal(picker_selected(picker), 5);
}

/* A row that tells its letters is passed over by them alone, and never one that fits. */
static void letters_that_a_row_lacks_pass_it_over(void **state)
{
    static const char *const typed[] = {
        "r", "u m", "müller", "so", "1", "&", "東京", "keiki", "reals", "xq", "mull", "e r"};
    (void)state;
    assert_true(fuzzy_letters("Müller") == UINT32_MAX);
    assert_true(fuzzy_letters("aZ") == fuzzy_letters("za"));
    for (size_t i = 0; i < COUNT_OF(typed) * COUNT_OF(commands); i++) {
        const struct picker_row *row = &commands[i % COUNT_OF(commands)];
        const char *about = row->about ? row->about : "";
        struct fuzzy fuzzy, all;
        fuzzy_init(&fuzzy, typed[i / COUNT_OF(commands)]);
        all = fuzzy;
        all.letters = 0; /* looks at all of it */
        assert_int_equal(fuzzy_match(&fuzzy, row->name, NULL), fuzzy_match(&all, row->name, NULL));
        assert_int_equal(
            fuzzy_match_about(&fuzzy, row->name, about), fuzzy_match_about(&all, row->name, about));
        if (fuzzy.letters & ~(fuzzy_letters(row->name) | fuzzy_letters(about)))
            assert_int_equal(fuzzy_match_about(&all, row->name, about), 0);
    }
}

static void what_is_said_about_it_counts_less(void **state)
{
    struct fuzzy fuzzy;
    fuzzy_init(&fuzzy, "end term");
    assert_int_equal(fuzzy_match(&fuzzy, "renewal date", NULL), 0);
    int about = fuzzy_match_about(&fuzzy, "renewal date", "the day on which the term ends");
    assert_true(about > 0);
    assert_true(fuzzy_match(&fuzzy, "end of term", NULL) > about);
    fuzzy_init(&fuzzy, "erm");
    assert_int_equal(fuzzy_match_about(&fuzzy, "date", "the term ends"), 0); /* begins no word */
    assert_int_equal(fuzzy_match_words(&fuzzy, "the term ends", ""), 0);
    fuzzy_init(&fuzzy, "snooze day");
    assert_true(fuzzy_match_words(&fuzzy, "hide it until a day", "snooze") > 0);
}

static void give_help(void *context, size_t index, struct picker_row *ret_row)
{
    give_row(context, index, ret_row);
    ret_row->is_heading = index == 0 || index == 3;
}

static void headings_are_passed_over(void **state)
{
    struct fixture *fixture = *state;
    size_t chosen = 99;
    fixture->picker.row = give_help;
    assert_int_equal(press(fixture, "Enter", &chosen), PICKER_CHOSEN);
    assert_int_equal(chosen, 1);
    press(fixture, "Down Down Enter", &chosen);
    assert_int_equal(chosen, 4);
    press(fixture, "Up Enter", &chosen);
    assert_int_equal(chosen, 2);
    press(fixture, "Up Up Up Enter", &chosen);
    assert_int_equal(chosen, 1);
    press(fixture, "r e d o Enter", &chosen); /* what is typed leaves no heading */
    assert_int_not_equal(chosen, 3);
}

static void the_palette_is_drawn(void **state)
{
    struct fixture *fixture = *state;
    size_t chosen;
    press(fixture, "r e Down", &chosen);
    picker_draw(&fixture->picker, &fixture->canvas);
    golden_check_size("picker", &fixture->canvas);
    assert_int_equal(picker_at(&fixture->picker, &fixture->canvas, 20, 8), 2);
    assert_int_equal(picker_at(&fixture->picker, &fixture->canvas, 20, 20), SIZE_MAX);
    assert_int_equal(picker_at(&fixture->picker, &fixture->canvas, 2, 8), SIZE_MAX);
}

static void a_narrow_screen_is_taken_whole(void **state)
{
    struct fixture *fixture = *state;
    canvas_resize(&fixture->canvas, 40, 12);
    picker_draw(&fixture->picker, &fixture->canvas);
    golden_check_size("picker", &fixture->canvas);
}

static const char *about_command(void *context, const char *command)
{
    return strcmp(command, "modify stage") == 0 ? "set the stage" : NULL;
}

static void what_follows_a_prefix_is_shown(void **state)
{
    static const struct keymap_sections sections = {{"list", "global"}, 2};
    struct fixture *fixture = *state;
    struct keys keys = {.pressed = {.count = 0}};
    const char *command = NULL;
    assert_int_equal(keys_feed(&keys, &fixture->keymap, &sections, 'm', &command), KEYMAP_PREFIX);
    struct keys_popup popup = {&keys, &fixture->keymap, &sections, about_command, NULL};
    keys_draw(&popup, &fixture->canvas);
    golden_check_size("keys", &fixture->canvas);
    assert_int_equal(
        keys_feed(&keys, &fixture->keymap, &sections, KEYCAP_ESC, &command), KEYMAP_NONE);
    assert_int_equal(keys.pressed.count, 0);
    keys_feed(&keys, &fixture->keymap, &sections, 'm', &command);
    assert_int_equal(keys_feed(&keys, &fixture->keymap, &sections, 's', &command), KEYMAP_COMMAND);
    assert_string_equal(command, "modify stage");
}

static void a_question_wants_y(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(confirm_key('y'), CONFIRM_YES);
    assert_int_equal(confirm_key('n'), CONFIRM_NO);
    assert_int_equal(confirm_key(KEYCAP_ESC), CONFIRM_NO);
    assert_int_equal(confirm_key(KEYCAP_ENTER), CONFIRM_WAITS);
    assert_int_equal(confirm_key('D'), CONFIRM_WAITS);
    confirm_draw(&fixture->canvas,
        "Snooze 2 accounts, $360k, until Mon 30 Nov? They come back on that day, or before it "
        "when something new happens.");
    golden_check_size("confirm", &fixture->canvas);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearer_fits_better),
        cmocka_unit_test(all_letters_must_be_there_in_order),
        cmocka_unit_test_setup_teardown(typing_filters_and_keys_choose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(narrowing_finds_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            what_grows_keeps_the_row_under_the_cursor, set_up, tear_down),
        cmocka_unit_test(letters_that_a_row_lacks_pass_it_over),
        cmocka_unit_test(what_is_said_about_it_counts_less),
        cmocka_unit_test_setup_teardown(headings_are_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_palette_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_narrow_screen_is_taken_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_follows_a_prefix_is_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_question_wants_y, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
