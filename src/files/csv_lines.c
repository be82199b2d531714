/* Physical lines, ended by LF, CR or CRLF, in steady memory. */
#include "csv_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

#define BLOCK (256 * 1024)

void csv_lines_init(struct csv_lines *lines, const struct csv_source *source)
{
    *lines = (struct csv_lines){.source = source, .offset = source->start, .room = BLOCK};
    lines->buffer = mem_alloc(lines->room);
}

void csv_lines_fini(struct csv_lines *lines)
{
    free(lines->buffer);
    lines->buffer = NULL;
}

void csv_lines_seek(struct csv_lines *lines, off_t offset, int number)
{
    lines->offset = offset;
    lines->len = lines->at = 0;
    lines->number = number;
}

/* Makes room behind what is not given yet, and reads a block; *ret_more false at the end. */
static bool fill(struct csv_lines *lines, bool *ret_more, struct error *err)
{
    ssize_t got;

    memmove(lines->buffer, lines->buffer + lines->at, lines->len - lines->at);
    lines->offset += (off_t)lines->at;
    lines->len -= lines->at;
    lines->at = 0;
    if (lines->room - lines->len < BLOCK / 2) {
        lines->room *= 2;
        lines->buffer = mem_resize(lines->buffer, lines->room, 1);
    }
    got = csv_source_read(lines->source, lines->buffer + lines->len, lines->room - lines->len,
        lines->offset + (off_t)lines->len);
    if (got < 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    lines->len += (size_t)got;
    *ret_more = got > 0;
    return true;
}

/* The first line end in these bytes, or NULL. Looked for in growing windows: a file with CR alone
 * must not be searched for an LF to its end at each line. */
static const char *find_break(const char *bytes, size_t len)
{
    for (size_t done = 0, window = 256; done < len; done += window, window *= 2) {
        size_t rest = len - done < window ? len - done : window;
        const char *feed = memchr(bytes + done, '\n', rest);
        const char *back =
            memchr(bytes + done, '\r', feed != NULL ? (size_t)(feed - bytes) - done : rest);

        if (back != NULL || feed != NULL)
            return back != NULL ? back : feed;
    }
    return NULL;
}

/* The length of the line at `at` with its end, as far as the buffer goes; 0: its end is not here.
 */
static size_t find_end(const struct csv_lines *lines, size_t from, bool at_end)
{
    const char *start = lines->buffer + lines->at, *end = lines->buffer + lines->len;
    const char *found = find_break(start + from, (size_t)(end - start) - from);

    if (found == NULL)
        return at_end ? (size_t)(end - start) : 0;
    if (*found == '\n')
        return (size_t)(found - start) + 1;
    if (found + 1 < end)
        return (size_t)(found - start) + (found[1] == '\n' ? 2 : 1);
    return at_end ? (size_t)(found - start) + 1 : 0;
}

static void give(struct csv_lines *lines, size_t len, struct csv_line *ret_line)
{
    *ret_line = (struct csv_line){lines->buffer + lines->at, len,
        lines->offset + (off_t)(lines->at + len), ++lines->number, false};
    lines->at += len;
}

/* Drops the rest of a line over the limit: nothing of it is kept but its beginning. */
static bool skip_rest(struct csv_lines *lines, struct csv_line *line, struct error *err)
{
    size_t end = 0;
    bool more = true;

    while (end == 0 && more) {
        lines->at = lines->len;
        if (!fill(lines, &more, err))
            return false;
        end = find_end(lines, 0, !more);
    }
    lines->at += end;
    line->text = "";
    line->len = 0;
    line->after = lines->offset + (off_t)lines->at;
    line->number = ++lines->number;
    line->too_long = true;
    return true;
}

bool csv_lines_next(
    struct csv_lines *lines, struct csv_line *ret_line, bool *ret_there, struct error *err)
{
    size_t end = find_end(lines, 0, false);
    bool more = true;

    while (end == 0 && more) {
        size_t seen = lines->len - lines->at;

        if (seen > CSV_MOST_ROW_BYTES) {
            *ret_there = true;
            return skip_rest(lines, ret_line, err);
        }
        if (!fill(lines, &more, err))
            return false;
        /* A CR that ended the block may have its LF in this one. */
        end = find_end(lines, seen > 0 ? seen - 1 : 0, !more);
    }
    *ret_there = end > 0;
    if (end > 0)
        give(lines, end, ret_line);
    return true;
}
