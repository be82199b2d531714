/* CSV out: one writer of cells for `list --csv` and every export (contract.md, Out). */
#ifndef FILES_CSV_OUT_H
#define FILES_CSV_OUT_H

#include "base/str.h"
#include "core/kind.h"

/* Appends a cell, quoted where it must be. `guarded`: a text that a spreadsheet would take for a
 * formula gets one `'` in front; an import takes it away again under a header row of ours. */
void csv_out_cell(struct str *out, const char *cell, bool guarded);
/* Appends a text as such a cell has it, unquoted. */
void csv_out_mark(struct str *out, const char *cell);
/* Does the field hold words that somebody wrote, and no number, day or yes? */
bool csv_out_is_text(const struct field *field);

#endif
