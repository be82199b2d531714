/* The forecast of two days held against each other: the bridge of a period, and what moved by line
 * (model.md E5). */
#include "core/forecast.h"

#include <math.h>
#include <string.h>
#include "base/money.h"
#include "base/words.h"

static const char *const part_words[BRIDGE_PARTS] = {
    [BRIDGE_WON] = N_("won"),
    [BRIDGE_LOST] = N_("lost"),
    [BRIDGE_IN] = N_("moved in"),
    [BRIDGE_OUT] = N_("moved out"),
    [BRIDGE_SLIPPED] = N_("slipped"),
    [BRIDGE_UP] = N_("called up"),
    [BRIDGE_DOWN] = N_("called down"),
};

const char *bridge_part_word(enum bridge_part part)
{
    return part_words[part];
}

const char *forecast_measure_word(enum forecast_measure measure)
{
    static const char *const words[] = {
        [FORECAST_ALL] = "all",
        [FORECAST_CALLED_COMMIT] = "commit",
        [FORECAST_WEIGHTED] = "weighted",
    };

    return words[measure];
}

int64_t forecast_measure_of(const struct due_line *line, enum forecast_measure measure)
{
    if (measure == FORECAST_WEIGHTED)
        return line->value.weighted;
    if (!due_is_open(line->state))
        return line->value.retained;
    if (line->value.category == FORECAST_OMITTED ||
        (measure == FORECAST_CALLED_COMMIT && line->value.category != FORECAST_COMMIT))
        return 0;
    return line->value.retained;
}

/* --- the same line on both days --- */

struct pair {
    const struct due_line *before, *after; /* one of them may be NULL */
};
struct pairs {
    struct pair *items;
    size_t count;
};

/* Lines of one day, by account and line, then end. */
struct side {
    const struct due_line **items;
    bool *taken;
    size_t count;
};

static int compare_lines(const struct due_line *a, const struct due_line *b)
{
    /* The key alone: a line that went to another account is the same line. Those whose contract row
     * is gone are told apart by their account and id. */
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->line == 0 && a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return a->line != 0 ? 0 : strcmp(a->id, b->id);
}

static int compare_side(const void *left, const void *right)
{
    const struct due_line *a = *(const struct due_line *const *)left;
    const struct due_line *b = *(const struct due_line *const *)right;
    int order = compare_lines(a, b);

    if (order != 0)
        return order;
    if (a->ends != b->ends)
        return a->ends < b->ends ? -1 : 1;
    return (a->renewal > b->renewal) - (a->renewal < b->renewal);
}

static bool is_in(const struct due_line *line, struct forecast_span span)
{
    return !line->outside && !line->unknown && line->ends != DAY_NONE && line->ends >= span.first &&
           line->ends <= span.last;
}

/* span NULL: all lines. */
static struct side side_of(
    const struct forecast_stand *stand, const struct forecast_span *span, struct arena *arena)
{
    struct side side = {.items = arena_alloc_array(arena, stand->count + 1, sizeof(*side.items)),
        .taken = arena_alloc_array(arena, stand->count + 1, sizeof(bool))};

    for (size_t i = 0; i < stand->count; i++)
        if (!span || is_in(&stand->lines[i], *span))
            side.items[side.count++] = &stand->lines[i];
    qsort(side.items, side.count, sizeof(*side.items), compare_side);
    return side;
}

static size_t end_of_group(const struct side *side, size_t from)
{
    size_t end = from;

    while (end < side->count && compare_lines(side->items[end], side->items[from]) == 0)
        end++;
    return end;
}

static void push(struct pairs *pairs, const struct due_line *before, const struct due_line *after)
{
    pairs->items[pairs->count++] = (struct pair){before, after};
}

/* A range of each side that is one contract line. */
struct group {
    struct side *before, *after;
    size_t b, b_end, a, a_end;
};

