/* Words of an expression into its tree:
 *   or:   and { "or" and }
 *   and:  not { ["and"] not }
 *   not:  "not" not | "(" or ")" | "missing" "(" FIELD ")" | FIELD OPERATOR VALUE
 *         | FIELD ["not"] "in" "(" VALUE { "," VALUE } ")" | WORD | "QUOTED" */
#include "query_internal.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"

struct parser {
    struct query *query;
    const struct settings *settings;
    struct arena *arena;
    const struct token *at;
    int depth;
    struct error *err;
};

static bool parse_or(struct parser *parser, struct query_node **ret_node);

static bool is_word(const struct token *token, const char *word)
{
    return token->type == TOKEN_WORD && text_equal_nocase(token->text, word);
}

static bool is_in(const struct token *token)
{
    return is_word(token, "in") && token[1].type == TOKEN_OPEN;
}

static struct query_node *make_node(struct parser *parser, enum query_op op)
{
    struct query_node *node = arena_alloc(parser->arena, sizeof(*node));

    node->op = op;
    node->field = -1;
    node->also_known = -1;
    return node;
}

static bool find_field(struct parser *parser, const struct token *token, int *ret_field)
{
    enum kind kind = parser->query->kind;
    int field = field_find(kind, token->text);
    const char *nearest;

    if (field >= 0 && !(kind_info(kind)->fields[field].flags & FIELD_HIDDEN)) {
        *ret_field = field;
        return true;
    }
    nearest = field_nearest(kind, token->text);
    if (nearest != NULL)
        return query_error(
            parser->err, token, "no field \"%s\"; did you mean \"%s\"?", token->text, nearest);
    return query_error(parser->err, token, "no field \"%s\"; `list %s --columns help` names them",
        token->text, kind_info(kind)->plural);
}

/* What the evaluation of this field reads besides. */
static void note_uses(struct parser *parser, int field)
{
    const struct kind_info *info = kind_info(parser->query->kind);
    bool *uses = parser->query->uses;

    uses[field] = true;
    if (info->fields[field].type == FIELD_MONEY && info->currency >= 0)
        uses[info->currency] = true;
    if (parser->query->kind != KIND_ACCOUNT)
        return;
    switch (field) {
    case ACCOUNT_ARR: uses[ACCOUNT_ARR_NOW] = true; break;
    case ACCOUNT_DECIDES_IN: uses[ACCOUNT_DECIDES_ON] = true; break;
    case ACCOUNT_TOUCH_DAYS: uses[ACCOUNT_LAST_TOUCH] = true; break;
    case ACCOUNT_TIER_NUMBER: uses[ACCOUNT_TIER] = true; break;
    case ACCOUNT_AGE_DAYS: uses[ACCOUNT_START] = true; break;
    default: break;
    }
}

static bool expect(struct parser *parser, enum token_type type, const char *what)
{
    if (parser->at->type != type)
        return query_error(parser->err, parser->at, "%s is missing here", what);
    parser->at++;
    return true;
}

/* `missing(field)` */
static bool parse_missing(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_MISSING);

    parser->at += 2;
    if (parser->at->type != TOKEN_WORD)
        return query_error(parser->err, parser->at, "the name of a field is missing here");
    if (!find_field(parser, parser->at, &node->field))
        return false;
    note_uses(parser, node->field);
    parser->at++;
    if (!expect(parser, TOKEN_CLOSE, "\")\""))
        return false;
    *ret_node = node;
    return true;
}

static bool take_operand(
    struct parser *parser, const struct operand_of *of, struct operand *ret_operand)
{
    int taken;

    if (parser->at->type != TOKEN_WORD && parser->at->type != TOKEN_QUOTED)
        return query_error(parser->err, parser->at, "a value is missing here");
    if (!query_operand(of, parser->at, ret_operand, &taken, parser->err))
        return false;
    ret_operand->column = parser->at->column;
    parser->at += taken;
    return true;
}

/* `tier = 1` means the number behind the word, in whatever words tiers are written. */
static void use_tier_number(struct parser *parser, struct query_node *node)
{
    for (int i = 0; i < node->operand_count; i++) {
        const char *text = node->operands[i].text;

        if (strlen(text) != 1 || text[0] < '1' || text[0] > '3')
            return;
        node->operands[i].number = text[0] - '0';
    }
    node->field = ACCOUNT_TIER_NUMBER;
    node->also_known = ACCOUNT_TIER;
    note_uses(parser, node->field);
}

static void finish_compare(struct parser *parser, struct query_node *node)
{
    note_uses(parser, node->field);
    if (parser->query->kind == KIND_ACCOUNT && node->field == ACCOUNT_TIER &&
        node->comparison != COMPARE_CONTAINS)
        use_tier_number(parser, node);
}

static bool parse_compare(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_COMPARE);
    const struct token *name = parser->at;
    struct operand_of of = {
        .kind = parser->query->kind, .settings = parser->settings, .arena = parser->arena};

    if (!find_field(parser, name, &node->field))
        return false;
    of.field = node->field;
    if (!query_check_comparison(&of, name + 1, name, parser->err))
        return false;
    node->comparison = name[1].comparison;
    node->operands = arena_alloc(parser->arena, sizeof(*node->operands));
    node->operand_count = 1;
    parser->at += 2;
    if (!take_operand(parser, &of, node->operands))
        return false;
    finish_compare(parser, node);
    *ret_node = node;
    return true;
}

static bool take_operands(
    struct parser *parser, const struct operand_of *of, struct query_node *node)
{
    struct {
        struct operand *items;
        size_t count;
        size_t room;
    } operands = {0};
    bool taken = true;

