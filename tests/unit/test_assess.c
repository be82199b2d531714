/* One account, whole: when it is listed, why, and what comes next. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "support/assess_scene.h"

struct listing_case {
    const char *what;
    const char *segment; /* the signals that fire */
    const char *task;    /* due, or "" for no task */
    const char *touch;   /* day of the last call */
    const char *pinned;
    int listed;
    const char *reasons;
    const char *next; /* kind: text */
};
static const struct listing_case listing_cases[] = {
    {"nothing", "", "", "-10", "", 0, "", "touch: call Amir Haddad"},
    {"touch is due today", "", "", "-30", "", 0, "", "touch: call Amir Haddad"},
    {"past the cadence", "", "", "-31", "", 1, "low\ttouch\t\tno touch 31d, cadence 30d",
        "touch: call Amir Haddad"},
    {"a high risk", "fire", "", "-10", "", 1, "high\tsignal\tfire\tit burns", "signal: put it out"},
    {"a medium risk", "smoke", "", "-10", "", 1, "medium\tsignal\tsmoke\tit smokes",
        "signal: start the risk-recovery playbook"},
    {"a low risk lists none", "smell", "", "-10", "", 0, "", "signal: open a window"},
    {"a low risk stands beside", "smell", "today", "-10", "", 1,
        "low\ttask\t\tdue today: send plan\nlow\tsignal\tsmell\tit smells", "task: send plan"},
    {"due tomorrow", "", "+1", "-10", "", 0, "", "task: send plan"},
    {"late", "", "-4", "-10", "", 1, "medium\ttask\t\t4d late: send plan", "task: send plan"},
    {"very late", "", "-7", "-10", "", 1, "high\ttask\t\t7d late: send plan", "task: send plan"},
    /* points: 10 of the signal, 8 of the task */
    {"high before late", "fire", "-400", "-10", "", 1,
        "high\tsignal\tfire\tit burns\nhigh\ttask\t\t400d late: send plan", "signal: put it out"},
    /* 1 - .8 x 7/21 = .733, x 8 = 5.87, under the 6 of the signal */
    {"medium before today", "smoke", "today", "-10", "", 1,
        "medium\tsignal\tsmoke\tit smokes\nlow\ttask\t\tdue today: send plan",
        "signal: start the risk-recovery playbook"},
    {"growth after every high risk", "bloom fire", "", "-10", "", 1,
        "high\tsignal\tfire\tit burns\nhigh\tsignal\tbloom\tit grows", "signal: put it out"},
    {"growth alone", "bloom", "", "-10", "", 1, "high\tsignal\tbloom\tit grows",
        "signal: propose seats"},
    {"growth after what is due", "bloom", "today", "-10", "", 1,
        "low\ttask\t\tdue today: send plan\nhigh\tsignal\tbloom\tit grows", "task: send plan"},
    {"touch after all else", "smell", "", "-45", "", 1,
        "low\tsignal\tsmell\tit smells\nlow\ttouch\t\tno touch 45d, cadence 30d",
        "signal: open a window"},
    {"silence is told once", "no-touch", "today", "-45", "", 1,
        "low\ttask\t\tdue today: send plan\nlow\tsignal\tno-touch\tsilence", "task: send plan"},
    {"pinned", "", "", "-10", "yes", 1, "low\tpin\t\tpinned", "touch: call Amir Haddad"},
    {"pinned comes last", "", "", "-31", "yes", 1,
        "low\ttouch\t\tno touch 31d, cadence 30d\nlow\tpin\t\tpinned", "touch: call Amir Haddad"},
};

static void check_row(const struct scene *scene, int listed, const char *reasons, const char *next)
{
    const struct row *row = scene->made.account;
    char text[256];

    assert_string_equal(row_text(row, ACCOUNT_REASONS), reasons);
    snprintf(text, sizeof(text), "%s: %s", row_text(row, ACCOUNT_NEXT_KIND),
        row_text(row, ACCOUNT_NEXT));
    assert_string_equal(text, next);
    assert_int_equal(row_integer(row, ACCOUNT_LISTED), listed);
}