static void pair_where(const struct group *group, bool same_end, struct pairs *pairs)
{
    for (size_t b = group->b; b < group->b_end; b++)
        for (size_t a = group->a; a < group->a_end && !group->before->taken[b]; a++) {
            const struct due_line *before = group->before->items[b];
            const struct due_line *after = group->after->items[a];

            if (group->after->taken[a] || (same_end && before->ends != after->ends))
                continue;
            group->before->taken[b] = group->after->taken[a] = true;
            push(pairs, before, after);
        }
}

/* Terms that end on the same day are the same; of those that are left, the first of each: the end
 * moved. */
static void pair_group(const struct group *group, struct pairs *pairs)
{
    pair_where(group, true, pairs);
    pair_where(group, false, pairs);
    for (size_t b = group->b; b < group->b_end; b++)
        if (!group->before->taken[b])
            push(pairs, group->before->items[b], NULL);
    for (size_t a = group->a; a < group->a_end; a++)
        if (!group->after->taken[a])
            push(pairs, NULL, group->after->items[a]);
}

static struct pairs pair_sides(struct side *before, struct side *after, struct arena *arena)
{
    struct pairs pairs = {
        .items = arena_alloc_array(arena, before->count + after->count + 1, sizeof(struct pair))};
    size_t b = 0, a = 0;

    while (b < before->count || a < after->count) {
        int order = b == before->count  ? 1
                    : a == after->count ? -1
                                        : compare_lines(before->items[b], after->items[a]);
        struct group group = {
            .before = before, .after = after, .b = b, .b_end = b, .a = a, .a_end = a};

        if (order <= 0)
            group.b_end = b = end_of_group(before, b);
        if (order >= 0)
            group.a_end = a = end_of_group(after, a);
        pair_group(&group, &pairs);
    }
    return pairs;
}

/* --- the bridge --- */

/* Once the period is over, what is open is no part of it any more. */
static bool has_slipped(const struct due_line *line, day_number day, struct forecast_span span)
{
    return line != NULL && due_is_open(line->state) && day > span.last;
}

struct bridging {
    const struct forecast_stand *before, *after;
    struct forecast_bridge *bridge;
    struct bridge_row *rows;
};

static int64_t standing(const struct bridging *bridging, const struct due_line *line, bool is_after)
{
    day_number day = is_after ? bridging->after->day : bridging->before->day;

    if (line == NULL || has_slipped(line, day, bridging->bridge->span))
        return 0;
    return forecast_measure_of(line, bridging->bridge->measure);
}

static enum bridge_part part_of(
    const struct bridging *bridging, const struct pair *pair, int64_t amount)
{
    const struct due_line *before = pair->before, *after = pair->after;

    if (before == NULL)
        return BRIDGE_IN;
    if (after == NULL)
        return BRIDGE_OUT;
    if (has_slipped(after, bridging->after->day, bridging->bridge->span))
        return BRIDGE_SLIPPED;
    if (after->state != before->state && after->state == DUE_WON)
        return BRIDGE_WON;
    if (after->state != before->state && after->state == DUE_LOST)
        return BRIDGE_LOST;
    return amount < 0 ? BRIDGE_DOWN : BRIDGE_UP;
}

static void bridge_pair(struct bridging *bridging, const struct pair *pair)
{
    int64_t was = standing(bridging, pair->before, false);
    int64_t is = standing(bridging, pair->after, true);
    enum bridge_part part = part_of(bridging, pair, is - was);
    bool closed = part == BRIDGE_WON || part == BRIDGE_LOST;

    bridging->bridge->opening += was;
    bridging->bridge->closing += is;
    bridging->bridge->parts[part] += is - was;
    if (is == was && !closed)
        return;
    bridging->rows[bridging->bridge->row_count++] =
        (struct bridge_row){part, pair->before, pair->after, is - was};
}

