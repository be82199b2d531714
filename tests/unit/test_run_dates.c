/* The days of a run on its way: what follows a tick, a pin, a moved anchor, a shift (model.md E14).
 * Runs start on Mon 23 Nov 2026; the Mondays: Nov 2 9 16 23 30 | Dec 7 14 21 28. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/array.h"
#include "support/run_script.h"

#define CHAIN "a +1wd; b +2wd from:a; c +1wd from:b" /* Tue 24, Thu 26, Fri 27 */
#define FORK "a +1wd; b +2wd from:a; c +5wd"         /* Tue 24, Thu 26, Mon 30 */
#define GIVEN "anchor: given\n"
#define CONTRACT "anchor: contract start\n"

static const struct run_case_row after_a_tick[] = {
    {"", "", CHAIN, "", "24 Nov, 26 Nov, 27 Nov"},
    /* another step anchors by its completion day: Thu 26 + 2 = Mon 30, + 1 */
    {"", "", CHAIN, "@2026-11-26; done a", "done, 30 Nov, 1 Dec"},
    {"", "", CHAIN, "done a", "done, 25 Nov, 26 Nov"}, /* early: Mon 23 + 2 */
    /* done on Sat 28: + 2 = Tue 1 Dec */
    {"", "", CHAIN, "@2026-11-28; done a", "done, 1 Dec, 2 Dec"},
    {"", "", "a +1wd; b 0 from:a", "@2026-11-28; done a", "done, 30 Nov"},
    {"", "", "a +1wd; b 0 from:a roll:none", "@2026-11-28; done a", "done, 28 Nov"},
    {"", "", "a +1wd; b -1wd from:a", "@2026-11-30; done a", "done, 27 Nov"},
    {"", "", "a +1wd; b +1m from:a", "@2026-11-30; done a", "done, 30 Dec"},
    /* the second of a chain alone: Mon 30 + 1 */
    {"", "", CHAIN, "@2026-11-30; done b", "24 Nov, done, 1 Dec"},
    /* what is done stays done, and anchors by its own day */
    {"", "", CHAIN, "done b; @2026-11-30; done a", "done, done, 24 Nov"},
    {"", "", "a +1wd; b +1wd from:a; c +2wd from:a; d 0 from:c", "@2026-11-25; done a",
        "done, 26 Nov, 27 Nov, 27 Nov"},
    /* else by its due day: reopened, or skipped */
    {"", "", CHAIN, "@2026-11-26; done a; reopen a", "24 Nov, 26 Nov, 27 Nov"},
    {"", "", CHAIN, "@2026-11-26; skip a", "skipped, 26 Nov, 27 Nov"},
    {"", "", CHAIN, "@2026-11-26; block a", "24 Nov blocked, 26 Nov, 27 Nov"},
    {"", "", CHAIN, "@2026-11-26; block a; done a", "done, 30 Nov, 1 Dec"},
    /* an unknown anchor becomes known through the step itself */
    {CONTRACT, "", "a +1d; b +2wd from:a", "", "waits, waits"},
    {CONTRACT, "", "a +1d; b +2wd from:a", "done a", "done, 25 Nov"},
    {CONTRACT, "", "a +1d; b +2wd from:a", "done a; reopen a", "waits, waits"},
};

