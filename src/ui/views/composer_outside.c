/* The note in somebody else's editor. Its draft is on the disk before, and names the file
 * meanwhile: whoever is killed, the newer of the two is offered at the next start. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/text.h"
#include "files/outside.h"
#include "ui/commands_internal.h"
#include "ui/views/composer.h"

static void begun(struct ui *ui, const char *file_name, void *context)
{
    struct composer *composer = context;

    snprintf(composer->outside, sizeof(composer->outside), "%s", file_name);
    (void)composer_keep(ui); /* where it fails that is told, and the text is in the file as well */
}

void composer_forget_outside(struct composer *composer)
{
    struct str path = {0};
    struct error ignored;

    if (composer->outside[0] && outside_path(composer->outside, &path, &ignored))
        unlink(str_text(&path));
    str_fini(&path);
    composer->outside[0] = '\0';
}

bool composer_edit_outside(struct ui *ui, struct composer *composer)
{
    struct ui_outside outside = {
        str_text(&composer->body.edit.text), NOTE_BYTES_MAX, begun, composer};
    struct str text = {0};
    struct error err;
    bool is_new = false;

    if (!ui_edit_text(ui, &outside, &text, &err)) {
        ui_fault(ui, &err);
    } else if (text_equal(str_text(&text), str_text(&composer->body.edit.text))) {
        ui_toast(ui, "the editor changed nothing");
    } else {
        editor_replace(&composer->body, str_text(&text), text.len);
        ui_toast(ui, "from the editor; C-s files it, C-_ takes it back");
        is_new = true;
    }
    if (!ui_is_ending(ui)) /* else the next start offers what the editor saved */
        composer->outside[0] = '\0';
    composer->at = FIELD_BODY;
    if (composer_is_blank(composer) && !composer->outside[0])
        composer_drop_draft(ui, composer);
    (void)composer_keep(ui);
    str_fini(&text);
    return is_new;
}

void composer_edit_note_outside(struct ui *ui, int64_t note)
{
    struct composer *composer = composer_of(ui);
    bool was_open = composer && composer->open && composer->note == note;

    composer_edit(ui, note);
    composer = composer_of(ui);
    if (!composer || !composer->open || composer->note != note)
        return;
    if (!composer_edit_outside(ui, composer) && !was_open && !composer->was_left &&
        !ui_is_ending(ui))
        composer_end(ui, composer); /* as it was: nothing to file */
}
