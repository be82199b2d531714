/* What command lines do, in a few words: for help, the palette and the popup of prefixes. */
#include <string.h>
#include "base/text.h"
#include "ui/shell.h"

/* What commands with words, and those of every list, are for. */
static const struct {
    const char *line, *about;
} lines[] = {
    {"bottom", "the last row"},
    {"copy email", "copy the e-mail address"},
    {"copy json", "copy as JSON"},
    {"copy link", "copy the link"},
    {"copy markdown", "copy as Markdown"},
    {"copy name", "copy the name"},
    {"copy phone", "copy the phone number"},
    {"copy row", "copy the row, a field a line"},
    {"copy tsv", "copy as columns, for a spreadsheet"},
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
    {"risks here", "the risks of this account"},
    {"show all", "show all"},
    {"show asks", "only what is waited for"},
    {"show at risk", "only what is at risk"},
    {"show back-test", "how well the rules did"},
    {"show best case", "only best case"},
    {"show causes", "the causes"},
    {"show commit", "only commit"},
    {"show expected loss", "only expected losses"},
    {"show health", "only moves of health"},
    {"show imports", "only imports"},
    {"show money", "only what is about money"},
    {"show not called", "only what nobody called"},
    {"show notes", "only notes"},
    {"show omitted", "only what is omitted"},
    {"show overdue", "only what is overdue"},
    {"show people", "only people who came or left"},
    {"show promises", "only what we owe"},
    {"show risks", "the open risks"},
    {"show signals", "only signals"},
    {"show silent", "those that were silenced"},
    {"show steps", "only steps of playbooks"},
    {"show tasks", "only tasks"},
    {"show tickets", "only tickets"},
    {"show today", "only what is due today"},
    {"show value", "only what they got"},
    {"sort account", "by name"},
    {"sort arr", "by ARR"},
    {"sort category", "by category"},
    {"sort change", "by the change of health in a week"},
    {"sort decides", "by the day it is decided"},
    {"sort decision", "by the day it is decided"},
    {"sort due", "by the day the next step is due"},
    {"sort exposure", "by what is at stake"},
    {"sort forecast", "by forecast"},
    {"sort health", "by health"},
    {"sort month", "by the change of health in 30 days"},
    {"sort name", "by name"},
    {"sort next", "by the next step"},
    {"sort owner", "by owner"},
    {"sort p", "by likelihood"},
    {"sort stage", "by stage"},
    {"sort target", "by what is to renew"},
    {"sort tier", "by tier"},
    {"sort touch", "by the last touch"},
    {"sort weighted", "by the weighted amount"},
    {"top", "the first row"},
    {"view account", "the account that was open last"},
    {"view book", "go to Book"},
    {"view metrics", "go to Metrics"},
    {"view notes", "go to Notes"},
    {"view playbooks", "go to Playbooks"},
    {"view renewals", "go to Renewals"},
    {"view tasks", "go to Tasks"},
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

/* Sorted. */
static const struct {
    const char *command, *about;
} typing[] = {
    {"accept", "take it; in a form: the next line, on the last one save"},
    {"cancel", "leave"},
    {"char-back", "a letter back"},
    {"char-forward", "a letter on"},
    {"complete", "complete the word; again: the next that fits"},
    {"complete-back", "the one before that fits"},
    {"copy-text", "copy what is selected"},
    {"cut-text", "cut what is selected"},
    {"delete-back", "delete the letter before"},
    {"delete-forward", "delete the letter here"},
    {"delete-to-end", "delete to the end of the line"},
    {"delete-to-start", "delete to the start of the line"},
    {"delete-word-back", "delete the word before"},
    {"delete-word-forward", "delete the word here"},
    {"edit-outside", "write it in $VISUAL or $EDITOR"},
    {"history-back", "what was answered before"},
    {"history-forward", "what was answered after it"},
    {"history-search", "an older answer that has this in it"},
    {"keep-draft", "leave; the note is kept as a draft"},
    {"line-down", "the line below"},
    {"line-end", "the end of the line"},
    {"line-start", "the start of the line"},
    {"line-up", "the line above"},
    {"mark", "select from here, or give up the selection"},
    {"new-line", "a new line"},
    {"next", "the row below"},
    {"next-field", "the next line of the form"},
    {"page-down", "a page down"},
    {"page-up", "a page up"},
    {"previous", "the row above"},
    {"previous-field", "the line of the form before"},
    {"redo-typing", "type again what was taken back"},
    {"save", "file it"},
    {"select-all", "select all of it"},
    {"select-char-back", "select a letter back"},
    {"select-char-forward", "select a letter on"},
    {"select-line-down", "select to the line below"},
    {"select-line-end", "select to the end of the line"},
    {"select-line-start", "select to the start of the line"},
    {"select-line-up", "select to the line above"},
    {"select-page-down", "select a page down"},
    {"select-page-up", "select a page up"},
    {"select-text-end", "select to the end"},
    {"select-text-start", "select to the start"},
    {"select-word-back", "select a word back"},
    {"select-word-forward", "select a word on"},
    {"template", "put a template in"},
    {"text-end", "the end of the text"},
    {"text-start", "the start of the text"},
    {"undo-typing", "take back what was typed last"},
    {"unmark", "give up the selection"},
    {"word-back", "a word back"},
    {"word-forward", "a word on"},
    {"yank", "put in what was deleted last"},
};

const char *shell_about_typing(const char *command)
{
    const struct shell_command *global;

    for (size_t i = 0; i < COUNT_OF(typing); i++)
        if (text_equal(typing[i].command, command))
            return typing[i].about;
    global = shell_command_find(command, strlen(command));
    return global ? global->help : NULL;
}

const char *shell_about_line(size_t index)
{
    return index < COUNT_OF(lines) ? lines[index].line : NULL;
}

bool ui_knows_command(const char *line)
{
    const char *moved = text_starts(line, "select-") ? line + strlen("select-") : line;

    return shell_line_is_known(line) || shell_about_typing(line) ||
           edit_action_from_name(moved) != EDIT_NONE;
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
