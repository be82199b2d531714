/* Walks through renewal, risk recovery, champion change and escalation. 23 Nov 2026 is a Monday;
 * the days are those of the playbooks, counted on a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/walk.h"

/* --- the second term of a line: it decides on Sun 28 Feb; the price rise is found in the paper ---
 */

static const struct walk_line second_term[] = {
    {"2026-10-29",
        "add account id=A1 name=Globex stage=steady start=2025-03-01 tier=mid owner=Dana"},
    {"2026-10-29", "add contract A1 id=L0 arr=110k start=2025-03-01 ends=2026-02-28 notice=60 "
                   "notice_unit=days "
                   "auto_renew=no uplift=0% status=renewed"},
    {"2026-10-29", "add contract A1 id=L1 arr=120k start=2026-03-01 ends=2027-02-28"},
    {0},
};
static const struct walk_line renewed[] = {
    {"2027-03-01", "add contract A1 id=L2 arr=126k start=2027-03-01 ends=2028-02-29"},
    {"2027-03-01", "set contract L1 status=renewed"},
    {0},
};
static const struct walk_step renewal_steps[] = {
    {"2026-10-30", "facts",
        {"set contract L1 notice=60 notice_unit=days auto_renew=no uplift=5%", "choice=confirmed"},
        .comes = 1}, /* price */
    {"2026-11-05", "audit",
        {"text=none", "add contact A1 name=\"Ana Ruiz\" role=champion",
            "add contact A1 name=\"Bo Lind\" role=buyer"}},
    {"2026-11-13", "value",
        {"add value A1 date=today story=\"two days, were nine\" confirmed_by=\"Ana Ruiz\""}},
    {"2026-11-20", "forecast", {"category=commit", "text=\"120k, Ana asked for it\""}},
    {"2026-11-30", "intent", {"note A1 --kind call -m \"would renew today; Bo signs\""}},
    {"2026-12-15", "offer", {"text=\"126k, 12 months\""}},
    {"2026-12-30", "price", {"date=2026-12-30", "text=\"Bo Lind, by mail\""}},
    {"2026-12-30", "proposal", {"text=126k", "date=2026-12-30"}},
    {"2027-01-14", "executive", .skip = "all is well"},
    {"2027-01-29", "verbal", {"text=\"Bo Lind, today: we renew\""}},
    {"2027-02-12", "paper", {"text=\"with their legal since 8 Feb\""}},
    {"2027-02-26", "booked",
        {"choice=won", "text=\"126k, 12 months, 60 days\"", "text2=none",
            "add goal A1 statement=\"accounting in the north too\""}},
    {0},
};

static void renewal(void **state)
{
    walk(&(struct walk){
        .playbook = "renewal",
        .day = "2026-10-29",
        .had = second_term,
        .steps = renewal_steps,
        .then = renewed,
        .ends = "2027-02-26",
        .succeeds = "2027-03-01",
        .not_yet = "2027-03-27",
        .counted = "2027-03-28",
    });
}

/* --- a small account in the red, which is well again a week after the end --- */

#define MARKS(day, nps, csat, users)                                                               \
    "import - --kind measures\naccount,date,metric,value\nA1," day ",nps_account," nps "\nA1," day \
    ",csat," csat "\nA1," day ",active_users," users "\nA1," day ",logins," users "\n"

static const struct walk_line in_the_red[] = {
    {"2026-11-22", "add account id=A1 name=Globex arr=20k stage=steady start=2025-06-01 "
                   "renewal=2027-12-01 tier=mid owner=Dana seats=100"},
    {"2026-11-22", "add account id=A2 name=Initech arr=900k stage=steady"},
    {"2026-11-22", MARKS("2026-11-22", "-60", "1", "10")},
    {0},
};
static const struct walk_line in_the_green[] = {
    {"2027-01-29", MARKS("2027-01-29", "60", "5", "90")},
    {"2027-01-29", "note A1 --kind call --sentiment good --with \"Ana Ruiz\" -m \"all is well\""},
    {0},
};
static const struct walk_step risk_steps[] = {
    {"2026-11-24", "assess", {"text=\"the export\"", "text2=20k", "date=2027-01-31"}},
    {"2026-11-26", "hear", {"note A1 --kind call -m \"it failed three times\""}},
    {"2026-11-30", "cause", {"choice=quality", "text=\"three tickets\""}},
    {"2026-11-30", "inside", {"task add A1 \"mend the export\" --kind ask --due 2026-12-11"}},
    {"2026-12-07", "plan",
        {"text=\"mended by 11 Dec, tried by 18\"", "text2=\"ten runs without a fault\""}},
    {"2026-12-07", "executives", .skip = "too small for that"},
    {"2026-12-14", "check-1", {"text=\"mended\""}},
    {"2026-12-21", "check-2", {"text=\"seven of ten\""}},
    {"2026-12-23", "halfway", {"choice=on", "category=\"at risk\""}},
    {"2027-01-22", "close", {"choice=saved", "text=\"try it with their data first\""}},
    {0},
};

