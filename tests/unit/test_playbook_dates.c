/* model.md E14 as tables: what day an offset gives, and how one account's days lie after a start.
 * Every day was worked out on a calendar; the working stands beside it. The Mondays:
 *   2026  Oct 26 | Nov 2 9 16 23 30 | Dec 7 14 21 28
 *   2027  Jan 4 11 18 25 | Feb 1 8 15 22 | Mar 1 8 15 22 29 | Apr 5
 *   2028  Jan 31, Feb 28 (Tue 29 is the leap day), Mar 27 | 2029: Feb 26 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/run.h"
#include "support/dossier_maker.h"
#include "support/short_playbook.h"

enum { USUAL, FEASTS, FRIDAYS, SUNDAYS, CALENDARS };
static day_number feasts[5]; /* Thu 24 and Fri 25 Dec, Fri 1 Jan, Fri 26 and Mon 29 Mar 2027 */
static const struct calendar calendars[CALENDARS] = {
    [FEASTS] = {.holidays = feasts, .holiday_count = 5},
    [FRIDAYS] = {.weekend_mask = 1 << 4 | 1 << 5}, /* Fri and Sat */
    [SUNDAYS] = {.weekend_mask = 1 << 6},
};

static day_number iso(const char *text)
{
    day_number day = DAY_NONE;
    assert_true(*text == '\0' || day_parse_iso(text, &day));
    return day;
}

/* --- one offset from one day --- */

