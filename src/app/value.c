/* Value delivered over the book, in one pass of each kind of row. */
#include "app/value.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include "app/giving_way.h"
#include "app_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "core/ledger.h"
#include "core/query.h"

struct value_lines ARRAY_OF(struct value_line);

struct value_reading {
    struct session *session;
    struct settings settings;  /* with the book's own currency */
    const struct query *query; /* NULL: all */
    struct arena *arena;
    struct arena row_arena;   /* of one account while the query looks at it */
    struct value_lines lines; /* by account */
    struct value_window window;
};

static struct value_window window_of(const struct session *session)
{
    return (struct value_window){session->today - VALUE_WINDOW_DAYS, session->today};
}

static struct settings money_settings(struct session *session)
{
    struct settings settings = *session_settings(session);

    settings.currency = session_currency(session);
    return settings;
}

static bool is_wanted(struct value_reading *reading, const struct row *lent)
{
    struct row *row;

    if (row_is(lent, ACCOUNT_STAGE, "churned") || !ledger_in_book(lent, &reading->settings))
        return false;
    if (!reading->query)
        return true;
    arena_clear(&reading->row_arena);
    row = row_copy(&reading->row_arena, lent);
    row_settle(row, &reading->settings, reading->session->today);
    return query_matches(reading->query, row, &reading->settings, reading->session->today);
}

static bool take_account(void *context, const struct row *row)
{
    struct value_reading *reading = context;
    const char *id = row_text(row, ACCOUNT_ID), *name = row_text(row, ACCOUNT_NAME);

    if (!is_wanted(reading, row))
        return true;
    ARRAY_PUSH(
        &reading->lines, (struct value_line){.account = row->key,
                             .id = arena_copy_text(reading->arena, id),
                             .name = arena_copy_text(reading->arena, text_blank(name) ? id : name),
                             .arr = row_money(row, ACCOUNT_ARR_NOW),
                             .start = row_day(row, ACCOUNT_START),
                             .has_start = row_knows(row, ACCOUNT_START),
                             .due = DAY_NONE,
                             .due_goal = ""});
    return true;
}

static int by_account(const void *key, const void *item)
{
    int64_t account = *(const int64_t *)key, other = ((const struct value_line *)item)->account;

    return (account > other) - (account < other);
}

/* store_each hands rows in key order, so the lines are sorted. NULL: not among them. */
static struct value_line *line_of(const struct value_reading *reading, int64_t account)
{
    return reading->lines.count ? bsearch(&account, reading->lines.items, reading->lines.count,
                                      sizeof(*reading->lines.items), by_account)
                                : NULL;
}

/* As contract_start: the account's own day, else the first of its lines. */
static bool take_contract(void *context, const struct row *contract)
{
    struct value_reading *reading = context;
    struct value_line *line = line_of(reading, row_integer(contract, CONTRACT_ACCOUNT));
    day_number start = row_day(contract, CONTRACT_START);

    if (line && !line->has_start && start != DAY_NONE &&
        (line->start == DAY_NONE || start < line->start))
        line->start = start;
    return true;
}

static void begin_returns(struct value_reading *reading)
{
    for (size_t i = 0; i < reading->lines.count; i++) {
        struct value_line *line = &reading->lines.items[i];

        line->back =
            value_return_begin(&(struct value_contract){line->arr, line->start}, reading->window);
    }
}

static bool take_goal(void *context, const struct row *goal)
{
    struct value_reading *reading = context;
    struct value_line *line = line_of(reading, row_integer(goal, GOAL_ACCOUNT));
    day_number due = row_day(goal, GOAL_DUE);
    bool on_plan = false;

    if (!line || !goal_counts(goal, reading->session->today))
        return true;
    line->goals++;
    value_share_add(&line->share, goal, reading->session->today);
    if (goal_plan(goal, reading->session->today, &on_plan)) {
        line->planned++;
        line->on_plan += on_plan;
    }
    if (!goal_is_reached(goal) && due != DAY_NONE && (line->due == DAY_NONE || due < line->due)) {
        line->due = due;
        line->due_goal = arena_copy_text(reading->arena, row_text(goal, GOAL_STATEMENT));
    }
    return true;
}

