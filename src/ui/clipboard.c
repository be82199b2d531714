/* OSC 52: text to the terminal's clipboard. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include "base/str.h"
#include "screen_internal.h"

/* Terminals and multiplexers drop longer ones without a word. */
#define CLIPBOARD_LIMIT 74000

static void add_base64(struct str *out, const unsigned char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t group = (uint32_t)bytes[i] << 16;
        if (i + 1 < len)
            group |= (uint32_t)bytes[i + 1] << 8;
        if (i + 2 < len)
            group |= bytes[i + 2];
        str_add_char(out, digits[group >> 18 & 63]);
        str_add_char(out, digits[group >> 12 & 63]);
        str_add_char(out, i + 1 < len ? digits[group >> 6 & 63] : '=');
        str_add_char(out, i + 2 < len ? digits[group & 63] : '=');
    }
}

/* GNU screen passes on strings of at most 768 bytes, and prints what is longer: pieces, which the
 * terminal outside puts together again. */
static void add_pieces(struct str *out, const struct str *sequence)
{
    enum { PIECE = 512 };

    for (size_t at = 0; at < sequence->len; at += PIECE) {
        size_t left = sequence->len - at;

        str_add(out, "\033P");
        str_add_bytes(out, str_text(sequence) + at, left < PIECE ? left : PIECE);
        str_add(out, "\033\\");
    }
}

bool clipboard_bytes(const char *text, size_t len, struct str *out)
{
    const char *term = getenv("TERM");
    bool in_tmux = getenv("TMUX") != NULL;
    bool in_screen = !in_tmux && term != NULL && text_starts(term, "screen");
    struct str sequence = {0};

    if (len > CLIPBOARD_LIMIT)
        return false;
    str_add(&sequence, "\033]52;c;");
    add_base64(&sequence, (const unsigned char *)text, len);
    str_add(&sequence, "\a");
    if (in_screen)
        add_pieces(out, &sequence);
    else if (in_tmux)
        str_addf(out, "\033Ptmux;\033%s\033\\", str_text(&sequence));
    else
        str_add(out, str_text(&sequence));
    str_fini(&sequence);
    return true;
}
