#include "ui/input.h"

#include <string.h>
#include "base/attributes.h"
#include "base/text.h"
#include "input_internal.h"

#define ESCAPE '\x1b'
#define PASTE_END "\x1b[201~"
#define COMPACT_OVER 4096

void input_fini(struct input *input)
{
    if (input == NULL)
        return;
    str_fini(&input->bytes);
    str_fini(&input->paste);
    str_fini(&input->paste_shown);
}

void input_define(struct input *input, const char *bytes, key_code code)
{
    if (input->extra_count == (int)COUNT_OF(input->extra) || bytes[0] != ESCAPE ||
        strlen(bytes) < 2 || strlen(bytes) >= sizeof(input->extra[0].bytes))
        return;
    struct input_sequence *sequence = &input->extra[input->extra_count++];
    memcpy(sequence->bytes, bytes, strlen(bytes) + 1);
    sequence->code = code;
}

void input_add(struct input *input, const char *bytes, size_t len)
{
    if (input->at == input->bytes.len) {
        str_clear(&input->bytes);
        input->at = 0;
    } else if (input->at > COMPACT_OVER) {
        str_remove(&input->bytes, 0, input->at);
        input->at = 0;
    }
    str_add_bytes(&input->bytes, bytes, len);
}

/* Line ends as \n and no NUL; malformed bytes become U+FFFD. */
static void finish_paste(struct input *input, struct key *ret_key)
{
    struct str *out = &input->paste_shown;
    const char *bytes = str_text(&input->paste);
    bool is_mended =
        !text_is_utf8(bytes, input->paste.len) || memchr(bytes, '\0', input->paste.len) != NULL;
    str_clear(out);
    text_repair(out, bytes, input->paste.len);
    size_t to = 0;
    bool was_return = false;
    for (size_t i = 0; i < out->len; i++) {
        bool is_return = out->data[i] == '\r';
        if (out->data[i] != '\n' || !was_return)
            out->data[to++] = is_return ? '\n' : out->data[i];
        was_return = is_return;
    }
    str_remove(out, to, out->len - to);
    str_clear(&input->paste);
    input->in_paste = false;
    *ret_key = (struct key){
        .code = KEYCAP_PASTE, .text = str_text(out), .len = out->len, .is_mended = is_mended};
}

static void keep_paste(struct input *input, size_t len)
{
    size_t left = INPUT_PASTE_LIMIT > input->paste.len ? INPUT_PASTE_LIMIT - input->paste.len : 0;
    str_add_bytes(&input->paste, str_text(&input->bytes) + input->at, len < left ? len : left);
    input->at += len;
}

/* Where the paste ends in text; NULL: not in it. */
static const char *find_end(const char *text, size_t len)
{
    const char *stop = text + len;
    while (len >= sizeof(PASTE_END) - 1) {
        const char *escape = memchr(text, ESCAPE, len);
        if (escape == NULL || (size_t)(stop - escape) < sizeof(PASTE_END) - 1)
            return NULL;
        if (memcmp(escape, PASTE_END, sizeof(PASTE_END) - 1) == 0)
            return escape;
        text = escape + 1;
        len = (size_t)(stop - text);
    }
    return NULL;
}

/* Bytes at the end of text that may be the begin of the mark that ends a paste. */
static size_t part_of_end(const char *text, size_t len)
{
    for (size_t part = sizeof(PASTE_END) - 2; part > 0; part--)
        if (part <= len && memcmp(text + len - part, PASTE_END, part) == 0)
            return part;
    return 0;
}

static enum input_answer next_of_paste(struct input *input, bool is_final, struct key *ret_key)
{
    const char *text = str_text(&input->bytes) + input->at;
    size_t len = input->bytes.len - input->at;
    const char *end = find_end(text, len);
    if (end != NULL) {
        keep_paste(input, (size_t)(end - text));
        input->at += sizeof(PASTE_END) - 1;
    } else if (is_final) {
        keep_paste(input, len);
    } else {
        keep_paste(input, len - part_of_end(text, len));
        return INPUT_MORE;
    }
    finish_paste(input, ret_key);
    return INPUT_KEY;
}

