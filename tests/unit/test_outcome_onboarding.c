/* E16 and E17, worked out by hand. Days are counted from a first day of 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/outcome.h"
#include "support/outcome_maker.h"

enum { TODAY = 200, NONE = OUTCOME_MAKER_NONE };

/* An onboarding run of the account with its key; start is also that of its contract. */
struct made {
    int64_t key;
    const char *status;
    int start, target, value, end;
    int held, since; /* days the customer held step 1 up; step 1 is blocked by them since */
};

static void add(struct onboarding_figures *figures, struct outcome_maker *maker,
    const struct made *made, int64_t account)
{
    struct run_made line = {.key = made->key,
        .playbook = "onboarding",
        .status = made->status,
        .start = made->start,
        .target = made->target,
        .end = made->end,
        .success = NONE,
        .steps = made->since ? "BO" : "OO"};
    struct run_standing standing;
    struct row_list steps;
    struct row *row = outcome_rows(maker, &line, &steps), *step = steps.items[0];
    row_set_text(row, RUN_TYPE, "onboarding");
    row_set_integer(row, RUN_ACCOUNT, account);
    if (made->value != NONE)
        row_set_day(row, RUN_FIRST_VALUE, FIRST_DAY + made->value);
    row_set_integer(step, STEP_BLOCKED_DAYS, made->held);
    if (made->since) {
        row_set_day(step, STEP_BLOCKED_ON, FIRST_DAY + made->since);
        row_set_text(step, STEP_SIDE, "customer");
    }
    run_standing_make(row, &steps, NULL, FIRST_DAY + TODAY, &standing);
    standing.contract_start = made->start == NONE ? DAY_NONE : FIRST_DAY + made->start;
    onboarding_add(figures, &standing, &maker->arena);
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
    const struct onboarding_figures *figures, enum onboarding_line line, const char *expected)
{
    struct str text = {0};
    onboarding_words(&text, figures, line);
    assert_string_equal(str_text(&text), expected);
    str_fini(&text);
}

/* --- E16: one run and one period, a case each --- */

enum verdict { OUT, LATE, ON_TIME };
struct period_case {
    struct made run;
    int after, until;
    enum verdict plain, with_held;
};
static const struct period_case periods[] = {
    /* finished before its target: counts on the day it was finished, day 90 */
    {{1, "done", 60, 100, 90, 95}, 89, 90, ON_TIME, ON_TIME},
    {{1, "done", 60, 100, 90, 95}, 90, 120, OUT, OUT}, /* (S, E]: day S is not in it */
    {{1, "done", 60, 100, 90, 95}, 80, 89, OUT, OUT},
    /* on the target day itself */
    {{1, "done", 60, 100, 100, 110}, 99, 100, ON_TIME, ON_TIME},
    /* late: counts on its target day, however late it was finished */
    {{1, "done", 60, 100, 101, 110}, 99, 100, LATE, LATE},
    {{1, "done", 60, 100, 101, 110}, 100, 120, OUT, OUT},
    /* ticked off, but first value was never confirmed: it is late */
    {{1, "done", 60, 100, NONE, 90}, 99, 100, LATE, LATE},
    /* first value is what counts, the run may go on */
    {{1, "open", 60, 100, 90, NONE}, 80, 100, ON_TIME, ON_TIME},
    /* unfinished on its target day, today: not yet late, tomorrow it is */
    {{1, "open", 170, 200, NONE, NONE}, 190, 210, OUT, OUT},
    {{1, "open", 169, 199, NONE, NONE}, 190, 210, LATE, LATE},
    /* finished today, before the target */
    {{1, "open", 170, 230, 200, NONE}, 190, 210, ON_TIME, ON_TIME},
    /* a first value of tomorrow does not exist yet */
    {{1, "open", 170, 230, 201, NONE}, 190, 240, OUT, OUT},
    /* held up for 5 days: the target moves from 100 to 105 */
    {{1, "done", 60, 100, 104, 110, .held = 5}, 90, 110, LATE, ON_TIME},
    {{1, "done", 60, 100, 105, 110, .held = 5}, 90, 110, LATE, ON_TIME},
    {{1, "done", 60, 100, 106, 110, .held = 5}, 90, 110, LATE, LATE},
    {{1, "done", 60, 100, 106, 110, .held = 5}, 90, 104, LATE, OUT},
    {{1, "done", 60, 100, 104, 110, .held = 5}, 100, 110, OUT, ON_TIME},
    /* held up since day 180: 20 days and counting, so the target lies 10 days ahead */
    {{1, "open", 160, 190, NONE, NONE, .since = 180}, 180, 210, LATE, OUT},
    /* 5 days before and 4 now: the target was 199, yesterday */
    {{1, "open", 160, 190, NONE, NONE, .held = 5, .since = 196}, 180, 210, LATE, LATE},
    /* what holds up after first value does not count */
    {{1, "open", 60, 100, 104, NONE, .since = 102}, 90, 110, LATE, LATE},
    /* cancelled: late, on its target day and not before */
    {{1, "cancelled", 60, 100, NONE, 70}, 90, 100, LATE, LATE},
    {{1, "cancelled", 60, 100, NONE, 70}, 60, 80, OUT, OUT},
    {{1, "cancelled", 160, 220, NONE, 170}, 150, 230, OUT, OUT},
    {{1, "cancelled", 60, 100, 65, 70}, 60, 80, ON_TIME, ON_TIME},
    /* it starts tomorrow */
    {{1, "open", 201, 220, NONE, NONE}, 150, 230, OUT, OUT},
};

