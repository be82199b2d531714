/* E15: what playbooks came to, worked out by hand. Days are counted from a first day of 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/outcome.h"
#include "support/outcome_maker.h"

enum { TODAY = 200, NONE = OUTCOME_MAKER_NONE };

struct desk {
    struct outcome_maker maker;
    struct outcome_list list;
};

static void add_all(struct desk *desk, const struct run_made *runs, size_t count, int today)
{
    *desk = (struct desk){0};
    for (size_t i = 0; i < count; i++) {
        struct run_standing made;
        outcome_made(&desk->maker, &runs[i], today, &made);
        outcome_add(&desk->list, &made, FIRST_DAY + today, &desk->maker.arena);
    }
    outcome_finish(&desk->list);
}

static void desk_fini(struct desk *desk)
{
    arena_fini(&desk->maker.arena);
}

static void assert_keys(const struct run_keys *keys, const char *expected)
{
    struct str text = {0};
    for (size_t i = 0; i < keys->count; i++)
        str_addf(&text, "%s%lld", i ? " " : "", (long long)keys->items[i]);
    assert_string_equal(str_text(&text), expected);
    str_fini(&text);
}

static void assert_words(
    const struct playbook_outcome *outcome, enum outcome_line line, const char *expected)
{
    struct str text = {0};
    outcome_words(&text, outcome, line);
    assert_string_equal(str_text(&text), expected);
    str_fini(&text);
}

/* Steps: D done, S skipped, O open, B blocked, C cancelled with the run, X called off before; small
 * letters are optional. The first is due 10 days after the start, the next 10 days later. */
static const struct run_made ten[] = {
    /* 4 of 4; 20 days; success on day 40, until 50 was time */
    {1, "a", "done", .start = 0, .target = 30, .end = 20, .success = 40, .steps = "DDDD"},
    /* 3 of 3; 31 days; success a day too late: 41 + 30 = 71 */
    {2, "a", "done", .start = 10, .target = 40, .end = 41, .success = 72, .steps = "DDSDd"},
    /* 2 of 2; 30 days; success on the last day */
    {3, "a", "done", .start = 100, .target = NONE, .end = 130, .success = 160, .steps = "DoD"},
    /* 1 of 4; stopped at step 2; no success */
    {4, "a", "cancelled", .start = 50, .target = 90, .end = 60, .success = NONE, .steps = "DCCC"},
    /* 1 of 4; still open 100 days past: ended on 130, success until 160; late at step 2 */
    {5, "a", "open", .start = 60, .target = 100, .end = NONE, .success = 160, .steps = "DOOO"},
    /* 2 of 2; 21 days; ended 29 days ago */
    {6, "a", "done", .start = 150, .target = 180, .end = 171, .success = NONE, .steps = "DD"},
    /* 1 of 1; 10 days; its success was true before it began */
    {7, "a", "done", .start = 0, .target = 30, .end = 10, .success = 0, .was = true, .steps = "D"},
    /* open, 1 of 4, on track: step 2 is due on day 210 */
    {8, "a", "open", .start = 190, .target = 230, .end = NONE, .success = NONE, .steps = "DOOO"},
    /* open, 29 days past: not yet ended; 2 of 4; late at step 3 */
    {9, "a", "open", .start = 130, .target = 171, .end = NONE, .success = NONE, .steps = "DDOO"},
    /* open, 30 days past: ended today; 2 of 3; late at step 2, due on day 150 */
    {10, "a", "open", .start = 130, .target = 170, .end = NONE, .success = NONE, .steps = "DOD"},
};

static void a_playbook_comes_out(void **state)
{
    (void)state;
    struct desk desk;
    add_all(&desk, ten, COUNT_OF(ten), TODAY);
    assert_int_equal(desk.list.count, 1);
    const struct playbook_outcome *a = outcome_find(&desk.list, "a");
    assert_int_equal(a->runs, 10);
    assert_int_equal(a->open, 4);
    assert_int_equal(a->overdue, 2);
    assert_int_equal(a->done, 5);
    assert_int_equal(a->cancelled, 1);
    /* 4+3+2+1+1+2+1+2 of 4+3+2+4+4+2+1+3 */
    assert_int_equal(a->completion.part, 16);
    assert_int_equal(a->completion.whole, 23);
    assert_keys(&a->completion.in, "1 2 3 6 7");
    assert_keys(&a->completion.out, "4 5 10");
    assert_int_equal(a->progress.part, 3);
    assert_int_equal(a->progress.whole, 8);
    assert_keys(&a->progress.out, "8 9");
    /* 10 20 21 30 31 */
    assert_int_equal(a->cycle.count, 5);
    assert_true(a->cycle.median == 21);
    assert_int_equal(a->cycle.p75, 30);
    assert_keys(&a->success.in, "1 3 5");
    assert_keys(&a->success.out, "2 4");
    assert_int_equal(a->success.part, 3);
    assert_int_equal(a->success.whole, 5);
    assert_keys(&a->too_young, "6 10");
    assert_keys(&a->before, "7");
    assert_int_equal(a->stalled, 4);
    assert_int_equal(a->stalls.count, 2);
    assert_int_equal(a->stalls.items[0].number, 2);
    assert_int_equal(a->stalls.items[0].late, 2);
    assert_int_equal(a->stalls.items[0].cancelled, 1);
    assert_keys(&a->stalls.items[0].runs, "4 5 10");
    assert_keys(&a->stalls.items[1].runs, "9");
    desk_fini(&desk);
}

