/* CSV as it comes: any bytes, encoding and delimiter found. Behind a first `#` the next two bytes
 * choose them instead. */
#include <string.h>
#include "base/text.h"
#include "files/csv.h"
#include "fuzz.h"

static int64_t look_at_rows(struct csv_file *file)
{
    struct error err = {0};
    struct csv_row row;
    int64_t rows = 0;
    bool there = true;
    int line = 0;

    while (csv_file_next(file, &row, &there, &err) && there) {
        BUG_ON(row.line < line);
        line = row.line;
        BUG_ON(row.count < 0 || row.count > CSV_MOST_COLUMNS);
        for (int i = 0; row.fault == NULL && i < row.count; i++)
            BUG_ON(!text_is_utf8(row.cells[i], strlen(row.cells[i])));
        if (row.fault != NULL)
            BUG_ON(!text_is_utf8(row.fault, strlen(row.fault)));
        rows++;
    }
    return rows;
}

void fuzz_csv(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {
        NULL, "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252"};
    static const char delimiters[] = {0, ',', ';', '\t', '|'};
    struct csv_options options = {0};
    struct csv_file *file;
    struct error err = {0};

    if (size > 2 && data[0] == '#') {
        options.encoding = encodings[data[1] % COUNT_OF(encodings)];
        options.delimiter = delimiters[data[2] % COUNT_OF(delimiters)];
        data += 3;
        size -= 3;
    }
    if (!csv_file_open(fuzz_file("rows.csv", data, size), &options, &file, &err)) {
        BUG_ON(err.code == ERROR_NONE || err.text[0] == '\0');
        return;
    }
    int64_t rows = look_at_rows(file);

    csv_file_rewind(file);
    BUG_ON(look_at_rows(file) != rows);
    csv_file_close(file);
}
