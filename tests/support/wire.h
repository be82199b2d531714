/* Reads what a program sent to the terminal, byte by byte. */
#ifndef TESTS_WIRE_H
#define TESTS_WIRE_H

#include <stdbool.h>
#include "base/str.h"

/* True where bytes hold only printable UTF-8, line controls, and sequences that the xterm-256color
 * entry (or ncurses and bracketed paste with it) uses. Else false, and why says what stands where:
 * a control, a bare escape, a string sequence, a C1 control, a character that turns or hides text.
 */
bool wire_is_clean(const char *bytes, size_t len, struct str *why);

#endif
