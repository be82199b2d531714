/* What the files of the CSV reader share. */
#ifndef FILES_CSV_INTERNAL_H
#define FILES_CSV_INTERNAL_H

#include <sys/types.h>
#include "base/mem.h"
#include "base/array.h"
#include "base/str.h"
#include "files/csv.h"

/* --- csv_source.c: an open file of single bytes, whatever came in --- */
struct csv_source {
    int fd;
    off_t start;          /* behind a byte order mark */
    bool windows;         /* bytes are Windows-1252, to be converted cell by cell */
    const char *encoding; /* its name */
    bool is_json;
};
bool csv_source_open(const char *path, const struct csv_options *options,
    struct csv_source *ret_source, struct error *err) CHECKED;
void csv_source_close(struct csv_source *source);
/* The rows of an open source, which is then the file's, also where this fails. */
bool csv_file_new(struct csv_source source, char delimiter, struct csv_file **ret_file,
    struct error *err) CHECKED;
/* --- csv_what.c: refuses by name what begins like something else --- */
bool csv_check_head(const char *head, size_t len, struct error *err) CHECKED;
/* Bytes at an offset, 0 at the end, -1 on an error. */
ssize_t csv_source_read(const struct csv_source *source, char *bytes, size_t len, off_t at);

/* --- csv_encoding.c --- */
struct encoding_counts {
    int64_t bytes, wide, bad, nuls; /* wide: good UTF-8 of several bytes */
    int64_t even_nuls;              /* at even places: the high bytes of UTF-16BE */
};
/* Counts a block; returns how many bytes were taken (all, unless a character is cut at its end). */
size_t encoding_count(struct encoding_counts *counts, const char *bytes, size_t len, bool last);
/* Appends a block of UTF-16 as UTF-8; returns the bytes taken. */
size_t encoding_add_utf16(struct str *out, const char *bytes, size_t len, bool big, bool last);
/* Appends a cell as clean UTF-8. */
bool encoding_is_plain(const char *bytes, size_t len); /* 1 to 127 alone */
void encoding_add_cell(struct str *out, const char *bytes, size_t len, bool windows);

/* --- csv_lines.c: physical lines, ended by LF, CR or CRLF --- */
struct csv_line {
    const char *text; /* with its end; until the next call */
    size_t len;
    off_t after; /* offset of the next line */
    int number;
    bool too_long; /* over the limit of a row: text holds its beginning */
};
struct csv_lines {
    const struct csv_source *source;
    char *buffer;
    size_t room, len, at;
    off_t offset; /* of buffer[0] */
    int number;   /* of the last line given */
};
void csv_lines_init(struct csv_lines *lines, const struct csv_source *source);
void csv_lines_fini(struct csv_lines *lines);
void csv_lines_seek(struct csv_lines *lines, off_t offset, int number);
bool csv_lines_next(
    struct csv_lines *lines, struct csv_line *ret_line, bool *ret_there, struct error *err) CHECKED;

/* --- csv_sniff.c --- */
/* The delimiter that the first lines agree on. `sep=;` in the first line decides; *ret_skip is then
 * its length. */
char csv_sniff(const char *text, size_t len, size_t *ret_skip);

/* --- csv_split.c --- */
struct csv_cells {
    struct str text; /* the cells, one after the other, each with a NUL */
    struct cell_starts ARRAY_OF(size_t) starts; /* of each cell in text */
};
/* Both of `cells` are empty before. False: the line is no neat row, and they are to be cleared. */
bool csv_split(struct csv_cells *cells, const struct csv_line *line, char delimiter, bool windows);

#endif
