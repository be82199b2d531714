/* What a terminal of the entry xterm-256color is sent, for tests that paint without a terminal. */
#ifndef SUPPORT_XTERM_H
#define SUPPORT_XTERM_H

#include "ui/paint.h"

extern const struct paint_terminal xterm;

#endif
