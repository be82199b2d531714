/* Commands on the account or row under the cursor: open, done, new rows, pinned, deleted, why. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/followup.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/row_form.h"
#include "ui/shell.h"
#include "ui/views/parts.h"
#include "ui/ways.h"

static int64_t account_here(struct ui *ui)
{
    int64_t account = ui_account(ui);

    if (!account)
        way_choose_account(ui);
    return account;
}

void account_run_open(struct ui *ui, const char *rest)
{
    int64_t account = account_here(ui);

    if (!account)
        return;
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
}

/* --- done --- */

static bool has_status(struct ui *ui, struct touched_row target, int field, const char *status)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    bool has =
        store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row && row_is(row, field, status);

    arena_fini(&arena);
    return has;
}

static bool done_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    struct step_order order = {STEP_VERB_DONE, NULL, NULL, DAY_NONE, NULL};

    if (row.kind == KIND_TASK)
        return verb_task_done(
            ui_session(ui), row.key, !has_status(ui, row, TASK_STATUS, "done"), ret_outcome, err);
    if (row.kind == KIND_STEP) {
        if (has_status(ui, row, STEP_STATUS, "done"))
            order.verb = STEP_VERB_REOPEN;
        return verb_step(ui_session(ui), row.key, &order, ret_outcome, err);
    }
    if (row.kind == KIND_ACCOUNT)
        return verb_account_done(ui_session(ui), row.key, ret_outcome, err);
    return error_set(err, ERROR_USAGE, "a %s cannot be done; tasks, steps and rows of Today can",
        _(kind_info(row.kind)->singular));
}

static const struct bulk_verb done_verb = {.command = "done",
    .doing = N_("Done for today:"),
    .done = N_("done for today"),
    .doing_rows = N_("Tick"),
    .done_rows = N_("ticked"),
    .run = done_one};

static void done_now(struct ui *ui, void *context)
{
    struct error err;

    if (!bulk_run(ui, &done_verb, "", &err))
        ui_fault(ui, &err);
}

/* The step under the cursor, or the one that is the next thing on the account; 0: none. */
static int64_t step_here(struct ui *ui, struct touched_row target)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    int64_t step = 0;

    if (store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row) {
        if (row->kind == KIND_ACCOUNT && row_is(row, ACCOUNT_NEXT_KIND, "step"))
            step = row_integer(row, ACCOUNT_NEXT_KEY);
        else if (row->kind == KIND_STEP && run_step_is_open(row))
            step = row->key;
    }
    arena_fini(&arena);
    return step;
}

static bool has_any_marks(struct ui *ui)
{
    return bulk_has_marks(ui) || bulk_has_row_marks(ui);
}

/* A step is ticked, or asks for what it demands. A call or a signal leaves no tick behind: was it
 * logged somewhere else? */
void account_run_done(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct str question = {0};
    int64_t step = row.key && !has_any_marks(ui) ? step_here(ui, row) : 0;

    if (!row.key)
        return;
    if (step) {
        ui_tick_step(ui, step);
        return;
    }
    if (has_any_marks(ui) || row.kind != KIND_ACCOUNT ||
        has_status(ui, row, ACCOUNT_NEXT_KIND, "task") ||
        has_status(ui, row, ACCOUNT_NEXT_KIND, "step")) {
        done_now(ui, NULL);
        return;
    }
    bulk_name(ui, &question);
    str_add(&question, _(": handled, with nothing to log? It leaves Today"));
    ui_confirm(ui, str_text(&question), done_now, NULL);
    str_fini(&question);
}

static bool flag_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    if (row.kind != KIND_TASK)
        return error_set(err, ERROR_USAGE, "a priority can be set on tasks");
    return verb_task_priority(ui_session(ui), row.key, ret_outcome, err);
}

void account_run_flag(struct ui *ui, const char *rest)
{
    static const struct bulk_verb verb = {.command = "flag",
        .doing_rows = N_("Next priority for"),
        .done_rows = N_("with another priority"),
        .run = flag_one};
    struct touched_row row = bulk_row(ui);
    struct error err;

    if (row.kind != KIND_TASK) {
        ui_toast(ui, "a priority can be set on tasks");
        return;
    }
    if (!bulk_run(ui, &verb, "", &err))
        ui_fault(ui, &err);
}

/* --- new rows --- */

/* `@product fix it fri`, `! send the plan`: an ask and a promise, as behind a box in a note. */
static bool read_followup(
    struct ui *ui, const char *text, struct arena *arena, struct followup *ret_item)
{
    struct session *session = ui_session(ui);
    bool is_promise = *text == '!';
    const char *line;

    if (!is_promise && *text != '@')
        return false;
    line = arena_format(arena, is_promise ? "- [!] %s" : "- [ ] %s", text + is_promise);
    return followup_of_line(line, strlen(line), session_today(session),
               &session_settings(session)->calendar, arena, ret_item) &&
           !text_equal(ret_item->kind, "task");
}

