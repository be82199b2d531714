/* Screens that read the whole of a large book, as a person at the terminal sees them: the word that
 * they count, keys that come meanwhile, the way out. The loop runs on a pipe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>
#include "base/attributes.h"
#include "support/home.h"
#include "support/lock.h"
#include "support/scene.h"
#include "ui/shell.h"

enum { DEADLINE_MS = 3000 };

/* Once the words stand on the screen, these bytes are typed; NULL: that was all. */
struct step {
    const char *sees, *types;
};

static struct scene scene;
static struct watching {
    int keys[2];
    const struct step *step;
    int counted; /* pictures that said so */
    bool was_left;
    bool is_late;
} watching;

static bool read_key(void *context, struct key *ret_key)
{
    unsigned char byte;
    key_code code;

    if (read(watching.keys[0], &byte, 1) != 1)
        return false;
    code = byte == 16     ? 'p' | KEYMOD_CTRL
           : byte == 27   ? (key_code)KEYCAP_ESC
           : byte == '\r' ? (key_code)KEYCAP_ENTER
                          : byte;
    *ret_key = (struct key){.code = code};
    return true;
}

static void take_key(void *context, const struct key *key)
{
    shell_key(scene.ui, key);
}

/* After what the picture set going: the bytes come while that is at work. */
static void types_due(void *context)
{
    const char *types = context;

    assert_int_equal(write(watching.keys[1], types, strlen(types)), strlen(types));
}

static void draw(void *context)
{
    const struct step *step = watching.step;

    shell_draw(scene.ui);
    watching.counted += scene_has(&scene, "Counting...");
    watching.was_left = watching.was_left || scene.ui->is_left;
    if (!scene_has(&scene, step->sees))
        return;
    watching.step++;
    if (step->types)
        loop_after(scene.ui->loop, 0, types_due, (void *)(uintptr_t)step->types);
    else
        loop_end(scene.ui->loop, 0);
}

static void too_late(void *context)
{
    watching.is_late = true;
    loop_end(scene.ui->loop, 1);
}

static void begins(void *context)
{
}

static int make_scene(void **state)
{
    if (pipe(watching.keys) != 0)
        return -1;
    fcntl(watching.keys[0], F_SETFL, O_NONBLOCK);
    scene_init_demo(&scene);
    scene_start(&scene, 110, 32);
    scene.ui->large = 3;
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    close(watching.keys[0]);
    close(watching.keys[1]);
    return 0;
}

/* The steps in their order, the first from Today; how many pictures said that it counts. */
static int run(const struct step *steps)
{
    const struct loop_hooks hooks = {
        .terminal_fd = watching.keys[0], .read_key = read_key, .key = take_key, .draw = draw};
    struct error err;

    assert_true(loop_new(&hooks, &scene.ui->loop, &err));
    watching.step = steps;
    watching.counted = 0;
    watching.is_late = watching.was_left = false;
    loop_after(scene.ui->loop, DEADLINE_MS, too_late, NULL);
    loop_after(scene.ui->loop, 0, begins, NULL);
    (void)loop_run(scene.ui->loop);
    loop_free(scene.ui->loop);
    scene.ui->loop = NULL;
    if (watching.is_late)
        scene_see(&scene, watching.step->sees); /* prints what is there instead */
    return watching.counted;
}

/* A screen that reads the whole book, and words that stand there only once it was read. The first
 * take long enough here for a key to come meanwhile. */
enum { LONG = 4 };
static const struct {
    enum view_id id;
    const char *keys, *rows;
} screens[] = {
    {VIEW_RENEWALS, "6", "to renew   closed"},
    {VIEW_CHANGES, "gc", "33 accounts"},
    {VIEW_RISKS, "gx", "62 open"},
    {VIEW_VALUE, "gd", "38 with goals"},
    {VIEW_FEEDBACK, "gv", "open, high"},
    {VIEW_PLAYBOOKS, "5", "29 running"},
    {VIEW_GROWTH, "go", "6 open"},
};

/* The word is seen, then the rows. */
static void it_says_that_it_counts(void **state)
{
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        const struct step there[] = {
            {"Today", screens[i].keys}, {"Counting...", ""}, {screens[i].rows, NULL}};

        scene_keys(&scene, "1");
        assert_true(run(there) >= 1);
        assert_false(scene_has(&scene, "Counting..."));
    }
}

/* Esc, or another screen: at once, and what was left is counted when one comes back. */
static void it_is_left_by_a_key(void **state)
{
    static const struct {
        const char *key, *sees;
        enum view_id to;
    } ways[] = {{"\033", "to go", VIEW_TODAY}, {"2", "by decision", VIEW_BOOK},
        {"4", "promises 3", VIEW_TASKS}};

    for (int i = 0; i < LONG; i++)
        for (size_t j = 0; j < COUNT_OF(ways); j++) {
            const struct step away[] = {
                {"Today", screens[i].keys}, {"Counting...", ways[j].key}, {ways[j].sees, NULL}};
            const struct step back[] = {{ways[j].sees, screens[i].keys}, {screens[i].rows, NULL}};

            scene_keys(&scene, "1");
            ui_changed(scene.ui);
            scene.ui->is_read[screens[i].id] = false;
            assert_int_equal(run(away), 1);
            assert_true(watching.was_left);
            assert_int_equal(scene.ui->current, ways[j].to);
            assert_true(scene.ui->stale[screens[i].id]);
            assert_false(scene.ui->is_read[screens[i].id]);
            (void)run(back);
            assert_int_equal(scene.ui->current, screens[i].id);
        }
}