struct date_case {
    const char *anchor, *offset, *wanted;
    enum playbook_roll roll;
    int calendar;
};
static const struct date_case date_cases[] = {
    /* days; forward for 0 and more, back for less */
    {"2026-11-23", "+1d", "2026-11-24", 0, 0},
    {"2026-11-23", "+4d", "2026-11-27", 0, 0},
    {"2026-11-23", "+5d", "2026-11-30", 0, 0}, /* Sat 28 */
    {"2026-11-23", "+6d", "2026-11-30", 0, 0}, /* Sun 29 */
    {"2026-11-23", "+7d", "2026-11-30", 0, 0},
    {"2026-11-23", "-1d", "2026-11-20", 0, 0}, /* Sun 22 */
    {"2026-11-23", "-2d", "2026-11-20", 0, 0}, /* Sat 21 */
    {"2026-11-23", "-3d", "2026-11-20", 0, 0},
    {"2026-11-23", "-7d", "2026-11-16", 0, 0},
    {"2027-03-01", "-30d", "2027-01-29", 0, 0},  /* 28 of Feb, 2 of Jan: Sat 30 */
    {"2027-03-01", "-90d", "2026-12-01", 0, 0},  /* 28 + 31 + 31: Tue */
    {"2027-03-01", "-120d", "2026-10-30", 0, 0}, /* 30 more: Sun 1 Nov */
    {"2027-02-28", "+365d", "2028-02-28", 0, 0},
    {"2027-02-28", "+366d", "2028-02-29", 0, 0}, /* Tue, the leap day */
    {"2026-12-31", "+1d", "2027-01-01", 0, 0},
    /* an offset of 0: the anchor itself, rolled where it is a day off */
    {"2026-11-23", "0", "2026-11-23", 0, 0},
    {"2026-11-21", "0d", "2026-11-23", 0, 0},
    {"2026-11-22", "0d", "2026-11-23", 0, 0},
    {"2026-11-21", "0wd", "2026-11-23", 0, 0},
    {"2026-11-22", "0w", "2026-11-23", 0, 0},
    {"2026-11-22", "0m", "2026-11-23", 0, 0},
    {"2026-11-21", "-0d", "2026-11-23", 0, 0}, /* no negative offset */
    {"2026-11-21", "0d", "2026-11-20", ROLL_BACK, 0},
    {"2026-11-22", "0wd", "2026-11-20", ROLL_BACK, 0},
    {"2026-11-22", "0d", "2026-11-22", ROLL_NONE, 0},
    {"2026-11-21", "0wd", "2026-11-21", ROLL_NONE, 0},
    {"2026-12-24", "0d", "2026-12-28", 0, FEASTS}, /* Thu and Fri feasts, Sat, Sun */
    {"2026-12-25", "0d", "2026-12-23", ROLL_BACK, FEASTS},
    {"2027-01-01", "0wd", "2027-01-04", 0, FEASTS},
    /* the step says how it rolls */
    {"2026-11-23", "+5d", "2026-11-27", ROLL_BACK, 0},
    {"2026-11-23", "+5d", "2026-11-28", ROLL_NONE, 0},
    {"2026-11-23", "-2d", "2026-11-23", ROLL_FORWARD, 0}, /* Sat 21 */
    {"2026-11-23", "-2d", "2026-11-21", ROLL_NONE, 0},
    {"2026-11-20", "+1d", "2026-11-20", ROLL_BACK, 0},    /* Sat 21, back to the anchor */
    {"2026-11-22", "-1d", "2026-11-23", ROLL_FORWARD, 0}, /* Sat 21, beyond the anchor */
    {"2026-11-20", "+3wd", "2026-11-25", ROLL_BACK, 0},   /* a working day rolls nowhere */
    {"2026-11-23", "-3wd", "2026-11-18", ROLL_NONE, 0},
    /* working days are counted beyond the anchor, which never counts itself */
    {"2026-11-21", "+1wd", "2026-11-23", 0, 0}, /* Sat + 1 = Mon */
    {"2026-11-22", "+1wd", "2026-11-23", 0, 0},
    {"2026-11-20", "+1wd", "2026-11-23", 0, 0}, /* Fri + 1 = Mon */
    {"2026-11-19", "+1wd", "2026-11-20", 0, 0},
    {"2026-11-22", "-1wd", "2026-11-20", 0, 0}, /* Sun - 1 = Fri */
    {"2026-11-21", "-1wd", "2026-11-20", 0, 0},
    {"2026-11-23", "-1wd", "2026-11-20", 0, 0},
    {"2026-11-24", "-1wd", "2026-11-23", 0, 0},
    {"2026-11-21", "+2wd", "2026-11-24", 0, 0},
    {"2026-11-22", "-2wd", "2026-11-19", 0, 0},
    {"2026-11-23", "+5wd", "2026-11-30", 0, 0},
    {"2026-11-21", "+5wd", "2026-11-27", 0, 0}, /* Mon 23 to Fri 27 */
    {"2026-11-22", "-5wd", "2026-11-16", 0, 0}, /* Fri 20 to Mon 16 */
    {"2026-11-25", "+10wd", "2026-12-09", 0, 0},
    {"2026-12-09", "-10wd", "2026-11-25", 0, 0},
    {"2026-11-23", "+20wd", "2026-12-21", 0, 0},
    {"2026-11-02", "+21wd", "2026-12-01", 0, 0}, /* four weeks to Mon 30, and Tue */
    {"2027-01-01", "-1wd", "2026-12-31", 0, 0},
    {"2026-11-23", "+2bd", "2026-11-25", 0, 0}, /* the contract's word for them */
    /* holidays */
    {"2026-12-23", "+1wd", "2026-12-28", 0, FEASTS},
    {"2026-12-28", "-1wd", "2026-12-23", 0, FEASTS},
    {"2026-12-24", "+1wd", "2026-12-28", 0, FEASTS}, /* the anchor a holiday */
    {"2026-12-25", "-1wd", "2026-12-23", 0, FEASTS},
    {"2026-12-22", "+3wd", "2026-12-29", 0, FEASTS}, /* Wed 23, Mon 28, Tue 29 */
    {"2026-12-28", "+5wd", "2027-01-05", 0, FEASTS}, /* Tue Wed Thu, Mon 4, Tue 5 */
    {"2027-01-05", "-5wd", "2026-12-28", 0, FEASTS},
    {"2026-12-23", "+2d", "2026-12-28", 0, FEASTS}, /* Fri 25 */
    {"2026-12-28", "-3d", "2026-12-23", 0, FEASTS}, /* Fri 25, Thu 24 */
    {"2026-12-23", "+1d", "2026-12-23", ROLL_BACK, FEASTS},
    {"2026-12-23", "+1d", "2026-12-24", ROLL_NONE, FEASTS},
    {"2026-12-18", "+1w", "2026-12-28", 0, FEASTS},  /* Fri 25 */
    {"2027-01-01", "-1w", "2026-12-23", 0, FEASTS},  /* Fri 25, Thu 24 */
    {"2026-12-01", "+1m", "2027-01-04", 0, FEASTS},  /* Fri 1 Jan, Sat, Sun */
    {"2027-03-23", "+4wd", "2027-03-31", 0, FEASTS}, /* Wed Thu, Tue 30, Wed 31 */
    {"2027-03-30", "-2wd", "2027-03-24", 0, FEASTS}, /* Thu 25, Wed 24 */
    {"2027-03-30", "-1d", "2027-03-25", 0, FEASTS},  /* Mon 29, Sun, Sat, Fri 26 */
    /* other weekends: Friday and Saturday */
    {"2026-11-19", "+1wd", "2026-11-22", 0, FRIDAYS}, /* Thu + 1 = Sun */
    {"2026-11-20", "+1wd", "2026-11-22", 0, FRIDAYS},
    {"2026-11-22", "-1wd", "2026-11-19", 0, FRIDAYS}, /* Sun - 1 = Thu */
    {"2026-11-21", "0d", "2026-11-22", 0, FRIDAYS},
    {"2026-11-22", "0d", "2026-11-22", 0, FRIDAYS},
    {"2026-11-23", "+4d", "2026-11-29", 0, FRIDAYS},  /* Fri 27 */
    {"2026-11-23", "-3d", "2026-11-19", 0, FRIDAYS},  /* Fri 20 */
    {"2026-11-22", "+5wd", "2026-11-29", 0, FRIDAYS}, /* Mon to Thu, Sun */
    /* Sunday alone */
    {"2026-11-20", "+1wd", "2026-11-21", 0, SUNDAYS},
    {"2026-11-21", "+1wd", "2026-11-23", 0, SUNDAYS},
    {"2026-11-23", "-1wd", "2026-11-21", 0, SUNDAYS},
    {"2026-11-23", "+6wd", "2026-11-30", 0, SUNDAYS}, /* Tue to Sat, Mon */
    {"2026-11-23", "+5d", "2026-11-28", 0, SUNDAYS},
    {"2026-11-23", "+6d", "2026-11-30", 0, SUNDAYS}, /* Sun 29 */
    /* weeks */
    {"2026-11-23", "+2w", "2026-12-07", 0, 0},
    {"2026-12-07", "-2w", "2026-11-23", 0, 0},
    {"2026-11-21", "+1w", "2026-11-30", 0, 0}, /* Sat 28 */
    {"2026-11-22", "-1w", "2026-11-13", 0, 0}, /* Sun 15 */
    {"2026-11-22", "-1w", "2026-11-16", ROLL_FORWARD, 0},
    /* months clamp to the end of the month, then roll */
    {"2027-01-31", "+1m", "2027-03-01", 0, 0}, /* Sun 28 Feb */
    {"2027-01-31", "+1m", "2027-02-28", ROLL_NONE, 0},
    {"2027-01-31", "+1m", "2027-02-26", ROLL_BACK, 0},
    {"2028-01-31", "+1m", "2028-02-29", 0, 0},
    {"2028-01-30", "+1m", "2028-02-29", 0, 0},
    {"2028-01-29", "+1m", "2028-02-29", 0, 0},
    {"2027-01-29", "+1m", "2027-02-28", ROLL_NONE, 0},
    {"2028-02-29", "+12m", "2029-02-28", 0, 0}, /* Wed */
    {"2028-02-29", "-12m", "2027-02-26", 0, 0}, /* Sun 28 */
    {"2028-02-29", "+48m", "2032-02-29", ROLL_NONE, 0},
    {"2027-03-31", "-1m", "2027-02-26", 0, 0}, /* Sun 28 */
    {"2028-03-31", "-1m", "2028-02-29", 0, 0},
    {"2027-05-31", "-3m", "2027-02-26", 0, 0}, /* Sun 28 */
    {"2026-10-31", "+1m", "2026-11-30", 0, 0},
    {"2026-11-30", "+3m", "2027-03-01", 0, 0}, /* Sun 28 Feb */
    {"2026-08-31", "+6m", "2027-02-28", ROLL_NONE, 0},
    {"2027-02-28", "+1m", "2027-03-29", 0, 0}, /* Sun 28 Mar: no memory of a 31st */
    {"2026-12-31", "+1m", "2027-02-01", 0, 0}, /* Sun 31 Jan rolls out of its month */
    {"2026-12-31", "-1m", "2026-11-30", 0, 0},
    {"2026-04-30", "+1m", "2026-05-30", ROLL_NONE, 0}, /* the 30th stays the 30th */
    /* no anchor, no day */
    {"", "+5wd", "", 0, 0},
    {"", "0", "", 0, 0},
    {"", "-1m", "", ROLL_NONE, 0},
};