static void listings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(listing_cases); i++) {
        const struct listing_case *it = &listing_cases[i];
        struct scene scene;

        print_message("listing: %s\n", it->what);
        scene_usual(&scene);
        maker_account(&scene.maker, "segment", it->segment, "pinned", it->pinned, NULL);
        maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", it->touch, NULL);
        if (it->task[0])
            maker_add(&scene.maker, KIND_TASK, "title", "send plan", "due", it->task, NULL);
        scene_assess(&scene);
        check_row(&scene, it->listed, it->reasons, it->next);
        scene_fini(&scene);
    }
}

struct item_case {
    const char *pairs[12];
    const char *reason;
};
static const struct item_case task_cases[] = {
    {{"kind", "promise", "due", "-4"}, "medium\ttask\t\tpromise 4d late: send plan"},
    {{"kind", "promise", "due", "today"}, "low\ttask\t\tpromise due today: send plan"},
    {{"due", "today", "at", "870"}, "low\ttask\t\t14:30: send plan"},
    {{"due", "-1", "at", "870"}, "medium\ttask\t\t1d late: send plan"},
    {{"due", "-1", "priority", "high"}, "high\ttask\t\t1d late: send plan"},
    {{"due", "-2", "waiting_on", "product"}, "medium\ttask\t\task of product 2d late: send plan"},
    {{"due", "-2", "id", "t7"}, "medium\ttask\tt7\t2d late: send plan"},
    {{"due", "-2", "status", "done"}, ""},
    {{"due", "-2", "status", "cancelled"}, ""},
    {{"due", ""}, ""},
};

static void tasks_tell_how_they_stand(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(task_cases); i++) {
        struct scene scene;

        scene_usual(&scene);
        maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL);
        struct row *task = maker_add(&scene.maker, KIND_TASK, "title", "send plan", NULL);
        for (size_t n = 0; task_cases[i].pairs[n]; n += 2)
            maker_set(&scene.maker, task, task_cases[i].pairs[n], task_cases[i].pairs[n + 1]);
        scene_assess(&scene);
        assert_string_equal(row_text(scene.made.account, ACCOUNT_REASONS), task_cases[i].reason);
        scene_fini(&scene);
    }
}

static void many_due_items_are_counted(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL);
    for (int i = 0; i < 8; i++) {
        char due[8], title[8];

        snprintf(due, sizeof(due), "-%d", i);
        snprintf(title, sizeof(title), "t%d", i);
        maker_add(&scene.maker, KIND_TASK, "title", title, "due", due, NULL);
    }
    scene_assess(&scene);
    check_row(&scene, 1,
        "high\ttask\t\t7d late: t7\nmedium\ttask\t\t6d late: t6\nmedium\ttask\t\t5d late: t5\n"
        "medium\ttask\t\t4d late: t4\nmedium\ttask\t\t3d late: t3\nlow\ttask\t\t3 more due",
        "task: t7");
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_OPEN_TASKS), 8);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_OVERDUE_TASKS), 7);
    scene_fini(&scene);
}

static struct row *add_step(
    struct scene *scene, const struct row *run, const char *id, const char *due, const char *status)
{
    struct row *step = maker_add(
        &scene->maker, KIND_STEP, "step", id, "title", id, "due", due, "status", status, NULL);

    row_set_integer(step, STEP_RUN, run->key);
    return step;
}

