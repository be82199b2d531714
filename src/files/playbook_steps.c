/* The steps of a playbook, and what they say of each other. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "playbook_internal.h"

static const char *const step_keys[] = {"id", "title", "kind", "internal", "customer_sees", "due",
    "from", "roll", "need", "required_when", "gate_when", "when", "after", "repeats", "first_value",
    "owner", "guidance", "template", "demands"};

static const struct tree_node *need_key(
    struct reader *reader, const struct tree_node *map, const char *key)
{
    return tree_need_among(map, key, step_keys, COUNT_OF(step_keys), reader->faults);
}

static const char *read_title(struct reader *reader, const struct tree_node *map)
{
    enum { MOST = 120 };
    const struct tree_node *node = need_key(reader, map, "title");
    if (!node || !tree_is_text(node, "title", reader->faults))
        return "";
    if (text_blank(node->text) || strlen(node->text) > MOST || strchr(node->text, '\n'))
        tree_fault(node, reader->faults, "title must be one line of 1 to %d bytes", MOST);
    return node->text;
}

static int word_of(
    struct reader *reader, const struct tree_node *map, const char *key, enum playbook_list list)
{
    return tree_word_of(map, key, 0, playbook_tree_words(list), reader->faults);
}

/* What a step says of itself. */
static void read_step(
    struct reader *reader, const struct tree_node *map, struct playbook_step *step)
{
    tree_keys_known(map, step_keys, COUNT_OF(step_keys), reader->faults);
    const struct tree_node *id = need_key(reader, map, "id");
    if (id && playbook_id_is_good(reader, id, "id"))
        step->id = id->text;
    step->title = read_title(reader, map);
    step->line = map->line;
    step->kind =
        playbook_word(PLAYBOOK_LIST_KINDS, word_of(reader, map, "kind", PLAYBOOK_LIST_KINDS));
    step->internal = tree_bool_of(map, "internal", false, reader->faults);
    step->customer_visible = tree_bool_of(map, "customer_sees", false, reader->faults);
    if (need_key(reader, map, "due"))
        playbook_read_offset(reader, map, "due", &step->offset);
    step->roll = (enum playbook_roll)word_of(reader, map, "roll", PLAYBOOK_LIST_ROLLS);
    step->need = (enum step_need)word_of(reader, map, "need", PLAYBOOK_LIST_NEEDS);
    playbook_read_condition(reader, map, "required_when", &step->required_when);
    playbook_read_condition(reader, map, "gate_when", &step->gate_when);
    playbook_read_condition(reader, map, "when", &step->when);
    step->first_value = tree_bool_of(map, "first_value", false, reader->faults);
    step->owner = tree_text_of(map, "owner", NULL, reader->faults);
    step->guidance = tree_text_of(map, "guidance", NULL, reader->faults);
    step->template = tree_text_of(map, "template", NULL, reader->faults);
    step->repeats_until = -1;
    playbook_read_demands(reader, map, step);
}

/* --- what a step says of others --- */

static int find_step(const struct reader *reader, const char *id)
{
    for (int i = 0; i < reader->playbook->step_count; i++)
        if (text_equal(reader->steps[i].id, id))
            return i;
    return -1;
}

static void suggest_step(struct reader *reader, const char *word, int self, bool anchors)
{
    struct tree_words words = playbook_tree_words(PLAYBOOK_LIST_ANCHORS);
    size_t count = anchors ? words.count : 0;
    const char **known = arena_alloc_array(
        reader->arena, count + (size_t)reader->playbook->step_count, sizeof(*known));
    for (size_t i = 0; i < count; i++)
        known[i] = words.words[i];
    for (int i = 0; i < reader->playbook->step_count; i++)
        if (reader->steps[i].id && i != self)
            known[count++] = reader->steps[i].id;
    fault_suggest(reader->faults, word, known, count);
}

