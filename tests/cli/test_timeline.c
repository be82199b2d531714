/* timeline on the command line: of an account, of the book, by kind, by day; JSON; what is refused.
 */
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
        {"note Globex --kind call --at \"2026-11-20 09:30\" --with \"Ana Ruiz\" -m \"freeze\"", 0,
            ""},
        {"note \"Acme Nord\" --kind email --at 2026-10-01 -m \"price list\"", 0, ""},
        {"add ticket Globex id=T1 subject=\"dark mode\" opened=2026-11-05", 0, ""},
        {"add ticket Globex id=T2 subject=\"tomorrow\" opened=2026-11-24", 0, ""},
        {"set account Globex arr=77k", 0, ""},
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

/* `DATE KIND ACCOUNT` of the moments in their order. */
static void tells(const char *arguments, const char *wanted)
{
    struct arena arena = {0};
    char *text = book_text(home, arguments);
    const struct jnode *moments = jnode_read(&arena, text);
    struct str told = {0};

    for (size_t i = 0; i < moments->count; i++) {
        const struct jnode *moment = jnode_at(moments, i);

        str_addf(&told, "%s%s %s %s", i ? "|" : "", jnode_text(moment, "date"),
            jnode_text(moment, "kind"), jnode_text(moment, "account"));
    }
    if (strcmp(str_text(&told), wanted) != 0)
        fail_msg("%s\ntold   %s\nwanted %s", arguments, str_text(&told), wanted);
    str_fini(&told);
    arena_fini(&arena);
    free(text);
}

static void newest_first(void **state)
{
    tells("timeline --kind notes,tickets --since 2026-10-01 --json",
        "2026-11-20 note A1|2026-11-05 ticket A1|2026-10-01 note db-1");
    tells("timeline globex --kind notes,tickets --since 2026-10-01 --json",
        "2026-11-20 note A1|2026-11-05 ticket A1");
    tells("timeline --kind notes,tickets --limit 1 --json", "2026-11-20 note A1");
    tells("timeline --kind notes --since 2026-11-21 --json", "");
}

static void in_words(void **state)
{
    static const struct book_line lines[] = {
        {"timeline Globex --kind notes", 0, "20 Nov 09:30  call  Ana Ruiz: freeze"},
        {"timeline Globex --kind money", 0, "to $77k"},
        {"timeline --kind notes", 0, "Globex"},
        {"timeline Globex --kind imports --since today", 0, "nothing"},
        {"timeline --kind mony", 2, "the timeline has no 'mony'"},
        {"timeline --since 31feb", 2, "31feb"},
        {"timeline Nobody", 2, "no account 'Nobody'"},
        {"show Globex --json", 0, "\"what\":"},
    };

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newest_first),
        cmocka_unit_test(in_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
