/* What command lines do, in a few words: for help, the palette and the popup of prefixes. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/about_words.h"
#include "ui/shell.h"

/* What commands with words, and those of every list, are for. */
static const struct {
    const char *line, *about;
} lines[] = {
    {"bottom", N_("the last row")},
    {"copy email", N_("copy the e-mail address")},
    {"copy json", N_("copy as JSON")},
    {"copy link", N_("copy the link")},
    {"copy markdown", N_("copy as Markdown")},
    {"copy name", N_("copy the name")},
    {"copy phone", N_("copy the phone number")},
    {"copy row", N_("copy the row, a field a line")},
    {"copy tsv", N_("copy as columns, for a spreadsheet")},
    {"half-down", N_("half a page down")},
    {"half-up", N_("half a page up")},
    {"modify arr", N_("set the ARR")},
    {"modify health_set", N_("set health by hand, beside the computed one")},
    {"modify owner", N_("set the owner")},
    {"modify stage", N_("set the stage")},
    {"modify tags", N_("set the tags")},
    {"next", N_("the next row")},
    {"page-down", N_("a page down")},
    {"page-up", N_("a page up")},
    {"previous", N_("the row before")},
    {"renewal end", N_("end date, after naming what moves")},
    {"renewal forecast", N_("forecast: category, amount, p")},
    {"renewal lost", N_("lost, with its cause")},
    {"renewal note", N_("a note about it")},
    {"renewal notice", N_("notice was given, or withdrawn")},
    {"renewal paper", N_("its paper: quoted, verbal, ...")},
    {"renewal told", N_("the new price was told")},
    {"renewal transfer", N_("the line goes to another account")},
    {"renewal won", N_("won, for the same, more or less")},
    {"risks here", N_("the risks of this account")},
    {"show all", N_("show all")},
    {"show asks", N_("only what is waited for")},
    {"show at risk", N_("only what is at risk")},
    {"show back-test", N_("how well the rules did")},
    {"show best case", N_("only best case")},
    {"show causes", N_("the causes")},
    {"show commit", N_("only commit")},
    {"show expected loss", N_("only expected losses")},
    {"show health", N_("only moves of health")},
    {"show imports", N_("only imports")},
    {"show money", N_("only what is about money")},
    {"show not called", N_("only what nobody called")},
    {"show notes", N_("only notes")},
    {"show omitted", N_("only what is omitted")},
    {"show overdue", N_("only what is overdue")},
    {"show people", N_("only people who came or left")},
    {"show promises", N_("only what we owe")},
    {"show risks", N_("the open risks")},
    {"show signals", N_("only signals")},
    {"show silent", N_("those that were silenced")},
    {"show steps", N_("only steps of playbooks")},
    {"show tasks", N_("only tasks")},
    {"show tickets", N_("only tickets")},
    {"show today", N_("only what is due today")},
    {"show value", N_("only what they got")},
    {"sort account", N_("by name")},
    {"sort arr", N_("by ARR")},
    {"sort category", N_("by category")},
    {"sort change", N_("by the change of health in a week")},
    {"sort decides", N_("by the day it is decided")},
    {"sort decision", N_("by the day it is decided")},
    {"sort due", N_("by the day it is due, or its next step")},
    {"sort exposure", N_("by what is at stake")},
    {"sort forecast", N_("by forecast")},
    {"sort health", N_("by health")},
    {"sort kind", N_("by kind, by whom it waits on or is owed to")},
    {"sort month", N_("by the change of health in 30 days")},
    {"sort name", N_("by name")},
    {"sort next", N_("by the next step")},
    {"sort owner", N_("by owner")},
    {"sort p", N_("by likelihood")},
    {"sort priority", N_("by priority")},
    {"sort stage", N_("by stage")},
    {"sort target", N_("by what is to renew")},
    {"sort tier", N_("by tier")},
    {"sort title", N_("by what is to be done")},
    {"sort touch", N_("by the last touch")},
    {"sort weighted", N_("by the weighted amount")},
    {"top", N_("the first row")},
    {"view account", N_("the account that was open last")},
    {"view book", N_("go to Book")},
    {"view metrics", N_("go to Metrics")},
    {"view notes", N_("go to Notes")},
    {"view playbooks", N_("go to Playbooks")},
    {"view renewals", N_("go to Renewals")},
    {"view tasks", N_("go to Tasks")},
    {"view today", N_("go to Today")},
};

const char *shell_about(struct ui *ui, const char *command)
{
    const struct view *view = view_at(ui->current);
    const struct view_command *own = shell_view_command(view, command, strlen(command));
    const struct shell_command *global = shell_command_find(command, strlen(command));

    if (own)
        return _(own->help);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (text_equal(lines[i].line, command))
            return _(lines[i].about);
    return global ? _(global->help) : NULL;
}

