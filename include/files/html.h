/* A page of Markdown as one HTML page that stands alone: no script, no outside reference, its
 * styles inside; for a screen, a phone and paper. */
#ifndef FILES_HTML_H
#define FILES_HTML_H

#include "base/str.h"

/* Appends the page. Known are headings (#, ##, ###), lists (- ), tables (| |), quotes (> ), fenced
 * and indented code, **bold**, `code`, and a backslash before a mark; all else, tags and links too,
 * is text. The title is that of the first heading. A line of U+0001, a kind of chart (bars, line,
 * columns) and its numbers, a `-` for one not known, draws the chart of the table that follows.
 * Words that are written from right to left are kept apart from those around them. */
void html_page(struct str *out, const char *markdown);
/* Appends the text with & < > " and ' as entities. */
void html_add_text(struct str *out, const char *text, size_t len);

#endif
