/* Notes as the verbs write them: the tasks follow the text, earlier texts are kept, new names
 * become people, and one undo takes all of it back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "support/bench.h"

static int64_t note; /* that was written; 0: none yet */

static int set_up(void **state)
{
    struct bench *bench = bench_new("2026-11-23");

    bench->account = bench_add(bench, KIND_ACCOUNT, 0, FIELDS("name=Globex", "arr=100k"));
    note = 0;
    *state = bench;
    return 0;
}

static void write_draft(struct bench *bench, struct note_draft *draft)
{
    struct outcome outcome = {0};
    struct error err;

    draft->account = bench->account;
    draft->note = note;
    draft->at = minute_make(session_today(bench->session), 9 * 60);
    if (!verb_note_log(bench->session, draft, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
    if (!note) {
        struct row_list notes = bench_rows(bench, KIND_NOTE);

        note = notes.items[notes.count - 1]->key;
    }
}

static void write_body(struct bench *bench, const char *body)
{
    write_draft(bench, &(struct note_draft){.kind = "call", .body = body});
}

/* `title due status`, a line a task. */
static const char *tasks_of(struct bench *bench)
{
    struct row_list tasks = bench_rows(bench, KIND_TASK);
    struct str text = {0};
    const char *copy;
    char day[24];

    for (size_t i = 0; i < tasks.count; i++)
        str_addf(&text, "%s %s %s %s\n", row_text(tasks.items[i], TASK_KIND),
            row_text(tasks.items[i], TASK_TITLE),
            row_knows(tasks.items[i], TASK_DUE) ? day_iso(row_day(tasks.items[i], TASK_DUE), day)
                                                : "-",
            row_text(tasks.items[i], TASK_STATUS));
    copy = arena_copy_text(&bench->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* A first text, the text after an edit, and the tasks then. */
struct edit_case {
    const char *what, *before, *after, *tasks;
};
static const struct edit_case edits[] = {
    {"nothing changed", "- [ ] send deck fri", "- [ ] send deck fri",
        "task send deck 2026-11-27 open\n"},
    {"words around it", "- [ ] send deck fri", "They like it.\n- [ ] send deck fri\nBye.",
        "task send deck 2026-11-27 open\n"},
    {"another day", "- [ ] send deck fri", "- [ ] send deck thu",
        "task send deck 2026-11-26 open\n"},
    {"another title", "- [ ] send deck fri", "- [ ] send the deck fri",
        "task send the deck 2026-11-27 open\n"},
    {"the day taken away", "- [ ] send deck fri", "- [ ] send deck", "task send deck - open\n"},
    {"a second one", "- [ ] send deck fri", "- [ ] send deck fri\n- [ ] call Ana tomorrow",
        "task send deck 2026-11-27 open\ntask call Ana 2026-11-24 open\n"},
    {"one before it", "- [ ] send deck fri", "- [ ] call Ana tomorrow\n- [ ] send deck fri",
        "task send deck 2026-11-27 open\ntask call Ana 2026-11-24 open\n"},
    {"turned round", "- [ ] send deck fri\n- [ ] call Ana thu",
        "- [ ] call Ana thu\n- [ ] send deck fri",
        "task send deck 2026-11-27 open\ntask call Ana 2026-11-26 open\n"},
    {"taken away", "- [ ] send deck fri\n- [ ] call Ana thu", "- [ ] call Ana thu",
        "task send deck 2026-11-27 cancelled\ntask call Ana 2026-11-26 open\n"},
    {"all taken away", "- [ ] send deck fri", "no more", "task send deck 2026-11-27 cancelled\n"},
    {"ticked", "- [ ] send deck fri", "- [x] send deck fri", "task send deck 2026-11-27 done\n"},
    {"a task to a promise", "- [ ] send deck fri", "- [!] send deck fri",
        "promise send deck 2026-11-27 open\n"},
    {"a task to an ask", "- [ ] fix export fri", "- [ ] @product fix export fri",
        "ask fix export 2026-11-27 open\n"},
    {"another thing altogether", "- [ ] send deck fri", "- [ ] order cake thu",
        "task send deck 2026-11-27 cancelled\ntask order cake 2026-11-26 open\n"},
    {"twice the same", "- [ ] call fri\n- [ ] call fri", "- [ ] call fri",
        "task call 2026-11-27 open\ntask call 2026-11-27 cancelled\n"},
    {"ticked from the start", "- [x] send deck fri", "- [x] send deck fri", ""},
};

static void tasks_follow_the_text(void **state)
{
    for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++) {
        void *own = NULL;
        const char *before;

        set_up(&own);
        write_body(own, edits[i].before);
        before = tasks_of(own);
        write_body(own, edits[i].after);
        if (strcmp(tasks_of(own), edits[i].tasks) != 0)
            fail_msg("%s: %s", edits[i].what, tasks_of(own));
        if (strcmp(edits[i].before, edits[i].after) != 0)
            bench_undo(own);
        if (strcmp(edits[i].before, edits[i].after) != 0 && strcmp(tasks_of(own), before) != 0)
            fail_msg("%s, undone: %s", edits[i].what, tasks_of(own));
        bench_tear_down(&own);
    }
}

/* What was set on the task itself is not overwritten by a text that says what it said before. */
static void what_was_set_by_hand_stays(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    write_body(bench, "- [ ] send deck fri");
    assert_true(verb_task_due(bench->session, bench_rows(bench, KIND_TASK).items[0]->key,
        session_today(bench->session) + 30, &outcome, &err));
    outcome_fini(&outcome);
    write_body(bench, "More words.\n- [ ] send deck fri");
    assert_string_equal(tasks_of(bench), "task send deck 2026-12-23 open\n");
    write_body(bench, "More words.\n- [ ] send the new deck fri");
    assert_string_equal(tasks_of(bench), "task send the new deck 2026-12-23 open\n");
    write_body(bench, "More words.\n- [ ] send the new deck tue");
    assert_string_equal(tasks_of(bench), "task send the new deck 2026-11-24 open\n");
}

static void earlier_texts_are_kept(void **state)
{
    struct bench *bench = *state;
    struct row_list versions = {0};
    struct outcome outcome = {0};
    struct row *row;
    struct error err;

    write_body(bench, "one");
    write_body(bench, "one");
    write_body(bench, "two");
    write_body(bench, "three");
    assert_true(verb_note_versions(bench->session, note, &bench->arena, &versions, &err));
    assert_int_equal(versions.count, 2);
    assert_string_equal(row_text(versions.items[0], VERSION_BODY), "two");
    assert_string_equal(row_text(versions.items[1], VERSION_BODY), "one");
    assert_true(verb_note_restore(bench->session, versions.items[1]->key, &outcome, &err));
    outcome_fini(&outcome);
    assert_true(
        store_get(session_store(bench->session), KIND_NOTE, note, &bench->arena, &row, &err));
    assert_string_equal(row_text(row, NOTE_BODY), "one");
    assert_int_equal(bench_rows(bench, KIND_VERSION).count, 3);
    bench_undo(bench);
    assert_int_equal(bench_rows(bench, KIND_VERSION).count, 2);
    assert_true(verb_delete(bench->session, KIND_NOTE, note, &outcome, &err));
    outcome_fini(&outcome);
    assert_int_equal(bench_rows(bench, KIND_VERSION).count, 0);
    bench_undo(bench);
    assert_int_equal(bench_rows(bench, KIND_VERSION).count, 2);
}

/* The same by FIELD=VALUE. */
static void a_field_set_by_hand_is_an_edit_too(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    write_body(bench, "- [ ] send deck fri");
    assert_true(verb_set(bench->session, KIND_NOTE, note,
        (const char *const[]){"body=- [ ] send deck thu #offer", NULL}, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(tasks_of(bench), "task send deck #offer 2026-11-26 open\n");
    assert_int_equal(bench_rows(bench, KIND_VERSION).count, 1);
}

static void new_names_become_people(void **state)
{
    struct bench *bench = *state;
    struct row_list people;

    write_draft(bench, &(struct note_draft){.kind = "internal", .body = "x", .attendees = "Max"});
    assert_int_equal(bench_rows(bench, KIND_CONTACT).count, 0);
    note = 0;
    write_draft(bench, &(struct note_draft){
                           .kind = "call", .body = "x", .attendees = "Ana Ruiz; bo@globex.com ;"});
    people = bench_rows(bench, KIND_CONTACT);
    assert_int_equal(people.count, 2);
    assert_string_equal(row_text(people.items[0], CONTACT_NAME), "Ana Ruiz");
    assert_string_equal(row_text(people.items[1], CONTACT_EMAIL), "bo@globex.com");
    assert_int_equal(row_day(people.items[0], CONTACT_LAST_TOUCH), session_today(bench->session));
    note = 0;
    write_draft(bench, &(struct note_draft){.kind = "call", .body = "y", .attendees = "ana ruiz"});
    assert_int_equal(bench_rows(bench, KIND_CONTACT).count, 2);
}

/* What is only prepared is no touch and makes no task; logged, it does both. */
static void a_prepared_note_waits(void **state)
{
    struct bench *bench = *state;
    struct assessment assessment;
    struct dossier dossier;
    struct error err;

    write_draft(bench, &(struct note_draft){.kind = "call",
                           .body = "Agenda\n- [ ] send deck fri",
                           .attendees = "Ana Ruiz",
                           .prepared = true});
    assert_string_equal(tasks_of(bench), "");
    assert_int_equal(bench_rows(bench, KIND_CONTACT).count, 0);
    assert_true(
        session_assess(bench->session, bench->account, &bench->arena, &dossier, &assessment, &err));
    assert_int_equal(assessment.touch.last, DAY_NONE);
    assert_int_equal(dossier.prepared.count, 1);
    write_draft(bench, &(struct note_draft){.kind = "call",
                           .body = "Agenda, talked\n- [ ] send deck fri",
                           .attendees = "Ana Ruiz"});
    assert_string_equal(tasks_of(bench), "task send deck 2026-11-27 open\n");
    assert_true(
        session_assess(bench->session, bench->account, &bench->arena, &dossier, &assessment, &err));
    assert_int_equal(assessment.touch.last, session_today(bench->session));
    assert_int_equal(dossier.prepared.count, 0);
}

static void a_new_person_is_told(void **state)
{
    static const struct {
        const char *attendees, *summary;
    } cases[] = {
        {"Ana Ruiz", "Globex: call logged, new person: Ana Ruiz"},
        {"Ana Ruiz", "Globex: call logged"},
        {"Bo Li; Ana Ruiz;Cy Oz", "Globex: call logged, new people: Bo Li, Cy Oz"},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct note_draft draft = {.account = bench->account,
            .kind = "call",
            .at = MINUTE_NONE,
            .attendees = cases[i].attendees,
            .body = "Talked."};
        struct outcome outcome = {0};
        struct error err;

        assert_true(verb_note_log(bench->session, &draft, &outcome, NULL, &err));
        assert_string_equal(str_text(&outcome.summary), cases[i].summary);
        outcome_fini(&outcome);
    }
}

/* Numbers of ids and keys part where rows came with ids of their own. */
static void the_id_is_that_of_the_row(void **state)
{
    struct bench *bench = *state;
    struct note_draft draft = {
        .account = bench->account, .kind = "call", .at = MINUTE_NONE, .body = "ours"};
    struct outcome outcome = {0};
    struct str id = {0};
    struct row *row = NULL;
    struct error err;

    assert_true(verb_add(bench->session, KIND_NOTE, bench->account,
        (const char *const[]){"id=N-7", "body=theirs", "kind=call", NULL}, &outcome, NULL, &err));
    outcome_fini(&outcome);
    assert_true(verb_note_log(bench->session, &draft, &outcome, &id, &err));
    outcome_fini(&outcome);
    if (!verb_find_row(bench->session, KIND_NOTE, str_text(&id), &bench->arena, &row, &err))
        fail_msg("%s", err.text);
    assert_string_equal(row_text(row, NOTE_BODY), "ours");
    str_fini(&id);
}

/* Minutes: 0 leaves them, a negative number takes them away. */
static void how_long_it_took_can_be_taken_back(void **state)
{
    static const int said[] = {45, 0, -1}, kept[] = {45, 45, -1};
    struct bench *bench = *state;

    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct row_list notes;

        write_draft(
            bench, &(struct note_draft){.kind = "call", .body = "Talked.", .minutes = said[i]});
        notes = bench_rows(bench, KIND_NOTE);
        assert_int_equal(row_knows(notes.items[0], NOTE_DURATION), kept[i] > 0);
        if (kept[i] > 0)
            assert_int_equal(row_integer(notes.items[0], NOTE_DURATION), kept[i]);
    }
}

/* To the byte; what is refused is said with its size, and nothing is written of it. */
static void a_note_has_a_cap(void **state)
{
    struct bench *bench = *state;
    char *body = malloc(NOTE_BYTES_MAX + 2);
    struct note_draft draft = {.account = bench->account, .body = body};
    struct outcome outcome = {0};
    struct error err = {0};

    assert_non_null(body);
    draft.at = minute_make(session_today(bench->session), 9 * 60);
    memset(body, 'x', NOTE_BYTES_MAX + 1);
    body[NOTE_BYTES_MAX + 1] = '\0';
    assert_false(verb_note_log(bench->session, &draft, &outcome, NULL, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_string_equal(err.text, "a note holds at most 4 MiB; this one has 4194305 bytes");
    body[NOTE_BYTES_MAX] = '\0';
    assert_true(verb_note_log(bench->session, &draft, &outcome, NULL, &err));
    outcome_fini(&outcome);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_follow_the_text),
        cmocka_unit_test_setup_teardown(what_was_set_by_hand_stays, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(earlier_texts_are_kept, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_note_has_a_cap, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(
            a_field_set_by_hand_is_an_edit_too, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(new_names_become_people, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_prepared_note_waits, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_new_person_is_told, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_id_is_that_of_the_row, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(
            how_long_it_took_can_be_taken_back, set_up, bench_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