static void steps_come_in_their_turn(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL);
    struct row *run = maker_add(&scene.maker, KIND_RUN, "playbook", "risk-recovery", "title",
        "Risk recovery", "status", "open", "started", "-20", NULL);
    struct row *kickoff = add_step(&scene, run, "Assess", "-4", "open");
    maker_set(&scene.maker, add_step(&scene, run, "Hear it", "-3", "open"), "after", "Assess");
    scene_assess(&scene);
    /* The second waits for the first: late, but not yet to be done. */
    check_row(&scene, 1, "medium\tstep\tAssess\t4d late: Assess", "step: Assess (Risk recovery)");
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_OVERDUE_TASKS), 2);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_NEXT_KEY), kickoff->key);
    assert_int_equal(row_day(scene.made.account, ACCOUNT_NEXT_DUE), scene.maker.today - 4);

    maker_set(&scene.maker, kickoff, "status", "blocked");
    maker_set(&scene.maker, kickoff, "side", "customer");
    scene_assess(&scene);
    check_row(&scene, 1, "medium\tstep\tAssess\tblocked by customer, 4d late: Assess",
        "step: Assess (Risk recovery)");

    /* A signal that suggests what runs already asks for its next step. */
    maker_set(&scene.maker, kickoff, "status", "open");
    maker_set(&scene.maker, kickoff, "due", "+2");
    maker_account(&scene.maker, "segment", "smoke", NULL);
    scene_assess(&scene);
    check_row(&scene, 1, "medium\tsignal\tsmoke\tit smokes", "step: Assess (Risk recovery)");

    maker_set(&scene.maker, run, "status", "done");
    maker_account(&scene.maker, "segment", "", NULL);
    scene_assess(&scene);
    check_row(&scene, 0, "", "touch: call Amir Haddad");
    scene_fini(&scene);
}

static void a_signal_about_a_promise_asks_for_it(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL);
    maker_account(&scene.maker, "segment", "promise-overdue", NULL);
    maker_add(&scene.maker, KIND_TASK, "title", "send plan", "due", "-3", NULL);
    struct row *promise = maker_add(
        &scene.maker, KIND_TASK, "title", "fix export", "kind", "promise", "due", "-2", NULL);
    scene_assess(&scene);
    /* 1 - .8 x 4/21 = .848, x 8 = 6.8 of the task, over the 6 of the signal; the promise is told by
     * its signal. */
    check_row(&scene, 1,
        "medium\ttask\t\t3d late: send plan\nmedium\tsignal\tpromise-overdue\tpromised",
        "task: send plan");
    maker_set(&scene.maker, scene.maker.dossier.tasks.items[0], "status", "done");
    scene_assess(&scene);
    check_row(&scene, 1, "medium\tsignal\tpromise-overdue\tpromised", "task: fix export");
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_NEXT_KEY), promise->key);
    scene_fini(&scene);
}

static void unknown_health_lacks_data(void **state)
{
    (void)state;
    struct scene scene;

    scene_init(&scene);
    scene_assess(&scene);
    check_row(&scene, -1, "", "touch: add a person to call");
    assert_false(row_knows(scene.made.account, ACCOUNT_HEALTH));
    assert_string_equal(row_text(scene.made.account, ACCOUNT_BAND), "unknown");
    maker_add(&scene.maker, KIND_TASK, "title", "send plan", "due", "today", NULL);
    scene_assess(&scene);
    check_row(&scene, 1, "low\ttask\t\tdue today: send plan", "task: send plan");
    scene_fini(&scene);
}

static void the_churned_are_never_listed(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_account(
        &scene.maker, "stage", "Churned", "segment", "fire", "pinned", "yes", "arr", "1000", NULL);
    maker_add(&scene.maker, KIND_TASK, "title", "send plan", "due", "-4", NULL);
    scene_assess(&scene);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_LISTED), 0);
    assert_int_equal(scene.made.reasons.count, 0);
    assert_int_equal(scene.made.signals.count, 0);
    assert_true(scene.made.exposure == MONEY_NONE);
    assert_false(row_knows(scene.made.account, ACCOUNT_EXPOSURE));
    assert_false(row_knows(scene.made.account, ACCOUNT_URGENCY));
    assert_int_equal(row_money(scene.made.account, ACCOUNT_ARR_NOW), 0);
    scene_fini(&scene);
}

