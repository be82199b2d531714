/* The forecast frozen day by day: written where it moved, read by day. */
#include "store/forecast.h"
#include "store_internal.h"

#include <math.h>
#include "base/bug.h"
#include "base/money.h"
#include "core/bounds.h"

#define GONE "gone"

static bool is_gone(sqlite3_stmt *statement, int column)
{
    return text_equal((const char *)sqlite3_column_text(statement, column), GONE);
}

static int64_t integer_or(sqlite3_stmt *statement, int column, int64_t absent)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? absent
               : sqlite3_column_int64(statement, column);
}

static double real_or(sqlite3_stmt *statement, int column, double absent)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? absent
               : sqlite3_column_double(statement, column);
}

/* Columns: line, day, account, state, ends, target, amount, uplift, probability, category. */
static struct frozen_line read_frozen(sqlite3_stmt *statement)
{
    struct frozen_line frozen = {
        .line = sqlite3_column_int64(statement, 0),
        .day = bounds_day_near(sqlite3_column_int64(statement, 1)),
        .account = sqlite3_column_int64(statement, 2),
        .gone = is_gone(statement, 3),
        .ends = bounds_day(integer_or(statement, 4, DAY_NONE)),
        .target = bounds_money(integer_or(statement, 5, MONEY_NONE)),
        .amount = bounds_money(integer_or(statement, 6, MONEY_NONE)),
        .uplift = real_or(statement, 7, -1),
        .probability = real_or(statement, 8, -1),
        .category = forecast_category_of((const char *)sqlite3_column_text(statement, 9)),
    };

    if (!due_state_from_word((const char *)sqlite3_column_text(statement, 3), &frozen.state))
        frozen.state = DUE_OPEN;
    return frozen;
}

static bool each_frozen(struct store *store, sqlite3_stmt *statement, store_frozen_fn fn,
    void *context, struct error *err)
{
    bool row = true, good = true;

    while (row) {
        struct frozen_line frozen;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        frozen = read_frozen(statement);
        if (!fn(context, &frozen))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

/* The days that still want their row of the line under way. */
struct wanted_days {
    const day_number *days;
    size_t count;
    bool found[FORECAST_DAYS_MOST];
    int64_t line;
    store_frozen_on_fn fn;
    void *context;
};

/* Rows come newest first, so the first one that is not later than a day is in force on it. */
static bool tell_days(sqlite3_stmt *statement, struct wanted_days *wanted)
{
    int64_t line = sqlite3_column_int64(statement, 0), day = sqlite3_column_int64(statement, 1);
    struct frozen_line frozen = {0};

    if (line != wanted->line)
        for (size_t i = 0; i < wanted->count; i++)
            wanted->found[i] = false;
    wanted->line = line;
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->found[i] || day > wanted->days[i])
            continue;
        if (frozen.line == 0)
            frozen = read_frozen(statement);
        wanted->found[i] = true;
        if (!wanted->fn(wanted->context, i, &frozen))
            return false;
    }
    return true;
}

bool store_forecast_on(struct store *store, const day_number *days, size_t count,
    store_frozen_on_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FORECASTS, err);
    struct wanted_days wanted = {.days = days, .count = count, .fn = fn, .context = context};
    bool row = statement != NULL, good = statement != NULL;

    BUG_ON(count > FORECAST_DAYS_MOST);
    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row || !tell_days(statement, &wanted))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

bool store_forecast_of(
    struct store *store, int64_t account, store_frozen_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FORECASTS_OF, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    return each_frozen(store, statement, fn, context, err);
}

/* --- freezing --- */

/* What the file has of one line: the row in force the day before, and that of the day itself. */
struct kept {
    int64_t line;
    bool has_before, has_now;
    struct frozen_line before, now;
};
struct kept_list ARRAY_OF(struct kept);
struct reading_kept {
    day_number day;
    struct kept_list list;
};