static bool take_result(void *context, const struct row *result)
{
    struct value_reading *reading = context;
    struct value_line *line = line_of(reading, row_integer(result, RESULT_ACCOUNT));

    if (line)
        value_return_add(&line->back, result, &reading->settings);
    return true;
}

static bool read_results(struct value_reading *reading, struct error *err)
{
    struct store *store = session_store(reading->session);

    if (!store_each(store, KIND_CONTRACT, take_contract, reading, err))
        return false;
    begin_returns(reading);
    return store_each(store, KIND_RESULT, take_result, reading, err);
}

/* --- order --- */

enum value_group value_group_of(const struct value_line *line)
{
    return line->share.counted ? VALUE_DELIVERED : line->goals ? VALUE_NO_DATA : VALUE_NO_GOAL;
}

static int worst_first(const void *left, const void *right)
{
    const struct value_line *a = left, *b = right;
    int groups = (int)value_group_of(a) - (int)value_group_of(b), names;

    if (groups)
        return groups;
    if (fabs(a->share.share - b->share.share) > 1e-9)
        return a->share.share < b->share.share ? -1 : 1;
    if (a->arr != b->arr)
        return a->arr > b->arr ? -1 : 1;
    names = text_compare_folded(a->name, b->name);
    return names ? names : (a->account > b->account) - (a->account < b->account);
}

static void sum_up(const struct value_lines *lines, struct value_book *book)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct value_line *line = &lines->items[i];
        enum value_group group = value_group_of(line);

        value_return_end(&line->back);
        book->groups[group]++;
        (void)!money_add(&book->arr[group], line->arr);
        (void)!money_add(&book->value, line->back.value);
        (void)!money_add(&book->unconfirmed, line->back.unconfirmed);
        book->with_value += line->back.entries > 0;
    }
}

/* A line is long: places are sorted, not lines. */
static int pointed_first(const void *left, const void *right)
{
    return worst_first(
        *(const struct value_line *const *)left, *(const struct value_line *const *)right);
}

static bool hand_over(
    const struct value_reading *reading, struct value_book *ret_book, struct error *err)
{
    struct value_book book = {.window = reading->window, .count = reading->lines.count};
    const struct value_line **order = mem_alloc_array(book.count + 1, sizeof(*order));
    bool ok;

    sum_up(&reading->lines, &book);
    for (size_t i = 0; i < book.count; i++)
        order[i] = &reading->lines.items[i];
    ok = work_goes_on(reading->session, err) &&
         work_sort(reading->session, order, book.count, sizeof(*order), pointed_first, err);
    book.items = arena_alloc_array(reading->arena, book.count + 1, sizeof(*book.items));
    for (size_t i = 0; i < book.count; i++)
        book.items[i] = *order[i];
    free(order);
    if (ok)
        *ret_book = book;
    return ok;
}

static bool read_rows(struct value_reading *reading, struct error *err)
{
    struct store *store = session_store(reading->session);
    bool ok = store_begin_read(store, err);

    if (!ok)
        return false;
    ok = store_each(store, KIND_ACCOUNT, take_account, reading, err) &&
         store_each(store, KIND_GOAL, take_goal, reading, err) && read_results(reading, err) &&
         store_commit(store, err);
    if (!ok)
        store_rollback(store);
    return ok;
}

bool value_read(struct session *session, const char *where, struct arena *arena,
    struct value_book *ret_book, struct error *err)
{
    struct value_reading reading = {.session = session,
        .settings = money_settings(session),
        .arena = arena,
        .window = window_of(session)};
    struct query *query = NULL;
    bool ok = text_blank(where) ||
              query_parse(where, KIND_ACCOUNT, &reading.settings, arena, &query, err);

    reading.query = query;
    ok = ok && read_rows(&reading, err) && hand_over(&reading, ret_book, err);
    array_fini(&reading.lines);
    arena_fini(&reading.row_arena);
    return ok;
}

struct value_return value_of_account(
    struct session *session, const struct dossier *dossier, int64_t arr)
{
    struct settings settings = money_settings(session);
    struct value_contract contract = {arr, contract_start(dossier)};

    return value_return_of(&dossier->results, &contract, &settings, window_of(session));
}
