/* Open runs as the lines of a list: how each stands is told from one pass over the book, and only
 * the lines that are shown get their texts. */
#include "app/app_internal.h"
#include "app/giving_way.h"

#include <stdlib.h>

struct lines {
    const struct runs_wanted *wanted;
    day_number today;
    struct open_run_list ARRAY_OF(struct open_run) all;
    struct open_runs *runs;
};

static bool take_line(void *context, const struct run_standing *standing)
{
    struct lines *lines = context;
    const char *playbook = lines->wanted->playbook;
    struct open_run line = {
        .run = standing->run, .account = standing->account, .started = standing->started};

    if (standing->status != STANDING_OPEN ||
        (lines->wanted->account && standing->account != lines->wanted->account) ||
        (playbook && !text_equal(standing->playbook, playbook)))
        return true;
    run_state_of(standing, lines->today, &line.state);
    lines->runs->pace[line.state.pace]++;
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

/* --- what a page shows of them --- */

/* A run's row holds the whole text of its playbook, so it is read apart. */
static bool read_run(struct session *session, struct arena *arena, struct open_run *line,
    const struct row *run, struct error *err)
{
    line->id = arena_copy_text(arena, row_text(run, RUN_ID));
    line->title = arena_copy_text(arena, row_text(run, RUN_TITLE));
    line->playbook = arena_copy_text(arena, row_text(run, RUN_PLAYBOOK));
    return account_name(session, line->account, arena, &line->account_name, err);
}

static void point_out(struct arena *arena, struct open_run *line)
{
    const struct row *next = line->state.next, *blocked = line->state.blocked;

    line->next = next ? next->key : 0;
    line->next_id = arena_copy_text(arena, next ? row_text(next, STEP_STEP) : "");
    line->next_title = arena_copy_text(arena, next ? row_text(next, STEP_TITLE) : "");
    line->next_number = next ? (int)row_integer(next, STEP_NUMBER) : 0;
    line->next_due = next ? row_day(next, STEP_DUE) : DAY_NONE;
    line->blocked = blocked ? blocked->key : 0;
    line->blocked_id = arena_copy_text(arena, blocked ? row_text(blocked, STEP_STEP) : "");
    line->blocked_side = arena_copy_text(arena, blocked ? row_text(blocked, STEP_SIDE) : "");
    line->blocked_why = arena_copy_text(arena, blocked ? row_text(blocked, STEP_WHY) : "");
    line->state.next = line->state.late = line->state.blocked = NULL;
}

/* What happened last is known of the whole run already: no note is read. */
static bool read_line(
    struct session *session, struct arena *arena, struct open_run *line, struct error *err)
{
    struct run_state told = line->state;
    struct row_list steps = {0};
    struct arena apart = {0};
    struct row *run = NULL;
    bool good = store_get(session->store, KIND_RUN, line->run, &apart, &run, err);

    if (good && !run)
        good = error_set(err, ERROR_NOT_FOUND, "a run is gone");
    good = good && read_run(session, arena, line, run, err) &&
           store_children(session->store, KIND_STEP, line->account, &apart, &steps, err);
    if (good) {
        run_state(run, &steps, NULL, session->today, &line->state);
        line->state.pace = told.pace;
        line->state.idle_days = told.idle_days;
        point_out(arena, line);
    }
    arena_fini(&apart);
    return good;
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
        good = read_line(session, arena, &runs->items[i], err);
    }
    return good;
}

bool verb_runs_open(struct session *session, const struct runs_wanted *wanted, struct arena *arena,
    struct open_runs *ret_runs, struct error *err)
{
    struct open_runs runs = {0};
    struct lines lines = {.wanted = wanted, .today = session->today, .runs = &runs};
    bool good = store_begin_read(session->store, err);

    if (!good)
        return false;
    good = each_standing(session, take_line, &lines, err);
    runs.total = (int64_t)lines.all.count;
    good = good && work_sort(session, lines.all.items, lines.all.count, sizeof(*lines.all.items),
                       compare_lines, err);
    good = good && read_page(session, &lines, arena, err) && store_commit(session->store, err);
    if (!good)
        store_rollback(session->store);
    array_fini(&lines.all);
    if (good)
        *ret_runs = runs;
    return good;
}
