/* Hashes of texts, each with a number: ids of a file, accounts of the book. Texts are not kept, so
 * a million rows take 32 MB at most; 64 well mixed bits make two alike unlikely (1 in 10^7 books).
 */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "import_internal.h"

void import_index_fini(struct import_index *index)
{
    free(index->hashes);
    free(index->values);
    *index = (struct import_index){0};
}

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 33;
    hash *= UINT64_C(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    hash *= UINT64_C(0xc4ceb9fe1a85ec53);
    hash ^= hash >> 33;
    return hash != 0 ? hash : 1;
}

static uint64_t add_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

uint64_t import_hash(const char *text)
{
    return mix(add_text(UINT64_C(14695981039346656037), text));
}

uint64_t import_hash_parts(const int64_t numbers[2], const char *a, const char *b)
{
    uint64_t hash = mix((uint64_t)numbers[0]) * 31 + mix(~(uint64_t)numbers[1]);

    hash = mix(add_text(hash, a));
    return mix(add_text(hash, b));
}

uint64_t import_hash_folded(const char *text)
{
    struct str folded = {0};
    uint64_t hash;

    text_fold(&folded, text);
    hash = import_hash(str_text(&folded));
    str_fini(&folded);
    return hash;
}

/* The slot of a hash, or the free one where it would stand. */
static size_t slot_of(const struct import_index *index, uint64_t hash)
{
    size_t slot = hash & (index->room - 1);

    while (index->hashes[slot] != 0 && index->hashes[slot] != hash)
        slot = (slot + 1) & (index->room - 1);
    return slot;
}

static void grow(struct import_index *index)
{
    struct import_index larger = {.room = index->room > 0 ? index->room * 2 : 1024};

    larger.hashes = mem_alloc_array(larger.room, sizeof(*larger.hashes));
    larger.values = mem_alloc_array(larger.room, sizeof(*larger.values));
    larger.count = index->count;
    for (size_t i = 0; i < index->room; i++) {
        size_t slot;

        if (index->hashes[i] == 0)
            continue;
        slot = slot_of(&larger, index->hashes[i]);
        larger.hashes[slot] = index->hashes[i];
        larger.values[slot] = index->values[i];
    }
    import_index_fini(index);
    *index = larger;
}

int64_t *import_index_at(struct import_index *index, uint64_t hash)
{
    size_t slot;

    if (index->count * 4 >= index->room * 3)
        grow(index);
    slot = slot_of(index, hash);
    index->count += index->hashes[slot] == 0;
    index->hashes[slot] = hash;
    return &index->values[slot];
}

int64_t import_index_get(const struct import_index *index, uint64_t hash)
{
    size_t slot;

    if (index->room == 0)
        return 0;
    slot = slot_of(index, hash);
    return index->hashes[slot] == hash ? index->values[slot] : 0;
}

void import_index_put(struct import_index *index, uint64_t hash, int64_t key)
{
    int64_t *value = import_index_at(index, hash);

    *value = *value == 0 || *value == key ? key : IMPORT_TWICE;
}
