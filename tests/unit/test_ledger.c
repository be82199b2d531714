/* What is recorded when ARR moves and a renewal is decided, sentence by sentence of E1, E3 and E6:
 * small scripts, each step with what must be written, worked out by hand. After each step the
 * movements add up to the ARR of the day, and the same step again writes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "support/ledger_world.h"

/* --- E1: what is first known --- */

static const struct ledger_script first[] = {
    {"a contract that began long ago came into the book",
        {{"account arr=1000 start=2024-05-01", NULL}, {"import 2026-11-23", "book_in +1000"}}},
    {"one that starts that day is new",
        {{"account arr=1000 start=2026-11-23", NULL}, {"import 2026-11-23", "new +1000"}}},
    {"or within the window asked for",
        {{"window", NULL}, {"account arr=1000 start=2026-08-25", NULL},
            {"import 2026-11-23", "new +1000"}}},
    {"a day before that window is not",
        {{"window", NULL}, {"account arr=1000 start=2026-08-24", NULL},
            {"import 2026-11-23", "book_in +1000"}}},
    {"nobody knows its start",
        {{"account arr=1000", NULL}, {"import 2026-11-23", "book_in +1000"}}},
    {"one that starts later counts from its day, also after a week off",
        {{"account arr=1000 start=2026-12-01", NULL}, {"import 2026-11-23", ""},
            {"clock 2026-12-08", "new +1000 @2026-12-01"}}},
    {"ARR that is not known is no ARR",
        {{"account start=2024-05-01", NULL}, {"import 2026-11-23", ""}}},
    {"always 0 sets no stage", {{"account arr=0 stage=steady", NULL}, {"import 2026-11-23", ""}}},
    {"0 that was known becomes new",
        {{"account arr=0 start=2024-05-01", NULL}, {"import 2026-11-23", ""},
            {"account arr=700", NULL}, {"import 2026-12-01", "new +700"}}},
    {"ARR that was not known comes into the book",
        {{"account start=2024-05-01", NULL}, {"import 2026-11-23", ""}, {"account arr=700", NULL},
            {"import 2026-12-01", "book_in +700"}}},
    {"known before there was a ledger: what it had, then what moved",
        {{"account arr=1000 start=2024-05-01", NULL}, {"known 2026-11-23", NULL},
            {"account arr=1200", NULL}, {"import 2026-11-23", "book_in +1000; expansion +200"}}},
    {"or the keeping finds it",
        {{"account arr=1000 start=2024-05-01", NULL}, {"known 2026-11-23", NULL},
            {"clock 2026-11-23", "book_in +1000"}}},
};

/* --- E1: what moves --- */

static const struct ledger_script moves[] = {
    {"more is expansion, less contraction, on that day",
        {{"account arr=1000 start=2024-05-01", NULL}, {"import 2026-11-23", "book_in +1000"},
            {"account arr=1300", NULL}, {"import 2026-12-01", "expansion +300"},
            {"account arr=900", NULL}, {"hand 2026-12-02", "contraction -400"}}},
    {"ARR falling to 0 is churn and sets the stage; some again is its return",
        {{"account arr=1000 stage=steady", NULL}, {"import 2026-11-23", "book_in +1000"},
            {"account arr=0", NULL}, {"import 2026-12-01", "churn -1000; stage churned"},
            {"account arr=400", NULL}, {"import 2027-03-01", "stage ; reactivation +400"}}},
    {"the stage by hand is churn too, and back",
        {{"account arr=1000 stage=steady", NULL}, {"import 2026-11-23", "book_in +1000"},
            {"account stage=churned", NULL}, {"hand 2026-12-01", "churn -1000"},
            {"account stage=steady", NULL}, {"hand 2026-12-05", "reactivation +1000"}}},
    {"the line's own uplift explains a part of the rise, once a term",
        {{"line C1 arr=1000 start=2026-01-01 ends=2026-12-31 term_months=12 uplift=5%", NULL},
            {"import 2026-11-23", "book_in +1000 C1"}, {"line C1 arr=1030", NULL},
            {"import 2026-12-01", "uplift +30 C1"}, {"line C1 arr=1200", NULL},
            {"import 2026-12-08", "expansion +170 C1"}, {"line C1 arr=1500", NULL},
            {"import 2027-12-08", "uplift +60 C1; expansion +240 C1"}}},
    {"lines take the place of the implied one: a correction",
        {{"account arr=1000 start=2024-05-01", NULL}, {"import 2026-11-23", "book_in +1000"},
            {"line C1 arr=600 ends=2027-12-31", NULL}, {"line C2 arr=450 ends=2027-12-31", NULL},
            {"import 2026-11-23", "correction -1000; correction +600 C1; correction +450 C2"},
            {"line C3 arr=50 ends=2027-12-31", NULL}, {"import 2026-12-01", "expansion +50 C3"}}},
    {"part of an account churns, the rest stays",
        {{"line C1 arr=600 ends=2027-06-30", NULL}, {"line C2 arr=400 ends=2027-06-30", NULL},
            {"import 2026-11-23", "book_in +600 C1; book_in +400 C2"}, {"line C2 arr=0", NULL},
            {"import 2026-12-01", "churn -400 C2"}, {"line C1 arr=0", NULL},
            {"import 2026-12-02", "churn -600 C1; stage churned"}}},
    {"a line that is deleted never was",
        {{"line C1 arr=600 ends=2027-06-30", NULL}, {"line C2 arr=400 ends=2027-06-30", NULL},
            {"import 2026-11-23", "book_in +600 C1; book_in +400 C2"}, {"drop C2", NULL},
            {"hand 2026-12-01", "correction -400 C2"}}},
    {"a line of another currency counts in its own",
        {{"line C1 arr=600 ends=2027-06-30", NULL},
            {"line C2 arr=400 currency=EUR ends=2027-06-30", NULL},
            {"import 2026-11-23", "book_in +600 C1; book_in +400 C2"}, {"line C2 arr=500", NULL},
            {"import 2026-12-01", "expansion +100 C2"}, {"line C2 currency=USD", NULL},
            {"import 2026-12-02", "correction -500 C2; correction +500 C2"}}},
    {"a hand-over leaves the book and comes back",
        {{"owner ana", NULL}, {"account arr=1000 owner=Ana start=2024-05-01", NULL},
            {"import 2026-11-23", "book_in +1000"}, {"account owner=ben", NULL},
            {"hand 2026-12-01", "book_out -1000"}, {"account arr=1500", NULL},
            {"import 2026-12-02", ""}, {"account owner=ana", NULL},
            {"hand 2026-12-03", "book_in +1500"}}},
};

