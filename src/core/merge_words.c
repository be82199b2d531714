/* Words of a column: a file says the same few over and over, and each is looked up in the maps
 * once.
 */
#include <string.h>
#include "base/str.h"
#include "merge_internal.h"

#define SLOTS 64
#define LONGEST_WORD 40

struct merge_words {
    struct arena *arena;
    const char *met[SLOTS], *ours[SLOTS];
};

struct merge_words *merge_words_new(struct arena *arena)
{
    struct merge_words *words = arena_alloc(arena, sizeof(*words));

    words->arena = arena;
    return words;
}

static size_t slot_of(const char *word, size_t len)
{
    uint64_t hash = len;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)word[i]) * UINT64_C(1099511628211);
    return (size_t)(hash >> 32) % SLOTS;
}

const char *merge_word(
    const struct merge_plan *plan, const struct merge_column *column, const char *word)
{
    struct merge_words *words = column->words;
    size_t len = strlen(word), slot = slot_of(word, len);
    const char *ours;

    if (words->met[slot] != NULL && strcmp(words->met[slot], word) == 0)
        return words->ours[slot];
    ours = map_word(plan->map, plan->kind, column->field, word);
    if (words->met[slot] != NULL || len > LONGEST_WORD)
        return ours;
    words->met[slot] = arena_copy_bytes(words->arena, word, len);
    words->ours[slot] = ours == word ? words->met[slot] : ours;
    return words->ours[slot];
}
