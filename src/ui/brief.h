/* Pages of accounts to read, and to write into a file. */
#ifndef UI_BRIEF_H
#define UI_BRIEF_H

#include "base/str.h"

struct ui;
/* `brief`: asks which kind; `brief KIND`: the page, w writes it; `brief KIND FILE`: writes it. Of
 * the account under the cursor, or the marked ones; a week is of the book. */
void brief_run(struct ui *ui, const char *rest);
/* A page of Markdown as ui_read takes it. Appends. */
void brief_text(const char *page, struct str *out);

#endif
