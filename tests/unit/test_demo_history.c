/* The past of the demo book: what it says of money adds up to what the book is worth today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/forecast.h"
#include "core/cause.h"
#include "core/contract.h"
#include "support/home.h"

static char *home;
static const char *const days[] = {"2026-11-23", "2028-02-29", "2031-01-01"};

static int make_home(void **state)
{
    (void)state;
    home = home_new();
    return setenv("TMPDIR", home, 1);
}

static int drop_home(void **state)
{
    (void)state;
    home_free(home);
    return unsetenv("TMPDIR");
}

/* --- a demo book, and all its rows of three kinds --- */

struct past {
    struct session *session;
    struct arena arena;
    struct row_list accounts, movements, renewals, references;
};

struct taking {
    struct arena *arena;
    struct row_list *rows;
};

static bool take_row(void *context, const struct row *row)
{
    struct taking *taking = context;

    ARRAY_PUSH(taking->rows, row_copy(taking->arena, row));
    return true;
}

static void take(struct past *past, enum kind kind, struct row_list *rows)
{
    struct taking taking = {&past->arena, rows};
    struct error err;

    assert_true(store_each(session_store(past->session), kind, take_row, &taking, &err));
}

static void past_open(struct past *past, const char *today)
{
    struct session_options options = {.demo = true};
    struct error err = {0};

    *past = (struct past){0};
    assert_true(day_parse_iso(today, &options.today));
    if (!session_open(&options, &past->session, &err))
        fail_msg("%s:%d: %s", err.path, err.line, err.text);
    take(past, KIND_ACCOUNT, &past->accounts);
    take(past, KIND_MOVEMENT, &past->movements);
    take(past, KIND_RENEWAL, &past->renewals);
    take(past, KIND_REFERENCE, &past->references);
}

static void past_close(struct past *past)
{
    array_fini(&past->accounts);
    array_fini(&past->movements);
    array_fini(&past->renewals);
    array_fini(&past->references);
    arena_fini(&past->arena);
    session_close(past->session);
}

/* What the movements of a line come to by the end of the day. */
static int64_t arr_by(const struct past *past, int64_t account, const char *line, day_number day)
{
    int64_t sum = 0;

    for (size_t i = 0; i < past->movements.count; i++) {
        const struct row *move = past->movements.items[i];

        if (row_integer(move, MOVEMENT_ACCOUNT) == account &&
            strcmp(row_text(move, MOVEMENT_LINE), line) == 0 && row_day(move, MOVEMENT_DATE) <= day)
            sum += row_integer(move, MOVEMENT_AMOUNT);
    }
    return sum;
}

/* --- lines --- */

static int check_lines(const struct past *past, struct row *account, struct arena *arena)
{
    day_number today = session_today(past->session);
    struct contract_line lines[8];
    struct dossier dossier;
    struct error err;

    assert_true(
        store_dossier(session_store(past->session), account->key, today, arena, &dossier, &err));
    size_t count = contract_lines(&dossier, lines, COUNT_OF(lines));

    assert_in_range(count, 1, COUNT_OF(lines));
    for (size_t i = 0; i < count; i++) {
        const char *id = lines[i].row ? row_text(lines[i].row, CONTRACT_ID) : "";
        int64_t live = contract_is_live(&lines[i], today) ? lines[i].arr : 0;

        if (arr_by(past, account->key, id, today) != live)
            fail_msg("%s, line %s: the movements come to %lld, it is worth %lld",
                row_text(account, ACCOUNT_NAME), id,
                (long long)arr_by(past, account->key, id, today), (long long)live);
    }
    return (int)count;
}

static void test_movements_add_up(void **state)
{
    (void)state;
    for (size_t d = 0; d < COUNT_OF(days); d++) {
        struct arena arena = {0};
        struct past past;
        int lines = 0;

        past_open(&past, days[d]);
        for (size_t i = 0; i < past.accounts.count; i++) {
            arena_clear(&arena);
            lines += check_lines(&past, past.accounts.items[i], &arena);
        }
        assert_true(lines > 50);
        arena_fini(&arena);
        past_close(&past);
    }
}

/* --- movements --- */

