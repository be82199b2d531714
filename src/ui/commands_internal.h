/* What the rooms of commands share. */
#ifndef UI_COMMANDS_INTERNAL_H
#define UI_COMMANDS_INTERNAL_H

#include "app/health.h"
#include "ui/ui_internal.h"

/* On the account or row under the cursor. */
void account_run_add(struct ui *ui, const char *rest);
void account_ask_first(struct ui *ui); /* of an empty book: its name is enough */
void account_run_chase(struct ui *ui, const char *rest);
void account_run_copy(struct ui *ui, const char *rest);
void account_run_link(struct ui *ui, const char *rest);
void account_run_links(struct ui *ui, const char *rest);
void account_run_date(struct ui *ui, const char *rest);
void account_run_delete(struct ui *ui, const char *rest);
void account_run_done(struct ui *ui, const char *rest);
void account_run_edit(struct ui *ui, const char *rest);
void account_run_edit_outside(struct ui *ui, const char *rest);
void account_run_flag(struct ui *ui, const char *rest);
void account_run_log(struct ui *ui, const char *rest);
void account_run_modify(struct ui *ui, const char *rest);
void account_run_open(struct ui *ui, const char *rest);
void account_run_paste(struct ui *ui, const char *rest);
void account_run_pin(struct ui *ui, const char *rest);
void account_run_playbook(struct ui *ui, const char *rest);
void account_run_snooze(struct ui *ui, const char *rest);
void account_run_task(struct ui *ui, const char *rest);
void account_run_why(struct ui *ui, const char *rest);

/* To another screen, account or row: commands_going.c. */
void going_run_back(struct ui *ui, const char *rest);
void going_run_clear(struct ui *ui, const char *rest);
void going_run_forward(struct ui *ui, const char *rest);
void going_run_next(struct ui *ui, const char *rest);
void going_run_next_hit(struct ui *ui, const char *rest);
void going_run_previous(struct ui *ui, const char *rest);
void going_run_previous_hit(struct ui *ui, const char *rest);
void going_run_swap(struct ui *ui, const char *rest);
void going_run_view(struct ui *ui, const char *rest);
/* The last change is taken back, done again, done to this row. */
void undo_run(struct ui *ui, const char *rest);
void undo_run_redo(struct ui *ui, const char *rest);
void undo_run_repeat(struct ui *ui, const char *rest);

/* Saved views: chosen, shown by name (false: none of that name), saved, forgotten. */
void saved_run_choose(struct ui *ui, const char *rest);
void saved_run_forget(struct ui *ui, const char *rest);
void saved_run_save(struct ui *ui, const char *rest);
bool saved_show(struct ui *ui, const char *name);

/* Popups over any screen. */
void help_show(struct ui *ui);
void palette_show(struct ui *ui);
/* The health model in force; `preview FILE`: what that file would do to the book. */
void health_show(struct ui *ui, const char *rest);
void goto_show(struct ui *ui, const char *typed);
/* Which colours? Each is shown as the cursor comes to it; a name takes it at once. */
void theme_choose(struct ui *ui, const char *name);
void keys_choose(struct ui *ui, const char *name);
/* The keys there are to begin with; NULL past the last. */
const char *keys_choice(size_t index, const char **ret_about);
/* What happened in the book; of these kinds, where some are named. */
void timeline_show(struct ui *ui, const char *words);
/* What changed since that day; "": by the period that was looked at last. */
void changes_show(struct ui *ui, const char *words);
/* Notes, searched for the words; without any, they are asked for. */
void search_show(struct ui *ui, const char *words);
/* All accounts to choose from; id -1: none fits what was typed. */
void accounts_choose(struct ui *ui, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context));
/* Asks for the account on which a playbook is to start, and shows how it would go there. The name
 * is copied. */
void start_choose_account(struct ui *ui, const char *playbook);
/* The account under the cursor and another one become one; possible duplicates (join.c). */
void join_run_absorb(struct ui *ui, const char *rest);
void join_run_duplicates(struct ui *ui, const char *rest);
void join_run_merge(struct ui *ui, const char *rest);
/* Which file? Then the screen Import, which shows what would become of it. */
void ui_ask_import(struct ui *ui);
/* Opens the composer: a new note on an account, or an existing one. text may be NULL. */
void composer_start(struct ui *ui, int64_t account, const char *kind, const char *text);
/* A new one with somebody; where one is being written already, that goes on. */
void composer_log_with(struct ui *ui, int64_t account, const char *kind, const char *name);
/* The same with more text at the caret, as one step of undo: in what is written there already too.
 */
void composer_begin_with(struct ui *ui, int64_t account, const char *text, size_t len);
void composer_edit(struct ui *ui, int64_t note);
/* The same, in $VISUAL or $EDITOR at once; unchanged, the screen before it comes back. */
void composer_edit_note_outside(struct ui *ui, int64_t note);
/* The kind of note that a task or step of this kind becomes; NULL: none. */
const char *composer_kind_for(const char *kind);
/* `prepare KIND`: a note that waits for its day, with the agenda of its kind. `template NAME`: a
 * new note that begins with a template. */
void composer_run_prepare(struct ui *ui, const char *rest);
void composer_run_template(struct ui *ui, const char *rest);
/* `touch KIND TEXT`, `try KIND TEXT`: a note on each marked account, or on this one; asked for
 * without words. */
void many_run_touch(struct ui *ui, const char *rest);
void many_run_try(struct ui *ui, const char *rest);
/* `mail TEMPLATE`: a personal letter to each of them, as files. */
void mail_run(struct ui *ui, const char *rest);
/* The earlier texts of the note under the cursor. */
void versions_run(struct ui *ui, const char *rest);
/* The changes that can be taken back, each to be read before it is. */
void undo_list_run(struct ui *ui, const char *rest);
/* What is called once the note that is open in the composer was filed and its screen is gone;
 * forgotten where it is left. */
void composer_then(struct ui *ui, void (*filed)(struct ui *ui));
/* What is being typed goes to its draft now: the app ends. */
bool composer_keep(struct ui *ui);
/* Says at the start that something typed was left behind, and chooses among such drafts. */
void drafts_offer(struct ui *ui);
void drafts_show(struct ui *ui);
/* The words of `i`: everything behind the row's rank and score. */
void why_write(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out);
void why_write_health(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out);
void why_write_signals(struct session *session, const struct dossier *dossier, struct str *out);
void why_write_forecast(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out);
void why_write_change(const struct health_since *since, struct arena *arena, struct str *out);

#endif
