/* E15. One pass: each run adds to what its playbook came to. */
#include <stdlib.h>
#include <string.h>
#include "outcome_internal.h"

void *outcome_room(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 8;
    void *moved = arena_alloc_array(arena, *room, size);
    if (count)
        memcpy(moved, items, count * size);
    return moved;
}

void figure_count(struct figure *figure, bool in, int64_t key, struct arena *arena)
{
    figure->part += in;
    figure->whole++;
    KEEP(arena, in ? &figure->in : &figure->out, key);
}

void figure_days_add(struct figure_days *days, int count, int64_t key, struct arena *arena)
{
    KEEP(arena, &days->days, count);
    KEEP(arena, &days->runs, key);
    days->count++;
}

static int compare_days(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

/* p75 by nearest rank: the ceil(.75 n)th. */
void figure_days_finish(struct figure_days *days)
{
    size_t n = days->count;
    const int *sorted = days->days.items;
    if (!n)
        return;
    qsort(days->days.items, n, sizeof(*sorted), compare_days);
    days->median = ((double)sorted[(n - 1) / 2] + (double)sorted[n / 2]) / 2;
    days->p75 = sorted[(3 * n + 3) / 4 - 1];
}

bool outcome_is_past(day_number day, day_number today)
{
    return day != DAY_NONE && day <= today;
}

/* --- the outcome of a playbook, by its id --- */

/* Where it stands, or should stand. */
static size_t place_of(const struct outcome_list *list, const char *playbook)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(list->items[middle].playbook, playbook) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_at(const struct outcome_list *list, size_t at, const char *playbook)
{
    return at < list->count && text_equal(list->items[at].playbook, playbook);
}

const struct playbook_outcome *outcome_find(const struct outcome_list *list, const char *playbook)
{
    size_t at = place_of(list, playbook);
    return stands_at(list, at, playbook) ? &list->items[at] : NULL;
}

static struct playbook_outcome *outcome_of(
    struct outcome_list *list, const char *playbook, struct arena *arena)
{
    size_t at = place_of(list, playbook);
    if (stands_at(list, at, playbook))
        return &list->items[at];
    KEEP(arena, list, (struct playbook_outcome){0});
    memmove(&list->items[at + 1], &list->items[at], (list->count - 1 - at) * sizeof(*list->items));
    list->items[at] = (struct playbook_outcome){
        .playbook = arena_copy_text(arena, playbook), .has_success = true};
    return &list->items[at];
}

/* --- its steps --- */

/* The run left it when it was cancelled; other cancelled steps were called off before. */
static bool was_left(const struct row *run, const struct row *step)
{
    return run_step_is_open(step) ||
           (row_is(step, STEP_STATUS, "cancelled") && row_is(run, RUN_STATUS, "cancelled") &&
               row_day(step, STEP_DONE_ON) == row_day(run, RUN_FINISHED));
}

static bool was_called_off(const struct row *run, const struct row *step)
{
    return row_is(step, STEP_STATUS, "cancelled") && !was_left(run, step);
}

/* Required, and the last of its rows that was not called off. */
static bool is_counted(const struct outcome_run *run, size_t at)
{
    const struct row *step = run->steps->items[at];
    if (row_is(step, STEP_NEED, "optional") || was_called_off(run->run, step))
        return false;
    for (size_t i = at + 1; i < run->steps->count; i++) {
        const struct row *later = run->steps->items[i];
        if (text_equal(row_text(later, STEP_STEP), row_text(step, STEP_STEP)) &&
            !was_called_off(run->run, later))
            return false;
    }
    return true;
}

static void count_steps(struct figure *figure, const struct outcome_run *run, struct arena *arena)
{
    int required = 0, done = 0;
    for (size_t i = 0; i < run->steps->count; i++) {
        const struct row *step = run->steps->items[i];
        if (row_is(step, STEP_STATUS, "skipped") || !is_counted(run, i))
            continue;
        required++;
        done += row_is(step, STEP_STATUS, "done");
    }
    figure->part += done;
    figure->whole += required;
    KEEP(arena, done == required ? &figure->in : &figure->out, run->run->key);
}

/* --- where it came to a halt --- */

static bool has_earlier_day(const struct row *step, const struct row *other)
{
    day_number day = row_day(step, STEP_DUE), than = row_day(other, STEP_DUE);
    return day != DAY_NONE && (than == DAY_NONE || day < than);
}

static const struct row *halting_step(const struct outcome_run *run)
{
    const struct row *blocked = run->state->blocked, *first = NULL;
    if (blocked && !row_is(blocked, STEP_NEED, "optional"))
        return blocked;
    for (size_t i = 0; i < run->steps->count; i++) {
        const struct row *step = run->steps->items[i];
        if (was_left(run->run, step) && is_counted(run, i) &&
            (!first || has_earlier_day(step, first)))
            first = step;
    }
    return first;
}

static struct outcome_stall *stall_of(
    struct playbook_outcome *outcome, const struct row *step, struct arena *arena)
{
    const char *id = row_text(step, STEP_STEP);
    for (size_t i = 0; i < outcome->stalls.count; i++)
        if (text_equal(outcome->stalls.items[i].step, id))
            return &outcome->stalls.items[i];
    KEEP(arena, &outcome->stalls,
        (struct outcome_stall){
            .step = arena_copy_text(arena, id), .number = (int)row_integer(step, STEP_NUMBER)});
    return &outcome->stalls.items[outcome->stalls.count - 1];
}

static void count_stall(struct playbook_outcome *outcome, const struct outcome_run *run,
    bool cancelled, struct arena *arena)
{
    const struct row *step = halting_step(run);
    if (!step)
        return;
    struct outcome_stall *stall = stall_of(outcome, step, arena);
    stall->cancelled += cancelled;
    stall->late += !cancelled;
    KEEP(arena, &stall->runs, run->run->key);
    outcome->stalled++;
}

/* --- a run --- */

/* How a run stands on a day, for the figures. */
struct run_end {
    enum { END_OPEN, END_DONE, END_CANCELLED, END_OVERDUE } how;
    day_number day; /* DAY_NONE while it is open, or where it is not known */
};

static struct run_end end_of(const struct row *run, const struct run_state *state, day_number today)
{
    day_number finished = row_day(run, RUN_FINISHED);
    day_number expected = state->target != DAY_NONE ? state->target : state->ends;
    bool over = finished == DAY_NONE || finished <= today;
    if (over && row_is(run, RUN_STATUS, "done"))
        return (struct run_end){END_DONE, finished};
    if (over && row_is(run, RUN_STATUS, "cancelled"))
        return (struct run_end){END_CANCELLED, finished};
    if (expected != DAY_NONE && today - expected >= OUTCOME_PATIENCE)
        return (struct run_end){END_OVERDUE, expected + OUTCOME_PATIENCE};
    return (struct run_end){END_OPEN, DAY_NONE};
}

static void count_success(struct playbook_outcome *outcome, const struct row *run, day_number end,
    day_number today, struct arena *arena)
{
    day_number came = row_day(run, RUN_SUCCEEDED);
    bool within =
        came != DAY_NONE && came >= row_day(run, RUN_STARTED) && came <= end + OUTCOME_PATIENCE;
    if (row_integer(run, RUN_WAS_SUCCESS))
        KEEP(arena, &outcome->before, run->key);
    else if (today - end < OUTCOME_PATIENCE)
        KEEP(arena, &outcome->too_young, run->key);
    else
        figure_count(&outcome->success, within, run->key, arena);
}

static void count_end(struct playbook_outcome *outcome, const struct outcome_run *run,
    struct run_end end, day_number today, struct arena *arena)
{
    day_number started = row_day(run->run, RUN_STARTED);
    count_steps(&outcome->completion, run, arena);
    if (end.day == DAY_NONE) {
        KEEP(arena, &outcome->no_end, run->run->key);
        return;
    }
    if (end.how == END_DONE && started != DAY_NONE)
        figure_days_add(&outcome->cycle, end.day - started, run->run->key, arena);
    count_success(outcome, run->run, end.day, today, arena);
}

void outcome_add(
    struct outcome_list *list, const struct outcome_run *run, day_number today, struct arena *arena)
{
    day_number started = row_day(run->run, RUN_STARTED);
    if (started != DAY_NONE && started > today)
        return;
    struct playbook_outcome *outcome = outcome_of(list, row_text(run->run, RUN_PLAYBOOK), arena);
    struct run_end end = end_of(run->run, run->state, today);
    bool open = end.how == END_OPEN || end.how == END_OVERDUE;
    outcome->runs++;
    outcome->open += open;
    outcome->overdue += end.how == END_OVERDUE;
    outcome->done += end.how == END_DONE;
    outcome->cancelled += end.how == END_CANCELLED;
    if (end.how == END_OPEN)
        count_steps(&outcome->progress, run, arena);
    else
        count_end(outcome, run, end, today, arena);
    if (end.how == END_CANCELLED || (open && run->state->pace != RUN_ON_TRACK))
        count_stall(outcome, run, !open, arena);
}

/* Most runs first, then the order of the checklist. */
static int compare_stalls(const void *a, const void *b)
{
    const struct outcome_stall *left = a, *right = b;
    if (left->runs.count != right->runs.count)
        return left->runs.count > right->runs.count ? -1 : 1;
    if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
    return strcmp(left->step, right->step);
}

void outcome_finish(struct outcome_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct playbook_outcome *outcome = &list->items[i];
        figure_days_finish(&outcome->cycle);
        if (outcome->stalls.count)
            qsort(outcome->stalls.items, outcome->stalls.count, sizeof(*outcome->stalls.items),
                compare_stalls);
    }
}
