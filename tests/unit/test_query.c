/* Expressions: contract.md, Expressions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "core/query.h"
#include "core/settings.h"

static const struct setting_word tiers[] = {{"enterprise", 1}, {"mid", 2}, {"smb", 3}};
static const struct setting_rate rates[] = {{"EUR", 2}};
static const struct settings settings = {
    .currency = "USD", .rates = rates, .rate_count = 1, .tiers = tiers, .tier_count = 3};

/* Mon 23 Nov 2026 */
static day_number today(void)
{
    return day_make(2026, 11, 23);
}

/* An account in euros with much known; health, usage and signals are not. */
static struct row *account_of(struct arena *arena)
{
    struct row *row = row_new(arena, KIND_ACCOUNT);

    row_set_text(row, ACCOUNT_NAME, "Müller \"Food\" Group");
    row_set_text(row, ACCOUNT_TIER, "Enterprise");
    row_set_text(row, ACCOUNT_STAGE, "steady");
    row_set_text(row, ACCOUNT_CATEGORY, "at risk");
    row_set_text(row, ACCOUNT_TAGS, "pilot;big fish");
    row_set_text(row, ACCOUNT_CURRENCY, "EUR");
    row_set_integer(row, ACCOUNT_ARR, 5000000);
    row_set_integer(row, ACCOUNT_SEATS, 400);
    row_set_real(row, ACCOUNT_ADOPTION, .3);
    row_set_integer(row, ACCOUNT_AUTO_RENEW, 1);
    row_set_text(row, ACCOUNT_NOTICE_DAYS, "2m");
    row_set_day(row, ACCOUNT_RENEWAL, today() + 30);
    row_set_day(row, ACCOUNT_LAST_TOUCH, today() - 14);
    row_set_day(row, ACCOUNT_START, day_make(2026, 1, 23));
    row_set_integer(row, ACCOUNT_HEALTH_CHANGE, -12);
    row_set_integer(row, ACCOUNT_URGENCY, 2350);
    row_set_day(row, ACCOUNT_DECIDES_ON, today() - 3);
    row_settle(row, &settings, today());
    return row;
}

struct matching {
    const char *text;
    bool matches;
};

static const struct matching accounts[] = {
    {"", true},
    {"  ", true},
    /* names */
    {"muller", true},
    {"food", true},
    {"\"food\"\" group\"", true},
    {"\"food\\\" group\"", true},
    {"muller food", true},
    {"muller acme", false},
    {"muller or acme", true},
    {"not acme", true},
    {"NOT muller", false},
    {"name ~ MÜLL", true},
    {"name = \"muller \\\"food\\\" group\"", true},
    {"name = muller", false},
    /* words */
    {"stage = Steady", true},
    {"stage != steady", false},
    {"stage!=churned", true},
    {"stage in (churned, steady)", true},
    {"stage in (churned)", false},
    {"stage not in (churned, onboarding)", true},
    {"stage not in (churned, steady)", false},
    {"category = \"at risk\"", true},
    {"category ~ risk", true},
    {"tag = pilot", true},
    {"tag = \"big fish\"", true},
    {"tags = fish", false},
    {"tags ~ fish", true},
    {"tag != pilot", false},
    {"tag != other", true},
    {"tag in (other, PILOT)", true},
    {"tier = enterprise", true},
    {"tier = 1", true},
    {"tier in (2, 3)", false},
    {"tier in (1, mid)", false},
    {"tier_number <= 2", true},
    /* numbers */
    {"seats = 400", true},
    {"seats >= 0.4k", true},
    {"seats > 400", false},
    {"seats < 1.5m", true},
    {"health_change < -10", true},
    {"health_change_7d >= -12", true},
    {"adoption = 30%", true},
    {"adoption <= 0.3", true},
    {"adoption < 30%", false},
    {"adoption > 29.9%", true},
    {"urgency > 23", true},
    {"urgency = 23.5", true},
    {"urgency > 24", false},
    {"decides_in < 0d", true},
    {"touch_days >= 2w", true},
    {"auto_renew = yes", true},
    {"auto_renew != no", true},
    {"auto_renew = no", false},
    {"notice_days = 60", true},
    {"notice_days >= 60d", true},
    {"notice_days < 1m", false},
    /* money, in the book's currency */
    {"arr = 100k", true},
    {"arr > 50k", true},
    {"arr < 0.1m", false},
    {"arr >= \"$100,000\"", true},
    {"arr >= €50k", true},
    /* days */
    {"renewal < 90d", true},
    {"renewal <= 30d", true},
    {"renewal < 30d", false},
    {"renewal = 30d", true},
    {"renewal < 2m", true},
    {"renewal > 1y", false},
    {"decides < 90d", true},
    {"decides_on < today", true},
    {"renewal = 2026-12-23", true},
    {"renewal = 23 dec", true},
    {"renewal = 23 DEC and seats = 400", true},
    {"renewal < \"23 dec\"", false},
    {"renewal > next fri", true},
    {"renewal > +3d", true},
    {"renewal > -2w muller", true},
    {"renewal <= +5bd", false},
    {"renewal < 12-24", true},
    {"renewal in (23 dec, 24 dec)", true},
    {"touched < 14d", false},
    {"touched <= 14d", true},
    {"touched = 2w", true},
    {"touched > 13d", true},
    {"touched > 1m", false},
    {"last_touch < today", true},
    {"start > 9m", true},
    {"start >= 10m", true},
    {"start > 10m", false},
    {"start < 1y", true},
    {"touched >= 10bd", true},
    {"touched > 10bd", false},
    /* unknown compares false */
    {"health < 50", false},
    {"health >= 50", false},
    {"health != 50", false},
    {"not health < 50", true},
    {"band != red", false},
    {"band not in (red)", false},
    {"exposure > 0", false},
    {"missing(health)", true},
    {"missing( tier )", false},
    {"not missing(health)", false},
    {"missing(arr)", false},
    {"snoozed_until < 90d", false},
    {"next_due != today", false},
    {"region = \"\"", false},
    /* and, or, not, parentheses */
    {"stage = churned or seats > 1 and renewal < 90d", true},
    {"(stage = churned or seats > 1) and renewal > 90d", false},
    {"stage = steady seats > 1", true},
    {"stage = steady not seats > 1", false},
    {"not (stage = churned) (seats > 1)", true},
    {"not not muller", true},
    {"((((((muller))))))", true},
    {"missing", false},
    {"in", false},
};