/* --- lines that are lost, and renewals that are decided --- */

static const struct ledger_script decided[] = {
    {"a lost line counts to its last day; churn is on the day after, also after a week off",
        {{"line C1 arr=600 ends=2026-12-31 reason=quality", NULL},
            {"line C2 arr=400 ends=2027-12-31", NULL},
            {"import 2026-11-23", "book_in +600 C1; book_in +400 C2"},
            {"line C1 status=lost", NULL}, {"import 2026-12-01", "lost C1 due 2026-12-31 600>0"},
            {"clock 2026-12-31", ""}, {"clock 2027-01-08", "churn -600 C1 (quality) @2027-01-01"}}},
    {"one that has ended already churns on the day that says so",
        {{"line C1 arr=600 ends=2026-10-31", NULL}, {"import 2026-11-23", "book_in +600 C1"},
            {"line C1 status=ended", NULL},
            {"import 2026-12-01", "lost C1 due 2026-10-31 600>0; churn -600 C1; stage churned"}}},
    {"an end moved on by half a term closes the old due day as won",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31 term_months=12 uplift=10%", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"line C1 ends=2027-07-02 arr=700", NULL},
            {"import 2026-12-20",
                "won C1 due 2026-12-31 600>700 of it 60; uplift +60 C1; expansion +40 C1"}}},
    {"by less it is a correction, and by hand it is one always",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31 term_months=12", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"line C1 ends=2027-06-30", NULL},
            {"import 2026-12-20", ""}, {"line C1 ends=2028-06-30", NULL}, {"hand 2026-12-21", ""}}},
    {"for less it is won too",
        {{"line C1 arr=600 ends=2026-12-31 term_months=24", NULL},
            {"import 2026-11-23", "book_in +600 C1"},
            {"line C1 ends=2028-12-31 arr=500 reason=price_or_budget", NULL},
            {"import 2026-12-20",
                "won C1 due 2026-12-31 600>500; contraction -100 C1 (price or budget)"}}},
    {"a status of renewed is a decision",
        {{"line C1 arr=600 ends=2026-12-31 term_months=12", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"line C1 status=renewed", NULL},
            {"import 2026-12-20", "won C1 due 2026-12-31 600>600"}}},
    {"the implied line is renewed by its date",
        {{"account arr=600 start=2026-01-01 renewal=2027-01-01 term_months=12", NULL},
            {"import 2026-11-23", "book_in +600"}, {"account renewal=2028-01-01", NULL},
            {"import 2026-12-20", "won due 2026-12-31 600>600"}}},
    {"notice received: ARR to the last day, then churn, and lost",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31 auto_renew=yes", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"line C1 notice_given=2026-11-20", NULL},
            {"hand 2026-11-24", ""}, {"clock 2026-12-31", ""},
            {"clock 2027-01-01", "churn -600 C1; lost C1 due 2026-12-31 600>0; stage churned"}}},
};

/* --- E6: by itself --- */

