#include "ui/keys.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/popup.h"

#define SHOWN_MOST 40
enum { GAP = 3, COLUMNS = 44 };

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

/* What follows the keys that were pressed. */
static const char *rest_of(
    const struct keys_popup *popup, const struct keymap_binding *row, char *text, size_t size)
{
    struct key_sequence rest = {.count = 0};

    for (int i = popup->keys->pressed.count; i < row->sequence.count; i++)
        rest.keys[rest.count++] = row->sequence.keys[i];
    return key_sequence_text(&rest, text, size);
}

static const char *words_of(const struct keys_popup *popup, const struct keymap_binding *row)
{
    const char *about = popup->about ? popup->about(popup->context, row->command) : NULL;

    return about && *about ? about : row->command;
}

/* Columns that a row takes at most, and its keys alone. */
static int widest(const struct keys_popup *popup, const struct keymap_binding *const *rows,
    int count, int *ret_keys)
{
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM];
    int keys = 0, words = 0;

    for (int i = 0; i < count; i++) {
        int key = text_columns(rest_of(popup, rows[i], text, sizeof(text)));
        int word = text_columns(words_of(popup, rows[i]));

        keys = key > keys ? key : keys;
        words = word > words ? word : words;
    }
    *ret_keys = keys;
    return keys + GAP + words;
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

/* The first words of a sentence, where there is no room for more. */
static const char *few_words(const char *words, char *few, size_t size)
{
    snprintf(few, size, "%.*s", (int)strcspn(words, ":;,("), words);
    return few;
}

static void draw_row(const struct keys_popup *popup, struct canvas *canvas, struct area cell,
    const struct keymap_binding *row, int keys)
{
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM], few[96];
    const char *words = words_of(popup, row);
    int room = cell.columns - keys - GAP;

    if (text_columns(words) > room)
        words = few_words(words, few, sizeof(few));
    canvas_place(canvas, cell, row->command);
    canvas_put(canvas, cell.x, cell.y, ROLE_HINT_KEY, rest_of(popup, row, text, sizeof(text)));
    canvas_put_cut(canvas, cell.x + keys + GAP, cell.y, ROLE_TEXT, words, room);
}

/* In two columns where there are more than rows; what even those do not hold is counted. */
static void draw_rows(const struct keys_popup *popup, struct canvas *canvas,
    const struct keymap_binding *const *rows, int count, struct area area, int keys)
{
    int parts = count > area.rows ? 2 : 1, held = area.rows * parts;
    int columns = (area.columns - GAP * (parts - 1)) / parts;

    for (int i = 0; i < count && i < held; i++) {
        struct area cell = {
            area.x + i / area.rows * (columns + GAP), area.y + i % area.rows, columns, 1};

        if (i + 1 == held && count > held)
            canvas_putf(canvas, cell.x, cell.y, ROLE_MUTED, _("%d more: see help"), count - i);
        else
            draw_row(popup, canvas, cell, rows[i], keys);
    }
}

/* The keys that were pressed, and a rule below; the rows left. */
static struct area draw_head(
    const struct keys_popup *popup, const struct popup *frame, struct canvas *canvas)
{
    struct area inside = canvas_area(canvas);
    char text[KEY_SEQUENCE * KEY_TEXT_ROOM];

    canvas_put(
        canvas, 1, 0, ROLE_HINT_KEY, key_sequence_text(&popup->keys->pressed, text, sizeof(text)));
    canvas_put_right(canvas, inside.columns - 1, 0, ROLE_HINT_TEXT, _("Esc close"));
    popup_divide(frame, 1);
    return (struct area){1, 2, inside.columns - 2, inside.rows - 2};
}

/* Without its head where that would cost rows. */
void keys_draw(const struct keys_popup *popup, struct canvas *canvas)
{
    const struct keymap_binding *found[SHOWN_MOST];
    int shown = known_continuations(popup, found), keys;
    int columns = widest(popup, found, shown, &keys) + 2;
    struct popup frame;
    struct area area;

    columns = columns > POPUP_COLUMNS ? POPUP_COLUMNS : columns < COLUMNS ? COLUMNS : columns;
    frame = popup_open(canvas, columns, shown + 2);
    area = canvas_area(canvas);
    area = (struct area){1, 0, area.columns - 2, area.rows};
    if (shown + 2 <= area.rows)
        area = draw_head(popup, &frame, canvas);
    draw_rows(popup, canvas, found, shown, area, keys);
    popup_close(&frame);
}