static bool matches(const char *text, enum kind kind, const struct row *row, struct error *err)
{
    struct arena arena = {0};
    struct query *query;
    bool matched;

    if (!query_parse(text, kind, &settings, &arena, &query, err))
        fail_msg("%s: %d: %s", text, err->column, err->text);
    matched = query_matches(query, row, &settings, today());
    arena_fini(&arena);
    return matched;
}

static void accounts_match_as_told(void **state)
{
    struct arena arena = {0};
    const struct row *row = account_of(&arena);
    struct error err;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(accounts); i++)
        if (matches(accounts[i].text, KIND_ACCOUNT, row, &err) != accounts[i].matches)
            fail_msg("%s", accounts[i].text);
    arena_fini(&arena);
}

static void never_touched_is_not_lately_touched(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);
    struct error err;

    (void)state;
    assert_true(matches("not touched < 14d", KIND_ACCOUNT, row, &err));
    assert_false(matches("touched > 14d", KIND_ACCOUNT, row, &err));
    assert_false(matches("tier = 2", KIND_ACCOUNT, row, &err));
    row_set_day(row, ACCOUNT_LAST_TOUCH, today() + 1);
    assert_false(matches("touched < 14d", KIND_ACCOUNT, row, &err));
    arena_fini(&arena);
}

static void the_computed_arr_stands_for_arr(void **state)
{
    struct arena arena = {0};
    struct row *row = account_of(&arena);
    struct error err;

    (void)state;
    row_set_text(row, ACCOUNT_CURRENCY, "SEK");
    assert_false(matches("arr > 0", KIND_ACCOUNT, row, &err));
    assert_true(matches("missing(arr)", KIND_ACCOUNT, row, &err));
    row_set_integer(row, ACCOUNT_ARR_NOW, 7700000);
    assert_true(matches("arr = 77k", KIND_ACCOUNT, row, &err));
    arena_fini(&arena);
}

static void other_kinds_have_their_own_fields(void **state)
{
    struct arena arena = {0};
    struct row *task = row_new(&arena, KIND_TASK);
    struct row *note = row_new(&arena, KIND_NOTE);
    struct error err;

    (void)state;
    row_set_text(task, TASK_TITLE, "send the deck");
    row_set_day(task, TASK_DUE, today() - 1);
    row_set_integer(task, TASK_ACCOUNT, 5);
    assert_true(matches("deck due < today account = 5", KIND_TASK, task, &err));
    assert_false(matches("account = Globex", KIND_TASK, task, &err));
    row_set_text(note, NOTE_BODY, "They asked for a plan.\nSecond line");
    row_set_integer(note, NOTE_AT, minute_make(today() - 2, 600));
    assert_true(matches("second at = 2d at < 1w", KIND_NOTE, note, &err));
    assert_true(matches("at = 2026-11-21", KIND_NOTE, note, &err));
    arena_fini(&arena);
}