static key_code control_key(unsigned char byte)
{
    switch (byte) {
    case '\r':
    case '\n': return KEYCAP_ENTER;
    case '\t': return KEYCAP_TAB;
    case '\b':
    case 0x7f: return KEYCAP_BACKSPACE;
    case 0: return ' ' | KEYMOD_CTRL;
    default: break;
    }
    return (byte <= 26 ? byte + 'a' - 1u : byte + '@' + 0u) | KEYMOD_CTRL;
}

/* One character: control, ASCII, or UTF-8 that may still be coming. 0 bytes: wait. */
static size_t read_character(const char *text, size_t len, bool is_final, key_code *ret_code)
{
    unsigned char first = (unsigned char)text[0];
    uint32_t code = 0;
    if (first < 0x20 || first == 0x7f) {
        *ret_code = control_key(first);
        return 1;
    }
    size_t wanted = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (len < wanted && !is_final)
        return 0;
    size_t bytes = text_decode(text, len, &code);
    *ret_code = code == TEXT_REPLACEMENT && bytes < 3 ? (key_code)KEYCAP_NONE : code;
    return bytes;
}

enum extra_fit { EXTRA_NONE, EXTRA_PART, EXTRA_WHOLE };

static enum extra_fit find_extra(
    const struct input *input, const char *text, size_t len, struct key *ret_key, size_t *ret_bytes)
{
    enum extra_fit fit = EXTRA_NONE;
    for (int i = 0; i < input->extra_count; i++) {
        size_t whole = strlen(input->extra[i].bytes);
        if (len >= whole && memcmp(text, input->extra[i].bytes, whole) == 0) {
            ret_key->code = input->extra[i].code;
            *ret_bytes = whole;
            return EXTRA_WHOLE;
        }
        if (len < whole && memcmp(text, input->extra[i].bytes, len) == 0)
            fit = EXTRA_PART;
    }
    return fit;
}

/* Escape before a character is Meta; two of them are Esc, and the second begins anew. */
static size_t read_meta(const char *text, size_t len, bool is_final, struct key *ret_key)
{
    if (len == 1 || text[1] == ESCAPE) {
        ret_key->code = KEYCAP_ESC;
        return len > 1 || is_final ? 1 : 0;
    }
    size_t bytes = read_character(text + 1, len - 1, is_final, &ret_key->code);
    if (bytes == 0)
        return 0;
    if (ret_key->code != KEYCAP_NONE)
        ret_key->code |= KEYMOD_META;
    return bytes + 1;
}

static size_t read_escape(
    struct input *input, const char *text, size_t len, bool is_final, struct key *ret_key)
{
    size_t bytes = 0;
    enum extra_fit fit = find_extra(input, text, len, ret_key, &bytes);
    if (fit == EXTRA_WHOLE || (fit == EXTRA_PART && !is_final))
        return bytes;
    bool is_part = false;
    bytes = input_read_sequence(text, len, ret_key, &is_part);
    if (bytes > 0 || (is_part && !is_final))
        return bytes;
    /* A sequence that was cut short means nothing; `ESC [` alone would be M-[. */
    if (is_part && len > 2) {
        ret_key->code = KEYCAP_NONE;
        return len;
    }
    return read_meta(text, len, is_final, ret_key);
}

enum input_answer input_next(struct input *input, bool is_final, struct key *ret_key)
{
    while (input->in_paste || input->at < input->bytes.len) {
        if (input->in_paste)
            return next_of_paste(input, is_final, ret_key);
        const char *text = input->bytes.data + input->at;
        size_t len = input->bytes.len - input->at;
        *ret_key = (struct key){.code = KEYCAP_NONE};
        size_t bytes = text[0] == ESCAPE ? read_escape(input, text, len, is_final, ret_key)
                                         : read_character(text, len, is_final, &ret_key->code);
        if (bytes == 0)
            return INPUT_MORE;
        input->at += bytes;
        if (ret_key->code == KEYCAP_PASTE)
            input->in_paste = true;
        else if (ret_key->code != KEYCAP_NONE)
            return INPUT_KEY;
    }
    return INPUT_NOTHING;
}
