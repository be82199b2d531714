/* Walks through QBR, EBR, expansion and advocacy. 23 Nov 2026 is a Monday; the days are those of
 * the playbooks, counted on a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/walk.h"

#define ACCOUNT                                                                                    \
    "add account id=A1 name=Globex arr=120k stage=steady start=2025-06-01 renewal=2027-12-01 "     \
    "owner=Dana tier="

/* --- the review moves by a day in the first step, to Tue 22 Dec --- */

static const struct walk_line reviewed[] = {
    {"2026-09-22", ACCOUNT "mid"},
    {"2026-09-22", "note A1 --kind qbr --with \"Ana Ruiz\" -m \"The last one\""},
    {0},
};
static const struct walk_step qbr_steps[] = {
    {"2026-11-23", "date", {"text=\"Ana and Bo\"", "date=2026-12-22"}, .says = "dates moved"},
    {"2026-12-08", "figures", {"text=\"two goals; seats are stale\""}},
    {"2026-12-10", "ask", {"note A1 --kind call -m \"the north\""}},
    {"2026-12-15", "draft", {"text=\"in their folder\""}},
    {"2026-12-18", "rehearse"},
    {"2026-12-18", "send"},
    {"2026-12-22", "hold",
        {"note A1 --kind qbr --with \"Ana Ruiz, Bo Lind\" -m Held", "text=\"the north by March\""}},
    {"2026-12-23", "recap", {"text=\"the north: Ana, 31 Mar\""}},
    {"2026-12-29", "actions", {"text=\"the north: on\""}},
    {"2026-12-29", "next", {"date=2027-06-22"}},
    {0},
};

static void qbr(void **state)
{
    walk(&(struct walk){
        .playbook = "qbr",
        .day = "2026-11-23",
        .on = "2026-12-21",
        .had = reviewed,
        .steps = qbr_steps,
        .ends = "2026-12-29",
        .succeeds = "2026-12-22",
        .not_yet = "2027-01-27",
        .counted = "2027-01-28",
        .undone = true,
    });
}

static const struct walk_line large[] = {
    {"2026-09-21", ACCOUNT "enterprise"},
    {0},
};
static const struct walk_step ebr_steps[] = {
    {"2026-09-22", "goals", {"note A1 --kind internal -m \"The north, says their report\""}},
    {"2026-09-25", "invite", {"date=2026-12-21", "text=\"Cleo and our Eve\""}},
    {"2026-11-20", "value", {"value=\"not confirmed\""}},
    {"2026-12-07", "brief-ours", {"text=\"one page; no word of the price\""}},
    {"2026-12-11", "story", {"note A1 --kind call -m \"Ana shows the result\""}},
    {"2026-12-16", "send", {"text=\"in their folder\""}},
    {"2026-12-21", "hold",
        {"note A1 --kind ebr --with Cleo -m Held", "text=\"the north by March\""}},
    {"2026-12-22", "thanks"},
    {"2027-01-04", "actions", {"date=2027-03-01"}},
    {0},
};

static void ebr(void **state)
{
    walk(&(struct walk){
        .playbook = "ebr",
        .day = "2026-09-21",
        .on = "2026-12-21",
        .had = large,
        .steps = ebr_steps,
        .ends = "2027-01-04",
        .succeeds = "2026-12-21",
        .not_yet = "2027-02-02",
        .counted = "2027-02-03",
    });
}

/* --- a customer who bought more already, last spring --- */

static const struct walk_line well[] = {
    {"2026-11-23", ACCOUNT "mid"},
    {"2026-11-23", "set account A1 health_set=90 health_why=\"all is well\" "
                   "health_until=2027-12-31"},
    {"2026-11-23", "add opportunity A1 id=O0 name=\"the east\" kind=upsell amount=20k "
                   "close=2026-04-01 stage=\"closed won\""},
    {0},
};
static const struct walk_line sold_more[] = {
    {"2027-02-01", "set opportunity O1 stage=\"closed won\" close=2027-02-01"},
    {0},
};
static const struct walk_step expansion_steps[] = {
    {"2026-11-25", "qualify", {"text=\"the north, Cleo, before the audit\""}},
    {"2026-11-25", "ground", {"choice=\"none open\""}},
    {"2026-11-30", "proof",
        {"add value A1 date=today story=\"two days, were nine\" confirmed_by=\"Ana Ruiz\""}},
    {"2026-12-02", "words", {"note A1 --kind call -m \"nine days cost them a clerk\""}},
    {"2026-12-09", "buyer", {"add contact A1 name=\"Bo Lind\" role=buyer", "date=\"not known\""}},
    {"2026-12-10", "hand",
        {"add opportunity A1 id=O1 name=\"the north\" kind=upsell amount=40k close=2027-01-31 "
         "stage=qualified"}},
    {"2026-12-21", "joint", .skip = "sales went alone"},
    {"2027-01-22", "outcome", {"choice=\"later: signed on 1 Feb\""}},
    {0},
};

static void expansion(void **state)
{
    walk(&(struct walk){
        .playbook = "expansion",
        .day = "2026-11-23",
        .had = well,
        .steps = expansion_steps,
        .then = sold_more,
        .ends = "2027-01-22",
        .succeeds = "2027-02-01",
        .not_yet = "2027-02-20",
        .counted = "2027-02-21",
    });
}

static const struct walk_step advocacy_steps[] = {
    {"2026-11-24", "moment", {"choice=yes"}},
    {"2026-11-25", "pick", {"choice=quote"}},
    {"2026-11-30", "ask", {"choice=yes", "text=\"Ana Ruiz\""}},
    {"2026-12-07", "permission", {"text=\"Bo Lind\""}},
    {"2026-12-14", "easy", {"text=\"three lines to correct\""}},
    {"2026-12-23", "delivered", {"text=\"a quote, on our page\"", "date=2026-12-23"}},
    {"2026-12-28", "thanks"},
    {0},
};

static void advocacy(void **state)
{
    walk(&(struct walk){
        .playbook = "advocacy",
        .day = "2026-11-23",
        .had = well,
        .steps = advocacy_steps,
        .ends = "2026-12-28",
        .succeeds = "2026-12-23",
        .not_yet = "2027-01-26",
        .counted = "2027-01-27",
    });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(qbr),
        cmocka_unit_test(ebr),
        cmocka_unit_test(expansion),
        cmocka_unit_test(advocacy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
