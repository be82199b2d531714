/* People on the command line: added, changed, gone and back; how warm they are, what is lacking. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cli/book.h"

static void added_set_gone_and_back(void **state)
{
    static const struct book_line lines[] = {
        {"add contact Globex name=\"Bo Lind\" role=\"executive sponsor\" influence=high stance=for "
         "reports_to=\"Ana Ruiz\" interval=90 phone=123",
            0, "db-2\n"},
        {"list contacts --json", 0, "\"interval\": 90"},
        {"set contact db-2 status=left", 0, "Bo Lind"},
        {"list contacts --csv --columns name,status,left_on", 0, "Bo Lind,left,2026-11-23\n"},
        {"set contact db-2 left_on=2026-11-20", 0, "left_on"},
        {"set contact db-2 status=active", 0, "status"},
        {"list contacts --csv --columns name,status,left_on", 0, "Bo Lind,active,\n"},
        {"undo", 0, "undid"},
        {"list contacts --csv --columns name,status,left_on", 0, "Bo Lind,left,2026-11-20\n"},
        {"set contact db-2 strength=warm", 2, "computed"},
        {"set contact db-2 interval=soon", 2, "interval"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* By last_touch, and by notes that came in without moving it. */
static void strength_is_told(void **state)
{
    static const struct book_line lines[] = {
        {"list contacts --json", 0, "\"strength\": \"never met\""},
        {"set contact db-1 interval=7 last_touch=-8d", 0, "interval"},
        {"list contacts --csv --columns name,strength,heard", 0, "Ana Ruiz,cooling,2026-11-15\n"},
        {"add note Globex at=-2d kind=call attendees=\"ANA@globex.example\" body=spoke", 0, "db-1"},
        {"list contacts --csv --columns name,strength,heard", 0, "Ana Ruiz,warm,2026-11-21\n"},
        {"list contacts --where \"strength = warm\" --csv --columns name", 0, "Ana Ruiz\n"},
        {"list contacts --where \"heard < 3d\" --csv --columns name", 0, "Ana"},
        {"list contacts --where \"strength = cold\" --csv --columns name", 0, "!Ana"},
        {"list contacts --sort -heard --limit 1", 0, "Ana Ruiz"},
        {"list contacts --columns help", 0, "strength"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void show_says_what_is_lacking(void **state)
{
    static const struct book_line lines[] = {
        {"show Globex", 0, "Ana Ruiz is the only person recorded\n"},
        {"show Globex", 0, "nobody is recorded as sponsor or buyer\n"},
        {"add contact Globex name=\"Bo Lind\" role=sponsor reports_to=\"Ana Ruiz\" "
         "last_touch=2026-08-25",
            0, "db-2"},
        {"show Globex", 0, "Bo Lind, sponsor, has been silent for 90 days\n"},
        {"show Globex", 0, "  Bo Lind  sponsor"},
        {"show Globex", 0, "!only person"},
        {"show Globex --json", 0, "\"kind\": \"sponsor silent\""},
        {"show Globex --json", 0, "\"strength\": \"cold\""},
        {"show \"Acme Nord\"", 0, "nobody is recorded here"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(added_set_gone_and_back),
        cmocka_unit_test(strength_is_told),
        cmocka_unit_test(show_says_what_is_lacking),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