/* What is done to rows waits for them, in its order. */
static void keys_for_the_rows_wait(void **state)
{
    static const struct step steps[] = {
        {"Today", "6"}, {"Counting...", "jjj"}, {"to renew   closed", ""}, {"Mon 23 Nov", NULL}};

    scene_keys(&scene, "1");
    (void)run(steps);
    assert_int_equal(view_at(VIEW_RENEWALS)->list(scene.ui->states[VIEW_RENEWALS])->selected, 3);
}

/* A key for the rows that came first is no reason to wait for them: Esc, typed behind it, still
 * ends the count. */
static void a_key_behind_one_that_waits_ends_it(void **state)
{
    static const struct step steps[] = {{"Today", "6"}, {"Counting...", "j\033"}, {"to go", NULL}};

    scene_keys(&scene, "1");
    (void)run(steps);
    assert_int_equal(scene.ui->current, VIEW_TODAY);
    assert_true(watching.was_left);
    assert_false(scene.ui->is_read[VIEW_RENEWALS]);
    assert_true(scene.ui->stale[VIEW_RENEWALS]);
}

/* How the rows are chosen needs none of them: what was counted for nothing is left. */
static void other_rows_are_asked_for_at_once(void **state)
{
    static const struct step steps[] = {{"Today", "gc"}, {"Counting...", "]"}, {"a month", NULL}};

    scene_keys(&scene, "1");
    (void)run(steps);
    assert_true(watching.was_left);
}

/* Names are read a few at a time: what is typed before they are there takes what fits of all. */
static void names_are_read_in_slices(void **state)
{
    static const struct step found[] = {{"Today", "\020wlwdn\r"}, {"Willow Dental", NULL}};
    static const struct step left[] = {{"Today", "\020"},
        {"Ardent Foods", "\033"
                         "2"},
        {"by decision", NULL}};

    scene_keys(&scene, "1");
    (void)run(found);
    assert_int_equal(scene.ui->current, VIEW_ACCOUNT);
    assert_non_null(strstr(scene_row(&scene, 2), "Willow Dental"));
    scene_keys(&scene, "1");
    ui_changed(scene.ui);
    (void)run(left);
    assert_int_equal(scene.ui->modal.kind, MODAL_NONE);
    assert_int_equal(scene.ui->current, VIEW_BOOK);
}

static int calls;

static void put_off(void *context)
{
    calls++;
}

/* What a screen had put off goes with it: where it stood is no longer its own. */
static void a_screen_begun_anew_is_not_called_back(void **state)
{
    static const struct step steps[] = {{"Today", ""}, {"Today", NULL}};
    const struct loop_hooks hooks = {
        .terminal_fd = watching.keys[0], .read_key = read_key, .key = take_key, .draw = draw};
    struct error err;

    scene_keys(&scene, "8");
    assert_true(loop_new(&hooks, &scene.ui->loop, &err));
    calls = 0;
    loop_after(scene.ui->loop, 0, put_off, scene.ui->states[VIEW_METRICS]);
    loop_after(scene.ui->loop, 0, put_off, scene.ui->states[VIEW_TODAY]);
    assert_true(shell_begin_anew(scene.ui, VIEW_METRICS, &err));
    scene_keys(&scene, "1");
    watching.step = steps;
    loop_after(scene.ui->loop, DEADLINE_MS, too_late, NULL);
    (void)loop_run(scene.ui->loop);
    loop_free(scene.ui->loop);
    scene.ui->loop = NULL;
    assert_int_equal(calls, 1);
}

/* --- a book that another program is writing to --- */

/* What was done stays told when the screen cannot be read at once; that it waits goes once it is.
 */
static void what_was_done_is_told_before_a_wait(void **state)
{
    struct lock *lock;
    char *path;

    (void)state;
    scene_init(&scene, false);
    scene_start(&scene, 110, 32);
    path = home_path(scene.home, "data/daybook.db");
    lock = lock_take(path);
    toast_say(&scene.ui->toast, "call planned", NULL);
    scene.ui->stale[scene.ui->current] = true;
    shell_draw(scene.ui);
    scene_see(&scene, "call planned");
    toast_clear(&scene.ui->toast);
    shell_draw(scene.ui);
    scene_see(&scene, "another program is writing");
    lock_release(lock);
    shell_draw(scene.ui);
    assert_false(scene_has(&scene, "another program"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_says_that_it_counts, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(it_is_left_by_a_key, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(keys_for_the_rows_wait, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_key_behind_one_that_waits_ends_it, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(
            a_screen_begun_anew_is_not_called_back, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(other_rows_are_asked_for_at_once, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(names_are_read_in_slices, make_scene, end_scene),
        cmocka_unit_test_teardown(what_was_done_is_told_before_a_wait, end_scene),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
