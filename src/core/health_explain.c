/* E10: why the score moved between two days, in parts that add up to the last digit. */
#include <stdlib.h>
#include <math.h>
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"
#include "core/health.h"
#include "core/shown.h"

static const struct health_part *find_part(const struct health *health, const char *id)
{
    for (int i = 0; i < health->part_count; i++) {
        if (text_equal(health->parts[i].measure->id, id))
            return health->parts[i].weight > 0 ? &health->parts[i] : NULL;
    }
    return NULL;
}

/* The mean over measures known on both days, with the weights of one and the scores of one. */
struct mean {
    double weighted, weight;
};

static double mean_value(struct mean mean)
{
    return mean.weight > 0 ? mean.weighted / mean.weight : 0;
}

static double total_weight(const struct health *health)
{
    double weight = 0;

    for (int i = 0; i < health->part_count; i++)
        weight += health->parts[i].weight;
    return weight;
}

static int by_size(const void *a, const void *b)
{
    const struct health_move *one = a;
    const struct health_move *other = b;
    double difference = fabs(other->points) - fabs(one->points);

    if (difference != 0)
        return difference > 0 ? 1 : -1;
    return one->then < other->then ? -1 : one->then > other->then;
}

/* One move a measure known on both days, and what the rest of the steps start from. */
struct common {
    struct mean then_weights; /* their scores of now, their weights of then */
    struct mean now_weights;
    double by_measures;
};

static struct common move_measures(
    const struct health *then, const struct health *now, struct health_move_list *moves)
{
    struct common common = {0};
    double weight = total_weight(then);

    for (int i = 0; i < then->part_count; i++) {
        const struct health_part *old = &then->parts[i];
        const struct health_part *new = find_part(now, old->measure->id);

        if (old->weight <= 0 || new == NULL)
            continue;
        double points = old->weight * (new->score - old->score) / weight;

        common.by_measures += points;
        common.then_weights.weighted += old->weight * new->score;
        common.then_weights.weight += old->weight;
        common.now_weights.weighted += new->weight *new->score;
        common.now_weights.weight += new->weight;
        moves->items[moves->count++] = (struct health_move){.kind = MOVE_MEASURE,
            .label = new->measure->label,
            .then = old,
            .now = new,
            .points = points};
    }
    if (moves->count > 1)
        qsort(moves->items, moves->count, sizeof(*moves->items), by_size);
    return common;
}

static double rounding_of(const struct health *health)
{
    return (double)round_half_up(health->capped) - health->capped;
}

static double override_of(const struct health *health)
{
    return health->overridden ? health->score - (double)round_half_up(health->capped) : 0;
}

static void add_named(struct health_move_list *moves, enum move_kind kind, double points)
{
    static const char *const labels[] = {
        [MOVE_MEASURE] = N_("measures"),
        [MOVE_LOST] = N_("lost measures"),
        [MOVE_WEIGHTS] = N_("weights"),
        [MOVE_NEW] = N_("new measures"),
        [MOVE_CAPS] = N_("caps"),
        [MOVE_OVERRIDE] = N_("set by hand"),
        [MOVE_ROUNDING] = N_("rounding"),
    };

    moves->items[moves->count++] =
        (struct health_move){.kind = kind, .label = _(labels[kind]), .points = points};
}

static void show_moves(struct health_change *change, struct arena *arena)
{
    size_t count = change->moves.count;
    double *points = arena_alloc_array(arena, count, sizeof(*points));
    int64_t *shown = arena_alloc_array(arena, count, sizeof(*shown));

    for (size_t i = 0; i < count; i++)
        points[i] = change->moves.items[i].points;
    shown_spread(points, count, 10, (int64_t)change->total * 10, shown);
    for (size_t i = 0; i < count; i++)
        change->moves.items[i].tenths = (int)shown[i];
}

bool health_explain_change(const struct health *then, const struct health *now, struct arena *arena,
    struct health_change *ret_change)
{
    struct health_change change = {.total = now->score - then->score};
    struct health_move_list *moves = &change.moves;

    if (then->computed < 0 || now->computed < 0)
        return false;
    moves->items = arena_alloc_array(arena, (size_t)then->part_count + 6, sizeof(*moves->items));
    struct common common = move_measures(then, now, moves);
    double moved = then->raw + common.by_measures;
    double kept = mean_value(common.then_weights);
    double reweighed = mean_value(common.now_weights);

    change.by_measures = common.by_measures;
    add_named(moves, MOVE_LOST, kept - moved);
    add_named(moves, MOVE_WEIGHTS, reweighed - kept);
    add_named(moves, MOVE_NEW, now->raw - reweighed);
    add_named(moves, MOVE_CAPS, (now->capped - now->raw) - (then->capped - then->raw));
    add_named(moves, MOVE_OVERRIDE, override_of(now) - override_of(then));
    add_named(moves, MOVE_ROUNDING, rounding_of(now) - rounding_of(then));
    show_moves(&change, arena);
    *ret_change = change;
    return true;
}
