/* The checklist of a playbook of one's own, with what the shipped ones lack; and its pictures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "base/attributes.h"
#include "base/text.h"
#include "support/home.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "views/checklist_scene.h"

/* --- a playbook of one's own, with what the shipped ones lack --- */

#define TOUR_HEAD(version)                                                                         \
    "id: tour\nversion: " version "\ntitle: Tour\ntype: review\nanchor: review\nsteps:\n"          \
    "  - id: daily\n    title: Look in each day\n    from: start\n    due: +1wd\n"                 \
    "    repeats:\n      every: 1wd\n      until: close\n"
#define TOUR_ASKS                                                                                  \
    "  - id: fit\n    title: Judge the fit\n    from: start\n    due: +2wd\n    demands:\n"        \
    "      - choice: the fit\n        of: [good, doubtful, poor]\n        reason: yes\n"           \
    "      - category\n      - ask: to product\n      - opportunity\n"                             \
    "      - contract: [ends, notice, auto_renew]\n        or: not known\n"
#define TOUR_REVIEW "  - id: hold\n    title: Hold the review\n    kind: meeting\n    due: +0d\n"
#define TOUR_CLOSE(due, words)                                                                     \
    "  - id: close\n    title: Close it\n    from: start\n    due: +" due                          \
    "wd\n    guidance: |\n      " words "\n"
#define TOUR_NAME                                                                                  \
    "  - id: name\n    title: Who wants it\n    from: start\n    due: +3wd\n    need: optional\n"  \
    "    demands:\n      - person: [champion, sponsor]\n        count: 2\n"
#define TOUR TOUR_HEAD("1") TOUR_ASKS TOUR_REVIEW TOUR_CLOSE("3", "Say what comes next.") TOUR_NAME
#define TOUR_EDITED                                                                                \
    TOUR_HEAD("2")                                                                                 \
    "  - id: look\n    title: Look at the numbers\n    from: start\n    due: +2wd\n" TOUR_REVIEW   \
        TOUR_CLOSE("5", "Say what comes next, and when.") TOUR_NAME

static void write_tour(const char *text)
{
    free(home_write(scene.home, "config/playbooks/tour.yaml", text));
}

static int make_tour(void **state)
{
    char *folder;

    make_scene(state);
    folder = home_path(scene.home, "config/playbooks");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    write_tour(TOUR);
    verb_playbooks_forget(scene.session);
    return 0;
}

static void start_tour(void)
{
    scene_command(&scene, "goto globex");
    scene_command(&scene, "playbook tour");
    see("started");
    scene_keys(&scene, "g g");
    see("Look in each day");
}

static void a_step_that_repeats_is_one_row(void **state)
{
    start_tour();
    see("again each working day until Close it");
    scene_keys(&scene, "x");
    see("Look in each day done; next: Look in each day, tomorrow");
    scene_keys(&scene, "g g x");
    see("2 done");
    see("until Close it; done 2");
    assert_false(is_seen("✓   1"));
    undo(1);
    see("1 done");
}

static void a_step_without_a_day_says_what_it_waits_for(void **state)
{
    start_tour();
    scene_keys(&scene, "j j");
    see("no day yet: waiting for the review date");
    see("Hold the review                           no day yet");
}

static void a_choice_a_forecast_an_ask_a_sale_and_facts(void **state)
{
    start_tour();
    scene_keys(&scene, "j x");
    see("1 of 5: the fit");
    scene_keys(&scene, "Down Enter Enter");
    see("it asks for a reason");
    scene_type(&scene, "no owner yet");
    scene_keys(&scene, "Enter");
    see("2 of 5: Choose");
    scene_keys(&scene, "Down Down Enter");
    see("3 of 5: An ask");
    scene_type(&scene, "a report by ward");
    scene_keys(&scene, "Enter Tab C-s");
    see("4 of 5: An opportunity");
    scene_type(&scene, "planning module");
    scene_keys(&scene, "Enter Enter");
    scene_type(&scene, "40k");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "15 jan");
    scene_keys(&scene, "Enter");
    see("The contract");
    scene_keys(&scene, "Enter");
    see("5 of 5: From the contract");
    scene_type(&scene, "60");
    scene_keys(&scene, "Enter Tab Enter");
    check_status("globex", 2, "done");
    scene_keys(&scene, "g g j");
    see("doubtful: no owner yet");
    see("at risk");
    see("planning module");
    see("all known");
    undo(1);
    check_status("globex", 2, "open");
}

static void the_file_changed_and_the_run_moves_over(void **state)
{
    start_tour();
    scene_command(&scene, "changes");
    see("Tour is as its playbook says");
    write_tour(TOUR_EDITED);
    scene_command(&scene, "reload");
    see("The playbook's file has changed since this run began.");
    scene_keys(&scene, "m p");
    see("Tour: what changed in the playbook");
    see("Look at the numbers: new, due 25 Nov");
    see("Judge the fit: no longer in the playbook, will be dropped");
    see("was: Say what comes next.");
    see("now: Say what comes next, and when.");
    scene_keys(&scene, "y");
    see("Look at the numbers");
    assert_false(is_seen("has changed since"));
    undo(1);
    see("has changed since this run began");
    assert_false(is_seen("Look at the numbers"));
}