static const struct run_case_row after_a_pin[] = {
    /* Wed 2 Dec + 2 = Fri 4, + 1 = Mon 7 */
    {"", "", CHAIN, "pin a 2026-12-02", "2 Dec, 4 Dec, 7 Dec"},
    {"", "", CHAIN, "pin a 2026-11-28",
        "28 Nov, 1 Dec, 2 Dec"}, /* a Saturday of one's own choice */
    {"", "", CHAIN, "pin a 2026-12-02; unpin a", "24 Nov, 26 Nov, 27 Nov"},
    /* a pinned step follows nothing, and what counts from it follows it: Thu 3 + 1 */
    {"", "", CHAIN, "pin b 2026-12-03; @2026-11-26; done a", "done, 3 Dec, 4 Dec"},
    {"", "", CHAIN, "pin b 2026-12-03; @2026-11-26; done a; unpin b", "done, 30 Nov, 1 Dec"},
    {"", "", CHAIN, "pin a 2026-12-02; pin b 2026-12-30; unpin b", "2 Dec, 4 Dec, 7 Dec"},
    {"", "", CHAIN, "pin c 2026-12-24; @2026-11-26; done a; done b", "done, done, 24 Dec"},
    {"", "", CHAIN, "done a; !pin a 2026-12-02 ~only an open step", "done, 25 Nov, 26 Nov"},
    {CONTRACT, "", "a +1d; b +2wd from:a", "pin a 2026-12-02", "2 Dec, 4 Dec"},
    {CONTRACT, "", "a +1d; b +2wd from:a", "pin a 2026-12-02; unpin a", "waits, waits"},
};

static const struct run_case_row after_the_anchor_moved[] = {
    /* from Mon 23 to Mon 30: Tue 1, Thu 3, Fri 4 */
    {GIVEN, "", CHAIN, "anchor 2026-11-23; anchor 2026-11-30", "1 Dec, 3 Dec, 4 Dec"},
    {GIVEN, "", CHAIN, "anchor 2026-11-28", "30 Nov, 2 Dec, 3 Dec"}, /* Sat + 1 = Mon */
    {GIVEN, "", "a +1m; b -1wd", "anchor 2027-01-31", "1 Mar 2027, 29 Jan 2027"},
    {GIVEN, "", "a 0", "anchor 2026-11-22", "23 Nov"},
    /* what waited gets its day; what counts from something else does not move */
    {GIVEN, "", "a +1d; b +1d from:start", "", "waits, 24 Nov"},
    {GIVEN, "", "a +1d; b +1d from:start", "anchor 2026-12-07", "8 Dec, 24 Nov"},
    /* done, pinned and skipped ones stay; what counts from them goes on counting */
    {GIVEN, "", CHAIN, "anchor 2026-11-23; done a; anchor 2026-11-30", "done, 25 Nov, 26 Nov"},
    {GIVEN, "", FORK, "anchor 2026-11-23; pin b 2026-12-03; anchor 2026-11-30",
        "1 Dec, 3 Dec, 7 Dec"},
    {GIVEN, "", CHAIN, "anchor 2026-11-23; pin a 2026-12-02; anchor 2026-12-14",
        "2 Dec, 4 Dec, 7 Dec"},
    /* a would be Tue 1 Dec: + 2 = Thu 3 */
    {GIVEN, "", CHAIN, "anchor 2026-11-23; skip a; anchor 2026-11-30", "skipped, 3 Dec, 4 Dec"},
    {GIVEN, "", CHAIN, "anchor 2026-11-23; block a; anchor 2026-11-30",
        "1 Dec blocked, 3 Dec, 4 Dec"},
    /* into the past: overdue, and told so */
    {GIVEN, "", "a +1wd; b +5wd", "anchor 2026-11-23; anchor 2026-11-02", "3 Nov, 9 Nov"},
    /* one that came again counts from its tick, whatever the anchor does; Mon 30 + 9 = Fri 11 */
    {GIVEN, "", "a +1wd repeats:{every:1wd,until:z}; z +9wd",
        "anchor 2026-11-23; done a; anchor 2026-11-30", "done, 11 Dec, 24 Nov"},
    /* started late, from Mon 2 Nov: spread to Mon 23 and Tue 24 */
    {CONTRACT, "2026-11-02", "a +1d; b +2d", "", "23 Nov, 24 Nov"},
    {CONTRACT, "2026-11-02", "a +1d; b +2d", "anchor 2026-11-09",
        "23 Nov, 24 Nov"}, /* still past */
    {CONTRACT, "2026-11-02", "a +1d; b +2d", "anchor 2026-12-01", "2 Dec, 3 Dec"},
    {CONTRACT, "2026-11-02", "a +1d; f +20wd from:a", "anchor 2026-11-09", "23 Nov, 21 Dec"},
    {CONTRACT, "2026-11-02", "a +1d; f +20wd from:a", "@2026-11-25; done a", "done, 23 Dec"},
};

