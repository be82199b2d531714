/* The keys behind rows, by what they sort by: inside of rows.c. */
#ifndef UI_ROWS_SORT_H
#define UI_ROWS_SORT_H

#include "ui/rows.h"

/* Of all accounts, by columns of the store; equal ones by key. */
bool rows_keys_by_columns(struct rows *rows, struct error *err) CHECKED;
/* The keys that are there, by sort_value; equal ones stay as they stood. */
bool rows_sort_keys(struct rows *rows, struct error *err) CHECKED;

#endif
