/* Stages of an expansion by the words of vendors, and the sums of the pipeline by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/growth.h"

struct word_case {
    const char *word;
    enum growth_stage stage;
};
static const struct word_case word_cases[] = {
    {"", GROWTH_SIGNAL},
    {"signal", GROWTH_SIGNAL},
    {"Handed over", GROWTH_HANDED_OVER},
    {"Closed Won", GROWTH_WON},
    {"closedlost", GROWTH_LOST},
    {"Closed Lost", GROWTH_LOST},
    {"Closed", GROWTH_WON},
    {"Prospecting", GROWTH_SIGNAL},
    {"Qualification", GROWTH_QUALIFIED},
    {"Proposal/Price Quote", GROWTH_HANDED_OVER},
    {"Negotiation/Review", GROWTH_HANDED_OVER},
    {"Disqualified", GROWTH_LOST},
    {"a word of our own", GROWTH_QUALIFIED},
};

static void words_of_vendors_are_stages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(word_cases); i++)
        if (growth_stage_of_word(word_cases[i].word) != word_cases[i].stage)
            fail_msg("%s: %s", word_cases[i].word,
                growth_stage_word(growth_stage_of_word(word_cases[i].word)));
}

struct book {
    struct arena arena;
    struct row_list rows;
};

static struct row *add(struct book *book, const char *stage, int64_t amount, day_number close)
{
    struct row *row = row_new(&book->arena, KIND_OPPORTUNITY);

    row_set_text(row, OPPORTUNITY_STAGE, stage);
    row_set_text(row, OPPORTUNITY_KIND, "upsell");
    if (amount != MONEY_NONE)
        row_set_integer(row, OPPORTUNITY_AMOUNT, amount);
    row_set_day(row, OPPORTUNITY_CLOSE, close);
    ARRAY_PUSH(&book->rows, row);
    return row;
}

static void expect_line(
    const struct growth_line *line, int64_t count, int64_t amount, int64_t weighted)
{
    assert_int_equal(line->count, count);
    assert_int_equal(line->amount, amount);
    assert_int_equal(line->weighted, weighted);
}

/* 10.00 at .1, 20.01 at .3 and .25 (its own), 30.00 EUR at 1.1 and .5; a renewal counts nowhere. */
static void the_pipeline_adds_up_by_stage(void **state)
{
    (void)state;
    const struct setting_rate rates[] = {{"EUR", 1.1}};
    const struct settings settings = {.currency = "USD", .rates = rates, .rate_count = 1};
    struct book book = {0};
    struct growth_totals totals;

    add(&book, "signal", 1000, 100);
    add(&book, "qualified", 2001, 120);
    row_set_real(add(&book, "qualified", 2001, 121), OPPORTUNITY_PROBABILITY, .25);
    row_set_text(add(&book, "proposal", 3000, 130), OPPORTUNITY_CURRENCY, "EUR");
    row_set_text(add(&book, "proposal", 3000, 130), OPPORTUNITY_CURRENCY, "SEK");
    add(&book, "qualified", MONEY_NONE, DAY_NONE);
    row_set_day(add(&book, "Closed Won", 500, 300), OPPORTUNITY_CLOSED_ON, 110);
    add(&book, "Closed Lost", 700, 115);
    row_set_text(add(&book, "signal", 9900, 100), OPPORTUNITY_KIND, "renewal");
    row_set_text(add(&book, "signal", 9900, 100), OPPORTUNITY_KIND, "new");

    growth_totals(&book.rows, &settings, (struct growth_period){DAY_NONE, DAY_NONE}, &totals);
    expect_line(&totals.stages[GROWTH_SIGNAL], 1, 1000, 100);
    expect_line(&totals.stages[GROWTH_QUALIFIED], 3, 4002, 600 + 500);
    assert_int_equal(totals.stages[GROWTH_QUALIFIED].unknown, 1);
    expect_line(&totals.stages[GROWTH_HANDED_OVER], 2, 3300, 1650);
    assert_int_equal(totals.stages[GROWTH_HANDED_OVER].without_rate, 1);
    expect_line(&totals.stages[GROWTH_WON], 1, 500, 500);
    expect_line(&totals.stages[GROWTH_LOST], 1, 700, 0);
    expect_line(&totals.open, 6, 8302, 2850);
    expect_line(&totals.undated, 1, 0, 0);

    growth_totals(&book.rows, &settings, (struct growth_period){101, 120}, &totals);
    expect_line(&totals.open, 1, 2001, 600);
    expect_line(&totals.stages[GROWTH_WON], 1, 500, 500);
    expect_line(&totals.stages[GROWTH_LOST], 1, 700, 0);
    expect_line(&totals.undated, 1, 0, 0);
    array_fini(&book.rows);
    arena_fini(&book.arena);
}

static void the_latest_reference_is_told(void **state)
{
    (void)state;
    struct book book = {0};
    struct str words = {0};
    day_number today;

    assert_true(day_parse_iso("2026-11-23", &today));
    reference_words(&book.rows, today, &words);
    assert_int_equal(words.len, 0);
    for (int i = 0; i < 2; i++) {
        struct row *row = row_new(&book.arena, KIND_REFERENCE);

        row_set_text(row, REFERENCE_KIND, i ? "quote" : "talk");
        row_set_text(row, REFERENCE_CONTACT, i ? "" : "Ana");
        row_set_text(row, REFERENCE_STATUS, i ? "asked" : "given");
        row_set_day(row, REFERENCE_ASKED_ON, today - (i ? 40 : 30));
        if (!i)
            row_set_day(row, REFERENCE_GIVEN_ON, today - 10);
        ARRAY_PUSH(&book.rows, row);
    }
    reference_words(&book.rows, today, &words);
    assert_string_equal(str_text(&words), "talk of Ana, given 13 Nov; 1 more before");
    str_fini(&words);
    array_fini(&book.rows);
    arena_fini(&book.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_vendors_are_stages),
        cmocka_unit_test(the_pipeline_adds_up_by_stage),
        cmocka_unit_test(the_latest_reference_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
