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
#include "support/jnode.h"

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
        {"undo --id 19", 0, "undid: import of moved.csv"},
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

/* Each file moves the decision of Thu 18 Feb 2027, each undo takes file and dates back; then the
 * days of the verbal answer and of the decision. */
static const struct moving {
    const char *file, *verbal, *decides;
} movings[] = {
    /* the implied line written out */
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-02-18\n", "2027-01-19",
        "2027-02-18"},
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-03-18\n", "2027-02-16",
        "2027-03-18"},
    /* a second product that decides before */
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-02-18\n"
     "A1,L2,Desk,20000,2026-02-01,2027-01-31\n",
        "2027-01-01", "2027-01-31"},
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-02-18\n"
     "A1,L2,Desk,20000,2026-02-01,2027-05-31\n",
        "2027-01-19", "2027-02-18"},
    /* a month of notice, as a column of the accounts */
    {"id,name,notice_days,auto_renew\nA1,Globex,1m,yes\n", "2026-12-18", "2027-01-18"},
    {"id,name,renewal\nA1,Globex,2027-01-19\n", "2026-12-18", "2027-01-18"},
    /* half a term on, the renewal is won: this run is of the one before */
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-08-17\n", "2027-07-16",
        "2027-08-17"},
    {"account,id,product,arr,start,ends\nA1,L1,Fleet,420000,2026-02-19,2027-08-20\n", "2027-01-19",
        "2027-08-20"},
    {"id,name,renewal\nA1,Globex,2028-02-19\n", "2027-01-19", "2028-02-18"},
    /* its line is closed; the other product decides three months later */
    {"account,id,product,arr,start,ends,status\nA1,L1,Fleet,420000,2026-02-19,2027-02-18,renewed\n"
     "A1,L2,Desk,20000,2026-06-01,2027-05-31,open\n",
        "2027-01-19", "2027-05-31"},
};

static const char *import_id(const char *home, struct arena *arena)
{
    char *text = book_text(home, "log --json --limit 4");
    const struct jnode *log = jnode_read(arena, text), *entry = log->first;

    while (entry && strcmp(jnode_text(entry, "by"), "import") != 0)
        entry = entry->next;
    assert_non_null(entry);
    free(text);
    return arena_format(arena, "undo --id %d", (int)jnode_number(entry, "id"));
}

static void assert_moved(const char *home, const char *verbal, const char *decides)
{
    const struct book_line lines[] = {
        {VERBAL, 0, verbal},
        {"list accounts --csv --columns decides_on --where \"name = Globex\"", 0, decides},
    };

    PLAY(home, lines);
}

static void whatever_moves_the_decision(void **state)
{
    for (size_t i = 0; i < COUNT_OF(movings); i++) {
        struct arena arena = {0};
        char *home = book_home();

        free(home_write(home, "moved.csv", movings[i].file));
        PLAY(home, ((struct book_line[]){{"import moved.csv", 0, "0 rejected"}}));
        assert_moved(home, movings[i].verbal, movings[i].decides);
        PLAY(home, ((struct book_line[]){{import_id(home, &arena), 0, "undid: import"}}));
        assert_moved(home, "2027-01-19", "2027-02-18");
        PLAY(home, ((struct book_line[]){{"redo", 0, "redid: import"}}));
        assert_moved(home, movings[i].verbal, movings[i].decides);
        arena_fini(&arena);
        home_free(home);
    }
    (void)state;
}

/* The run of the term before stays open, and next year's begins all the same, in its time. */
static void a_renewal_that_is_won_leaves_its_run(void **state)
{
    static const struct book_line lines[] = {
        {"set account A1 renewal=2028-02-19", 0, "Renewal has its success"},
        {"set account A1 arr=430k", 0, "!moved"},
        {"list runs --csv --columns id,anchor,status --where \"id = db-1\"", 0,
            "db-1,2027-02-18,open"},
        {"today --today 2027-10-21", 0, ""},
        {"list runs --csv --columns anchor --where \"playbook = renewal and id != db-1\"", 0,
            "!2028"},
        {"playbook cancel db-1 --why \"won\" --today 2027-03-01", 0, "cancelled"},
        {"today --today 2027-10-22", 0, ""},
        {"list runs --csv --columns anchor,status --where \"playbook = renewal and id != db-1\"", 0,
            "2028-02-18,open"},
    };
    char *home = book_home();

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_set_by_hand_moves_the_renewal),
        cmocka_unit_test(an_import_moves_the_renewal),
        cmocka_unit_test(whatever_moves_the_decision),
        cmocka_unit_test(a_renewal_that_is_won_leaves_its_run),
        cmocka_unit_test(who_would_enter_and_why),
        cmocka_unit_test(it_begins_on_its_day),
        cmocka_unit_test(it_ends_by_its_exit),
    };
    return cmocka_run_group_tests(tests, NULL, book_forget);
}