static void it_is_said_with_what_it_is_made_of(void **state)
{
    (void)state;
    struct desk desk;
    add_all(&desk, ten, COUNT_OF(ten), TODAY);
    struct playbook_outcome *a = &desk.list.items[0];
    assert_words(a, OUTCOME_RUNS,
        "10 runs: 4 open, 5 done, 1 cancelled; 2 of the open ones are 30 days past their end: "
        "counted as ended");
    assert_words(a, OUTCOME_COMPLETION,
        "70%, 16 of 23 required steps of 8 runs that ended; 3 of 8 so far in 2 open");
    assert_words(a, OUTCOME_CYCLE, "21 d from start to end, of 5 runs done");
    assert_words(a, OUTCOME_SUCCESS,
        "60%, 3 of 5 runs that ended 30 days ago or longer; 2 ended later; 1 successful before "
        "the start");
    assert_words(
        a, OUTCOME_STALL, "at step 2, s2: 3 of 4 that came to a halt (2 late, 1 cancelled)");
    a->has_success = false;
    assert_words(a, OUTCOME_SUCCESS, "n/a: it names no success");
    assert_words(NULL, OUTCOME_RUNS, "no run yet");
    assert_words(NULL, OUTCOME_SUCCESS, "n/a: no run");
    desk_fini(&desk);
}

static void it_is_shown_from_five_runs_on(void **state)
{
    (void)state;
    struct desk desk;
    struct str text = {0};
    add_all(&desk, ten, 3, TODAY);
    const struct playbook_outcome *a = &desk.list.items[0];
    assert_words(a, OUTCOME_RUNS, "3 runs: 0 open, 3 done, 0 cancelled");
    assert_words(a, OUTCOME_COMPLETION, "n/a: 3 runs; 9 of 9 required steps of 3 runs that ended");
    assert_words(a, OUTCOME_CYCLE, "n/a: 3 runs done");
    assert_words(a, OUTCOME_SUCCESS, "n/a: 3 runs; 2 of 3 runs that ended 30 days ago or longer");
    assert_words(a, OUTCOME_STALL, "n/a: 3 runs");
    figure_words(&text, &a->success, 1);
    str_add(&text, ", ");
    figure_days_words(&text, &a->cycle, 1);
    assert_string_equal(str_text(&text), "67%, 30 d"); /* 20 30 31 */
    str_fini(&text);
    desk_fini(&desk);
}

/* --- single runs, a case each --- */

struct steps_case {
    struct run_made run;
    int part, whole;  /* of the figure that it belongs to */
    bool is_progress; /* it has not ended */
    int stall;        /* number of the step at which it stands, or 0 */
};
static const struct steps_case cases[] = {
    /* optional ones are in neither, done or not */
    {{1, "a", "done", .start = 0, .target = 30, .end = 20, .steps = "DdoDs"}, 2, 2, false, 0},
    /* a gate is required */
    {{1, "a", "open", .start = 195, .target = 230, .end = NONE, .steps = "DG"}, 1, 2, true, 0},
    /* all skipped: nothing of nothing */
    {{1, "a", "done", .start = 0, .target = 30, .end = 20, .steps = "SS"}, 0, 0, false, 0},
    /* of a step that repeats (digits: the same step) the last row counts, once */
    {{1, "a", "open", .start = 195, .target = 240, .end = NONE, .steps = "D1D1O1O"}, 0, 2, true, 0},
    /* called off before the end: what came before it counts */
    {{1, "a", "done", .start = 0, .target = 30, .end = 20, .steps = "D1D1X1D"}, 2, 2, false, 0},
    {{1, "a", "cancelled", .start = 0, .target = 30, .end = 20, .steps = "DXC"}, 1, 2, false, 3},
    /* cancelled with the run: the last row of the step that repeats was not done */
    {{1, "a", "cancelled", .start = 0, .target = 30, .end = 20, .steps = "D1C1C"}, 0, 2, false, 1},
    /* an exit that keeps open steps */
    {{1, "a", "cancelled", .start = 0, .target = 30, .end = 20, .steps = "DOO"}, 1, 3, false, 2},
    /* late: the one with the earliest day, done ones and optional ones aside */
    {{1, "a", "open", .start = 150, .target = 190, .end = NONE, .steps = "DoDOO"}, 2, 4, true, 4},
    /* blocked: there it stands, late or not */
    {{1, "a", "open", .start = 195, .target = 240, .end = NONE, .steps = "DOB"}, 1, 3, true, 3},
    /* an optional step that is blocked is no place to stall */
    {{1, "a", "open", .start = 195, .target = 240, .end = NONE, .steps = "DbO"}, 1, 2, true, 3},
    /* no target: its end is expected when the last required step is due, 30 days ago */
    {{1, "a", "open", .start = 150, .target = NONE, .end = NONE, .steps = "DO"}, 1, 2, false, 2},
    {{1, "a", "open", .start = 151, .target = NONE, .end = NONE, .steps = "DO"}, 1, 2, true, 2},
    /* its end lies ahead of the day in question: it is open still */
    {{1, "a", "done", .start = 190, .target = 230, .end = 201, .steps = "DD"}, 2, 2, true, 0},
};

