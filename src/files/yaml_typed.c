/* Typed readers over the tree: each fault is added, none stops the reading. */
#include "files/yaml_tree.h"

#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

bool tree_is_null(const struct tree_node *node)
{
    return node == NULL || (node->kind == TREE_TEXT && !node->quoted &&
                               (node->text[0] == '\0' || text_equal(node->text, "~") ||
                                   text_equal(node->text, "null")));
}

/* Every reader asks every map for every key it knows: most differ in the first letter. */
static bool is_key(const char *a, const char *b)
{
    return a[0] == b[0] && strcmp(a, b) == 0;
}

const struct tree_node *tree_get(const struct tree_node *map, const char *key)
{
    if (map == NULL || map->kind != TREE_MAP)
        return NULL;
    for (const struct tree_node *node = map->first; node != NULL; node = node->next)
        if (is_key(node->key, key))
            return tree_is_null(node) ? NULL : node;
    return NULL;
}

void tree_fault(const struct tree_node *node, struct fault_list *faults, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    fault_add(faults, node->path, node->line, node->column, "%s", str_text(&text));
    str_fini(&text);
}

void tree_fault_at_key(
    const struct tree_node *node, struct fault_list *faults, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    if (node->key != NULL)
        fault_add(faults, node->path, node->key_line, node->key_column, "%s", str_text(&text));
    else
        fault_add(faults, node->path, node->line, node->column, "%s", str_text(&text));
    str_fini(&text);
}

static bool is_kind(
    const struct tree_node *node, enum tree_kind kind, const char *what, struct fault_list *faults)
{
    static const char *const wanted[] = {[TREE_TEXT] = N_("text"),
        [TREE_LIST] = N_("a list (\"- \" lines)"),
        [TREE_MAP] = N_("a map (\"name: value\" lines)")};

    if (node->kind == kind)
        return true;
    tree_fault(node, faults, "%s must be %s", _(what), _(wanted[kind]));
    return false;
}

bool tree_is_map(const struct tree_node *node, const char *what, struct fault_list *faults)
{
    return is_kind(node, TREE_MAP, what, faults);
}

bool tree_is_list(const struct tree_node *node, const char *what, struct fault_list *faults)
{
    return is_kind(node, TREE_LIST, what, faults);
}

bool tree_is_text(const struct tree_node *node, const char *what, struct fault_list *faults)
{
    return is_kind(node, TREE_TEXT, what, faults);
}

static bool is_known(const char *key, const char *const *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_key(key, known[i]))
            return true;
    return false;
}

enum { KEYS_TOLD_MOST = 12 };

/* With the nearest word, else with what is known, where that is short. */
static void tell_unknown(
    const struct tree_node *node, const char *const *known, size_t count, struct fault_list *faults)
{
    struct str words = {0};

    if (fault_nearest(node->key, known, count) || count > KEYS_TOLD_MOST) {
        tree_fault_at_key(node, faults, "\"%s\" is not known here", node->key);
        fault_suggest(faults, node->key, known, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        str_addf(&words, "%s%s", i ? ", " : "", known[i]);
    tree_fault_at_key(
        node, faults, "\"%s\" is not known here, only %s", node->key, str_text(&words));
    str_fini(&words);
}

bool tree_keys_known(
    const struct tree_node *map, const char *const *known, size_t count, struct fault_list *faults)
{
    bool all = true;

    if (map == NULL || map->kind != TREE_MAP)
        return true;
    for (const struct tree_node *node = map->first; node != NULL; node = node->next) {
        if (is_known(node->key, known, count))
            continue;
        tell_unknown(node, known, count, faults);
        all = false;
    }
    return all;
}

const struct tree_node *tree_need(
    const struct tree_node *map, const char *key, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);

    if (node == NULL)
        tree_fault(map, faults, "\"%s\" is missing", key);
    return node;
}

bool tree_is_misspelt(
    const struct tree_node *map, const char *key, const char *const *known, size_t count)
{
    for (const struct tree_node *node = map->first; node != NULL; node = node->next) {
        const char *nearest =
            is_known(node->key, known, count) ? NULL : fault_nearest(node->key, known, count);

        if (nearest != NULL && strcmp(nearest, key) == 0)
            return true;
    }
    return false;
}

const struct tree_node *tree_need_among(const struct tree_node *map, const char *key,
    const char *const *known, size_t count, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);

    if (node != NULL || tree_is_misspelt(map, key, known, count))
        return node;
    return tree_need(map, key, faults);
}

const char *tree_text_of(
    const struct tree_node *map, const char *key, const char *fallback, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);

    if (node == NULL || !tree_is_text(node, key, faults))
        return fallback;
    return node->text;
}

