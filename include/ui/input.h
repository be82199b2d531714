/* Bytes of a terminal to keys, with no terminal: escape sequences, UTF-8, mouse reports, bracketed
 * paste. A paste is one key, however long, so that it never fires commands. */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"
#include "core/keymap.h"

#define INPUT_PASTE_LIMIT (16u << 20) /* bytes kept of one paste; the rest is dropped */

struct key {
    key_code code;    /* a character, or a KEYCAP_ */
    int x, y;         /* of mouse keys, in cells from 0 */
    const char *text; /* of KEYCAP_PASTE: UTF-8, line ends \n; borrowed until the next key */
    size_t len;
    bool is_mended; /* of a paste: bytes that are no UTF-8, or NUL, stand replaced in text */
};

/* A sequence that terminfo names and the general rules do not give. */
struct input_sequence {
    char bytes[16];
    key_code code;
};

/* A zeroed one is ready. */
struct input {
    struct str bytes;
    size_t at;
    struct str paste;
    struct str paste_shown; /* what the last paste key lends */
    bool in_paste;
    struct input_sequence extra[40];
    int extra_count;
};

enum input_answer {
    INPUT_NOTHING, /* all bytes are used up */
    INPUT_MORE,    /* they may be the begin of a key; wait a moment and ask again */
    INPUT_KEY,
};

void input_fini(struct input *input);
void input_define(struct input *input, const char *bytes, key_code code);
void input_add(struct input *input, const char *bytes, size_t len);
/* is_final: no more bytes came in time, so what is there is all: a lone escape is Esc. */
enum input_answer input_next(struct input *input, bool is_final, struct key *ret_key);

#endif
