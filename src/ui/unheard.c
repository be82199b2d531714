/* A key whose command came to nothing says so, on whichever screen, so that nobody presses it twice
 * in doubt. What came of it is seen by what is drawn. */
#include <string.h>
#include "base/text.h"
#include "ui/shell.h"

/* As whole words: this is asked before each key is answered. */
static uint64_t mix(uint64_t hash, const struct canvas_cell *cell)
{
    uint64_t words[sizeof(*cell) / sizeof(uint64_t)];

    memcpy(words, cell, sizeof(words));
    hash ^= words[0] ^ words[1] * 0x9e3779b97f4a7c15u ^ words[2] * 0xc2b2ae3d27d4eb4fu;
    hash *= 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}
_Static_assert(sizeof(struct canvas_cell) == 24, "three words, and none of them padding");

/* Of all cells but those of one row (-1: all of them). */
static uint64_t picture_of(const struct canvas *canvas, int without_row)
{
    uint64_t hash = 14695981039346656037u;

    for (int y = 0; y < canvas->rows; y++) {
        const struct canvas_cell *row = canvas_cell_at(canvas, 0, y);

        for (int x = 0; x < canvas->columns && y != without_row; x++)
            hash = mix(hash, &row[x]);
    }
    return hash;
}

/* Going about comes to nothing at an end, which is seen; what is of the terminal shows there. */
static bool is_quiet(const char *command)
{
    static const char *const words[] = {
        "clear", "redraw", "suspend", "quit", "quit-now", "wheel-up", "wheel-down"};
    struct list list = {0};

    return text_is_one_of(command, words, COUNT_OF(words)) || list_command(&list, command);
}

void unheard_look(struct ui *ui)
{
    ui->unheard.without_row = ui->had_toast ? ui->canvas.rows - 2 : -1;
    ui->unheard.picture = picture_of(&ui->canvas, ui->unheard.without_row);
}

void unheard_begin(struct ui *ui, const struct key_sequence *keys, const char *command)
{
    struct unheard *unheard = &ui->unheard;

    unheard->is_asked = !is_quiet(command);
    if (!unheard->is_asked)
        return;
    if (keys->count == 1)
        unheard_look(ui);
    str_clear(&unheard->command);
    str_add(&unheard->command, command);
    key_sequence_text(keys, unheard->keys, sizeof(unheard->keys));
}

bool unheard_tell(struct ui *ui)
{
    struct unheard *unheard = &ui->unheard;
    const char *command = str_text(&unheard->command), *about;

    if (!unheard->is_asked)
        return false;
    unheard->is_asked = false;
    if (toast_is_shown(&ui->toast) ||
        picture_of(&ui->canvas, unheard->without_row) != unheard->picture)
        return false;
    about = shell_about(ui, command);
    ui_toast(ui, "%s changes nothing here: %s", unheard->keys, about && *about ? about : command);
    return true;
}