static void the_end_says_what_came_of_it(void **state)
{
    start_tour();
    scene_keys(&scene, "j x Esc m s");
    scene_type(&scene, "known");
    scene_keys(&scene, "Enter g g j j x");
    scene_keys(&scene, "g g j j j x");
    see("Tour finished");
    see("2 of 2 required steps done, 1 skipped, 1 dropped");
    scene_keys(&scene, "Esc");
    see("✓ done today");
    undo(1);
    see("on track");
}

/* --- a long one --- */

static int make_long(void **state)
{
    struct str text = {0};

    make_tour(state);
    str_add(&text, "id: tour\ntitle: Tour\ntype: review\nsteps:\n");
    for (int i = 1; i <= 60; i++)
        str_addf(&text,
            "  - id: s%d\n    title: Step of the day %d\n    due: +%dd\n    guidance: |\n"
            "      First line of %d.\n\n      Second line.\n\n      Last line of %d.\n",
            i, i, i, i, i);
    write_tour(str_text(&text));
    str_fini(&text);
    verb_playbooks_forget(scene.session);
    return 0;
}

/* Wherever the cursor goes, its step is there with all that is told about it. */
static void the_step_under_the_cursor_is_whole(void **state)
{
    static const char *const ways[] = {"G", "C-u", "k k k", "PgUp", "g g", "C-d", "PgDn j j j"};

    scene_command(&scene, "goto globex");
    scene_command(&scene, "playbook tour");
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_command(&scene, "goto globex");
        scene_keys(&scene, "] ] Enter");
        for (size_t k = 0; k < COUNT_OF(ways); k++) {
            scene_keys(&scene, ways[k]);
            see("▎ ☐");
            see("First line of");
            if (scene_sizes[i].rows > 12)
                see("Last line of");
        }
    }
}

/* --- pictures --- */

static void check_sizes(const char *name, const char *account, const char *keys)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_command(&scene, account);
        scene_keys(&scene, "] ] Enter");
        scene_keys(&scene, keys);
        scene_check(&scene, name);
    }
}

static void check_ascii(const char *name, const char *account, const char *keys)
{
    scene_start_ascii(&scene, 80, 24);
    scene_command(&scene, account);
    scene_keys(&scene, "] ] Enter");
    scene_keys(&scene, keys);
    scene_check(&scene, name);
}

static void pictures_of_steps(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m b Enter");
    scene_type(&scene, "waiting for their IT");
    scene_keys(&scene, "Enter j j d");
    scene_type(&scene, "fri");
    scene_keys(&scene, "Enter");
    check_sizes("checklist-blocked", "goto globex", "g g");
    check_ascii("ascii-checklist-blocked", "goto globex", "g g");
    check_sizes("checklist-pinned", "goto globex", "g g j j");
    check_sizes("checklist-end-of-list", "goto globex", "G");
    scene_keys(&scene, "D");
    scene_type(&scene, "they stay with the old set-up");
    scene_keys(&scene, "Enter");
    check_sizes("checklist-cancelled", "goto globex", "");
}

static void pictures_of_several_runs(void **state)
{
    start_onboarding("goto globex");
    scene_command(&scene, "playbook ebr");
    scene_command(&scene, "playbook renewal");
    check_sizes("checklist-runs", "goto globex", "");
    check_sizes("checklist-runs-next", "goto globex", "]");
    check_ascii("ascii-checklist-runs", "goto globex", "]");
}

static void pictures_of_what_is_asked(void **state)
{
    start_tour();
    scene_keys(&scene, "x");
    check_sizes("checklist-tour", "goto globex", "g g j");
    check_ascii("ascii-checklist-tour", "goto globex", "g g j");
    check_sizes("checklist-choice", "goto globex", "g g j x");
    check_sizes("checklist-form", "goto globex", "g g m v");
    check_ascii("ascii-checklist-form", "goto globex", "g g m v");
    check_sizes("checklist-date", "goto globex", "g g d");
    check_sizes("checklist-person", "goto globex", "G x");
    write_tour(TOUR_EDITED);
    check_sizes("checklist-outdated", "goto globex", "g g");
    check_sizes("checklist-changes", "goto globex", "m p");
    check_ascii("ascii-checklist-changes", "goto globex", "m p");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_step_that_repeats_is_one_row, make_tour, end_scene),
        cmocka_unit_test_setup_teardown(
            a_step_without_a_day_says_what_it_waits_for, make_tour, end_scene),
        cmocka_unit_test_setup_teardown(
            a_choice_a_forecast_an_ask_a_sale_and_facts, make_tour, end_scene),
        cmocka_unit_test_setup_teardown(
            the_file_changed_and_the_run_moves_over, make_tour, end_scene),
        cmocka_unit_test_setup_teardown(the_end_says_what_came_of_it, make_tour, end_scene),
        cmocka_unit_test_setup_teardown(the_step_under_the_cursor_is_whole, make_long, end_scene),
        cmocka_unit_test_setup_teardown(pictures_of_steps, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(pictures_of_several_runs, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(pictures_of_what_is_asked, make_tour, end_scene),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
