/* The small words of a playbook: lengths, offsets and conditions. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "playbook_internal.h"

struct tree_words playbook_tree_words(enum playbook_list list)
{
    struct tree_words words = {.words = playbook_words(list)};
    while (words.words[words.count])
        words.count++;
    return words;
}

bool playbook_id_is_good(struct reader *reader, const struct tree_node *node, const char *what)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    if (!tree_is_text(node, what, reader->faults))
        return false;
    size_t len = strspn(node->text, allowed);
    if (len > 0 && node->text[len] == '\0' && len <= 40)
        return true;
    tree_fault(node, reader->faults,
        "%s must be of small letters, digits, - and _, at most 40, not \"%.60s\"", what,
        node->text);
    return false;
}

/* --- offsets and lengths --- */

static long days_about(struct playbook_offset offset)
{
    static const int days[] = {
        [UNIT_DAYS] = 1, [UNIT_WORKING_DAYS] = 1, [UNIT_WEEKS] = 7, [UNIT_MONTHS] = 30};
    long count = offset.count < 0 ? -(long)offset.count : offset.count;
    return count * days[offset.unit];
}

static bool read_offset(struct reader *reader, const struct tree_node *node, const char *key,
    struct playbook_offset *ret_offset)
{
    struct playbook_offset offset;
    if (!tree_is_text(node, key, reader->faults))
        return false;
    if (!playbook_offset_parse(node->text, &offset)) {
        tree_fault(node, reader->faults,
            "%s must be a number with d, wd (working days), w or m, like +5wd or -90d, not "
            "\"%.60s\"",
            key, node->text);
        return false;
    }
    if (days_about(offset) > PLAYBOOK_OFFSET_DAYS_MOST) {
        tree_fault(node, reader->faults, "%s of \"%s\" is over ten years", key, node->text);
        return false;
    }
    *ret_offset = offset;
    return true;
}

void playbook_read_offset(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_offset *offset)
{
    const struct tree_node *node = tree_get(map, key);
    if (node)
        (void)!read_offset(reader, node, key, offset);
}

static void read_length(struct reader *reader, const struct tree_node *node, const char *key,
    struct playbook_offset *length)
{
    struct playbook_offset offset;
    if (!read_offset(reader, node, key, &offset))
        return;
    if (offset.count > 0)
        *length = offset;
    else
        tree_fault(
            node, reader->faults, "%s must be more than nothing, not \"%s\"", key, node->text);
}

void playbook_read_length(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_offset *length)
{
    const struct tree_node *node = tree_get(map, key);
    if (node)
        read_length(reader, node, key, length);
}

static void read_span_by_tier(
    struct reader *reader, const struct tree_node *node, struct playbook_span *span)
{
    static const char *const tiers[] = {"tier 1", "tier 2", "tier 3"};
    if (node->count == 0)
        tree_fault(node, reader->faults, "no tier stands here: write tier 1, tier 2 or tier 3");
    tree_keys_known(node, tiers, COUNT_OF(tiers), reader->faults);
    for (int i = 0; i < 3; i++)
        playbook_read_length(reader, node, tiers[i], &span->by_tier[i + 1]);
}

void playbook_read_span(
    struct reader *reader, const struct tree_node *map, const char *key, struct playbook_span *span)
{
    const struct tree_node *node = tree_get(map, key);
    if (!node)
        return;
    span->source = SPAN_WRITTEN;
    if (node->kind == TREE_MAP) {
        read_span_by_tier(reader, node, span);
    } else if (text_equal(node->text, "onboarding_days")) {
        span->source = SPAN_ONBOARDING_DAYS;
    } else if (text_equal(node->text, "qbr_days")) {
        span->source = SPAN_QBR_DAYS;
    } else {
        read_length(reader, node, key, &span->by_tier[1]);
        span->by_tier[2] = span->by_tier[3] = span->by_tier[1];
    }
}

/* --- conditions: a text is an expression over the account; of a map all must hold, of a list one
 * --- */

static const char *const term_keys[] = {"account", "contract", "contact", "ticket", "task", "note",
    "opportunity", "goal", "value", "feedback", "run", "step", "signal", "no contract",
    "no contact", "no ticket", "no task", "no note", "no opportunity", "no goal", "no value",
    "no feedback", "no run", "no step", "no signal", "arr"};

