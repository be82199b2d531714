/* Words that others wrote, put into a page of Markdown. */
#ifndef CORE_MARKDOWN_H
#define CORE_MARKDOWN_H

#include "base/str.h"

/* Appends text as one line of plain words: cleaned for a screen (text_clean), breaks of line as
 * blanks, and each mark that Markdown or HTML would take for its own behind a backslash. Nothing in
 * it begins a heading, a list, a table's cell, a link, an image, code or a tag. */
void markdown_add_text(struct str *out, const char *text);
/* The longest run of that mark in the text: a fence of one more cannot be closed from within. */
size_t markdown_longest_run(const char *text, char mark);

#endif
