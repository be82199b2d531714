/* What must come before what in a run: after, gates, repeats, the end of the run. Runs start on Mon
 * 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/array.h"
#include "support/run_script.h"

#define PAIR "a +1wd; b +2wd after:a" /* Tue 24, Wed 25 */
#define THREE "a +1wd; b +2wd; c +3wd after:[a,b]"
#define GATE "g +1wd need:gate demands:[text]; b +2wd after:g"
/* Tells the customer each working day until it is fixed. */
#define DAILY "a +1wd repeats:{every:1wd,until:z}; z +9wd"

static const struct run_case_row afters[] = {
    {"", "", PAIR, "!done b ~step 2, B, comes after step 1, A: do that first, or skip it",
        "24 Nov, 25 Nov"},
    {"", "", PAIR, "done a; done b", "done, done | done"},
    {"", "", PAIR, "skip a; done b", "skipped, done | done"},
    {"", "", PAIR, "block a; !done b ~comes after", "24 Nov blocked, 25 Nov"},
    {"", "", PAIR, "block a; unblock a; done a; done b", "done, done | done"},
    /* not ready, and yet it may be skipped, blocked, dated and given away */
    {"", "", PAIR, "skip b", "24 Nov, skipped"},
    {"", "", PAIR, "block b", "24 Nov, 25 Nov blocked"},
    {"", "", PAIR, "pin b 2026-12-01; assign b Ana", "24 Nov, 1 Dec"},
    /* taken back afterwards: what was done stays done, and has to wait again if it is reopened */
    {"", "", PAIR "; c +3wd", "done a; done b; reopen a", "24 Nov, done, 26 Nov"},
    {"", "", PAIR "; c +3wd", "done a; done b; reopen a; reopen b; !done b ~comes after",
        "24 Nov, 25 Nov, 26 Nov"},
    /* all of them, and the first that is open is named */
    {"", "", THREE, "!done c ~after step 1, A; done a; !done c ~after step 2, B; done b; done c",
        "done, done, done | done"},
    {"", "", THREE, "done a; skip b; done c", "done, skipped, done | done"},
    /* a chain of them */
    {"", "", "a +1wd; b +2wd after:a; c +3wd after:b", "done a; !done c ~after step 2, B",
        "done, 25 Nov, 26 Nov"},
    /* of a step that was left out at the start nothing waits: b is step 1 */
    {"", "", "a +1wd when:stage=churned; b +2wd after:a", "done 1", "done | done"},
    {"", "", "a +1wd when:stage=churned; b +2wd; c +3wd after:[a,b]", "!done c ~after step 1, B",
        "25 Nov, 26 Nov"},
    /* a missed optional one was skipped at the start: it holds up nothing */
    {"anchor: contract start\n", "2026-11-02", "o +1d need:optional; b +30d after:o", "done b",
        "skipped, done | done"},
    /* the order of days is not that of after */
    {"", "", "a +9wd; b +1wd after:a", "!done b ~comes after step 1", "4 Dec, 24 Nov"},
    /* one that counts from another does not wait for it */
    {"", "", "a +1wd; b +1wd from:a", "done b", "24 Nov, done"},
};

static const struct run_case_row gates[] = {
    {"", "", GATE, "!done g ~it still needs", "24 Nov, 25 Nov"},
    {"", "", GATE, "!skip g ~is a gate: it cannot be skipped", "24 Nov, 25 Nov"},
    {"", "", GATE, "!done b ~comes after step 1, G", "24 Nov, 25 Nov"},
    {"", "", GATE, "done g text=agreed; done b", "done, done | done"},
    {"", "", GATE, "give g text=agreed; done g", "done, 25 Nov"},
    {"", "", GATE, "give g text=; !done g ~still needs", "24 Nov, 25 Nov"},
    {"", "", GATE, "!done g date=fri ~does not ask for", "24 Nov, 25 Nov"},
    /* what was given stays when it is taken back */
    {"", "", GATE, "done g text=agreed; reopen g; done g", "done, 25 Nov"},
    {"", "", GATE, "block g; !done g ~still needs", "24 Nov blocked, 25 Nov"},
    {"", "", GATE, "block g; done g text=agreed", "done, 25 Nov"},
    /* all that it needs is named at once; a word that passes instead */
    {"", "", "g +1wd need:gate demands:[text,date]", "!done g text=x ~a date", "24 Nov"},
    {"", "", "g +1wd need:gate demands:[text,date]", "done g text=x date=2026-12-01",
        "done | done"},
    {"", "", "g +1wd need:gate demands:[{date:go-live,or:none}]", "done g date=none",
        "done | done"},
    {"", "", "g +1wd need:gate demands:[{choice:fit,of:[good,poor],reason:yes}]",
        "!done g choice=good ~with a reason; done g choice=good:named", "done | done"},
    /* no gate: it may be ticked without */
    {"", "", "a +1wd demands:[text]; b +2wd", "done a", "done, 25 Nov"},
};

