#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/bars.h"

static void say(struct toast *toast, const char *text, const char *undo_key)
{
    struct str whole = {0}, cut = {0};
    text_clean(&whole, text, strlen(text));
    text_cut(&cut, str_text(&whole), (int)sizeof(toast->text) / 4 - 1, false);
    snprintf(toast->text, sizeof(toast->text), "%s", str_text(&cut));
    str_fini(&cut);
    snprintf(toast->undo_key, sizeof(toast->undo_key), "%s", undo_key ? undo_key : "");
    str_fini(&whole);
    toast->said++;
}

void toast_say(struct toast *toast, const char *text, const char *undo_key)
{
    say(toast, text, undo_key);
    toast->is_done = true;
    toast->is_undo = false;
    toast->is_fault = false;
    toast->keys_left = 2;
}

void toast_tell(struct toast *toast, const char *text)
{
    toast_say(toast, text, NULL);
    toast->is_done = false;
}

void toast_fault(struct toast *toast, const char *text)
{
    say(toast, text, NULL);
    toast->is_done = false;
    toast->is_fault = true;
    toast->keys_left = 1;
}

void toast_key(struct toast *toast)
{
    if (toast->keys_left > 0 && --toast->keys_left == 0)
        toast->text[0] = '\0';
}

void toast_clear(struct toast *toast)
{
    toast->text[0] = '\0';
    toast->keys_left = 0;
}

bool toast_is_shown(const struct toast *toast)
{
    return toast->text[0] != '\0';
}

void toast_draw(const struct toast *toast, struct canvas *canvas, struct area area)
{
    struct area before = canvas_enter(canvas, area);
    bool has_undo = toast->undo_key[0] != '\0';
    int undo = has_undo ? text_columns(toast->undo_key) + 8 : 0; /* three blanks, ` undo` */
    int room = area.columns - 2 - undo;
    int x = 1;
    if (!toast_is_shown(toast)) {
        canvas_leave(canvas, before);
        return;
    }
    canvas_blank(canvas, canvas_area(canvas), GROUND_SCREEN);
    if (toast->is_done) {
        x = canvas_put(canvas, x, 0, ROLE_GOOD, "✓") + 1;
        room -= 2;
    }
    x = canvas_put_cut(canvas, x, 0, toast->is_fault ? ROLE_ERROR : ROLE_TOAST, toast->text, room);
    if (has_undo) {
        x = canvas_put(canvas, x + 3, 0, ROLE_HINT_KEY, toast->undo_key);
        canvas_put(canvas, x + 1, 0, ROLE_HINT_TEXT, toast->is_undo ? _("redo") : _("undo"));
    }
    canvas_leave(canvas, before);
}
