/* The health model in words, and what another one would do: told, and nothing written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "base/array.h"
#include "cli/book.h"
#include "support/home.h"

/* Three accounts of one hundred active users each, out of 200, 400 and 100 seats; the model knows
 * adoption alone: 50, 25 and 100 points of 100. */
static const char simple[] = "limits:\n  least_measures: 1\n  least_groups: 1\n  red_up_to: %d\n"
                             "groups:\n  use:\n    title: Use\n    proves_value: yes\n"
                             "measures:\n  adoption:\n    label: seats in use\n    group: use\n"
                             "    reads: adoption\n    worth_0: 0%%\n    worth_100: 100%%\n"
                             "models:\n  one:\n    title: One for all\n    weights:\n"
                             "      adoption: 10\n";

static void write_model(const char *home, const char *name, int red_up_to)
{
    char text[1024];

    snprintf(text, sizeof(text), simple, red_up_to);
    free(home_write(home, name, text));
}

static char *simple_book(void)
{
    static const struct book_line lines[] = {
        {"set account Globex seats=200 active_seats=100 stage=steady arr=100k", 0, ""},
        {"set account \"Acme Nord\" seats=400 active_seats=100 stage=steady", 0, ""},
        {"set contract NORD-1 arr=50k", 0, ""},
        {"set account \"Acme Süd\" seats=100 active_seats=100 stage=steady arr=20k", 0, ""},
    };
    char *home = book_home(), *folder = home_path(home, "config/daybook");

    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    book_play(home, lines, COUNT_OF(lines));
    write_model(home, "config/daybook/health.yaml", 50);
    write_model(home, "other.yaml", 30);
    return home;
}

static void the_model_in_words(void **state)
{
    static const struct book_line lines[] = {
        {"health", 0, "your health.yaml\n"},
        {"health", 0, "0 to 50\n"},
        {"health", 0, "under 50% known, 1 measures or 1 groups"},
        {"health", 0, "One for all "},
        {"health", 0, "  seats in use "},
        {"health", 0, "0% gives 0, 100% gives 100"},
        {"health", 0, "2, $150k\n"}, /* at risk: Globex with 50 and Acme Nord with 25 */
        {"health", 0, "1, $20k\n"},
        {"health", 0, "12% of the ARR is good: the thresholds do not tell accounts apart"},
        {"health words", 2, "one word too many"},
    };
    char *home = simple_book();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void what_another_would_do(void **state)
{
    static const struct book_line lines[] = {
        {"health preview other.yaml", 0, "3 accounts, now and by this file"},
        {"health preview other.yaml", 0, "2, $150k → 1, $50k\n"},
        {"health preview other.yaml", 0, "0, $0 → 1, $100k\n"},
        {"health preview other.yaml", 0, "1 account changes band\nGlobex  $100k"},
        {"health preview other.yaml", 0, "at risk 50 → watch 50\n"},
        {"health preview other.yaml", 0, "Nothing was changed.\n"},
        {"health preview config/daybook/health.yaml", 0, "No account changes band"},
        {"health preview health.yaml", 0, "3 become unknown"},
        {"health preview other.yaml --where \"arr < 60k\"", 0, "No account changes band"},
        {"health preview other.yaml --where \"arr <\"", 2, "--where:1:6: a value is missing here"},
        {"health preview other.yaml --json", 0,
            "\"from\": {\"score\": 50, \"band\": \"red\"}, \"to\": {\"score\": 50, \"band\": "
            "\"yellow\"}"},
        {"health preview health.yaml --json", 0, "\"to_unknown\": 3"},
        {"health preview nosuch.yaml", 3, "nosuch.yaml"},
        {"health preview accounts.csv", 3, "accounts.csv:1:"},
    };
    char *home = simple_book(), *before = book_text(home, "list --json"), *after, *json;

    book_play(home, lines, COUNT_OF(lines));
    after = book_text(home, "list --json");
    assert_string_equal(before, after);
    json = book_text(home, "health preview other.yaml --json");
    assert_true(json_is_valid(json));
    free(json);
    free(before);
    free(after);
    home_free(home);
}

/* Both figures stand side by side, with who said so, why and until when. */
static void a_score_by_hand(void **state)
{
    static const struct book_line lines[] = {
        {"set account Globex health_set=80", 2, "needs its reason"},
        {"set account Globex health_set=80 health_why=\"the board is behind it\"", 0, ""},
        {"list --where \"id = A1\" --columns health,band,health_set,health_until --csv", 0,
            "80,green,80,2026-12-23"},
        {"show Globex", 0,
            "set by hand to 80 by Robin: the board is behind it, computed 50, shown 80"},
        {"show Globex --json", 0, "\"computed\": 50"},
        {"show Globex --json", 0, "\"until\": \"2026-12-23\""},
        {"--today 2026-12-23 show Globex", 0, "shown 80"},
        {"--today 2026-12-24 show Globex", 0, "shown 50"},
        {"show Globex --since 2026-11-22", 0, "set by hand"},
        {"set account Globex health_set=", 0, ""},
        {"show Globex", 0, "!by hand"},
        {"list --where \"id = A1\" --columns health,health_why,health_by --csv", 0, "50,,\n"},
        {"undo", 0, ""},
        {"show Globex", 0, "the board is behind it"},
    };
    char *home = simple_book();

    free(home_write(home, "config/daybook/daybook.yaml", "author: Robin\n"));
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_model_in_words),
        cmocka_unit_test(what_another_would_do),
        cmocka_unit_test(a_score_by_hand),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
