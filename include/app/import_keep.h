/* What was said of the columns of one import, kept for the next export of that source. */
#ifndef APP_IMPORT_KEEP_H
#define APP_IMPORT_KEEP_H

#include "app/import.h"

/* Is there something to keep, and a folder for it? */
bool import_can_keep(const struct session *session, const struct import_report *report,
    const struct import_options *options);
/* Writes options->columns as a map of the user's own, imports/NAME.yaml in the folder of settings,
 * NAME being that of the file, with a number where it is taken. *ret_path is cleared first. */
bool import_keep_columns(const struct session *session, const struct import_report *report,
    const struct import_options *options, struct str *ret_path, struct error *err) CHECKED;

#endif
