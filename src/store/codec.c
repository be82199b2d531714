/* Values under a mask as bytes, for the journal: the mask, then a value a bit from the lowest.
 * Integers are zigzag, seven bits a byte; text is its length and bytes; a real is its eight bytes,
 * lowest first. */
#include "store_internal.h"

#include <string.h>

static void pack_unsigned(struct str *out, uint64_t number)
{
    while (number >= 0x80) {
        str_add_char(out, (char)(unsigned char)(number | 0x80));
        number >>= 7;
    }
    str_add_char(out, (char)(unsigned char)number);
}

static bool unpack_unsigned(
    const unsigned char **at, const unsigned char *end, uint64_t *ret_number)
{
    uint64_t number = 0;

    for (int shift = 0; *at < end && shift < 64; shift += 7) {
        unsigned char byte = *(*at)++;

        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *ret_number = number;
            return true;
        }
    }
    return false;
}

void store_pack_integer(struct str *out, int64_t integer)
{
    uint64_t doubled = (uint64_t)integer << 1;

    pack_unsigned(out, integer < 0 ? ~doubled : doubled);
}

bool store_unpack_integer(const unsigned char **at, const unsigned char *end, int64_t *ret_integer)
{
    uint64_t number;

    if (!unpack_unsigned(at, end, &number))
        return false;
    *ret_integer = (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
    return true;
}

static void pack_real(struct str *out, double real)
{
    uint64_t bits;

    memcpy(&bits, &real, sizeof(bits));
    for (int i = 0; i < 8; i++)
        str_add_char(out, (char)(unsigned char)(bits >> (8 * i)));
}

static bool unpack_real(const unsigned char **at, const unsigned char *end, double *ret_real)
{
    uint64_t bits = 0;

    if (end - *at < 8)
        return false;
    for (int i = 0; i < 8; i++)
        bits |= (uint64_t) * (*at)++ << (8 * i);
    memcpy(ret_real, &bits, sizeof(bits));
    return true;
}

static void pack_value(struct str *out, struct value value)
{
    str_add_char(out, (char)value.type);
    switch (value.type) {
    case VALUE_UNKNOWN: return;
    case VALUE_INTEGER: store_pack_integer(out, value.integer); return;
    case VALUE_REAL: pack_real(out, value.real); return;
    case VALUE_TEXT:
        pack_unsigned(out, strlen(value.text));
        str_add(out, value.text);
        return;
    }
}

static bool unpack_text(
    const unsigned char **at, const unsigned char *end, struct arena *arena, const char **ret_text)
{
    uint64_t len;

    if (!unpack_unsigned(at, end, &len) || len > (uint64_t)(end - *at))
        return false;
    *ret_text = arena_copy_bytes(arena, (const char *)*at, (size_t)len);
    *at += len;
    return true;
}

static bool unpack_value(const unsigned char **at, const unsigned char *end, struct arena *arena,
    struct value *ret_value)
{
    unsigned type;

    if (*at >= end)
        return false;
    type = *(*at)++;
    ret_value->type = (enum value_type)type;
    switch (type) {
    case VALUE_UNKNOWN: return true;
    case VALUE_INTEGER: return store_unpack_integer(at, end, &ret_value->integer);
    case VALUE_REAL: return unpack_real(at, end, &ret_value->real);
    case VALUE_TEXT: return unpack_text(at, end, arena, &ret_value->text);
    default: return false;
    }
}

void store_pack(struct str *out, uint64_t mask, const struct value *values, int count)
{
    pack_unsigned(out, mask);
    for (int field = 0; field < count; field++)
        if (mask & (UINT64_C(1) << field))
            pack_value(out, values[field]);
}

bool store_unpack(const void *bytes, size_t len, struct arena *arena, uint64_t *ret_mask,
    struct value *values, int count)
{
    const unsigned char *at = bytes, *end;

    if (bytes == NULL)
        return false;
    end = at + len;
    if (!unpack_unsigned(&at, end, ret_mask))
        return false;
    for (int field = 0; field < 64; field++) {
        if (!(*ret_mask & (UINT64_C(1) << field)))
            continue;
        if (field >= count || !unpack_value(&at, end, arena, &values[field]))
            return false;
    }
    return at == end;
}