static void steps_are_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk desk;
        add_all(&desk, &cases[i].run, 1, TODAY);
        const struct playbook_outcome *a = &desk.list.items[0];
        const struct figure *figure = cases[i].is_progress ? &a->progress : &a->completion;
        const struct figure *other = cases[i].is_progress ? &a->completion : &a->progress;
        int stall = a->stalls.count ? a->stalls.items[0].number : 0;
        if (figure->part != cases[i].part || figure->whole != cases[i].whole ||
            stall != cases[i].stall || figure_runs(other))
            fail_msg("case %zu: %lld of %lld, step %d", i, (long long)figure->part,
                (long long)figure->whole, stall);
        desk_fini(&desk);
    }
}

static void what_is_not_known_stands_beside(void **state)
{
    (void)state;
    static const struct run_made runs[] = {
        {1, "b", "done", .start = 10, .target = 30, .end = NONE, .success = 20, .steps = "D"},
        {2, "a", "done", .start = 201, .target = 230, .end = NONE, .steps = "D"}, /* tomorrow */
    };
    struct desk desk;
    add_all(&desk, runs, COUNT_OF(runs), TODAY);
    assert_null(outcome_find(&desk.list, "a"));
    const struct playbook_outcome *b = outcome_find(&desk.list, "b");
    assert_keys(&b->no_end, "1");
    assert_int_equal(b->cycle.count, 0);
    assert_int_equal(b->success.whole, 0);
    assert_words(b, OUTCOME_SUCCESS, "n/a: no run; 1 with no day of the end");
    desk_fini(&desk);
}

static void success_has_thirty_days_to_come(void **state)
{
    (void)state;
    static const struct run_made runs[] = {
        {1, "a", "done", .start = 0, .target = 90, .end = 170, .success = NONE, .steps = "D"},
        {2, "a", "done", .start = 0, .target = 90, .end = 171, .success = 172, .steps = "D"},
        {3, "a", "open", .start = 0, .target = 140, .end = NONE, .success = 170, .steps = "O"},
        {4, "a", "open", .start = 0, .target = 141, .end = NONE, .success = 170, .steps = "O"},
    };
    struct desk desk;
    add_all(&desk, runs, COUNT_OF(runs), TODAY);
    assert_keys(&desk.list.items[0].success.in, "3");
    assert_keys(&desk.list.items[0].success.out, "1");
    assert_keys(&desk.list.items[0].too_young, "2 4");
    desk_fini(&desk);
}

static void playbooks_stand_by_their_id(void **state)
{
    (void)state;
    static const char *const names[] = {"renewal", "ebr", "qbr", "adoption", "ebr", "zz", "a"};
    struct desk desk = {0};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct run_made run = {.key = (int64_t)i + 1, .playbook = names[i], .status = "open"};
        struct run_standing made;
        run.end = run.success = NONE;
        run.steps = "O";
        outcome_made(&desk.maker, &run, TODAY, &made);
        outcome_add(&desk.list, &made, FIRST_DAY + TODAY, &desk.maker.arena);
    }
    assert_int_equal(desk.list.count, 6);
    for (size_t i = 1; i < desk.list.count; i++)
        assert_true(strcmp(desk.list.items[i - 1].playbook, desk.list.items[i].playbook) < 0);
    assert_int_equal(outcome_find(&desk.list, "ebr")->runs, 2);
    assert_int_equal(outcome_find(&desk.list, "a")->runs, 1);
    desk_fini(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_playbook_comes_out),
        cmocka_unit_test(it_is_said_with_what_it_is_made_of),
        cmocka_unit_test(it_is_shown_from_five_runs_on),
        cmocka_unit_test(steps_are_counted),
        cmocka_unit_test(what_is_not_known_stands_beside),
        cmocka_unit_test(success_has_thirty_days_to_come),
        cmocka_unit_test(playbooks_stand_by_their_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
