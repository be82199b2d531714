/* Renewals decided at the command line, and what ARR did: after each step of an account's life its
 * movements add up to its ARR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/book.h"
#include "support/home.h"

/* --- sums --- */

/* The second cells of a CSV of two columns, added up, of the rows that begin with `first`. */
static double sum_of(const char *csv, const char *first)
{
    size_t len = strlen(first);
    double sum = 0;

    for (const char *at = strchr(csv, '\n'); at && at[1]; at = strchr(at + 1, '\n')) {
        const char *cell = at + len + 2;
        char *number;
        double value = 0;

        if (strncmp(at + 1, first, len) != 0 || at[1 + len] != ',')
            continue;
        number = mem_copy_bytes(cell, strcspn(cell, "\r\n"));
        assert_true(text_to_real(number, &value));
        sum += value;
        free(number);
    }
    return sum;
}

static double sum_on(const char *home, const char *day, const char *command, const char *first)
{
    struct str line = {0};
    double sum;
    char *csv;

    str_addf(&line, "--today %s %s", day, command);
    csv = book_text(home, str_text(&line));
    sum = sum_of(csv, first);
    free(csv);
    str_fini(&line);
    return sum;
}

static double arr_on(const char *home, const char *day)
{
    return sum_on(home, day, "list accounts --csv --columns id,arr_now", "V1");
}

static double moved_on(const char *home, const char *day)
{
    return sum_on(home, day, "list movements --csv --columns account,amount", "V1");
}

/* --- a year --- */

struct day_line {
    const char *day, *line;
    double arr;        /* of Vela after it */
    const char *holds; /* in what it says, or NULL */
};

static void play_days(const char *home, const struct day_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct run_result result = {0};
        struct str line = {0};

        str_addf(&line, "--today %s %s", lines[i].day, lines[i].line);
        book_run(&result, home, str_text(&line));
        if (result.status != 0)
            fail_msg("%s: %s", str_text(&line), str_text(&result.err));
        if (lines[i].holds && !strstr(str_text(&result.err), lines[i].holds) &&
            !strstr(str_text(&result.out), lines[i].holds))
            fail_msg("%s: no '%s' in: %s%s", str_text(&line), lines[i].holds, str_text(&result.out),
                str_text(&result.err));
        if (arr_on(home, lines[i].day) != lines[i].arr)
            fail_msg("%s: ARR is %g", str_text(&line), arr_on(home, lines[i].day));
        if (moved_on(home, lines[i].day) != lines[i].arr)
            fail_msg("%s: its movements are %g", str_text(&line), moved_on(home, lines[i].day));
        run_fini(&result);
        str_fini(&line);
    }
}

static void put(const char *home, const char *name, const char *text)
{
    free(home_write(home, name, text));
}

#define ACCOUNTS "id,name,arr,start,renewal,stage\nV1,Vela,1000,2026-01-01,2027-01-01,steady\n"
#define HEAD "account,id,product,arr,start,ends,term_months,auto_renew,uplift\n"
#define CORE "V1,V1-C,Core,700,2026-01-01,2026-12-31,12,no,10%\n"
#define PLUS "V1,V1-P,Plus,300,2026-01-01,2026-12-31,12,yes,5%\n"

