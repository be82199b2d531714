/* Two accounts made one at the command line, what looks alike, and what a person sees of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/attributes.h"
#include "cli/book.h"
#include "support/home.h"

#define TWICE                                                                                      \
    "id,name,domain,arr,start,renewal,phone\nJ1,Jupiter,jupiter.com,5000,2025-01-01,2027-01-01,\n" \
    "J2,Jupiter Inc.,jupiter.io,4000,2025-01-01,2027-01-01,555\n"

static void play(const struct book_line *lines, size_t count)
{
    char *home = book_home();

    free(home_write(home, "twice.csv", TWICE));
    book_play(home, lines, count);
    home_free(home);
}

static void the_same_customer_twice(void **state)
{
    static const struct book_line lines[] = {
        {"import twice.csv", 0, "1 possible duplicate of accounts: daybook duplicates"},
        {"duplicates", 0, "same name jupiter"},
        {"duplicates --json", 0, "\"other\": \"J2\""},
        {"merge J2 J1 --dry-run", 0, "before, $5,000 after"},
        {"merge J2 J1 --dry-run", 0, "stays as it is: name, domain, arr"},
        {"list accounts --csv --columns id", 0, "J2"},
        {"merge J2 J1", 0, "Jupiter: Jupiter Inc. (J2) merged into it"},
        {"list accounts --csv --columns id", 0, "!J2"},
        {"list accounts --csv --columns id,arr_now,former", 0,
            "J1,5000.00,id=J2;domain=jupiter.io"},
        {"show J1 --json", 0, "\"phone\": \"555\""},
        {"duplicates", 0, "No two accounts look alike."},
        {"import twice.csv", 0, "0 created, 0 updated, 2 unchanged"},
        {"undo", 0, "undid: Jupiter: Jupiter Inc. (J2) merged into it"},
        {"list accounts --csv --columns id,arr_now,former", 0, "J2,4000.00,"},
        {"merge J1 J1", 2, "the same account twice"},
        {"merge J1 nobody", 2, "no account 'nobody'"},
        {"merge Jupi J1", 2, "more than one account"},
        {"duplicates apart J1 J2", 0, "are not the same"},
        {"duplicates", 0, "No two accounts look alike."},
        {"duplicates apart J2 J1 --not", 0, "may be the same"},
        {"duplicates", 0, "same name jupiter"},
    };

    play(lines, COUNT_OF(lines));
}

static void one_buys_another(void **state)
{
    static const struct book_line lines[] = {
        {"import twice.csv", 0, "2 created"},
        {"absorb J2 J1 --dry-run", 0, "would be bought by Jupiter (J1)"},
        {"absorb J2 J1 --dry-run", 0, "$9,000 after"},
        {"--read-only absorb J2 J1 --dry-run --json", 0, "\"arr_after\": 9000.00"},
        {"--read-only absorb J2 J1", 3, "--read-only was given"},
        {"absorb J2 J1 --json", 2, "--json is for --dry-run"},
        {"add ticket J2 id=T1 subject=open opened=-3d status=open", 0, "T1"},
        {"add ticket J2 id=T2 subject=shut opened=-9d closed=-3d status=solved", 0, "T2"},
        {"add feedback J2 id=F1 theme=sso text=asked", 0, "F1"},
        {"add feedback J2 id=F2 theme=api text=had status=done", 0, "F2"},
        {"add measure J2 date=-3d metric=logins value=5", 0, ""},
        {"absorb J2 J1", 0, "Jupiter: bought Jupiter Inc. (J2)"},
        {"list tickets --csv --columns id,account --sort id", 0, "T1,J1\nT2,J2\n"},
        {"list feedback --csv --columns id,account --sort id", 0, "F1,J1\nF2,J2\n"},
        {"list measures --csv --columns account,value", 0, "J2,5\n"},
        {"list accounts --csv --columns id,arr_now,stage", 0, "J2,0.00,churned"},
        {"list accounts --csv --columns id,arr_now", 0, "J1,9000.00"},
        {"list movements --csv --columns account,kind,amount,other", 0, "J1,transfer,4000.00,J2"},
        {"list notes --csv --columns account,body", 0, "Bought by Jupiter (J1)"},
        {"import twice.csv", 0, "2 unchanged"},
        {"list accounts --csv --columns id,arr_now", 0, "J1,9000.00"},
        {"absorb J1 J2", 2, "it cannot have bought it"},
        {"undo", 0, "undid: Jupiter: bought Jupiter Inc. (J2)"},
        {"list accounts --csv --columns id,arr_now", 0, "J2,4000.00"},
        {"list movements --csv --columns kind", 0, "!transfer"},
        {"list tickets --csv --columns id,account --sort id", 0, "T1,J2\nT2,J2\n"},
    };

    play(lines, COUNT_OF(lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_customer_twice),
        cmocka_unit_test(one_buys_another),
    };

    return cmocka_run_group_tests_name("cli join", tests, NULL, book_forget);
}
