/* Commands on the account or row under the cursor. */
#include <string.h>
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/views/parts.h"

/* The row under the cursor: a task, a step, a note; else the account itself; key 0: nothing. */
static struct touched_row row_here(struct ui *ui)
{
    const struct view *view = view_at(ui_current(ui));
    struct touched_row row = {KIND_ACCOUNT, 0};

    if (view->row)
        row = view->row(ui, ui_state(ui, ui_current(ui)));
    if (!row.key)
        row = (struct touched_row){KIND_ACCOUNT, ui_account(ui)};
    if (!row.key)
        ui_toast(ui, "no account is chosen");
    return row;
}

static int64_t account_here(struct ui *ui)
{
    int64_t account = ui_account(ui);

    if (!account)
        ui_toast(ui, "no account is chosen");
    return account;
}

/* Says what came of a verb. */
static void settle(struct ui *ui, bool ok, struct outcome *outcome, const struct error *err)
{
    if (ok)
        ui_done(ui, outcome);
    else
        ui_fault(ui, err);
}

static const char *name_of(struct ui *ui, int64_t account, struct arena *arena)
{
    struct row *row = NULL;
    struct error ignored;

    if (!account ||
        !store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, arena, &row, &ignored) ||
        !row)
        return "no account";
    return text_clean_copy(arena, part_name(row));
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

static void mark_handled(struct ui *ui, void *context)
{
    struct outcome outcome;
    struct error err;
    bool ok = verb_account_done(ui_session(ui), ui_account(ui), &outcome, &err);

    settle(ui, ok, &outcome, &err);
}

/* A call or a signal leaves no tick behind: was it logged somewhere else? */
static void account_done(struct ui *ui, int64_t account)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    if (!store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, &arena, &row, &err)) {
        ui_fault(ui, &err);
    } else if (row &&
               (row_is(row, ACCOUNT_NEXT_KIND, "task") || row_is(row, ACCOUNT_NEXT_KIND, "step"))) {
        mark_handled(ui, NULL);
    } else if (row) {
        struct str question = {0};

        str_addf(&question, "%s: logged elsewhere, reasons of today handled?", part_name(row));
        ui_confirm(ui, str_text(&question), mark_handled, NULL);
        str_fini(&question);
    }
    arena_fini(&arena);
}

static bool is_done(struct ui *ui, struct touched_row target)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    bool done =
        store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row && row_is(row, target.kind == KIND_TASK ? TASK_STATUS : STEP_STATUS, "done");

    arena_fini(&arena);
    return done;
}

void account_run_done(struct ui *ui, const char *rest)
{
    struct touched_row row = row_here(ui);
    struct outcome outcome;
    struct error err;
    bool ok;

    if (!row.key)
        return;
    if (row.kind == KIND_TASK) {
        ok = verb_task_done(ui_session(ui), row.key, !is_done(ui, row), &outcome, &err);
        settle(ui, ok, &outcome, &err);
    } else if (row.kind == KIND_STEP) {
        struct step_order order = {
            is_done(ui, row) ? STEP_VERB_REOPEN : STEP_VERB_DONE, NULL, NULL, DAY_NONE, NULL};

        ok = verb_step(ui_session(ui), row.key, &order, &outcome, &err);
        settle(ui, ok, &outcome, &err);
    } else if (row.kind == KIND_ACCOUNT) {
        account_done(ui, row.key);
    }
}

/* --- days: snooze and due --- */

static void echo_day(struct ui *ui, const char *text, struct str *out)
{
    struct session *session = ui_session(ui);
    day_number day;
    struct error ignored;
    char words[24];

    if (day_parse(
            text, session_today(session), &session_settings(session)->calendar, &day, &ignored))
        str_add(out, day_head(day, words));
}

static bool parse_day(struct ui *ui, const char *text, day_number *ret_day, struct error *err)
{
    struct session *session = ui_session(ui);

    return day_parse(
        text, session_today(session), &session_settings(session)->calendar, ret_day, err);
}