static void a_year_in_the_life_of_an_account(void **state)
{
    static const struct day_line lines[] = {
        {"2026-11-23", "import v-accounts.csv", 1000, "1 created"},
        {"2026-11-23", "import v-accounts.csv", 1000, "1 unchanged"},
        {"2026-11-23", "import v-lines.csv", 1000, "2 created"},
        {"2026-11-23", "import v-lines.csv v-accounts.csv", 1000, "2 unchanged"},
        {"2026-12-01", "import v-more.csv", 1100, "1 updated"}, /* Core 700 to 800 */
        {"2026-12-01", "import v-more.csv", 1100, "2 unchanged"},
        {"2026-12-10", "renewal won V1-C --amount 850", 1150, "db-1\n"},
        /* Plus has renewed by itself for 5 % more, a week ago; the export does not know it yet. */
        {"2027-01-08", "today", 1165, NULL},
        {"2027-01-08", "import v-more.csv", 1165, "2 unchanged"},
        {"2027-02-01", "renewal won V1-P --amount 200 --reason price", 1050, "db-3\n"},
        {"2027-03-01", "renewal lost V1-P --reason support --last-day 2027-03-31", 1050, "db-4\n"},
        {"2027-03-31", "today", 1050, NULL},
        {"2027-04-05", "today", 850, NULL},
        {"2027-12-20", "renewal lost V1-C --reason competitor", 850, "db-5\n"},
        {"2028-01-01", "today", 0, NULL},
        {"2028-01-01", "import v-more.csv", 0, NULL},
    };
    static const struct book_line after[] = {
        {"--today 2028-01-01 list accounts --csv --columns id,stage", 0, "V1,churned"},
        {"--today 2028-01-01 timeline V1 --kind money", 0, "Core renewed for $850 of $800"},
        {"--today 2028-01-01 timeline V1 --kind money", 0, "Plus renewed by itself for $315 of"},
        {"--today 2028-01-01 timeline V1 --kind money", 0, "Core lost, $850: competitor"},
        {"--today 2028-01-01 timeline --kind money", 0, "Plus renewed for $200 of $315: price"},
        {"--today 2028-01-01 list movements --csv --columns line,date,kind,amount,reason,source", 0,
            "V1-P,2027-01-01,uplift,15.00,,clock"},
        {"--today 2028-01-01 list movements --csv --columns line,date,kind,amount,reason,source", 0,
            "V1-P,2027-02-01,contraction,-115.00,price or budget,renewal"},
        {"--today 2028-01-01 list movements --csv --columns line,date,kind,amount,reason,source", 0,
            "V1-P,2027-04-01,churn,-200.00,support,clock"},
        {"--today 2028-01-01 list movements --csv --columns line,date,kind,amount,reason,source", 0,
            "V1-C,2028-01-01,churn,-850.00,competitor,clock"},
    };
    char *home = book_home();

    put(home, "v-accounts.csv", ACCOUNTS);
    put(home, "v-lines.csv", HEAD CORE PLUS);
    put(home, "v-more.csv", HEAD "V1,V1-C,Core,800,2026-01-01,2026-12-31,12,no,10%\n" PLUS);
    play_days(home, lines, COUNT_OF(lines));
    book_play(home, after, COUNT_OF(after));
    home_free(home);
}

/* --- what each verb says and asks --- */

