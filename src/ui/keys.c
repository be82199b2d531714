#include "ui/keys.h"

#include <stdio.h>
#include "ui/popup.h"

#define SHOWN_MOST 40

void keys_clear(struct keys *keys)
{
    keys->pressed.count = 0;
}

static bool leaves_prefix(key_code key)
{
    return key == KEYCAP_ESC || key == ('c' | KEYMOD_CTRL) || key == ('g' | KEYMOD_CTRL);
}

enum keymap_answer keys_feed(struct keys *keys, const struct keymap *keymap,
    const struct keymap_sections *sections, key_code key, const char **ret_command)
{
    if (keys->pressed.count > 0 && leaves_prefix(key)) {
        keys_clear(keys);
        return KEYMAP_NONE;
    }
    keys->pressed.keys[keys->pressed.count++] = key;
    enum keymap_answer answer = keymap_find(keymap, sections, &keys->pressed, ret_command);
    if (answer != KEYMAP_PREFIX || keys->pressed.count == KEY_SEQUENCE)
        keys_clear(keys);
    return answer;
}

static void draw_row(
    const struct keys_popup *popup, struct canvas *canvas, int y, const struct keymap_binding *row)
{
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM];
    struct key_sequence rest = {.count = 0};
    for (int i = popup->keys->pressed.count; i < row->sequence.count; i++)
        rest.keys[rest.count++] = row->sequence.keys[i];
    const char *about = popup->about ? popup->about(popup->context, row->command) : NULL;
    canvas_put(canvas, 1, y, ROLE_HINT_KEY, key_sequence_text(&rest, text, sizeof(text)));
    int columns = canvas_area(canvas).columns;
    canvas_place(canvas, (struct area){0, y, columns, 1}, row->command);
    canvas_put_cut(canvas, 9, y, ROLE_TEXT, about && *about ? about : row->command, columns - 10);
}

/* Those whose command is known. */
static int known_continuations(
    const struct keys_popup *popup, const struct keymap_binding *ret_found[SHOWN_MOST])
{
    size_t count = keymap_continuations(
        popup->keymap, popup->sections, &popup->keys->pressed, ret_found, SHOWN_MOST);
    int known = 0;
    for (size_t i = 0; i < count && i < SHOWN_MOST; i++)
        if (!popup->about || popup->about(popup->context, ret_found[i]->command))
            ret_found[known++] = ret_found[i];
    return known;
}

void keys_draw(const struct keys_popup *popup, struct canvas *canvas)
{
    const struct keymap_binding *found[SHOWN_MOST];
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM];
    int shown = known_continuations(popup, found);
    struct popup frame = popup_open(canvas, 44, shown + 2);
    canvas_put(
        canvas, 1, 0, ROLE_HINT_KEY, key_sequence_text(&popup->keys->pressed, text, sizeof(text)));
    canvas_put_right(canvas, canvas_area(canvas).columns - 1, 0, ROLE_HINT_TEXT, "Esc close");
    popup_divide(&frame, 1);
    for (int i = 0; i < shown; i++)
        draw_row(popup, canvas, i + 2, found[i]);
    popup_close(&frame);
}
