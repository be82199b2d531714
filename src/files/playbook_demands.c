/* What a step demands: a list, each item a word (`- note`) or a map with one demand in it. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "playbook_internal.h"

static const char *const demand_keys[] = {"note", "attendees", "value", "goal", "person",
    "contract", "date", "category", "choice", "text", "ask", "opportunity", "sentiment", "id", "or",
    "with", "of", "reason", "count", "since", "within", "sets_anchor"};

static const struct tree_node *find_kind(
    struct reader *reader, const struct tree_node *item, struct playbook_demand *demand)
{
    const struct tree_node *found = NULL;
    for (const struct tree_node *node = item->first; node; node = node->next) {
        int kind;
        if (!playbook_from_word(PLAYBOOK_LIST_DEMANDS, node->key, &kind))
            continue;
        if (found) {
            tree_fault_at_key(node, reader->faults,
                "one demand an item: \"%s\" needs a \"- \" line of its own", node->key);
            return NULL;
        }
        found = node;
        demand->kind = (enum demand_kind)kind;
    }
    if (!found)
        tree_fault(item, reader->faults,
            "an item must demand something: note, attendees, value, goal, person, contract, date, "
            "category, choice, text, ask, opportunity or sentiment");
    return found;
}

/* The n-th text under a key that holds a list, or one text alone. */
static const struct tree_node *nth_text(const struct tree_node *node, int index)
{
    const struct tree_node *at = node->kind == TREE_LIST ? node->first : node;
    for (; index > 0 && at->next && node->kind == TREE_LIST; index--)
        at = at->next;
    return at;
}

static void refuse_twice(struct reader *reader, const struct tree_node *map, const char *key,
    const struct playbook_demand *demand)
{
    for (int i = 1; i < demand->word_count; i++)
        for (int j = 0; j < i; j++)
            if (text_equal_nocase(demand->words[i], demand->words[j]))
                tree_fault(nth_text(tree_get(map, key), i), reader->faults,
                    "%s: \"%.60s\" stands here twice", key, demand->words[i]);
}

/* Lists inside a demand hold only words that the rules know. */
static void read_words(struct reader *reader, const struct tree_node *map, const char *key,
    enum playbook_list list, struct playbook_demand *demand)
{
    struct tree_words known = playbook_tree_words(list);
    const struct tree_node *node = tree_get(map, key);
    demand->words = tree_texts_of(map, key, reader->arena, &demand->word_count, reader->faults);
    for (int i = 0; i < demand->word_count; i++) {
        bool good = false;
        for (size_t j = 0; j < known.count; j++)
            good |= text_equal_nocase(known.words[j], demand->words[i]);
        if (good)
            continue;
        tree_fault(
            nth_text(node, i), reader->faults, "\"%.60s\" is not known here", demand->words[i]);
        fault_suggest(reader->faults, demand->words[i], known.words, known.count);
    }
    if (node && node->kind == TREE_LIST && node->count == 0)
        tree_fault(node, reader->faults, "%s: say which", key);
    refuse_twice(reader, map, key, demand);
}

static void read_choices(
    struct reader *reader, const struct tree_node *item, struct playbook_demand *demand)
{
    demand->words = tree_texts_of(item, "of", reader->arena, &demand->word_count, reader->faults);
    const struct tree_node *of = tree_get(item, "of");
    bool none = of ? of->kind == TREE_LIST && of->count == 0
                   : !tree_is_misspelt(item, "of", demand_keys, COUNT_OF(demand_keys));
    if (none)
        tree_fault(item, reader->faults, "a choice needs \"of\", the list of what can be chosen");
    refuse_twice(reader, item, "of", demand);
    demand->reason = tree_bool_of(item, "reason", false, reader->faults);
}

static void refuse_key(struct reader *reader, const struct tree_node *item, const char *key,
    bool allowed, const char *where)
{
    const struct tree_node *node = tree_get(item, key);
    if (node && !allowed)
        tree_fault_at_key(node, reader->faults, "\"%s\" belongs to %s", key, where);
}

static void check_keys(
    struct reader *reader, const struct tree_node *item, const struct playbook_demand *demand)
{
    enum demand_kind kind = demand->kind;
    refuse_key(reader, item, "of", kind == DEMAND_CHOICE, _("a choice"));
    refuse_key(reader, item, "reason", kind == DEMAND_CHOICE, _("a choice"));
    refuse_key(reader, item, "with", kind == DEMAND_GOAL, _("a goal"));
    refuse_key(reader, item, "sets_anchor", kind == DEMAND_DATE, _("a date"));
    refuse_key(reader, item, "since",
        kind == DEMAND_VALUE || kind == DEMAND_GOAL || kind == DEMAND_ASK,
        _("a value, goal or ask"));
    refuse_key(reader, item, "within",
        kind == DEMAND_VALUE || kind == DEMAND_GOAL || kind == DEMAND_ASK,
        _("a value, goal or ask"));
    refuse_key(reader, item, "count",
        kind == DEMAND_VALUE || kind == DEMAND_GOAL || kind == DEMAND_ASK ||
            kind == DEMAND_PERSON || kind == DEMAND_OPPORTUNITY,
        _("a value, goal, person, ask or opportunity"));
}

