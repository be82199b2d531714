/* What Tab offers in the search: its filters, and what each may say. */
#ifndef UI_SEARCH_COMPLETE_H
#define UI_SEARCH_COMPLETE_H

#include "ui/ui_internal.h"

/* As ui_question.complete. */
void search_complete(struct ui *ui, const char *text, size_t at, struct completion *completion);

#endif
