/* Keys in words and out of them. */
#include <stdio.h>
#include <string.h>
#include "base/str.h"
#include "base/text.h"
#include "core/keymap.h"

static const struct {
    const char *name; /* the first of a code is the one that is shown */
    key_code key;
} names[] = {
    {"Enter", KEYCAP_ENTER},
    {"Return", KEYCAP_ENTER},
    {"Tab", KEYCAP_TAB},
    {"Esc", KEYCAP_ESC},
    {"Escape", KEYCAP_ESC},
    {"Backspace", KEYCAP_BACKSPACE},
    {"BS", KEYCAP_BACKSPACE},
    {"Del", KEYCAP_DEL},
    {"Delete", KEYCAP_DEL},
    {"Ins", KEYCAP_INS},
    {"Insert", KEYCAP_INS},
    {"Up", KEYCAP_UP},
    {"Down", KEYCAP_DOWN},
    {"Left", KEYCAP_LEFT},
    {"Right", KEYCAP_RIGHT},
    {"Home", KEYCAP_HOME},
    {"End", KEYCAP_END},
    {"PgUp", KEYCAP_PGUP},
    {"PageUp", KEYCAP_PGUP},
    {"PgDn", KEYCAP_PGDN},
    {"PageDown", KEYCAP_PGDN},
    {"Space", ' '},
};

static bool function_key(const char *name, key_code *ret_key)
{
    long long number;
    if ((name[0] != 'F' && name[0] != 'f') || !text_to_int(name + 1, &number) || number < 1 ||
        number > 12)
        return false;
    *ret_key = KEYCAP_F1 + (key_code)(number - 1);
    return true;
}

static bool base_key(const char *name, key_code *ret_key)
{
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (text_equal_nocase(names[i].name, name)) {
            *ret_key = names[i].key;
            return true;
        }
    }
    size_t len = strlen(name);
    uint32_t code = 0;
    if (len > 0 && text_decode(name, len, &code) == len && code > ' ' && code != 0x7f) {
        *ret_key = code;
        return true;
    }
    return function_key(name, ret_key);
}

static key_code modifier(char letter)
{
    return letter == 'C'   ? KEYMOD_CTRL
           : letter == 'M' ? KEYMOD_META
           : letter == 'S' ? KEYMOD_SHIFT
                           : 0;
}

/* A terminal cannot tell these from Backspace, Tab, Enter and Esc. */
static bool is_other_key(key_code base)
{
    return base == 'h' || base == 'i' || base == 'j' || base == 'm' || base == '[';
}

/* A terminal sends Ctrl and Shift with characters in one way only, so such names have one form. */
static bool is_possible(key_code key)
{
    key_code base = key & ~KEYMOD_ALL;
    if (base >= KEYCAP_FIRST)
        return true;
    if (key & KEYMOD_SHIFT)
        return false;
    if (key & KEYMOD_CTRL && is_other_key(base >= 'A' && base <= 'Z' ? base + 'a' - 'A' : base))
        return false;
    return (key & KEYMOD_CTRL) == 0 || base == ' ' || (base >= '@' && base <= '_') ||
           (base >= 'a' && base <= 'z');
}

bool key_from_name(const char *name, key_code *ret_key)
{
    key_code modifiers = 0, key = 0;
    while (name[0] != '\0' && name[1] == '-' && name[2] != '\0' && modifier(name[0]) != 0) {
        modifiers |= modifier(name[0]);
        name += 2;
    }
    if (!base_key(name, &key) || !is_possible(key | modifiers))
        return false;
    if ((modifiers & KEYMOD_CTRL) && key >= 'A' && key <= 'Z')
        key += 'a' - 'A';
    *ret_key = key | modifiers;
    return true;
}

static void base_name(key_code key, char *buffer, size_t size)
{
    char bytes[5] = "";
    buffer[0] = '\0';
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (names[i].key == key) {
            snprintf(buffer, size, "%s", names[i].name);
            return;
        }
    }
    if (key >= KEYCAP_F1 && key <= KEYCAP_F12) {
        snprintf(buffer, size, "F%u", (unsigned)(key - KEYCAP_F1 + 1));
    } else if (key < KEYCAP_FIRST && key > ' ') {
        bytes[text_encode(key, bytes)] = '\0';
        snprintf(buffer, size, "%s", bytes);
    }
}

char *key_text(key_code key, char *buffer)
{
    char name[16];
    base_name(key & ~KEYMOD_ALL, name, sizeof(name));
    snprintf(buffer, KEY_TEXT_ROOM, "%s%s%s%s", name[0] && key & KEYMOD_CTRL ? "C-" : "",
        name[0] && key & KEYMOD_META ? "M-" : "", name[0] && key & KEYMOD_SHIFT ? "S-" : "", name);
    return buffer;
}

/* Terminals send the same byte for both: what the other one is called, or NULL. */
static const char *same_key(const char *name)
{
    static const struct {
        const char *name, *other;
    } same[] = {{"C-i", "Tab"}, {"C-m", "Enter"}, {"C-j", "Enter"}, {"C-[", "Esc"},
        {"C-h", "Backspace"}};
    for (size_t i = 0; i < COUNT_OF(same); i++)
        if (strcmp(same[i].name, name) == 0)
            return same[i].other;
    return NULL;
}

static bool refuse_name(const char *name, struct error *err)
{
    const char *other = same_key(name);
    if (other != NULL)
        return error_set(
            err, ERROR_USAGE, "'%s' cannot be told from %s: terminals send the same", name, other);
    return error_set(
        err, ERROR_USAGE, "'%s' is not the name of a key; as j, C-d, S-Tab, F1", name);
}

static bool add_key(struct key_sequence *sequence, const char *name, struct error *err)
{
    if (sequence->count == KEY_SEQUENCE)
        return error_set(err, ERROR_USAGE, "more than %d keys in a row", KEY_SEQUENCE);
    if (!key_from_name(name, &sequence->keys[sequence->count]))
        return refuse_name(name, err);
    sequence->count++;
    return true;
}

bool key_sequence_parse(const char *text, struct key_sequence *ret_sequence, struct error *err)
{
    struct key_sequence sequence = {.count = 0};
    while (*text != '\0') {
        char name[32];
        size_t len = strcspn(text, " ");
        if (len >= sizeof(name))
            return error_set(err, ERROR_USAGE, "'%.40s' is not the name of a key", text);
        memcpy(name, text, len);
        name[len] = '\0';
        if (len > 0 && !add_key(&sequence, name, err))
            return false;
        text += len + (text[len] == ' ');
    }
    if (sequence.count == 0)
        return error_set(err, ERROR_USAGE, "no key is named");
    *ret_sequence = sequence;
    return true;
}

char *key_sequence_text(const struct key_sequence *sequence, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (int i = 0; i < sequence->count; i++) {
        char name[KEY_TEXT_ROOM];
        int len = snprintf(buffer + used, size - used, "%s%s", i > 0 ? " " : "",
            key_text(sequence->keys[i], name));
        if (len < 0 || (size_t)len >= size - used)
            break;
        used += (size_t)len;
    }
    return buffer;
}