static void read_what(
    struct reader *reader, const struct tree_node *node, struct playbook_demand *demand)
{
    if (!tree_is_null(node) && tree_is_text(node, node->key, reader->faults) &&
        !text_equal_nocase(node->text, "yes"))
        demand->what = node->text;
}

static void read_demand_map(
    struct reader *reader, const struct tree_node *item, struct playbook_demand *demand)
{
    static const char *const sinces[] = {"ever", "start"};
    tree_keys_known(item, demand_keys, COUNT_OF(demand_keys), reader->faults);
    const struct tree_node *node = find_kind(reader, item, demand);
    if (!node)
        return;
    if (demand->kind == DEMAND_PERSON)
        read_words(reader, item, "person", PLAYBOOK_LIST_ROLES, demand);
    else if (demand->kind == DEMAND_CONTRACT)
        read_words(reader, item, "contract", PLAYBOOK_LIST_CONTRACT_FACTS, demand);
    else
        read_what(reader, node, demand);
    if (demand->kind == DEMAND_GOAL)
        read_words(reader, item, "with", PLAYBOOK_LIST_GOAL_FACTS, demand);
    if (demand->kind == DEMAND_CHOICE)
        read_choices(reader, item, demand);
    check_keys(reader, item, demand);
    demand->id = tree_text_of(item, "id", NULL, reader->faults);
    demand->or_word = tree_text_of(item, "or", NULL, reader->faults);
    demand->least = tree_int_of(item, "count", 1, (struct tree_range){1, 20}, reader->faults);
    demand->sets_anchor = tree_bool_of(item, "sets_anchor", false, reader->faults);
    int fresh = demand->kind == DEMAND_VALUE || demand->kind == DEMAND_ASK;
    demand->fresh = tree_word_of(item, "since", fresh,
                        (struct tree_words){sinces, COUNT_OF(sinces)}, reader->faults) == 1;
    playbook_read_length(reader, item, "within", &demand->within);
}

static void read_demand(
    struct reader *reader, const struct tree_node *item, struct playbook_demand *demand)
{
    struct tree_words kinds = playbook_tree_words(PLAYBOOK_LIST_DEMANDS);
    int kind;
    demand->least = 1;
    if (item->kind != TREE_TEXT) {
        if (tree_is_map(item, _("a demand"), reader->faults))
            read_demand_map(reader, item, demand);
        return;
    }
    if (!playbook_from_word(PLAYBOOK_LIST_DEMANDS, item->text, &kind)) {
        tree_fault(item, reader->faults, "\"%.60s\" is nothing that can be demanded", item->text);
        fault_suggest(reader->faults, item->text, kinds.words, kinds.count);
        return;
    }
    demand->kind = (enum demand_kind)kind;
    demand->fresh = kind == DEMAND_VALUE || kind == DEMAND_ASK;
    if (kind == DEMAND_PERSON || kind == DEMAND_CONTRACT || kind == DEMAND_CHOICE)
        tree_fault(
            item, reader->faults, "\"%s\" needs to say which: \"%s: ...\"", item->text, item->text);
}

/* `note`, `text`, `text2`: the kind, and a number from the second of its kind on. */
static const char *make_id(struct reader *reader, const struct playbook_demand *demands, int index)
{
    const char *word = playbook_word(PLAYBOOK_LIST_DEMANDS, (int)demands[index].kind);
    int same = 1;
    for (int i = 0; i < index; i++)
        same += demands[i].kind == demands[index].kind;
    return same == 1 ? word : arena_format(reader->arena, "%s%d", word, same);
}

static void name_demand(
    struct reader *reader, const struct tree_node *item, struct playbook_demand *demands, int index)
{
    struct playbook_demand *demand = &demands[index];
    if (!demand->id)
        demand->id = make_id(reader, demands, index);
    else if (!playbook_id_is_good(reader, tree_get(item, "id"), "id"))
        return;
    for (int i = 0; i < index; i++)
        if (text_equal(demands[i].id, demand->id))
            tree_fault(
                item, reader->faults, "two demands of this step have the id \"%s\"", demand->id);
}

void playbook_read_demands(
    struct reader *reader, const struct tree_node *map, struct playbook_step *step)
{
    enum { MOST = 20 };
    const struct tree_node *list = tree_get(map, "demands");
    if (!list || !tree_is_list(list, "demands", reader->faults))
        return;
    if (list->count > MOST) {
        tree_fault(list, reader->faults, "a step can demand %d things at most", MOST);
        return;
    }
    struct playbook_demand *demands =
        arena_alloc_array(reader->arena, (size_t)list->count, sizeof(*demands));
    int count = 0;
    for (const struct tree_node *item = list->first; item; item = item->next, count++) {
        read_demand(reader, item, &demands[count]);
        name_demand(reader, item, demands, count);
    }
    step->demands = demands;
    step->demand_count = count;
}