struct snooze_case {
    const char *what;
    const char *until, *cleared, *segment;
    const char *since, *severity, *open; /* of the stored state of fire; "" no state */
    int listed;
};
static const struct snooze_case snooze_cases[] = {
    {"hidden until the day", "+1", "-3", "smoke", "", "", "", 2},
    {"back on the day", "today", "-3", "smoke", "", "", "", 1},
    {"an old risk stays hidden", "+5", "-3", "fire", "-30", "high", "yes", 2},
    {"one of the same day was seen", "+5", "-3", "fire", "-3", "high", "yes", 2},
    {"one that began since ends it", "+5", "-3", "fire", "-2", "high", "yes", 1},
    {"one that nobody stored is new", "+5", "-3", "fire", "", "", "", 1},
    {"one that got worse ends it", "+5", "-3", "fire", "-30", "medium", "yes", 1},
    {"growth does not", "+5", "-3", "bloom", "", "", "", 2},
    {"day of the snooze unknown: new today", "+5", "", "fire", "today", "high", "yes", 1},
    {"day of the snooze unknown: old", "+5", "", "fire", "-1", "high", "yes", 2},
    {"nothing to hide", "+5", "-3", "", "", "", "", 0},
    {"one that came back ends it", "+5", "-3", "fire", "-30", "high", "no", 1},
};

static void snoozes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(snooze_cases); i++) {
        const struct snooze_case *it = &snooze_cases[i];
        struct scene scene;

        print_message("snooze: %s\n", it->what);
        scene_usual(&scene);
        maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL);
        maker_account(&scene.maker, "snoozed_until", it->until, "cleared_on", it->cleared,
            "segment", it->segment, NULL);
        if (it->since[0])
            maker_add(&scene.maker, KIND_SIGNAL, "signal", "fire", "severity", it->severity,
                "since", it->since, "open", it->open, NULL);
        scene_assess(&scene);
        assert_int_equal(row_integer(scene.made.account, ACCOUNT_LISTED), it->listed);
        scene_fini(&scene);
    }
}

struct quiet_case {
    const char *what;
    const char *cleared, *snoozed;
    const char *quiet, *muted; /* of the state of no-touch; "" none */
    const char *planned;       /* day of a call */
    int listed;
};
static const struct quiet_case quiet_cases[] = {
    {"nothing done", "", "", "", "", "", 1},
    {"done today", "today", "", "", "", "", 0},
    {"done a week ago", "-7", "", "", "", "", 0},
    {"quiet is over", "-8", "", "", "", "", 1},
    {"awake after a snooze", "-3", "today", "", "", "", 1},
    {"done after a snooze", "-3", "-5", "", "", "", 0},
    {"signal handled", "", "", "today", "", "", 0},
    {"signal handled long ago", "", "", "-1", "", "", 1},
    {"muted", "", "", "-100", "yes", "", 0},
    {"a call is planned", "", "", "", "", "+3", 0},
    {"a call, but beyond another cadence", "", "", "", "", "+31", 1},
};

static void no_touch_can_be_quiet(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(quiet_cases); i++) {
        const struct quiet_case *it = &quiet_cases[i];
        struct scene scene;

        print_message("quiet: %s\n", it->what);
        scene_usual(&scene);
        maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-40", NULL);
        maker_account(&scene.maker, "cleared_on", it->cleared, "snoozed_until", it->snoozed, NULL);
        if (it->quiet[0])
            maker_add(&scene.maker, KIND_SIGNAL, "signal", "no-touch", "quiet_until", it->quiet,
                "muted", it->muted, NULL);
        if (it->planned[0])
            maker_add(
                &scene.maker, KIND_TASK, "title", "call", "kind", "call", "due", it->planned, NULL);
        scene_assess(&scene);
        assert_int_equal(row_integer(scene.made.account, ACCOUNT_LISTED), it->listed);
        scene_fini(&scene);
    }
}

static void never_touched_says_so(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    scene_assess(&scene);
    check_row(
        &scene, 1, "low\ttouch\t\tno touch yet, 400d, cadence 30d", "touch: call Amir Haddad");
    assert_false(row_knows(scene.made.account, ACCOUNT_LAST_TOUCH));
    scene_fini(&scene);
}

static void where_nothing_presses_the_first_comes_next(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-10", NULL); /* next in 20 days */
    maker_add(&scene.maker, KIND_TASK, "title", "some day", NULL);
    maker_add(&scene.maker, KIND_TASK, "title", "send quote", "due", "+21", NULL);
    scene_assess(&scene);
    check_row(&scene, 0, "", "touch: call Amir Haddad");
    assert_int_equal(row_day(scene.made.account, ACCOUNT_NEXT_DUE), scene.maker.today + 20);
    maker_add(&scene.maker, KIND_TASK, "title", "send plan", "due", "+4", NULL);
    maker_add(&scene.maker, KIND_TASK, "title", "send more", "due", "+9", NULL);
    scene_assess(&scene);
    check_row(&scene, 0, "", "task: send plan");
    assert_int_equal(row_day(scene.made.account, ACCOUNT_NEXT_DUE), scene.maker.today + 4);
    scene_fini(&scene);
}