static bool any(const struct row_list *rows, int field, const char *word)
{
    for (size_t i = 0; i < rows->count; i++)
        if (row_is(rows->items[i], field, word))
            return true;
    return false;
}

static const struct row *account_of_id(const struct past *past, const char *id)
{
    for (size_t i = 0; i < past->accounts.count; i++)
        if (row_is(past->accounts.items[i], ACCOUNT_ID, id))
            return past->accounts.items[i];
    fail_msg("no account %s", id);
    return NULL;
}

static void check_movement(const struct past *past, const struct row *move)
{
    bool fell = row_is(move, MOVEMENT_KIND, "churn") || row_is(move, MOVEMENT_KIND, "contraction");
    enum cause cause;

    assert_true(row_day(move, MOVEMENT_DATE) <= session_today(past->session));
    if (fell) {
        assert_true(row_integer(move, MOVEMENT_AMOUNT) < 0);
        assert_true(cause_from_word(row_text(move, MOVEMENT_REASON), &cause));
    } else if (row_is(move, MOVEMENT_KIND, "transfer")) {
        const struct row *other = account_of_id(past, row_text(move, MOVEMENT_OTHER));

        assert_int_not_equal(other->key, row_integer(move, MOVEMENT_ACCOUNT));
    } else {
        assert_true(row_integer(move, MOVEMENT_AMOUNT) > 0);
    }
}

static int64_t transferred(const struct past *past)
{
    int64_t sum = 0;

    for (size_t i = 0; i < past->movements.count; i++)
        if (row_is(past->movements.items[i], MOVEMENT_KIND, "transfer"))
            sum += row_integer(past->movements.items[i], MOVEMENT_AMOUNT);
    return sum;
}

static void test_every_kind_of_movement(void **state)
{
    static const char *const kinds[] = {"new", "expansion", "uplift", "contraction", "churn",
        "reactivation", "transfer", "book_in"};
    struct past past;

    (void)state;
    past_open(&past, days[0]);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (!any(&past.movements, MOVEMENT_KIND, kinds[i]))
            fail_msg("nothing is %s", kinds[i]);
    for (size_t i = 0; i < past.movements.count; i++)
        check_movement(&past, past.movements.items[i]);
    assert_int_equal(transferred(&past), 0);
    past_close(&past);
}

/* --- renewals --- */

static void check_renewal(const struct past *past, const struct row *renewal)
{
    bool lost = row_is(renewal, RENEWAL_STATUS, "lost");
    day_number ends = row_day(renewal, RENEWAL_ENDS);
    int64_t account = row_integer(renewal, RENEWAL_ACCOUNT);
    const char *line = row_text(renewal, RENEWAL_LINE);
    int64_t target = row_integer(renewal, RENEWAL_TARGET);
    int64_t final = row_integer(renewal, RENEWAL_FINAL);
    day_number from = row_day(renewal, RENEWAL_CLOSED_ON);
    enum cause cause;

    from = from > ends ? from : ends + 1;
    assert_true(row_day(renewal, RENEWAL_CLOSED_ON) <= session_today(past->session));
    assert_true(target > 0);
    assert_int_equal(arr_by(past, account, line, from - 1), target);
    assert_int_equal(arr_by(past, account, line, from), final);
    if (final < target)
        assert_true(cause_from_word(row_text(renewal, RENEWAL_REASON), &cause));
    assert_int_equal(lost, final == 0);
    if (!lost)
        assert_true(row_day(renewal, RENEWAL_NEW_ENDS) > ends);
}

struct tally {
    int won, lost, reduced, late, by_itself;
};

static void count_renewal(const struct row *renewal, struct tally *tally)
{
    bool lost = row_is(renewal, RENEWAL_STATUS, "lost");
    bool clock = row_is(renewal, RENEWAL_SOURCE, "clock");

    tally->lost += lost;
    tally->won += !lost;
    tally->reduced +=
        !lost && row_integer(renewal, RENEWAL_FINAL) < row_integer(renewal, RENEWAL_TARGET);
    tally->late +=
        !lost && !clock && row_day(renewal, RENEWAL_CLOSED_ON) > row_day(renewal, RENEWAL_ENDS);
    tally->by_itself += clock;
}