static void push_term(
    struct reader *reader, struct playbook_terms *terms, struct playbook_term term)
{
    struct playbook_term *items =
        arena_alloc_array(reader->arena, terms->count + 1, sizeof(*terms->items));
    if (terms->count)
        memcpy(items, terms->items, terms->count * sizeof(*items));
    items[terms->count++] = term;
    terms->items = items;
}

/* The place of a fault inside the text; a text over several lines, folded or not, has only its
 * beginning. */
static void fault_in_text(
    struct reader *reader, const struct tree_node *node, const struct error *err)
{
    int column = node->column;
    if (err->column > 0 && node->last_line == node->line)
        column += err->column - 1 + (node->quoted ? 1 : 0);
    fault_add(reader->faults, node->path, node->line, column, "%s", err->text);
}

static void read_expression(struct reader *reader, const struct tree_node *node,
    struct playbook_term term, struct playbook_terms *terms)
{
    struct error err = {0};
    struct query *query;
    if (!tree_is_text(node, "a condition", reader->faults))
        return;
    if (text_blank(node->text)) {
        tree_fault(node, reader->faults, "this condition is empty: leave the line out");
        return;
    }
    if (!query_parse(node->text, term.kind, reader->settings, reader->arena, &query, &err)) {
        fault_in_text(reader, node, &err);
        return;
    }
    term.query = query;
    push_term(reader, terms, term);
}

static void read_term(
    struct reader *reader, const struct tree_node *node, struct playbook_terms *terms)
{
    struct playbook_term term = {.kind = KIND_ACCOUNT};
    if (text_equal(node->key, "arr")) {
        if (!text_equal_nocase(node->text, "upper half")) {
            tree_fault(node, reader->faults,
                "arr can only be \"upper half\" here; compare it in "
                "an expression over the account");
            return;
        }
        term.upper_half = true;
        push_term(reader, terms, term);
        return;
    }
    term.none = text_starts(node->key, "no ");
    if (kind_from_name(node->key + (term.none ? 3 : 0), &term.kind))
        read_expression(reader, node, term, terms);
}

static void read_alternative(
    struct reader *reader, const struct tree_node *node, struct playbook_condition *condition)
{
    struct playbook_terms *terms = &condition->alternatives[condition->count++];
    if (node->kind == TREE_TEXT) {
        read_expression(reader, node, (struct playbook_term){.kind = KIND_ACCOUNT}, terms);
        return;
    }
    if (node->count == 0 && node->kind == TREE_MAP) {
        tree_fault(node, reader->faults, "this condition is empty: leave the line out");
        return;
    }
    if (!tree_is_map(node, _("a condition"), reader->faults) ||
        !tree_keys_known(node, term_keys, COUNT_OF(term_keys), reader->faults))
        return;
    for (const struct tree_node *child = node->first; child; child = child->next)
        read_term(reader, child, terms);
}

static void add_words(struct str *out, const struct tree_node *node)
{
    if (node->kind == TREE_TEXT) {
        str_add(out, node->text);
        return;
    }
    for (const struct tree_node *child = node->first; child; child = child->next) {
        if (child != node->first)
            str_add(out, node->kind == TREE_LIST ? " or " : " and ");
        if (child->key && !text_equal(child->key, "account"))
            str_addf(out, "%s: ", child->key);
        add_words(out, child);
    }
}

static const char *condition_words(struct reader *reader, const struct tree_node *node)
{
    struct str words = {0};
    struct str clean = {0};
    add_words(&words, node);
    text_clean(&clean, str_text(&words), words.len);
    const char *text = arena_copy_text(reader->arena, str_text(&clean));
    str_fini(&words);
    str_fini(&clean);
    return text;
}

void playbook_read_condition(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_condition *condition)
{
    const struct tree_node *node = tree_get(map, key);
    if (!node)
        return;
    bool list = node->kind == TREE_LIST;
    size_t count = list ? (size_t)node->count : 1;
    if (node->kind != TREE_TEXT && node->count == 0) {
        tree_fault(node, reader->faults, "%s has no condition in it: leave the line out", key);
        return;
    }
    condition->text = condition_words(reader, node);
    condition->alternatives =
        arena_alloc_array(reader->arena, count, sizeof(*condition->alternatives));
    const char **texts = arena_alloc_array(reader->arena, count, sizeof(*texts));
    condition->texts = texts;
    for (const struct tree_node *child = list ? node->first : node; child;
         child = list ? child->next : NULL) {
        read_alternative(reader, child, condition);
        if (condition->count > 0)
            texts[condition->count - 1] = condition_words(reader, child);
    }
}