static bool take_kept(void *context, const struct frozen_line *frozen)
{
    struct reading_kept *reading = context;
    struct kept_list *list = &reading->list;

    if (frozen->day > reading->day)
        return true;
    if (list->count == 0 || list->items[list->count - 1].line != frozen->line)
        ARRAY_PUSH(list, (struct kept){.line = frozen->line});
    struct kept *kept = &list->items[list->count - 1];
    if (frozen->day == reading->day) {
        kept->has_now = true;
        kept->now = *frozen;
    } else {
        kept->has_before = true;
        kept->before = *frozen;
    }
    return true;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static bool is_same(const struct frozen_line *a, const struct frozen_line *b)
{
    if (a->gone || b->gone)
        return a->gone == b->gone;
    return a->state == b->state && a->ends == b->ends && a->target == b->target &&
           a->amount == b->amount && a->category == b->category && is_near(a->uplift, b->uplift) &&
           is_near(a->probability, b->probability);
}

static void bind_or_null(sqlite3_stmt *statement, int at, int64_t integer, int64_t absent)
{
    store_bind(statement, at, integer == absent ? value_unknown() : value_integer(integer));
}

static bool write_frozen(struct store *store, const struct frozen_line *frozen, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FORECAST_PUT, err);
    const char *category = forecast_category_word(frozen->category);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, frozen->line);
    store_bind_integer(statement, 2, frozen->day);
    store_bind_integer(statement, 3, frozen->account);
    store_bind_text(statement, 4, frozen->gone ? GONE : due_state_word(frozen->state));
    bind_or_null(statement, 5, frozen->ends, DAY_NONE);
    bind_or_null(statement, 6, frozen->target, MONEY_NONE);
    bind_or_null(statement, 7, frozen->amount, MONEY_NONE);
    store_bind(statement, 8, frozen->uplift < 0 ? value_unknown() : value_real(frozen->uplift));
    store_bind(
        statement, 9, frozen->probability < 0 ? value_unknown() : value_real(frozen->probability));
    store_bind(statement, 10, frozen->gone ? value_unknown() : value_text(category));
    return store_run(store, statement, err);
}

static bool drop_frozen(struct store *store, const struct frozen_line *frozen, struct error *err)
{
    return store_run_for_two(store, SQL_FORECAST_DELETE, frozen->line, frozen->day, err);
}

/* A row only where it differs from the one before it. */
static bool settle(struct store *store, const struct kept *kept, const struct frozen_line *frozen,
    struct error *err)
{
    bool needless = kept->has_before ? is_same(&kept->before, frozen) : frozen->gone;

    if (needless)
        return !kept->has_now || drop_frozen(store, frozen, err);
    return (kept->has_now && is_same(&kept->now, frozen)) || write_frozen(store, frozen, err);
}

static struct frozen_line frozen_of(const struct due_line *line, day_number day)
{
    return (struct frozen_line){
        .account = line->account,
        .line = line->line,
        .day = day,
        .state = line->state,
        .ends = line->ends,
        .target = line->target,
        .amount = line->amount,
        .uplift = line->uplift,
        .probability = line->value.p,
        .category = line->value.category,
    };
}

static bool is_kept(const struct due_line *line)
{
    return line->renewal == 0 && line->line != 0 && !line->outside && !line->unknown;
}

static struct kept kept_of(const struct kept_list *list, int64_t line)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].line == line)
            return list->items[i];
    return (struct kept){.line = line};
}

static bool is_there(const struct due_list *lines, int64_t line)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].line == line && is_kept(&lines->items[i]))
            return true;
    return false;
}

/* A line that went to another account is not gone: it is forecast there. */
static bool is_elsewhere(struct store *store, int64_t account, const struct kept *kept,
    bool *ret_elsewhere, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FORECAST_ELSEWHERE, err);
    int64_t found;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, kept->line);
    store_bind_integer(statement, 2, account);
    store_bind_integer(statement, 3, kept->has_before ? kept->before.day : kept->now.day);
    if (!store_integer(store, statement, 0, &found, err))
        return false;
    *ret_elsewhere = found != 0;
    return true;
}

static bool end_line(struct store *store, const struct reading_kept *reading, int64_t account,
    const struct kept *kept, struct error *err)
{
    struct frozen_line gone = {.account = account,
        .line = kept->line,
        .day = reading->day,
        .gone = true,
        .ends = DAY_NONE,
        .target = MONEY_NONE,
        .amount = MONEY_NONE,
        .uplift = -1,
        .probability = -1};
    bool elsewhere;

    if (kept->has_before && kept->before.gone && !kept->has_now)
        return true;
    return is_elsewhere(store, account, kept, &elsewhere, err) &&
           (elsewhere || settle(store, kept, &gone, err));
}

static bool put_lines(struct store *store, const struct reading_kept *reading, int64_t account,
    const struct due_list *lines, struct error *err)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct frozen_line frozen = frozen_of(&lines->items[i], reading->day);
        struct kept kept = kept_of(&reading->list, frozen.line);

        if (is_kept(&lines->items[i]) && !settle(store, &kept, &frozen, err))
            return false;
    }
    for (size_t i = 0; i < reading->list.count; i++) {
        const struct kept *kept = &reading->list.items[i];

        if (!is_there(lines, kept->line) && !end_line(store, reading, account, kept, err))
            return false;
    }
    return true;
}

bool store_put_forecast(struct store *store, int64_t account, day_number day,
    const struct due_list *lines, struct error *err)
{
    struct reading_kept reading = {.day = day};
    bool own = store->depth == 0, good;

    if (!store_begin(store, err))
        return false;
    good = store_forecast_of(store, account, take_kept, &reading, err) &&
           put_lines(store, &reading, account, lines, err);
    array_fini(&reading.list);
    if (good && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}
