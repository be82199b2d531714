/* signals.yaml: one row a signal. */
#include "files/signal_file.h"

#include <string.h>
#include "base/words.h"
#include "rule_file_internal.h"

#define NUMBER_MOST 1e15
#define PARAMS 4

static const struct tree_range any_number = {-NUMBER_MOST, NUMBER_MOST};
static const struct tree_range quiet_range = {0, 3650};

static const char *const plain_keys[] = {"high_when", "kind", "low_when", "medium_when", "next",
    "quiet", "rule", "says", "severity", "suggests", "when", "worse", "worse_suggests"};

static const char *const severity_words[] = {[SEVERITY_NONE] = "none",
    [SEVERITY_LOW] = "low",
    [SEVERITY_MEDIUM] = "medium",
    [SEVERITY_HIGH] = "high"};

static const char *const kind_words[] = {"risk", "growth"};

/* The keys of every row, and the numbers of its rule. */
static bool check_keys(
    const struct rule_reader *reader, const struct tree_node *node, const char *rule)
{
    const char *known[COUNT_OF(plain_keys) + PARAMS];
    size_t count = COUNT_OF(plain_keys);

    memcpy(known, plain_keys, sizeof(plain_keys));
    for (int i = 0; i < PARAMS && signal_rule_param_name(rule, i); i++)
        known[count++] = signal_rule_param_name(rule, i);
    return tree_keys_known(node, known, count, reader->faults);
}

static void read_params(
    const struct rule_reader *reader, const struct tree_node *node, struct signal_rule *rule)
{
    for (int i = 0; i < PARAMS && signal_rule_param_name(rule->rule, i); i++)
        rule->params[i] = tree_real_of(node, signal_rule_param_name(rule->rule, i), rule->params[i],
            any_number, reader->faults);
}

static void take_rule(
    const struct rule_reader *reader, const struct tree_node *node, struct signal_rule *rule)
{
    if (tree_get(node, "rule") == NULL)
        return;
    rule->rule = rule_name_of(reader, node, "rule", signal_rule_after);
    for (int i = 0; i < PARAMS; i++)
        rule->params[i] = signal_rule_default(rule->rule, i);
}

static void take_query(const struct rule_reader *reader, const struct tree_node *node,
    const char *key, const struct query **query)
{
    if (tree_get(node, key))
        *query = rule_query_of(reader, node, key);
}

static void take_severity(const struct rule_reader *reader, const struct tree_node *node,
    const char *key, enum severity *severity)
{
    struct tree_words words = {severity_words, COUNT_OF(severity_words)};

    *severity = (enum severity)tree_word_of(node, key, (int)*severity, words, reader->faults);
}

static void take_text(const struct rule_reader *reader, const struct tree_node *node,
    const char *key, const char **text)
{
    if (tree_get(node, key))
        *text = rule_text_of(reader, node, key);
}

/* The same, and every name in it must be one that something fills in. */
static void take_template(const struct rule_reader *reader, const struct tree_node *node,
    const char *key, const char *rule, const char **text)
{
    const struct tree_node *value = tree_get(node, key);
    struct error err = {0};

    take_text(reader, node, key, text);
    if (value && *text && !signal_text_check(*text, rule, &err))
        fault_add(reader->faults, value->path, value->line,
            value->column + value->quoted + err.column - 1, "%s", err.text);
}

/* A playbook for where it is worse than plain, and none else. */
static void take_worse_suggests(
    const struct rule_reader *reader, const struct tree_node *node, struct signal_rule *rule)
{
    if (tree_get(node, "suggests"))
        rule->suggests_worse = false;
    if (tree_get(node, "worse_suggests") == NULL)
        return;
    if (tree_get(node, "suggests"))
        tree_fault_at_key(
            tree_get(node, "worse_suggests"), reader->faults, "either suggests or worse_suggests");
    take_text(reader, node, "worse_suggests", &rule->suggests);
    rule->suggests_worse = true;
}

static void check_whole(
    const struct rule_reader *reader, const struct tree_node *node, const struct signal_rule *rule)
{
    if (rule->rule == NULL && rule->when == NULL && tree_get(node, "rule") == NULL &&
        tree_get(node, "when") == NULL)
        tree_fault_at_key(node, reader->faults, "a signal needs a rule or a when");
    if (rule->text == NULL)
        tree_fault_at_key(node, reader->faults, "a signal needs says, its evidence");
    if (rule->severity == SEVERITY_NONE)
        tree_fault_at_key(node, reader->faults, "a signal needs a severity: high, medium or low");
}