/* Of the four quarters that are over. */
static void test_renewals_of_the_year(void **state)
{
    (void)state;
    for (size_t d = 0; d < COUNT_OF(days); d++) {
        struct tally tally = {0};
        struct past past;

        past_open(&past, days[d]);
        for (size_t i = 0; i < past.renewals.count; i++) {
            const struct row *renewal = past.renewals.items[i];

            check_renewal(&past, renewal);
            if (row_day(renewal, RENEWAL_ENDS) > session_today(past.session) - 365)
                count_renewal(renewal, &tally);
        }
        assert_true(tally.won >= 20);
        assert_true(tally.lost >= 4);
        assert_true(tally.reduced >= 4);
        assert_true(tally.late >= 2);
        assert_true(tally.by_itself >= 2);
        past_close(&past);
    }
}

/* --- what else has happened --- */

static void test_references_and_risks(void **state)
{
    static const char *const states[] = {"asked", "agreed", "given", "declined"};
    static const char *const outcomes[] = {"saved", "partly", "lost", "passed"};
    struct row_list signals = {0};
    struct past past;

    (void)state;
    past_open(&past, days[0]);
    take(&past, KIND_SIGNAL, &signals);
    for (size_t i = 0; i < COUNT_OF(states); i++)
        assert_true(any(&past.references, REFERENCE_STATUS, states[i]));
    for (size_t i = 0; i < COUNT_OF(outcomes); i++)
        assert_true(any(&signals, SIGNAL_OUTCOME, outcomes[i]));
    for (size_t i = 0; i < signals.count; i++)
        if (row_knows(signals.items[i], SIGNAL_OUTCOME))
            assert_int_equal(row_integer(signals.items[i], SIGNAL_OPEN), 0);
    array_fini(&signals);
    past_close(&past);
}

/* --- what would have been kept --- */

/* What opening and the parts come to is the closing, and some of it is not 0. */
static void check_bridge(const struct forecast_bridge *bridge)
{
    int64_t sum = bridge->opening;

    for (int i = 0; i < (int)BRIDGE_PARTS; i++)
        sum += bridge->parts[i];
    assert_int_equal(sum, bridge->closing);
    assert_true(bridge->opening > 0);
}

static void test_forecasts_were_kept(void **state)
{
    (void)state;
    for (size_t d = 0; d < COUNT_OF(days); d++) {
        const struct forecast_order order = {.since = DAY_NONE};
        struct forecast forecast;
        struct past past;
        struct error err;

        past_open(&past, days[d]);
        assert_true(verb_forecast(past.session, &order, &past.arena, &forecast, &err));
        assert_true(forecast.has_since);
        assert_in_range(forecast.moves.count, 5, 9);
        check_bridge(&forecast.bridges[FORECAST_WEIGHTED]);
        for (int i = 0; i < FORECAST_FROZEN; i++) {
            assert_true(forecast.frozen[i].there);
            assert_true(forecast.frozen[i].has_weighted_accuracy);
            assert_true(forecast.frozen[i].weighted_accuracy > .3);
        }
        past_close(&past);
    }
}

/* As the rows say that it was: what is kept is the same. */
static void test_health_was_kept(void **state)
{
    struct arena arena = {0};
    struct dossier dossier;
    struct past past;
    struct error err;
    int fell = 0;

    (void)state;
    past_open(&past, days[0]);
    for (size_t i = 0; i < past.accounts.count; i++) {
        if (!row_is(past.accounts.items[i], ACCOUNT_NAME, "Northwind Traders"))
            continue;
        assert_true(store_dossier(session_store(past.session), past.accounts.items[i]->key,
            session_today(past.session), &arena, &dossier, &err));
        assert_in_range(dossier.snapshots.count, 20, 40);
        fell = dossier.snapshots.items[0].health -
               dossier.snapshots.items[dossier.snapshots.count - 1].health;
    }
    assert_true(fell > 30);
    arena_fini(&arena);
    past_close(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_movements_add_up),
        cmocka_unit_test(test_every_kind_of_movement),
        cmocka_unit_test(test_renewals_of_the_year),
        cmocka_unit_test(test_references_and_risks),
        cmocka_unit_test(test_forecasts_were_kept),
        cmocka_unit_test(test_health_was_kept),
    };

    return cmocka_run_group_tests_name("demo_history", tests, make_home, drop_home);
}
