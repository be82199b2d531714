/* Feedback by theme: who counts, in how much ARR, and when three accounts make a pattern. Today is
 * Mon 23 Nov 2026; the month is (24 Oct, 23 Nov]. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/feedback.h"
#include "support/dossier_maker.h"

enum { VOICES_MOST = 8 };

struct voice {
    int account;     /* 0: the end */
    const char *arr; /* in thousands; "" unknown; `gone` churned, with 900 */
    const char *theme, *day;
    const char *status, *severity, *told;
};

/* `NAME status asking/arr/unknown month/arr/unknown flags`, a line a theme. */
static const struct {
    const char *what;
    struct voice voices[VOICES_MOST + 1];
    const char *themes;
} cases[] = {
    {"nobody", {{0}}, ""},
    {"three accounts in a month",
        {{1, "100", "export", "-21", "", "low", ""}, {2, "200", "Export", "-3", "open", "", ""},
            {3, "110", "EXPORT", "today", "planned", "high", ""}},
        "EXPORT open 3/410/0 3/410/0 high pattern since -21\n"},
    {"the first day is out, the last one in",
        {{1, "1", "x", "-30", "", "", ""}, {2, "1", "x", "-29", "", "", ""},
            {3, "1", "x", "today", "", "", ""}},
        "x open 3/3/0 2/2/0 none -\n"},
    {"the day after that",
        {{1, "1", "x", "-29", "", "", ""}, {2, "1", "x", "-29", "", "", ""},
            {3, "1", "x", "today", "", "", ""}},
        "x open 3/3/0 3/3/0 none pattern since -29\n"},
    {"tomorrow is not yet said",
        {{1, "1", "x", "-1", "", "", ""}, {2, "1", "x", "-1", "", "", ""},
            {3, "1", "x", "+1", "", "", ""}},
        "x open 3/3/0 2/2/0 none -\n"},
    {"no day at all",
        {{1, "1", "x", "-1", "", "", ""}, {2, "1", "x", "-1", "", "", ""},
            {3, "1", "x", "", "", "", ""}},
        "x open 3/3/0 2/2/0 none -\n"},
    {"one account says it three times",
        {{1, "7", "x", "-1", "", "", ""}, {2, "1", "x", "-2", "", "", ""},
            {1, "7", "x", "-3", "", "", ""}, {1, "7", "x", "-4", "", "", ""}},
        "x open 2/8/0 2/8/0 none -\n"},
    {"who left does not count",
        {{1, "1", "x", "-1", "", "", ""}, {2, "1", "x", "-2", "", "low", ""},
            {3, "gone", "x", "-3", "", "high", ""}},
        "x open 2/2/0 2/2/0 low -\n"},
    {"what is settled makes no pattern",
        {{1, "1", "x", "-1", "", "", ""}, {2, "2", "x", "-2", "", "low", ""},
            {3, "4", "x", "-3", "Done", "high", ""}},
        "x open 2/3/0 2/3/0 low - untold 1\n"},
    {"all of it settled: who asked",
        {{1, "1", "x", "-1", "declined", "", "today"}, {2, "2", "x", "-2", "done", "high", ""}},
        "x done 2/3/0 0/0/0 high - untold 1\n"},
    {"planned is the state of a theme that is nowhere open",
        {{1, "1", "x", "-1", "planned", "", ""}, {2, "2", "x", "-2", "done", "", "today"}},
        "x planned 1/1/0 1/1/0 none -\n"},
    {"unknown ARR is counted beside",
        {{1, "", "x", "-1", "", "", ""}, {2, "2", "x", "-2", "", "", ""},
            {3, "", "x", "-3", "", "", ""}},
        "x open 3/2/2 3/2/2 none pattern since -3\n"},
    {"themes are folded: case, accents, hyphens, blanks",
        {{1, "1", "Bulk  Edit", "-1", "", "", ""}, {2, "1", "bulk-edit ", "-2", "", "", ""},
            {3, "1", "b\303\274lk_edit", "-3", "", "", ""}, {4, "1", "bulkedit", "-3", "", "", ""}},
        "Bulk  Edit open 3/3/0 3/3/0 none pattern since -3\nbulkedit open 1/1/0 1/1/0 none -\n"},
    {"no theme is no pattern",
        {{1, "1", "", "-1", "", "", ""}, {2, "1", " ", "-2", "", "", ""},
            {3, "1", "-", "-3", "", "", ""}},
        " open 3/3/0 3/3/0 none -\n"},
    {"most ARR first, settled last",
        {{1, "1", "small", "-1", "", "", ""}, {2, "900", "settled", "-2", "done", "", "today"},
            {3, "70", "large", "-3", "", "", ""}, {4, "", "unknown", "-3", "", "", ""}},
        "large open 1/70/0 1/70/0 none -\nsmall open 1/1/0 1/1/0 none -\n"
        "unknown open 1/0/1 1/0/1 none -\nsettled done 1/900/0 0/0/0 none -\n"},
};

