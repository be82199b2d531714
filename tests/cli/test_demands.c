/* What a step demands, kind by kind: refused with the command that gives it, and met by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "cli/book.h"

/* The gate is step 1 of db-3; Globex is A1, with a champion and a renewal date, and no sponsor. */
struct demand_case {
    const char *demand;
    const char *hint;     /* after `daybook`, as the refusal says it */
    const char *given[2]; /* the same with its blanks filled; the last one may be the tick */
};
static const struct demand_case cases[] = {
    {"note", "note A1 --kind call -m TEXT", {"note A1 --kind call -m \"Spoke to Ana\""}},
    {"attendees", "note A1 --kind call --with NAME -m TEXT",
        {"note A1 --with \"Ana Ruiz\" -m Spoke"}},
    {"sentiment", "note A1 --kind call --sentiment good -m TEXT",
        {"note A1 --sentiment good -m Spoke"}},
    {"value: what they got", "add value A1 date=today story=TEXT confirmed_by=NAME",
        {"add value A1 date=today story=\"half the time\" confirmed_by=\"Ana Ruiz\""}},
    {"goal: yes", "add goal A1 statement=TEXT", {"add goal A1 statement=\"save time\""}},
    {"goal: yes, with: [baseline, target, due, owner]",
        "add goal A1 statement=TEXT baseline=N target=N due=DATE owner=TEXT",
        {"add goal A1 statement=\"save time\" baseline=48 target=24 due=+3m owner=Ana"}},
    {"person: sponsor", "add contact A1 name=NAME role=sponsor",
        {"add contact A1 name=\"Bo Lind\" role=sponsor"}},
    {"person: decision maker", "add contact A1 name=NAME role='decision maker'",
        {"add contact A1 name=\"Bo Lind\" role=\"decision maker\""}},
    {"person: anyone, count: 2", "add contact A1 name=NAME\n", {"add contact A1 name=\"Bo Lind\""}},
    {"contract: [ends, notice, auto_renew]", "set account A1 notice_days=60d auto_renew=yes",
        {"set account A1 notice_days=60d auto_renew=yes"}},
    {"contract: [ends, notice, uplift]",
        "set account A1 notice_days=60d; daybook add contract A1 uplift=5%",
        {"set account A1 notice_days=60d", "add contract A1 uplift=5%"}},
    {"contract: [forecast]", "add contract A1 forecast=", {"add contract A1 forecast=420k"}},
    {"date: the kickoff", "playbook step db-3 1 date=DATE", {"playbook step db-3 1 date=fri"}},
    {"category", "playbook step db-3 1 category=commit",
        {"playbook step db-3 1 category=\"best case\""}},
    {"choice: the fit, of: [good, poor]", "playbook step db-3 1 choice=good",
        {"playbook step db-3 1 choice=poor"}},
    {"choice: the fit, of: [good, poor], reason: yes", "playbook step db-3 1 choice='good: WHY'",
        {"playbook step db-3 1 choice=\"poor: nobody owns it\""}},
    {"text: the promises", "playbook step db-3 1 text=TEXT",
        {"playbook step db-3 1 text=\"none but the usual\""}},
    {"text: the promises, id: promises, or: none", "or: daybook playbook step db-3 1 promises=none",
        {"playbook step db-3 1 promises=none"}},
    {"value: what they got, or: not known", "or: daybook playbook step db-3 1 value='not known'",
        {"playbook step db-3 1 value=\"not known\""}},
    {"ask: to product", "task add A1 TITLE --kind ask", {"task add A1 \"fix export\" --kind ask"}},
    {"opportunity", "add opportunity A1 name=TEXT kind=upsell amount=N close=DATE",
        {"add opportunity A1 name=\"more seats\" kind=upsell amount=40k close=+2m"}},
};

static void write_playbook(const char *home, const char *demand, const char *need)
{
    char text[512];

    snprintf(text, sizeof(text),
        "id: one\ntitle: One\ntype: review\nsteps:\n"
        "  - {id: g, title: G, due: +1wd, need: %s, demands: [%s%s%s]}\n"
        "  - {id: z, title: Z, due: +2wd}\n",
        need, strchr(demand, ':') ? "{" : "", demand, strchr(demand, ':') ? "}" : "");
    book_playbook(home, "one.yaml", text);
}

static char *home_with(const char *demand, const char *need)
{
    static const struct book_line start = {"playbook start one Globex", 0, "db-3\n"};
    char *home = book_home();

    write_playbook(home, demand, need);
    book_play(home, &start, 1);
    return home;
}

static void assert_opens(const struct demand_case *row)
{
    char *home = home_with(row->demand, "gate");
    bool ticks = strncmp(row->given[0], "playbook step", 13) == 0;
    const struct book_line refused[] = {
        {"playbook step db-3 1", 2, "step 1, G, is a gate; it still needs"},
        {"playbook step db-3 1 done", 2, row->hint},
        {"list steps --csv --columns step,status", 0, "g,open"},
    };
    const struct book_line done = {"playbook step db-3 1", 0, "G done"};

    book_play(home, refused, COUNT_OF(refused));
    for (size_t i = 0; i < COUNT_OF(row->given) && row->given[i]; i++)
        book_play(home, &(struct book_line){row->given[i], 0, ticks ? "G done" : ""}, 1);
    if (!ticks)
        book_play(home, &done, 1);
    home_free(home);
}

