/* Choosing a theme: the whole screen shows each one as the cursor comes to it. */
#include <stdio.h>
#include "app/checks.h"
#include "app/looks.h"
#include "app/settings.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/live.h"
#include "ui/screen.h"
#include "ui/shell.h"

/* Without a terminal, as in tests, only ui->theme tells. */
static bool show_theme(struct ui *ui, const char *name)
{
    bool is_read = session_theme(ui->session, name, &ui->theme);

    if (is_read && ui->loop)
        screen_set_theme(&ui->theme);
    return is_read;
}

static void preview(struct ui *ui, const struct ui_choice *choice)
{
    if (!show_theme(ui, choice->text))
        ui_toast(ui, "theme %s: its file has faults; g f tells them", choice->text);
}

static void take_back(struct ui *ui, void *context)
{
    const struct theme *before = context;

    ui->theme = *before;
    if (ui->loop)
        screen_set_theme(*before->name ? &ui->theme : style_terminal_theme());
}

/* Where it cannot be kept, as in the demo, it holds until the end. */
static void keep(struct ui *ui, const char *asked)
{
    char name[sizeof(ui->theme.name)];
    struct error err;

    snprintf(name, sizeof(name), "%s", asked);
    if (!show_theme(ui, name)) {
        ui_toast(ui, "no theme '%s'; :theme lists those there are", name);
        return;
    }
    if (!session_setting_set(ui->session, settings_find("theme"), name, &err)) {
        ui_toast(ui, "theme %s until the end: %s", name, err.text);
        return;
    }
    ui->theme_asked = NULL;
    live_settings_changed(ui);
    ui_toast(ui, "theme %s, kept in daybook.yaml", name);
}

static void take(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        keep(ui, ui->theme.name); /* it was looked at last */
    else
        take_back(ui, context);
}

static void choose_among(struct ui *ui, const struct theme_lines *themes, struct arena *arena)
{
    struct ui_choice *choices = arena_alloc_array(arena, themes->count + 1, sizeof(*choices));
    struct theme *before;
    size_t at = 0;

    for (size_t i = 0; i < themes->count; i++) {
        const struct theme_line *theme = &themes->items[i];

        choices[i] =
            (struct ui_choice){.text = theme->name, .detail = theme->about, .id = (int64_t)i};
        if (text_equal(theme->name, ui->theme.name))
            at = i;
    }
    ui_choose_from(ui, &(struct ui_choosing){.title = _("Theme"),
                           .footer = _("shown as you go"),
                           .choices = choices,
                           .count = themes->count,
                           .chosen = take,
                           .cancelled = take_back,
                           .looked_at = preview,
                           .at = at});
    before = arena_alloc(&ui->modal.arena, sizeof(*before));
    *before = ui->theme;
    ui->modal.context = before;
}

void theme_choose(struct ui *ui, const char *name)
{
    struct arena arena = {0};
    struct theme_lines themes = {0};
    struct fault_list faults = {0};
    struct error err;

    if (ui->loop && screen_depth() == DEPTH_MONO)
        ui_toast(
            ui, "no colours here (NO_COLOR, --color or the terminal), so all themes look alike");
    else if (*name)
        keep(ui, name);
    else if (check_themes(session_config_dir(ui->session), &arena, &themes, &faults, &err))
        choose_among(ui, &themes, &arena);
    else
        ui_fault(ui, &err);
    array_fini(&themes);
    fault_list_fini(&faults);
    arena_fini(&arena);
}