static void add_voice(
    struct dossier_maker *maker, const struct voice *voice, struct feedback_voices *voices)
{
    bool gone = !strcmp(voice->arr, "gone");
    struct row *said = maker_add(maker, KIND_FEEDBACK, "theme", voice->theme, "date", voice->day,
        "status", voice->status, "severity", voice->severity, "told_on", voice->told, NULL);
    long long arr = gone ? 900 : 0;

    if (!gone && *voice->arr)
        assert_true(text_to_int(voice->arr, &arr));
    row_set_integer(said, FEEDBACK_ACCOUNT, voice->account);
    voices->items[voices->count++] = (struct feedback_voice){
        .said = said, .account = "", .arr = *voice->arr ? arr * 1000 : MONEY_NONE, .churned = gone};
}

static void say_weight(struct str *out, const struct feedback_weight *weight)
{
    str_addf(out, " %lld/%lld/%lld", (long long)weight->accounts, (long long)weight->arr / 1000,
        (long long)weight->unknown);
}

static void say_theme(struct str *out, const struct feedback_theme *theme, day_number today)
{
    str_addf(out, "%s %s", theme->name, feedback_status_word(theme->status));
    say_weight(out, &theme->asking);
    say_weight(out, &theme->month);
    str_addf(out, " %s", severity_word(theme->severity));
    if (theme->is_pattern)
        str_addf(out, " pattern since -%d", today - theme->month_since);
    else
        str_add(out, " -");
    if (theme->untold)
        str_addf(out, " untold %lld", (long long)theme->untold);
    str_add(out, "\n");
}

static void themes_are_weighed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct feedback_voice items[VOICES_MOST];
        struct feedback_voices voices = {.items = items};
        struct feedback_themes themes;
        struct dossier_maker maker;
        struct str said = {0};

        maker_init(&maker, "2026-11-23");
        for (const struct voice *voice = cases[i].voices; voice->account; voice++)
            add_voice(&maker, voice, &voices);
        feedback_gather(&voices, maker.today, &maker.arena, &themes);
        for (size_t k = 0; k < themes.count; k++)
            say_theme(&said, &themes.items[k], maker.today);
        if (strcmp(str_text(&said), cases[i].themes))
            fail_msg("%s:\n%swanted:\n%s", cases[i].what, str_text(&said), cases[i].themes);
        str_fini(&said);
        maker_fini(&maker);
    }
}

static void patterns_in_words(void **state)
{
    (void)state;
    static const struct {
        struct feedback_weight month;
        const char *words;
    } patterns[] = {
        {{3, 41000000, 0}, "3 accounts ask for bulk export since 2 Nov, $410k"},
        {{4, 41000000, 2}, "4 accounts ask for bulk export since 2 Nov, $410k and 2 unknown"},
        {{3, 0, 3}, "3 accounts ask for bulk export since 2 Nov, ARR not known"},
    };

    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        struct feedback_theme theme = {.name = "bulk export",
            .month = patterns[i].month,
            .month_since = day_make(2026, 11, 2)};
        struct str words = {0};

        feedback_add_pattern(&words, &theme, "USD", day_make(2026, 11, 23));
        assert_string_equal(str_text(&words), patterns[i].words);
        str_fini(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_are_weighed),
        cmocka_unit_test(patterns_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
