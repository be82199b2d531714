/* What the files of the picker share. */
#ifndef UI_PICKER_INTERNAL_H
#define UI_PICKER_INTERNAL_H

#include "ui/picker.h"

void picker_filter(struct picker *picker); /* where the text or the rows are new */

bool picker_is_heading(const struct picker *picker, size_t match);

#endif
