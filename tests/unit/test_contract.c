/* The renewal clock and the ARR of a day: model.md E6 and Words. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/contract.h"
#include "support/dossier_maker.h"

struct clock_case {
    const char *what;
    const char *today;
    const char *start, *ends, *term, *notice, *unit, *renews, *given, *status;
    const char *state;
    const char *end, *deadline, *decision, *act_by; /* "" none */
    int in;
    const char *marks; /* n by notice, a assumed, c computed, 1.. terms rolled */
    int factor;        /* thousandths */
};

static const struct clock_case clock_cases[] = {
    /* 30 Jan less 60 days: 30 of January, 30 of December: 1 Dec, a Tuesday. */
    {"notice decides", "2026-11-23", "", "2027-01-30", "12", "60", "days", "yes", "", "open",
        "close", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", 8, "n", 1000},
    {"on the notice date", "2026-12-01", "", "2027-01-30", "12", "60", "days", "yes", "", "open",
        "close", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", 0, "n", 1000},
    {"silent notice date passed", "2026-12-02", "", "2027-01-30", "12", "60", "days", "yes", "",
        "open", "locked in", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", -1, "n", 0},
    {"locked in to the last day", "2027-01-30", "", "2027-01-30", "12", "60", "days", "yes", "",
        "open", "locked in", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", -60, "n", 0},
    /* 31 Jan to 1 Dec: 28+31+30+31+30+31+31+30+31+30 = 303, and one. */
    {"rolled the day after", "2027-01-31", "", "2027-01-30", "12", "60", "days", "yes", "", "open",
        "quiet", "2028-01-30", "2027-12-01", "2027-12-01", "2027-12-01", 304, "n1", 0},
    /* 30 Jan 2027 is a Saturday; (180 - 68) / 150 = .7467 */
    {"no self-renewal: the end decides", "2026-11-23", "", "2027-01-30", "12", "60", "days", "no",
        "", "open", "prepare", "2027-01-30", "2026-12-01", "2027-01-30", "2027-01-29", 68, "", 747},
    {"self-renewal unknown: assumed", "2026-11-23", "", "2027-01-30", "12", "60", "days", "", "",
        "open", "close", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", 8, "na", 1000},
    {"assumed and past: slipped", "2026-12-02", "", "2027-01-30", "12", "60", "days", "", "",
        "open", "slipped", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", -1, "na", 1000},
    /* 1 Dec to 15 Feb: 30 + 31 + 15 */
    {"assumed is never rolled", "2027-02-15", "", "2027-01-30", "12", "60", "days", "", "", "open",
        "slipped", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", -76, "na", 1000},
    {"rolls without known notice", "2027-01-31", "", "2027-01-30", "12", "", "", "yes", "", "open",
        "quiet", "2028-01-30", "", "2028-01-30", "2028-01-28", 364, "1", 0},
    {"no end of its own: slipped", "2027-01-31", "", "2027-01-30", "12", "", "", "no", "", "open",
        "slipped", "2027-01-30", "", "2027-01-30", "2027-01-29", -1, "", 1000},
    {"no term to roll by: slipped", "2027-01-31", "", "2027-01-30", "", "", "", "yes", "", "open",
        "slipped", "2027-01-30", "", "2027-01-30", "2027-01-29", -1, "", 1000},
    /* 15 Jun 2024 to 14 Jun 2026 is a term of 24 months; 14 Jun 2028 is a Wednesday. */
    {"term from start and end", "2026-07-01", "2024-06-15", "2026-06-14", "", "", "", "yes", "",
        "open", "quiet", "2028-06-14", "", "2028-06-14", "2028-06-14", 714, "1", 0},
    {"months clamp", "2025-12-01", "", "2026-05-31", "12", "3", "months", "yes", "", "open",
        "prepare", "2026-05-31", "2026-02-28", "2026-02-28", "2026-02-27", 89, "n", 607},
    {"months clamp in a leap year", "2028-02-29", "", "2028-05-31", "12", "3", "months", "yes", "",
        "open", "close", "2028-05-31", "2028-02-29", "2028-02-29", "2028-02-29", 0, "n", 1000},
    /* Fri 25 Dec less ten working days: Fri 11 Dec */
    {"working days", "2026-12-01", "", "2026-12-25", "12", "10", "working days", "yes", "", "open",
        "close", "2026-12-25", "2026-12-11", "2026-12-11", "2026-12-11", 10, "n", 1000},
    {"weeks", "2026-12-01", "", "2026-12-25", "12", "2", "weeks", "yes", "", "open", "close",
        "2026-12-25", "2026-12-11", "2026-12-11", "2026-12-11", 10, "n", 1000},
    /* Clocks go forward on Sun 29 Mar 2026; Mon 30 less 2 is Sat 28. */
    {"over the change of clocks", "2026-03-27", "", "2026-03-30", "12", "2", "days", "yes", "",
        "open", "close", "2026-03-30", "2026-03-28", "2026-03-28", "2026-03-27", 1, "n", 1000},
    {"notice of none", "2027-01-30", "", "2027-01-30", "12", "0", "days", "yes", "", "open",
        "close", "2027-01-30", "2027-01-30", "2027-01-30", "2027-01-29", 0, "n", 1000},
    {"unit nobody knows", "2027-01-30", "", "2027-01-30", "12", "2", "moons", "yes", "", "open",
        "close", "2027-01-30", "", "2027-01-30", "2027-01-29", 0, "", 1000},
    {"leaving", "2026-11-23", "", "2027-01-30", "12", "60", "days", "yes", "2026-11-10", "open",
        "leaving", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", 8, "n", 1000},
    {"leaving stays so in its term", "2027-01-30", "", "2027-01-30", "12", "60", "days", "yes",
        "2026-11-10", "open", "leaving", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01",
        -60, "n", 1000},
    {"left", "2027-01-31", "", "2027-01-30", "12", "60", "days", "yes", "2026-11-10", "open",
        "gone", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", -61, "n", 0},
    {"notice of tomorrow is none", "2026-11-23", "", "2027-01-30", "12", "60", "days", "yes",
        "2026-11-24", "open", "close", "2027-01-30", "2026-12-01", "2026-12-01", "2026-12-01", 8,
        "n", 1000},
    /* Rolled once to 31 Dec 2026, a Thursday, and left in that term. */
    {"left in a rolled term", "2026-11-23", "", "2025-12-31", "12", "", "", "yes", "2026-03-01",
        "open", "leaving", "2026-12-31", "", "2026-12-31", "2026-12-31", 38, "1", 1000},
    /* 1 Mar 2025 + 12 months - 1 = 28 Feb 2026; the next is Sun 28 Feb 2027: 7+31+31+28 days. */
    {"computed", "2026-11-23", "2025-03-01", "", "12", "", "", "", "", "open", "plan", "2027-02-28",
        "", "2027-02-28", "2027-02-26", 97, "c", 553},
    {"computed in a leap year", "2024-02-10", "2023-03-01", "", "12", "", "", "", "", "open",
        "close", "2024-02-29", "", "2024-02-29", "2024-02-29", 19, "c", 1000},
    /* 31 Jan + 1 month is 28 Feb, but + 2 months 31 Mar again; Mon 30 Mar. */
    {"computed from the start, not from a clamped end", "2026-03-29", "2026-01-31", "", "1", "", "",
        "", "", "open", "close", "2026-03-30", "", "2026-03-30", "2026-03-30", 1, "c", 1000},
    {"computed, on its last day", "2026-02-28", "2025-03-01", "", "12", "", "", "", "", "open",
        "close", "2026-02-28", "", "2026-02-28", "2026-02-27", 0, "c", 1000},
    /* Renewal days 31 Jan, 28 Feb, 31 Mar: counted from the first, the clamp leaves no mark. */
    {"month to month, clamped", "2026-02-10", "", "2026-01-30", "1", "", "", "yes", "", "open",
        "close", "2026-02-27", "", "2026-02-27", "2026-02-27", 17, "1", 1000},
    {"month to month, whole again", "2026-03-05", "", "2026-01-30", "1", "", "", "yes", "", "open",
        "close", "2026-03-30", "", "2026-03-30", "2026-03-30", 25, "2", 1000},
    /* The year after a leap day: the renewal day stays 1 March. */
    {"rolls into a leap year", "2027-03-01", "", "2027-02-28", "12", "", "", "yes", "", "open",
        "quiet", "2028-02-29", "", "2028-02-29", "2028-02-29", 365, "1", 0},
    {"lost", "2026-11-23", "", "2027-01-30", "12", "", "", "no", "", "lost", "gone", "2027-01-30",
        "", "2027-01-30", "2027-01-29", 68, "", 0},
    {"renewed early", "2026-11-23", "", "2027-01-30", "12", "", "", "no", "", "renewed",
        "locked in", "2027-01-30", "", "2027-01-30", "2027-01-29", 68, "", 0},
    {"a renewed term is over", "2027-01-31", "", "2027-01-30", "12", "", "", "yes", "", "reduced",
        "gone", "2027-01-30", "", "2027-01-30", "2027-01-29", -1, "", 0},
    {"nothing known", "2026-11-23", "", "", "", "60", "days", "yes", "", "open", "unknown", "", "",
        "", "", 0, "", 0},
};

static struct row *line_of_case(struct dossier_maker *maker, const struct clock_case *it)
{
    return maker_add(maker, KIND_CONTRACT, "start", it->start, "ends", it->ends, "term_months",
        it->term, "notice", it->notice, "notice_unit", it->unit, "auto_renew", it->renews,
        "notice_given", it->given, "status", it->status, "arr", "1000", NULL);
}

static day_number day_or_none(const struct dossier_maker *maker, const char *words)
{
    return words[0] ? maker_day(maker, words) : DAY_NONE;
}

static void marks_of(const struct renewal_clock *clock, char *marks)
{
    if (clock->by_notice)
        *marks++ = 'n';
    if (clock->assumed)
        *marks++ = 'a';
    if (clock->computed)
        *marks++ = 'c';
    if (clock->rolled)
        *marks++ = (char)('0' + clock->rolled);
    *marks = '\0';
}

static void check_clock(const struct clock_case *it)
{
    struct dossier_maker maker;
    struct contract_line line;
    char marks[8];

    maker_init(&maker, it->today);
    line_of_case(&maker, it);
    assert_int_equal(contract_lines(&maker.dossier, &line, 1), 1);
    struct renewal_clock clock = contract_clock(&line, &maker.settings.calendar, maker.today);
    marks_of(&clock, marks);
    assert_string_equal(renewal_state_word(clock.state), it->state);
    assert_int_equal(clock.ends, day_or_none(&maker, it->end));
    assert_int_equal(clock.notice_deadline, day_or_none(&maker, it->deadline));
    assert_int_equal(clock.decision, day_or_none(&maker, it->decision));
    assert_int_equal(clock.act_by, day_or_none(&maker, it->act_by));
    assert_int_equal(clock.decides_in, it->in);
    assert_string_equal(marks, it->marks);
    assert_int_equal(round_half_up(clock.renewal_factor * 1000), it->factor);
    maker_fini(&maker);
}

static void clocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clock_cases); i++) {
        print_message("clock: %s\n", clock_cases[i].what);
        check_clock(&clock_cases[i]);
    }
}

static void bands_and_factors(void **state)
{
    (void)state;
    static const struct {
        int days;
        enum renewal_state state;
        double factor; /* (180 - days) / 150 */
    } cases[] = {{181, RENEWAL_QUIET, 0}, {180, RENEWAL_QUIET, 0}, {179, RENEWAL_QUIET, 1 / 150.0},
        {121, RENEWAL_QUIET, 59 / 150.0}, {120, RENEWAL_PLAN, .4}, {105, RENEWAL_PLAN, .5},
        {91, RENEWAL_PLAN, 89 / 150.0}, {90, RENEWAL_PREPARE, .6},
        {61, RENEWAL_PREPARE, 119 / 150.0}, {60, RENEWAL_NEGOTIATE, .8},
        {31, RENEWAL_NEGOTIATE, 149 / 150.0}, {30, RENEWAL_CLOSE, 1}, {0, RENEWAL_CLOSE, 1},
        {-1, RENEWAL_SLIPPED, 1}, {-400, RENEWAL_SLIPPED, 1}};
    const struct calendar calendar = {0};
    const day_number today = day_make(2026, 11, 23);

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct contract_line line = {.status = "open",
            .start = DAY_NONE,
            .ends = today + cases[i].days,
            .notice_given = DAY_NONE,
            .notice = -1};
        struct renewal_clock clock = contract_clock(&line, &calendar, today);

        assert_int_equal(clock.state, cases[i].state);
        assert_int_equal(
            round_half_up(clock.renewal_factor * 1e6), round_half_up(cases[i].factor * 1e6));
    }
}

static void working_days_skip_holidays(void **state)
{
    (void)state;
    const day_number holiday = day_make(2026, 12, 24);
    const struct calendar calendar = {.holidays = &holiday, .holiday_count = 1};
    struct contract_line line = {.status = "open",
        .start = DAY_NONE,
        .ends = day_make(2026, 12, 25),
        .notice_given = DAY_NONE,
        .notice = 10,
        .notice_unit = 'b',
        .auto_renew = 1};
    struct renewal_clock clock = contract_clock(&line, &calendar, day_make(2026, 12, 1));

    assert_int_equal(clock.decision, day_make(2026, 12, 10)); /* one earlier than without */
    line.notice = 1;                                          /* Thu 24 is off: Wed 23 */
    clock = contract_clock(&line, &calendar, day_make(2026, 12, 1));
    assert_int_equal(clock.act_by, day_make(2026, 12, 23));
}

static void notices_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int count; /* -1: not understood */
        char unit;
    } cases[] = {{"60", 60, 'd'}, {"60d", 60, 'd'}, {"2m", 2, 'm'}, {"10bd", 10, 'b'},
        {" 90 days", 90, 'd'}, {"3 months", 3, 'm'}, {"10 working days", 10, 'b'}, {"6W", 42, 'd'},
        {"0", 0, 'd'}, {"", -1, 0}, {"d", -1, 0}, {"-3", -1, 0}, {"2 moons", -1, 0}, {"2m1", -1, 0},
        {"99999999999999999999", -1, 0}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int count = -1;
        char unit = 0;

        assert_int_equal(notice_parse(cases[i].text, &count, &unit), cases[i].count >= 0);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(unit, cases[i].unit);
    }
}

static void an_account_has_one_implied_line(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct contract_line lines[4];

    maker_init(&maker, "2026-11-23");
    /* Renewal 31 Jan is the day after the last one. */
    maker_account(&maker, "arr", "420000", "currency", "USD", "renewal", "2027-01-31",
        "notice_days", "60d", "auto_renew", "yes", "term_months", "12", "category", "commit", NULL);
    struct account_contract contract =
        contract_of_account(&maker.dossier, &maker.settings, maker.today);
    assert_int_equal(contract.lines, 1);
    assert_true(contract.has_line);
    assert_null(contract.line.row);
    assert_int_equal(contract.clock.ends, day_make(2027, 1, 30));
    assert_int_equal(contract.clock.decision, day_make(2026, 12, 1));
    assert_int_equal(contract.arr, 42000000);
    assert_string_equal(contract.line.category, "commit");

    /* One row, and the account's own cells no longer speak; but its category and notice do. */
    maker_add(&maker, KIND_CONTRACT, "arr", "1000", "ends", "2027-05-31", NULL);
    maker_account(&maker, "notice_given", "2026-11-01", NULL);
    assert_int_equal(contract_lines(&maker.dossier, lines, 4), 1);
    assert_int_equal(lines[0].notice, -1);
    assert_int_equal(lines[0].auto_renew, -1);
    assert_string_equal(lines[0].category, "commit");
    contract = contract_of_account(&maker.dossier, &maker.settings, maker.today);
    assert_int_equal(contract.arr, 100000);
    assert_int_equal(contract.clock.state, RENEWAL_LEAVING);
    maker_fini(&maker);
}

/* Lines as `id ends arr status renews notice given start`; the id of the one that decides. */
struct deciding_case {
    const char *lines[4][8];
    const char *decides;
    const char *state;
};
static const struct deciding_case deciding_cases[] = {
    {{{"a", "+200", "5", "open"}, {"b", "+50", "1", "open"}}, "b", "negotiate"},
    /* b decides by its notice, 100 days before its end. */
    {{{"a", "+150", "5", "open"}, {"b", "+200", "1", "open", "yes", "100"}}, "b", "plan"},
    /* b is locked in, c leaves: a is the first that is still to be decided. */
    {{{"a", "+150", "5", "open"}, {"b", "+20", "1", "open", "yes", "60"},
         {"c", "+10", "9", "open", "", "", "-3"}},
        "a", "quiet"},
    {{{"b", "+20", "1", "open", "yes", "60"}, {"c", "+10", "9", "open", "", "", "-3"}}, "c",
        "leaving"},
    {{{"b", "+20", "1", "open", "yes", "60"}, {"c", "-10", "9", "lost"}}, "b", "locked in"},
    {{{"a", "+20", "1", "renewed"}, {"b", "+385", "1", "open", "", "", "", "+21"}}, "b", "quiet"},
    /* Ties: the earlier end (both decide in 40 days), then the larger ARR, then the id. */
    {{{"a", "+100", "5", "open", "yes", "60"}, {"b", "+40", "1", "open"}}, "b", "negotiate"},
    {{{"a", "+40", "5", "open"}, {"b", "+40", "8", "open"}}, "b", "negotiate"},
    {{{"b", "+40", "5", "open"}, {"a", "+40", "5", "open"}}, "a", "negotiate"},
    /* Slipped comes before all; a line without an end after them. */
    {{{"a", "", "5", "open"}, {"b", "-4", "1", "open"}, {"c", "+2", "1", "open"}}, "b", "slipped"},
    {{{"a", "", "5", "open"}, {"b", "+300", "1", "open"}}, "b", "quiet"},
    {{{"a", "", "5", "open"}}, "a", "unknown"},
};

static const char *or_blank(const char *words)
{
    return words ? words : "";
}

static void the_first_open_line_decides(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(deciding_cases); i++) {
        const struct deciding_case *it = &deciding_cases[i];

        maker_reset(&maker);
        for (size_t n = 0; n < 4 && it->lines[n][0]; n++)
            maker_add(&maker, KIND_CONTRACT, "id", it->lines[n][0], "ends", it->lines[n][1], "arr",
                it->lines[n][2], "status", it->lines[n][3], "auto_renew", or_blank(it->lines[n][4]),
                "notice", or_blank(it->lines[n][5]), "notice_given", or_blank(it->lines[n][6]),
                "start", or_blank(it->lines[n][7]), "term_months", "12", NULL);
        struct account_contract contract =
            contract_of_account(&maker.dossier, &maker.settings, maker.today);
        print_message("decides: %zu\n", i);
        assert_string_equal(row_text(contract.line.row, CONTRACT_ID), it->decides);
        assert_string_equal(renewal_state_word(contract.clock.state), it->state);
    }
    maker_fini(&maker);
}

static void lines_are_live_from_start_to_end(void **state)
{
    (void)state;
    static const struct {
        const char *start, *ends, *status, *given;
        bool live;
    } cases[] = {{"", "", "open", "", true}, {"today", "+10", "open", "", true},
        {"+1", "+10", "open", "", false}, {"-400", "-30", "open", "", true},
        {"-400", "today", "lost", "", true}, {"-400", "-1", "lost", "", false},
        {"-400", "-1", "ended", "", false}, {"-400", "-1", "renewed", "", false},
        {"-400", "today", "reduced", "", true}, {"-400", "", "lost", "", false},
        {"-400", "", "renewed", "", true}, {"-400", "today", "open", "-30", true},
        {"-400", "-1", "open", "-30", false}, {"-400", "-1", "open", "+1", true},
        {"-400", "-1", "whatever", "", true}};
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct contract_line line;

        maker_reset(&maker);
        maker_add(&maker, KIND_CONTRACT, "start", cases[i].start, "ends", cases[i].ends, "status",
            cases[i].status, "notice_given", cases[i].given, NULL);
        assert_int_equal(contract_lines(&maker.dossier, &line, 1), 1);
        print_message("live: %zu\n", i);
        assert_int_equal(contract_is_live(&line, maker.today), cases[i].live);
    }
    maker_fini(&maker);
}

static void arr_is_the_sum_in_the_reporting_currency(void **state)
{
    (void)state;
    static const struct setting_rate rates[] = {{"EUR", 1.1}};
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker.settings.rates = rates;
    maker.settings.rate_count = 1;
    maker_add(&maker, KIND_CONTRACT, "arr", "1000", "ends", "+50", NULL);
    maker_add(&maker, KIND_CONTRACT, "arr", "0.05", "currency", "EUR", "ends", "+50", NULL);
    maker_add(&maker, KIND_CONTRACT, "arr", "9999", "ends", "-1", "status", "lost", NULL);
    maker_add(&maker, KIND_CONTRACT, "arr", "9999", "start", "+1", NULL);
    maker_add(&maker, KIND_CONTRACT, "product", "no price", NULL);
    struct account_contract contract =
        contract_of_account(&maker.dossier, &maker.settings, maker.today);
    assert_int_equal(contract.lines, 5);
    assert_int_equal(contract.arr, 100006); /* 5 cents x 1.1 = 5.5, half up 6 */
    assert_false(contract.without_rate);

    maker_add(&maker, KIND_CONTRACT, "arr", "10", "currency", "SEK", NULL);
    contract = contract_of_account(&maker.dossier, &maker.settings, maker.today);
    assert_true(contract.arr == MONEY_NONE);
    assert_true(contract.without_rate);
    maker_fini(&maker);
}

static void arr_is_known_or_not(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    assert_true(
        contract_of_account(&maker.dossier, &maker.settings, maker.today).arr == MONEY_NONE);
    maker_account(&maker, "stage", "churned", NULL);
    assert_true(contract_of_account(&maker.dossier, &maker.settings, maker.today).arr == 0);
    /* Known lines, none of them live: nothing, and that is known. */
    maker_reset(&maker);
    maker_add(&maker, KIND_CONTRACT, "arr", "10", "ends", "-1", "status", "lost", NULL);
    assert_true(contract_of_account(&maker.dossier, &maker.settings, maker.today).arr == 0);
    maker_fini(&maker);
}

static void start_is_the_accounts_or_the_earliest(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    assert_int_equal(contract_start(&maker.dossier), DAY_NONE);
    maker_add(&maker, KIND_CONTRACT, "start", "-10", NULL);
    maker_add(&maker, KIND_CONTRACT, "start", "-90", NULL);
    maker_add(&maker, KIND_CONTRACT, "start", "", NULL);
    assert_int_equal(contract_start(&maker.dossier), maker.today - 90);
    maker_account(&maker, "start", "-40", NULL);
    assert_int_equal(contract_start(&maker.dossier), maker.today - 40);
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks),
        cmocka_unit_test(bands_and_factors),
        cmocka_unit_test(working_days_skip_holidays),
        cmocka_unit_test(notices_are_read),
        cmocka_unit_test(an_account_has_one_implied_line),
        cmocka_unit_test(the_first_open_line_decides),
        cmocka_unit_test(lines_are_live_from_start_to_end),
        cmocka_unit_test(arr_is_the_sum_in_the_reporting_currency),
        cmocka_unit_test(arr_is_known_or_not),
        cmocka_unit_test(start_is_the_accounts_or_the_earliest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
