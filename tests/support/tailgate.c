#include "support/tailgate.h"
#include <stdbool.h>
#include <string.h>

#define HELD_MOST 65536 /* a string longer than this is passed on as it is */

/* Bytes that the UTF-8 character with this first byte should have; 1 for what is none. */
static size_t character_bytes(unsigned char first)
{
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 1;
}

/* The length of the character at bytes; 0 when it is unfinished. */
static size_t character_length(const char *bytes, size_t len)
{
    size_t whole = character_bytes((unsigned char)bytes[0]);
    for (size_t i = 1; i < whole; i++) {
        if (i == len)
            return 0;
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return i;
    }
    return whole;
}

/* The length of the string sequence whose body starts at bytes + 2; 0 when it has no end yet. */
static size_t string_length(const char *bytes, size_t len)
{
    for (size_t i = 2; i < len; i++) {
        if (bytes[i] == '\a' && bytes[1] == ']')
            return i + 1;
        if (bytes[i] == '\033' && i + 1 < len)
            return bytes[i + 1] == '\\' ? i + 2 : i;
    }
    return 0;
}

/* The length of the next indivisible part; 0 when it is unfinished. */
static size_t part_length(const char *bytes, size_t len)
{
    if (bytes[0] != '\033')
        return character_length(bytes, len);
    if (len == 1)
        return 0;
    bool is_string = strchr("]PX^_", bytes[1]) && bytes[1];
    return is_string ? string_length(bytes, len) : 2;
}

void tailgate_feed(struct tailgate *gate, const char *bytes, size_t len, struct str *out)
{
    str_add_bytes(&gate->held, bytes, len);
    size_t done = 0;
    while (done < gate->held.len) {
        size_t part = part_length(gate->held.data + done, gate->held.len - done);
        if (part == 0)
            break;
        done += part;
    }
    if (gate->held.len - done > HELD_MOST)
        done = gate->held.len;
    if (done > 0) {
        str_add_bytes(out, gate->held.data, done);
        str_remove(&gate->held, 0, done);
    }
}

void tailgate_flush(struct tailgate *gate, struct str *out)
{
    if (gate->held.len > 0)
        str_add_bytes(out, gate->held.data, gate->held.len);
    str_clear(&gate->held);
}

void tailgate_fini(struct tailgate *gate)
{
    str_fini(&gate->held);
}
