#include "files/theme_file.h"

#include <stdio.h>
#include <string.h>
#include "base/attributes.h"
#include "base/str.h"
#include "base/words.h"
#include "files/yaml_tree.h"

/* `COLOUR on COLOUR bold`, each part where it is wanted. */
struct look {
    bool has_foreground, has_background;
    int16_t foreground, background;
    uint8_t attributes;
};

static const char *const colour_names[] = {"black", "red", "green", "yellow", "blue", "magenta",
    "cyan", "white", "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue",
    "bright-magenta", "bright-cyan", "bright-white"};

static const struct {
    const char *name;
    uint8_t bit;
} attribute_names[] = {
    {"bold", ATTRIBUTE_BOLD},
    {"underline", ATTRIBUTE_UNDERLINE},
    {"reverse", ATTRIBUTE_REVERSE},
};

static bool read_colour(const char *word, int16_t *ret_colour)
{
    size_t named = text_place(word, colour_names, COUNT_OF(colour_names));
    long long number;
    if (text_equal(word, "default")) {
        *ret_colour = COLOUR_DEFAULT;
        return true;
    }
    if (named < COUNT_OF(colour_names)) {
        *ret_colour = (int16_t)named;
        return true;
    }
    if (!text_to_int(word, &number) || number < 0 || number > 255)
        return false;
    *ret_colour = (int16_t)number;
    return true;
}

static bool read_attribute(const char *word, uint8_t *attributes)
{
    for (size_t i = 0; i < COUNT_OF(attribute_names); i++) {
        if (text_equal(word, attribute_names[i].name)) {
            *attributes |= attribute_names[i].bit;
            return true;
        }
    }
    return false;
}

/* after_on: the word before was `on`. */
static bool read_word(const char *word, bool after_on, struct look *look)
{
    if (after_on) {
        look->has_background = read_colour(word, &look->background);
        return look->has_background;
    }
    if (!look->has_foreground && read_colour(word, &look->foreground)) {
        look->has_foreground = true;
        return true;
    }
    return read_attribute(word, &look->attributes);
}

static bool read_look(
    const struct tree_node *node, struct look *ret_look, struct fault_list *faults)
{
    struct look look = {.foreground = COLOUR_DEFAULT, .background = COLOUR_DEFAULT};
    bool after_on = false;
    if (!tree_is_text(node, node->key, faults))
        return false;
    for (const char *at = node->text; *at != '\0';) {
        char word[24];
        size_t len = strcspn(at, " ");
        snprintf(word, sizeof(word), "%.*s", (int)len, at);
        at += len + strspn(at + len, " ");
        if (len > 0 && !after_on && text_equal(word, "on")) {
            after_on = true;
        } else if (len > 0 && !read_word(word, after_on, &look)) {
            tree_fault(node, faults,
                "'%s' is no colour: a number from 0 to 255, red, bright-blue, default; then bold, "
                "underline or reverse",
                word);
            return false;
        } else {
            after_on = false;
        }
    }
    if (after_on)
        tree_fault(node, faults, "a colour is missing after 'on'");
    *ret_look = look;
    return !after_on;
}

/* Each role as its elder, until the file says otherwise; elders come first in the table. */
static void derive_roles(struct theme_depth *depth, const bool *is_named)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        uint8_t added;
        enum role parent = role_parent((enum role)i, &added);
        if (is_named[i])
            continue;
        if ((int)parent == i)
            depth->roles[i] = (struct theme_ink){COLOUR_DEFAULT, 0};
        else
            depth->roles[i] = depth->roles[parent];
        depth->roles[i].attributes |= added;
    }
}

static void add_suggestion(const char *word, struct fault_list *faults)
{
    const char *known[ROLE_COUNT + GROUND_COUNT];
    for (int i = 0; i < ROLE_COUNT; i++)
        known[i] = role_name((enum role)i);
    for (int i = 0; i < GROUND_COUNT; i++)
        known[ROLE_COUNT + i] = ground_name((enum ground)i);
    fault_suggest(faults, word, known, COUNT_OF(known));
}

/* What the file says itself. */
struct named {
    bool roles[ROLE_COUNT], backgrounds[GROUND_COUNT];
};

