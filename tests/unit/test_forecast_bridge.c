/* Two days held against each other: model.md E5. The period is the days 100 to 200; amounts by
 * hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/forecast.h"

/* A line on one of the days; ends 0: it is not there. */
struct side {
    int ends;
    enum due_state state;
    enum forecast_category called;
    int64_t target, amount;
};
#define C(word) FORECAST_##word
#define GONE                                                                                       \
    {                                                                                              \
        0, DUE_OPEN, C(COMMIT), 0, 0                                                               \
    }

struct bridge_case {
    const char *what;
    struct side before, after;
    int day; /* of the second stand */
    enum forecast_measure measure;
    enum bridge_part part; /* BRIDGE_PARTS: no row */
    int64_t amount, opening, closing;
};

static const struct bridge_case cases[] = {
    {"won as forecast", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_WON, C(COMMIT), 100, 100},
        110, FORECAST_ALL, BRIDGE_WON, 0, 100, 100},
    {"won, weighted", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_WON, C(COMMIT), 100, 100},
        110, FORECAST_WEIGHTED, BRIDGE_WON, 5, 95, 100},
    {"won for less", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_WON, C(COMMIT), 100, 60}, 110,
        FORECAST_ALL, BRIDGE_WON, -40, 100, 60},
    {"won for more: growth is no retention", {150, DUE_OPEN, C(COMMIT), 100, 100},
        {150, DUE_WON, C(COMMIT), 100, 160}, 110, FORECAST_ALL, BRIDGE_WON, 0, 100, 100},
    {"won from best case, commit", {150, DUE_OPEN, C(BEST_CASE), 100, 100},
        {150, DUE_WON, C(BEST_CASE), 100, 100}, 110, FORECAST_CALLED_COMMIT, BRIDGE_WON, 100, 0,
        100},
    {"lost", {150, DUE_OPEN, C(COMMIT), 100, 80}, {150, DUE_LOST, C(COMMIT), 100, 0}, 110,
        FORECAST_ALL, BRIDGE_LOST, -80, 80, 0},
    {"lost, never in commit", {150, DUE_OPEN, C(AT_RISK), 100, 80},
        {150, DUE_LOST, C(AT_RISK), 100, 0}, 110, FORECAST_CALLED_COMMIT, BRIDGE_LOST, 0, 0, 0},
    {"a new line", GONE, {150, DUE_OPEN, C(COMMIT), 100, 90}, 110, FORECAST_ALL, BRIDGE_IN, 90, 0,
        90},
    {"its end moved in", {250, DUE_OPEN, C(COMMIT), 100, 90}, {200, DUE_OPEN, C(COMMIT), 100, 90},
        110, FORECAST_ALL, BRIDGE_IN, 90, 0, 90},
    {"its end moved out", {200, DUE_OPEN, C(COMMIT), 100, 90}, {201, DUE_OPEN, C(COMMIT), 100, 90},
        110, FORECAST_ALL, BRIDGE_OUT, -90, 90, 0},
    {"it is gone", {150, DUE_OPEN, C(COMMIT), 100, 90}, GONE, 110, FORECAST_ALL, BRIDGE_OUT, -90,
        90, 0},
    {"its end moved within", {150, DUE_OPEN, C(COMMIT), 100, 90},
        {160, DUE_OPEN, C(COMMIT), 100, 95}, 110, FORECAST_ALL, BRIDGE_UP, 5, 90, 95},
    {"slipped: the period is over", {200, DUE_OPEN, C(COMMIT), 100, 90},
        {200, DUE_OPEN, C(COMMIT), 100, 90}, 201, FORECAST_ALL, BRIDGE_SLIPPED, -90, 90, 0},
    {"past its day, the period is not over", {150, DUE_OPEN, C(COMMIT), 100, 90},
        {150, DUE_OPEN, C(COMMIT), 100, 90}, 200, FORECAST_ALL, BRIDGE_PARTS, 0, 90, 90},
    {"called up", {150, DUE_OPEN, C(AT_RISK), 100, 90}, {150, DUE_OPEN, C(COMMIT), 100, 90}, 110,
        FORECAST_CALLED_COMMIT, BRIDGE_UP, 90, 0, 90},
    {"called down", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(AT_RISK), 100, 100},
        110, FORECAST_WEIGHTED, BRIDGE_DOWN, -50, 95, 45},
    {"a call that All does not see", {150, DUE_OPEN, C(COMMIT), 100, 100},
        {150, DUE_OPEN, C(AT_RISK), 100, 100}, 110, FORECAST_ALL, BRIDGE_PARTS, 0, 100, 100},
    {"left out", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(OMITTED), 100, 100}, 110,
        FORECAST_ALL, BRIDGE_DOWN, -100, 100, 0},
    {"notice received", {150, DUE_OPEN, C(COMMIT), 100, 100},
        {150, DUE_LEAVING, C(COMMIT), 100, 100}, 110, FORECAST_CALLED_COMMIT, BRIDGE_DOWN, -100,
        100, 0},
    {"opened again", {150, DUE_WON, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(AT_RISK), 100, 100},
        110, FORECAST_WEIGHTED, BRIDGE_DOWN, -55, 100, 45},
    {"never in it", {250, DUE_OPEN, C(COMMIT), 100, 100}, {260, DUE_OPEN, C(COMMIT), 100, 100}, 110,
        FORECAST_ALL, BRIDGE_PARTS, 0, 0, 0},
};

