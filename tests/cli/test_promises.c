/* What is owed, what is waited for and what customers ask for, on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/array.h"
#include "cli/book.h"
#include "support/home.h"

static void play(const struct book_line *lines, size_t count)
{
    char *home = book_home();

    book_play(home, lines, count);
    home_free(home);
}

static void promises_stand_apart(void **state)
{
    static const struct book_line lines[] = {
        {"task add \"Acme Nord\" \"the roadmap date\" --to \"Ana Ruiz, Raj Patel\" --due "
         "2026-11-19",
            0, "db-4\n"},
        {"list promises", 0, "Ana Ruiz;Raj Patel  the roadmap date"},
        {"list tasks --where \"kind = promise\" --csv --columns title,owed_to", 0,
            "the roadmap date,Ana Ruiz;Raj Patel"},
        {"list promises --csv --columns title", 0, "!send the plan"},
        {"show \"Acme Nord\"", 0, "Promises: what we owe\n"},
        {"show \"Acme Nord\"", 0, "Asks: what we wait for\n"},
        {"show Globex", 0, "Open tasks\n"},
        {"today", 0, "\"the roadmap date\", promised to Ana Ruiz, Raj Patel, 4d late"},
        {"done \"Acme Nord\"", 0, "Acme Nord: the roadmap date done"},
        {"list promises --csv --columns title", 0, "!the roadmap date"},
        {"today", 0, "!the roadmap date"},
        {"undo", 0, "undid: Acme Nord: the roadmap date done"},
        {"today", 0, "the roadmap date"},
        {"task add Globex x --to Ana --with product", 2, "not both"},
        {"task add Globex x --to Ana --kind ask", 2, "--kind promise"},
    };

    play(lines, COUNT_OF(lines));
}

/* An ask comes back on the day to chase it, whatever day it is due. */
static void asks_are_chased(void **state)
{
    static const struct book_line lines[] = {
        {"list asks", 0, "product   Acme Nord  fix export"},
        {"today", 0, "!fix export"},
        {"--today 2026-11-27 today", 0, "ask of product due today: fix export"},
        {"--today 2026-11-27 task chase db-2 +3d", 0,
            "Acme Nord: product asked again, next Mon 30 Nov"},
        {"--today 2026-11-29 today", 0, "!fix export"},
        {"--today 2026-11-30 today", 0, "chase product: fix export"},
        {"--today 2026-12-02 today", 0, "chase product, 2d late: fix export"},
        {"--today 2026-11-30 task chase db-2", 0,
            "product asked again, 2 times now, next Mon 7 Dec"},
        {"list tasks --where \"kind = ask\" --json --columns chase,chased", 0,
            "{\"chase\": \"2026-12-07\", \"chased\": 2}"},
        {"task snooze db-2 2026-12-10", 0, "fix export to be chased Thu 10 Dec"},
        {"list asks --csv --columns chase,chased,due", 0, "2026-12-10,2,2026-11-27"},
        {"undo 3", 0, "undid: "},
        {"list asks --csv --columns chase,chased,due", 0, "\n,,2026-11-27"},
        {"task chase db-2 yesterday", 2, "a day after today"},
        {"task chase db-1", 2, "send the plan waits on nobody"},
        {"task done db-2", 0, "done"},
        {"task chase db-2", 2, "fix export is no longer open"},
    };

    play(lines, COUNT_OF(lines));
}

/* Three accounts in a month are a pattern; what came of it is told to each of them. */
static void feedback_is_gathered_and_closed(void **state)
{
    static const struct book_line lines[] = {
        {"list feedback --json", 0, "\"asked_by\": \"Ana Ruiz\", \"told_on\": null"},
        {"feedback list", 0, "bulk edit  open    high             1       $420k"},
        {"add feedback \"Acme Nord\" theme=Bulk-Edit severity=low date=2026-11-02", 0, "db-2\n"},
        {"feedback list --patterns", 0, "!ask for"},
        {"add feedback \"Acme S\303\274d\" theme=\"bulk edit\" text=\"the same\"", 0, "db-3\n"},
        {"feedback list", 0, "3 accounts ask for bulk edit since 2 Nov, $570k\n"},
        {"feedback list bulk --json", 0, "\"pattern\": true"},
        {"feedback list bulk", 0, "Ana Ruiz"},
        {"feedback set bulk later", 2, "say open, planned, done or declined"},
        {"feedback set nothing done", 2, "nobody asks for 'nothing'"},
        {"feedback set bulk planned", 0, "bulk edit: planned\n"},
        {"list tasks --csv --columns title", 0, "!tell"},
        {"feedback set \"bulk edit\" done", 0, "bulk edit: done, 3 to be told"},
        {"feedback set \"bulk edit\" done", 2, "bulk edit is done already"},
        {"list tasks --where \"title ~ tell\" --csv --columns account,title,due,feedback", 0,
            "tell Globex what came of bulk edit,2026-11-30,db-1"},
        {"feedback list --json", 0, "\"to_tell\": 3"},
        {"task done db-4", 0, "what came of"},
        {"task done db-5", 0, "what came of"},
        {"feedback list --json", 0, "\"to_tell\": 1"},
        {"list feedback --csv --columns told_on", 0, "2026-11-23"},
        {"undo", 0, "undid: "},
        {"feedback list --json", 0, "\"to_tell\": 2"},
        {"undo 2", 0, "undid: bulk edit: done, 3 to be told"},
        {"list tasks --csv --columns title", 0, "!tell"},
        {"feedback list", 0, "planned"},
    };

    play(lines, COUNT_OF(lines));
}

/* One row at a time, by any way a field is set; what is open again calls the telling off. */
static void one_row_is_settled_and_reopened(void **state)
{
    static const struct book_line lines[] = {
        {"add feedback Globex theme=\"Bulk Edit\" text=\"and by keyboard\"", 0, "db-2\n"},
        {"set feedback db-1 status=declined", 0, "feedback"},
        {"list tasks --where \"status = open\" --csv --columns title", 0,
            "tell Globex what came of bulk edit"},
        {"set feedback db-2 status=done", 0, "feedback"},
        {"list tasks --where \"title ~ tell and status = open\" --json --columns title", 0,
            "[\n  {\"title\": \"tell Globex what came of bulk edit\"}\n]"},
        {"set feedback db-2 status=open", 0, "feedback"},
        {"list tasks --where \"title ~ tell\" --csv --columns status", 0, "open"},
        {"set feedback db-1 status=planned", 0, "feedback"},
        {"list tasks --where \"title ~ tell\" --csv --columns status", 0, "cancelled"},
        {"feedback set bulk done", 0, "1 to be told"},
        {"done Globex", 0, ""},
        {"set account Globex stage=churned", 0, ""},
        {"feedback set bulk open", 0, "Bulk Edit: open"},
        {"feedback set bulk declined", 0, "declined\n"},
    };

    play(lines, COUNT_OF(lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises_stand_apart),
        cmocka_unit_test(asks_are_chased),
        cmocka_unit_test(feedback_is_gathered_and_closed),
        cmocka_unit_test(one_row_is_settled_and_reopened),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