static void read_row(
    const struct rule_reader *reader, const struct tree_node *node, struct signal_rule *rule)
{
    struct tree_words kinds = {kind_words, COUNT_OF(kind_words)};

    if (!tree_is_map(node, _("a signal"), reader->faults))
        return;
    take_rule(reader, node, rule);
    if (!check_keys(reader, node, rule->rule))
        return;
    read_params(reader, node, rule);
    rule->growth = tree_word_of(node, "kind", rule->growth, kinds, reader->faults) == 1;
    take_severity(reader, node, "severity", &rule->severity);
    take_severity(reader, node, "worse", &rule->worse);
    take_query(reader, node, "when", &rule->when);
    take_text(reader, node, "when", &rule->when_text);
    take_query(reader, node, "high_when", &rule->high_when);
    take_query(reader, node, "medium_when", &rule->medium_when);
    take_query(reader, node, "low_when", &rule->low_when);
    take_template(reader, node, "says", rule->rule, &rule->text);
    take_template(reader, node, "next", rule->rule, &rule->next);
    take_text(reader, node, "suggests", &rule->suggests);
    take_worse_suggests(reader, node, rule);
    rule->quiet_days = tree_int_of(node, "quiet", rule->quiet_days, quiet_range, reader->faults);
    check_whole(reader, node, rule);
}

static int find_row(const struct signal_rules *rules, const char *id)
{
    for (int i = 0; i < rules->count; i++) {
        if (text_equal(rules->rules[i].id, id))
            return i;
    }
    return -1;
}

static void remove_row(const struct rule_reader *reader, const struct tree_node *node,
    struct signal_rule *rows, struct signal_rules *rules)
{
    int at = find_row(rules, node->key);

    if (at < 0) {
        const char *known[SIGNAL_RULES_MOST];

        for (int i = 0; i < rules->count; i++)
            known[i] = rows[i].id;
        tree_fault_at_key(node, reader->faults, "no signal '%s' is there to switch off", node->key);
        fault_suggest(reader->faults, node->key, known, (size_t)rules->count);
        return;
    }
    memmove(&rows[at], &rows[at + 1], (size_t)(rules->count - at - 1) * sizeof(*rows));
    rules->count--;
}

static void lay_row(const struct rule_reader *reader, const struct tree_node *node,
    struct signal_rule *rows, struct signal_rules *rules)
{
    int at = find_row(rules, node->key);

    if (node->kind == TREE_TEXT && text_equal_nocase(node->text, "off")) {
        remove_row(reader, node, rows, rules);
        return;
    }
    if (at < 0 && rules->count == SIGNAL_RULES_MOST) {
        tree_fault_at_key(node, reader->faults, "more than %d signals", SIGNAL_RULES_MOST);
        return;
    }
    if (at < 0) {
        at = rules->count++;
        rows[at] = (struct signal_rule){.id = arena_copy_text(reader->arena, node->key)};
    }
    read_row(reader, node, &rows[at]);
}

static void read_all(const struct rule_reader *reader, const struct tree_node *root,
    struct signal_rule *rows, struct signal_rules *rules)
{
    if (!tree_is_map(root, _("the file"), reader->faults))
        return;
    for (const struct tree_node *node = root->first; node; node = node->next)
        lay_row(reader, node, rows, rules);
}

bool signal_file_read(const char *path, const char *text, size_t len,
    const struct settings *settings, const struct signal_rules *base, struct arena *arena,
    struct fault_list *faults, struct signal_rules *ret_rules)
{
    struct rule_reader reader = {settings, arena, faults};
    const struct tree_node *root = NULL;
    size_t before = faults->count + faults->more;
    struct signal_rule *rows = arena_alloc_array(arena, SIGNAL_RULES_MOST, sizeof(*rows));
    struct signal_rules rules = {.rules = rows};

    if (base && base->count > 0) {
        memcpy(rows, base->rules, (size_t)base->count * sizeof(*rows));
        rules.count = base->count;
    }
    if (!tree_parse(path, text, len, arena, faults, &root))
        return false;
    if (root)
        read_all(&reader, root, rows, &rules);
    if (faults->count + faults->more > before)
        return false;
    *ret_rules = rules;
    return true;
}
