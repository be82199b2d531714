/* A form for what a customer asks for. */
#ifndef UI_FEEDBACK_FORM_H
#define UI_FEEDBACK_FORM_H

#include "ui/ui_internal.h"

/* What is known already; texts are copied, NULL: nothing. */
struct feedback_known {
    int64_t account; /* 0: it is asked for first */
    const char *theme, *text, *asked_by;
};
void feedback_ask(struct ui *ui, const struct feedback_known *known);

#endif
