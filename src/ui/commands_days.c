/* Commands that set a day on the row under the cursor, or on all marked ones: hidden until, due on,
 * asked again on. */
#include <string.h>
#include "app/promises.h"
#include "base/text.h"
#include "base/words.h"
#include "core/task.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"

static bool parse_day(struct ui *ui, const char *text, day_number *ret_day, struct error *err)
{
    struct session *session = ui_session(ui);

    return day_parse(
        text, session_today(session), &session_settings(session)->calendar, ret_day, err);
}

static bool snooze_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    size_t words = strcspn(text, ",");
    struct str date = {0};
    day_number day;
    bool ok;

    str_add_bytes(&date, text, words);
    ok = parse_day(ui, str_text(&date), &day, err);
    str_fini(&date);
    text += words + (text[words] == ',');
    if (!ok)
        return false;
    if (row.kind == KIND_TASK)
        return verb_task_snooze(ui_session(ui), row.key, day, ret_outcome, err);
    if (row.kind == KIND_STEP)
        return verb_step(ui_session(ui), row.key,
            &(struct step_order){STEP_VERB_DATE, NULL, NULL, day, NULL}, ret_outcome, err);
    if (row.kind != KIND_ACCOUNT)
        row.key = ui_account(ui);
    return verb_account_snooze(
        ui_session(ui), row.key, day, text + strspn(text, " "), ret_outcome, err);
}

/* The day alone: what follows a comma is the reason. */
static void snooze_words(struct ui *ui, const char *text, struct str *out)
{
    struct str date = {0};

    str_add_bytes(&date, text, strcspn(text, ","));
    day_echo(ui, str_text(&date), out);
    str_fini(&date);
}

static void until_words(struct ui *ui, const char *text, struct str *out)
{
    str_add(out, _("until "));
    snooze_words(ui, text, out);
}

static bool snooze(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "snooze",
        .doing = N_("Snooze"),
        .done = N_("snoozed"),
        .doing_rows = N_("Snooze"),
        .done_rows = N_("snoozed"),
        .run = snooze_one,
        .words = until_words};
    struct str date = {0};
    day_number day;
    bool ok;

    str_add_bytes(&date, text, strcspn(text, ","));
    ok = parse_day(ui, str_text(&date), &day, err); /* before several are asked about */
    str_fini(&date);
    return ok && bulk_run(ui, &verb, text, err);
}

void account_run_snooze(struct ui *ui, const char *rest)
{
    static const char *const picks[] = {"tomorrow", "+3d", "mon", "+2w", "eom", NULL};
    struct touched_row row = bulk_row(ui);
    struct str title = {0};
    struct error err;

    if (!row.key)
        return;
    if (*rest) {
        if (!snooze(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    str_add(&title, _("Snooze "));
    if ((row.kind == KIND_TASK || row.kind == KIND_STEP) && !bulk_has_row_marks(ui))
        str_addf(&title, _("the %s"), _(kind_info(row.kind)->singular));
    else
        bulk_name(ui, &title);
    str_add(&title, _(" until"));
    ui_ask(ui,
        &(struct ui_question){.title = str_text(&title),
            .initial = "tomorrow",
            .hint = _("1 tomorrow  2 +3d  3 mon  4 +2w  5 eom, or a day; a reason after a comma"),
            .picks = picks,
            .accept = snooze,
            .recalls = "snooze",
            .echo = snooze_words});
    str_fini(&title);
}

static bool due_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    struct step_order order = {STEP_VERB_DATE, NULL, NULL, DAY_NONE, NULL};

    if (!text_blank(text) && !parse_day(ui, text, &order.day, err))
        return false;
    return row.kind == KIND_STEP
               ? verb_step(ui_session(ui), row.key, &order, ret_outcome, err)
               : verb_task_due(ui_session(ui), row.key, order.day, ret_outcome, err);
}

static void due_words(struct ui *ui, const char *text, struct str *out)
{
    if (text_blank(text))
        str_add(out, _("no day"));
    else
        day_echo(ui, text, out);
}

static bool due_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "date",
        .doing = N_("Due:"),
        .done = N_("given another day"),
        .doing_rows = N_("Due:"),
        .done_rows = N_("due"),
        .run = due_one,
        .words = due_words};
    day_number day;

    if (!text_blank(text) && !parse_day(ui, text, &day, err)) /* before several are asked about */
        return false;

    return bulk_run(ui, &verb, text, err);
}

void account_run_date(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct error err;

    if (!row.key)
        return;
    if (row.kind != KIND_TASK && row.kind != KIND_STEP)
        ui_toast(ui, "a day can be set on tasks and steps");
    else if (!*rest)
        ui_ask(ui, &(struct ui_question){.title = _("Due on"),
                       .hint = _("fri, 12 dec, +2w; empty: no day"),
                       .accept = due_on,
                       .recalls = "date",
                       .echo = day_echo});
    else if (!due_on(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}

/* --- an ask, asked again --- */

/* The ask under the cursor, or the one that is the next thing on the account; 0: there is none. */
static int64_t ask_here(struct ui *ui, struct touched_row target)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    int64_t task = target.kind == KIND_TASK ? target.key : 0;

    if (target.kind == KIND_ACCOUNT &&
        store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row && row_is(row, ACCOUNT_NEXT_KIND, "task"))
        task = row_integer(row, ACCOUNT_NEXT_KEY);
    if (task &&
        (!store_get(session_store(ui_session(ui)), KIND_TASK, task, &arena, &row, &ignored) ||
            !row || !task_is_ask(row)))
        task = 0;
    arena_fini(&arena);
    return task;
}

static bool chase_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    day_number day = DAY_NONE;

    if (!text_blank(text) && !parse_day(ui, text, &day, err))
        return false;
    return verb_task_chase(ui_session(ui), ask_here(ui, row), day, ret_outcome, err);
}

static bool chase_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "chase",
        .doing = N_("Asked again:"),
        .done = N_("asked again"),
        .doing_rows = N_("Asked again:"),
        .done_rows = N_("asked again"),
        .run = chase_one};

    return bulk_run(ui, &verb, text, err);
}

void account_run_chase(struct ui *ui, const char *rest)
{
    static const char *const picks[] = {"tomorrow", "+3d", "mon", "+1w", "+2w", NULL};
    struct touched_row row = bulk_row(ui);
    struct error err;

    if (!row.key)
        return;
    if (!bulk_has_marks(ui) && !ask_here(ui, row))
        ui_toast(ui, "this waits on nobody: an ask can be chased");
    else if (!*rest)
        ui_ask(ui, &(struct ui_question){.title = _("Asked again; next on"),
                       .initial = "+1w",
                       .hint = _("1 tomorrow  2 +3d  3 mon  4 +1w  5 +2w, or a day"),
                       .picks = picks,
                       .accept = chase_on,
                       .recalls = "chase",
                       .echo = day_echo});
    else if (!chase_on(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}
