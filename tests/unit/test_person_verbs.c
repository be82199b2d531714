/* People who leave and come back; drafts and copies beside the book when one is erased. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "app/drafts.h"
#include "app/kept.h"
#include "app/people.h"
#include "app/verbs.h"
#include "support/bench.h"
#include "support/home.h"

static int64_t person;

static int set_up(void **state)
{
    struct bench *bench = bench_new("2026-11-23");
    char *state_home = home_path(bench->home, "state");

    assert_int_equal(setenv("XDG_STATE_HOME", state_home, 1), 0);
    bench->account = bench_add(bench, KIND_ACCOUNT, 0, FIELDS("name=Globex", "arr=100k"));
    person = bench_add(bench, KIND_CONTACT, bench->account,
        FIELDS("name=Ana Ruiz", "role=champion", "email=ana@globex.example"));
    free(state_home);
    *state = bench;
    return 0;
}

static void check_person(struct bench *bench, const char *status, day_number left_on)
{
    struct row *row = NULL;
    struct error err;

    assert_true(
        store_get(session_store(bench->session), KIND_CONTACT, person, &bench->arena, &row, &err));
    assert_non_null(row);
    assert_string_equal(row_text(row, CONTACT_STATUS), status);
    assert_int_equal(row_day(row, CONTACT_LEFT_ON), left_on);
}

static void leave(struct bench *bench, day_number day, const char *summary)
{
    struct outcome outcome = {0};
    struct error err;

    if (!verb_person_left(bench->session, person, day, &outcome, &err))
        fail_msg("%s", err.text);
    assert_string_equal(str_text(&outcome.summary), summary);
    outcome_fini(&outcome);
}

static void one_leaves_and_comes_back(void **state)
{
    struct bench *bench = *state;
    day_number today = session_today(bench->session);
    struct outcome outcome = {0};
    struct error err;

    leave(bench, today - 3, "Globex: Ana Ruiz left Fri 20 Nov");
    check_person(bench, "left", today - 3);
    leave(bench, DAY_NONE, "Globex: Ana Ruiz is there again");
    check_person(bench, "active", DAY_NONE);
    leave(bench, today + 4, "Globex: Ana Ruiz leaves Fri 27 Nov");
    check_person(bench, "active", today + 4); /* until then she is there */
    assert_true(session_undo(bench->session, 0, &outcome, &err));
    outcome_fini(&outcome);
    check_person(bench, "active", DAY_NONE);
    assert_false(verb_person_left(bench->session, 999, today, &outcome, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void drafts_and_copies_are_cleaned(void **state)
{
    struct bench *bench = *state;
    struct draft draft = {.account = bench->account,
        .account_name = "Globex",
        .kind = "call",
        .when = "2026-11-23 10:00",
        .attendees = "Bo Lee; Ana Ruiz",
        .body = "ANA RUIZ said so"};
    struct draft_list drafts = {0};
    struct kept_line walk = {"walk", "2"};
    const struct kept_lines habits = {.items = &walk, .count = 1};
    struct kept_lines kept = {0};
    struct erasure erasure;
    struct error err;
    char *copy = home_write(bench->home, "book.db.schema-1", "Ana Ruiz");

    assert_true(drafts_save(bench->session, &draft, false, &bench->arena, &err));
    ARRAY_PUSH(&kept, (struct kept_line){"task", "call Ana Ruiz fri"});
    assert_true(kept_write(bench->session, KEPT_ANSWERS, &kept, &err));
    assert_true(kept_write(bench->session, KEPT_HABITS, &habits, &err));
    array_clear(&kept);
    assert_true(kept_read(bench->session, KEPT_ANSWERS, &bench->arena, &kept, &err));
    assert_int_equal(kept.count, 1);
    assert_string_equal(kept.items[0].text, "call Ana Ruiz fri");
    assert_false(verb_person_erase(bench->session, person, "Ana", &bench->arena, &erasure, &err));
    assert_int_equal(err.code, ERROR_USAGE);
    if (!verb_person_erase(bench->session, person, "Ana Ruiz", &bench->arena, &erasure, &err))
        fail_msg("%s", err.text);
    assert_string_equal(erasure.left, "");
    assert_int_equal(erasure.drafts, 1);
    array_clear(&kept); /* what was typed at prompts is forgotten; habits name nobody */
    assert_true(kept_read(bench->session, KEPT_ANSWERS, &bench->arena, &kept, &err));
    assert_int_equal(kept.count, 0);
    assert_true(kept_read(bench->session, KEPT_HABITS, &bench->arena, &kept, &err));
    assert_int_equal(kept.count, 1);
    array_fini(&kept);
    assert_non_null(strstr(erasure.copies[0], "book.db.schema-1"));
    assert_null(erasure.copies[1]);
    assert_int_not_equal(access(copy, F_OK), 0);
    assert_true(drafts_left(bench->session, &bench->arena, &drafts, &err));
    assert_int_equal(drafts.count, 1);
    assert_string_equal(drafts.items[0].body, "[erased] said so");
    assert_string_equal(drafts.items[0].attendees, "Bo Lee; [erased]");
    array_fini(&drafts);
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_leaves_and_comes_back, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(drafts_and_copies_are_cleaned, set_up, bench_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