static void the_clock_stands_beside(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-3", NULL);
    maker_account(&scene.maker, "arr", "420000", "renewal", "2027-01-31", "notice_days", "60d",
        "auto_renew", "yes", NULL);
    scene_assess(&scene);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_LISTED), 0);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_CADENCE), 14);
    maker_account(&scene.maker, "pinned", "yes", NULL);
    scene_assess(&scene);
    check_row(
        &scene, 1, "low\trenewal\t\tnotice in 8d\nlow\tpin\t\tpinned", "touch: call Amir Haddad");
    maker_account(&scene.maker, "auto_renew", "no", "renewal", "2026-11-22", NULL);
    scene_assess(&scene);
    check_row(&scene, 1, "low\trenewal\t\tend of term 2d ago, not closed\nlow\tpin\t\tpinned",
        "touch: call Amir Haddad");
    scene_fini(&scene);
}

/* Globex at 80: ARR 180,000 of which a fifth is at stake, times (180 - 68)/150:
 *   renewal .746667 x 6 = 4.48, health .2 x 6 = 1.2, value 1 x 6; touch 0; pin 0 */
static void every_field_is_filled(void **state)
{
    (void)state;
    static const int64_t book[] = {100, 200, 18000000};
    struct scene scene;

    scene_usual(&scene);
    scene.maker.book.accounts = 3;
    scene.maker.book.arr_sorted = book;
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-3", "sentiment", "good", NULL);
    maker_account(&scene.maker, "arr", "180000", "renewal", "2027-01-31", "auto_renew", "no", NULL);
    scene_assess(&scene);
    const struct row *row = scene.made.account;
    assert_int_equal(row->key, scene.maker.account->key);
    assert_string_equal(row_text(row, ACCOUNT_NAME), "Globex");
    assert_int_equal(row_integer(row, ACCOUNT_HEALTH), 80);
    assert_string_equal(row_text(row, ACCOUNT_BAND), "green");
    assert_true(row_real(row, ACCOUNT_COVERAGE) == 1);
    assert_int_equal(row_money(row, ACCOUNT_ARR_NOW), 18000000);
    assert_int_equal(row_day(row, ACCOUNT_ENDS), day_make(2027, 1, 30));
    assert_int_equal(row_day(row, ACCOUNT_DECIDES_ON), day_make(2027, 1, 30));
    assert_string_equal(row_text(row, ACCOUNT_DECIDES_BY), "end");
    assert_int_equal(row_day(row, ACCOUNT_ACT_BY), day_make(2027, 1, 29));
    assert_string_equal(row_text(row, ACCOUNT_RENEWAL_STATE), "prepare");
    assert_int_equal(row_integer(row, ACCOUNT_DECIDES_IN), 68);
    assert_int_equal(row_day(row, ACCOUNT_LAST_TOUCH), scene.maker.today - 3);
    assert_int_equal(row_day(row, ACCOUNT_NEXT_TOUCH), scene.maker.today + 11);
    assert_int_equal(row_integer(row, ACCOUNT_CADENCE), 14);
    assert_int_equal(row_integer(row, ACCOUNT_TOUCH_DAYS), 3);
    assert_int_equal(row_integer(row, ACCOUNT_TIER_NUMBER), 2);
    assert_int_equal(row_integer(row, ACCOUNT_AGE_DAYS), 400);
    assert_int_equal(row_money(row, ACCOUNT_EXPOSURE), 2688000); /* 180,000 x .2 x .746667 */
    assert_int_equal(row_integer(row, ACCOUNT_URGENCY), 1168);
    assert_string_equal(row_text(row, ACCOUNT_TERMS),
        "signal=0.00;due=0.00;renewal=4.48;health=1.20;value=6.00;prio=0.00;touch=0.00;age=0.00;"
        "pin=0.00;blocked=0.00");
    assert_int_equal(row_integer(row, ACCOUNT_PEOPLE), 2);
    assert_string_equal(row_text(row, ACCOUNT_SENTIMENT), "good");
    assert_int_equal(row_day(row, ACCOUNT_SCORED_ON), scene.maker.today);
    assert_false(row_knows(row, ACCOUNT_TOP_SIGNAL));
    assert_false(row_knows(row, ACCOUNT_OPEN_TICKETS));
    scene_fini(&scene);
}

