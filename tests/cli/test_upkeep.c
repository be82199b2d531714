/* Playbooks on the command line without their user: what begins, follows and ends by itself, and
 * the one undo that takes it back. 23 Nov 2026 is a Monday; the run db-1 is Globex's renewal, which
 * ends on Thu 18 Feb 2027. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/book.h"
#include "support/home.h"

#define PLAY(home, lines) book_play(home, lines, COUNT_OF(lines))

#define VERBAL "list steps --csv --columns due --where \"title ~ verbal\""

/* The verbal answer is due 30 days before the decision, rolled back: Tue 19 Jan 2027, and with four
 * weeks more Tue 16 Feb. */
static void a_date_set_by_hand_moves_the_renewal(void **state)
{
    static const struct book_line lines[] = {
        {VERBAL, 0, "2027-01-19"},
        {"set account A1 renewal=2027-03-19", 0, "dates moved"},
        {VERBAL, 0, "2027-02-16"},
        {"undo", 0, "dates moved"},
        {VERBAL, 0, "2027-01-19"},
        {"list accounts --csv --columns id,renewal", 0, "A1,2027-02-19"},
        {"redo", 0, "dates moved"},
        {VERBAL, 0, "2027-02-16"},
        {"undo", 0, ""},
        /* a line of its own stands above what the account says; so does its end */
        {"add contract A1 id=L1 product=Fleet arr=420k ends=2027-03-18", 0, ""},
        {VERBAL, 0, "2027-02-16"},
        {"set contract L1 ends=2027-04-15", 0, "dates moved"},
        {VERBAL, 0, "2027-03-16"},
        {"undo 2", 0, "dates moved"},
        {VERBAL, 0, "2027-01-19"},
        /* what touches no date moves none */
        {"set account A1 owner=Bo", 0, "!moved"},
    };
    char *home = book_home();

    PLAY(home, lines);
    home_free(home);
    (void)state;
}

static void an_import_moves_the_renewal(void **state)
{
    static const struct book_line lines[] = {
        {"import moved.csv", 0, "dates of playbooks moved with it"},
        {VERBAL, 0, "2027-02-16"},
        {"log", 0, "import of moved.csv: 0 created, 1 updated; "},
        {"undo", 2, "the newest change came from the import"},
        {"undo --id 12", 0, "undid: import of moved.csv"},
        {VERBAL, 0, "2027-01-19"},
        {"list accounts --csv --columns id,renewal", 0, "A1,2027-02-19"},
        {"redo", 0, "redid: import of moved.csv"},
        {VERBAL, 0, "2027-02-16"},
        {"import moved.csv", 0, "1 unchanged"},
        {VERBAL, 0, "2027-02-16"},
    };
    char *home = book_home();

    free(home_write(home, "moved.csv", "id,name,renewal\nA1,Globex,2027-03-19\n"));
    PLAY(home, lines);
    home_free(home);
    (void)state;
}

static void who_would_enter_and_why(void **state)
{
    static const struct book_line lines[] = {
        /* Acme Süd was added with 29 days to go: offered, not begun */
        {"playbook matches renewal", 0, "decision in 29 days"},
        {"playbook matches renewal", 0, "!Globex"},
        {"playbook matches renewal --json", 0, "\"why\": \"decision in 29 days\""},
        {"playbook matches escalation", 0, "no account would enter now"},
        {"playbook matches nonsense", 2, "nonsense"},
        {"show \"Acme S\303\274d\"", 0, "can start: Renewal, decision in 29 days"},
        {"show \"Acme S\303\274d\" --json", 0, "\"why\": \"decision in 29 days\""},
        {"list signals", 0, "playbook:renewal"},
        {"signals", 0, "decision in 29 days"},
        {"list risks", 0, "!playbook:"},
        {"playbook start renewal \"Acme S\303\274d\"", 0, "db-3"},
        {"playbook matches renewal", 0, "no account would enter now"},
        {"list signals", 0, "!playbook:renewal"},
        {"undo", 0, "undid"},
        {"playbook matches renewal", 0, "decision in 29 days"},
    };
    char *home = book_home();

    PLAY(home, lines);
    home_free(home);
    (void)state;
}

/* On 22 Feb Acme Nord is 119 days from its decision: daybook begins its renewal overnight. */
static void it_begins_on_its_day(void **state)
{
    static const struct book_line lines[] = {
        {"list runs --csv --columns account,playbook,status", 0, "!Acme Nord,renewal"},
        {"today --today 2027-02-11", 0, ""},
        {"playbook status \"Acme Nord\" --today 2027-02-11", 0, "Renewal"},
        {"log --today 2027-02-11", 0, "daybook began Renewal for Acme Nord"},
        {"log --today 2027-02-11", 0, "daybook "},
        /* the user's own undo is the user's own change */
        {"undo --today 2027-02-11", 0, "!Renewal for Acme Nord"},
    };
    char *home = book_home();

    PLAY(home, lines);
    home_free(home);
    (void)state;
}

static void it_ends_by_its_exit(void **state)
{
    static const struct book_line lines[] = {
        {"set account A1 stage=churned", 0, "Renewal ended, stage = churned"},
        {"list runs --csv --columns id,status,why", 0, "db-1,cancelled,stage = churned"},
        {"playbook status", 0, "!Globex"},
        {"undo", 0, "Renewal ended"},
        {"list runs --csv --columns id,status", 0, "db-1,open"},
        {"playbook status", 0, "Globex"},
    };
    char *home = book_home();

    PLAY(home, lines);
    home_free(home);
    (void)state;
}

static int forget(void **state)
{
    (void)state;
    book_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_set_by_hand_moves_the_renewal),
        cmocka_unit_test(an_import_moves_the_renewal),
        cmocka_unit_test(who_would_enter_and_why),
        cmocka_unit_test(it_begins_on_its_day),
        cmocka_unit_test(it_ends_by_its_exit),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
