/* What was answered at prompts before: Up and C-r bring it back, after a restart too. */
#ifndef UI_ANSWERS_H
#define UI_ANSWERS_H

#include "ui/ui_internal.h"

/* Gives the prompt that is asked now its history, oldest first. */
void answers_recall(struct ui *ui);
void answers_remember(struct ui *ui, const struct ui_question *question, const char *text);

#endif
