/* Walks through hand-over, onboarding, taking over and adoption drive. 23 Nov 2026 is a Monday; the
 * days are those of the playbooks, counted on a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/walk.h"

/* --- from sales: counts from the start of the contract, Tue 1 Dec --- */

static const struct walk_line sold[] = {
    {"2026-11-20", "add account id=A1 name=Globex arr=120k stage=onboarding start=2026-12-01 "
                   "renewal=2027-12-01 tier=mid owner=Dana"},
    {0},
};
static const struct walk_step hand_over_steps[] = {
    {"2026-12-02", "seller",
        {"note A1 --kind internal -m \"They want to close the month faster\""}},
    {"2026-12-03", "promises", {"text=\"an export to their bank by March\""}},
    {"2026-12-03", "people",
        {"add contact A1 name=\"Ana Ruiz\" role=champion",
            "add contact A1 name=\"Bo Lind\" role=buyer", "person3=\"not known\""}},
    {"2026-12-04", "contract",
        {"set account A1 notice_days=60d auto_renew=yes seats=40", "add contract A1 uplift=5%"}},
    {"2026-12-04", "fit", {"choice=\"good: a team of their own\""}},
    {"2026-12-07", "introduction", .skip = "the seller has left"},
    {"2026-12-08", "accept", {"task add A1 \"name the format of the bank\" --kind ask --due +5d"}},
    {0},
};

static void hand_over(void **state)
{
    walk(&(struct walk){
        .playbook = "hand-over",
        .day = "2026-11-23",
        .had = sold,
        .steps = hand_over_steps,
        .ends = "2026-12-08",
        .succeeds = "2026-12-08",
        .not_yet = "2027-01-06",
        .counted = "2027-01-07",
        .undone = true,
    });
}

/* --- the second product of a customer who has had value from the first --- */

static const struct walk_line signed_up[] = {
    {"2026-11-23", "add account id=A1 name=Globex arr=120k stage=onboarding start=2026-11-23 "
                   "renewal=2027-11-23 tier=mid owner=Dana"},
    {"2026-11-23", "add value A1 date=2026-03-02 story=\"half the time\" confirmed_by=Ana"},
    {0},
};
static const struct walk_step onboarding_steps[] = {
    {"2026-11-23", "read"},
    {"2026-11-24", "welcome", {"date=2026-11-30"}},
    {"2026-11-30", "kickoff",
        {"add contact A1 name=\"Ana Ruiz\" role=champion",
            "note A1 --kind meeting --with \"Ana Ruiz\" -m \"What they want from it\""}},
    {"2026-12-02", "goals",
        {"add goal A1 statement=\"invoices out in two days\" baseline=9 target=2 due=2027-03-31 "
         "owner=\"Ana Ruiz\""}},
    {"2026-12-03", "plan", {"date=2026-12-18", "text=\"an invoice run of their own\""}},
    {"2026-12-07", "live", {"choice=nothing"}},
    {"2026-12-09", "train-admins", {"note A1 --kind training --with \"Ana Ruiz\" -m Trained"}},
    {"2026-12-14", "train-users", .skip = "Ana trains them"},
    {"2026-12-14", "second-thread", {"add contact A1 name=\"Bo Lind\" role=user"}},
    {"2026-12-21", "first-value",
        {"add value A1 date=today story=\"two days, were nine\" confirmed_by=\"Ana Ruiz\"",
            "note A1 --kind call -m \"Ana showed me the run\""},
        .says = "first value confirmed, stage onboarding to adopting"},
    {"2026-12-24", "sponsor", {"text=\"glad, wants it for the north too\""}},
    {"2026-12-28", "close", {"text=\"every month\"", "date=2027-02-22"}, .says = "finished"},
    {0},
};

static void onboarding(void **state)
{
    walk(&(struct walk){
        .playbook = "onboarding",
        .day = "2026-11-23",
        .had = signed_up,
        .steps = onboarding_steps,
        .ends = "2026-12-28",
        .succeeds = "2026-12-21",
        .not_yet = "2027-01-26",
        .counted = "2027-01-27",
        .stage = "adopting",
        .undone = true,
    });
}

/* --- from a colleague, who had called a forecast in a renewal of her own --- */

static const struct walk_line taken_over[] = {
    {"2026-11-23", "add account id=A1 name=Globex arr=120k stage=steady start=2026-06-01 "
                   "renewal=2027-06-01 tier=mid owner=Dana"},
    {"2026-11-23", "playbook start renewal A1"},
    {"2026-11-23", "playbook step db-1 forecast category=\"best case\" text=\"120k, a feeling\""},
    {0},
};
static const struct walk_step taking_over_steps[] = {
    {"2026-11-25", "read"},
    {"2026-11-26", "colleague", .skip = "she has left already"},
    {"2026-11-30", "gaps",
        {"set account A1 notice_days=60d auto_renew=no", "person=\"not known\"",
            "sentiment=\"not known\""}},
    {"2026-11-30", "introduction"},
    {"2026-12-14", "talk", {"note A1 --kind call --sentiment good -m \"Do not break the export\""}},
    {"2026-12-21", "promises", {"text=none"}},
    {"2026-12-23", "forecast", {"category=commit", "text=\"120k\""}},
    {0},
};

static void taking_over(void **state)
{
    walk(&(struct walk){
        .playbook = "taking-over",
        .day = "2026-11-23",
        .had = taken_over,
        .steps = taking_over_steps,
        .ends = "2026-12-23",
        .succeeds = "2026-12-23",
        .not_yet = "2027-01-21",
        .counted = "2027-01-22",
    });
}

/* --- usage that comes back after the end --- */

static const struct walk_line unused[] = {
    {"2026-11-23", "add account id=A1 name=Globex arr=120k stage=adopting start=2026-05-01 "
                   "renewal=2027-12-01 tier=mid owner=Dana seats=100 active_seats=30"},
    {0},
};
static const struct walk_line used[] = {
    {"2027-01-18", "import - --kind measures\naccount,date,metric,value\n"
                   "A1,2027-01-18,active_users,75\n"},
    {0},
};
static const struct walk_step adoption_steps[] = {
    {"2026-11-24", "who", {"note A1 --kind internal -m \"Accounting stopped in October\""}},
    {"2026-11-27", "why", {"note A1 --kind call -m \"A new boss, the old sheets\""}},
    {"2026-12-02", "use-case",
        {"add goal A1 statement=\"accounting uses it\" baseline=30 target=70"}},
    {"2026-12-09", "session",
        {"note A1 --kind training --with \"Ana Ruiz\" -m \"in their weekly meeting\""}},
    {"2026-12-10", "manager", .skip = "he was there"},
    {"2026-12-23", "number", {"text=\"45 of 100, were 30\""}},
    {"2026-12-28", "sponsor"},
    {"2027-01-07", "decide", {"choice=keep"}},
    {0},
};

static void adoption_drive(void **state)
{
    walk(&(struct walk){
        .playbook = "adoption-drive",
        .day = "2026-11-23",
        .had = unused,
        .steps = adoption_steps,
        .then = used,
        .ends = "2027-01-07",
        .succeeds = "2027-01-18",
        .not_yet = "2027-02-05",
        .counted = "2027-02-06",
    });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hand_over),
        cmocka_unit_test(onboarding),
        cmocka_unit_test(taking_over),
        cmocka_unit_test(adoption_drive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