static int need_step(struct reader *reader, const struct tree_node *node, const char *key, int self)
{
    if (!tree_is_text(node, key, reader->faults))
        return -1;
    int index = find_step(reader, node->text);
    if (index < 0) {
        tree_fault(node, reader->faults, "%s: there is no step \"%.60s\"", key, node->text);
        suggest_step(reader, node->text, self, false);
    } else if (index == self) {
        tree_fault(node, reader->faults, "%s: a step cannot name itself", key);
        index = -1;
    }
    return index;
}

static void read_from(struct reader *reader, const struct tree_node *map, int self)
{
    struct playbook_step *step = &reader->steps[self];
    const struct tree_node *node = tree_get(map, "from");
    int anchor;
    step->anchor = reader->playbook->anchor;
    if (!node || !tree_is_text(node, "from", reader->faults))
        return;
    if (playbook_from_word(PLAYBOOK_LIST_ANCHORS, node->text, &anchor)) {
        step->anchor = (enum playbook_anchor)anchor;
        return;
    }
    int index = find_step(reader, node->text);
    if (index >= 0 && index != self) {
        step->anchor = ANCHOR_STEP;
        step->anchor_step = index;
        return;
    }
    tree_fault(node, reader->faults,
        index == self ? N_("from: a step cannot count from itself")
                      : N_("from: \"%.60s\" is neither an anchor nor the id of a step"),
        node->text);
    if (index != self)
        suggest_step(reader, node->text, self, true);
}

static bool is_among(const int *indexes, int count, int index)
{
    for (int i = 0; i < count; i++)
        if (indexes[i] == index)
            return true;
    return false;
}

static void read_after(struct reader *reader, const struct tree_node *map, int self)
{
    struct playbook_step *step = &reader->steps[self];
    const struct tree_node *node = tree_get(map, "after");
    if (!node || (node->kind == TREE_MAP && !tree_is_list(node, "after", reader->faults)))
        return;
    bool list = node->kind == TREE_LIST;
    int *after =
        arena_alloc_array(reader->arena, (size_t)(list ? node->count : 1) + 1, sizeof(*after));
    for (const struct tree_node *item = list ? node->first : node; item;
         item = list ? item->next : NULL) {
        int index = need_step(reader, item, "after", self);
        if (index >= 0 && is_among(after, step->after_count, index))
            tree_fault(item, reader->faults, "after: \"%s\" stands here twice", item->text);
        else if (index >= 0)
            after[step->after_count++] = index;
    }
    step->after = after;
}

static void read_repeats(struct reader *reader, const struct tree_node *map, int self)
{
    static const char *const keys[] = {"every", "until"};
    struct playbook_step *step = &reader->steps[self];
    const struct tree_node *node = tree_get(map, "repeats");
    if (!node || !tree_is_map(node, "repeats", reader->faults))
        return;
    tree_keys_known(node, keys, COUNT_OF(keys), reader->faults);
    if (tree_need_among(node, "every", keys, COUNT_OF(keys), reader->faults))
        playbook_read_length(reader, node, "every", &step->repeats);
    const struct tree_node *until =
        tree_need_among(node, "until", keys, COUNT_OF(keys), reader->faults);
    if (until)
        step->repeats_until = need_step(reader, until, "until", self);
}

/* --- checks over all steps --- */

static void check_ids(struct reader *reader)
{
    for (int i = 0; i < reader->playbook->step_count; i++) {
        const char *id = reader->steps[i].id;
        const struct tree_node *node = tree_get(reader->nodes[i], "id");
        int anchor;
        if (!id)
            continue;
        if (playbook_from_word(PLAYBOOK_LIST_ANCHORS, id, &anchor))
            tree_fault(node, reader->faults,
                "\"%s\" is the name of an anchor: no step can have it as its id", id);
        int first = find_step(reader, id);
        if (first < i)
            tree_fault(node, reader->faults, "the step of line %d has the id \"%s\" already",
                reader->steps[first].line, id);
    }
}

/* Depth-first over what a step waits for; 1 is on the way, 2 is done. */
struct walk {
    struct reader *reader;
    char state[PLAYBOOK_STEPS_MOST];
    bool dates; /* over `from`, else over `after` */
};

static bool walk_step(struct walk *walk, int index);

