/* Maps of imports:
 *
 *     accounts:                    # a kind
 *       renewal: [renewal_date]    # a field, or a role of core/header.h: its headers
 *     words:
 *       accounts:
 *         stage:
 *           renewing: [renewal]    # our word: words of theirs
 */
#include "files/import_map.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/config.h"
#include "files/embedded.h"
#include "files/paths.h"
#include "files/yaml_tree.h"

struct rule_list ARRAY_OF(struct header_rule);
struct word_list ARRAY_OF(struct word_rule);

struct map_reader {
    struct arena *arena;
    struct fault_list *faults;
    struct rule_list rules;
    struct word_list words;
    const char *map; /* the name of the one at hand */
};

static bool kind_of_node(
    struct map_reader *reader, const struct tree_node *node, enum kind *ret_kind)
{
    if (kind_from_name(node->key, ret_kind))
        return true;
    tree_fault_at_key(node, reader->faults, "'%s' is no kind of import", node->key);
    return false;
}

static bool target_of(
    struct map_reader *reader, const struct tree_node *node, struct header_rule *rule)
{
    for (unsigned role = 0; role < HEADER_ROLES; role++) {
        const char *word = header_role_word((enum header_role)role);
        /* The word `account` means the link, whatever fields a kind has. */
        if (word != NULL && text_equal(word, node->key)) {
            rule->role = (enum header_role)role;
            return true;
        }
    }
    if (text_equal(node->key, "off")) {
        rule->role = HEADER_FACT;
        return true;
    }
    rule->role = HEADER_FIELD;
    rule->field = field_find(rule->kind, node->key);
    if (rule->field >= 0 && rule->field < kind_info(rule->kind)->stored)
        return true;
    tree_fault_at_key(
        node, reader->faults, "%s have no field '%s'", kind_info(rule->kind)->plural, node->key);
    return false;
}

static void read_headers(struct map_reader *reader, enum kind kind, const struct tree_node *fields)
{
    for (const struct tree_node *node = fields->first; node; node = node->next) {
        struct header_rule rule = {.kind = kind, .map = reader->map};
        int count;
        const char *const *headers =
            tree_texts_of(fields, node->key, reader->arena, &count, reader->faults);

        if (!target_of(reader, node, &rule))
            continue;
        for (int i = 0; i < count; i++) {
            struct str squeezed = {0};

            header_squeeze(&squeezed, headers[i]);
            rule.squeezed = arena_copy_text(reader->arena, str_text(&squeezed));
            ARRAY_PUSH(&reader->rules, rule);
            str_fini(&squeezed);
        }
    }
}

static void read_words_of_field(
    struct map_reader *reader, enum kind kind, const struct tree_node *words)
{
    int field = field_find(kind, words->key);

    if (field < 0 || field >= kind_info(kind)->stored) {
        tree_fault_at_key(
            words, reader->faults, "%s have no field '%s'", kind_info(kind)->plural, words->key);
        return;
    }
    if (!tree_is_map(words, words->key, reader->faults))
        return;
    for (const struct tree_node *node = words->first; node; node = node->next) {
        int count;
        const char *const *theirs =
            tree_texts_of(words, node->key, reader->arena, &count, reader->faults);

        for (int i = 0; i < count; i++)
            ARRAY_PUSH(&reader->words,
                (struct word_rule){kind, field, text_fold_copy(reader->arena, theirs[i]),
                    arena_copy_text(reader->arena, node->key)});
    }
}

static void read_words(struct map_reader *reader, const struct tree_node *kinds)
{
    if (!tree_is_map(kinds, "words", reader->faults))
        return;
    for (const struct tree_node *node = kinds->first; node; node = node->next) {
        enum kind kind;

        if (!kind_of_node(reader, node, &kind) || !tree_is_map(node, node->key, reader->faults))
            continue;
        for (const struct tree_node *field = node->first; field; field = field->next)
            read_words_of_field(reader, kind, field);
    }
}

static void read_map(struct map_reader *reader, const struct config_file *file)
{
    const char *name = path_base(file->path), *dot = strrchr(name, '.');
    const struct tree_node *root;

    reader->map =
        arena_copy_bytes(reader->arena, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
    if (!tree_parse(file->path, file->text, file->len, reader->arena, reader->faults, &root) ||
        root == NULL || !tree_is_map(root, _("an import map"), reader->faults))
        return;
    for (const struct tree_node *node = root->first; node; node = node->next) {
        enum kind kind;

        if (text_equal(node->key, "words"))
            read_words(reader, node);
        else if (kind_of_node(reader, node, &kind) && tree_is_map(node, node->key, reader->faults))
            read_headers(reader, kind, node);
    }
}

static bool read_extra(struct map_reader *reader, const char *path, struct error *err)
{
    struct config_file file = {.name = path, .path = path};
    struct str text = {0};
    bool good = file_read_whole(path, TREE_MOST_BYTES, &text, err);

    if (good) {
        file.text = arena_copy_bytes(reader->arena, str_text(&text), text.len);
        file.len = text.len;
        read_map(reader, &file);
    }
    str_fini(&text);
    return good;
}

/* The user's files alone: the shipped ones come after them, whole. */
static bool read_of_user(struct map_reader *reader, const char *config_dir, struct error *err)
{
    struct config_file_list files = {0};

    if (config_dir == NULL)
        return true;
    if (!config_list(config_dir, "imports", ".yaml", reader->arena, &files, err))
        return false;
    for (size_t i = 0; i < files.count; i++) {
        if (files.items[i].shipped)
            continue;
        if (files.items[i].fault != NULL)
            fault_add(reader->faults, files.items[i].path, 0, 0, "%s", files.items[i].fault);
        else
            read_map(reader, &files.items[i]);
    }
    return true;
}

/* The plain words of our own first: a header that is ours means what it says. */
static void read_shipped(struct map_reader *reader)
{
    static const char first[] = "config/imports/plain.yaml";
    struct config_file file;

    if (config_shipped("imports/plain.yaml", &file))
        read_map(reader, &file);
    for (const struct embedded *at = embedded_next("config/imports/", NULL); at != NULL;
         at = embedded_next("config/imports/", at)) {
        if (text_equal(at->path, first))
            continue;
        file = (struct config_file){.path = at->path, .text = at->text, .len = at->len};
        read_map(reader, &file);
    }
}

static void fill_map(struct map_reader *reader, struct import_map *map)
{
    struct header_rule *rules =
        arena_alloc_array(reader->arena, reader->rules.count + 1, sizeof(*rules));
    struct word_rule *words =
        arena_alloc_array(reader->arena, reader->words.count + 1, sizeof(*words));

    if (reader->rules.count > 0)
        memcpy(rules, reader->rules.items, reader->rules.count * sizeof(*rules));
    if (reader->words.count > 0)
        memcpy(words, reader->words.items, reader->words.count * sizeof(*words));
    *map = (struct import_map){.rules = rules,
        .rule_count = (int)reader->rules.count,
        .words = words,
        .word_count = (int)reader->words.count};
}

bool import_map_read(const char *config_dir, const char *extra, struct arena *arena,
    struct import_map *ret_map, struct error *err)
{
    struct fault_list faults = {0};
    struct map_reader reader = {.arena = arena, .faults = &faults};
    bool good = extra == NULL || read_extra(&reader, extra, err);

    good = good && read_of_user(&reader, config_dir, err);
    if (good)
        read_shipped(&reader);
    good = good && fault_none(&faults, err);
    if (good)
        fill_map(&reader, ret_map);
    array_fini(&reader.rules);
    array_fini(&reader.words);
    fault_list_fini(&faults);
    return good;
}
