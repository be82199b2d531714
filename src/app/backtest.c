/* The back-test: account by account through the store, week by week in core. */
#include "app/backtest.h"

#include <math.h>
#include <string.h>
#include "app/app_internal.h"
#include "base/order.h"
#include "base/text.h"
#include "base/words.h"
#include "core/measure.h"

#define YEAR_DAYS 365
#define WEEKS_MOST 520

/* --- how far back the book goes --- */

struct since {
    int field;
    day_number day;
};

static bool look_back(void *context, const struct row *row)
{
    struct since *since = context;
    day_number day = row_day(row, since->field);

    if (day != DAY_NONE && (since->day == DAY_NONE || day < since->day))
        since->day = day;
    return true;
}

static bool read_since(struct session *session, struct backtest *backtest, struct error *err)
{
    struct since usage = {MEASURE_DATE, DAY_NONE}, money = {MOVEMENT_DATE, DAY_NONE};
    day_number later;

    if (!store_each(session->store, KIND_MEASURE, look_back, &usage, err) ||
        !store_each(session->store, KIND_MOVEMENT, look_back, &money, err))
        return false;
    backtest->usage_since = usage.day;
    backtest->money_since = money.day;
    backtest->full_on = DAY_NONE;
    if (usage.day == DAY_NONE || money.day == DAY_NONE)
        return true;
    later = usage.day > money.day ? usage.day : money.day;
    backtest->full_on = later + YEAR_DAYS;
    backtest->is_shown = backtest->full_on <= session->today;
    return true;
}

void backtest_limits(const struct backtest *backtest, day_number today, struct str *out)
{
    char usage[24], money[24], full[24];

    str_addf(out, _("measures %s%s, ARR %s%s"),
        backtest->usage_since == DAY_NONE ? _("none yet") : _("since "),
        backtest->usage_since == DAY_NONE ? "" : day_head(backtest->usage_since, usage),
        backtest->money_since == DAY_NONE ? _("none yet") : _("since "),
        backtest->money_since == DAY_NONE ? "" : day_head(backtest->money_since, money));
    if (backtest->full_on != DAY_NONE && backtest->full_on > today)
        str_addf(out, _(": a year is full on %s"), day_head(backtest->full_on, full));
    else if (!backtest->is_shown)
        str_add(out, _(": a year of both is needed"));
}

/* --- the work --- */

struct testing {
    struct session *session;
    const struct backtest_order *order;
    struct backtest_ground ground;
    day_number *days;
    double *medians;
    struct backtest_line *lines;
    struct key_list accounts;
};

static bool take_key(void *context, int64_t key, struct value value)
{
    ARRAY_PUSH((struct key_list *)context, key);
    return true;
}

static bool told(const struct testing *testing, double done, struct error *err)
{
    const struct backtest_watch *watch = testing->order->watch;

    return watch == NULL || watch->tell(watch->context, done) ||
           error_set(err, ERROR_FOUND, "the back-test was given up");
}

static bool read_history(struct testing *testing, int64_t account, struct arena *arena,
    struct dossier *dossier, struct row_list *lists, struct error *err)
{
    struct store *store = testing->session->store;

    return store_dossier(store, account, testing->days[0], arena, dossier, err) &&
           store_children(store, KIND_RENEWAL, account, arena, &lists[0], err) &&
           store_children(store, KIND_MOVEMENT, account, arena, &lists[1], err);
}

/* The change of usage of every account on each week: by week its median. */
static bool take_changes(
    struct testing *testing, double *changes, struct arena *arena, struct error *err)
{
    size_t count = testing->accounts.count;

    for (size_t i = 0; i < count; i++) {
        struct dossier dossier;

        arena_clear(arena);
        if (!store_dossier(testing->session->store, testing->accounts.items[i], testing->days[0],
                arena, &dossier, err))
            return false;
        for (int week = 0; week < testing->ground.weeks; week++) {
            struct measures measures;
            struct usage_trend trend;

            measures_read(&dossier, testing->days[week], &measures);
            trend = measures_trend(&measures);
            changes[(size_t)week * count + i] = trend.known ? trend.change : (double)NAN;
        }
    }
    return true;
}

/* Of the known ones; NaN: there is none. */
static double median_of(double *values, size_t count)
{
    double median = (double)NAN;
    size_t known = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            values[known++] = values[i];
    return order_median(values, known, &median) ? median : (double)NAN;
}

