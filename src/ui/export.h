/* Rows, or the whole book, into a file that other programs read. */
#ifndef UI_EXPORT_H
#define UI_EXPORT_H

struct ui;
/* `export`: asks for the file; `export FILE`: writes it. Its ending says the form: .csv, .json,
 * .md, .ics. The marked rows, else all of the kind that the screen shows; .ics: the days of the
 * book. */
void export_run(struct ui *ui, const char *rest);

#endif
