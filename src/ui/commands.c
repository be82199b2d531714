/* THE table of the commands of every screen; a view's own come before these. Here stand those that
 * ask, show and leave, the others in the files beside this one. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/feedback.h"
#include "ui/brief.h"
#include "ui/commands_internal.h"
#include "ui/export.h"
#include "ui/feedback_form.h"
#include "ui/pipe.h"
#include "ui/views/risks.h"
#include "ui/screen.h"
#include "ui/shell.h"
#include "ui/sync.h"
#include "ui/tour.h"

static void run_settings(struct ui *ui, const char *rest)
{
    ui_show_view(ui, VIEW_SETTINGS);
    if (*rest)
        ui_run_about(ui, "filter", rest);
}

static void quit_anyway(struct ui *ui, void *context)
{
    ui_quit(ui);
}

static void quit_yes(struct ui *ui, void *context)
{
    if (composer_keep(ui))
        ui_quit(ui);
    else
        ui_confirm(
            ui, _("The note cannot be kept as a draft. Quit and lose it?"), quit_anyway, NULL);
}

static void run_present(struct ui *ui, const char *rest)
{
    ui_present(ui, !ui_is_presenting(ui));
}

static void run_as_of(struct ui *ui, const char *rest)
{
    shell_as_of(ui, rest);
}

static void run_changes(struct ui *ui, const char *rest)
{
    changes_show(ui, rest);
}

static void run_quit(struct ui *ui, const char *rest)
{
    if (ui->history_count && ui->current != VIEW_TODAY) {
        ui_back(ui);
        return;
    }
    ui_confirm(ui, _("Quit? Press q again."), quit_yes, NULL);
    ui->modal.again = 'q';
}

static void run_quit_now(struct ui *ui, const char *rest)
{
    quit_yes(ui, NULL);
}

static void run_redraw(struct ui *ui, const char *rest)
{
    screen_forget();
}

static void run_reload(struct ui *ui, const char *rest)
{
    verb_playbooks_forget(ui->session);
    ui_changed(ui);
    if (ui->loop && session_is_behind(ui->session)) /* what playbooks offer is found anew */
        loop_wake_idle(ui->loop);
    ui_toast(ui, "read again");
    shell_tell_faults(ui);
}

static void run_suspend(struct ui *ui, const char *rest)
{
    if (ui->loop)
        loop_suspend(ui->loop);
}

static void run_mouse(struct ui *ui, const char *rest)
{
    screen_set_mouse(!screen_has_mouse());
    ui_toast(ui, screen_has_mouse() ? N_("mouse: daybook's") : N_("mouse: the terminal's"));
}

static void run_import(struct ui *ui, const char *rest)
{
    if (*rest)
        ui_open_import(ui, rest);
    else
        ui_ask_import(ui);
}

static void run_help(struct ui *ui, const char *rest)
{
    help_show(ui);
}

static void run_palette(struct ui *ui, const char *rest)
{
    palette_show(ui);
}

static void run_tour(struct ui *ui, const char *rest)
{
    tour_start(ui);
}

static void run_drafts(struct ui *ui, const char *rest)
{
    drafts_show(ui);
}

static void run_agenda(struct ui *ui, const char *rest)
{
    ui_open_agenda(ui, rest);
}

static void run_faults(struct ui *ui, const char *rest)
{
    ui_open_faults(ui, NULL);
}

static void run_feedback(struct ui *ui, const char *rest)
{
    feedback_ask(
        ui, &(struct feedback_known){.account = ui_account(ui), .text = *rest ? rest : NULL});
}

static void run_register(struct ui *ui, const char *rest)
{
    struct arena arena = {0};

    ui_open_feedback(ui, feedback_theme_key(rest, &arena));
    arena_fini(&arena);
}

static void run_metrics(struct ui *ui, const char *rest)
{
    ui_open_metrics(ui, rest);
}

static void run_values(struct ui *ui, const char *rest)
{
    ui_show_view(ui, VIEW_VALUE);
}

static void run_risks(struct ui *ui, const char *rest)
{
    bool here = text_equal(rest, "here");

    ui_open_risks(ui, here ? ui_account(ui) : 0, here ? "" : rest);
}

