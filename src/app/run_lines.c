/* Open runs as the lines of a list: how each stands is told from one pass over the book, and only
 * the lines that are shown get their texts. */
#include "app/app_internal.h"

#include <stdlib.h>

struct lines {
    const struct runs_wanted *wanted;
    day_number today;
    struct open_run_list ARRAY_OF(struct open_run) all;
    struct open_runs *runs;
};

static bool take_line(void *context, const struct store_run *run)
{
    struct lines *lines = context;
    const struct row *row = run->run;
    struct open_run line = {.run = row->key,
        .account = row_integer(row, RUN_ACCOUNT),
        .started = row_day(row, RUN_STARTED)};
    struct run_state *state = &line.state;

    if (lines->wanted->playbook &&
        !text_equal(row_text(row, RUN_PLAYBOOK), lines->wanted->playbook))
        return true;
    run_state_of(run, lines->today, state);
    line.next = state->next ? state->next->key : 0;
    line.blocked = state->blocked ? state->blocked->key : 0;
    state->next = state->late = state->blocked = NULL;
    if (state->pace <= RUN_BLOCKED)
        lines->runs->pace[state->pace]++;
    ARRAY_PUSH(&lines->all, line);
    return true;
}

static int compare_lines(const void *a, const void *b)
{
    const struct open_run *left = a, *right = b;
    const struct run_state *one = &left->state, *other = &right->state;

    if (one->days_behind != other->days_behind)
        return one->days_behind > other->days_behind ? -1 : 1;
    if (one->pace != other->pace)
        return one->pace > other->pace ? -1 : 1;
    if (one->expected != other->expected) {
        if (one->expected == DAY_NONE || other->expected == DAY_NONE)
            return other->expected == DAY_NONE ? -1 : 1;
        return one->expected < other->expected ? -1 : 1;
    }
    return (left->run > right->run) - (left->run < right->run);
}

/* --- the texts of a page --- */

/* A run's row holds the whole text of its playbook, so it is read apart. */
static bool read_run(
    struct session *session, struct arena *arena, struct open_run *line, struct error *err)
{
    struct arena apart = {0};
    struct row *row = NULL;
    bool good = store_get(session->store, KIND_RUN, line->run, &apart, &row, err) &&
                account_name(session, line->account, arena, &line->account_name, err);

    line->id = arena_copy_text(arena, row ? row_text(row, RUN_ID) : "");
    line->title = arena_copy_text(arena, row ? row_text(row, RUN_TITLE) : "");
    line->playbook = arena_copy_text(arena, row ? row_text(row, RUN_PLAYBOOK) : "");
    arena_fini(&apart);
    return good;
}

static bool read_next(
    struct session *session, struct arena *arena, struct open_run *line, struct error *err)
{
    struct row *row = NULL;

    line->next_id = line->next_title = "";
    line->next_due = DAY_NONE;
    if (line->next && !store_get(session->store, KIND_STEP, line->next, arena, &row, err))
        return false;
    if (!row)
        return true;
    line->next_id = row_text(row, STEP_STEP);
    line->next_title = row_text(row, STEP_TITLE);
    line->next_number = (int)row_integer(row, STEP_NUMBER);
    line->next_due = row_day(row, STEP_DUE);
    return true;
}

static bool read_blocked(
    struct session *session, struct arena *arena, struct open_run *line, struct error *err)
{
    struct row *row = NULL;

    line->blocked_id = line->blocked_side = line->blocked_why = "";
    if (line->blocked && !store_get(session->store, KIND_STEP, line->blocked, arena, &row, err))
        return false;
    if (!row)
        return true;
    line->blocked_id = row_text(row, STEP_STEP);
    line->blocked_side = row_text(row, STEP_SIDE);
    line->blocked_why = row_text(row, STEP_WHY);
    return true;
}

static bool read_page(
    struct session *session, const struct lines *lines, struct arena *arena, struct error *err)
{
    const struct runs_wanted *wanted = lines->wanted;
    struct open_runs *runs = lines->runs;
    size_t from = (size_t)(wanted->offset < runs->total ? wanted->offset : runs->total);
    bool good = true;

    runs->count = (size_t)runs->total - from;
    if (wanted->limit >= 0 && runs->count > (size_t)wanted->limit)
        runs->count = (size_t)wanted->limit;
    runs->items = arena_alloc_array(arena, runs->count + 1, sizeof(*runs->items));
    for (size_t i = 0; i < runs->count && good; i++) {
        runs->items[i] = lines->all.items[from + i];
        good = read_run(session, arena, &runs->items[i], err) &&
               read_next(session, arena, &runs->items[i], err) &&
               read_blocked(session, arena, &runs->items[i], err);
    }
    return good;
}

bool verb_runs_open(struct session *session, const struct runs_wanted *wanted, struct arena *arena,
    struct open_runs *ret_runs, struct error *err)
{
    struct open_runs runs = {0};
    struct lines lines = {.wanted = wanted, .today = session->today, .runs = &runs};
    struct store_runs_wanted open = {
        .open = true, .account = wanted->account, .until = minute_make(session->today + 1, 0)};
    bool good = store_begin_read(session->store, err);

    if (!good)
        return false;
    good = store_each_run(session->store, &open, take_line, &lines, err);
    runs.total = (int64_t)lines.all.count;
    if (good && lines.all.count)
        qsort(lines.all.items, lines.all.count, sizeof(*lines.all.items), compare_lines);
    good = good && read_page(session, &lines, arena, err) && store_commit(session->store, err);
    if (!good)
        store_rollback(session->store);
    array_fini(&lines.all);
    if (good)
        *ret_runs = runs;
    return good;
}
