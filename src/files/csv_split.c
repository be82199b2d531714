/* A line that is a whole row of plain or neatly quoted cells, as nearly all are, is cut where it
 * stands; what is not so neat is left to libcsv. */
#include "csv_internal.h"

#include <string.h>
#include "base/text.h"

/* Text that needs no repair: it can be copied as it is. */
static bool is_clean(const char *bytes, size_t len, bool windows)
{
    return encoding_is_plain(bytes, len) ||
           (!windows && memchr(bytes, '\0', len) == NULL && text_is_utf8(bytes, len));
}

static size_t without_end(const char *text, size_t len)
{
    if (len > 0 && text[len - 1] == '\n')
        len--;
    if (len > 0 && text[len - 1] == '\r')
        len--;
    return len;
}

/* The end of the cell at `at`: its delimiter or the end of the row; NULL: it is for libcsv. A
 * quoted cell is ended at its closing quote. */
static char *end_cell(char *at, char *end, char delimiter)
{
    char *stop;

    if (at < end && *at == '"') {
        stop = memchr(at + 1, '"', (size_t)(end - at) - 1);
        if (stop == NULL || (stop + 1 < end && stop[1] != delimiter))
            return NULL;
        *stop = '\0';
        return stop + 1;
    }
    stop = memchr(at, delimiter, (size_t)(end - at));
    stop = stop != NULL ? stop : end;
    return memchr(at, '"', (size_t)(stop - at)) == NULL ? stop : NULL;
}

bool csv_split(struct csv_cells *cells, const struct csv_line *line, char delimiter, bool windows)
{
    size_t len = without_end(line->text, line->len);
    char *at, *end;

    if (len == 0 || len > CSV_MOST_CELL_BYTES || !is_clean(line->text, len, windows))
        return false;
    str_add_bytes(&cells->text, line->text, len);
    at = cells->text.data;
    for (end = at + len;; at++) {
        bool quoted = at < end && *at == '"';

        if (cells->starts.count == CSV_MOST_COLUMNS)
            return false;
        ARRAY_PUSH(&cells->starts, (size_t)(at - cells->text.data) + quoted);
        at = end_cell(at, end, delimiter);
        if (at == NULL || at == end)
            return at != NULL;
        *at = '\0';
    }
}
