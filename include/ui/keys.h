/* Keys pressed to command lines: prefixes wait without a limit, Esc leaves them, and what may
 * follow is shown after a moment (look: the caller draws keys_draw when KEYS_POPUP_MS have passed).
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "core/keymap.h"
#include "ui/canvas.h"
#include "ui/input.h"

#define KEYS_POPUP_MS 300

/* A zeroed one is ready. While pressed.count > 0 it is within a prefix. */
struct keys {
    struct key_sequence pressed;
};

/* KEYMAP_COMMAND sets *ret_command; KEYMAP_PREFIX waits for more; KEYMAP_NONE: the key means
 * nothing here, or it left a prefix. */
enum keymap_answer keys_feed(struct keys *keys, const struct keymap *keymap,
    const struct keymap_sections *sections, key_code key, const char **ret_command);
void keys_clear(struct keys *keys);

/* What a command does, for the popup; "" shows the command line itself, NULL leaves it out. */
typedef const char *keys_about(void *context, const char *command);
struct keys_popup {
    const struct keys *keys;
    const struct keymap *keymap;
    const struct keymap_sections *sections;
    keys_about *about; /* may be NULL */
    void *context;     /* of about */
};
/* Draws the continuations of the prefix; the whole canvas must be entered. */
void keys_draw(const struct keys_popup *popup, struct canvas *canvas);

#endif
