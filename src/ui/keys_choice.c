/* Choosing which keys to begin with, where one does not want to write a file for it. */
#include "app/looks.h"
#include "app/settings.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/live.h"
#include "ui/shell.h"

static const struct {
    const char *name, *about;
} presets[] = {
    {"default", N_("letters for verbs, j and k to move")},
    {"vim", N_("closer to the fingers of vim: dd, o, ZZ, C-e")},
    {"arrows", N_("arrows and function keys; no letter moves the cursor")},
};

const char *keys_choice(size_t index, const char **ret_about)
{
    if (index >= COUNT_OF(presets))
        return NULL;
    *ret_about = presets[index].about;
    return presets[index].name;
}

/* Where it cannot be kept, as in the demo, it holds until the end. */
static void keep(struct ui *ui, const char *name)
{
    struct error err;

    if (session_setting_set(ui->session, settings_find("keys"), name, &err)) {
        live_settings_changed(ui);
        ui_toast(ui, "keys %s, kept in daybook.yaml; ? lists them", name);
        return;
    }
    ui_toast(ui, "keys %s until the end: %s", name, err.text);
    keymap_fini(&ui->keymap);
    ui->keymap = (struct keymap){0};
    session_keymap_begun(ui->session, name, &ui->keymap);
}

static void chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        keep(ui, presets[id].name);
}

void keys_choose(struct ui *ui, const char *name)
{
    const char *now = session_settings(ui->session)->keys;
    struct ui_choice choices[COUNT_OF(presets)];

    for (size_t i = 0; i < COUNT_OF(presets); i++) {
        if (text_equal(presets[i].name, name)) {
            keep(ui, name);
            return;
        }
        choices[i] = (struct ui_choice){.text = presets[i].name,
            .detail = _(presets[i].about),
            .key = text_equal(presets[i].name, now ? now : "default") ? _("now") : NULL,
            .id = (int64_t)i};
    }
    if (*name)
        ui_toast(ui, "there are no keys '%s': default, vim or arrows", name);
    else
        ui_choose(ui, _("Keys"), choices, COUNT_OF(choices), chosen, NULL);
}
