/* Risks and signals on their screen: what is open, what is done about it, where it came from;
 * growth and who speaks for us. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/growth.h"
#include "app/risks.h"
#include "base/money.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/shell.h"
#include "ui/views/risks.h"

static struct scene scene;

static void write_risks(void)
{
    const struct risk_draft plant = {.account = small_book_account(scene.session, "northwind"),
        .text = "they close the plant that uses it most",
        .severity = "high",
        .cause = "company change",
        .exposed = 8000000,
        .look = session_today(scene.session) + 14};
    const struct risk_draft buyer = {.account = small_book_account(scene.session, "umbrella"),
        .text = "the new buyer wants three offers",
        .severity = "low",
        .exposed = MONEY_NONE,
        .look = DAY_NONE};
    const struct risk_draft *const drafts[] = {&plant, &buyer};

    for (size_t i = 0; i < COUNT_OF(drafts); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!verb_risk_add(scene.session, drafts[i], &outcome, NULL, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
}

static void write_growth(void)
{
    const struct growth_draft seats = {.account = small_book_account(scene.session, "umbrella"),
        .name = "forty seats for the night wards",
        .kind = "seats",
        .amount = 3100000,
        .probability = .6,
        .close = session_today(scene.session) + 60};
    const struct growth_draft crew = {.account = small_book_account(scene.session, "zephyr"),
        .name = "ground crew",
        .amount = 4000000,
        .probability = -1,
        .close = DAY_NONE};
    const struct growth_draft *const drafts[] = {&seats, &crew};

    for (size_t i = 0; i < COUNT_OF(drafts); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!verb_growth_add(scene.session, drafts[i], &outcome, NULL, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
}

static int make_scene(void **state)
{
    scene_init(&scene, false);
    write_risks();
    write_growth();
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void open_risks(void **state)
{
    scene_check_sizes(&scene, "risks", "1 g x");
}

static void causes(void **state)
{
    scene_check_sizes(&scene, "risks-causes", "1 g x f c");
}

/* A cause opens to its open risks, and Esc goes back to the causes. */
static void a_cause_opens_to_its_risks(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x f c");
    scene_see(&scene, "Enter its risks");
    scene_keys(&scene, "Enter");
    scene_see(&scene, " company change   1 open");
    scene_see(&scene, "x handled");
    scene_keys(&scene, "Esc");
    scene_see(&scene, "Enter its risks");
}

/* What p would start is asked about first; no leaves all as it was. */
static void a_playbook_is_asked_about(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x p");
    scene_see(&scene, "as the plan of this risk?");
    scene_keys(&scene, "n");
    assert_false(scene_has(&scene, "plan of this risk"));
    assert_false(scene_has(&scene, "started"));
}

/* The small book has no year behind it: what is missing is said. */
static void the_back_test_says_what_it_lacks(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x f b");
    scene_see(&scene, "shown once there is a year of history");
    scene_see(&scene, "measures since");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "open");
}

static void growth(void **state)
{
    scene_check_sizes(&scene, "growth", "1 g o");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "1 g x");
    scene_check(&scene, "risks-ascii");
}

/* By hand from the form to its end, each step one undo. */
static void a_risk_by_hand_lives_and_ends(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "risks");
    scene_keys(&scene, "a");
    scene_type(&scene, "the board wants one vendor");
    scene_keys(&scene, "Enter C-u");
    scene_type(&scene, "high");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "risk written: the board wants one vendor");
    scene_see(&scene, "the board wants one vendor");
    scene_keys(&scene, "u");
    scene_see(&scene, "undid: ");
    assert_false(scene_has(&scene, "  the board wants one vendor"));
}

static void find_plant(void)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x g g");
    for (int i = 0; i < 40 && !scene_has(&scene, "by hand"); i++)
        scene_keys(&scene, "j");
    scene_see(&scene, "they close the plant that uses it most");
    scene_see(&scene, "by hand");
}

static void what_is_lost_wants_a_cause(void **state)
{
    find_plant();
    scene_see(&scene, "$80k");
    scene_see(&scene, "look 7 Dec");
    scene_keys(&scene, "m x");
    scene_see(&scene, "How did it end?");
    scene_type(&scene, "lost");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "they moved");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "risk closed, lost: they close the plant");
    scene_keys(&scene, "f c");
    scene_see(&scene, "company change");
    scene_keys(&scene, "u f r");
    find_plant();
}

static void a_signal_is_answered(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x f g g g x");
    scene_see(&scene, ": handled: ");
    scene_keys(&scene, "f s");
    scene_see(&scene, "quiet ");
    scene_keys(&scene, "u f g g g m m");
    scene_see(&scene, "for what reason?");
    scene_type(&scene, "they told us why");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "muted: they told us why");
    scene_keys(&scene, "f s");
    scene_see(&scene, "muted: they");
    scene_keys(&scene, "u");
}