static void old_computed_fields_are_forgotten(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-3", NULL);
    maker_account(&scene.maker, "reasons", "high\tsignal\tx\ty", "top_signal", "x", "nps", "9",
        "exposure", "5", "decides_on", "+3", "listed", "1", NULL);
    scene_assess(&scene);
    check_row(&scene, 0, "", "touch: call Amir Haddad");
    assert_false(row_knows(scene.made.account, ACCOUNT_TOP_SIGNAL));
    assert_false(row_knows(scene.made.account, ACCOUNT_NPS));
    assert_false(row_knows(scene.made.account, ACCOUNT_EXPOSURE));
    assert_false(row_knows(scene.made.account, ACCOUNT_DECIDES_ON));
    scene_fini(&scene);
}

static void handled_signals_are_no_reason(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-3", NULL);
    maker_account(&scene.maker, "segment", "fire", NULL);
    maker_add(&scene.maker, KIND_SIGNAL, "signal", "fire", "severity", "high", "since", "-9",
        "open", "yes", "muted", "yes", NULL);
    scene_assess(&scene);
    assert_int_equal(scene.made.signals.count, 1);
    assert_true(scene.made.signals.items[0].hidden);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_LISTED), 0);
    assert_false(row_knows(scene.made.account, ACCOUNT_TOP_SIGNAL));
    assert_true(scene.made.rank.factor[RANK_SIGNAL] == 0);
    scene_fini(&scene);
}

static void no_title_breaks_the_lines(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    maker_add(&scene.maker, KIND_NOTE, "kind", "call", "at", "-3", NULL);
    maker_add(&scene.maker, KIND_TASK, "title", "a\tb\nc\x1b[31m", "due", "today", NULL);
    scene_assess(&scene);
    check_row(&scene, 1, "low\ttask\t\tdue today: a b c [31m", "task: a b c [31m");
    scene_fini(&scene);
}

static void the_books_currency_stands_in(void **state)
{
    (void)state;
    struct scene scene;

    scene_usual(&scene);
    scene.maker.settings.currency = NULL;
    scene.maker.book.currency = "EUR";
    maker_account(&scene.maker, "arr", "10", "currency", "EUR", NULL);
    scene_assess(&scene);
    assert_int_equal(row_money(scene.made.account, ACCOUNT_ARR_NOW), 1000);
    maker_account(&scene.maker, "currency", "USD", NULL);
    scene_assess(&scene);
    assert_false(row_knows(scene.made.account, ACCOUNT_ARR_NOW));
    scene_fini(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listings),
        cmocka_unit_test(tasks_tell_how_they_stand),
        cmocka_unit_test(many_due_items_are_counted),
        cmocka_unit_test(steps_come_in_their_turn),
        cmocka_unit_test(a_signal_about_a_promise_asks_for_it),
        cmocka_unit_test(unknown_health_lacks_data),
        cmocka_unit_test(the_churned_are_never_listed),
        cmocka_unit_test(snoozes),
        cmocka_unit_test(no_touch_can_be_quiet),
        cmocka_unit_test(never_touched_says_so),
        cmocka_unit_test(where_nothing_presses_the_first_comes_next),
        cmocka_unit_test(the_clock_stands_beside),
        cmocka_unit_test(every_field_is_filled),
        cmocka_unit_test(old_computed_fields_are_forgotten),
        cmocka_unit_test(handled_signals_are_no_reason),
        cmocka_unit_test(no_title_breaks_the_lines),
        cmocka_unit_test(the_books_currency_stands_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