static struct due_line line_of(const struct side *side, int64_t line)
{
    struct due_line made = {.account = 1,
        .line = line,
        .id = "",
        .account_id = "",
        .account_name = "",
        .product = "",
        .currency = "",
        .ends = side->ends,
        .state = side->state,
        .target = side->target,
        .amount = side->amount,
        .final_uplift = MONEY_NONE,
        .uplift = -1,
        .probability = -1,
        .called = side->called,
        .band = BAND_UNKNOWN,
        .closed_on = DAY_NONE,
        .source = "",
        .reason = ""};

    made.value = forecast_value_of(&made);
    return made;
}

static void each_part_of_the_bridge(void **state)
{
    static const struct forecast_span span = {100, 200};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct bridge_case *want = &cases[i];
        struct due_line before = line_of(&want->before, 7), after = line_of(&want->after, 7);
        struct forecast_stand first = {105, &before, want->before.ends != 0};
        struct forecast_stand second = {want->day, &after, want->after.ends != 0};
        struct forecast_bridge bridge;
        struct arena arena = {0};

        forecast_bridge(&first, &second, span, want->measure, &arena, &bridge);
        bool row = want->part == BRIDGE_PARTS
                       ? bridge.row_count == 0
                       : bridge.row_count == 1 && bridge.rows[0].part == want->part &&
                             bridge.rows[0].amount == want->amount &&
                             bridge.parts[want->part] == want->amount;
        if (!row || bridge.opening != want->opening || bridge.closing != want->closing)
            fail_msg("%s: %lld to %lld, %zu rows, %s %lld", want->what, (long long)bridge.opening,
                (long long)bridge.closing, bridge.row_count,
                bridge.row_count ? bridge_part_word(bridge.rows[0].part) : "",
                bridge.row_count ? (long long)bridge.rows[0].amount : 0);
        arena_fini(&arena);
    }
}

/* One contract line, two terms in the period: won, and the next one. */
static void terms_of_one_line_are_told_apart(void **state)
{
    static const struct forecast_span span = {100, 200};
    const struct side open = {110, DUE_OPEN, C(COMMIT), 100, 100};
    const struct side won = {110, DUE_WON, C(COMMIT), 100, 90};
    const struct side next = {190, DUE_OPEN, C(COMMIT), 90, 90};
    struct due_line before = line_of(&open, 7);
    struct due_line after[] = {line_of(&next, 7), line_of(&won, 7)};
    struct forecast_stand first = {105, &before, 1}, second = {112, after, 2};
    struct forecast_move_list moves;
    struct forecast_bridge bridge;
    struct arena arena = {0};

    (void)state;
    forecast_bridge(&first, &second, span, FORECAST_ALL, &arena, &bridge);
    assert_int_equal(bridge.parts[BRIDGE_WON], -10);
    assert_int_equal(bridge.parts[BRIDGE_IN], 90);
    assert_int_equal(bridge.closing, 180);
    /* The next term of what was won is no news. */
    forecast_moves(&first, &second, &arena, &moves);
    assert_int_equal(moves.count, 1);
    assert_int_equal(moves.items[0].after->state, DUE_WON);
    arena_fini(&arena);
}

