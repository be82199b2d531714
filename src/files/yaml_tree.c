/* libyaml's events into a tree, refusing what daybook's files never need. */
#include "files/yaml_tree.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/text.h"
#include "base/words.h"
#include "yaml_internal.h"

/* A map or list that is being read. */
struct frame {
    struct tree_node *node;
    struct tree_node *last;
    const char *key; /* read, its value is to come */
    int key_line, key_column;
};

struct builder {
    struct yaml_source source;
    struct arena *arena;
    struct fault_list *faults;
    struct frame frames[TREE_MOST_DEPTH + 1];
    int depth;
    struct tree_node *root;
    int documents;
    int nodes;
};

static bool refuse(struct builder *builder, const yaml_event_t *event, const char *words)
{
    fault_add(builder->faults, builder->source.path, (int)event->start_mark.line + 1,
        (int)event->start_mark.column + 1, "%s", words);
    return false;
}

static struct tree_node *make_node(
    struct builder *builder, const yaml_event_t *event, enum tree_kind kind)
{
    struct tree_node *node = arena_alloc(builder->arena, sizeof(*node));

    node->kind = kind;
    node->line = (int)event->start_mark.line + 1;
    node->column = (int)event->start_mark.column + 1;
    node->last_line = (int)event->end_mark.line + 1;
    node->path = builder->source.path;
    node->text = "";
    return node;
}

/* Hangs the node under what is being read. */
static void attach(struct builder *builder, struct tree_node *node)
{
    struct frame *frame = &builder->frames[builder->depth];

    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    node->key = frame->key;
    node->key_line = frame->key_line;
    node->key_column = frame->key_column;
    frame->key = NULL;
    if (frame->last == NULL)
        frame->node->first = node;
    else
        frame->last->next = node;
    frame->last = node;
    frame->node->count++;
}

static bool wants_key(const struct builder *builder)
{
    const struct frame *frame = &builder->frames[builder->depth];

    return builder->depth > 0 && frame->node->kind == TREE_MAP && frame->key == NULL;
}

/* A hundred thousand keys are no playbook, and telling each as unknown would help nobody. */
static bool has_room(struct builder *builder, const yaml_event_t *event)
{
    if (++builder->nodes <= TREE_MOST_NODES)
        return true;
    return refuse(
        builder, event, _("the file goes on too long: it may hold 30,000 names and values"));
}

static bool open_frame(struct builder *builder, const yaml_event_t *event, enum tree_kind kind)
{
    struct tree_node *node;

    if (wants_key(builder))
        return refuse(builder, event, _("a name must be plain text, not a list or a map"));
    if (builder->depth == TREE_MOST_DEPTH)
        return refuse(builder, event, _("lists and maps are nested deeper than 32"));
    if (!has_room(builder, event))
        return false;
    node = make_node(builder, event, kind);
    attach(builder, node);
    builder->frames[++builder->depth] = (struct frame){.node = node};
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    const struct tree_node *left = *(const struct tree_node *const *)a;
    const struct tree_node *right = *(const struct tree_node *const *)b;
    int order = strcmp(left->key, right->key);

    if (order != 0)
        return order;
    return left->key_line != right->key_line ? left->key_line - right->key_line
                                             : left->key_column - right->key_column;
}

static void tell_double(
    struct builder *builder, const struct tree_node *first, const struct tree_node *second)
{
    tree_fault_at_key(second, builder->faults,
        "\"%s\" stands here a second time; the first is on line %d", second->key, first->key_line);
}

/* Most maps are small: each key is compared with those before it. */
static void find_few_doubles(struct builder *builder, const struct tree_node *map)
{
    for (const struct tree_node *node = map->first->next; node != NULL; node = node->next) {
        const struct tree_node *before = map->first;

        while (before != node && (before->key[0] != node->key[0] || strcmp(before->key, node->key)))
            before = before->next;
        if (before != node)
            tell_double(builder, before, node);
    }
}

/* By sorting, since a file may hold thousands of keys. */
static void find_many_doubles(struct builder *builder, const struct tree_node *map)
{
    const struct tree_node **sorted =
        arena_alloc_array(builder->arena, (size_t)map->count + 1, sizeof(struct tree_node *));
    size_t count = 0;

    for (const struct tree_node *node = map->first; node != NULL; node = node->next)
        sorted[count++] = node;
    qsort(sorted, count, sizeof(struct tree_node *), compare_keys);
    for (size_t i = 1; i < count; i++)
        if (strcmp(sorted[i - 1]->key, sorted[i]->key) == 0)
            tell_double(builder, sorted[i - 1], sorted[i]);
}