static enum verdict verdict_of(const struct figure *figure)
{
    return !figure->whole ? OUT : figure->part ? ON_TIME : LATE;
}

static void onboarding_is_on_time_or_late(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(periods); i++) {
        const struct period_case *at = &periods[i];
        struct outcome_maker maker = {0};
        struct onboarding_figures figures;
        onboarding_init(&figures, FIRST_DAY + at->after, FIRST_DAY + at->until, FIRST_DAY + TODAY);
        add(&figures, &maker, &at->run, 1);
        onboarding_finish(&figures, &maker.arena);
        if (verdict_of(&figures.on_time) != at->plain ||
            verdict_of(&figures.on_time_held) != at->with_held)
            fail_msg("case %zu: %d, with held days %d", i, (int)verdict_of(&figures.on_time),
                (int)verdict_of(&figures.on_time_held));
        arena_fini(&maker.arena);
    }
}

/* --- a book of them --- */

static const struct made book[] = {
    {1, "done", 60, 100, 90, 95},                    /* on time, 30 days to value */
    {2, "done", 60, 100, 104, 110, .held = 5},       /* late, not with the customer's days; 44 */
    {3, "cancelled", 60, 100, NONE, 70},             /* before its target */
    {4, "cancelled", 60, 100, NONE, 120},            /* after it */
    {5, "open", 180, 210, NONE, NONE},               /* stuck: nothing for 20 days */
    {6, "open", 190, 220, NONE, NONE},               /* on track: due on 200 */
    {7, "open", 170, 240, 190, NONE},                /* confirmed; 20 days */
    {8, "open", 188, 218, NONE, NONE, .since = 195}, /* blocked */
    {9, "open", 187, 217, NONE, NONE},               /* behind: due on 197 */
    {10, "done", NONE, 100, 80, 90},                 /* no start of the contract */
    {11, "open", 100, NONE, NONE, NONE},             /* no target; stuck */
    {12, "done", 60, 100, 50, 60},                   /* value before the contract */
    {13, "done", 70, 100, 70, 80},                   /* on the first day: 0 days */
};

static void fill_book(struct onboarding_figures *figures, struct outcome_maker *maker)
{
    onboarding_init(figures, FIRST_DAY + 0, FIRST_DAY + TODAY, FIRST_DAY + TODAY);
    for (size_t i = 0; i < COUNT_OF(book); i++)
        add(figures, maker, &book[i], book[i].key);
    onboarding_finish(figures, &maker->arena);
}

static void a_book_of_onboardings(void **state)
{
    (void)state;
    struct outcome_maker maker = {0};
    struct onboarding_figures figures;
    fill_book(&figures, &maker);
    assert_keys(&figures.on_time.in, "1 7 10 12 13");
    assert_keys(&figures.on_time.out, "2 3 4");
    assert_keys(&figures.cancelled, "3");
    assert_keys(&figures.on_time_held.in, "1 2 7 10 12 13");
    assert_keys(&figures.held, "2");
    assert_keys(&figures.no_target, "11");
    assert_keys(&figures.pace[RUN_ON_TRACK], "6");
    assert_keys(&figures.pace[RUN_BEHIND], "9");
    assert_keys(&figures.pace[RUN_STUCK], "5 11");
    assert_keys(&figures.pace[RUN_BLOCKED], "8");
    assert_keys(&figures.confirmed, "7");
    /* 0 20 30 44 */
    assert_int_equal(figures.value.count, 4);
    assert_true(figures.value.median == 25);
    assert_int_equal(figures.value.p75, 30);
    assert_keys(&figures.value_negative, "12");
    assert_keys(&figures.value_no_start, "10");
    /* 10 12 13 20 100 */
    assert_int_equal(figures.waiting.count, 5);
    assert_true(figures.waiting.median == 13);
    assert_words(&figures, ONBOARDING_PACE,
        "1 on track, 1 behind, 2 stuck, 1 blocked; 1 open with first value confirmed");
    assert_words(&figures, ONBOARDING_ON_TIME,
        "63%, 5 of 8 runs; 1 cancelled before the target: counted late; 1 with no target left out");
    assert_words(&figures, ONBOARDING_HELD, "75%, 6 of 8 runs; 1 held up by the customer");
    assert_words(&figures, ONBOARDING_VALUE,
        "median 25 d, three quarters within 30 d, 4 accounts; 1 before the contract's start: check "
        "the days; 1 with no start of the contract");
    assert_words(&figures, ONBOARDING_WAITING, "5 accounts, median age 13 d");
    arena_fini(&maker.arena);
}