bool tree_read_bool(
    const struct tree_node *node, const char *what, bool *ret_value, struct fault_list *faults)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on"};
    size_t at = node->kind == TREE_TEXT ? text_place_nocase(node->text, words, COUNT_OF(words))
                                        : COUNT_OF(words);

    if (at == COUNT_OF(words)) {
        tree_fault(node, faults, "%s must be yes or no", what);
        return false;
    }
    *ret_value = at % 2 == 1;
    return true;
}

bool tree_bool_of(
    const struct tree_node *map, const char *key, bool fallback, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);
    bool value = fallback;

    return node != NULL && tree_read_bool(node, key, &value, faults) ? value : fallback;
}

/* `12%` is .12 */
static bool text_to_share(const char *text, double *ret_value)
{
    size_t len = strlen(text);
    char number[40];

    if (len < 2 || len > sizeof(number) || text[len - 1] != '%')
        return false;
    memcpy(number, text, len - 1);
    number[len - 1] = '\0';
    if (!text_to_real(number, ret_value))
        return false;
    *ret_value /= 100;
    return true;
}

static void range_fault(const struct tree_node *node, const char *what, const char *kind,
    struct tree_range range, struct fault_list *faults)
{
    struct str text = {0};

    str_addf(&text, _("%s must be %s"), _(what), kind);
    if (isfinite(range.least) && isfinite(range.most)) {
        struct str least = {0}, most = {0};

        str_add_real(&least, range.least);
        str_add_real(&most, range.most);
        str_addf(&text, _(" from %s to %s"), str_text(&least), str_text(&most));
        str_fini(&most);
        str_fini(&least);
    }
    if (node->kind == TREE_TEXT)
        str_addf(&text, _(", not \"%.80s\""), node->text);
    tree_fault(node, faults, "%s", str_text(&text));
    str_fini(&text);
}

bool tree_read_real(const struct tree_node *node, const char *what, struct tree_range range,
    double *ret_value, struct fault_list *faults)
{
    double value;

    if (node->kind == TREE_TEXT &&
        (text_to_real(node->text, &value) || text_to_share(node->text, &value)) &&
        value >= range.least && value <= range.most) {
        *ret_value = value;
        return true;
    }
    range_fault(node, what, _("a number"), range, faults);
    return false;
}

bool tree_read_int(const struct tree_node *node, const char *what, struct tree_range range,
    int *ret_value, struct fault_list *faults)
{
    long long value;

    if (node->kind == TREE_TEXT && text_to_int(node->text, &value) && value >= INT_MIN &&
        value <= INT_MAX && (double)value >= range.least && (double)value <= range.most) {
        *ret_value = (int)value;
        return true;
    }
    range_fault(node, what, _("a whole number"), range, faults);
    return false;
}

double tree_real_of(const struct tree_node *map, const char *key, double fallback,
    struct tree_range range, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);
    double value = fallback;

    return node != NULL && tree_read_real(node, key, range, &value, faults) ? value : fallback;
}

int tree_int_of(const struct tree_node *map, const char *key, int fallback, struct tree_range range,
    struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);
    int value = fallback;

    return node != NULL && tree_read_int(node, key, range, &value, faults) ? value : fallback;
}

static void word_fault(const struct tree_node *node, const char *key, struct tree_words words,
    struct fault_list *faults)
{
    struct str list = {0};

    for (size_t i = 0; i < words.count; i++)
        str_addf(&list, "%s%s",
            i == 0                 ? ""
            : i + 1 == words.count ? _(" or ")
                                   : ", ",
            words.words[i]);
    tree_fault(node, faults, "%s must be %s, not \"%.80s\"", key, str_text(&list), node->text);
    fault_suggest(faults, node->text, words.words, words.count);
    str_fini(&list);
}

int tree_word_of(const struct tree_node *map, const char *key, int fallback,
    struct tree_words words, struct fault_list *faults)
{
    const struct tree_node *node = tree_get(map, key);

    if (node == NULL)
        return fallback;
    for (size_t i = 0; i < words.count; i++)
        if (node->kind == TREE_TEXT && text_equal_nocase(node->text, words.words[i]))
            return (int)i;
    word_fault(node, key, words, faults);
    return fallback;
}

const char *const *tree_texts_of(const struct tree_node *map, const char *key, struct arena *arena,
    int *ret_count, struct fault_list *faults)
{
    const struct tree_node *list = tree_get(map, key);
    const char **texts;

    *ret_count = 0;
    if (list == NULL || (list->kind == TREE_MAP && !tree_is_list(list, key, faults)))
        return NULL;
    texts = arena_alloc_array(arena, (size_t)list->count + 1, sizeof(*texts));
    if (list->kind == TREE_TEXT)
        texts[(*ret_count)++] = list->text;
    for (const struct tree_node *node = list->first; node != NULL; node = node->next)
        if (tree_is_text(node, key, faults))
            texts[(*ret_count)++] = node->text;
    return texts;
}