static void a_line_or_an_account_is_meant(void **state)
{
    static const struct book_line lines[] = {
        {"renewal won NORD-1 --term 12", 0, "db-1\n"},
        {"log", 0, "Acme Nord, Core: renewed, $90,000 until 10 Jun 2028"},
        {"renewal won \"Acme Nord\" --term 12 --amount 91k", 0, "db-2\n"},
        {"log", 0, "Acme Nord, Core: renewed, $91,000 until 10 Jun 2029"},
        {"renewal won Nobody", 2, "Nobody"},
        {"renewal won Globex --amount 400k --term 12", 2, "a cause is one of no value seen"},
        {"renewal won Globex --amount 400k --term 12 --reason co", 2, "a cause is one of"},
        {"renewal won Globex --amount 0 --term 12", 2, "an amount of 0 is a loss"},
        {"renewal won Globex", 2, "its term is not known"},
        {"renewal won Globex --ends 2026-12-01", 2, "must end after"},
        {"renewal lost Globex", 2, "a cause is one of"},
        {"renewal won Globex --amount 400k --ends 2028-02-18 --reason comp --why x", 2, "a cause"},
        {"renewal won Globex --amount 400k --ends 2028-02-18 --reason compet --why x", 0, "db-3\n"},
        {"log", 0, "Globex: renewed for less, $400,000 until 18 Feb 2028; competitor"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void it_is_called(void **state)
{
    static const struct book_line lines[] = {
        {"renewal forecast Globex", 2, "say what is expected"},
        {"renewal forecast Globex --category surely", 2, "commit, best case, at risk"},
        {"renewal forecast Globex --probability 120%", 2, "is not between 0% and 100%"},
        {"renewal forecast Globex --category \"Best Case\" --amount 430k --probability 60%", 0,
            "Globex: forecast: best case, amount $430,000, p 60%"},
        {"renewal paper Globex \"in legal\" --told yesterday", 0, "paper in legal, price told"},
        {"renewal paper Globex lost", 2, "quoted, verbal"},
        {"list accounts --csv --where \"id = A1\" --columns category,forecast,probability,paper", 0,
            "best case,430000.00,0.6,in legal"},
        {"renewal forecast NORD-1 --category commit --target 100k", 0, "target $100,000"},
        {"list contracts --csv --columns id,category,target", 0, "NORD-1,commit,100000.00"},
        {"undo 3", 0, "undid"},
        {"list accounts --csv --where \"id = A1\" --columns category,forecast,paper", 0, "\n,,\n"},
        {"renewal won NORD-1 --term 12", 0, ""}, /* and the next term is not called yet */
        {"list contracts --csv --columns id,category", 0, "NORD-1,\n"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void its_end_moves_its_runs(void **state)
{
    static const struct book_line lines[] = {
        {"renewal end Globex 2027-03-31 --dry-run", 0, "decision 18 Feb 2027 to 31 Mar 2027"},
        {"renewal end Globex 2027-03-31 --dry-run", 0, "Paper: legal, order, signature"},
        {"list accounts --csv --columns id,ends", 0, "A1,2027-02-18"},
        {"renewal end Globex 2027-03-31", 0, "dates moved"},
        {"list accounts --csv --columns id,ends", 0, "A1,2027-03-31"},
        {"list movements --csv --columns account,kind", 0, "!A1,expansion"},
        {"undo", 0, "undid"},
        {"list accounts --csv --columns id,ends", 0, "A1,2027-02-18"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void notice_and_its_withdrawal(void **state)
{
    static const struct book_line lines[] = {
        {"renewal notice Globex tomorrow", 2, "today or before"},
        {"renewal notice Globex yesterday", 0, "notice received"},
        {"list accounts --csv --columns id,renewal_state", 0, "A1,leaving"},
        {"renewal notice Globex --withdrawn", 0, "notice withdrawn"},
        {"list accounts --csv --columns id,renewal_state", 0, "!A1,leaving"},
        {"renewal note Globex \"they stay after all\"", 0, "db-1"},
        {"list notes --csv --columns kind,body", 0, "they stay after all"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void a_line_goes_to_another_account(void **state)
{
    static const struct book_line lines[] = {
        {"renewal transfer Globex \"Acme Nord\"", 0, "transferred to Acme Nord"},
        {"list accounts --csv --columns id,arr_now", 0, "db-1,510000.00"},
        {"undo", 0, "undid"},
        {"list contracts --csv --columns account", 0, "!A1"},
        {"renewal transfer NORD-1 Globex", 0, "transferred to Globex"},
        {"list accounts --csv --columns id,arr_now", 0, "A1,510000.00"},
        {"list accounts --csv --columns id,arr_now", 0, "db-1,0.00"},
        {"list movements --csv --columns account,kind,line,amount,other", 0,
            "db-1,transfer,NORD-1,-90000.00,A1"},
        {"list movements --csv --columns account,kind,line,amount,other", 0,
            "A1,transfer,NORD-1,90000.00,db-1"},
        {"undo", 0, "undid"},
        {"list accounts --csv --columns id,arr_now", 0, "A1,420000.00"},
        {"list accounts --csv --columns id,arr_now", 0, "db-1,90000.00"},
        {"list movements --csv --columns account,kind", 0, "!transfer"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void movements_are_corrected_by_hand(void **state)
{
    static const struct book_line lines[] = {
        {"add movement Globex date=2026-01-01 kind=book_in amount=400k", 0, "db-"},
        {"list movements --csv --columns account,date,kind,amount", 0,
            "A1,2026-01-01,book_in,400000.00"},
        {"add movement Globex amount=1", 2, "is needed"},
        {"set movement db-1 amount=20k date=2026-06-01 kind=expansion", 0, ""},
        {"today", 0, ""}, /* the keeping leaves them alone */
        {"list movements --csv --columns account,date,kind,amount", 0,
            "A1,2026-06-01,expansion,20000.00"},
        {"delete movement db-1", 0, ""},
        {"undo", 0, "undid"},
        {"renewal lost Globex --reason other", 0, ""},
        {"list renewals --csv --columns status,reason", 0, "lost,other"},
        {"delete renewal db-1", 0, ""},
        {"undo", 0, "undid"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void what_a_file_decides_is_undone_with_it(void **state)
{
    static const struct book_line lines[] = {
        {"import v-accounts.csv", 0, "1 created"},
        {"import v-lines.csv", 0, "2 created"},
        {"--today 2026-12-20 import v-next.csv", 0, "1 renewal closed"},
        {"--today 2026-12-20 list renewals --csv --columns line,ends,status,target,final,source", 0,
            "V1-C,2026-12-31,won,700.00,720.00,import"},
        {"--today 2026-12-20 log", 0, "import of v-next.csv"},
    };
    struct run_result result = {0};
    char *home = book_home();
    const char *id;

    put(home, "v-accounts.csv", ACCOUNTS);
    put(home, "v-lines.csv", HEAD CORE PLUS);
    put(home, "v-next.csv", HEAD "V1,V1-C,Core,720,2026-01-01,2027-12-31,12,no,10%\n");
    book_play(home, lines, COUNT_OF(lines));
    book_run(&result, home, "--today 2026-12-20 undo");
    id = strstr(str_text(&result.err), "undo --id ");
    assert_non_null(id);
    {
        char line[80];

        snprintf(line, sizeof(line), "--today 2026-12-20 undo --id %.*s",
            (int)strspn(id + 10, "0123456789"), id + 10);
        book_play(home, &(struct book_line){line, 0, "undid"}, 1);
    }
    book_play(home,
        &(struct book_line){"--today 2026-12-20 list renewals --csv --columns status", 0, "!won"},
        1);
    assert_true(moved_on(home, "2026-12-20") == 1000);
    run_fini(&result);
    home_free(home);
}

/* A line leaves on its day, and why is told a month later: one loss, with its cause wherever it is
 * counted, and the target once in the rate. */
static void why_it_left_is_told_later(void **state)
{
    static const struct book_line lines[] = {
        {"--today 2025-11-02 import w-accounts.csv", 0, "1 created"},
        {"--today 2025-11-02 import --kind contracts w-lines.csv", 0, "2 created"},
        {"--today 2026-02-02 risk causes", 0, "no cause said"},
        {"--today 2026-02-02 renewal lost W1-A --reason price --why budget", 0, "db-"},
        {"--today 2026-02-02 risk causes", 0, "price or budget"},
        {"--today 2026-02-02 list renewals --csv --columns "
         "line,ends,status,target,closed_on,reason "
         "--where \"status = lost\"",
            0, "W1-A,2025-12-31,lost,1000.00,2026-01-01,price or budget\n"},
        {"--today 2026-02-02 list movements --csv --columns date,kind,reason --where \"kind = "
         "churn\"",
            0, "2026-01-01,churn,price or budget\n"},
        {"--today 2026-02-02 metrics gross_renewal_rate --json --from 2025-12-01", 0,
            "\"numerator\": 0.00, \"denominator\": 1000.00"},
        {"--today 2026-02-02 renewal won W1-A", 2, "already"},
    };
    char *home = book_home();

    put(home, "w-accounts.csv", "id,name\nW1,Wester\n");
    put(home, "w-lines.csv",
        "account,id,arr,start,ends,auto_renew,notice_given\n"
        "W1,W1-A,1000,2025-01-01,2025-12-31,no,2025-11-01\n"
        "W1,W1-B,2000,2025-01-01,2027-12-31,no,\n");
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_in_the_life_of_an_account),
        cmocka_unit_test(why_it_left_is_told_later),
        cmocka_unit_test(a_line_or_an_account_is_meant),
        cmocka_unit_test(it_is_called),
        cmocka_unit_test(its_end_moves_its_runs),
        cmocka_unit_test(notice_and_its_withdrawal),
        cmocka_unit_test(a_line_goes_to_another_account),
        cmocka_unit_test(movements_are_corrected_by_hand),
        cmocka_unit_test(what_a_file_decides_is_undone_with_it),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