static void an_empty_book_says_so(void **state)
{
    (void)state;
    struct outcome_maker maker = {0};
    struct onboarding_figures figures;
    onboarding_init(&figures, FIRST_DAY, FIRST_DAY + TODAY, FIRST_DAY + TODAY);
    onboarding_finish(&figures, &maker.arena);
    assert_words(&figures, ONBOARDING_PACE, "none is open");
    assert_words(&figures, ONBOARDING_ON_TIME, "n/a: no run was to be finished");
    assert_words(&figures, ONBOARDING_VALUE, "n/a: no first value was confirmed");
    assert_words(&figures, ONBOARDING_WAITING, "none");
    arena_fini(&maker.arena);
}

/* An account counts once, by its earliest first value; while it has one it waits for none. */
static void an_account_counts_once(void **state)
{
    (void)state;
    static const struct made runs[] = {
        {1, "cancelled", 60, 100, NONE, 70},
        {2, "done", 60, 100, 95, 99},
        {3, "done", 60, 100, 92, 99},
        {4, "open", 60, 220, NONE, NONE},
    };
    struct outcome_maker maker = {0};
    struct onboarding_figures figures;
    onboarding_init(&figures, FIRST_DAY, FIRST_DAY + TODAY, FIRST_DAY + TODAY);
    for (size_t i = 0; i < COUNT_OF(runs); i++)
        add(&figures, &maker, &runs[i], 77);
    onboarding_finish(&figures, &maker.arena);
    assert_keys(&figures.value.runs, "3");
    assert_true(figures.value.median == 32);
    assert_int_equal(figures.waiting.count, 0);
    arena_fini(&maker.arena);
    /* And the period is that of its first value, not of a later one. */
    maker = (struct outcome_maker){0};
    onboarding_init(&figures, FIRST_DAY + 93, FIRST_DAY + TODAY, FIRST_DAY + TODAY);
    for (size_t i = 0; i < COUNT_OF(runs); i++)
        add(&figures, &maker, &runs[i], 77);
    onboarding_finish(&figures, &maker.arena);
    assert_int_equal(figures.value.count, 0);
    arena_fini(&maker.arena);
}

/* --- medians and ranks --- */

static const struct {
    int count;
    int days[8];
    double median;
    int p75; /* the ceil(.75 n)th */
} medians[] = {
    {1, {7}, 7, 7}, {2, {9, 4}, 6.5, 9},   /* 2nd */
    {3, {1, 9, 4}, 4, 9},                  /* 3rd */
    {4, {4, 3, 2, 1}, 2.5, 3},             /* 3rd */
    {5, {5, 4, 3, 2, 1}, 3, 4},            /* 4th */
    {8, {8, 7, 6, 5, 4, 3, 2, 1}, 4.5, 6}, /* 6th */
};

static void medians_and_ranks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(medians); i++) {
        struct outcome_maker maker = {0};
        struct onboarding_figures figures;
        onboarding_init(&figures, FIRST_DAY - 1, FIRST_DAY + TODAY, FIRST_DAY + TODAY);
        for (int n = 0; n < medians[i].count; n++) {
            struct made made = {n + 1, "done", 100, 150, 100 + medians[i].days[n], 150};
            add(&figures, &maker, &made, n + 1);
        }
        onboarding_finish(&figures, &maker.arena);
        assert_true(figures.value.median == medians[i].median);
        assert_int_equal(figures.value.p75, medians[i].p75);
        arena_fini(&maker.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(onboarding_is_on_time_or_late),
        cmocka_unit_test(a_book_of_onboardings),
        cmocka_unit_test(an_empty_book_says_so),
        cmocka_unit_test(an_account_counts_once),
        cmocka_unit_test(medians_and_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
