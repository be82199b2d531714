/* Keys and what they do: a table of sections, key sequences and command lines. files/keymap_file
 * fills it from config/keys.yaml and the user's; ui/keymap asks it; `keys --check` shows it. */
#ifndef CORE_KEYMAP_H
#define CORE_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"

/* One key: a code point or a KEYCAP_, with KEYMOD_ bits. Letters with Ctrl are lower case. */
typedef uint32_t key_code;

#define KEYMOD_CTRL 0x10000000u
#define KEYMOD_META 0x20000000u
#define KEYMOD_SHIFT 0x40000000u /* of keys that bear no character only */
#define KEYMOD_ALL (KEYMOD_CTRL | KEYMOD_META | KEYMOD_SHIFT)
#define KEYCAP_FIRST 0x200000u /* above all code points */

enum keycap {
    KEYCAP_ENTER = KEYCAP_FIRST,
    KEYCAP_TAB,
    KEYCAP_ESC,
    KEYCAP_BACKSPACE,
    KEYCAP_DEL,
    KEYCAP_INS,
    KEYCAP_UP,
    KEYCAP_DOWN,
    KEYCAP_LEFT,
    KEYCAP_RIGHT,
    KEYCAP_HOME,
    KEYCAP_END,
    KEYCAP_PGUP,
    KEYCAP_PGDN,
    KEYCAP_F1, /* F1 to F12 follow each other */
    KEYCAP_F12 = KEYCAP_F1 + 11,
    /* What has no name and cannot be bound: see ui/input. */
    KEYCAP_PASTE,
    KEYCAP_CLICK,
    KEYCAP_RIGHT_CLICK,
    KEYCAP_MIDDLE_CLICK,
    KEYCAP_WHEEL_UP,
    KEYCAP_WHEEL_DOWN,
    KEYCAP_NONE, /* bytes that mean nothing */
};

#define KEY_TEXT_ROOM 24 /* bytes that key_text may write */
#define KEY_SEQUENCE 4   /* keys in a row, as in `g t` */

/* `j`, `C-d`, `S-Tab`, `M-1`, `F1`, `Enter`, `Space`. Names of keys in any case. */
bool key_from_name(const char *name, key_code *ret_key) CHECKED;
/* Into a buffer of KEY_TEXT_ROOM; returns it. What cannot be bound gives "". */
char *key_text(key_code key, char *buffer);

struct key_sequence {
    key_code keys[KEY_SEQUENCE];
    int count;
};
bool key_sequence_parse(
    const char *text, struct key_sequence *ret_sequence, struct error *err) CHECKED;
/* `g t`, into size bytes; returns buffer. */
char *key_sequence_text(const struct key_sequence *sequence, char *buffer, size_t size);

struct keymap_binding {
    const char *section; /* `list`, `prompt`, the name of a view */
    struct key_sequence sequence;
    const char *command; /* a command line */
    int layer;           /* of the keymap when it was bound */
    int line, column;    /* in its file; 0: not known */
};

/* A zeroed one is empty. Its strings lie in its arena. Each file that is laid over the ones before
 * counts the layer up. */
struct keymap {
    int layer;
    struct keymap_bindings ARRAY_OF(struct keymap_binding) bindings;
    struct arena arena;
};

void keymap_fini(struct keymap *keymap);
/* Binds a sequence in a section, in place of what it did there, and of what it begins or goes on
 * from in an earlier layer; the command `off` unbinds it. Not possible: keys that have no name, or
 * a sequence that begins another of the section and layer. */
bool keymap_bind(struct keymap *keymap, const char *section, const char *keys, const char *command,
    struct error *err) CHECKED;

enum keymap_answer { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_COMMAND };

/* The sections that are asked, first one first: { "tasks", "list", "global" }. */
struct keymap_sections {
    const char *names[4]; /* borrowed */
    int count;
};
/* *ret_command is set for KEYMAP_COMMAND only. */
enum keymap_answer keymap_find(const struct keymap *keymap, const struct keymap_sections *sections,
    const struct key_sequence *pressed, const char **ret_command);
/* The bindings that go on from a prefix, shadowed ones left out: at most room of them into
 * ret_found; returns how many there are. */
size_t keymap_continuations(const struct keymap *keymap, const struct keymap_sections *sections,
    const struct key_sequence *prefix, const struct keymap_binding **ret_found, size_t room);
/* The first sequence that runs this command line in these sections; NULL when there is none. */
const struct keymap_binding *keymap_for_command(
    const struct keymap *keymap, const struct keymap_sections *sections, const char *command);

/* What this binding keeps from ever running on the screens where it holds: on a screen's list the
 * sections of the screen, list and global are asked in this order, and a sequence that was found
 * ends the search. The same keys in another section are no such thing: that is how a screen
 * differs, or goes on from there: `s h: sort health` over `s: sort`. Returns how many; *ret_first
 * is the first of them. */
size_t keymap_hides(const struct keymap *keymap, const struct keymap_binding *binding,
    const struct keymap_binding **ret_first);
/* The binding of `list` because of which one of `global` does not run on lists; NULL: it does. */
const struct keymap_binding *keymap_hidden_by(
    const struct keymap *keymap, const struct keymap_binding *binding);

/* What commands there are, told by the face that has them: for checks of keys. */
struct key_commands {
    bool (*knows)(const char *line);
    const char *(*name)(size_t index); /* NULL past the last */
};

#endif