static const struct ledger_script rolled[] = {
    {"rolled on the next day, for its price rise",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31 auto_renew=yes uplift=5%", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"clock 2026-12-31", ""},
            {"clock 2027-01-01", "won C1 due 2026-12-31 600>630 of it 30; uplift +30 C1"}}},
    {"two years off: term by term",
        {{"line C1 arr=1000 start=2026-01-01 ends=2026-12-31 auto_renew=yes uplift=10%", NULL},
            {"import 2026-11-23", "book_in +1000 C1"},
            {"clock 2028-02-01",
                "won C1 due 2026-12-31 1000>1100 of it 100 @2027-01-01; uplift +100 C1 @2027-01-01;"
                " won C1 due 2027-12-31 1100>1210 of it 110 @2028-01-01;"
                " uplift +110 C1 @2028-01-01"}}},
    {"terms that ended before the line was known are nobody's renewal",
        {{"line C1 arr=600 start=2020-01-01 ends=2022-12-31 term_months=12 auto_renew=yes", NULL},
            {"import 2026-11-23", "book_in +600 C1"},
            {"clock 2027-01-05", "won C1 due 2026-12-31 600>600 @2027-01-01"}}},
    {"from the original day: a month's end clamps no later one",
        {{"line C1 arr=600 start=2026-08-31 ends=2026-11-29 term_months=3 auto_renew=yes", NULL},
            {"import 2026-11-23", "book_in +600 C1"},
            {"clock 2026-11-30", "won C1 due 2026-11-29 600>600"},
            {"clock 2027-02-28", "won C1 due 2027-02-27 600>600"},
            {"clock 2027-05-31", "won C1 due 2027-05-30 600>600"}}},
    {"the implied one rolls too",
        {{"account arr=600 start=2026-01-01 renewal=2027-01-01 auto_renew=yes", NULL},
            {"import 2026-11-23", "book_in +600"},
            {"clock 2027-01-03", "won due 2026-12-31 600>600 @2027-01-01"}}},
    {"not by itself: it slips, and counts on",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"clock 2027-03-01", ""}}},
    {"a price that rose with the export rises once",
        {{"line C1 arr=600 start=2026-01-01 ends=2026-12-31 auto_renew=yes uplift=5%", NULL},
            {"import 2026-11-23", "book_in +600 C1"}, {"line C1 arr=630", NULL},
            {"import 2026-12-20", "uplift +30 C1"},
            {"clock 2027-01-01", "won C1 due 2026-12-31 630>630"}}},
};

#define RUN_ALL(scripts)                                                                           \
    for (size_t i = 0; i < COUNT_OF(scripts); i++)                                                 \
    ledger_world_run(&(scripts)[i])

static void what_is_first_known(void **state)
{
    RUN_ALL(first);
}

static void what_moves(void **state)
{
    RUN_ALL(moves);
}

static void what_is_decided(void **state)
{
    RUN_ALL(decided);
}

static void what_renews_by_itself(void **state)
{
    RUN_ALL(rolled);
}

/* E6: an export that still says the end before the renewal. */
static void rows_from_before_are_stale(void **state)
{
    static const struct {
        const char *line, *said;
        bool stale;
    } cases[] = {
        {"ends=2027-12-31 term_months=12 auto_renew=yes", "2026-12-31", true},
        {"ends=2027-12-31 term_months=12 auto_renew=yes", "2024-12-31", true},
        {"ends=2027-12-31 term_months=12 auto_renew=yes", "2026-12-30", false},
        {"ends=2027-12-31 term_months=12 auto_renew=yes", "2028-12-31", false},
        {"ends=2027-12-31 term_months=12 auto_renew=no", "2026-12-31", false},
        {"ends=2027-05-30 start=2026-08-31 term_months=3 auto_renew=yes", "2027-02-27", true},
        {"ends=2027-12-31 auto_renew=no", "2026-06-30", true}, /* closed as won, below */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct ledger_world world;
        struct row *renewal;
        day_number said;

        ledger_world_init(&world);
        ledger_world_line(&world, arena_format(&world.arena, "C1 arr=600 %s", cases[i].line));
        renewal = row_new(&world.arena, KIND_RENEWAL);
        row_set_text(renewal, RENEWAL_LINE, "C1");
        row_set_text(renewal, RENEWAL_STATUS, "won");
        row_set_day(renewal, RENEWAL_ENDS, day_make(2026, 6, 30));
        ARRAY_PUSH(&world.renewals, renewal);
        assert_true(day_parse_iso(cases[i].said, &said));
        assert_int_equal(
            ledger_is_stale(world.contracts.items[0], &world.renewals, said), cases[i].stale);
        ledger_world_fini(&world);
    }
}

static void the_uplift_part(void **state)
{
    static const struct {
        int64_t arr, now;
        double uplift;
        int64_t part;
    } cases[] = {
        {1000, 1100, .05, 50}, {1000, 1030, .05, 30}, {1000, 1000, .05, 0}, {1000, 900, .05, 0},
        {1000, 1100, -1, 0}, {1000, 1100, 0, 0}, {0, 1100, .05, 0}, {333, 500, .05, 17}, /* 16.65 */
        {1010, 2000, .05, 51}, /* 50.5, half up */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(
            ledger_uplift_part(cases[i].arr, cases[i].now, cases[i].uplift), cases[i].part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_first_known),
        cmocka_unit_test(what_moves),
        cmocka_unit_test(what_is_decided),
        cmocka_unit_test(what_renews_by_itself),
        cmocka_unit_test(rows_from_before_are_stale),
        cmocka_unit_test(the_uplift_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
