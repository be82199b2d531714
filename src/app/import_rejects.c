/* The rows that were not taken, read from their file once more. */
#include "app/import_rejects.h"

#include <stdio.h>
#include "base/text.h"
#include "files/csv_out.h"
#include "files/paths.h"
#include "files/table_file.h"
#include "core/merge.h"

static void add_cell(struct str *out, const char *cell, bool is_last)
{
    csv_out_cell(out, cell, false);
    str_add(out, is_last ? "\n" : ",");
}

static void add_why(struct str *out, const struct import_reject *reject)
{
    struct str why = {0};

    if (*reject->column)
        str_addf(&why, "%s: ", reject->column);
    str_add(&why, reject->why);
    add_cell(out, str_text(&why), true);
    str_fini(&why);
}

/* Line, column and reason, where there is no one header. */
static void add_places(struct str *out, const struct import_report *report)
{
    str_add(out, "line,column,why\n");
    for (size_t i = 0; i < report->rejects.count; i++) {
        const struct import_reject *reject = &report->rejects.items[i];

        str_addf(out, "%d,", reject->line);
        add_cell(out, reject->column, false);
        add_cell(out, reject->why, true);
    }
}

static const struct import_reject *reject_of(const struct import_report *report, int line)
{
    for (size_t i = 0; i < report->rejects.count; i++)
        if (report->rejects.items[i].line == line)
            return &report->rejects.items[i];
    return NULL;
}

/* A row that cannot be read has no cells; its reason names the line then. */
static void add_row(
    struct str *out, const struct csv_row *row, int columns, const struct import_reject *reject)
{
    struct import_reject told = *reject;
    char line[32];

    for (int i = 0; i < columns; i++)
        add_cell(out, row->fault == NULL && i < row->count ? row->cells[i] : "", false);
    if (row->fault != NULL && !*told.column) {
        snprintf(line, sizeof(line), "line %d", row->line);
        told.column = line;
    }
    add_why(out, &told);
}

static bool add_rows(struct str *out, const struct import_report *report, struct table_file *table,
    struct error *err)
{
    struct csv_row row = {0};
    bool there = true;
    int columns = 0;

    for (;;) {
        const struct import_reject *reject;

        if (!table_file_next(table, &row, &there, err))
            return false;
        if (!there)
            return true;
        if (row.line == report->header_line && columns == 0) {
            columns = row.count;
            for (int i = 0; i < columns; i++)
                add_cell(out, row.cells[i], false);
            add_cell(out, MERGE_WHY_HEADER, true);
            continue;
        }
        reject = columns > 0 ? reject_of(report, row.line) : NULL;
        if (reject != NULL)
            add_row(out, &row, columns, reject);
    }
}

static bool add_all(struct str *out, const struct import_report *report,
    const struct import_options *options, struct error *err)
{
    struct csv_options csv = {options->encoding, options->delimiter, NULL, NULL};
    struct table_file *table;
    bool good;

    if (report->header_line == 0) {
        add_places(out, report);
        return true;
    }
    if (!table_file_open(report->path, &csv, &table, err))
        return false;
    good = add_rows(out, report, table, err);
    table_file_close(table);
    return good;
}

bool import_write_rejects(const struct import_report *report, const struct import_options *options,
    const char *path, unsigned flags, struct error *err)
{
    struct str out = {0};
    bool good = add_all(&out, report, options, err) &&
                file_write_whole(path, str_text(&out), out.len, flags, err);

    str_fini(&out);
    return good;
}