/* The same follow-up words as in notes: `call Ana fri`, with a date at the end. */
static bool task_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    struct session *session = ui_session(ui);
    struct task_draft draft = {
        .account = row.kind == KIND_ACCOUNT ? row.key : ui_account(ui), .at_minute = -1};
    struct str title = {0};
    struct arena arena = {0};
    struct followup item;
    size_t end = strlen(text);
    bool ok;

    if (read_followup(ui, text, &arena, &item)) {
        draft.title = item.title;
        draft.due = item.due;
        draft.at_minute = item.at_minute;
        draft.kind = item.kind;
        draft.waiting_on = item.waiting_on;
        ok = verb_task_add(session, &draft, ret_outcome, NULL, err);
        arena_fini(&arena);
        return ok;
    }
    arena_fini(&arena);
    if (!day_find_at_end(text, session_today(session), &session_settings(session)->calendar,
            &draft.due, &draft.at_minute, &end) ||
        end == 0) {
        end = strlen(text);
        draft.due = DAY_NONE;
    }
    while (end && text[end - 1] == ' ')
        end--;
    str_add_bytes(&title, text, end);
    draft.title = str_text(&title);
    ok = verb_task_add(session, &draft, ret_outcome, NULL, err);
    str_fini(&title);
    return ok;
}

static const struct bulk_verb task_verb = {
    .command = "task", .doing = N_("A task for"), .done = N_("given a task"), .run = task_one};

