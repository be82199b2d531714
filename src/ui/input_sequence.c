/* Escape sequences: CSI and SS3 keys with their modifiers, mouse reports, and strings to be passed
 * over. Both forms of the arrows count, whatever terminfo says (groundwork.md 7). */
#include <string.h>
#include "base/attributes.h"
#include "input_internal.h"

#define PARAMETERS 3

struct sequence {
    int parameters[PARAMETERS];
    int count;
    char private;
    char final;
};

static const struct {
    char final;
    key_code code;
} letters[] = {
    {'A', KEYCAP_UP},
    {'B', KEYCAP_DOWN},
    {'C', KEYCAP_RIGHT},
    {'D', KEYCAP_LEFT},
    {'F', KEYCAP_END},
    {'H', KEYCAP_HOME},
    {'M', KEYCAP_ENTER}, /* of the keypad, after ESC O */
    {'P', KEYCAP_F1},
    {'Q', KEYCAP_F1 + 1},
    {'R', KEYCAP_F1 + 2},
    {'S', KEYCAP_F1 + 3},
    {'Z', KEYCAP_TAB | KEYMOD_SHIFT},
};

static const struct {
    int number;
    key_code code;
} numbers[] = {
    {1, KEYCAP_HOME},
    {2, KEYCAP_INS},
    {3, KEYCAP_DEL},
    {4, KEYCAP_END},
    {5, KEYCAP_PGUP},
    {6, KEYCAP_PGDN},
    {7, KEYCAP_HOME},
    {8, KEYCAP_END},
    {11, KEYCAP_F1},
    {12, KEYCAP_F1 + 1},
    {13, KEYCAP_F1 + 2},
    {14, KEYCAP_F1 + 3},
    {15, KEYCAP_F1 + 4},
    {17, KEYCAP_F1 + 5},
    {18, KEYCAP_F1 + 6},
    {19, KEYCAP_F1 + 7},
    {20, KEYCAP_F1 + 8},
    {21, KEYCAP_F1 + 9},
    {23, KEYCAP_F1 + 10},
    {24, KEYCAP_F1 + 11},
    {200, KEYCAP_PASTE},
};

/* xterm's modifier is 1 plus 1 Shift, 2 Meta, 4 Ctrl. */
static key_code modifiers_of(int parameter)
{
    int bits = parameter > 1 ? parameter - 1 : 0;
    return (bits & 1 ? KEYMOD_SHIFT : 0) | (bits & 2 ? KEYMOD_META : 0) |
           (bits & 4 ? KEYMOD_CTRL : 0);
}

static key_code letter_key(char final)
{
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        if (letters[i].final == final)
            return letters[i].code;
    return KEYCAP_NONE;
}

static key_code number_key(int number)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (numbers[i].number == number)
            return numbers[i].code;
    return KEYCAP_NONE;
}

static key_code mouse_key(int button, bool is_press)
{
    if (!is_press || button & 32)
        return KEYCAP_NONE; /* releases and moves */
    switch (button & ~28) { /* with Shift, Meta or Ctrl all the same */
    case 0: return KEYCAP_CLICK;
    case 1: return KEYCAP_MIDDLE_CLICK;
    case 2: return KEYCAP_RIGHT_CLICK;
    case 64: return KEYCAP_WHEEL_UP;
    case 65: return KEYCAP_WHEEL_DOWN;
    default: return KEYCAP_NONE;
    }
}

static void decode(const struct sequence *sequence, struct key *ret_key)
{
    ret_key->code = KEYCAP_NONE;
    if (sequence->private == '<' && (sequence->final == 'M' || sequence->final == 'm')) {
        ret_key->code = mouse_key(sequence->parameters[0], sequence->final == 'M');
        ret_key->x = sequence->parameters[1] - 1;
        ret_key->y = sequence->parameters[2] - 1;
        return;
    }
    if (sequence->private != 0)
        return;
    bool is_number = sequence->final == '~';
    key_code code = is_number ? number_key(sequence->parameters[0]) : letter_key(sequence->final);
    if (code == KEYCAP_NONE || code == KEYCAP_PASTE)
        ret_key->code = code;
    else
        ret_key->code = code | modifiers_of(sequence->parameters[1]);
}

static void add_digit(struct sequence *sequence, char digit)
{
    if (sequence->count == 0)
        sequence->count = 1;
    if (sequence->count > PARAMETERS)
        return;
    int *number = &sequence->parameters[sequence->count - 1];
    if (*number < 100000)
        *number = *number * 10 + (digit - '0');
}

/* X10's report: three bytes, each 32 more than it says. */
static size_t read_old_mouse(const char *text, size_t len, struct key *ret_key, bool *ret_is_part)
{
    *ret_is_part = len < 6;
    if (len < 6)
        return 0;
    int button = (unsigned char)text[3] - 32;
    ret_key->code = mouse_key(button, (button & 3) != 3 || button >= 64);
    ret_key->x = (unsigned char)text[4] - 33;
    ret_key->y = (unsigned char)text[5] - 33;
    return 6;
}

static size_t read_csi(const char *text, size_t len, struct key *ret_key, bool *ret_is_part)
{
    struct sequence sequence = {.count = 0};
    if (len > 2 && text[2] == 'M')
        return read_old_mouse(text, len, ret_key, ret_is_part);
    for (size_t at = 2; at < len; at++) {
        char c = text[at];
        if (c >= '0' && c <= '9') {
            add_digit(&sequence, c);
        } else if (c == ';' || c == ':') {
            sequence.count = sequence.count ? sequence.count + 1 : 2;
        } else if (at == 2 && c >= '<' && c <= '?') {
            sequence.private = c;
        } else if (at == 2 && c == '[') {
            continue; /* the Linux console's F1 is ESC [ [ A; terminfo names it */
        } else if (c >= '@' && c <= '~') {
            sequence.final = c;
            decode(&sequence, ret_key);
            return at + 1;
        } else if (c < 0x20 || c > '~') {
            ret_key->code = KEYCAP_NONE; /* broken off: what follows is a key of its own */
            return at;
        }
    }
    *ret_is_part = true;
    return 0;
}

static size_t read_ss3(const char *text, size_t len, struct key *ret_key, bool *ret_is_part)
{
    *ret_is_part = len < 3;
    if (len < 3)
        return 0;
    ret_key->code = letter_key(text[2]);
    return 3;
}

/* OSC, DCS, APC and the like: answers that nobody asked for, up to BEL or ST. */
static size_t skip_string(const char *text, size_t len, struct key *ret_key, bool *ret_is_part)
{
    ret_key->code = KEYCAP_NONE;
    for (size_t at = 2; at < len; at++) {
        if (text[at] == '\a')
            return at + 1;
        if (text[at] == '\x1b' && at + 1 < len)
            return text[at + 1] == '\\' ? at + 2 : at;
    }
    *ret_is_part = true;
    return 0;
}

size_t input_read_sequence(const char *text, size_t len, struct key *ret_key, bool *ret_is_part)
{
    *ret_is_part = len < 2;
    if (len < 2)
        return 0;
    switch (text[1]) {
    case '[': return read_csi(text, len, ret_key, ret_is_part);
    case 'O': return read_ss3(text, len, ret_key, ret_is_part);
    case ']':
    case 'P':
    case '_': return skip_string(text, len, ret_key, ret_is_part);
    default: return 0;
    }
}