void forecast_bridge(const struct forecast_stand *before, const struct forecast_stand *after,
    struct forecast_span span, enum forecast_measure measure, struct arena *arena,
    struct forecast_bridge *ret_bridge)
{
    struct forecast_bridge bridge = {.span = span, .measure = measure};
    struct side left = side_of(before, &span, arena), right = side_of(after, &span, arena);
    struct pairs pairs = pair_sides(&left, &right, arena);
    struct bridging bridging = {before, after, &bridge,
        arena_alloc_array(arena, pairs.count + 1, sizeof(struct bridge_row))};

    for (size_t i = 0; i < pairs.count; i++)
        bridge_pair(&bridging, &pairs.items[i]);
    bridge.rows = bridging.rows;
    *ret_bridge = bridge;
}

/* --- what moved --- */

static unsigned fields_moved(const struct due_line *before, const struct due_line *after)
{
    unsigned fields = 0;

    if (before->state != after->state)
        fields |= 1u << MOVED_STATE;
    if (before->value.category != after->value.category)
        fields |= 1u << MOVED_CATEGORY;
    if (before->amount != after->amount)
        fields |= 1u << MOVED_AMOUNT;
    if (before->target != after->target)
        fields |= 1u << MOVED_TARGET;
    if (before->ends != after->ends)
        fields |= 1u << MOVED_ENDS;
    if (fabs(before->value.p - after->value.p) > 1e-9)
        fields |= 1u << MOVED_P;
    return fields;
}

/* The next term of a line that was renewed is no news beside the renewal. */
static bool follows_a_win(const struct pairs *pairs, size_t at)
{
    const struct due_line *line = pairs->items[at].after;

    for (size_t i = at; i-- > 0;) {
        const struct pair *other = &pairs->items[i];
        const struct due_line *any = other->after ? other->after : other->before;

        if (compare_lines(any, line) != 0)
            return false;
        if (other->before && other->after && other->after->state == DUE_WON)
            return true;
    }
    return false;
}

static int64_t weight_of(const struct forecast_move *move)
{
    int64_t before = move->before ? move->before->value.weighted : 0;
    int64_t after = move->after ? move->after->value.weighted : 0;

    return after > before ? after - before : before - after;
}

static int compare_moves(const void *left, const void *right)
{
    const struct forecast_move *a = left, *b = right;
    int64_t weight_a = weight_of(a), weight_b = weight_of(b);

    if (weight_a != weight_b)
        return weight_a > weight_b ? -1 : 1;
    const struct due_line *line_a = a->after ? a->after : a->before;
    const struct due_line *line_b = b->after ? b->after : b->before;
    int order = compare_side(&line_a, &line_b);
    return order != 0 ? order : (a->before != NULL) - (b->before != NULL);
}

static bool is_news(const struct pairs *pairs, size_t at, unsigned fields)
{
    const struct pair *pair = &pairs->items[at];

    if (pair->before && pair->after)
        return fields != 0;
    if (pair->before)
        return due_is_open(pair->before->state);
    return due_is_open(pair->after->state) ? !follows_a_win(pairs, at) : false;
}

void forecast_moves(const struct forecast_stand *before, const struct forecast_stand *after,
    struct arena *arena, struct forecast_move_list *ret_moves)
{
    struct side left = side_of(before, NULL, arena), right = side_of(after, NULL, arena);
    struct pairs pairs = pair_sides(&left, &right, arena);
    struct forecast_move_list moves = {
        .items = arena_alloc_array(arena, pairs.count + 1, sizeof(struct forecast_move)),
        .room = pairs.count + 1};

    for (size_t i = 0; i < pairs.count; i++) {
        const struct pair *pair = &pairs.items[i];
        unsigned fields = pair->before && pair->after ? fields_moved(pair->before, pair->after) : 0;

        if (is_news(&pairs, i, fields))
            moves.items[moves.count++] = (struct forecast_move){pair->before, pair->after, fields};
    }
    qsort(moves.items, moves.count, sizeof(*moves.items), compare_moves);
    *ret_moves = moves;
}
