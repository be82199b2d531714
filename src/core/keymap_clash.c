/* Keys that are bound and never reached. */
#include <string.h>
#include "base/attributes.h"
#include "base/text.h"
#include "core/keymap.h"

static bool begins(const struct key_sequence *sequence, const struct key_sequence *start)
{
    return sequence->count >= start->count &&
           !memcmp(sequence->keys, start->keys, (size_t)start->count * sizeof(key_code));
}

/* One of them is the beginning of the other. */
static bool is_in_the_way(const struct key_sequence *a, const struct key_sequence *b)
{
    return a->count != b->count && (begins(a, b) || begins(b, a));
}

/* Where one types, nothing else is asked. */
static bool is_typing(const char *section)
{
    static const char *const typing[] = {"prompt", "form", "picker", "composer"};

    return text_is_one_of(section, typing, COUNT_OF(typing));
}

/* Is `later` asked after `section`? Screens are asked first, then list, then global. */
static bool comes_after(const char *section, const char *later)
{
    if (is_typing(section) || text_equal(section, "global"))
        return false;
    return text_equal(later, "global") ||
           (text_equal(later, "list") && !text_equal(section, "list"));
}

/* `sort`, `sort health`, `sort-then`: a screen goes on from there. */
static bool is_same_verb(const char *a, const char *b)
{
    size_t len = strcspn(a, " -");

    return strcspn(b, " -") == len && !strncmp(a, b, len);
}

size_t keymap_hides(const struct keymap *keymap, const struct keymap_binding *binding,
    const struct keymap_binding **ret_first)
{
    size_t count = 0;

    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *other = &keymap->bindings.items[i];

        if (!comes_after(binding->section, other->section) ||
            !is_in_the_way(&binding->sequence, &other->sequence) ||
            is_same_verb(binding->command, other->command))
            continue;
        if (count++ == 0)
            *ret_first = other;
    }
    return count;
}

const struct keymap_binding *keymap_hidden_by(
    const struct keymap *keymap, const struct keymap_binding *binding)
{
    if (!text_equal(binding->section, "global"))
        return NULL;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *other = &keymap->bindings.items[i];

        if (text_equal(other->section, "list") && (begins(&binding->sequence, &other->sequence) ||
                                                      begins(&other->sequence, &binding->sequence)))
            return other;
    }
    return NULL;
}
