/* What was deleted: listed, brought back with all that hung on it, forgotten for good. */
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

static void play(const struct book_line *lines, size_t count)
{
    char *home = book_home();

    book_play(home, lines, count);
    home_free(home);
}

static void an_account_comes_back_whole(void **state)
{
    static const struct book_line lines[] = {
        {"delete account Globex", 0, "Globex"},
        {"trash list", 0, "A1    Globex"},
        {"trash list", 0, "!Ana Ruiz"},
        {"trash list --json", 0, "\"kind\": \"account\""},
        {"trash restore A1", 0, "Globex"},
        {"list contacts", 0, "Ana Ruiz"},
        {"list tasks", 0, "send the plan"},
        {"trash list", 0, "!Globex"},
        {"trash", 0, "more seats"},
    };

    play(lines, COUNT_OF(lines));
}

static void each_row_by_itself(void **state)
{
    static const struct book_line lines[] = {
        {"trash list", 0, "more seats"},
        {"delete run db-1", 0, ""},
        {"trash list", 0, "!step "},
        {"trash list", 0, "run"},
        {"trash restore db-9", 2, "nothing of the id 'db-9' was deleted"},
        {"trash restore db-1", 2, "several of the id 'db-1'"},
        {"trash restore 16", 0, "more seats"},
        {"list opportunities", 0, "more seats"},
    };

    play(lines, COUNT_OF(lines));
}

static void what_is_forgotten_is_gone(void **state)
{
    static const struct book_line lines[] = {
        {"delete contact db-1", 0, "Ana Ruiz"},
        {"trash empty", 0, "2 deleted rows are gone for good"},
        {"trash list", 0, "nothing was deleted that could be brought back"},
        {"trash empty", 0, "0 deleted rows are gone for good"},
        {"list contacts", 0, "!Ana"},
        {"set account Globex tier=smb", 0, ""},
        {"undo", 0, "undid"},
        {"doctor", 0, "ok  totals: ok"},
    };

    play(lines, COUNT_OF(lines));
}

/* An undone add is no deletion, and one brought back is none any more. */
static void undo_is_no_trash(void **state)
{
    static const struct book_line lines[] = {
        {"trash list", 0, "!undone task"},
        {"undo", 0, "more seats"},
        {"trash list", 0, "nothing was deleted"},
        {"redo", 0, "more seats"},
    };

    play(lines, COUNT_OF(lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_comes_back_whole),
        cmocka_unit_test(each_row_by_itself),
        cmocka_unit_test(what_is_forgotten_is_gone),
        cmocka_unit_test(undo_is_no_trash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