static bool snooze_until(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct touched_row row = row_here(ui);
    struct outcome outcome;
    day_number day;
    size_t words = strcspn(text, ",");
    struct str date = {0};
    bool ok;

    str_add_bytes(&date, text, words);
    ok = parse_day(ui, str_text(&date), &day, err);
    str_fini(&date);
    if (!ok)
        return false;
    text += words + (text[words] == ',');
    text += strspn(text, " ");
    if (row.kind == KIND_TASK)
        ok = verb_task_due(ui_session(ui), row.key, day, &outcome, err);
    else
        ok = verb_account_snooze(ui_session(ui), row.key, day, text, &outcome, err);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

void account_run_snooze(struct ui *ui, const char *rest)
{
    struct touched_row row = row_here(ui);
    struct arena arena = {0};
    struct error err;
    const char *title;

    if (!row.key || (row.kind != KIND_TASK && row.kind != KIND_ACCOUNT))
        return;
    if (*rest) {
        if (!snooze_until(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    title = arena_format(&arena, "Snooze %s until",
        row.kind == KIND_TASK ? "the task" : name_of(ui, row.key, &arena));
    ui_ask(ui, &(struct ui_question){.title = title,
                   .initial = "tomorrow",
                   .hint = "tomorrow, +3d, mon, +2w, eom; a reason after a comma",
                   .accept = snooze_until,
                   .echo = echo_day});
    arena_fini(&arena);
}

static bool due_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct touched_row row = row_here(ui);
    struct outcome outcome;
    day_number day = DAY_NONE;
    bool ok;

    if (!text_blank(text) && !parse_day(ui, text, &day, err))
        return false;
    if (row.kind == KIND_STEP) {
        struct step_order order = {STEP_VERB_DATE, NULL, NULL, day, NULL};

        ok = verb_step(ui_session(ui), row.key, &order, &outcome, err);
    } else {
        ok = verb_task_due(ui_session(ui), row.key, day, &outcome, err);
    }
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

void account_run_date(struct ui *ui, const char *rest)
{
    struct touched_row row = row_here(ui);
    struct error err;

    if (row.kind != KIND_TASK && row.kind != KIND_STEP) {
        ui_toast(ui, "a day can be set on tasks and steps");
        return;
    }
    if (*rest) {
        if (!due_on(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = "Due on",
                   .hint = "fri, 12 dec, +2w; empty: no day",
                   .accept = due_on,
                   .echo = echo_day});
}

void account_run_flag(struct ui *ui, const char *rest)
{
    struct touched_row row = row_here(ui);
    struct outcome outcome;
    struct error err;

    if (row.kind != KIND_TASK) {
        ui_toast(ui, "a priority can be set on tasks");
        return;
    }
    settle(ui, verb_task_priority(ui_session(ui), row.key, &outcome, &err), &outcome, &err);
}

/* --- new rows --- */

/* The same follow-up words as in notes: `call Ana fri`, with a date at the end. */
static bool add_task(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct session *session = ui_session(ui);
    struct task_draft draft = {.account = ui_account(ui), .due = DAY_NONE, .at_minute = -1};
    struct outcome outcome;
    struct str title = {0};
    size_t end = strlen(text);
    bool ok;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what is to be done");
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
    ok = verb_task_add(session, &draft, &outcome, NULL, err);
    str_fini(&title);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static void echo_task_day(struct ui *ui, const char *text, struct str *out)
{
    struct session *session = ui_session(ui);
    day_number day;
    int minute;
    size_t at;
    char words[24];

    if (day_find_at_end(
            text, session_today(session), &session_settings(session)->calendar, &day, &minute, &at))
        str_addf(out, "due %s", day_head(day, words));
}

void account_run_task(struct ui *ui, const char *rest)
{
    struct arena arena = {0};
    struct error err;

    if (*rest) {
        if (!add_task(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = arena_format(&arena, "Task for %s",
                                         name_of(ui, ui_account(ui), &arena)),
                   .hint = "call Ana fri",
                   .accept = add_task,
                   .echo = echo_task_day});
    arena_fini(&arena);
}

void account_run_log(struct ui *ui, const char *rest)
{
    int64_t account = account_here(ui);

    if (account)
        composer_start(ui, account, *rest ? rest : "call", NULL);
}

void account_run_paste(struct ui *ui, const char *rest)
{
    ui_toast(ui, "pasted text goes into a note: press c, then paste");
}

/* --- fields --- */

static bool modify(struct ui *ui, const char *text, void *context, struct error *err)
{
    const char *assignments[] = {text, NULL};
    struct outcome outcome;
    struct touched_row row = row_here(ui);

    if (!row.key || !verb_set(ui_session(ui), row.kind, row.key, assignments, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

void account_run_modify(struct ui *ui, const char *rest)
{
    struct error err;

    if (strchr(rest, '=')) {
        if (!modify(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    if (*rest) {
        struct arena arena = {0};

        ui_ask(ui, &(struct ui_question){.title = arena_format(&arena, "Set %s", rest),
                       .initial = arena_format(&arena, "%s=", rest),
                       .accept = modify});
        arena_fini(&arena);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = "Set a field",
                   .hint = "stage=adopting, arr=120k, tier=mid",
                   .accept = modify});
}

void account_run_pin(struct ui *ui, const char *rest)
{
    int64_t account = account_here(ui);
    struct arena arena = {0};
    struct row *row = NULL;
    struct outcome outcome;
    struct error err;

    if (!account)
        return;
    if (store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, &arena, &row, &err) && row)
        settle(ui,
            verb_account_pin(
                ui_session(ui), account, !row_integer(row, ACCOUNT_PINNED), &outcome, &err),
            &outcome, &err);
    arena_fini(&arena);
}

static void delete_yes(struct ui *ui, void *context)
{
    struct touched_row row = row_here(ui);
    struct outcome outcome;
    struct error err;

    if (row.key)
        settle(ui, verb_delete(ui_session(ui), row.kind, row.key, &outcome, &err), &outcome, &err);
}

void account_run_delete(struct ui *ui, const char *rest)
{
    struct touched_row row = row_here(ui);
    struct arena arena = {0};

    if (!row.key)
        return;
    ui_confirm(ui,
        row.kind == KIND_ACCOUNT
            ? arena_format(&arena, "Delete %s with all that belongs to it? u brings it back.",
                  name_of(ui, row.key, &arena))
            : arena_format(
                  &arena, "Delete this %s? u brings it back.", kind_info(row.kind)->singular),
        delete_yes, NULL);
    arena_fini(&arena);
}

/* --- why --- */

void account_run_why(struct ui *ui, const char *rest)
{
    int64_t account = account_here(ui);
    struct arena arena = {0};
    struct dossier dossier;
    struct assessment assessment;
    struct error err;
    struct str text = {0};

    if (!account)
        return;
    if (!session_assess(ui_session(ui), account, &arena, &dossier, &assessment, &err)) {
        ui_fault(ui, &err);
    } else if (dossier.account) {
        why_write(ui_session(ui), &dossier, &assessment, &text);
        ui_read(
            ui, arena_format(&arena, "Why: %s", part_name(assessment.account)), str_text(&text));
    }
    str_fini(&text);
    arena_fini(&arena);
}