static void an_offset_gives_its_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(date_cases); i++) {
        const struct date_case *row = &date_cases[i];
        struct playbook_offset offset;
        char day[24];
        assert_true(playbook_offset_parse(row->offset, &offset));
        day_iso(playbook_date(offset, row->roll, iso(row->anchor), &calendars[row->calendar]), day);
        if (strcmp(day, row->wanted) != 0)
            print_error("%s %s, row %zu\n", row->anchor, row->offset, i);
        assert_string_equal(day, row->wanted);
    }
}

/* --- a run that starts today --- */

/* The days of all steps; `*`: missed, and spread; `-`: missed, and skipped. */
struct plan_case {
    const char *today, *anchor, *steps, *wanted;
    int calendar;
};
static const struct plan_case plan_cases[] = {
    /* a chain keeps no memory: 31 Jan, 28 Feb, 28 Mar */
    {"2026-11-23", "2026-12-31", "a +1m roll:none; b +1m from:a roll:none; c +1m from:b roll:none",
        "31 Jan 2027, 28 Feb 2027, 28 Mar 2027", 0},
    /* Sun 31 Jan rolls, and the next counts from the rolled day */
    {"2026-11-23", "2026-12-31", "a +1m; b +1m from:a", "1 Feb 2027, 1 Mar 2027", 0},
    {"2026-11-23", "2027-12-31", "a +1m; b +1m from:a; c +1m from:b",
        "31 Jan 2028, 29 Feb 2028, 29 Mar 2028", 0},
    {"2026-11-23", "2027-03-31", "a -1m; b -1m from:a", "26 Feb 2027, 26 Jan 2027", 0},
    /* a step may stand before the one that it counts from, in time and in the list */
    {"2026-11-23", "2026-11-23", "b -2wd from:a; a +5wd", "26 Nov, 30 Nov", 0},
    {"2026-11-23", "2026-11-23", "c +1wd from:b; b +1wd from:a; a +1wd", "26 Nov, 25 Nov, 24 Nov",
        0},
    {"2026-11-23", "2026-11-23", "a +5d; b 0 from:a", "30 Nov, 30 Nov", 0},
    /* the first stands on Sat 28 or Sun 29, and what follows rolls */
    {"2026-11-23", "2026-11-23", "a +5d roll:none; b 0 from:a", "28 Nov, 30 Nov", 0},
    {"2026-11-23", "2026-11-23", "a +5d roll:none; b +1wd from:a", "28 Nov, 30 Nov", 0},
    {"2026-11-23", "2026-11-23", "a +6d roll:none; b -1wd from:a", "29 Nov, 27 Nov", 0},
    {"2026-12-21", "2026-12-21", "a +2wd; b +1wd from:a; c +1wd from:b", "23 Dec, 28 Dec, 29 Dec",
        FEASTS},
    {"2026-11-23", "2026-11-23", "a +3wd; b +1wd from:a", "26 Nov, 29 Nov", FRIDAYS},
    /* anchors that are not known: the step waits, and so do those behind it */
    {"2026-11-23", "", "a +1d; b +1d from:a; c 0 from:start",
        "waits for a day from you, waits for a day from you, 23 Nov", 0},
    {"2026-11-23", "2026-11-23", "a -30d from:ends; b +1wd from:notice; c +1d",
        "waits for the end of the contract, waits for the last day for notice, 24 Nov", 0},
    {"2026-11-23", "2026-11-23", "a +1d from:review; b +1wd from:a; c +1wd from:decision",
        "waits for the review date, waits for the review date, "
        "waits for the day the customer decides",
        0},
    /* started late, from Mon 2 Nov: what is missed and required is spread, one a working day */
    {"2026-11-23", "2026-11-02", "a +1d; b +2d; c +3d", "23 Nov*, 24 Nov*, 25 Nov*", 0},
    {"2026-11-23", "2026-11-02", "a +1d; b +2d; c +30d", "23 Nov*, 24 Nov*, 2 Dec", 0},
    /* up to the first one ahead: Wed 25 */
    {"2026-11-23", "2026-11-02", "a +1d; b +1d; c +1d; d +1d; e +1d; f +23d",
        "23 Nov*, 24 Nov*, 25 Nov*, 25 Nov*, 25 Nov*, 25 Nov", 0},
    {"2026-11-23", "2026-11-02", "a +1d; b +1d; f +22d", "23 Nov*, 24 Nov*, 24 Nov", 0},
    /* due today is not missed, and sets no limit; nor does an optional one ahead, Tue 24 */
    {"2026-11-23", "2026-11-02", "a +21d", "23 Nov", 0},
    {"2026-11-23", "2026-11-02", "a +1d; b +2d; f +21d", "23 Nov*, 24 Nov*, 23 Nov", 0},
    {"2026-11-23", "2026-11-02", "a +1d; b +1d; c +1d; o +22d need:optional; f +24d",
        "23 Nov*, 24 Nov*, 25 Nov*, 24 Nov, 26 Nov", 0},
    /* missed and optional is skipped, and takes no day of the spreading */
    {"2026-11-23", "2026-11-02", "a +1d; o +2d need:optional; b +3d", "23 Nov*, 4 Nov-, 24 Nov*",
        0},
    {"2026-11-23", "2026-11-02", "o +1d need:optional; f +30d", "3 Nov-, 2 Dec", 0},
    {"2026-11-23", "2026-11-02", "o +1d need:optional; p +2d need:optional", "3 Nov-, 4 Nov-", 0},
    {"2026-11-23", "2026-11-02", "g +1d need:gate demands:[note]", "23 Nov*", 0},
    /* in the order of the list, whatever their days were */
    {"2026-11-23", "2026-11-02", "b +3d; a +1d", "23 Nov*, 24 Nov*", 0},
    /* the first day of the spreading works: Sat 21 and Sun 22 give Mon 23; Fri 20 is one itself */
    {"2026-11-21", "2026-11-12", "a +1d; b +2d", "23 Nov*, 24 Nov*", 0},
    {"2026-11-20", "2026-11-02", "a +1d; b +1d; c +1d", "20 Nov*, 23 Nov*, 24 Nov*", 0},
    {"2026-11-22", "2026-11-02", "a +1d; b +1d; f +21d", "23 Nov*, 23 Nov*, 23 Nov", 0},
    {"2026-12-23", "2026-12-01", "a +1d; b +1d; c +1d", "23 Dec*, 28 Dec*, 29 Dec*", FEASTS},
    {"2026-11-19", "2026-11-02", "a +1d; b +1d", "19 Nov*, 22 Nov*", FRIDAYS},
    /* before an anchor that is still ahead: 30 Nov - 10 = Fri 20, - 5 = Wed 25 */
    {"2026-11-23", "2026-11-30", "a -10d; b -5d", "23 Nov*, 25 Nov", 0},
    /* ahead, but counted from one that is spread: a is Tue 3 Nov, f Tue 1 Dec; a moves to Mon 23,
     * so f to Mon 21 Dec and what counts from f by as much */
    {"2026-11-23", "2026-11-02", "a +1d; f +20wd from:a; h +1wd from:f", "23 Nov*, 21 Dec, 22 Dec",
        0},
    /* counted from one that is skipped: by its own day, Tue 3 Nov */
    {"2026-11-23", "2026-11-02", "o +1d need:optional; f +20wd from:o", "3 Nov-, 1 Dec", 0},
    /* both missed, Tue 3 and Thu 5 Nov */
    {"2026-11-23", "2026-11-02", "a +1d; b +2wd from:a", "23 Nov*, 24 Nov*", 0},
    /* what waits is neither missed nor a limit */
    {"2026-11-23", "2026-11-02", "a +1d; w +1d from:ends; b +2d",
        "23 Nov*, waits for the end of the contract, 24 Nov*", 0},
};

