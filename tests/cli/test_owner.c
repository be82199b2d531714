/* The book is that of the setting `owner` (model.md Words): the queue, the header, renewals, value,
 * signals and metrics count the same accounts. Worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "cli/book.h"
#include "support/home.h"

/* Of Anna: Alpha and Delta, and Gamma, which nobody looks after. */
static const char accounts[] = "id,name,owner,arr,currency,start,renewal,tier,notice_given\n"
                               "W1,Alpha,Anna,100000,USD,2025-01-01,2027-01-01,enterprise,\n"
                               "W2,Beta,Ben,50000,USD,2025-01-01,2027-02-01,mid,2026-11-01\n"
                               "W3,Gamma,,25000,USD,2025-01-01,2027-03-01,smb,\n"
                               "W4,Delta,anna,10000,EUR,2025-01-01,2026-12-01,smb,\n"
                               "W5,Eps,Ben,200000,USD,2025-01-01,2026-12-05,smb,\n";

static char *make(const char *settings)
{
    char *home = home_new();

    free(home_write(home, "accounts.csv", accounts));
    free(book_text(home, "import accounts.csv"));
    char *folder = home_path(home, "config/daybook");

    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    free(home_write(home, "config/daybook/daybook.yaml", settings));
    return home;
}

static void without_it_the_book_is_all(void **state)
{
    static const struct book_line lines[] = {
        {"today", 0, "5 accounts   $375k ARR, +1 in other money"},
        {"renewals --json", 0, "\"book_arr\": 375000.00"},
        {"metrics --json", 0,
            "\"denominator\": 375000.00, \"currency\": \"USD\", \"beside\": [\"+1 in EUR\"]"},
        {"today", 0, "Eps"},
    };
    char *home = make("");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* The setting came after the book was scored: every number follows. The value term is the rank
 * among the two accounts of the book whose ARR is known: Alpha is the larger, Gamma the smaller. */
static void all_numbers_are_of_the_same_accounts(void **state)
{
    static const struct book_line lines[] = {
        {"today", 0, "3 accounts   $125k ARR, +1 in other money"},
        {"today", 0, "!Beta"},
        {"today", 0, "!Eps"},
        {"today --json", 0, "\"value\": 6, "},
        {"renewals --json", 0, "\"book_arr\": 125000.00"},
        {"list renewals", 0, "!Eps"},
        {"metrics --json", 0,
            "\"denominator\": 125000.00, \"currency\": \"USD\", \"beside\": [\"+1 in EUR\"]"},
        {"value --json", 0, "\"arr_without_goal\": 125000.00"},
        {"value", 0, "!Beta"},
        {"signals", 0, "!Beta"},
        {"signals --explain W2", 0, "notice given 1 Nov"},
        {"show W5", 0, "Eps"}, /* what is another's is still there */
        {"list accounts", 0, "Eps"},
        {"doctor", 0, "ok  totals: ok"},
    };
    char *home = make("owner: Anna\n");

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* On the same day: scores follow the settings that they read. */
static void a_rate_is_counted_at_once(void **state)
{
    static const struct book_line lines[] = {
        {"today", 0, "3 accounts   $136k ARR   "},
        {"renewals --json", 0, "\"book_arr\": 136000.00"},
        {"metrics --json", 0, "\"denominator\": 136000.00, \"currency\": \"USD\", \"beside\": []"},
    };
    char *home = make("owner: Anna\n");

    free(book_text(home, "today"));
    free(home_write(home, "config/daybook/daybook.yaml", "owner: Anna\nrates:\n  EUR: 1.1\n"));
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_it_the_book_is_all),
        cmocka_unit_test(all_numbers_are_of_the_same_accounts),
        cmocka_unit_test(a_rate_is_counted_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
