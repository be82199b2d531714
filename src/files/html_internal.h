/* What the makers of an HTML page share. */
#ifndef FILES_HTML_INTERNAL_H
#define FILES_HTML_INTERNAL_H

#include "base/array.h"
#include "files/html.h"

/* Rows of cells, the inline marks of Markdown still in them; borrowed from the page. */
struct html_cell {
    const char *text;
    size_t len;
};
struct html_row {
    struct html_cell cells[12];
    int count;
};
struct html_rows ARRAY_OF(struct html_row);

/* Text with the marks of a line turned into tags, or taken away (plain). */
void html_add_inline(struct str *out, const char *text, size_t len);
void html_add_plain(struct str *out, const char *text, size_t len);
/* `bars 43 80 -` with the rows below the head of its table, label first, words of the number last.
 * What does not fit together draws nothing. */
void html_add_chart(struct str *out, const char *text, const struct html_rows *rows);
extern const char html_style[];

#endif