static void add_step(struct str *out, const struct plan_step *step, day_number today)
{
    static const char *const marks[] = {
        [PLAN_AHEAD] = "", [PLAN_SPREAD] = "*", [PLAN_SKIPPED] = "-", [PLAN_WAITING] = ""};
    char day[24];
    if (out->len)
        str_add(out, ", ");
    if (step->how == PLAN_WAITING)
        str_addf(out, "waits for %s", step->waiting_for);
    else
        str_addf(out, "%s%s", day_short(step->due, today, day), marks[step->how]);
}

static void assert_plan(const struct plan_case *row, struct dossier_maker *maker)
{
    struct arena arena = {0};
    struct str days = {0};
    struct run_plan plan;
    struct playbook_ground ground = {
        &maker->dossier, &maker->settings, &maker->book, iso(row->today)};
    maker->settings.calendar = calendars[row->calendar];
    const struct playbook *playbook =
        short_playbook(&arena, &maker->settings, "anchor: given\n", row->steps);
    run_plan_make(playbook, &ground, iso(row->anchor), &arena, &plan);
    for (int i = 0; i < plan.step_count; i++)
        add_step(&days, &plan.steps[i], ground.today);
    if (strcmp(str_text(&days), row->wanted) != 0)
        print_error("%s\n", row->steps);
    assert_string_equal(str_text(&days), row->wanted);
    str_fini(&days);
    arena_fini(&arena);
}

static void a_start_lays_out_its_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(plan_cases); i++) {
        struct dossier_maker maker = {0};
        maker_init(&maker, "2026-11-23");
        assert_plan(&plan_cases[i], &maker);
        maker_fini(&maker);
    }
}

static int make_feasts(void **state)
{
    (void)state;
    feasts[0] = day_make(2026, 12, 24);
    feasts[1] = day_make(2026, 12, 25);
    feasts[2] = day_make(2027, 1, 1);
    feasts[3] = day_make(2027, 3, 26);
    feasts[4] = day_make(2027, 3, 29);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_offset_gives_its_day),
        cmocka_unit_test(a_start_lays_out_its_days),
    };
    _Static_assert(COUNT_OF(date_cases) + COUNT_OF(plan_cases) >= 120, "rows of E14");
    return cmocka_run_group_tests(tests, make_feasts, NULL);
}
