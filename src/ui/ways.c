#include "ui/ways.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

const char *way_key(struct ui *ui, const char *command, char buffer[WAY_ROOM])
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    if (binding)
        return key_sequence_text(&binding->sequence, buffer, WAY_ROOM);
    snprintf(buffer, WAY_ROOM, ":%s", command);
    return buffer;
}

const char *way_key_in(
    struct ui *ui, const char *section, const char *command, char buffer[WAY_ROOM])
{
    const struct keymap_sections sections = {{section}, 1};
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    *buffer = '\0';
    return binding ? key_sequence_text(&binding->sequence, buffer, WAY_ROOM) : buffer;
}

int way_put(
    struct ui *ui, struct canvas *canvas, int x, int y, const char *command, const char *words)
{
    char key[WAY_ROOM];

    x = canvas_put(canvas, x, y, ROLE_HINT_KEY, way_key(ui, command, key));
    return canvas_put(canvas, x + 2, y, ROLE_HINT_TEXT, words);
}

bool way_refuse_empty(struct ui *ui)
{
    char add[WAY_ROOM], import[WAY_ROOM];
    int64_t count = 0;
    struct error ignored;

    if (!store_count(session_store(ui->session), KIND_ACCOUNT, &count, &ignored) || count)
        return false;
    if (ui->current == VIEW_FIRST) /* the keys that stand there */
        ui_toast(ui, "there is no account yet: i takes in an export, e adds the first");
    else
        ui_toast(ui, "there is no account yet: %s adds one, %s takes in an export",
            way_key(ui, "add", add), way_key(ui, "import", import));
    return true;
}

static void account_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct error err;
    int64_t account = id;
    char *line;

    if (id < 0 && !verb_find_account(ui->session, typed, &account, &err)) {
        ui_fault(ui, &err);
        return;
    }
    line = mem_copy_text(str_text(&ui->asked));
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
    shell_load(ui); /* the account is the screen's once it was read */
    if (ui->current == VIEW_ACCOUNT && ui_account(ui) == account)
        ui_run(ui, line);
    free(line);
}

/* What each command that needs an account asks where there is none. */
static const struct {
    const char *command, *question;
} asked_of[] = {
    {"brief", N_("A page about which account?")},
    {"log", N_("Log a call with which account?")},
    {"open", N_("Open which account?")},
    {"paste-note", N_("Write what was pasted into a note on which account?")},
    {"playbook", N_("Start a playbook on which account?")},
    {"prepare", N_("Prepare for which account?")},
    {"template", N_("Write a note on which account?")},
    {"why", N_("Why does which account stand where it does?")},
};

static const char *question_of(const char *line)
{
    size_t len = strcspn(line, " ");

    for (size_t i = 0; i < COUNT_OF(asked_of); i++)
        if (strlen(asked_of[i].command) == len && !strncmp(line, asked_of[i].command, len))
            return _(asked_of[i].question);
    return _("On which account?");
}

void way_choose_account(struct ui *ui)
{
    if (way_refuse_empty(ui))
        return;
    str_clear(&ui->asked);
    str_add(&ui->asked, str_text(&ui->running));
    accounts_choose(ui, question_of(str_text(&ui->asked)), account_chosen);
}

void way_to_account(struct ui *ui)
{
    char key[WAY_ROOM];

    if (!way_refuse_empty(ui))
        ui_toast(ui, "no account is chosen: %s finds one", way_key(ui, "goto", key));
}