static bool add_task(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct outcome outcome;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what is to be done");
    if (bulk_has_marks(ui) || ui_account(ui))
        return bulk_run(ui, &task_verb, text, err);
    if (!task_one(ui, (struct touched_row){KIND_ACCOUNT, 0}, text, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void echo_task_day(struct ui *ui, const char *text, struct str *out)
{
    struct session *session = ui_session(ui);
    struct arena arena = {0};
    struct followup item;
    day_number day;
    int minute;
    size_t at;

    if (read_followup(ui, text, &arena, &item))
        str_add(out, item.waiting_on ? _("an ask, ") : _("a promise, "));
    arena_fini(&arena);
    if (day_find_at_end(text, session_today(session), &session_settings(session)->calendar, &day,
            &minute, &at)) {
        str_add(out, _("due "));
        day_tell(ui, day, out);
    } else if (!text_blank(text)) {
        str_add(out, _("no day"));
    }
}

void account_run_task(struct ui *ui, const char *rest)
{
    struct str title = {0};
    struct error err;

    if (*rest) {
        if (!add_task(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    str_add(&title, _("Task for "));
    bulk_name(ui, &title);
    ui_ask(
        ui, &(struct ui_question){.title = str_text(&title),
                .hint = _("call Ana fri   @product fix it fri: an ask   ! send it fri: a promise"),
                .accept = add_task,
                .recalls = "task",
                .echo = echo_task_day});
    str_fini(&title);
}

/* Of the first account of a book: what may be done next. */
static void add_first_words(struct ui *ui, struct outcome *outcome)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *log = keymap_for_command(&ui->keymap, &sections, "log");
    int64_t count = 0;
    struct error ignored;
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (log && store_count(session_store(ui->session), KIND_ACCOUNT, &count, &ignored) &&
        count == 1)
        str_addf(&outcome->summary, _("; %s logs a call with them"),
            key_sequence_text(&log->sequence, key, sizeof(key)));
}

/* `Globex, 120k`: a name, and the ARR after the last comma where it is an amount. */
static bool add_account(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    const char *comma = strrchr(text, ',');
    const char *amount = comma ? comma + 1 + strspn(comma + 1, " ") : "";
    bool has_arr = *amount >= '0' && *amount <= '9';
    int name_len = (int)(has_arr ? (size_t)(comma - text) : strlen(text));
    const char *assignments[] = {arena_format(&arena, "name=%.*s", name_len, text),
        has_arr ? arena_format(&arena, "arr=%s", amount) : NULL, NULL};
    struct outcome outcome;
    bool ok = !text_blank(text) || error_set(err, ERROR_USAGE, "name the account");

    ok = ok && verb_add(ui_session(ui), KIND_ACCOUNT, 0, assignments, &outcome, NULL, err);
    arena_fini(&arena);
    if (ok) {
        add_first_words(ui, &outcome);
        ui_done(ui, &outcome);
    }
    return ok;
}

/* Whoever begins is asked for one line: the rest can wait. */
void account_ask_first(struct ui *ui)
{
    ui_ask(ui, &(struct ui_question){.title = _("New account"),
                   .of_no_account = true,
                   .hint = _("Globex, 120k: its name, and the ARR where it is known"),
                   .accept = add_account});
}

void account_run_add(struct ui *ui, const char *rest)
{
    struct error err;

    if (!*rest)
        row_form_ask(
            ui, &(struct row_form_asking){.form = &row_form_account, .added = add_first_words});
    else if (!add_account(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}

/* On marked accounts a note each, of one text. */
void account_run_log(struct ui *ui, const char *rest)
{
    int64_t account;

    if (bulk_has_marks(ui)) {
        many_run_try(ui, ""); /* what is told to many is a try, unless they say otherwise */
        return;
    }
    account = account_here(ui);

    if (account)
        composer_start(ui, account, *rest ? rest : "call", NULL);
}

static void paste_yes(struct ui *ui, void *context)
{
    composer_begin_with(ui, ui_account(ui), str_text(&ui->pasted), ui->pasted.len);
    str_clear(&ui->pasted);
}

/* A paste never fires keys. */
void account_run_paste(struct ui *ui, const char *rest)
{
    if (!ui->pasted.len)
        ui_toast(ui, "pasted text goes into a note: press c, then paste");
    else if (account_here(ui))
        ui_confirm(ui, _("Write what was pasted into a note on this account?"), paste_yes, NULL);
}

static bool pin_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    int64_t account = row.kind == KIND_ACCOUNT ? row.key : ui_account(ui);
    struct arena arena = {0};
    struct row *found = NULL;
    bool ok = store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, &arena, &found, err);

    if (ok && !found)
        ok = error_set(err, ERROR_NOT_FOUND, "no account is chosen: C-p finds one");
    ok = ok && verb_account_pin(
                   ui_session(ui), account, !row_integer(found, ACCOUNT_PINNED), ret_outcome, err);
    arena_fini(&arena);
    return ok;
}

void account_run_pin(struct ui *ui, const char *rest)
{
    static const struct bulk_verb verb = {
        .command = "pin", .doing = N_("Pin"), .done = N_("pinned"), .run = pin_one};
    struct error err;

    if (!bulk_run(ui, &verb, "", &err))
        ui_fault(ui, &err);
}

static bool delete_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    return verb_delete(ui_session(ui), row.kind, row.key, ret_outcome, err);
}

static const struct bulk_verb delete_verb = {.doing = N_("Delete"),
    .done = N_("deleted"),
    .doing_rows = N_("Delete"),
    .done_rows = N_("deleted"),
    .run = delete_one};

static void delete_yes(struct ui *ui, void *context)
{
    struct error err;

    if (!bulk_run(ui, &delete_verb, "", &err))
        ui_fault(ui, &err);
}

void account_run_delete(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct str question = {0};

    if (!row.key)
        return;
    if (has_any_marks(ui)) {
        delete_yes(ui, NULL); /* it asks by itself */
        return;
    }
    if (row.kind == KIND_ACCOUNT) {
        str_add(&question, _("Delete "));
        bulk_name(ui, &question);
        str_add(&question, _(" with all that belongs to it?"));
    } else {
        str_addf(&question, _("Delete this %s?"), _(kind_info(row.kind)->singular));
    }
    str_add(&question, _(" undo brings it back."));
    ui_confirm(ui, str_text(&question), delete_yes, NULL);
    str_fini(&question);
}

/* --- why --- */

static bool show_since(struct ui *ui, int64_t account, const char *words, struct error *err)
{
    struct arena arena = {0};
    struct health_since since;
    struct str text = {0};
    day_number day;
    bool ok = day_parse(words, session_today(ui_session(ui)), NULL, &day, err) &&
              health_since(ui_session(ui), account, day, &arena, &since, err);

    if (ok) {
        why_write_change(&since, &arena, &text);
        ui_read(ui, _("Why the health moved"), str_text(&text));
    }
    str_fini(&text);
    arena_fini(&arena);
    return ok;
}

static bool accept_since(struct ui *ui, const char *text, void *context, struct error *err)
{
    return show_since(ui, (int64_t)(intptr_t)context, text, err);
}

static void ask_since(struct ui *ui, void *context)
{
    static const char *const picks[] = {"-7d", "-30d", "-90d", NULL};

    ui_ask(ui, &(struct ui_question){.title = _("Why the health moved since"),
                   .initial = "-7d",
                   .hint = _("a day: -7d, 1 oct, 2026-09-30"),
                   .picks = picks,
                   .accept = accept_since,
                   .recalls = "since",
                   .context = context});
}

static void show_why(struct ui *ui, int64_t account)
{
    struct arena arena = {0};
    struct dossier dossier;
    struct assessment assessment;
    struct error err;
    struct str text = {0};

    if (!session_assess(ui_session(ui), account, &arena, &dossier, &assessment, &err)) {
        ui_fault(ui, &err);
    } else if (dossier.account) {
        why_write(ui_session(ui), &dossier, &assessment, &text);
        ui_read_then(ui,
            &(struct ui_reading){arena_format(&arena, _("Why: %s"), part_name(assessment.account)),
                str_text(&text), _("why it moved since"), ask_since, (void *)(intptr_t)account});
    }
    str_fini(&text);
    arena_fini(&arena);
}

void account_run_why(struct ui *ui, const char *rest)
{
    int64_t account = account_here(ui);
    struct error err;

    if (!account)
        return;
    if (text_blank(rest))
        show_why(ui, account);
    else if (!show_since(ui, account, rest, &err))
        ui_fault(ui, &err);
}
