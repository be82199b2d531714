/* Bytes of a JSON file, block by block, with line and column. */
#include <stdlib.h>
#include <string.h>
#include "json_internal.h"

#define BLOCK (256 * 1024)

void json_scan_init(struct json_scan *scan, const struct csv_source *source)
{
    *scan = (struct json_scan){.source = source, .buffer = mem_alloc(BLOCK)};
    json_scan_go(scan, (struct json_place){source->start, source->start, 1});
}

void json_scan_fini(struct json_scan *scan)
{
    free(scan->buffer);
    scan->buffer = NULL;
}

struct json_place json_scan_place(const struct json_scan *scan)
{
    return (struct json_place){scan->offset + (off_t)scan->at, scan->line_start, scan->line};
}

int json_scan_peek(struct json_scan *scan)
{
    ssize_t got;

    if (scan->at < scan->len)
        return (unsigned char)scan->buffer[scan->at];
    scan->offset += (off_t)scan->len;
    scan->len = scan->at = 0;
    got = csv_source_read(scan->source, scan->buffer, BLOCK, scan->offset);
    if (got <= 0) {
        scan->failed |= got < 0;
        return -1;
    }
    scan->len = (size_t)got;
    return (unsigned char)scan->buffer[0];
}

void json_scan_go(struct json_scan *scan, struct json_place place)
{
    scan->offset = place.offset;
    scan->len = scan->at = 0;
    scan->line = place.line;
    scan->line_start = place.line_start;
    (void)json_scan_peek(scan);
}

void json_scan_skip(struct json_scan *scan)
{
    if (scan->buffer[scan->at] == '\n') {
        scan->line++;
        scan->line_start = scan->offset + (off_t)scan->at + 1;
    }
    scan->at++;
}

int json_scan_token(struct json_scan *scan)
{
    int byte = json_scan_peek(scan);

    while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        json_scan_skip(scan);
        byte = json_scan_peek(scan);
    }
    return byte;
}

struct cutting {
    int depth;
    bool in_text, escaped;
};

/* Does the value end behind this byte? */
static bool ends_with(struct cutting *cutting, int byte)
{
    if (cutting->in_text) {
        bool closes = byte == '"' && !cutting->escaped;

        cutting->escaped = byte == '\\' && !cutting->escaped;
        cutting->in_text = !closes;
        return closes && cutting->depth == 0;
    }
    if (byte == '"')
        cutting->in_text = true;
    else if (byte == '{' || byte == '[')
        cutting->depth++;
    else if (byte == '}' || byte == ']')
        return --cutting->depth <= 0;
    return false;
}

static bool ends_before(const struct cutting *cutting, int byte)
{
    return !cutting->in_text && cutting->depth == 0 && strchr(",]} \t\r\n", byte) != NULL;
}

bool json_scan_value(struct json_scan *scan, struct str *out, size_t most, bool *ret_too_long)
{
    struct cutting cutting = {0};
    bool bare = true, too_long = false;
    int byte;

    str_clear(out);
    while ((byte = json_scan_peek(scan)) >= 0) {
        bool ends;

        bare = bare && cutting.depth == 0 && !cutting.in_text && byte != '"';
        if (ends_before(&cutting, byte))
            break;
        ends = ends_with(&cutting, byte);
        too_long = too_long || out->len >= most;
        if (!too_long)
            str_add_char(out, (char)byte);
        json_scan_skip(scan);
        if (ends)
            break;
    }
    *ret_too_long = too_long;
    return byte >= 0 || (bare && cutting.depth == 0 && !scan->failed);
}

bool json_scan_fault(const struct json_scan *scan, const char *what, struct error *err)
{
    struct json_place place = json_scan_place(scan);

    if (scan->failed)
        return error_set(err, ERROR_IO, "cannot be read");
    return error_set_at(
        err, ERROR_REFUSED, "", place.line, (int)(place.offset - place.line_start) + 1, "%s", what);
}