struct fault {
    const char *text;
    int column;
    const char *words;
};

static const struct fault faults[] = {
    {"helth < 50", 1, "did you mean \"health\""},
    {"müller and helth < 50", 12, "did you mean \"health\""},
    {"missing(helth)", 9, "did you mean \"health\""},
    {"tuched in (1d)", 1, "did you mean \"touched\""},
    {"qqqqqqqq = 1", 1, "--columns help"},
    {"natural = x", 1, "no field"},
    {"health <", 9, "value is missing"},
    {"health < 50 and", 16, "term is missing"},
    {"and health < 50", 1, "term is missing"},
    {"health < 50 or or x", 16, "term is missing"},
    {"(health < 50", 13, "\")\" is missing"},
    {"health < 50)", 12, "no place here"},
    {"health < high", 10, "is a number"},
    {"health ~ 5", 8, "looks into text"},
    {"stage < steady", 7, "is text"},
    {"auto_renew > yes", 12, "yes or no"},
    {"auto_renew = perhaps", 14, "yes or no"},
    {"renewal < 90", 11, "write 90d"},
    {"renewal < soonish", 11, "is a day"},
    {"renewal < 2026-02-30", 11, "is a day"},
    {"adoption < 30", 12, "write 30%"},
    {"arr > lots", 7, "is money"},
    {"arr > £5", 7, "no rate for GBP"},
    {"notice_days < long", 15, "is a time"},
    {"health == 50", 8, "no operator"},
    {"health ! 50", 8, "!="},
    {"name = \"open", 8, "not closed"},
    {"\"name\" = x", 1, "without quotes"},
    {"stage in ()", 11, "value is missing"},
    {"stage in (a b)", 13, "\")\" or \",\""},
    {"stage in (a,", 13, "value is missing"},
    {"not", 4, "term is missing"},
    {", a", 1, "term is missing"},
};

static void faults_have_a_column_and_a_sentence(void **state)
{
    struct arena arena = {0};
    struct query *query;
    struct error err;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        if (query_parse(faults[i].text, KIND_ACCOUNT, &settings, &arena, &query, &err))
            fail_msg("taken: %s", faults[i].text);
        if (err.column != faults[i].column || strstr(err.text, faults[i].words) == NULL)
            fail_msg("%s: %d: %s", faults[i].text, err.column, err.text);
    }
    arena_fini(&arena);
}

static void depth_and_length_are_limited(void **state)
{
    struct arena arena = {0};
    struct query *query;
    struct error err;
    struct str text = {0};

    (void)state;
    for (int i = 0; i < 5000; i++)
        str_add_char(&text, '(');
    assert_false(query_parse(str_text(&text), KIND_ACCOUNT, &settings, &arena, &query, &err));
    assert_non_null(strstr(err.text, "deeper"));
    str_clear(&text);
    for (int i = 0; i < 2000; i++)
        str_add(&text, "not ");
    assert_false(query_parse(str_text(&text), KIND_ACCOUNT, &settings, &arena, &query, &err));
    assert_non_null(strstr(err.text, "deeper"));
    for (int i = 0; i < 2000; i++)
        str_add(&text, "not ");
    assert_false(query_parse(str_text(&text), KIND_ACCOUNT, &settings, &arena, &query, &err));
    assert_non_null(strstr(err.text, "8 KiB"));
    str_fini(&text);
    arena_fini(&arena);
}

static void a_query_says_what_it_reads(void **state)
{
    struct arena arena = {0};
    struct query *query;
    struct error err;

    (void)state;
    assert_true(
        query_parse("arr > 50k decides_in < 9", KIND_ACCOUNT, &settings, &arena, &query, &err));
    assert_true(query_uses(query, ACCOUNT_ARR));
    assert_true(query_uses(query, ACCOUNT_ARR_NOW));
    assert_true(query_uses(query, ACCOUNT_CURRENCY));
    assert_true(query_uses(query, ACCOUNT_DECIDES_ON));
    assert_false(query_uses(query, ACCOUNT_NAME));
    assert_false(query_uses(query, -1));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_match_as_told),
        cmocka_unit_test(never_touched_is_not_lately_touched),
        cmocka_unit_test(the_computed_arr_stands_for_arr),
        cmocka_unit_test(other_kinds_have_their_own_fields),
        cmocka_unit_test(faults_have_a_column_and_a_sentence),
        cmocka_unit_test(depth_and_length_are_limited),
        cmocka_unit_test(a_query_says_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
