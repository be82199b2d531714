/* One measure of health.yaml. */
#include <limits.h>
#include <math.h>
#include "base/words.h"
#include "health_internal.h"

#define NUMBER_MOST 1e15
#define DAYS_MOST 36500

static const struct tree_range any_number = {-NUMBER_MOST, NUMBER_MOST};
static const struct tree_range days = {0, DAYS_MOST};
static const struct tree_range score = {0, 100};

static int days_of(const struct rule_reader *reader, const struct tree_node *map, const char *key)
{
    return tree_int_of(map, key, -1, days, reader->faults);
}

static void read_freshness(const struct rule_reader *reader, const struct tree_node *node,
    struct health_freshness *freshness)
{
    *freshness = (struct health_freshness){
        .stale_days = days_of(reader, node, "stale_after"),
        .fade_days = days_of(reader, node, "fades_over"),
        .gone_days = days_of(reader, node, "gone_after"),
        .bad_stale_days = days_of(reader, node, "bad_stale_after"),
        .bad_gone_days = days_of(reader, node, "bad_gone_after"),
        .by_feed = tree_bool_of(node, "by_feed", false, reader->faults),
    };
    if (freshness->gone_days >= 0 && freshness->gone_days < freshness->stale_days)
        tree_fault(tree_get(node, "gone_after"), reader->faults,
            "gone_after is %d days, before stale_after with %d", freshness->gone_days,
            freshness->stale_days);
}

/* worth_0 and worth_100 of the measure itself, or of one row of its scores. */
static void read_worths(const struct rule_reader *reader, const struct tree_node *node,
    struct score_threshold *threshold)
{
    if (tree_need(node, "worth_0", reader->faults) == NULL ||
        tree_need(node, "worth_100", reader->faults) == NULL)
        return;
    threshold->zero = tree_real_of(node, "worth_0", 0, any_number, reader->faults);
    threshold->full = tree_real_of(node, "worth_100", 1, any_number, reader->faults);
    if (threshold->zero == threshold->full)
        tree_fault(tree_get(node, "worth_100"), reader->faults,
            "worth_0 and worth_100 are the same value: nothing lies between them");
}

static void read_threshold(const struct rule_reader *reader, const struct tree_node *node,
    struct score_threshold *threshold)
{
    static const char *const known[] = {
        "applies", "from_day", "of", "to_day", "when", "worth_0", "worth_100"};

    threshold->max_age_days = INT_MAX;
    if (!tree_is_map(node, _("a row of scores"), reader->faults) ||
        !tree_keys_known(node, known, COUNT_OF(known), reader->faults))
        return;
    threshold->when = rule_query_of(reader, node, "when");
    threshold->of = rule_text_of(reader, node, "of");
    threshold->min_age_days = tree_int_of(node, "from_day", 0, days, reader->faults);
    threshold->max_age_days = tree_int_of(node, "to_day", INT_MAX, days, reader->faults);
    threshold->not_applicable = !tree_bool_of(node, "applies", true, reader->faults);
    if (!threshold->not_applicable)
        read_worths(reader, node, threshold);
}

static void read_thresholds(
    const struct rule_reader *reader, const struct tree_node *list, struct health_measure *measure)
{
    if (!tree_is_list(list, "scores", reader->faults))
        return;
    struct score_threshold *thresholds =
        arena_alloc_array(reader->arena, (size_t)list->count, sizeof(*thresholds));

    for (const struct tree_node *node = list->first; node; node = node->next)
        read_threshold(reader, node, &thresholds[measure->threshold_count++]);
    measure->thresholds = thresholds;
}

static void read_single(
    const struct rule_reader *reader, const struct tree_node *node, struct health_measure *measure)
{
    struct score_threshold *threshold = arena_alloc(reader->arena, sizeof(*threshold));

    threshold->max_age_days = INT_MAX;
    read_worths(reader, node, threshold);
    measure->thresholds = threshold;
    measure->threshold_count = 1;
}

static void read_tier(const struct rule_reader *reader, const struct tree_node *node,
    double last_bound, struct score_pick *pick)
{
    static const char *const known[] = {"bound", "score"};

    pick->upto = INFINITY;
    if (!tree_is_map(node, _("a step"), reader->faults) ||
        !tree_keys_known(node, known, COUNT_OF(known), reader->faults) ||
        tree_need(node, "score", reader->faults) == NULL)
        return;
    pick->score = tree_int_of(node, "score", 0, score, reader->faults);
    pick->upto = tree_real_of(node, "bound", INFINITY, any_number, reader->faults);
    if (pick->upto <= last_bound)
        tree_fault(node, reader->faults, "steps go up: this bound is not above the one before");
}

