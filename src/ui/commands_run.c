/* A line is run: by the screen that is shown, its list, or as a command of every screen. */
#include <stdlib.h>
#include <string.h>
#include "ui/shell.h"

static bool run_on_list(struct ui *ui, const char *command)
{
    const struct view *view = view_at(ui->current);
    void *state = ui->states[ui->current];
    struct list *list = view->list ? view->list(state) : NULL;

    if (!list || !list_command(list, command))
        return false;
    if (view->moved)
        view->moved(ui, state);
    ui->moved = !view->moved;
    return true;
}

static void say_unknown(struct ui *ui, const char *command)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);
    char key[32];

    if (binding)
        ui_toast(ui, "%s does nothing on this screen; ? lists what does",
            key_sequence_text(&binding->sequence, key, sizeof(key)));
    else
        ui_toast(ui, "no command '%s'; : lists them", command);
}

/* While the screen is shared only what brings up nothing else may run. */
static bool shows_nothing(const char *command, size_t len)
{
    static const char *const safe[] = {
        "clear", "edit-outside", "mouse", "present", "redraw", "suspend"};

    for (size_t i = 0; i < COUNT_OF(safe); i++)
        if (strlen(safe[i]) == len && !strncmp(safe[i], command, len))
            return true;
    return false;
}

static void run_line(struct ui *ui, const char *command)
{
    size_t len = strcspn(command, " ");
    const char *rest = command + len + strspn(command + len, " ");
    const struct view_command *own = shell_view_command(view_at(ui->current), command, len);
    const struct shell_command *global = shell_command_find(command, len);

    if (own) {
        own->run(ui, ui->states[ui->current], rest);
    } else if (run_on_list(ui, command)) {
        return;
    } else if (global && ui->presenting && !shows_nothing(command, len)) {
        ui_toast(ui, "the screen is shared: Esc ends it");
    } else if (global && shell_as_of_refuses(ui, command, len)) {
        return;
    } else if (global) {
        global->run(ui, rest);
    } else {
        say_unknown(ui, command);
    }
}

/* What a person ran, not what that went on to. */
void ui_run(struct ui *ui, const char *command)
{
    char *line = mem_copy_text(command);

    if (ui->run_depth++ == 0) {
        str_clear(&ui->running);
        str_add(&ui->running, line);
    }
    run_line(ui, line);
    ui->run_depth--;
    free(line);
}

void ui_run_about(struct ui *ui, const char *command, const char *rest)
{
    struct str line = {0};

    str_addf(&line, "%s %s", command, rest);
    ui_run(ui, str_text(&line));
    str_fini(&line);
}
