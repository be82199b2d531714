#include "core/keymap.h"

#include <string.h>
#include "base/str.h"

void keymap_fini(struct keymap *keymap)
{
    if (keymap == NULL)
        return;
    array_fini(&keymap->bindings);
    arena_fini(&keymap->arena);
}

/* Does the sequence begin with all keys of the start? */
static bool begins(const struct key_sequence *sequence, const struct key_sequence *start)
{
    return sequence->count >= start->count &&
           memcmp(sequence->keys, start->keys, (size_t)start->count * sizeof(key_code)) == 0;
}

static bool refuse_overlap(const struct keymap_binding *other, const char *keys, struct error *err)
{
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM];
    return error_set(err, ERROR_USAGE,
        "'%s' and '%s' cannot both be bound in %s; unbind one with off", keys,
        key_sequence_text(&other->sequence, text, sizeof(text)), other->section);
}

static void remove_binding(struct keymap *keymap, size_t at)
{
    struct keymap_binding *items = keymap->bindings.items;
    keymap->bindings.count--;
    memmove(&items[at], &items[at + 1], (keymap->bindings.count - at) * sizeof(*items));
}

/* One begins with the other, or they are the same. */
static bool overlaps(const struct key_sequence *a, const struct key_sequence *b)
{
    return begins(a, b) || begins(b, a);
}

/* Takes out what the new binding replaces; false: another of its own layer is in the way. */
static bool make_way(struct keymap *keymap, const struct keymap_binding *added, bool is_off,
    const char *keys, struct error *err)
{
    for (size_t i = 0; i < keymap->bindings.count;) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];
        bool is_same = binding->sequence.count == added->sequence.count;
        bool is_hit = text_equal(binding->section, added->section) &&
                      overlaps(&binding->sequence, &added->sequence) && (is_same || !is_off);
        if (is_hit && !is_same && binding->layer == added->layer)
            return refuse_overlap(binding, keys, err);
        if (is_hit)
            remove_binding(keymap, i);
        else
            i++;
    }
    return true;
}

bool keymap_bind(struct keymap *keymap, const char *section, const char *keys, const char *command,
    struct error *err)
{
    struct keymap_binding added = {.section = section, .layer = keymap->layer};
    bool is_off = text_equal(command, "off");
    if (!key_sequence_parse(keys, &added.sequence, err) ||
        !make_way(keymap, &added, is_off, keys, err))
        return false;
    if (is_off)
        return true;
    added.section = arena_copy_text(&keymap->arena, section);
    added.command = arena_copy_text(&keymap->arena, command);
    ARRAY_PUSH(&keymap->bindings, added);
    return true;
}

static enum keymap_answer find_in_section(const struct keymap *keymap, const char *section,
    const struct key_sequence *pressed, const char **ret_command)
{
    enum keymap_answer answer = KEYMAP_NONE;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];
        if (binding->sequence.keys[0] != pressed->keys[0] || /* most end here */
            !begins(&binding->sequence, pressed) || strcmp(binding->section, section) != 0)
            continue;
        if (binding->sequence.count == pressed->count) {
            *ret_command = binding->command;
            return KEYMAP_COMMAND;
        }
        answer = KEYMAP_PREFIX;
    }
    return answer;
}

enum keymap_answer keymap_find(const struct keymap *keymap, const struct keymap_sections *sections,
    const struct key_sequence *pressed, const char **ret_command)
{
    for (int i = 0; i < sections->count; i++) {
        enum keymap_answer answer =
            find_in_section(keymap, sections->names[i], pressed, ret_command);
        if (answer != KEYMAP_NONE)
            return answer;
    }
    return KEYMAP_NONE;
}

static bool is_among(
    const struct keymap_binding *const *found, size_t count, const struct key_sequence *sequence)
{
    for (size_t i = 0; i < count; i++)
        if (found[i]->sequence.count == sequence->count && begins(&found[i]->sequence, sequence))
            return true;
    return false;
}

size_t keymap_continuations(const struct keymap *keymap, const struct keymap_sections *sections,
    const struct key_sequence *prefix, const struct keymap_binding **ret_found, size_t room)
{
    size_t count = 0;
    for (int s = 0; s < sections->count; s++) {
        for (size_t i = 0; i < keymap->bindings.count; i++) {
            const struct keymap_binding *binding = &keymap->bindings.items[i];
            if (binding->sequence.count == prefix->count || !begins(&binding->sequence, prefix) ||
                strcmp(binding->section, sections->names[s]) != 0 ||
                is_among(ret_found, count < room ? count : room, &binding->sequence))
                continue;
            if (count < room)
                ret_found[count] = binding;
            count++;
        }
    }
    return count;
}

const struct keymap_binding *keymap_for_command(
    const struct keymap *keymap, const struct keymap_sections *sections, const char *command)
{
    for (int s = 0; s < sections->count; s++) {
        for (size_t i = 0; i < keymap->bindings.count; i++) {
            const struct keymap_binding *binding = &keymap->bindings.items[i];
            const char *running = NULL;
            if (binding->command[0] == command[0] && strcmp(binding->command, command) == 0 &&
                strcmp(binding->section, sections->names[s]) == 0 &&
                keymap_find(keymap, sections, &binding->sequence, &running) == KEYMAP_COMMAND &&
                running == binding->command)
                return binding;
        }
    }
    return NULL;
}
