/* What command lines do, in a few words: for help, the palette and the popup of prefixes. */
#include <string.h>
#include "base/text.h"
#include "ui/shell.h"

/* What commands with words, and those of every list, are for. */
static const struct {
    const char *line, *about;
} lines[] = {
    {"bottom", "the last row"},
    {"copy name", "copy the name to the clipboard"},
    {"copy row", "copy the row to the clipboard"},
    {"half-down", "half a page down"},
    {"half-up", "half a page up"},
    {"modify arr", "set the ARR"},
    {"modify health_set", "set health by hand, beside the computed one"},
    {"modify owner", "set the owner"},
    {"modify stage", "set the stage"},
    {"modify tags", "set the tags"},
    {"next", "the next row"},
    {"page-down", "a page down"},
    {"page-up", "a page up"},
    {"previous", "the row before"},
    {"renewal end", "end date, after naming what moves"},
    {"renewal forecast", "forecast: category, amount, p"},
    {"renewal lost", "lost, with its cause"},
    {"renewal note", "a note about it"},
    {"renewal notice", "notice was given, or withdrawn"},
    {"renewal paper", "its paper: quoted, verbal, ..."},
    {"renewal told", "the new price was told"},
    {"renewal transfer", "the line goes to another account"},
    {"renewal won", "won, for the same, more or less"},
    {"show all", "show all"},
    {"show at risk", "only what is at risk"},
    {"show best case", "only best case"},
    {"show commit", "only commit"},
    {"show expected loss", "only expected losses"},
    {"show not called", "only what nobody called"},
    {"show omitted", "only what is omitted"},
    {"top", "the first row"},
    {"view account", "the account that was open last"},
    {"view book", "go to Book"},
    {"view metrics", "go to Metrics"},
    {"view notes", "go to Notes"},
    {"view playbooks", "go to Playbooks"},
    {"view tasks", "go to Tasks"},
    {"view renewals", "go to Renewals"},
    {"view today", "go to Today"},
};

const char *shell_about(struct ui *ui, const char *command)
{
    const struct view *view = view_at(ui->current);
    const struct view_command *own = shell_view_command(view, command, strlen(command));
    const struct shell_command *global = shell_command_find(command, strlen(command));

    if (own)
        return own->help;
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (text_equal(lines[i].line, command))
            return lines[i].about;
    return global ? global->help : NULL;
}

bool shell_line_is_known(const char *line)
{
    size_t len = strcspn(line, " ");
    struct list list = {0};

    for (int i = 0; i < VIEW_COUNT; i++)
        if (shell_view_command(view_at((enum view_id)i), line, len))
            return true;
    return shell_command_find(line, len) || list_command(&list, line);
}
