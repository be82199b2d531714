/* Rows of a file of any form that an import takes: CSV, or JSON as an array, as lines, or as lists
 * under the names of one object. The first row given is always the header: of JSON the names of all
 * its objects, in the order in which they were met. */
#ifndef FILES_TABLE_FILE_H
#define FILES_TABLE_FILE_H

#include "files/csv.h"

struct table_file;

/* Errors as those of csv_file_open, and faults of JSON with line and column. */
bool table_file_open(const char *path, const struct csv_options *options,
    struct table_file **ret_file, struct error *err) CHECKED;
void table_file_close(struct table_file *file); /* NULL is fine */
bool table_file_next(
    struct table_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err) CHECKED;
void table_file_rewind(struct table_file *file); /* of the chosen list, to the header again */
const char *table_file_encoding(const struct table_file *file);
char table_file_delimiter(const struct table_file *file); /* 0 of JSON */
/* Cells of an export of ours bear no `'` before what a spreadsheet takes for a formula: JSON, or
 * CSV that was asked for raw. */
bool table_file_is_unmarked(const struct table_file *file);

/* JSON: lists of rows, each with its header. A member of an object in an object is one column,
 * `Owner.Name`; those of `facts` are `fact: NAME`; lists of texts are joined by `;`; what lies
 * deeper is kept as JSON text. No mark stands before formulas. */
/* What the cell of a member is that is null or not there: blank, but another one than "". */
extern const char table_file_null[];
bool table_file_is_json(const struct table_file *file);
int table_file_lists(const struct table_file *file); /* 1 of CSV */
void table_file_choose(struct table_file *file, int list);
/* The name of the list, or the type that its objects say they are; "" where there is none. */
const char *table_file_name(const struct table_file *file, int list);
/* Records that stood within accounts, as Salesforce gives them; their name is what they are. */
bool table_file_is_within(const struct table_file *file, int list);
bool table_file_has_facts(const struct table_file *file, int list); /* objects have `facts` */

#endif