static bool read_medians(struct testing *testing, struct arena *arena, struct error *err)
{
    size_t count = testing->accounts.count;
    struct arena scratch = {0};
    double *changes =
        arena_alloc_array(arena, count * (size_t)testing->ground.weeks + 1, sizeof(*changes));
    bool ok = take_changes(testing, changes, &scratch, err);

    for (int week = 0; ok && week < testing->ground.weeks; week++)
        testing->medians[week] = median_of(&changes[(size_t)week * count], count);
    arena_fini(&scratch);
    return ok;
}

static bool test_accounts(struct testing *testing, struct error *err)
{
    struct arena scratch = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < testing->accounts.count; i++) {
        struct dossier dossier;
        struct row_list lists[2];

        arena_clear(&scratch);
        ok = told(testing, (double)i / (double)testing->accounts.count, err) &&
             read_history(testing, testing->accounts.items[i], &scratch, &dossier, lists, err);
        if (ok)
            backtest_account(&testing->ground,
                &(struct backtest_history){&dossier, &lists[0], &lists[1]}, testing->lines);
    }
    arena_fini(&scratch);
    return ok;
}

static void make_weeks(struct testing *testing, int weeks, struct arena *arena)
{
    day_number today = testing->session->today;

    testing->days = arena_alloc_array(arena, (size_t)weeks, sizeof(*testing->days));
    testing->medians = arena_alloc_array(arena, (size_t)weeks, sizeof(*testing->medians));
    for (int i = 0; i < weeks; i++)
        testing->days[i] = today - 7 * (weeks - 1 - i);
    testing->ground.days = testing->days;
    testing->ground.medians = testing->medians;
    testing->ground.weeks = weeks;
    testing->ground.today = today;
}

static void make_lines(struct testing *testing, struct arena *arena)
{
    const struct signal_rules *rules = testing->ground.rules->signals;
    int count = rules ? rules->count : 0;

    testing->lines = arena_alloc_array(arena, (size_t)count + 1, sizeof(*testing->lines));
    for (int i = 0; i <= count; i++)
        testing->lines[i] = (struct backtest_line){.rule = i < count ? &rules->rules[i] : NULL,
            .undated = i < count ? backtest_undated(&rules->rules[i]) : NULL,
            .last = DAY_NONE};
}

static bool hand_over(const struct testing *testing, struct backtest *backtest, struct error *err)
{
    const struct signal_rules *rules = testing->ground.rules->signals;
    size_t count = rules ? (size_t)rules->count : 0;
    const char *signal = testing->order->signal;

    backtest->lines = testing->lines;
    backtest->book = testing->lines[count];
    backtest->weeks = testing->ground.weeks;
    backtest->from = testing->days[0];
    backtest->to = testing->session->today;
    for (size_t i = 0; i < count; i++)
        if (signal == NULL || text_equal(signal, testing->lines[i].rule->id))
            backtest->lines[backtest->count++] = testing->lines[i];
    return backtest->count > 0 || signal == NULL ||
           error_set(err, ERROR_NOT_FOUND, "no signal '%s' in signals.yaml", signal);
}

bool backtest_run(struct session *session, const struct backtest_order *order, struct arena *arena,
    struct backtest *ret_backtest, struct error *err)
{
    struct testing testing = {.session = session, .order = order};
    struct backtest backtest = {0};
    int weeks = order->weeks ? order->weeks : BACKTEST_WEEKS;
    bool ok;

    if (weeks < 2 || weeks > WEEKS_MOST)
        return error_set(err, ERROR_USAGE, "from 2 to %d weeks", WEEKS_MOST);
    if (!session_rules(session, &testing.ground.rules, err) ||
        !session_book_facts(session, &testing.ground.book, err) ||
        !read_since(session, &backtest, err))
        return false;
    make_weeks(&testing, weeks, arena);
    make_lines(&testing, arena);
    ok = !backtest.is_shown ||
         (store_column(session->store, ACCOUNT_NAME, take_key, &testing.accounts, err) &&
             read_medians(&testing, arena, err) && test_accounts(&testing, err));
    ok = ok && hand_over(&testing, &backtest, err);
    array_fini(&testing.accounts);
    if (ok)
        *ret_backtest = backtest;
    return ok;
}