static bool close_frame(struct builder *builder)
{
    const struct tree_node *node = builder->frames[builder->depth].node;

    enum { FEW = 24 };

    if (node->kind == TREE_MAP && node->count > FEW)
        find_many_doubles(builder, node);
    else if (node->kind == TREE_MAP && node->count > 1)
        find_few_doubles(builder, node);
    builder->depth--;
    return true;
}

/* Escapes in quotes make what raw bytes may not be. */
static bool has_control(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        uint32_t code_point;

        at += text_decode(text + at, len - at, &code_point);
        if ((code_point < 0x20 && code_point != '\n' && code_point != '\t') ||
            (code_point >= 0x7F && code_point < 0xA0))
            return true;
    }
    return false;
}

static bool take_scalar(struct builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    struct tree_node *node;

    if (has_control(text, len))
        return refuse(builder, event, _("this text holds a control character: remove its escape"));
    if (wants_key(builder)) {
        struct frame *frame = &builder->frames[builder->depth];

        frame->key = arena_copy_bytes(builder->arena, text, len);
        frame->key_line = (int)event->start_mark.line + 1;
        frame->key_column = (int)event->start_mark.column + 1;
        return true;
    }
    if (!has_room(builder, event))
        return false;
    node = make_node(builder, event, TREE_TEXT);
    node->text = arena_copy_bytes(builder->arena, text, len);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    attach(builder, node);
    return true;
}

static bool no_extras(struct builder *builder, const yaml_event_t *event, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
    if (anchor != NULL)
        return refuse(builder, event, _("anchors are not supported (&name): write it out"));
    if (tag != NULL)
        return refuse(builder, event, _("tags are not supported (!name): leave it out"));
    return true;
}

static bool start_document(struct builder *builder, const yaml_event_t *event)
{
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end)
        return refuse(builder, event, _("directives are not supported (%NAME)"));
    if (++builder->documents > 1)
        return refuse(builder, event, _("a second document (---) begins here: one file holds one"));
    return true;
}

static bool take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: return start_document(builder, event);
    case YAML_ALIAS_EVENT:
        return refuse(builder, event, _("aliases are not supported (*name): write it out"));
    case YAML_SCALAR_EVENT:
        return no_extras(builder, event, event->data.scalar.anchor, event->data.scalar.tag) &&
               take_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        return no_extras(builder, event, event->data.sequence_start.anchor,
                   event->data.sequence_start.tag) &&
               open_frame(builder, event, TREE_LIST);
    case YAML_MAPPING_START_EVENT:
        return no_extras(builder, event, event->data.mapping_start.anchor,
                   event->data.mapping_start.tag) &&
               open_frame(builder, event, TREE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return close_frame(builder);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: break;
    }
    return true;
}

static bool read_events(struct builder *builder, yaml_parser_t *parser)
{
    bool more = true;

    while (more) {
        yaml_event_t event;
        bool taken;

        if (!yaml_parser_parse(parser, &event)) {
            yaml_problem(&builder->source, parser, builder->faults);
            return false;
        }
        taken = take_event(builder, &event);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (!taken)
            return false;
    }
    return true;
}

static bool build(struct builder *builder)
{
    yaml_parser_t parser;
    bool read;

    if (!yaml_parser_initialize(&parser))
        bug_out_of_memory();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)builder->source.text, builder->source.len);
    read = read_events(builder, &parser);
    yaml_parser_delete(&parser);
    return read;
}

bool tree_parse_text(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, const struct tree_node **ret_root)
{
    struct builder builder = {.arena = arena, .faults = faults};
    size_t before = faults->count;

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    builder.source = (struct yaml_source){arena_copy_text(arena, path), text, len};
    if (len > TREE_MOST_BYTES) {
        fault_add(faults, path, 1, 1, "the file is larger than 1 MiB");
        return false;
    }
    if (!yaml_check_bytes(&builder.source, faults) || !build(&builder) || faults->count > before)
        return false;
    *ret_root = tree_is_null(builder.root) ? NULL : builder.root;
    return true;
}

const char *tree_library_version(void)
{
    return yaml_get_version_string();
}
