/* What the files of the input share. */
#ifndef UI_INPUT_INTERNAL_H
#define UI_INPUT_INTERNAL_H

#include "ui/input.h"

/* An escape sequence at text: returns its bytes, with its key in *ret_key (KEYCAP_NONE when it
 * means nothing to us, KEYCAP_PASTE where a paste begins). 0: none, or *ret_is_part when it may go
 * on. */
size_t input_read_sequence(const char *text, size_t len, struct key *ret_key, bool *ret_is_part);

#endif