static void each_demand_says_how_and_is_met_so(void **state)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_opens(&cases[i]);
}

/* No gate: it is not ticked in passing, keeps what it was given, and `done` passes over the rest.
 */
static void a_step_asks_before_it_is_ticked(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-3 1", 1, "step 1, G, asks for 1 thing:"},
        {"playbook step db-3 1", 1, "[ ] the promises: say it in a line"},
        {"playbook step db-3 1", 1, "daybook playbook step db-3 1 text=TEXT"},
        {"playbook step db-3 1 --json", 0, "\"command\": \"playbook step db-3 1 text=TEXT\""},
        {"list steps --csv --columns step,status", 0, "g,open"},
        {"playbook step db-3 1 done", 0, "G done"},
        {"playbook step db-3 1 reopen", 0, "G reopened"},
        {"playbook step db-3 1 text=none", 0, "G done"},
        {"playbook step db-3 1 reopen", 0, "G reopened"},
        {"playbook step db-3 1", 0, "G done"}, /* what was given is kept */
    };
    char *home = home_with("text: the promises", "required");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void what_is_given_in_part_is_kept(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-3 1 text=soon", 1, "G: noted"},
        {"playbook step db-3 1", 1, "[x] the promises: soon"},
        {"playbook step db-3 1", 1, "asks for 1 thing"},
        {"playbook step db-3 1 day=3", 2, "does not ask for \"day\"; it asks for text, date"},
        {"playbook step db-3 1 date=never", 2, "never"},
        {"playbook step db-3 1 date=2026-12-04", 0, "G done"},
    };
    char *home = home_with("text: the promises}, {date: the review", "optional");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* What is no answer is not noted, and takes no good one away. */
static void a_choice_is_one_of_its_words(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-3 1 choice=maybe", 2, "\"maybe\" does not do; say good or poor"},
        {"playbook step db-3 1 choice=good", 2, "with a reason after a colon"},
        {"playbook step db-3 1 choice=\"good: a team\"", 1, "noted"},
        {"playbook step db-3 1 choice=fine", 2, "does not do"},
        {"playbook step db-3 1", 1, "good: a team"},
        {"playbook step db-3 1 text=yes", 0, "G done"},
    };
    char *home =
        home_with("choice: the fit, of: [good, poor], reason: yes}, {text: more", "required");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* A gate stays closed, and nothing that was typed is lost. */
static void a_gate_keeps_what_is_given_in_part(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-3 1 text=soon", 1, "G: noted"},
        {"playbook step db-3 1 text=later", 1, "!say done after it"},
        {"playbook step db-3 1", 2, "it still needs a date: the review"},
        {"playbook step db-3 1", 2, "[x] the promises: later"},
        {"list steps --csv --columns step,status", 0, "g,open"},
        {"playbook step db-3 1 date=never", 2, "never"},
        {"playbook step db-3 1 date=2026-12-04", 0, "G done"},
    };
    char *home = home_with("text: the promises}, {date: the review", "gate");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* A term that is over says nothing of this one; a sale of last year is none of this run. */
static void what_is_over_meets_nothing(void **state)
{
    static const struct book_line lines[] = {
        {"add contract A1 id=L0 ends=2026-02-18 uplift=3% status=renewed", 0, ""},
        {"add contract A1 id=L1 arr=420k ends=2027-02-18", 0, ""},
        {"add opportunity A1 name=Old kind=upsell amount=9k close=2026-03-01", 0, ""},
        {"playbook step db-3 1", 2, "daybook set contract L1 uplift=5%"},
        {"set contract L1 uplift=4%", 0, ""},
        {"playbook step db-3 1", 2, "no opportunity with an amount and a close date"},
        {"add opportunity A1 name=New kind=upsell amount=9k close=2026-12-01", 0, ""},
        {"playbook step db-3 1", 0, "G done"},
    };
    char *home = home_with("contract: [ends, uplift]}, {opportunity: yes", "gate");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* A note that lacks only who was there takes the names. */
static void a_note_takes_what_it_lacks(void **state)
{
    static const struct book_line lines[] = {
        {"note A1 --kind call -m Spoke", 0, "db-1"},
        {"playbook step db-3 1", 2, "daybook set note db-1 attendees=NAME"},
        {"set note db-1 attendees=\"Ana Ruiz\"", 0, ""},
        {"playbook step db-3 1", 0, "G done"},
    };
    char *home = home_with("attendees", "gate");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_demand_says_how_and_is_met_so),
        cmocka_unit_test(a_step_asks_before_it_is_ticked),
        cmocka_unit_test(what_is_given_in_part_is_kept),
        cmocka_unit_test(a_choice_is_one_of_its_words),
        cmocka_unit_test(a_gate_keeps_what_is_given_in_part),
        cmocka_unit_test(what_is_over_meets_nothing),
        cmocka_unit_test(a_note_takes_what_it_lacks),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