static void run_risk(struct ui *ui, const char *rest)
{
    risk_ask(ui, ui_account(ui));
}

static void run_read_playbook(struct ui *ui, const char *rest)
{
    if (*rest)
        ui_open_playbook(ui, rest);
    else
        ui_show_view(ui, VIEW_PLAYBOOKS);
}

static void run_growth(struct ui *ui, const char *rest)
{
    ui_show_view(ui, VIEW_GROWTH);
}

static void run_sources(struct ui *ui, const char *rest)
{
    ui_show_view(ui, VIEW_SOURCES);
}

static void run_goto(struct ui *ui, const char *rest)
{
    goto_show(ui, rest);
}

static void run_search(struct ui *ui, const char *rest)
{
    search_show(ui, rest);
}

static void run_timeline(struct ui *ui, const char *rest)
{
    timeline_show(ui, rest);
}

/* Sorted by name. */
static const struct shell_command commands[] = {
    {"absorb", N_("another customer bought this account: its lines and people go there"),
        join_run_absorb},
    {"account-next", N_("the next account of the list that opened this one"), going_run_next},
    {"account-previous", N_("the account before it"), going_run_previous},
    {"add", N_("a new account"), account_run_add},
    {"agenda", N_("what is due, by week or month: agenda week, agenda month"), run_agenda},
    {"asof", N_("the book as it stood on a day: asof 1 oct; asof now comes back to here"),
        run_as_of},
    {"back", N_("the screen before this one"), going_run_back, true},
    {"brief", N_("a page of it: call, qbr, value, ...; or brief KIND FILE"), brief_run},
    {"changes", N_("what changed in a week, or since a day: changes 1 oct"), run_changes},
    {"chase", N_("an ask was asked again: it comes back on another day"), account_run_chase},
    {"clear", N_("close a popup, clear a search, go back"), going_run_clear, true},
    {"copy", N_("to the clipboard: copy row, name, email, phone, link, markdown, json, tsv"),
        account_run_copy},
    {"date", N_("set the day by which it is due"), account_run_date},
    {"delete", N_("delete the row; u brings it back"), account_run_delete},
    {"done", N_("done, or open again: task, step, row of Today"), account_run_done},
    {"drafts", N_("go on with a note or a form that was left"), run_drafts},
    {"duplicates", N_("accounts that may be the same customer: merge them, or keep them apart"),
        join_run_duplicates},
    {"edit", N_("edit the row's fields"), account_run_edit},
    {"edit-outside", N_("edit the note in $VISUAL or $EDITOR"), account_run_edit_outside},
    {"export", N_("to a file: marked rows or all, as csv, json, md; or days, as ics"), export_run},
    {"faults", N_("what is wrong with your own files, with the line"), run_faults},
    {"feedback", N_("write down what this customer asks for"), run_feedback},
    {"flag", N_("priority: high, low, medium"), account_run_flag},
    {"forget-view", N_("forget a saved view"), saved_run_forget},
    {"forward", N_("the screen that back left"), going_run_forward},
    {"goto", N_("go to an account by name"), run_goto},
    {"health", N_("the health model in words; health preview FILE: what another would do"),
        health_show},
    {"growth", N_("expansion from signal to won; who speaks for us"), run_growth},
    {"help", N_("keys and commands of this screen"), run_help},
    {"import", N_("take in an export, shown before anything is written: import FILE"), run_import},
    {"link", N_("open the row's link in the browser"), account_run_link},
    {"keys", N_("which keys to begin with: keys vim, keys arrows, keys default"), keys_choose},
    {"links", N_("choose one of the row's links"), account_run_links},
    {"log", N_("log a call: write a note on this account"), account_run_log},
    {"mail", N_("a personal letter to each marked account, from a template, as files"), mail_run},
    {"merge", N_("this account is the same customer as another one: one account of both"),
        join_run_merge},
    {"metrics", N_("the figures of a period: metrics FROM TO, since the day after FROM"),
        run_metrics},
    {"modify", N_("set a field of the account: modify FIELD=VALUE"), account_run_modify},
    {"mouse", N_("give the mouse to the terminal, or take it"), run_mouse},
    {"next-hit", N_("the next row that wants something"), going_run_next_hit},
    {"open", N_("open what is under the cursor"), account_run_open},
    {"palette", N_("find any command by typing"), run_palette},
    {"paste-note", N_("write what was pasted into a note"), account_run_paste},
    {"pin", N_("pin the account to the top of Today, or unpin it"), account_run_pin},
    {"pipe", N_("the rows go to a command of your shell: pipe [csv, json or md] COMMAND"),
        pipe_run},
    {"playbook", N_("start a playbook, or go to its checklist"), account_run_playbook},
    {"prepare", N_("prepare a call, meeting, qbr, ...: its agenda waits for the day"),
        composer_run_prepare},
    {"present", N_("the screen is shared: one page of the account, nothing internal"), run_present},
    {"previous-hit", N_("the row before that wants something"), going_run_previous_hit},
    {"quit", N_("back, and at Today: leave daybook"), run_quit, true},
    {"quit-now", N_("leave daybook; drafts are kept"), run_quit_now},
    {"read-playbook", N_("one playbook, whole: read-playbook NAME"), run_read_playbook},
    {"redo", N_("do again what was undone"), undo_run_redo},
    {"redraw", N_("paint the screen anew"), run_redraw},
    {"register", N_("what customers ask for, by theme: register THEME"), run_register},
    {"reload", N_("read everything anew"), run_reload, true},
    {"renewal", N_("renewal end, forecast, won, lost, note, paper, told, notice, transfer"),
        renewal_run},
    {"repeat", N_("the last change again, on this row"), undo_run_repeat},
    {"risk", N_("write a risk by hand on this account"), run_risk},
    {"risks",
        N_("open risks and signals: risks here: of this account; risks usage-fall: of that one"),
        run_risks},
    {"save-view", N_("save the filter, order and columns of this screen under a name"),
        saved_run_save},
    {"saved", N_("choose a saved view"), saved_run_choose, true},
    {"search", N_("search all notes, tasks, people, goals: search WORDS"), run_search},
    {"snooze", N_("hide the account, or move the task, until a day"), account_run_snooze},
    {"settings", N_("every setting, to be changed: settings WORD filters them"), run_settings},
    {"sources", N_("the commands that bring exports in: what each came to, when it is due"),
        run_sources},
    {"swap", N_("the screen before this one, and again: back here"), going_run_swap},
    {"suspend", N_("back to the shell; fg returns"), run_suspend},
    {"sync", N_("run sources behind the screen: sync NAME, sync due, sync stop; sync: all of them"),
        ui_sync_run},
    {"task", N_("a new task for this account"), account_run_task},
    {"template", N_("write a note that begins with a template: template NAME"),
        composer_run_template},
    {"theme", N_("the colours, each shown as you go: theme NAME"), theme_choose},
    {"timeline", N_("what happened in the whole book: timeline notes,money"), run_timeline},
    {"tour", N_("a short walk over the screens; it writes nothing"), run_tour},
    {"touch", N_("log a touch on all marked accounts: touch KIND TEXT"), many_run_touch},
    {"try", N_("log a try, which is no touch, on all marked accounts: try KIND TEXT"),
        many_run_try},
    {"undo", N_("take back the last change, also after a restart"), undo_run},
    {"undo-list", N_("what was changed, newest first: read one, take it back"), undo_list_run},
    {"values", N_("value delivered, account by account, worst first"), run_values},
    {"versions", N_("earlier texts of the note: read one, restore it"), versions_run},
    {"view", N_("show a screen or a saved view: view today, view NAME"), going_run_view},
    {"why", N_("why it is here, down to the rows; why DATE: what moved it since"), account_run_why},
};

const struct shell_command *shell_commands(size_t *ret_count)
{
    *ret_count = COUNT_OF(commands);
    return commands;
}

const struct shell_command *shell_command_find(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strlen(commands[i].name) == len && !strncmp(commands[i].name, name, len))
            return &commands[i];
    return NULL;
}

const struct view_command *shell_view_command(const struct view *view, const char *name, size_t len)
{
    for (size_t i = 0; i < view->command_count; i++)
        if (strlen(view->commands[i].name) == len && !strncmp(view->commands[i].name, name, len))
            return &view->commands[i];
    return NULL;
}
