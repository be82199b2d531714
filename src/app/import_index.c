/* Hashes of texts, each with a number: ids of a file, accounts of the book. Texts are not kept, so
 * that a million rows take some 17 MB; 64 well mixed bits make two alike unlikely (1 in 10^7
 * books). It stands in many small tables, since one large one would stand in memory twice while it
 * grows. */
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/text.h"
#include "import_internal.h"

#define PARTS 64
#define ROOM_FIRST 16

struct slot {
    uint32_t low, high; /* of the hash; both 0: free */
    int32_t value;
};
struct import_index_part {
    struct slot *slots;
    uint32_t room, count;
};

void import_index_fini(struct import_index *index)
{
    for (int i = 0; index->parts != NULL && i < PARTS; i++)
        free(index->parts[i].slots);
    free(index->parts);
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

/* The slot of a hash, or the free one where it would stand. Hashes of keys are not mixed. */
static struct slot *slot_of(const struct import_index_part *part, uint64_t hash)
{
    uint64_t spread = (hash * UINT64_C(0x9e3779b97f4a7c15)) >> 32;
    uint32_t at = (uint32_t)((spread * part->room) >> 32);
    uint32_t low = (uint32_t)hash, high = (uint32_t)(hash >> 32);

    for (;;) {
        struct slot *slot = &part->slots[at];

        if ((slot->low == low && slot->high == high) || (slot->low | slot->high) == 0)
            return slot;
        at = at + 1 < part->room ? at + 1 : 0;
    }
}

/* By half: what is free for the time being is memory too. */
static void grow(struct import_index_part *part)
{
    struct import_index_part larger = {
        .room = part->room > 0 ? part->room + part->room / 2 : ROOM_FIRST, .count = part->count};

    larger.slots = mem_alloc_array(larger.room, sizeof(*larger.slots));
    for (uint32_t i = 0; i < part->room; i++) {
        const struct slot *slot = &part->slots[i];

        if ((slot->low | slot->high) != 0)
            *slot_of(&larger, (uint64_t)slot->high << 32 | slot->low) = *slot;
    }
    free(part->slots);
    *part = larger;
}

static struct import_index_part *part_of(const struct import_index *index, uint64_t hash)
{
    return &index->parts[(hash * UINT64_C(0xd6e8feb86659fd93)) >> 58];
}

int32_t *import_index_at(struct import_index *index, uint64_t hash)
{
    struct import_index_part *part;
    struct slot *slot;

    if (index->parts == NULL)
        index->parts = mem_alloc_array(PARTS, sizeof(*index->parts));
    part = part_of(index, hash);
    if (part->count >= part->room - part->room / 5)
        grow(part);
    slot = slot_of(part, hash);
    if ((slot->low | slot->high) == 0) {
        slot->low = (uint32_t)hash;
        slot->high = (uint32_t)(hash >> 32);
        part->count++;
        index->count++;
    }
    return &slot->value;
}

int64_t import_index_get(const struct import_index *index, uint64_t hash)
{
    const struct import_index_part *part;

    if (index->parts == NULL)
        return 0;
    part = part_of(index, hash);
    return part->room > 0 ? slot_of(part, hash)->value : 0;
}

void import_index_put(struct import_index *index, uint64_t hash, int64_t key)
{
    int32_t *value = import_index_at(index, hash);

    BUG_ON(key > INT32_MAX);
    *value = *value == 0 || *value == key ? (int32_t)key : IMPORT_TWICE;
}