static const struct run_case_row repeats[] = {
    /* each tick brings it again, one working day on: Tue 24, Wed 25; Fri 27 gives Mon 30 */
    {"", "", DAILY, "done a", "done, 4 Dec, 24 Nov"},
    {"", "", DAILY, "done a; @2026-11-24; done a", "done, 4 Dec, done, 25 Nov"},
    {"", "", DAILY, "@2026-11-27; done a", "done, 4 Dec, 30 Nov"},
    {"", "", DAILY, "@2026-11-28; done a", "done, 4 Dec, 30 Nov"}, /* a Saturday */
    {"", "", "a +1wd repeats:{every:1w,until:z}; z +9wd", "@2026-11-25; done a",
        "done, 4 Dec, 2 Dec"},
    {"", "", "a +1wd repeats:{every:1m,until:z}; z +9wd", "@2026-11-30; done a",
        "done, 4 Dec, 30 Dec"},
    /* until the other is done: the open one is called off */
    {"", "", DAILY, "done a; done z", "done, done, cancelled | done"},
    {"", "", DAILY, "done z", "cancelled, done | done"},
    {"", "", DAILY "; c +9wd", "done z; reopen z; !done a ~is cancelled",
        "cancelled, 4 Dec, 4 Dec"},
    /* skipping it ends its coming again, and that of the other does not */
    {"", "", DAILY, "skip a", "skipped, 4 Dec"},
    {"", "", DAILY "; c +9wd", "skip z", "24 Nov, skipped, 4 Dec"},
    /* the last one is meant, and one that came again is not reopened */
    {"", "", DAILY, "done a; block a", "done, 4 Dec, 24 Nov blocked"},
    {"", "", DAILY, "done a; skip a; reopen a", "done, 4 Dec, 24 Nov"},
    /* what comes after one that repeats waits for its first time alone */
    {"", "", "a +1wd repeats:{every:1wd,until:z}; z +9wd after:a", "!done z ~after step 1, A",
        "24 Nov, 4 Dec"},
    {"", "", "a +1wd repeats:{every:1wd,until:z}; z +9wd after:a", "done a; done z",
        "done, done, cancelled | done"},
};

static const struct run_case_row ends[] = {
    /* finished with the last required step; optional ones may stay open */
    {"", "", "a +1wd; o +2wd need:optional", "done a", "done, 25 Nov | done"},
    {"", "", "a +1wd; o +2wd need:optional", "done o", "24 Nov, done"},
    {"", "", "a +1wd; b +2wd", "done a; skip b", "done, skipped | done"},
    {"", "", "a +1wd; b +2wd", "skip a; skip b", "skipped, skipped | done"},
    /* only optional ones: with the last of them */
    {"", "", "o +1wd need:optional; p +2wd need:optional", "done o; skip p",
        "done, skipped | done"},
    /* a finished run goes on when a step is reopened */
    {"", "", "a +1wd; b +2wd", "done a; done b; reopen a", "24 Nov, done"},
    {"", "", "a +1wd; b +2wd", "done a; done b; reopen a; done a", "done, done | done"},
    {"", "", "a +1wd; o +2wd need:optional", "done a; !done o ~is done: nothing can be done",
        "done, 25 Nov | done"},
    {"", "", "a +1wd; b +2wd", "!reopen a ~nothing to reopen", "24 Nov, 25 Nov"},
    /* cancelled is cancelled */
    {"", "", "a +1wd; b +2wd", "done a; cancel", "done, cancelled | cancelled"},
    {"", "", "a +1wd; b +2wd", "cancel; !done a ~is cancelled", "cancelled, cancelled | cancelled"},
    {"", "", "a +1wd; b +2wd", "cancel; !reopen a ~undo brings it back; !shift +1d ~is cancelled",
        "cancelled, cancelled | cancelled"},
    {"", "", "a +1wd; b +2wd", "cancel; !cancel ~is cancelled", "cancelled, cancelled | cancelled"},
};

static void check(const struct run_case_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run_script_check(&rows[i]);
}

static void what_comes_after_what(void **state)
{
    (void)state;
    check(afters, COUNT_OF(afters));
}

static void what_a_gate_holds(void **state)
{
    (void)state;
    check(gates, COUNT_OF(gates));
}

static void what_comes_again(void **state)
{
    (void)state;
    check(repeats, COUNT_OF(repeats));
}

static void when_a_run_ends(void **state)
{
    (void)state;
    check(ends, COUNT_OF(ends));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_after_what),
        cmocka_unit_test(what_a_gate_holds),
        cmocka_unit_test(what_comes_again),
        cmocka_unit_test(when_a_run_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
