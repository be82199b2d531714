/* Marks on rows of accounts: what verbs on many go by. */
#ifndef UI_VIEWS_MARKS_H
#define UI_VIEWS_MARKS_H

#include "ui/rows.h"

struct marks {
    struct key_list keys; /* the one that was marked last is the last */
};
bool marks_has(const struct marks *marks, int64_t key);
void marks_toggle(struct marks *marks, int64_t key);
/* From the row that was marked last to this one. */
void marks_range(struct marks *marks, struct rows *rows, int64_t to);
void marks_all(struct marks *marks, struct rows *rows); /* all shown; none where some are */
/* Those whose rows are gone go too: nothing is done to what cannot be seen. */
void marks_prune(struct marks *marks, struct rows *rows);

#endif
