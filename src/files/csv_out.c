/* Cells of CSV files. */
#include "files/csv_out.h"

#include <string.h>
#include "core/cell.h"

static bool wants_quotes(const char *cell)
{
    size_t len = strlen(cell);

    return strpbrk(cell, ",\"\r\n") != NULL ||
           (len > 0 && (cell[0] == ' ' || cell[len - 1] == ' '));
}

void csv_out_mark(struct str *out, const char *cell)
{
    str_add(out, cell_is_formula(cell) ? "'" : "");
    str_add(out, cell);
}

void csv_out_cell(struct str *out, const char *cell, bool guarded)
{
    bool quoted = wants_quotes(cell);

    if (quoted)
        str_add_char(out, '"');
    if (guarded && cell_is_formula(cell))
        str_add_char(out, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            str_add_char(out, '"');
        str_add_char(out, *cell);
    }
    if (quoted)
        str_add_char(out, '"');
}

bool csv_out_is_text(const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN:
    case FIELD_LINK: return true;
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_PERCENT:
    case FIELD_DAY:
    case FIELD_MINUTE:
    case FIELD_MONEY:
    case FIELD_BOOL: return false;
    }
    return false;
}
