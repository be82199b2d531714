/* health.yaml: groups, measures, models and caps. */
#include "files/health_file.h"

#include "health_internal.h"
#include "base/words.h"

static const struct tree_range weight_range = {0, 1000};
static const struct tree_range score_range = {0, 100};
static const struct tree_range days_range = {0, 36500};

static void read_groups(
    const struct rule_reader *reader, const struct tree_node *root, struct health_groups *groups)
{
    static const char *const known[] = {"proves_value", "title"};
    const struct tree_node *map = tree_need(root, "groups", reader->faults);

    if (map == NULL || !tree_is_map(map, "groups", reader->faults))
        return;
    for (const struct tree_node *node = map->first; node; node = node->next) {
        if (groups->count == HEALTH_GROUPS_MOST) {
            tree_fault(node, reader->faults, "more than %d groups", HEALTH_GROUPS_MOST);
            return;
        }
        int at = groups->count++;

        groups->ids[at] = groups->titles[at] = arena_copy_text(reader->arena, node->key);
        if (!tree_is_map(node, _("a group"), reader->faults) ||
            !tree_keys_known(node, known, COUNT_OF(known), reader->faults))
            continue;
        const char *title = rule_text_of(reader, node, "title");

        groups->titles[at] = title ? title : groups->ids[at];
        groups->proves[at] = tree_bool_of(node, "proves_value", false, reader->faults);
    }
}

static void read_measures(const struct rule_reader *reader, const struct tree_node *root,
    const struct health_groups *groups, struct health_measures *measures)
{
    const struct tree_node *map = tree_need(root, "measures", reader->faults);

    if (map == NULL || !tree_is_map(map, "measures", reader->faults))
        return;
    for (const struct tree_node *node = map->first; node; node = node->next) {
        if (measures->count == HEALTH_MEASURES_MOST) {
            tree_fault(node, reader->faults, "more than %d measures", HEALTH_MEASURES_MOST);
            return;
        }
        health_read_measure(reader, node, groups, &measures->items[measures->count++]);
    }
}

static const struct health_measure *find_measure(const struct rule_reader *reader,
    const struct tree_node *node, const struct health_measures *measures)
{
    const char *known[HEALTH_MEASURES_MOST];

    for (int i = 0; i < measures->count; i++) {
        known[i] = measures->items[i].id;
        if (text_equal(known[i], node->key))
            return &measures->items[i];
    }
    tree_fault_at_key(node, reader->faults, "no measure '%s' stands under measures", node->key);
    fault_suggest(reader->faults, node->key, known, (size_t)measures->count);
    return NULL;
}

/* Copies the measures that have a weight in this model. */
static void read_weights(const struct rule_reader *reader, const struct tree_node *node,
    const struct health_measures *measures, struct health_model *model)
{
    const struct tree_node *map = tree_need(node, "weights", reader->faults);

    if (map == NULL || !tree_is_map(map, "weights", reader->faults))
        return;
    struct health_measure *own = arena_alloc_array(reader->arena, (size_t)map->count, sizeof(*own));

    for (const struct tree_node *row = map->first; row; row = row->next) {
        const struct health_measure *measure = find_measure(reader, row, measures);
        double weight = 0;

        if (!tree_read_real(row, row->key, weight_range, &weight, reader->faults) ||
            measure == NULL || weight <= 0)
            continue;
        own[model->measure_count] = *measure;
        own[model->measure_count++].weight = weight;
    }
    model->measures = own;
}

static void read_model(const struct rule_reader *reader, const struct tree_node *node,
    const struct health_measures *measures, struct health_model *model)
{
    static const char *const known[] = {"title", "weights", "when"};

    model->id = model->title = arena_copy_text(reader->arena, node->key);
    if (!tree_is_map(node, _("a model"), reader->faults) ||
        !tree_keys_known(node, known, COUNT_OF(known), reader->faults))
        return;
    const char *title = rule_text_of(reader, node, "title");

    model->title = title ? title : model->id;
    model->when = rule_query_of(reader, node, "when");
    read_weights(reader, node, measures, model);
}

static void take_groups(const struct rule_reader *reader, const struct health_groups *groups,
    struct health_model *model)
{
    size_t count = (size_t)groups->count;
    const char **titles = arena_alloc_array(reader->arena, count, sizeof(*titles));
    bool *proves = arena_alloc_array(reader->arena, count, sizeof(*proves));

    for (size_t i = 0; i < count; i++) {
        titles[i] = groups->titles[i];
        proves[i] = groups->proves[i];
    }
    model->groups = titles;
    model->group_is_usage_or_outcome = proves;
    model->group_count = groups->count;
}

static void read_models(const struct rule_reader *reader, const struct tree_node *root,
    const struct health_groups *groups, const struct health_measures *measures,
    struct health_rules *rules)
{
    const struct tree_node *map = tree_need(root, "models", reader->faults);

    if (map == NULL || !tree_is_map(map, "models", reader->faults))
        return;
    struct health_model *models =
        arena_alloc_array(reader->arena, (size_t)map->count, sizeof(*models));

    for (const struct tree_node *node = map->first; node; node = node->next) {
        struct health_model *model = &models[rules->model_count++];

        read_model(reader, node, measures, model);
        take_groups(reader, groups, model);
        if (model->when == NULL && tree_get(node, "when") == NULL && node->next)
            tree_fault_at_key(node->next, reader->faults,
                "no account gets here: the model before it, '%s', takes all", node->key);
    }
    rules->models = models;
}