static void read_tiers(
    const struct rule_reader *reader, const struct tree_node *list, struct health_measure *measure)
{
    double last_bound = -INFINITY;

    measure->form = SCORE_TIERED;
    if (!tree_is_list(list, "up_to", reader->faults))
        return;
    struct score_pick *picks =
        arena_alloc_array(reader->arena, (size_t)list->count, sizeof(*picks));

    for (const struct tree_node *node = list->first; node; node = node->next) {
        read_tier(reader, node, last_bound, &picks[measure->pick_count]);
        last_bound = picks[measure->pick_count++].upto;
    }
    measure->picks = picks;
}

static void read_picks(
    const struct rule_reader *reader, const struct tree_node *map, struct health_measure *measure)
{
    measure->form = SCORE_PICKLIST;
    if (!tree_is_map(map, "picks", reader->faults))
        return;
    struct score_pick *picks = arena_alloc_array(reader->arena, (size_t)map->count, sizeof(*picks));

    for (const struct tree_node *node = map->first; node; node = node->next) {
        struct score_pick *pick = &picks[measure->pick_count++];

        pick->word = arena_copy_text(reader->arena, node->key);
        (void)tree_read_int(node, node->key, score, &pick->score, reader->faults);
    }
    measure->picks = picks;
}

static void read_form(
    const struct rule_reader *reader, const struct tree_node *node, struct health_measure *measure)
{
    const struct tree_node *scores = tree_get(node, "scores");
    const struct tree_node *tiers = tree_get(node, "up_to");
    const struct tree_node *picks = tree_get(node, "picks");
    bool single = tree_get(node, "worth_0") || tree_get(node, "worth_100");

    if ((scores != NULL) + (tiers != NULL) + (picks != NULL) + single != 1)
        tree_fault(node, reader->faults,
            "a measure has one of worth_0 with worth_100, scores, up_to or picks");
    else if (scores)
        read_thresholds(reader, scores, measure);
    else if (tiers)
        read_tiers(reader, tiers, measure);
    else if (picks)
        read_picks(reader, picks, measure);
    else
        read_single(reader, node, measure);
}

static const char *input_after(const char *name)
{
    enum health_input input = INPUT_ADOPTION;

    if (name == NULL)
        return health_input_name(input);
    if (!health_input_from_name(name, &input) || input + 1 >= INPUT_COUNT)
        return NULL;
    return health_input_name(input + 1);
}

static int group_of(const struct rule_reader *reader, const struct tree_node *node,
    const struct health_groups *groups)
{
    struct tree_words words = {groups->ids, (size_t)groups->count};

    if (tree_need(node, "group", reader->faults) == NULL)
        return 0;
    return tree_word_of(node, "group", 0, words, reader->faults);
}

void health_read_measure(const struct rule_reader *reader, const struct tree_node *node,
    const struct health_groups *groups, struct health_measure *ret_measure)
{
    static const char *const known[] = {"bad_gone_after", "bad_stale_after", "by_feed",
        "fades_over", "gone_after", "group", "label", "metric", "picks", "reads", "scores",
        "stale_after", "up_to", "when", "worth_0", "worth_100"};
    struct health_measure *measure = ret_measure;

    *measure = (struct health_measure){.id = arena_copy_text(reader->arena, node->key)};
    if (!tree_is_map(node, _("a measure"), reader->faults) ||
        !tree_keys_known(node, known, COUNT_OF(known), reader->faults) ||
        tree_need(node, "reads", reader->faults) == NULL)
        return;
    measure->label = rule_text_of(reader, node, "label");
    if (measure->label == NULL)
        measure->label = measure->id;
    const char *reads = rule_name_of(reader, node, "reads", input_after);

    measure->group = group_of(reader, node, groups);
    measure->when = rule_query_of(reader, node, "when");
    measure->metric = rule_text_of(reader, node, "metric");
    if (reads)
        (void)health_input_from_name(reads, &measure->input);
    if (measure->input == INPUT_METRIC && measure->metric == NULL)
        tree_fault(node, reader->faults, "reads: metric needs metric: with the name of one");
    read_form(reader, node, measure);
    read_freshness(reader, node, &measure->freshness);
}