/* Another program wrote meanwhile: another is under the cursor, then none of what was there. */
static void what_was_asked_about_is_meant(void **state)
{
    struct risks_view *view;
    int64_t signal;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g x f g g g m m");
    scene_type(&scene, "they told us why");
    view = scene.ui->states[VIEW_RISKS];
    signal = view->risks.items[0].row->key;
    list_select(&view->list, 1);
    scene_keys(&scene, "Enter f s g g");
    scene_see(&scene, "muted: they");
    assert_int_equal(view->risks.items[0].row->key, signal);
    scene_keys(&scene, "u f g g g m m");
    scene_type(&scene, "they told us why");
    view->about = INT64_MAX;
    scene_keys(&scene, "Enter");
    scene_see(&scene, "no longer listed");
}

static void why_names_the_facts(void **state)
{
    find_plant();
    scene_keys(&scene, "i");
    scene_see(&scene, "written by hand: no rule opens or shuts it");
    scene_keys(&scene, "Esc");
}

static void growth_goes_from_stage_to_stage(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g o g g");
    scene_see(&scene, "ground crew");
    scene_keys(&scene, "m h");
    scene_see(&scene, "Who has it now?");
    scene_type(&scene, "Dana");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "ground crew handed over");
    scene_keys(&scene, "m w");
    scene_type(&scene, "they liked it");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Did its ARR move?");
    scene_keys(&scene, "n u u");
    scene_see(&scene, "undid");
}

static void who_speaks_for_us(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 g o Tab");
    scene_see(&scene, "Nobody was asked to speak for you yet.");
    scene_keys(&scene, "a");
    scene_type(&scene, "zephyr");
    scene_keys(&scene, "Enter C-s");
    scene_see(&scene, "reference call asked of");
    scene_keys(&scene, "m g");
    scene_see(&scene, "reference call given");
    scene_keys(&scene, "u u");
}

/* As one types; the rows go on being what verbs are about, and Esc gives all back. */
static void words_narrow_risks_and_growth(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g x /");
    scene_type(&scene, "globex");
    scene_see(&scene, " of ");
    assert_false(scene_has(&scene, "exposed,"));
    scene_keys(&scene, "Enter");
    scene_see(&scene, "filter globex");
    scene_see(&scene, "Globex");
    assert_false(scene_has(&scene, "Hooli"));
    scene_keys(&scene, "/ C-u");
    scene_type(&scene, "no such words");
    scene_see(&scene, "Nothing matches the filter.");
    scene_keys(&scene, "Enter F");
    assert_false(scene_has(&scene, "filter no such"));
    scene_keys(&scene, "g o");
    scene_command(&scene, "filter zzz");
    scene_see(&scene, "Nothing matches the filter.");
    scene_keys(&scene, "Esc");
    assert_false(scene_has(&scene, "filter zzz"));
    scene_see(&scene, "Growth");
}

/* An export brings deals that nobody ever closed: they are no growth to count on. */
static void what_was_to_close_long_ago_is_told(void **state)
{
    static const char *const fields[] = {
        "name=two more halls", "amount=90k", "stage=qualified", "close=2021-04-10", NULL};
    struct outcome outcome = {0};
    struct error err = {0};

    scene_start(&scene, 80, 24);
    scene_keys(&scene, "1 g o");
    assert_false(scene_has(&scene, "past their closing day"));
    if (!verb_add(scene.session, KIND_OPPORTUNITY, small_book_account(scene.session, "globex"),
            fields, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
    scene_keys(&scene, "R");
    scene_see(&scene, "   1 past their closing day");
    scene_keys(&scene, "R"); /* read anew it is still one */
    scene_see(&scene, "   1 past their closing day");
    scene_turn(&scene, 110, 32, false);
    scene_see(&scene, "10 Apr 2021");
    scene_keys(&scene, "u");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_risks),
        cmocka_unit_test(causes),
        cmocka_unit_test(a_cause_opens_to_its_risks),
        cmocka_unit_test(a_playbook_is_asked_about),
        cmocka_unit_test(growth),
        cmocka_unit_test(the_back_test_says_what_it_lacks),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(a_risk_by_hand_lives_and_ends),
        cmocka_unit_test(what_is_lost_wants_a_cause),
        cmocka_unit_test(a_signal_is_answered),
        cmocka_unit_test(what_was_asked_about_is_meant),
        cmocka_unit_test(why_names_the_facts),
        cmocka_unit_test(growth_goes_from_stage_to_stage),
        cmocka_unit_test(who_speaks_for_us),
        cmocka_unit_test(words_narrow_risks_and_growth),
        cmocka_unit_test(what_was_to_close_long_ago_is_told),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
