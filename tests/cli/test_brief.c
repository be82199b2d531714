/* Briefs: what a page says, what a cover begins and ends with, and how the notes of whoever covered
 * come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "cli/book.h"

static const char *ask(
    struct run_result *result, const char *home, const char *arguments, int status)
{
    book_run(result, home, arguments);
    if (result->status != status)
        fail_msg("%s: %d: %s", arguments, result->status, str_text(&result->err));
    return str_text(&result->out);
}

static void holds(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("no '%s' in\n%s", words, text);
}

static void a_call_is_prepared(void **state)
{
    struct run_result result = {0};
    char *home = book_home();
    const char *page;

    ask(&result, home, "task add Globex --kind promise --due fri \"send the offer\"", 0);
    page = ask(&result, home, "brief Globex", 0);
    holds(page, "# Call with Globex, Mon 23 Nov 2026");
    holds(page, "## What we owe them\n- send the offer, due Fri 27 Nov\n");
    ask(&result, home, "brief Globex --kind nothing", 2);
    holds(str_text(&result.err), "there are call, cover, ebr, handoff, present, qbr, renewal");
    ask(&result, home, "brief", 2);
    ask(&result, home, "brief Globex --kind cover --from fri --to today", 2);
    run_fini(&result);
    home_free(home);
}

static void a_cover_goes_and_comes_back(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *path = home_path(home, "cover.md"), *text, *notes;
    struct str arguments = {0};

    ask(&result, home, "task add Globex --due fri \"send the offer\"", 0);
    ask(&result, home, "task add Globex --due -3d \"late thing\"", 0);
    ask(&result, home, "task add Globex --due +60d \"far away\"", 0);
    str_addf(&arguments, "brief --where \"not stage = churned\" --kind cover --to +1w -o %s", path);
    ask(&result, home, str_text(&arguments), 0);
    text = file_read(path);
    holds(text, "# Cover from Mon 23 Nov 2026 to Mon 30 Nov 2026");
    holds(text, "Globex: late thing\n");
    holds(text, "- Fri 27 Nov  Globex: send the offer\n");
    assert_null(strstr(text, "far away"));
    holds(text, "account,at,kind,sentiment,attendees,body");
    free(text);
    ask(&result, home, str_text(&arguments), 2);
    notes = home_write(home, "notes.csv",
        "account,at,kind,sentiment,attendees,body\n"
        "A1,2026-11-25T10:00,call,good,Ana Ruiz,\"All well. #cover\"\n");
    str_clear(&arguments);
    str_addf(&arguments, "import %s", notes);
    holds(ask(&result, home, str_text(&arguments), 0), "1 created, 0 updated, 0 unchanged");
    holds(ask(&result, home, str_text(&arguments), 0), "0 created, 0 updated, 1 unchanged");
    holds(ask(&result, home, "search cover", 0), "All well.");
    free(notes);
    free(path);
    str_fini(&arguments);
    run_fini(&result);
    home_free(home);
}

static int forget(void **state)
{
    book_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_is_prepared),
        cmocka_unit_test(a_cover_goes_and_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, forget);
}