static bool read_row(const struct tree_node *node, struct theme_depth *depth, struct named *named,
    struct fault_list *faults)
{
    struct look look;
    enum role role;
    enum ground ground;
    if (role_from_name(node->key, &role)) {
        if (!read_look(node, &look, faults))
            return false;
        if (look.has_background) {
            tree_fault(node, faults, "a role has no ground of its own; name the ground instead");
            return false;
        }
        depth->roles[role] = (struct theme_ink){look.foreground, look.attributes};
        named->roles[role] = true;
        return true;
    }
    if (!ground_from_name(node->key, &ground)) {
        tree_fault_at_key(node, faults, "'%s' is neither a role nor a ground", node->key);
        add_suggestion(node->key, faults);
        return false;
    }
    if (!read_look(node, &look, faults))
        return false;
    depth->grounds[ground] = (struct theme_ground){
        look.has_foreground ? look.foreground : COLOUR_KEEP, look.background, look.attributes};
    named->backgrounds[ground] = look.has_background;
    return true;
}

/* A ground that names no colour of its own is that of the screen: beside a painted one the
 * terminal's own might be anything. */
static void settle_grounds(struct theme_depth *depth, const bool *is_named)
{
    for (int i = 0; i < GROUND_COUNT; i++)
        if (!is_named[i])
            depth->grounds[i].background = depth->grounds[GROUND_SCREEN].background;
}

static bool read_depth(
    const struct tree_node *map, struct theme_depth *ret_depth, struct fault_list *faults)
{
    static const struct theme_ground plain = {COLOUR_KEEP, COLOUR_DEFAULT, 0};
    struct theme_depth depth;
    struct named named = {0};
    bool is_good = true;
    memset(&depth, 0, sizeof(depth));
    for (int i = 0; i < GROUND_COUNT; i++)
        depth.grounds[i] = plain;
    depth.grounds[GROUND_SELECTION].attributes = ATTRIBUTE_REVERSE;
    depth.grounds[GROUND_SELECTION_UNFOCUSED].attributes = ATTRIBUTE_BOLD;
    if (map != NULL && !tree_is_map(map, map->key, faults))
        return false;
    for (const struct tree_node *node = map ? map->first : NULL; node != NULL; node = node->next)
        is_good &= read_row(node, &depth, &named, faults);
    derive_roles(&depth, named.roles);
    settle_grounds(&depth, named.backgrounds);
    *ret_depth = depth;
    return is_good;
}

static int readable_on(int background)
{
    return colour_contrast(231, background) > colour_contrast(16, background) ? 231 : 16;
}

/* Only where both colours are known. A flat ground has one foreground for all roles. */
static void lift_contrast(
    const struct tree_node *map, struct theme_depth *depth, struct fault_list *faults)
{
    for (int i = 0; map != NULL && i < ROLE_COUNT; i++) {
        struct theme_ink *ink = &depth->roles[i];
        int background = depth->grounds[GROUND_SCREEN].background;
        if (ink->colour < 0 || background < 0 ||
            colour_contrast(ink->colour, background) >= role_floor((enum role)i))
            continue;
        const struct tree_node *node = tree_get(map, role_name((enum role)i));
        tree_fault(node ? node : map, faults,
            "%s: colour %d on %d cannot be read (%.1f to 1, not %.1f); %d is taken",
            role_name((enum role)i), ink->colour, background,
            colour_contrast(ink->colour, background), role_floor((enum role)i),
            readable_on(background));
        ink->colour = (int16_t)readable_on(background);
    }
}

bool theme_file_read(const char *name, const char *path, const char *text, size_t len,
    struct theme *ret_theme, struct fault_list *faults)
{
    static const char *const known[] = {"about", "colours-256", "colours-16"};
    struct arena arena = {0};
    const struct tree_node *root = NULL;
    struct theme theme;
    memset(&theme, 0, sizeof(theme));
    bool is_good = tree_parse(path, text, len, &arena, faults, &root);
    if (is_good && root != NULL)
        is_good = tree_is_map(root, _("a theme"), faults) &&
                  tree_keys_known(root, known, COUNT_OF(known), faults);
    if (is_good) {
        snprintf(theme.name, sizeof(theme.name), "%s", name);
        snprintf(theme.about, sizeof(theme.about), "%s", tree_text_of(root, "about", "", faults));
        is_good = read_depth(tree_get(root, "colours-256"), &theme.full, faults);
        is_good &= read_depth(tree_get(root, "colours-16"), &theme.sixteen, faults);
    }
    if (is_good) {
        lift_contrast(tree_get(root, "colours-256"), &theme.full, faults);
        *ret_theme = theme;
    }
    arena_fini(&arena);
    return is_good;
}