static bool walk_next(struct walk *walk, int from, int to, const char *key)
{
    if (walk->state[to] == 1) {
        const struct tree_node *node = tree_get(walk->reader->nodes[from], key);
        tree_fault(node, walk->reader->faults,
            "%s goes round in a circle: \"%s\" waits for \"%s\" "
            "in turn",
            key, walk->reader->steps[to].id, walk->reader->steps[from].id);
        return false;
    }
    return walk->state[to] == 2 || walk_step(walk, to);
}

static bool walk_step(struct walk *walk, int index)
{
    const struct playbook_step *step = &walk->reader->steps[index];
    bool fine = true;
    walk->state[index] = 1;
    if (walk->dates && step->anchor == ANCHOR_STEP)
        fine = walk_next(walk, index, step->anchor_step, "from");
    for (int i = 0; !walk->dates && fine && i < step->after_count; i++)
        fine = walk_next(walk, index, step->after[i], "after");
    walk->state[index] = 2;
    return fine;
}

static void check_cycles(struct reader *reader, bool dates)
{
    struct walk walk = {.reader = reader, .dates = dates};
    for (int i = 0; i < reader->playbook->step_count; i++)
        if (walk.state[i] == 0 && !walk_step(&walk, i))
            return;
}

static void check_gate(
    struct reader *reader, const struct playbook_step *step, const struct tree_node *map)
{
    const struct tree_node *demands = tree_get(map, "demands");
    bool gate = step->need == NEED_GATE || step->gate_when.text;
    if (gate && (!demands || (demands->kind == TREE_LIST && demands->count == 0)))
        tree_fault(map, reader->faults, "a gate needs \"demands\": without them it holds nothing");
    if (step->gate_when.text && step->need == NEED_GATE)
        tree_fault_at_key(tree_get(map, "gate_when"), reader->faults,
            "\"gate_when\" makes a step a gate: this one is so always");
}

static void check_step(struct reader *reader, int index)
{
    const struct playbook_step *step = &reader->steps[index];
    const struct tree_node *map = reader->nodes[index];
    bool value = false;
    for (int i = 0; i < step->demand_count; i++)
        value |= step->demands[i].kind == DEMAND_VALUE;
    check_gate(reader, step, map);
    if (step->required_when.text && step->need != NEED_OPTIONAL)
        tree_fault_at_key(tree_get(map, "required_when"), reader->faults,
            "\"required_when\" makes an optional step required: this one is so always");
    if (step->first_value && (step->need != NEED_GATE || !value))
        tree_fault_at_key(tree_get(map, "first_value"), reader->faults,
            "\"first_value\" belongs to a gate that demands a value");
}

static bool collect(struct reader *reader, const struct tree_node *list)
{
    if (list->count < 1 || list->count > PLAYBOOK_STEPS_MOST) {
        tree_fault(list, reader->faults, "a playbook has 1 to %d steps, not %d",
            PLAYBOOK_STEPS_MOST, list->count);
        return false;
    }
    reader->steps = arena_alloc_array(reader->arena, (size_t)list->count, sizeof(*reader->steps));
    reader->nodes = arena_alloc_array(reader->arena, (size_t)list->count, sizeof(*reader->nodes));
    for (const struct tree_node *node = list->first; node; node = node->next)
        if (tree_is_map(node, _("a step"), reader->faults))
            reader->nodes[reader->playbook->step_count++] = node;
    reader->playbook->steps = reader->steps;
    return true;
}

void playbook_read_steps(struct reader *reader, const struct tree_node *list)
{
    if (!tree_is_list(list, "steps", reader->faults) || !collect(reader, list))
        return;
    int count = reader->playbook->step_count;
    for (int i = 0; i < count; i++)
        read_step(reader, reader->nodes[i], &reader->steps[i]);
    for (int i = 0; i < count; i++) {
        read_from(reader, reader->nodes[i], i);
        read_after(reader, reader->nodes[i], i);
        read_repeats(reader, reader->nodes[i], i);
        check_step(reader, i);
    }
    check_ids(reader);
    check_cycles(reader, true);
    check_cycles(reader, false);
}
