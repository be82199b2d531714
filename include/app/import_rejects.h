/* The rows of an import that were not taken, as a file that can be mended and imported. */
#ifndef APP_IMPORT_REJECTS_H
#define APP_IMPORT_REJECTS_H

#include "app/import.h"

/* Writes them as CSV under the header row of their file, with their reasons in a last column that
 * imports leave out; of a file that has no one header (a calendar, JSON of several lists) line,
 * column and reason. `flags` of enum file_write. Errors: as those of file_write_whole, and where
 * the file was read from is gone. */
bool import_write_rejects(const struct import_report *report, const struct import_options *options,
    const char *path, unsigned flags, struct error *err) CHECKED;

#endif
