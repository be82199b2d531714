/* E15. One pass: each run adds to what its playbook came to. */
#include <stdlib.h>
#include <string.h>
#include "outcome_internal.h"
#include "base/order.h"

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

/* p75 by nearest rank: the ceil(.75 n)th. */
void figure_days_finish(struct figure_days *days)
{
    size_t n = days->count;
    const int *sorted = days->days.items;
    if (!n)
        return;
    qsort(days->days.items, n, sizeof(*sorted), order_days);
    days->median = ((double)sorted[(n - 1) / 2] + (double)sorted[n / 2]) / 2;
    days->p75 = sorted[(3 * n + 3) / 4 - 1];
}

bool outcome_is_past(day_number day, day_number today)
{
    return day != DAY_NONE && day <= today;
}

/* --- the outcome of a playbook, by its id --- */

static int against_playbook(const void *id, const void *outcome)
{
    return strcmp(id, ((const struct playbook_outcome *)outcome)->playbook);
}

/* Where it stands, or should stand. */
static size_t place_of(const struct outcome_list *list, const char *playbook)
{
    return order_place(playbook, list->items, list->count, sizeof(*list->items), against_playbook);
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

static void count_steps(struct figure *figure, const struct run_standing *run, struct arena *arena)
{
    figure->part += run->counted_done;
    figure->whole += run->counted;
    KEEP(arena, run->counted_done == run->counted ? &figure->in : &figure->out, run->run);
}

static struct outcome_stall *stall_of(
    struct playbook_outcome *outcome, const struct run_standing *run, struct arena *arena)
{
    for (size_t i = 0; i < outcome->stalls.count; i++)
        if (text_equal(outcome->stalls.items[i].step, run->halt_step))
            return &outcome->stalls.items[i];
    KEEP(arena, &outcome->stalls,
        (struct outcome_stall){
            .step = arena_copy_text(arena, run->halt_step), .number = run->halt_number});
    return &outcome->stalls.items[outcome->stalls.count - 1];
}

static void count_stall(struct playbook_outcome *outcome, const struct run_standing *run,
    bool cancelled, struct arena *arena)
{
    if (!*run->halt_step)
        return;
    struct outcome_stall *stall = stall_of(outcome, run, arena);
    stall->cancelled += cancelled;
    stall->late += !cancelled;
    KEEP(arena, &stall->runs, run->run);
    outcome->stalled++;
}

/* --- a run --- */

/* How a run stands on a day, for the figures. */
struct run_end {
    enum { END_OPEN, END_DONE, END_CANCELLED, END_OVERDUE } how;
    day_number day; /* DAY_NONE while it is open, or where it is not known */
};

static struct run_end end_of(const struct run_standing *run, day_number today)
{
    day_number expected = run->target != DAY_NONE ? run->target : run->ends;
    bool over = run->finished == DAY_NONE || run->finished <= today;
    if (over && run->status == STANDING_DONE)
        return (struct run_end){END_DONE, run->finished};
    if (over && run->status == STANDING_CANCELLED)
        return (struct run_end){END_CANCELLED, run->finished};
    if (expected != DAY_NONE && today - expected >= OUTCOME_PATIENCE)
        return (struct run_end){END_OVERDUE, expected + OUTCOME_PATIENCE};
    return (struct run_end){END_OPEN, DAY_NONE};
}

static void count_success(struct playbook_outcome *outcome, const struct run_standing *run,
    day_number end, day_number today, struct arena *arena)
{
    day_number came = run->succeeded;
    bool within = came != DAY_NONE && came >= run->started && came <= end + OUTCOME_PATIENCE;
    if (run->was_success)
        KEEP(arena, &outcome->before, run->run);
    else if (today - end < OUTCOME_PATIENCE)
        KEEP(arena, &outcome->too_young, run->run);
    else
        figure_count(&outcome->success, within, run->run, arena);
}

static void count_end(struct playbook_outcome *outcome, const struct run_standing *run,
    struct run_end end, day_number today, struct arena *arena)
{
    count_steps(&outcome->completion, run, arena);
    if (end.day == DAY_NONE) {
        KEEP(arena, &outcome->no_end, run->run);
        return;
    }
    if (end.how == END_DONE && run->started != DAY_NONE)
        figure_days_add(&outcome->cycle, end.day - run->started, run->run, arena);
    count_success(outcome, run, end.day, today, arena);
}

void outcome_add(struct outcome_list *list, const struct run_standing *run, day_number today,
    struct arena *arena)
{
    struct run_state state;
    if (run->started != DAY_NONE && run->started > today)
        return;
    struct playbook_outcome *outcome = outcome_of(list, run->playbook, arena);
    struct run_end end = end_of(run, today);
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
    run_state_of(run, today, &state);
    if (end.how == END_CANCELLED || (open && state.pace != RUN_ON_TRACK))
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