/* Sorted. */
static const struct {
    const char *command, *about;
} typing[] = {
    {"accept", N_("take it; in a form: the next line, on the last one save")},
    {"cancel", N_("leave")},
    {"char-back", N_("a letter back")},
    {"char-forward", N_("a letter on")},
    {"complete", N_("complete the word; again: the next that fits")},
    {"complete-back", N_("the one before that fits")},
    {"copy-text", N_("copy what is selected")},
    {"cut-text", N_("cut what is selected")},
    {"delete-back", N_("delete the letter before")},
    {"delete-forward", N_("delete the letter here")},
    {"delete-to-end", N_("delete to the end of the line")},
    {"delete-to-start", N_("delete to the start of the line")},
    {"delete-word-back", N_("delete the word before")},
    {"delete-word-forward", N_("delete the word here")},
    {"edit-outside", N_("write it in $VISUAL or $EDITOR")},
    {"history-back", N_("what was answered before")},
    {"history-forward", N_("what was answered after it")},
    {"history-search", N_("an older answer that has this in it")},
    {"keep-draft", N_("leave; the note is kept as a draft")},
    {"line-down", N_("the line below")},
    {"line-end", N_("the end of the line")},
    {"line-start", N_("the start of the line")},
    {"line-up", N_("the line above")},
    {"mark", N_("select from here, or give up the selection")},
    {"new-line", N_("a new line")},
    {"next", N_("the row below")},
    {"next-field", N_("the next line of the form")},
    {"page-down", N_("a page down")},
    {"page-up", N_("a page up")},
    {"previous", N_("the row above")},
    {"previous-field", N_("the line of the form before")},
    {"redo-typing", N_("type again what was taken back")},
    {"save", N_("file it")},
    {"select-all", N_("select all of it")},
    {"select-char-back", N_("select a letter back")},
    {"select-char-forward", N_("select a letter on")},
    {"select-line-down", N_("select to the line below")},
    {"select-line-end", N_("select to the end of the line")},
    {"select-line-start", N_("select to the start of the line")},
    {"select-line-up", N_("select to the line above")},
    {"select-page-down", N_("select a page down")},
    {"select-page-up", N_("select a page up")},
    {"select-text-end", N_("select to the end")},
    {"select-text-start", N_("select to the start")},
    {"select-word-back", N_("select a word back")},
    {"select-word-forward", N_("select a word on")},
    {"template", N_("put a template in")},
    {"text-end", N_("the end of the text")},
    {"text-start", N_("the start of the text")},
    {"undo-typing", N_("take back what was typed last")},
    {"unmark", N_("give up the selection")},
    {"word-back", N_("a word back")},
    {"word-forward", N_("a word on")},
    {"yank", N_("put in what was deleted last")},
};

const char *shell_about_typing(const char *command)
{
    const struct shell_command *global;

    for (size_t i = 0; i < COUNT_OF(typing); i++)
        if (text_equal(typing[i].command, command))
            return _(typing[i].about);
    global = shell_command_find(command, strlen(command));
    return global ? _(global->help) : NULL;
}

const char *shell_about_line(size_t index)
{
    return index < COUNT_OF(lines) ? lines[index].line : NULL;
}

static bool knows(const char *line)
{
    const char *moved = text_starts(line, "select-") ? line + strlen("select-") : line;

    return (shell_line_is_known(line) && !about_words_are_wrong(line)) ||
           shell_about_typing(line) || edit_action_from_name(moved) != EDIT_NONE;
}

static const char *name_of(size_t index)
{
    size_t count;
    const struct shell_command *global = shell_commands(&count);

    if (index < count)
        return global[index].name;
    index -= count;
    for (int i = 0; i < VIEW_COUNT; i++) {
        const struct view *view = view_at((enum view_id)i);

        if (index < view->command_count)
            return view->commands[index].name;
        index -= view->command_count;
    }
    if (index < COUNT_OF(typing))
        return typing[index].command;
    index -= COUNT_OF(typing);
    return index < COUNT_OF(lines) ? lines[index].line : NULL;
}

const struct key_commands ui_key_commands = {knows, name_of};

bool shell_line_is_known(const char *line)
{
    size_t len = strcspn(line, " ");
    struct list list = {0};

    for (int i = 0; i < VIEW_COUNT; i++)
        if (shell_view_command(view_at((enum view_id)i), line, len))
            return true;
    return shell_command_find(line, len) || list_command(&list, line);
}
