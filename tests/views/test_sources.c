/* The screen Sources: what each came to and when it is due; one run, one that fails; no file, a
 * faulty one, one that others may write to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/shell.h"
#include "ui/sync.h"

static struct scene scene;

static const char file[] =
    "salesforce:\n  run: [my-crm-export, --csv, accounts]\n  every: 7d\n  kind: accounts\n"
    "  dates: dmy\n"
    "zendesk:\n  run: [sh, -c, 'echo login expired >&2; exit 3']\n  every: 12h\n  limit: 90s\n"
    "usage: {run: [./usage.sh, \"last week\"]}\n"
    "people: {run: [printf, 'name,arr\\nZeppelin,12000\\nBelow,-5\\n'], kind: accounts}\n";

static void write_sources(const char *text, mode_t mode)
{
    char *path = home_path(scene.home, "config/sources.yaml");
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(path, mode), 0);
    free(path);
}

/* As a run keeps it: `STATE AT GOOD-AT CREATED UPDATED UNCHANGED REJECTED WHY`. */
static void keep_run(const char *name, int state, day_number day, const char *counts)
{
    long long at = (long long)minute_make(day, 9 * 60 + 5);
    char key[40], value[160];
    struct error err;

    snprintf(key, sizeof(key), "sync %s", name);
    snprintf(value, sizeof(value), "%d %lld %lld %s", state, at, state == 3 ? 0 : at, counts);
    assert_true(store_meta_set(session_store(scene.session), key, value, &err));
}

static int make_scene(void **state)
{
    day_number today = day_make(2026, 11, 23);
    char *folder;

    scene_init(&scene, false);
    folder = home_path(scene.home, "config");
    (void)mkdir(folder, 0700);
    free(folder);
    write_sources(file, 0600);
    keep_run("salesforce", 1, today - 2, "12 3 1204 0 ");
    keep_run("zendesk", 3, today - 1, "0 0 0 0 the command ended with status 3: login expired");
    keep_run("people", 2, today - 20, "0 4 9 2 ");
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void the_list_and_one_whole(void **state)
{
    scene_check_sizes(&scene, "sources", "g s j");
}

/* It comes some time after the start: then one may be there already, and have one run. */
static void the_offer_is_for_other_screens(void **state)
{
    scene_start(&scene, 110, 32);
    ui_sync_offer(scene.ui);
    assert_true(toast_is_shown(&scene.ui->toast));
    scene_keys(&scene, "g s");
    memset(&scene.ui->toast, 0, sizeof(scene.ui->toast));
    ui_sync_offer(scene.ui);
    assert_false(toast_is_shown(&scene.ui->toast));
}

static void enter_runs_one(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g s G Enter");
    scene_see(&scene, "people: 1 created, 0 updated, 0 unchanged, 1 rejected");
    scene_see(&scene, "1 created, 1 rejected");
    scene_keys(&scene, "g b");
    scene_see(&scene, "Zeppelin");
    scene_keys(&scene, "u y");
    assert_false(scene_has(&scene, "Zeppelin "));
}

static void what_is_due_is_run(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g s");
    scene_see(&scene, "1 of 4 due");
    scene_keys(&scene, "s");
    scene_see(&scene, "zendesk: the command ended with status 3: login expired");
    scene_command(&scene, "sync usage");
    scene_see(&scene, "there is no program './usage.sh'");
    scene_command(&scene, "sync nobody");
    scene_see(&scene, "no source 'nobody'");
    scene_command(&scene, "sync stop");
    scene_see(&scene, "no source runs");
}

static void a_day_behind_us_takes_nothing_in(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "asof yesterday");
    scene_keys(&scene, "g s G Enter");
    scene_see(&scene, "read only: the book as of");
}

static void files_that_are_not_obeyed(void **state)
{
    static const struct {
        const char *text;
        mode_t mode;
        const char *says, *too;
    } cases[] = {
        {"a: {run: x, every: z}\n", 0600, "sources.yaml:1:20: every is 30m, 12h", "E  mends it"},
        {"a: {run: x}\n", 0622, "others may write to it, which names programs", "chmod go-w"},
        {"", 0600, "No sources yet.", "E  writes sources.yaml"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        write_sources(cases[i].text, cases[i].mode);
        scene_start(&scene, 110, 32);
        scene_keys(&scene, "g s");
        scene_see(&scene, cases[i].says);
        scene_see(&scene, cases[i].too);
        scene_keys(&scene, "Enter s");
        scene_see(&scene, cases[i].says);
    }
    write_sources(file, 0600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_list_and_one_whole, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(the_offer_is_for_other_screens, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(enter_runs_one, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(what_is_due_is_run, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_day_behind_us_takes_nothing_in, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(files_that_are_not_obeyed, make_scene, end_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
