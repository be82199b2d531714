/* Commands that set something on the row under the cursor, or on all marked ones: days and fields.
 */
#include <string.h>
#include "base/text.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/screen.h"
#include "ui/shell.h"

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
        return verb_task_due(ui_session(ui), row.key, day, ret_outcome, err);
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
    echo_day(ui, str_text(&date), out);
    str_fini(&date);
}

static void until_words(struct ui *ui, const char *text, struct str *out)
{
    str_add(out, "until ");
    snooze_words(ui, text, out);
}

static bool snooze(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "snooze",
        .doing = "Snooze",
        .done = "snoozed",
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
    str_add(&title, "Snooze ");
    if (row.kind == KIND_TASK || row.kind == KIND_STEP)
        str_addf(&title, "the %s", kind_info(row.kind)->singular);
    else
        bulk_name(ui, &title);
    str_add(&title, " until");
    ui_ask(
        ui, &(struct ui_question){.title = str_text(&title),
                .initial = "tomorrow",
                .hint = "1 tomorrow  2 +3d  3 mon  4 +2w  5 eom, or a day; a reason after a comma",
                .picks = picks,
                .accept = snooze,
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

static bool due_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {
        .command = "date", .doing = "Due:", .done = "given another day", .run = due_one};

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
        ui_ask(ui, &(struct ui_question){.title = "Due on",
                       .hint = "fri, 12 dec, +2w; empty: no day",
                       .accept = due_on,
                       .echo = echo_day});
    else if (!due_on(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}

/* --- fields --- */

/* text: `stage=adopting`. */
static bool modify_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    const char *assignments[] = {text, NULL};

    return verb_set(ui_session(ui), row.kind, row.key, assignments, ret_outcome, err);
}

static void modify_words(struct ui *ui, const char *text, struct str *out)
{
    str_add(out, text);
}

static bool modify(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "modify",
        .doing = "Set on",
        .done = "changed:",
        .run = modify_one,
        .words = modify_words};

    if (!strchr(text, '='))
        return error_set(err, ERROR_USAGE, "expected FIELD=VALUE, as stage=adopting");
    return bulk_run(ui, &verb, text, err);
}

/* The field's name stands in ui->asked; what is typed is its value. */
static bool modify_value(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct str assignment = {0};
    bool ok;

    str_addf(&assignment, "%s=%s", str_text(&ui->asked), text);
    ok = modify(ui, str_text(&assignment), NULL, err);
    str_fini(&assignment);
    return ok;
}

/* What the field is now, as it may be typed again. */
static void value_now(struct ui *ui, struct touched_row target, int field, struct str *out)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;

    if (!bulk_has_marks(ui) &&
        store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row)
        field_format_plain(out, row, field, session_currency(ui_session(ui)));
    arena_fini(&arena);
}

static void ask_value(struct ui *ui, struct touched_row row, int field)
{
    const struct field *info = &kind_info(row.kind)->fields[field];
    struct str title = {0}, now = {0};

    str_clear(&ui->asked);
    str_add(&ui->asked, info->name);
    if (row.kind == KIND_ACCOUNT)
        bulk_name(ui, &title);
    str_addf(&title, "%s%s =", title.len ? ": " : "", info->name);
    value_now(ui, row, field, &now);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .initial = str_text(&now),
                   .hint = info->help,
                   .accept = modify_value});
    str_fini(&title);
    str_fini(&now);
}

void account_run_modify(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct error err;
    int field;

    if (!row.key)
        return;
    if (!*rest) {
        ui_ask(ui, &(struct ui_question){.title = "Set a field",
                       .hint = "stage=adopting, arr=120k, tier=mid",
                       .accept = modify});
        return;
    }
    if (strchr(rest, '=')) {
        if (!modify(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    field = field_find(row.kind, rest);
    if (field < 0 && row.kind != KIND_ACCOUNT && ui_account(ui)) {
        row = (struct touched_row){KIND_ACCOUNT, ui_account(ui)};
        field = field_find(KIND_ACCOUNT, rest);
    }
    if (field >= 0)
        ask_value(ui, row, field);
    else
        ui_toast(ui, "no field '%s'", rest);
}

static void field_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct touched_row row = bulk_row(ui);

    if (id >= 0 && row.key)
        ask_value(ui, row, (int)id);
}

void account_run_edit(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct ui_choice choices[64];
    const struct kind_info *info = kind_info(row.kind);
    size_t count = 0;

    if (!row.key)
        return;
    if (row.kind == KIND_NOTE) {
        composer_edit(ui, row.key);
        return;
    }
    for (int f = 0; f < info->stored && count < COUNT_OF(choices); f++)
        if (!(info->fields[f].flags & FIELD_HIDDEN) && info->fields[f].type != FIELD_LINK)
            choices[count++] =
                (struct ui_choice){info->fields[f].name, info->fields[f].help, NULL, f};
    ui_choose(ui, "Set", choices, count, field_chosen, NULL);
}

void account_run_edit_outside(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);

    if (row.key && row.kind == KIND_NOTE)
        composer_edit_note_outside(ui, row.key);
    else
        ui_toast(ui, "the editor is for notes; e edits the fields of a row");
}

/* --- the clipboard --- */

/* The name, or all fields that are known, a line each. */
static void copy_text(const struct row *row, bool all, const char *currency, struct str *out)
{
    const struct kind_info *info = kind_info(row->kind);

    if (!all) {
        str_add(out, info->name >= 0 ? row_text(row, info->name) : "");
        return;
    }
    for (int f = 0; f < info->count; f++) {
        if (!row_knows(row, f) || (info->fields[f].flags & FIELD_HIDDEN) ||
            info->fields[f].type == FIELD_LINK)
            continue;
        str_addf(out, "%s\t", info->fields[f].name);
        field_format_plain(out, row, f, currency);
        str_add(out, "\n");
    }
}

void account_run_copy(struct ui *ui, const char *rest)
{
    struct touched_row target = bulk_row(ui);
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;
    struct str text = {0};
    bool all = !text_equal(rest, "name");

    if (!target.key)
        return;
    if (!store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &err) ||
        !row) {
        ui_toast(ui, "the row is gone");
    } else {
        copy_text(row, all, session_currency(ui_session(ui)), &text);
        if (screen_copy(str_text(&text), text.len))
            ui_toast(ui, "copied: %s", all ? "the row" : str_text(&text));
        else
            ui_toast(ui, "too long for the clipboard");
    }
    str_fini(&text);
    arena_fini(&arena);
}
