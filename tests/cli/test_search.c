/* search on the command line: every kind, the language, the order, JSON, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "cli/book.h"
#include "support/jnode.h"

static char *home;

static int set_up(void **state)
{
    static const struct book_line lines[] = {
        {"note Globex --kind call --at 2026-11-20 --sentiment bad --with \"Ana Ruiz\""
         " -m \"Budget freeze until January #competitor\"",
            0, "db-1"},
        {"note Globex --kind email --at 2026-10-01 -m \"budget is fine\"", 0, "db-2"},
        {"task add Globex \"ask for the budget\" --due 2026-11-27", 0, "db-"},
        {"add goal Globex statement=\"stay within budget\" due=2026-12-31", 0, "db-1"},
        {"add feedback Globex text=\"budget by ward\" theme=budgets date=2026-11-05", 0, "db-"},
        {"add contact Globex name=\"Bo Budget\" title=CFO", 0, "db-"},
        {"add account id=BU name=\"Budget Cars\"", 0, "BU"},
    };

    home = book_home();
    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    return 0;
}

static int tear_down(void **state)
{
    home_free(home);
    return book_forget(state);
}

/* `KIND:TEXT` of the hits in their order. */
static void finds(const char *arguments, const char *wanted)
{
    struct arena arena = {0};
    char *text = book_text(home, arguments);
    const struct jnode *hits = jnode_read(&arena, text);
    struct str told = {0};

    for (size_t i = 0; i < hits->count; i++)
        str_addf(&told, "%s%s:%s", i ? "|" : "", jnode_text(jnode_at(hits, i), "kind"),
            jnode_text(jnode_at(hits, i), "text"));
    if (strcmp(str_text(&told), wanted) != 0)
        fail_msg("%s\nfound  %s\nwanted %s", arguments, str_text(&told), wanted);
    str_fini(&told);
    arena_fini(&arena);
    free(text);
}

#define HEAD "account:Budget Cars|contact:Bo Budget"
#define FREEZE "note:Budget freeze until January #competitor"
#define FINE "note:budget is fine"

static void all_kinds_newest_first(void **state)
{
    finds("search budget --json", HEAD "|goal:stay within budget|task:ask for the budget|" FREEZE
                                       "|feedback:budget by ward|" FINE);
    finds("search budget --json --limit 3", HEAD "|goal:stay within budget");
    finds("search budget kind:call account:globex after:-90d --json", FREEZE);
    finds("search \"budget -freeze in:notes\" --json", FINE);
    finds("search #competitor sentiment:bad with:ana --json", FREEZE);
    finds("search before:2026-11-01 in:notes --json", FINE);
    finds("search nowhere --json", "");
    finds("search !!! --json", "");
}

static void best_first_where_that_is_asked_for(void **state)
{
    finds("search budget in:notes --rank --json", FINE "|" FREEZE);
}

static void a_hit_tells_where_it_stands(void **state)
{
    struct arena arena = {0};
    char *text = book_text(home, "search freeze --json");
    const struct jnode *hit = jnode_at(jnode_read(&arena, text), 0);
    const struct jnode *mark = jnode_at(jnode_get(hit, "marks"), 0);

    assert_string_equal(jnode_text(hit, "id"), "db-1");
    assert_string_equal(jnode_text(hit, "account"), "A1");
    assert_string_equal(jnode_text(hit, "day"), "2026-11-20");
    assert_int_equal(strncmp(jnode_text(hit, "at"), "2026-11-20T", 11), 0);
    assert_int_equal((int)jnode_at(mark, 0)->number, 7);
    assert_int_equal((int)jnode_at(mark, 1)->number, 13);
    arena_fini(&arena);
    free(text);
}

static void words_and_exit_statuses(void **state)
{
    static const struct book_line lines[] = {
        {"search freeze", 0, "20 Nov  Budget freeze until January"},
        {"search freeze", 0, "!["}, /* a pipe gets the text alone */
        {"search nowhere", 0, "kind  id  account  day  text"},
        {"search \" \"", 2, "nothing to search for"},
        {"search freeze --limit 0", 2, "--limit"},
        {"search \"\"\"\" (", 0, "kind"},
        {"--read-only search freeze", 0, "Budget freeze"},
        {"help search", 0, "after:-90d"},
    };

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_kinds_newest_first),
        cmocka_unit_test(best_first_where_that_is_asked_for),
        cmocka_unit_test(a_hit_tells_where_it_stands),
        cmocka_unit_test(words_and_exit_statuses),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