static void risk_recovery(void **state)
{
    walk(&(struct walk){
        .playbook = "risk-recovery",
        .day = "2026-11-23",
        .had = in_the_red,
        .steps = risk_steps,
        .then = in_the_green,
        .ends = "2027-01-22",
        .succeeds = "2027-01-29",
        .not_yet = "2027-02-20",
        .counted = "2027-02-21",
    });
}

/* --- the news comes before the day: she is still there when it starts --- */

static const struct walk_line leaving[] = {
    {"2026-11-23", "add account id=A1 name=Globex arr=120k stage=steady start=2025-06-01 "
                   "renewal=2027-12-01 tier=mid owner=Dana"},
    {"2026-11-23", "add contact A1 id=P1 name=\"Ana Ruiz\" role=champion"},
    {0},
};
static const struct walk_step champion_steps[] = {
    {"2026-11-24", "confirm",
        {"date=2026-11-30", "set contact P1 status=left", "text=\"to Initech\""}},
    {"2026-11-24", "goodbye"},
    {"2026-11-25", "left", {"text=\"Bo signs, Cleo ran the reports\""}},
    {"2026-11-26", "sponsor"},
    {"2026-12-03", "page", {"text=\"in their folder\""}},
    {"2026-12-07", "meet", {"note A1 --kind meeting -m \"Cleo wants to be known for the north\""}},
    {"2026-12-14", "goals", {"add goal A1 statement=\"the north too\"", "text=Cleo"}},
    {"2026-12-21", "second-thread", .skip = "nobody else yet"},
    {"2027-01-07", "named", {"add contact A1 name=Cleo role=champion"}},
    {"2027-01-07", "forecast", {"category=commit"}},
    {0},
};

static void champion_change(void **state)
{
    walk(&(struct walk){
        .playbook = "champion-change",
        .day = "2026-11-23",
        .had = leaving,
        .steps = champion_steps,
        .ends = "2027-01-07",
        .succeeds = "2027-01-07",
        .not_yet = "2027-02-05",
        .counted = "2027-02-06",
    });
}

/* --- news each working day until it is fixed --- */

static const struct walk_line burning[] = {
    {"2026-11-23", "add account id=A1 name=Globex arr=120k stage=steady start=2025-06-01 "
                   "renewal=2027-12-01 tier=mid owner=Dana"},
    {"2026-11-23", "add ticket A1 id=T1 subject=\"App down\" priority=urgent escalated=yes"},
    {0},
};
static const struct walk_line put_out[] = {
    {"2026-12-22", "set ticket T1 closed=2026-12-22"},
    {0},
};
static const struct walk_step escalation_steps[] = {
    {"2026-11-23", "acknowledge"},
    {"2026-11-23", "facts", {"text=\"no login since nine, 40 people\""}},
    {"2026-11-24", "owner", {"text=\"Bo, again at five\""}},
    {"2026-11-24", "sponsors"},
    {"2026-11-25", "update", .beside = -1},
    {"2026-11-26", "update", .beside = -1},
    {"2026-11-27", "update", .beside = -1},
    {"2026-11-30", "fixed", {"text=\"Ana Ruiz\""}, .beside = 1},
    {"2026-12-07", "lesson", {"note A1 --kind email -m \"what happened\""}},
    {"2026-12-14", "how", {"note A1 --kind call --sentiment good -m \"calm again\""}},
    {"2026-12-21", "close", {"category=commit", "text=\"green again\""}},
    {0},
};

static void escalation(void **state)
{
    walk(&(struct walk){
        .playbook = "escalation",
        .day = "2026-11-23",
        .had = burning,
        .steps = escalation_steps,
        .then = put_out,
        .ends = "2026-12-21",
        .succeeds = "2026-12-22",
        .not_yet = "2027-01-19",
        .counted = "2027-01-20",
        .undone = true,
    });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(renewal),
        cmocka_unit_test(risk_recovery),
        cmocka_unit_test(champion_change),
        cmocka_unit_test(escalation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
