/* The delimiter, found by reading: the one that cuts the first rows into the same number of cells.
 */
#include "csv_internal.h"

#include "base/attributes.h"

#define SNIFF_ROWS 40

struct counts {
    int header; /* delimiters of the first row */
    int rows, agreeing;
};

/* Counts one candidate outside quotes. A row that the text ends in the middle of does not count. */
static struct counts count_with(const char *text, size_t len, char delimiter)
{
    struct counts counts = {.header = -1};
    bool quoted = false;
    int found = 0;
    size_t start = 0;

    for (size_t i = 0; i < len && counts.rows < SNIFF_ROWS; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == delimiter && !quoted)
            found++;
        if ((text[i] != '\n' && text[i] != '\r') || quoted)
            continue;
        if (i > start) {
            if (counts.header < 0)
                counts.header = found;
            counts.rows++;
            counts.agreeing += found == counts.header;
        }
        found = 0;
        start = i + 1;
    }
    if (counts.header < 0)
        counts.header = found;
    return counts;
}

static char sniff_by_count(const char *text, size_t len)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = ',';
    double most = 0;

    for (size_t i = 0; i < COUNT_OF(candidates); i++) {
        struct counts counts = count_with(text, len, candidates[i]);
        double share = counts.rows > 0 ? (double)counts.agreeing / counts.rows : 1;
        /* That rows agree says more than that there are many cells: a comma of prose does not. */
        double points = counts.header > 0 ? share * share * (1 + 0.05 * counts.header) : 0;

        if (points > most) {
            most = points;
            best = candidates[i];
        }
    }
    return best;
}

char csv_sniff(const char *text, size_t len, size_t *ret_skip)
{
    *ret_skip = 0;
    if (len > 5 && text_starts(text, "sep=") && (text[5] == '\r' || text[5] == '\n')) {
        *ret_skip = text[5] == '\r' && len > 6 && text[6] == '\n' ? 7 : 6;
        return text[4];
    }
    return sniff_by_count(text, len);
}