    do {
        struct operand operand;

        taken = take_operand(parser, of, &operand);
        if (taken)
            ARRAY_PUSH(&operands, operand);
    } while (taken && parser->at->type == TOKEN_COMMA && parser->at++);
    node->operand_count = (int)operands.count;
    node->operands = arena_alloc_array(parser->arena, operands.count, sizeof(*operands.items));
    if (operands.count > 0)
        memcpy(node->operands, operands.items, operands.count * sizeof(*operands.items));
    array_fini(&operands);
    return taken && expect(parser, TOKEN_CLOSE, _("\")\" or \",\""));
}

/* `field in (a, b)`, `field not in (a, b)` */
static bool parse_in(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_COMPARE);
    struct operand_of of = {
        .kind = parser->query->kind, .settings = parser->settings, .arena = parser->arena};
    bool negated = is_word(parser->at + 1, "not");

    if (!find_field(parser, parser->at, &node->field))
        return false;
    of.field = node->field;
    node->comparison = negated ? COMPARE_NOT_IN : COMPARE_IN;
    parser->at += negated ? 4 : 3;
    if (!take_operands(parser, &of, node))
        return false;
    finish_compare(parser, node);
    *ret_node = node;
    return true;
}

static void parse_name(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_NAME);

    node->field = kind_info(parser->query->kind)->name;
    node->operands = arena_alloc(parser->arena, sizeof(*node->operands));
    node->operands->text = parser->at->text;
    node->operand_count = 1;
    note_uses(parser, node->field);
    parser->at++;
    *ret_node = node;
}

static bool parse_group(struct parser *parser, struct query_node **ret_node)
{
    parser->at++;
    return parse_or(parser, ret_node) && expect(parser, TOKEN_CLOSE, "\")\"");
}

static bool parse_term(struct parser *parser, struct query_node **ret_node)
{
    const struct token *token = parser->at;

    if (token->type == TOKEN_OPEN)
        return parse_group(parser, ret_node);
    if (token->type == TOKEN_WORD && token[1].type == TOKEN_OPERATOR)
        return parse_compare(parser, ret_node);
    if (token->type == TOKEN_WORD &&
        (is_in(token + 1) || (is_word(token + 1, "not") && is_in(token + 2))))
        return parse_in(parser, ret_node);
    if (is_word(token, "missing") && token[1].type == TOKEN_OPEN)
        return parse_missing(parser, ret_node);
    if (token->type == TOKEN_QUOTED && token[1].type == TOKEN_OPERATOR)
        return query_error(parser->err, token, "the name of a field stands without quotes");
    if ((token->type != TOKEN_WORD && token->type != TOKEN_QUOTED) || is_word(token, "and") ||
        is_word(token, "or"))
        return query_error(parser->err, token, "a term is missing here, like health < 50");
    parse_name(parser, ret_node);
    return true;
}

static bool parse_not(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node;
    bool parsed;

    if (++parser->depth > QUERY_MOST_DEPTH)
        return query_error(parser->err, parser->at, "the expression is nested deeper than 32");
    if (is_word(parser->at, "not") && parser->at[1].type != TOKEN_OPERATOR) {
        node = make_node(parser, QUERY_NOT);
        parser->at++;
        parsed = parse_not(parser, &node->first);
    } else {
        parsed = parse_term(parser, &node);
    }
    parser->depth--;
    if (parsed)
        *ret_node = node;
    return parsed;
}

static bool ends_and(const struct token *token)
{
    return token->type == TOKEN_END || token->type == TOKEN_CLOSE || is_word(token, "or");
}

static bool parse_and(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_AND);
    struct query_node **last = &node->first;

    do {
        if (!parse_not(parser, last))
            return false;
        last = &(*last)->next;
        if (is_word(parser->at, "and"))
            parser->at++;
        else if (ends_and(parser->at))
            break;
    } while (true);
    *ret_node = node;
    return true;
}

static bool parse_or(struct parser *parser, struct query_node **ret_node)
{
    struct query_node *node = make_node(parser, QUERY_OR);
    struct query_node **last = &node->first;

    do {
        if (!parse_and(parser, last))
            return false;
        last = &(*last)->next;
    } while (is_word(parser->at, "or") && parser->at++);
    *ret_node = node;
    return true;
}

static bool parse_all(struct parser *parser)
{
    if (parser->at->type == TOKEN_END)
        return true;
    if (!parse_or(parser, &parser->query->root))
        return false;
    if (parser->at->type != TOKEN_END)
        return query_error(parser->err, parser->at, "\"%s\" has no place here", parser->at->text);
    return true;
}

bool query_parse(const char *text, enum kind kind, const struct settings *settings,
    struct arena *arena, struct query **ret_query, struct error *err)
{
    struct token_list tokens;
    struct parser parser = {.settings = settings, .arena = arena, .err = err};
    bool parsed;

    if (!query_lex(text, arena, &tokens, err))
        return false;
    parser.at = tokens.items;
    parser.query = arena_alloc(arena, sizeof(*parser.query));
    parser.query->kind = kind;
    parser.query->text = arena_copy_text(arena, text);
    parser.query->uses = arena_alloc_array(arena, (size_t)kind_info(kind)->count, sizeof(bool));
    parsed = parse_all(&parser);
    array_fini(&tokens);
    if (parsed)
        *ret_query = parser.query;
    return parsed;
}

enum kind query_kind(const struct query *query)
{
    return query->kind;
}

const char *query_text(const struct query *query)
{
    return query->text;
}

bool query_uses(const struct query *query, int field)
{
    return field >= 0 && field < kind_info(query->kind)->count && query->uses[field];
}