static void a_line_that_went_to_another_account_is_the_same(void **state)
{
    static const struct side side = {150, DUE_OPEN, C(COMMIT), 100, 100};
    struct due_line before = line_of(&side, 7), after = line_of(&side, 7);
    struct forecast_stand first = {105, &before, 1}, second = {112, &after, 1};
    struct forecast_move_list moves;
    struct arena arena = {0};

    (void)state;
    after.account = 2;
    forecast_moves(&first, &second, &arena, &moves);
    assert_int_equal(moves.count, 0);
    /* Implied lines have none but their account's key; those without a row go by account and id. */
    before.line = after.line = 0;
    forecast_moves(&first, &second, &arena, &moves);
    assert_int_equal(moves.count, 2);
    arena_fini(&arena);
}

struct move_case {
    const char *what;
    struct side before, after;
    unsigned fields;
    bool moved;
};
#define BIT(field) (1u << MOVED_##field)
static const struct move_case move_cases[] = {
    {"nothing", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(COMMIT), 100, 100}, 0,
        false},
    {"called", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(AT_RISK), 100, 100},
        BIT(CATEGORY) | BIT(P), true},
    {"forecast", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_OPEN, C(COMMIT), 100, 80},
        BIT(AMOUNT), true},
    {"target and forecast", {150, DUE_OPEN, C(COMMIT), 100, 100},
        {150, DUE_OPEN, C(COMMIT), 120, 120}, BIT(AMOUNT) | BIT(TARGET), true},
    {"end", {150, DUE_OPEN, C(COMMIT), 100, 100}, {400, DUE_OPEN, C(COMMIT), 100, 100}, BIT(ENDS),
        true},
    {"won", {150, DUE_OPEN, C(COMMIT), 100, 100}, {150, DUE_WON, C(COMMIT), 100, 100},
        BIT(STATE) | BIT(P), true},
    {"new", GONE, {150, DUE_OPEN, C(COMMIT), 100, 100}, 0, true},
    {"gone", {150, DUE_OPEN, C(COMMIT), 100, 100}, GONE, 0, true},
    {"closed long ago and gone", {150, DUE_LOST, C(COMMIT), 100, 0}, GONE, 0, false},
};

static void what_moved_by_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(move_cases); i++) {
        const struct move_case *want = &move_cases[i];
        struct due_line before = line_of(&want->before, 7), after = line_of(&want->after, 7);
        struct forecast_stand first = {105, &before, want->before.ends != 0};
        struct forecast_stand second = {112, &after, want->after.ends != 0};
        struct forecast_move_list moves;
        struct arena arena = {0};

        forecast_moves(&first, &second, &arena, &moves);
        if (moves.count != want->moved || (want->moved && moves.items[0].fields != want->fields))
            fail_msg("%s: %zu moves, %x", want->what, moves.count,
                moves.count ? moves.items[0].fields : 0);
        arena_fini(&arena);
    }
}

static void the_weightiest_move_comes_first(void **state)
{
    static const struct side small = {150, DUE_OPEN, C(COMMIT), 100, 100};
    static const struct side less = {150, DUE_OPEN, C(COMMIT), 100, 90};
    static const struct side nothing = {150, DUE_OPEN, C(OMITTED), 100, 100};
    struct due_line before[] = {line_of(&small, 1), line_of(&small, 2), line_of(&small, 3)};
    struct due_line after[] = {line_of(&less, 1), line_of(&nothing, 2), line_of(&small, 3)};
    struct forecast_stand first = {105, before, 3}, second = {112, after, 3};
    struct forecast_move_list moves;
    struct arena arena = {0};

    (void)state;
    forecast_moves(&first, &second, &arena, &moves);
    assert_int_equal(moves.count, 2);
    assert_int_equal(moves.items[0].after->line, 2);
    assert_int_equal(moves.items[1].after->line, 1);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_part_of_the_bridge),
        cmocka_unit_test(terms_of_one_line_are_told_apart),
        cmocka_unit_test(a_line_that_went_to_another_account_is_the_same),
        cmocka_unit_test(what_moved_by_line),
        cmocka_unit_test(the_weightiest_move_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
