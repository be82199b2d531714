/* What the files of edit share. */
#ifndef UI_EDIT_INTERNAL_H
#define UI_EDIT_INTERNAL_H

#include "ui/edit.h"

/* False: there is no step to take back, or to do again. */
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);
/* Removes bytes; one right before or behind the last such removal is one step with it. */
void edit_erase(struct edit *edit, size_t from, size_t to);

#endif