static const struct run_case_row after_a_shift[] = {
    /* Tue 24 + 5 = Sun 29, so Mon 30; b keeps its two working days; Mon 30 + 5 = Sat 5, so Mon 7 */
    {"", "", FORK, "shift +5d", "30 Nov, 2 Dec, 7 Dec"},
    {"", "", FORK, "shift -2wd", "20 Nov, 24 Nov, 26 Nov"},
    {"", "", FORK, "shift -3d", "20 Nov, 24 Nov, 27 Nov"}, /* Sat 21 back to Fri 20 */
    {"", "", FORK, "shift +1w", "1 Dec, 3 Dec, 7 Dec"},
    {"", "", FORK, "shift +1m", "24 Dec, 28 Dec, 30 Dec"}, /* Thu 24 + 2 = Mon 28 */
    {"", "", FORK, "shift +2wd; shift -2wd", "24 Nov, 26 Nov, 30 Nov"},
    {"", "", "a +5d roll:none; b +4d roll:back", "shift +1w", "5 Dec, 4 Dec"},
    /* done and skipped ones stay; b then counts from Mon 23, Wed 25 + 7 */
    {"", "", FORK, "done a; shift +1w", "done, 2 Dec, 7 Dec"},
    {"", "", FORK, "skip a; shift +1w", "skipped, 3 Dec, 7 Dec"},
    {"", "", FORK, "block c; shift +1w", "1 Dec, 3 Dec, 7 Dec blocked"},
    /* pinned ones only where they are meant too */
    {"", "", FORK, "pin c 2026-12-03; shift +1w", "1 Dec, 3 Dec, 3 Dec"},
    {"", "", FORK, "pin c 2026-12-03; shift-all +1w", "1 Dec, 3 Dec, 10 Dec"},
    {"", "", FORK, "pin a 2026-11-25; shift +1w", "25 Nov, 4 Dec, 7 Dec"}, /* Fri 27 + 7 */
    /* what waits has no day to shift; a repeat has one */
    {"", "", "a +1d from:ends; b +1d", "shift +1w", "waits, 1 Dec"},
    {"", "", "a +1wd repeats:{every:1wd,until:z}; z +9wd", "done a; shift +1w",
        "done, 11 Dec, 1 Dec"},
    /* after it the rules go on: Wed 2 Dec + 2; a moved anchor takes the playbook's own days */
    {"", "", FORK, "shift +1w; @2026-12-02; done a", "done, 4 Dec, 7 Dec"},
    {GIVEN, "", FORK, "anchor 2026-11-23; shift +1w; anchor 2026-11-30", "1 Dec, 3 Dec, 7 Dec"},
    {"", "", FORK, "!shift 0d ~by how much", "24 Nov, 26 Nov, 30 Nov"},
    {"", "", "a +1d from:ends", "!shift +1w ~no open step with a day", "waits"},
    {"", "", "a +1d", "pin a 2026-12-01; !shift +1w ~not pinned", "1 Dec"},
    {"", "", "a +1d", "done a; !shift +1w ~is done", "done | done"},
};

static void check(const struct run_case_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run_script_check(&rows[i]);
}

static void what_a_tick_moves(void **state)
{
    (void)state;
    check(after_a_tick, COUNT_OF(after_a_tick));
}

static void what_a_pin_holds(void **state)
{
    (void)state;
    check(after_a_pin, COUNT_OF(after_a_pin));
}

static void what_a_moved_anchor_moves(void **state)
{
    (void)state;
    check(after_the_anchor_moved, COUNT_OF(after_the_anchor_moved));
}

static void what_a_shift_moves(void **state)
{
    (void)state;
    check(after_a_shift, COUNT_OF(after_a_shift));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_tick_moves),
        cmocka_unit_test(what_a_pin_holds),
        cmocka_unit_test(what_a_moved_anchor_moves),
        cmocka_unit_test(what_a_shift_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