static void read_cap(
    const struct rule_reader *reader, const struct tree_node *node, struct health_cap *cap)
{
    static const char *const known[] = {"at_most", "days", "label", "never_green", "rule", "when"};

    cap->id = cap->label = arena_copy_text(reader->arena, node->key);
    if (!tree_is_map(node, _("a cap"), reader->faults) ||
        !tree_keys_known(node, known, COUNT_OF(known), reader->faults) ||
        tree_need(node, "at_most", reader->faults) == NULL)
        return;
    const char *label = rule_text_of(reader, node, "label");

    cap->label = label ? label : cap->id;
    cap->at_most = tree_int_of(node, "at_most", 100, score_range, reader->faults);
    cap->days = tree_int_of(node, "days", 0, days_range, reader->faults);
    cap->blocks_green = tree_bool_of(node, "never_green", false, reader->faults);
    cap->rule = rule_name_of(reader, node, "rule", health_cap_rule_after);
    cap->when = rule_query_of(reader, node, "when");
    if (tree_get(node, "rule") == NULL && tree_get(node, "when") == NULL)
        tree_fault_at_key(node, reader->faults, "a cap needs a rule or a when");
}

static void read_caps(
    const struct rule_reader *reader, const struct tree_node *root, struct health_rules *rules)
{
    const struct tree_node *map = tree_get(root, "caps");

    if (map == NULL || !tree_is_map(map, "caps", reader->faults))
        return;
    struct health_cap *caps = arena_alloc_array(reader->arena, (size_t)map->count, sizeof(*caps));

    for (const struct tree_node *node = map->first; node; node = node->next)
        read_cap(reader, node, &caps[rules->cap_count++]);
    rules->caps = caps;
}

static double share_of(
    const struct rule_reader *reader, const struct tree_node *map, const char *key, double usual)
{
    static const struct tree_range share = {0, 1};

    return tree_real_of(map, key, usual, share, reader->faults);
}

/* A row of `limits` that is not told is the usual one. */
static void read_limits(
    const struct rule_reader *reader, const struct tree_node *root, struct health_rules *rules)
{
    static const char *const known[] = {"by_hand_days", "by_hand_most", "green_least", "green_most",
        "least_coverage", "least_groups", "least_measures", "red_up_to", "thin_coverage",
        "yellow_up_to"};
    static const struct tree_range count = {1, HEALTH_MEASURES_MOST};
    static const struct tree_range hand_days = {1, 366};
    const struct tree_node *map = tree_get(root, "limits");
    struct health_limits *limits = arena_alloc(reader->arena, sizeof(*limits));

    *limits = health_usual_limits;
    if (map == NULL || !tree_is_map(map, "limits", reader->faults) ||
        !tree_keys_known(map, known, COUNT_OF(known), reader->faults))
        return;
    limits->red_most = tree_int_of(map, "red_up_to", limits->red_most, score_range, reader->faults);
    limits->yellow_most =
        tree_int_of(map, "yellow_up_to", limits->yellow_most, score_range, reader->faults);
    limits->least_coverage = share_of(reader, map, "least_coverage", limits->least_coverage);
    limits->thin_coverage = share_of(reader, map, "thin_coverage", limits->thin_coverage);
    limits->green_most = share_of(reader, map, "green_most", limits->green_most);
    limits->green_least = share_of(reader, map, "green_least", limits->green_least);
    limits->least_measures =
        tree_int_of(map, "least_measures", limits->least_measures, count, reader->faults);
    limits->least_groups =
        tree_int_of(map, "least_groups", limits->least_groups, count, reader->faults);
    limits->hand_days =
        tree_int_of(map, "by_hand_days", limits->hand_days, hand_days, reader->faults);
    limits->hand_most =
        tree_int_of(map, "by_hand_most", limits->hand_most, score_range, reader->faults);
    if (limits->yellow_most <= limits->red_most)
        tree_fault(tree_get(map, tree_get(map, "yellow_up_to") ? "yellow_up_to" : "red_up_to"),
            reader->faults, "yellow goes up to %d and red up to %d: yellow must end above red",
            limits->yellow_most, limits->red_most);
    rules->limits = limits;
}

static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return hash;
}

static void read_all(
    const struct rule_reader *reader, const struct tree_node *root, struct health_rules *rules)
{
    static const char *const known[] = {"caps", "groups", "limits", "measures", "models"};
    struct health_groups groups = {0};
    struct health_measures measures = {0};

    if (!tree_is_map(root, _("the file"), reader->faults) ||
        !tree_keys_known(root, known, COUNT_OF(known), reader->faults))
        return;
    read_groups(reader, root, &groups);
    read_measures(reader, root, &groups, &measures);
    read_models(reader, root, &groups, &measures, rules);
    read_caps(reader, root, rules);
    read_limits(reader, root, rules);
}

bool health_file_read(const char *path, const char *text, size_t len,
    const struct settings *settings, struct arena *arena, struct fault_list *faults,
    struct health_rules *ret_rules)
{
    struct rule_reader reader = {settings, arena, faults};
    struct health_rules rules = {.hash = hash_of(text, len)};
    const struct tree_node *root = NULL;
    size_t before = faults->count + faults->more;

    if (!tree_parse(path, text, len, arena, faults, &root))
        return false;
    if (root)
        read_all(&reader, root, &rules);
    if (faults->count + faults->more > before)
        return false;
    *ret_rules = rules;
    return true;
}
