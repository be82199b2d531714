/* Rows by libcsv, strict, fed one physical line a call; faults cost a row, never the file. */
#include "files/csv.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/array.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/words.h"
#include "csv_internal.h"

/* What may be read again after faults, in all: a hostile file must not be read a million times. */
#define MOST_REREAD ((off_t)64 * 1024 * 1024)
#define SNIFF_BYTES (64 * 1024)

struct cell_list ARRAY_OF(const char *);

struct csv_file {
    struct csv_source source;
    struct csv_lines lines;
    struct csv_parser parser;
    char delimiter;
    bool is_raw;
    off_t first; /* offset of the first line, behind `sep=;` */
    int first_line;

    /* the row being read */
    struct csv_cells row;
    struct cell_list cells;
    int line;
    size_t fed; /* bytes of the row so far */
    bool done;
    bool too_wide, too_long;   /* too many columns; a cell over the limit */
    int cell_line;             /* line on which the unfinished cell begins */
    off_t cell_after;          /* offset of the line after that */
    const struct csv_line *at; /* the line being fed */
    off_t reread;
    char fault[160];
};

/* Blanks belong to a cell. */
static int no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static bool start_parser(struct csv_file *file, struct error *err)
{
    if (csv_init(&file->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_set(err, ERROR_IO, "the CSV reader cannot start");
    csv_set_delim(&file->parser, (unsigned char)file->delimiter);
    csv_set_space_func(&file->parser, no_space);
    return true;
}

static void take_cell(void *bytes, size_t len, void *context)
{
    struct csv_file *file = context;

    if (len > CSV_MOST_CELL_BYTES) {
        file->too_long = true;
        len = 0;
    }
    if (file->row.starts.count >= CSV_MOST_COLUMNS) {
        file->too_wide = true;
        return;
    }
    ARRAY_PUSH(&file->row.starts, file->row.text.len);
    encoding_add_cell(&file->row.text, len > 0 ? bytes : "", len, file->source.windows);
    str_add_char(&file->row.text, '\0');
    if (file->at != NULL) {
        file->cell_line = file->at->number;
        file->cell_after = file->at->after;
    }
}

static void end_row(int end, void *context)
{
    struct csv_file *file = context;

    (void)end;
    file->done = true;
}

/* A quote in the middle of a bare cell is a character like any other (17" screens, 36'37.8"N): only
 * that one byte is fed without strictness. */
static bool feed(struct csv_file *file, const char *text, size_t len)
{
    size_t done = 0;

    for (;;) {
        done += csv_parse(&file->parser, text + done, len - done, take_cell, end_row, file);
        if (done >= len)
            return true;
        if (csv_error(&file->parser) != CSV_EPARSE || file->parser.quoted || text[done] != '"')
            return false;
        csv_set_opts(&file->parser, CSV_STRICT_FINI);
        done += csv_parse(&file->parser, text + done, 1, take_cell, end_row, file);
        csv_set_opts(&file->parser, CSV_STRICT | CSV_STRICT_FINI);
    }
}

static void clear_row(struct csv_file *file)
{
    str_clear(&file->row.text);
    array_clear(&file->row.starts);
    file->line = 0;
    file->fed = 0;
    file->done = file->too_wide = file->too_long = false;
    file->fault[0] = '\0';
}

/* After a fault: a new parser, and on with the line after the one on which the faulty cell began,
 * so that a forgotten quote costs its own row and no other. */
static bool recover(struct csv_file *file, off_t now, struct error *err)
{
    csv_free(&file->parser);
    file->reread += now - file->cell_after;
    if (file->cell_after < now && file->reread <= MOST_REREAD)
        csv_lines_seek(&file->lines, file->cell_after, file->cell_line);
    return start_parser(file, err);
}

static int cell_number(const struct csv_file *file)
{
    return (int)file->row.starts.count + 1;
}

static void describe_parse_fault(struct csv_file *file, int line)
{
    if (line > file->cell_line)
        text_format(file->fault, sizeof(file->fault),
            _("cell %d opens a quote that is not closed properly: text follows a closing quote in "
              "line %d"),
            cell_number(file), line);
    else
        text_format(file->fault, sizeof(file->fault), _("text after the closing quote of cell %d"),
            cell_number(file));
}

/* The line as a whole row, where it is a neat one. */
static bool take_neat(struct csv_file *file, const struct csv_line *line)
{
    if (line->too_long || !csv_split(&file->row, line, file->delimiter, file->source.windows)) {
        clear_row(file);
        return false;
    }
    file->line = file->cell_line = line->number;
    file->done = true;
    return true;
}

/* Feeds one line. False: the row has a fault, and file->fault says which. */
static bool feed_line(struct csv_file *file, const struct csv_line *line)
{
    if (file->line == 0) {
        file->line = file->cell_line = line->number;
        file->cell_after = line->after;
    }
    file->at = line;
    file->fed += line->len;
    if (line->too_long || (file->fed > CSV_MOST_ROW_BYTES && line->number == file->line)) {
        text_format(file->fault, sizeof(file->fault), _("the row is longer than 4 MiB"));
        file->cell_after = line->after; /* nothing to be saved inside */
        return false;
    }
    if (!feed(file, line->text, line->len)) {
        describe_parse_fault(file, line->number);
        return false;
    }
    if (file->done || file->parser.entry_pos <= CSV_MOST_CELL_BYTES + line->len)
        return file->done || file->fed <= CSV_MOST_ROW_BYTES ||
               (text_format(file->fault, sizeof(file->fault), _("the row is longer than 4 MiB")),
                   false);
    text_format(file->fault, sizeof(file->fault),
        _("the quote that opens cell %d is not closed within 1 MiB"), cell_number(file));
    return false;
}

/* The file ends: a last row without a newline, or an open quote. */
static bool feed_end(struct csv_file *file, bool *ret_there)
{
    *ret_there = file->line != 0;
    if (!*ret_there)
        return true;
    file->at = NULL;
    if (csv_fini(&file->parser, take_cell, end_row, file) == 0)
        return true;
    text_format(file->fault, sizeof(file->fault), _("the quote that opens cell %d is never closed"),
        cell_number(file));
    return false;
}

static void judge_row(struct csv_file *file)
{
    if (file->too_long)
        text_format(file->fault, sizeof(file->fault), _("a cell is longer than 1 MiB"));
    else if (file->too_wide)
        text_format(file->fault, sizeof(file->fault), _("more than %d columns"), CSV_MOST_COLUMNS);
}

static bool is_blank_row(const struct csv_file *file)
{
    for (size_t i = 0; i < file->row.starts.count; i++)
        if (!text_blank(file->row.text.data + file->row.starts.items[i]))
            return false;
    return true;
}

static void fill_row(struct csv_file *file, struct csv_row *ret_row)
{
    array_clear(&file->cells);
    for (size_t i = 0; i < file->row.starts.count; i++)
        ARRAY_PUSH(&file->cells, file->row.text.data + file->row.starts.items[i]);
    *ret_row = (struct csv_row){
        .line = file->fault[0] != '\0' ? file->cell_line : file->line,
        .count = (int)file->cells.count,
        .cells = file->cells.items,
        .fault = file->fault[0] != '\0' ? file->fault : NULL,
        .fault_cell = file->fault[0] != '\0' ? cell_number(file) : 0,
    };
}

/* One row or fault, blank or not. */
static bool read_row(struct csv_file *file, bool *ret_there, struct error *err)
{
    struct csv_line line = {0};
    bool there = true, good = true;

    clear_row(file);
    while (!file->done && good) {
        if (!csv_lines_next(&file->lines, &line, &there, err))
            return false;
        if (!there) {
            good = feed_end(file, ret_there);
            break;
        }
        *ret_there = true;
        if (file->line == 0 && take_neat(file, &line))
            return true;
        good = feed_line(file, &line);
        if (good && !file->done && file->row.starts.count == 0 && file->parser.entry_pos == 0 &&
            !file->parser.quoted)
            file->line = 0, file->fed = 0; /* an empty line vanishes */
    }
    if (!good)
        return recover(file, there ? line.after : file->lines.offset + (off_t)file->lines.at, err);
    judge_row(file);
    return true;
}

bool csv_file_next(
    struct csv_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err)
{
    bool there;

    do {
        if (!read_row(file, &there, err))
            return false;
    } while (there && file->fault[0] == '\0' && is_blank_row(file));
    *ret_there = there;
    if (there)
        fill_row(file, ret_row);
    return true;
}

/* `"id",name`: the first name in quotes, the second not. */
static bool has_raw_head(const char *head)
{
    size_t len = *head == '"' ? strspn(head + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;

    return len > 0 && head[1 + len] == '"' && head[2 + len] == ',' && head[3 + len] != '"';
}

static bool find_delimiter(struct csv_file *file, char wanted, struct error *err)
{
    char *head = mem_alloc(SNIFF_BYTES + 1);
    ssize_t got = csv_source_read(&file->source, head, SNIFF_BYTES, file->source.start);
    size_t skip = 0;

    if (got >= 0) {
        head[got] = '\0';
        file->delimiter = csv_sniff(head, (size_t)got, &skip);
        file->is_raw = has_raw_head(head);
    }
    free(head);
    if (got < 0)
        return error_set(err, ERROR_IO, "cannot be read");
    if (wanted != '\0')
        file->delimiter = wanted;
    file->first = file->source.start + (off_t)skip;
    file->first_line = skip > 0;
    return true;
}

bool csv_file_new(
    struct csv_source source, char delimiter, struct csv_file **ret_file, struct error *err)
{
    struct csv_file *file = mem_alloc(sizeof(*file));

    file->source = source;
    csv_lines_init(&file->lines, &file->source);
    if (!find_delimiter(file, delimiter, err) || !start_parser(file, err)) {
        csv_file_close(file);
        return false;
    }
    csv_lines_seek(&file->lines, file->first, file->first_line);
    *ret_file = file;
    return true;
}

bool csv_file_open(const char *path, const struct csv_options *options, struct csv_file **ret_file,
    struct error *err)
{
    struct csv_source source;

    if (!csv_source_open(path, options, &source, err))
        return false;
    if (!source.is_json)
        return csv_file_new(source, options->delimiter, ret_file, err);
    csv_source_close(&source);
    return error_set(err, ERROR_REFUSED, "is JSON, not CSV");
}

void csv_file_close(struct csv_file *file)
{
    if (file == NULL)
        return;
    csv_free(&file->parser);
    csv_lines_fini(&file->lines);
    csv_source_close(&file->source);
    str_fini(&file->row.text);
    array_fini(&file->row.starts);
    array_fini(&file->cells);
    free(file);
}

void csv_file_rewind(struct csv_file *file)
{
    struct error ignored;

    csv_free(&file->parser);
    if (!start_parser(file, &ignored))
        BUG_ON(true);
    file->reread = 0;
    csv_lines_seek(&file->lines, file->first, file->first_line);
}

const char *csv_file_encoding(const struct csv_file *file)
{
    return file->source.encoding;
}

char csv_file_delimiter(const struct csv_file *file)
{
    return file->delimiter;
}

bool csv_file_is_raw(const struct csv_file *file)
{
    return file->is_raw;
}
