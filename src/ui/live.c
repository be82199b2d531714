#include "ui/live.h"

#include <string.h>
#include "app/looks.h"
#include "app/settings.h"
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/screen.h"
#include "ui/shell.h"

static const char *theme_wanted(const struct ui *ui)
{
    const char *set = session_settings(ui->session)->theme;

    return !ui->theme_asked && set && screen_depth() != DEPTH_MONO ? set : screen_theme_name();
}

void live_theme(struct ui *ui)
{
    const char *name = theme_wanted(ui);

    ui->looks_mark = session_looks_mark(ui->session, name);
    if (session_theme(ui->session, name, &ui->theme))
        screen_set_theme(&ui->theme);
    else
        ui_toast(ui, "no theme '%s'; the terminal's own colours stand in", name);
}

/* What is drawn otherwise by a setting. */
static void follow_settings(struct ui *ui)
{
    ui->canvas.braille = text_equal(session_settings(ui->session)->charts, "braille");
    if (ui->loop) /* else there is no terminal */
        live_theme(ui);
    ui_changed(ui);
    if (ui->loop && session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
}

static bool looks_moved(struct ui *ui)
{
    const char *theme = ui->loop ? theme_wanted(ui) : "";

    if (session_looks_mark(ui->session, theme) == ui->looks_mark)
        return false;
    session_looks_forget(ui->session);
    keymap_fini(&ui->keymap);
    ui->keymap = (struct keymap){0};
    session_keymap(ui->session, &ui->keymap);
    memset(ui->hint_keys, 0, sizeof(ui->hint_keys));
    ui->looks_mark = session_looks_mark(ui->session, theme);
    return true;
}

void live_settings_changed(struct ui *ui)
{
    (void)session_settings_look(ui->session);
    (void)looks_moved(ui);
    follow_settings(ui);
}

bool live_look(struct ui *ui)
{
    bool settings = session_settings_look(ui->session);
    bool looks = looks_moved(ui);

    if (settings || looks)
        follow_settings(ui);
    return settings || looks;
}
